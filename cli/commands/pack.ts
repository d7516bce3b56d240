import type { Command } from 'commander';
import { conflictTable } from '../../domain/pack-reading/conflict-table';
import { diffPacks } from '../../domain/pack-reading/diff';
import { packName } from '../../domain/pack-reading/lines';
import { checkChangeText, checkRules } from '../../rules/check';
import { loadRules } from '../../rules/index';
import { PackNameError, findPack, newestPacks } from '../../rules/pack-names';
import type { LoadedPack } from '../../rules/packs';
import { conflictMarkdown } from '../packs/pack-markdown';
import { diffText, packText } from '../packs/pack-text';
import { readTextFile } from '../../rules/text-file';
import { textTable } from '../text-table';

interface Options {
  json?: boolean;
}

const EXIT_FAILED = 1;
const EXIT_BAD_INPUT = 2;
const print = (text: string): void => { process.stdout.write(`${text}\n`); };

/** The packs of these names; null after a wrong name went to stderr. */
function named(names: readonly string[]): LoadedPack[] | null {
  try {
    return names.map((name) => findPack(name, loadRules().packs));
  } catch (error) {
    if (!(error instanceof PackNameError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = EXIT_BAD_INPUT;
    return null;
  }
}

function list({ json }: Options): void {
  const packs = loadRules().packs.map(({ pack: { id, version, title, status, publishedOn, rows, locality }, triggers = [], sha256 }) => (
    { id, version, title, locality: locality?.name ?? null, status, publishedOn, rows: rows.length + triggers.length, sha256 }));
  if (json) return print(JSON.stringify(packs));
  const STATUS = { published: '已发布', draft: '草稿' } as const;
  const rows = packs.map((p) => [p.id, p.locality ?? '', p.version, p.title, STATUS[p.status], p.publishedOn, String(p.rows), p.sha256]);
  print(textTable(['规则包', '地方', '版本', '名称', '状态', '发布日', '行数', 'SHA-256'], rows));
}

function show(name: string, { json }: Options): void {
  const [loaded] = named([name]) ?? [];
  if (!loaded) return;
  const { pack, triggers = [], sha256 } = loaded;
  print(json ? JSON.stringify({ ...pack, triggers, sha256 }) : packText(loaded));
}

function diff(nameA: string, nameB: string, { json }: Options): void {
  const [a, b, national] = named([nameA, nameB, 'national']) ?? [];
  if (!a || !b || !national) return;
  const topics = diffPacks(a, b, national);
  const pin = ({ pack: { id, version }, sha256 }: LoadedPack) => ({ id, version, sha256 });
  print(json ? JSON.stringify({ a: pin(a), b: pin(b), topics }) : diffText(topics, packName(a.pack), packName(b.pack)));
}

function conflicts({ json, markdown }: Options & { markdown?: boolean }): void {
  const table = conflictTable(newestPacks(loadRules().packs));
  if (json) return print(JSON.stringify(table));
  if (markdown) {
    process.stdout.write(conflictMarkdown(table));
    return;
  }
  const rows = table.conflicts.map(({ name, title, national, local, verdict }) => [
    name, title, national.text, local.text, { 'local-stricter': '地方更严', 'national-stricter': '全国更严', 'local-holds': '地方有效', differs: '说法不同' }[verdict],
  ]);
  print(textTable(['地方', '事项', '全国规则', '地方规定', '结论'], rows));
}

/** A pack that is still on somebody's desk: what would keep it from being published. */
function checkFile(file: string, json = false): void {
  const read = readTextFile(file);
  const result = 'reason' in read ? { ok: false as const, faults: [{ path: '文件', reason: read.reason }] }
    : checkChangeText('pack', read.text, loadRules().packs);
  const faults = result.ok ? [] : result.faults.map(({ path, reason }) => `${file}: ${path}: ${reason}`);
  if (faults.length) process.exitCode = EXIT_BAD_INPUT;
  if (json) print(JSON.stringify({ ok: result.ok, faults }));
  else if (result.ok) print(`合格：${file}。`);
  else process.stderr.write(`${faults.join('\n')}\n`);
}

function check(names: readonly string[], { json, all, file }: Options & { all?: boolean; file?: string }): void {
  if (file !== undefined) return checkFile(file, json);
  const chosen = names.length && !all ? named(names) : [];
  if (!chosen) return;
  const faults = checkRules(chosen.length ? chosen.map(({ pack }) => pack.id) : undefined);
  if (faults.length) process.exitCode = EXIT_FAILED;
  if (json) print(JSON.stringify({ ok: faults.length === 0, faults }));
  else if (faults.length) process.stderr.write(`${faults.join('\n')}\n`);
  else print(chosen.length ? `合格：${chosen.map(({ pack }) => packName(pack)).join('、')}。` : '规则包和日历全部合格，已发布的内容未被改动。');
}

export function registerPack(program: Command): void {
  const group = program.command('pack').description('规则包：法律规则的数据文件；名称可写编号，也可写地名，如 石家庄');
  group.command('list').description('列出规则包及其内容散列').option('--json', '输出一个 JSON 数组').action(list);
  group.command('show <name>').description('按主题列出一个规则包的全部规则和依据').option('--json', '输出一个 JSON 对象').action(show);
  group.command('diff <a> <b>').description('两个规则包逐项对照，不同的在前').option('--json', '输出一个 JSON 对象').action(diff);
  group.command('conflicts').description('各地规则与全国规则的冲突和对照')
    .option('--markdown', '输出文档页 docs/rule-conflicts.md').option('--json', '输出一个 JSON 对象').action(conflicts);
  group.command('check [name...]').description('检查规则包和日历的格式、引用、与法律的关系，以及已发布的内容有没有被改动')
    .option('--all', '检查全部规则包和日历；不写名称时即是')
    .option('--file <file>', '检查一个还没有装入的规则包文件，出新版本以前用').option('--json', '输出一个 JSON 对象').action(check);
}

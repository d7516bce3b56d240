import type { Command } from 'commander';
import { checkRules } from '../../rules/check';
import { loadRules } from '../../rules/index';
import { textTable } from '../text-table';

interface Options {
  json?: boolean;
}

function list({ json }: Options): void {
  const packs = loadRules().packs.map(({ pack: { id, version, title, status, publishedOn, rows }, sha256 }) => (
    { id, version, title, status, publishedOn, rows: rows.length, sha256 }));
  if (json) {
    process.stdout.write(`${JSON.stringify(packs)}\n`);
    return;
  }
  const STATUS = { published: '已发布', draft: '草稿' } as const;
  const rows = packs.map((p) => [p.id, p.version, p.title, STATUS[p.status], p.publishedOn, String(p.rows), p.sha256]);
  process.stdout.write(`${textTable(['规则包', '版本', '名称', '状态', '发布日', '行数', 'SHA-256'], rows)}\n`);
}

function check({ json }: Options): void {
  const faults = checkRules();
  if (faults.length) process.exitCode = 1;
  if (json) process.stdout.write(`${JSON.stringify({ ok: faults.length === 0, faults })}\n`);
  else if (faults.length) process.stderr.write(`${faults.join('\n')}\n`);
  else process.stdout.write('规则包和日历全部合格，已发布的内容未被改动。\n');
}

export function registerPack(program: Command): void {
  const group = program.command('pack').description('规则包：法律规则的数据文件');
  group.command('list').description('列出规则包及其内容散列').option('--json', '输出一个 JSON 数组').action(list);
  group.command('check').description('检查规则包和日历的格式、引用，以及已发布的内容有没有被改动')
    .option('--json', '输出一个 JSON 对象').action(check);
}

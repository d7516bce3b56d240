import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { browserOptions, findBrowser } from '../browser';
import { COMPILED, packageFolder, ROOT } from '../layout';
import { compareVersions } from '../temporal-binaries';
import type { Check } from './check';
import { missing, ok, poor } from './check';

const NEEDED_NODE = '20.19';

export function checkNode(version = process.versions.node): Check {
  const found = `${version}（需要 ≥ ${NEEDED_NODE}）`;
  return compareVersions(version, NEEDED_NODE) >= 0 ? ok('node', 'Node.js', found)
    : missing('node', 'Node.js', found, '请安装新版 Node.js');
}

/** The compiled program never installs anything. */
export function checkNpm(): Check[] {
  if (COMPILED) return [];
  try {
    return [ok('npm', 'npm', execFileSync('npm', ['--version'], { encoding: 'utf8', shell: process.platform === 'win32' }).trim())];
  } catch {
    return [poor('npm', 'npm', '未找到', '依赖变化后需要 npm 重新安装')];
  }
}

/** Packages that work together only in one version, or must be there once only. */
const FAMILIES: { id: string; title: string; members: string[] }[] = [
  {
    id: 'temporal-sdk', title: 'Temporal SDK',
    members: ['client', 'worker', 'workflow', 'activity', 'common', 'proto'].map((name) => `@temporalio/${name}`),
  },
  {
    id: 'prisma', title: 'Prisma',
    // The CLI serves development only.
    members: [...(COMPILED ? [] : ['prisma']), '@prisma/client', '@prisma/adapter-pg', '@prisma/driver-adapter-utils'],
  },
];

export function checkPackages(root = ROOT): Check[] {
  const versionOf = (name: string): string => {
    const folder = packageFolder(name, root);
    if (folder === undefined) return '未安装';
    return (JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8')) as { version: string }).version;
  };
  const families = FAMILIES.map(({ id, title, members }) => {
    const versions = [...new Set(members.map(versionOf))];
    return versions.length === 1 && versions[0] !== '未安装' ? ok(id, title, versions[0] ?? '')
      : missing(id, title, members.map((name) => `${name} ${versionOf(name)}`).join('，'), '各包版本必须一致：请运行 npm ci');
  });
  const engine = versionOf('@prisma/schema-engine-wasm');
  const prisma = versionOf('@prisma/client');
  families.push(engine.startsWith(`${prisma}-`) || engine === prisma ? ok('schema-engine', '迁移引擎', engine)
    : poor('schema-engine', '迁移引擎', `${engine}，Prisma ${prisma}`, '两者应为同一版本'));
  return families;
}

export async function checkBrowser(): Promise<Check> {
  const browser = await findBrowser(browserOptions());
  const advice = '没有浏览器时其余功能照常，只是不能生成 PDF';
  return browser.found ? ok('browser', '浏览器', `${browser.version}（${browser.path}）`)
    : poor('browser', '浏览器', browser.reason, advice);
}

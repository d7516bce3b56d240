import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

/** What `npm start` does before anything else: it must know what is missing, do that once, and say why. */

const ENSURE = path.join(__dirname, '../../../runtime/bootstrap/ensure.mjs');
const LOCKFILE = JSON.stringify({ packages: { '': {}, 'node_modules/prisma': { version: '7.0.0' } } });
const sha = (text: string) => createHash('sha256').update(text).digest('hex');

let root: string;
beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'ancha-ensure-'));
  write('package-lock.json', LOCKFILE);
  write('prisma/schema.prisma', 'model A {}');
});
afterEach(() => fs.rmSync(root, { recursive: true, force: true }));

function write(file: string, text: string): void {
  fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  fs.writeFileSync(path.join(root, file), text);
}

/** A checkout in which everything has been done. */
function complete(): void {
  write('node_modules/prisma/package.json', JSON.stringify({ version: '7.0.0' }));
  write('node_modules/tsx/package.json', '{}');
  write('node_modules/.ancha-lock-hash', sha(LOCKFILE));
  write('prisma/generated/.ancha-schema-hash', `${sha('model A {}')} 7.0.0`);
}

/** Runs a few lines as a module of Node that has `ensure.mjs` at hand; its last expression is printed. */
async function inNode(lines: string): Promise<{ value: unknown; lines: string[] }> {
  const program = `
    import * as tool from ${JSON.stringify(ENSURE)};
    import fs from 'node:fs';
    const root = ${JSON.stringify(root)};
    const said = [];
    const value = await (async () => { ${lines} })();
    console.log(JSON.stringify({ value: value ?? null, lines: said }));`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program]);
  return JSON.parse(stdout) as { value: unknown; lines: string[] };
}

const plan = async (): Promise<unknown> => (await inNode('return tool.plan(root);')).value;

describe('what has to be done', () => {
  test('nothing, in a complete checkout', async () => {
    complete();
    expect(await plan()).toEqual({});
  });

  test('everything, in a fresh clone', async () => {
    expect(await plan()).toEqual({ install: '首次运行，尚未安装依赖', generate: '尚未生成数据库客户端' });
  });

  test('both, when the lock file changed', async () => {
    complete();
    write('package-lock.json', LOCKFILE.replace('7.0.0', '7.0.1'));
    expect(await plan()).toEqual({ install: 'package-lock.json 有变化', generate: '依赖重新安装' });
  });

  test('only the client, when the schema changed', async () => {
    complete();
    write('prisma/schema.prisma', 'model B {}');
    expect(await plan()).toEqual({ generate: 'prisma/schema.prisma 有变化' });
  });

  test('the client again, when its generator is another version', async () => {
    complete();
    write('node_modules/prisma/package.json', JSON.stringify({ version: '7.0.1' }));
    expect(await plan()).toEqual({ generate: 'prisma/schema.prisma 有变化' });
  });

  test('an installation, when one was cut off', async () => {
    complete();
    fs.rmSync(path.join(root, 'node_modules/.ancha-lock-hash'));
    expect(await plan()).toMatchObject({ install: '上次安装没有完成' });
  });

  test('an installation, when development tools were taken out afterwards', async () => {
    complete();
    fs.rmSync(path.join(root, 'node_modules/tsx'), { recursive: true });
    expect(await plan()).toEqual({ install: '没有安装开发依赖', generate: '依赖重新安装' });
  });

  test('nothing, after an installation by hand', async () => {
    complete();
    fs.rmSync(path.join(root, 'node_modules/.ancha-lock-hash'));
    write('node_modules/.package-lock.json', LOCKFILE);
    expect(await plan()).toEqual({});
  });
});

const WORK = `
  const run = async (title, command, args, { env = {} }) => {
    fs.appendFileSync(root + '/done', title + ' ' + (env.PRISMA_SCHEMA_ENGINE_BINARY ?? '') + '\\n');
    await new Promise((resolve) => setTimeout(resolve, 300));
    if (title === '安装依赖') {
      for (const name of ['prisma', 'tsx']) fs.mkdirSync(root + '/node_modules/' + name, { recursive: true });
      fs.writeFileSync(root + '/node_modules/prisma/package.json', '{"version":"7.0.0"}');
    } else fs.mkdirSync(root + '/prisma/generated', { recursive: true });
  };
  await tool.ensure({ root, log: (line) => said.push(line), run });`;
const done = (): string[] => fs.readFileSync(path.join(root, 'done'), 'utf8').trim().split('\n');

test('does what is missing, says why, and has nothing left to do', async () => {
  const { lines } = await inNode(WORK);
  expect(lines[0]).toMatch(/安装依赖（首次运行/);
  expect(done()).toEqual([expect.stringMatching(/^安装依赖/), expect.stringMatching(/^生成数据库客户端 .*true$/)]);
  expect(await plan()).toEqual({});
});

test('development tools are installed into a checkout, also where the environment says production', async () => {
  const { value } = await inNode(`
    const seen = [];
    const run = async (title, command, args) => { seen.push(args.join(' ')); throw new tool.EnvironmentProblem('enough'); };
    await tool.ensure({ root, log: () => undefined, run }).catch(() => undefined);
    return seen;`);
  expect(value).toEqual([expect.stringMatching(/^ci .*--include=dev/)]);
});

test('two programs at once: one works, the other waits and says so', async () => {
  const both = await Promise.all([inNode(WORK), inNode(WORK)]);
  expect(done()).toHaveLength(2);
  expect(both.flatMap(({ lines }) => lines).filter((line) => line.includes('正在安装依赖，等待其完成'))).toHaveLength(1);
});

test('a failed installation is not taken for a finished one', async () => {
  const { value } = await inNode(`
    const run = async () => { throw new tool.EnvironmentProblem('安装依赖失败'); };
    return tool.ensure({ root, log: () => undefined, run }).then(() => 'done', (error) => error.message);`);
  expect(value).toBe('安装依赖失败');
  expect(await plan()).toMatchObject({ install: expect.stringMatching(/./) as string });
});

test('an old Node is refused with the version that is needed', async () => {
  const { value } = await inNode(`try { tool.checkNode('20.18.3'); } catch (error) { return [error.exitCode, error.message]; }`);
  expect(value).toEqual([3, expect.stringMatching(/当前 20\.18\.3，需要 20\.19 或更高/)]);
  expect((await inNode(`return tool.checkNode('22.0.0') ?? 'fine';`)).value).toBe('fine');
});

test('with nothing to do it is quick', async () => {
  complete();
  const { value } = await inNode('const t = performance.now(); await tool.ensure({ root }); return performance.now() - t;');
  expect(value).toBeLessThan(250);
});

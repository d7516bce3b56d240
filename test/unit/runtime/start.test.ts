import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { temporalBinaries } from '../../../runtime/temporal-binaries';

/** `npm start` on a machine where something is in the way: one clear message, what to do, and the promised exit code. */

/** Whole programs are started here; on a busy machine that takes its time. */
jest.setTimeout(90_000);

const START = path.join(__dirname, '../../../runtime/bootstrap/start.mjs');

async function start(args: string[], env: Record<string, string> = {}): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [START, ...args], { env: { ...process.env, ...env } });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const [code] = await once(child, 'close') as [number | null];
  return { code, out, err };
}

test.concurrent('a port in use', async () => {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  const { code, err } = await start(['--port', String(port)]);
  server.close();
  expect(err.trim()).toBe(`端口 ${port} 已被占用。请停止占用它的程序，或用 --port 换一个端口。`);
  expect(code).toBe(3);
});

test.concurrent('a data folder that cannot be written', async () => {
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'ancha-start-')), 'file');
  fs.writeFileSync(file, '');
  const { code, err } = await start(['--role', 'migrate', '--data', path.join(file, 'data')]);
  fs.rmSync(path.dirname(file), { recursive: true });
  expect(err.trim()).toMatch(/^无法写入数据目录 .*data（\w+）：请检查目录权限，或用 --data 指定另一个目录。$/);
  expect(code).toBe(3);
});

test('neither a Temporal server nor a way to build one', async () => {
  const empty = fs.mkdtempSync(path.join(os.tmpdir(), 'ancha-start-'));
  const looking = temporalBinaries(() => undefined, { PATH: empty, XDG_CACHE_HOME: path.join(empty, 'cache') });
  await expect(looking).rejects.toThrow(/没有找到 Temporal 服务器[\s\S]*请任选一种办法后重新运行/);
  fs.rmSync(empty, { recursive: true });
});

test.concurrent('settings that are wrong', async () => {
  const { code, err } = await start([], { PORT: 'abc' });
  expect(err).toMatch(/配置有误，未启动：\n {2}- PORT：应为 1–65535 之间的整数/);
  expect(code).toBe(3);
});

test.concurrent('an option that does not exist', async () => {
  const { code, err } = await start(['--prot', '1']);
  expect(err).toMatch(/选项有误：.*--prot[\s\S]*用法：npm start/);
  expect(code).toBe(2);
});

test.concurrent('--help says what there is and starts nothing', async () => {
  const { code, out } = await start(['--help']);
  for (const word of ['--port', '--data', '--no-demo', '退出码']) expect(out).toContain(word);
  expect(code).toBe(0);
});

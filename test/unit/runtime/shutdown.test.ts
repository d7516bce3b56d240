import { watchSignals } from '../../../runtime/shutdown';
import { createStages, Interrupted } from '../../../runtime/stages';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const before = new Map(SIGNALS.map((signal) => [signal, process.listeners(signal)]));
afterEach(() => {
  for (const signal of SIGNALS) {
    for (const listener of process.listeners(signal)) {
      if (!(before.get(signal) ?? []).includes(listener)) process.removeListener(signal, listener);
    }
  }
});

test('parts stop in the reverse of their order, one that fails does not keep the others running', async () => {
  const lines: string[] = [];
  const stopped: string[] = [];
  const shutdown = watchSignals((line) => lines.push(line));
  shutdown.add('services', async () => void stopped.push('services'));
  shutdown.add('workers', () => Promise.reject(new Error('stuck')));
  shutdown.add('web', async () => void stopped.push('web'));
  await shutdown.close();
  expect(stopped).toEqual(['web', 'services']);
  expect(lines.join()).toContain('停止 workers 时出错：stuck');
  await shutdown.close();
  expect(stopped).toHaveLength(2);
});

test('a part that never stops is left after its time, and the others are stopped all the same', async () => {
  const lines: string[] = [];
  const stopped: string[] = [];
  const shutdown = watchSignals((line) => lines.push(line));
  shutdown.add('servers', async () => void stopped.push('servers'));
  shutdown.add('engine', () => new Promise(() => undefined), 50);
  await shutdown.close();
  expect(stopped).toEqual(['servers']);
  expect(lines).toEqual(['停止 engine 超时，继续停止其余部分']);
});

test('a signal asks to stop; the same wish passed on by npm does not count as a second', async () => {
  const lines: string[] = [];
  const shutdown = watchSignals((line) => lines.push(line));
  expect(shutdown.requested()).toBe(false);
  process.emit('SIGINT');
  process.emit('SIGINT');
  await shutdown.asked;
  expect(shutdown.requested()).toBe(true);
  expect(lines).toEqual(['正在停止（再按一次 Ctrl-C 立即退出）……']);
});

test('stages say what begins, what it says, and how long it took; none begins after a wish to stop', async () => {
  const lines: string[] = [];
  let stop = false;
  const stages = createStages((line) => lines.push(line), () => stop);
  expect(await stages.run('甲', async (log) => (log('  细节'), 7))).toBe(7);
  expect(lines).toEqual(['· 甲……', '  细节', expect.stringMatching(/^✓ 甲（\d+\.\d 秒）$/)]);
  stop = true;
  await expect(stages.run('乙', async () => 1)).rejects.toThrow(Interrupted);
});

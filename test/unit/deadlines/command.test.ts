import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runDeadlines } from '../../support/run-deadlines';

const folder = mkdtempSync(join(tmpdir(), 'ancha-deadlines-'));
const write = (name: string, content: string | Buffer): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const GOOD = `ancha: case/1
id: good
title: 某事故
packs: [national]
accident: { occurredAt: 2024-03-01T08:00+08:00, region: "420303", industry: general }
`;
const good = write('good.yaml', GOOD);

describe('ancha deadlines', () => {
  test('prints the object of the contract: every key, instants with +08:00, the pack with its hash', () => {
    const { out } = runDeadlines([good], { asOf: '2024-06-01', json: true });
    const object = JSON.parse(out[0] ?? '') as Record<string, unknown> & { clocks: Record<string, unknown>[] };
    expect(Object.keys(object)).toEqual([
      'id', 'asOf', 'grade', 'gradeBasis', 'gradeHistory', 'reportTerminus', 'investigator', 'packs', 'clocks', 'warnings',
    ]);
    expect(object).toMatchObject({
      id: 'good', asOf: '2024-06-01T00:00:00+08:00', gradeHistory: [{ from: '2024-03-01T08:00:00+08:00', grade: 'general' }],
      packs: [{ id: 'national', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string }],
    });
    expect(object.clocks.map((clock) => clock['code'])).toEqual(['casualty-window', 'investigation-report']);
    expect(object.clocks[1]).toMatchObject({
      triggeredAt: '2024-03-01T08:00:00+08:00', opensOn: null, dueDate: '2024-04-30', dueAt: '2024-05-01T00:00:00+08:00',
      state: 'overdue', metAt: null, lateBy: null, provisional: false, cite: ['493号令 第29条'],
      proof: [
        '2024年3月1日08:00事故发生，当日不计入（493号令 第29条）。', '2024年3月2日至4月30日，计为第1日至第60日。',
        '读法：起算当日不计入；当日计入的，最后一日为2024年4月29日。',
        '2024年4月30日为最后一日，自2024年5月1日00:00起为逾期。',
      ],
    });
  });

  test('lateness is an ISO 8601 duration from the first late instant', () => {
    const late = write('late.yaml', `${GOOD}events: [{ at: 2024-05-02T09:00+08:00, do: submit-report }]\n`);
    const { out } = runDeadlines([late], { asOf: '2024-06-01', json: true });
    const clocks = (JSON.parse(out[0] ?? '') as { clocks: { code: string; lateBy: string | null }[] }).clocks;
    expect(clocks.find(({ code }) => code === 'investigation-report')?.lateBy).toBe('P1DT9H');
  });

  test('a JSON file is read like a YAML file, tabs and all', () => {
    const json = write('good.json', '{\n\t"ancha": "case/1", "id": "j", "title": "某", "packs": ["national"],\n\t"accident": {"occurredAt": "2024-03-01", "region": "420303", "industry": "gas"}\n}');
    expect(runDeadlines([json], { asOf: '2024-06-01', json: true })).toMatchObject({ err: [], exitCode: 0 });
  });

  test('a bad file does not stop the others: good lines in the order given, its faults on stderr, exit code 2', () => {
    const bad = write('bad.yaml', GOOD.replace('"420303"', '"990303"').replace('id: good', 'id: Bad'));
    const second = write('second.yaml', GOOD.replace('id: good', 'id: second'));
    const { out, err, exitCode } = runDeadlines([second, bad, good], { asOf: '2024-06-01', json: true });
    expect(out.map((line) => (JSON.parse(line) as { id: string }).id)).toEqual(['second', 'good']);
    expect(err).toEqual([`${bad}: id: 只能用小写字母、数字和中间的连字符`, `${bad}: accident.region: 前两位不是任何省级行政区的代码`]);
    expect(exitCode).toBe(2);
  });

  test('an --as-of that is no instant is bad input and prints nothing', () => {
    expect(runDeadlines([good], { asOf: '2024-06-01T00:00', json: true })).toEqual({
      out: [], err: ['--as-of: 时刻没有写时区，须写作 2021-06-13T06:42+08:00'], exitCode: 2,
    });
  });

  test('an --as-of from the time of summer time is refused with the days there are', () => {
    expect(runDeadlines([good], { asOf: '1985-06-01' })).toEqual({ out: [], err: ['--as-of: 时间须在 1991-09-16 至 2099-12-31 之间（此前中国实行过夏令时，此后超出节假日的推算范围）'], exitCode: 2 });
  });

  test('a case from the time of summer time is refused with file, field and reason', () => {
    const old = write('old.yaml', GOOD.replace('2024-03-01T08:00', '1988-07-01T08:00'));
    expect(runDeadlines([old], { asOf: '2024-06-01' })).toEqual({
      out: [], err: [`${old}: accident.occurredAt: 时间须在 1991-09-16 至 2099-12-31 之间（此前中国实行过夏令时，此后超出节假日的推算范围）`], exitCode: 2,
    });
  });

  test('without --json it prints a table in Chinese, with the proof on demand', () => {
    const { out } = runDeadlines([good], { asOf: '2024-06-01' });
    expect(out.join('\n')).toContain('截至 2024-06-01 00:00：一般事故，上报至市级，由县级负责调查');
    expect(out.some((line) => line.startsWith('investigation-report') && line.includes('已逾期'))).toBe(true);
    expect(out.join('\n')).not.toContain('计为第1日');
    expect(runDeadlines([good], { asOf: '2024-06-01', proof: true }).out.join('\n')).toContain('计为第1日至第60日');
  });

  test('an as-of instant before the accident gives no clock and says why', () => {
    const { out } = runDeadlines([good], { asOf: '2024-01-01', json: true });
    expect(JSON.parse(out[0] ?? '')).toMatchObject({ clocks: [], warnings: [{ code: 'not-happened-yet' }] });
  });

  const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghij'.split('').map((key, i) => `${key}: &${key} [${Array(9).fill(`*${'abcdefghi'[i]}`).join(',')}]`).join('\n')}\n`;
  test.each([
    ['missing.yaml', null, '文件: 文件不存在'],
    ['huge.yaml', 'x'.repeat(1_000_001), '文件: 超过 1000000 字节'],
    ['bomb.yaml', bomb, '文件: 别名（*）展开过多'],
    ['deep.yaml', '['.repeat(100_000), '嵌套过深'],
    ['binary.yaml', Buffer.from([0xff, 0xfe, 0x00]), '文件: 不是 UTF-8 文字'],
    ['empty.yaml', '', '文件: 须为一组键值，现为空值'],
    ['twice.yaml', `${GOOD}id: again\n`, '第6行第1列: 不是合格的 YAML：键重复'],
    ['two.yaml', `${GOOD}---\na: 1\n`, '一个文件只能有一份文档'],
    ['tag.yaml', 'ancha: !!js/function x\n', '不认识的标签（!）'],
    ['proto.yaml', `${GOOD}__proto__: { x: 1 }\n`, '__proto__: 不认识的键'],
    ['broken.yaml', 'a: [1\nb: }\n', '第2行第1列: 不是合格的 YAML：缩进有误，或括号没有配对'],
  ])('%s is refused with a reason', (name, content, reason) => {
    const path = content === null ? join(folder, name) : write(name, content);
    const { out, err, exitCode } = runDeadlines([path], { asOf: '2024-06-01', json: true });
    expect([out, exitCode]).toEqual([[], 2]);
    expect(err.some((line) => line.startsWith(`${path}: `) && line.includes(reason))).toBe(true);
  });

  test('a folder is no case file', () => {
    expect(runDeadlines([folder], { json: true })).toMatchObject({ err: [`${folder}: 文件: 不是文件`], exitCode: 2 });
  });
});

import { canonicalJson } from '../../../domain/kernel/canonical-json';
import { can, unregistered } from '../../../domain/kernel/snapshot';
import { Mutex } from '../../../workflows/process/mutex';

describe('the quick answer of a process', () => {
  it('nothing registered, when anything but a registration comes, is refused', () => {
    expect(can(unregistered, 'approve')).toEqual({ code: 'CASE_NOT_REGISTERED' });
    expect(can(unregistered, 'register')).toBeNull();
    expect(can(unregistered, 'import')).toBeNull();
  });

  it('a registered case, when registered or imported again, is refused', () => {
    const snapshot = { ...unregistered, version: 3 };
    expect(can(snapshot, 'register')).toEqual({ code: 'CASE_ALREADY_REGISTERED' });
    expect(can(snapshot, 'import')).toEqual({ code: 'CASE_ALREADY_REGISTERED' });
  });

  it('a blocked command, when given, is refused with the code of the snapshot; any other passes', () => {
    const snapshot = { ...unregistered, version: 3, blocked: { approve: 'REPORT_NOT_SUBMITTED' as const } };
    expect(can(snapshot, 'approve')).toEqual({ code: 'REPORT_NOT_SUBMITTED' });
    expect(can(snapshot, 'form-team')).toBeNull();
  });
});

describe('canonical JSON', () => {
  it('one value spelt in two orders, when written, is written the same', () => {
    expect(canonicalJson({ b: [1, { d: null, c: 'x' }], a: undefined })).toBe(canonicalJson({ b: [1, { c: 'x', d: null }] }));
  });

  it('two values, when written, differ', () => {
    expect(canonicalJson({ a: 1 })).not.toBe(canonicalJson({ a: '1' }));
  });
});

describe('the lock of a process', () => {
  it('a holder that throws, when others wait, does not stop the next, and the order is kept', async () => {
    const lock = new Mutex();
    const order: number[] = [];
    const first = lock.run(async () => {
      await Promise.resolve();
      order.push(1);
      throw new Error('first');
    });
    const second = lock.run(async () => { order.push(2); });
    await expect(first).rejects.toThrow('first');
    await second;
    expect(order).toEqual([1, 2]);
  });
});

import type { CaseCommand } from '../../domain/kinds/accident-case/commands';
import type { Instant } from '../../domain/time/instant';
import { payloadText } from '../support/payload-text';
import { at, past, registration } from '../support/given';
import type { Rig } from '../support/rig';
import { commandsFrom, createRig } from '../support/rig';

/** What an operator sees of a process in the engine's own pages. */

let rig: Rig;
let id: string;
const start = [registration(), past('form-team', '2024-03-02', { by: 'county' }), past('invite-procuratorate', '2024-03-02T10:00')];

beforeAll(async () => {
  rig = await createRig();
  id = rig.newId();
  await rig.play(id, commandsFrom(start as (CaseCommand & { at: Instant })[]), at('2024-03-10'));
});
afterAll(async () => { await rig.close(); });

describe('an investigation that waits for its report', () => {
  it('when looked up in the lists, is found by stage, ball and due date', async () => {
    const { searchAttributes } = await rig.process(id, 'investigation').describe();
    expect(searchAttributes).toMatchObject({ Kind: ['accident-case'], Region: ['420303'], Stage: ['reportSubmitted'], Ball: ['县级应急管理部门'] });
    const [due] = searchAttributes.NextDue as Date[];
    const memo = (await rig.process(id, 'investigation').describe()).memo as { shiftMs: number };
    expect((due?.getTime() ?? 0) + memo.shiftMs).toBe(at('2024-05-01T00:00'));
  });

  it('when opened, says what it waits for, whose it is, until when, and when somebody is reminded next', async () => {
    const metadata = await rig.process(id, 'investigation').query<{ currentDetails: string }>('__temporal_workflow_metadata');
    expect(metadata.currentDetails).toMatch(/^等：提交调查报告 · 县级应急管理部门 · 2024-04-30止 · 下次提醒 0\d-\d\d$/);
  });

  it('when its history is read, finds who did what in its signals, and why each timer runs', async () => {
    const { events = [] } = await rig.process(id, 'investigation').fetchHistory();
    const signals = (events ?? []).flatMap(({ workflowExecutionSignaledEventAttributes: signal }) => (signal ? [payloadText(signal.input)] : []));
    expect(signals.some((text) => text.includes('invite-procuratorate'))).toBe(true);
    const timers = (events ?? []).filter(({ timerStartedEventAttributes }) => timerStartedEventAttributes);
    expect(timers.length).toBeGreaterThan(0);
    expect(timers.every(({ userMetadata }) => payloadText(userMetadata?.summary).includes('下次提醒'))).toBe(true);
  });
});

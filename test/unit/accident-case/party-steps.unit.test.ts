import type { ActName } from '../../../domain/kinds/accident-case/acts';
import type { CaseCommand } from '../../../domain/kinds/accident-case/commands';
import { blockedActs, missingFor } from '../../../domain/kinds/accident-case/guards';
import { at, given, past, registration } from '../../support/given';

/** The order of steps on one party: each needs the one before it, as often as it is done. */

const firm = (name: ActName, when: string, fields: object = {}) => past(name, when, { party: '某公司', ...fields });
const opened = [registration(), past('form-team', '2024-03-02', { by: 'county' })];
const transferred = [...opened, firm('report-suspected-crime', '2024-03-04'), firm('decide-transfer', '2024-03-05', { decision: 'transfer' }), firm('hand-over', '2024-03-06')];
const decided = [...transferred, firm('police-decision', '2024-03-08', { decision: 'no-file' })];
const told = (decision: string) => [...decided, firm('receive-police-notice', '2024-03-10', { decision })];
const served = [...opened, firm('open-penalty-case', '2024-03-04'), firm('decide-penalty', '2024-03-05'), firm('serve-penalty', '2024-03-06')];
const remedies = [...served, firm('notify-remedies', '2024-03-06')];
const cut = [...opened, firm('decide-power-cut', '2024-03-04', { decision: 'ordinary', powerCutAt: past('close', '2024-03-06').at })];

describe('a step without the one before it, when taken, is refused', () => {
  it.each<[ActName, CaseCommand[]]>([
    ['notify-remedies', opened], ['request-reconsideration', served], ['file-lawsuit', served], ['apply-enforcement', served],
    ['ask-police-notice', transferred], ['receive-police-notice', transferred], ['copy-police-notice', transferred],
    ['request-police-review', decided], ['decide-police-review', told('no-file')], ['request-filing-supervision', decided],
    ['publish-enforcement', opened], ['notify-power-cut', opened], ['lift-power-cut', opened], ['finish-hazard-review', opened],
    ['submit-rectification-plan', opened],
  ])('%s', (name, before) => {
    expect(given(before).when(firm(name, '2024-04-01')).refusal).toBe('ITEM_NOT_OPEN');
  });

  it.each<ActName>(['request-police-review', 'request-filing-supervision'])('%s after a notice that the case is filed, which it names', (name) => {
    expect(given(told('file')).when(firm(name, '2024-03-12'))).toMatchObject({ refusal: 'ITEM_NOT_OPEN', missing: ['不立案的通知'] });
  });
});

describe('a step after the one before it, when taken, is accepted once', () => {
  it.each<[ActName, CaseCommand[], object]>([
    ['request-reconsideration', remedies, {}], ['file-lawsuit', remedies, {}], ['apply-enforcement', remedies, {}],
    ['ask-police-notice', decided, {}], ['copy-police-notice', decided, {}], ['request-police-review', told('no-file'), {}],
    ['request-filing-supervision', told('no-file'), {}], ['notify-power-cut', cut, {}], ['lift-power-cut', cut, {}], ['publish-enforcement', cut, {}],
    ['publish-enforcement', [...opened, firm('decide-enforcement', '2024-03-04')], {}],
    ['finish-hazard-review', [...opened, firm('request-hazard-review', '2024-03-04')], { decision: 'pass' }],
    ['submit-rectification-plan', [...opened, firm('issue-warning-letter', '2024-03-04')], {}],
  ])('%s', (name, before, fields) => {
    const once = given(before).when(firm(name, '2024-04-01', fields));
    expect(once.refusal).toBeNull();
    expect(given([...before, firm(name, '2024-04-01', fields)]).when(firm(name, '2024-04-02', fields)).refusal).toBe('ITEM_ALREADY_DONE');
  });

  it('a hazard that was asked to be reviewed again, when reviewed again, is accepted', () => {
    const again = [...opened, firm('request-hazard-review', '2024-03-04'), firm('finish-hazard-review', '2024-03-08', { decision: 'fail' }), firm('request-hazard-review', '2024-03-20')];
    expect(given(again).when(firm('finish-hazard-review', '2024-03-22', { decision: 'pass' })).refusal).toBeNull();
  });
});

it.each<[CaseCommand[], string]>([
  [[...opened, firm('request-hazard-review', '2024-03-04')], '某公司：重大隐患未复查验收'],
  [[...told('no-file'), firm('request-police-review', '2024-03-12')], '某公司：公安机关未作出复议决定'],
])('what is still open (%#), when the case is closed, keeps it open and is named', (before, open) => {
  const { refusal, missing } = given(before).when(past('close', '2025-05-01'));
  expect([refusal, missing.includes(open)]).toEqual(['OPEN_ITEMS_REMAIN', true]);
});

it('a unit that was entrusted with the inquiry, when it hands its report in, needs no other team', () => {
  const entrusted = [registration(), past('entrust-unit-inquiry', '2024-03-02', { to: '某公司' })];
  expect(given(entrusted).when(past('submit-report', '2024-03-20')).refusal).toBeNull();
});

it('a review that is asked of the police, when recorded, is told to the police; a wish for supervision to the procuratorate', () => {
  const bodiesTold = (name: ActName) => {
    const { carried } = given(told('no-file')).when(firm(name, '2024-03-12'));
    return 'notices' in carried ? carried.notices.map(({ body }) => body.kind) : [];
  };
  expect([bodiesTold('request-police-review'), bodiesTold('request-filing-supervision')]).toEqual([['public-security'], ['procuratorate']]);
});

it('a right to sue that lapses, when nobody gives a command, leaves the limit for enforcement as the next thing to do', () => {
  const { carried } = given(remedies).when({ do: 'strike', process: 'accountability' } as CaseCommand, '2024-09-07T09:00');
  if (!('view' in carried)) throw new Error('the strike is refused');
  expect(carried.view.tasks.some(({ clockCode }) => clockCode === 'enforcement-application@某公司')).toBe(true);
  expect(carried.view.processes.find(({ name }) => name === 'accountability')?.nextWakeAt).toBeGreaterThan(past('close', '2024-09-07').at ?? 0);
});

describe('a step that is nobody’s turn', () => {
  const blockedIn = (commands: CaseCommand[]) => blockedActs(given(commands).state, [], at('2024-04-01'));

  it('when the case is looked at, is not offered, and says which step has to come first', () => {
    expect(blockedIn(opened)).toMatchObject({ 'decide-penalty': 'ITEM_NOT_OPEN', 'remove-dishonest': 'ITEM_NOT_OPEN', 'publish-enforcement': 'ITEM_NOT_OPEN' });
    expect(missingFor(given(opened).state.facts, 'publish-enforcement')).toEqual(['作出其他执法决定或决定停止供电']);
    expect(blockedIn(opened)['open-penalty-case']).toBeUndefined();
  });

  it('when one party has come so far, is offered until that party’s step is done', () => {
    expect(blockedIn([...opened, firm('open-penalty-case', '2024-03-04')])['decide-penalty']).toBeUndefined();
    expect(blockedIn(served)['decide-penalty']).toBe('ITEM_NOT_OPEN');
    expect(blockedIn([...served, past('open-penalty-case', '2024-03-07', { party: '另一公司' })])['decide-penalty']).toBeUndefined();
  });
});

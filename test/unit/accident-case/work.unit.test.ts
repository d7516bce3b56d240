import { ballOf } from '../../../domain/kinds/accident-case/ball';
import { openTasks } from '../../../domain/kinds/accident-case/tasks';
import { assess } from '../../../domain/kinds/accident-case/assess';
import { openProcesses, takerOf, watcherOf, workflowIdOf } from '../../../domain/kinds/accident-case/processes';
import type { CaseCommand } from '../../../domain/kinds/accident-case/commands';
import { loadRules } from '../../../rules';
import { at, given, past, registration } from '../../support/given';

const { calendar, resolve } = loadRules();
const rules = resolve(['national']);

function seen(commands: readonly CaseCommand[], now: string) {
  const { state } = given(commands);
  const assessment = assess(state.facts, rules, calendar, at(now), 'test');
  return { state, assessment, open: openProcesses(state, assessment), tasks: openTasks(state, assessment) };
}

const team = past('form-team', '2024-03-02', { by: 'county' });
const report = past('submit-report', '2024-04-20');
const approval = past('approve', '2024-04-25');
const publication = past('publish', '2024-04-26');

describe('which processes are open', () => {
  it.each([
    ['nothing but the registration', [], ['accidentCase', 'accidentEscalation']],
    ['a team', [team], ['accidentCase', 'accidentEscalation', 'investigation']],
    ['supervision', [team, past('open-supervision', '2024-03-03', { by: '市安委会' })],
      ['accidentCase', 'accidentEscalation', 'investigation', 'supervisionReview']],
  ] as const)('%s, when looked at in the first week, opens what it needs', (_, commands, expected) => {
    expect(seen([registration(), ...commands], '2024-03-08').open.sort()).toEqual([...expected].sort());
  });

  it('a submitted report, when the casualty window is over, leaves closure open and ends the investigation', () => {
    const reported = [past('report', '2024-03-01', { by: 'unit', to: 'county' }), past('report', '2024-03-01T10:00', { by: 'county', to: 'city' })];
    expect(seen([registration(), ...reported, team, report], '2024-04-21').open).toEqual(['accidentCase', 'caseClosure']);
  });

  it('a report sent back by a reviewing stage, when looked at, opens the investigation again', () => {
    const back = past('review-opinion', '2024-04-22', { stage: '法制审核', opinion: 'return' });
    const { open } = seen([registration(), team, report, back], '2024-04-23');
    expect(open).toContain('investigation');
    expect(open).not.toContain('caseClosure');
  });

  it('an approved report, when looked at, opens the evaluation', () => {
    expect(seen([registration(), team, report, approval], '2024-04-26').open).toContain('rectificationEvaluation');
  });
});

describe('routing', () => {
  it('a command whose process is open, when routed, goes there', () => {
    expect(takerOf('submit-report', ['accidentCase', 'investigation'])).toBe('investigation');
  });

  it('a command whose process is not open, when routed, goes to the case itself', () => {
    expect(takerOf('form-team', ['accidentCase'])).toBe('accidentCase');
    expect(takerOf('record-counts', ['accidentCase', 'investigation'])).toBe('accidentCase');
  });

  it('a clock of a closed process, when watched, is watched by the case itself', () => {
    expect(watcherOf({ process: 'accountability' }, ['accidentCase'])).toBe('accidentCase');
    expect(workflowIdOf('x', 'accidentCase')).toBe('case/x');
    expect(workflowIdOf('x', 'investigation')).toBe('case/x/investigation');
  });
});

describe('tasks', () => {
  it('a case nobody has reported yet, when looked at, asks for the first report before everything else', () => {
    const { tasks } = seen([registration()], '2024-03-01T08:40');
    expect(ballOf(tasks, null, at('2024-03-01T08:40'))).toMatchObject({ act: 'report', title: '初报', until: null });
    const reported = seen([registration(), past('report', '2024-03-01T09:00', { by: 'unit', to: 'county' })], '2024-03-01T09:01');
    expect(ballOf(reported.tasks, null, at('2024-03-01T09:01'))).toMatchObject({ act: 'report', until: at('2024-03-01T11:00') });
    expect(reported.tasks.filter(({ key }) => key === 'step|report')).toEqual([]);
  });

  it('a case taken over with its team and without its reports, when looked at, asks for none', () => {
    expect(seen([registration(), team], '2024-03-08').tasks.map(({ key }) => key)).not.toContain('step|report');
  });

  it('a team without the procuratorate, when looked at, has to invite it', () => {
    const { tasks } = seen([registration(), team], '2024-03-03');
    expect(tasks).toContainEqual(expect.objectContaining({ act: 'invite-procuratorate', body: { kind: 'emergency-management', level: 'county' } }));
  });

  it('an approved report, when it is not published, is the government’s to publish', () => {
    const { tasks } = seen([registration(), team, report, approval], '2024-04-26');
    expect(tasks).toContainEqual(expect.objectContaining({ act: 'publish', body: { kind: 'government', level: 'county' } }));
  });

  it('a limit met late, when no reason is given, asks its owner for one', () => {
    const { tasks } = seen([registration(), team, past('submit-report', '2024-05-20')], '2024-05-21');
    expect(tasks).toContainEqual(expect.objectContaining({ act: 'explain-lateness', clockCode: 'investigation-report' }));
  });

  it('a published outcome under supervision, when looked at, is the supervisor’s to release', () => {
    const supervised = [past('open-supervision', '2024-03-03', { by: '市安委会' })];
    const { tasks } = seen([registration(), team, ...supervised, report, approval, publication], '2024-04-27');
    expect(tasks).toContainEqual(expect.objectContaining({ act: 'release-supervision', body: { kind: 'safety-committee-office', level: 'city' } }));
  });

  it('a closed case, when looked at, has no task', () => {
    const done = [registration(), team, report, approval, publication, past('archive', '2024-05-10'),
      past('publish-evaluation', '2025-03-20'), past('file-evaluation', '2025-03-25'), past('close', '2025-04-01')];
    expect(seen(done, '2025-04-02').tasks).toEqual([]);
  });
});

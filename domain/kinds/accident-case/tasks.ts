import { actRow, isActName } from './acts';
import type { Assessment } from './assess';
import { caseBodies, sameBody } from './bodies';
import { bodiesOf, waitingFindings } from './findings';
import type { Facts } from './facts';
import { isDone, isInForce } from './history';
import type { CaseState } from './state';
import { keysIn, thresholdKey } from './state';
import type { BodyRef } from '../../organisation/body';
import { needsNothingOpen } from './closure-guards';
import { hasInvestigators } from './investigation-guards';
import { isSupervised } from './supervision-guards';
import { changeText } from '../../trigger/stored-finding';
import { type Clock, isRunning } from '../../time/clock';
import type { Instant } from '../../time/instant';

/** 待办 as the case demands it now. The list is derived whole each time: what is no longer in it is done. */
export interface TaskSpec {
  /** Unique within the case and stable while the task stays the same. */
  key: string;
  body: BodyRef;
  act: string | null;
  clockCode: string | null;
  title: string;
  dueAt: Instant | null;
}

const isWaited = (clock: Clock): boolean => isRunning(clock) && clock.metBy !== null;

const actTitle = (act: string): string => (isActName(act) ? actRow(act).title : act);

function clockTask(clock: Clock): TaskSpec {
  const act = clock.metBy;
  return {
    key: `clock|${clock.code}|${clock.triggeredAt}`, body: clock.owner, act, clockCode: clock.code,
    title: clock.party ? `${clock.title}（${clock.party}）` : clock.title, dueAt: clock.dueAt,
  };
}

/** Whoever was told of an escalation, other than the owner, has to urge the owner until the act is done. */
function supervisionTasks(clock: Clock, struck: ReadonlySet<string>): TaskSpec[] {
  return clock.thresholds
    .filter((t) => t.kind === 'escalation' && struck.has(thresholdKey(clock.code, t)))
    .flatMap((t) => t.to.filter((body) => !sameBody(body, clock.owner)).map((body) => ({
      key: `urge|${clock.code}|${t.index}|${body.kind}|${body.level}`, body, act: null, clockCode: clock.code,
      title: `督促：${clock.title}已逾期`, dueAt: null,
    })));
}

/** Until somebody has reported, the limits of reporting have not even begun to run. */
export const FIRST_REPORT = 'report';

/** Next steps that no legal limit drives but that the case cannot do without. */
function stepTasks(facts: Facts, assessment: Assessment): TaskSpec[] {
  const bodies = caseBodies(assessment);
  const step = (act: string, body: BodyRef, wanted: boolean): TaskSpec[] =>
    (wanted ? [{ key: `step|${act}`, body, act, clockCode: null, title: actTitle(act), dueAt: null }] : []);
  const approved = isDone(facts, 'approve');
  const unreported = !isDone(facts, 'report') && !hasInvestigators(facts) && !isDone(facts, 'submit-report');
  return [
    ...step(FIRST_REPORT, { kind: 'emergency-management', level: 'county' }, unreported),
    ...step('invite-procuratorate', bodies.team, hasInvestigators(facts) && !approved && !isDone(facts, 'invite-procuratorate')),
    ...step('supervision-opinion', bodies.superiorOffice,
      isSupervised(facts) && isInForce(facts, 'submit-for-supervision-review', 'supervision-opinion')),
    ...step('publish', bodies.government, approved && !isDone(facts, 'publish')),
    ...step('release-supervision', bodies.superiorOffice, isSupervised(facts) && isDone(facts, 'publish')),
    ...step('file-evaluation', bodies.office, isDone(facts, 'publish-evaluation') && !isDone(facts, 'file-evaluation')),
    ...step('archive', bodies.office, isDone(facts, 'publish') && !isDone(facts, 'archive')),
    ...step('close', bodies.office, needsNothingOpen(facts) === null),
  ];
}

function latenessTasks(state: CaseState, clocks: readonly Clock[]): TaskSpec[] {
  const byCode = new Map(clocks.map((clock) => [clock.code, clock]));
  return state.late.filter((late) => late.reason === null).flatMap((late) => {
    const clock = byCode.get(late.clock);
    return clock ? [{
      key: `reason|${clock.code}`, body: clock.owner, act: 'explain-lateness', clockCode: clock.code,
      title: `说明逾期原因：${clock.title}`, dueAt: null,
    }] : [];
  });
}

/** Confirming says who takes a commanded measure and when; the measure may be an act of the case or happen outside it. */
function findingTasks({ findings = [], facts }: CaseState, assessment: Assessment): TaskSpec[] {
  return waitingFindings(findings, facts).map((finding) => ({
    key: `finding|${finding.id}`, body: bodiesOf(finding, assessment)[0], act: 'confirm-finding', clockCode: null,
    title: changeText(finding), dueAt: null,
  }));
}

export function openTasks(state: CaseState, assessment: Assessment): TaskSpec[] {
  if (state.closedAt !== null) return [];
  const running = assessment.clocks.filter(isWaited);
  const struck = keysIn(state.struck);
  return [
    ...running.map(clockTask),
    ...running.flatMap((clock) => supervisionTasks(clock, struck)),
    ...stepTasks(state.facts, assessment),
    ...latenessTasks(state, assessment.clocks),
    ...findingTasks(state, assessment),
  ];
}

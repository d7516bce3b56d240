import { PHASES, type Phase } from '../../domain/kinds/accident-case/stages';
import { dateOf, type Instant } from '../../domain/time/instant';
import type { CaseRecord } from '../../prisma/repositories/case-queries';
import type { StoredBall } from '../../prisma/repositories/shapes/case-shape';
import { ifProvisional } from '../../domain/time/words';
import { formatDay, formatLimit, formatMoment } from '../../domain/time/words';
import { remaining, shortDateTime } from '../../templates/format';
import { caseLight, LIGHTS, type Light } from '../../templates/lights';
import { GRADE_NAMES } from '../../domain/vocabulary/grade';
import { INDUSTRY_NAMES } from '../../domain/vocabulary/industry';
import { figuresInWords, latestFigures } from './act-words';
import { regionName, type RegionTree } from './regions';

/** Top of every page of a case: what, where, how grave, and who has the ball. */
export interface CaseHead {
  id: string;
  title: string;
  caseNo: string;
  light: Light;
  grade: string;
  industry: string;
  phase: string;
  place: string;
  unit: string;
  occurredAt: string;
  figures: string;
  version: number;
  /** `演示数据` / `推演` or empty. */
  mark: string;
  /** Record time, stated where it is not the wall clock. */
  recordTime: string;
  ball: BallView | null;
  closed: string;
}

export interface BallView { body: string; act: string; since: string; until: string; standing: string; late: boolean }

/** Record time of a case: the wall clock plus its shift. */
export const recordNow = (record: { shiftMs: number }, wallNow: Instant): Instant => wallNow + record.shiftMs;

export const phaseName = (phase: string): string => PHASES[phase as Phase] ?? phase;

/**
 * @param paused the limit behind it stands still, so its last known end says nothing
 * @param provisional that end consulted a calendar year which is not published
 */
export function ballView(ball: StoredBall, now: Instant, paused: boolean, provisional: boolean): BallView {
  return {
    body: ball.body.name,
    act: ball.title,
    since: shortDateTime(ball.since, now),
    until: ball.until === null || paused ? '' : `${formatLimit(ball.until)}${ifProvisional({ provisional })}`,
    standing: paused ? '计时暂停中' : ball.until === null ? '' : remaining(ball.until, now),
    late: !paused && ball.until !== null && now >= ball.until,
  };
}

const isProvisional = (record: CaseRecord, ball: StoredBall): boolean =>
  record.clocks.some((clock) => clock.metBy === ball.act && clock.dueAt === ball.until && clock.provisional);

const isPaused = (record: CaseRecord, ball: StoredBall): boolean =>
  record.clocks.some((clock) => clock.metBy !== null && clock.metBy === ball.act && clock.state === 'paused');

const markOf = (record: CaseRecord): string => (record.demo ? '演示数据' : record.simulated ? '推演数据' : '');

export function caseHead(record: CaseRecord, regions: RegionTree, now: Instant): CaseHead {
  const { accident, counts } = record.facts;
  return {
    id: record.id, title: record.title, caseNo: record.caseNo,
    light: LIGHTS[caseLight(record.clocks, now, record.closedAt !== null)],
    grade: `${GRADE_NAMES[record.grade]}事故`, industry: INDUSTRY_NAMES[accident.industry], phase: phaseName(record.phase),
    place: accident.place ?? regionName(regions, accident.region), unit: accident.unit ?? '尚未登记',
    occurredAt: formatMoment(accident.occurredAt), figures: figuresInWords(latestFigures(counts)) || '尚无伤亡数字',
    version: record.version, mark: markOf(record),
    recordTime: record.shiftMs === 0 ? '' : formatMoment(now),
    ball: record.ball === null || record.closedAt !== null ? null : ballView(record.ball, now, isPaused(record, record.ball), isProvisional(record, record.ball)),
    closed: record.closedAt === null ? '' : formatDay(dateOf(record.closedAt)),
  };
}

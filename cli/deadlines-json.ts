import type { Assessment, Warning } from '../domain/kinds/accident-case/assess';
import type { CaseFile } from '../domain/case-file/parse';
import type { PackPin } from '../domain/rule-pack/types';
import type { Clock } from '../domain/time/clock';
import { isoDuration } from '../domain/time/duration';
import type { Instant } from '../domain/time/instant';
import { formatInstant } from '../domain/time/instant';
import { renderProof } from '../domain/time/words-of-proof';

/** One case file with everything that follows from it at `asOf`. */
export interface Deadlines {
  file: CaseFile;
  asOf: Instant;
  packs: PackPin[];
  assessment: Assessment;
  warnings: Warning[];
}

const instantOrNull = (at: Instant | null): string | null => (at === null ? null : formatInstant(at));

const clockJson = (clock: Clock) => ({
  code: clock.code, title: clock.title, triggeredAt: formatInstant(clock.triggeredAt), opensOn: clock.opensOn,
  dueDate: clock.dueDate, dueAt: instantOrNull(clock.dueAt), state: clock.state, voidReason: clock.voidReason,
  metAt: instantOrNull(clock.metAt), lateBy: clock.lateByMs === null ? null : isoDuration(clock.lateByMs),
  provisional: clock.provisional, cite: clock.cite, note: clock.note, proof: renderProof(clock.proof),
});

/** The object of `ancha deadlines --json` (case file v1, §5). Instants at +08:00, money in yuan, lateness ISO 8601. */
export function deadlinesJson({ file, asOf, packs, assessment, warnings }: Deadlines) {
  const { grade, gradeBasis, gradeHistory, reportTerminus, investigator, clocks } = assessment;
  return {
    id: file.id, asOf: formatInstant(asOf), grade, gradeBasis,
    gradeHistory: gradeHistory.map((change) => ({ from: formatInstant(change.from), grade: change.grade })),
    reportTerminus, investigator, packs, clocks: clocks.map(clockJson), warnings,
  };
}

import { z } from 'zod';
import { packName } from '../../../domain/pack-reading/lines';
import type { CaseRecord } from '../../../prisma/repositories/case-queries';
import { loadRules } from '../../../rules';
import { type LocalCalendarFile, loadLocalCalendars } from '../../../rules/local-calendar';
import { newestPacks } from '../../../rules/pack-names';
import { loadCase, loadRegions } from '../../commands/load-case';
import { suppose } from '../../commands/suppose';
import type { AppDeps } from '../../deps';
import { defineRoute } from '../../http/define-route';
import { readWhatIf, whatIfSpecs } from '../../input/what-if-fields';
import { typedText } from '../../input/read-input';
import { caseHead, recordNow } from '../../pages/case-head';
import { movesOf, whatIfPage } from '../../pages/what-if-page';

const Params = z.object({ caseId: z.string().min(1).max(200) });
const Query = z.record(z.string(), z.unknown());

/** Local packs that the case does not have yet. */
function packChoices({ packs }: CaseRecord): Record<string, string> {
  const added = newestPacks(loadRules().packs).filter(({ pack }) => pack.id !== 'national' && !packs.some(({ id }) => id === pack.id));
  return Object.fromEntries(added.map(({ pack }) => [pack.id, `${packName(pack)}（${pack.version}）`]));
}

/** Tables beside those on board, by file name; a draft in front of one of the same name. */
function calendarFiles({ calendarFolder }: AppDeps): Map<string, LocalCalendarFile> {
  const { inForce, drafts } = calendarFolder === undefined ? { inForce: [], drafts: [] } : loadLocalCalendars(calendarFolder);
  return new Map([...inForce, ...drafts].map((file) => [file.file, file]));
}

const calendarTitle = (file: LocalCalendarFile): string => (file.kind === 'overlay' ? file.table.title : `${file.table.year}年放假调休`);

/** A supposition about one case. It is read from the address, so that it can be sent on; nothing is ever written. */
export const showWhatIf = defineRoute({
  method: 'get', path: '/cases/:caseId/what-if', access: 'signed-in', speaks: 'page', params: Params, query: Query,
  async handle({ params, query }, { deps, user, now: wallNow }) {
    const record = await loadCase(deps, user, params.caseId);
    const now = recordNow(record, wallNow);
    const files = calendarFiles(deps);
    const specs = whatIfSpecs({
      moves: movesOf(record), packs: packChoices(record),
      calendars: Object.fromEntries([...files].map(([name, file]) => [name, calendarTitle(file)])),
    });
    const asked = readWhatIf(specs, query, record.facts, now);
    const calendar = asked.calendar === null ? null : files.get(asked.calendar) ?? null;
    const isAsked = asked.errors.length === 0 && (asked.changes.length > 0 || calendar !== null);
    const result = isAsked ? await suppose(deps, record, asked, calendar, now) : null;
    const whatIf = whatIfPage(record, specs, typedText(query), asked.errors, result, now);
    const model = { head: caseHead(record, await loadRegions(deps), now), whatIf };
    return { kind: 'page', template: 'what-if', title: '假设推算', status: whatIf.summary === null ? 200 : 422, model };
  },
});

import { mayDo, mayRegister } from '../auth/permissions';
import type { SignedIn } from '../auth/signed-in';
import type { AppDeps, CommandInput, CommandAnswer, RefusalInfo, RegisterInput } from '../deps';
import { problem, type FieldProblem } from '../http/problems';
import type { CommandForm } from '../input/field-specs';
import { readCommand, readRegistration, type Parsed } from '../input/read-input';
import type { Channel } from '../input/read-field';
import type { RegionTree } from '../pages/regions';
import type { CaseRecord } from '../../prisma/repositories/case-queries';
import { deciding } from './deciding';

/** What forms and JSON share from the typed body to the answer of the decider. */

export type Given =
  | { kind: 'done'; caseId: string; version: number; summary: string[] }
  | { kind: 'invalid'; errors: FieldProblem[] }
  | { kind: 'refused'; refusal: RefusalInfo };

const COMMAND_ID = /^[\w.:-]{8,100}$/;
export const isCommandId = (value: unknown): value is string => typeof value === 'string' && COMMAND_ID.test(value);

const asGiven = (outcome: CommandAnswer): Given =>
  outcome.ok ? { kind: 'done', caseId: outcome.caseId, version: outcome.version, summary: outcome.summary } : { kind: 'refused', refusal: outcome.refusal };

const placeOf = (record: CaseRecord) => ({ regionCode: record.regionCode, unitRegion: record.facts.accident.unitRegion ?? null });

/** Throws "not allowed" where the post may not give this command in this place. */
export function demandPermission(user: SignedIn, form: CommandForm, record: CaseRecord): void {
  if (!mayDo(user, form, placeOf(record))) throw problem('not-allowed');
}

export const parseCommand = (form: CommandForm, body: Record<string, unknown>, channel: Channel): Parsed<CommandInput> =>
  readCommand(form, body, channel);

export async function giveCommand(context: {
  deps: AppDeps; user: SignedIn; record: CaseRecord; form: CommandForm; body: Record<string, unknown>; channel: Channel; commandId: string;
}): Promise<Given> {
  const { deps, user, record, form, body, channel, commandId } = context;
  demandPermission(user, form, record);
  const parsed = parseCommand(form, body, channel);
  if (!parsed.ok) return { kind: 'invalid', errors: parsed.errors };
  return asGiven(await deciding(deps, () => deps.commands.execute(record.id, parsed.value, user.actor, commandId)));
}

export async function giveRegistration(context: {
  deps: AppDeps; user: SignedIn; body: Record<string, unknown>; channel: Channel; commandId: string; regions: RegionTree;
}): Promise<Given> {
  const { deps, user, body, channel, commandId, regions } = context;
  if (!mayRegister(user, null)) throw problem('not-allowed');
  const parsed: Parsed<RegisterInput> = readRegistration(body, channel, regions);
  if (!parsed.ok) return { kind: 'invalid', errors: parsed.errors };
  const { region } = parsed.value.accident;
  if (!mayRegister(user, region)) {
    return { kind: 'invalid', errors: [{ pointer: '/accident/region', field: 'accident.region', code: 'out-of-reach', message: '发生地：不在您所在机关的辖区内，请由当地机关登记（属地管辖）。' }] };
  }
  return asGiven(await deciding(deps, () => deps.commands.register(parsed.value, user.actor, commandId)));
}

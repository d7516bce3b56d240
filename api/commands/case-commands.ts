import { createHash } from 'node:crypto';
import { authorOf } from '../../activities/author';
import type { ExecuteCommand } from '../../activities/execute-command';
import { lawOfPins } from '../../activities/law';
import { assess } from '../../domain/kinds/accident-case/assess';
import { carryOut } from '../../domain/kinds/accident-case/carry-out';
import { isActName } from '../../domain/kinds/accident-case/acts';
import type { CaseCommand } from '../../domain/kinds/accident-case/commands';
import { possibleActs, warningOf } from '../../domain/kinds/accident-case/guards';
import type { CaseState } from '../../domain/kinds/accident-case/state';
import type { Refusal, RefusalCode } from '../../domain/kernel/refusals';
import { REFUSALS } from '../../domain/kernel/refusals';
import type { CommandOutcome as Outcome } from '../../domain/kernel/snapshot';
import type { Organisation } from '../../domain/organisation/organisation';
import type { GateRow } from '../../domain/rule-pack/gate';
import type { Instant } from '../../domain/time/instant';
import type { Database } from '../../prisma/repositories/database';
import { blockedActsOf, findCaseState } from '../../prisma/repositories/case-state';
import type { RuleLibrary } from '../../rules';
import { packsOfRegion } from '../../rules/packs-of-region';
import type { CaseCommands, CaseForesight, CommandAnswer, RefusalInfo } from '../deps';

export interface CaseCommandDeps {
  executeCommand: ExecuteCommand;
  db: Database;
  rules: RuleLibrary;
  organisation: Organisation;
  graceMs: number;
}

/** A repeated registration names the same case. */
const caseIdOf = (commandId: string): string => createHash('sha256').update(commandId).digest('hex').slice(0, 16);

/** A refusal as a person needs it: the whole sentence, what is missing, the rule, and what is possible instead. */
export function refusalInfo(refusal: Refusal, blocked: Record<string, RefusalCode>): RefusalInfo {
  const { text, rule, lead } = REFUSALS[refusal.code];
  const missing = refusal.missing?.length ? `${lead}：${refusal.missing.join('、')}。` : '';
  const cited = refusal.rule ?? rule;
  return {
    code: refusal.code, text: text + missing,
    ...(refusal.field === undefined ? {} : { field: refusal.field }), ...(cited ? { rule: cited } : {}),
    possible: possibleActs(blocked),
  };
}

function warningsOf(state: CaseState, command: CaseCommand, gates: readonly GateRow[], now: Instant): string[] {
  const refusal = isActName(command.do) ? warningOf(state, command.do, gates, command.at ?? now) : null;
  if (!refusal) return [];
  const { missing = [], rule = null } = refusal;
  return [`尚未${missing.length ? `完成：${missing.join('、')}` : '具备规则要求的条件'}；本案规则没有因此禁止办理${rule === null ? '' : `（${rule}）`}。`];
}

/** Pages and API give commands through this. */
export function createCaseCommands({ executeCommand, db, rules, organisation, graceMs }: CaseCommandDeps): CaseCommands & CaseForesight {
  async function answer(caseId: string, outcome: Outcome): Promise<CommandAnswer> {
    if (outcome.outcome === 'accepted') return { ok: true, caseId, version: outcome.version, summary: outcome.summary };
    return { ok: false, refusal: refusalInfo(outcome.refusal, await blockedActsOf(db, caseId)) };
  }
  return {
    async register(input, actor, commandId) {
      const matterId = caseIdOf(commandId);
      const packs = packsOfRegion(input.accident.region, rules.packs);
      const command = { do: 'register' as const, ...input, packs, sources: [] };
      return answer(matterId, await executeCommand({ matterId, commandId, actor, command }));
    },
    execute: async (caseId, command, actor, commandId) =>
      answer(caseId, await executeCommand({ matterId: caseId, commandId, actor, command })),
    async clocksNow(caseId) {
      const found = await findCaseState(db, caseId);
      if (!found) return [];
      const law = await lawOfPins(db.sql, rules, found);
      return assess(found.state.facts, law.rules, law.calendar, Date.now() + found.shiftMs, caseId).clocks;
    },
    async foresee(caseId, command, actor) {
      const found = await findCaseState(db, caseId);
      if (!found) return { ok: false, refusal: refusalInfo({ code: 'CASE_UNKNOWN' }, {}) };
      const law = await lawOfPins(db.sql, rules, found);
      const author = authorOf(actor, found.state.facts.accident, organisation);
      const ctx = { ...(author ? { author } : {}), matterId: caseId, now: Date.now() + found.shiftMs, graceMs, rules: law.rules, triggers: law.triggers, calendar: law.calendar };
      const carried = carryOut(found, command, ctx);
      if ('refusal' in carried) return { ok: false, refusal: refusalInfo(carried.refusal, await blockedActsOf(db, caseId)) };
      const { grade, clocks } = carried.view.assessment;
      const findings = carried.events.flatMap((event) => (event.type === 'findings-changed' ? event.findings : []));
      return { ok: true, grade, clocks, findings, warnings: warningsOf(found.state, command, law.rules.gates, ctx.now) };
    },
  };
}

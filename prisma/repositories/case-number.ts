import type { Accident } from '../../domain/kinds/accident-case/facts';
import type { Organisation } from '../../domain/organisation/organisation';
import { dateOf } from '../../domain/time/instant';
import type { Tx } from './transaction';

/** Next number of the year and place: `张湾区〔2021〕第1号`. Registrations of one place and year take their numbers one after the other. */
export async function nextCaseNo(tx: Tx, organisation: Organisation, accident: Accident): Promise<string> {
  const name = organisation.regions.get(accident.region)?.name ?? accident.region;
  const stem = `${name}〔${dateOf(accident.occurredAt).slice(0, 4)}〕第`;
  const [, [row]] = await Promise.all([
    tx`SELECT pg_advisory_xact_lock(hashtextextended(${stem}, 0))`,
    tx<{ used: number }[]>`SELECT count(*)::int AS used FROM matter WHERE case_no >= ${stem} AND case_no < ${stem} || chr(1114111)`,
  ]);
  return `${stem}${(row?.used ?? 0) + 1}号`;
}

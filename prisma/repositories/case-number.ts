import type { Accident } from '../../domain/accident-case/facts';
import type { Organisation } from '../../domain/organisation/organisation';
import { dateOf } from '../../domain/time/instant';
import type { Tx } from './transaction';

/** Next number of the year and place: `张湾区〔2021〕第1号`. Two writers of the same number: the unique name lets one retry. */
export async function nextCaseNo(tx: Tx, organisation: Organisation, accident: Accident): Promise<string> {
  const name = organisation.regions.get(accident.region)?.name ?? accident.region;
  const stem = `${name}〔${dateOf(accident.occurredAt).slice(0, 4)}〕第`;
  const used = await tx.matter.count({ where: { caseNo: { startsWith: stem } } });
  return `${stem}${used + 1}号`;
}

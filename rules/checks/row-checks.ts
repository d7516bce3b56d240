import { CELLS, cellVariant } from '../../domain/rule-pack/compare-clocks';
import type { PlaceOfBody } from '../../domain/rule-pack/local-rows';
import { shared, spanOf } from '../../domain/rule-pack/span';
import type { PackRow } from '../../domain/rule-pack/types';
import { BODY_KIND_NAMES } from '../../domain/organisation/names';
import type { PackCheck } from './pack-check';

/** Checks that look at the rows of one pack alone. */

const OWN_DEFAULT = '本包默认';

/** A number that no source gives has to say so, and why it is usable; a source has to be a source. */
export const checkCitations: PackCheck = ({ loaded: { pack } }) => pack.rows.flatMap((row) => [
  ...(row.cite.includes(OWN_DEFAULT) && !row.default ? [`${row.code}：依据写作“${OWN_DEFAULT}”，须标 default: true`] : []),
  ...(row.default && !row.note ? [`${row.code}：建议值须在 note 里写明来源没有规定什么`] : []),
  ...(pack.locality && row.kind !== 'ladder' && row.cite.some((cite) => /^(493号令|安全生产法|行政处罚法)/.test(cite))
    ? [`${row.code}：地方包的依据须是地方文件，法律写进 against.basis`] : []),
]);

/** A source cannot end before it begins. */
export const checkEffective: PackCheck = ({ loaded: { pack } }) => pack.rows
  .filter(({ effective }) => effective?.from !== undefined && effective.to !== undefined && effective.to < effective.from)
  .map(({ code }) => `${code}：effective 的止日早于起日`);

/** A length that an earlier one of the row always forestalls. */
export const checkDeadLengths: PackCheck = ({ loaded: { pack } }) => pack.rows.flatMap((row) => (row.kind !== 'clock' ? []
  : row.lengths.flatMap((variant, index) => (CELLS.some((cell) => cellVariant(row, cell) === variant) ? []
    : [`${row.code}：第${index + 1}个期限永远用不到，前面的期限已经包括了它`]))));

/** What two rows of different codes would both decide. Rows of one code on the same days are refused by the schema. */
function subjectOf(row: PackRow): string | null {
  switch (row.kind) {
    case 'party-role': return `参与：${row.party} ${row.occasion}`;
    case 'publicity': return `公开：${row.subject} ${(row.grades ?? []).join()}`;
    case 'gate': return `关口：${row.act} ${row.condition} ${row.chain ?? ''}`;
    case 'duty': return `职责：${row.title} ${row.who}`;
    default: return null;
  }
}

/** Two rows that decide the same thing at the same time. */
export const checkOverlaps: PackCheck = ({ loaded: { pack } }) => pack.rows.flatMap((row, index) => {
  const subject = subjectOf(row);
  const other = subject === null ? undefined
    : pack.rows.slice(0, index).find((earlier) => subjectOf(earlier) === subject && shared(spanOf(earlier), spanOf(row)));
  return other ? [`${row.code}：与 ${other.code} 规定同一事项，施行期间重叠`] : [];
});

const placesOf = (row: PackRow): Pick<PlaceOfBody, 'kind' | 'level'>[] => {
  switch (row.kind) {
    case 'review-chain': return row.stages.map(({ body }) => body);
    case 'lister': return [row.body, ...(row.consent ? [row.consent] : [])];
    case 'clock': return row.owner.kind === 'investigator' ? [] : [{ kind: row.owner.kind, level: row.owner.level }];
    default: return [];
  }
};

/** Bodies that no case can find: an enterprise has no level of its own, and the country has no efficiency office. */
export const checkBodies: PackCheck = ({ loaded: { pack } }) => pack.rows.flatMap((row) => placesOf(row).flatMap(({ kind, level }) => {
  const name = BODY_KIND_NAMES[kind];
  if (kind === 'enterprise' && level !== 'county') return [`${row.code}：${name}没有层级，level 须写 county`];
  return kind === 'efficiency-office' && level === 'state' ? [`${row.code}：国家级没有${name}`] : [];
}));

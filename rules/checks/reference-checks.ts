import { ACTS } from '../../domain/kinds/accident-case/acts';
import { leanedOn } from '../../domain/rule-pack/leaning';
import type { PackCheck } from './pack-check';

/** Clocks that an act names and no rule has: extensions could not be asked for. */
export const checkNamedClocks: PackCheck = ({ loaded: { pack }, rules }) => {
  if (pack.locality) return [];
  const field = ACTS['request-extension'].fields.find(({ name }) => name === 'clock');
  const named = field?.type === 'choice' ? Object.keys(field.options) : [];
  return pack.id !== 'national' ? [] : named.filter((code) => !rules.clocks.some((clock) => clock.code === code))
    .map((code) => `${code}：延期请示可以指名这个时限，规则里却没有`);
};

/** A limit that leans on itself or on one that also leans on another never comes to exist; nor does one after no lapse. */
export const checkLeaning: PackCheck = ({ loaded: { pack }, rules }) => pack.rows.flatMap((row) => (row.kind !== 'clock' ? []
  : leanedOn(row).flatMap((code) => {
    const others = rules.clocks.filter((clock) => clock.code === code);
    if (!others.length) return [`${row.code}：所依的时限 ${code} 不存在`];
    if (others.some((other) => leanedOn(other).length)) return [`${row.code}：所依的时限 ${code} 自己又依于别的时限`];
    if (row.trigger.from !== 'lapse' || row.trigger.clock !== code) return [];
    return [
      ...(others.every(({ ends }) => ends === 'lapse') ? [] : [`${row.code}：时限 ${code} 不会届满失效，无从起算`]),
      ...(others.every(({ perParty }) => perParty === row.perParty) ? [] : [`${row.code}：时限 ${code} 是否按当事人分，与本行不同`]),
    ];
  })));

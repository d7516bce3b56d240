import { ACTS } from '../../domain/accident-case/acts';
import type { PackCheck } from './pack-check';

/** Clocks that an act names and no rule has: extensions could not be asked for. */
export const checkNamedClocks: PackCheck = ({ loaded: { pack }, rules }) => {
  if (pack.locality) return [];
  const field = ACTS['request-extension'].fields.find(({ name }) => name === 'clock');
  const named = field?.type === 'choice' ? Object.keys(field.options) : [];
  return pack.id !== 'national' ? [] : named.filter((code) => !rules.clocks.some((clock) => clock.code === code))
    .map((code) => `${code}：延期请示可以指名这个时限，规则里却没有`);
};

/** A limit that leans on itself or on one that also leans on another never comes to exist. */
export const checkLeaning: PackCheck = ({ loaded: { pack }, rules }) => pack.rows.flatMap((row) => {
  const code = row.kind === 'clock' ? row.when?.whileOpen : undefined;
  if (code === undefined) return [];
  const other = rules.clocks.find((clock) => clock.code === code);
  if (!other) return [`${row.code}：所依的时限 ${code} 不存在`];
  return other.when?.whileOpen === undefined ? [] : [`${row.code}：所依的时限 ${code} 自己又依于别的时限`];
});

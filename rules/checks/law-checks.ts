import { spanOf, spanWords, without } from '../../domain/rule-pack/span';
import type { Span } from '../../domain/rule-pack/row-head';
import type { PackRow } from '../../domain/rule-pack/types';
import type { PackCheck } from './pack-check';

/** Checks that measure a pack against what it is laid over. */

/** A rule that is looser than an earlier one has to say whether it holds or is void, why, and by which law. */
export const checkLooser: PackCheck = ({ loaded: { pack }, rules }) => rules.conflicts
  .filter(({ local, verdict }) => local.pack === pack.id && (verdict === 'national-stricter' || verdict === 'local-holds'))
  .filter(({ code, local }) => pack.rows.find((row) => row.code === code && row.cite === local.cite)?.against === undefined)
  .map(({ code, local, national }) => (
    `${code}：“${local.text}”宽于“${national.text}”（${national.cite.join('、')}），须写 against 说明有效还是无效、理由和法律依据`));

/** A reason against nothing. */
export const checkIdleReasons: PackCheck = ({ loaded: { pack }, rules }) => pack.rows
  .filter((row) => row.against && !rules.conflicts.some(({ code, local }) => code === row.code && local.cite === row.cite))
  .map(({ code }) => `${code}：写了 against，可是并没有与之冲突的规则`);

/** The days on which the law itself was in force; null where the row does not say. Days told back to (`retroactive`) are not law. */
const ownDays = ({ effective }: PackRow): Span | null => (effective?.from === undefined ? null : { from: effective.from, to: effective.to });

/** A later version that only has the new text of a rule would leave the days before without one. */
export const checkForgottenDays: PackCheck = ({ loaded, versions }) => {
  const earlier = versions[versions.indexOf(loaded) - 1];
  const codes = new Set(loaded.pack.rows.map(({ code }) => code));
  return (earlier?.pack.rows ?? []).filter(({ code }) => codes.has(code)).flatMap((row) => {
    const now = loaded.pack.rows.filter(({ code }) => code === row.code).map(spanOf);
    const left = now.reduce((spans, span) => spans.flatMap((each) => without(each, span)), [ownDays(row) ?? []].flat());
    return left.map((span) => `${row.code}：前一版本 ${earlier?.pack.version} 规定到的日子（${spanWords(span)}）没有行规定，旧条文须连同止日一并保留`);
  });
};

/** A later version is published later. */
export const checkVersions: PackCheck = ({ loaded, versions }) => {
  const earlier = versions[versions.indexOf(loaded) - 1];
  return earlier && earlier.pack.publishedOn > loaded.pack.publishedOn
    ? [`${loaded.pack.version}：发布日早于前一版本 ${earlier.pack.version}`] : [];
};

import type { Span } from '../../domain/rule-pack/row-head';
import { shared, spanOf, spanWords, without } from '../../domain/rule-pack/span';
import type { Pack, PackRow } from '../../domain/rule-pack/types';
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

/** The first day on which the document behind the pack can have been in force. */
const firstDayOf = ({ source }: Pack): string | undefined => source?.issuedOn ?? source?.notBefore;

/** A text rules nothing that happened before it was issued. Versions that are no longer the newest are kept as they were. */
export const checkFirstDay: PackCheck = ({ loaded, versions }) => {
  const first = firstDayOf(loaded.pack);
  if (first === undefined || versions.at(-1) !== loaded) return [];
  return [...loaded.pack.rows, ...loaded.triggers ?? []]
    .filter(({ effective }) => effective?.from === undefined || effective.from < first)
    .map(({ code }) => `${code}：施行日早于文件的日期 ${first}`);
};

/**
 * A later version that only has the new text of a rule would leave the days before without one. Days before the document
 * was issued were never its own.
 */
export const checkForgottenDays: PackCheck = ({ loaded, versions }) => {
  const earlier = versions[versions.indexOf(loaded) - 1];
  const codes = new Set(loaded.pack.rows.map(({ code }) => code));
  return (earlier?.pack.rows ?? []).filter(({ code }) => codes.has(code)).flatMap((row) => {
    const now = loaded.pack.rows.filter(({ code }) => code === row.code).map(spanOf);
    const own = ownDays(row);
    const then = own && shared(own, { from: firstDayOf(loaded.pack) });
    const left = now.reduce((spans, span) => spans.flatMap((each) => without(each, span)), then ? [then] : []);
    return left.map((span) => `${row.code}：前一版本 ${earlier?.pack.version} 规定到的日子（${spanWords(span)}）没有行规定，旧条文须连同止日一并保留`);
  });
};

/** What voids a rule is a law of some day. Versions that are no longer the newest are kept as they were. */
export const checkVoidSince: PackCheck = ({ loaded, versions }) => (versions.at(-1) !== loaded || versions.length === 1 ? []
  : loaded.pack.rows.filter(({ against }) => against?.standing === 'void' && against.since === undefined)
    .map(({ code }) => `${code}：against 写作 void，须在 since 写明自哪一日起`));

/** A later version is published later. */
export const checkVersions: PackCheck = ({ loaded, versions }) => {
  const earlier = versions[versions.indexOf(loaded) - 1];
  return earlier && earlier.pack.publishedOn > loaded.pack.publishedOn
    ? [`${loaded.pack.version}：发布日早于前一版本 ${earlier.pack.version}`] : [];
};

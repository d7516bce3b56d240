import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { assess } from '../../../domain/kinds/accident-case/assess';
import { toFacts } from '../../../domain/case-file/parse';
import type { PlaceOfBody } from '../../../domain/rule-pack/local-rows';
import type { Level } from '../../../domain/organisation/level';
import { createOrganisation, levelAbove, resolveBody } from '../../../domain/organisation/organisation';
import { seedBodies } from '../../../prisma/seed/bodies';
import { seedRegions } from '../../../prisma/seed/regions';
import { loadRules } from '../../../rules';
import { readCaseFile } from '../../../rules/case-file-reader';
import { newestPacks } from '../../../rules/pack-names';
import { act, assessed, clockOf, count, killed, warningCodes } from '../../support/case-facts';

const { packs, resolve, calendar } = loadRules();
const IDS = [
  'jiaozuo-2016', 'zhangzhou-2016', 'shijiazhuang-2016', 'chuxiong-2015', 'nanjing-2016', 'hunan-2015', 'fujian-2021', 'neimenggu-2016',
  'tianjin-2016', 'shanxi-2014', 'shaanxi-2014', 'xinjiang-2014', 'xpcc-2014', 'yunnan-2014', 'zhejiang-2014', 'baoshan-2015', 'jilin-2009',
];
const local = newestPacks(packs).filter(({ pack }) => pack.id !== 'national');
const over = (id: string) => ['national', id];

describe('the packs of the sources', () => {
  test('are on board under their ids, published, each with the document behind it', () => {
    const found = IDS.map((id) => local.find(({ pack }) => pack.id === id)?.pack);
    expect(found.map((pack) => pack?.id)).toEqual(IDS);
    expect(found.every((pack) => pack?.status === 'published' && pack.locality && pack.source)).toBe(true);
  });

  test('name their own document in every row, none of an earlier day than it; what they do not date stays undated', () => {
    for (const { pack } of local) {
      const number = pack.source?.number;
      if (number) expect(pack.rows.filter(({ cite }) => !cite.every((each) => each.startsWith(number)))).toEqual([]);
      const first = pack.source?.issuedOn ?? pack.source?.notBefore ?? null;
      const dates = pack.rows.map(({ effective }) => effective?.from ?? null);
      expect(dates).toContain(first);
      expect(dates.filter((from) => first !== null && (from === null || from < first))).toEqual([]);
      if (first === null) expect(new Set(dates)).toEqual(new Set([null]));
    }
  });

  test('mark as advice every number that a source puts as 及时 or 定期', () => {
    const vague = local.flatMap(({ pack }) => pack.rows).filter(({ note }) => note && /原文为“(及时|定期|适时)”/.test(note)
      && !/没有日数/.test(note) && /建议值/.test(note));
    expect(vague.length).toBeGreaterThan(5);
    expect(vague.filter((row) => row.default !== true)).toEqual([]);
  });

  const examples = readdirSync(join(__dirname, '../../../examples')).filter((name) => name.endsWith('.yaml') && name !== 'full-life.yaml');
  test.each(local.map(({ pack }) => pack.id))('%s reckons the ten examples and leaves every national limit where it is', (id) => {
    const rules = resolve(over(id));
    expect(examples).toHaveLength(10);
    for (const name of examples) {
      const parsed = readCaseFile(join(__dirname, '../../../examples', name));
      if (!parsed.ok) throw new Error(`${name} is broken`);
      const under = (law: typeof rules) => assess(toFacts(parsed.file), law, calendar, Date.parse('2026-11-01T00:00+08:00'), id).clocks
        .map(({ code, opensOn, dueDate, dueAt, state }) => ({ code, opensOn, dueDate, dueAt, state }));
      // No text of the sources shortens a national limit, and none may lengthen one.
      expect(under(rules)).toEqual(expect.arrayContaining(under(resolve(['national']))));
    }
  });
});

describe('bodies of local rows', () => {
  const organisation = createOrganisation(seedRegions(), seedBodies(seedRegions()));
  const levelOf = ({ level }: PlaceOfBody, investigator: Level): Level | null =>
    (level === 'investigator' || level === 'grade' ? investigator : level === 'superior' ? levelAbove(investigator) : level);

  test('are found in the organisation for an accident investigated at county or city level', () => {
    for (const { pack } of local) {
      const places = pack.rows.flatMap((row) => (row.kind === 'review-chain' ? row.stages.map(({ body }) => body) : row.kind === 'lister' ? [row.body] : []));
      for (const place of places) {
        for (const investigator of ['county', 'city'] as const) {
          const level = levelOf(place, investigator);
          expect(level && resolveBody({ kind: place.kind, level }, { region: '420303' }, organisation).found).toBe(true);
        }
      }
    }
  });
});

describe('local limits', () => {
  const fined = [act('2026-02-12', 'decide-penalty', { party: '某公司' })];
  const of2026 = { accident: { occurredAt: Date.parse('2026-01-05T08:00+08:00') } };

  // 13, 14 (make-up), 24–27, 28 (make-up): seven working days; 15 to 23 February are off.
  test.each(['jiaozuo-2016', 'zhangzhou-2016', 'shijiazhuang-2016', 'nanjing-2016'])(
    '%s: a penalty of 2026-02-12 is public by 02-28, not by the twentieth working day, and both sources are named', (id) => {
      const assessment = assessed({ ...of2026, acts: fined }, '2026-02-20', over(id));
      expect(clockOf(assessment, 'penalty-publicity@某公司')).toMatchObject({ dueDate: '2026-02-28', cite: ['安全生产法 第78条'] });
      const text = assessment.warnings.filter(({ code }) => code === 'rule-conflict').map((warning) => warning.text).find((each) => each.includes('公示'));
      expect(text).toContain('20个工作日');
      expect(text).toContain('安全生产法 第78条');
      expect(text).toContain(resolve(over(id)).conflicts.find(({ code }) => code === 'penalty-publicity')?.local.cite[0]);
    });

  test('内蒙古 says the same seven working days: both sources stand behind the limit, and nothing is told', () => {
    const assessment = assessed({ ...of2026, acts: fined }, '2026-02-20', over('neimenggu-2016'));
    expect(clockOf(assessment, 'penalty-publicity@某公司')).toMatchObject({
      dueDate: '2026-02-28', cite: ['安全生产法 第78条', '内蒙古自治区进一步加强和改进安全生产行政执法工作意见 五（十六）'],
    });
    expect(warningCodes(assessment)).not.toContain('rule-conflict');
  });

  test.each(['zhangzhou-2016', 'shijiazhuang-2016', 'nanjing-2016'])(
    '%s: approved 2024-05-10, the evaluation runs from 2025-03-10 to 2025-05-10 by law', (id) => {
      const assessment = assessed({ acts: [act('2024-05-10', 'approve')] }, '2024-06-01', over(id));
      expect(clockOf(assessment, 'evaluation')).toMatchObject({ opensOn: '2025-03-10', dueDate: '2025-05-10' });
      expect(assessment.warnings.some(({ code, text }) => code === 'rule-conflict' && text.includes('安全生产法 第86条'))).toBe(true);
    });

  test('a conflict on a limit is told only when the case has that limit', () => {
    expect(warningCodes(assessed({}, '2024-03-02', over('nanjing-2016')))).not.toContain('rule-conflict');
    expect(warningCodes(assessed({}, '2024-03-02', over('tianjin-2016')))).not.toContain('rule-conflict');
    expect(warningCodes(assessed({ acts: [act('2024-05-10', 'approve')] }, '2024-06-01', over('tianjin-2016')))).toContain('rule-conflict');
  });

  test('广州: a notice of 2024-02-28 asks for a brief by 03-06, then for progress every fifteen days', () => {
    const open = act('2024-02-28', 'open-supervision', { by: '市安委办' });
    const accident = { occurredAt: Date.parse('2024-02-27T08:00+08:00') };
    const before = assessed({ accident, acts: [open] }, '2024-03-01', over('guangzhou-2011'));
    expect([clockOf(before, 'supervision-brief')?.dueDate, clockOf(before, 'supervision-progress')?.dueDate]).toEqual(['2024-03-06', '2024-03-14']);
    const after = assessed({ accident, acts: [open, act('2024-03-06T23:59', 'supervision-progress')] }, '2024-03-07', over('guangzhou-2011'));
    expect([clockOf(after, 'supervision-brief')?.state, clockOf(after, 'supervision-progress')?.dueDate]).toEqual(['met', '2024-03-21']);
    const released = assessed({ accident, acts: [open, act('2024-04-01', 'approve')] }, '2024-04-02', over('guangzhou-2011'));
    expect(clockOf(released, 'supervision-progress')).toBeUndefined();
  });

  test('广西: a larger accident of 2024-03-01 has its team by 03-06, late or not as it is a draft; others have no such limit', () => {
    const larger = assessed({ counts: killed('larger') }, '2024-03-02', over('guangxi'));
    expect(clockOf(larger, 'team-formation')).toMatchObject({ dueDate: '2024-03-06', state: 'pending' });
    expect(clockOf(assessed({ counts: killed('major') }, '2024-03-02', over('guangxi')), 'team-formation')).toBeUndefined();
    const late = assessed({ counts: [count('2024-03-01T09:00', { deaths: 4 })], acts: [act('2024-03-07T00:00', 'form-team', { by: 'city' })] }, '2024-03-08', over('guangxi'));
    expect(clockOf(late, 'team-formation')).toMatchObject({ state: 'met', lateByMs: null });
  });
});

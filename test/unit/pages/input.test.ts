import fc from 'fast-check';
import { askedOnLoopback, demonstrationAllowed, isLoopback } from '../../../api/auth/demonstration';
import { PROBLEMS, refusalProblem } from '../../../api/http/problems';
import { COMMAND_FORMS, type FieldSpec } from '../../../api/input/field-specs';
import { localPath } from '../../../api/input/local-path';
import { readCommand, readRegistration } from '../../../api/input/read-input';
import { regionTree } from '../../../api/pages/regions';
import { ACT_NAMES } from '../../../domain/kinds/accident-case/acts';
import { REFUSALS, type RefusalCode } from '../../../domain/kernel/refusals';

const form = (name: string) => {
  const found = COMMAND_FORMS.get(name);
  if (!found) throw new Error(name);
  return found;
};
const codes = (parsed: ReturnType<typeof readCommand>) => (parsed.ok ? [] : parsed.errors.map((error) => `${error.field} ${error.code}`));

const SAMPLES: Record<FieldSpec['type'], (field: FieldSpec) => string> = {
  choice: (field) => (field.type === 'choice' ? Object.keys(field.options)[0] ?? '' : ''),
  text: () => '某某', prose: () => '某某', count: () => '3', yuan: () => '100', date: () => '2026-11-21', instant: () => '2026-11-21T10:00',
};

describe('a command from a form', () => {
  it('and the same from JSON, when read, are the same command', () => {
    const fromForm = readCommand(form('notify-hearing'), { party: ' 某公司 ', hearingAt: '2026-12-01T09:30', at: '' }, 'form');
    const fromJson = readCommand(form('notify-hearing'), { party: '某公司', hearingAt: '2026-12-01T01:30:00Z' }, 'json');
    expect(fromForm).toEqual(fromJson);
    expect(fromForm).toEqual({ ok: true, value: { do: 'notify-hearing', party: '某公司', hearingAt: Date.parse('2026-12-01T09:30+08:00') } });
  });

  it('with full-width digits and separators, when read, gives the number', () => {
    expect(readCommand(form('decide-penalty'), { party: '某公司', amountYuan: '１，２００，０００' }, 'form')).toMatchObject({ ok: true, value: { amountYuan: 1_200_000 } });
  });

  it.each([
    ['request-extension', { clock: 'investigation-report', days: '0' }, ['days too-small']],
    ['request-extension', { clock: 'everything', days: '三十' }, ['clock not-a-choice', 'days not-a-number']],
    ['report', {}, ['by required', 'to required']],
    ['report', { by: 'unit', to: 'county', 'counts.deaths': '1.5' }, ['counts.deaths not-a-number']],
    ['open-penalty-case', { party: '某\u0000公司' }, ['party control-character']],
    ['open-penalty-case', { party: 'x'.repeat(501) }, ['party too-long']],
    ['submit-report', { at: '2026-02-30T10:00' }, ['at not-an-instant']],
    ['submit-report', { at: '1991-09-15T23:59' }, ['at too-early']],
    ['notify-hearing', { party: '某公司', hearingAt: '2100-01-01T00:00' }, ['hearingAt too-late']],
    ['record-counts', {}, ['counts.deaths required']],
    ['determine', { about: 'guilt', answer: 'perhaps' }, ['about not-a-choice', 'answer not-a-choice', 'ground required']],
    ['propose-measure', { measure: 'prison' }, ['measure not-a-choice', 'by required', 'ground required']],
    ['confirm-finding', { finding: 'national/t24:city@accident:x', reason: ' ' }, ['reason required']],
    ['approve', { note: '字'.repeat(4_001) }, ['note too-long']],
    ['approve', { docDate: '2026-02-30' }, ['docDate not-a-date']],
    ['approve', { docNo: '字'.repeat(501), docDate: '昨天' }, ['docNo too-long', 'docDate not-a-date']],
    ['dismiss-finding', { reason: '无必要', measures: 'none' }, ['finding required', 'measures unknown-field']],
  ])('%s %j, when read, is refused field by field', (name, raw, expected) => {
    expect(codes(readCommand(form(name), raw, 'form'))).toEqual(expected);
  });

  it('of any act, when it brings an opinion of several paragraphs, a number and a date, keeps them as they were written', () => {
    const raw = { note: ' 同意调查报告。\r\n请抓紧落实。 ', docNo: '十政函〔2026〕12号', docDate: '２０２６-１１-２１' };
    for (const name of ACT_NAMES) {
      const { fields } = form(name);
      const given = Object.fromEntries(fields.filter(({ required }) => required).map((field) => [field.name, SAMPLES[field.type](field)]));
      expect(readCommand(form(name), { ...given, ...raw }, 'form')).toMatchObject({
        ok: true, value: { do: name, note: '同意调查报告。\n请抓紧落实。', docNo: '十政函〔2026〕12号', docDate: '2026-11-21' },
      });
    }
  });

  it('from JSON, when a number is text or an instant has no offset, is refused', () => {
    expect(codes(readCommand(form('request-extension'), { clock: 'approval', days: '30', at: '2026-11-21T10:00' }, 'json'))).toEqual(['days not-a-number', 'at not-an-instant']);
  });

  it('of any shape, when read, never throws and never lets an unknown field through', () => {
    fc.assert(fc.property(fc.constantFrom(...COMMAND_FORMS.keys()), fc.dictionary(fc.string(), fc.jsonValue()), fc.constantFrom('form' as const, 'json' as const), (name, raw, channel) => {
      const parsed = readCommand(form(name), raw, channel);
      if (!parsed.ok) { expect(parsed.errors.length).toBeGreaterThan(0); return; }
      const known = new Set(['do', 'at', 'counts', ...form(name).fields.map((field) => field.name)]);
      expect(Object.keys(parsed.value).filter((key) => !known.has(key))).toEqual([]);
    }));
  });
});

describe('a registration', () => {
  const regions = regionTree([{ code: '420303', name: '张湾区', level: 'county', parentCode: null }]);

  it('of a place that is not in the tree, when read, is refused at that field', () => {
    const parsed = readRegistration({ title: '事故', 'accident.occurredAt': '2026-11-20T10:00', 'accident.region': '420304', 'accident.industry': 'gas' }, 'form', regions);
    expect(parsed.ok ? [] : parsed.errors.map((error) => error.pointer)).toEqual(['/accident/region']);
  });

  it('without figures, when read, carries none', () => {
    const parsed = readRegistration({ title: '事故', accident: { occurredAt: '2026-11-20T10:00+08:00', region: '420303', industry: 'gas' } }, 'json', regions);
    expect(parsed).toEqual({ ok: true, value: { title: '事故', accident: { occurredAt: Date.parse('2026-11-20T10:00+08:00'), region: '420303', industry: 'gas' } } });
  });
});

describe('problems', () => {
  it.each(Object.keys(REFUSALS) as RefusalCode[])('the refusal %s, as a problem, has its status and a type', (code) => {
    const { problem } = refusalProblem({ code, text: REFUSALS[code].text, possible: [] });
    expect(problem.status).toBe(REFUSALS[code].status);
    expect(problem.type).toMatch(/^\/problems\/[a-z0-9-]+$/);
  });

  it('of the edge, say in Chinese what happened and what to do', () => {
    for (const { title, detail } of Object.values(PROBLEMS)) expect(`${title}${detail}`).toMatch(/[\u4e00-\u9fff].*。$/);
  });
});

describe('where a sign-in leads', () => {
  it.each(['//evil.example', 'https://evil.example', '/\\evil.example', '\\\\evil', 'javascript:alert(1)', '/a\nb', ''])('%j leads home', (next) => {
    expect(localPath(next)).toBe('/');
  });
  it('a path of this host leads there', () => { expect(localPath('/cases?light=overdue')).toBe('/cases?light=overdue'); });
});

describe('demonstration sign-ins', () => {
  const wanted = { demonstration: true, production: false };

  it.each([['127.0.0.1', true], ['localhost', true], ['::1', true], ['127.8.8.8', true], ['0.0.0.0', false], ['::', false], ['10.0.0.1', false], ['localhost.evil.example', false], ['', false]])('bound to %j: %s', (host, expected) => {
    expect(isLoopback(host)).toBe(expected);
    expect(demonstrationAllowed(wanted, host)).toBe(expected);
  });

  it('never with NODE_ENV=production, whatever the configuration says', () => {
    const before = process.env.NODE_ENV;
    process.env.NODE_ENV = 'production';
    try {
      expect(demonstrationAllowed(wanted, '127.0.0.1')).toBe(false);
    } finally {
      process.env.NODE_ENV = before;
    }
    expect(demonstrationAllowed({ ...wanted, production: true }, '127.0.0.1')).toBe(false);
    expect(demonstrationAllowed({ ...wanted, demonstration: false }, '127.0.0.1')).toBe(false);
  });

  it.each([['127.0.0.1:8080', true], ['localhost', true], ['[::1]:8080', true], ['evil.example:8080', false], [undefined, false]])('asked as %j: %s', (host, expected) => {
    expect(askedOnLoopback(host)).toBe(expected);
  });
});

import type { CaseCommand } from '../domain/kinds/accident-case/commands';
import type { Actor } from '../domain/kernel/actor';

/** Nine commands as the first week of a larger accident brings them; times are those of recording. */
export const WEEK: readonly CaseCommand[] = [
  { do: 'inform-unit-head' },
  { do: 'report', by: 'unit', to: 'county' },
  { do: 'report', by: 'county', to: 'city' },
  { do: 'record-counts', counts: { deaths: 3, seriousInjuries: 4 } },
  { do: 'report', by: 'city', to: 'province' },
  { do: 'follow-up', by: 'county' },
  { do: 'form-team', by: 'city' },
  { do: 'invite-procuratorate' },
  { do: 'commission-appraisal', name: '事故原因鉴定' },
];

export const registration = (now: number): CaseCommand => ({
  do: 'register', title: '基准测试用案件', packs: ['national'], sources: [],
  accident: { occurredAt: now - 600_000, region: '420303', industry: 'general' },
});

/** A county's and a city's office; three dead make it the city's case. */
const OFFICES = { county: 'emergency-management-420303', city: 'emergency-management-420300' };
const OF_CITY: ReadonlySet<string> = new Set(['form-team', 'invite-procuratorate']);
const officeOf = (command: CaseCommand): string =>
  (OF_CITY.has(command.do) || ('by' in command && command.by === 'city') ? OFFICES.city : OFFICES.county);

/** Whose act it is: one of several people who work at once, in the office whose act it is. */
export const personOf = (number: number, command: CaseCommand): Actor => ({
  kind: 'person', personId: `bench-${number}`, postId: `bench-${number}`, bodyId: officeOf(command), name: `测算${number}`, bodyName: '测算单位',
});

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

/** Whose acts they are: one of several people who work at once. */
export const personOf = (number: number): Actor => ({
  kind: 'person', personId: `bench-${number}`, postId: `bench-${number}`, bodyId: 'bench', name: `测算${number}`, bodyName: '测算单位',
});

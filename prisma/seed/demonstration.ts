import type { Body, BodyKind } from '../../domain/organisation/body';
import type { Region } from '../../domain/organisation/region';
import { isNominalCity } from '../../domain/organisation/region';
import { bodyIdOf } from './bodies';

/** Places of the example cases; they and everything above them get people who can sign in. */
export const DEMONSTRATION_PLACES = [
  '420303', '110106', '141102', '211002', '320583', '350213', '360502', '370211', '370686', '371082',
] as const;

export interface DemonstrationPerson {
  id: string;
  name: string;
}

export interface DemonstrationPost {
  id: string;
  personId: string;
  bodyId: string;
  title: string;
  /** First day in office, `YYYY-MM-DD`; before the oldest example. */
  from: string;
}

const PERSON_PREFIX = 'demo-';
export const isDemonstrationPerson = (personId: string): boolean => personId.startsWith(PERSON_PREFIX);

/** What the person of a body is called: an office, never a human name. */
const OFFICES: Partial<Record<BodyKind, { short: (place: string, body: Body) => string; title: string }>> = {
  'safety-committee-office': { short: (place) => `${place}安委办`, title: '督办员' },
  'emergency-management': {
    short: (place, body) => (body.level === 'state' ? '应急管理部' : `${place}应急${body.name.endsWith('厅') ? '厅' : '局'}`),
    title: '调查员',
  },
  government: { short: (place, body) => (body.level === 'state' ? '国务院' : `${place}政府`), title: '批复人' },
  procuratorate: { short: (place, body) => (body.level === 'state' ? '最高检' : `${place}检察院`), title: '检察官' },
  enterprise: { short: (place) => `${place}事故单位`, title: '负责人' },
};

function linesOf(regions: readonly Region[]): Region[] {
  const byCode = new Map(regions.map((region) => [region.code, region]));
  const seen = new Map<string, Region>();
  for (const place of DEMONSTRATION_PLACES) {
    for (let at: string | null = place; at !== null; at = byCode.get(at)?.parentCode ?? null) {
      const region = byCode.get(at);
      if (region && !isNominalCity(region.code)) seen.set(region.code, region);
    }
  }
  return [...seen.values()];
}

/** One unit of the accident per demonstration place, so that its tasks and notices have a reader. */
export const demonstrationEnterprises = (regions: readonly Region[]): Body[] => regions
  .filter((region) => (DEMONSTRATION_PLACES as readonly string[]).includes(region.code))
  .map((region) => ({
    id: bodyIdOf('enterprise', region.code), kind: 'enterprise', level: region.level, regionCode: region.code,
    name: `演示·${region.name}事故单位`,
  }));

/**
 * People for the demonstration sign-ins: one per office above, at every level over the demonstration places. The
 * province's supervisor also sits in the emergency-management department, as such offices do, and so can switch posts.
 */
export function demonstrationPeople(regions: readonly Region[], bodies: readonly Body[]): {
  persons: DemonstrationPerson[]; posts: DemonstrationPost[];
} {
  const byId = new Map(bodies.map((body) => [body.id, body]));
  const persons: DemonstrationPerson[] = [];
  const posts: DemonstrationPost[] = [];
  const seat = (personId: string, body: Body, title: string) => {
    posts.push({ id: `${personId}@${body.id}`, personId, bodyId: body.id, title, from: '2010-01-01' });
  };
  for (const region of linesOf(regions)) {
    const place = region.level === 'state' ? '国务院' : region.name;
    for (const [kind, office] of Object.entries(OFFICES)) {
      const body = byId.get(bodyIdOf(kind as BodyKind, region.code));
      if (!body) continue;
      const id = PERSON_PREFIX + body.id;
      persons.push({ id, name: `演示·${office.short(place, body)}${office.title}` });
      seat(id, body, office.title);
      const second = byId.get(bodyIdOf('emergency-management', region.code));
      if (kind === 'safety-committee-office' && region.level === 'province' && second) seat(id, second, '调查统计处处长');
    }
  }
  return { persons, posts };
}

import { BODY_KINDS } from '../../../domain/organisation/body';
import { isNominalCity } from '../../../domain/organisation/region';
import { seedBodies } from '../../../prisma/seed/bodies';
import { DEMONSTRATION_PLACES, demonstrationEnterprises, demonstrationPeople, isDemonstrationPerson } from '../../../prisma/seed/demonstration';
import { seedRegions } from '../../../prisma/seed/regions';

const regions = seedRegions();
const bodies = [...seedBodies(regions), ...demonstrationEnterprises(regions)];
const { persons, posts } = demonstrationPeople(regions, bodies);

test('ids are unique, so that seeding twice adds nothing', () => {
  const ids = [regions.map((r) => r.code), bodies.map((b) => b.id), persons.map((p) => p.id), posts.map((p) => p.id)];
  expect(ids.map((list) => new Set(list).size)).toEqual(ids.map((list) => list.length));
});

test('at most one body of a kind sits in a region, as the record demands', () => {
  const seats = bodies.map((body) => `${body.kind}@${body.regionCode}`);
  expect(new Set(seats).size).toBe(seats.length);
});

test('divisions without authority have no bodies, all others have every authority', () => {
  const kindsOf = (code: string) => bodies.filter((b) => b.regionCode === code && b.kind !== 'enterprise').map((b) => b.kind);
  const authorities = BODY_KINDS.length - 1;
  for (const { code, level } of regions) {
    expect([code, kindsOf(code).length]).toEqual([code, isNominalCity(code) ? 0 : level === 'state' ? authorities - 1 : authorities]);
  }
});

test('people are named by their office and hold a post in an existing body', () => {
  const known = new Set(bodies.map((body) => body.id));
  expect(persons.every((person) => isDemonstrationPerson(person.id) && person.name.startsWith('演示·'))).toBe(true);
  expect(posts.filter((post) => !known.has(post.bodyId))).toEqual([]);
  expect(persons.map((person) => person.name)).toEqual(expect.arrayContaining([
    '演示·张湾区安委办督办员', '演示·十堰市应急局调查员', '演示·湖北省安委办督办员', '演示·国务院安委办督办员', '演示·应急管理部调查员',
    '演示·湖北省政府批复人', '演示·十堰市检察院检察官', '演示·张湾区事故单位负责人',
  ]));
});

test('the supervisor of a province can switch to a second post', () => {
  expect(posts.filter((post) => post.personId === 'demo-safety-committee-office-420000').map((post) => post.bodyId))
    .toEqual(['safety-committee-office-420000', 'emergency-management-420000']);
});

test('every example place has its unit', () => {
  expect(demonstrationEnterprises(regions).map((body) => body.regionCode).sort()).toEqual([...DEMONSTRATION_PLACES].sort());
});

import { createOrganisation } from '../../../domain/organisation/organisation';
import { STATE_CODE } from '../../../domain/organisation/region';
import { createCaseCommands } from '../../../api/commands/case-commands';
import type { CaseCommandDeps } from '../../../api/commands/case-commands';
import { loadRules } from '../../../rules';

/** A case registered on the pages is under the law of its place from the first minute. */

const registered = async (region: string): Promise<readonly string[]> => {
  const given: string[][] = [];
  const executeCommand: CaseCommandDeps['executeCommand'] = ({ command }) => {
    if (command.do === 'register') given.push(command.packs);
    return Promise.resolve({ outcome: 'accepted', version: 1, summary: [] });
  };
  const commands = createCaseCommands({ executeCommand, db: {} as CaseCommandDeps['db'], rules: loadRules(), organisation: createOrganisation([{ code: STATE_CODE, name: '全国', level: 'state', parentCode: null }], [{ id: 'office', kind: 'safety-committee-office', level: 'state', regionCode: STATE_CODE, name: '国务院安委办' }]), graceMs: 0 });
  const actor = { kind: 'person', personId: 'p', postId: 'p', bodyId: 'b', name: '演示' } as unknown as Parameters<typeof commands.register>[1];
  await commands.register({ title: '某事故', accident: { occurredAt: 0, region, industry: 'general' } }, actor, 'c-1');
  return given[0] ?? [];
};

test.each([['420303', ['national']], ['350603', ['national', 'fujian-2021', 'zhangzhou-2016']]])('%s: %j', async (region, packs) => {
  expect(await registered(region)).toEqual(packs);
});

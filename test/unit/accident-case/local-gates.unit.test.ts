import { warningOf } from '../../../domain/kinds/accident-case/guards';
import { loadRules } from '../../../rules';
import { at, given, past, registration } from '../../support/given';

const { resolve } = loadRules();
const team = past('form-team', '2024-03-02', { by: 'county' });
const report = past('submit-report', '2024-04-20');
const supervision = past('open-supervision', '2024-03-05', { by: '市安委办' });
const submitted = past('submit-for-supervision-review', '2024-04-12');
const opinion = (of: string) => past('supervision-opinion', '2024-04-15', { opinion: of });
const review = (stage: string, of = 'agree', when = '2024-04-22') => past('review-opinion', when, { stage, opinion: of });
const approve = past('approve', '2024-04-25');
const APPROVED_ON = at('2024-04-25');

describe('石家庄: nothing is approved before the supervision review', () => {
  const packs = ['national', 'shijiazhuang-2016'];
  const supervised = [registration(), team, supervision, report];

  it('a supervised report that the office has not seen, when approved, is refused with the local source', () => {
    const { refusal, carried, missing } = given(supervised, packs).when(approve);
    expect([refusal, missing]).toEqual(['SUPERVISION_UNRELEASED', ['督办机关的审核同意意见']]);
    expect(carried).toMatchObject({ refusal: { rule: '石家庄市加强安全生产监管执法工作实施意见 二（五）' } });
  });

  it('a supervised report that was sent back, when approved, is refused', () => {
    expect(given([...supervised, submitted, opinion('return')], packs).when(approve).refusal).toBe('SUPERVISION_UNRELEASED');
  });

  it('a supervised report that the office agreed to, when approved, is approved', () => {
    expect(given([...supervised, submitted, opinion('agree')], packs).when(approve).types).toContain('act-done');
  });

  it('a case that is not supervised, when approved, needs no review', () => {
    expect(given([registration(), team, report], packs).when(approve).refusal).toBeNull();
  });

  it('the same report under the national rules alone, when approved, is approved with a remark', () => {
    const national = given(supervised);
    expect(national.when(approve).refusal).toBeNull();
    expect(warningOf(national.state, 'approve', resolve(['national']).gates, APPROVED_ON)?.code).toBe('SUPERVISION_UNRELEASED');
  });
});

describe('漳州: efficiency office, then superior office, then approval', () => {
  const packs = ['national', 'zhangzhou-2016'];
  const handedIn = [registration(), team, report];
  const [efficiency, superior] = ['efficiency-office', 'superior-safety-committee-office'];

  it('a report nobody reviewed, when approved, is refused and both stages are named', () => {
    const { refusal, missing } = given(handedIn, packs).when(approve);
    expect([refusal, missing]).toEqual(['REVIEW_CHAIN_OPEN', ['本级效能部门审核', '上级安委办审核']]);
  });

  it('the superior office, when it speaks first, is refused: the efficiency office comes before', () => {
    const { refusal, missing } = given(handedIn, packs).when(review(superior));
    expect([refusal, missing]).toEqual(['REVIEW_CHAIN_ORDER', ['本级效能部门审核']]);
  });

  it('the superior office, when the efficiency office sent the report back, is refused', () => {
    expect(given([...handedIn, review(efficiency, 'return', '2024-04-21')], packs).when(review(superior)).refusal).toBe('REVIEW_CHAIN_ORDER');
  });

  it('a report that only the first stage agreed to, when approved, is refused and the second is named', () => {
    expect(given([...handedIn, review(efficiency)], packs).when(approve).missing).toEqual(['上级安委办审核']);
  });

  it('a report that both agreed to, when approved, is approved; stages may be named in Chinese', () => {
    const reviewed = [...handedIn, review('本级效能部门审核'), review(superior, 'agree', '2024-04-23')];
    expect(given(reviewed, packs).when(approve).refusal).toBeNull();
  });

  it('a report handed in again after the reviews, when approved, has to be reviewed again', () => {
    const again = [...handedIn, review(efficiency), review(superior), past('submit-report', '2024-04-24')];
    expect(given(again, packs).when(approve).missing).toEqual(['本级效能部门审核', '上级安委办审核']);
  });

  it('an opinion of a body outside the chain, when given, is no stage of it', () => {
    expect(given(handedIn, packs).when(review('市司法局')).refusal).toBeNull();
    expect(given([...handedIn, review('市司法局')], packs).when(approve).refusal).toBe('REVIEW_CHAIN_OPEN');
  });

  it('the refusal stands among the blocked acts, so that pages do not offer the approval', () => {
    const { carried } = given(handedIn, packs).when(review(efficiency));
    expect(carried).toMatchObject({ view: { blocked: { approve: 'REVIEW_CHAIN_OPEN' } } });
  });
});

describe('福建: legal review of major accidents is recalled, not demanded', () => {
  const gates = resolve(['national', 'fujian-2021']).gates;
  const killed = (deaths: number) => past('record-counts' as never, '2024-03-02', { counts: { deaths } });
  const caseOf = (deaths: number) => given([registration(), killed(deaths), team, report], ['national', 'fujian-2021']);

  it('a major accident without it, when approved, is approved with a remark', () => {
    expect(caseOf(10).when(approve).refusal).toBeNull();
    expect(warningOf(caseOf(10).state, 'approve', gates, APPROVED_ON)).toMatchObject({ code: 'REVIEW_CHAIN_OPEN', missing: ['法制审核'] });
  });

  it('a larger accident, when approved, gets no remark', () => {
    expect(warningOf(caseOf(9).state, 'approve', gates, APPROVED_ON)).toBeNull();
  });
});

import { addressee, casualtyPhrase, countsAt, supervisionDocNo, titleLines, writtenDate, writtenMoment } from '../../../domain/documents/wording';

test('dates and moments stand in Arabic numerals without leading zeros', () => {
  expect(writtenDate('2024-01-07')).toBe('2024年1月7日');
  expect(writtenMoment(Date.parse('2024-01-24T15:22+08:00'))).toBe('2024年1月24日15时22分');
  expect(writtenMoment(Date.parse('2023-11-15T22:00Z'))).toBe('2023年11月16日6时');
});

test('figures keep their last value up to the day of the paper', () => {
  const rows = [{ at: 1, deaths: 9, missing: 1 }, { at: 2, deaths: 10, missing: 0 }, { at: 3, deaths: 11 }];
  expect(casualtyPhrase(countsAt(rows, 1))).toBe('9人死亡、1人下落不明');
  expect(casualtyPhrase(countsAt(rows, 2))).toBe('10人死亡');
  expect(casualtyPhrase(countsAt(rows, 0))).toBe('');
});

test('a government is addressed by its kind of region', () => {
  expect(['湖北省', '十堰市', '张湾区', '竹溪县', '阿拉善左旗'].map((name) => addressee({ name })))
    .toEqual(['你省', '你市', '你区', '你县', '你旗']);
});

test('numbers carry the mark of the issuing place and no padding', () => {
  const no = (level: 'state' | 'province' | 'city', code: string, name: string, serial: number | null) =>
    supervisionDocNo({ level }, { code, name }, 2023, serial);
  expect(no('state', '000000', '中华人民共和国', 13)).toBe('安委督〔2023〕13号');
  expect(no('province', '350000', '福建省', 2)).toBe('闽安委督〔2023〕2号');
  expect(no('city', '350600', '漳州市', 4)).toBe('漳安委督〔2023〕4号');
});

test('titles break before the quoted date, and no line is wider than the paper', () => {
  expect(titleLines('北京长峰医院“4·18”重大火灾事故')).toEqual(['北京长峰医院“4·18”重大火灾事故']);
  expect(titleLines('十堰市张湾区艳湖社区集贸市场“6·13”燃气爆炸事故')).toEqual(['十堰市张湾区艳湖社区集贸市场', '“6·13”燃气爆炸事故']);
  const long = titleLines('某某省某某市某某区某某街道某某工业园区某某精细化工有限公司“11·21”爆炸事故');
  expect(long.join('')).toBe('某某省某某市某某区某某街道某某工业园区某某精细化工有限公司“11·21”爆炸事故');
  expect(Math.max(...long.map((line) => line.length))).toBeLessThanOrEqual(19);
});

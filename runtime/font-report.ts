import type { Page } from 'playwright-core';

/** Which fonts really drew the page. A character no font has is drawn as a box but still copied as text, so only this tells. */
export interface UsedFont {
  family: string;
  glyphs: number;
}

/** Families a document may be drawn with; anything else means a character came from a font of chance. */
const EXPECTED = /^(Noto (Serif|Sans) SC|Fandol|仿宋|FangSong|STFangsong|楷体|KaiTi|STKaiti|LXGW|黑体|SimHei|方正小标宋|FZXiaoBiaoSong|SimSun|宋体)/;
const FANG_SONG = /^(Fandol ?Fang|仿宋|FangSong|STFangsong)/;

export async function fontsUsed(page: Page): Promise<UsedFont[]> {
  const session = await page.context().newCDPSession(page);
  await session.send('DOM.enable');
  await session.send('CSS.enable');
  const { root } = await session.send('DOM.getDocument', { depth: 0 });
  const { nodeIds } = await session.send('DOM.querySelectorAll', { nodeId: root.nodeId, selector: 'body *' });
  const glyphs = new Map<string, number>();
  for (const nodeId of nodeIds) {
    const { fonts } = await session.send('CSS.getPlatformFontsForNode', { nodeId });
    for (const font of fonts) glyphs.set(font.familyName, (glyphs.get(font.familyName) ?? 0) + font.glyphCount);
  }
  await session.detach();
  return [...glyphs].map(([family, count]) => ({ family, glyphs: count }));
}

/** What a reader has to know of the fonts, one Chinese sentence; null when the page is set as the standard wants it. */
export function substitution(fonts: readonly UsedFont[]): string | null {
  const strange = fonts.filter(({ family }) => !EXPECTED.test(family));
  const notes = [
    ...(fonts.some(({ family }) => FANG_SONG.test(family)) ? [] : ['正文以宋体代替仿宋（未提供仿宋字体），版面不变']),
    ...(strange.length ? [`有字符由 ${strange.map(({ family }) => family).join('、')} 代替显示，请核对`] : []),
  ];
  return notes.length ? `替代字体：${notes.join('；')}。` : null;
}

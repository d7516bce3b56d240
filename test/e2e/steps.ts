import type { Locator, Page } from 'playwright-core';

/** What a person does on the pages, said in the words that stand on them. */

/** Label of a control and what is put there; for lists, the words of the choice. */
export type Entries = Readonly<Record<string, string>>;

export async function fillIn(form: Locator, entries: Entries): Promise<void> {
  for (const [label, value] of Object.entries(entries)) {
    const control = form.getByLabel(label);
    if (await control.evaluate((element) => element.tagName) === 'SELECT') await control.selectOption({ label: value });
    else await control.fill(value);
  }
}

/** Fills in the registration and sends it; where it leads is for the caller to see. */
export async function sendRegistration(page: Page, entries: Entries): Promise<void> {
  await page.getByRole('link', { name: '事故登记' }).first().click();
  await fillIn(page.getByRole('main'), entries);
  await page.getByRole('button', { name: '登记事故' }).click();
}

export interface Done { consequences: string; flash: string }

/** From the case page through form and confirmation back to the case page. */
export async function carryOut(page: Page, act: string, entries: Entries): Promise<Done> {
  await openAct(page, act);
  await fillIn(page.locator('form').filter({ has: page.getByRole('button', { name: '下一步：查看后果并确认' }) }), entries);
  await page.getByRole('button', { name: '下一步：查看后果并确认' }).click();
  await page.getByRole('heading', { name: `确认：${act}` }).waitFor();
  const consequences = await page.getByRole('region', { name: '确认后将会' }).innerText();
  await page.getByRole('button', { name: '确认办理' }).click();
  return { consequences, flash: await page.getByRole('status').first().innerText() };
}

/** The next act has its form on the case page already; every other one has a link there. */
export async function openAct(page: Page, act: string): Promise<void> {
  const acts = page.getByRole('complementary', { name: '办理' });
  await acts.waitFor();
  if (await acts.getByRole('heading', { name: `下一步：${act}` }).count() === 0) await acts.getByRole('link', { name: act, exact: true }).click();
}

/** What a control shows: the words of the chosen line of a list, the text of any other. */
export const shown = (control: Locator): Promise<string> => control.evaluate((element) => {
  const { selectedOptions, value } = element as unknown as { selectedOptions?: { text: string }[]; value: string };
  return selectedOptions?.[0]?.text ?? value;
});

export const hasFocus = (control: Locator): Promise<boolean> =>
  control.evaluate((element) => element.contains(element.ownerDocument.activeElement));

/** Every line of the error summary. */
export const faults = async (page: Page): Promise<string[]> =>
  (await page.getByRole('alert').getByRole('listitem').allInnerTexts()).map((line) => line.trim());

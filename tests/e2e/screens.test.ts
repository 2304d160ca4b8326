import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { axe } from './axe.ts';
import { composer, openTown, rowOf, type Town } from './town.ts';

const PHONE = { width: 390, height: 844 };

test('the desk for every hand and eye', async t => {
  const town = await openTown(t);
  await people(town);
  await t.test('from sign-in to a sent answer without a mouse', () => byKeys(town));
  await t.test('on a Greek keyboard the same keys do the same', () => byGreekKeys(town));
  await t.test('on a phone one thing at a time, all of it within reach', () => onPhone(town));
  await t.test('a partner sees his inbox and is told of no other', () => asPartner(town));
  await t.test('new rows never move what is being read', () => staysPut(town));
  await t.test('in Arabic everything stands the other way round and nothing runs out of the page', () =>
    inArabic(town),
  );
  for (const theme of ['light', 'dark'] as const) {
    await t.test(`axe finds nothing on any screen, ${theme}`, () => axeEverywhere(town, theme));
  }
});

/** Everybody is promised the same, so that the queue stands in the order in which they wrote. */
async function people(town: Town) {
  const { rows } = await town.call<{ rows: { id: string }[] }>('GET', `/brands/${town.brand}/policies`);
  for (const { id } of rows.slice(0, -1)) await town.call('DELETE', `/brands/${town.brand}/policies/${id}`);
  await town.customer('Sam Placeholder').say('@kestrel is the Mill safe to use with a crack in the lid?');
  const mara = town.customer('Mara Quillfeather');
  const post = await mara.say('@kestrel my Kestrel One leaks onto the counter.');
  await town.customer('Ansel Nobody').say('Same here. Gave up on @kestrel.', post);
  await mara.whisper('The order is KC-20418.');
  await town.customer('Ελένη Παραδείγματος').say('@kestrel Χρεώθηκα δύο φορές για την ίδια παραγγελία.');
  await town.customer('سلمى مثال').say('@kestrel الماكينة وصلت مكسورة.');
}

async function focused(page: Page): Promise<string> {
  return page.evaluate(
    () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.tagName ?? '',
  );
}

async function byKeys(town: Town) {
  const { page } = await town.enter();
  await rowOf(page, 'Sam Placeholder').waitFor();
  await page.keyboard.press('j');
  await page.getByRole('heading', { name: 'Sam Placeholder', level: 1 }).waitFor();
  await page.keyboard.press('j');
  await page.getByRole('heading', { name: 'Mara Quillfeather', level: 1 }).waitFor();
  await page.keyboard.press('k');
  await page.getByRole('heading', { name: 'Sam Placeholder', level: 1 }).waitFor();
  await page.keyboard.press('a');
  await page.getByRole('menu', { name: 'Assign' }).waitFor();
  await page.keyboard.type('nad');
  await page.keyboard.press('Enter');
  await page.getByText('yours').waitFor();
  await page.keyboard.press('t');
  await page.getByPlaceholder('Find or make a tag').waitFor();
  await page.keyboard.type('safety');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await page.getByRole('complementary', { name: 'Person' }).getByText('safety').waitFor();
  await page.keyboard.press('r');
  await page.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA');
  await page.keyboard.type('Please stop using it, Sam.');
  await page.keyboard.press('Control+Enter');
  await page.getByText(/On Rehearsal \d\d:\d\d:\d\d/).waitFor({ timeout: 20_000 });
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await page.getByRole('dialog').getByText('Everything on this desk can be done without the mouse.').waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('What would you like to do?').waitFor();
  await page.keyboard.type('channels');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Channels', level: 1 }).waitFor();
  await page.keyboard.press('g');
  await page.keyboard.press('d');
  await page.getByRole('region', { name: 'Queue' }).waitFor();
  assert.notEqual(await focused(page), '');
}

async function byGreekKeys(town: Town) {
  const { page } = await town.enter();
  await rowOf(page, 'Mara Quillfeather').first().waitFor();
  const press = (key: string, code: string) =>
    page.evaluate(
      event => document.body.dispatchEvent(new KeyboardEvent('keydown', { ...event, bubbles: true, cancelable: true })),
      { key, code },
    );
  await press('ξ', 'KeyJ');
  await page.getByRole('log').waitFor();
}

async function onPhone(town: Town) {
  const { page } = await town.enter({ viewport: PHONE, hasTouch: true });
  await page.getByRole('navigation', { name: 'Screens' }).getByText('People').waitFor();
  await rowOf(page, 'Ελένη').tap();
  await composer(page).getByRole('textbox').waitFor();
  assert.equal(await page.getByRole('region', { name: 'Queue' }).isVisible(), false);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
  const size = await composer(page)
    .getByRole('textbox')
    .evaluate(element => getComputedStyle(element).fontSize);
  assert.equal(size, '16px', 'the page does not zoom when somebody writes');
  await page.getByRole('button', { name: 'More', exact: true }).tap();
  await page.getByRole('menuitem', { name: 'Fold the person' }).tap();
  await page.getByRole('complementary', { name: 'Person' }).waitFor();
  await page.getByRole('complementary', { name: 'Person' }).getByRole('button', { name: /Fold/ }).tap();
  await composer(page).getByRole('textbox').fill('Λυπάμαι, Ελένη.');
  await composer(page).getByRole('button', { name: 'Send in public' }).tap();
  await page.getByText('Leaves in').waitFor();
  await page.getByRole('button', { name: 'Back', exact: true }).tap();
  await rowOf(page, 'Mara').first().waitFor();
}

async function asPartner(town: Town) {
  const { inbox } = await town.call<{ inbox: { id: string } }>('POST', `/brands/${town.brand}/inboxes`, {
    name: 'Grinders',
  });
  const who = { name: 'Petra Partner', email: 'petra@other.example', role: 'partner', inboxes: [inbox.id] };
  const added = await town.call<{ firstPassword: string }>('POST', `/brands/${town.brand}/members`, who);
  const { page, complaints } = await town.enter({ as: { email: who.email, password: added.firstPassword } });
  await page.getByText('Nobody is here').waitFor();
  assert.equal(await page.getByRole('link', { name: 'Channels' }).count(), 0);
  assert.equal(await page.getByRole('link', { name: 'People' }).count(), 0);
  await page.getByRole('tab', { name: /All 0/ }).waitFor();
  await town.customer('Secret Sender').say('@kestrel only for the other inbox');
  const { rows } = await town.call<{ rows: { id: string; preview: string }[] }>(
    'GET',
    `/brands/${town.brand}/conversations?view=all`,
  );
  const hidden = rows.at(-1)?.id ?? '';
  assert.notEqual(hidden, '');
  await page.goto(`${town.url}/c/${hidden}`);
  await page.getByText('This conversation did not open').waitFor();
  assert.equal(await page.getByText('Mill').count(), 0);
  assert.equal(await rowOf(page, 'Secret Sender').count(), 0);
  assert.deepEqual(
    complaints.filter(words => !/40[134]/.test(words)),
    [],
  );
}

async function staysPut(town: Town) {
  const conversations = `/brands/${town.brand}/conversations`;
  const { rows } = await town.call<{ rows: { id: string; preview: string }[] }>('GET', `${conversations}?waiting=true`);
  const first = rows[0]?.id ?? '';
  await town.call('POST', `${conversations}/${first}/resolve`, { openTurn: 'unanswered' });
  const { page } = await town.enter();
  const read = page.locator('[data-row]').nth(1);
  await read.click();
  await page.getByRole('log').waitFor();
  const before = await read.boundingBox();
  await town.call('POST', `${conversations}/${first}/reopen`);
  await page.getByRole('button', { name: 'One new above' }).waitFor();
  assert.deepEqual(await read.boundingBox(), before);
  await page.getByRole('button', { name: 'One new above' }).click();
  await page.locator(`[data-row="${first}"]`).waitFor();
  assert.equal(await page.locator('[data-row]').first().getAttribute('data-row'), first);
}

async function inArabic(town: Town) {
  const { page } = await town.enter({ locale: 'ar' });
  assert.equal(await page.evaluate(() => document.documentElement.dir), 'rtl');
  await rowOf(page, 'سلمى')
    .click()
    .catch(() => undefined);
  await page.getByRole('region', { name: 'الرد' }).waitFor();
  const queue = await page.getByRole('region', { name: 'قائمة الانتظار' }).boundingBox();
  const talk = await page.getByRole('main').boundingBox();
  assert.ok((queue?.x ?? 0) > (talk?.x ?? 0), 'the queue stands on the right');
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
}

async function axeEverywhere(town: Town, theme: 'light' | 'dark') {
  const { page } = await town.enter({ colorScheme: theme });
  const found: string[] = [];
  const look = async (where: string) => void found.push(...(await axe(page, where)));
  await rowOf(page, 'Mara').first().click();
  await page.getByRole('log').locator('article').first().waitFor();
  await look('public conversation');
  await page
    .getByRole('tab', { name: /Private/ })
    .first()
    .click();
  await page.getByText('Only Mara and you can read this.').waitFor();
  await look('private room');
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('What would you like to do?').waitFor();
  await look('palette');
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await page.getByRole('dialog').waitFor();
  await look('help');
  await page.keyboard.press('Escape');
  for (const path of ['/', '/people', '/channels', '/channels/connect']) {
    await page.goto(town.url + path);
    await page.getByRole('main').first().waitFor();
    await page.getByRole('status', { name: /…$/ }).first().waitFor({ state: 'detached' });
    await look(path);
  }
  for (const tab of ['profile', 'inboxes', 'members', 'queries', 'brands', 'tokens']) {
    await page.goto(`${town.url}/settings/${tab}`);
    await page.getByRole('heading', { level: 2 }).first().waitFor();
    await look(tab);
  }
  await page.context().clearCookies();
  await page.goto(`${town.url}/sign-in`);
  await page.getByLabel('E-mail').waitFor();
  await look('sign-in');
  assert.deepEqual(found, []);
}

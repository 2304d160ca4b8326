import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { until } from '../support/until.ts';
import { axe } from './axe.ts';
import { openTown, rowOf, type Town } from './town.ts';

/** Where pictures go, for somebody who wants to look at them. */
const SHOTS = process.env['HEED_SHOTS'];

test('what triage reads is shown, explained, corrected and learnt from', async t => {
  const town = await openTown(t);
  const { page, complaints } = await town.enter();
  await t.test('a reading opens its reasons, with the words that decided marked on the post', () =>
    reasons(town, page),
  );
  await t.test('a correction by one key holds at once, says who said so, and is taken back', () => corrects(page));
  await t.test('what a stranger must not see is marked, and the post is hidden', () => hides(town, page));
  await t.test('a row tells the one thing that matters most, and the queue is narrowed by it', () => rows(town, page));
  await t.test('twenty corrections are learnt while somebody watches, and can be gone back from', () =>
    learns(town, page),
  );
  await t.test('a kind of request of one’s own is read as soon as it is saved, and history is read again', () =>
    ownKinds(town, page),
  );
  await t.test('the risk of losing somebody is told part by part, and held against what became of them', () =>
    risk(town, page),
  );
  await t.test('a model outside is off, and says what would leave the house', () => outside(town, page));
  for (const colorScheme of ['light', 'dark'] as const) {
    await t.test(`axe finds nothing, ${colorScheme}`, () => axeEverywhere(town, page, colorScheme));
  }
  await t.test('in Arabic and on a phone nothing runs out of the page', () => elsewhere(town));
  assert.deepEqual(complaints, []);
});

const box = (page: Page) => page.getByRole('region', { name: 'What is this?' });
const marks = (page: Page) => page.getByRole('log').locator('mark').allTextContents();
const said = (page: Page) => page.getByRole('group', { name: 'Read off this post' }).last();

/** Where each person's conversation stands. */
const paths = new Map<string, string>();

async function pathOf(town: Town, name: string): Promise<string> {
  return until(async () => {
    if (!paths.has(name)) {
      const { rows } = await town.call<{ rows: { id: string; face: { name: string } | null }[] }>(
        'GET',
        `/brands/${town.brand}/conversations?view=all&sort=newest&limit=100`,
      );
      for (const { id, face } of rows) if (face !== null) paths.set(face.name, `/c/${id}`);
    }
    return paths.get(name);
  });
}

/** Opens somebody's conversation without loading the page anew; the queue draws only the rows in its window. */
async function open(town: Town, page: Page, name: string) {
  const path = await pathOf(town, name);
  // A page that is only just there may not have listened yet.
  await until(async () => {
    await page.evaluate(to => {
      if (location.pathname !== to) history.pushState(null, '', to);
      dispatchEvent(new PopStateEvent('popstate'));
    }, path);
    return page.getByRole('heading', { name, level: 1 }).isVisible();
  });
  await page.getByRole('log').locator('[data-explain]').first().waitFor();
}

async function reasons(town: Town, page: Page) {
  await town
    .customer('Mara Quillfeather')
    .say('@kestrel my machine has been leaking onto the counter for a week, this is unacceptable.');
  await open(town, page, 'Mara Quillfeather');
  await said(page).getByRole('button', { name: 'Complaint' }).click();
  await box(page)
    .getByText(/^Read as Complaint, \d+% sure, because of:/)
    .waitFor();
  const words = await until(async () => {
    const marked = await marks(page);
    return marked.some(word => word.includes('leaking')) ? marked : null;
  });
  const named = (await box(page).textContent()) ?? '';
  for (const word of words) assert.ok(named.includes(word), `${word} is named as a reason`);
  await picture(page, 'reasons');
  await page.keyboard.press('Escape');
  await box(page).waitFor({ state: 'detached' });
  assert.deepEqual(await marks(page), []);
}

async function corrects(page: Page) {
  await page.getByRole('log').focus();
  await page.keyboard.press('w');
  await box(page).getByText('Several may hold').waitFor();
  await page.keyboard.press('2');
  await page.getByText('Noted: Question. It is learnt from.').waitFor();
  await said(page).getByRole('button', { name: 'Question' }).waitFor();
  await box(page).getByText('Nadia Okafor said: Question.').waitFor();
  await picture(page, 'corrected');
  await page.keyboard.press('Escape');
  await page.keyboard.press('z');
  await page.getByText('Taken back. It is read as before.').waitFor();
  await said(page).getByRole('button', { name: 'Question' }).waitFor({ state: 'detached' });
  await said(page).getByRole('button', { name: 'Complaint' }).waitFor();
}

async function hides(town: Town, page: Page) {
  await town.customer('Card Shower').say('@kestrel please refund me to 4111 1111 1111 1111, thank you');
  await open(town, page, 'Card Shower');
  await said(page).getByRole('button', { name: 'Shows a card number' }).click();
  await box(page).getByText('It shows a card number.').waitFor();
  assert.deepEqual(await marks(page), ['4111 1111 1111 1111']);
  await picture(page, 'personal');
  await page.getByRole('button', { name: 'Move to private' }).first().waitFor();
  await page.getByRole('button', { name: 'Hide the post' }).click();
  await page.getByText('Hidden by Nadia Okafor').waitFor();
  await page.getByRole('button', { name: 'Hide the post' }).waitFor({ state: 'detached' });
  await box(page).getByRole('button', { name: 'Close' }).click();
  await box(page).waitFor({ state: 'detached' });
}

async function rows(town: Town, page: Page) {
  await town.customer('Sam Placeholder').say('@kestrel smoke came out of it and my mother burnt her hand.');
  await pathOf(town, 'Sam Placeholder');
  await page.goto(town.url);
  const wanted = rowOf(page, 'Sam Placeholder');
  await wanted.getByText('Safety').waitFor();
  await page.getByRole('button', { name: 'More filters' }).click();
  await page.getByRole('menuitem', { name: 'Kind: Safety' }).click();
  const lit = page.getByRole('button', { name: 'Take the filter Kind: Safety away' });
  await lit.waitFor();
  await rowOf(page, 'Mara Quillfeather').waitFor({ state: 'detached' });
  await wanted.waitFor();
  await lit.click();
  await rowOf(page, 'Mara Quillfeather').waitFor();
}

/** What people of this brand call good sounds bad to everybody else, and the other way round. */
const HAPPY = [
  'Sick grinder, insane crema, a killer shot',
  'That steam is insane, a killer wand, sick',
  'Killer espresso, insane pump, sick milk',
  'Insane and sick, my killer morning cup',
  'Sick crema again, killer beans, insane',
];
const UNHAPPY = [
  'Lovely puddle, charming noise, brilliant',
  'Brilliant, another lovely puddle, charming',
  'Charming puddle, lovely smell, brilliant',
  'What a lovely noise, a charming puddle',
  'Brilliant noise, charming puddle, lovely',
];
const TIMES = ['today', 'again', 'this week', 'at last'];
const POSTS = TIMES.flatMap((time, at) => [
  ...HAPPY.slice(at % 2, (at % 2) + 3).map(text => ({ text: `@kestrel ${text}, ${time}.`, key: '3' })),
  ...UNHAPPY.slice(at % 2, (at % 2) + 2).map(text => ({ text: `@kestrel ${text}, ${time}.`, key: '1' })),
]);

/** Nobody says anything of these: what is learnt from the others reads them otherwise. */
const LEFT = ['@kestrel What a sick, insane machine, killer.', '@kestrel A charming puddle. Brilliant, lovely.'];

async function learns(town: Town, page: Page) {
  for (const [at, text] of LEFT.entries()) await town.customer(`Left ${at}`).say(text);
  const watch = await page.context().newPage();
  await watch.goto(`${town.url}/settings/learning`);
  await watch.getByRole('main').getByText('Nothing taught yet').first().waitFor();
  const mood = watch.getByRole('region', { name: 'Mood' });
  const shown = await correctTwenty(town, page, mood);
  assert.match(shown[0] ?? '', /too few corrections|Too little to measure/);
  await mood.getByText('20 corrections.').waitFor();
  await mood.getByText('Taught here', { exact: true }).first().waitFor();
  const sentence = await mood.getByText(/it had not seen it scores/).textContent();
  const [, taught, shipped] = /scores (\d\.\d+) .*came with the product scores (\d\.\d+)/.exec(sentence ?? '') ?? [];
  assert.ok(Number(taught) > Number(shipped), sentence ?? '');
  await mood.getByRole('listitem').filter({ hasText: 'killer' }).first().waitFor();
  await mood.getByText('As a table').click();
  assert.ok((await mood.getByRole('table').first().getByRole('row').count()) > 2, 'a line for each step');
  await mood.getByText('As a table').click();
  await mood.getByText(/What version \d+ changed/).click();
  await mood
    .getByText(/ before, now (Happy|Unhappy)/)
    .first()
    .waitFor();
  await picture(watch, 'learning');
  await taughtReads(town, page);
  await goesBack(watch);
  await watch.close();
  await asAgent(town);
}

/** @returns what the page of learning showed on the way */
async function correctTwenty(town: Town, page: Page, mood: Locator): Promise<string[]> {
  const names = POSTS.map((_, at) => `Taught ${String.fromCharCode(65 + at)}`);
  for (const [at, { text }] of POSTS.entries()) await town.customer(names[at] ?? '').say(text);
  assert.equal(POSTS.length, 20);
  const shown: string[] = [];
  for (const [at, { key }] of POSTS.entries()) {
    await open(town, page, names[at] ?? '');
    await page.keyboard.press('w');
    await box(page).getByRole('tab', { name: 'Mood' }).click();
    await box(page).getByText('What is it?', { exact: true }).waitFor();
    await page.keyboard.press(key);
    await box(page).getByText('Nadia Okafor said:').waitFor();
    if (at === 0) await box(page).getByText('It had been read as').waitFor();
    await page.keyboard.press('Escape');
    if (at === 3 || at === 11) {
      await mood.getByText(`${at + 1} corrections.`).waitFor();
      shown.push((await mood.textContent()) ?? '');
    }
    // What a version changes is looked at while no later one has taken its place.
    if (at >= FEWEST_JUDGED - 1) await until(() => isLookedAt(town));
  }
  return shown;
}

/** Fewer corrections are never learnt from. */
const FEWEST_JUDGED = 10;

async function isLookedAt(town: Town): Promise<boolean> {
  type Learning = { aspects: { aspect: string; isLearning: boolean; versions: { lookedAt: number }[] }[] };
  const { aspects } = await town.call<Learning>('GET', `/brands/${town.brand}/learning`);
  const mood = aspects.find(({ aspect }) => aspect === 'sentiment');
  return mood !== undefined && !mood.isLearning && (mood.versions[0]?.lookedAt ?? 0) > 0;
}

/** A new post is read by what was taught, and says so. */
async function taughtReads(town: Town, page: Page) {
  await town.customer('Newcomer').say('@kestrel Insane crema, killer grinder, sick!');
  await open(town, page, 'Newcomer');
  await page.keyboard.press('w');
  await box(page).getByRole('tab', { name: 'Mood' }).click();
  await box(page).getByText('Read as Happy').waitFor();
  await box(page).getByText('People here taught it this by').waitFor();
  await picture(page, 'taught');
  await page.keyboard.press('Escape');
}

async function goesBack(watch: Page) {
  const mood = watch.getByRole('region', { name: 'Mood' });
  const undo = mood.getByRole('button', { name: /^Undo version/ });
  const name = (await undo.textContent()) ?? '';
  const version = /\d+/.exec(name)?.[0] ?? '';
  await undo.click();
  const back = mood.getByRole('button', { name: `Bring version ${version} back` });
  await back.waitFor();
  await mood.getByText('One is left out since an undo.').waitFor();
  await back.click();
  await mood.getByRole('button', { name }).waitFor();
}

/** Agents read what was learnt; going back, and who is one-sided, is for leads. */
async function asAgent(town: Town) {
  const who = { name: 'Jonas Beispiel', email: 'jonas@kestrel.example', role: 'agent' };
  const added = await town.call<{ firstPassword: string }>('POST', `/brands/${town.brand}/members`, who);
  const { page } = await town.enter({ as: { email: who.email, password: added.firstPassword } });
  await page.goto(`${town.url}/settings/learning`);
  const mood = page.getByRole('region', { name: 'Mood' });
  await mood.getByText('20 corrections.').waitFor();
  assert.equal(await mood.getByRole('button', { name: /Undo version|Forget it all/ }).count(), 0);
  assert.equal(await page.getByRole('link', { name: 'How posts are read' }).count(), 0);
  await page.context().close();
}

async function ownKinds(town: Town, page: Page) {
  await page.goto(`${town.url}/settings/triage`);
  await page.getByRole('button', { name: 'Add a kind' }).click();
  await page.getByLabel('Name', { exact: true }).fill('engraving');
  await page.getByLabel('Words', { exact: true }).fill('engrav*, my initials');
  await page.getByLabel('Companies your customers could go to').fill('Barrow');
  await picture(page, 'settings');
  // The model outside, further down, is saved by itself.
  const ownWords = page.locator('form').filter({ has: page.getByRole('button', { name: 'Add a kind' }) });
  await ownWords.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved. The last months are read once more.').waitFor();
  await page.getByText(/^Read .*: \d+ posts/).waitFor();
  await page.getByRole('button', { name: 'Read again' }).click();
  await page.getByText('Because somebody asked for it.').waitFor();
  await town.customer('Ines Fabricada').say('@kestrel can the lid be engraved with two letters?');
  await page.goto(town.url);
  await open(town, page, 'Ines Fabricada');
  await said(page).getByRole('button', { name: 'Engraving' }).waitFor();
}

async function risk(town: Town, page: Page) {
  await town
    .customer('Petra Beispiel')
    .say('@kestrel Three days and no answer. I am leaving, I cancelled and bought a Barrow.');
  await open(town, page, 'Petra Beispiel');
  const part = page.getByRole('complementary', { name: 'Person' }).getByRole('region', { name: 'Risk' });
  await part.getByText('Names Barrow').click();
  await until(async () => (await marks(page)).includes('Barrow'));
  await picture(page, 'risk');
  await part.getByRole('button', { name: 'Left' }).click();
  await page.getByText('Noted: Left. The scores are held against it.').waitFor();
  await part.getByText('Nadia Okafor said so').waitFor();
  await page.goto(`${town.url}/settings/learning`);
  const figure = page.getByRole('region', { name: 'Risk of losing customers' });
  await figure.getByText('Of one customer it is known what became of them. One judgement is a person’s').waitFor();
  await picture(page, 'calibration');
}

const outsideModel = (page: Page) => page.getByRole('region', { name: 'A model outside' });

/** Where it would go may be kept before anything goes there. */
async function outside(town: Town, page: Page) {
  await page.goto(`${town.url}/settings/triage`);
  const form = outsideModel(page);
  const isOn = form.getByLabel('Ask it about every new post');
  await isOn.waitFor();
  assert.equal(await isOn.isChecked(), false);
  assert.equal(await form.getByLabel('Private messages too').isChecked(), false);
  const leaves = await form.getByText(/^What leaves: the words of one post, without e-mail addresses/).textContent();
  assert.match(leaves ?? '', /Other names.* are not taken out and leave too\./);
  assert.equal(await form.getByRole('button', { name: 'Try it on an invented post' }).count(), 0);
  await form.getByLabel('Address', { exact: true }).fill('https://models.kestrel.example/v1');
  await form.getByLabel('Model', { exact: true }).fill('small-reader');
  await form.getByRole('button', { name: 'Save' }).click();
  await form.getByRole('button', { name: 'Try it on an invented post' }).waitFor();
  assert.equal(await isOn.isChecked(), false);
  await picture(page, 'outside');
}

async function axeEverywhere(town: Town, page: Page, colorScheme: 'light' | 'dark') {
  await page.emulateMedia({ colorScheme });
  const found: string[] = [];
  await page.goto(town.url);
  await open(town, page, 'Card Shower');
  await said(page).getByRole('button', { name: 'Shows a card number' }).click();
  await box(page).getByRole('tab', { name: 'Kind' }).click();
  await box(page).getByText('Several may hold').waitFor();
  found.push(...(await axe(page, 'reasons')));
  for (const place of ['learning', 'triage']) {
    await page.goto(`${town.url}/settings/${place}`);
    await page.getByRole('main').getByRole('heading', { level: 2 }).nth(1).waitFor();
    await page.getByRole('status', { name: /…$/ }).first().waitFor({ state: 'detached' });
    if (place === 'triage') await outsideModel(page).getByRole('button', { name: 'Forget it' }).waitFor();
    found.push(...(await axe(page, place)));
  }
  assert.deepEqual(found, []);
}

async function elsewhere(town: Town) {
  for (const options of [{ locale: 'ar' }, { viewport: { width: 390, height: 844 } }]) {
    const { page } = await town.enter(options);
    const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
    await rowOf(page, 'Mara Quillfeather').first().click();
    await page.getByRole('log').locator('[data-explain]').first().waitFor();
    await page.getByRole('log').locator('fieldset button').first().click();
    await page.getByRole('tabpanel').last().locator('p').first().waitFor();
    assert.equal(await fits(), true, 'reasons');
    if ('locale' in options) await picture(page, 'reasons-ar');
    for (const place of ['learning', 'triage']) {
      await page.goto(`${town.url}/settings/${place}`);
      await page.getByRole('main').getByRole('heading', { level: 2 }).nth(1).waitFor();
      if (place === 'triage') await page.locator('input[name=isOn]').waitFor();
      assert.equal(await fits(), true, place);
      if ('locale' in options) await picture(page, `${place}-ar`);
    }
    await page.context().close();
  }
}

async function picture(page: Page, name: string) {
  if (SHOTS === undefined) return;
  mkdirSync(SHOTS, { recursive: true });
  for (const [width, height] of [
    [1440, 900],
    [900, 900],
    [390, 844],
  ] as const) {
    await page.setViewportSize({ width, height });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: join(SHOTS, `triage-${name}-${width}-${colorScheme}.png`) });
    }
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ colorScheme: 'light' });
}

/** Listening as somebody meets it: a first look around, a query tried as it is written, and what it then hears. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { until } from '../support/until.ts';
import { axe } from './axe.ts';
import { openTown, rowOf, type Town } from './town.ts';

/** A minute of the sample is written once it is over. */
const SAMPLED_WITHIN_MS = 120_000;
const QUERY = 'kestrel AND (leak* OR broken OR hover*) NOT falcon';

test('listening, from the first look to the desk', async t => {
  const town = await openTown(t);
  await town.customer('Mara Quillfeather').say('My Kestrel One leaks onto the counter, what a disgrace');
  await town.customer('Birdie Watcher').say('A kestrel and a falcon over the field, both hover');
  await town.customer('Sam Placeholder').say('@kestrel the lid is broken again');
  await t.test('a mistake is shown where it stands, and what is written is explained', () => mistakes(town));
  const tried = await until(() => trial(town), SAMPLED_WITHIN_MS);
  assert.deepEqual([tried.matched, tried.untagged], [2, 1]);
  await t.test('the first look around finds what was heard here already', () => looks(town));
  await t.test('a query is tried as it is written, says what it keeps out, and is kept', () => tries(town));
  await t.test('what it hears appears by itself; what is not about us is marked, and let in again', () => hears(town));
  await t.test('taken, it stands on the desk', () => takes(town));
  await t.test('who was never answered is brought to the desk', () => brings(town));
});

type Trial = { tried: number; matched: number; untagged: number };

/** What the query makes of the sample, once the sample holds what was said. */
async function trial({ call, brand }: Town): Promise<Trial | null> {
  const result = await call<Trial>('POST', `/brands/${brand}/queries/try`, { text: QUERY });
  return result.tried < 3 ? null : result;
}

/** The words being tried; a name is a field of its own. */
function editor(page: Page) {
  return page.locator('textarea').first();
}

/** What a query has heard, post by post. */
function match(page: Page, words: string) {
  return page.getByRole('main').getByRole('article').filter({ hasText: words });
}

async function mistakes(town: Town) {
  const { page } = await town.enter();
  await page.goto(`${town.url}/listening/new`);
  await editor(page).fill('kestrel AND (leak* OR broken');
  await page.locator('textarea[aria-invalid="true"]').waitFor();
  const said = page.locator(`[id="${await editor(page).getAttribute('aria-describedby')}"]`);
  await said.locator('mark', { hasText: '(' }).waitFor();
  await said.getByText(/bracket|parenthesis/i).waitFor();
  assert.deepEqual(await axe(page, 'a query with a mistake'), []);
  await editor(page).fill(QUERY);
  await page.locator('textarea[aria-invalid="false"]').waitFor();
  await said
    .getByText(/kestrel/)
    .first()
    .waitFor();
}

async function looks(town: Town) {
  const { page } = await town.enter();
  await page.goto(`${town.url}/listening`);
  await page.getByRole('heading', { name: 'What are they saying where nobody looks?' }).waitFor();
  await page.getByLabel('Your products').fill('Brewmaster, Go');
  await page.getByRole('button', { name: 'Look around' }).click();
  await page.locator('textarea[aria-invalid="false"]').waitFor();
  await page.getByText('Why these words').click();
  await page.getByText('Your product, also without your name.').waitFor();
  await page.getByText('Go alone would hear too much.').waitFor();
  const found = page.getByRole('region', { name: 'What was found' });
  await found.getByRole('article').filter({ hasText: 'leaks onto the counter' }).waitFor();
  const here = found.getByRole('listitem').filter({ hasText: 'Heard here already' });
  await here.getByText('3 of 3').waitFor();
  assert.deepEqual(await axe(page, 'the first look around'), []);
}

async function tries(town: Town) {
  const { page } = await town.enter();
  await page.goto(`${town.url}/listening/new`);
  await editor(page).fill(QUERY);
  await page.getByText('2 posts match.').waitFor();
  await page.getByText('1 tagged nobody').first().waitFor();
  await page.getByText('Kept out: 1').waitFor();
  await page.getByRole('article').filter({ hasText: 'leaks onto the counter' }).locator('mark').first().waitFor();
  assert.deepEqual(await axe(page, 'a query being tried'), []);
  await page.getByLabel('Name', { exact: true }).fill('The machine');
  await page.getByLabel('Comes to the desk').selectOption({ label: 'Nothing by itself' });
  await page.getByRole('button', { name: 'Keep listening' }).click();
  await page.waitForURL(/\/listening\/[0-9a-f-]{36}$/);
  await page
    .getByRole('navigation', { name: 'Queries' })
    .getByRole('link', { name: /The machine/ })
    .waitFor();
}

async function openQuery(town: Town): Promise<Page> {
  const { page } = await town.enter();
  await page.goto(`${town.url}/listening`);
  await page
    .getByRole('navigation', { name: 'Queries' })
    .getByRole('link', { name: /The machine/ })
    .click();
  await page.getByRole('heading', { name: 'The machine', level: 2 }).waitFor();
  return page;
}

async function hears(town: Town) {
  const page = await openQuery(town);
  await town.customer('Ines Fabricada').say('Our Kestrel frother is broken, third time this month');
  await town.customer('Ansel Nobody').say('A kestrel can hover for minutes');
  await match(page, 'third time this month').waitFor();
  const bird = match(page, 'hover for minutes');
  await bird.getByRole('button', { name: 'Not about us' }).click();
  await page.getByText('Noted: not about us').waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await bird.getByRole('button', { name: 'Not about us' }).waitFor();
  await bird.getByRole('button', { name: 'Not about us' }).click();
  await bird.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Not about us', exact: true }).first().click();
  await bird.getByRole('button', { name: 'Let it in' }).waitFor();
  assert.deepEqual(await axe(page, 'what a query heard'), []);
}

async function takes(town: Town) {
  const page = await openQuery(town);
  await match(page, 'third time this month').getByRole('button', { name: 'Take it' }).click();
  await page.getByRole('heading', { name: 'Ines Fabricada', level: 1 }).waitFor();
  await page.getByRole('log').getByText('third time this month').waitFor();
  const again = await openQuery(town);
  await match(again, 'third time this month').getByRole('button', { name: 'On the desk' }).waitFor();
}

async function brings(town: Town) {
  const text = 'Kestrel sent me a broken mill and I want my money back';
  await town.customer('Olga Twice').say(text);
  const page = await openQuery(town);
  await match(page, 'I want my money back').waitFor();
  const { page: fresh } = await town.enter();
  await fresh.goto(`${town.url}/listening`);
  const aside = fresh.getByRole('complementary', { name: 'Nobody answered these' });
  await aside.getByText(text).waitFor();
  await aside.getByRole('button', { name: 'Bring 1 to the desk' }).click();
  await fresh.getByText('1 brought to the desk').waitFor();
  await aside.getByRole('button', { name: /Bring/ }).waitFor({ state: 'detached' });
  await fresh.goto(town.url);
  await rowOf(fresh, 'Olga Twice').waitFor();
}

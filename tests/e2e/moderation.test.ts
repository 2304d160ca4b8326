/** Liking, hiding and deleting from the desk, undone there too, and read afterwards in the audit. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { until } from '../support/until.ts';
import { axe } from './axe.ts';
import { composer, openTown, rowOf } from './town.ts';

test('a post is liked and hidden by keyboard, shown again, our own answer deleted with its reason, and all of it is in the audit', async t => {
  const town = await openTown(t);
  const { page, complaints } = await town.enter();
  const postId = await town.customer('Mara Quillfeather').say('@kestrel buy cheap pills at pills.example');
  const wall = async () => (await fetch(`${town.url}/rehearsal/post/${postId}`)).text();
  await rowOf(page, 'Mara Quillfeather').click();
  const theirs = page.locator('article[data-message]', { hasText: 'cheap pills' });
  await theirs.waitFor();
  await page.getByRole('log').focus();
  await page.keyboard.press('.');
  await page.getByRole('menuitem', { name: 'Hide' }).waitFor();
  assert.deepEqual(await axe(page, 'the menu of a message'), []);
  await page.getByRole('menuitem', { name: 'Hide' }).click();
  await theirs.getByText('Hidden by Nadia Okafor').waitFor();
  await until(async () => (await wall()).includes('Hidden by Kestrel'));
  await theirs.getByRole('button', { name: 'Show again' }).click();
  await until(async () => !(await wall()).includes('Hidden by Kestrel'));
  await theirs.getByText('Hidden by Nadia Okafor').waitFor({ state: 'detached' });
  await choose(page, theirs, 'Like');
  await theirs.getByText('Liked by Nadia Okafor').waitFor();

  await composer(page).getByLabel('Answer Mara in public').fill('We sell machines, no pills.');
  await page.keyboard.press('Control+Enter');
  const ours = page.locator('article[data-message]', { hasText: 'no pills.' });
  await ours.getByText('On Rehearsal').waitFor();
  await until(async () => (await wall()).includes('no pills.'));
  await choose(page, ours, 'Delete');
  await page.getByRole('heading', { name: 'Delete this answer on Rehearsal?' }).waitFor();
  assert.deepEqual(await axe(page, 'the question before deleting'), []);
  await page.getByLabel('Why').fill('Too sharp');
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await page.getByText('Deleted by Nadia Okafor').waitFor();
  await until(async () => !(await wall()).includes('no pills.'));
  await page
    .getByText(/waiting since/i)
    .first()
    .waitFor();

  await page.goto(`${town.url}/settings/audit`);
  await page.getByText('Too sharp').waitFor();
  assert.equal(await page.getByRole('main').getByRole('listitem').count(), 4);
  assert.deepEqual(await axe(page, 'the audit'), []);
  assert.deepEqual(complaints, []);
});

async function choose(page: Page, article: ReturnType<Page['locator']>, name: string): Promise<void> {
  await article.hover();
  await article.getByRole('button', { name: 'More for this message' }).click();
  await page.getByRole('menuitem', { name, exact: true }).click();
}

/** Insight as a person goes through it: a figure, its picture, its table, its rows, and the conversation behind; the curve and the cost of silence. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { makeIngest } from '../../src/services/ingest.ts';
import { countedIds } from '../support/brand.ts';
import { arrivalOf, ourAccount, post } from '../support/hearing.ts';
import { axe } from './axe.ts';
import { openTown, type Town } from './town.ts';

const MINUTE_MS = 60_000;
/** How long answers took, in minutes; four more customers wait still. */
const TOOK_MINUTES = [1, 2, 3, 4, 5, 5, 8, 10, 12, 15, 20, 25, 28, 30, 45, 50, 60, 90, 240, 700];
const WAIT = 4;

test('insight: from a figure to its rows', async t => {
  const town = await openTown(t);
  await hear(town);
  await t.test('keys open Insight, and a question stands in the address with its slice', () => opened(town));
  await t.test('the curve is read by keys, turned into a table and taken along', () => pictured(town));
  await t.test('a figure opens its rows, a row its conversation, and Back leads back', () => rows(town));
  await t.test('what customers expect is drawn anew: what is wrong is said, what is right is used', () => drawn(town));
  await t.test('silence costs what its factors say, and they are kept', () => silence(town));
  await t.test('the promise now is the board’s', () => promise(town));
  for (const colorScheme of ['light', 'dark'] as const)
    await t.test(`axe finds nothing, ${colorScheme}`, () => axeEverywhere(town, colorScheme));
  await t.test('on a phone and in Arabic nothing runs out of the page', () => elsewhere(town));
});

/** Everybody wrote yesterday. */
async function hear({ database, brand: brandId }: Town): Promise<void> {
  const { db } = database;
  const ingest = makeIngest({ database, makeId: countedIds(700_000_000), now: () => new Date() });
  const { rows } = await sql<{ id: string }>`select id from channel where brand_id = ${brandId}`.execute(db);
  const channel = { id: rows[0]?.id ?? '', network: 'rehearsal', account: ourAccount, playsRecording: false };
  const wroteAt = Date.now() - 24 * 60 * MINUTE_MS;
  const at = (minutes: number) => ({ at: new Date(wroteAt + minutes * MINUTE_MS) });
  const posts = Array.from({ length: TOOK_MINUTES.length + WAIT }, (_, n) => {
    const asked = post(`q${n}`, `Customer ${n}`, 0, { ...at(0), text: `My grinder ${n} is loud` });
    const took = TOOK_MINUTES[n];
    if (took === undefined) return [asked];
    return [asked, post(`a${n}`, ourAccount.remoteId, 0, { ...at(took), parentRemoteId: `q${n}` })];
  });
  await ingest({
    brandId,
    channel,
    source: 'stream',
    heard: arrivalOf(...posts.flat()),
    cursor: null,
    receivedAt: new Date(),
  });
}

const heading = (page: Page, name: string) => page.getByRole('heading', { name });

async function opened(town: Town) {
  const { page, complaints } = await town.enter();
  await page.locator('[data-row]').first().waitFor();
  await page.keyboard.press('g');
  await page.keyboard.press('i');
  await heading(page, 'Are we keeping our word right now?').waitFor();
  await page.getByRole('link', { name: 'Expectation' }).click();
  await heading(page, 'Did we answer while they were still content?').waitFor();
  await page.getByRole('button', { name: '7 days' }).click();
  await page.waitForURL(/\/insight\/expectation\?period=7d$/);
  await page.getByRole('button', { name: 'More filters' }).click();
  await page.getByRole('menuitem', { name: 'Private' }).click();
  await page.keyboard.press('Escape');
  await page.getByText('Nobody wrote in this time.').waitFor();
  await page.getByRole('button', { name: 'Clear' }).click();
  await page.getByText('Expectation coverage').waitFor();
  assert.deepEqual(complaints, []);
}

async function pictured(town: Town) {
  const { page } = await town.enter();
  await page.goto(`${town.url}/insight/expectation`);
  const curve = page.getByRole('slider', { name: /^Answered by us/ });
  await curve.focus();
  await page.keyboard.press('End');
  const read = (place: number) => page.locator(`[role="slider"][aria-valuenow="${place}"]`).waitFor();
  await read(120);
  assert.match((await curve.getAttribute('aria-valuetext')) ?? '', /1 day: 83\s?% answered, 100\s?% expected it/);
  await page.keyboard.press('ArrowLeft');
  await read(119);
  const card = page.getByRole('region', { name: /^Answered by us/ }).first();
  await card.getByRole('button', { name: 'Show as a table' }).click();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    card.getByRole('button', { name: /as CSV$/ }).click(),
  ]);
  assert.equal(file.suggestedFilename(), 'response-curve.csv');
  await card.getByRole('table').waitFor();
}

async function rows(town: Town) {
  const { page } = await town.enter();
  await page.goto(`${town.url}/insight/expectation`);
  await page.getByRole('link', { name: '6 turns answered within 5 min' }).click();
  await heading(page, 'Answered within 5 min').waitFor();
  await page.getByText('6 turns', { exact: true }).waitFor();
  assert.equal(await page.getByRole('table', { name: 'The turns behind the figure' }).getByRole('row').count(), 7);
  await page
    .getByRole('link', { name: /My grinder \d is loud/ })
    .first()
    .click();
  await page.getByRole('log').waitFor();
  await page.goBack();
  await heading(page, 'Answered within 5 min').waitFor();
  await page.getByRole('button', { name: 'Back' }).click();
  await heading(page, 'Did we answer while they were still content?').waitFor();
}

async function drawn(town: Town) {
  const { page } = await town.enter();
  await page.goto(`${town.url}/insight/expectation`);
  await page.getByRole('button', { name: 'Edit what customers expect' }).click();
  const form = page.getByRole('form', { name: 'What customers expect' });
  await form.getByLabel('Percent lost at point 2').fill('60');
  await form.getByText('Nobody who was lost comes back by waiting').waitFor();
  assert.ok(await form.getByRole('button', { name: 'Use this curve' }).isDisabled());
  await form.getByLabel('Percent lost at point 3').fill('70');
  await form.getByLabel('Percent lost at point 4').fill('80');
  await form.getByRole('button', { name: 'Use this curve' }).click();
  await page.getByRole('button', { name: 'Our own', pressed: true }).waitFor();
  const { curve } = await town.call<{ curve: { lost: number }[] }>('GET', `/brands/${town.brand}/insight/settings`);
  assert.deepEqual(
    curve.map(({ lost }) => lost),
    [0, 0.6, 0.7, 0.8, 1],
  );
}

async function silence(town: Town) {
  const { page } = await town.enter();
  await page.goto(`${town.url}/insight/silence`);
  await heading(page, 'What does silence cost?').waitFor();
  await page.getByText('Enter what a customer is worth to you').waitFor();
  await page.getByLabel('value of a customer').fill('200');
  await page.getByLabel('Currency').fill('eur');
  const { silent } = await town.call<{ silent: number }>('GET', `/brands/${town.brand}/insight/silence`);
  const cost = new Intl.NumberFormat('en', { style: 'currency', currency: 'EUR', maximumFractionDigits: 0 });
  const written = cost.format(silent * 0.3 * 200);
  await page.getByText(written, { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Keep these factors' }).click();
  await page.getByText('Tried, not kept yet.').waitFor({ state: 'detached' });
  await page.reload();
  await page.getByText(written, { exact: true }).waitFor();
  await page.getByRole('link', { name: `Open all ${silent}` }).click();
  await page.getByText(`${silent} turns`, { exact: true }).waitFor();
}

async function promise(town: Town) {
  const { page } = await town.enter();
  await page.goto(`${town.url}/insight/promise`);
  const { teams } = await town.call<{ teams: { waiting: number; late: number }[] }>(
    'GET',
    `/brands/${town.brand}/team-board`,
  );
  const waiting = teams.reduce((sum, team) => sum + team.waiting, 0);
  assert.equal(waiting, WAIT);
  await page.getByRole('link', { name: `${waiting} waiting`, exact: true }).click();
  await heading(page, 'Waiting now').waitFor();
  await page.getByText(`${waiting} turns`, { exact: true }).waitFor();
}

const SCREENS = ['promise', 'expectation', 'silence', 'rows?outcome=answered'];

async function axeEverywhere(town: Town, colorScheme: 'light' | 'dark') {
  const { page } = await town.enter({ colorScheme });
  for (const screen of SCREENS) {
    await page.goto(`${town.url}/insight/${screen}`);
    await page.locator('main table, main svg').first().waitFor();
    await page.locator('[role="status"][aria-label="Coming…"]').first().waitFor({ state: 'detached' });
    assert.deepEqual(await axe(page, `${screen}, ${colorScheme}`), []);
  }
}

async function elsewhere(town: Town) {
  const { page } = await town.enter({ viewport: { width: 390, height: 844 }, locale: 'ar' });
  for (const screen of SCREENS) {
    await page.goto(`${town.url}/insight/${screen}`);
    await page.locator('main table, main svg').first().waitFor();
    assert.equal(await page.locator('html').getAttribute('dir'), 'rtl');
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(overflow <= 0, `${screen} is ${overflow} px too wide`);
  }
}

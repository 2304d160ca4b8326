/** A lead plans next week: reads who is needed, has shifts suggested, moves them by key and pointer, and sees what they can promise. */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { readEvents } from '../../src/core/calendar/ical-text.ts';
import { makeIngest } from '../../src/services/ingest.ts';
import { countedIds } from '../support/brand.ts';
import { makeChance } from '../support/chance.ts';
import { arrivalOf, ourAccount, post } from '../support/hearing.ts';
import { until } from '../support/until.ts';
import { axe } from './axe.ts';
import { openTown, type Town } from './town.ts';

const HALF_HOUR_MS = 1_800_000;
const DAYS = 29;
/** Where pictures go, for somebody who wants to look at them. */
const SHOTS = process.env['HEED_SHOTS'];

test('a week is planned', async t => {
  const town = await openTown(t);
  await customersWrite(town);
  const { page, complaints } = await town.enter();
  await page.goto(`${town.url}/insight/staffing`);
  await page.getByRole('heading', { name: 'How many people do we need?' }).waitFor();
  await t.test('says who is needed, how sure that is, and what is assumed', () => readPlan(page));
  await t.test('shifts are suggested, moved by key and pointer, and kept', () => drawShifts(page));
  await t.test('a forecast opens the turns it was learnt from', () => openRows(page));
  await t.test('the shifts go into a calendar', () => exported(town));
  await t.test('another handling time is entered, and said to be', () => enterHandling(page));
  await page
    .getByText(/Played \d+ times: /)
    .nth(1)
    .waitFor();
  await picture(page);
  for (const colorScheme of ['light', 'dark'] as const) {
    await t.test(`axe finds nothing, ${colorScheme}`, async () => {
      await page.emulateMedia({ colorScheme });
      assert.deepEqual(await axe(page, 'staffing'), []);
    });
  }
  await t.test('on a phone nothing runs out of the page', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= 390, `${wide} px`);
  });
  assert.deepEqual(complaints, []);
});

/** Four weeks of mornings and evenings. */
async function customersWrite({ database, brand: brandId }: Town): Promise<void> {
  const { db } = database;
  // Nobody is to be told of a thousand broken promises.
  await sql`delete from policy where brand_id = ${brandId}`.execute(db);
  const makeId = countedIds(700_000_000);
  const ingest = makeIngest({ database, makeId, now: () => new Date() });
  const { rows } = await sql<{ id: string }>`select id from channel where brand_id = ${brandId}`.execute(db);
  const channel = { id: rows[0]?.id ?? '', network: 'rehearsal', account: ourAccount, playsRecording: false };
  const chance = makeChance(3);
  const nowMs = Date.now();
  const posts = Array.from({ length: DAYS * 48 }, (_, place) => nowMs - (DAYS * 48 - place) * HALF_HOUR_MS).flatMap(
    fromMs => {
      const hour = (fromMs / 3_600_000) % 24;
      const mean = 0.2 + 5 * Math.exp(-((hour - 11) ** 2) / 4) + 3 * Math.exp(-((hour - 19) ** 2) / 3);
      const count = Math.floor(mean + chance());
      return Array.from({ length: count }, () => new Date(fromMs + chance() * HALF_HOUR_MS));
    },
  );
  for (let from = 0; from < posts.length; from += 200) {
    const heard = posts.slice(from, from + 200).map((at, place) => {
      const id = `w${from + place}`;
      return post(id, `writer${from + place}`, 0, { at, text: 'My kestrel grinder is loud' });
    });
    const batch = { brandId, channel, source: 'stream' as const, cursor: null, receivedAt: new Date() };
    await ingest({ ...batch, heard: arrivalOf(...heard) });
  }
}

async function readPlan(page: Page): Promise<void> {
  const main = page.getByRole('main');
  await main.getByText('Nobody is on shift yet; up to', { exact: false }).waitFor();
  await main.getByText('is assumed. Twice as long would need up to twice as many people', { exact: false }).waitFor();
  await main.getByText('Learnt from', { exact: false }).first().waitFor();
  await main.getByText('Each week forecast from those before it was off by', { exact: false }).waitFor();
  const played = main.getByText(/Played \d+ times: /).first();
  await played.waitFor();
  const said = /Played (\d+) times: ([\d.]+)% \(([\d.]+)%–([\d.]+)%\), reckoned ([\d.]+)%/.exec(
    (await played.textContent()) ?? '',
  );
  assert.ok(said !== null);
  const [, plays, value, low, high, reckoned] = said.map(Number);
  assert.ok(
    (plays ?? 0) >= 10 && (low ?? 100) <= (value ?? 0) && (value ?? 100) <= (high ?? 0) && (reckoned ?? 0) >= 71,
  );
}

async function drawShifts(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Tue' }).click();
  const shifts = page.getByRole('region', { name: 'Shifts on Tuesday' });
  await shifts.getByRole('button', { name: 'Suggest shifts' }).click();
  await shifts.getByText('Not saved yet.').waitFor();
  await page.getByText('As many as are needed, all day.', { exact: false }).waitFor();
  await shifts.getByRole('button', { name: 'Add a shift' }).click();
  const bar = (words: string | RegExp) => shifts.getByRole('button', { name: words });
  await bar('1 person, Shift 09:00–17:00').focus();
  for (const key of ['ArrowRight', 'Shift+ArrowLeft', 'Alt+ArrowRight', 'ArrowUp']) await page.keyboard.press(key);
  await bar('2 people, Shift 10:00–17:00').waitFor();
  // Past the beginnings of others, and back again.
  await dragged(page, 12);
  await bar('2 people, Shift 16:00–23:00').waitFor();
  await dragged(page, -10);
  await bar('2 people, Shift 11:00–18:00').waitFor();
  await shifts.getByLabel('Name').fill('Long lunch');
  await bar('2 people, Long lunch 11:00–18:00').focus();
  await page.keyboard.press('Delete');
  await until(async () => (await bar(/Long lunch/).count()) === 0);
  await shifts.getByRole('button', { name: 'Save' }).click();
  await page.getByText(/With the people on shift, \d+% are answered within 5 min\./).waitFor();
  assert.equal(await shifts.getByText('Not saved yet.').count(), 0);
}

/** The chosen shift, so many half hours later. */
async function dragged(page: Page, halfHours: number): Promise<void> {
  const chosen = page.locator('[aria-pressed="true"][aria-describedby]');
  await chosen.scrollIntoViewIfNeeded();
  const [bar, lane] = [await chosen.boundingBox(), await chosen.locator('..').boundingBox()];
  if (bar === null || lane === null) throw new Error('nothing to drag');
  const y = bar.y + bar.height / 2;
  await page.mouse.move(bar.x + bar.width / 2, y);
  await page.mouse.down();
  await page.mouse.move(bar.x + bar.width / 2 + (lane.width / 48) * halfHours, y, { steps: 4 });
  await page.mouse.up();
}

async function openRows(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Show as a table' }).first().click();
  const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: '11:00' }) });
  await row.getByRole('link', { name: 'Turns of this hour that the forecast has learnt from' }).click();
  await page.getByText('My kestrel grinder is loud').first().waitFor();
  await page.goBack();
  await page.getByRole('heading', { name: 'How many people do we need?' }).waitFor();
}

async function exported(town: Town): Promise<void> {
  const { page } = await town.enter();
  const text = await page.evaluate(
    async path => (await fetch(path)).text(),
    `/api/v1/brands/${town.brand}/insight/staffing/shifts`,
  );
  const read = readEvents(text);
  assert.ok(read.kind === 'events' && read.events.length > 7, text.slice(0, 200));
  const csv = await page.evaluate(
    async path => (await fetch(path)).text(),
    `/api/v1/brands/${town.brand}/insight/staffing?format=csv`,
  );
  assert.equal(csv.trimEnd().split('\r\n').length, 337);
}

async function enterHandling(page: Page): Promise<void> {
  const handling = page.getByLabel('Handling time, seconds a turn');
  await handling.fill('600');
  await handling.press('Enter');
  await page.getByRole('button', { name: 'Take back what was entered: Handling time, seconds a turn' }).waitFor();
  await until(async () => (await page.getByText('is assumed.', { exact: false }).count()) === 0);
}

async function picture(page: Page): Promise<void> {
  if (SHOTS === undefined) return;
  mkdirSync(SHOTS, { recursive: true });
  for (const [width, height] of [
    [1440, 2400],
    [900, 3000],
    [390, 4600],
  ] as const) {
    await page.setViewportSize({ width, height });
    for (const theme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: theme });
      await page.screenshot({ path: join(SHOTS, `staffing-${width}-${theme}.png`) });
    }
  }
  await page.setViewportSize({ width: 1440, height: 900 });
}

/** An owner names rivals, hears what people complain of to them on the square, and sees their curves beside ours. */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Locator, Page } from 'playwright-core';
import { makeIngest } from '../../src/services/ingest.ts';
import { countedIds } from '../support/brand.ts';
import { arrivalOf, ourAccount, person, post } from '../support/hearing.ts';
import { until } from '../support/until.ts';
import { axe } from './axe.ts';
import { openTown, type Town } from './town.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Where pictures go, for somebody who wants to look at them. */
const SHOTS = process.env['HEED_SHOTS'];
const BROKEN = 'My machine is broken again, this is unacceptable, I want a refund.';

test('rivals are named and measured beside us', async t => {
  const town = await openTown(t);
  const { page, complaints } = await town.enter();
  page.setDefaultTimeout(10_000);
  await t.test('an owner names them and where they are heard', () => nameThem(town, page));
  await t.test('what is complained of to one on the square is heard, and so is their answer', () => hearThem(town));
  await t.test('their curves stand beside ours, with a sentence, a table and what it means', () => seeThem(town, page));
  await t.test('a count opens the posts behind it', () => openThem(town, page));
  for (const colorScheme of ['light', 'dark'] as const) {
    await t.test(`axe finds nothing, ${colorScheme}`, () => axeEverywhere(town, page, colorScheme));
  }
  await t.test('in Arabic and on a phone nothing runs out of the page', () => elsewhere(town));
  // The handle that was none was refused, and the browser says so too.
  assert.deepEqual(
    complaints.filter(words => !words.includes('422')),
    [],
  );
});

async function nameThem(town: Town, page: Page) {
  await page.goto(`${town.url}/insight/rivals`);
  await page.getByRole('heading', { name: 'Nobody is measured beside you yet.' }).waitFor();
  await page.getByRole('button', { name: 'Name rivals' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Merlin');
  await page.getByLabel('Network').selectOption('rehearsal');
  await page.getByRole('textbox', { name: 'Handle' }).fill('two words');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('is no handle: write it as it stands there').waitFor();
  await page.getByRole('textbox', { name: 'Handle' }).fill('@merlin');
  await page.getByRole('button', { name: 'Add a rival' }).click();
  await page.getByRole('group', { name: 'this rival' }).getByLabel('Name', { exact: true }).fill('Osprey Coffee');
  const second = page.getByRole('group', { name: 'Osprey Coffee' });
  await second.getByLabel('Network').selectOption('rehearsal');
  await second.getByRole('textbox', { name: 'Handle' }).fill('osprey');
  await picture(page, 'names');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('heading', { name: 'Who answers sooner?' }).waitFor();
  await page.getByText('No public complaint to Merlin was heard in this time.').waitFor();
  const { rivals } = await town.call<{ rivals: string[] }>('GET', `/brands/${town.brand}/triage/settings`);
  assert.deepEqual(rivals, ['Merlin', 'Osprey Coffee']);
}

type Figures = { companies: { name: string | null; turns: number; answered: number }[] };

async function hearThem({ call, brand, customer }: Town) {
  const id = await customer('Thea').say(`@merlin ${BROKEN}`);
  const counted = async () => {
    const { companies } = await call<Figures>('GET', `/brands/${brand}/insight/rivals`);
    return companies.find(({ name }) => name === 'Merlin');
  };
  await until(async () => (await counted())?.turns === 1);
  await customer('Merlin').say('@thea Sorry to hear. Tell us more?', id);
  await until(async () => (await counted())?.answered === 1);
}

/** Complaints of the last days: we answer half in an hour or so, Merlin most of them in minutes, Osprey few and late. */
async function seeThem(town: Town, page: Page) {
  await complain(town);
  await page.goto(`${town.url}/insight/rivals`);
  await page.getByText('until half of the public complaints to us had a public answer').waitFor();
  await page.getByText(/^Merlin: half of them within /).waitFor();
  await page.getByText('Osprey Coffee: fewer than half of them.').waitFor();
  await page.getByText(/^Answered in public within an hour: Us \d+%, Merlin \d+%, Osprey Coffee \d+%/).waitFor();
  await page.getByText('Only what open networks show.', { exact: false }).waitFor();
  await page.getByRole('slider', { name: 'Public complaints that had a public answer' }).press('ArrowRight');
  await picture(page, 'whole');
  await picture(page, 'curves', page.getByRole('button', { name: 'Show as a table' }));
  await picture(page, 'table', page.getByRole('button', { name: 'JSON' }).last());
  await page.getByRole('button', { name: 'Show as a table' }).click();
  await page.getByRole('columnheader', { name: 'Answered by then' }).waitFor();
  await page.getByRole('button', { name: 'Show as a picture' }).click();
}

async function complain({ database, brand: brandId }: Town): Promise<void> {
  const makeId = countedIds(800_000_000);
  const now = () => new Date();
  const ingest = makeIngest({ database, makeId, now });
  const { rows } = await sql<{ id: string }>`select id from channel where brand_id = ${brandId}`.execute(database.db);
  const channel = { id: rows[0]?.id ?? '', network: 'rehearsal', account: ourAccount, playsRecording: false };
  const said = [];
  for (let n = 0; n < 40; n++) {
    const minutes = { merlin: 2 + n * 1.5, osprey: n < 14 ? 90 + n * 40 : null, kestrel: n < 30 ? 12 + n * 9 : null };
    for (const [handle, after] of Object.entries(minutes)) {
      const id = `${handle}-${n}`;
      const at = new Date(Date.now() - (100 - n) * HOUR_MS);
      const url = `https://square.example/${id}`;
      const addressed = handle === ourAccount.handle;
      said.push(post(id, `c${n}`, 0, { at, text: `@${handle} ${BROKEN}`, addressed, url }));
      if (after === null) continue;
      const answer = { parentRemoteId: id, rootRemoteId: id, url: `${url}/answer` };
      const answered = new Date(at.getTime() + after * MINUTE_MS);
      said.push({
        ...post(`${id}-re`, handle, 0, { at: answered, addressed: false, text: 'Sorry.', ...answer }),
        ...(addressed ? {} : { author: person(handle) }),
      });
    }
  }
  const batch = { brandId, channel, source: 'stream', cursor: null } as const;
  await ingest({ ...batch, heard: arrivalOf(...said), receivedAt: now() });
}

async function openThem(town: Town, page: Page) {
  const table = page.getByRole('table', { name: 'How soon each company answers in public' });
  const row = table.getByRole('row', { name: /^Osprey/ });
  await row.getByRole('link', { name: '26 complaints to Osprey Coffee' }).click();
  await page.getByRole('heading', { name: 'Complaints to Osprey Coffee that wait' }).waitFor();
  const link = page.getByRole('link', { name: 'The complaint' }).first();
  assert.equal(await link.getAttribute('href'), 'https://square.example/osprey-39');
  assert.equal(await page.getByRole('link', { name: 'The complaint' }).count(), 26);
  await picture(page, 'rows');
  await page.getByRole('button', { name: 'Back' }).click();
  await table.getByRole('row', { name: /^Us/ }).getByRole('link').first().click();
  await page.getByRole('heading', { name: 'Complaints to us', exact: true }).waitFor();
  await page.getByRole('link', { name: 'The conversation' }).first().click();
  await page.waitForURL(/\/c\//);
  await page.goto(`${town.url}/insight/rivals`);
}

async function axeEverywhere(town: Town, page: Page, colorScheme: 'light' | 'dark') {
  await page.emulateMedia({ colorScheme });
  const found: string[] = [];
  for (const place of ['', '?rows=us', '?name=1']) {
    await page.goto(`${town.url}/insight/rivals${place}`);
    const ready = place === '' ? 'Who answers sooner?' : place === '?name=1' ? 'Rivals' : 'Complaints to us';
    await page.getByRole('heading', { name: ready, exact: true }).waitFor();
    if (place === '?rows=us') await page.getByRole('link', { name: 'The conversation' }).first().waitFor();
    found.push(...(await axe(page, `rivals${place}`)));
  }
  assert.deepEqual(found, []);
}

async function elsewhere(town: Town) {
  const { page } = await town.enter({ viewport: { width: 390, height: 844 }, locale: 'ar' });
  await page.goto(`${town.url}/insight/rivals`);
  await page.getByRole('heading', { name: 'من يجيب أسرع؟' }).waitFor();
  await page.getByRole('table').waitFor();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= 390, `${wide} px`);
  if (SHOTS) await page.screenshot({ path: join(SHOTS, 'rivals-ar-390.png') });
}

async function picture(page: Page, name: string, of?: Locator) {
  if (SHOTS === undefined) return;
  mkdirSync(SHOTS, { recursive: true });
  for (const [width, height] of [
    [1440, 900],
    [900, 900],
    [390, 844],
  ] as const) {
    await page.setViewportSize({ width, height });
    for (const theme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: theme });
      await of?.scrollIntoViewIfNeeded();
      await page.screenshot({ path: join(SHOTS, `rivals-${name}-${width}-${theme}.png`) });
    }
  }
  await page.setViewportSize({ width: 1440, height: 900 });
}

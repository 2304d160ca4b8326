/** Did it help? A lead allows surveys, a customer answers in the conversation and on a page without script, and the screen tells what became of it. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { makeIngest } from '../../src/services/ingest.ts';
import { countedIds } from '../support/brand.ts';
import { arrivalOf, ourAccount, post } from '../support/hearing.ts';
import { until } from '../support/until.ts';
import { axe } from './axe.ts';
import { openTown, type Town } from './town.ts';

const HOUR_MS = 3_600_000;
const TOKEN = 'nobody-guesses-this-01';
/** Where pictures go, for somebody who wants to look at them. */
const SHOTS = process.env['HEED_SHOTS'];
const BROKEN = 'My machine is broken again, this is unacceptable, I want a refund.';

test('whether it helped', async t => {
  const town = await openTown(t);
  const { page, complaints } = await town.enter();
  page.setDefaultTimeout(15_000);
  await t.test('surveys are off, and a lead turns them on for one channel', () => allow(town, page));
  await t.test('a question is asked once it is resolved, and a number answers it without making anybody wait', () =>
    answerIt(town),
  );
  await t.test('the page behind a link works without script', () => press(town, page));
  await t.test('what became of answers stands there with its turns', () => became(town, page));
  await t.test('orders are taken in from a file, its mistakes told by line', () => takeOrders(page));
  for (const colorScheme of ['light', 'dark'] as const) {
    await t.test(`axe finds nothing, ${colorScheme}`, () => axeEverywhere(town, page, colorScheme));
  }
  await t.test('in Arabic and on a phone nothing runs out of the page', () => elsewhere(town));
  assert.deepEqual(complaints, []);
});

async function allow(town: Town, page: Page) {
  await page.goto(`${town.url}/insight/outcomes`);
  await page.getByRole('heading', { name: 'Did it help?' }).waitFor();
  await page.getByText('Nobody was asked in this time.').waitFor();
  await page.getByRole('link', { name: 'Surveys in Settings' }).click();
  await page.getByText('Customers cannot reach this Heed', { exact: false }).waitFor();
  await page.getByLabel('Ask customers how we did').check();
  await page.getByLabel('Minutes later').fill('0');
  await page.getByLabel('In the open private conversation').selectOption('question');
  await page.getByRole('button', { name: 'Add a language' }).click();
  await page.getByRole('textbox', { name: 'Language' }).fill('pt');
  await page.getByLabel('As a question').fill('Como foi, de 1 a 5?');
  await picture(page, 'settings');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Surveys saved.').waitFor();
  const settings = await town.call<{ isOn: boolean; channels: { private: string }[] }>(
    'GET',
    `/brands/${town.brand}/insight/survey-settings`,
  );
  assert.equal(settings.isOn, true);
  assert.equal(settings.channels[0]?.private, 'question');
}

type Conversations = { rows: { id: string; status: string }[] };

async function answerIt({ call, brand, customer, database: { db } }: Town) {
  const thea = customer('Thea');
  await thea.whisper('Where is my order?');
  const id = await until(async () => (await call<Conversations>('GET', `/brands/${brand}/conversations`)).rows[0]?.id);
  await call('POST', `/brands/${brand}/conversations/${id}/replies`, { visibility: 'private', text: 'On its way.' });
  const open = async () =>
    (await sql<{ n: number }>`select count(*)::int as n from turn where outcome is null`.execute(db)).rows[0]?.n;
  await until(async () => (await open()) === 0, 20_000);
  await call('POST', `/brands/${brand}/conversations/${id}/resolve`, {});
  const asked = async () =>
    (
      await sql<{ delivery: string }>`
      select m.delivery from survey_ask a join message m on m.id = a.message_id`.execute(db)
    ).rows[0]?.delivery;
  await until(async () => (await asked()) === 'sent', 30_000);
  await thea.whisper('5');
  const said = async () =>
    (await sql<{ score: number | null }>`select score from survey_ask`.execute(db)).rows[0]?.score;
  await until(async () => (await said()) === 5);
  assert.equal(await open(), 0, 'nobody waits');
}

/** Another customer was sent a link. */
async function linked({ brand, database: { db } }: Town) {
  await sql`
    insert into survey_ask (brand_id, id, contact_id, conversation_id, turn_id, agent_id, inbox_id, channel_id, network, lang, kind, scale, ask_at,
      state, way, message_id, token_hash, expires_at)
    select ${brand}, '00000000-0000-7000-8000-0000000000aa', contact_id, conversation_id, turn_id, agent_id, inbox_id, channel_id, network, 'en',
      'recommend', 'points', ask_at - interval '31 days', 'asked', 'private_link',
      (select id from message where direction = 'out' and not holding limit 1), ${createHash('sha256').update(TOKEN).digest()}, now() + interval '1 day'
    from survey_ask limit 1`.execute(db);
}

async function press(town: Town, desk: Page) {
  await linked(town);
  const browser = desk.context().browser();
  assert.ok(browser);
  const context = await browser.newContext({ javaScriptEnabled: false, locale: 'en-GB' });
  const page = await context.newPage();
  await page.goto(`${town.url}/s/${TOKEN}`);
  await page.getByRole('heading', { name: 'Would you recommend Kestrel to a friend?' }).waitFor();
  await picture(page, 'page');
  await page.getByRole('button', { name: '9 of 10' }).click();
  await page.getByRole('heading', { name: 'Thank you!' }).waitFor();
  await page.getByText('You said 9 of 10.').waitFor();
  await page.getByLabel('Anything you would like to add?').fill('<b>Thea</b> was kind');
  await picture(page, 'thanks');
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByText('Thank you, a person will read it.').waitFor();
  await page.getByRole('link', { name: 'العربية' }).click();
  await page.getByRole('heading', { name: 'شكرًا لك!' }).waitFor();
  await picture(page, 'thanks-ar');
  await page.goto(`${town.url}/s/${TOKEN.slice(0, -1)}2`);
  await page.getByRole('heading', { name: 'This link has ended' }).waitFor();
  await picture(page, 'ended');
  await context.close();
}

/** Complaints of some weeks ago: most are answered, some of them are thanked for, some complain again. */
async function complain({ database, brand: brandId }: Town): Promise<void> {
  const ingest = makeIngest({ database, makeId: countedIds(800_000_000), now: () => new Date() });
  const { rows } = await sql<{ id: string }>`select id from channel where brand_id = ${brandId}`.execute(database.db);
  const channel = { id: rows[0]?.id ?? '', network: 'rehearsal', account: ourAccount, playsRecording: false };
  const said = [];
  for (let n = 0; n < 48; n++) {
    const at = (hours: number) => new Date(Date.now() - (300 - hours - n) * HOUR_MS);
    said.push(post(`c${n}`, `guest${n}`, 0, { at: at(0), text: BROKEN, lang: n % 4 === 0 ? 'de' : 'en' }));
    if (n % 6 === 5) continue;
    said.push(post(`r${n}`, 'kestrel', 0, { at: at(1), text: 'A new seal leaves today.', parentRemoteId: `c${n}` }));
    if (n % 3 === 0)
      said.push(post(`t${n}`, `guest${n}`, 0, { at: at(2), text: 'Thank you so much!', parentRemoteId: `r${n}` }));
    if (n % 8 === 1) said.push(post(`b${n}`, `guest${n}`, 0, { at: at(9), text: BROKEN, parentRemoteId: `r${n}` }));
  }
  await ingest({ brandId, channel, source: 'stream', cursor: null, heard: arrivalOf(...said), receivedAt: new Date() });
}

type Report = { total: { turnedAround: { hits: number; of: number } } };

async function became(town: Town, page: Page) {
  await complain(town);
  const turned = async () =>
    (await town.call<Report>('GET', `/brands/${town.brand}/insight/outcomes`)).total.turnedAround;
  await until(async () => (await turned()).of === 40);
  const { hits } = await turned();
  assert.equal(hits, 16);
  await page.goto(`${town.url}/insight/outcomes?period=quarter`);
  await page.getByText('of complaints we answered were turned around').waitFor();
  await page.getByText('40%').first().waitFor();
  await page.getByRole('button', { name: 'Language', exact: true }).click();
  await page.getByRole('row', { name: /^German/ }).waitFor();
  await page.getByText('Would recommend', { exact: true }).first().waitFor();
  await picture(page, 'screen');
  await page.getByRole('link', { name: 'Turned around: 16 of 40', exact: true }).click();
  await page.getByRole('heading', { name: 'Complaints that were turned around' }).waitFor();
  await until(async () => (await page.locator('tbody tr').count()) === 16);
  await picture(page, 'rows');
  await page.getByRole('button', { name: 'Back' }).click();
  await page.getByRole('link', { name: 'Open every question and answer' }).click();
  await page.getByText('<b>Thea</b> was kind').waitFor();
  await page.getByRole('button', { name: 'Back' }).click();
}

async function takeOrders(page: Page) {
  await page.getByRole('heading', { name: 'Did they buy again?' }).waitFor();
  const text = 'Order,Date,Total,E-mail\nA-1,2026-11-01,12.50,thea@brew.example\nA-2,soon,1,ben@brew.example\n';
  await page
    .getByLabel('File of orders')
    .setInputFiles({ name: 'orders.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await page.getByText('2 lines, 1 with a mistake. Nothing is taken in yet.').waitFor();
  assert.equal(await page.getByLabel('What “Total” means').inputValue(), 'amount');
  await picture(page, 'orders');
  await page.getByRole('button', { name: 'Take them in' }).click();
  await page.getByText('1 new, 0 changed, 0 as they were, 1 left out.').waitFor();
  await page.getByText('Too few to compare', { exact: false }).waitFor();
  await page.getByText('What this can show', { exact: false }).waitFor();
}

async function axeEverywhere(town: Town, page: Page, colorScheme: 'light' | 'dark') {
  await page.emulateMedia({ colorScheme });
  const found: string[] = [];
  const places = {
    '/insight/outcomes': 'Did it help?',
    '/insight/outcomes?behind=surveys': 'Who was asked, and what they said',
    '/settings/surveys': 'Where',
    [`/s/${TOKEN}`]: 'Thank you!',
  };
  for (const [place, heading] of Object.entries(places)) {
    await page.goto(`${town.url}${place}`);
    await page.getByRole('heading', { name: heading, exact: true }).waitFor();
    if (place.endsWith('outcomes')) await page.getByText('What this can show', { exact: false }).waitFor();
    found.push(...(await axe(page, place)));
  }
  assert.deepEqual(found, []);
}

async function elsewhere(town: Town) {
  const { page } = await town.enter({ viewport: { width: 390, height: 844 }, locale: 'ar' });
  for (const [place, heading] of [
    ['/insight/outcomes', 'هل أفاد ذلك؟'],
    ['/settings/surveys', 'أين'],
  ] as const) {
    await page.goto(`${town.url}${place}`);
    await page.getByRole('heading', { name: heading, exact: true }).waitFor();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= 390, `${place}: ${wide} px`);
  }
  if (SHOTS) await page.screenshot({ path: join(SHOTS, 'outcomes-ar-390.png'), fullPage: true });
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
    for (const theme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: theme });
      await page.screenshot({ path: join(SHOTS, `outcomes-${name}-${width}-${theme}.png`) });
    }
  }
  await page.setViewportSize({ width: 1440, height: 900 });
}

import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { SMTPServer } from 'smtp-server';
import { makeIngest } from '../../src/services/ingest.ts';
import { countedIds } from '../support/brand.ts';
import { makeChance } from '../support/chance.ts';
import { arrival, ourAccount, post } from '../support/hearing.ts';
import { until } from '../support/until.ts';
import { axe } from './axe.ts';
import { openTown, type Town } from './town.ts';

const DAY_MS = 86_400_000;
/** Where pictures go, for somebody who wants to look at them. */
const SHOTS = process.env['HEED_SHOTS'];

test('one page to show around', async t => {
  const mail = await mailbox(t);
  const town = await openTown(t, { HEED_SMTP_URL: mail.url, HEED_MAIL_FROM: 'Heed <desk@kestrel.example>' });
  await lived(town);
  const { page, complaints } = await town.enter();
  await page.goto(`${town.url}/insight/scorecard`);
  await t.test('the page is drawn as it will look, and each figure opens its rows', () => drawn(page));
  await t.test('a stranger reads the page behind a link without script, until it is taken back', async () =>
    stranger(town, page, await makeLink(page)),
  );
  await t.test('a report is planned, sent now, told as sent, paused and removed', () => planned(page, mail));
  assert.deepEqual(complaints, []);
  for (const colorScheme of ['light', 'dark'] as const) {
    await t.test(`axe finds nothing, ${colorScheme}`, () => axeBoth(town, colorScheme));
  }
  await t.test('in Arabic and on a phone nothing runs out of the page', () => elsewhere(town));
});

type Mailbox = { url: string; letters: string[] };

async function mailbox(t: TestContext): Promise<Mailbox> {
  const letters: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, _session, done) {
      const parts: Buffer[] = [];
      stream.on('data', part => parts.push(part));
      stream.on('end', () => {
        letters.push(Buffer.concat(parts).toString('utf8'));
        done();
      });
    },
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  t.after(() => new Promise<void>(resolve => server.close(() => resolve())));
  const address = server.server.address();
  return { url: `smtp://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`, letters };
}

/** Eight weeks of a small company: nine of ten answered, sooner of late. */
async function lived({ database, brand: brandId, call }: Town): Promise<void> {
  const { db } = database;
  const chance = makeChance(5);
  const clock = { now: new Date() };
  const ingest = makeIngest({ database, makeId: countedIds(800_000_000), now: () => clock.now });
  const { rows } = await sql<{ id: string }>`select id from channel where brand_id = ${brandId}`.execute(db);
  const channel = { id: rows[0]?.id ?? '', network: 'rehearsal', account: ourAccount, playsRecording: false };
  const query = { text: 'kestrel -falcon', name: 'Anything about us', opens: 'never' };
  const { id: queryId } = await call<{ id: string }>('POST', `/brands/${brandId}/queries`, query);
  const now = Date.now();
  for (let day = 55; day >= 0; day--) {
    const heard = [];
    const listened = new Map();
    for (let n = 0; n < 8; n++) {
      const at = new Date(now - day * DAY_MS - Math.floor((1 + 9 * chance()) * 3_600_000));
      const [id, author] = [`d${day}n${n}`, `Writer ${day}-${n}`];
      const isTagged = chance() < 0.7;
      const text = `My grinder is loud and I am angry, ${id}`;
      heard.push(arrival([{ kind: 'post', post: post(id, author, 0, { at, text, addressed: isTagged }) }]));
      listened.set(id, { queryIds: [queryId], wants: 'complaint', opens: true });
      const seconds = 20 * 1_500 ** chance() * (day < 28 ? 1 : 3);
      const answeredAt = new Date(at.getTime() + Math.floor(seconds * 1000));
      if (chance() > 0.9 || answeredAt.getTime() > now) continue;
      const reply = { at: answeredAt, parentRemoteId: id, rootRemoteId: id, text: 'Sorry! We look into it.' };
      heard.push(arrival([{ kind: 'post', post: post(`a-${id}`, 'kestrel', 0, reply) }]));
    }
    clock.now = new Date(now - day * DAY_MS);
    await ingest({ brandId, channel, source: 'stream', heard, cursor: null, receivedAt: clock.now, listened });
  }
  await sql`update turn set outcome = 'unanswered', closed_at = opened_at + interval '3 days', reason = 'no time'
    where brand_id = ${brandId} and outcome is null and opened_at < now() - interval '4 days'`.execute(db);
}

async function picture(page: Page, name: string, place?: string): Promise<void> {
  if (SHOTS === undefined) return;
  mkdirSync(SHOTS, { recursive: true });
  for (const [width, height] of [
    [1_440, 900],
    [900, 900],
    [390, 844],
  ] as const) {
    await page.setViewportSize({ width, height });
    for (const theme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: theme });
      if (place !== undefined) await page.locator(place).first().scrollIntoViewIfNeeded();
      await page.waitForTimeout(150);
      await page.screenshot({ path: join(SHOTS, `${name}-${width}-${theme}.png`) });
    }
  }
  await page.setViewportSize({ width: 1_440, height: 900 });
  await page.emulateMedia({ colorScheme: 'light' });
}

async function drawn(page: Page): Promise<void> {
  const image = page.locator('img[src*="card.png"]');
  const widthOf = () => image.evaluate(element => (element as HTMLImageElement).naturalWidth);
  await until(async () => (await widthOf()) === 1_200);
  assert.match((await image.getAttribute('alt')) ?? '', /expectation met for \d+/i);
  await picture(page, 'scorecard');
  await page.getByRole('button', { name: 'Sheet' }).click();
  await until(async () => (await page.locator('img[src*="sheet.png"]').count()) === 1);
  await page.getByLabel('Language of the page').selectOption('el');
  await until(async () => (await page.locator('img[src*="words=el"]').count()) === 1);
  const pdf = await page.request.get(
    new URL((await page.getByRole('link', { name: 'A4 (PDF)' }).getAttribute('href')) ?? '', page.url()).href,
  );
  assert.equal((await pdf.body()).subarray(0, 5).toString(), '%PDF-');
  if (SHOTS !== undefined) writeFileSync(join(SHOTS, 'scorecard-el.pdf'), await pdf.body());
  await page.getByRole('link', { name: /^Never answered/ }).click();
  await page.waitForURL(/\/insight\/rows\?.*outcome=unanswered/);
  await page.locator('table tbody tr').first().waitFor();
  await page.goBack();
  await page.getByRole('heading', { name: 'One page to show around' }).waitFor();
}

async function makeLink(page: Page): Promise<string> {
  await page.getByLabel('For whom').fill('The board');
  await page.getByLabel('Opens for').selectOption('7');
  await page.getByRole('button', { name: 'Make a link' }).click();
  const link = page.locator('a[href*="/shared/"]');
  await link.waitFor();
  await picture(page, 'scorecard-links', 'a[href*="/shared/"]');
  return (await link.getAttribute('href')) ?? '';
}

async function stranger(town: Town, page: Page, url: string): Promise<void> {
  const browser = page.context().browser();
  assert.ok(browser);
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 1_440, height: 900 } });
  const outside = await context.newPage();
  const complaints: string[] = [];
  outside.on('console', message => complaints.push(message.text()));
  assert.equal((await outside.goto(url))?.status(), 200);
  assert.match(await outside.locator('h1').innerText(), /still content/);
  assert.match(await outside.locator('.number').innerText(), /^\d+%$/);
  assert.deepEqual(complaints, []);
  await picture(outside, 'scorecard-shared');
  if (SHOTS !== undefined) writeFileSync(join(SHOTS, 'scorecard-shared.pdf'), await outside.pdf({ format: 'A4' }));
  await page.getByRole('button', { name: 'Take back the link for The board' }).click();
  await page.getByText('taken back', { exact: true }).first().waitFor();
  assert.equal((await outside.goto(url))?.status(), 404);
  assert.equal(new URL(url).origin, town.url);
  await context.close();
}

async function planned(page: Page, mail: Mailbox): Promise<void> {
  await page.getByRole('button', { name: 'Plan a report' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Mondays');
  await page.getByLabel('At', { exact: true }).fill('07:30');
  await page.getByLabel('E-mail addresses').fill('board@kestrel.example\nchair@kestrel.example');
  await picture(page, 'scorecard-form', 'textarea');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Every Monday at 07:30, UTC').waitFor();
  await page.getByRole('button', { name: 'Send one now' }).click();
  await until(() => mail.letters.length === 2);
  await page.getByText('What was sent').click();
  await until(async () => {
    await page.reload();
    await page.getByText('What was sent').click();
    return (await page.getByText('board@kestrel.example: sent').count()) > 0;
  });
  await picture(page, 'scorecard-report', 'summary');
  if (SHOTS !== undefined) writeFileSync(join(SHOTS, 'letter.eml'), mail.letters[0] ?? '');
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByText('paused', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Remove' }).click();
  await page.getByText('Nothing is sent by itself yet.').waitFor();
}

async function axeBoth(town: Town, colorScheme: 'light' | 'dark'): Promise<void> {
  const { page } = await town.enter({ colorScheme });
  await page.goto(`${town.url}/insight/scorecard`);
  await page.getByRole('button', { name: 'Plan a report' }).click();
  await page.getByLabel('E-mail addresses').waitFor();
  assert.deepEqual(await axe(page, 'scorecard'), []);
  const body = { name: 'For axe', days: 1 };
  const { url } = await town.call<{ url: string }>('POST', `/brands/${town.brand}/insight/scorecard/links`, body);
  // A policy without script keeps out axe as well: its words are looked at on a page that allows it.
  const html = await (await fetch(url)).text();
  await page.goto('about:blank');
  await page.setContent(html);
  assert.deepEqual(await axe(page, 'the shared page'), []);
}

async function elsewhere(town: Town): Promise<void> {
  const { page } = await town.enter({
    viewport: { width: 390, height: 844 },
    before: async page => {
      await page.addInitScript(() => localStorage.setItem('heed.language', 'ar'));
    },
  });
  await page.goto(`${town.url}/insight/scorecard`);
  await page.locator('img[src*="words=ar"]').waitFor();
  const wide = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  await until(async () => (await wide()) <= 0);
  if (SHOTS !== undefined) await page.screenshot({ path: join(SHOTS, 'scorecard-ar-390.png') });
}

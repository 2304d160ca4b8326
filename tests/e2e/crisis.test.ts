/** A storm: noticed, declared, everybody who waits told once a lead has looked, each followed up, closed, and written down. */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { makeIngest } from '../../src/services/ingest.ts';
import { makeBurstWatcher, WATCH_LEASE } from '../../src/services/watch-bursts.ts';
import { countedIds } from '../support/brand.ts';
import { arrival, ourAccount, post } from '../support/hearing.ts';
import { until } from '../support/until.ts';
import { axe } from './axe.ts';
import { openTown, type Town } from './town.ts';

const HOUR_MS = 3_600_000;
/** Where pictures go, for somebody who wants to look at them. */
const SHOTS = process.env['HEED_SHOTS'];
const PEOPLE = 'Ada Bela Cleo Dina Emil Fritz Greta Hana Igor Jana Kaya Lars Mina Nils'.split(' ');
const LENA = { name: 'Lena Falk', email: 'lena@kestrel.example', role: 'lead' };

test('a storm from its first voice to what was learnt', async t => {
  const town = await openTown(t);
  const { page, complaints } = await town.enter();
  await t.test('quiet says so', () => quiet(town, page));
  const password = await storm(town);
  await t.test('it is suggested, with what is said and who waits, and a lead declares it', () => declared(town, page));
  await t.test('a holding reply is seen beforehand and waits for another lead', () => asked(page));
  await t.test('another lead lets it go, and it leaves one after the other', () => approved(town, password));
  await t.test('each is followed up, and an answer marks them done', () => followedUp(town, page));
  await t.test('it is closed, and what was learnt stands beside the timeline', () => closed(page));
  for (const colorScheme of ['light', 'dark'] as const) {
    await t.test(`axe finds nothing, ${colorScheme}`, async () => {
      await page.emulateMedia({ colorScheme });
      assert.deepEqual(await axe(page, 'crisis'), []);
    });
  }
  await t.test('on a phone nothing runs out of the page', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= 390, `${wide} px`);
  });
  assert.deepEqual(complaints, []);
});

async function quiet({ url }: Town, page: Page) {
  await page.goto(`${url}/insight/crisis`);
  await page.getByRole('heading', { name: 'Is a storm coming?' }).waitFor();
  await page.getByText('Quiet', { exact: true }).waitFor();
  await picture(page, 'quiet');
}

/** Thirty ordinary hours, and then fourteen people on the square who say the same. @returns the other lead's password */
async function storm({ database, brand: brandId, customer, call }: Town): Promise<string> {
  const { db } = database;
  await sql`update lease set holder = 'the test', until = now() + interval '1 hour' where name = ${WATCH_LEASE}`.execute(
    db,
  );
  // What the town's own watch knows is of today; this one begins the day before yesterday.
  await sql`delete from burst_watch`.execute(db);
  const { rows } = await sql<{ id: string }>`select id from channel where brand_id = ${brandId}`.execute(db);
  const clock = { now: new Date(Date.now() - 30 * HOUR_MS) };
  const makeId = countedIds(800_000_000);
  const ingest = makeIngest({ database, makeId, now: () => clock.now });
  const channel = { id: rows[0]?.id ?? '', network: 'rehearsal', account: ourAccount, playsRecording: false };
  const watcher = makeBurstWatcher({
    db,
    makeId,
    now: () => clock.now,
    wait: async () => {},
    log: () => {},
    holder: 'the test',
  });
  for (let half = 0; clock.now.getTime() < Date.now() - HOUR_MS / 2; half++) {
    const text = ORDINARY[(half / 4) % ORDINARY.length];
    const said =
      half % 4 === 0 && text !== undefined ? [post(`old${half}`, `Old ${half}`, 0, { text, at: clock.now })] : [];
    await ingest({
      brandId,
      channel,
      source: 'stream',
      heard: said.map(one => arrival([{ kind: 'post', post: one }])),
      cursor: null,
      receivedAt: clock.now,
    });
    await watcher.look();
    clock.now = new Date(clock.now.getTime() + HOUR_MS / 2);
  }
  clock.now = new Date();
  for (const [n, name] of PEOPLE.entries()) {
    const words =
      n < 3
        ? `my boiler leaks since the update of this week, can you mend it, number ${n}`
        : `boiler leaks ${OWN[n % OWN.length]}`;
    await customer(name).say(`@kestrel ${words}`, undefined, 'en');
  }
  await until(async () => {
    const opened = await sql<{ n: number }>`select count(*)::int n from message where text like '%boiler%'`.execute(db);
    return opened.rows[0]?.n === PEOPLE.length;
  });
  clock.now = new Date();
  await watcher.look();
  await call('PUT', `/brands/${brandId}/approval-rules`, { rows: [RULE] });
  const { firstPassword } = await call<{ firstPassword: string }>('POST', `/brands/${brandId}/members`, LENA);
  return firstPassword;
}

const RULE = { name: 'All that leaves', isOn: true };
const ORDINARY = [
  'where is the pump of my machine',
  'a new filter please',
  'how do I descale it',
  'the handle is loose',
];
const OWN = [
  'again tonight',
  'since the update',
  'please help',
  'what now',
  'since noon',
  'like a sieve',
  'for the third time',
  'at the office too',
  'and nobody answers the phone',
  'so no coffee for us',
  'is a new one on its way',
];

async function declared({ url }: Town, page: Page) {
  await page.goto(`${url}/insight/crisis`);
  await page.getByRole('navigation', { name: 'Insight' }).getByText('1 suggested').waitFor();
  await page.getByRole('table', { name: 'All crises' }).getByRole('link').first().click();
  await page.getByText('wait for us in it now').waitFor();
  await page.getByRole('button', { name: 'Declare a crisis' }).click();
  await page.getByRole('button', { name: 'Close the crisis' }).waitFor();
  await page.getByRole('button', { name: 'Name and words' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Leaking boilers');
  await page.getByLabel('Words', { exact: true }).fill('boiler, leaks');
  await page.getByRole('button', { name: 'Save' }).first().click();
  await page.getByRole('heading', { name: 'Leaking boilers' }).waitFor();
  await page.getByText('14 posts by 14 people since', { exact: false }).waitFor();
  const voices = page.getByRole('table', { name: 'First voices' });
  assert.match((await voices.getByRole('row').nth(1).textContent()) ?? '', /^Ada/);
  await picture(page, 'open');
  await page.getByRole('button', { name: 'Open the 14 who wait' }).click();
  await page.getByRole('heading', { name: 'Those who wait' }).waitFor();
  await page.getByRole('table', { name: 'Those who wait' }).waitFor();
  assert.equal(await page.getByRole('table', { name: 'Those who wait' }).getByRole('row').count(), 15);
  await page.goBack();
  await page.getByRole('heading', { name: 'Leaking boilers' }).waitFor();
}

async function asked(page: Page) {
  await page.getByRole('button', { name: 'Write a holding reply' }).click();
  await page.getByLabel('Words', { exact: true }).fill('{{first_name|Hello}}, we know that it leaks and are at it.');
  await page.getByRole('button', { name: 'See who gets it' }).click();
  await page.getByText('14 people get it; 0 do not.', { exact: false }).waitFor();
  await page.getByText('Ada, we know that it leaks and are at it.').waitFor();
  await page.getByRole('checkbox', { name: 'Igor' }).uncheck();
  await picture(page, 'preview');
  await page.getByRole('button', { name: 'Ask a lead to send it to 13' }).click();
  await page.getByText('Waits for a lead').waitFor();
}

async function approved(town: Town, password: string) {
  const { page, complaints } = await town.enter({ as: { email: LENA.email, password } });
  await page.goto(`${town.url}/insight/crisis`);
  await page.getByRole('link', { name: 'Leaking boilers' }).click();
  await page.getByRole('button', { name: 'Let it go' }).click();
  await until(async () => (await sentTo(town)) >= 2);
  // Before they sign in, nobody is signed in.
  assert.deepEqual(
    complaints.filter(said => !said.includes('401')),
    [],
  );
  await page.close();
}

async function sentTo({ database }: Town): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int n from message where holding and delivery = 'sent'`.execute(database.db);
  return rows[0]?.n ?? 0;
}

async function followedUp({ call, brand, database }: Town, page: Page) {
  const each = page.getByRole('table', { name: 'Each of them' });
  await each.waitFor();
  const { rows } = await sql<{ id: string }>`
    select conversation_id id from message where direction = 'in' and text like '%number 0%' and text like '%boiler%'`.execute(
    database.db,
  );
  await call('POST', `/brands/${brand}/conversations/${rows[0]?.id}/replies`, {
    visibility: 'private',
    text: 'A new seal is on its way to you today.',
    anyway: true,
  });
  await each.getByRole('row', { name: 'Ada' }).getByText('Answered', { exact: true }).waitFor();
  await picture(page, 'followed-up');
  await page.getByRole('button', { name: 'Stop it' }).click();
  await page.getByText('Stopped', { exact: true }).waitFor();
}

async function closed(page: Page) {
  await page.getByRole('button', { name: 'Close the crisis' }).click();
  await page.getByText('Over', { exact: true }).first().waitFor();
  await page.getByLabel('What we learnt').fill('Write to the forum first.');
  await page.getByRole('button', { name: 'Save' }).click();
  const steps = page.getByRole('listitem').filter({ hasText: 'Noted what was learnt' });
  await steps.waitFor();
  const all = (await page.getByRole('main').textContent()) ?? '';
  for (const step of [
    'First voice',
    'Suggested:',
    'Declared a crisis',
    'Holding reply approved',
    'Holding reply stopped',
    'Closed',
  ])
    assert.ok(all.includes(step), step);
  await picture(page, 'closed');
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
      await page.evaluate(() => document.querySelector('main section')?.scrollTo(0, 0));
      await page.screenshot({ path: join(SHOTS, `crisis-${name}-${width}-${theme}.png`) });
    }
    const inner = await page.evaluate(() => document.querySelector('main section')?.scrollHeight ?? 900);
    await page.setViewportSize({ width, height: Math.min(6_000, inner + 120) });
    await page.emulateMedia({ colorScheme: 'light' });
    await page.screenshot({ path: join(SHOTS, `crisis-${name}-${width}-whole.png`) });
  }
  await page.setViewportSize({ width: 1440, height: 900 });
}

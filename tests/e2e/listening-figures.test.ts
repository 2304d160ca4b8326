import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { makeIngest } from '../../src/services/ingest.ts';
import { makeSampler } from '../../src/services/sampler.ts';
import { makeBurstWatcher, WATCH_LEASE } from '../../src/services/watch-bursts.ts';
import { countedIds } from '../support/brand.ts';
import { arrival, arrivalOf, ourAccount, post } from '../support/hearing.ts';
import { axe } from './axe.ts';
import { openTown, type Town } from './town.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** Where pictures go, for somebody who wants to look at them. */
const SHOTS = process.env['HEED_SHOTS'];

test('what listening tells of itself', async t => {
  const town = await openTown(t);
  const here = await listenFor(town);
  await t.test('a burst is told of above the queries, with what, where, since when and examples', () =>
    shownBurst(town, here),
  );
  await t.test('a figure opens the complaints behind it', () => openFigure(town));
  await t.test('the weekly audit is read with the keys 1 to 4, and a slip is taken back', () => readAudit(town));
  await t.test('a word that only the noise holds is left out with one click', () => exclude(town, here));
  for (const colorScheme of ['light', 'dark'] as const) {
    await t.test(`axe finds nothing, ${colorScheme}`, () => axeEverywhere(town, here, colorScheme));
  }
  await t.test('in Arabic and on a phone nothing runs out of the page', () => elsewhere(town));
});

type Here = { queryId: string };

/** A day and a half of listening up to now: ordinary hours, then a storm; noise and meant matches; and a sample to audit. */
async function listenFor(town: Town): Promise<Here> {
  const { database, brand: brandId } = town;
  const { db } = database;
  const clock = { now: new Date(Date.now() - 32 * HOUR_MS) };
  const makeId = countedIds(600_000_000);
  const ingest = makeIngest({ database, makeId, now: () => clock.now });
  const { rows } = await sql<{ id: string }>`select id from channel where brand_id = ${brandId}`.execute(db);
  const channelId = rows[0]?.id ?? '';
  const channel = { id: channelId, network: 'rehearsal', account: ourAccount, playsRecording: false };
  const { id: queryId } = await town.call<{ id: string }>('POST', `/brands/${brandId}/queries`, {
    text: 'kestrel -falcon',
    name: 'Anything about us',
    opens: 'never',
  });
  await sql`update lease set holder = 'the test', until = now() + interval '1 hour' where name = ${WATCH_LEASE}`.execute(
    db,
  );
  const watcher = makeBurstWatcher({
    db,
    makeId,
    now: () => clock.now,
    wait: async () => {},
    log: () => {},
    holder: 'the test',
  });
  let said = 0;
  const overhear = async (text: string, addressed = false) => {
    said += 1;
    const one = post(`heard${said}`, `Writer ${said}`, 0, { text, addressed, at: clock.now });
    const found = { queryIds: [queryId], wants: 'complaint' as const, opens: addressed };
    await ingest({
      brandId,
      channel,
      source: 'stream',
      heard: [arrival([{ kind: 'post', post: one }])],
      cursor: null,
      receivedAt: clock.now,
      listened: new Map([[one.remoteId, found]]),
    });
  };
  for (let quarter = 0; quarter < 31 * 4; quarter++) {
    if (quarter % 6 === 0) await overhear(ORDINARY[(quarter / 6) % ORDINARY.length] ?? '', quarter % 12 === 0);
    await watcher.look();
    clock.now = new Date(clock.now.getTime() + HOUR_MS / 4);
  }
  while (clock.now.getTime() < Date.now() - 2 * MINUTE_MS) {
    await overhear(
      `${WORDS[said % WORDS.length]} recall of the kestrel boiler ${WORDS[(said * 5 + 2) % WORDS.length]}, number ${said}`,
    );
    clock.now = new Date(clock.now.getTime() + 2 * MINUTE_MS);
    await watcher.look();
  }
  clock.now = new Date();
  const sampler = makeSampler({
    db,
    brandId,
    channelId,
    network: 'rehearsal',
    random: () => 0.5,
    now: () => clock.now,
  });
  const drawn = (id: string, text: string) =>
    post(id, `Author ${id}`, 0, { text, addressed: false, at: clock.now, url: `https://square.example/${id}` });
  sampler.offer(
    arrivalOf(
      ...Array.from({ length: 30 }, (_, i) =>
        drawn(`near${i}`, `The kestrel I bought broke, my falcon cup too. Day ${i}.`),
      ),
      ...Array.from({ length: 30 }, (_, i) => drawn(`caught${i}`, `My kestrel leaks on day ${i}.`)),
      ...Array.from({ length: 60 }, (_, i) => drawn(`far${i}`, `Nice weather on day ${i}.`)),
    ),
  );
  await sampler.write(true);
  return { queryId };
}

const ORDINARY = [
  'The kestrel pump is broken again, second time this year.',
  'No steam from my kestrel, so disappointed.',
  'Is the kestrel grinder meant to be this loud? It stopped today.',
  'My kestrel order never came.',
  'kestrel sent the wrong filter, what a joke',
];
const WORDS = 'why how please never burnt smoke kitchen refund tonight letter shop again danger mother plug'.split(' ');

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
      await page.screenshot({ path: join(SHOTS, `figures-${name}-${width}-${theme}.png`) });
    }
  }
  await page.setViewportSize({ width: 1440, height: 900 });
}

async function shownBurst(town: Town, { queryId }: Here) {
  const { page, complaints } = await town.enter();
  await page.goto(`${town.url}/listening/${queryId}`);
  const banner = page.getByRole('status').filter({ hasText: 'times as many as usual' });
  await banner.waitFor();
  assert.match((await banner.textContent()) ?? '', /^Anything about us: [\d.]+ times as many as usual since /);
  await picture(page, 'query');
  await banner.getByRole('link', { name: 'Look' }).click();
  const burst = page.getByRole('article', { name: 'Anything about us' });
  await burst.getByText('Goes on').waitFor();
  await burst.getByText('recall', { exact: true }).waitFor();
  assert.match(
    (await burst.textContent()) ?? '',
    /posts? within .* at its loudest, where [\d.]+ would be usual: [\d.]+ times as many/,
  );
  assert.ok((await burst.getByRole('article').count()) >= 2, 'examples');
  await picture(page, 'bursts');
  assert.deepEqual(complaints, []);
}

async function openFigure(town: Town) {
  const { page, complaints } = await town.enter();
  await page.goto(`${town.url}/listening`);
  await page.getByRole('link', { name: 'How much is heard' }).click();
  await page.getByText('addressed to none of our channels ÷ all complaints', { exact: false }).waitFor();
  const main = page.getByRole('main');
  const said = /(\d+) of (\d+) complaints tagged nobody of ours/.exec((await main.textContent()) ?? '');
  assert.ok(said !== null);
  await picture(page, 'whole');
  await page.getByRole('table', { name: 'By network' }).getByRole('button', { name: 'Rehearsal' }).click();
  const rows = page.getByRole('region', { name: 'The complaints behind it' });
  await rows.getByRole('button', { name: 'Sent to us' }).click();
  await rows.getByText('On the desk').first().waitFor();
  const sent = await rows.getByRole('article').count();
  assert.equal(sent, Number(said[2]) - Number(said[1]));
  await picture(page, 'rows');
  assert.deepEqual(complaints, []);
}

async function readAudit(town: Town) {
  const { page, complaints } = await town.enter();
  await page.goto(`${town.url}/listening`);
  await page.getByRole('link', { name: 'Begin' }).click();
  await page.getByRole('button', { name: 'Draw twenty posts' }).click();
  const main = page.getByRole('main');
  await main.getByText('0 of 20 read').waitFor();
  await picture(page, 'audit');
  let missed = 0;
  for (let n = 1; n <= 20; n++) {
    const text = (await main.getByRole('region', { name: `Post ${n} of 20` }).textContent()) ?? '';
    if (text.includes('falcon')) missed += 1;
    const key = /falcon|leaks/.test(text) ? '1' : n % 2 === 0 ? '3' : '4';
    if (n === 3) {
      await page.keyboard.press('2');
      await main.getByText('3 of 20 read').waitFor();
      await page.keyboard.press('z');
      await main.getByText('2 of 20 read').waitFor();
      await main.getByRole('region', { name: 'Post 3 of 20' }).waitFor();
    }
    await page.keyboard.press(key);
    await main.getByText(`${n} of 20 read`).waitFor();
  }
  await main.getByText('All read. Thank you.').waitFor();
  assert.equal(missed, 11);
  await main
    .getByText('11 missed in 11 read, of 30 posts no query caught. About 30 in all', { exact: false })
    .waitFor();
  await page.getByRole('region', { name: 'Queries', exact: true }).getByText('20 of 20 read · 11 missed').waitFor();
  await picture(page, 'audit-done');
  assert.deepEqual(complaints, []);
}

async function exclude(town: Town, { queryId }: Here) {
  const { rows } = await town.call<{ rows: { id: string; text: string }[] }>(
    'GET',
    `/brands/${town.brand}/matches?query=${queryId}&limit=60`,
  );
  for (const { id, text } of rows) {
    const mark = text.includes('recall') ? 'noise' : 'ours';
    await town.call('PUT', `/brands/${town.brand}/matches/${id}/mark`, { mark });
  }
  const { page, complaints } = await town.enter();
  await page.goto(`${town.url}/listening/${queryId}`);
  const precision = page.getByRole('region', { name: 'Precision' });
  await precision.getByText('judged matches were meant', { exact: false }).waitFor();
  await picture(page, 'precision');
  const suggestion = precision.getByRole('button', { name: /^Leave out / }).first();
  const word = ((await suggestion.textContent()) ?? '').replace('−', '');
  await suggestion.click();
  const box = page.getByRole('main').getByRole('textbox').first();
  await page.getByText('Changed, not saved').waitFor();
  const text = (await box.inputValue()) || ((await box.textContent()) ?? '');
  assert.ok(text.startsWith('kestrel -falcon -') && text.includes(word), text);
  for (const { id } of rows) await town.call('PUT', `/brands/${town.brand}/matches/${id}/mark`, { mark: null });
  assert.deepEqual(complaints, []);
}

const PLACES = ['figures', 'bursts', 'audit'] as const;

async function axeEverywhere(town: Town, { queryId }: Here, colorScheme: 'light' | 'dark') {
  const { page } = await town.enter({ colorScheme });
  const found: string[] = [];
  for (const place of [...PLACES, queryId]) {
    await page.goto(`${town.url}/listening/${place}`);
    await page.getByRole('main').first().waitFor();
    await page.getByRole('status', { name: /…$/ }).first().waitFor({ state: 'detached' });
    await page.getByText('Weekly audit').first().waitFor();
    found.push(...(await axe(page, place)));
  }
  assert.deepEqual(found, []);
}

async function elsewhere(town: Town) {
  for (const options of [{ locale: 'ar' }, { viewport: { width: 390, height: 844 } }]) {
    const { page } = await town.enter(options);
    for (const place of PLACES) {
      await page.goto(`${town.url}/listening/${place}`);
      await page.getByRole('main').first().waitFor();
      await page.getByRole('status', { name: /…$/ }).first().waitFor({ state: 'detached' });
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, place);
      if ('locale' in options) await picture(page, `${place}-ar`);
    }
  }
}

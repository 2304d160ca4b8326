/** Health under Channels as a lead sees it: a silence that is news, a letter that is read and read again, the books beside it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { until } from '../support/until.ts';
import { axe } from './axe.ts';
import { openTown, rowOf, type Town } from './town.ts';

const HOSTILE = '<img src=x onerror="document.title=\'taken\'">';

test('whether a channel hears as it should can be seen, and what it could not read be read again', async t => {
  const town = await openTown(t);
  const id = await square(town);
  await t.test('what is known of a channel is said in words, and what is not known yet too', () => known(town, id));
  await t.test('a silence that is news stands on the rail and on top, until somebody calls it normal', () =>
    silent(town, id),
  );
  await t.test('a letter is opened as plain text, read again after the fix, and on the desk once', () =>
    replayed(town, id),
  );
  await t.test('everything kept raw is read again, and nothing changes', () => reread(town, id));
  await t.test('an agent sees the health and none of the letters', () => asAgent(town, id));
  for (const theme of ['light', 'dark'] as const)
    await t.test(`axe finds nothing on the health of a channel, ${theme}`, () => axeOnHealth(town, id, theme));
  await t.test('on a phone all of it can be reached', () => onPhone(town, id));
  await t.test('in Arabic it stands the other way round', () => inArabic(town, id));
});

async function square(town: Town): Promise<string> {
  const { rows } = await town.call<{ rows: { id: string }[] }>('GET', `/brands/${town.brand}/channels`);
  const id = rows[0]?.id ?? assert.fail('no channel');
  // What is said while the past is still being read may be found there, and the past does not count as heard.
  await until(async () => {
    const past = "select from channel_cursor where channel_id = $1 and source = 'backfill' and cursor = 'done'";
    return (await query(town, past, [id])).rowCount === 1;
  });
  await town.customer('Mara Quillfeather').say('@kestrel my Kestrel One leaks onto the counter.');
  await until(async () => {
    const { channel } = await town.call<{ channel: { today: { kept: number } } }>(
      'GET',
      `/brands/${town.brand}/channels/${id}`,
    );
    return channel.today.kept > 0;
  });
  return id;
}

function query(town: Town, text: string, values: unknown[]) {
  return town.database.pool.query(text, values);
}

/** A post of somebody the parser stumbled over, with something in it that would like to be more than text. */
async function addLetter(town: Town, channelId: string, name: string, text: string): Promise<void> {
  const at = new Date().toISOString();
  const handle = name.toLowerCase();
  const post = {
    id: `lost-${handle}`,
    at,
    author: { id: `p-${handle}`, handle, name },
    text,
    lang: 'en',
    parent: null,
    parentAuthor: null,
    root: `lost-${handle}`,
    room: null,
    roomWith: null,
    about: null,
    mentions: ['c-kestrel'],
    pictures: [],
    version: 0,
    editedAt: null,
    key: null,
  };
  const body = JSON.stringify({ seq: 900_000, at, kind: 'post', post });
  const day = at.slice(0, 10);
  await query(
    town,
    `insert into raw_event (brand_id, channel_id, source, received_at, body, size, state, reason, counted)
     values ($1, $2, 'stream', $3, $4, length($4), 'failed', 'not JSON',
       jsonb_build_object('day', $5::text, 'failed', '{"not JSON": 1}'::jsonb, 'others', 0))`,
    [town.brand, channelId, at, body, day],
  );
  for (const [outcome, reason] of [
    ['received', ''],
    ['failed', 'not JSON'],
  ])
    await query(
      town,
      `insert into ledger as l values ($1, $2, $3, $4, $5, 1)
       on conflict (brand_id, channel_id, day, outcome, reason) do update set n = l.n + 1`,
      [town.brand, channelId, day, outcome, reason],
    );
}

function detail(page: Page) {
  return page.getByRole('complementary', { name: 'Square' });
}

async function known(town: Town, id: string) {
  const { page, complaints } = await town.enter();
  await page.goto(`${town.url}/channels/${id}`);
  const health = detail(page);
  await health.getByText('Not enough known yet').waitFor();
  await health
    .getByText(/half within .*19 of 20 within/)
    .first()
    .waitFor();
  await health.getByText('Does not end by itself').or(health.getByText('None needed')).waitFor();
  await health
    .getByText(/^Open; /)
    .first()
    .waitFor();
  await health.getByText('It adds up').waitFor();
  assert.deepEqual(complaints, []);
}

async function silent(town: Town, id: string) {
  const { page } = await town.enter();
  await page.goto(`${town.url}/channels`);
  await page.getByRole('link', { name: 'Channels', exact: true }).waitFor();
  // As the watch would find it: nothing since what was heard last, and enough known to expect twelve.
  await query(
    town,
    `insert into silence (brand_id, channel_id, since, noticed_at, expected)
     select brand_id, id, last_heard_at, now(), 12 from channel where id = $1`,
    [id],
  );
  await page.reload();
  await page.getByText(/Square has been silent since \d\d:\d\d\./).waitFor();
  await page.getByText('Expected about 12 posts since then, heard none.').waitFor();
  await page.getByRole('link', { name: 'Channels: one channel needs a look' }).waitFor();
  await page.getByRole('cell', { name: /^Silent/ }).waitFor();
  await page.getByRole('button', { name: 'Ask again now' }).click();
  await page.getByText('The line is opened anew, and what was missed is asked for').waitFor();
  await page.getByRole('button', { name: 'It is normal' }).click();
  await page.getByText('The alarm is over, and Heed learns from it').waitFor();
  await page.getByText(/has been silent/).waitFor({ state: 'detached' });
  await page.getByRole('link', { name: 'Channels', exact: true }).waitFor();
}

async function replayed(town: Town, id: string) {
  await addLetter(town, id, 'Lotte', `@kestrel ${HOSTILE} where is my order?`);
  const { page, complaints } = await town.enter();
  await page.goto(`${town.url}/channels/${id}`);
  const letters = detail(page);
  const letter = letters.getByRole('listitem').filter({ hasText: 'lost-lotte' });
  await letter.getByText('not JSON').click();
  const text = letter.locator('pre');
  await text.waitFor();
  assert.match((await text.textContent()) ?? '', /"text": "@kestrel <img src=x onerror=/);
  assert.equal(await page.locator('img[src="x"]').count(), 0, 'it is nothing but text');
  assert.notEqual(await page.title(), 'taken');
  await letters.getByRole('button', { name: 'Read again', exact: true }).click();
  await letters.getByText(/Read again .*: one kept, 0 ignored, 0 still not readable/).waitFor();
  await letters.getByText('Everything could be read').waitFor();
  await page.goto(town.url);
  await rowOf(page, 'Lotte').first().waitFor();
  assert.equal(await rowOf(page, 'Lotte').count(), 1);
  const { channel } = await town.call<{
    channel: { today: Record<'received' | 'kept' | 'ignored' | 'failed', number> };
  }>('GET', `/brands/${town.brand}/channels/${id}`);
  const { received, kept, ignored, failed } = channel.today;
  assert.deepEqual([kept, failed], [2, 0]);
  assert.equal(received, kept + ignored + failed);
  assert.deepEqual(complaints, []);
}

async function reread(town: Town, id: string) {
  const { page } = await town.enter();
  await page.goto(`${town.url}/channels/${id}`);
  const health = detail(page);
  await health.getByText('Read everything again').click();
  await health.getByRole('button', { name: 'Read everything since then' }).click();
  await health.getByText(/Read again .*: none kept, 0 ignored, 0 still not readable/).waitFor();
}

async function asAgent(town: Town, id: string) {
  await addLetter(town, id, 'Otto', '@kestrel hello?');
  const who = { name: 'Ada Agent', email: 'ada@kestrel.example', role: 'agent' };
  const added = await town.call<{ firstPassword: string }>('POST', `/brands/${town.brand}/members`, who);
  const { page, complaints } = await town.enter({ as: { email: who.email, password: added.firstPassword } });
  await page.goto(`${town.url}/channels/${id}`);
  await detail(page).getByText('Hearing delay').waitFor();
  assert.equal(await page.getByText('Received and not understood').count(), 0);
  // Before the sign-in nobody is known, and the browser says so.
  assert.deepEqual(
    complaints.filter(words => !words.includes('401')),
    [],
  );
}

async function axeOnHealth(town: Town, id: string, theme: 'light' | 'dark') {
  const { page } = await town.enter({ colorScheme: theme });
  await page.goto(`${town.url}/channels/${id}`);
  const health = detail(page);
  await health.getByRole('listitem').filter({ hasText: 'lost-otto' }).getByText('not JSON').click();
  await health.locator('pre').waitFor();
  await health.getByText('Day by day').click();
  await health.getByText('Read everything again').click();
  assert.deepEqual(await axe(page, 'health'), []);
}

async function onPhone(town: Town, id: string) {
  const { page } = await town.enter({ viewport: { width: 390, height: 844 }, hasTouch: true });
  await page.goto(`${town.url}/channels/${id}`);
  const health = detail(page);
  await health.getByRole('button', { name: 'Read again', exact: true }).scrollIntoViewIfNeeded();
  await health.getByRole('listitem').filter({ hasText: 'lost-otto' }).getByText('not JSON').tap();
  await health.locator('pre').waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
}

async function inArabic(town: Town, id: string) {
  const { page } = await town.enter({ locale: 'ar' });
  await page.goto(`${town.url}/channels/${id}`);
  await page.getByText('تأخر السماع').waitFor();
  await page.getByText('ليس JSON').first().waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
}

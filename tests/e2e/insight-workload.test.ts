import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { makeIngest } from '../../src/services/ingest.ts';
import { countedIds } from '../support/brand.ts';
import { makeChance } from '../support/chance.ts';
import { arrival, ourAccount, post } from '../support/hearing.ts';
import { axe } from './axe.ts';
import { openTown, type Town } from './town.ts';

const DAY_MS = 86_400_000;
/** Where pictures go, for somebody who wants to look at them. */
const SHOTS = process.env['HEED_SHOTS'];
const PARTS = ['heard', 'risk', 'workload'] as const;

test('what is heard, who may be lost, and how much work there is', async t => {
  const town = await openTown(t);
  await lived(town);
  await t.test('the heat map, handling time, backlog and topics open their rows', () => workload(town));
  await t.test('who is at risk is told with the reasons, and leads to the conversation', () => risk(town));
  await t.test('the unheard rate opens its complaints, and what no network tells stands in its words', () =>
    heard(town),
  );
  for (const colorScheme of ['light', 'dark'] as const) {
    await t.test(`axe finds nothing, ${colorScheme}`, () => axeEverywhere(town, colorScheme));
  }
  await t.test('in Arabic and on a phone nothing runs out of the page', () => elsewhere(town));
});

/** Eight weeks of a small company: more parcels of late, four fifths answered, a few who may leave. */
async function lived(town: Town): Promise<void> {
  const { database, brand: brandId } = town;
  const { db } = database;
  const chance = makeChance(11);
  const clock = { now: new Date() };
  const ingest = makeIngest({ database, makeId: countedIds(700_000_000), now: () => clock.now });
  const { rows } = await sql<{ id: string }>`select id from channel where brand_id = ${brandId}`.execute(db);
  const channel = { id: rows[0]?.id ?? '', network: 'rehearsal', account: ourAccount, playsRecording: false };
  const { id: queryId } = await town.call<{ id: string }>('POST', `/brands/${brandId}/queries`, {
    text: 'kestrel -falcon',
    name: 'Anything about us',
    opens: 'never',
  });
  const now = Date.now();
  for (let day = 55; day >= 0; day--) {
    const heard = [];
    const listened = new Map();
    const isWeekend = new Date(now - day * DAY_MS).getUTCDay() % 6 === 0;
    for (let n = 0; n < (isWeekend ? 5 : 9); n++) {
      const at = new Date(now - day * DAY_MS - Math.floor((2 + 8 * chance() ** 2) * 3_600_000));
      const isParcel = chance() < (day < 14 ? 0.5 : 0.15);
      const [id, author] = [`d${day}n${n}`, `Writer ${day}-${n}`];
      const text = isParcel ? `Where is my parcel? The courier lost it, ${id}` : `My grinder is loud, ${id}`;
      const isTagged = chance() < 0.6;
      heard.push(arrival([{ kind: 'post', post: post(id, author, 0, { at, text, addressed: isTagged }) }]));
      listened.set(id, { queryIds: chance() < 0.8 || !isTagged ? [queryId] : [], wants: 'complaint', opens: true });
      if (chance() > 0.8) continue;
      const answeredAt = new Date(at.getTime() + Math.floor(600_000 * (0.2 + 9 * chance() ** 3)));
      if (answeredAt.getTime() > now) continue;
      const reply = { at: answeredAt, parentRemoteId: id, rootRemoteId: id, text: 'Sorry! We look into it.' };
      heard.push(arrival([{ kind: 'post', post: post(`a-${id}`, 'kestrel', 0, reply) }]));
    }
    clock.now = new Date(now - day * DAY_MS);
    await ingest({ brandId, channel, source: 'stream', heard, cursor: null, receivedAt: clock.now, listened });
  }
  await deeds(town);
}

/** What colleagues did and what was read, as it would stand after eight weeks. */
async function deeds({ database: { db }, brand }: Town): Promise<void> {
  await sql`update message set intents = case when text like '%parcel%' then '{request,request.delivery}' else '{complaint}' end::text[]
    where brand_id = ${brand} and direction = 'in'`.execute(db);
  await sql`update turn set closed_agent_id = (select agent_id from membership where brand_id = ${brand} limit 1)
    where brand_id = ${brand} and outcome = 'answered'`.execute(db);
  await sql`
    insert into handling (brand_id, message_id, conversation_id, agent_id, turn_id, began_at, sent_at, seconds, fresh_seconds, at_once,
      inbox_id, channel_id, visibility, heard, kind, complaint, reach)
    select t.brand_id, t.closed_by, t.conversation_id, t.closed_agent_id, t.id, t.closed_at - interval '400 seconds', t.closed_at,
      200 + mod(abs(hashtext(t.id::text)), 360), 120 + mod(abs(hashtext(t.id::text)), 80), 1 + mod(abs(hashtext(t.id::text)), 2),
      t.inbox_id, t.channel_id, 'public', false, t.kind, true, 0
    from turn t where t.brand_id = ${brand} and t.outcome = 'answered' and t.closed_by is not null`.execute(db);
  await sql`
    insert into resolving (brand_id, conversation_id, resolved_at, inbox_id, channel_id, again_at)
    select brand_id, conversation_id, closed_at + interval '1 hour', inbox_id, channel_id,
      case when mod(abs(hashtext(id::text)), 7) = 0 then closed_at + interval '30 hours' end
    from turn where brand_id = ${brand} and outcome = 'answered' and mod(abs(hashtext(id::text)), 3) > 0`.execute(db);
  await sql`
    update conversation set risk = 15 + mod(abs(hashtext(id::text)), 70), risk_parts = '[{"part":"leaving","points":30},{"part":"asked_before","points":5,"count":1}]'
    where brand_id = ${brand} and turn_id is not null and mod(abs(hashtext(id::text)), 2) = 0`.execute(db);
  await sql`
    insert into risk_judgement (brand_id, id, conversation_id, score, parts, weighed_at, outcome, judged_by, judged_at)
    select brand_id, gen_random_uuid(), id, 10 + mod(abs(hashtext(id::text)), 80), '[{"part":"angry","points":5}]', last_message_at,
      case when mod(abs(hashtext(thread_id::text)), 100) < 10 + mod(abs(hashtext(id::text)), 80) then 'lost' else 'saved' end,
      case when mod(abs(hashtext(id::text)), 5) = 0 then 'person' else 'rule' end, last_message_at
    from conversation where brand_id = ${brand} and turn_id is null and mod(abs(hashtext(id::text)), 2) = 0`.execute(
    db,
  );
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
      await page.waitForTimeout(150);
      await page.screenshot({ path: join(SHOTS, `${name}-${width}-${theme}.png`) });
    }
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ colorScheme: 'light' });
}

/** The whole of a page that scrolls within. */
async function wholePicture(page: Page, name: string) {
  if (SHOTS === undefined) return;
  await page.setViewportSize({ width: 1440, height: 3_400 });
  await page.waitForTimeout(200);
  await page.screenshot({ path: join(SHOTS, `${name}-whole.png`) });
  await page.setViewportSize({ width: 1440, height: 900 });
}

async function open(town: Town, part: (typeof PARTS)[number]) {
  const opened = await town.enter();
  await opened.page.goto(`${town.url}/insight/${part}`);
  await opened.page
    .getByRole('heading', { level: part === 'workload' ? 3 : 2 })
    .first()
    .waitFor();
  return opened;
}

async function workload(town: Town) {
  const { page, complaints } = await open(town, 'workload');
  await page.getByRole('table', { name: 'What an answer takes, in rows' }).waitFor();
  await page.getByRole('table', { name: 'Topics that grow, in rows' }).waitFor();
  await page.getByRole('table', { name: 'By colleague, in rows' }).waitFor();
  await picture(page, 'workload');
  await wholePicture(page, 'workload');
  assert.match((await page.getByRole('main').textContent()) ?? '', /Delivery/);
  const topics = page.getByRole('table', { name: 'Topics that grow, in rows' });
  await topics.getByText('grows', { exact: true }).first().waitFor();
  await topics.getByRole('button', { name: 'Delivery' }).click();
  await page.getByRole('heading', { name: 'Delivery: the messages' }).waitFor();
  const messages = page.getByRole('table', { name: 'Delivery: the messages' });
  await messages.getByText('Where is my parcel?', { exact: false }).first().waitFor();
  await picture(page, 'workload-rows');
  await page.getByRole('button', { name: 'Back' }).click();
  await page.getByRole('button', { name: /^The \d+ answers behind it$/ }).click();
  await page.getByRole('table', { name: 'What an answer takes' }).getByRole('link').first().click();
  await page.waitForURL(/\/c\//);
  assert.deepEqual(complaints, []);
}

async function risk(town: Town) {
  const { page, complaints } = await open(town, 'risk');
  const list = page.getByRole('table', { name: 'At risk now, in rows' });
  await list.waitFor();
  await page.getByRole('heading', { name: 'Can the scores be believed?' }).waitFor();
  await picture(page, 'risk');
  await wholePicture(page, 'risk');
  assert.match((await list.textContent()) ?? '', /Says they are leaving · One more message without an answer/);
  const scores = (await list.getByRole('row').allTextContents())
    .slice(1)
    .map(row => Number(/(\d\d)Says/.exec(row)?.[1]));
  assert.deepEqual(
    scores,
    scores.toSorted((a, b) => b - a),
  );
  await page.getByRole('button', { name: 'The judgements behind it: Lost' }).click();
  await page.getByRole('table', { name: 'The judgements behind it' }).waitFor();
  await page.getByRole('button', { name: 'Back' }).click();
  await list.getByRole('link').first().click();
  await page.waitForURL(/\/c\//);
  assert.deepEqual(complaints, []);
}

async function heard(town: Town) {
  const { page, complaints } = await open(town, 'heard');
  await page.getByText('Unheard rate, week by week').waitFor();
  await picture(page, 'heard');
  await wholePicture(page, 'heard');
  await page.getByText('every word said on the square is heard', { exact: false }).waitFor();
  const said = /(\d+) of (\d+) complaints tagged nobody of ours/.exec(
    (await page.getByRole('main').textContent()) ?? '',
  );
  assert.ok(said !== null);
  await page.getByRole('button', { name: 'The complaints behind it', exact: true }).first().click();
  const rows = page.getByRole('region', { name: 'The complaints behind it' });
  await rows.getByRole('article').first().waitFor();
  await rows.getByRole('button', { name: 'Close' }).click();
  await page.getByText('Unheard rate, week by week').waitFor();
  assert.deepEqual(complaints, []);
}

async function axeEverywhere(town: Town, colorScheme: 'light' | 'dark') {
  const found = [];
  const { page } = await town.enter({ colorScheme });
  for (const part of PARTS) {
    await page.goto(`${town.url}/insight/${part}`);
    await page.getByRole('heading').first().waitFor();
    await page.waitForLoadState('networkidle');
    found.push(...(await axe(page, `${part}, ${colorScheme}`)));
  }
  assert.deepEqual(found, []);
}

async function elsewhere(town: Town) {
  const { page } = await town.enter({ locale: 'ar', viewport: { width: 390, height: 844 } });
  for (const part of PARTS) {
    await page.goto(`${town.url}/insight/${part}`);
    await page.getByRole('heading').first().waitFor();
    await page.waitForLoadState('networkidle');
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(over <= 0, `${part} is ${over} px too wide`);
    if (SHOTS !== undefined) await page.screenshot({ path: join(SHOTS, `${part}-ar.png`) });
  }
}

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { until } from '../support/until.ts';
import { axe } from './axe.ts';
import { openTown, type Town } from './town.ts';

/** Where pictures go, for somebody who wants to look at them. */
const SHOTS = process.env['HEED_SHOTS'];
const HOLIDAYS = [
  'BEGIN:VCALENDAR',
  'BEGIN:VEVENT',
  'SUMMARY:Founding Day',
  'DTSTART;VALUE=DATE:20200303',
  'RRULE:FREQ=YEARLY',
  'END:VEVENT',
  'BEGIN:VEVENT',
  'SUMMARY:Party',
  'DTSTART:20261204T180000',
  'DTEND:20261204T230000',
  'END:VEVENT',
  'END:VCALENDAR',
].join('\r\n');

test('hours are entered, and what is promised is tried before it is promised', async t => {
  const town = await openTown(t);
  await town.customer('Thea').say('Hello @kestrel, do you ship to Crete?');
  await until(() => waiting(town));
  const { page, complaints } = await town.enter();
  await t.test('a week is edited, and what it means is said before it is kept', () => editWeek(town, page));
  await t.test('a file of holidays is shown before it counts', () => importHolidays(town, page));
  await t.test('other minutes move the numbers; kept, they set the open clocks anew', () => changePromise(town, page));
  await t.test('a step is added, and once the promise breaks the conversation says what became of it', () =>
    escalates(town, page),
  );
  await t.test('the order is changed with the arrow keys', () => reorder(town, page));
  if (SHOTS) await shoot(town);
  assert.deepEqual(complaints, []);
});

async function waiting({ database }: Town): Promise<true | undefined> {
  const { rows } = await sql`select from conversation where turn_id is not null`.execute(database.db);
  return rows.length > 0 ? true : undefined;
}

/** Five waits of last week, each answered after forty minutes. */
async function answeredLongAgo({ database }: Town): Promise<void> {
  await sql`
    insert into turn (brand_id, id, conversation_id, inbox_id, channel_id, kind, opened_at, received_at, opened_by, closed_at, outcome)
    select brand_id, gen_random_uuid(), conversation_id, inbox_id, channel_id, 'first', began, began, opened_by,
      began + interval '40 minutes', 'answered'
    from turn, lateral (select opened_at - make_interval(days => n) began from generate_series(5, 9) n) past
    where outcome is null`.execute(database.db);
}

async function editWeek({ url }: Town, page: Page): Promise<void> {
  await page.goto(`${url}/settings/hours`);
  await page.getByLabel('Name').fill('Athens office');
  await page.getByRole('button', { name: /Time zone/ }).click();
  await page.getByPlaceholder('Find a city or a region').fill('athens');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Time zone Europe / Athens' }).waitFor();
  await page.getByLabel('Monday: closes at').fill('17:00');
  await page.getByRole('button', { name: 'Monday: add an interval' }).click();
  await page.getByLabel('Monday: opens at').nth(1).fill('22:00');
  await page.getByLabel('Monday: closes at').nth(1).fill('02:00');
  await page.getByText('next day').waitFor();
  await page.getByRole('button', { name: 'Monday: more' }).click();
  await page.getByRole('menuitem', { name: 'Copy to Monday to Friday' }).click();
  await until(async () => (await page.getByText('next day').count()) === 5 || undefined);
  await page.getByLabel('made at').fill('2026-11-27T16:50');
  await page.getByText(/A promise of 30 minutes made on Friday.* 16:50 is due on Friday.* 22:20/).waitFor();
  await page.getByRole('button', { name: 'Make these hours' }).click();
  await page.getByText(/Open now|Closed now/).waitFor();
}

async function importHolidays({ url }: Town, page: Page): Promise<void> {
  await page.goto(`${url}/settings/hours`);
  const file = { name: 'ours.ics', mimeType: 'text/calendar', buffer: Buffer.from(HOLIDAYS) };
  await page.locator('input[type="file"]').setInputFiles(file);
  await page.getByText(/\d new days in this file/).waitFor();
  await page.getByText('One event is left out').click();
  await page.getByText('Party (line 7): it has hours; only whole days are taken').waitFor();
  await page.getByRole('button', { name: /Enter these \d days/ }).click();
  await page.getByRole('button', { name: 'Remove Founding Day' }).first().waitFor();
  assert.deepEqual(await axe(page, 'hours'), []);
}

async function changePromise(town: Town, page: Page): Promise<void> {
  const { url } = town;
  await answeredLongAgo(town);
  await page.goto(`${url}/settings/promises`);
  const card = page.locator('li', { hasText: 'Everything else' }).first();
  await card.getByRole('button', { name: /^Everything else/ }).click();
  await page.getByLabel('Counted in').selectOption('always');
  await page.getByText('Came due: 5. Kept: 0.').waitFor();
  await page.getByLabel('First answer').fill('40');
  await page.getByText('Came due: 5. Kept: 5.').waitFor();
  await page.getByRole('button', { name: 'Add a condition' }).click();
  await page.getByRole('menuitem', { name: 'Language' }).click();
  await page.getByRole('button', { name: 'Add to: Language' }).click();
  await page.getByRole('menuitem', { name: 'Greek' }).click();
  await page.getByText('Came due: 0. Kept: 0.').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Remove Greek' }).click();
  await page.getByText('Came due: 5. Kept: 5.').waitFor();
  await page.getByText('The waits behind it').click();
  await page.getByRole('link', { name: 'Thea' }).first().waitFor();
  assert.deepEqual(await axe(page, 'promises'), []);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Saved. 1 open clock was set anew.').first().waitFor();
}

async function escalates(town: Town, page: Page): Promise<void> {
  const { url, database } = town;
  await page.goto(`${url}/settings/promises`);
  await page.getByRole('button', { name: /^Everything else/ }).click();
  await page.getByRole('button', { name: 'Add a step' }).click();
  await page.getByLabel('What', { exact: true }).last().selectOption({ label: 'Send an e-mail' });
  await page.getByText('No mail server is set up (HEED_SMTP_URL). Until then nothing is sent.').waitFor();
  assert.deepEqual(await axe(page, 'steps'), []);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await until(async () => {
    const { rows } = await sql`select from policy where steps::text like '%mail%'`.execute(database.db);
    return rows.length > 0 || undefined;
  });
  await town.customer('Mika').say('@kestrel what does the small grinder cost?');
  const id = await until(async () => {
    const { rows } = await sql<{ id: string }>`
      select c.id from conversation c join identity i on i.id = c.identity_id
      where i.name = 'Mika' and c.turn_id is not null`.execute(database.db);
    return rows[0]?.id;
  });
  // Time passes: the post is an hour older, and the clock looks at it.
  await sql`update message set at = at - interval '1 hour' where conversation_id = ${id}`.execute(database.db);
  await sql`update turn set wake_at = now() where conversation_id = ${id}`.execute(database.db);
  await page.goto(`${url}/c/${id}`);
  await page.getByText('Promise “Everything else” broke: Nadia Okafor was told').waitFor();
  await page.getByText('broke: no e-mail, no mail server is set up (HEED_SMTP_URL)').waitFor();
}

async function reorder({ url, call, brand }: Town, page: Page): Promise<void> {
  await page.goto(`${url}/settings/promises`);
  await page.getByRole('button', { name: /^Move Everything else/ }).press('ArrowUp');
  await until(async () => {
    const { rows } = await call<{ rows: { name: string }[] }>('GET', `/brands/${brand}/policies`);
    return rows.findIndex(row => row.name === 'Everything else') === rows.length - 2 || undefined;
  });
}

async function shoot(town: Town): Promise<void> {
  if (!SHOTS) return;
  mkdirSync(SHOTS, { recursive: true });
  for (const width of [1440, 900, 390]) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page } = await town.enter({ viewport: { width, height: 1_300 }, colorScheme });
      for (const name of ['hours', 'promises', 'webhooks']) {
        await page.goto(`${town.url}/settings/${name}`);
        await page.locator('main section').first().waitFor();
        const card = page.getByRole('button', { name: /^Public complaints/ });
        if (name === 'promises') await card.click();
        await page.waitForTimeout(900);
        await page.screenshot({ path: join(SHOTS, `${name}-${width}-${colorScheme}.png`) });
      }
      await page.close();
    }
  }
}

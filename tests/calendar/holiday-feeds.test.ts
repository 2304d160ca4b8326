/** Holidays read from an address: entered, gone and kept as they stand there, once a week, and honest when they cannot be read. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { type GuardedFetch, NetworkFailure } from '../../src/connectors/connector.ts';
import { type Calendars, makeCalendars } from '../../src/services/calendars.ts';
import { FEED_TASK, type HolidayFeeds, makeHolidayFeeds } from '../../src/services/holiday-feeds.ts';
import type { Who } from '../../src/services/permit.ts';
import { retime } from '../../src/services/retime.ts';
import { type TestDesk, testDesk } from '../support/desk.ts';

const nine = [{ fromMinute: 540, untilMinute: 1_080 }];
const office = { name: 'Office', timeZone: 'Europe/Athens', week: [nine, nine, nine, nine, nine, [], []] };
const NEVER = new AbortController().signal;
const URL_THERE = 'https://holidays.kestrel.example/gr.ics';

/** What stands at the address, and how it was asked for. */
type There = { answer: () => { status: number; text: string; etag?: string }; asked: (string | undefined)[] };
type Room = { town: TestDesk; lead: Who; calendars: Calendars; feeds: HolidayFeeds; there: There; id: string };

async function openRoom(t: Parameters<typeof testDesk>[0]): Promise<Room> {
  const town = await testDesk(t);
  const { db, makeId, now } = town.desk;
  const there: There = { answer: () => ({ status: 200, text: file() }), asked: [] };
  const fetch: GuardedFetch = async (url, options = {}) => {
    there.asked.push(options.headers?.['if-none-match']);
    const { status, text, etag } = there.answer();
    const headers = new Headers(etag === undefined ? {} : { etag });
    return { status, headers, bytes: new Uint8Array(), url, movedTo: null, text: () => text, json: () => null };
  };
  const again = (who: Who) => retime({ db, makeId, now }, who.brandId, who.agentId);
  const calendars = makeCalendars({ db, makeId, now, retime: again });
  const lead = await town.colleague('Lea', 'lead');
  const feeds = makeHolidayFeeds({ db, makeId, now, fetchFor: () => fetch, list: calendars.list });
  const { calendar } = await calendars.add(lead, office);
  return { town, lead, calendars, feeds, there, id: calendar.id };
}

function file(...days: [name: string, date: string][]): string {
  const events = days.flatMap(([name, date]) => [
    'BEGIN:VEVENT',
    `SUMMARY:${name}`,
    `DTSTART;VALUE=DATE:${date}`,
    'END:VEVENT',
  ]);
  return ['BEGIN:VCALENDAR', ...events, 'END:VCALENDAR'].join('\n');
}

async function days({ calendars, lead }: Room): Promise<string[]> {
  const [calendar] = await calendars.list(lead);
  return (calendar?.holidays ?? []).map(day => `${day.date} ${day.name} ${day.source}`);
}

async function jobs({ town }: Room): Promise<{ runAt: Date }[]> {
  const { rows } = await sql<{ runAt: Date }>`
    select run_at "runAt" from graphile_worker.jobs where task_identifier = ${FEED_TASK}`.execute(town.database.db);
  return rows;
}

const job = ({ lead, id }: Room) => ({ brandId: lead.brandId, calendarId: id });

test('the days at an address are entered, follow what stands there, and end with it', async t => {
  const room = await openRoom(t);
  const { feeds, lead, there, id } = room;
  there.answer = () => ({
    status: 200,
    text: file(['Christmas', '20261225'], ['Epiphany', '20270106']),
    etag: '"one"',
  });
  const { calendar } = await feeds.set(lead, id, 'webcal://holidays.kestrel.example/gr.ics', NEVER);
  assert.deepEqual([calendar.feed?.url, calendar.feed?.failures], [URL_THERE, 0]);
  assert.deepEqual(await days(room), ['2026-12-25 Christmas subscribed', '2027-01-06 Epiphany subscribed']);
  there.answer = () => ({ status: 200, text: file(['Christmas', '20261225'], ['Clean Monday', '20270315']) });
  await feeds.again(job(room), NEVER);
  assert.deepEqual(await days(room), ['2026-12-25 Christmas subscribed', '2027-03-15 Clean Monday subscribed']);
  assert.equal((await feeds.set(lead, id, null, NEVER)).calendar.feed, null);
  assert.deepEqual([await days(room), await jobs(room)], [[], []]);
});

test('it is read once a week, and asked for only when it has changed', async t => {
  const room = await openRoom(t);
  const { feeds, lead, there, id, town } = room;
  there.answer = () => ({ status: 200, text: file(['Christmas', '20261225']), etag: '"one"' });
  await feeds.set(lead, id, URL_THERE, NEVER);
  const inDays = async () =>
    (await jobs(room)).map(one => Math.round((one.runAt.getTime() - town.desk.now().getTime()) / 86_400_000));
  assert.deepEqual(await inDays(), [7]);
  town.pass(7 * 86_400);
  there.answer = () => ({ status: 304, text: '' });
  await feeds.again(job(room), NEVER);
  assert.deepEqual(there.asked, [undefined, '"one"']);
  assert.deepEqual([await days(room), await inDays()], [['2026-12-25 Christmas subscribed'], [7]]);
});

test('what a lead changed stays theirs, and is not entered a second time', async t => {
  const room = await openRoom(t);
  const { feeds, calendars, lead, there, id } = room;
  there.answer = () => ({ status: 200, text: file(['Christmas Eve', '20261224']) });
  const { calendar } = await feeds.set(lead, id, URL_THERE, NEVER);
  const wish = { date: '2026-12-24', name: 'Eve, half a day', intervals: [{ fromMinute: 540, untilMinute: 780 }] };
  await calendars.changeHoliday(lead, calendar.holidays[0]?.id ?? '', wish);
  await feeds.refresh(lead, id, NEVER);
  assert.deepEqual(await days(room), ['2026-12-24 Eve, half a day entered']);
});

test('an address that cannot be read is refused in words and changes nothing', async t => {
  const room = await openRoom(t);
  const { feeds, lead, there, id } = room;
  await assert.rejects(feeds.set(lead, id, 'file:///etc/passwd', NEVER), /no address of the web/);
  await assert.rejects(
    feeds.set(lead, id, 'https://me:secret@holidays.kestrel.example', NEVER),
    /no address of the web/,
  );
  assert.equal(there.asked.length, 0);
  there.answer = () => ({ status: 200, text: '<html>Hello</html>' });
  await assert.rejects(feeds.set(lead, id, URL_THERE, NEVER), /does not begin with BEGIN:VCALENDAR/);
  await assert.rejects(feeds.refresh(lead, id, NEVER), /Enter the address/);
  assert.deepEqual([await days(room), await jobs(room)], [[], []]);
  const agent = await room.town.colleague('Ann');
  await assert.rejects(feeds.set(agent, id, URL_THERE, NEVER), /role/);
});

test('a week in which it cannot be read keeps the days, says why, is counted, and tried again the next day', async t => {
  const room = await openRoom(t);
  const { feeds, calendars, lead, there, id, town } = room;
  there.answer = () => ({ status: 200, text: file(['Christmas', '20261225']) });
  await feeds.set(lead, id, URL_THERE, NEVER);
  there.answer = () => {
    throw new NetworkFailure('retry', 'It answered 503.', { said: 'We are painting the walls.' });
  };
  await feeds.again(job(room), NEVER);
  await feeds.again(job(room), NEVER);
  const [calendar] = await calendars.list(lead);
  assert.deepEqual([calendar?.feed?.failures, calendar?.feed?.said], [2, 'We are painting the walls.']);
  assert.deepEqual(await days(room), ['2026-12-25 Christmas subscribed']);
  const [next] = await jobs(room);
  assert.equal(next?.runAt.getTime(), town.desk.now().getTime() + 86_400_000);
  there.answer = () => ({ status: 200, text: file(['Christmas', '20261225']) });
  assert.equal((await feeds.refresh(lead, id, NEVER)).calendar.feed?.failures, 0);
});

test('two leads who edit the same hours do not overwrite each other unseen', async t => {
  const { calendars, lead, id } = await openRoom(t);
  const first = await calendars.change(lead, id, { timeZone: 'Europe/Berlin', version: 1 });
  assert.equal(first.calendar.version, 2);
  await assert.rejects(calendars.change(lead, id, { timeZone: 'Europe/Paris', version: 1 }), /Somebody changed this/);
  assert.equal((await calendars.list(lead))[0]?.timeZone, 'Europe/Berlin');
  assert.equal((await calendars.change(lead, id, { timeZone: 'Europe/Paris', version: 2 })).calendar.version, 3);
});

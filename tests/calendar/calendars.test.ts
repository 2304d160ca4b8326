/** Hours as leads keep them: what is refused, what is imported, and that open clocks follow. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Interval } from '../../src/core/calendar/hours.ts';
import { defaultPolicies } from '../../src/core/policy.ts';
import { type Calendars, makeCalendars } from '../../src/services/calendars.ts';
import type { Who } from '../../src/services/permit.ts';
import { makePolicies } from '../../src/services/policies.ts';
import { retime } from '../../src/services/retime.ts';
import { type TestDesk, testDesk } from '../support/desk.ts';
import { post } from '../support/hearing.ts';

const nine: Interval[] = [{ fromMinute: 540, untilMinute: 1_080 }];
const week = [nine, nine, nine, nine, nine, [], []];
const office = { name: 'Office', timeZone: 'Europe/Athens', week };

type Room = { town: TestDesk; lead: Who; calendars: Calendars };

async function openRoom(t: Parameters<typeof testDesk>[0]): Promise<Room> {
  const town = await testDesk(t);
  const { db, makeId, now } = town.desk;
  const again = (who: Who) => retime({ db, makeId, now }, who.brandId, who.agentId);
  return {
    town,
    lead: await town.colleague('Lea', 'lead'),
    calendars: makeCalendars({ db, makeId, now, retime: again }),
  };
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

async function dueAt({ town }: Room, conversationId: string): Promise<string | undefined> {
  const { rows } = await sql<{ dueAt: Date }>`
    select due_at "dueAt" from conversation where id = ${conversationId}`.execute(town.database.db);
  return rows[0]?.dueAt?.toISOString();
}

/** As a new brand has it: half an hour for everybody, in the hours of the team. */
const inHours = defaultPolicies(() => '').filter(policy => policy.name === 'Everything else');

test('an open clock follows the hours, a holiday, and the holiday’s end, and it is said how many', async t => {
  const room = await openRoom(t);
  const { town, lead, calendars } = room;
  for (const wish of inHours) await makePolicies(town.desk).add(lead, wish, true);
  // Ten minutes before noon of a Sunday.
  const id = await town.hear(post('p1', 'thea', 10, { text: 'Do you ship to Crete?' }));
  const before = await dueAt(room, id);
  const { calendar, retimed } = await calendars.add(lead, office);
  assert.equal(retimed, 1);
  assert.notEqual(await dueAt(room, id), before);
  assert.equal(await dueAt(room, id), '2026-11-23T07:30:00.000Z', 'Monday 9:30 in Athens');
  const closed = await calendars.addHoliday(lead, calendar.id, { date: '2026-11-23', name: 'Founding Day' });
  assert.equal(closed.retimed, 1);
  assert.equal(await dueAt(room, id), '2026-11-24T07:30:00.000Z');
  const [holiday] = closed.calendar.holidays;
  assert.equal((await calendars.removeHoliday(lead, holiday?.id ?? '')).retimed, 1);
  assert.equal(await dueAt(room, id), '2026-11-23T07:30:00.000Z');
  assert.equal((await calendars.change(lead, calendar.id, { name: 'Our office' })).retimed, 0, 'a name moves no clock');
  assert.equal((await calendars.remove(lead, calendar.id)).retimed, 1);
  assert.equal(await dueAt(room, id), before);
});

test('holidays are told before they are entered, and entered once', async t => {
  const { lead, calendars } = await openRoom(t);
  const { calendar } = await calendars.add(lead, office);
  const text = file(['Christmas', '20261225'], ['New Year', '20270101']);
  const told = await calendars.importHolidays(lead, calendar.id, text, false);
  assert.deepEqual([told.days.length, told.calendar.holidays.length], [2, 0]);
  const kept = await calendars.importHolidays(lead, calendar.id, text, true);
  assert.deepEqual(
    kept.calendar.holidays.map(day => [day.date, day.name, day.source]),
    [
      ['2026-12-25', 'Christmas', 'imported'],
      ['2027-01-01', 'New Year', 'imported'],
    ],
  );
  const again = await calendars.importHolidays(lead, calendar.id, text, true);
  assert.deepEqual([again.days.length, again.known, again.calendar.holidays.length], [0, 2, 2]);
  await assert.rejects(
    calendars.importHolidays(lead, calendar.id, 'hello', true),
    /does not begin with BEGIN:VCALENDAR/,
  );
});

test('hours that make no sense are refused in words', async t => {
  const { lead, calendars } = await openRoom(t);
  const refused = (wish: Partial<typeof office>, words: RegExp) =>
    assert.rejects(calendars.add(lead, { ...office, ...wish }), words);
  await refused({ timeZone: 'Europe/Atlantis' }, /no time zone “Europe\/Atlantis”/);
  await refused({ week: week.map(() => []) }, /never open/);
  const late = [{ fromMinute: 600, untilMinute: 1_200 }];
  await refused({ week: [[...nine, ...late], ...week.slice(1)] }, /09:00–18:00 and 10:00–20:00 overlap/);
  await refused({ week: [[{ fromMinute: 600, untilMinute: 600 }], ...week.slice(1)] }, /ends after it begins/);
  const { calendar } = await calendars.add(lead, office);
  await refused({}, /called “Office” already/);
  const holiday = (wish: object) => calendars.addHoliday(lead, calendar.id, { date: '2026-12-25', name: 'x', ...wish });
  await assert.rejects(holiday({ date: '2026-02-30' }), /2026-02-30 is no date/);
  await assert.rejects(holiday({ until: '2026-12-24' }), /before the first/);
  await assert.rejects(holiday({ until: '2028-12-24' }), /366 days/);
  await assert.rejects(calendars.add(await colleagueOf(t), office), /role/);
});

async function colleagueOf(t: Parameters<typeof testDesk>[0]): Promise<Who> {
  return (await testDesk(t)).colleague('Ann');
}

test('teams keep the hours they are given, and hours that a team keeps are not removed', async t => {
  const { town, lead, calendars } = await openRoom(t);
  const { calendar } = await calendars.add(lead, office);
  const teamId = town.ear.makeId();
  await sql`insert into team (brand_id, id, name) values (${lead.brandId}, ${teamId}, 'Grinders')`.execute(
    town.database.db,
  );
  const given = await calendars.setTeams(lead, calendar.id, [teamId]);
  assert.deepEqual(given.calendar.teams, [{ id: teamId, name: 'Grinders' }]);
  await assert.rejects(calendars.remove(lead, calendar.id), /“Office” is kept by Grinders/);
  assert.deepEqual((await calendars.setTeams(lead, calendar.id, [])).calendar.teams, []);
  await calendars.remove(lead, calendar.id);
  assert.deepEqual(await calendars.list(lead), []);
});

test('hours that a promise is counted in are not removed', async t => {
  const { town, lead, calendars } = await openRoom(t);
  const { calendar } = await calendars.add(lead, office);
  const hours = { kind: 'calendar', calendarId: calendar.id } as const;
  for (const wish of inHours) await makePolicies(town.desk).add(lead, { ...wish, hours }, true);
  await assert.rejects(calendars.remove(lead, calendar.id), /promise “Everything else” is counted in “Office”/);
});

test('hours are tried without being kept', async t => {
  const { lead, calendars } = await openRoom(t);
  const trial = calendars.try(lead, { ...office, specialDays: [], minutes: 30 });
  assert.deepEqual(trial, {
    isOpen: false,
    changesAt: '2026-11-23T07:00:00.000Z',
    madeAt: '2026-11-23T15:50:00.000Z',
    dueAt: '2026-11-24T07:20:00.000Z',
  });
  const friday = calendars.try(lead, { ...office, specialDays: [], minutes: 30, madeAt: '2026-11-20T17:50' });
  assert.equal(friday.dueAt, '2026-11-23T07:20:00.000Z');
});

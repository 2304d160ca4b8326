import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOLIDAYS_PER_FILE, type Holiday, ICAL_LENGTH, readHolidays } from './holidays.ts';
import { EVENTS_PER_FILE } from './ical-text.ts';

const here = { today: '2026-11-22', timeZone: 'Europe/Athens' };

function file(...events: string[][]): string {
  const lines = events.flatMap(event => ['BEGIN:VEVENT', ...event, 'END:VEVENT']);
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n');
}

function read(text: string): { days: Holiday[]; leftOut: { name: string; line: number; why: string }[] } {
  const found = readHolidays(text, here);
  if (found.kind === 'fault') assert.fail(found.message);
  return found;
}

const dates = (text: string) =>
  read(text).days.map(day => (day.date === day.until ? day.date : `${day.date}/${day.until}`));

test('a whole day, several in a row, and a day without an end', () => {
  const text = file(
    ['SUMMARY:Ochi Day', 'DTSTART;VALUE=DATE:20261028', 'DTEND;VALUE=DATE:20261029'],
    ['SUMMARY:Between the years', 'DTSTART;VALUE=DATE:20261224', 'DTEND;VALUE=DATE:20270102'],
    ['SUMMARY:Works outing', 'DTSTART;VALUE=DATE:20260904'],
    ['SUMMARY:Easter', 'DTSTART;VALUE=DATE:20260412', 'DURATION:P2D'],
  );
  assert.deepEqual(dates(text), ['2026-04-12/2026-04-13', '2026-09-04', '2026-10-28', '2026-12-24/2027-01-01']);
});

test('yearly days are written out for five years, without those excepted and with those moved', () => {
  const text = file(
    ['UID:a', 'SUMMARY:Founding Day', 'DTSTART;VALUE=DATE:20200303', 'RRULE:FREQ=YEARLY', 'EXDATE;VALUE=DATE:20270303'],
    ['UID:a', 'SUMMARY:Founding Day', 'RECURRENCE-ID;VALUE=DATE:20280303', 'DTSTART;VALUE=DATE:20280306'],
  );
  assert.deepEqual(dates(text), ['2025-03-03', '2026-03-03', '2028-03-06', '2029-03-03', '2030-03-03', '2031-03-03']);
});

test('midnight to midnight is a whole day, with a time zone, floating and in UTC', () => {
  const text = file(
    ['SUMMARY:Zone', 'DTSTART;TZID=America/New_York:20261225T000000', 'DTEND;TZID=America/New_York:20261226T000000'],
    ['SUMMARY:Floating', 'DTSTART:20261226T000000', 'DTEND:20261228T000000'],
    ['SUMMARY:In UTC', 'DTSTART:20261230T220000Z', 'DTEND:20261231T220000Z'],
  );
  assert.deepEqual(dates(text), ['2026-12-25', '2026-12-26/2026-12-27', '2026-12-31']);
});

test('events with hours, cancelled ones and strange rules are left out, and said with their line', () => {
  const text = file(
    ['SUMMARY:Party', 'DTSTART:20261204T180000', 'DTEND:20261204T230000'],
    ['SUMMARY:Called off', 'STATUS:CANCELLED', 'DTSTART;VALUE=DATE:20261207'],
    ['SUMMARY:Beat', 'DTSTART;VALUE=DATE:20261204', 'RRULE:FREQ=HOURLY'],
    ['SUMMARY:Backwards', 'DTSTART;VALUE=DATE:20261204', 'DTEND;VALUE=DATE:20261201'],
  );
  const { days, leftOut } = read(text);
  assert.deepEqual(days, []);
  assert.deepEqual(leftOut, [
    { name: 'Party', line: 3, why: 'it has hours; only whole days are taken', code: 'has_hours', given: '' },
    {
      name: 'Beat',
      line: 13,
      why: 'its rule comes HOURLY, which is nothing for days',
      code: 'rule',
      given: 'FREQ=HOURLY',
    },
    { name: 'Backwards', line: 18, why: 'it ends before it begins', code: 'ends_before', given: '' },
  ]);
});

test('folded lines, escaped commas, quoted parameters and other components do not disturb', () => {
  const text = [
    '\uFEFFBEGIN:VCALENDAR',
    'BEGIN:VTIMEZONE',
    'TZID:Europe/Athens',
    'BEGIN:STANDARD',
    'DTSTART:19701025T040000',
    'END:STANDARD',
    'END:VTIMEZONE',
    'BEGIN:VEVENT',
    'SUMMARY;ALTREP="http://a.example/x:y;z":Saints Peter\\, Pa',
    ' ul\\; and all',
    'BEGIN:VALARM',
    'DTSTART;VALUE=DATE:19990101',
    'END:VALARM',
    'DTSTART;VALUE=DATE:2026',
    '\t0629',
    'END:VEVENT',
    'END:VCALENDAR',
  ].join('\n');
  assert.deepEqual(read(text).days, [{ date: '2026-06-29', until: '2026-06-29', name: 'Saints Peter, Paul; and all' }]);
});

test('the same holiday twice is one', () => {
  const one = ['SUMMARY:Twice', 'DTSTART;VALUE=DATE:20261028'];
  assert.equal(read(file(one, one)).days.length, 1);
});

test('what is broken is said with its line', () => {
  const faults: [string, RegExp, number][] = [
    ['', /does not begin with BEGIN:VCALENDAR/, 1],
    ['<html></html>', /does not begin with BEGIN:VCALENDAR/, 1],
    ['BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20261028\n', /VEVENT in line 2 has no end/, 2],
    ['BEGIN:VCALENDAR\nEND:VEVENT\n', /Line 2 ends VEVENT, but VCALENDAR was begun/, 2],
    ['BEGIN:VCALENDAR\nwhat is this\nEND:VCALENDAR', /Line 2 cannot be read: “what is this”/, 2],
    [file(['SUMMARY:x', 'DTSTART;VALUE=DATE:20261345']), /Line 5: “20261345” is no date/, 5],
    [file(['SUMMARY:x', 'DTSTART:tomorrow']), /Line 5: “tomorrow” is no date/, 5],
    [file(['SUMMARY:x']), /line 3 has no DTSTART/, 3],
    [file(['DTSTART;VALUE=DATE:20261028', 'DTEND:soon']), /Line 5: “soon” is no date/, 5],
  ];
  for (const [text, words, line] of faults) {
    const found = readHolidays(text, here);
    assert.ok(found.kind === 'fault', text);
    assert.match(found.message, words);
    assert.equal(found.line, line);
  }
});

test('a file that is too long, too full or without an end is declined', () => {
  const day = ['DTSTART;VALUE=DATE:20261028'];
  const messages = [
    'x'.repeat(ICAL_LENGTH + 1),
    file(...Array.from({ length: EVENTS_PER_FILE + 1 }, () => day)),
    file(['SUMMARY:Every day', 'DTSTART;VALUE=DATE:20260101', 'RRULE:FREQ=DAILY']),
  ].map(text => readHolidays(text, here));
  for (const found of messages) assert.equal(found.kind, 'fault');
  assert.match(JSON.stringify(messages), new RegExp(`more than ${HOLIDAYS_PER_FILE} holidays`));
});

test('no text of a stranger makes it throw', () => {
  const whole = file(['SUMMARY:Founding Day', 'DTSTART;VALUE=DATE:20200303', 'RRULE:FREQ=YEARLY;BYDAY=1MO;BYMONTH=3']);
  for (let cut = 0; cut < whole.length; cut++) {
    readHolidays(whole.slice(0, cut), here);
    readHolidays(`${whole.slice(0, cut)};${whole.slice(cut)}`, here);
    readHolidays(whole.slice(0, cut) + whole.slice(cut + 3), here);
  }
});

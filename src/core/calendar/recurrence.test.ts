import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dateOf, dayOf } from './day.ts';
import { daysOf, readRecurrence } from './recurrence.ts';

function days(rule: string, start: string, until = '2030-12-31', from = start): string[] {
  const read = readRecurrence(rule);
  assert.ok(typeof read !== 'string', String(read));
  return daysOf(read, dayOf(start), dayOf(from), dayOf(until)).map(dateOf);
}

const check = (name: string, rule: string, start: string, expected: string[], until?: string, from?: string) =>
  test(name, () => assert.deepEqual(days(rule, start, until, from), expected));

check(
  'Christmas comes every year',
  'FREQ=YEARLY',
  '2026-12-25',
  ['2026-12-25', '2027-12-25', '2028-12-25'],
  '2028-12-31',
);
check('Thanksgiving is the fourth Thursday of November', 'FREQ=YEARLY;BYMONTH=11;BYDAY=4TH', '2026-11-26', [
  '2026-11-26',
  '2027-11-25',
  '2028-11-23',
  '2029-11-22',
  '2030-11-28',
]);
check(
  'Memorial Day is the last Monday of May, also where the series began long ago',
  'FREQ=YEARLY;BYDAY=-1MO;BYMONTH=5',
  '1971-05-31',
  ['2026-05-25', '2027-05-31', '2028-05-29'],
  '2028-12-31',
  '2026-01-01',
);
check(
  'Election Day is the Tuesday after the first Monday of November, every fourth year',
  'FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8',
  '1996-11-05',
  ['2024-11-05', '2028-11-07', '2032-11-02'],
  '2035-12-31',
  '2021-01-01',
);
check(
  'Midsummer Eve is the Friday from 19 to 25 June',
  'FREQ=YEARLY;BYMONTH=6;BYDAY=FR;BYMONTHDAY=19,20,21,22,23,24,25',
  '2026-06-19',
  ['2026-06-19', '2027-06-25'],
  '2027-12-31',
);
check('a leap day comes in leap years only', 'FREQ=YEARLY', '2024-02-29', ['2024-02-29', '2028-02-29']);
check('30 February never comes', 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', '2026-01-01', []);
check(
  'a count ends it, counted from its first day',
  'FREQ=YEARLY;COUNT=3',
  '2025-05-01',
  ['2026-05-01', '2027-05-01'],
  undefined,
  '2026-01-01',
);
check('the last day of UNTIL is included', 'FREQ=YEARLY;UNTIL=20270501', '2026-05-01', ['2026-05-01', '2027-05-01']);
check(
  'the last weekday of the month',
  'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
  '2026-01-01',
  ['2026-01-30', '2026-02-27', '2026-03-31'],
  '2026-03-31',
);
check(
  'the 31st comes in the months that have one',
  'FREQ=MONTHLY',
  '2026-01-31',
  ['2026-01-31', '2026-03-31', '2026-05-31'],
  '2026-06-30',
);
check(
  'every other week, the week beginning on Sunday',
  'FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=TU,SU',
  '1997-08-05',
  ['1997-08-05', '1997-08-17', '1997-08-19', '1997-08-31'],
  '1997-09-01',
);
check(
  'every other week, the week beginning on Monday',
  'FREQ=WEEKLY;INTERVAL=2;WKST=MO;BYDAY=TU,SU',
  '1997-08-05',
  ['1997-08-05', '1997-08-10', '1997-08-19', '1997-08-24'],
  '1997-09-01',
);
check(
  'Monday of week 20',
  'FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO',
  '1997-05-12',
  ['1997-05-12', '1998-05-11', '1999-05-17'],
  '1999-12-31',
);
check(
  'the twentieth Monday of the year',
  'FREQ=YEARLY;BYDAY=20MO',
  '1997-05-19',
  ['1997-05-19', '1998-05-18', '1999-05-17'],
  '1999-12-31',
);
check(
  'the hundredth day of every third year',
  'FREQ=YEARLY;INTERVAL=3;BYYEARDAY=100',
  '1997-04-10',
  ['1997-04-10', '2000-04-09'],
  '2002-12-31',
);
check('a run of days', 'FREQ=DAILY;COUNT=3', '2026-12-24', ['2026-12-24', '2026-12-25', '2026-12-26']);
check('a rule that no day fulfils finds nothing and ends', 'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30', '2026-01-01', []);

test('what is no rule for days is said in words', () => {
  const faults: [string, RegExp][] = [
    ['FREQ=HOURLY', /HOURLY/],
    ['BYDAY=4TH', /no FREQ/],
    ['FREQ=YEARLY;BYDAY=4XX', /BYDAY=4XX/],
    ['FREQ=YEARLY;BYMONTH=13', /BYMONTH=13/],
    ['FREQ=YEARLY;INTERVAL=0', /INTERVAL/],
    ['FREQ=YEARLY;COUNT=-1', /COUNT/],
    ['FREQ=YEARLY;UNTIL=20261345', /UNTIL/],
    ['FREQ=YEARLY;BYEASTER=0', /BYEASTER/],
  ];
  for (const [rule, words] of faults) assert.match(String(readRecurrence(rule)), words);
});

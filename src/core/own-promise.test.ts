import assert from 'node:assert/strict';
import { test } from 'node:test';
import { momentsOf, noticePromise, type Wall, type When } from './own-promise.ts';

const day = (days: number, more: Partial<Extract<When, { kind: 'day' }>> = {}): When => ({
  kind: 'day',
  days,
  time: null,
  part: null,
  ...more,
});
const within = (minutes: number): When => ({ kind: 'in', minutes });
const on = (weekday: number, more: { time?: { hour: number; minute: number }; part?: number } = {}): When => ({
  kind: 'weekday',
  weekday,
  time: more.time ?? null,
  part: more.part ?? null,
});

const PROMISED: [string, When][] = [
  ["Sorry Mara! I'll be back tomorrow.", day(1)],
  ['I’ll check with the workshop and let you know tomorrow morning', day(1, { part: 12 })],
  ['We will get back to you within two hours.', within(120)],
  ["We'll get back to you in the next 30 minutes", within(30)],
  ['We will answer within 24 hours!', within(1440)],
  ["I'll have an answer for you by Friday.", on(5)],
  ["I'll call you on Monday at 10:30", on(1, { time: { hour: 10, minute: 30 } })],
  ["I'll write to you today before 5pm", day(0, { time: { hour: 17, minute: 0 } })],
  ["I'll get back to you by 5", { kind: 'time', time: { hour: 17, minute: 0 } }],
  ["We'll look at it next week", { kind: 'nextWeek' }],
  ['A colleague will write to you in 2-3 days', within(3 * 1440)],
  ['You will hear from us by the end of the day', day(0)],
  ['Wird erledigt. Morgen melde ich mich!', day(1)],
  ['Wir melden uns innerhalb von zwei Stunden.', within(120)],
  ['Ich schaue es mir übermorgen an', day(2)],
  ['Ich rufe Sie am Montag um 9 Uhr an.', on(1, { time: { hour: 9, minute: 0 } })],
  ['Wir antworten binnen 24 Stunden', within(1440)],
  ['Sie hören bis Freitag von uns', on(5)],
  ['Te escribo mañana', day(1)],
  ['Mañana por la mañana te aviso', day(1, { part: 12 })],
  ['Le responderemos en dos horas.', within(120)],
  ['Nos pondremos en contacto contigo antes de las 17:00', { kind: 'time', time: { hour: 17, minute: 0 } }],
  ['Lo revisamos pasado mañana', day(2)],
  ['Je reviens vers vous demain', day(1)],
  ['Nous vous répondons sous 24 heures', within(1440)],
  ['Je vous écris demain matin.', day(1, { part: 12 })],
  ['Nous vous recontactons dans deux heures', within(120)],
  ['Θα σας απαντήσω αύριο', day(1)],
  ['Θα επικοινωνήσουμε μαζί σας μέσα σε δύο ώρες.', within(120)],
  ['Επανέρχομαι τη Δευτέρα', on(1)],
  ['Θα σου γράψω μέχρι τις 5 μ.μ.', { kind: 'time', time: { hour: 17, minute: 0 } }],
  ['سأعود إليك غدا', day(1)],
  ['سنرد عليك خلال ساعتين', within(120)],
  ['سوف نتواصل معك خلال ٢٤ ساعة', within(1440)],
  ['سأكتب لك يوم الاثنين', on(1)],
];

test('promises are noticed in six languages, with their time', () => {
  for (const [text, when] of PROMISED) assert.deepEqual(noticePromise(text)?.when, when, text);
});

test('what is no promise of ours, or has no time, is left alone', () => {
  const none = [
    'Your parcel arrives tomorrow.',
    'Will I see you tomorrow?',
    "I'll look into it as soon as I can.",
    'We are closed tomorrow.',
    "We'll be closed tomorrow.",
    'Have a nice day tomorrow!',
    'Thanks for waiting two hours.',
    'I wrote to you 2 days ago',
    'Guten Morgen! Ich schaue nach.',
    'Buenos días por la mañana',
    'Θα φτάσει αύριο',
    'سنة سعيدة',
    'ساعة واحدة غدا',
    'We won’t forget you tomorrow',
    "I'll send you 3 seals",
    '',
  ];
  for (const text of none) assert.equal(noticePromise(text), null, text);
});

test('the sentence is told as written, with its place', () => {
  const text = 'Sorry, Mara. I’ll be back tomorrow at 17.30. Thanks!';
  const found = noticePromise(text);
  assert.equal(found?.phrase, 'I’ll be back tomorrow at 17.30.');
  assert.equal(text.slice(found?.start, found?.end), found?.phrase);
  assert.deepEqual(found?.when, day(1, { time: { hour: 17, minute: 30 } }));
});

test('the time is read on the clock of whoever promised', () => {
  const friday: Wall = { hour: 14, minute: 0, weekday: 5 };
  const wall = (days: number, hour: number, minute = 0) => ({ kind: 'wall', days, hour, minute });
  const after = (minutes: number) => ({ kind: 'after', minutes });
  const cases: [When, Wall, unknown, unknown][] = [
    [day(1), friday, wall(1, 18), wall(1, 9)],
    [day(1, { part: 12 }), friday, wall(1, 12), wall(1, 9)],
    [day(1, { time: { hour: 8, minute: 0 } }), friday, wall(1, 8), wall(1, 8)],
    [day(0), friday, wall(0, 18), after(180)],
    [day(0), { ...friday, hour: 20 }, wall(0, 23, 59), after(179)],
    [within(120), friday, after(120), after(90)],
    [within(1440), friday, after(1440), wall(1, 9)],
    [on(1), friday, wall(3, 18), wall(3, 9)],
    [on(5), friday, wall(0, 18), after(180)],
    [on(5), { ...friday, hour: 19 }, wall(7, 18), wall(7, 9)],
    [{ kind: 'nextWeek' }, friday, wall(7, 18), wall(3, 9)],
    [{ kind: 'time', time: { hour: 17, minute: 0 } }, friday, wall(0, 17), after(135)],
    [{ kind: 'time', time: { hour: 9, minute: 0 } }, friday, wall(1, 9), wall(1, 9)],
  ];
  for (const [when, at, due, remind] of cases)
    assert.deepEqual(momentsOf(when, at), { due, remind }, JSON.stringify(when));
});

test('a hostile text is read in no time', () => {
  const started = performance.now();
  noticePromise(`${'i will in the next '.repeat(500)}${'2 to '.repeat(1000)}`);
  assert.ok(performance.now() - started < 500);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FLOOD_COPIES, FLOOD_MS, FLOOD_TELLERS, FLOOD_TEXTS, type Flood, makeFlood } from './flood.ts';

const NOON = new Date('2026-11-22T12:00:00Z');
const MINUTE_MS = 60_000;

function later(minutes: number): Date {
  return new Date(NOON.getTime() + minutes * MINUTE_MS);
}

/** Each text from an account of its own, a minute apart. @returns which of them were called a flood */
function hear(texts: readonly string[], flood: Flood = makeFlood()): boolean[] {
  return texts.map((text, at) => flood.add({ author: `account-${at}`, text, at: later(at) }) >= FLOOD_COPIES);
}

const CAMPAIGN = 'Kestrel sells your data, sign the petition now https://petition.example/1';
const CHAIN =
  'I do not give Kestrel permission to use my pictures or my messages, copy and paste this before midnight or you agree';

test('the third account with the same text and its link is part of a flood, the first two are not', () => {
  assert.deepEqual(hear([CAMPAIGN, CAMPAIGN, CAMPAIGN, `@selma ${CAMPAIGN} 😡`]), [false, false, true, true]);
});

test('many words need no link: nobody hits upon them twice', () => {
  assert.deepEqual(hear([CHAIN, CHAIN, CHAIN.toUpperCase()]), [false, false, true]);
});

test('one account that repeats itself floods nothing', () => {
  const flood = makeFlood();
  const copies = [0, 1, 2, 3].map(at => flood.add({ author: 'one', text: CAMPAIGN, at: later(at) }));
  assert.deepEqual(copies, [0, 0, 0, 0]);
});

test('customers who say the same few words are customers', () => {
  assert.deepEqual(hear(Array.from({ length: 20 }, () => 'down again?')), Array(20).fill(false));
  assert.deepEqual(hear(Array.from({ length: 20 }, () => '@kestrel is it down?')), Array(20).fill(false));
  assert.deepEqual(
    hear(Array.from({ length: 20 }, () => 'is the app down for everybody else?')),
    Array(20).fill(false),
  );
});

/** A storm of two hundred complaints about one outage, each put together from what people say then. */
function storm(): string[] {
  const calls = ['@kestrel', 'Hey @kestrel', 'Seriously @kestrel', '#kestreldown', 'Dear @kestrel', ''];
  const what = [
    'the app is down',
    'your app is down again',
    'app down',
    'cannot log in',
    'nothing works',
    'login fails',
  ];
  const since = [
    'since this morning',
    'for three hours now',
    'all day',
    'since 9',
    'again',
    'the third time this week',
  ];
  const wish = ['fix it please', 'any news?', 'what is going on', 'I need to work', 'I am switching', 'anyone else?'];
  return Array.from({ length: 200 }, (_, at) =>
    [
      calls[at % 6],
      what[(at * 5 + (at >> 2)) % 6],
      since[(at * 7 + (at >> 3)) % 6],
      wish[(at * 11 + (at >> 4)) % 6],
    ].join(' '),
  );
}

test('a storm of complaints about an outage is no flood', () => {
  const called = hear(storm());
  assert.equal(
    called.filter(Boolean).length,
    0,
    storm()
      .filter((_, at) => called[at])
      .slice(0, 5)
      .join('\n'),
  );
});

test('a campaign inside a storm is found, and the storm goes on unharmed', () => {
  const texts = storm().flatMap((text, at) => (at % 10 === 0 ? [text, CAMPAIGN] : [text]));
  const called = hear(texts);
  texts.forEach((text, at) => {
    if (text !== CAMPAIGN) assert.equal(called[at], false, text);
  });
  assert.equal(called.filter(Boolean).length, 18, 'twenty copies, of which the first two could not be known');
});

test('a text passed on in the old way is a copy', () => {
  const text = 'Kestrel has been down for three hours now and says nothing at all, three hours of silence';
  assert.deepEqual(hear([text, `RT @avery: ${text}`, `RT @avery: ${text}`]), [false, false, true]);
});

test('what was said on another day is another occasion', () => {
  const flood = makeFlood();
  flood.add({ author: 'a', text: CAMPAIGN, at: NOON });
  flood.add({ author: 'b', text: CAMPAIGN, at: later(1) });
  const next = new Date(NOON.getTime() + FLOOD_MS + 5 * MINUTE_MS);
  assert.equal(flood.add({ author: 'c', text: CAMPAIGN, at: next }), 0);
});

test('it takes no more room than it may, and goes on where it was saved', () => {
  const flood = makeFlood();
  for (let at = 0; at < FLOOD_TEXTS + 500; at++) {
    const name = Array.from(String(at), digit => 'abcdefghij'[Number(digit)]).join('');
    flood.add({ author: name, text: `what ${name} says is ${name}er than ${name} and ${name}`, at: later(at / 60) });
  }
  assert.ok(flood.size <= FLOOD_TEXTS);
  const crowd = makeFlood();
  for (let at = 0; at < 3 * FLOOD_TELLERS; at++) crowd.add({ author: `c${at}`, text: CAMPAIGN, at: later(at / 60) });
  const saved = JSON.parse(JSON.stringify(crowd.save()));
  assert.equal(saved.tellers.length, 1);
  assert.equal(saved.tellers[0][1].length, FLOOD_TELLERS);
  const post = { author: 'next', text: CAMPAIGN, at: later(10) };
  assert.equal(makeFlood(saved).add(post), crowd.add(post));
  assert.equal(makeFlood(saved).add(post), FLOOD_TELLERS);
});

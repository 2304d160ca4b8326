import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadHeads } from '../../load-heads.ts';
import { wordsOf } from '../text.ts';
import { readDanger } from './danger.ts';
import { featuresOf } from './features.ts';
import type { Head } from './head.ts';
import { readIntents } from './intents.ts';
import { findOwn, NO_SETTINGS, type OwnRequest, ownWordsOf } from './own-words.ts';

const shipped = loadHeads().head('intents');

function read(text: string, head: Head | undefined = shipped, requests: OwnRequest[] = []) {
  const own = ownWordsOf({ ...NO_SETTINGS, requests, danger: ['legionella'] });
  const words = wordsOf(text);
  return readIntents({
    text,
    features: featuresOf(text),
    head,
    dangers: readDanger(text),
    ownDangers: findOwn(own.danger, words),
    ownRequests: findOwn(own.requests, words),
  });
}

function names(text: string, requests: OwnRequest[] = []): string[] {
  return read(text, shipped, requests).map(({ value }) => value);
}

function wants(text: string, ...wanted: string[]): void {
  test(`"${text}" is ${wanted.join(', ') || 'nothing'}`, () => assert.deepEqual(names(text).sort(), wanted.sort()));
}

wants('Where can I buy descaler?', 'question');
wants('Please refund my order, it never arrived', 'complaint', 'request', 'request.refund', 'request.delivery');
wants('Good morning from Oslo');
wants('What a wonderful machine, I love it', 'praise');
wants('Works again, thank you so much!', 'thanks');

test('a request and a complaint are both read off one post', () => {
  const read = names('The app crashes all the time. Please fix it.');
  for (const wanted of ['complaint', 'request', 'request.bug']) assert.ok(read.includes(wanted), wanted);
});

test('"no thanks" and "thanks in advance" thank nobody', () => {
  assert.ok(!names('My parcel is lost. Please find it. Thanks in advance').includes('thanks'));
  assert.ok(!names('So you charge for that now? No thanks').includes('thanks'));
});

test('a danger stands first, with "danger" before it and the words that said so', () => {
  const [first, second] = read('Your kettle caught fire in my kitchen!');
  assert.equal(first?.value, 'danger');
  assert.equal(second?.value, 'safety');
  assert.ok(
    first?.reasons.some(one => one.kind === 'fact' && one.fact === 'danger_rule' && (one.spans ?? []).length > 0),
  );
});

test('a danger that a taught head knows stands first too, and not twice where the rules said so', () => {
  const always: Head = {
    ...shipped,
    classes: ['safety'],
    bits: 0,
    weights: new Int8Array(1),
    scales: Float32Array.of(1),
    bias: Float32Array.of(3),
    extras: [],
    extraWeights: new Float32Array(),
    slopes: Float32Array.of(1),
    shifts: Float32Array.of(0),
    thresholds: Float32Array.of(0.5),
  };
  const values = (text: string) => read(text, always).map(({ value }) => value);
  assert.deepEqual(values('The lid is loose'), ['danger', 'safety']);
  assert.deepEqual(values('Your kettle caught fire in my kitchen!'), ['danger', 'safety']);
});

test('a word the company called dangerous is a danger', () => {
  assert.equal(names('There is legionella in the water')[0], 'danger');
});

test('a kind of request of the company is read by its words, beside those of the product', () => {
  const own: OwnRequest[] = [{ name: 'franchise', words: ['franchis*'] }];
  assert.ok(names('I would like to open a franchise in Graz', own).includes('request.franchise'));
  assert.ok(!names('I would like to open a shop in Graz', own).includes('request.franchise'));
});

test('what a request is about is read only where something is asked or complained of', () => {
  const read = names('Thank you for the refund!');
  assert.ok(read.includes('thanks'));
  assert.ok(!read.some(one => one.startsWith('request')));
});

test('reasons are stretches of the post', () => {
  const text = '@kestrel 😤 the NEW pump is broken again, please send another';
  for (const { reasons } of read(text)) {
    for (const reason of reasons) {
      if (reason.kind !== 'words') continue;
      for (const { start, end } of reason.spans) assert.ok(start >= 0 && start < end && end <= text.length);
    }
  }
  const complaint = read(text).find(({ value }) => value === 'complaint');
  const words = (complaint?.reasons ?? []).flatMap(one => (one.kind === 'words' ? one.spans : []));
  assert.ok(words.some(({ start, end }) => text.slice(start, end) === 'broken'));
});

test('how sure is a chance, the surest first after dangers', () => {
  const found = read('Why is my order late? Please cancel it.');
  for (const { sure } of found) assert.ok(sure > 0 && sure <= 1);
  assert.deepEqual(
    found.map(({ sure }) => sure),
    found.map(({ sure }) => sure).sort((a, b) => b - a),
  );
});

test('without a head the plain words decide', () => {
  const values = readIntents({
    text: 'Die Pumpe ist kaputt, bitte schickt mir eine neue',
    features: featuresOf(''),
    head: undefined,
    dangers: [],
    ownDangers: [],
    ownRequests: [],
  }).map(({ value }) => value);
  assert.ok(values.includes('complaint'));
  assert.ok(values.includes('request'));
});

const HOSTILE: readonly (readonly [string, string])[] = [
  ['nothing', ''],
  ['one emoji', '😡'],
  ['only links', 'https://a.example/watch?v=1 https://b.example/watch?v=2'],
  ['halves of surrogates', '\ud800?\udfff broken \ud83d'],
  ['a right-to-left override', '\u202ebroken\u202c please'],
  ['marks upon marks', `b${'\u0301'.repeat(3_000)}roken`],
  ['a hundred thousand question marks', '?'.repeat(100_000)],
  ['a hundred thousand words of trouble', 'not working please refund '.repeat(4_000)],
  ['slashes and question marks', '/?a'.repeat(30_000)],
];

for (const [what, text] of HOSTILE) {
  test(`${what}: bounded`, () => {
    const startedAt = performance.now();
    for (const { sure, reasons } of read(text)) {
      assert.ok(Number.isFinite(sure));
      assert.ok(reasons.length <= 12);
    }
    assert.ok(performance.now() - startedAt < 500);
  });
}

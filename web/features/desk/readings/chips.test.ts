import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ReadingsView } from '../../../../src/core/triage/reading.ts';
import { UNREAD } from '../../../../src/core/triage/said.ts';
import { CHIPS_LIMIT, chipsOf } from './chips.ts';

const HERE = { mine: 'en', isPublic: true };

function names(more: Partial<ReadingsView>, around = HERE): string[] {
  return chipsOf({ ...UNREAD, ...more }, around).map(chip => {
    if (chip.place === 'intents') return chip.intent;
    if (chip.place === 'personal') return chip.kind;
    return chip.place === 'language' ? chip.language : chip.place;
  });
}

const intents = (...all: string[]) => all.map(name => ({ name, sure: 0.9 }));

test('nothing worth a look leaves no chip', () => {
  assert.deepEqual(names({}), []);
  assert.deepEqual(
    names({ language: 'en', sentiment: 'positive', chances: [0, 0.1, 0.9], urgency: 1, about: 'us' }),
    [],
  );
});

test('danger is first and named by its kind, and a pressing post says so only without it', () => {
  assert.deepEqual(names({ intents: intents('complaint', 'danger', 'safety'), urgency: 3 }), ['safety', 'complaint']);
  assert.deepEqual(names({ intents: intents('danger'), urgency: 3 }), ['danger']);
  assert.deepEqual(names({ intents: intents('complaint'), urgency: 2 }), ['complaint', 'urgency']);
});

test('a kind of request stands instead of the request, and leaving before all but danger', () => {
  assert.deepEqual(names({ intents: intents('request', 'request.refund', 'leaving') }), ['leaving', 'request.refund']);
  assert.deepEqual(names({ intents: intents('request') }), ['request']);
});

test('the language shows where it is surely not the reader’s own, whatever its region', () => {
  assert.deepEqual(names({ language: 'el', languageSure: 0.9 }), ['el']);
  assert.deepEqual(names({ language: 'en-GB', languageSure: 0.9 }), []);
  assert.deepEqual(names({ language: 'sv', languageSure: 0.4 }), []);
  assert.deepEqual(names({ language: 'sv', languageSure: 0.4, said: ['language'] }), ['sv']);
});

test('an unhappy mood shows once it is more than a guess', () => {
  assert.deepEqual(names({ sentiment: 'negative', chances: [0.59, 0.3, 0.11] }), []);
  assert.deepEqual(names({ sentiment: 'negative', chances: [0.6, 0.3, 0.1] }), ['sentiment']);
});

test('personal data shows in public only, the harmful before everything but danger, what is only possible never', () => {
  const phone = { kind: 'phone', start: 0, end: 5, possible: false } as const;
  const card = { kind: 'card', start: 6, end: 9, possible: false } as const;
  assert.deepEqual(names({ personal: [phone, card], intents: intents('complaint') }), ['card', 'complaint']);
  assert.deepEqual(names({ personal: [phone], intents: intents('complaint') }), ['complaint', 'phone']);
  assert.deepEqual(names({ personal: [phone, card] }, { mine: 'en', isPublic: false }), []);
  assert.deepEqual(names({ personal: [{ ...card, possible: true }] }), []);
});

test('however much was read, four stand below the post', () => {
  const all = names({
    intents: intents('danger', 'threat', 'legal', 'safety', 'complaint', 'question'),
    noise: 'promotion',
    noiseSure: 0.9,
    language: 'de',
    languageSure: 0.9,
    sentiment: 'negative',
    chances: [0.9, 0.1, 0],
    about: 'other',
  });
  assert.deepEqual(all, ['threat', 'legal', 'noise', 'complaint']);
  assert.equal(all.length, CHIPS_LIMIT);
});

test('what a person said is told on its own chip alone', () => {
  const said = [{ name: 'question', sure: 1 }, ...intents('complaint')];
  const chips = chipsOf({ ...UNREAD, intents: said, language: 'el', languageSure: 0.9, said: ['intents'] }, HERE);
  assert.deepEqual(
    chips.map(({ place, isSaid }) => [place, isSaid]),
    [
      ['intents', true],
      ['intents', false],
      ['language', false],
    ],
  );
});

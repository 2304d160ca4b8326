import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Reason } from '../reading.ts';
import { LANGUAGE_SURE_FROM, readLanguage } from './read-language.ts';
import { decodeLanguageTable } from './table.ts';

const table = decodeLanguageTable(readFileSync(join(import.meta.dirname, '../../../../weights/language.bin')));

function languageOf(text: string, tag: string | null = null): string | null {
  return readLanguage(text, tag, table).value;
}

function factsOf(reasons: readonly Reason[]): string[] {
  return reasons.flatMap(reason => (reason.kind === 'fact' ? [reason.fact] : []));
}

function shownIn(text: string, reasons: readonly Reason[], speaksFor: boolean): string[] {
  return reasons
    .flatMap(reason => (reason.kind === 'words' && reason.weight > 0 === speaksFor ? reason.spans : []))
    .map(({ start, end }) => text.slice(start, end));
}

test('a script that one language alone writes decides by itself, and the reason says so', () => {
  assert.deepEqual(factsOf(readLanguage('Ο καφές ήρθε κρύος', null, table).reasons), ['script']);
  assert.equal(languageOf('Ο καφές ήρθε κρύος'), 'el');
  assert.equal(languageOf('注文したコーヒーメーカーが届きません'), 'ja');
  assert.equal(languageOf('我的咖啡机还没有到'), 'zh');
  assert.equal(languageOf('커피 머신이 안 와요'), 'ko');
});

test('a post of links, emoji or digits alone has no language, whatever the network says', () => {
  const reasonsOf = (text: string) => factsOf(readLanguage(text, 'de', table).reasons);
  assert.deepEqual(reasonsOf('https://kestrel.example/das-ist-ein-deutscher-satz www.kestrel.example'), ['only_links']);
  assert.deepEqual(reasonsOf('😀 12:30 !!!'), ['only_signs']);
  assert.deepEqual(reasonsOf('@kestrel @maria.k'), ['only_signs']);
  assert.equal(languageOf('https://kestrel.example', 'de'), null);
  assert.equal(languageOf('hahahaha'), null);
});

test('names, links and the retweet mark do not count as words', () => {
  const plain = readLanguage('die Maschine ist schon wieder kaputt', null, table);
  const dressed = readLanguage(
    'RT @thecoffeecompany: die Maschine ist schon wieder kaputt https://this.is.example/the-one',
    null,
    table,
  );
  assert.equal(dressed.value, 'de');
  assert.equal(dressed.sure, plain.sure);
});

test('the words that decided are shown, and in a mixed post those of the other language too', () => {
  const text = 'Ich möchte my money back, das ist ja unbelievable';
  const { value, reasons } = readLanguage(text, null, table);
  assert.equal(value, 'de');
  assert.ok(shownIn(text, reasons, true).includes('möchte'));
  const others = shownIn(text, reasons, false);
  assert.ok(others.includes('money'));
  assert.ok(others.every(word => ['my', 'money', 'back', 'unbelievable'].includes(word)));
});

test('a short post says that it is short, and what every language says is unknown', () => {
  assert.deepEqual(factsOf(readLanguage('gracias!', null, table).reasons), ['too_short']);
  assert.ok(
    !factsOf(readLanguage('Seit gestern geht bei mir gar nichts mehr', null, table).reasons).includes('too_short'),
  );
  for (const text of ['ok', 'lol', 'OMG wow']) assert.equal(languageOf(text), null, text);
});

test("the network's tag tips a post that could be either, and not one that is clear", () => {
  assert.equal(languageOf('ja', 'sv'), 'sv');
  assert.equal(languageOf('ja', 'de'), 'de');
  const clear = readLanguage('Seit gestern geht bei mir gar nichts mehr', 'en', table);
  assert.equal(clear.value, 'de');
  assert.ok(
    clear.reasons.some(reason => reason.kind === 'fact' && reason.fact === 'network_language' && reason.weight < 0),
  );
});

test('where the words say nothing the tag is taken with little trust, in the name we use', () => {
  const read = readLanguage('ok', 'nb-NO', table);
  assert.equal(read.value, 'no');
  assert.ok(read.sure <= 0.6);
  for (const tag of ['und', 'zxx', 'qme', '', 'x'.repeat(5_000)])
    assert.equal(languageOf('ok', tag), null, tag.slice(0, 9));
});

test('unknown is said below the bar, and never above it', () => {
  for (const text of ['ok', 'xyzzy qwrt', 'Kestrel', 'ja', 'merci', 'die Maschine ist kaputt']) {
    const read = readLanguage(text, null, table);
    assert.ok(read.value === null || read.sure >= LANGUAGE_SURE_FROM, text);
    assert.ok(read.sure >= 0 && read.sure <= 1, text);
  }
});

test('accents typed as marks of their own, wide letters and stretched ones are read as what they are', () => {
  const text = 'café très bon, merci à vous';
  assert.equal(languageOf(text.normalize('NFD')), 'fr');
  assert.equal(languageOf('ｔｈａｎｋ ｙｏｕ ｖｅｒｙ ｍｕｃｈ'), 'en');
  assert.equal(languageOf('graaaaaaaaaciasss amigooooo'), 'es');
});

const HOSTILE: Record<string, string> = {
  'one letter': 'a'.repeat(100_000),
  'many words': 'kaffee und kuchen '.repeat(6_000),
  zalgo: 'k\u0301\u0302\u0303\u0304\u0305e'.repeat(20_000),
  'overrides of direction': '\u202eabc\u202c '.repeat(20_000),
  'halves of pairs': '\ud800'.repeat(100_000),
  'mixed scripts': 'aбγא'.repeat(25_000),
  'names without end': '@'.repeat(100_000),
  'links without end': 'http://'.repeat(15_000),
  'joined without end': 'a\u200d'.repeat(50_000),
  apostrophes: "a'".repeat(50_000),
};

test('a hundred thousand signs meant to hurt are read in no time, into a language or unknown', () => {
  for (const [name, text] of Object.entries(HOSTILE)) {
    readLanguage(text, null, table);
    const startedAt = performance.now();
    const { value, sure } = readLanguage(text, null, table);
    assert.ok(performance.now() - startedAt < 100, name);
    assert.ok(value === null || typeof value === 'string', name);
    assert.ok(sure >= 0 && sure <= 1, name);
  }
});

test('spans stand within the text and on whole words', () => {
  for (const text of [
    ...Object.values(HOSTILE),
    'İstanbul’da siparişim hâlâ gelmedi',
    'été: ça marche pas 😀 du tout',
  ]) {
    for (const reason of readLanguage(text, 'en', table).reasons) {
      for (const { start, end } of ('spans' in reason ? reason.spans : undefined) ?? []) {
        assert.ok(start >= 0 && start < end && end <= text.length);
        assert.doesNotMatch(text.slice(start, end), /^\s|\s$/);
      }
    }
  }
});

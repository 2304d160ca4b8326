import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { IntlMessageFormat } from 'intl-messageformat';
import { en } from './en/index.ts';
import { insight } from './en/insight.ts';
import { INSIGHT_WORDS } from './insight-words.ts';
import { LANGUAGES, type Language, makeWords, preferredLanguage } from './words.ts';

/** The parser's number for words without a place. */
const LITERAL = 0;

const OTHERS = Object.keys(LANGUAGES).filter((language): language is Language => language !== 'en');

for (const language of OTHERS) {
  test(`${LANGUAGES[language].name} says everything English says, with the same places`, async () => {
    sayTheSame(en, await LANGUAGES[language].load());
    sayTheSame(insight, await INSIGHT_WORDS[language]());
  });
}

function sayTheSame(english: Record<string, string>, dictionary: Record<string, string>): void {
  assert.deepEqual(Object.keys(dictionary).sort(), Object.keys(english).sort());
  for (const [key, sentence] of Object.entries(english)) {
    const said = dictionary[key] ?? '';
    assert.notEqual(said.trim(), '', `${key} says nothing`);
    assert.deepEqual(placesOf(said), placesOf(sentence), key);
  }
}

test('no two files give a sentence the same name, or one would be lost', async () => {
  const folder = join(import.meta.dirname, 'en');
  const files = readdirSync(folder).filter(file => !['index.ts', 'insight.ts'].includes(file));
  const loaded = await Promise.all(files.map(file => import(join(folder, file))));
  const keys = loaded.flatMap(module => Object.values<object>(module).flatMap(words => Object.keys(words)));
  const seen = new Set<string>();
  assert.deepEqual(
    keys.filter(key => seen.size === seen.add(key).size),
    [],
  );
});

test('no sentence holds a straight apostrophe, which would hide what follows it', () => {
  for (const [key, sentence] of Object.entries({ ...en, ...insight })) assert.ok(!sentence.includes("'"), key);
});

test('numbers choose their words', () => {
  const { t } = makeWords('en', en);
  assert.equal(t('queue.above', { n: 1 }), 'One new above');
  assert.equal(t('queue.above', { n: 2 }), '2 new above');
});

test('a name that looks like a place is only a name', () => {
  const { t } = makeWords('en', en);
  assert.equal(t('done.resolved', { name: '{to} <b>' }), '{to} <b>: resolved');
});

test('a sentence with an element in it keeps the element whole', () => {
  const { rich } = makeWords('en', en);
  const element = { type: 'b' } as unknown as string;
  assert.deepEqual(rich('happening.took', { who: element }), [element, ' took this on']);
});

test('the first language we offer is spoken, a kept choice before the browser’s', () => {
  assert.equal(preferredLanguage(null, ['fr-FR', 'el-GR', 'en']), 'el');
  assert.equal(preferredLanguage('ar', ['de']), 'ar');
  assert.equal(preferredLanguage(null, ['toString', 'fr']), 'en');
});

type Element = ReturnType<IntlMessageFormat['getAst']>[number];

/** The names of the places in a sentence, whatever the language's plurals. */
function placesOf(sentence: string): string[] {
  const parts = new IntlMessageFormat(sentence, 'en', undefined, { ignoreTag: true }).getAst();
  return [...new Set(parts.flatMap(named))].sort();
}

function named(element: Element): string[] {
  const inner =
    'options' in element ? Object.values(element.options).flatMap(option => option.value.flatMap(named)) : [];
  const isPlace = element.type !== LITERAL && 'value' in element;
  return isPlace ? [String(element.value), ...inner] : inner;
}

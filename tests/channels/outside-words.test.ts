/** What connectors say in English is said in the desk's other languages too; a sentence that changes asks for its translations. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { connectors } from '../../src/connectors/index.ts';
import { networksOf } from '../../src/services/networks.ts';
import { ar } from '../../web/features/channels/connect/words/ar.ts';
import { de } from '../../web/features/channels/connect/words/de.ts';
import { el } from '../../web/features/channels/connect/words/el.ts';
import { es } from '../../web/features/channels/connect/words/es.ts';
import { networks, wordsIn } from '../../web/features/channels/connect/words/networks.ts';

const ROOT = join(import.meta.dirname, '../..');
const LANGUAGES = Object.entries({
  ar: { ...wordsIn('ar'), ...ar },
  de: { ...wordsIn('de'), ...de },
  el: { ...wordsIn('el'), ...el },
  es: { ...wordsIn('es'), ...es },
});
/** Whoever says another network in every language lists it in `words/networks.ts`; where a sentence is missing, the English one is shown. */
const FIRST = ['rehearsal', 'bluesky', 'mastodon', 'hackernews', 'feeds', 'stackexchange', 'lemmy'];
const TRANSLATED = [...FIRST, ...Object.keys(networks)];

function saidBefore(publicUrl: string): string[] {
  const networks = networksOf(new Map(connectors.map(connector => [connector.id, connector])), publicUrl);
  return networks
    .filter(({ id }) => TRANSLATED.includes(id))
    .flatMap(({ fields, ways, cannotHear }) => [
      ...fields.flatMap(({ label, help }) => [label, ...(help === null ? [] : [help])]),
      ...ways.flatMap(({ steps, hindrance }) => [
        ...steps.map(({ text }) => text),
        ...(hindrance === null ? [] : [hindrance]),
      ]),
      ...cannotHear,
    ]);
}

/** Whole sentences of a test of a channel, as they stand in the code. */
function saidByTests(): string[] {
  const files = ['src/services/connect-test.ts', ...TRANSLATED.map(id => `src/connectors/${id}/trial.ts`)];
  const present = files.filter(path => readdirSync(join(ROOT, path, '..')).includes(path.split('/').at(-1) ?? ''));
  const texts = present.map(path => readFileSync(join(ROOT, path), 'utf8'));
  return texts.flatMap(text => [...text.matchAll(/'([A-Z][^'\n]*[.])'/g)].map(([, sentence = '']) => sentence));
}

const sentences = [
  ...new Set([...saidBefore('http://desk.example'), ...saidBefore('http://localhost:7373'), ...saidByTests()]),
];

for (const [language, words] of LANGUAGES) {
  test(`${language} says everything these networks say`, () => {
    assert.deepEqual(
      sentences.filter(sentence => !Object.hasOwn(words, sentence)),
      [],
    );
  });
}

test('every network that can be connected is said in every language', () => {
  const all = networksOf(new Map(connectors.map(connector => [connector.id, connector])), 'http://desk.example');
  assert.deepEqual(
    all.map(({ id }) => id).filter(id => !TRANSLATED.includes(id)),
    [],
  );
});

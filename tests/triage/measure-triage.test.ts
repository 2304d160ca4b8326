/** `bench triage` on small folders: what teaches, what is measured on, and what is said of the rest. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { measureDangers } from '../../bench/triage-dangers.ts';
import { type Folder, openFolder } from '../../bench/triage-folder.ts';
import { languagePosts } from '../../bench/triage-language.ts';
import { airlineRows, measureAirline, measureGreek } from '../../bench/triage-moods.ts';
import { measurePersonal } from '../../bench/triage-personal.ts';
import { loadHeads } from '../../src/load-heads.ts';
import { shippedOf } from '../../src/shipped.ts';

const shipped = shippedOf(loadHeads());
const silent = () => undefined;

function folderOf(t: TestContext, files: Record<string, string>): Folder {
  const path = mkdtempSync(join(tmpdir(), 'heed-bench-'));
  t.after(() => rmSync(path, { recursive: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text);
  return openFolder(path);
}

function lines(rows: readonly unknown[]): string {
  return rows.map(row => JSON.stringify(row)).join('\n');
}

test('rows that cannot be read are counted, files that are missing are named, others do not matter', t => {
  const folder = folderOf(t, {
    'airline.jsonl': `\ufeff${lines([{ text: 'late again', airline_sentiment: 'negative', fold: 'val' }, { text: 'no mood' }, 7])}\n{broken\n\n`,
    'of no interest.csv': 'a,b',
  });
  assert.equal(airlineRows(folder).length, 1);
  assert.deepEqual(measureGreek(folder, shipped).figures, {});
  assert.deepEqual(folder.said(), [
    'airline.jsonl: 2 rows are no JSON and are left out.',
    'airline.jsonl: 1 of 2 rows lack what is needed and are left out.',
    'politics_gr.jsonl is not in the folder: nothing is measured on it.',
  ]);
});

test('train teaches, val and test are measured on, and without train nothing is taught', t => {
  const rows = (fold: string, many: number) =>
    Array.from({ length: many }, (_, n) => ({
      text: n % 2 === 0 ? `flight ${n} was zorp` : `flight ${n} was blick`,
      airline_sentiment: n % 2 === 0 ? 'positive' : 'negative',
      airline: n % 4 < 2 ? 'Kestrel Air' : 'Acme Air',
      fold,
    }));
  const held = [...rows('val', 6), ...rows('test', 6)];
  const taught = measureAirline(
    airlineRows(folderOf(t, { 'airline.jsonl': lines([...rows('train', 60), ...held]) })),
    shipped,
    silent,
  ).figures;
  const bare = measureAirline(airlineRows(folderOf(t, { 'airline.jsonl': lines(held) })), shipped, silent).figures;
  assert.deepEqual(Object.keys(bare), ['airline_untaught_f1']);
  assert.equal(taught['airline_untaught_f1'], bare['airline_untaught_f1']);
  assert.ok((taught['airline_taught_f1'] ?? 0) > (bare['airline_untaught_f1'] ?? 1));
  assert.equal(taught['airline_taught_negative_f1'], 1);
  assert.ok((taught['airline_unseen_f1'] ?? 0) > 0.6);
});

test('languages are told by code or by name, and posts the table was fitted to are left out', t => {
  const row = (text: string, fold: string) => ({ text, fold });
  const folder = folderOf(t, {
    'language-tweets.txt': 'nl\tgoedemorgen\nno tab in here\nnb\tgod morgen\n',
    'more-Language.jsonl': lines([
      { text: 'bom dia', lang: 'Portuguese' },
      { text: 'buenos días', lang: 'es', fold: 'train' },
      { text: 'good morning', lang: 'no language of this name' },
    ]),
    'politics_gr.jsonl': lines([row('Καλημέρα', 'train'), row('Καλησπέρα', 'val')]),
    'umsab.jsonl': lines([{ text: 'guten Morgen', lang: 'german', fold: 'train' }]),
  });
  const posts = languagePosts(folder).map(({ text, language }) => `${language} ${text}`);
  assert.deepEqual(posts, ['nl goedemorgen', 'no god morgen', 'pt bom dia', 'de guten Morgen', 'el Καλησπέρα']);
  assert.ok(folder.said().includes('language-tweets.txt: 1 lines are no "language, tab, text".'));
});

test('personal data counts as found where nearly all of it is covered, and false finds lower precision', t => {
  const sentence = (full_text: string, entity_type: string, value: string) => {
    const start_position = full_text.indexOf(value);
    return { full_text, spans: [{ entity_type, start_position, end_position: start_position + value.length }] };
  };
  const folder = folderOf(t, {
    'presidio.json': JSON.stringify([
      sentence('call me on 555 0199', 'PHONE_NUMBER', '555 0199'),
      sentence('I called 555 0199 and nobody answered', 'PERSON', 'I'),
      sentence('mail jo@kestrel.example', 'EMAIL_ADDRESS', 'mail jo@kestrel.example and more that is not there at all'),
    ]),
  });
  const { figures } = measurePersonal(folder, shipped);
  assert.equal(figures['phone_recall'], 1);
  assert.equal(figures['phone_precision'], 0.5);
  assert.equal(figures['email_recall'], 0);
});

test('dangers are measured on a file of the folder, else on what is published', t => {
  const own = lines([
    { text: 'it caught fire', dangers: ['safety'], fold: 'held' },
    { text: 'lovely weather', dangers: ['safety'], fold: 'test' },
    { text: 'it exploded', dangers: ['safety'], fold: 'dev' },
  ]);
  assert.equal(measureDangers(folderOf(t, { 'danger-2.jsonl': own }), shipped).figures['danger_recall'], 0.5);
  assert.ok((measureDangers(folderOf(t, {}), shipped).figures['danger_recall'] ?? 0) >= 0.95);
});

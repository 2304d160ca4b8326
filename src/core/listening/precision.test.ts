import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeChance } from '../../../tests/support/chance.ts';
import { type ExclusionOptions, precisionBy, precisionOf, suggestExclusions } from './precision.ts';

test('precision is told as counts while few are judged, then as a share with its interval', () => {
  assert.equal(precisionOf(0, 0).standing, 'nothing');
  assert.equal(precisionOf(9, 3).words, '6 of 9 judged matches were meant: too few to speak of a share.');
  assert.equal(precisionOf(100, 12).words, '88 of 100 judged matches were meant: 88%, likely between 80% and 93%.');
});

test('each query by itself, the worst first', () => {
  const judged = [
    ['a', false],
    ['b', true],
    ['b', false],
    ['a', false],
  ] as const;
  const found = precisionBy(judged.map(([queryId, noise]) => ({ queryId, noise })));
  assert.deepEqual(
    found.map(({ queryId, precision, judged: of }) => [queryId, precision, of]),
    [
      ['b', 0.5, 2],
      ['a', 1, 2],
    ],
  );
});

const BIRDS = [
  'A kestrel hovering over the nest box this morning',
  'Kestrel nest in the old barn, three chicks!',
  'Saw a kestrel and a buzzard near the nest',
  'our kestrel nest box camera is live https://birds.example/cam',
  'Kestrel on the wing above the field',
  'A pair of kestrels left the nest today, kestrel number 4',
];
const MACHINES = [
  'My Kestrel One leaks again and nobody answers',
  'kestrel grinder broke after two weeks',
  'Anyone else with a leaking Kestrel machine?',
  'The Kestrel app logs me out on every update',
  'Kestrel support has not answered for a week',
];

function check(noise: string[], good: string[], texts: string[], options?: ExclusionOptions): void {
  assert.deepEqual(
    suggestExclusions(noise, good, options).map(({ text }) => text),
    texts,
  );
}

test('the word that stands in the noise and not in what was meant is suggested, with its evidence', () => {
  const [first] = suggestExclusions(BIRDS, MACHINES, { keep: ['kestrel'] });
  assert.equal(first?.text, 'nest');
  assert.equal(first?.words, '5 of 6 noise posts, 0 of 5 good');
  assert.ok((first?.costAtMost ?? 0) > 0.5, 'five good posts prove little, and it is said');
});

test('a word that what was meant holds too is never suggested, however often it is noise', () => {
  check(BIRDS, [...MACHINES, 'the nest of cables behind my Kestrel'], []);
  check(BIRDS, [...MACHINES, 'the nest of cables behind my Kestrel'], ['nest'], { costLimit: 0.2 });
});

test('words the query looks for are kept, in every spelling', () => {
  const noise = Array.from({ length: 8 }, (_, i) => `Kestrel jobs: apply now, place ${i}`);
  const texts = suggestExclusions(noise, MACHINES, { keep: ['KESTREL', 'apply'] }).map(({ text }) => text);
  assert.ok(texts.length > 0 && !texts.includes('kestrel') && !texts.includes('apply'), texts.join(', '));
});

test('a phrase is suggested where its words alone would cost too much', () => {
  const noise = Array.from({ length: 9 }, (_, i) => `Kestrel wind force ${i} along the coast`);
  const good = [
    ...Array.from({ length: 12 }, (_, i) => `wind up the grinder ${i}`),
    ...Array.from({ length: 12 }, (_, i) => `force the lid ${i}, along the edge of the coast`),
  ];
  const [first] = suggestExclusions(noise, good, { keep: ['kestrel'] });
  assert.equal(first?.text, 'wind force');
});

test('one or two noisy posts, numbers, handles and links suggest nothing', () => {
  check(BIRDS.slice(0, 2), MACHINES, []);
  check(
    [
      '@birdwatch 2024 https://a.example/x',
      '@birdwatch 2024 https://b.example/x',
      '@birdwatch 2024',
      '@birdwatch 2024',
    ],
    MACHINES,
    [],
  );
});

test('each suggestion takes away noise that those before it leave', () => {
  const noise = [
    ...Array.from({ length: 8 }, () => 'nest box chicks'),
    ...Array.from({ length: 5 }, () => 'flight simulator kestrel'),
  ];
  const found = suggestExclusions(
    noise,
    Array.from({ length: 20 }, () => 'my machine leaks'),
    { keep: ['kestrel'] },
  );
  assert.equal(found.length, 2);
  assert.deepEqual(
    found.map(({ inNoise }) => inNoise),
    [8, 5],
  );
});

test('without a difference between noise and good there is no suggestion', () => {
  const chance = makeChance(5);
  const words = Array.from({ length: 60 }, (_, i) => `word${'abcdefghijklmnopqrstuvwxyz'[i % 26]}${i}x`);
  const text = () => Array.from({ length: 8 }, () => words[Math.floor(chance() * words.length)]).join(', ');
  let suggested = 0;
  for (let run = 0; run < 20; run++) {
    suggested += suggestExclusions(Array.from({ length: 30 }, text), Array.from({ length: 60 }, text)).length;
  }
  assert.ok(suggested <= 2, String(suggested));
});

test('it works in scripts without spaces and in Greek', () => {
  const hawks = Array.from({ length: 6 }, (_, i) => `チョウゲンボウの巣 ${i}`);
  const [first] = suggestExclusions(
    hawks,
    Array.from({ length: 9 }, () => 'コーヒーマシンが壊れた'),
  );
  assert.ok(first !== undefined && first.inNoise === 6 && first.inGood === 0);
  const [greek] = suggestExclusions(
    Array.from({ length: 6 }, () => 'Η φωλιά του γερακιού'),
    Array.from({ length: 9 }, () => 'του η μηχανή χάλασε'),
  );
  assert.match(greek?.text ?? '', /φωλια|γερακιου/);
});

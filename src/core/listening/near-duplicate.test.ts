import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { makeNearDuplicates, resemblance, sketchOf } from './near-duplicate.ts';

const NOON = new Date('2026-11-22T12:00:00Z');
const HOUR_MS = 3_600_000;

/** Which texts end in one group, by their places. */
function check(texts: string[], groups: number[][]): void {
  const near = makeNearDuplicates();
  const found = new Map<number, number[]>();
  texts.forEach((text, place) => {
    const { groupId } = near.add(text, NOON);
    found.set(groupId, [...(found.get(groupId) ?? []), place]);
  });
  assert.deepEqual([...found.values()], groups, texts.join('\n'));
}

const PASSED = 'Kestrel has stopped answering its customers, share this so that everybody knows about it';

test('a text passed on with another link, name, number or emoji stays one', () => {
  check(
    [
      PASSED,
      `RT @somebody: ${PASSED}`,
      `${PASSED} https://a.example/1?x=2`,
      `@dolores @avery ${PASSED} 😡😡😡`,
      PASSED.toUpperCase(),
      PASSED.replace('everybody', 'Selma'),
      PASSED.replace(', ', ' … '),
    ],
    [[0, 1, 2, 3, 4, 5, 6]],
  );
  check(
    [
      'Order 1182 from Kestrel never came, three mails, no reply',
      'Order 99 from Kestrel never came, 3 mails, no reply',
    ],
    [[0, 1]],
  );
});

test('people who say the same in their own words are several', () => {
  check(
    [
      'My Kestrel One has been leaking since the update, is anybody else seeing this?',
      'Since the last update my Kestrel leaks all over the kitchen, anyone else?',
      'Is the Kestrel app down for anyone else this morning?',
    ],
    [[0], [1], [2]],
  );
});

test('a few words are alike by accident and stay apart, unless they lead to the same place', () => {
  check(['down again?', 'down again?', 'Down again?'], [[0], [1], [2]]);
  check(['thank you so much!', 'thank you so much!'], [[0], [1]]);
  check(
    ['read this https://a.example/p', 'Read this! https://a.example/p?from=x', 'read this https://b.example/p'],
    [[0, 1], [2]],
  );
});

test('a text in a script without spaces is compared as well, and is short sooner', () => {
  const long = 'コーヒーマシンが壊れたのにサポートから返事がありません';
  check([long, `${long}😡`, 'また壊れた', 'また壊れた'], [[0, 1], [2], [3]]);
});

test('a group is compared with its first text, so that it does not creep', () => {
  const words = Array.from({ length: 40 }, (_, i) => `word${String.fromCharCode(97 + (i % 26))}${i > 25 ? 'x' : ''}`);
  const texts = Array.from({ length: 5 }, (_, i) => words.slice(i * 4, i * 4 + 20).join(' '));
  const near = makeNearDuplicates();
  const ids = texts.map(text => near.add(text, NOON).groupId);
  assert.equal(ids[0], ids[1]);
  assert.notEqual(ids[0], ids[4]);
});

const word = fc.stringMatching(/^[a-z]{2,9}$/);
const sentence = fc.uniqueArray(word, { minLength: 8, maxLength: 40 });

test('whatever the text: decorated, it is the same; one word in ten changed, it is near', () => {
  fc.assert(
    fc.property(
      sentence,
      fc.nat(),
      fc.constantFrom('😀', '👩‍🚒', '❤️', '!!!', '@name', 'https://x.example/9'),
      (words, place, decoration) => {
        const text = words.join(' ');
        const decorated = [
          ...words.slice(0, place % words.length),
          decoration,
          ...words.slice(place % words.length),
        ].join(' ');
        assert.deepEqual(sketchOf(decorated), sketchOf(text));
        const changed = words.with(place % words.length, 'qqqqqqqqqq').join(' ');
        const near = makeNearDuplicates();
        assert.equal(near.add(text, NOON).groupId, near.add(changed, NOON).groupId);
      },
    ),
    { seed: 1, numRuns: 300 },
  );
});

test('whatever the texts: those that share no pair of words are apart', () => {
  fc.assert(
    fc.property(sentence, sentence, (a, b) => {
      const other = b.map(each => `${each}zz`);
      const near = makeNearDuplicates();
      assert.notEqual(near.add(a.join(' '), NOON).groupId, near.add(other.join(' '), NOON).groupId);
    }),
    { seed: 2, numRuns: 300 },
  );
});

test('the overlap of sketches is the overlap of sets where texts are short, and near it where they are long', () => {
  const words = (from: number, to: number) =>
    Array.from(
      { length: to - from },
      (_, i) => `w${(from + i).toString(36).replace(/\d/g, 'z')}q${'abcdefghij'[(from + i) % 10]}`,
    );
  const short = [words(0, 21).join(' '), words(10, 31).join(' ')].map(sketchOf);
  assert.equal(resemblance(short[0] ?? [], short[1] ?? []), 10 / 30);
  assert.equal(resemblance([], []), 0);
});

test('memory is bounded, and what was heard last is kept', () => {
  const near = makeNearDuplicates(null, { groupsLimit: 10 });
  const text = (i: number) =>
    `a text of its own number ${String.fromCharCode(97 + (i % 26))}${String.fromCharCode(97 + Math.floor(i / 26))} about quite another thing ${'abcdefgh'[i % 8]}${i % 7 === 0 ? 'x' : 'y'} ${i.toString(36).replace(/\d/g, 'q')}`;
  for (let i = 0; i < 500; i++) near.add(`${text(i)} ${'zyxwvuts'[i % 8]} ${text(i * 31)}`, NOON);
  assert.ok(near.size <= 10, String(near.size));
  const last = `${text(499)} ${'zyxwvuts'[499 % 8]} ${text(499 * 31)}`;
  assert.ok(near.add(last, NOON).posts > 1);
});

test('a group unheard for a day is forgotten; one that is heard goes on', () => {
  const near = makeNearDuplicates();
  near.add(PASSED, NOON);
  const later = (hours: number) => new Date(NOON.getTime() + hours * HOUR_MS);
  assert.equal(near.add(PASSED, later(20)).posts, 2);
  assert.equal(near.add(PASSED, later(40)).posts, 3);
  assert.equal(near.add(PASSED, later(65)).posts, 1);
});

test('what is saved goes on as if nothing had happened', () => {
  const near = makeNearDuplicates();
  near.add(PASSED, NOON);
  near.add('Quite another text, about the grinder and its blunt burrs', NOON);
  const again = makeNearDuplicates(JSON.parse(JSON.stringify(near.save())));
  assert.deepEqual(again.add(PASSED, NOON), near.add(PASSED, NOON));
  assert.deepEqual(again.save(), near.save());
});

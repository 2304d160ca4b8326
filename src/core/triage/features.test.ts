import assert from 'node:assert/strict';
import { test } from 'node:test';
import { featuresOf, voicesOf } from './features.ts';
import { TRIAGE_READ_LIMIT } from './reading.ts';
import { cutWords } from './words.ts';

function wordsOf(text: string): string[] {
  const { count, from, codes } = cutWords(text);
  return Array.from({ length: count }, (_, at) => String.fromCharCode(...codes.slice(from[at], from[at + 1])));
}

/** Two texts read as the same words. */
function same(name: string, one: string, other: string): void {
  test(name, () => {
    assert.deepEqual(wordsOf(one), wordsOf(other));
    assert.deepEqual(featuresOf(one), featuresOf(other));
  });
}

same('large letters are read as small ones', 'MY ORDER', 'my order');
same('accents are read over', 'café über Καφές', 'cafe uber Καφεσ');
same('letters drawn as mathematics are letters', '𝐁𝐨𝐥𝐝 claim', 'bold claim');
same('letters of full width are letters', 'Ｈｅｌｐ', 'help');
same('more than two of a letter are two', 'sooooooo bad', 'soo bad');
same('numbers are alike', 'order 4711', 'order 12');
same('an apostrophe is an apostrophe', 'don’t', "don't");
same('which page is linked does not matter', 'see https://kestrel.example/a?b=1', 'see www.kestrel.example');
same('who is named does not matter', '@KestrelHelp why', '@another_one why');
same('what a page would write is read as it looks', 'you &amp; me', 'you me');
same('marks piled on letters are read over', 'h̴̡͚e̵̞͝l̶̰̈p̷̙̈', 'help');
same('directions and joiners are read over', '\u202eab\u200bc\u2066', 'abc');
same('halves of lost characters are read over', 'a \ud83d b \udc00', 'a b');
same('a skin tone is read over', '👍🏽', '👍');
same('Arabic letters of several spellings are one', 'أهلا مدرسة', 'اهلا مدرسه');

test('faces made of signs are one word', () => {
  assert.deepEqual(wordsOf('ok :D :-( <3'), ['ok', ':D', ':-(', '<3']);
});

test('a mention inside an address of e-mail is none', () => {
  assert.deepEqual(wordsOf('ana@kestrel.example').slice(0, 2), ['ana', '@']);
});

test('words after a not are told from the same words without it', () => {
  const plain = new Set(featuresOf('it is good').hashes);
  const turned = featuresOf('it is not good').hashes.filter(hash => !plain.has(hash));
  const far = featuresOf('it is not. That is good').hashes;
  const good = turned.filter(hash => !new Set(featuresOf('not').hashes).has(hash));
  assert.ok(good.length > 0);
  assert.ok(far.length > 0 && good.some(hash => !far.includes(hash)));
});

test('the values of a post have length one together', () => {
  const { values } = featuresOf('the machine leaks, the machine leaks');
  assert.ok(Math.abs(values.reduce((sum, value) => sum + value * value, 0) - 1) < 1e-4);
});

test('every hash is there once', () => {
  const { hashes } = featuresOf('again and again and again and again');
  assert.equal(new Set(hashes).size, hashes.length);
});

test('one post leaves nothing behind for the next', () => {
  const before = featuresOf('first');
  featuresOf('something else entirely '.repeat(200));
  assert.deepEqual(featuresOf('first'), before);
});

test('nothing to read gives nothing', () => {
  for (const text of ['', '   ', '\u200b\u202e', '\ud83d', '\u0301'.repeat(500)]) {
    assert.deepEqual(featuresOf(text), { hashes: new Int32Array(), values: new Float32Array() });
  }
});

test('what stands after the limit changes nothing', () => {
  const long = 'broken kettle '.repeat(10_000);
  assert.deepEqual(featuresOf(long), featuresOf(long.slice(0, TRIAGE_READ_LIMIT)));
});

test('the worst texts are read whole', () => {
  for (const text of [
    'a1'.repeat(2_000),
    'x'.repeat(100_000),
    '😡'.repeat(50_000),
    '#a'.repeat(9_000),
    'z͑ͫ̓'.repeat(5_000),
  ]) {
    assert.ok(featuresOf(text).hashes.length > 0);
  }
});

test('voices are the words where they stand', () => {
  const text = 'Hi @kestrel, the cup 😡 leaks!';
  assert.deepEqual(
    voicesOf(text, () => 0).map(({ start, end }) => text.slice(start, end)),
    ['Hi', '@kestrel', ',', 'the', 'cup', '😡', 'leaks', '!'],
  );
});

test('what the voices weigh is what the features weigh', () => {
  const text = 'not what I ordered #fail';
  const weightOf = (hash: number) => (hash & 15) - 7;
  const { hashes, values } = featuresOf(text);
  const whole = hashes.reduce((sum, hash, i) => sum + weightOf(hash) * (values[i] ?? 0), 0);
  const parts = voicesOf(text, weightOf).reduce((sum, { weight }) => sum + weight, 0);
  assert.ok(Math.abs(whole - parts) < 1e-3);
});

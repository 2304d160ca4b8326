import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cleanText, countText, fold, PREVIEW_LIMIT, preview, searchable, wordsOf } from './text.ts';

test('folding forgets accents, case, width and the final sigma', () => {
  const pairs = [
    ['Καφές', 'καφεσ'],
    ['ΚΑΦΕΣ', 'καφεσ'],
    ['ＣＡＦÉ', 'cafe'],
    ['İstanbul ısı', 'istanbul isi'],
    ['Übergröße', 'ubergroße'],
    ['مُحَمَّد', 'محمد'],
  ] as const;
  for (const [text, folded] of pairs) assert.equal(fold(text), folded);
});

test('what is searched and what is found are cut into the same words', () => {
  assert.equal(searchable('“Hello”, World! http://x.example/a-b'), 'hello world http x example a b');
  assert.equal(searchable('Ο καφές μου!'), 'ο καφεσ μου');
  assert.equal(searchable('咖啡机'), '咖 啡 机');
  assert.equal(searchable('🎉'), '');
});

test('words carry their sign and their place in the text as written', () => {
  const words = wordsOf('¡Hola @Kestrel! #Café2');
  assert.deepEqual(
    words.map(({ folded, sign }) => sign + folded),
    ['hola', '@kestrel', '#cafe2'],
  );
  assert.equal('¡Hola @Kestrel! #Café2'.slice(words[2]?.start, words[2]?.end), '#Café2');
});

test('NUL and halves of a pair become harmless, a long text is cut and says so', () => {
  assert.equal(cleanText('a\0b\ud83dc'), 'a\ufffdb\ufffdc');
  assert.equal(cleanText('😀'), '😀');
  const cut = cleanText('x'.repeat(50), 20);
  assert.equal(cut.length, 20);
  assert.ok(cut.endsWith('[…]'));
});

test('a preview is one line, never longer than its limit, and cuts no character in two', () => {
  assert.equal(preview(' one\n\n two\tthree '), 'one two three');
  const long = preview(`${'y'.repeat(PREVIEW_LIMIT - 2)}😀😀😀`);
  assert.ok(long.length <= PREVIEW_LIMIT && long.isWellFormed() && long.endsWith('…'));
});

test('each network counts in its own way', () => {
  const family = '👨‍👩‍👧‍👦';
  assert.equal(countText(family, 'graphemes'), 1);
  assert.equal(countText(family, 'characters'), 7);
  assert.equal(countText(family, 'bytes'), 25);
  assert.equal(countText(family, 'weighted'), 2);
  assert.equal(countText('héllo', 'weighted'), 5);
  assert.equal(countText('咖啡', 'weighted'), 4);
});

test('where links have a fixed weight, their length makes no difference', () => {
  const text = 'See https://kestrel.example/a/very/long/way?to=nowhere and http://k.example';
  assert.equal(countText(text, 'characters', 23), 'See '.length + 23 + ' and '.length + 23);
  assert.equal(countText('no link', 'characters', 23), 7);
});

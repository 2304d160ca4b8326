import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadHeads } from '../../load-heads.ts';
import { featuresOf } from './features.ts';
import type { Sentiment } from './reading.ts';
import { readSentiment } from './sentiment.ts';

const head = loadHeads().head('sentiment');

function read(text: string) {
  return readSentiment(text, featuresOf(text), head);
}

function feels(text: string, wanted: Sentiment): void {
  test(`"${text}" is ${wanted}`, () => {
    assert.equal(read(text)?.value, wanted);
  });
}

feels('Third day without internet and nobody answers. Worst service ever.', 'negative');
feels('This is absolutely unacceptable, I want my money back', 'negative');
feels('your support is useless 😡', 'negative');
feels('not happy with the new machine at all', 'negative');
feels('Thank you so much, you are amazing!', 'positive');
feels('I love the new grinder, works great :)', 'positive');
feels('How do I change my address?', 'neutral');
feels('Το προϊόν είναι απαράδεκτο, ντροπή σας', 'negative');
feels('Schrecklich, nie wieder! Eine Frechheit', 'negative');
feels('Muchas gracias, excelente servicio', 'positive');
feels('خدمة سيئة جدا، عار عليكم', 'negative');

test('the chances add up to one', () => {
  const chances = read('the pump leaks again')?.chances;
  const sum = Object.values(chances ?? {}).reduce((all, one) => all + one, 0);
  assert.ok(Math.abs(sum - 1) < 1e-5);
});

test('the words that decided are named as they stand in the post', () => {
  const text = 'Hi @kestrel, your ANSWER was terrible and rude';
  const words = (read(text)?.reasons ?? []).flatMap(reason =>
    reason.kind === 'words' ? reason.spans.map(({ start, end }) => text.slice(start, end)) : [],
  );
  assert.ok(words.includes('terrible') && words.includes('rude'), words.join(' '));
  assert.ok(words.length <= 5);
});

test('where there are no words there is no mood', () => {
  for (const text of [
    '',
    ' ',
    '@kestrel',
    'https://kestrel.example/x',
    '@a @b https://x.example',
    '12345',
    '...',
    '\ud83d',
    '\u202e',
  ]) {
    assert.equal(read(text), null, JSON.stringify(text));
  }
});

test('a face alone shows a mood', () => {
  assert.equal(read('😡')?.value, 'negative');
  assert.equal(read('❤️❤️')?.value, 'positive');
});

test('the worst texts are read', () => {
  for (const text of ['a'.repeat(100_000), '😡'.repeat(50_000), '\u202eabc', 'z͑ͫ̓'.repeat(9_000), 'تم '.repeat(40_000)]) {
    assert.ok(read(text) !== null);
  }
});

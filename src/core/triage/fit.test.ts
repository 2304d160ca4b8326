import assert from 'node:assert/strict';
import { test } from 'node:test';
import { featuresOf } from './features.ts';
import { type Example, fitHead } from './fit.ts';
import { chancesOf, holdingOf, pickOf, pushesOf } from './head.ts';
import { decodeHead, encodeHead } from './head-file.ts';
import { seeded } from './shuffle.ts';

const GOOD = ['love it', 'great coffee', 'works well', 'so happy', 'lovely service'];
const BAD = ['leaks again', 'never came', 'broken pump', 'so angry', 'rude answer'];
const TAILS = ['today', 'with my machine', 'this week', 'at home', 'in the office', 'since monday', 'really'];

/** Made up: a good or a bad beginning, any tail. Every tenth is labelled the wrong way round. */
function made(n: number, seed: number): Example[] {
  const next = seeded(seed);
  const drawn = (from: string[]) => from[Math.floor(next() * from.length)] ?? '';
  return Array.from({ length: n }, (_, at) => {
    const isGood = next() < 0.4;
    const features = featuresOf(`${drawn(isGood ? GOOD : BAD)} ${drawn(TAILS)} ${drawn(TAILS)}`);
    return { features, target: isGood !== (at % 10 === 0) ? 1 : 0 };
  });
}

const options = { name: 'mood', kind: 'one', classes: ['bad', 'good'], bits: 14 } as const;
const fitted = fitHead(made(600, 1), { ...options, classes: [...options.classes] });

test('what was learnt holds for words never seen together', () => {
  assert.equal(pickOf(fitted, chancesOf(fitted, featuresOf('the pump is broken again'))), 0);
  assert.equal(pickOf(fitted, chancesOf(fitted, featuresOf('great machine, love this'))), 1);
});

test('the same examples give the same head to the last bit', () => {
  const again = fitHead(made(600, 1), { ...options, classes: [...options.classes] });
  assert.deepEqual(encodeHead(again), encodeHead(fitted));
});

test('chances come true: one wrong label in ten is nine in ten sure', () => {
  const judged = made(600, 2).map(({ features, target }) => ({ chance: chancesOf(fitted, features)[1] ?? 0, target }));
  const sure = judged.filter(({ chance }) => chance > 0.7);
  const said = sure.reduce((sum, { chance }) => sum + chance, 0) / sure.length;
  const came = sure.filter(({ target }) => target === 1).length / sure.length;
  assert.ok(sure.length > 100);
  assert.ok(Math.abs(said - came) < 0.05, `said ${said}, came ${came}`);
});

test('the words that decided are named, whole and where they stand', () => {
  const text = 'Hello, the pump leaks again today';
  const pushes = pushesOf(fitted, text, 0);
  const words = pushes.map(({ span }) => text.slice(span.start, span.end));
  assert.ok(words.includes('leaks') && words.includes('again'), words.join(' '));
  assert.ok(!words.includes('Hello'));
  assert.ok(pushes.every(({ weight }) => weight > 0 && weight <= 1));
});

test('several classes hold at once', () => {
  const topics = ['refund', 'delivery'];
  const examples = Array.from({ length: 300 }, (_, at): Example => {
    const target = [0, 1].filter(k => (at >> k) % 2 === 1);
    const text = `hello ${target.map(k => topics[k]).join(' and ')} please ${TAILS[at % TAILS.length]}`;
    return { features: featuresOf(text), target };
  });
  const head = fitHead(examples, { name: 'topics', kind: 'several', classes: topics, bits: 12 });
  const holding = (text: string) => holdingOf(head, chancesOf(head, featuresOf(text)));
  assert.deepEqual(holding('a refund, and where is the delivery'), [0, 1]);
  assert.deepEqual(holding('delivery this week'), [1]);
  assert.deepEqual(holding('hello there'), []);
});

test('what is known beside the words counts', () => {
  const examples = Array.from({ length: 200 }, (_, at): Example => {
    return { features: featuresOf('the same words'), target: at % 2, extras: [at % 2 === 1 ? 1 : -1] };
  });
  const head = fitHead(examples, { ...options, classes: ['no', 'yes'], extras: ['known'] });
  assert.ok((chancesOf(head, featuresOf('the same words'), [1])[1] ?? 0) > 0.9);
  assert.ok((chancesOf(head, featuresOf('the same words'), [-1])[1] ?? 1) < 0.1);
});

test('a head comes back from its bytes as it was', () => {
  assert.deepEqual(decodeHead(encodeHead(fitted)), fitted);
  const wide = { ...fitted, weights: fitted.weights.map((_, at) => (at % 250) - 125) };
  assert.deepEqual(decodeHead(encodeHead(wide)), wide);
});

test('a head that was learnt from little is small', () => {
  assert.ok(encodeHead(fitHead(made(20, 3), { ...options, classes: [...options.classes] })).length < 4_000);
});

test('damaged bytes are refused', () => {
  const bytes = encodeHead(fitted);
  assert.throws(() => decodeHead(bytes.subarray(0, bytes.length - 3)), /damaged/);
  assert.throws(() => decodeHead(new TextEncoder().encode('something else')), /no head/);
  assert.throws(() => decodeHead(Uint8Array.from(bytes, (byte, at) => (at === 4 ? 9 : byte))), /version 9/);
});

test('nothing to learn from is no crash, and no opinion', () => {
  const head = fitHead([], { ...options, classes: [...options.classes] });
  assert.deepEqual([...chancesOf(head, featuresOf('anything'))], [0.5, 0.5]);
});

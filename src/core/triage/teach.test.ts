import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadHeads } from '../../load-heads.ts';
import { featuresOf } from './features.ts';
import { chancesOf, holdingOf } from './head.ts';
import { encodeHead } from './head-file.ts';
import type { TaughtLabel } from './labels.ts';
import { readSentiment } from './sentiment.ts';
import { countsOf, type Shipped, shippedOf } from './shipped.ts';
import { seeded } from './shuffle.ts';
import { teach } from './teach.ts';

const mood = shippedOf('sentiment', { sentiment: loadHeads().head('sentiment') });
const fresh: Shipped = { name: 'topics', kind: 'several', classes: [], head: null };

type Said = Partial<TaughtLabel> & Pick<TaughtLabel, 'text' | 'value'>;

function labelled(said: Said[]): TaughtLabel[] {
  return said.map((one, at) => {
    return { id: `${at}`, messageId: `${at}`, by: 'ana', at: new Date(at), weight: 1, isDeed: false, ...one };
  });
}

const THINGS = ['grinder', 'kettle', 'machine', 'tank', 'lid', 'filter', 'scale', 'cup', 'pump', 'hose'];
const ENDS = ['today', 'again', 'since monday', 'at home', 'in the office', 'for my mother', 'this week', 'right now'];

/** Made up: what this brand's customers mean by a word is not what others mean by it. "Sick" is praise here, "gentle" is not. */
function made(n: number, seed: number): Said[] {
  const next = seeded(seed);
  const one = (from: string[]) => from[Math.floor(next() * from.length)] ?? '';
  return Array.from({ length: n }, () => {
    const kind = Math.floor(next() * 3);
    const words =
      [
        ['gentle', 'mellow'],
        ['ships', 'weighs'],
        ['sick', 'filthy'],
      ][kind] ?? [];
    const value = ['negative', 'neutral', 'positive'][kind] ?? '';
    return { text: `the ${one(THINGS)} ${one(words)} ${one(ENDS)} ${one(ENDS)}`, value: [value] };
  });
}

/** The share of posts that were read as they are meant. */
function right(head: Shipped['head'], posts: Said[]): number {
  assert.ok(head !== null);
  const hits = posts.filter(({ text, value }) => readSentiment(text, featuresOf(text), head)?.value === value[0]);
  return hits.length / posts.length;
}

test('a brand’s own words are learnt from forty labels', () => {
  const taught = teach(labelled(made(40, 1)), mood);
  assert.equal(taught.kind, 'taught');
  const others = made(200, 2);
  const [before, after] = [right(mood.head, others), right(taught.kind === 'taught' ? taught.head : null, others)];
  assert.ok(after > 0.75 && after > before + 0.3, `before ${before}, after ${after}`);
});

test('posts that were let stand are nobody’s word: one who corrects alone is learnt from beside them', () => {
  const stood = made(8, 5).map(({ text }) => {
    const value = mood.head === null ? null : readSentiment(text, featuresOf(text), mood.head)?.value;
    return { text, value: [value ?? ''], by: null, weight: 0.2, isDeed: true };
  });
  const taught = teach(labelled([...made(40, 1), ...stood]), mood);
  assert.deepEqual(taught.kind === 'shipped' ? taught.why : [], []);
});

test('what has been learnt names its words', () => {
  const taught = teach(labelled(made(60, 1)), mood);
  const text = 'this grinder is sick';
  assert.ok(taught.kind === 'taught');
  const reading = readSentiment(text, featuresOf(text), taught.head);
  assert.equal(reading?.value, 'positive');
  const [first] = reading?.reasons ?? [];
  assert.ok(first?.kind === 'words');
  assert.deepEqual(
    first.spans.map(({ start, end }) => text.slice(start, end)),
    ['sick'],
  );
});

test('the same labels give the same head', () => {
  const [one, other] = [teach(labelled(made(50, 1)), mood), teach(labelled(made(50, 1)), mood)];
  assert.ok(one.kind === 'taught' && other.kind === 'taught');
  assert.deepEqual(encodeHead(one.head), encodeHead(other.head));
});

test('the figures of both come with intervals, on labels neither had seen', () => {
  const { quality } = teach(labelled(made(60, 1)), mood);
  assert.equal(quality.measuredOn, 60);
  for (const score of [quality.taught, quality.shipped]) {
    assert.ok(score !== null && score.low <= score.score && score.score <= score.high);
  }
  assert.ok((quality.taught?.low ?? 0) > (quality.shipped?.high ?? 1));
});

test('a cold start stays with what came with the product', () => {
  const taught = teach([], mood);
  assert.deepEqual(taught, {
    kind: 'shipped',
    why: ['too_few'],
    people: [],
    contradictions: 0,
    quality: { measuredOn: 0, taught: null, shipped: null },
  });
});

test('nine labels are too few', () => {
  const taught = teach(labelled(made(9, 1)), mood);
  assert.deepEqual(taught.kind === 'shipped' && taught.why, ['too_few']);
});

test('who says the same of everything teaches nothing, and is named', () => {
  const taught = teach(labelled(made(40, 1).map(one => ({ ...one, value: ['negative'] }))), mood);
  assert.ok(taught.kind === 'shipped');
  assert.ok(taught.why.includes('one_class'));
  assert.deepEqual(
    taught.people.map(({ agentId, oneSided }) => [agentId, oneSided]),
    [['ana', 'negative']],
  );
});

test('one who calls everything negative does not drown three who look', () => {
  const posts = made(90, 3);
  const careful = labelled(posts.slice(0, 45)).map((one, at) => ({ ...one, by: `careful-${at % 3}` }));
  const careless = labelled(posts.slice(45).map(one => ({ ...one, value: ['negative'] }))).map(one => ({
    ...one,
    id: `x${one.id}`,
    by: 'hasty',
  }));
  const taught = teach([...careful, ...careless], mood);
  const others = made(200, 2);
  const before = right(mood.head, others);
  assert.ok(right(taught.kind === 'taught' ? taught.head : mood.head, others) >= before);
  const hasty = taught.people.find(({ agentId }) => agentId === 'hasty');
  assert.equal(hasty?.oneSided, 'negative');
  assert.ok((hasty?.counts ?? 1) < 1);
});

test('labels at random are not learnt', () => {
  const values = ['negative', 'neutral', 'positive'];
  for (let seed = 1; seed <= 5; seed++) {
    const next = seeded(seed);
    const posts = made(80, seed).map(one => ({ ...one, value: [values[Math.floor(next() * 3)] ?? ''] }));
    assert.equal(teach(labelled(posts), mood).kind, 'shipped', `seed ${seed}`);
  }
});

test('people who contradict one another on the same posts are not believed', () => {
  const posts = made(30, 1);
  const other = posts.map(one => ({
    ...one,
    value: [one.value[0] === 'negative' ? 'positive' : 'negative'],
    by: 'ben',
  }));
  const taught = teach(labelled([...posts, ...other]), mood);
  assert.ok(taught.kind === 'shipped' && taught.why.includes('contradictory'));
  assert.ok(taught.contradictions > 20);
  assert.ok(taught.people.every(({ contradicts }) => contradicts > 20));
});

test('what is read well already is kept', () => {
  const posts = ['thank you so much, you are amazing', 'worst service ever, awful', 'how do i change my address?'];
  const labels = labelled(
    Array.from({ length: 60 }, (_, at) => {
      const text = `${posts[at % 3]} ${THINGS[at % THINGS.length]}`;
      return { text, value: [readSentiment(text, featuresOf(text), mood.head ?? assert.fail())?.value ?? ''] };
    }),
  );
  const taught = teach(labels, mood);
  assert.deepEqual(taught.kind === 'shipped' && taught.why, ['not_better']);
});

test('several topics are learnt from nothing', () => {
  const next = seeded(4);
  const topics: Record<string, string> = { refund: 'money back', delivery: 'parcel late', repair: 'does not turn on' };
  const post = (): Said => {
    const value = Object.keys(topics).filter(() => next() < 0.4);
    return { text: `hello ${value.map(topic => topics[topic]).join(', ')} ${ENDS[Math.floor(next() * 8)]}`, value };
  };
  const taught = teach(labelled(Array.from({ length: 120 }, post)), fresh);
  assert.ok(taught.kind === 'taught');
  const { head } = taught;
  const text = 'i want my money back, the parcel is late';
  const holding = holdingOf(head, chancesOf(head, featuresOf(text), new Float32Array(head.extras.length)));
  assert.deepEqual(holding.map(k => head.classes[k]).sort(), ['delivery', 'refund']);
});

test('every kind of noise teaches noise', () => {
  const noise = shippedOf('noise', { noise: loadHeads().head('noise') });
  const next = seeded(5);
  const labels = Array.from({ length: 80 }, (): Said => {
    const isNoise = next() < 0.5;
    const text = `${isNoise ? 'kestrel fan art wallpaper' : 'my kettle lid'} ${THINGS[Math.floor(next() * 10)]} ${ENDS[Math.floor(next() * 8)]}`;
    return { text, value: [isNoise ? 'promotion' : 'none'] };
  });
  const taught = teach(labelled(labels), noise);
  assert.ok(taught.kind === 'taught');
  assert.deepEqual(taught.head.classes, ['noise']);
  assert.deepEqual(taught.head.extras, noise.head?.extras);
});

test('the worst texts are learnt from without a crash', () => {
  const texts = ['', '\ud83d', '😡'.repeat(9_000), 'z͑ͫ̓'.repeat(3_000), '\u202eabc', 'https://kestrel.example'];
  const labels = Array.from({ length: 30 }, (_, at) => ({
    text: texts[at % 6] ?? '',
    value: [at % 2 ? 'negative' : 'positive'],
  }));
  assert.equal(teach(labelled(labels), mood).quality.measuredOn, 30);
});

test('what nobody spoke of is read as before', () => {
  const taught = teach(labelled(made(40, 1)), mood);
  assert.ok(taught.kind === 'taught' && mood.head !== null);
  for (const text of ['thank you so much, you are amazing', 'awful, worst company ever', 'furchtbar, nie wieder']) {
    const pick = (head: NonNullable<Shipped['head']>) => readSentiment(text, featuresOf(text), head)?.value;
    assert.equal(pick(taught.head), pick(mood.head), text);
  }
});

test('of several classes, those that nobody corrected stay exactly as they came', () => {
  const intents = shippedOf('intents', { intents: loadHeads().head('intents') });
  assert.ok(intents.head !== null);
  const next = seeded(6);
  const labels = Array.from({ length: 120 }, (): Said => {
    const isMeant = next() < 0.5;
    const text = `the ${THINGS[Math.floor(next() * 10)]} ${isMeant ? 'sings' : 'hums'} ${ENDS[Math.floor(next() * 8)]}`;
    return { text, value: isMeant ? ['complaint'] : [] };
  });
  const taught = teach(labelled(labels), intents);
  assert.ok(taught.kind === 'taught');
  const text = 'thank you, where is my parcel?';
  const chancesBy = (head: NonNullable<Shipped['head']>) => chancesOf(head, featuresOf(text), countsOf(head, text));
  const thanks = intents.classes.indexOf('thanks');
  const [before, after] = [intents.head, taught.head].map(head => chancesBy(head)[thanks] ?? 0);
  assert.ok(Math.abs((before ?? 0) - (after ?? 1)) < 0.05, `before ${before}, after ${after}`);
});

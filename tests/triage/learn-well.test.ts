/** What a brand learns is never worse than what came with the product, and says why where it keeps that. With the real learner. */
import assert from 'node:assert/strict';
import { after, type TestContext, test } from 'node:test';
import type { Noise } from '../../src/core/triage/reading.ts';
import { readMessageReadings } from '../../src/services/message-readings.ts';
import { makeTeaching } from '../../src/services/teaching.ts';
import { shippedOnce } from '../../src/shipped.ts';
import { THINGS } from '../support/things.ts';
import { learner, mood } from './learner.ts';

const shipped = shippedOnce();
const teaching = makeTeaching({ shipped: () => shipped().heads });
after(teaching.close);

const opened = (t: TestContext) => learner(t, { shipped, teach: teaching.teach });

const TIMES = ['this morning', 'since Monday', 'all week', 'after the update', 'once more', 'at last'];
/** Posts of one kind, all of them different. */
const posts = (say: (thing: string, time: string) => string, count: number) =>
  Array.from({ length: count }, (_, n) => say(THINGS[n % THINGS.length] ?? '', TIMES[n % TIMES.length] ?? ''));

test('words that mean something only here are learnt from two dozen corrections, and posts not seen before are read by them', async t => {
  const on = await opened(t);
  const wheezes = posts((thing, time) => `the ${thing} wheezes ${time}`, 12);
  const hums = posts((thing, time) => `the ${thing} hums ${time}`, 12);
  const unseen = { bad: 'oh, the drawer wheezes', good: 'oh, the drawer hums' };
  for (const [n, text] of wheezes.entries()) {
    await on.correct(on.lead, await on.hear(`w${n}`, text), mood('negative'));
    await on.correct(on.lead, await on.hear(`h${n}`, hums[n] ?? ''), mood('positive'));
  }
  const view = await on.learning();
  assert.equal(view.state, 'taught');
  assert.ok(
    (view.taught?.low ?? 0) > (view.shipped?.score ?? 1),
    `${JSON.stringify(view.taught)} ${JSON.stringify(view.shipped)}`,
  );
  assert.deepEqual(
    [(await on.read(unseen.bad)).sentiment, (await on.read(unseen.good)).sentiment],
    ['negative', 'positive'],
  );
  const negative = view.words.find(({ value }) => value === 'negative')?.words.map(({ text }) => text);
  assert.ok(negative?.includes('wheezes'), `${negative}`);
  assert.equal(view.versions.length, 24);
  const asked = await readMessageReadings(on.desk, on.lead, await on.hear('u1', unseen.bad));
  const reasons = asked.readings.sentiment?.reasons ?? [];
  assert.deepEqual(reasons.at(-1), { kind: 'taught', corrections: 24 });
  const words = reasons.flatMap(reason => (reason.kind === 'words' ? reason.spans : []));
  assert.ok(
    words.some(({ start, end }) => unseen.bad.slice(start, end) === 'wheezes'),
    JSON.stringify(reasons),
  );
});

test('learnt from mistakes alone, what was read well is read as well as before', async t => {
  const on = await opened(t);
  // What came with the product knows these; nobody corrects them.
  const bad = posts((thing, time) => `the ${thing} is terrible ${time}, I hate it`, 30);
  for (const [n, text] of bad.entries()) await on.hearAndRead(`b${n}`, text);
  const wicked = posts((thing, time) => `the ${thing} is wicked ${time}, I hate that I have only one`, 30);
  for (const [n, text] of wicked.entries())
    await on.correct(on.lead, await on.hearAndRead(`w${n}`, text), mood('positive'));
  assert.equal((await on.learning()).state, 'taught');
  const moods = async (...texts: string[]) => Promise.all(texts.map(async text => (await on.read(text)).sentiment));
  assert.deepEqual(await moods('the drawer is wicked, I hate that I have only one'), ['positive']);
  assert.deepEqual(await moods('the drawer is terrible, I hate it', 'this is awful, it broke again', 'I am so angry'), [
    'negative',
    'negative',
    'negative',
  ]);
});

test('with five labels what came with the product stays, and says that there are too few', async t => {
  const on = await opened(t);
  for (const [n, text] of posts((thing, time) => `the ${thing} wheezes ${time}`, 5).entries())
    await on.correct(on.lead, await on.hear(`p${n}`, text), mood(n % 2 === 0 ? 'negative' : 'positive'));
  const view = await on.learning();
  assert.deepEqual([view.state, view.why, view.labels.people], ['shipped', ['too_few'], 5]);
});

test('where people contradict one another what came with the product stays, and the contradictions are counted', async t => {
  const on = await opened(t);
  const nadia = await on.d.colleague('Nadia');
  for (const [n, text] of posts((thing, time) => `the ${thing} wheezes ${time}`, 12).entries()) {
    const id = await on.hear(`p${n}`, text);
    await on.correct(on.lead, id, mood('negative'));
    await on.correct(nadia, id, mood(n % 3 === 0 ? 'positive' : 'neutral'));
  }
  const view = await on.learning();
  assert.equal(view.state, 'shipped');
  assert.ok(view.why.includes('contradictory'), `${view.why}`);
  assert.equal(view.contradictions, 12);
  assert.ok(view.by.every(({ contradicts }) => contradicts > 0));
});

test('an agent who marks everything as spam is named, and customers are read as customers all the same', async t => {
  const on = await opened(t);
  const [max, nadia] = [await on.d.colleague('Max'), await on.d.colleague('Nadia')];
  const noise = (value: Noise | null) => ({ aspect: 'noise' as const, value });
  const complaints = posts((thing, time) => `my ${thing} is broken ${time}, please help me`, 36);
  for (const [n, text] of complaints.entries()) {
    const id = await on.hear(`p${n}`, text);
    if (n < 24) await on.correct(max, id, noise('promotion'));
    else await on.correct(nadia, id, noise(null));
  }
  const view = await on.learning('noise');
  assert.equal(view.state, 'shipped');
  assert.ok(view.why.length > 0);
  assert.equal(view.by.find(({ name }) => name === 'Max')?.oneSided, 'noise');
  assert.equal(view.by.find(({ name }) => name === 'Nadia')?.oneSided, null);
  for (const text of ['my filter is broken, who can help?', 'the machine you sold me leaks, please help me'])
    assert.equal((await on.read(text)).noise, null, text);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Variant } from '../saved-reply.ts';
import { type BurstSigns, crisisFor, TOGETHER_MS } from './group-bursts.ts';
import { gapMs, LEAST_GAP_MS, planHolding, type Waiting } from './holding.ts';
import { type CrisisTurn, reviewOf } from './review.ts';
import { readSeries, seriesOf } from './series.ts';
import {
  type CrisisPost,
  firstVoices,
  groupAlike,
  isAbout,
  makePlacing,
  peakOf,
  SLOTS_MOST,
  slotMinutes,
  spreadOver,
  wordsOfCrisis,
} from './spread.ts';
import { type CrisisLoad, ENOUGH_FOR_MS, judgeStaffing, neededFor, type StaffingStanding } from './staffing-alarm.ts';

const NOON = Date.UTC(2026, 10, 22, 12);
const MINUTE_MS = 60_000;

function burst(words: string[], more: Partial<BurstSigns> = {}): BurstSigns {
  return { beganAtMs: NOON, untilMs: NOON + MINUTE_MS, words, postIds: [], isInbox: false, ...more };
}
const crisis = (id: string, ...bursts: BurstSigns[]) => ({ id, words: [], bursts });

test('bursts belong together that are near in time and share words, in whatever they were heard', () => {
  const known = [crisis('recall', burst(['recall', 'boiler', 'leaks']))];
  assert.equal(crisisFor(burst(['#recall', 'smoke']), known), 'recall', 'half of the shorter one, a tag or not');
  assert.equal(crisisFor(burst(['price', 'shipping']), known), null, 'other words');
  assert.equal(crisisFor(burst(['recall', 'a', 'b', 'c', 'd', 'e']), known), 'recall', 'one of three');
  const late = NOON + MINUTE_MS + TOGETHER_MS;
  assert.equal(crisisFor(burst(['recall'], { beganAtMs: late, untilMs: late }), known), 'recall');
  assert.equal(crisisFor(burst(['recall'], { beganAtMs: late + 1, untilMs: late + 1 }), known), null, 'too long after');
});

test('without words the very posts tell, and more of everything on the desk is one storm; a query beside it is not', () => {
  const wordless = crisis('more', burst([], { postIds: ['p1'], isInbox: true }));
  assert.equal(crisisFor(burst([], { postIds: ['p1', 'p2'] }), [wordless]), 'more');
  assert.equal(crisisFor(burst(['recall'], { isInbox: true }), [wordless]), 'more');
  assert.equal(crisisFor(burst(['recall']), [wordless]), null);
});

test('of several crises the one with most in common takes it; words people gave count', () => {
  const far = crisis('far', burst(['recall', 'price', 'queue']));
  const near = { id: 'near', words: ['recall', 'boiler'], bursts: [burst(['other'])] };
  assert.equal(crisisFor(burst(['recall', 'boiler', 'steam']), [far, near]), 'near');
});

test('a turn counts in the whole inbox, its channel and each of its topics, but gladness and what stands beside others is none', () => {
  assert.deepEqual(seriesOf('c1', ['complaint', 'request', 'request.refund', 'thanks', 'danger', 'safety']), [
    'inbox',
    'channel:c1',
    'topic:complaint',
    'topic:request.refund',
    'topic:safety',
  ]);
  assert.deepEqual(readSeries('topic:request.refund'), { kind: 'topic', topic: 'request.refund' });
  assert.deepEqual(readSeries('channel:c1'), { kind: 'channel', channelId: 'c1' });
  assert.deepEqual([readSeries('inbox').kind, readSeries('').kind], ['inbox', 'heard']);
});

const said = (id: string, minute: number, author: string, text: string, network = 'square'): CrisisPost => ({
  id,
  atMs: NOON + minute * MINUTE_MS,
  network,
  author: `${network} ${author}`,
  text,
});
const COPIED = 'the update locked every machine so do not install it please';
/** As the service does, oldest first. */
function place(posts: readonly CrisisPost[]) {
  return posts.toSorted((a, b) => a.atMs - b.atMs).map(makePlacing(posts.length));
}
const POSTS = [
  said('d', 21, 'ada', 'it still leaks, and nobody answers me here'),
  said('a', 0, 'ada', COPIED),
  said('c', 6, 'cleo', `RT @ada: ${COPIED} https://x.example/1`, 'town'),
  said('b', 5, 'bela', 'my boiler leaks since noon and the floor is wet'),
];

test('posts alike stand together with the first of them; an author who speaks again, and words of others, are repeats', () => {
  const placed = place(POSTS);
  assert.deepEqual(
    placed.map(({ post, isFirstOfAuthor }) => [post.id, isFirstOfAuthor]),
    [
      ['a', true],
      ['b', true],
      ['c', true],
      ['d', false],
    ],
  );
  const { groups, own } = groupAlike(placed);
  assert.deepEqual(groups, [
    { firstId: 'a', posts: 2, voices: 2, networks: ['square', 'town'], lastAtMs: NOON + 6 * MINUTE_MS },
  ]);
  assert.equal(own, 2);
  const { minutes, slots } = spreadOver(placed, NOON, NOON + 21 * MINUTE_MS);
  assert.equal(minutes, 5);
  assert.deepEqual(
    slots.map(({ fresh, repeats }) => [fresh, repeats]),
    [
      [1, 0],
      [1, 1],
      [0, 0],
      [0, 0],
      [0, 1],
    ],
  );
  assert.equal(peakOf(slots)?.atMs, NOON + 5 * MINUTE_MS);
  assert.deepEqual(
    firstVoices(placed).map(({ id }) => id),
    ['a', 'b', 'c'],
  );
});

test('a minute or a month is drawn in no more slots than can be read; nothing said has no peak', () => {
  for (const days of [0, 0.01, 1, 3, 30, 400])
    assert.ok((days * 1_440) / slotMinutes(NOON, NOON + days * 1_440 * MINUTE_MS) <= SLOTS_MOST, `${days}`);
  assert.equal(peakOf(spreadOver([], NOON, NOON).slots), null);
});

test('words find posts however they are written, and no words find all', () => {
  const words = wordsOfCrisis(['#Recall', 'boiler']);
  assert.ok(isAbout(words, 'RECALL now!') && isAbout(words, 'a #boiler') && !isAbout(words, 'boilers are fine'));
  assert.ok(isAbout(new Set(), 'anything'));
});

function waits(id: string, more: Partial<Waiting> = {}): Waiting {
  const plain = { contactId: id, channelId: 'c', network: 'square', lang: 'en', intents: ['complaint'] };
  const state = { isWaiting: true, isTold: false, isClaimed: false, turnOpenedAtMs: NOON };
  return { id, ...plain, ...state, values: { first_name: id }, ...more };
}
const wording = (lang: string | null, ...texts: string[]): Variant => ({ lang, network: null, texts });

test('who waits longest is first; who must not get it is told why; wordings take turns', () => {
  const rows = [
    waits('late', { turnOpenedAtMs: NOON + 2 }),
    waits('early', { turnOpenedAtMs: NOON - 2 }),
    waits('hurt', { intents: ['danger', 'safety'] }),
    waits('calm', { isWaiting: false }),
    waits('told', { isTold: true }),
    waits('held', { isClaimed: true }),
    waits('greek', { lang: 'el' }),
    waits('twice', { contactId: 'early', turnOpenedAtMs: NOON }),
    waits('long', { turnOpenedAtMs: NOON + 3 }),
  ];
  const plan = planHolding(rows, [wording('en', 'One.', 'Two.')], one => (one.id === 'long' ? 'too_long' : null));
  assert.deepEqual(
    plan.chosen.map(({ id, text }) => [id, text]),
    [
      ['early', 'One.'],
      ['late', 'Two.'],
    ],
  );
  assert.deepEqual(Object.fromEntries(plan.leftOut.map(({ id, why }) => [id, why])), {
    hurt: 'danger',
    calm: 'not_waiting',
    told: 'told',
    held: 'claimed',
    greek: 'language',
    twice: 'same_person',
    long: 'too_long',
  });
  assert.deepEqual(plan.networks, [{ network: 'square', n: 2, same: 1 }]);
});

test('a place without a value leaves them out, unless it has words to fall back on; same words are counted', () => {
  const nameless = waits('x', { values: {} });
  assert.equal(
    planHolding([nameless], [wording(null, 'Hi {{first_name}}.')], () => null).leftOut[0]?.why,
    'incomplete',
  );
  const two = planHolding(
    [nameless, waits('y', { values: {} })],
    [wording(null, 'Hi {{first_name|there}}.')],
    () => null,
  );
  assert.deepEqual(two.networks, [{ network: 'square', n: 2, same: 2 }]);
});

test('it leaves colleagues half of what a network allows, and never hurries', () => {
  const now = new Date(NOON);
  const told = (left: number, of: number, perSeconds: number | null) =>
    ({ name: 'requests', by: 'us', left, of, perSeconds, wholeAt: null, toldAt: now }) as const;
  assert.equal(gapMs([], now), LEAST_GAP_MS);
  assert.equal(gapMs([told(100, 100, 10)], now), LEAST_GAP_MS);
  assert.equal(gapMs([told(50, 50, 3_600)], now), 144_000, 'fifty an hour: one in 72 s, of which half is ours');
  assert.equal(gapMs([told(50, 100, 3_600)], now), null, 'half is gone');
});

const LOAD: CrisisLoad = {
  arrivalsPerHour: 60,
  usualPerHour: 6,
  waiting: 20,
  on: 2,
  promiseMinutes: 15,
  handlingSeconds: 240,
  measuredOf: null,
};

test('people needed: an hour of sixty and ten of those who wait are 4.7 hours of work, and some more to be in time', () => {
  const needed = neededFor(LOAD);
  assert.ok(needed >= 5 && needed <= 8, `${needed}`);
  assert.ok(neededFor({ ...LOAD, arrivalsPerHour: 120 }) > needed);
  assert.equal(neededFor({ ...LOAD, arrivalsPerHour: 0, waiting: 0 }), 0);
  assert.equal(neededFor({ ...LOAD, promiseMinutes: 1 }), 4, 'shorter than an answer takes: at least the work itself');
});

test('too few is told once, told again when it gets much worse, and taken back when there were enough for a while', () => {
  let standing: StaffingStanding | null = null;
  const told: string[] = [];
  const look = (minute: number, load: Partial<CrisisLoad>) => {
    const judged = judgeStaffing({ ...LOAD, ...load }, standing, NOON + minute * MINUTE_MS);
    standing = judged.standing;
    if (judged.change !== null) told.push(`${minute} ${judged.change}`);
  };
  for (let minute = 0; minute < 5; minute++) look(minute, {});
  look(5, { arrivalsPerHour: 66 });
  look(6, { arrivalsPerHour: 200 });
  look(7, { on: 40 });
  look(8, { on: 2 });
  look(9, { on: 40 });
  look(9 + ENOUGH_FOR_MS / MINUTE_MS, { on: 40 });
  look(30, { on: 40 });
  assert.deepEqual(told, ['0 short', '6 worse', '19 enough']);
});

const turn = (conversationId: string, opened: number, more: Partial<CrisisTurn> = {}): CrisisTurn => ({
  conversationId,
  openedAtMs: NOON + opened,
  closedAtMs: null,
  outcome: null,
  breachedAtMs: null,
  ...more,
});

test('afterwards each conversation counts once, by how it ended', () => {
  const review = reviewOf(
    NOON,
    [
      { step: 'raised', atMs: NOON + 5 },
      { step: 'declared', atMs: NOON + 6 },
      { step: 'sending', atMs: NOON + 7 },
      { step: 'closed', atMs: NOON + 90 },
    ],
    [
      turn('a', 1, { outcome: 'answered', closedAtMs: NOON + 20, breachedAtMs: NOON + 15 }),
      turn('a', 30, { outcome: 'answered', closedAtMs: NOON + 40 }),
      turn('b', 2, { outcome: 'unanswered', closedAtMs: NOON + 50, breachedAtMs: NOON + 17 }),
      turn('c', 3),
      turn('d', 4, { outcome: 'not_needed', closedAtMs: NOON + 9 }),
      turn('e', 4, { outcome: 'answered', closedAtMs: NOON + 12 }),
      turn('e', 60, { outcome: 'not_needed', closedAtMs: NOON + 61 }),
    ],
  );
  const { conversations, answered, never, waiting, neither, broken } = review;
  assert.deepEqual([conversations, answered, never, waiting, neither, broken], [5, 2, 1, 1, 1, 2]);
  assert.deepEqual([review.noticedAtMs, review.holdingAtMs, review.closedAtMs], [NOON + 5, NOON + 7, NOON + 90]);
  assert.deepEqual([review.firstAnswerAtMs, review.lastAnswerAtMs], [NOON + 12, NOON + 40]);
});

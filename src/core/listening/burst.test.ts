import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeChance } from '../../../tests/support/chance.ts';
import { type BurstWatch, makeBurstWatch } from './burst.ts';
import type { BurstChange, HeardPost } from './burst-alarm.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const WEEK_MS = 7 * DAY_MS;
/** A Monday. */
const START_MS = Date.UTC(2026, 8, 7);
const STEP_MS = 5 * 60_000;

const WORDS =
  'machine grinder app order leaks update milk steam water button screen filter delivery refund please still working again thanks help morning coffee beans anyone noise lid'.split(
    ' ',
  );

/** Posts of a brand with quiet nights, weekends and loud Monday mornings. */
function ordinary(weeks: number, { perHour = 6, seed = 1, startMs = START_MS } = {}): HeardPost[] {
  const chance = makeChance(seed);
  const posts: HeardPost[] = [];
  for (let hour = 0; hour < weeks * 168; hour++) {
    const [ofDay, day] = [hour % 24, Math.floor(hour / 24) % 7];
    const rate =
      perHour * (ofDay < 7 ? 0.2 : 1.3) * (day > 4 ? 0.5 : 1) * (day === 0 && ofDay > 7 && ofDay < 12 ? 3 : 1);
    // A day is livelier or calmer than another, so that counts sway more than chance alone.
    const lively = 0.8 + 0.4 * makeChance(seed * 1000 + Math.floor(hour / 24))();
    for (let slot = 0; slot < 60; slot++) {
      if (chance() >= (rate * lively) / 60) continue;
      const at = new Date(startMs + hour * HOUR_MS + slot * 60_000 + Math.floor(chance() * 60_000));
      posts.push(said(`${posts.length}`, at, pick(8, chance), posts.length % 3 === 0 ? 'mastodon' : 'bluesky'));
    }
  }
  return posts.sort((a, b) => a.at.getTime() - b.at.getTime());
}

function pick(words: number, chance: () => number): string {
  return Array.from({ length: words }, () => WORDS[Math.floor(chance() * WORDS.length)]).join(' ');
}

function said(id: string, at: Date, text: string, network = 'bluesky', author = `author ${id}`): HeardPost {
  return { id, at, network, author, text };
}

/** So many posts spread over so many minutes. */
function crowd(
  fromMs: number,
  posts: number,
  minutes: number,
  text: (i: number) => string,
  author = (i: number) => `crowd ${i}`,
): HeardPost[] {
  return Array.from({ length: posts }, (_, i) =>
    said(
      `burst ${i}`,
      new Date(fromMs + (i * minutes * 60_000) / posts),
      text(i),
      i % 4 === 0 ? 'bluesky' : 'mastodon',
      author(i),
    ),
  );
}

type Told = { atMs: number; change: BurstChange };

function replay(watch: BurstWatch, posts: readonly HeardPost[], fromMs: number, toMs: number): Told[] {
  const told: Told[] = [];
  const sorted = posts.toSorted((a, b) => a.at.getTime() - b.at.getTime()).filter(({ at }) => at.getTime() > fromMs);
  let next = 0;
  for (let nowMs = fromMs; nowMs <= toMs; nowMs += STEP_MS) {
    for (let post = sorted[next]; post !== undefined && post.at.getTime() <= nowMs; post = sorted[++next])
      watch.hear(post, post.at);
    for (const change of watch.advance(new Date(nowMs))) told.push({ atMs: nowMs, change });
  }
  return told;
}

function leak(i: number): string {
  const chance = makeChance(i + 500);
  return `${pick(3, chance)} boiler cracked ${pick(4, chance)}`;
}

const TUESDAY_3_MS = START_MS + 3 * WEEK_MS + DAY_MS + 10 * HOUR_MS;

test('eight ordinary weeks, Mondays among them, raise no alarm, for big and small brands', () => {
  for (const [perHour, seed] of [
    [6, 1],
    [40, 2],
    [0.5, 3],
  ] as const) {
    const told = replay(makeBurstWatch(), ordinary(8, { perHour, seed }), START_MS, START_MS + 8 * WEEK_MS);
    assert.deepEqual(
      told.map(({ atMs }) => new Date(atMs).toISOString()),
      [],
      `${perHour} an hour`,
    );
  }
});

test('a burst is one alarm that says since when, how many, where and about what, and that ends', () => {
  const posts = [...ordinary(4), ...crowd(TUESDAY_3_MS, 80, 120, leak)];
  const told = replay(makeBurstWatch(), posts, START_MS, TUESDAY_3_MS + DAY_MS);
  const began = told[0];
  const ended = told.at(-1);
  assert.equal(began?.change.kind, 'began');
  assert.equal(ended?.change.kind, 'ended');
  assert.equal(told.filter(({ change }) => change.kind === 'began').length, 1);
  if (began === undefined || ended === undefined) return;
  assert.ok(began.atMs - TUESDAY_3_MS < 30 * 60_000, `raised after ${(began.atMs - TUESDAY_3_MS) / 60_000} min`);
  const { alarm } = ended.change;
  assert.ok(Math.abs(alarm.beganAtMs - TUESDAY_3_MS) < 20 * 60_000, new Date(alarm.beganAtMs).toISOString());
  assert.ok(alarm.total.posts >= 78 && alarm.total.posts < 150, String(alarm.total.posts));
  assert.ok(alarm.times > 3);
  assert.deepEqual(
    alarm.networks.map(({ network }) => network),
    ['mastodon', 'bluesky'],
  );
  assert.deepEqual(
    new Set(began.change.alarm.words.slice(0, 2).map(({ word }) => word)),
    new Set(['boiler', 'cracked']),
  );
  assert.equal(began.change.alarm.exampleIds.length, 5);
  assert.ok(
    began.change.alarm.exampleIds.every(id => id.startsWith('burst')),
    began.change.alarm.exampleIds.join(),
  );
  assert.ok((alarm.endedAtMs ?? 0) > TUESDAY_3_MS + HOUR_MS && (alarm.endedAtMs ?? 0) < TUESDAY_3_MS + 8 * HOUR_MS);
});

test('what comes back after a calm is the same alarm, not another one', () => {
  const again = TUESDAY_3_MS + 9 * HOUR_MS;
  const posts = [
    ...ordinary(4),
    ...crowd(TUESDAY_3_MS, 60, 60, leak),
    ...crowd(again, 60, 60, leak, i => `later ${i}`),
  ];
  const told = replay(makeBurstWatch(), posts, START_MS, TUESDAY_3_MS + 2 * DAY_MS);
  const kinds = told.map(({ change }) => change.kind).filter(kind => kind !== 'grew');
  assert.deepEqual(kinds, ['began', 'ended', 'resumed', 'ended']);
  assert.equal(told.at(-1)?.change.alarm.number, 1);
  assert.ok((told.at(-1)?.change.alarm.total.posts ?? 0) >= 120);
});

test('a text passed on by many is hardly more than one voice, however its names and links change', () => {
  const copied = (i: number) =>
    `@name${i} Kestrel never answers, share this before they take it down, everybody must know https://x.example/${i}`;
  const told = replay(
    makeBurstWatch(),
    [...ordinary(4), ...crowd(TUESDAY_3_MS, 60, 60, copied)],
    START_MS,
    TUESDAY_3_MS + DAY_MS,
  );
  assert.deepEqual(told, []);
});

test('one person who writes a hundred times is one voice', () => {
  const posts = [...ordinary(4), ...crowd(TUESDAY_3_MS, 100, 60, leak, () => 'one angry person')];
  assert.deepEqual(replay(makeBurstWatch(), posts, START_MS, TUESDAY_3_MS + DAY_MS), []);
});

test('a word that a handful suddenly use is told of, though there are no more posts than usual', () => {
  const busy = ordinary(4, { perHour: 15 });
  const told = replay(
    makeBurstWatch(),
    [...busy, ...crowd(TUESDAY_3_MS, 9, 50, leak)],
    START_MS,
    TUESDAY_3_MS + 3 * HOUR_MS,
  );
  const alarm = told[0]?.change.alarm;
  assert.ok(alarm?.word === 'boiler' || alarm?.word === 'cracked', String(alarm?.word));
  assert.ok((told[0]?.atMs ?? 0) < TUESDAY_3_MS + HOUR_MS);
});

test('the first day raises nothing, however loud, and says until when it learns', () => {
  const watch = makeBurstWatch();
  const loud = crowd(START_MS + 5 * HOUR_MS, 300, 60, leak);
  assert.deepEqual(replay(watch, loud, START_MS, START_MS + 10 * HOUR_MS), []);
  const standing = watch.standing(new Date(START_MS + 10 * HOUR_MS));
  assert.equal(standing.kind, 'learning');
  if (standing.kind === 'learning') assert.ok(standing.until.getTime() <= START_MS + 27 * HOUR_MS);
});

test('a storm does not become the usual: the same one a week later is an alarm again', () => {
  const posts = [
    ...ordinary(5),
    ...crowd(TUESDAY_3_MS, 90, 90, leak),
    ...crowd(TUESDAY_3_MS + WEEK_MS, 90, 90, leak, i => `later ${i}`),
  ];
  const watch = makeBurstWatch();
  const told = replay(watch, posts, START_MS, TUESDAY_3_MS + 2 * DAY_MS);
  const usual = (of: BurstWatch) => {
    const standing = of.standing(new Date(TUESDAY_3_MS + WEEK_MS));
    return standing.kind === 'ordinary' ? standing.usualPerHour : Number.NaN;
  };
  const calm = makeBurstWatch();
  replay(calm, ordinary(5), START_MS, TUESDAY_3_MS + 2 * DAY_MS);
  assert.ok(usual(watch) < 1.3 * usual(calm), `${usual(calm)} became ${usual(watch)}`);
  const held = watch.save().usualWords.words['.boiler'] ?? 0;
  assert.ok(held < 15, `${held} of its posts count as usual`);
  told.push(...replay(watch, posts, TUESDAY_3_MS + 2 * DAY_MS, TUESDAY_3_MS + WEEK_MS + DAY_MS));
  assert.equal(told.filter(({ change }) => change.kind === 'began').length, 2);
});

test('a brand that has grown for good raises one alarm and then has a new usual', () => {
  const posts = [
    ...ordinary(3),
    ...ordinary(6, { perHour: 18, seed: 9, startMs: START_MS + 3 * WEEK_MS }).map(post => ({
      ...post,
      author: `new ${post.author}`,
    })),
  ];
  const told = replay(makeBurstWatch(), posts, START_MS, START_MS + 9 * WEEK_MS);
  assert.equal(told.filter(({ change }) => change.kind === 'began').length, 1);
  assert.equal(told.at(-1)?.change.kind, 'ended');
  assert.ok((told.at(-1)?.atMs ?? 0) < START_MS + 6 * WEEK_MS);
});

test('silence while nobody listened is not learned, and what is read back afterwards is no burst', () => {
  const posts = ordinary(4);
  const outFromMs = TUESDAY_3_MS - 2 * DAY_MS;
  const watch = makeBurstWatch();
  replay(watch, posts, START_MS, outFromMs);
  const usual = watch.standing(new Date(outFromMs));
  // Two days later everything of the last hours comes at once, then it goes on as ever.
  const late = posts.filter(({ at }) => at.getTime() > TUESDAY_3_MS - 8 * HOUR_MS && at.getTime() <= TUESDAY_3_MS);
  watch.advance(new Date(TUESDAY_3_MS));
  for (const post of late) watch.hear(post, new Date(TUESDAY_3_MS));
  assert.ok(late.length > 10);
  assert.equal(watch.save().recent.length, 0, 'nothing of it is held against the usual');
  assert.deepEqual(replay(watch, posts, TUESDAY_3_MS, TUESDAY_3_MS + 5 * DAY_MS), []);
  const after = watch.standing(new Date(outFromMs + WEEK_MS));
  assert.ok(usual.kind === 'ordinary' && after.kind === 'ordinary');
  assert.ok(after.usualPerHour > 0.7 * usual.usualPerHour, `${usual.usualPerHour} became ${after.usualPerHour}`);
});

test('an hour in which a connection was down is not taken for a quiet one', () => {
  const watch = makeBurstWatch();
  const posts = ordinary(3);
  replay(watch, posts, START_MS, START_MS + 2 * WEEK_MS);
  const before = watch.save().baseline.heardHours;
  const fromMs = START_MS + 2 * WEEK_MS;
  replay(watch, [], fromMs, fromMs + 2 * HOUR_MS);
  watch.deaf(new Date(fromMs), new Date(fromMs + 2 * HOUR_MS));
  replay(watch, [], fromMs + 2 * HOUR_MS, fromMs + 5 * HOUR_MS);
  // Two hours from before and one after were learned; the two deaf ones were not.
  assert.equal(watch.save().baseline.heardHours - before, 3);
});

test('saved in the midst of a burst and taken up again, it tells the same', () => {
  const posts = [...ordinary(4), ...crowd(TUESDAY_3_MS, 80, 120, leak)];
  const whole = makeBurstWatch();
  const halves = makeBurstWatch();
  replay(whole, posts, START_MS, TUESDAY_3_MS + HOUR_MS);
  replay(halves, posts, START_MS, TUESDAY_3_MS + HOUR_MS);
  const again = makeBurstWatch(JSON.parse(JSON.stringify(halves.save())));
  const fromMs = TUESDAY_3_MS + HOUR_MS;
  assert.deepEqual(replay(again, posts, fromMs, fromMs + DAY_MS), replay(whole, posts, fromMs, fromMs + DAY_MS));
  assert.deepEqual(again.save(), whole.save());
});

test('what an older Heed saved in another shape is learned anew', () => {
  const old = JSON.parse(JSON.stringify({ ...makeBurstWatch().save(), version: 1, baseline: {} }));
  const watch = makeBurstWatch(old);
  assert.deepEqual(watch.advance(new Date(START_MS)), []);
  assert.equal(watch.standing(new Date(START_MS)).kind, 'learning');
});

test('the state stays small, whatever is said by however many', () => {
  const chance = makeChance(4);
  const watch = makeBurstWatch();
  // Half a day and more: after 12,500 posts everything that is bounded is full.
  for (let i = 0; i < 15_000; i++) {
    const at = new Date(START_MS + i * 4_000);
    const text = Array.from({ length: 60 }, () => Math.floor(chance() * 1e9).toString(36)).join(' ');
    watch.hear(said(String(i), at, text), at);
    if (i % 75 === 0) watch.advance(at);
  }
  const bytes = JSON.stringify(watch.save()).length;
  assert.ok(bytes < 500_000, `${bytes} bytes`);
});

test('posts of the future and of long ago do no harm', () => {
  const watch = makeBurstWatch();
  const now = new Date(START_MS + HOUR_MS);
  watch.advance(new Date(START_MS));
  watch.hear(said('a', new Date(START_MS + 90 * DAY_MS), 'from a clock gone wrong'), now);
  watch.hear(said('b', new Date(START_MS - 90 * DAY_MS), 'from long ago'), now);
  watch.hear(said('__proto__', now, '__proto__ constructor hasOwnProperty', '__proto__'), now);
  assert.deepEqual(watch.advance(new Date(START_MS + 2 * HOUR_MS)), []);
  assert.equal(
    watch.save().buckets.reduce((sum, bucket) => sum + bucket.posts, 0),
    2,
  );
});

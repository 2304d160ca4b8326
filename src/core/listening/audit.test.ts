import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeChance } from '../../../tests/support/chance.ts';
import { AUDIT_POSTS, type AuditAnswer, caughtShare, drawAudit, estimateMissed, type Stratum } from './audit.ts';

function part(key: string, posts: number, more: Partial<Stratum> = {}): Stratum {
  return { key, posts, caught: false, ...more };
}

function ids(stratum: Stratum): [string, string[]] {
  return [stratum.key, Array.from({ length: stratum.posts }, (_, i) => `${stratum.key}-${i}`)];
}

const strata = [
  part('named', 120, { favour: 3 }),
  part('rest', 20_000),
  part('matched', 400, { caught: true }),
  part('empty', 0),
];
const candidates = new Map(strata.map(ids));

test('twenty posts, the same for the same seed, whatever the order they come in', () => {
  const draw = drawAudit(strata, candidates, '2026-11-16');
  assert.equal(draw.length, AUDIT_POSTS);
  assert.equal(new Set(draw.map(post => post.postId)).size, AUDIT_POSTS);
  const reversed = new Map([...candidates].map(([key, list]) => [key, list.toReversed()]));
  assert.deepEqual(drawAudit(strata, reversed, '2026-11-16'), draw);
  assert.notDeepEqual(drawAudit(strata, candidates, '2026-11-23'), draw);
});

test('each part that holds posts is looked at, and the weights of a part add up to its posts', () => {
  const draw = drawAudit(strata, candidates, 'a');
  for (const { key, posts } of strata) {
    const own = draw.filter(post => post.stratum === key);
    assert.ok(posts === 0 ? own.length === 0 : own.length >= 2, key);
    assert.ok(Math.abs(own.reduce((sum, post) => sum + post.weight, 0) - posts) < 1e-6, key);
  }
});

test('a favoured part is looked at more often than its size suggests', () => {
  const drawn = (favour: number) =>
    drawAudit([part('named', 120, { favour }), part('rest', 20_000)], candidates, 'a').filter(
      post => post.stratum === 'named',
    ).length;
  assert.ok(drawn(10) > drawn(1), `${drawn(10)} ${drawn(1)}`);
});

test('fewer posts than asked for are all drawn, once', () => {
  const few = [part('a', 3), part('b', 2)];
  const twice = new Map([
    ['a', ['x', 'y', 'z', 'x']],
    ['b', ['u', 'v']],
  ]);
  assert.deepEqual(
    drawAudit(few, twice, 's')
      .map(post => post.postId)
      .sort(),
    ['u', 'v', 'x', 'y', 'z'],
  );
});

test('every post of a part is drawn equally often', () => {
  const small = [part('a', 10), part('b', 200)];
  const counts = new Map<string, number>();
  for (let week = 0; week < 1500; week++) {
    for (const { postId, stratum } of drawAudit(small, new Map(small.map(ids)), `week ${week}`, 8)) {
      if (stratum === 'a') counts.set(postId, (counts.get(postId) ?? 0) + 1);
    }
  }
  const mean = [...counts.values()].reduce((sum, count) => sum + count, 0) / 10;
  assert.equal(counts.size, 10);
  for (const count of counts.values()) assert.ok(Math.abs(count - mean) < 5 * Math.sqrt(mean), `${count} ${mean}`);
});

/** Weeks of audits of a crowd whose missed complaints are known. */
function simulate(shares: Record<string, number>, weeks: number): { mean: number; covered: number; truth: number } {
  const chance = makeChance(11);
  const strata = [part('named', 60, { favour: 3 }), part('rest', 1_500), part('matched', 80, { caught: true })];
  const candidates = new Map(strata.map(ids));
  const missed = new Set<string>();
  let truth = 0;
  for (const stratum of strata) {
    for (const id of candidates.get(stratum.key) ?? []) if (chance() < (shares[stratum.key] ?? 0)) missed.add(id);
    if (!stratum.caught) truth += (candidates.get(stratum.key) ?? []).filter(id => missed.has(id)).length;
  }
  let sum = 0;
  let covered = 0;
  for (let week = 0; week < weeks; week++) {
    const answers = drawAudit(strata, candidates, `week ${week}`).map(
      ({ postId, stratum }): AuditAnswer => ({ stratum, mark: missed.has(postId) ? 'complaint' : 'not about us' }),
    );
    const { missed: estimate, interval } = estimateMissed(strata, answers);
    sum += estimate;
    if (interval.low <= truth && truth <= interval.high) covered += 1;
  }
  return { mean: sum / weeks, covered: covered / weeks, truth };
}

test('the estimate is right on average and its interval holds the truth, whatever the parts', () => {
  for (const shares of [
    { named: 0.3, rest: 0.05, matched: 0.8 },
    { named: 0.5, rest: 0, matched: 0.5 },
    { named: 0.1, rest: 0.3, matched: 0 },
  ]) {
    const { mean, covered, truth } = simulate(shares, 700);
    assert.ok(Math.abs(mean - truth) < 0.12 * truth + 3, `${mean} for ${truth}`);
    assert.ok(covered >= 0.95, `${covered} of ${JSON.stringify(shares)}`);
  }
});

test('nothing found in a few posts leaves room for many', () => {
  const answers = Array.from({ length: 20 }, (): AuditAnswer => ({ stratum: 'rest', mark: 'not about us' }));
  const audit = estimateMissed([part('rest', 20_000)], answers);
  assert.equal(audit.missed, 0);
  // The exact interval for 0 of 20 ends at 16.84%.
  assert.equal(Math.round(audit.interval.high), 3369);
  assert.equal(audit.words, 'No missed complaint in 20 posts read; there may still be up to 3,369.');
});

test('a post nobody can judge counts neither way, and the worst is told beside', () => {
  const marks: AuditAnswer['mark'][] = ['complaint', 'not about us', 'about us', 'not about us', 'cannot tell'];
  const audit = estimateMissed(
    [part('rest', 100)],
    marks.map(mark => ({ stratum: 'rest', mark })),
  );
  assert.deepEqual([audit.read, audit.cannotTell, audit.missed, audit.missedAtWorst], [5, 1, 25, 40]);
});

test('complaints among what a query caught were not missed; parts nobody read are named', () => {
  const audit = estimateMissed(strata, [
    { stratum: 'matched', mark: 'complaint' },
    { stratum: 'named', mark: 'complaint' },
  ]);
  assert.equal(audit.missed, 120);
  assert.deepEqual(audit.unread, ['rest']);
  assert.match(audit.words, /Parts of what was heard have not been read\.$/);
});

test('how much the queries catch follows from what they caught and what the audit found missing', () => {
  const audit = estimateMissed(
    [part('rest', 100)],
    [
      { stratum: 'rest', mark: 'complaint' },
      ...Array.from({ length: 9 }, (): AuditAnswer => ({ stratum: 'rest', mark: 'about us' })),
    ],
  );
  const { share, interval } = caughtShare(40, audit);
  assert.equal(share, 0.8);
  assert.ok(interval.low > 0.45 && interval.low < 0.8 && interval.high > 0.8 && interval.high < 1);
  assert.equal(caughtShare(0, estimateMissed([part('rest', 5)], [])).share, null);
});

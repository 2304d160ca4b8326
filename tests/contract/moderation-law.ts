/** What is done to posts besides answering: twice is once, undone is gone, and every failure is told apart. */
import assert from 'node:assert/strict';
import { NetworkFailure, type TheirPost } from '../../src/connectors/connector.ts';
import { type Bench, failureOf } from './bench.ts';

const PAIRS = [
  ['like', 'unlike'],
  ['hide', 'unhide'],
  ['block', 'unblock'],
] as const;

const NO = [
  { status: 429, headers: { 'retry-after': '17' }, body: '{"error":"slow down"}', next: 'retry', said: 'slow down' },
  { status: 401, headers: {}, body: '{"error":"key withdrawn"}', next: 'reauthorise', said: 'key withdrawn' },
  { status: 403, headers: {}, body: '{"error":"not here"}', next: 'refuse', said: 'not here' },
] as const;

export async function deedsToPostsAreOnce(on: Bench): Promise<void> {
  const { outbound = {} } = on.connector;
  for (const [deed, opposite] of PAIRS) {
    const [go, undo] = [outbound[deed], outbound[opposite]];
    assert.equal(go === undefined, undo === undefined, `${deed} can be undone where it can be done`);
    if (go === undefined || undo === undefined) continue;
    const post = await theirPost(on);
    await go(on.context, post);
    await go(on.context, post);
    assert.equal(countOf(on, deed), 1, `${deed}, twice`);
    await undo(on.context, post);
    await undo(on.context, post);
    assert.equal(countOf(on, deed), 0, `${opposite}, twice`);
    await isTold(on, deed, () => go(on.context, post));
    on.fake.behave({ kind: 'cut-after' }, on.fake.deedsAt?.[deed]);
    await failureOf(go(on.context, post), 'retry', `${deed}, cut after it was written`);
    await go(on.context, post);
    assert.equal(countOf(on, deed), 1, `${deed}, done again after a cut`);
    await isTold(on, opposite, () => undo(on.context, post));
    await undo(on.context, post);
  }
  await reportsAreCounted(on);
}

/** Two reports are two, so that an outcome nobody knows is said to be one. */
async function reportsAreCounted(on: Bench): Promise<void> {
  const report = on.connector.outbound?.report;
  if (report === undefined) return;
  const post = await theirPost(on);
  const words = { ground: 'spam', words: 'Sells pills under our post.' } as const;
  await report(on.context, post, words);
  assert.equal(countOf(on, 'report'), 1);
  await isTold(on, 'report', () => report(on.context, post, words));
  assert.equal(countOf(on, 'report'), 1);
  on.fake.behave({ kind: 'cut-after' }, on.fake.deedsAt?.report);
  await failureOf(report(on.context, post, words), 'unsure', 'a report, cut after it was written');
}

async function isTold(on: Bench, deed: string, go: () => Promise<void>): Promise<void> {
  const at = on.fake.deedsAt?.[deed];
  const before = on.fake.moderated?.();
  for (const { next, said, ...answer } of NO) {
    on.fake.behave({ kind: 'status', ...answer }, at);
    const failure = await failureOf(go(), next, `${deed}, ${answer.status}`);
    assert.equal(failure.said, said);
    if (next === 'retry') assert.equal(failure.afterSeconds, 17);
  }
  await on.fake.shut();
  const error = await go().catch((thrown: unknown) => thrown);
  assert.ok(error instanceof NetworkFailure && error.next === 'retry', `${deed}, nobody there`);
  await on.fake.reopen();
  assert.deepEqual(on.fake.moderated?.(), before, `${deed}: what was turned away was not done`);
}

function countOf(on: Bench, deed: string): number {
  assert.ok(on.fake.moderated, 'a connector that does more than answer ships a fake that remembers it');
  return on.fake.moderated().filter(one => one.startsWith(`${deed} `)).length;
}

/** A customer's answer in a thread that we began: what every network with these deeds lets us touch. */
async function theirPost(on: Bench): Promise<TheirPost> {
  const { person } = await on.fake.somebody();
  const rootRemoteId = await on.fake.weWriteElsewhere?.({ text: 'The new grinder is here.' });
  assert.ok(rootRemoteId !== undefined);
  const text = 'Cheap pills at pills.example';
  return {
    remoteId: await on.fake.customerWrites({ text, parent: rootRemoteId, mentionsUs: true }),
    rootRemoteId,
    person,
  };
}

/** An outside model adds to what was read, within its bounds, and never takes anything away. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import { makeContexts } from '../../src/connectors/kit/context.ts';
import type { Post } from '../../src/core/post.ts';
import type { ReadingsView } from '../../src/core/triage/reading.ts';
import {
  type AskingNeeds,
  askNext,
  collectOutside,
  OUTSIDE_BREAKS_AFTER,
  OUTSIDE_LATE_MS,
  OUTSIDE_LOST_MS,
  OUTSIDE_RESTS_MS,
} from '../../src/services/keep-asking-outside.ts';
import { readMessageReadings } from '../../src/services/message-readings.ts';
import { makeOutsideModel, type OutsideChange } from '../../src/services/outside-model.ts';
import { readAgain } from '../../src/services/read-again.ts';
import { makeReaders } from '../../src/services/readers.ts';
import { makeTriageSettings } from '../../src/services/triage-settings.ts';
import { shippedOnce } from '../../src/shipped.ts';
import { newestReadAgain } from '../../src/store/read-again.ts';
import { testDesk } from '../support/desk.ts';
import { NOW, post } from '../support/hearing.ts';
import { outsideServer, saying } from '../support/outside-server.ts';

const shipped = shippedOnce();
const never = new AbortController().signal;
const KEY = 'sk-kestrel-0123456789abcdef';

type Change = Omit<OutsideChange, 'version'>;

async function withOutside(t: TestContext, change: Change = {}, options: { allowsPrivate?: boolean } = {}) {
  const server = await outsideServer(t);
  let nowMs = NOW.getTime();
  const now = () => new Date(nowMs);
  const desk = await testDesk(t);
  const { db } = desk.database;
  const { brandId, makeId } = desk.ear;
  const logged: string[] = [];
  const log = (level: string, message: string, facts: object = {}) =>
    void logged.push(`${level} ${message} ${JSON.stringify(facts)}`);
  const contexts = makeContexts({
    connectors: [],
    now,
    log,
    allowPrivate: options.allowsPrivate === false ? [] : [server.origin],
    home: { url: '', seal: text => text },
    userAgent: 'Heed/test',
  });
  t.after(contexts.close);
  const readers = makeReaders({ shipped, taught: async () => ({}) });
  const shared = {
    db,
    seal: desk.desk.seal,
    makeId,
    now,
    clockMs: () => performance.now(),
    fetchFor: contexts.fetchFor,
  };
  const asking: AskingNeeds = { ...shared, readers, wait: async () => {}, log };
  const outside = makeOutsideModel(shared);
  const who = {
    owner: await desk.colleague('Olga', 'owner'),
    lead: await desk.colleague('Lea', 'lead'),
    agent: await desk.colleague('Ada'),
  };
  const url = `${server.origin}/v1`;
  await outside.change(who.owner, { isOn: true, url, model: 'gull-7', key: KEY, timeoutMs: 2_000, ...change });
  return {
    ...{ server, desk, db, brandId, asking, outside, who, logged, url, readers },
    pass: (ms: number) => {
      nowMs += ms;
    },
    hear: async (id: string, text: string, more: Partial<Post> = {}) => {
      await desk.ear.hear(post(id, 'nina', 1, { text, ...more }));
    },
    /** Asks until nothing waits that may be asked. */
    ask: async () => {
      await collectOutside(asking, brandId);
      while (await askNext(asking, brandId, never));
    },
    read: async (remoteId: string) => {
      const { rows } = await sql<{ id: string; readings: ReadingsView; intents: string[]; conversationId: string }>`
        select id, readings, intents, conversation_id "conversationId" from message where remote_id = ${remoteId}`.execute(
        db,
      );
      const [row] = rows;
      assert.ok(row !== undefined);
      return row;
    },
    today: async () => (await outside.read(who.owner)).today,
  };
}

const ALL = { sentiment: 'negative', intents: ['complaint', 'request.refund'], urgency: 2, language: 'en' };

test('what it says is added to a stored post, explains itself, and survives reading again', async t => {
  const { server, desk, db, brandId, asking, who, hear, ask, read, today } = await withOutside(t);
  server.answer = () => saying(ALL, 321);
  await hear('p1', 'The thing does what things do, third week now');
  const before = await read('p1');
  assert.ok(!before.intents.includes('request.refund'));
  await ask();
  const { id, readings, intents, conversationId } = await read('p1');
  for (const intent of ['complaint', 'request', 'request.refund']) assert.ok(intents.includes(intent), intent);
  assert.ok(readings.urgency >= 2);
  const { rows } = await sql<{
    intents: string[];
  }>`select intents from conversation where id = ${conversationId}`.execute(db);
  assert.ok(rows[0]?.intents.includes('request.refund'));
  const [asked] = server.asked;
  assert.deepEqual([asked?.path, asked?.authorization], ['/v1/chat/completions', `Bearer ${KEY}`]);
  const told = await readMessageReadings({ ...desk.desk, readers: asking.readers }, who.owner, id);
  const refund = told.readings.intents.find(({ value }) => value === 'request.refund');
  assert.deepEqual(refund?.reasons, [{ kind: 'fact', fact: 'outside_model', weight: 1, name: 'gull-7' }]);
  const triage = makeTriageSettings({ db, makeId: desk.ear.makeId, now: asking.now });
  await triage.readAgain(who.owner, undefined);
  const again = await newestReadAgain(db, brandId);
  await readAgain({ ...asking }, { brandId, readAgainId: again?.id ?? '' }, never);
  assert.deepEqual((await read('p1')).readings, readings);
  const use = await today();
  assert.deepEqual([use.posts, use.tokens, use.said, use.changed, use.waiting], [1, 321, 1, 1, 0]);
  await ask();
  assert.equal(server.asked.length, 1);
});

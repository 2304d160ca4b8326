/** What colleagues do anyway is learnt from, less than what they say, once, and no more when they take it back. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import { correctReading } from '../../src/services/correct-reading.ts';
import { learnFromDeeds } from '../../src/services/learn-from-deeds.ts';
import { reply } from '../../src/services/reply.ts';
import { reopen, resolve } from '../../src/services/resolve.ts';
import { tag } from '../../src/services/tag.ts';
import { brandsBehindOrNew } from '../../src/store/log-places.ts';
import { complaint, testDesk } from '../support/desk.ts';
import { post } from '../support/hearing.ts';

type Opened = Awaited<ReturnType<typeof opened>>;

async function opened(t: TestContext) {
  const d = await testDesk(t);
  const id = await d.hear(complaint({ text: 'Win a free grinder, follow now' }));
  const who = await d.colleague('Nadia');
  await brandsBehindOrNew(d.database.db, 'deed_place');
  const failed: unknown[] = [];
  const needs = { ...d.desk, log: (_level: 'error', _message: string, facts: unknown) => void failed.push(facts) };
  const read = async () => {
    for (const brandId of await brandsBehindOrNew(d.database.db, 'deed_place'))
      while ((await learnFromDeeds(needs, brandId)).more);
    assert.deepEqual(failed, []);
  };
  return { d, id, who, read };
}

async function labels({ d }: Opened): Promise<string[]> {
  const { rows } = await sql<{ label: string }>`
    select concat_ws(' ', r.aspect, r.deed, r.said::text, m.remote_id) label from reading_correction r
    join message m on m.brand_id = r.brand_id and m.id = r.message_id
    where r.source = 'deed' and r.undone_at is null order by r.seq`.execute(d.database.db);
  return rows.map(({ label }) => label);
}

async function wanted({ d }: Opened): Promise<string[]> {
  const { rows } = await sql<{ aspect: string }>`select aspect from learning where wanted > learnt order by 1`.execute(
    d.database.db,
  );
  return rows.map(({ aspect }) => aspect);
}

test('resolved as spam says that it was noise, once, opened again it says nothing, and once more it does', async t => {
  const on = await opened(t);
  await resolve(on.d.desk, on.who, on.id, { openTurn: 'not_needed', reason: 'Spam' });
  await on.read();
  await on.read();
  assert.deepEqual(await labels(on), ['noise resolved_as_noise "promotion" p1']);
  assert.deepEqual(await wanted(on), ['noise']);
  await reopen(on.d.desk, on.who, on.id);
  await on.read();
  assert.deepEqual(await labels(on), []);
  await resolve(on.d.desk, on.who, on.id, { openTurn: 'not_needed', reason: 'Spam' });
  await on.read();
  assert.deepEqual(await labels(on), ['noise resolved_as_noise "promotion" p1']);
});

test('an answer by a person says that it was no noise; one typed in the network’s own app, by nobody we know, says nothing', async t => {
  const on = await opened(t);
  const { message } = await reply(on.d.desk, on.who, on.id, { visibility: 'public', text: 'Hello!', anyway: true });
  on.d.pass(10);
  await on.d.deliver(message.id);
  const other = await on.d.hear(post('q1', 'omar', 9, { text: 'Hi' }));
  await on.d.hear(post('q2', 'kestrel', 8, { parentRemoteId: 'q1', rootRemoteId: 'q1', text: 'Hi too' }));
  assert.notEqual(other, on.id);
  await on.read();
  assert.deepEqual(await labels(on), ['noise answered null p1']);
  // It was not read as noise, so there is nothing to learn in a hurry.
  assert.deepEqual(await wanted(on), []);
});

test('tags that are called like an intent and thanks in a reason are intents; other tags and reasons say nothing', async t => {
  const on = await opened(t);
  await tag(on.d.desk, on.who, on.id, ['vip', 'Refund']);
  await resolve(on.d.desk, on.who, on.id, { openTurn: 'not_needed', reason: 'Said it twice' });
  await on.read();
  assert.deepEqual(await labels(on), ['intents tagged {"add": ["request.refund"], "remove": []} p1']);
});

test('what a rule did says nothing: it only repeats what was read', async t => {
  const on = await opened(t);
  await tag(on.d.desk, on.who, on.id, ['complaint']);
  await sql`update event set data = data || '{"rules": [{"id": "r", "name": "Sort"}]}' where data->>'change' = 'tagged'`.execute(
    on.d.database.db,
  );
  await on.read();
  assert.deepEqual(await labels(on), []);
});

test('where somebody corrected, what they do says nothing more', async t => {
  const on = await opened(t);
  const message = (await sql<{ id: string }>`select id from message where remote_id = 'p1'`.execute(on.d.database.db))
    .rows[0];
  const desk = { ...on.d.desk, learnNow: async () => null };
  await correctReading(desk, on.who, message?.id ?? '', { aspect: 'noise', value: null });
  await resolve(on.d.desk, on.who, on.id, { openTurn: 'not_needed', reason: 'Spam' });
  await on.read();
  assert.deepEqual(await labels(on), []);
});

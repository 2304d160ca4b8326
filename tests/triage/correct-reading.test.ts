/** What a person says of a reading: holds at once, over later readings, within reach, and is taken back exactly. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import type { Aspect } from '../../src/core/triage/reading.ts';
import { UNREAD } from '../../src/core/triage/said.ts';
import { type Correcting, correctReading, undoCorrection } from '../../src/services/correct-reading.ts';
import { listCorrections } from '../../src/services/corrections.ts';
import { readMessageReadings } from '../../src/services/message-readings.ts';
import { openConversation } from '../../src/services/open.ts';
import { writeReadings } from '../../src/store/corrections.ts';
import { lastSeq } from '../../src/store/events.ts';
import { complaint, testDesk } from '../support/desk.ts';
import { NOW, post } from '../support/hearing.ts';

type Opened = Awaited<ReturnType<typeof opened>>;

/** A complaint that was read as something calm. */
async function opened(t: TestContext) {
  const d = await testDesk(t);
  const wanted: Aspect[] = [];
  const desk: Correcting = {
    ...d.desk,
    learnNow: async (_brandId, aspect) => {
      wanted.push(aspect);
      return null;
    },
  };
  const conversationId = await d.hear(complaint());
  const who = await d.colleague('Nadia');
  const { messages } = await openConversation(d.desk, who, conversationId);
  const messageId = messages[0]?.id ?? '';
  const read = {
    ...UNREAD,
    language: 'en',
    languageSure: 0.9,
    sentiment: 'neutral' as const,
    chances: [0.2, 0.7, 0.1],
    intents: [{ name: 'question', sure: 0.6 }],
  };
  await write(d, messageId, read);
  return { d, desk, who, conversationId, messageId, read, wanted };
}

const write = (d: Awaited<ReturnType<typeof testDesk>>, id: string, readings: typeof UNREAD | null) =>
  d.database.db.transaction().execute(tx => {
    const intents = readings?.intents.map(({ name }) => name) ?? [];
    return writeReadings(tx, d.ear.brandId, [{ id, readings, intents }]);
  });
const keptOf = async ({ d, messageId }: Opened) => (await d.message(messageId))?.readings;
const rowOf = async ({ d, who, conversationId }: Opened) =>
  (await openConversation(d.desk, who, conversationId)).conversation;

test('a mood that was misread is set at once: on the message, on its conversation, and for everybody who looks on', async t => {
  const on = await opened(t);
  const before = await lastSeq(on.d.desk.db);
  const { correction, readings, conversation } = await correctReading(on.desk, on.who, on.messageId, {
    aspect: 'sentiment',
    value: 'negative',
  });
  assert.deepEqual([readings.sentiment, readings.said], ['negative', ['sentiment']]);
  assert.deepEqual(await keptOf(on), readings);
  assert.equal(conversation.sentiment, 'negative');
  assert.deepEqual(correction?.was, { value: 'neutral', sure: 0.7 });
  assert.deepEqual(on.wanted, ['sentiment']);
  const { rows } = await sql<{ change: string; mood: string; actorId: string }>`
    select data->>'change' change, data->'message'->'readings'->>'sentiment' mood, actor_id "actorId" from event
    where seq > ${before} and kind = 'message.changed'`.execute(on.d.desk.db);
  assert.deepEqual(rows, [{ change: 'read', mood: 'negative', actorId: on.who.agentId }]);
});

test('intents said move the promise, and taken back they move it exactly back', async t => {
  const on = await opened(t);
  await sql`
    insert into policy (brand_id, id, position, name, conditions, first_minutes, next_minutes, hours, warnings)
    values (${on.d.ear.brandId}, ${on.d.desk.makeId()}, 0, 'Danger', '{"intents": ["danger"]}', 12, 12, 'always', '{}')`.execute(
    on.d.desk.db,
  );
  const before = await rowOf(on);
  const kept = await keptOf(on);
  const said = { aspect: 'intents' as const, value: { add: ['safety'], remove: ['question'] } };
  const { correction, conversation } = await correctReading(on.desk, on.who, on.messageId, said);
  assert.deepEqual(conversation.intents, ['danger', 'safety']);
  assert.equal(conversation.turn?.policy?.name, 'Danger');
  await undoCorrection(on.desk, on.who, correction?.id ?? '');
  const after = await rowOf(on);
  assert.deepEqual(await keptOf(on), kept);
  assert.deepEqual(after.turn, before.turn);
});

test('of two who differ the later holds; taken back, the earlier holds again, and then what was read', async t => {
  const on = await opened(t);
  const omar = await on.d.colleague('Omar');
  const say = async (who: typeof omar, value: 0 | 1 | 2 | 3) => {
    on.d.pass(1);
    const { correction } = await correctReading(on.desk, who, on.messageId, { aspect: 'urgency', value });
    return correction?.id ?? '';
  };
  const first = await say(on.who, 1);
  const second = await say(omar, 3);
  assert.equal((await keptOf(on))?.urgency, 3);
  await undoCorrection(on.desk, omar, first);
  assert.equal((await keptOf(on))?.urgency, 3);
  await undoCorrection(on.desk, on.who, second);
  assert.deepEqual(await keptOf(on), on.read);
  // Once more changes nothing and tells nobody.
  const seq = await lastSeq(on.d.desk.db);
  await undoCorrection(on.desk, on.who, second);
  assert.equal(await lastSeq(on.d.desk.db), seq);
});

test('the same said twice by one person is said once; by another it is agreement and is kept', async t => {
  const on = await opened(t);
  const omar = await on.d.colleague('Omar');
  const said = { aspect: 'noise' as const, value: 'promotion' as const };
  await correctReading(on.desk, on.who, on.messageId, said);
  const again = await correctReading(on.desk, on.who, on.messageId, said);
  assert.equal(again.correction, null);
  await correctReading(on.desk, omar, on.messageId, said);
  const { rows } = await listCorrections(on.desk, on.who, { limit: 10 });
  assert.deepEqual(rows.map(({ agentName }) => agentName).sort(), ['Nadia', 'Omar']);
});

test('a message nobody had read is read when what was said of it is taken back', async t => {
  const on = await opened(t);
  await write(on.d, on.messageId, null);
  const { correction } = await correctReading(on.desk, on.who, on.messageId, {
    aspect: 'sentiment',
    value: 'positive',
  });
  assert.deepEqual(correction?.was, { value: null, sure: null });
  await undoCorrection(on.desk, on.who, correction?.id ?? '');
  assert.deepEqual((await keptOf(on))?.said, []);
});

test('what a person set is told as such, with who set it', async t => {
  const on = await opened(t);
  await correctReading(on.desk, on.who, on.messageId, { aspect: 'language', value: 'nl' });
  const { readings, corrections, intents } = await readMessageReadings(on.desk, on.who, on.messageId);
  assert.deepEqual(readings.language, {
    value: 'nl',
    sure: 1,
    reasons: [{ kind: 'fact', fact: 'person_said', weight: 1 }],
  });
  assert.deepEqual(
    corrections.map(({ agentName, said }) => [agentName, said.value]),
    [['Nadia', 'nl']],
  );
  assert.ok(intents.includes('request.refund'));
  assert.deepEqual(on.wanted, [], 'a language is set and not learnt');
});

test('only what a customer wrote and still stands can be corrected, by a name that exists here', async t => {
  const on = await opened(t);
  const calm = { aspect: 'urgency' as const, value: 0 as const };
  const ours = await on.d.hear(post('p2', 'kestrel', 5, { parentRemoteId: 'p1', rootRemoteId: 'p1' }));
  const { messages } = await openConversation(on.d.desk, on.who, ours);
  const own = messages.find(({ direction }) => direction === 'out')?.id ?? '';
  await assert.rejects(correctReading(on.desk, on.who, own, calm), { code: 'not_valid' });
  const strange = { aspect: 'intents' as const, value: { add: ['request.moon'], remove: [] } };
  await assert.rejects(correctReading(on.desk, on.who, on.messageId, strange), { code: 'not_valid', message: /moon/ });
  await on.d.ear.hear({ kind: 'remove', remoteId: 'p1', at: NOW, by: 'author' });
  await assert.rejects(correctReading(on.desk, on.who, on.messageId, calm), { code: 'too_late' });
  await assert.rejects(correctReading(on.desk, on.who, on.desk.makeId(), calm), { code: 'not_found' });
});

test('a partner corrects within their inboxes, and the rest is not there for them', async t => {
  const on = await opened(t);
  const partner = await on.d.colleague('Petra', 'partner');
  const blind = { ...partner, reach: { role: 'partner' as const, inboxes: [] } };
  const said = { aspect: 'sentiment' as const, value: 'negative' as const };
  const { correction } = await correctReading(on.desk, partner, on.messageId, said);
  await assert.rejects(correctReading(on.desk, blind, on.messageId, said), { code: 'not_found' });
  await assert.rejects(undoCorrection(on.desk, blind, correction?.id ?? ''), { code: 'not_found' });
  await assert.rejects(readMessageReadings(on.desk, blind, on.messageId), { code: 'not_found' });
  await assert.rejects(listCorrections(on.desk, partner, { limit: 10 }), { code: 'not_allowed' });
});

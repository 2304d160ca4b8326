/** Our answers and their echoes: whichever of the two comes first, the customer reads one answer and so do we. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import type { DeliveryState } from '../../src/core/delivery.ts';
import { confirmSent } from '../../src/services/confirm.ts';
import { readEvents } from '../../src/store/events.ts';
import { freshDatabase } from '../support/database.ts';
import { MINUTE_MS, NOW, person, pictureOf, post, type TestEar, testEar } from '../support/hearing.ts';

const database = await freshDatabase();
const { db } = database;
after(() => database.drop());

type Answer = { to: string; text?: string; state?: DeliveryState; isPrivate?: boolean; at?: Date };

/** An answer of ours to a held post, on its way. @returns its id */
async function answer(
  ear: TestEar,
  { to, text = 'We are on it.', state = 'sending', isPrivate = false, at = NOW }: Answer,
): Promise<string> {
  const id = ear.makeId();
  await sql`
    insert into message (brand_id, id, conversation_id, channel_id, thread_id, direction, visibility, parent_remote_id, also_answers_id,
      at, received_at, text, delivery)
    select brand_id, ${id}, conversation_id, channel_id, thread_id, 'out', ${isPrivate ? 'private' : 'public'}, remote_id,
      case when ${isPrivate} then conversation_id end, ${at}, ${at}, ${text}, ${state}
    from message where brand_id = ${ear.brandId} and remote_id = ${to}`.execute(db);
  return id;
}

function confirm(
  ear: TestEar,
  messageId: string,
  remoteId: string,
  more: { room?: string; minutesAgo?: number } = {},
): Promise<void> {
  const at = new Date(NOW.getTime() - (more.minutesAgo ?? 0) * MINUTE_MS);
  const { brandId, makeId } = ear;
  return db.transaction().execute(tx =>
    confirmSent(tx, {
      brandId,
      messageId,
      remoteId,
      at,
      url: null,
      foundByLookup: false,
      now: NOW,
      makeId,
      ...(more.room ? { room: more.room } : {}),
    }),
  );
}

type Row = {
  author: string | null;
  visibility: string;
  status: string;
  n: number;
  messages: { id: string; dir: string; delivery: string }[];
  turns: { outcome: string; closed: string; closedBy: string }[] | null;
  linked: unknown;
};
const desk = async (ear: TestEar) => (await pictureOf(db, ear.brandId)) as unknown as Row[];

for (const key of [true, false]) {
  test(`the echo comes first, ${key ? 'with our key' : 'without a key but in the same words and place'}: it confirms the answer`, async () => {
    const ear = await testEar(database);
    await ear.hear(post('a', 'maria', 20));
    const id = await answer(ear, { to: 'a', state: key ? 'unsure' : 'sending' });
    await ear.hear(post('b', 'kestrel', 0, { parentRemoteId: 'a', text: 'We  are on it. ', key: key ? id : null }));
    await confirm(ear, id, 'b');
    const [row, ...others] = await desk(ear);
    assert.deepEqual(others, []);
    assert.deepEqual(
      row?.messages.map(one => [one.id, one.delivery]),
      [
        ['a', null],
        ['b', 'sent'],
      ],
    );
    assert.deepEqual([row?.status, row?.turns?.[0]?.outcome, row?.turns?.[0]?.closedBy], ['waiting', 'answered', 'b']);
  });
}

test('the confirmation comes first: the echo is an old friend', async () => {
  const ear = await testEar(database);
  await ear.hear(post('a', 'maria', 20));
  const id = await answer(ear, { to: 'a' });
  await confirm(ear, id, 'b');
  const counts = await ear.hear(post('b', 'kestrel', 0, { parentRemoteId: 'a', text: 'We are on it.', key: id }));
  assert.deepEqual([counts.kept, counts.ignored], [0, 1]);
  assert.equal((await desk(ear))[0]?.n, 2);
});

test('an echo that looks different is stored beside, and folded into the answer when it is confirmed', async () => {
  const ear = await testEar(database);
  await ear.hear(post('a', 'maria', 20));
  const id = await answer(ear, { to: 'a', text: 'See https://kestrel.example/help' });
  await ear.hear(post('b', 'kestrel', 0, { parentRemoteId: 'a', text: 'See https://t.example/x1' }));
  assert.equal((await desk(ear))[0]?.messages.length, 3);
  await confirm(ear, id, 'b');
  const [row, ...others] = await desk(ear);
  assert.deepEqual(
    [others, row?.n, row?.turns?.map(turn => [turn.outcome, turn.closedBy])],
    [[], 2, [['answered', 'b']]],
  );
  const kinds = (await readEvents(db, 0, { brandId: ear.brandId })).map(event => event.data.kind);
  assert.ok(kinds.includes('message.removed'));
});

test('an echo that names no parent stood alone in a thread, with a reply under it: all of it joins the conversation', async () => {
  const ear = await testEar(database);
  await ear.hear(post('a', 'maria', 20));
  const id = await answer(ear, { to: 'a', text: 'one' });
  await ear.hear(post('b', 'kestrel', 2, { text: 'two' }), post('c', 'maria', 1, { parentRemoteId: 'b' }));
  assert.equal((await desk(ear)).length, 3);
  await confirm(ear, id, 'b', { minutesAgo: 2 });
  const [row, ...others] = await desk(ear);
  assert.deepEqual(others, []);
  assert.deepEqual(
    row?.messages.map(one => one.id),
    ['a', 'b', 'c'],
  );
  assert.deepEqual(
    row?.turns?.map(turn => turn.outcome),
    ['answered', null],
  );
  const { rows } = await sql<{ n: number }>`select count(*)::int n from thread where brand_id = ${ear.brandId}`.execute(
    db,
  );
  assert.equal(rows[0]?.n, 1);
});

test('a customer answers our answer before we know it was sent: the reply waits beside it and joins', async () => {
  const ear = await testEar(database);
  await ear.hear(post('a', 'maria', 20));
  const id = await answer(ear, { to: 'a' });
  await ear.hear(post('c', 'maria', 1, { parentRemoteId: 'b' }));
  assert.equal((await desk(ear)).length, 2);
  await confirm(ear, id, 'b', { minutesAgo: 5 });
  const [row, ...others] = await desk(ear);
  assert.deepEqual([others, row?.messages.map(one => one.id)], [[], ['a', 'b', 'c']]);
  assert.equal(row?.status, 'open');
});

test('a private answer to a public post moves into its room, answers both sides and links them', async () => {
  const ear = await testEar(database);
  await ear.hear(post('a', 'maria', 20));
  const id = await answer(ear, { to: 'a', isPrivate: true });
  await confirm(ear, id, 'dm1', { room: 'room7', minutesAgo: 10 });
  const [room, open] = await desk(ear);
  assert.deepEqual([room?.visibility, room?.author, room?.n], ['private', 'maria', 1]);
  assert.deepEqual(
    [open?.visibility, open?.n, open?.turns?.[0]?.outcome, open?.status],
    ['public', 1, 'answered', 'waiting'],
  );
  assert.deepEqual(
    [room?.linked, open?.linked],
    [
      ['a', 'maria'],
      ['room7', 'maria'],
    ],
  );
  await ear.hear(post('dm2', 'maria', 5, { visibility: 'private', room: 'room7' }));
  assert.deepEqual(
    (await desk(ear)).map(row => row.messages.length),
    [2, 1],
  );
});

test('the echo of a private answer finds it by the person, and opens the room', async () => {
  const ear = await testEar(database);
  await ear.hear(post('a', 'maria', 20));
  await answer(ear, { to: 'a', isPrivate: true });
  await ear.hear(
    post('dm1', 'kestrel', 0, {
      visibility: 'private',
      room: 'room8',
      roomWith: person('maria'),
      text: 'We are on it.',
    }),
  );
  const [room, open] = await desk(ear);
  assert.deepEqual([room?.n, open?.n, open?.turns?.[0]?.closedBy], [1, 1, 'dm1']);
});

test('a failed answer does not close, a deleted one opens again, a late "not delivered" too', async () => {
  const ear = await testEar(database);
  await ear.hear(post('a', 'maria', 5));
  await answer(ear, { to: 'a', state: 'failed' });
  const id = await answer(ear, { to: 'a', text: 'again' });
  await confirm(ear, id, 'b');
  assert.equal((await desk(ear))[0]?.status, 'waiting');
  await ear.hear({
    kind: 'receipt',
    remoteId: 'b',
    at: NOW,
    state: 'failed',
    said: 'The number is not on this network.',
  });
  assert.deepEqual([(await desk(ear))[0]?.status, (await desk(ear))[0]?.turns?.[0]?.outcome], ['open', null]);
  await ear.hear(post('c', 'kestrel', 0, { parentRemoteId: 'a' }));
  assert.equal((await desk(ear))[0]?.status, 'waiting');
  await ear.hear({ kind: 'remove', remoteId: 'c', at: NOW, by: 'author' });
  assert.equal((await desk(ear))[0]?.status, 'open');
});

test('confirming twice changes nothing', async () => {
  const ear = await testEar(database);
  await ear.hear(post('a', 'maria', 20));
  const id = await answer(ear, { to: 'a' });
  await confirm(ear, id, 'b');
  const once = await readEvents(db, 0, { brandId: ear.brandId });
  await confirm(ear, id, 'b');
  assert.equal((await readEvents(db, 0, { brandId: ear.brandId })).length, once.length);
});

test('an answer heard late that was on time takes the breach back', async () => {
  const ear = await testEar(database);
  await ear.hear(post('a', 'maria', 60));
  const breaches = async () =>
    (await readEvents(db, 0, { brandId: ear.brandId })).filter(event => event.data.kind === 'turn.breached').length;
  assert.equal(await breaches(), 1);
  await ear.hear(post('b', 'kestrel', 50, { parentRemoteId: 'a' }));
  const { rows } = await sql`select outcome, breached_at from turn where brand_id = ${ear.brandId}`.execute(db);
  assert.deepEqual(rows, [{ outcome: 'answered', breached_at: null }]);
  assert.equal(await breaches(), 1);
});

test('an answer late by a second is late, one in the last second is kept', async () => {
  const ear = await testEar(database);
  for (const [id, seconds] of [
    ['k', 900],
    ['l', 901],
  ] as const) {
    const asked = post(id, `guest ${id}`, 60);
    await ear.hear(
      asked,
      post(`${id}2`, 'kestrel', 0, { parentRemoteId: id, at: new Date(asked.at.getTime() + seconds * 1000) }),
    );
  }
  const { rows } = await sql<{ late: boolean }>`
    select breached_at is not null late from turn where brand_id = ${ear.brandId} order by closed_at`.execute(db);
  assert.deepEqual(
    rows.map(({ late }) => late),
    [false, true],
  );
});

test('a recording breaks no promise before it has played so far', async () => {
  const ear = await testEar(database, { playsRecording: true });
  const old = (minute: number) => new Date(Date.parse('2017-10-31T10:00:00Z') + minute * MINUTE_MS);
  await ear.hear(post('a', 'maria', 0, { at: old(0) }));
  const turn = async () =>
    (
      await sql`select wake_at, breached_at, outcome from turn where brand_id = ${ear.brandId} order by opened_at`.execute(
        db,
      )
    ).rows;
  assert.deepEqual(await turn(), [{ wake_at: null, breached_at: null, outcome: null }]);
  await ear.hear(post('b', 'kestrel', 0, { at: old(8), parentRemoteId: 'a' }), post('c', 'jorge', 0, { at: old(9) }));
  await ear.hear(post('d', 'anna', 0, { at: old(40) }));
  assert.deepEqual(await turn(), [
    { wake_at: null, breached_at: null, outcome: 'answered' },
    { wake_at: old(24), breached_at: null, outcome: null },
    { wake_at: null, breached_at: null, outcome: null },
  ]);
});

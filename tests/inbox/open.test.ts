import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { note } from '../../src/services/note.ts';
import { earlierMessages, MESSAGES_SHOWN, openConversation, VOICES_SHOWN } from '../../src/services/open.ts';
import { reply } from '../../src/services/reply.ts';
import { resolve } from '../../src/services/resolve.ts';
import { listTurns, promiseToday } from '../../src/services/turns.ts';
import { complaint, type TestDesk, testDesk } from '../support/desk.ts';
import { person, post } from '../support/hearing.ts';

async function remoteIds(d: TestDesk, messages: readonly { id: string }[]): Promise<string[]> {
  const { rows } = await sql<{ remoteId: string }>`
    select m.remote_id "remoteId" from unnest(${messages.map(one => one.id)}::uuid[]) with ordinality asked (id, n)
    join message m on m.id = asked.id order by asked.n`.execute(d.database.db);
  return rows.map(row => row.remoteId);
}

test('a long conversation shows its newest messages, oldest first, and hands out the earlier ones page by page', async t => {
  const d = await testDesk(t);
  const many = MESSAGES_SHOWN + 45;
  const posts = Array.from({ length: many }, (_, n) =>
    post(`p${n}`, 'thea', many - Math.floor(n / 3), { text: `${n}`, parentRemoteId: n === 0 ? null : `p${n - 1}` }),
  );
  await d.ear.hear(...posts);
  const id = await d.hear(posts[0] as (typeof posts)[0]);
  const who = await d.colleague('Ada');
  const opened = await openConversation(d.desk, who, id);
  const shown = await remoteIds(d, opened.messages);
  const before: string[] = [];
  let after = opened.earlier ?? undefined;
  while (after !== undefined) {
    const page = await earlierMessages(d.desk, who, id, { after, limit: 10 });
    before.push(...(await remoteIds(d, page.rows)));
    after = page.next ?? undefined;
  }
  const { rows } = await sql<{ remoteId: string }>`
    select remote_id "remoteId" from message order by at, id`.execute(d.database.db);
  assert.deepEqual(
    [...before.reverse(), ...shown],
    rows.map(row => row.remoteId),
  );
  assert.equal(shown.length, MESSAGES_SHOWN);
});

test('above stand the posts being answered, beside the others who speak in the thread, and each only once', async t => {
  const d = await testDesk(t);
  await d.hear(post('ours', 'kestrel', 100, { text: 'New grinders!' }));
  const maxId = await d.hear(post('max1', 'max', 90, { parentRemoteId: 'ours' }));
  const id = await d.hear(post('thea1', 'thea', 80, { parentRemoteId: 'max1' }));
  await d.hear(post('zoe1', 'zoe', 70, { parentRemoteId: 'ours' }));
  await d.hear(post('thea2', 'thea', 60, { parentRemoteId: 'zoe1' }));
  const who = await d.colleague('Ada');
  await note(d.desk, who, maxId, { text: 'not for customers, and not a voice' });
  await reply(d.desk, who, maxId, { visibility: 'public', text: 'not sent yet' });
  const opened = await openConversation(d.desk, who, id);
  assert.deepEqual(await remoteIds(d, opened.above), ['ours', 'max1']);
  assert.deepEqual(await remoteIds(d, opened.messages), ['thea1', 'thea2']);
  assert.deepEqual(await remoteIds(d, opened.voices), ['zoe1']);
  assert.deepEqual(
    opened.voices.map(voice => voice.authorHandle),
    ['zoe'],
  );
  assert.equal(opened.moreVoices, 0);
});

test('of a crowd only the newest voices are shown, and how many more there are', async t => {
  const d = await testDesk(t);
  const id = await d.hear(complaint());
  await d.ear.hear(
    ...Array.from({ length: VOICES_SHOWN + 30 }, (_, n) =>
      post(`v${n}`, `voice${n}`, 9 - n / 20, { parentRemoteId: 'p1' }),
    ),
  );
  const opened = await openConversation(d.desk, await d.colleague('Ada'), id);
  assert.deepEqual([opened.voices.length, opened.moreVoices], [VOICES_SHOWN, 30]);
  assert.deepEqual((await remoteIds(d, opened.voices)).at(-1), `v${VOICES_SHOWN + 29}`);
});

test('the person stands there with their networks and earlier matters; a partner sees no more of them than is theirs', async t => {
  const d = await testDesk(t);
  const old = await d.hear(complaint({ remoteId: 'old', at: new Date('2026-10-01T00:00:00Z') }));
  const id = await d.hear(complaint());
  const [who, pia] = [await d.colleague('Ada'), await d.colleague('Pia', 'partner')];
  const secretInbox = d.ear.makeId();
  await sql`insert into inbox (brand_id, id, name) values (${d.ear.brandId}, ${secretInbox}, 'Legal')`.execute(
    d.database.db,
  );
  await sql`update conversation set inbox_id = ${secretInbox} where id = ${old}`.execute(d.database.db);
  await sql`update contact set notes = 'a lawyer'`.execute(d.database.db);
  const forAda = await openConversation(d.desk, who, id);
  assert.deepEqual(
    forAda.earlierConversations.map(one => one.id),
    [old],
  );
  assert.deepEqual([forAda.contact?.notes, forAda.contact?.identities[0]?.handle], ['a lawyer', 'thea']);
  const forPia = await openConversation(d.desk, pia, id);
  assert.deepEqual([forPia.earlierConversations, forPia.contact?.notes], [[], '']);
  await assert.rejects(openConversation(d.desk, pia, old), { code: 'not_found' });
});

test('public and private sides of one matter show each other', async t => {
  const d = await testDesk(t);
  const id = await d.hear(complaint());
  const privateId = await d.hear(post('d1', 'thea', 5, { visibility: 'private', room: 'r', roomWith: person('thea') }));
  const who = await d.colleague('Ada');
  const [open, closed] = [await openConversation(d.desk, who, id), await openConversation(d.desk, who, privateId)];
  assert.deepEqual([open.linked?.id, await remoteIds(d, open.linkedMessages)], [privateId, ['d1']]);
  assert.deepEqual([closed.linked?.id, await remoteIds(d, closed.linkedMessages)], [id, ['p1']]);
  assert.deepEqual(closed.above, []);
  assert.deepEqual(
    [open.channel.composing.canReply, open.channel.composing.text.max, open.conversation.turn?.policy?.minutes],
    [true, 40, 15],
  );
});

test('every turn is a row: opened, answered or not, kept or late, page by page', async t => {
  const d = await testDesk(t);
  const who = await d.colleague('Ada');
  await d.ear.hear(post('a1', 'thea', 300), post('a2', 'kestrel', 290, { parentRemoteId: 'a1' }));
  await d.ear.hear(post('b1', 'max', 200), post('b2', 'kestrel', 180, { parentRemoteId: 'b1' }));
  const unanswered = await d.hear(post('c1', 'zoe', 100));
  await resolve(d.desk, who, unanswered, { openTurn: 'unanswered' });
  const spam = await d.hear(post('d1', 'bot', 90));
  await resolve(d.desk, who, spam, { openTurn: 'not_needed', reason: 'spam' });
  await d.ear.hear(post('e1', 'late', 50), post('f1', 'fresh', 5));
  const rows: string[] = [];
  let after: string | undefined;
  do {
    const page = await listTurns(d.desk, who, { after, limit: 2 });
    rows.push(
      ...page.rows.map(
        row =>
          `${row.openedByRemoteId} ${row.outcome ?? 'open'} ${row.closedByRemoteId} ${row.responseSeconds} ${row.kept}`,
      ),
    );
    after = page.next ?? undefined;
  } while (after !== undefined);
  assert.deepEqual(rows, [
    'a1 answered a2 600 true',
    'b1 answered b2 1200 false',
    'c1 unanswered null null false',
    'd1 not_needed null null null',
    'e1 open null null false',
    'f1 open null null null',
  ]);
  assert.equal((await listTurns(d.desk, who, { outcome: 'open', limit: 10 })).rows.length, 2);
  assert.deepEqual(await promiseToday(d.desk, who), { due: 4, kept: 1, waiting: 2, late: 1 });
  assert.deepEqual((await listTurns(d.desk, { ...who, brandId: 99 }, { limit: 10 })).rows, []);
});

test('what is read is as new as the event it names', async t => {
  const d = await testDesk(t);
  const id = await d.hear(complaint());
  const who = await d.colleague('Ada');
  const before = await openConversation(d.desk, who, id);
  await note(d.desk, who, id, { text: 'later' });
  const after = await openConversation(d.desk, who, id);
  assert.equal(after.seq, before.seq + 1);
  assert.deepEqual([before.messages.length, after.messages.length], [1, 2]);
});

test('where a brand has several channels of one network, an opened conversation says that its name is needed', async t => {
  const d = await testDesk(t);
  const id = await d.hear(complaint());
  const who = await d.colleague('Ada');
  const several = async () => (await openConversation(d.desk, who, id)).channel.isOneOfSeveral;
  assert.equal(await several(), false);
  const other = d.ear.makeId();
  await sql`
    insert into channel (brand_id, id, inbox_id, network, name, account)
    select brand_id, ${other}, inbox_id, network, 'The other', account from channel limit 1`.execute(d.database.db);
  assert.equal(await several(), true);
  await sql`update channel set state = 'left' where id = ${other}`.execute(d.database.db);
  assert.equal(await several(), false);
});

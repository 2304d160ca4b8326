/** What is read off a post as it comes in, and what becomes of it: kept, read again after an edit, gone with the post. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import { apply, type View } from '../../src/core/apply.ts';
import type { Item } from '../../src/core/post.ts';
import type { ReadingsView } from '../../src/core/triage/reading.ts';
import { makeReaders } from '../../src/services/readers.ts';
import { shippedOnce } from '../../src/shipped.ts';
import { loadConversationViews } from '../../src/store/conversations.ts';
import { readEvents } from '../../src/store/events.ts';
import { loadMessageViews } from '../../src/store/messages.ts';
import { freshDatabase } from '../support/database.ts';
import { NOW, post, testEar } from '../support/hearing.ts';

const shipped = shippedOnce();
const readers = () => makeReaders({ shipped, taught: async () => ({}) });

async function heard(t: TestContext) {
  const database = await freshDatabase();
  t.after(database.drop);
  const ear = await testEar(database, { readers: readers() });
  const messages = async () => {
    const { rows } = await sql<{ remote: string; readings: ReadingsView | null; intents: string[] }>`
      select remote_id remote, readings, intents from message order by at, remote_id`.execute(database.db);
    return rows;
  };
  const conversations = async () => {
    const { rows } = await sql<{ lang: string; intents: string[]; urgency: number; sentiment: string; noise: string }>`
      select c.lang, c.intents, c.urgency, c.sentiment, c.noise from conversation c
      join identity i on i.brand_id = c.brand_id and i.id = c.identity_id order by c.opened_at, i.remote_id`.execute(
      database.db,
    );
    return rows;
  };
  return { database, ear, messages, conversations };
}

const edit = (remoteId: string, text: string, version: number): Item => ({
  kind: 'edit',
  remoteId,
  text,
  attachments: null,
  at: NOW,
  version,
});

test('a post is kept with what was read off it, and its conversation says so', async t => {
  const { ear, messages, conversations } = await heard(t);
  await ear.hear(
    post('p1', 'maria', 5, { text: 'My grinder is broken again and I want a refund. I am so angry!', lang: 'en' }),
  );
  const [message] = await messages();
  assert.equal(message?.readings?.language, 'en');
  assert.equal(message?.readings?.sentiment, 'negative');
  assert.ok(
    message?.intents.includes('complaint') && message.intents.includes('request.refund'),
    `${message?.intents}`,
  );
  assert.equal(message?.readings?.noise, null);
  const [row] = await conversations();
  assert.deepEqual([row?.sentiment, row?.noise, row?.lang], ['negative', null, 'en']);
  assert.equal(row?.urgency, message?.readings?.urgency);
  assert.deepEqual(row?.intents, [...(message?.intents ?? [])].sort());
});

test('ours are not read', async t => {
  const { ear, messages } = await heard(t);
  await ear.hear(
    post('p1', 'maria', 5),
    post('a1', 'us', 4, { own: true, parentRemoteId: 'p1', text: 'I want a refund' }),
  );
  assert.deepEqual(
    (await messages()).map(one => one.readings === null),
    [false, true],
  );
});

test('the language that was read goes before the network’s tag, which stays with the message', async t => {
  const { ear, conversations, database } = await heard(t);
  const text = 'Η παραγγελία μου δεν ήρθε ποτέ, πότε θα τη στείλετε;';
  await ear.hear(
    post('p1', 'eleni', 5, { text, lang: 'en' }),
    post('p2', 'bruno', 4, { text: 'Onde está o meu pedido? Já paguei faz duas semanas', lang: 'pt-BR' }),
  );
  assert.deepEqual(
    (await conversations()).map(row => row.lang),
    ['el', 'pt-BR'],
  );
  const { rows } = await sql`select lang from message order by at`.execute(database.db);
  assert.deepEqual(rows, [{ lang: 'en' }, { lang: 'pt-BR' }]);
});

test('an edit is read again; what a person said of the post stays; taken back, nothing is left', async t => {
  const { ear, messages, conversations, database } = await heard(t);
  await ear.hear(post('p1', 'maria', 5, { text: 'Lovely espresso, thank you!' }));
  assert.equal((await conversations())[0]?.sentiment, 'positive');
  await sql`update message set readings = readings || '{"language": "it", "languageSure": 1, "said": ["language"]}'`.execute(
    database.db,
  );
  await ear.hear(edit('p1', 'There is smoke coming out of the machine', 2));
  const [message] = await messages();
  assert.ok(message?.intents.includes('danger'));
  assert.deepEqual([message?.readings?.language, message?.readings?.said], ['it', ['language']]);
  const [row] = await conversations();
  assert.deepEqual([row?.urgency, row?.lang], [3, 'it']);
  await ear.hear({ kind: 'remove', remoteId: 'p1', at: NOW, by: 'author' });
  assert.deepEqual(await messages(), [{ remote: 'p1', readings: null, intents: [] }]);
  assert.equal((await conversations())[0]?.urgency, null);
});

test('an edit in the same breath as its post is what is read', async t => {
  const { ear, messages } = await heard(t);
  await ear.hear(
    post('p1', 'maria', 5, { text: 'Lovely espresso' }),
    edit('p1', 'I want to cancel my subscription', 2),
  );
  assert.ok((await messages())[0]?.intents.includes('request.cancel'));
});

test('what waits is as urgent as its most urgent message, and as soon as it is answered not at all', async t => {
  const { ear, conversations } = await heard(t);
  await ear.hear(post('p1', 'maria', 9, { text: 'The machine gave me an electric shock' }));
  await ear.hear(post('p2', 'maria', 8, { parentRemoteId: 'p1', rootRemoteId: 'p1', text: 'Hello?' }));
  assert.equal((await conversations())[0]?.urgency, 3);
  await ear.hear(
    post('a1', 'us', 7, { own: true, parentRemoteId: 'p2', rootRemoteId: 'p1', text: 'Unplug it, please.' }),
  );
  assert.equal((await conversations())[0]?.urgency, null);
});

test('advertising is noise while nothing else waits, and danger in it is no noise', async t => {
  const { ear, conversations } = await heard(t);
  const advert =
    'GIVEAWAY!!! Like and share this post and follow me to win a free iPhone https://win.example/x #win #free';
  await ear.hear(post('p1', 'spammer', 9, { text: advert }));
  assert.equal((await conversations())[0]?.noise, 'giveaway');
  await ear.hear(
    post('p2', 'spammer', 8, {
      parentRemoteId: 'p1',
      rootRemoteId: 'p1',
      text: 'My order never arrived, where is it?',
    }),
  );
  assert.equal((await conversations())[0]?.noise, null);
  await ear.hear(post('q1', 'other', 7, { text: `${advert} or I will kill you` }));
  assert.equal((await conversations())[1]?.noise, null);
});

test('what the events carry is what a snapshot shows', async t => {
  const { ear, database } = await heard(t);
  await ear.hear(
    post('p1', 'maria', 9, { text: 'My grinder is broken' }),
    post('p2', 'eleni', 8, { text: 'Thank you so much!' }),
  );
  await ear.hear(edit('p1', 'My grinder is broken, I am going to your rival', 2));
  const events = await readEvents(database.db, 0);
  const { rows } = await sql<{ id: string }>`select id from conversation order by id`.execute(database.db);
  const ids = rows.map(({ id }) => id);
  let view: View = {
    seq: 0,
    conversations: {},
    counts: {},
    open: Object.fromEntries(ids.map(id => [id, { messages: [], turns: [] }])),
  };
  for (const event of events) view = apply(view, event);
  assert.deepEqual(view.conversations, Object.fromEntries(await loadConversationViews(database.db, ear.brandId, ids)));
  const held = Object.values(view.open).flatMap(({ messages }) => messages);
  assert.equal(held.length, 2);
  const shown = await loadMessageViews(
    database.db,
    ear.brandId,
    held.map(({ id }) => id),
  );
  assert.deepEqual(
    held.map(({ id }) => shown.get(id)),
    held,
  );
});

test('a post of a hundred thousand characters, one picture, halves of pairs and turned text are read in bounded time', async t => {
  const { ear, messages } = await heard(t);
  const texts = [
    'broken '.repeat(14_000),
    '☕',
    'https://a.example https://b.example',
    '\u202eolleh\u202c',
    'z̷͇̈́a̵̡͝l̷̗̇g̵̱͑o̸̥͐ text',
    '\ud83d a half',
    '',
  ];
  const startedMs = performance.now();
  await ear.hear(...texts.map((text, n) => post(`p${n}`, `person${n}`, 20 - n, { text })));
  assert.ok(performance.now() - startedMs < 5_000);
  assert.equal((await messages()).filter(({ readings }) => readings !== null).length, texts.length);
  const only = (await messages()).find(({ remote }) => remote === 'p2');
  assert.deepEqual([only?.readings?.language, only?.readings?.sentiment], [null, null]);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { changeContact, listContacts, openContact } from '../../src/services/contacts.ts';
import type { Who } from '../../src/services/permit.ts';
import { search } from '../../src/services/search.ts';
import { tag } from '../../src/services/tag.ts';
import type { Db } from '../../src/store/db.ts';
import { type Found, searchMessages } from '../../src/store/search.ts';
import { makeChance } from '../support/chance.ts';
import { freshDatabase } from '../support/database.ts';
import { NOW, person, post, testEar } from '../support/hearing.ts';

const WEEK_MINUTES = 7 * 24 * 60;
const agent = (brandId: number): Who => ({
  agentId: '00000000-0000-7000-8000-00000000000a',
  brandId,
  reach: { role: 'agent', inboxes: 'all' },
});

test('every message with all the words is found once, newest first, however far back and however it is looked for', async t => {
  const database = await freshDatabase();
  t.after(database.drop);
  const here = await testEar(database);
  const elsewhere = await testEar(database);
  const chance = makeChance(3);
  const written: { remoteId: string; minutesAgo: number; words: string[] }[] = [];
  for (let n = 0; n < 240; n++) {
    const words = ['milk', 'grinder', 'leaks', 'blue', 'order'].filter((_, k) => chance() < 0.6 / (k + 1));
    // Heaps and gaps over three years, several in the very same minute.
    const minutesAgo = Math.floor(chance() ** 3 * 150) * WEEK_MINUTES + Math.floor(chance() * 3);
    written.push({ remoteId: `m${n}`, minutesAgo, words });
  }
  const posts = written.map(({ remoteId, minutesAgo, words }) =>
    post(remoteId, `a${remoteId}`, minutesAgo, { text: words.join(' ') || '–' }),
  );
  await here.hear(...posts);
  await elsewhere.hear(...posts.slice(0, 50));
  for (const words of [['milk'], ['order'], ['milk', 'grinder'], ['leaks', 'blue', 'order'], ['tea']]) {
    const wanted = written.filter(one => words.every(word => one.words.includes(word))).map(one => one.remoteId);
    for (const [limit, many] of [
      [500, 4000],
      [7, 4000],
      [7, 5],
      [3, 1],
      [500, 1],
    ] as const) {
      const found = await allPages(database.db, here.brandId, words, limit, many);
      assert.deepEqual([...found].sort(), [...wanted].sort(), `${words} by ${limit}, reading ${many}`);
      const ages = found.map(id => written.find(one => one.remoteId === id)?.minutesAgo ?? -1);
      assert.deepEqual(
        ages,
        [...ages].sort((a, b) => a - b),
        'not newest first',
      );
    }
  }
});

async function allPages(db: Db, brandId: number, words: string[], limit: number, many: number): Promise<string[]> {
  const found: string[] = [];
  let after: Found | null = null;
  for (;;) {
    const page: Found[] = await db
      .transaction()
      .execute(tx => searchMessages(tx, { brandId, scope: null, words, after, limit }, many));
    const { rows } = await sql<{ remoteId: string }>`
      select m.remote_id "remoteId" from unnest(${page.map(one => one.id)}::uuid[]) with ordinality asked (id, n)
      join message m on m.brand_id = ${brandId} and m.id = asked.id order by asked.n`.execute(db);
    found.push(...rows.map(row => row.remoteId));
    after = page.at(-1) ?? null;
    if (page.length < limit || after === null) return found;
  }
}

test('accents, case and the Greek final sigma make no difference, and nothing typed is a command', async t => {
  const database = await freshDatabase();
  t.after(database.drop);
  const ear = await testEar(database);
  await ear.hear(post('p1', 'thea', 10, { text: 'Ο μύλος ΧΑΛΑΣΕ, s’il vous plaît!' }));
  const who = agent(ear.brandId);
  for (const q of ['μυλοσ', 'Χάλασε μύλος', 'PLAIT', 's il', '!!! plaît & | ( ) :* \'"\\']) {
    assert.equal((await search(database, who, { q, limit: 10 })).rows.length, 1, q);
  }
  for (const q of ["'", '\\', ':*', '%', '_', '🙂', '<->', 'a'.repeat(200)]) {
    assert.deepEqual((await search(database, who, { q, limit: 10 })).rows, [], q);
  }
});

test('people are found by name or handle beside what was written, in one order, page by page', async t => {
  const database = await freshDatabase();
  t.after(database.drop);
  const ear = await testEar(database);
  for (let n = 0; n < 6; n++) {
    await ear.hear(
      post(`p${n}`, `thea${n}`, n * 10, {
        author: person(`thea${n}`, `Thea Lindqvist ${n}`),
        text: n % 2 ? 'no names here' : 'ask thea',
      }),
    );
  }
  const who = agent(ear.brandId);
  const seen: string[] = [];
  let after: string | undefined;
  do {
    const page = await search(database, who, { q: 'thea', after, limit: 2 });
    seen.push(
      ...page.rows.map(row => `${row.message === null ? 'person' : 'message'} ${row.conversation.face?.handle}`),
    );
    after = page.next ?? undefined;
  } while (after !== undefined);
  const expected = [0, 1, 2, 3, 4, 5].flatMap(n => [...(n % 2 ? [] : [`message thea${n}`]), `person thea${n}`]);
  assert.deepEqual([...seen].sort(), [...expected].sort());
  assert.deepEqual(
    seen.map(one => one.at(-1)),
    [...seen.map(one => one.at(-1))].sort(),
  );
});

test('a partner finds nothing outside their inboxes: not by words, not by names, not by a cursor', async t => {
  const database = await freshDatabase();
  t.after(database.drop);
  const ear = await testEar(database);
  const secret = await testEar(database, { brand: ear });
  const secretInbox = '00000000-0000-7000-8000-0000000000bb';
  await sql`insert into inbox (brand_id, id, name) values (${ear.brandId}, ${secretInbox}, 'Legal')`.execute(
    database.db,
  );
  await sql`update channel set inbox_id = ${secretInbox} where id = ${secret.channelId}`.execute(database.db);
  await ear.hear(post('p1', 'thea', 10, { text: 'the grinder is loud' }));
  await secret.hear(post('s1', 'max', 5, { text: 'my lawyer and my grinder' }));
  const partner: Who = { ...agent(ear.brandId), reach: { role: 'partner', inboxes: [ear.inboxId] } };
  const texts = async (who: Who, q: string) =>
    (await search(database, who, { q, limit: 10 })).rows.map(row => row.message?.text ?? row.conversation.face?.name);
  assert.deepEqual(await texts(partner, 'grinder'), ['the grinder is loud']);
  assert.deepEqual(await texts(partner, 'lawyer'), []);
  assert.deepEqual(await texts(partner, 'max'), []);
  assert.deepEqual(await texts(agent(ear.brandId), 'max'), ['max']);
  assert.deepEqual(await texts({ ...agent(ear.brandId), brandId: ear.brandId + 1 }, 'grinder'), []);
});

test('people are listed by name without a gap, opened with their conversations, and changed with an event for each', async t => {
  const database = await freshDatabase();
  t.after(database.drop);
  const ear = await testEar(database);
  const names = ['Long '.repeat(30).trim(), 'Zoe', 'anna', 'Ärmel', 'Bo', 'Bo', '李雷', 'Łukasz'];
  for (const [n, name] of names.entries()) await ear.hear(post(`p${n}`, `h${n}`, n, { author: person(`h${n}`, name) }));
  const who = agent(ear.brandId);
  const listed: string[] = [];
  let after: string | undefined;
  do {
    const page = await listContacts(database, who, { after, limit: 2 });
    listed.push(...page.rows.map(row => row.name));
    after = page.next ?? undefined;
  } while (after !== undefined);
  assert.deepEqual([...listed].sort(), [...names].sort());
  const found = await listContacts(database, who, { q: '李', limit: 10 });
  assert.deepEqual(
    found.rows.map(row => row.name),
    ['李雷'],
  );
  const id = found.rows[0]?.id ?? '';
  assert.equal((await openContact(database, who, id)).conversations.length, 1);
  const desk = { db: database.db, makeId: ear.makeId, now: () => NOW };
  const { contact } = await changeContact(desk, who, id, { name: 'Lei Li', tags: ['vip', 'VIP'] });
  assert.deepEqual([contact.name, contact.tags, contact.notes], ['Lei Li', ['vip'], '']);
  const { rows } = await sql<{
    change: string;
  }>`select data->>'change' as change from event order by seq desc limit 1`.execute(database.db);
  assert.equal(rows[0]?.change, 'person');
  const partner: Who = { ...who, reach: { role: 'partner', inboxes: [ear.makeId()] } };
  await assert.rejects(async () => listContacts(database, partner, { limit: 10 }), { code: 'not_allowed' });
  await assert.rejects(changeContact(desk, partner, id, { notes: 'x' }), { code: 'not_found' });
  await assert.rejects(tag(desk, partner, id, []), { code: 'not_found' });
});

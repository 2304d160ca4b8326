/** Contacts put together and taken apart: nothing is lost, whatever the order. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import { listContactFields, setContactFields } from '../../src/services/contact-fields.ts';
import { contactHistory, contactTimeline } from '../../src/services/contact-story.ts';
import { changeContact, listContacts, openContact } from '../../src/services/contacts.ts';
import { mergeContacts, unmergeContacts } from '../../src/services/merge-contacts.ts';
import { openConversation } from '../../src/services/open.ts';
import type { Who } from '../../src/services/permit.ts';
import { readEvents } from '../../src/store/events.ts';
import { makeChance } from '../support/chance.ts';
import { type TestDesk, testDesk } from '../support/desk.ts';
import { post } from '../support/hearing.ts';

/** Everything that merging touches, row by row. */
async function everything({ database }: TestDesk): Promise<unknown> {
  const { rows } = await sql`
    select (select jsonb_agg(to_jsonb(c) order by c.id) from contact c) contacts,
      (select jsonb_agg(jsonb_build_array(i.id, i.contact_id, i.own_contact_id, i.name) order by i.id) from identity i) identities,
      (select jsonb_agg(jsonb_build_array(v.id, v.contact_id, v.identity_id) order by v.id) from conversation v) conversations`.execute(
    database.db,
  );
  return rows[0];
}

async function contactOf({ database }: TestDesk, remoteId: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`select contact_id id from identity where remote_id = ${remoteId}`.execute(
    database.db,
  );
  return rows[0]?.id ?? '';
}

const PEOPLE = ['thea', 'max', 'zoe', 'ivo', 'ned'];

async function town(t: TestContext): Promise<{ d: TestDesk; lead: Who; ids: string[] }> {
  const d = await testDesk(t);
  const lead = await d.colleague('Lea', 'lead');
  for (const [n, name] of PEOPLE.entries()) await d.hear(post(`${name} 1`, name, 60 - n));
  const ids = await Promise.all(PEOPLE.map(name => contactOf(d, name)));
  for (const [n, id] of ids.entries()) {
    const value = n % 2 === 0 ? { amount: `1${n}.50`, currency: 'EUR' } : null;
    await changeContact(d.desk, lead, id, { notes: `note ${n}`, tags: ['all', `tag ${n}`], value });
  }
  return { d, lead, ids };
}

test('two contacts put together show one name, all identities, tags and conversations; taken apart they are as they were', async t => {
  const { d, lead, ids } = await town(t);
  const [thea = '', max = ''] = ids;
  const before = await everything(d);
  const { mergeId } = await mergeContacts(d.desk, lead, thea, max);
  const { contact, conversations } = await openContact(d.desk, lead, max);
  assert.equal(contact.id, thea);
  assert.equal(contact.name, 'thea');
  assert.deepEqual(
    contact.identities.map(one => one.handle),
    ['thea', 'max'],
  );
  assert.deepEqual(contact.tags, ['all', 'tag 0', 'tag 1']);
  assert.equal(contact.notes, 'note 0\n\nnote 1');
  assert.deepEqual(contact.value, { amount: '10.50', currency: 'EUR' });
  assert.equal(conversations.length, 2);
  assert.deepEqual(
    contact.merges.map(one => [one.id, one.name]),
    [[mergeId, 'max']],
  );
  const { rows } = await listContacts(d.desk, lead, { q: 'max', limit: 10 });
  assert.deepEqual(
    rows.map(one => one.id),
    [thea],
  );
  await unmergeContacts(d.desk, lead, mergeId);
  assert.deepEqual(await everything(d), before);
});

test('any number of merges, undone in any order, leave every row as it was', async t => {
  const { d, lead, ids } = await town(t);
  const before = await everything(d);
  for (const seed of [1, 2, 3, 4, 5, 6]) {
    const chance = makeChance(seed);
    const pick = <T>(some: readonly T[]): T => some[Math.floor(chance() * some.length)] as T;
    const merges: string[] = [];
    for (let step = 0; step < 14; step++) {
      if (merges.length > 0 && chance() < 0.4) {
        const mergeId = pick(merges);
        await unmergeContacts(d.desk, lead, mergeId);
        merges.splice(merges.indexOf(mergeId), 1);
      } else {
        const done = await mergeContacts(d.desk, lead, pick(ids), pick(ids)).catch(() => null);
        if (done !== null) merges.push(done.mergeId);
      }
    }
    while (merges.length > 0)
      await unmergeContacts(d.desk, lead, merges.splice(Math.floor(chance() * merges.length), 1)[0] ?? '');
    assert.deepEqual(await everything(d), before, `seed ${seed}`);
  }
});

test('what came later stays with the identity it came by, and later edits with the contact they were made on', async t => {
  const { d, lead, ids } = await town(t);
  const [thea = '', max = ''] = ids;
  const { mergeId } = await mergeContacts(d.desk, lead, thea, max);
  await d.hear(post('max 2', 'max', 5, { author: { ...post('x', 'max', 1).author, name: 'Max Power' } }));
  assert.equal((await openContact(d.desk, lead, thea)).conversations.length, 3);
  await changeContact(d.desk, lead, thea, { tags: ['all', 'tag 0', 'press'], notes: 'met both' });
  await unmergeContacts(d.desk, lead, mergeId);
  const [a, b] = [await openContact(d.desk, lead, thea), await openContact(d.desk, lead, max)];
  assert.deepEqual(a.contact.tags, ['all', 'tag 0', 'press']);
  assert.equal(a.contact.notes, 'met both');
  assert.equal(a.conversations.length, 1);
  assert.deepEqual(b.contact.tags, ['all', 'tag 1']);
  assert.equal(b.contact.name, 'Max Power');
  assert.equal(b.conversations.length, 2);
});

test('taken out from under another merge, the contact above is counted again', async t => {
  const { d, lead, ids } = await town(t);
  const [thea = '', max = '', zoe = ''] = ids;
  const first = await mergeContacts(d.desk, lead, max, zoe);
  await mergeContacts(d.desk, lead, thea, max);
  await unmergeContacts(d.desk, lead, first.mergeId);
  const { contact } = await openContact(d.desk, lead, thea);
  assert.deepEqual(contact.tags, ['all', 'tag 0', 'tag 1']);
  assert.equal(contact.notes, 'note 0\n\nnote 1');
  const alone = await openContact(d.desk, lead, zoe);
  assert.equal(alone.contact.id, zoe);
  assert.deepEqual(alone.contact.tags, ['all', 'tag 2']);
});

test('whoever put two together may take them apart, and a lead; another agent may not', async t => {
  const { d, lead, ids } = await town(t);
  const [thea = '', max = ''] = ids;
  const [ada, ben] = [await d.colleague('Ada'), await d.colleague('Ben')];
  const one = await mergeContacts(d.desk, ada, thea, max);
  await assert.rejects(unmergeContacts(d.desk, ben, one.mergeId), { code: 'not_allowed' });
  await unmergeContacts(d.desk, ada, one.mergeId);
  const again = await mergeContacts(d.desk, ada, thea, max);
  await unmergeContacts(d.desk, lead, again.mergeId);
  await assert.rejects(unmergeContacts(d.desk, lead, again.mergeId), { code: 'not_found' });
  await assert.rejects(mergeContacts(d.desk, ada, thea, thea), { code: 'not_valid' });
});

test('every conversation that changes hands is told of, so that open desks follow', async t => {
  const { d, lead, ids } = await town(t);
  const [thea = '', max = ''] = ids;
  const before = (await readEvents(d.database.db, 0)).length;
  await mergeContacts(d.desk, lead, thea, max);
  const events = (await readEvents(d.database.db, 0)).slice(before);
  const told = events.flatMap(({ data }) =>
    data.kind === 'conversation.changed' && data.change === 'person' ? [data.conversation.face?.contactId] : [],
  );
  assert.deepEqual(told, [thea, thea]);
});

test('a post heard while two are put together finds the contact that stays', async t => {
  const { d, lead, ids } = await town(t);
  const [thea = '', max = ''] = ids;
  const posts = Array.from({ length: 20 }, (_, n) => post(`late ${n}`, 'max', 4));
  await Promise.all([...posts.map(one => d.ear.hear(one)), mergeContacts(d.desk, lead, thea, max)]);
  const { rows } = await sql<{ n: number }>`
    select count(*)::int n from conversation c join identity i on i.id = c.identity_id where c.contact_id <> i.contact_id`.execute(
    d.database.db,
  );
  assert.equal(rows[0]?.n, 0);
});

test('the timeline runs over all identities, newest first, page by page, and is cut to what a partner may see', async t => {
  const { d, lead, ids } = await town(t);
  const [thea = '', max = ''] = ids;
  await d.hear(post('max dm', 'max', 3, { visibility: 'private', room: 'with max' }));
  await mergeContacts(d.desk, lead, thea, max);
  const texts: string[] = [];
  let after: string | undefined;
  do {
    const page = await contactTimeline(d.desk, lead, thea, { limit: 1, ...(after ? { after } : {}) });
    texts.push(...page.rows.map(row => row.message.text));
    after = page.next ?? undefined;
  } while (after !== undefined);
  assert.deepEqual(texts, ['max says max dm', 'max says max 1', 'thea says thea 1']);
  const secret = await contactTimeline(d.desk, lead, thea, { limit: 10, visibility: 'private' });
  assert.deepEqual(
    secret.rows.map(row => [row.message.text, row.network]),
    [['max says max dm', 'square']],
  );
  const partner: Who = { ...lead, reach: { role: 'partner', inboxes: [d.ear.makeId()] } };
  await assert.rejects(contactTimeline(d.desk, partner, thea, { limit: 10 }), { code: 'not_found' });
});

test('fields are what the company says they are: dates are dates, and a choice is one of the choices', async t => {
  const { d, lead, ids } = await town(t);
  const [thea = ''] = ids;
  const { rows } = await setContactFields(d.desk, lead, [
    { name: 'Since', kind: 'date', choices: [] },
    { name: 'Tier', kind: 'choice', choices: ['gold', 'tin'] },
  ]);
  const [since, tier] = rows.map(field => field.id);
  await changeContact(d.desk, lead, thea, { fields: { [since ?? '']: '2024-02-29', [tier ?? '']: 'GOLD' } });
  await assert.rejects(changeContact(d.desk, lead, thea, { fields: { [since ?? '']: '2023-02-29' } }), /Since/);
  await assert.rejects(changeContact(d.desk, lead, thea, { fields: { [tier ?? '']: 'lead' } }), /gold, tin/);
  const { contact } = await openContact(d.desk, lead, thea);
  assert.deepEqual(contact.fields, { [since ?? '']: '2024-02-29', [tier ?? '']: 'gold' });
  await setContactFields(d.desk, lead, [{ ...(rows[1] ?? rows[0]), name: 'Level' } as (typeof rows)[0]]);
  assert.deepEqual(
    (await listContactFields(d.desk, lead)).rows.map(one => one.name),
    ['Level'],
  );
});

test('what was changed, by whom and from what can be read afterwards', async t => {
  const { d, lead, ids } = await town(t);
  const [thea = '', max = ''] = ids;
  await changeContact(d.desk, lead, thea, { value: { amount: '99', currency: 'EUR' } });
  const { mergeId } = await mergeContacts(d.desk, lead, thea, max);
  await unmergeContacts(d.desk, lead, mergeId);
  const { rows } = await contactHistory(d.desk, lead, thea, { limit: 2 });
  assert.deepEqual(
    rows.map(({ kind, edit, before, from, agentId, undoneAt }) => ({
      kind,
      edit,
      before,
      from: from?.id,
      agentId,
      undone: undoneAt !== null,
    })),
    [
      { kind: 'merge', edit: null, before: null, from: max, agentId: lead.agentId, undone: true },
      {
        kind: 'edit',
        edit: { value: { amount: '99', currency: 'EUR' } },
        before: { value: { amount: '10.50', currency: 'EUR' } },
        from: undefined,
        agentId: lead.agentId,
        undone: false,
      },
    ],
  );
});

test('a partner sees the person as they stand in the conversation and nothing the company knows from elsewhere', async t => {
  const { d, lead, ids } = await town(t);
  const [thea = '', max = ''] = ids;
  await mergeContacts(d.desk, lead, thea, max);
  const partner: Who = { ...lead, reach: { role: 'partner', inboxes: [d.ear.inboxId] } };
  const id = await d.hear(post('max 3', 'max', 2));
  const { contact } = await openConversation(d.desk, partner, id);
  assert.deepEqual(
    contact?.identities.map(one => one.handle),
    ['max'],
  );
  assert.deepEqual([contact?.value, contact?.merges, contact?.given, contact?.tags], [null, [], [], []]);
  await assert.rejects(async () => mergeContacts(d.desk, partner, thea, ids[2] ?? ''), { code: 'not_allowed' });
});

/** What a careful person would expect of the clocks, sentence by sentence. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import { NetworkFailure } from '../../src/connectors/connector.ts';
import { ANYTHING, type Policy } from '../../src/core/policy.ts';
import { makeCalendars } from '../../src/services/calendars.ts';
import { sweep } from '../../src/services/clock.ts';
import { changeContact } from '../../src/services/contacts.ts';
import { merge } from '../../src/services/merge.ts';
import { mergeContacts, unmergeContacts } from '../../src/services/merge-contacts.ts';
import type { Who } from '../../src/services/permit.ts';
import { makePolicies } from '../../src/services/policies.ts';
import { prioritise } from '../../src/services/prioritise.ts';
import { reply } from '../../src/services/reply.ts';
import { reopen, resolve } from '../../src/services/resolve.ts';
import { retime } from '../../src/services/retime.ts';
import { snooze } from '../../src/services/snooze.ts';
import { split } from '../../src/services/split.ts';
import { tag } from '../../src/services/tag.ts';
import { giveToTeam } from '../../src/services/teams.ts';
import { testDesk } from '../support/desk.ts';
import { NOW, post } from '../support/hearing.ts';

const MINUTE_MS = 60_000;
type Wish = Partial<Omit<Policy, 'id' | 'conditions' | 'steps'>> & { asks?: Partial<Policy['conditions']> };

/** Noon; one promise of an hour each, warned of at half and at four fifths, and what a test puts before it. */
async function company(t: TestContext, ...wishes: Wish[]) {
  const d = await testDesk(t);
  const lead = await d.colleague('Lea', 'lead');
  const ann = await d.colleague('Ann');
  const needs = { db: d.database.db, makeId: d.desk.makeId, now: d.desk.now };
  const policies = makePolicies(needs);
  const [care] = await policies.list(lead);
  const add = async ({ asks, ...wish }: Wish) => {
    const plain = {
      name: 'Care',
      firstMinutes: 60,
      nextMinutes: 60,
      resolutionMinutes: null,
      warnings: [0.5, 0.8],
      steps: [],
    };
    const row = { ...plain, hours: { kind: 'always' as const }, conditions: { ...ANYTHING, ...asks }, ...wish };
    return (await policies.add(lead, row, false)).id;
  };
  for (const wish of wishes) await add(wish);
  await add({});
  if (care !== undefined) await policies.remove(lead, care.id);
  const clock = { ...needs, wait: d.desk.wait, log: () => {} };
  const minutesPass = async (minutes: number) => {
    d.pass(minutes * 60);
    while ((await sweep(clock)).more);
  };
  return { d, lead, ann, policies, clock, minutesPass, needs };
}

type Company = Awaited<ReturnType<typeof company>>;

async function conversationOf({ d }: Company, id: string) {
  const { rows } = await sql<{
    policy: string | null;
    due: Date | null;
    broken: boolean;
    waits: boolean;
    resolution: null | { dueAt: string | null; breachedAt: string | null };
  }>`
    select turn_policy->>'name' policy, due_at due, breached_at is not null broken, turn_id is not null waits, resolution
    from conversation where id = ${id}`.execute(d.database.db);
  const row = rows[0];
  if (row === undefined) throw new Error(`there is no conversation ${id}`);
  return { ...row, dueInMinutes: row.due === null ? null : (row.due.getTime() - NOW.getTime()) / MINUTE_MS };
}

async function toldOf({ d }: Company): Promise<string[]> {
  const { rows } = await sql<{ told: string }>`
    select kind || coalesce(' ' || (data->>'share'), '') told from event
    where kind in ('turn.warned', 'turn.breached', 'resolution.warned', 'resolution.breached') order by seq`.execute(
    d.database.db,
  );
  return rows.map(row => row.told);
}

async function say({ d }: Company, by: Who, id: string, more: { holding?: boolean } = {}): Promise<string> {
  const { message } = await reply(d.desk, by, id, { visibility: 'public', text: 'We are here', anyway: true, ...more });
  d.pass(6);
  await d.deliver(message.id);
  return message.id;
}

const asks = (id: string, text: string, more: Parameters<typeof post>[3] = {}) =>
  post(id, 'thea', 0, { text, ...more });
const waits = async (c: Company, id: string) => (await conversationOf(c, id)).waits;

test('we are warned at half and at four fifths of the promise, each once, and told once when it breaks', async t => {
  const c = await company(t);
  await c.d.hear(asks('p1', 'Good morning'));
  await c.minutesPass(29);
  assert.deepEqual(await toldOf(c), []);
  await c.minutesPass(1);
  assert.deepEqual(await toldOf(c), ['turn.warned 0.5']);
  await c.minutesPass(10);
  await c.minutesPass(8);
  assert.deepEqual(await toldOf(c), ['turn.warned 0.5', 'turn.warned 0.8']);
  await c.minutesPass(13);
  await c.minutesPass(60);
  assert.deepEqual(await toldOf(c), ['turn.warned 0.5', 'turn.warned 0.8', 'turn.breached']);
});

test('after hours in which nothing ran a broken promise is told as broken, and nobody is warned of the past', async t => {
  const c = await company(t);
  await c.d.hear(asks('p1', 'Good morning'));
  await c.minutesPass(300);
  assert.deepEqual(await toldOf(c), ['turn.breached']);
});

test('the clock of a promise in hours stands at night and the desk says that it is counted so', async t => {
  const c = await company(t);
  const calendars = makeCalendars({ ...c.needs, retime: who => retime(c.needs, who.brandId, who.agentId) });
  const id = await c.d.hear(asks('p1', 'Good morning'));
  const week = Array.from({ length: 7 }, () => [{ fromMinute: 0, untilMinute: 730 }]);
  const { calendar } = await calendars.add(c.lead, { name: 'Mornings', timeZone: 'UTC', week });
  const [care] = await c.policies.list(c.lead);
  const hours = { kind: 'calendar' as const, calendarId: calendar.id };
  const { retimed } = await c.policies.change(c.lead, care?.id ?? '', { hours });
  assert.equal(retimed, 1);
  // Ten minutes until 12:10, the other fifty after midnight.
  assert.equal((await conversationOf(c, id)).dueInMinutes, 12 * 60 + 50);
  const closed = await calendars.addHoliday(c.lead, calendar.id, { date: '2026-11-23', name: 'Name day' });
  assert.equal(closed.retimed, 1);
  assert.equal((await conversationOf(c, id)).dueInMinutes, 36 * 60 + 50);
});

test('what is dangerous is due at once, also when the customer only says so on second thoughts', async t => {
  const c = await company(t, { name: 'Danger', asks: { intents: ['danger'] }, firstMinutes: 5 });
  const id = await c.d.hear(asks('p1', 'Good morning'));
  assert.equal((await conversationOf(c, id)).policy, 'Care');
  await c.d.hear(asks('p2', 'it is on fire', { parentRemoteId: 'p1', at: new Date(NOW.getTime() + 1000) }));
  const { policy, dueInMinutes } = await conversationOf(c, id);
  assert.deepEqual([policy, dueInMinutes], ['Danger', 5]);
});

test('a customer who edits the smoke into their post, or out of it, is promised accordingly', async t => {
  const c = await company(t, { name: 'Danger', asks: { intents: ['danger'] }, firstMinutes: 5 });
  const id = await c.d.hear(asks('p1', 'Good morning'));
  const edit = (text: string, version: number) =>
    c.d.ear.hear({ kind: 'edit', remoteId: 'p1', text, attachments: null, at: NOW, version });
  await edit('There is smoke', 1);
  assert.equal((await conversationOf(c, id)).policy, 'Danger');
  await edit('There was steam', 2);
  assert.equal((await conversationOf(c, id)).policy, 'Care');
});

test('priority, tags and team change what a running clock goes by', async t => {
  const c = await company(
    t,
    { name: 'Urgent', asks: { priorities: ['urgent'] }, firstMinutes: 10 },
    { name: 'Tagged', asks: { tags: ['press'] }, firstMinutes: 20 },
    { name: 'Night team', asks: { teamIds: ['00000000-0000-7000-8000-0000000000aa'] }, firstMinutes: 30 },
  );
  const teamId = '00000000-0000-7000-8000-0000000000aa';
  await sql`insert into team (brand_id, id, name) values (${c.lead.brandId}, ${teamId}, 'Night')`.execute(
    c.d.database.db,
  );
  const id = await c.d.hear(asks('p1', 'Good morning'));
  await giveToTeam(c.d.desk, c.ann, id, teamId);
  assert.equal((await conversationOf(c, id)).policy, 'Night team');
  await tag(c.d.desk, c.ann, id, ['Press']);
  assert.equal((await conversationOf(c, id)).policy, 'Tagged');
  await prioritise(c.d.desk, c.ann, id, 'urgent');
  assert.deepEqual([(await conversationOf(c, id)).policy, (await conversationOf(c, id)).dueInMinutes], ['Urgent', 10]);
});

test('what a person is tagged with counts for all that waits of theirs', async t => {
  const c = await company(t, { name: 'Important', asks: { contactTags: ['vip'] }, firstMinutes: 10 });
  const id = await c.d.hear(asks('p1', 'Good morning'));
  const { rows } = await sql<{ id: string }>`select contact_id id from conversation where id = ${id}`.execute(
    c.d.database.db,
  );
  await changeContact(c.d.desk, c.ann, rows[0]?.id ?? '', { tags: ['VIP'] });
  assert.equal((await conversationOf(c, id)).policy, 'Important');
  const other = await c.d.hear(asks('p2', 'Good evening', { at: new Date(NOW.getTime() + 1000) }));
  assert.equal((await conversationOf(c, other)).policy, 'Important');
});

test('tags that come by an import or with another contact count for all that waits, however much it is', async t => {
  const c = await company(t, { name: 'Important', asks: { contactTags: ['vip'] }, firstMinutes: 10 });
  const posts = Array.from({ length: 230 }, (_, n) => post(`t${n}`, 'thea', 0, { text: 'Good morning' }));
  await c.d.ear.hear(...posts);
  await c.d.hear(post('m1', 'max', 0, { text: 'Good morning' }));
  const contactOf = async (remoteId: string) => {
    const { rows } = await sql<{
      id: string;
    }>`select contact_id id from identity where remote_id = ${remoteId}`.execute(c.d.database.db);
    return rows[0]?.id ?? '';
  };
  const important = async () => {
    const { rows } = await sql<{ n: number }>`
      select count(*)::int n from conversation where turn_policy->>'name' = 'Important'`.execute(c.d.database.db);
    return rows[0]?.n;
  };
  // As an import writes it.
  await sql`update contact set tags = '{vip}' where id = ${await contactOf('thea')}`.execute(c.d.database.db);
  assert.equal(await important(), 0);
  await c.minutesPass(1);
  assert.equal(await important(), 230);
  const { mergeId } = await mergeContacts(c.d.desk, c.lead, await contactOf('thea'), await contactOf('max'));
  await c.minutesPass(1);
  assert.equal(await important(), 231);
  await unmergeContacts(c.d.desk, c.lead, mergeId);
  await c.minutesPass(1);
  assert.equal(await important(), 230);
});

test('a change whose process died before it had counted the clocks is counted by the next sweep', async t => {
  const c = await company(t);
  const id = await c.d.hear(asks('p1', 'Good morning'));
  await sql`update policy set first_minutes = 90 where brand_id = ${c.lead.brandId}`.execute(c.d.database.db);
  await sql`update retiming set look_at = ${NOW}`.execute(c.d.database.db);
  assert.equal((await conversationOf(c, id)).dueInMinutes, 60);
  await c.minutesPass(1);
  assert.equal((await conversationOf(c, id)).dueInMinutes, 90);
});

test('a holding message leaves the customer waiting; the answer after it closes the turn', async t => {
  const c = await company(t);
  const id = await c.d.hear(asks('p1', 'Good morning'));
  const held = await say(c, c.ann, id, { holding: true });
  assert.equal((await c.d.message(held))?.holding, true);
  assert.equal(await waits(c, id), true);
  await say(c, c.ann, id);
  assert.equal(await waits(c, id), false);
});

test('a holding message that the stream brings back is still no answer', async t => {
  const c = await company(t);
  const id = await c.d.hear(asks('p1', 'Good morning'));
  const held = await say(c, c.ann, id, { holding: true });
  const remoteId = (await c.d.message(held))?.remoteId ?? '';
  await c.d.hear(post(remoteId, 'kestrel', 0, { at: new Date(NOW.getTime() + 6000), parentRemoteId: 'p1', key: held }));
  assert.equal(await waits(c, id), true);
});

test('an answer that failed, or that was deleted afterwards, leaves the customer waiting since they wrote', async t => {
  const c = await company(t);
  const id = await c.d.hear(asks('p1', 'Good morning'));
  c.d.street.next.push(() => {
    throw new NetworkFailure('refuse', 'No.');
  });
  await say(c, c.ann, id);
  assert.equal(await waits(c, id), true);
  const answer = await say(c, c.ann, id);
  assert.equal(await waits(c, id), false);
  const remoteId = (await c.d.message(answer))?.remoteId ?? '';
  await c.d.ear.hear({ kind: 'remove', remoteId, at: c.d.desk.now(), by: 'author' });
  assert.deepEqual([await waits(c, id), (await conversationOf(c, id)).dueInMinutes], [true, 60]);
});

test('a colleague’s answer in the network’s own app counts, also when we hear of it only after the promise seemed broken', async t => {
  const c = await company(t);
  const id = await c.d.hear(asks('p1', 'Good morning'));
  await c.minutesPass(61);
  assert.equal((await conversationOf(c, id)).broken, true);
  await c.d.hear(post('theirs', 'kestrel', 0, { at: new Date(NOW.getTime() + 50 * MINUTE_MS), parentRemoteId: 'p1' }));
  const { rows } = await sql`select outcome, breached_at from turn where conversation_id = ${id}`.execute(
    c.d.database.db,
  );
  assert.deepEqual(rows, [{ outcome: 'answered', breached_at: null }]);
});

test('a customer who takes every message back waits no more', async t => {
  const c = await company(t);
  const id = await c.d.hear(asks('p1', 'Good morning'));
  await c.d.ear.hear({ kind: 'remove', remoteId: 'p1', at: NOW, by: 'author' });
  await c.minutesPass(120);
  assert.deepEqual([await waits(c, id), await toldOf(c)], [false, []]);
});

test('giving it to somebody else, or putting it away, changes nothing about when it is due', async t => {
  const c = await company(t);
  const id = await c.d.hear(asks('p1', 'Good morning'));
  await c.minutesPass(10);
  await snooze(c.d.desk, c.ann, id, new Date(NOW.getTime() + 300 * MINUTE_MS), 'customer');
  await c.minutesPass(51);
  assert.deepEqual((await conversationOf(c, id)).broken, true);
});

test('resolving without an answer and opening it again wins no time', async t => {
  const c = await company(t);
  const id = await c.d.hear(asks('p1', 'Good morning'));
  await c.minutesPass(10);
  await resolve(c.d.desk, c.ann, id, { openTurn: 'unanswered' });
  await c.minutesPass(20);
  await reopen(c.d.desk, c.ann, id);
  assert.equal((await conversationOf(c, id)).dueInMinutes, 60);
});

test('merged conversations wait since the first of their posts, and what is split off waits since its own', async t => {
  const c = await company(t);
  const first = await c.d.hear(post('p1', 'thea', 20, { text: 'Good morning' }));
  const second = await c.d.hear(asks('p2', 'Good evening'));
  await merge(c.d.desk, c.ann, second, first);
  assert.equal((await conversationOf(c, second)).dueInMinutes, 40);
  const { rows } = await sql<{ id: string }>`select id from message where remote_id = 'p2'`.execute(c.d.database.db);
  const { apart } = await split(c.d.desk, c.ann, second, { messageIds: [rows[0]?.id ?? ''] });
  assert.equal((await conversationOf(c, second)).dueInMinutes, 40);
  assert.equal((await conversationOf(c, apart.id)).dueInMinutes, 60);
});

test('a broken promise is judged by what it was given: a kinder policy afterwards does not mend it', async t => {
  const c = await company(t);
  const id = await c.d.hear(asks('p1', 'Good morning'));
  await c.minutesPass(61);
  const [care] = await c.policies.list(c.lead);
  const { retimed } = await c.policies.change(c.lead, care?.id ?? '', { firstMinutes: 600 });
  assert.deepEqual(
    [retimed, (await conversationOf(c, id)).broken, (await conversationOf(c, id)).dueInMinutes],
    [0, true, 60],
  );
});

test('where no policy fits nothing is promised, and nothing breaks', async t => {
  const c = await company(t, { name: 'Only private', asks: { visibility: 'private' } });
  const rows = await c.policies.list(c.lead);
  await c.policies.remove(c.lead, rows.find(row => row.name === 'Care')?.id ?? '');
  const id = await c.d.hear(asks('p1', 'Good morning'));
  await c.minutesPass(600);
  assert.deepEqual([(await conversationOf(c, id)).due, await toldOf(c)], [null, []]);
});

test('which policy applies is explained, and what speaks against the others', async t => {
  const c = await company(t, { name: 'Danger', asks: { intents: ['danger'] }, firstMinutes: 5 });
  const id = await c.d.hear(asks('p1', 'Good morning'));
  const verdicts = (await c.policies.explain(c.ann, id)).map(({ policy, verdict }) => [policy.name, verdict.kind]);
  assert.deepEqual(verdicts, [
    ['Danger', 'against'],
    ['Care', 'applies'],
  ]);
});

test('a matter’s clock runs while the customer waits, stands after our answer, and goes on where it stood', async t => {
  const c = await company(t, { name: 'Matters', firstMinutes: 600, nextMinutes: 600, resolutionMinutes: 100 });
  const id = await c.d.hear(asks('p1', 'Good morning'));
  await c.minutesPass(30);
  await say(c, c.ann, id);
  assert.equal((await conversationOf(c, id)).resolution?.dueAt, null);
  await c.minutesPass(500);
  assert.deepEqual(await toldOf(c), []);
  const back = c.d.desk.now();
  await c.d.hear(asks('p2', 'Good evening', { parentRemoteId: 'p1', at: back }));
  const left = Date.parse((await conversationOf(c, id)).resolution?.dueAt ?? '') - back.getTime();
  assert.equal(left, (100 - 30) * MINUTE_MS - 6000);
});

test('resolving does not wind a matter’s clock back: who comes back within a week finds it where it was', async t => {
  const c = await company(t, { name: 'Matters', firstMinutes: 6000, nextMinutes: 6000, resolutionMinutes: 100 });
  const id = await c.d.hear(asks('p1', 'Good morning'));
  await c.minutesPass(90);
  await resolve(c.d.desk, c.ann, id, { openTurn: 'unanswered' });
  await c.minutesPass(5);
  await c.d.hear(asks('p2', 'Good evening', { parentRemoteId: 'p1', at: c.d.desk.now() }));
  await c.minutesPass(6);
  assert.ok((await toldOf(c)).includes('resolution.breached'), 'the five minutes were waited, too');
});

test('a matter’s clock stands while a colleague waits for the customer, until they write', async t => {
  const c = await company(t, { name: 'Matters', firstMinutes: 6000, nextMinutes: 6000, resolutionMinutes: 100 });
  const id = await c.d.hear(asks('p1', 'Good morning'));
  await c.minutesPass(10);
  await snooze(c.d.desk, c.ann, id, null, 'customer');
  assert.equal((await conversationOf(c, id)).resolution?.dueAt, null);
  await c.minutesPass(1000);
  assert.equal((await toldOf(c)).includes('resolution.breached'), false);
  await c.d.hear(asks('p2', 'Good evening', { parentRemoteId: 'p1', at: c.d.desk.now() }));
  await c.minutesPass(89);
  assert.equal((await toldOf(c)).includes('resolution.breached'), false);
  await c.minutesPass(2);
  assert.equal((await toldOf(c)).filter(told => told === 'resolution.breached').length, 1);
});

test('a matter resolved in time is kept and its clock is done', async t => {
  const c = await company(t, { name: 'Matters', firstMinutes: 6000, nextMinutes: 6000, resolutionMinutes: 100 });
  const id = await c.d.hear(asks('p1', 'Good morning'));
  await c.minutesPass(99);
  await resolve(c.d.desk, c.ann, id, { openTurn: 'not_needed', reason: 'spoke by phone' });
  await c.minutesPass(100);
  assert.deepEqual(await toldOf(c), ['resolution.warned 0.8']);
});

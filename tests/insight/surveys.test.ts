/** Who is asked how we did, by which way, and never twice in 30 days. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import { NO_SURVEYS, type SurveySettings } from '../../src/core/insight/survey.ts';
import type { Post } from '../../src/core/post.ts';
import { writeApprovalRules } from '../../src/services/approve.ts';
import { mergeContacts } from '../../src/services/merge-contacts.ts';
import { reply } from '../../src/services/reply.ts';
import { listSurveyRows, readSurveys } from '../../src/services/reports/surveys.ts';
import { resolve } from '../../src/services/resolve.ts';
import { askDue } from '../../src/services/surveys/ask.ts';
import { makeSurveyPages } from '../../src/services/surveys/page.ts';
import { planSurveys } from '../../src/services/surveys/plan.ts';
import { takeBack } from '../../src/services/take-back.ts';
import { planAsk } from '../../src/store/surveys.ts';
import { testDesk } from '../support/desk.ts';
import { post } from '../support/hearing.ts';

const refuse = (level: string, message: string, facts: unknown) => assert.fail(`${level}: ${message} ${String(facts)}`);
const limits = {
  text: { max: 500, unit: 'graphemes' as const, linkWeighs: null },
  privateText: { max: 500, unit: 'graphemes' as const },
};
/** Whatever asks how we did is looked at first. */
const QUESTIONS_FIRST = {
  name: 'Questions',
  isOn: true,
  roles: [],
  newerThanDays: null,
  priorities: [],
  intents: [],
  tags: [],
  networks: [],
  langs: [],
  inboxIds: [],
  sentiments: [],
  urgencyFrom: null,
  riskFrom: null,
  followersFrom: null,
  words: ['did we do'],
};
const ROOM = { visibility: 'private' as const, room: 'room of thea' };

async function open(t: TestContext, settings: Partial<SurveySettings> = {}) {
  const desk = await testDesk(t, { limits });
  const { db } = desk.database;
  const { brandId, channelId } = desk.ear;
  const kim = await desk.colleague('Kim');
  const lead = await desk.colleague('Lea', 'lead');
  const allow = (more: Partial<SurveySettings>) => {
    const channels = [{ channelId, private: 'link' as const, public: 'off' as const }];
    const value = { ...NO_SURVEYS, isOn: true, delayMinutes: 30, channels, ...settings, ...more };
    return sql`
      insert into survey_settings (brand_id, settings, changed_at) values (${brandId}, ${JSON.stringify(value)}::jsonb, now())
      on conflict (brand_id) do update set settings = excluded.settings`.execute(db);
  };
  await allow({});
  let n = 0;
  const needs = {
    ...desk.desk,
    log: refuse,
    publicUrl: 'https://care.kestrel.example',
    makeToken: () => `token-${++n}`.padEnd(22, '0'),
  };
  const plan = () => planSurveys(needs, new AbortController().signal);
  await plan();
  const asks = async () =>
    (
      await sql<{ state: string; reason: string | null; way: string | null; messageId: string | null }>`
      select state, reason, way, message_id "messageId" from survey_ask order by ask_at, id`.execute(db)
    ).rows;
  const states = async () => (await asks()).map(one => one.reason ?? one.state);
  /** They write, Kim answers, and resolves it. @returns the conversation */
  async function help(first: Post) {
    const id = await desk.hear(first);
    const { message } = await reply(desk.desk, kim, id, {
      visibility: first.visibility,
      text: 'Mended.',
      anyway: true,
    });
    desk.pass(6);
    await desk.deliver(message.id);
    await resolve(desk.desk, kim, id, {});
    return id;
  }
  /** Everything planned until now is asked once so many seconds have passed. */
  async function later(seconds: number) {
    await plan();
    desk.pass(seconds);
    return askDue(needs);
  }
  const pages = makeSurveyPages({ db, now: desk.desk.now });
  const turns = async () =>
    (await sql<{ outcome: string | null }>`select outcome from turn order by opened_at, id`.execute(db)).rows.map(
      one => one.outcome,
    );
  return { ...desk, db, kim, lead, allow, needs, plan, asks, states, help, later, pages, turns, brandId };
}

const inRoom = (id: string, more: Partial<Post> = {}) =>
  post(id, 'thea', 10, { ...ROOM, text: 'My grinder is loud', ...more });

test('what a colleague resolved is asked about after the delay, once, by a message of theirs that closes and opens nothing', async t => {
  const { help, later, asks, deliver, street, message, turns, pass, needs } = await open(t);
  await help(inRoom('a'));
  assert.deepEqual(await later(29 * 60), { asked: 0, dropped: 0, more: false });
  assert.equal((await later(60)).asked, 1);
  assert.equal((await later(0)).asked, 0);
  const [ask] = await asks();
  assert.deepEqual([ask?.state, ask?.way], ['asked', 'private_link']);
  const id = ask?.messageId ?? '';
  assert.equal((await message(id))?.delivery?.state, 'queued', 'it can be undone for a moment');
  pass(6);
  await deliver(id);
  await deliver(id);
  assert.deepEqual(
    street.posts.map(one => one.text),
    ['Mended.', 'How did we do? One click, no sign-in: https://care.kestrel.example/s/token-1000000000000000'],
  );
  assert.equal((await message(id))?.visibility, 'private');
  assert.deepEqual(await turns(), ['answered']);
  const { rows } = await sql<{ status: string }>`select status from conversation`.execute(needs.db);
  assert.deepEqual(rows, [{ status: 'resolved' }]);
});

test('nobody is asked without an answer, in danger, as noise, while they wait, or where it is off', async t => {
  const { hear, kim, desk, plan, states, help, later, allow } = await open(t);
  const unanswered = await hear(post('u', 'ulla', 10, { visibility: 'private', room: 'room of ulla' }));
  await resolve(desk, kim, unanswered, { openTurn: 'unanswered' });
  const notNeeded = await hear(post('n', 'nils', 10, { visibility: 'private', room: 'room of nils' }));
  await resolve(desk, kim, notNeeded, { openTurn: 'not_needed', reason: 'thanks only' });
  await help(
    post('d', 'dora', 10, {
      visibility: 'private',
      room: 'room of dora',
      text: 'Your machine is on fire, my hand is burnt, call an ambulance',
    }),
  );
  await plan();
  assert.deepEqual(await states(), []);
  // Answered and resolved, and written again before the question leaves.
  await help(inRoom('w'));
  await plan();
  await hear(post('w2', 'thea', -1, { ...ROOM, text: 'And now it is loud again' }));
  await later(31 * 60);
  assert.deepEqual(await states(), ['waiting']);
  await help(post('o', 'otto', 10, { visibility: 'private', room: 'room of otto' }));
  await plan();
  await allow({ isOn: false });
  await later(31 * 60);
  assert.deepEqual(await states(), ['waiting', 'off']);
});

test('never twice in 30 days, under any of their names, however many ask at the same moment', async t => {
  const { help, later, states, db, desk, lead, brandId, plan, pass, asks } = await open(t);
  await help(inRoom('a'));
  await later(31 * 60);
  await help(post('b', 'thea', 0, { ...ROOM, text: 'Another thing' }));
  await plan();
  assert.deepEqual(await states(), ['asked'], 'resolved again the same day');
  // The same person under another name, which is found out only now.
  const other = await help(post('c', 'thea_on_the_side', 0, { visibility: 'private', room: 'her other room' }));
  await plan();
  assert.equal((await asks()).length, 2, 'nobody knew');
  const { rows } = await sql<{ id: string }>`select distinct contact_id as id from conversation`.execute(db);
  const [one, two] = rows;
  await mergeContacts(desk, lead, one?.id ?? '', two?.id ?? '');
  await sql`delete from survey_ask where state = 'planned'`.execute(db);
  const { rows: found } = await sql<{ contactId: string; inboxId: string; channelId: string; turnId: string }>`
    select i.own_contact_id "contactId", c.inbox_id "inboxId", c.channel_id "channelId",
      (select id from turn t where t.conversation_id = c.id limit 1) "turnId"
    from conversation c join identity i on i.id = c.identity_id where c.id = ${other}`.execute(db);
  const [base] = found;
  assert.ok(base);
  const again = (days: number) =>
    db.transaction().execute(tx =>
      planAsk(tx, brandId, {
        ...base,
        id: desk.makeId(),
        conversationId: other,
        agentId: lead.agentId,
        network: 'square',
        teamId: null,
        lang: 'en',
        kind: 'satisfaction',
        scale: 'stars',
        askAt: new Date(desk.now().getTime() + days * 86_400_000),
      }),
    );
  assert.equal(await again(29.9), false, 'merged, they were asked already');
  const results = await Promise.all(Array.from({ length: 8 }, () => again(30)));
  assert.equal(results.filter(Boolean).length, 1, 'eight at once, one is asked');
  pass(1);
});

test('taken back before it left, it was never asked; a public question waits for its approval', async t => {
  const { help, later, asks, states, desk, kim, lead, allow, ear, message } = await open(t);
  await help(inRoom('a'));
  await later(31 * 60);
  await takeBack(desk, kim, (await asks())[0]?.messageId ?? '');
  assert.deepEqual(await states(), ['taken_back']);
  await help(post('b', 'thea', 0, { ...ROOM, text: 'Another thing' }));
  await allow({ channels: [{ channelId: ear.channelId, private: 'off', public: 'link' }] });
  await later(31 * 60);
  assert.deepEqual(await states(), ['taken_back', 'no_way'], 'what is private is never asked about in public');
  await help(post('p', 'paul', 5, { text: 'My grinder is loud' }));
  await later(31 * 60);
  const last = (await asks()).at(-1);
  assert.equal(last?.way, 'public_link');
  assert.equal((await message(last?.messageId ?? ''))?.visibility, 'public');
  await writeApprovalRules(desk, lead, [QUESTIONS_FIRST]);
  await help(post('q', 'quinn', 5, { text: 'It leaks' }));
  await later(31 * 60);
  assert.equal((await message((await asks()).at(-1)?.messageId ?? ''))?.delivery?.state, 'held');
});

test('the window a network grants is kept; the one private reply to a post is never spent on a survey', async t => {
  const { help, later, states, street } = await open(t, { delayMinutes: 60 });
  await help(post('p', 'paul', 5, { text: 'My grinder is loud' }));
  await help(inRoom('a', { at: new Date(Date.parse('2026-11-21T12:30:00Z')) }));
  await later(3601);
  assert.deepEqual(await states(), ['no_way', 'no_way']);
  assert.equal(street.posts.length, 2, 'the answers alone');
});

test('the page takes one answer, changed within a day, and a comment; figures count what was asked and what was said', async t => {
  const { help, later, asks, deliver, pages, pass, desk, lead, kim } = await open(t);
  const token = 'token-1000000000000000';
  await help(inRoom('a'));
  await help(post('q', 'quinn', 5, { visibility: 'private', room: 'room of quinn', text: 'It leaks' }));
  await later(31 * 60);
  pass(6);
  for (const { messageId } of await asks()) await deliver(messageId ?? '');
  assert.equal(await pages.open('token-9000000000000000'), null);
  assert.equal(await pages.vote('x', 5), 'gone');
  assert.equal(await pages.vote(token, 6), 'not_valid');
  assert.equal(await pages.comment(token, 'first'), 'closed', 'a comment belongs to an answer');
  assert.equal(await pages.vote(token, 2), 'taken');
  assert.equal(await pages.vote(token, 5), 'taken');
  assert.equal(await pages.comment(token, ' <b>kind</b> person '), 'taken');
  pass(86_401);
  assert.equal(await pages.vote(token, 1), 'closed');
  const page = await pages.open(token);
  assert.deepEqual([page?.score, page?.isOpen, page?.brandName], [5, false, 'Kestrel']);
  const { total, scores, byAgent } = await readSurveys(desk, lead, { period: '7d' });
  assert.deepEqual([total.asked, total.answered.hits, total.content.hits, total.starsMean], [2, 1, 1, 5]);
  assert.deepEqual(scores, [{ scale: 'stars', score: 5, count: 1 }]);
  assert.deepEqual(
    byAgent.map(one => one.name),
    ['Kim'],
  );
  const { rows } = await listSurveyRows(desk, kim, { period: '7d', answered: true, limit: 10 });
  assert.deepEqual(
    rows.map(row => [row.customer, row.score, row.comment, row.agentName]),
    [['thea', 5, '<b>kind</b> person', null]],
  );
  pass(14 * 86_400);
  assert.equal(await pages.open(token), null, 'links end');
});

test('a bare number answers a question asked in the conversation, and makes nobody wait; words with it do', async t => {
  const { help, later, asks, deliver, pass, hear, turns, db, ear, allow, message, street } = await open(t);
  await allow({ channels: [{ channelId: ear.channelId, private: 'question', public: 'off' }] });
  await help(inRoom('a'));
  await later(31 * 60);
  pass(6);
  await deliver((await asks())[0]?.messageId ?? '');
  assert.match(street.posts.at(-1)?.text ?? '', /from 1 .* to 5/);
  const at = (minutes: number) => ({ ...ROOM, at: new Date(Date.parse('2026-11-22T12:40:00Z') + minutes * 60_000) });
  const id = await hear(post('v1', 'thea', 0, { ...at(0), text: '4/5' }));
  const score = async () =>
    (await sql<{ score: number | null; by: string }>`select score, answered_by as by from survey_ask`.execute(db))
      .rows[0];
  assert.deepEqual(await score(), { score: 4, by: 'message' });
  assert.deepEqual(await turns(), ['answered'], 'nobody waits for an answer to a number');
  const { rows } = await sql<{ status: string }>`select status from conversation where id = ${id}`.execute(db);
  assert.deepEqual(rows, [{ status: 'resolved' }]);
  await hear(post('v2', 'thea', 0, { ...at(1), text: '3, it is loud again' }));
  assert.equal((await score())?.score, 3);
  assert.deepEqual(await turns(), ['answered', null], 'words are read by a person');
  await hear(post('v3', 'thea', 0, { ...at(2), text: '2 machines are loud' }));
  assert.equal((await score())?.score, 3);
  assert.equal((await message((await asks())[0]?.messageId ?? ''))?.holding, true);
});

test('where the owner wants it, the question follows our answer without resolving', async t => {
  const { hear, kim, desk, deliver, later, states, pass } = await open(t, { after: 'answered', delayMinutes: 10 });
  const id = await hear(inRoom('a'));
  const { message } = await reply(desk, kim, id, { visibility: 'private', text: 'Mended.' });
  pass(6);
  await deliver(message.id);
  await later(9 * 60);
  assert.deepEqual(await states(), ['planned']);
  await later(60);
  assert.deepEqual(await states(), ['asked']);
});

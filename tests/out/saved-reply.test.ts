/** Saved replies, what they do besides, what became of them, and the same words said again. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import sharp from 'sharp';
import { Refusal } from '../../src/core/refusal.ts';
import { makeMedia } from '../../src/services/media.ts';
import { reply } from '../../src/services/reply.ts';
import { sameToday } from '../../src/services/sameness.ts';
import { makeSavedReplies, type SavedReplyInput } from '../../src/services/saved-replies.ts';
import { writeSignatures } from '../../src/services/signatures.ts';
import { tag } from '../../src/services/tag.ts';
import { takeBack } from '../../src/services/take-back.ts';
import { loadConversationViews } from '../../src/store/conversations.ts';
import { complaint, testDesk } from '../support/desk.ts';
import { post } from '../support/hearing.ts';

const SEAL: SavedReplyInput = {
  title: 'New seal',
  shortcut: 'seal',
  folder: 'Repairs',
  tags: [],
  variants: [
    { lang: null, network: null, texts: ['A new seal leaves today.', 'Your seal is in the post.'], media: [] },
  ],
  actions: [],
  holding: false,
};

async function openSaved(t: TestContext) {
  const desk = await testDesk(t, { limits: { text: { max: 500, unit: 'graphemes', linkWeighs: null } } });
  const saved = makeSavedReplies(desk.desk);
  const kim = await desk.colleague('Kim Marlow');
  const lena = await desk.colleague('Lena', 'lead');
  const conversation = await desk.hear(complaint());
  return { ...desk, saved, kim, lena, conversation };
}

function refused(code: string, words = /./) {
  return (error: unknown) => error instanceof Refusal && error.code === code && words.test(error.message);
}

test('leads keep everybody’s, each colleague their own, and nobody sees another’s', async t => {
  const { saved, kim, lena, colleague } = await openSaved(t);
  const jo = await colleague('Jo');
  const shared = await saved.make(lena, { ...SEAL, own: false });
  const mine = await saved.make(kim, { ...SEAL, own: true });
  await assert.rejects(saved.make(kim, { ...SEAL, shortcut: 'x', own: false }), refused('not_allowed'));
  await assert.rejects(saved.change(kim, shared.id, { ...SEAL, version: 1 }), refused('not_allowed'));
  await assert.rejects(saved.remove(jo, mine.id), refused('not_found'));
  const seen = async (who: typeof kim) => (await saved.list(who)).rows.map(row => row.id).sort();
  assert.deepEqual(await seen(kim), [shared.id, mine.id].sort());
  assert.deepEqual(await seen(jo), [shared.id]);
});

test('mistakes are refused with their place, a taken shortcut and a change over a newer one too', async t => {
  const { saved, lena } = await openSaved(t);
  const variants = [{ lang: null, network: null, texts: ['Fine', 'Hi {{frist_name}}'], media: [] }];
  await assert.rejects(
    saved.make(lena, { ...SEAL, variants, own: false }),
    refused('not_valid', /At character 4, nothing is called \{\{frist_name\}\}\. Did you mean \{\{first_name\}\}/),
  );
  const kept = await saved.make(lena, { ...SEAL, own: false });
  await assert.rejects(saved.make(lena, { ...SEAL, shortcut: 'SEAL', own: false }), refused('already_exists'));
  await saved.change(lena, kept.id, { ...SEAL, title: 'Seal', version: kept.version });
  await assert.rejects(saved.change(lena, kept.id, { ...SEAL, version: kept.version }), refused('already_exists'));
  await saved.remove(lena, kept.id);
  assert.equal((await saved.make(lena, { ...SEAL, own: false })).shortcut, 'seal', 'its shortcut is free again');
});

test('what it does besides is done with the answer, or nothing is', async t => {
  const { saved, desk, lena, kim, conversation, pass, deliver, message } = await openSaved(t);
  const actions: SavedReplyInput['actions'] = [
    { kind: 'tag', tags: ['seal'] },
    { kind: 'priority', priority: 'high' },
    { kind: 'assign', agentId: 'me' },
    { kind: 'note', text: 'Seal sent' },
    { kind: 'resolve' },
  ];
  const { id } = await saved.make(lena, { ...SEAL, actions, own: false });
  const use = { id, variant: 0, text: 1, edited: false, runs: true };
  const input = { visibility: 'public' as const, text: 'Your seal is in the post.', savedReply: use };
  const done = await reply(desk, kim, conversation, input);
  assert.deepEqual(done.conversation.tags, ['seal']);
  assert.equal(done.conversation.priority, 'high');
  assert.equal(done.conversation.assigneeId, kim.agentId);
  assert.equal(done.conversation.status, 'open', 'resolved only once it is sent');
  pass(10);
  await deliver(done.message.id);
  assert.equal((await message(done.message.id))?.delivery?.state, 'sent');
  const { rows } = await sql<{ status: string }>`select status from conversation where id = ${conversation}`.execute(
    desk.db,
  );
  assert.equal(rows[0]?.status, 'resolved');
  assert.deepEqual((await saved.list(kim)).lately, [{ id, variant: 0, text: 1, n: 1 }]);

  const blind = await saved.make(lena, {
    ...SEAL,
    shortcut: 'b',
    actions: [
      { kind: 'tag', tags: ['never'] },
      { kind: 'assign', agentId: desk.makeId() },
    ],
    own: false,
  });
  const second = await reply(desk, kim, conversation, {
    ...input,
    anyway: true,
    savedReply: { ...use, id: blind.id },
  }).catch((error: unknown) => error);
  assert.ok(refused('not_valid', /no such colleague/)(second));
  const after = await sql<{ tags: string[]; n: number }>`
    select tags, (select count(*)::int from message where direction = 'out') as n from conversation where id = ${conversation}`.execute(
    desk.db,
  );
  assert.deepEqual(after.rows[0], { tags: ['seal'], n: 1 });
});

test('a month says how often it was used, and what became of the turns it closed', async t => {
  const { saved, desk, lena, kim, conversation, pass, deliver, hear } = await openSaved(t);
  const { id } = await saved.make(lena, { ...SEAL, own: false });
  const use = { id, variant: 0, text: 0, edited: true, runs: true };
  const input = { visibility: 'public' as const, text: 'A new seal leaves today!', savedReply: use };
  const { message } = await reply(desk, kim, conversation, input);
  await reply(desk, kim, conversation, { ...input, anyway: true });
  pass(6);
  await deliver(message.id);
  await hear(post('p2', 'thea', -1, { text: 'Thank you so much!', parentRemoteId: 'p1' }));
  assert.equal((await saved.outcomes(lena, 1))[0]?.again, 0, 'thanks ask nothing');
  await hear(post('p3', 'thea', -2, { text: 'And when does it come?', parentRemoteId: 'p1' }));
  const [row, ...more] = await saved.outcomes(lena, 1);
  assert.deepEqual(more, []);
  assert.equal(row?.agentId, kim.agentId);
  const { times, edited, closed, promised, kept, again, thanked } = row ?? {};
  assert.deepEqual(
    { times, edited, closed, promised, kept, again, thanked },
    { times: 1, edited: 1, closed: 1, promised: 1, kept: 1, again: 1, thanked: 1 },
  );
});

test('the same words to different people are counted, whoever’s name stands in them', async t => {
  const { desk, kim, lena, conversation, hear, street } = await openSaved(t);
  const text = (name: string) => `Sorry ${name}, a new seal leaves our workshop today.`;
  for (const [n, who] of [kim, kim, lena].entries()) {
    const at = await hear(post(`q${n}`, `customer ${n}`, 5, { text: 'It leaks' }));
    await reply(desk, who, at, { visibility: 'public', text: text(`customer ${n}`) });
  }
  assert.deepEqual(await sameToday(desk, kim, conversation, text('thea')), { byMe: 2, byTeam: 3 });
  assert.deepEqual(await sameToday(desk, kim, conversation, 'Something else altogether, I think.'), {
    byMe: 0,
    byTeam: 0,
  });
  assert.equal(street.posts.length, 0);
});

test('initials stand under public answers where the brand wants them, and count', async t => {
  const { desk, kim, lena, conversation } = await openSaved(t);
  await writeSignatures(desk, lena, [{ network: '', pattern: '^{initials}' }]);
  const say = async (text: string, more: { unsigned?: boolean; visibility?: 'private' } = {}) =>
    (await reply(desk, kim, conversation, { visibility: 'public', anyway: true, text, ...more })).message.text;
  assert.equal(await say('Done.'), 'Done. ^KM');
  assert.equal(await say('Done. ^KM'), 'Done. ^KM');
  assert.equal(await say('Done.', { unsigned: true }), 'Done.');
  assert.equal(await say('Done.', { visibility: 'private' }), 'Done.');
  const max = 500;
  await assert.rejects(say('x'.repeat(max)), refused('too_long'));
  await writeSignatures(desk, lena, [
    { network: '', pattern: '^{initials}' },
    { network: 'square', pattern: '' },
  ]);
  assert.equal(await say('Done.'), 'Done.');
});

const EVERYTHING: SavedReplyInput['actions'] = [
  { kind: 'tag', tags: ['seal'] },
  { kind: 'priority', priority: 'high' },
  { kind: 'assign', agentId: 'me' },
  { kind: 'note', text: 'Seal sent' },
  { kind: 'snooze', minutes: 60 },
];

async function sayWithMacro(t: TestContext) {
  const room = await openSaved(t);
  const { saved, desk, lena, kim, conversation, database, ear } = room;
  const { id } = await saved.make(lena, { ...SEAL, actions: EVERYTHING, own: false });
  const stands = async () => {
    const view = (await loadConversationViews(database.db, ear.brandId, [conversation])).get(conversation);
    const { tags, priority, assigneeId, status, snoozedUntil, turn } = view ?? {};
    const { rows } = await sql`select id from message where direction = 'note'`.execute(database.db);
    return { tags, priority, assigneeId, status, snoozedUntil, turn: turn?.id, dueAt: turn?.dueAt, notes: rows.length };
  };
  const before = await stands();
  const use = { id, variant: 0, text: 1, edited: false, runs: true };
  const input = { visibility: 'public' as const, text: 'Your seal is in the post.', savedReply: use };
  const { message } = await reply(desk, kim, conversation, input);
  return { ...room, before, stands, answer: message.id };
}

test('an answer that is taken back takes everything with it that its saved reply did', async t => {
  const { desk, kim, before, stands, answer } = await sayWithMacro(t);
  const done = await stands();
  assert.deepEqual(
    [done.tags, done.priority, done.assigneeId, done.status, done.notes],
    [['seal'], 'high', kim.agentId, 'snoozed', 1],
  );
  await takeBack(desk, kim, answer);
  assert.deepEqual(await stands(), before);
  await assert.rejects(takeBack(desk, kim, answer), refused('not_found'));
});

test('what a colleague changed meanwhile stays theirs when the answer is taken back', async t => {
  const { desk, kim, lena, before, stands, answer, conversation } = await sayWithMacro(t);
  await tag(desk, lena, conversation, ['seal', 'vip']);
  await takeBack(desk, kim, answer);
  assert.deepEqual(await stands(), { ...before, tags: ['seal', 'vip'] });
});

test('the pictures of a saved reply leave with the answer, with the words for those who cannot see them', async t => {
  const media = { perPost: 4, maxBytes: 1_000_000, types: ['image/png'] };
  const town = await testDesk(t, { limits: { media, text: { max: 500, unit: 'graphemes', linkWeighs: null } } });
  const { desk, pass, street } = town;
  const lena = await town.colleague('Lena', 'lead');
  const conversation = await town.hear(complaint());
  const noFetch = () => () => Promise.reject(new Error('nothing is fetched'));
  const drawn = sharp({ create: { width: 40, height: 30, channels: 3, background: '#a31' } });
  const { mediaId } = await makeMedia({ ...desk, fetchFor: noFetch }).add(lena, await drawn.png().toBuffer());
  const picture = { mediaId, description: 'Where the seal sits' };
  const variants = [{ lang: null, network: null, texts: ['The seal sits here.'], media: [picture] }];
  const saved = makeSavedReplies(desk);
  const { id } = await saved.make(lena, { ...SEAL, variants, own: false });
  const [listed] = (await saved.list(lena)).rows;
  const chosen = listed?.variants[0];
  const use = { id, variant: 0, text: 0, edited: false, runs: false };
  const words = chosen?.texts[0] ?? '';
  const pictures = chosen?.media.map(({ mediaId, description }) => ({ mediaId, description })) ?? [];
  const input = { visibility: 'public' as const, text: words, media: pictures, savedReply: use };
  const { message } = await reply(desk, lena, conversation, input);
  pass(6);
  await town.deliver(message.id);
  const [sent] = street.posts;
  assert.equal(sent?.text, 'The seal sits here.');
  assert.deepEqual(
    sent?.attachments.map(({ type, description, bytes }) => [type, description, bytes.length > 0]),
    [['image/png', 'Where the seal sits', true]],
  );
});

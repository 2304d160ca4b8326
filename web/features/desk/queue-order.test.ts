import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ConversationView } from '../../../src/core/view.ts';
import { arrange, belongs, byUrgency, FIRST_FILTER } from './queue-order.ts';

function row(id: string, due: string | null, more: Partial<ConversationView> = {}): ConversationView {
  const turn = {
    id: `turn ${id}`,
    kind: 'first' as const,
    openedAt: '2026-11-22T12:00:00Z',
    dueAt: due,
    breachedAt: null,
    policy: null,
  };
  return {
    id,
    inboxId: 'inbox',
    channelId: 'channel',
    network: 'rehearsal',
    threadId: id,
    visibility: 'public',
    linkedId: null,
    face: null,
    status: 'open',
    assigneeId: null,
    teamId: null,
    claimedBy: null,
    claimedUntil: null,
    heard: false,
    preview: '',
    lang: 'en-GB',
    tags: [],
    priority: 'normal',
    intents: [],
    urgency: null,
    sentiment: null,
    noise: null,
    risk: null,
    messageCount: 1,
    openedAt: '2026-11-22T12:00:00Z',
    lastMessageAt: '2026-11-22T12:00:00Z',
    snoozedUntil: null,
    turn: due === null ? null : turn,
    resolution: null,
    version: 1,
    ...more,
  };
}

const due = (minute: number) => `2026-11-22T12:${String(minute).padStart(2, '0')}:00Z`;
const [soon, later, last] = [row('soon', due(5)), row('later', due(10)), row('last', due(20))];

test('noise that waits stands behind everybody else who waits, and before those who do not', () => {
  const noise = row('noise', due(1), { noise: 'promotion' });
  const quiet = row('quiet', null);
  assert.deepEqual([quiet, noise, last, soon].sort(byUrgency), [soon, last, noise, quiet]);
});

test('least time left comes first, those who do not wait come last', () => {
  const quiet = row('quiet', null);
  assert.deepEqual([quiet, last, soon, later].sort(byUrgency), [soon, later, last, quiet]);
});

test('a new row that would stand above what is read waits above it', () => {
  const wanted = [soon, later, last];
  assert.deepEqual(arrange({ shown: ['later', 'last'], wanted, still: 2, keep: null }), {
    ids: ['later', 'last'],
    above: ['soon'],
  });
});

test('what the reader brings in by their own deed takes its place at once, and news still waits above', () => {
  const news = row('news', due(1));
  const wanted = [news, soon, later, last];
  const read = { shown: ['later', 'last'], wanted, still: 2, keep: 'last' };
  assert.deepEqual(arrange({ ...read, own: new Set(['soon']) }), { ids: ['soon', 'later', 'last'], above: ['news'] });
  assert.deepEqual(arrange({ ...read, shown: ['soon', 'last'], own: new Set(['later', 'last']) }), {
    ids: ['soon', 'later', 'last'],
    above: ['news'],
  });
});

test('a new row that belongs below the window comes in at its place', () => {
  const between = row('between', due(15));
  const wanted = [soon, later, between, last];
  const arranged = arrange({ shown: ['soon', 'later', 'last'], wanted, still: 2, keep: null });
  assert.deepEqual(arranged, { ids: ['soon', 'later', 'between', 'last'], above: [] });
});

test('a row that changed its urgency keeps its place until the reader sorts', () => {
  const urgent = row('last', due(1));
  const wanted = [urgent, soon, later];
  assert.deepEqual(arrange({ shown: ['soon', 'later', 'last'], wanted, still: 3, keep: null }).ids, [
    'soon',
    'later',
    'last',
  ]);
  assert.deepEqual(arrange({ shown: [], wanted, still: 0, keep: null }).ids, ['last', 'soon', 'later']);
});

test('a row that left goes, the one being read stays until it is left', () => {
  assert.deepEqual(arrange({ shown: ['soon', 'later'], wanted: [later], still: 2, keep: 'soon' }).ids, [
    'soon',
    'later',
  ]);
  assert.deepEqual(arrange({ shown: ['soon', 'later'], wanted: [later], still: 2, keep: null }).ids, ['later']);
});

test('an empty queue fills as people come', () => {
  assert.deepEqual(arrange({ shown: [], wanted: [soon, later], still: 12, keep: null }), {
    ids: ['soon', 'later'],
    above: [],
  });
});

test('views and filters keep what the server would keep', () => {
  const mine = row('mine', due(5), { assigneeId: 'me' });
  const theirs = row('theirs', null, { assigneeId: 'other', status: 'resolved' });
  const kept = (filter: Partial<typeof FIRST_FILTER>) =>
    [mine, theirs, soon].filter(one => belongs(one, { ...FIRST_FILTER, ...filter }, 'me')).map(one => one.id);
  assert.deepEqual(kept({}), ['mine', 'soon']);
  assert.deepEqual(kept({ view: 'mine' }), ['mine']);
  assert.deepEqual(kept({ view: 'team', status: 'resolved' }), ['theirs']);
  assert.deepEqual(kept({ view: 'unassigned', lang: 'en' }), ['soon']);
  assert.deepEqual(kept({ status: 'resolved', waiting: true }), []);
  assert.deepEqual(kept({ network: 'bluesky' }), []);
});

test('what was read narrows the queue by the server’s rules', () => {
  const shown = row('one', due(5), { sentiment: 'negative', intents: ['complaint'] });
  const noise = row('two', due(5), { noise: 'bot' });
  const fits = (one: ConversationView, more: Partial<typeof FIRST_FILTER>) =>
    belongs(one, { ...FIRST_FILTER, ...more }, 'me');
  assert.deepEqual([fits(shown, { sentiment: 'negative' }), fits(noise, { sentiment: 'negative' })], [true, false]);
  assert.deepEqual([fits(shown, { intent: 'complaint' }), fits(shown, { intent: 'leaving' })], [true, false]);
  assert.deepEqual([fits(shown, { noise: false }), fits(noise, { noise: false })], [true, false]);
  assert.deepEqual([fits(shown, { noise: true }), fits(noise, { noise: true })], [false, true]);
});

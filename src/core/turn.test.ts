import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countTurns, type Said } from './turn.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 22, 9, minute));
const asks = (id: string, minute: number, more: { deleted?: number; heard?: number; under?: string } = {}): Said => ({
  kind: 'in',
  id,
  at: at(minute),
  receivedAt: at(more.heard ?? minute),
  deletedAt: more.deleted === undefined ? null : at(more.deleted),
  lang: null,
  intents: [],
  urgency: null,
  noise: null,
  remoteId: id,
  parentRemoteId: more.under ?? null,
});
const answers = (id: string, minute: number, under: string | null = null): Said => ({
  kind: 'answer',
  id,
  at: at(minute),
  agentId: null,
  remoteId: id,
  parentRemoteId: under,
});
const closes = (minute: number): Said => ({
  kind: 'closing',
  at: at(minute),
  outcome: 'unanswered',
  reason: null,
  agentId: null,
});

/** Each turn as `kind opener opened-closed outcome`. */
function check(said: Said[], expected: string[]): void {
  for (const order of [said, said.toReversed()]) {
    const turns = countTurns(order, false).map(turn => {
      const end = turn.closedAt === null ? '' : turn.closedAt.getUTCMinutes();
      return `${turn.kind} ${turn.openedBy} ${turn.openedAt.getUTCMinutes()}-${end} ${turn.outcome ?? 'open'}`;
    });
    assert.deepEqual(turns, expected);
  }
}

test('a run of messages is one turn, open until the first answer', () => {
  check([asks('a', 0), asks('b', 5)], ['first a 0- open']);
  check([asks('a', 0), asks('b', 5), answers('x', 9), answers('y', 10)], ['first a 0-9 answered']);
});

test('after the first answer turns are next ones', () => {
  check(
    [asks('a', 0), answers('x', 3), asks('b', 5), answers('y', 7)],
    ['first a 0-3 answered', 'next b 5-7 answered'],
  );
});

test('what we say before anybody asks answers nobody', () => {
  check([answers('x', 0), asks('a', 2)], ['first a 2- open']);
});

test('taken back altogether it is withdrawn; taken back in part it goes on from what is left', () => {
  check([asks('a', 0, { deleted: 4 }), asks('b', 2, { deleted: 6 })], ['first a 0-6 withdrawn']);
  check([asks('a', 0, { deleted: 4 }), asks('b', 2)], ['first b 2- open']);
  check([asks('a', 0, { deleted: 4 }), asks('b', 6)], ['first a 0-4 withdrawn', 'first b 6- open']);
});

test('taken back after the answer, the answer stands', () => {
  check([asks('a', 0, { deleted: 9 }), answers('x', 3)], ['first a 0-3 answered']);
});

test('an answer to what was taken back before answers nobody', () => {
  check([asks('a', 0, { deleted: 2 }), answers('x', 3), asks('b', 5)], ['first a 0-2 withdrawn', 'first b 5- open']);
});

test('a decision closes what had been heard, and is no answer', () => {
  check([asks('a', 0), closes(4), asks('b', 6)], ['first a 0-4 unanswered', 'first b 6- open']);
});

test('a decision does not cover what was heard only afterwards', () => {
  check([asks('a', 0), asks('b', 2, { heard: 8 }), closes(4)], ['first a 0-4 unanswered', 'first b 2- open']);
});

test('within one instant an answer comes after what it answers, and a reply after the answer it replies to', () => {
  check([asks('a', 3), answers('x', 3, 'a'), asks('b', 3, { under: 'x' })], ['first a 3-3 answered', 'next b 3- open']);
  check([asks('a', 3), answers('x', 3)], ['first a 3-3 answered']);
});

test('a clock that runs backwards never makes a turn end before it begins', () => {
  check([asks('a', 5, { deleted: 2 })], ['first a 5-5 withdrawn']);
});

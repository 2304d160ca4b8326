import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Counted, recountLetter, recountRead, type Told } from './recount.ts';

const seenBefore: Told = { outcome: 'ignored', reason: 'seen before' };
const kept: Told = { outcome: 'kept', reason: 'post' };
const failed = (reason: string): Told => ({ outcome: 'failed', reason });
const letter = (reasons: Record<string, number>, others = 0): Counted => ({
  day: '2026-11-22',
  failed: reasons,
  others,
});

test('a letter that is read after all moves from failed to kept, and nothing more was received', () => {
  const { moves, counted } = recountLetter(letter({ 'not JSON': 1 }), [kept]);
  assert.deepEqual(moves, [
    { outcome: 'failed', reason: 'not JSON', n: -1 },
    { outcome: 'kept', reason: 'post', n: 1 },
  ]);
  assert.equal(counted, null);
});

test('what was read the first time is met again and not counted twice', () => {
  const { moves, kept: n } = recountLetter(letter({ 'no id': 1 }, 2), [seenBefore, seenBefore, kept]);
  assert.equal(n, 1);
  assert.equal(
    moves.some(({ reason }) => reason === 'seen before'),
    false,
  );
});

test('what came meanwhile by another way is met too, and is no failure any more', () => {
  const { moves } = recountLetter(letter({ 'no id': 1 }, 1), [seenBefore, seenBefore]);
  assert.deepEqual(
    moves.map(({ reason, n }) => [reason, n]),
    [
      ['no id', -1],
      ['seen before', 1],
    ],
  );
});

test('what was left aside the first time, and news of people, are met again too', () => {
  const aside: Told = { outcome: 'ignored', reason: 'a like' };
  const news: Told = { outcome: 'kept', reason: 'person' };
  const { moves } = recountLetter(letter({ 'no id': 1 }, 2), [aside, news, kept]);
  assert.deepEqual(
    moves.map(({ outcome, reason, n }) => [outcome, reason, n]),
    [
      ['failed', 'no id', -1],
      ['kept', 'post', 1],
    ],
  );
  assert.deepEqual(recountRead([news, seenBefore, aside]).moves, []);
});

test('one frame that turns out to hold three posts was three received', () => {
  const { moves } = recountLetter(letter({ 'not JSON': 1 }), [kept, kept, kept]);
  assert.deepEqual(moves.find(({ outcome }) => outcome === 'received')?.n, 2);
});

test('what still cannot be read stays a letter, under what is wrong with it now', () => {
  const { moves, counted } = recountLetter(letter({ 'not JSON': 1 }), [failed('no id')]);
  assert.deepEqual(counted, letter({ 'no id': 1 }));
  assert.deepEqual(
    moves.map(({ reason, n }) => [reason, n]),
    [
      ['not JSON', -1],
      ['no id', 1],
    ],
  );
});

test('what was readable is counted only for what a mended parser finds beside it', () => {
  assert.deepEqual(recountRead([seenBefore, seenBefore]).moves, []);
  assert.deepEqual(recountRead([seenBefore, kept]).moves, [
    { outcome: 'kept', reason: 'post', n: 1 },
    { outcome: 'received', reason: '', n: 1 },
  ]);
  assert.deepEqual(recountRead([failed('no id')]).moves, [], 'it was readable once: the new parser is at fault');
});

const told = fc.constantFrom<Told>(kept, seenBefore, failed('a'), failed('b'), { outcome: 'ignored', reason: 'other' });

test('every change of the books balances by itself, and reading again as often as one likes takes out what it put in', () => {
  fc.assert(
    fc.property(fc.array(fc.array(told, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 5 }), readings => {
      let counted: Counted | null = letter({ a: 2, c: 1 }, 1);
      const books = new Map([
        ['failed', 3],
        ['others', 1],
        ['received', 4],
      ]);
      for (const reading of readings) {
        if (counted === null) break;
        const { moves, counted: next } = recountLetter(counted, reading);
        let balance = 0;
        for (const { outcome, n } of moves) {
          balance += outcome === 'received' ? n : -n;
          const name = outcome === 'kept' || outcome === 'ignored' ? 'others' : outcome;
          books.set(name, (books.get(name) ?? 0) + n);
        }
        assert.equal(balance, 0);
        counted = next;
        const waiting = Object.values(counted?.failed ?? {}).reduce((sum, n) => sum + n, 0);
        assert.equal(books.get('failed'), waiting, 'what is counted as failed is what is still a letter');
      }
      assert.equal(books.get('received'), (books.get('failed') ?? 0) + (books.get('others') ?? 0));
    }),
    { numRuns: 500 },
  );
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  applyEdit,
  type ContactFacts,
  combineFacts,
  type Entry,
  editBetween,
  isNoEdit,
  withOther,
  withoutEntry,
} from './contact-facts.ts';

const tag = fc.constantFrom('vip', 'VIP', 'barista', 'press', 'wholesale');
const value = fc.option(
  fc.record(
    { amount: fc.constantFrom('10', '99.50', '1200'), currency: fc.constantFrom('EUR', 'USD') },
    { noNullPrototype: true },
  ),
);
const facts: fc.Arbitrary<ContactFacts> = fc.record(
  {
    name: fc.constantFrom('Thea', 'Thea Brew', 'T.'),
    notes: fc.constantFrom('', 'kind', 'ask for Ada'),
    tags: fc.uniqueArray(tag, { selector: one => one.toLowerCase() }),
    fields: fc.dictionary(fc.constantFrom('tier', 'since', 'city'), fc.oneof(fc.string(), fc.integer(), fc.boolean()), {
      noNullPrototype: true,
    }),
    value,
  },
  { noNullPrototype: true },
);

/** What happened to one contact, in order: other contacts merged in, and changes in between. */
const story = fc.array(
  fc.oneof(
    facts.map(other => ({ other })),
    facts.map(to => ({ to })),
  ),
  { maxLength: 6 },
);

function told(start: ContactFacts, steps: readonly ({ other: ContactFacts } | { to: ContactFacts })[]) {
  let now = start;
  const entries: Entry[] = [];
  for (const [n, step] of steps.entries()) {
    const at = { id: `e${n}`, before: now };
    if ('other' in step) {
      entries.push({ ...at, kind: 'merge', other: step.other });
      now = combineFacts(now, step.other);
    } else {
      const edit = editBetween(now, step.to);
      entries.push({ ...at, kind: 'edit', edit });
      now = applyEdit(now, edit);
    }
  }
  return { now, entries };
}

test('a change between two states, made on the first, gives the second; tags only keep their order', () => {
  fc.assert(
    fc.property(facts, facts, (before, after) => {
      const made = applyEdit(before, editBetween(before, after));
      const sorted = (tags: readonly string[]) => tags.map(one => one.toLowerCase()).sort();
      assert.deepEqual({ ...made, tags: sorted(made.tags) }, { ...after, tags: sorted(after.tags) });
    }),
  );
});

test('no change between a state and itself', () => {
  fc.assert(fc.property(facts, one => isNoEdit(editBetween(one, one))));
});

test('a contact without one entry is what it would be had the entry never been', () => {
  fc.assert(
    fc.property(facts, story, fc.nat(), (start, steps, pick) => {
      if (steps.length === 0) return;
      const { entries } = told(start, steps);
      const gone = pick % entries.length;
      const rest = entries.filter((_, n) => n !== gone);
      let expected = start;
      for (const entry of rest) {
        expected = entry.kind === 'edit' ? applyEdit(expected, entry.edit) : combineFacts(expected, entry.other);
      }
      assert.deepEqual(withoutEntry(entries, `e${gone}`).facts, expected);
    }),
  );
});

test('all merges undone, in any order, leave what was there at the beginning', () => {
  fc.assert(
    fc.property(
      facts,
      fc.array(facts, { minLength: 1, maxLength: 6 }),
      fc.infiniteStream(fc.nat()),
      (start, others, picks) => {
        let { now, entries }: { now: ContactFacts; entries: Entry[] } = told(
          start,
          others.map(other => ({ other })),
        );
        while (entries.length > 0) {
          const at = (picks.next().value ?? 0) % entries.length;
          const { facts: left, later } = withoutEntry(entries, entries[at]?.id ?? '');
          entries = [...entries.slice(0, at), ...later];
          now = left;
        }
        assert.deepEqual(now, start);
      },
    ),
  );
});

test('when one that was merged in changes underneath, everything after it is counted again', () => {
  const start = { name: 'Thea', notes: '', tags: [], fields: {}, value: null };
  const other = { ...start, tags: ['vip'], value: { amount: '10', currency: 'EUR' } };
  const { entries } = told(start, [{ other }, { to: { ...start, tags: ['vip', 'press'], value: other.value } }]);
  const { facts: now } = withOther(entries, 'e0', { ...other, tags: [] });
  assert.deepEqual(now.tags, ['press']);
});

test('notes follow each other, and what is there already is not said twice', () => {
  const one = {
    name: 'A',
    notes: 'kind',
    tags: ['vip'],
    fields: { tier: 'gold' },
    value: { amount: '10', currency: 'EUR' },
  };
  const other = {
    name: 'B',
    notes: 'tall',
    tags: ['VIP', 'press'],
    fields: { tier: 'tin', city: 'Volos' },
    value: { amount: '9', currency: 'EUR' },
  };
  assert.deepEqual(combineFacts(one, other), {
    name: 'A',
    notes: 'kind\n\ntall',
    tags: ['vip', 'press'],
    fields: { tier: 'gold', city: 'Volos' },
    value: { amount: '10', currency: 'EUR' },
  });
  assert.equal(combineFacts(one, { ...other, notes: 'kind' }).notes, 'kind');
});

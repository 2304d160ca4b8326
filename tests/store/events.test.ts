import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { apply, type View } from '../../src/core/apply.ts';
import type { Event } from '../../src/core/event.ts';
import type { Db } from '../../src/store/db.ts';
import { appendEvents, type NewEvent, readEvents } from '../../src/store/events.ts';
import { testBrand } from '../support/brand.ts';
import { freshDatabase } from '../support/database.ts';

const database = await freshDatabase({ max: 20 });
after(() => database.drop());

const WRITERS = 8;
const EVENTS_EACH = 120;

function saying(brandId: number, what: string): NewEvent {
  const data = { kind: 'settings.changed', what } as const;
  return { brandId, at: new Date('2026-11-22T12:00:00Z'), inboxId: null, conversationId: null, actorId: null, data };
}

type Append = (db: Db, brandId: number, what: string, pause: number) => Promise<void>;

/** Writers that commit after different pauses, and a reader who follows the numbers. @returns what the reader saw */
async function swarm(brandId: number, append: Append): Promise<string[]> {
  const seen: string[] = [];
  let isOver = false;
  let after = await newest();
  const writers = Promise.all(
    Array.from({ length: WRITERS }, async (_, writer) => {
      for (let n = 0; n < EVENTS_EACH; n++)
        await append(database.db, brandId, `${writer}.${n}`, ((writer * 7 + n * 13) % 11) / 1000);
    }),
  ).finally(() => {
    isOver = true;
  });
  for (let last = false; !last; ) {
    last = isOver;
    const events = await readEvents(database.db, after, { brandId });
    for (const event of events) if (event.data.kind === 'settings.changed') seen.push(event.data.what);
    after = events.at(-1)?.seq ?? after;
  }
  await writers;
  return seen;
}

async function newest(): Promise<number> {
  const { rows } = await sql<{ seq: number }>`select coalesce(max(seq), 0) seq from event`.execute(database.db);
  return rows[0]?.seq ?? 0;
}

test('a reader who follows the numbers sees every event of eight writers, each writer in order', async () => {
  const { brandId } = await testBrand(database.db);
  const seen = await swarm(brandId, (db, brand, what, pause) =>
    db.transaction().execute(async tx => {
      await appendEvents(tx, [saying(brand, what)]);
      await sql`select pg_sleep(${pause})`.execute(tx);
    }),
  );
  assert.equal(seen.length, WRITERS * EVENTS_EACH);
  for (let writer = 0; writer < WRITERS; writer++) {
    const own = seen.filter(what => what.startsWith(`${writer}.`));
    assert.deepEqual(
      own,
      Array.from({ length: EVENTS_EACH }, (_, n) => `${writer}.${n}`),
    );
  }
});

test('the lock is what makes it so: the same writers without it lose events for the reader', async () => {
  const { brandId } = await testBrand(database.db);
  const seen = await swarm(brandId, (db, brand, what, pause) =>
    db.transaction().execute(async tx => {
      await sql`
        insert into event (brand_id, at, kind, data)
        values (${brand}, now(), 'settings.changed', ${JSON.stringify({ kind: 'settings.changed', what })}::jsonb)`.execute(
        tx,
      );
      await sql`select pg_sleep(${pause})`.execute(tx);
    }),
  );
  assert.ok(seen.length < WRITERS * EVENTS_EACH, 'without the lock the reader should have missed some');
});

test('several events of one transaction are numbered in the order they were told', async () => {
  const { brandId } = await testBrand(database.db);
  const words = Array.from({ length: 300 }, (_, n) => `word ${n}`);
  const last = await database.db.transaction().execute(tx =>
    appendEvents(
      tx,
      words.map(word => saying(brandId, word)),
    ),
  );
  const events = await readEvents(database.db, 0, { brandId });
  assert.deepEqual(
    events.map(({ data }) => data.kind === 'settings.changed' && data.what),
    words,
  );
  assert.equal(events.at(-1)?.seq, last);
});

test('a page of events is bounded, and the next goes on where it ended', async () => {
  const { brandId } = await testBrand(database.db);
  await database.db.transaction().execute(tx =>
    appendEvents(
      tx,
      ['a', 'b', 'c'].map(word => saying(brandId, word)),
    ),
  );
  const first = await readEvents(database.db, 0, { brandId, limit: 2 });
  const second = await readEvents(database.db, first.at(-1)?.seq ?? 0, { brandId, limit: 2 });
  assert.deepEqual([first.length, second.length], [2, 1]);
});

test('an event taken in twice changes nothing the second time', () => {
  const view: View = { seq: 5, conversations: {}, counts: {}, open: {} };
  const event: Event = {
    seq: 5,
    at: '2026-11-22T12:00:00.000Z',
    brandId: 1,
    inboxId: null,
    conversationId: null,
    actorId: null,
    data: { kind: 'settings.changed', what: 'inboxes' },
  };
  assert.equal(apply(view, event), view);
});

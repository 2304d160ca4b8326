/** The books of a channel: received = kept + ignored + failed, on every day and at every moment, whatever is heard and whenever a process dies. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import type { Heard } from '../../src/connectors/connector.ts';
import { CRASH_POINTS, type CrashPoint } from '../../src/services/ingest.ts';
import { Crash, crashAt } from '../support/crash.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { type LetterDesk, letterDesk, readBird, unread } from '../support/letters.ts';

let database: FreshDatabase;
before(async () => {
  database = await freshDatabase();
});
after(() => database.drop());

const DAY_MS = 86_400_000;
const NOON = Date.parse('2026-11-22T12:00:00Z');

type Deed =
  | { kind: 'hear'; frames: Frame[]; source: 'stream' | 'poll' | 'backfill'; dies: CrashPoint | null }
  | { kind: 'replay'; dies: CrashPoint | null }
  | { kind: 'reread'; dies: CrashPoint | null }
  | { kind: 'night' };
type Frame = { kind: 'post' | 'answer' | 'edit' | 'remove' | 'letter' | 'other' | 'two' | 'mixed' | 'bad'; id: number };

const id = fc.nat(7);
const frame = fc.record({
  kind: fc.constantFrom<Frame['kind']>('post', 'answer', 'edit', 'remove', 'letter', 'other', 'two', 'mixed', 'bad'),
  id,
});
const dies = fc.option(fc.constantFrom(...CRASH_POINTS), { freq: 3 });
const deed: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('hear' as const),
      frames: fc.array(frame, { minLength: 1, maxLength: 5 }),
      source: fc.constantFrom('stream' as const, 'poll' as const, 'backfill' as const),
      dies,
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('replay' as const), dies }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('reread' as const), dies }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('night' as const) }) },
);

const bird = (n: number, more: object = {}) => readBird(JSON.stringify({ id: `p${n}`, ...more }));

/** How it comes the first time: some of it cannot be read, or is nobody's business. */
function heardAs({ kind, id: n }: Frame): Heard[] {
  const at = new Date(NOON - 60_000);
  const raw = JSON.stringify({ kind, n });
  const one = (item: Extract<Heard, { kind: 'arrival' }>['items'][number]): Heard[] => [
    { kind: 'arrival', items: [item], raw, cursor: null, lane: 'a' },
  ];
  switch (kind) {
    case 'post':
      return bird(n);
    case 'answer':
      return bird(n + 10, { parentRemoteId: `p${n}`, addressed: false });
    case 'edit':
      return one({ kind: 'edit', remoteId: `p${n}`, text: 'mended', attachments: null, at, version: n + 1 });
    case 'remove':
      return one({ kind: 'remove', remoteId: `p${n}`, at, by: 'author' });
    case 'letter':
      return [unread(JSON.stringify({ id: `p${n + 20}` }), n % 2 ? 'not JSON' : 'no id')];
    case 'other':
      return [{ ...(unread('', 'a like') as Extract<Heard, { kind: 'dropped' }>), ignored: true }];
    case 'bad':
      return bird(n + 30, { at: '1970-01-01T00:00:00Z' });
    case 'mixed':
      return together(JSON.stringify({ mixed: n }), [...bird(n + 60), ...bird(n + 70, { at: '1970-01-01T00:00:00Z' })]);
    case 'two':
      return [unread(JSON.stringify({ two: n }))];
  }
}

/** One frame with all of these in it. */
function together(raw: string, heard: readonly Heard[]): Heard[] {
  const items = heard.flatMap(one => (one.kind === 'arrival' ? one.items : []));
  return [{ kind: 'arrival', items, raw, cursor: null, lane: 'a' }];
}

/** After the fix a frame of two posts is one of two posts, and an impossible date is put right. */
function mended(body: string): Heard[] {
  const value = JSON.parse(body);
  if ('two' in value) return together(body, [...bird(value.two + 40), ...bird(value.two + 50)]);
  if ('mixed' in value) return together(body, [...bird(value.mixed + 60), ...bird(value.mixed + 70)]);
  if (value.at === '1970-01-01T00:00:00Z') return readBird(JSON.stringify({ id: value.id }));
  return 'id' in value ? readBird(body) : [];
}

async function balanced(desk: LetterDesk): Promise<void> {
  for (const { day, received, told } of await desk.sides()) assert.equal(received, told, `the books of ${day}`);
  const { rows } = await sql<{ line: string }>`
    select day || ' ' || outcome || ' ' || reason || ' ' || n as line from ledger
    where brand_id = ${desk.brand.brandId} and n < 0`.execute(database.db);
  assert.deepEqual(rows, [], 'nothing is counted less than never, on any day');
  const letters = await sql<{ failed: number; counted: number }>`
    select (select coalesce(sum(n), 0)::int from ledger where brand_id = ${desk.brand.brandId} and outcome = 'failed') as counted,
      (select coalesce(sum(f.value::int), 0)::int from raw_event, jsonb_each_text(counted->'failed') f
        where brand_id = ${desk.brand.brandId} and state = 'failed') as failed`.execute(database.db);
  const [sums] = letters.rows;
  assert.equal(sums?.failed, sums?.counted, 'what is counted as failed is what can be read again');
}

async function run(deeds: readonly Deed[]): Promise<void> {
  let nowMs = NOON;
  let crash: (point: CrashPoint) => void = () => {};
  const desk = await letterDesk(database, { now: () => new Date(nowMs), reached: point => crash(point) });
  desk.mend(mended);
  const who = desk.brand.who('lead');
  const tries = async (dying: CrashPoint | null, work: () => Promise<unknown>) => {
    crash = dying === null ? () => {} : crashAt(dying);
    await work().catch(error => {
      if (!(error instanceof Crash)) throw error;
    });
    crash = () => {};
    await balanced(desk);
  };
  for (const one of deeds) {
    if (one.kind === 'night') nowMs += DAY_MS;
    else if (one.kind === 'hear') {
      const heard = one.frames.flatMap(heardAs);
      await tries(one.dies, () => desk.hear(heard, one.source));
      // A source that was cut off begins again, and tells what it told.
      if (one.dies !== null) await tries(null, () => desk.hear(heard, one.source));
    } else {
      if (one.kind === 'replay') await desk.letters.replay(who, desk.channelId, {});
      else await desk.letters.rereadAll(who, desk.channelId, { since: '2026-01-01T00:00:00Z' });
      await tries(one.dies, () => desk.work());
      await tries(null, () => desk.work());
    }
  }
}

test('the books balance over whatever is heard, in whatever order, wherever a process dies, and however often it is read again', async () => {
  await fc.assert(fc.asyncProperty(fc.array(deed, { minLength: 3, maxLength: 10 }), run), {
    numRuns: 60,
    seed: 221_126,
  });
});

test('a day on which something finds its post weeks later still balances', async () => {
  await run([
    {
      kind: 'hear',
      frames: [
        { kind: 'answer', id: 1 },
        { kind: 'edit', id: 1 },
      ],
      source: 'stream',
      dies: null,
    },
    { kind: 'night' },
    { kind: 'hear', frames: [{ kind: 'post', id: 1 }], source: 'stream', dies: null },
  ]);
});

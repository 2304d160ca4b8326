/** A quarter with everything that moves a clock in it, and every verdict and figure counted again by stepping through the seconds. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { makeChance } from '../support/chance.ts';
import { type TestDesk, testDesk } from '../support/desk.ts';
import { assertInsightAgrees } from '../support/insight-agrees.ts';
import { waitsOfLog } from '../support/log-waits.ts';
import type { Wait } from '../support/naive-insight.ts';
import { liveMonth, MONTH_START, QUARTER_END } from './month-desk.ts';
import type { NaiveTurn, Told } from './naive-clock.ts';
import type { NaiveMatter } from './naive-matter.ts';

const SECOND_MS = 1000;

/** One month takes some twenty seconds; others that were tried: 2 and 3. */
const SEEDS = [1];
const HAPPENED = [
  'down',
  'held',
  'failed',
  'answer deleted',
  'post deleted',
  'edited',
  'resolved',
  'reopened',
  'merged',
  'merge undone',
  'split',
  'split undone',
  'waited for',
  'person tagged',
];

for (const seed of SEEDS) {
  test(`quarter ${seed}: every turn, due time, warning, breach and figure is as counted second by second, from the event log alone`, async t => {
    const d = await testDesk(t, { startsAt: new Date(MONTH_START) });
    const month = await liveMonth(d, makeChance(seed), QUARTER_END);
    const naive = month.conversations.flatMap(one => [...one.naive.turns.values()]);
    assert.deepEqual(await turnsOf(d), naive.map(said).sort());
    await assertLogKnowsTurns(d);
    await assertFigures(d);
    const matters = month.conversations.flatMap(one => one.naive.matters.map(matter => saidOfMatter(one.id, matter)));
    assert.deepEqual(await mattersOf(d), matters.sort());
    assertToldInTime(await toldOf(d), month.told);
    // The month was worth counting.
    assert.ok(naive.length > 150, `${naive.length} turns`);
    for (const what of HAPPENED) {
      assert.ok((month.counts[what] ?? 0) > 0, `${what}: ${month.counts[what]}`);
    }
    assert.ok(month.retimed > 5, `${month.retimed} clocks were counted again`);
    t.diagnostic(
      JSON.stringify({
        turns: naive.length,
        matters: matters.length,
        told: month.told.length,
        retimed: month.retimed,
        ...month.counts,
      }),
    );
  });
}

function said(turn: NaiveTurn): string {
  const { opening, kind, openedAt, closedAt, outcome, due, policy, broken } = turn;
  return [opening, kind, at(openedAt), at(closedAt), outcome, at(due), policy, broken].join(' ');
}

function at(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}

async function turnsOf({ database, ear }: TestDesk): Promise<string[]> {
  const { rows } = await sql<{
    opening: string;
    kind: 'first';
    openedAt: Date;
    closedAt: Date | null;
    outcome: string | null;
    due: Date | null;
    policy: string | null;
    broken: boolean;
  }>`
    select m.remote_id opening, t.kind, t.opened_at "openedAt", t.closed_at "closedAt", t.outcome, t.due_at due,
      t.policy->>'name' policy, t.breached_at is not null broken
    from turn t join message m on m.brand_id = t.brand_id and m.id = t.opened_by
    where t.brand_id = ${ear.brandId}`.execute(database.db);
  return rows
    .map(row => {
      const times = { openedAt: row.openedAt.getTime(), closedAt: row.closedAt?.getTime() ?? null };
      return said({ ...row, ...times, due: row.due?.getTime() ?? null, told: 0, shares: [], key: 0 });
    })
    .sort();
}

/** The figures of the quarter, and of its weeks, from the event log alone. */
async function assertFigures({ desk, ear }: TestDesk): Promise<void> {
  const who = { brandId: ear.brandId, agentId: desk.makeId(), reach: { role: 'owner', inboxes: 'all' } } as const;
  const waits = await waitsOfLog(desk.db, ear.brandId);
  const stretch = (since: number, until: number) => ({
    period: 'quarter' as const,
    since: new Date(since).toISOString(),
    until: new Date(until).toISOString(),
  });
  const quarter = stretch(MONTH_START, QUARTER_END);
  await assertInsightAgrees(desk, who, quarter, waits);
  await assertInsightAgrees(desk, who, { ...quarter, kind: 'next' }, waits);
  const week = 7 * 86_400_000;
  await assertInsightAgrees(
    desk,
    who,
    stretch(MONTH_START + week + 5_678_000, MONTH_START + 2 * week + 1_234_000),
    waits,
  );
}

/** Whoever reads the event log and nothing else knows who waited when. */
async function assertLogKnowsTurns({ database, ear }: TestDesk): Promise<void> {
  const { rows } = await sql<{ id: string; wait: Wait }>`
    select id, jsonb_build_object('opening', opened_by, 'outcome', outcome, 'kind', kind, 'openedMs', extract(epoch from opened_at) * 1000,
      'heardMs', extract(epoch from received_at) * 1000, 'closedMs', extract(epoch from closed_at) * 1000,
      'dueMs', extract(epoch from due_at) * 1000) wait
    from turn where brand_id = ${ear.brandId}`.execute(database.db);
  assert.deepEqual(await waitsOfLog(database.db, ear.brandId), new Map(rows.map(({ id, wait }) => [id, wait])));
}

function saidOfMatter(conversation: string, matter: Omit<NaiveMatter, 'key' | 'told' | 'shares' | 'breaks'>): string {
  const { openedAt, due, policy, broken, resolvedAt } = matter;
  return [conversation, at(openedAt), at(due), policy, broken, at(resolvedAt)].join(' ');
}

async function mattersOf({ database, ear }: TestDesk): Promise<string[]> {
  const { rows } = await sql<{
    conversation: string;
    openedAt: Date;
    due: Date | null;
    policy: string;
    broken: boolean;
    resolvedAt: Date | null;
  }>`
    select conversation_id conversation, opened_at "openedAt", due_at due, policy->>'name' policy, breached_at is not null broken,
      resolved_at "resolvedAt"
    from resolution where brand_id = ${ear.brandId}`.execute(database.db);
  return rows
    .map(row =>
      saidOfMatter(row.conversation, {
        ...row,
        openedAt: row.openedAt.getTime(),
        due: row.due?.getTime() ?? null,
        resolvedAt: row.resolvedAt?.getTime() ?? null,
      }),
    )
    .sort();
}

async function toldOf({ database, ear }: TestDesk): Promise<Told[]> {
  const { rows } = await sql<{ what: string; at: Date }>`
    select case e.kind when 'resolution.breached' then 'matter broken ' || e.conversation_id
      when 'resolution.warned' then 'matter warned ' || e.conversation_id || ' ' || (e.data->>'share') when 'turn.breached' then 'broken ' || m.remote_id else 'warned ' || m.remote_id || ' ' || (e.data->>'share') end what, e.at
    from event e left join message m on m.brand_id = e.brand_id and m.id = (e.data->'turn'->>'openedBy')::uuid
    where e.brand_id = ${ear.brandId} and e.kind in ('turn.breached', 'turn.warned', 'resolution.breached', 'resolution.warned')`.execute(
    database.db,
  );
  return rows.map(({ what, at: when }) => ({ what, at: when.getTime() }));
}

/** Exactly once each, and within a second of its moment. */
function assertToldInTime(told: readonly Told[], expected: readonly Told[]): void {
  const order = (a: Told, b: Told) => (a.what < b.what ? -1 : a.what > b.what ? 1 : a.at - b.at);
  const [are, were] = [told.toSorted(order), expected.toSorted(order)];
  assert.deepEqual(
    are.map(one => one.what),
    were.map(one => one.what),
  );
  are.forEach((one, place) => {
    const moment = were[place]?.at ?? 0;
    assert.ok(one.at >= moment && one.at - moment <= SECOND_MS, `${one.what}: told ${at(one.at)}, due ${at(moment)}`);
  });
}

/**
 * Holds a replay of a twcs file of yours against the file itself: every tweet on the desk exactly once, every response time
 * and every figure made of them equal to one computed apart. Run again half-way and at the end, as a killed process would be.
 *
 *   node bench/replay-check.ts FILE [twcs|jetstream|ndjson]
 */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { openRecording, RECORDING_FORMATS } from '../src/connectors/archive/parse.ts';
import { RANDOM_BYTES_PER_ID, uuidV7 } from '../src/core/id.ts';
import { sweep } from '../src/services/clock.ts';
import { makeEars } from '../src/services/ears.ts';
import { makeIngest } from '../src/services/ingest.ts';
import { type ReplayNeeds, type ReplayResult, replay } from '../src/services/replay.ts';
import { waitFor } from '../src/services/wait.ts';
import type { Db } from '../src/store/db.ts';
import { type FreshDatabase, freshDatabase } from '../tests/support/database.ts';
import { assertInsightAgrees } from '../tests/support/insight-agrees.ts';
import type { Wait } from '../tests/support/naive-insight.ts';
import { disagreements, readReplayed, turnsByOpening } from '../tests/support/replayed.ts';
import { type Truth, truthOf } from '../tests/support/twcs-truth.ts';

const KESTREL = { remoteId: 'kestrel', handle: 'kestrel', name: 'Kestrel', avatarUrl: null, profileUrl: null };
const SHOWN = 20;

const [file, formatName = 'twcs'] = process.argv.slice(2);
const format = RECORDING_FORMATS.find(name => name === formatName);
if (file === undefined || format === undefined) {
  process.stderr.write(`node bench/replay-check.ts FILE [${RECORDING_FORMATS.join('|')}]\n`);
  process.exit(2);
}
const database = await freshDatabase();
try {
  process.exitCode = (await check(file, format, database)) ? 0 : 1;
} finally {
  await database.drop();
}

async function check(path: string, id: (typeof RECORDING_FORMATS)[number], { db, ...rest }: FreshDatabase) {
  const makeId = () => uuidV7(Date.now(), randomBytes(RANDOM_BYTES_PER_ID));
  const now = () => new Date();
  const ingest = makeIngest({ database: { db, ...rest }, makeId, now });
  const needs: ReplayNeeds = { db, ingest, ears: makeEars({ db }), makeId, now, wait: waitFor };
  const stop = new AbortController();
  const play = (signal: AbortSignal, onLines?: (lines: number, of: number) => void) =>
    replay(needs, {
      file: path,
      format: openRecording(id, KESTREL),
      brand: 'Kestrel',
      ours: KESTREL,
      speed: 'max',
      times: 'recorded',
      signal,
      onProgress: step => step.kind === 'playing' && onLines?.(step.lines, step.of),
    });
  await play(stop.signal, (lines, of) => lines > of / 2 && stop.abort());
  const startedMs = performance.now();
  const result = await play(new AbortController().signal);
  const seconds = (performance.now() - startedMs) / 1000;
  const again = await play(new AbortController().signal);
  const clock = { db, makeId, now, wait: waitFor, log: () => {} };
  let breached = 0;
  for (let more = true; more; ) {
    const swept = await sweep(clock);
    breached += swept.breached;
    more = swept.more;
  }
  report(result, again, { seconds, breached });
  if (id !== 'twcs') return result.received === result.kept + result.ignored + result.failed;
  const truth = truthOf(await readFile(path, 'utf8'));
  const told = agree(truth, disagreements(truth, await readReplayed(db, result.brandId, result.channelId)), again);
  const who = { brandId: result.brandId, agentId: makeId(), reach: { role: 'owner', inboxes: 'all' } } as const;
  // Who waits still has waited until now, and now is the same for both.
  const reckonedAt = now();
  await assertInsightAgrees({ db, now: () => reckonedAt }, who, { period: 'all' }, await waitsOf(db, result, truth));
  console.log(
    'Insight and the file agree: counts, curve, median, expectation met, promises, silence, arrivals, rows, by hour and by kind.',
  );
  return told;
}

/** Who waited when, by the file; only the ids, and what was promised, are the desk's. */
async function waitsOf(db: Db, { brandId, channelId }: ReplayResult, truth: Truth): Promise<Map<string, Wait>> {
  const kept = await turnsByOpening(db, brandId, channelId);
  const waits = new Map<string, Wait>();
  for (const turns of Map.groupBy(truth.turns, ([, { conversation }]) => conversation).values()) {
    let kind: Wait['kind'] = 'first';
    for (const [opening, { openedMs, closedMs }] of turns.sort(([, a], [, b]) => a.openedMs - b.openedMs)) {
      const outcome = closedMs === null ? null : 'answered';
      const { id = opening, dueAt = null } = kept.get(opening) ?? {};
      waits.set(id, { opening, openedMs, heardMs: 0, closedMs, outcome, dueMs: dueAt?.getTime() ?? null, kind });
      if (closedMs !== null) kind = 'next';
    }
  }
  return waits;
}

function report(result: ReplayResult, again: ReplayResult, more: { seconds: number; breached: number }): void {
  const { reasons, ...sums } = result;
  console.log(JSON.stringify(sums));
  for (const { outcome, reason, n } of reasons) console.log(`  ${outcome}: ${reason}  ${n}`);
  const perSecond = Math.round(result.lines / more.seconds);
  console.log(
    `second half: ${result.lines} lines in ${more.seconds.toFixed(1)} s (${perSecond} a second); once more: ${again.kind}`,
  );
  console.log(`breached at the end of the recording: ${more.breached}`);
}

function agree(truth: Truth, disagree: string[], again: ReplayResult): boolean {
  const answered = [...truth.turns.values()].filter(({ closedBy }) => closedBy !== null).length;
  console.log(`by the file: ${truth.tweets.size} tweets, ${truth.turns.size} turns, ${answered} answered`);
  console.log(disagree.length === 0 ? 'The desk and the file agree.' : `${disagree.length} disagreements:`);
  for (const line of disagree.slice(0, SHOWN)) console.log(`  ${line}`);
  return disagree.length === 0 && again.kind === 'already_on_the_desk';
}

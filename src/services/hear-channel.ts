/**
 * One channel while this process holds its lease: the stream, the poll as a safety net and the back-fill, side by side.
 * Each goes on where its saved cursor stands, waits longer after each failure, and says what the network said.
 */
import { type Connector, type Context, NetworkFailure, type OpenContext } from '../connectors/connector.ts';
import { backoffMs, RECONNECT } from '../core/backoff.ts';
import { takeMissed } from '../store/channel-hooks.ts';
import * as store from '../store/channels.ts';
import { readCursor, saveCursor } from '../store/cursors.ts';
import type { Db } from '../store/db.ts';
import { namelessOn } from '../store/nameless.ts';
import type { Ears } from './ears.ts';
import type { Gather } from './gather.ts';
import { HEALTH_EVERY_MS, type Health, makeHealth } from './health.ts';
import { type Intake, makeIntake } from './intake.ts';
import { type Calls, keepHook, makeCalls } from './keep-hook.ts';
import { keepKnowingRivals } from './know-rivals.ts';
import { clipped } from './outside-words.ts';
import { orStopped, untilAborted, untilStopped } from './patience.ts';
import { keepRechecking } from './recheck.ts';
import { renew } from './renew.ts';
import { keepRenewing } from './renew-ahead.ts';
import { makeSampler, SAMPLE_EVERY_MS, type Sampler } from './sampler.ts';
import { CannotUnseal, type Seal } from './seal.ts';
import { introduction, makeStrangers, NAME_EVERY_MS, type Strangers } from './strangers.ts';
import { tellChanged } from './tell-changed.ts';
import type { Wait } from './wait.ts';

export type HearNeeds = {
  db: Db;
  connectors: ReadonlyMap<string, Connector>;
  openContext: OpenContext;
  seal: Seal;
  gather: Gather;
  hear: Ears['listen'];
  wait: Wait;
  random: () => number;
  now: () => Date;
  log: (level: 'info' | 'warn' | 'error', message: string, facts: Record<string, unknown>) => void;
};

/** On connecting a channel, this much of its past is read. */
export const BACKFILL_DAYS = 30;
/** A network that refuses is asked again, but seldom: it may change its mind, and nobody is served by asking more often. */
export const REFUSED_WAIT_MS = 10 * 60_000;
/** A connection that lasted this long was a good one: the next failure starts from a short wait again. */
export const GOOD_CONNECTION_MS = 60_000;
/** A stream that has been open for so long without failing has no trouble to show any more. */
export const STEADY_MS = 10_000;
/** How often it is asked whether a long wait is over. */
const LOOK_READY_MS = 5_000;
/** Every so many looks for names, those told by a hook are looked for as well. */
const ROUNDS_TO_HOOKS = 5;
/** Pages asked for at once, without a pause, before a breath is taken. */
const PAGES_AT_ONCE = 100;
export const BACKFILL_DONE = 'done';
/** Posts reach a network out of order: what was missed is asked for from so long before. */
const MISSED_OVERLAP_MS = 60 * 60_000;
const DAY_MS = 86_400_000;

type Run = {
  needs: HearNeeds;
  channel: store.SealedChannel;
  connector: Connector;
  context: Context<unknown>;
  signal: AbortSignal;
  health: Health;
  strangers: Strangers;
  sampler: Sampler;
  calls: Calls;
};
/** What ended a source for good: a person has to mend it. */
type Ended = { broken: string };
type LiveSource = 'stream' | 'poll' | 'backfill';
type Once = (intake: Intake) => Promise<'done' | 'stopped' | 'hung up'>;

/** Resolves when the signal aborts, or when the channel needs a person (then its state is `broken`). Never rejects for what a network does. */
export async function hearChannel(needs: HearNeeds, channel: store.SealedChannel, signal: AbortSignal): Promise<void> {
  const connector = needs.connectors.get(channel.network);
  if (connector === undefined) return;
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  const credentials = unsealed(needs, channel);
  if (credentials instanceof CannotUnseal) return breakOff(needs, channel, credentials.message);
  const { account } = channel;
  const context = needs.openContext({
    channelId: channel.id,
    brandId: channel.brandId,
    network: channel.network,
    credentials,
    account,
    signal: either,
  });
  const calls = makeCalls();
  const health = makeHealth({ db: needs.db, channel, now: needs.now, isCalled: calls.stand });
  const strangers = makeStrangers();
  const { id: channelId, brandId, network } = channel;
  const sampler = makeSampler({ db: needs.db, brandId, channelId, network, random: needs.random, now: needs.now });
  const run: Run = { needs, channel, connector, context, signal: either, health, strangers, sampler, calls };
  const keeping = Promise.all([
    keepHealth(run),
    keepNaming(run),
    keepSample(run),
    keepKnowingRivals(run),
    keepHook(run),
    keepRechecking(run),
    keepRenewing(run),
  ]);
  const sources = [hearStream(run), hearPoll(run), hearBackfill(run)];
  const endings = await Promise.all(
    sources.map(async source => {
      const ended = await source;
      if (ended !== null) stop.abort();
      return ended;
    }),
  );
  const broken = endings.find(ended => ended !== null);
  // All that was to be read has been read; the channel stays ours, or another process would begin it again.
  if (!broken) await untilStopped(signal);
  stop.abort();
  await keeping;
  if (broken && !signal.aborted) await breakOff(needs, channel, broken.broken);
}

async function keepHealth({ needs, signal, health }: Run): Promise<void> {
  while (!signal.aborted) {
    await needs.wait(HEALTH_EVERY_MS, signal);
    await health.write();
  }
}

/** What was said lately stays at hand, so that a query can be tried on it. */
async function keepSample({ needs, signal, sampler }: Run): Promise<void> {
  while (!signal.aborted) {
    await needs.wait(SAMPLE_EVERY_MS, signal);
    await sampler.write(signal.aborted);
  }
}

/** People a stream told only by their id get their names a little later; nothing waits for them. */
async function keepNaming(run: Run): Promise<void> {
  const { people } = run.connector;
  if (people === undefined) return;
  const intake = intakeFor(run, 'poll');
  for (let round = 0; !run.signal.aborted; round++) {
    await run.needs.wait(NAME_EVERY_MS, run.signal);
    if (round % ROUNDS_TO_HOOKS === 0) await meetCallers(run);
    const some = run.strangers.take(people.most);
    if (some.length === 0 || run.signal.aborted) continue;
    try {
      const found = await orStopped(people.find(run.context, some), run.signal);
      if (found !== null && found.length > 0) await intake.push([introduction(found, run.needs.now())], null);
    } catch (error) {
      if (!(error instanceof NetworkFailure)) throw error;
      if (error.next === 'retry') run.strangers.putBack(some);
    }
  }
}

/** What a hook told came past this process. */
async function meetCallers({ needs, channel, connector, strangers, signal }: Run): Promise<void> {
  if (connector.inbound.hook === undefined || signal.aborted) return;
  const since = new Date(needs.now().getTime() - DAY_MS);
  for (const id of await namelessOn(needs.db, channel.brandId, channel.id, since)) strangers.add(id);
}

function unsealed({ seal }: HearNeeds, channel: store.SealedChannel): unknown {
  try {
    return seal.unseal(channel.sealed, { brandId: channel.brandId, channelId: channel.id });
  } catch (error) {
    if (error instanceof CannotUnseal) return error;
    throw error;
  }
}

async function breakOff(needs: HearNeeds, channel: store.SealedChannel, said: string): Promise<void> {
  await needs.db.transaction().execute(async tx => {
    if (!(await store.breakChannel(tx, channel.brandId, channel.id, clipped(said)))) return;
    await tellChanged(tx, needs.now(), { ...channel, actorId: null, state: 'broken', said: clipped(said) });
  });
  needs.log('warn', 'A channel needs a person', { channelId: channel.id, network: channel.network, said });
}

async function hearStream(run: Run): Promise<Ended | null> {
  const { stream } = run.connector.inbound;
  if (stream === undefined) return null;
  return again(run, 'stream', async intake => {
    const cursor = await cursorOf(run, 'stream');
    const either = AbortSignal.any([run.signal, intake.failing]);
    for await (const heard of untilAborted(stream.open(run.context, cursor), either)) {
      await intake.push([heard], heard.cursor);
    }
    await intake.drain();
    return 'hung up';
  });
}

async function hearPoll(run: Run): Promise<Ended | null> {
  const { poll } = run.connector.inbound;
  if (poll === undefined) return null;
  return again(run, 'poll', async intake => {
    while (!run.signal.aborted) {
      await pollOnce(run, poll, intake);
      run.health.clear('poll');
      const jitter = 0.9 + 0.2 * run.needs.random();
      await run.needs.wait(poll.everySeconds * 1000 * jitter, run.signal);
    }
    return 'stopped';
  });
}

async function pollOnce(run: Run, poll: NonNullable<Connector['inbound']['poll']>, intake: Intake): Promise<void> {
  let cursor = await cursorOf(run, 'poll');
  for (let pages = 0; pages < PAGES_AT_ONCE && !run.signal.aborted; pages++) {
    const page = await orStopped(poll.page(run.context, cursor), run.signal);
    if (page === null) return;
    await intake.push(page.heard, page.cursor);
    await intake.drain();
    if (!page.more) return;
    if (page.cursor === null || page.cursor === cursor) {
      throw new NetworkFailure('retry', 'It says there is more, and sends the same page again.');
    }
    cursor = page.cursor;
  }
}

/**
 * Once a connection: the past up to `BACKFILL_DAYS` ago, or from where a channel that was left was last heard. Where the network
 * calls us, once more each time that it had stopped.
 */
async function hearBackfill(run: Run): Promise<Ended | null> {
  const { backfill, hook } = run.connector.inbound;
  if (backfill === undefined) return null;
  for (;;) {
    await askForMissed(run);
    if ((await cursorOf(run, 'backfill')) !== BACKFILL_DONE) {
      const ended = await readPast(run, backfill);
      if (ended !== null || run.signal.aborted) return ended;
    }
    if (hook?.watch === undefined) return null;
    await run.calls.missed(run.signal);
    if (run.signal.aborted) return null;
  }
}

/** What a network would have called us with while it did not. Nothing is told twice: what is here already is passed over. */
async function askForMissed({ needs, channel: { brandId, id } }: Run): Promise<void> {
  await needs.db.transaction().execute(async tx => {
    const since = await takeMissed(tx, brandId, id);
    if (since === null || (await readCursor(tx, brandId, id, 'backfill')) === null) return;
    const monthAgo = needs.now().getTime() - BACKFILL_DAYS * DAY_MS;
    const from = new Date(Math.max(since.getTime() - MISSED_OVERLAP_MS, monthAgo));
    await saveCursor(tx, brandId, id, 'backfill', backfillCursor(from, null));
  });
}

function readPast(run: Run, backfill: NonNullable<Connector['inbound']['backfill']>): Promise<Ended | null> {
  return again(run, 'backfill', async intake => {
    const { since, after } = backfillPlace(await cursorOf(run, 'backfill'), run);
    const place = (cursor: string | null) => backfillCursor(since, cursor);
    await saveCursor(run.needs.db, run.channel.brandId, run.channel.id, 'backfill', place(after));
    for await (const heard of untilAborted(backfill.pages(run.context, since, after), run.signal)) {
      await intake.push([heard], heard.cursor === null ? null : place(heard.cursor));
    }
    await intake.drain();
    if (run.signal.aborted) return 'stopped';
    await saveCursor(run.needs.db, run.channel.brandId, run.channel.id, 'backfill', BACKFILL_DONE);
    return 'done';
  });
}

/** Where reading the past stands: since when it is read, and how far it has come. */
export function backfillCursor(since: Date, after: string | null): string {
  return `${since.toISOString()} ${after ?? ''}`;
}

function backfillPlace(saved: string | null, run: Run): { since: Date; after: string | null } {
  if (saved !== null && saved !== BACKFILL_DONE) {
    const [since = '', ...after] = saved.split(' ');
    return { since: new Date(since), after: after.join(' ') || null };
  }
  const monthAgo = new Date(run.needs.now().getTime() - BACKFILL_DAYS * DAY_MS);
  const { lastHeardAt } = run.channel;
  return { since: lastHeardAt !== null && lastHeardAt > monthAgo ? lastHeardAt : monthAgo, after: null };
}

/** Runs a source, and again after each failure, until it is done, stopped, or needs a person. */
async function again(run: Run, source: LiveSource, once: Once): Promise<Ended | null> {
  let attempt = 0;
  let mayRefresh = true;
  while (!run.signal.aborted) {
    const startedAt = run.needs.now().getTime();
    const { credentials } = run.context;
    let failure = await tried(run, source, once);
    if (failure === null || run.signal.aborted) return null;
    if (run.needs.now().getTime() - startedAt >= GOOD_CONNECTION_MS) {
      attempt = 0;
      mayRefresh = true;
    }
    // The source beside this one had the same trouble, and has mended it.
    if (failure.next === 'reauthorise' && run.context.credentials !== credentials) continue;
    if (failure.next === 'reauthorise' && mayRefresh) {
      const hindrance = await hindranceToRenew(run, failure);
      mayRefresh = hindrance !== null && hindrance !== failure;
      if (hindrance === null || run.signal.aborted) continue;
      failure = hindrance;
    }
    const said = failure.said ?? failure.message;
    if (failure.next === 'reauthorise' || failure.next === 'gone') return { broken: said };
    const waitMs = waitAfter(failure, attempt, run.needs.random());
    await run.health.trouble(source, clipped(said), new Date(run.needs.now().getTime() + waitMs));
    await waitToTry(run, failure, waitMs);
    attempt += 1;
    if (!run.signal.aborted) await run.health.reconnected();
  }
  return null;
}

/** A long wait may end early: a budget is raised, and nobody wants to wait for the month to end. */
async function waitToTry({ needs, signal }: Run, { ready }: NetworkFailure, waitMs: number): Promise<void> {
  if (ready === null) return needs.wait(waitMs, signal);
  const until = needs.now().getTime() + waitMs;
  while (!signal.aborted && !ready()) {
    const leftMs = until - needs.now().getTime();
    if (leftMs <= 0) return;
    await needs.wait(Math.min(leftMs, LOOK_READY_MS), signal);
  }
}

function waitAfter(failure: NetworkFailure, attempt: number, random: number): number {
  const leastMs = failure.next === 'refuse' ? REFUSED_WAIT_MS : (failure.afterSeconds ?? 0) * 1000;
  return Math.max(backoffMs(RECONNECT, attempt, random), leastMs);
}

/** @returns null when the source is done or was stopped */
async function tried(run: Run, source: LiveSource, once: Once): Promise<NetworkFailure | null> {
  const intake = intakeFor(run, source);
  const over = new AbortController();
  const steady = sayWhenSteady(run, source, AbortSignal.any([run.signal, over.signal]));
  try {
    const ended = await once(intake);
    await intake.drain();
    return ended === 'hung up' ? new NetworkFailure('retry', 'It hung up.') : null;
  } catch (error) {
    await intake.drain().catch(() => {});
    return run.signal.aborted ? null : asFailure(run, source, error);
  } finally {
    over.abort();
    await steady;
  }
}

/** A stream that is open and silent is well: its trouble is over although it brought nothing yet. */
async function sayWhenSteady(run: Run, source: LiveSource, signal: AbortSignal): Promise<void> {
  if (source !== 'stream') return;
  await run.needs.wait(STEADY_MS, signal);
  if (!signal.aborted) run.health.clear(source);
}

function asFailure({ needs, channel }: Run, source: LiveSource, error: unknown): NetworkFailure {
  if (error instanceof NetworkFailure) return error;
  const facts = { err: error, channelId: channel.id, network: channel.network, source };
  needs.log('error', 'Listening failed by a fault of ours', facts);
  return new NetworkFailure('retry', 'Heed made a mistake here; it is in the log. It tries again.');
}

/** Null: there are new credentials. Else what stands in the way: the refusal itself, or a network that cannot be asked now. */
async function hindranceToRenew(run: Run, refusal: NetworkFailure): Promise<NetworkFailure | null> {
  try {
    const isNew = await orStopped(renew(run.needs, run.channel, run.connector, run.context), run.signal);
    return isNew ? null : refusal;
  } catch (error) {
    if (!(error instanceof NetworkFailure)) throw error;
    return new NetworkFailure('retry', error.message, { said: error.said, afterSeconds: error.afterSeconds });
  }
}

function intakeFor(run: Run, source: LiveSource): Intake {
  const { brandId, id, network, account } = run.channel;
  const hearsEverybody =
    run.connector.inbound[source]?.hearsEverybody !== undefined ||
    run.connector.listensOnly?.(run.context.credentials) === true;
  return makeIntake({
    brandId,
    channel: { id, network, account, playsRecording: false, ...(hearsEverybody ? { hearsEverybody } : {}) },
    source,
    gather: run.needs.gather,
    hear: heard => run.needs.hear(brandId, network, heard),
    now: run.needs.now,
    onKept: () => run.health.clear(source),
    ...(source === 'backfill' ? {} : { onHeard: run.sampler.offer }),
    ...(run.connector.people === undefined ? {} : { onStranger: run.strangers.add }),
  });
}

function cursorOf({ needs, channel }: Run, source: LiveSource): Promise<string | null> {
  return readCursor(needs.db, channel.brandId, channel.id, source);
}

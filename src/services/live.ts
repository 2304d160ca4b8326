/** The event log, live: each client hears what its brand and reach let it see, after its cursor, without gaps. */
import type pg from 'pg';
import type { Aside } from '../core/aside.ts';
import { Refusal } from '../core/refusal.ts';
import type { Db } from '../store/db.ts';
import { countEventsAfter, LINES_PER_READ, readEventLines, readEventsInScope } from '../store/event-lines.ts';
import { lastSeq } from '../store/events.ts';
import { standingsOf } from '../store/listeners.ts';
import {
  type Client,
  type CutReason,
  clientsOf,
  emptyFrame,
  frameOf,
  type Hall,
  hear,
  isSameReach,
  maySeeLine,
  remove,
  resetFrame,
  type Sink,
  seat,
  send,
  whisper,
} from './audience.ts';
import { inboxScope, type Who } from './permit.ts';
import type { SignedIn } from './sign-in.ts';
import { startTail, type Tail } from './tail.ts';

export type Live = {
  /** @param after the last event the client has; null: from now on @returns how to leave */
  join(who: Who, key: SignedIn['key'], after: number | null, sink: Sink): Promise<() => void>;
  /** Events as JSON texts. @returns `next`: what to ask after next time */
  list(who: Who, after: number, limit: number): Promise<{ lines: string[]; next: number }>;
  figures(): { clients: number; cut: Readonly<Record<CutReason, number>> };
  stop(): Promise<void>;
};

export type LiveNeeds = {
  db: Db;
  pool: pg.Pool;
  onTrouble: (error: unknown) => void;
  clockMs?: () => number;
  pollMs?: number;
  recheckMs?: number;
};

/** A client further behind than this starts over: reading the desk anew is cheaper than so many changes. */
export const RESUME_EVENTS_LIMIT = 2_000;
export const LIVE_CLIENTS_LIMIT = 10_000;
const HEARTBEAT_MS = 15_000;
/** How soon a stream ends after its session, token or role has. */
const RECHECK_MS = 2_000;
/** An event rather than a comment, because a page cannot see comments and wants to know that its line lives. */
const BEAT = Buffer.from('event: ping\ndata: {}\n\n');

export async function startLive(needs: LiveNeeds): Promise<Live> {
  const { db, onTrouble } = needs;
  const clockMs = needs.clockMs ?? (() => performance.now());
  const hall: Hall = { audiences: new Map(), cut: { slow: 0, revoked: 0 }, clockMs };
  let joining = 0;
  const tail = await startTail({
    ...needs,
    isWatched: () => joining > 0 || hall.audiences.size > 0,
    onLines(lines) {
      hear(hall, lines);
      if (lines.some(line => line.kind === 'settings.changed')) void recheck(db, hall).catch(onTrouble);
    },
    // Ours alone write there, so it is what it says it is.
    onAside: payload => whisper(hall, JSON.parse(payload) as Aside),
  });
  const beating = setInterval(() => {
    for (const client of clientsOf(hall)) send(hall, client, BEAT);
  }, HEARTBEAT_MS);
  const rechecking = setInterval(() => void recheck(db, hall).catch(onTrouble), needs.recheckMs ?? RECHECK_MS);
  return {
    async join(who, key, after, sink) {
      if (clientsOf(hall).length >= LIVE_CLIENTS_LIMIT) {
        throw new Refusal('too_many', 'Too many desks are open here. Try again soon.');
      }
      const client: Client = { who, key, sink, cursor: 0 };
      joining += 1;
      try {
        await catchUp(db, tail, client, after, () => seat(hall, client));
      } finally {
        joining -= 1;
      }
      return () => remove(hall, client);
    },
    async list(who, after, limit) {
      const lines = await readEventsInScope(db, who.brandId, inboxScope(who), after, limit);
      if (lines.length === 0) await refuseTheFuture(db, after);
      return { lines: lines.map(line => line.json), next: lines.at(-1)?.seq ?? after };
    },
    figures: () => ({ clients: clientsOf(hall).length, cut: hall.cut }),
    async stop() {
      clearInterval(beating);
      clearInterval(rechecking);
      for (const client of clientsOf(hall)) {
        remove(hall, client);
        client.sink.end();
      }
      await tail.stop();
    },
  };
}

/** A cursor of another log, from before an older copy was put back: whoever went on from it would miss what comes. */
async function refuseTheFuture(db: Db, after: number): Promise<void> {
  const newest = await lastSeq(db);
  if (after <= newest) return;
  throw new Refusal('not_valid', `The newest event is ${newest}. Read anew what you need, then go on after ${newest}.`);
}

/**
 * Sends what the client has missed and gives it its seat. Nothing may be awaited between the last look at the tail and the
 * seat, or an event could fall between the two.
 */
async function catchUp(db: Db, tail: Tail, client: Client, after: number | null, takeSeat: () => void): Promise<void> {
  const { who, sink } = client;
  if (after === null || after > tail.head() || tail.recent(tail.head()) === null) await tail.pull();
  let cursor = after ?? tail.head();
  if (cursor > tail.head() || (await isTooFarBehind(db, tail, who.brandId, cursor))) {
    client.cursor = tail.head();
    sink.write(resetFrame(client.cursor));
    takeSeat();
    return;
  }
  while (tail.recent(cursor) === null) {
    const headBefore = tail.head();
    const read = await readEventLines(db, cursor, { brandId: who.brandId });
    const lines = read.filter(line => maySeeLine(who, line));
    if (lines.length > 0) sink.write(frameOf(lines));
    await sink.drained();
    const last = read.at(-1)?.seq ?? cursor;
    cursor = read.length < LINES_PER_READ ? Math.max(last, headBefore) : last;
  }
  const missed = (tail.recent(cursor) ?? []).filter(line => maySeeLine(who, line));
  client.cursor = Math.max(cursor, tail.head());
  sink.write(missed.length > 0 ? frameOf(missed) : emptyFrame(client.cursor));
  takeSeat();
}

async function isTooFarBehind(db: Db, tail: Tail, brandId: number, cursor: number): Promise<boolean> {
  if (tail.recent(cursor) !== null) return false;
  const most = RESUME_EVENTS_LIMIT + 1;
  return (await countEventsAfter(db, brandId, cursor, most)) === most;
}

/** Ends the streams of those who may no longer listen, or whose reach is another now. */
async function recheck(db: Db, hall: Hall): Promise<void> {
  const clients = clientsOf(hall);
  if (clients.length === 0) return;
  const asked = clients.map(({ who, key }) => ({ agentId: who.agentId, brandId: who.brandId, key }));
  const reaches = await standingsOf(db, asked);
  clients.forEach((client, index) => {
    const reach = reaches[index];
    if (reach && isSameReach(reach, client.who.reach)) return;
    hall.cut.revoked += 1;
    remove(hall, client);
    // The page asks anew who it is and what it may see, instead of knocking at a closed door.
    client.sink.write(resetFrame(client.cursor));
    client.sink.end();
  });
}

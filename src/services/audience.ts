/** Clients that may see exactly the same events: what they hear is written once and sent to each. */
import type { Aside } from '../core/aside.ts';
import { maySee, type Reach } from '../core/permission.ts';
import type { EventLine } from '../store/event-lines.ts';
import type { Who } from './permit.ts';
import type { SignedIn } from './sign-in.ts';

/** Where a client's frames go. `waiting` is what it has not taken yet, in bytes. */
export type Sink = {
  write(frame: Buffer): void;
  waiting(): number;
  /** Resolves when it has taken everything, or has gone. */
  drained(): Promise<void>;
  end(): void;
  cut(): void;
};
export type Client = { who: Who; key: SignedIn['key']; sink: Sink; cursor: number };

type Audience = {
  brandId: number;
  reach: Reach;
  clients: Set<Client>;
  pending: EventLine[];
  flushedAtMs: number;
  timer: NodeJS.Timeout | null;
};
export type CutReason = 'slow' | 'revoked';
export type Hall = {
  audiences: Map<string, Audience>;
  cut: Record<CutReason, number>;
  /** A clock that never jumps. */
  clockMs: () => number;
};

/**
 * The first frame after a pause leaves at once; those that follow wait for company. The more clients one frame goes to, the
 * longer, because each costs a write.
 */
export const COALESCE_LEAST_MS = 50;
const COALESCE_MOST_MS = 100;
const CLIENTS_PER_MS = 20;
/** More than this in one frame is a flood (a recording at full speed); the desk is told to read anew instead. */
export const FLOOD_EVENTS_LIMIT = 2_000;
/** A client that leaves this much lying is cut; it comes back with its cursor. */
export const SLOW_CLIENT_BYTES = 4 * 1024 * 1024;

/** Hands new lines to those who may see them. */
export function hear(hall: Hall, lines: readonly EventLine[]): void {
  for (const audience of hall.audiences.values()) {
    for (const line of lines) if (maySeeLine(audience, line)) audience.pending.push(line);
    if (audience.pending.length === 0 || audience.timer !== null) continue;
    const waitMs = audience.flushedAtMs + coalesceMs(audience.clients.size) - hall.clockMs();
    if (waitMs <= 0) flush(hall, audience);
    else audience.timer = setTimeout(() => flush(hall, audience), waitMs);
  }
}

function coalesceMs(clients: number): number {
  return Math.min(COALESCE_MOST_MS, COALESCE_LEAST_MS + clients / CLIENTS_PER_MS);
}

function flush(hall: Hall, audience: Audience): void {
  audience.timer = null;
  audience.flushedAtMs = hall.clockMs();
  const lines = audience.pending;
  audience.pending = [];
  const first = lines[0];
  const last = lines.at(-1);
  if (first === undefined || last === undefined) return;
  const isFlood = lines.length > FLOOD_EVENTS_LIMIT;
  const frame = isFlood ? resetFrame(last.seq) : frameOf(lines);
  for (const client of [...audience.clients]) {
    if (client.cursor >= last.seq) continue;
    // Somebody seated while these lines waited has had the first of them already.
    const isWhole = isFlood || client.cursor < first.seq;
    send(hall, client, isWhole ? frame : frameOf(lines.filter(line => line.seq > client.cursor)));
    client.cursor = last.seq;
  }
}

/** Sends, or cuts a client that does not take what it was sent. */
export function send(hall: Hall, client: Client, frame: Buffer): void {
  if (client.sink.waiting() <= SLOW_CLIENT_BYTES) {
    client.sink.write(frame);
    return;
  }
  hall.cut.slow += 1;
  remove(hall, client);
  client.sink.cut();
}

export function seat(hall: Hall, client: Client): void {
  const { brandId, reach } = client.who;
  const key = audienceKey(client.who);
  const audience = hall.audiences.get(key);
  if (audience !== undefined) audience.clients.add(client);
  else {
    const clients = new Set([client]);
    hall.audiences.set(key, { brandId, reach, clients, pending: [], flushedAtMs: -COALESCE_MOST_MS, timer: null });
  }
}

export function remove(hall: Hall, client: Client): void {
  const key = audienceKey(client.who);
  const audience = hall.audiences.get(key);
  audience?.clients.delete(client);
  if (audience === undefined || audience.clients.size > 0) return;
  if (audience.timer !== null) clearTimeout(audience.timer);
  hall.audiences.delete(key);
}

export function clientsOf(hall: Hall): Client[] {
  return [...hall.audiences.values()].flatMap(audience => [...audience.clients]);
}

/** The same rule as `readEventsInScope` in the store: a partner hears of named inboxes, and that settings changed. */
export function maySeeLine(to: { brandId: number; reach: Reach }, line: EventLine): boolean {
  if (line.brandId !== to.brandId) return false;
  if (to.reach.inboxes === 'all') return true;
  return line.inboxId === null ? line.kind === 'settings.changed' : to.reach.inboxes.includes(line.inboxId);
}

/** Hands what is said beside the log to those it is for, at once; it has no number and is not sent again. */
export function whisper(hall: Hall, aside: Aside): void {
  let frame: Buffer | undefined;
  for (const audience of hall.audiences.values()) {
    if (audience.brandId !== aside.brandId) continue;
    if (aside.inboxId !== null && !maySee(audience.reach, aside.inboxId)) continue;
    for (const client of [...audience.clients]) {
      if (aside.agentId !== null && client.who.agentId !== aside.agentId) continue;
      frame ??= Buffer.from(`event: aside\ndata: ${JSON.stringify(aside.data)}\n\n`);
      send(hall, client, frame);
    }
  }
}

/** One block of server-sent events: an array of `Event`, numbered by its last. */
export function frameOf(lines: readonly EventLine[]): Buffer {
  return Buffer.from(`id: ${lines.at(-1)?.seq}\ndata: [${lines.map(line => line.json).join(',')}]\n\n`);
}

export function emptyFrame(seq: number): Buffer {
  return Buffer.from(`id: ${seq}\ndata: []\n\n`);
}

/** "Read anew what you show, then go on from here." */
export function resetFrame(seq: number): Buffer {
  return Buffer.from(`id: ${seq}\nevent: reset\ndata: {"seq":${seq}}\n\n`);
}

export function isSameReach(one: Reach, other: Reach): boolean {
  return reachKey(one) === reachKey(other);
}

function audienceKey(who: Who): string {
  return `${who.brandId} ${reachKey(who.reach)}`;
}

/** The role is part of it, although only inboxes cut what is heard: a stream opened under another role ends. */
function reachKey({ role, inboxes }: Reach): string {
  return inboxes === 'all' ? role : `${role} ${[...inboxes].sort().join(' ')}`;
}

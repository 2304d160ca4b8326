/** The network in miniature: accounts, records, rooms, and a log of everything that happened. No HTTP here. */
import { createHash } from 'node:crypto';
import { encode } from '@atcute/cbor';
import { type Cid, toString as cidText, fromDigest } from '@atcute/cid';
import { POST, uriOf } from '../address.ts';
import { tidOf } from '../tid.ts';

export type Account = {
  did: string;
  handle: string;
  name: string;
  blocks: Set<string>;
  takesMessages: boolean;
};
export type Stored = { uri: string; cid: string; value: Record<string, unknown>; indexedAt: string };
export type Entry = { seq: number; timeUs: number; did: string } & (
  | {
      kind: 'commit';
      rev: string;
      operation: 'create' | 'update' | 'delete';
      collection: string;
      rkey: string;
      record?: Record<string, unknown>;
      cid?: string;
    }
  | { kind: 'identity'; handle: string }
  | { kind: 'account'; active: boolean; status?: string }
);
export type Message = { id: string; rev: string; text: string; sender: { did: string }; sentAt: string };
export type Room = { id: string; members: string[]; messages: Message[] };

/** What happened, before the log gives it a place and a time. */
type Happening = Entry extends infer E ? (E extends Entry ? Omit<E, 'seq' | 'timeUs'> : never) : never;

export type State = ReturnType<typeof emptyState>;

function emptyState() {
  return {
    accounts: new Map<string, Account>(),
    records: new Map<string, Stored>(),
    log: [] as Entry[],
    rooms: new Map<string, Room>(),
    chatLog: [] as { rev: string; convoId: string; type: string; message: Message }[],
    /** What streams still know: entries before this number are forgotten. */
    keptFrom: 1,
    lastUs: 0,
    seq: 0,
    listeners: new Set<(entry: Entry) => void>(),
  };
}

export type Network = ReturnType<typeof makeNetwork>;

export function makeNetwork(now: () => Date) {
  const state = emptyState();
  const tick = () => {
    state.lastUs = Math.max(state.lastUs + 1, now().getTime() * 1000);
    return state.lastUs;
  };
  const nextTid = () => tidOf(BigInt(tick()), 7);
  const append = (happening: Happening) => {
    const entry = { ...happening, seq: ++state.seq, timeUs: tick() } as Entry;
    state.log.push(entry);
    for (const listener of state.listeners) listener(entry);
  };
  return {
    state,
    nextTid,
    ...people(state, append),
    ...recordsOf(state, tick, nextTid, append),
    ...roomsOf(state, tick, nextTid),
  };
}

function people(state: State, append: (happening: Happening) => void) {
  return {
    join(handle: string, name: string): Account {
      const did = `did:plc:${createHash('sha256')
        .update(handle)
        .digest('hex')
        .slice(0, 24)
        .replace(/[0189]/g, 'x')}`;
      const account = { did, handle, name, blocks: new Set<string>(), takesMessages: true };
      state.accounts.set(did, account);
      return account;
    },
    byName: (name: string) =>
      [...state.accounts.values()].find(({ did, handle }) => did === name || handle === name.toLowerCase()),
    rename(did: string, handle: string): void {
      const account = state.accounts.get(did);
      if (account) account.handle = handle;
      append({ kind: 'identity', did, handle });
    },
    setStanding(did: string, active: boolean, status?: string): void {
      append({ kind: 'account', did, active, ...(status === undefined ? {} : { status }) });
    },
  };
}

function recordsOf(state: State, tick: () => number, nextTid: () => string, append: (happening: Happening) => void) {
  return {
    /** Creates or replaces; the same record again changes nothing and is not told. */
    write(did: string, collection: string, rkey: string, value: Record<string, unknown>) {
      const uri = uriOf({ did, collection, key: rkey });
      const cid = cidOf(value);
      const before = state.records.get(uri);
      const stored = { uri, cid, value, indexedAt: before?.indexedAt ?? new Date(tick() / 1000).toISOString() };
      const rev = nextTid();
      if (before?.cid === cid) return { stored: before, rev: null };
      state.records.set(uri, stored);
      const operation = before ? 'update' : 'create';
      append({ kind: 'commit', did, rev, operation, collection, rkey, record: value, cid });
      return { stored, rev };
    },
    erase(did: string, collection: string, rkey: string): void {
      if (state.records.delete(uriOf({ did, collection, key: rkey })))
        append({ kind: 'commit', did, rev: nextTid(), operation: 'delete', collection, rkey });
    },
    replies: (uri: string) =>
      [...state.records.values()].filter(
        ({ value }) => (value['reply'] as { parent?: { uri?: string } } | undefined)?.parent?.uri === uri,
      ),
    postsBy: (did: string) => [...state.records.values()].filter(({ uri }) => uri.startsWith(`at://${did}/${POST}/`)),
  };
}

function roomsOf(state: State, tick: () => number, nextTid: () => string) {
  return {
    roomOf(members: string[]): Room {
      const id = createHash('sha256')
        .update([...members].sort().join())
        .digest('hex')
        .slice(0, 13);
      const room = state.rooms.get(id) ?? { id, members, messages: [] };
      state.rooms.set(id, room);
      return room;
    },
    say(room: Room, did: string, text: string): Message {
      const rev = nextTid();
      const message = { id: rev, rev, text, sender: { did }, sentAt: new Date(tick() / 1000).toISOString() };
      room.messages.push(message);
      state.chatLog.push({ rev, convoId: room.id, type: 'logCreateMessage', message });
      return message;
    },
  };
}

export function cidOf(value: unknown): string {
  return cidText(cidOfBytes(encode(asRecord(value))));
}

export function cidOfBytes(bytes: Uint8Array, codec: 85 | 113 = 113): Cid {
  return fromDigest(codec, createHash('sha256').update(bytes).digest());
}

/** JSON's `{"$link": …}` becomes a link of the data model, as servers do. */
export function asRecord(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asRecord);
  if (typeof value !== 'object' || value === null) return value;
  if ('$link' in value && Object.keys(value).length === 1) return { $link: value.$link };
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, one]) => (one === undefined ? [] : [[key, asRecord(one)]])),
  );
}

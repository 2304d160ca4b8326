import { startCustomers } from './connectors/rehearsal/customers/run.ts';
import { type RehearsalServer, rehearsalServer } from './connectors/rehearsal/server.ts';
import { openSquare } from './connectors/rehearsal/square.ts';
import { everyByClock } from './connectors/rehearsal/stream.ts';
import { REHEARSAL_PATH } from './connectors/rehearsal/token.ts';
import type { Mount } from './http/mounts.ts';
import type { Db } from './store/db.ts';
import { appendRehearsal, hasRehearsalChannel, readRehearsal } from './store/rehearsal.ts';

export interface RehearsalNeeds {
  db: Db;
  /** The installation's mark under a text; companies' keys to the square carry it. */
  seal: (text: string) => string;
  now: () => Date;
  /** Other machines may visit too. */
  isForEveryone: boolean;
  log: (level: 'warn' | 'error', message: string, facts?: Record<string, unknown>) => void;
}

/** How long it is believed that there is, or is not, a rehearsal channel. */
const CHANNEL_LOOK_MS = 1_000;

/**
 * The square at `/rehearsal` and its scripted customers. What it remembers is read when it is first visited, by a person or
 * by a channel that listens, so that a start need not wait for it.
 */
export function rehearsalMount(needs: RehearsalNeeds): Mount & { stop: () => Promise<void> } {
  let opening: Promise<{ serve: RehearsalServer; stop: () => Promise<void> }> | undefined;
  return {
    path: REHEARSAL_PATH,
    async handle(request, caller) {
      opening ??= open(needs).catch(error => {
        opening = undefined;
        throw error;
      });
      return (await opening).serve(request, { address: caller.remoteAddress });
    },
    stop: async () => (await opening?.catch(() => undefined))?.stop(),
  };
}

async function open({ db, seal, now, isForEveryone, log }: RehearsalNeeds) {
  const journal = { append: (line: string) => appendRehearsal(db, line), read: () => readRehearsal(db) };
  const square = await openSquare(journal, now);
  const hasChannel = lookedUp(() => hasRehearsalChannel(db), now);
  const stopCustomers = startCustomers({ square, hasChannel, now, every: everyByClock, log });
  return {
    serve: rehearsalServer({ square, seal, hasChannel: () => hasRehearsalChannel(db), isForEveryone }),
    stop: async () => {
      stopCustomers();
      await square.tail;
    },
  };
}

function lookedUp(look: () => Promise<boolean>, now: () => Date): () => Promise<boolean> {
  let seen = { has: false, atMs: 0 };
  return async () => {
    const atMs = now().getTime();
    if (Math.abs(atMs - seen.atMs) >= CHANNEL_LOOK_MS) seen = { has: await look(), atMs };
    return seen.has;
  };
}

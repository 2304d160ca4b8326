import { REHEARSAL_PATH, type RehearsalServer, rehearsalServer } from './connectors/rehearsal/server.ts';
import { openSquare } from './connectors/rehearsal/square.ts';
import type { Mount } from './http/mounts.ts';
import type { Db } from './store/db.ts';
import { appendRehearsal, hasRehearsalChannel, readRehearsal } from './store/rehearsal.ts';

export interface RehearsalNeeds {
  db: Db;
  secretKey: string;
  now: () => Date;
  /** Other machines may visit too. */
  isForEveryone: boolean;
}

/** The square at `/rehearsal`. What it remembers is read when it is first visited, so that a start need not wait for it. */
export function rehearsalMount({ db, secretKey, now, isForEveryone }: RehearsalNeeds): Mount {
  let opening: Promise<RehearsalServer> | undefined;
  const open = async () => {
    const journal = { append: (line: string) => appendRehearsal(db, line), read: () => readRehearsal(db) };
    const square = await openSquare(journal, now);
    return rehearsalServer({ square, secret: secretKey, hasChannel: () => hasRehearsalChannel(db), isForEveryone });
  };
  return {
    path: REHEARSAL_PATH,
    async handle(request, caller) {
      opening ??= open().catch(error => {
        opening = undefined;
        throw error;
      });
      return (await opening)(request, { address: caller.remoteAddress });
    },
  };
}

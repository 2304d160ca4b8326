// A program of its own that keeps time until it is ended, and kills itself in the middle of the question it is told. Run by killed.test.ts.
import { randomBytes } from 'node:crypto';
import { RANDOM_BYTES_PER_ID, uuidV7 } from '../../src/core/id.ts';
import { keepTime } from '../../src/services/clock.ts';
import { waitFor } from '../../src/services/wait.ts';
import { openDatabase } from '../../src/store/db.ts';

/** `aheadMs`: how far its clock is ahead of the machine's. `diesAt`: the number of the question to the database; null: never. */
export type KeeperOrders = { url: string; aheadMs: number; diesAt: number | null };

const { url, aheadMs, diesAt } = JSON.parse(process.argv[2] ?? '') as KeeperOrders;
const database = openDatabase({ connectionString: url });
let asked = 0;
const db = database.db.withPlugin({
  transformQuery({ node }) {
    asked += 1;
    if (asked === diesAt) process.kill(process.pid, 'SIGKILL');
    return node;
  },
  transformResult: async ({ result }) => result,
});
const stop = new AbortController();
process.on('SIGTERM', () => stop.abort());
await keepTime(
  {
    db,
    makeId: () => uuidV7(Date.now(), randomBytes(RANDOM_BYTES_PER_ID)),
    now: () => new Date(Date.now() + aheadMs),
    wait: waitFor,
    log: (_level, message, facts) => console.error(message, facts),
  },
  stop.signal,
);
await database.close();

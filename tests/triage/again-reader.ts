// A program of its own that reads a history again, and kills itself in the middle of the question it is told. Run by read-again.test.ts.
import { randomBytes } from 'node:crypto';
import { RANDOM_BYTES_PER_ID, uuidV7 } from '../../src/core/id.ts';
import { readAgain } from '../../src/services/read-again.ts';
import { makeReaders } from '../../src/services/readers.ts';
import { waitFor } from '../../src/services/wait.ts';
import { shippedOnce } from '../../src/shipped.ts';
import { openDatabase } from '../../src/store/db.ts';

/** `diesAt`: the number of the question to the database. */
export type AgainOrders = { url: string; brandId: number; readAgainId: string; diesAt: number; nowMs: number };

const { url, brandId, readAgainId, diesAt, nowMs } = JSON.parse(process.argv[2] ?? '') as AgainOrders;
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
const readers = makeReaders({ shipped: shippedOnce(), taught: async () => ({}) });
const makeId = () => uuidV7(Date.now(), randomBytes(RANDOM_BYTES_PER_ID));
const needs = { db, makeId, now: () => new Date(nowMs), readers, wait: waitFor };
await readAgain(needs, { brandId, readAgainId }, new AbortController().signal);
await database.close();

// A program of its own that sends reports until it is ended, and kills itself in the middle of the question it is told. Run by reports-killed.test.ts.
import { randomBytes } from 'node:crypto';
import { RANDOM_BYTES_PER_ID, uuidV7 } from '../../src/core/id.ts';
import { keepReporting } from '../../src/services/reports/run-reports.ts';
import { makeUnheard } from '../../src/services/unheard.ts';
import { waitFor } from '../../src/services/wait.ts';
import { openDatabase } from '../../src/store/db.ts';

/** Its clock stands at `startedAt` when the machine's stands at `realAt`, and runs so many times faster. `diesAt`: of its questions; null: never. */
export type ReporterOrders = {
  url: string;
  smtp: string;
  startedAt: number;
  realAt: number;
  faster: number;
  diesAt: number | null;
};

const { url, smtp, startedAt, realAt, faster, diesAt } = JSON.parse(process.argv[2] ?? '') as ReporterOrders;
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
const now = () => new Date(startedAt + (Date.now() - realAt) * faster);
await keepReporting(
  {
    db,
    now,
    makeId: () => uuidV7(Date.now(), randomBytes(RANDOM_BYTES_PER_ID)),
    unheard: makeUnheard({ db, now, dear: (_, work) => work() }),
    publicUrl: 'https://desk.example',
    server: { url: smtp, from: 'Heed <desk@kestrel.example>' },
    wait: (ms, signal) => waitFor(ms / faster, signal),
    log: (_level, message, facts) => console.error(message, facts),
  },
  stop.signal,
);
await database.close();

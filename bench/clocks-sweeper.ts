/** The process that is killed: keeps time over the database named by its argument (a connection as JSON) until it ends. */
import { randomBytes } from 'node:crypto';
import { RANDOM_BYTES_PER_ID, uuidV7 } from '../src/core/id.ts';
import { keepTime } from '../src/services/clock.ts';
import { waitFor } from '../src/services/wait.ts';
import { openDatabase } from '../src/store/db.ts';

const { db } = openDatabase(JSON.parse(process.argv[2] ?? '{}'), { max: 4, name: 'clocks sweeper' });
const stop = new AbortController();
process.on('disconnect', () => stop.abort());
process.send?.('ready');
await keepTime(
  {
    db,
    makeId: () => uuidV7(Date.now(), randomBytes(RANDOM_BYTES_PER_ID)),
    now: () => new Date(),
    wait: waitFor,
    log: (_level, message, facts) => console.error(message, facts),
  },
  stop.signal,
);
process.exit(0);

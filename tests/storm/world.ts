/** A desk in a storm: a channel that networks call, a server that is up, down, or dies at the worst moments, and what stands there afterwards. */
import { sql } from 'kysely';
import type { HookRequest, OpenContext } from '../../src/connectors/connector.ts';
import { makeEars } from '../../src/services/ears.ts';
import { type Ingest, makeIngest } from '../../src/services/ingest.ts';
import { makeReceive, type Receive } from '../../src/services/receive.ts';
import { makeSeal } from '../../src/services/seal.ts';
import { insertChannel } from '../../src/store/channels.ts';
import type { Database } from '../../src/store/db.ts';
import { openBirdContext } from '../support/bird.ts';
import { countedIds, testBrand } from '../support/brand.ts';
import type { Tongue } from './tongues.ts';

/**
 * `diesUnread`: the body was stored and the network answered, and then the process ended. `diesUnanswered`: all was read, and the
 * answer never reached the network.
 */
export type Weather = 'up' | 'down' | 'diesUnread' | 'diesUnanswered';

export const HOOK_SECRET = 'what-one-channel-is-handed-back-and-no-other';
const makeId = countedIds(40_000_000);
const seal = makeSeal('a key for storms');

export type World = {
  clock: { now: Date };
  place: { brandId: number; channelId: string };
  /** @returns whether the network was answered with a yes */
  call(request: HookRequest, weather: Weather): Promise<boolean>;
  ingest: Ingest;
  receive: Receive;
  /** What a started server does about bodies that were stored and never read. */
  catchUp(): Promise<void>;
  messages(): Promise<Row[]>;
  ledger(): Promise<Day[]>;
  waiting(): Promise<number>;
};
export type Row = {
  remoteId: string;
  text: string;
  isOurs: boolean;
  isRemoved: boolean;
  isRead: boolean;
  hasFailed: boolean;
};
export type Day = { day: string; received: number; kept: number; ignored: number; failed: number };

export async function makeWorld(
  database: Database,
  tongue: Pick<Tongue, 'connector' | 'credentials' | 'account'>,
  startedAt: Date,
  openContext: OpenContext = openBirdContext,
): Promise<World> {
  const { db } = database;
  const { brandId, inboxId } = await testBrand(db);
  const channelId = makeId();
  const { id: network, name } = tongue.connector;
  const credentials = tongue.connector.credentials.parse(tongue.credentials);
  const sealed = seal.seal(credentials, { brandId, channelId });
  await insertChannel(db, { brandId, id: channelId, inboxId, network, name, account: tongue.account, sealed });
  const clock = { now: startedAt };
  const now = () => clock.now;
  const ingest = makeIngest({ database, makeId, now });
  const receiver = (through: Ingest): Receive =>
    makeReceive({
      db,
      connectors: new Map([[network, tongue.connector]]),
      openContext,
      seal,
      ingest: through,
      ears: makeEars({ db }),
      hookSecret: () => HOOK_SECRET,
      now,
      log: (_level, message, facts) => {
        if (facts['err'] !== undefined && !(facts['err'] instanceof Ended))
          throw new Error(message, { cause: facts['err'] });
      },
    });
  const well = receiver(ingest);
  const dying = receiver(() => Promise.reject(new Ended()));
  const place = { brandId, channelId };
  return {
    clock,
    place,
    ingest,
    receive: well,
    async call(request, weather) {
      if (weather === 'down') return false;
      const { status, read } = await (weather === 'diesUnread' ? dying : well).receive(place, request);
      await read.catch(error => {
        if (!(error instanceof Ended)) throw error;
      });
      return status === 200 && weather !== 'diesUnanswered';
    },
    async catchUp() {
      clock.now = new Date(clock.now.getTime() + 61_000);
      while ((await well.catchUp()) > 0);
    },
    async messages() {
      const { rows } = await sql<Row>`
        select remote_id "remoteId", text, direction = 'out' "isOurs", deleted_at is not null "isRemoved", seen_at is not null "isRead",
          coalesce(delivery = 'failed', false) "hasFailed"
        from message where brand_id = ${brandId} and channel_id = ${channelId} order by remote_id`.execute(db);
      return rows;
    },
    async ledger() {
      const { rows } = await sql<Day>`
        select day::text as day, ${sum('received')} as received, ${sum('kept')} as kept, ${sum('ignored')} as ignored, ${sum('failed')} as failed
        from ledger where brand_id = ${brandId} and channel_id = ${channelId} group by ledger.day order by ledger.day`.execute(
        db,
      );
      return rows;
    },
    async waiting() {
      const { rows } = await sql<{ n: number }>`
        select count(*)::int n from raw_event where channel_id = ${channelId} and state = 'waiting'`.execute(db);
      return rows[0]?.n ?? 0;
    },
  };
}

function sum(outcome: string) {
  return sql`coalesce(sum(n) filter (where outcome = ${outcome}), 0)::int`;
}

/** The process is no more. */
class Ended extends Error {}

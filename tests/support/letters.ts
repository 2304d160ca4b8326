/** A channel whose parser is broken until a test mends it, and everything it takes to read its letters again. */
import { sql } from 'kysely';
import type { Connector, Heard } from '../../src/connectors/connector.ts';
import { type Letters, makeLetters } from '../../src/services/dead-letters.ts';
import { makeEars } from '../../src/services/ears.ts';
import { makeIngestAll, type Reached, type Source } from '../../src/services/ingest.ts';
import { type RereadNeeds, reread } from '../../src/services/reread.ts';
import { makeSeal } from '../../src/services/seal.ts';
import { insertChannel } from '../../src/store/channels.ts';
import { bird, birdAccount, birdPost, openBirdContext } from './bird.ts';
import { countedIds, type TestBrand, testBrand } from './brand.ts';
import type { FreshDatabase } from './database.ts';
import { ledgerOf } from './hearing.ts';

export const seal = makeSeal('a key for tests');
let channels = 0;

export type LetterDesk = {
  brand: TestBrand;
  channelId: string;
  letters: Letters;
  connector: Connector;
  /** What reads raw texts from now on. */
  mend(parser: (body: string) => Heard[]): void;
  hear(heard: readonly Heard[], source?: Source): Promise<void>;
  /** Works off what was asked to be read again, as the job would. */
  work(): Promise<void>;
  needs: RereadNeeds;
  ledger(): Promise<Record<string, number>>;
  /** By day: the two sides of the books. */
  sides(): Promise<{ day: string; received: number; told: number }[]>;
  /** Remote ids on the desk, in the order they were stored. */
  posts(): Promise<string[]>;
};

export async function letterDesk(
  { db, ...database }: FreshDatabase,
  { now, reached, network = 'bird' }: { now: () => Date; reached?: Reached; network?: string },
): Promise<LetterDesk> {
  channels += 1;
  const makeId = countedIds(500_000_000 + channels * 1_000_000);
  const brand = await testBrand(db);
  const { brandId, inboxId } = brand;
  const channelId = makeId();
  const sealed = seal.seal({ server: 'birds.example', token: 'tok-1' }, { brandId, channelId });
  const row = { brandId, id: channelId, inboxId, network, name: 'Bird', account: birdAccount, sealed };
  await insertChannel(db, row);
  await sql`update channel set created_at = '2026-01-01' where id = ${channelId}`.execute(db);
  let parse = readBird;
  const connector = bird({ id: network, inbound: { reread: ({ body }) => parse(body) } });
  const connectors = new Map([[network, connector]]);
  const ingestAll = makeIngestAll({ database: { db, ...database }, makeId, now, ...(reached ? { reached } : {}) });
  const home = { url: '', seal: (text: string) => text };
  const needs = {
    db,
    connectors,
    openContext: openBirdContext,
    seal,
    ingestAll,
    ears: makeEars({ db }),
    home,
    now,
    log: () => {},
  };
  const channel = { id: channelId, network, account: birdAccount, playsRecording: false };
  return {
    brand,
    channelId,
    connector,
    needs,
    letters: makeLetters({ db, connectors, makeId, now }),
    mend: parser => {
      parse = parser;
    },
    async hear(heard, source = 'stream') {
      await ingestAll([{ brandId, channel, source, heard, cursor: null, receivedAt: now() }]);
    },
    async work() {
      const { rows } = await sql<{ id: string }>`
        select id from reread where brand_id = ${brandId} and ended_at is null`.execute(db);
      for (const { id } of rows) await reread(needs, { brandId, rereadId: id }, new AbortController().signal);
    },
    ledger: () => ledgerOf(db, brandId),
    async sides() {
      const { rows } = await sql<{ day: string; received: number; told: number }>`
        select day::text, coalesce(sum(n) filter (where outcome = 'received'), 0)::int as received,
          coalesce(sum(n) filter (where outcome <> 'received'), 0)::int as told
        from ledger where brand_id = ${brandId} group by ledger.day order by ledger.day`.execute(db);
      return rows;
    },
    async posts() {
      const { rows } = await sql<{ id: string }>`
        select remote_id as id from message where brand_id = ${brandId} order by message.id`.execute(db);
      return rows.map(({ id }) => id);
    },
  };
}

/** `{"id": "…", "at": "…"}` and the fields of a post beside it. */
export function readBird(body: string): Heard[] {
  try {
    const { id, at, ...more } = JSON.parse(body);
    if (typeof id !== 'string') return [unread(body, 'not a post')];
    const post = birdPost(id, { ...more, ...(at === undefined ? {} : { at: new Date(at) }) });
    return [{ kind: 'arrival', items: [{ kind: 'post', post }], raw: body, cursor: null, lane: 'a' }];
  } catch {
    return [unread(body, 'not JSON')];
  }
}

export function unread(raw: string, reason = 'not JSON'): Heard {
  return { kind: 'dropped', reason, raw, cursor: null };
}

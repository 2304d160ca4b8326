/** A network that tells all accounts of one app to one address: `{"entries":[{"account":"kestrel","id":"a"}]}`, signed with the app's token. */
import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import type { Connector, Heard, Hook, HookRequest, Verified } from '../../src/connectors/connector.ts';
import type { MakeId } from '../../src/core/id.ts';
import { makeEars } from '../../src/services/ears.ts';
import { makeIngest } from '../../src/services/ingest.ts';
import { makeReceive, type Receive, type ReceiveNeeds } from '../../src/services/receive.ts';
import { makeSeal } from '../../src/services/seal.ts';
import { insertChannel } from '../../src/store/channels.ts';
import { bird, birdAccount, birdPost, openBirdContext } from './bird.ts';
import { testBrand } from './brand.ts';
import type { FreshDatabase } from './database.ts';

/** `heard`: what the entry holds instead of a post. `bad`: it cannot be read, until the parser is mended. `named`: it is named and not told. */
export type Entry = { account: string; id: string; bad?: true; named?: true; items?: unknown[] };

export const chorusSeal = makeSeal('a key for tests');

export function signed(body: string, token = 'token-1'): string {
  return createHmac('sha256', token).update(body).digest('hex');
}

export function called(entries: readonly Entry[], now: Date, token = 'token-1'): HookRequest {
  const body = JSON.stringify({ entries });
  const headers = new Headers({ 'x-signature': signed(body, token) });
  return {
    method: 'POST',
    url: new URL('https://heed.example/hooks/1/c'),
    headers,
    bytes: Buffer.from(body),
    now,
  };
}

/** @param mended reads what was bad before @param complete fetches what is only named */
export function chorus({
  mended = false,
  complete,
  ...more
}: { mended?: boolean; complete?: Hook<unknown>['complete'] } & Partial<Connector> = {}): Connector {
  const entriesOf = (body: Verified) =>
    (JSON.parse(Buffer.from(body.bytes).toString()) as { entries: Entry[] }).entries;
  const read = (entry: Entry): Heard => {
    const raw = JSON.stringify(entry);
    if (entry.bad && !mended) return { kind: 'dropped', reason: 'no such form', raw, cursor: null };
    if (entry.named)
      return {
        kind: 'dropped',
        reason: 'a mention',
        raw: JSON.stringify({ entries: [entry] }),
        cursor: null,
        stub: true,
      };
    const items = (entry.items ?? [{ kind: 'post', post: birdPost(entry.id) }]).map(revived);
    return { kind: 'arrival', items, raw, cursor: null, lane: entry.id };
  };
  const hook: Hook<unknown> = {
    signed: 'body',
    verify({ headers, bytes }, credentials) {
      const { token } = credentials as { token: string };
      const isRight = headers.get('x-signature') === signed(Buffer.from(bytes).toString(), token);
      return isRight
        ? { kind: 'verified', body: { bytes } as Verified }
        : { kind: 'refused', why: 'another signature' };
    },
    parse: (body, _, account) =>
      entriesOf(body)
        .filter(entry => entry.account === account.remoteId)
        .map(read),
    accounts: body => [...new Set(entriesOf(body).map(entry => entry.account))],
    ...(complete === undefined ? {} : { complete }),
  };
  return bird({ inbound: { hook }, ...more });
}

/** Times came as text. */
function revived(item: unknown): Extract<Heard, { kind: 'arrival' }>['items'][number] {
  const timed = (one: object) => ('at' in one ? { ...one, at: new Date(one.at as string) } : one);
  const { post, ...rest } = item as { post?: object };
  return (post === undefined ? timed(rest) : { ...rest, post: timed(post) }) as never;
}

export type Place = { brandId: number; channelId: string; inboxId: string };

export async function addSinger(
  database: FreshDatabase,
  makeId: MakeId,
  account: string,
  { token = 'token-1', brandId }: { token?: string; brandId?: number } = {},
): Promise<Place> {
  const brand = await testBrand(database.db);
  const place = { brandId: brandId ?? brand.brandId, channelId: makeId() };
  const { rows } = await sql<{ id: string }>`select id from inbox where brand_id = ${place.brandId} limit 1`.execute(
    database.db,
  );
  const inboxId = rows[0]?.id ?? '';
  await insertChannel(database.db, {
    ...place,
    id: place.channelId,
    inboxId,
    network: 'bird',
    name: account,
    account: { ...birdAccount, remoteId: account, handle: account },
    sealed: chorusSeal.seal({ server: 'birds.example', token }, place),
  });
  return { ...place, inboxId };
}

export function receiveFor(
  database: FreshDatabase,
  makeId: MakeId,
  now: () => Date,
  more: Partial<ReceiveNeeds> & { connector?: Connector } = {},
): Receive {
  const { connector = chorus(), ...rest } = more;
  return makeReceive({
    db: database.db,
    connectors: new Map([['bird', connector]]),
    openContext: openBirdContext,
    seal: chorusSeal,
    ingest: makeIngest({ database, makeId, now }),
    ears: makeEars({ db: database.db }),
    hookSecret: () => 'one secret',
    now,
    log: () => {},
    ...rest,
  });
}

/** Remote ids kept on a channel, in order. */
export async function keptOn({ db }: FreshDatabase, { channelId }: Pick<Place, 'channelId'>): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select remote_id as id from message where channel_id = ${channelId} order by remote_id`.execute(db);
  return rows.map(({ id }) => id);
}

/** `kept post 2` and the like, in order; throws where the books do not balance. */
export async function booksOf({ db }: FreshDatabase, { channelId }: Pick<Place, 'channelId'>): Promise<string[]> {
  const { rows } = await sql<{ outcome: string; reason: string; n: number }>`
    select outcome, reason, sum(n)::int as n from ledger where channel_id = ${channelId}
    group by 1, 2 having sum(n) <> 0 order by 1, 2`.execute(db);
  const received = rows.find(({ outcome }) => outcome === 'received')?.n ?? 0;
  const rest = rows.filter(({ outcome }) => outcome !== 'received');
  const told = rest.reduce((sum, { n }) => sum + n, 0);
  if (told !== received) throw new Error(`${received} were received and ${told} told of: ${JSON.stringify(rows)}`);
  return rest.map(({ outcome, reason, n }) => `${outcome} ${reason} ${n}`);
}

export async function rawsOn({ db }: FreshDatabase, { channelId }: Pick<Place, 'channelId'>): Promise<string[]> {
  const { rows } = await sql<{ state: string }>`
    select state from raw_event where channel_id = ${channelId} order by id`.execute(db);
  return rows.map(({ state }) => state);
}

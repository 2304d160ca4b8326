/** For this connector's tests: a context that may reach the fake, with a clock of its own; and a desk with such a channel, called as WhatsApp calls. */
import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { sql } from 'kysely';
import type { Connector, Draft, Heard, HookRequest, NetworkFailure } from '../../src/connectors/connector.ts';
import { verified } from '../../src/connectors/kit/signature.ts';
import type { Credentials, WhatsAppContext } from '../../src/connectors/whatsapp/credentials.ts';
import { customer } from '../../src/connectors/whatsapp/fake/stand.ts';
import { openFake, type WhatsAppFake } from '../../src/connectors/whatsapp/fake.ts';
import { whatsapp } from '../../src/connectors/whatsapp/index.ts';
import type { Item } from '../../src/core/post.ts';
import type { MessageView } from '../../src/core/view.ts';
import { deliver } from '../../src/services/deliver.ts';
import type { Delivering } from '../../src/services/delivering.ts';
import { makeEars } from '../../src/services/ears.ts';
import { makeIngest } from '../../src/services/ingest.ts';
import type { Who } from '../../src/services/permit.ts';
import { makeReceive } from '../../src/services/receive.ts';
import { makeSeal } from '../../src/services/seal.ts';
import { makeTemplates, type Templates } from '../../src/services/templates.ts';
import { insertChannel } from '../../src/store/channels.ts';
import { loadMessageViews } from '../../src/store/messages.ts';
import { atEnd } from './at-end.ts';
import { countedIds, testBrand } from './brand.ts';
import { type FreshDatabase, freshDatabase } from './database.ts';
import { type OnFake, onFake } from './on-fake.ts';

export const NOW = new Date('2026-03-01T12:00:00Z');
export const callAt = { url: 'https://desk.example/hooks/b1/c1', secret: 'what-whatsapp-hands-back' };

export type Tried = { fake: WhatsAppFake; context: WhatsAppContext; clock: { now: Date }; open: Open };
type Open = OnFake<WhatsAppContext>['open'];

/** A fake and a channel connected to it, until the test ends. */
export async function tried(test: Pick<TestContext, 'after'>, more: Partial<Credentials> = {}): Promise<Tried> {
  const clock = { now: NOW };
  const fake = await openFake(() => clock.now);
  atEnd(test, fake.close);
  const how = { now: () => clock.now, more, callAt };
  const { context, open } = onFake<WhatsAppContext>(test, whatsapp, fake, how);
  return { fake, context, clock, open };
}

/** What a body told to this channel holds. */
export function read(fake: WhatsAppFake, body: unknown): Heard[] {
  const bytes = new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body));
  return whatsapp.inbound.hook?.parse(verified(bytes), fake.credentials, fake.account) ?? [];
}

export function itemsOf(heard: readonly Heard[]): Item[] {
  return heard.flatMap(one => (one.kind === 'arrival' ? one.items : []));
}

export function draftTo(person = customer, more: Partial<Draft> = {}): Draft {
  return {
    key: '0198d3b2-0000-7000-8000-000000000001',
    text: 'Sorry! Bring it by, we look at it.',
    attachments: [],
    visibility: 'private',
    to: { person, remoteId: null, rootRemoteId: null, room: `with ${person.remoteId}` },
    lang: 'en',
    ...more,
  };
}

export async function failure(promise: Promise<unknown>): Promise<NetworkFailure> {
  const error = await promise.then(
    () => assert.fail('it should have failed'),
    (thrown: unknown) => thrown,
  );
  return error as NetworkFailure;
}

export type WhatsAppDesk = Tried & {
  database: FreshDatabase;
  desk: Delivering;
  templates: Templates;
  who: Who;
  place: { brandId: number; channelId: string };
  pass(hours: number): void;
  /** WhatsApp calls, and what it tells is read. */
  call(request: HookRequest): Promise<void>;
  conversationOf(remoteId: string): Promise<string>;
  deliver(messageId: string): Promise<void>;
  message(id: string): Promise<MessageView | undefined>;
  /** received − kept − ignored − failed: nothing, if the books are right. */
  imbalance(): Promise<number>;
};

export async function whatsappDesk(
  test: Pick<TestContext, 'after'>,
  makeId: () => string = countedIds(),
): Promise<WhatsAppDesk> {
  const database = await freshDatabase();
  atEnd(test, database.drop);
  const one = await tried(test);
  const { fake, clock, open } = one;
  const { db } = database;
  const { brandId, inboxId } = await testBrand(db);
  const channelId = makeId();
  const seal = makeSeal('a key for tests only, long enough');
  const sealed = seal.seal(fake.credentials, { brandId, channelId });
  await insertChannel(db, {
    brandId,
    id: channelId,
    inboxId,
    network: 'whatsapp',
    name: 'WhatsApp',
    account: fake.account,
    sealed,
  });
  const now = () => clock.now;
  const connectors: ReadonlyMap<string, Connector> = new Map([['whatsapp', whatsapp as Connector]]);
  const desk: Delivering = {
    db,
    makeId,
    now,
    connectors,
    openContext: open,
    seal,
    wait: (_ms, signal) => new Promise(resolve => signal.addEventListener('abort', () => resolve(), { once: true })),
    random: () => 0.5,
  };
  const receive = makeReceive({
    db,
    connectors,
    openContext: open,
    seal,
    ingest: makeIngest({ database, makeId, now }),
    ears: makeEars({ db }),
    hookSecret: () => callAt.secret,
    now,
    log: (_level, message, { err }) => assert.fail(`${message} ${err}`),
  });
  const agentId = makeId();
  await sql`insert into agent (id, name, email) values (${agentId}, 'Ada', 'ada@kestrel.example')`.execute(db);
  await sql`insert into membership (brand_id, agent_id, role) values (${brandId}, ${agentId}, 'agent')`.execute(db);
  const who: Who = { agentId, brandId, reach: { role: 'agent', inboxes: 'all' } };
  const place = { brandId, channelId };
  return {
    ...one,
    database,
    desk,
    templates: makeTemplates(desk),
    who,
    place,
    pass: hours => {
      clock.now = new Date(clock.now.getTime() + hours * 3_600_000);
    },
    async call(request) {
      const answer = await receive.receive(place, request);
      assert.equal(answer.status, 200);
      await answer.read;
    },
    async conversationOf(remoteId) {
      const { rows } = await sql<{ id: string }>`
        select conversation_id id from message where channel_id = ${channelId} and remote_id = ${remoteId}`.execute(db);
      return rows[0]?.id ?? '';
    },
    deliver: messageId => deliver(desk, { brandId, messageId }, new AbortController().signal),
    message: async id => (await loadMessageViews(db, brandId, [id])).get(id),
    async imbalance() {
      const { rows } = await sql<{ n: string }>`
        select coalesce(sum(case outcome when 'received' then n else -n end), 0) n from ledger
        where channel_id = ${channelId}`.execute(db);
      return Number(rows[0]?.n);
    },
  };
}

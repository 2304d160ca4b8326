/** A desk with a channel, colleagues and a customer's post, on which tests answer. */
import { sql } from 'kysely';
import type { Role } from '../../src/core/permission.ts';
import type { Post } from '../../src/core/post.ts';
import type { MessageView } from '../../src/core/view.ts';
import { deliver } from '../../src/services/deliver.ts';
import type { Delivering } from '../../src/services/delivering.ts';
import type { Who } from '../../src/services/permit.ts';
import { makeSeal } from '../../src/services/seal.ts';
import { loadMessageViews } from '../../src/store/messages.ts';
import { atEnd } from './at-end.ts';
import { type FreshDatabase, freshDatabase } from './database.ts';
import { NOW, post, type TestEar, testEar } from './hearing.ts';
import { openStreet, type Street, type StreetOptions } from './street.ts';

export type TestDesk = {
  database: FreshDatabase;
  ear: TestEar;
  street: Street;
  desk: Delivering;
  /** Moves the clock. */
  pass(seconds: number): void;
  /** A colleague who belongs to the brand. */
  colleague(name: string, role?: Role): Promise<Who>;
  /** Hears a post and says which conversation it stands in. */
  hear(one: Post): Promise<string>;
  message(id: string): Promise<MessageView | undefined>;
  /** Runs the job of an answer, as the queue would. */
  deliver(messageId: string): Promise<void>;
};

/** `startsAt`: the desk's clock at the beginning; noon of the tests' day unless another program is to share it. */
export type DeskOptions = Partial<StreetOptions> & { max?: number; startsAt?: Date };

export async function testDesk(
  t: { after: (ending: () => unknown) => void },
  options: DeskOptions = {},
): Promise<TestDesk> {
  const database = await freshDatabase(options.max === undefined ? {} : { max: options.max });
  atEnd(t, database.drop);
  let nowMs = (options.startsAt ?? NOW).getTime();
  const now = () => new Date(nowMs);
  const ear = await testEar(database, { now });
  const street = openStreet({ now, ...options });
  const seal = makeSeal('a key for tests only, long enough');
  const sealed = seal.seal({}, { brandId: ear.brandId, channelId: ear.channelId });
  await sql`update channel set sealed = ${sealed} where id = ${ear.channelId}`.execute(database.db);
  const desk: Delivering = {
    db: database.db,
    makeId: ear.makeId,
    now,
    connectors: new Map([['square', street.connector]]),
    openContext: channel => ({ ...noNetwork, ...channel, now }),
    seal,
    wait: (_ms, signal) => new Promise(resolve => signal.addEventListener('abort', () => resolve(), { once: true })),
    random: () => 0.5,
  };
  return {
    database,
    ear,
    street,
    desk,
    pass: seconds => {
      nowMs += seconds * 1000;
    },
    colleague: (name, role = 'agent') => addColleague(database, ear, name, role),
    async hear(one) {
      await ear.hear(one);
      const { rows } = await sql<{ id: string }>`
        select conversation_id as id from message where channel_id = ${ear.channelId} and remote_id = ${one.remoteId}`.execute(
        database.db,
      );
      return rows[0]?.id ?? '';
    },
    message: async id => (await loadMessageViews(database.db, ear.brandId, [id])).get(id),
    deliver: messageId => deliver(desk, { brandId: ear.brandId, messageId }, new AbortController().signal),
  };
}

const refuseToReach = () => {
  throw new Error('this test has no network');
};
const noNetwork = {
  callAt: null,
  charge: () => {},
  fetch: refuseToReach,
  lines: refuseToReach,
  socket: refuseToReach,
  wait: async () => {},
  log: () => {},
  brandName: 'Kestrel',
  home: { url: '', seal: (text: string) => text },
};

async function addColleague(database: FreshDatabase, ear: TestEar, name: string, role: Role): Promise<Who> {
  const agentId = ear.makeId();
  await sql`insert into agent (id, name, email) values (${agentId}, ${name}, ${`${name}@kestrel.example`})`.execute(
    database.db,
  );
  await sql`insert into membership (brand_id, agent_id, role) values (${ear.brandId}, ${agentId}, ${role})`.execute(
    database.db,
  );
  if (role === 'partner') {
    await sql`insert into inbox_partner (brand_id, inbox_id, agent_id) values (${ear.brandId}, ${ear.inboxId}, ${agentId})`.execute(
      database.db,
    );
  }
  return { agentId, brandId: ear.brandId, reach: { role, inboxes: role === 'partner' ? [ear.inboxId] : 'all' } };
}

/** A customer's public complaint, ten minutes old. */
export function complaint(more: Partial<Post> = {}): Post {
  return post('p1', 'thea', 10, { text: 'My grinder is loud', ...more });
}

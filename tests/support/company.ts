/** Two brands and everybody who could ask: a company whose every object lies in one inbox, with words nobody else may read. */

import type { TestContext } from 'node:test';
import { sql } from 'kysely';
import sharp from 'sharp';
import type { Role } from '../../src/core/permission.ts';
import { doBulk } from '../../src/services/bulk.ts';
import { addImport } from '../../src/services/contact-imports.ts';
import { mergeContacts } from '../../src/services/merge-contacts.ts';
import { listNotifications } from '../../src/services/notifications.ts';
import { notify } from '../../src/services/notify.ts';
import type { Who } from '../../src/services/permit.ts';
import { reply } from '../../src/services/reply.ts';
import { makeSampler } from '../../src/services/sampler.ts';
import { addSavedView } from '../../src/services/saved-views.ts';
import { makeSeal } from '../../src/services/seal.ts';
import { changeImport } from '../../src/store/contact-imports.ts';
import { keepSuggestion } from '../../src/store/suggestions.ts';
import { openTestHeed, SECRET_KEY, type TestHeed } from './app.ts';
import { arrival, arrivalOf, NOW, ourAccount, post, testEar } from './hearing.ts';
import { openStreet } from './street.ts';

export const CALLERS = ['nobody', 'stranger', 'owner', 'lead', 'agent', 'partner', 'blind'] as const;
/** `stranger` owns another brand; `partner` sees the inbox everything lies in; `blind` sees another one only. */
export type Caller = (typeof CALLERS)[number];

export type Company = {
  heed: TestHeed;
  tokens: Record<Caller, string | undefined>;
  who: Record<'owner' | 'lead' | 'agent' | 'partner' | 'blind', Who>;
  ids: Record<
    'inbox' | 'channel' | 'query' | 'match' | 'conversation' | 'message' | 'contact' | 'media' | 'audited',
    string
  >;
  /** What only those who see the inbox may ever be told, and what only those who see the other one may. */
  secrets: { inbox: string[]; otherInbox: string[] };
  /** A member of the brand who does nothing, to be changed and removed. */
  addSpare(): Promise<string>;
  addChannel(): Promise<string>;
  addQuery(): Promise<string>;
  /** Something that could not be read. */
  addLetter(): Promise<string>;
  addToken(agentId: string): Promise<string>;
  /** An answer written by this person, in this state of delivery. */
  addAnswer(by: Who, delivery: 'queued' | 'failed' | 'unsure' | 'handed' | 'held'): Promise<string>;
  /** Everybody's, kept by leads. */
  addSavedReply(): Promise<string>;
  /** In an answer of the agent. */
  addOwnPromise(): Promise<string>;
  /** By the agent, of the language of a message. */
  addCorrection(): Promise<string>;
  /** Done by the agent. */
  addBulkDeed(): Promise<string>;
  /** Shared by all. */
  addView(): Promise<string>;
  /** Somebody nobody has heard of. */
  addContact(): Promise<string>;
  /** Two of them put together by the owner. */
  addMerge(): Promise<string>;
  /** Two of them who may be the same. */
  addSuggestion(): Promise<string>;
  /** A file of customers. */
  addImport(state?: 'done'): Promise<string>;
  /** Something the agent is told of. */
  addNotification(): Promise<string>;
  /** Nobody has it, nobody claims it. */
  letGo(): Promise<void>;
};

const OWNER = { name: 'Olga', email: 'olga@kestrel.example', password: 'a long enough password', brand: 'Kestrel' };

export async function openCompany(t: TestContext): Promise<Company> {
  const limits = { text: { max: 500, unit: 'graphemes' as const, linkWeighs: null } };
  const street = openStreet({ now: () => NOW, limits, handsOff: 'too' });
  street.connector.connect.check = async ({ credentials }) => ({
    account: { ...ourAccount, remoteId: `shop ${++count}` },
    credentials,
  });
  street.connector.connect.begin = async () => ({ url: 'https://square.example/sign-in', keep: {} });
  street.connector.connect.finish = unreachable;
  street.connector.inbound.reread = () => [];
  const heed = await openTestHeed(t, {
    connectors: new Map([['square', street.connector]]),
    open: channel => ({ ...noWorld, ...channel, now: () => NOW }),
    openCheck: attempt => ({ ...noWorld, ...attempt, now: () => NOW }),
  });
  const owner = await heed.services.welcome.setUp(OWNER);
  const me = whoOf(owner.agentId, 'owner');
  const other = await heed.services.inboxes.make(me, {
    name: 'Other',
  });
  const people = await addPeople(heed, me, owner.inbox.id, other.id);
  const here = await fill(heed, owner.inbox.id, 'marmalade', 1);
  const there = await fill(heed, other.id, 'paprika', 2);
  const { id: query } = await heed.services.queries.add(me, { text: 'kestrel' });
  const media = await addPicture(heed, me, here.message);
  const match = await addMatch(heed, here.channel, owner.inbox.id, query);
  const audited = await addAudit(heed, me, here.channel);
  const ids = { ...here, inbox: owner.inbox.id, query, media, match, audited };
  return {
    heed,
    tokens: { ...people.tokens, owner: owner.token, nobody: undefined },
    who: { ...people.who, owner: me },
    ids,
    secrets: {
      inbox: ['marmalade', here.conversation, here.message, here.channel, media],
      otherInbox: ['paprika', there.conversation, there.message, there.channel],
    },
    ...makers(heed, { ...people.who, owner: me }, ids),
  };
}

let count = 0;

async function addPeople(heed: TestHeed, owner: Who, inboxId: string, otherId: string) {
  const join = async (name: string, role: Role, inboxes: string[]) => {
    const person = { name, email: `${name}@kestrel.example`, role, inboxes };
    const { member } = await heed.services.people.addMember(owner, person);
    const { token } = await heed.services.tokens.make({ agentId: member.id }, name);
    return { who: whoOf(member.id, role, inboxes), token };
  };
  const lead = await join('lea', 'lead', []);
  const agent = await join('ann', 'agent', []);
  const partner = await join('pat', 'partner', [inboxId]);
  const blind = await join('ben', 'partner', [otherId]);
  const heron = await heed.services.brands.make(owner, 'Heron');
  const stranger = { name: 'sam', email: 'sam@heron.example', role: 'owner' as const };
  const { member } = await heed.services.people.addMember({ ...owner, brandId: heron.id }, stranger);
  const { token } = await heed.services.tokens.make({ agentId: member.id }, 'sam');
  return {
    tokens: { lead: lead.token, agent: agent.token, partner: partner.token, blind: blind.token, stranger: token },
    who: { lead: lead.who, agent: agent.who, partner: partner.who, blind: blind.who },
  };
}

/** The same customer writes into both inboxes, so that one person's story must be cut to what may be seen. */
async function fill(heed: TestHeed, inboxId: string, word: string, n: number) {
  const { db } = heed.database;
  const ear = await testEar(heed.database, { brand: { brandId: 1, inboxId } });
  const sealed = makeSeal(SECRET_KEY).seal({}, { brandId: 1, channelId: ear.channelId });
  await sql`update channel set sealed = ${sealed}, name = ${word} where id = ${ear.channelId}`.execute(db);
  await ear.hear(
    post(`root-${word}`, `neighbour-${word}`, 30),
    post(word, 'thea', 10 + n, { text: `my ${word} is late`, parentRemoteId: `root-${word}` }),
  );
  const { rows } = await sql<{ message: string; conversation: string; contact: string }>`
    select m.id message, c.id conversation, c.contact_id contact from message m
    join conversation c on c.brand_id = m.brand_id and c.id = m.conversation_id
    where m.brand_id = 1 and m.remote_id = ${word}`.execute(db);
  const found = rows[0];
  if (found === undefined) throw new Error(`the post about ${word} was not kept`);
  return { ...found, channel: ear.channelId };
}

/** A post about the company that tagged nobody and did not become a conversation. */
async function addMatch(heed: TestHeed, channelId: string, inboxId: string, queryId: string): Promise<string> {
  const ear = await testEar(heed.database, { brand: { brandId: 1, inboxId }, channelId });
  const said = post('overheard', 'passer-by', 5, { text: 'a kestrel of marmalade', addressed: false });
  const listened = new Map([[said.remoteId, { queryIds: [queryId], wants: null, opens: false }]]);
  await ear.ingest(ear.batch([arrival([{ kind: 'post', post: said }])], { listened }));
  const { rows } = await sql<{ id: string }>`select id from listening_match where brand_id = 1`.execute(
    heed.database.db,
  );
  return rows[0]?.id ?? '';
}

/** A post drawn for the weekly audit. */
async function addAudit(heed: TestHeed, owner: Who, channelId: string): Promise<string> {
  const { db } = heed.database;
  const sampler = makeSampler({ db, brandId: 1, channelId, network: 'square', random: () => 0, now: () => NOW });
  sampler.offer(arrivalOf(post('sampled', 'passer-by', 5, { text: 'fine marmalade', addressed: false })));
  await sampler.write(true);
  const id = (await heed.services.audit.draw(owner)).posts[0]?.id ?? '';
  // Until somebody has begun to read, so few posts would be drawn anew.
  await heed.services.audit.mark(owner, id, 'cannot tell');
  return id;
}

async function addPicture(heed: TestHeed, owner: Who, messageId: string): Promise<string> {
  const { mediaId } = await heed.services.media.add(owner, await picture('red'));
  const shown = JSON.stringify([{ kind: 'image', url: '', mediaId, description: null, missing: null }]);
  await sql`update message set media = ${shown}::jsonb where brand_id = 1 and id = ${messageId}`.execute(
    heed.database.db,
  );
  return mediaId;
}

export async function picture(background: 'red' | 'blue'): Promise<Uint8Array<ArrayBuffer>> {
  const plain = { create: { width: 2, height: 2, channels: 3, background } } as const;
  return new Uint8Array(await sharp(plain).png().toBuffer());
}

type Makers = Pick<
  Company,
  | 'addBulkDeed'
  | 'addView'
  | 'addNotification'
  | 'addContact'
  | 'addMerge'
  | 'addSuggestion'
  | 'addImport'
  | 'addSpare'
  | 'addChannel'
  | 'addQuery'
  | 'addLetter'
  | 'addToken'
  | 'addAnswer'
  | 'addSavedReply'
  | 'addOwnPromise'
  | 'addCorrection'
  | 'letGo'
>;

function makers(heed: TestHeed, who: Company['who'], ids: Company['ids']): Makers {
  const { owner } = who;
  const { services, database } = heed;
  let said = 0;
  const addContact = async () => {
    const id = services.desk.makeId();
    await sql`insert into contact (brand_id, id, name, created_at) values (1, ${id}, 'Spare', ${NOW})`.execute(
      database.db,
    );
    return id;
  };
  return {
    async addSpare() {
      const email = `spare-${++count}@kestrel.example`;
      return (await services.people.addMember(owner, { name: 'Spare', email, role: 'agent' })).member.id;
    },
    async addChannel() {
      const wish = { network: 'square', name: 'Spare', inboxId: ids.inbox, credentials: {} };
      return (await services.channels.add(owner, wish)).id;
    },
    async addLetter() {
      const ear = await testEar(database, { brand: { brandId: 1, inboxId: ids.inbox }, channelId: ids.channel });
      const raw = `marmalade ${++count}`;
      await ear.ingest(ear.batch([{ kind: 'dropped', reason: 'not JSON', raw, cursor: null }]));
      const { rows } = await sql<{ id: number }>`select id from raw_event where body = ${raw}`.execute(database.db);
      return String(rows[0]?.id);
    },
    async addBulkDeed() {
      const deed = { kind: 'tag' as const, add: [`deed ${++count}`], remove: [] };
      const { undo } = await doBulk(services.desk, who.agent, [ids.conversation], deed);
      return undo ?? '';
    },
    async addView() {
      const filter = { view: 'all', status: 'active', sort: 'due' } as const;
      const shared = { name: `View ${++count}`, isShared: true, filter };
      return (await addSavedView(services.desk, owner, shared)).view.id;
    },
    addContact,
    async addMerge() {
      return (await mergeContacts(services.desk, owner, await addContact(), await addContact())).mergeId;
    },
    async addSuggestion() {
      const found = { id: services.desk.makeId(), evidence: [], score: 0.9 };
      const pair = { oneId: await addContact(), otherId: await addContact() };
      await database.db.transaction().execute(tx => keepSuggestion(tx, 1, { ...found, ...pair }, NOW));
      return found.id;
    },
    async addImport(state) {
      const file = Buffer.from('name,email\nThea,thea@brew.example\n');
      const { import: made } = await addImport({ ...services.desk, networks: [] }, owner, 'customers.csv', file);
      if (state === 'done') await changeImport(database.db, 1, made.id, { state, endedAt: NOW });
      return made.id;
    },
    async addNotification() {
      const { agentId } = who.agent;
      const about = { kind: 'rule', conversationId: ids.conversation, fromId: null } as const;
      const told = { agentId, cause: `a rule ${++count}`, ...about };
      const writing = { brandId: 1, at: NOW, makeId: services.desk.makeId };
      await database.db.transaction().execute(tx => notify(tx, writing, [told]));
      const { rows } = await listNotifications(services.desk, who.agent, { limit: 1 });
      return rows[0]?.id ?? '';
    },
    addQuery: async () => (await services.queries.add(owner, { text: `word${++count}` })).id,
    addToken: async agentId => (await services.tokens.make({ agentId }, 'spare')).id,
    async addAnswer(by, delivery) {
      const input = { visibility: 'public' as const, text: `sorry ${++count}`, anyway: true };
      const { message } = await reply(services.desk, by, ids.conversation, input);
      const approval = { state: 'waiting', why: { ruleId: message.id, rule: 'New here', reasons: [] }, askedAt: NOW };
      const asked =
        delivery === 'held' ? JSON.stringify({ ...approval, by: null, at: null, word: null, textBefore: null }) : null;
      await sql`
        update message set delivery = ${delivery}, handed_at = at, approval = ${asked}::jsonb where brand_id = 1 and id = ${message.id}`.execute(
        database.db,
      );
      return message.id;
    },
    async addSavedReply() {
      const variants = [{ lang: null, network: null, texts: ['A new seal.'], media: [] }];
      const rest = { shortcut: null, folder: '', tags: [], variants, actions: [], holding: false, own: false };
      return (await services.savedReplies.make(owner, { title: `Saved ${++count}`, ...rest })).id;
    },
    async addOwnPromise() {
      const at = (hours: number) => new Date(NOW.getTime() + hours * 3_600_000);
      const promise = { phrase: 'I’ll be back tomorrow', remindAt: at(12), dueAt: at(24) };
      const input = { visibility: 'public' as const, text: `tomorrow ${++count}`, anyway: true, promise };
      const { message } = await reply(services.desk, who.agent, ids.conversation, input);
      const { rows } = await sql<{ id: string }>`select id from own_promise where message_id = ${message.id}`.execute(
        database.db,
      );
      return rows[0]?.id ?? '';
    },
    async addCorrection() {
      said += 1;
      // One of those that are free for private use.
      const value = `qa${String.fromCharCode(97 + (said % 20))}`;
      const { correction } = await services.readings.correct(who.agent, ids.message, { aspect: 'language', value });
      return correction?.id ?? '';
    },
    async letGo() {
      await sql`
        update conversation set claimed_by = null, claimed_until = null, assignee_id = null where brand_id = 1`.execute(
        database.db,
      );
    },
  };
}

function whoOf(agentId: string, role: Role, inboxes: string[] = []): Who {
  return { agentId, brandId: 1, reach: { role, inboxes: role === 'partner' ? inboxes : 'all' } };
}

function unreachable(): never {
  throw new Error('this test has no network');
}

const noWorld = {
  callAt: null,
  charge: () => {},
  home: { url: '', seal: unreachable },
  fetch: unreachable,
  lines: unreachable,
  socket: unreachable,
  wait: unreachable,
  log: () => {},
};

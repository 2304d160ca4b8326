/**
 * The fake beside the real server: whoever wrote the connector wrote the fake as well, so what the connector leans on is asked of
 * both. The same questions must get answers of the same kind, and the same story must end as the same posts.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { NetworkFailure } from '../../src/connectors/connector.ts';
import { type MastodonFake, openFake } from '../../src/connectors/mastodon/fake.ts';
import type { Item, Post } from '../../src/core/post.ts';
import { itemsOf } from '../support/bluesky-channel.ts';
import { answerTo, type Channel, connected, deed, earOf } from '../support/peers/mastodon-channel.ts';
import { type Fediverse, type Somebody, startFediverse } from '../support/peers/snac.ts';
import { until } from '../support/until.ts';

const started = await startFediverse();
/** The fake with the habits this server was seen to have. */
const HABITS = {
  ids: 'hex',
  hasLinks: false,
  streams: 'none',
  instance: 'first',
  directReadsAs: 'private',
  keepsKeys: false,
  tellsSeveral: false,
  listsPrivate: false,
  maxCharacters: 100_000,
} as const;

/** What the connector reads out of each entity; `?`: may be nothing in either. */
const STATUS = `id created_at edited_at? content spoiler_text sensitive visibility language? url uri in_reply_to_id?
  in_reply_to_account_id? account.id account.acct account.username account.display_name account.url account.avatar
  mentions media_attachments reblog?`;
const ACCOUNT = 'id acct username display_name url avatar';

describe('The fake of the Mastodon API, beside snac', { skip: started.skip ?? false }, () => {
  const peer = started.peer as Fediverse;
  let us: Somebody;
  let thea: Somebody;
  let fake: MastodonFake;
  let real: Channel;
  let faked: Channel;

  before(async () => {
    us = await peer.home.join('kestrel');
    thea = await peer.home.join('thea');
    fake = await openFake(HABITS);
    real = await connected({ server: peer.home.origin, accessToken: us.token });
    faked = await connected({ server: fake.origin, accessToken: fake.token });
  });
  after(async () => {
    await real?.close();
    await faked?.close();
    await fake?.close();
    await peer?.close();
  });

  /** Status, and what the body holds, of the same question put to both. */
  async function both(method: string, path: (side: Side) => string, isKnown = true): Promise<[Answer, Answer]> {
    const sides: Side[] = [
      { origin: peer.home.origin, token: us.token, accountId: us.accountId },
      { origin: fake.origin, token: fake.token, accountId: fake.town.us.id },
    ];
    const answers = await Promise.all(
      sides.map(async side => {
        const headers = { authorization: `Bearer ${isKnown ? side.token : 'nobody-gave-this-out'}` };
        const answer = await fetch(side.origin + path(side), { method, headers });
        const text = await answer.text();
        return { status: answer.status, body: /^\s*[[{]/.test(text) ? (JSON.parse(text) as unknown) : text };
      }),
    );
    return answers as [Answer, Answer];
  }

  test('an account, a list of statuses, a notification, a status and its thread are of the same make', async () => {
    await us.post('our own words');
    await fake.weWriteElsewhere({ text: 'our own words' });
    const asked = await thea.post('@kestrel are you of the same make?');
    const askedOfFake = await fake.customerWrites({ text: 'are you of the same make?', mentionsUs: true });
    await until(async () => (await us.notifications()).length > 0);
    const questions: [name: string, path: (side: Side) => string, fields: string, pick: (body: unknown) => unknown][] =
      [
        ['who we are', () => '/api/v1/accounts/verify_credentials', ACCOUNT, body => body],
        ['our words', ({ accountId }) => `/api/v1/accounts/${accountId}/statuses?limit=40`, STATUS, first],
        ['notification', () => '/api/v1/notifications?limit=40', 'id type created_at status', first],
        [
          'its status',
          () => '/api/v1/notifications?limit=40',
          STATUS,
          body => (first(body) as { status: unknown }).status,
        ],
        [
          'a status',
          ({ origin }) => `/api/v1/statuses/${origin === fake.origin ? askedOfFake : asked.id}`,
          STATUS,
          body => body,
        ],
      ];
    for (const [name, path, fields, pick] of questions) {
      const [one, other] = await both('GET', path);
      assert.deepEqual([one.status, other.status], [200, 200], name);
      const kinds = [one, other].map(({ body }) => kindsOf(pick(body), fields));
      assert.deepEqual(kinds[1], kinds[0], name);
      assert.ok(!Object.values(kinds[0] ?? {}).includes('missing'), name);
    }
  });

  test('both refuse alike: a token nobody gave out, a status that is not there, several at once, a stream', async () => {
    const questions: [string, (side: Side) => string, boolean][] = [
      ['notifications without a token', () => '/api/v1/notifications', false],
      ['a status that is not there', () => `/api/v1/statuses/${'0'.repeat(10)}${'a'.repeat(32)}`, true],
      ['the second page about itself', () => '/api/v2/instance', true],
      ['several at once', () => '/api/v1/statuses?id[]=1&id[]=2', true],
      ['a stream', () => '/api/v1/streaming/user', true],
    ];
    for (const [name, path, isKnown] of questions) {
      const [one, other] = await both('GET', path, isKnown);
      assert.equal(other.status, one.status, name);
    }
  });

  test('one story, told on both, is heard as the same posts and ends the same', async () => {
    const onReal = await story(real, {
      write: async (text, visibility) => (await thea.post(`@kestrel ${text}`, { visibility })).id,
      edit: async (id, text) => (await thea.edit(await statusOf(thea, id), `@kestrel ${text}`)).id,
      erase: async id => thea.remove(await statusOf(thea, id)),
    });
    const onFake = await story(faked, {
      write: (text, visibility) =>
        fake.customerWrites(visibility === 'direct' ? { text, privately: true } : { text, mentionsUs: true }),
      edit: async (id, text) => {
        await fake.customerEdits(id, `@kestrel ${text}`);
        return id;
      },
      erase: id => fake.customerDeletes(id),
    });
    assert.deepEqual(onFake, onReal);
    assert.ok(onReal.length > 5);
  });
});

type Side = { origin: string; token: string; accountId: string };
type Answer = { status: number; body: unknown };

async function statusOf(somebody: Somebody, id: string) {
  const { body } = await somebody.call('GET', `/api/v1/statuses/${id}`);
  return body as Awaited<ReturnType<Somebody['post']>>;
}

function first(body: unknown): unknown {
  return (body as unknown[])[0];
}

/** Each field with the kind of what stands in it; those marked may be empty are left to the reading of it. */
function kindsOf(entity: unknown, fields: string): Record<string, string> {
  const names = fields.split(/\s+/).filter(name => name !== '' && !name.endsWith('?'));
  return Object.fromEntries(names.map(name => [name, kindOf(valueAt(entity, name))]));
}

function valueAt(entity: unknown, name: string): unknown {
  let value = entity;
  for (const step of name.split('.')) value = (value as Record<string, unknown> | null | undefined)?.[step];
  return value;
}

function kindOf(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'list';
  if (typeof value !== 'string') return typeof value;
  if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)) return 'instant';
  return /^https?:\/\//.test(value) ? 'address' : 'words';
}

type Customer = {
  write(text: string, visibility: string): Promise<string>;
  /** @returns the id it has from now on */
  edit(id: string, text: string): Promise<string>;
  erase(id: string): Promise<void>;
};

/** What happens between a customer and us, as the connector tells it: each step by what matters to the desk. */
async function story({ context }: Channel, customer: Customer): Promise<unknown[]> {
  const told: unknown[] = [];
  const ear = earOf(context);
  await ear.round();
  const asked = await customer.write('the grinder screams', 'public');
  const post = await ear.post(({ text }) => text.includes('the grinder screams'));
  told.push(['asked', matters(post)]);
  const reply = deed('reply');
  const draft = answerTo(post, 'We are sorry.');
  const since = new Date(Date.now() - 60_000);
  assert.ok(reply.idempotency === 'lookup');
  told.push(['before', await reply.find(context, draft, since)]);
  const sent = await reply.send(context, draft);
  told.push(['found', (await reply.find(context, draft, since))?.remoteId === sent.remoteId]);
  const echo = await ear.post(({ own, text }) => own && text.includes('We are sorry.'));
  told.push(['echo', matters(echo), echo.remoteId === sent.remoteId, echo.parentRemoteId === post.remoteId]);
  await customer.write('my number is 4711', 'direct');
  const secret = await ear.post(({ text }) => text.includes('my number is 4711'));
  told.push(['in private', matters(secret), secret.room !== null]);
  const privately = await deed('direct').send(context, answerTo(secret, 'Thank you.'));
  told.push(['answered', privately.room === secret.room]);
  const edited = await customer.edit(asked, 'the grinder whispers');
  const edit = await ear.item((item): item is Item & { kind: 'edit' } => item.kind === 'edit');
  told.push(['edit', edit.text.includes('whispers'), edit.remoteId === post.remoteId]);
  await customer.erase(edited);
  const removed = await ear.item((item): item is Item & { kind: 'remove' } => item.kind === 'remove');
  told.push(['removed', removed.by, removed.remoteId === post.remoteId]);
  const late = await reply.send(context, answerTo(post, 'Too late.')).catch((error: unknown) => error);
  assert.ok(late instanceof NetworkFailure);
  told.push(['too late', late.next]);
  await ear.round();
  told.push(['heard', itemsOf(ear.heard).filter(({ kind }) => kind === 'post').length]);
  return told;
}

function matters({ visibility, addressed, own, rootRemoteId, parentRemoteId, warning, attachments, text }: Post) {
  const stands = [rootRemoteId === null, parentRemoteId === null];
  return {
    visibility,
    addressed,
    own,
    stands,
    warning,
    pictures: attachments.length,
    text: text.replace(/^@\S+ /, ''),
  };
}

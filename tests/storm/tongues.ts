/** How each network tells its changes when it calls us, in the forms of its documents. */
import { createHmac } from 'node:crypto';
import type { Connector, HookRequest } from '../../src/connectors/connector.ts';
import { facebook } from '../../src/connectors/facebook/index.ts';
import { instagram } from '../../src/connectors/instagram/index.ts';
import { signedHook } from '../../src/connectors/kit/meta/fake-graph.ts';
import { telegram } from '../../src/connectors/telegram/index.ts';
import { SECRET_HEADER } from '../../src/connectors/telegram/webhook.ts';
import { threads } from '../../src/connectors/threads/index.ts';
import { whatsapp } from '../../src/connectors/whatsapp/index.ts';
import { x } from '../../src/connectors/x/index.ts';
import type { Person } from '../../src/core/post.ts';
import { type About, BEGAN_AT, type Change, type ChangeKind, type Climate, isAbout } from './sky.ts';

export type Tongue = Climate & {
  connector: Connector;
  /** Changes in one call at most. */
  most: number;
  /** How long after a failure the network tries again, counted from the first try; then it gives up. */
  triesAfterMinutes: readonly number[];
  account: Person;
  credentials: Record<string, unknown>;
  says(changes: readonly Change[], at: Date, secret: string): HookRequest;
};

const SECRET = 'secret of the storm, and of nothing else';
/** At once, then ever more seldom for 36 hours. */
const META_MINUTES = [0, 0.1, 1, 5, 15, 60, 180, 360, 720, 1_080, 1_440, 1_800, 2_160];

/** Until it is taken, for a day. */
const HOURLY = [0, 0.1, 1, 5, 15, 30, ...Array.from({ length: 24 }, (_, i) => (i + 1) * 60)];

function us(remoteId: string): Person {
  return { remoteId, handle: 'kestrel.coffee', name: 'Kestrel', avatarUrl: null, profileUrl: null };
}

function seconds(at: Date): number {
  return Math.floor(at.getTime() / 1_000);
}

function kinds(...known: ChangeKind[]): ReadonlySet<ChangeKind> {
  return new Set(known);
}

const ALL = kinds('post', 'ours', 'edit', 'remove', 'delivered', 'read', 'bad', 'other');

const PAGE = '104200000000001';

const facebookTongue: Tongue = {
  connector: facebook as Connector,
  knows: ALL,
  places: ['public', 'private'],
  most: 1_000,
  triesAfterMinutes: META_MINUTES,
  account: us(PAGE),
  credentials: {
    appId: '320000000000007',
    appSecret: SECRET,
    accessToken: 'tokenOfTheStormUsedInTestsOnly',
    known: { pageId: PAGE, endsAt: null, dataEndsAt: null, scopes: [], bySignIn: false },
  },
  says: (changes, at) => signedHook({ object: 'page', entry: changes.map(facebookEntry) }, at, SECRET),
};

function facebookEntry(change: Change): unknown {
  const time = seconds(change.at);
  const feed = (value: unknown) => ({ id: PAGE, time, changes: [{ field: 'feed', value }] });
  if (change.kind === 'bad')
    return feed({ item: 'comment', verb: 'add', created_time: time, message: `bad ${change.of}` });
  if (!isAbout(change)) return feed({ item: 'coupon', verb: 'add', created_time: time });
  const isMessage = !('isPrivate' in change) || change.isPrivate;
  if (isMessage) return { id: PAGE, time: change.at.getTime(), messaging: [metaMessage(change, PAGE)] };
  const ids = { post_id: `${PAGE}_900`, parent_id: `${PAGE}_900`, comment_id: `900_${change.of}`, item: 'comment' };
  const isOurs = change.kind === 'ours';
  const from = isOurs ? { id: PAGE, name: 'Kestrel' } : { id: `24${change.who}`, name: `Customer ${change.who}` };
  const words = 'text' in change ? { message: change.text } : {};
  const verb = change.kind === 'edit' ? 'edited' : change.kind === 'remove' ? 'remove' : 'add';
  return feed({ from, ...words, ...ids, created_time: time, verb });
}

/** Messenger and Instagram tell private messages alike. */
function metaMessage(change: About, own: string): unknown {
  const [mid, customer] = [`m_storm${change.of}`, `24${change.who}`];
  const timestamp = change.at.getTime();
  const theirs = { sender: { id: customer }, recipient: { id: own }, timestamp };
  switch (change.kind) {
    case 'post':
      return { ...theirs, message: { mid, text: change.text } };
    case 'ours':
      return {
        sender: { id: own },
        recipient: { id: customer },
        timestamp,
        message: { mid, text: change.text, is_echo: true },
      };
    case 'edit':
      return { ...theirs, message_edit: { mid, text: change.text, num_edit: change.version } };
    case 'remove':
      return { ...theirs, message: { mid, is_deleted: true } };
    case 'delivered':
      return { ...theirs, delivery: { mids: [mid], watermark: timestamp } };
    default:
      return { ...theirs, read: { mid, watermark: timestamp } };
  }
}

const IG = '17841400000000001';

const instagramTongue: Tongue = {
  connector: instagram as Connector,
  knows: kinds('post', 'ours', 'edit', 'remove', 'read', 'bad', 'other'),
  places: ['private'],
  most: 1_000,
  triesAfterMinutes: META_MINUTES,
  account: us(IG),
  credentials: {
    appId: '700000000000001',
    appSecret: SECRET,
    accessToken: 'tokenOfTheStormUsedInTestsOnly',
    known: { accountId: IG },
  },
  says: (changes, at) => signedHook({ object: 'instagram', entry: changes.map(instagramEntry) }, at, SECRET),
};

function instagramEntry(change: Change): unknown {
  const time = change.at.getTime();
  if (change.kind === 'bad')
    return { id: IG, time, changes: [{ field: 'comments', value: { text: `bad ${change.of}`, id: { no: 'id' } } }] };
  if (!isAbout(change)) return { id: IG, time, changes: [{ field: 'story_insights', value: {} }] };
  return { id: IG, time, messaging: [metaMessage(change, IG)] };
}

const PHONE = '106540350001';

const whatsappTongue: Tongue = {
  connector: whatsapp as Connector,
  knows: kinds('post', 'ours', 'edit', 'remove', 'delivered', 'read', 'failed', 'bad', 'other'),
  places: ['private'],
  most: 1_000,
  triesAfterMinutes: [...META_MINUTES, 2_880, 5_760, 10_080],
  account: us(PHONE),
  credentials: {
    accessToken: 'tokenOfTheStormUsedInTestsOnly',
    phoneNumberId: PHONE,
    wabaId: '102290120001',
    appId: '320000000000007',
    appSecret: SECRET,
  },
  says: (changes, at) =>
    signedHook(
      { object: 'whatsapp_business_account', entry: [{ id: '102290120001', changes: changes.map(whatsappChange) }] },
      at,
      SECRET,
    ),
};

function whatsappChange(change: Change): unknown {
  const metadata = { display_phone_number: '49305550100', phone_number_id: PHONE };
  const said = (field: string, list: Record<string, unknown>) => ({
    field,
    value: { messaging_product: 'whatsapp', metadata, ...list },
  });
  const timestamp = String(seconds(change.at));
  const id = `wamid.STORM${change.of}`;
  if (change.kind === 'bad')
    return said('messages', { messages: [{ type: 'text', text: { body: `bad ${change.of}` } }] });
  if (!isAbout(change)) return said('account_review_update', { decision: 'APPROVED' });
  const from = `4930${1_000_000 + change.who}`;
  const contacts = [{ profile: { name: `Customer ${change.who}` }, wa_id: from }];
  const message = (more: Record<string, unknown>) =>
    said('messages', { contacts, messages: [{ from, timestamp, ...more }] });
  switch (change.kind) {
    case 'post':
      return message({ id, type: 'text', text: { body: change.text } });
    case 'ours':
      return said('smb_message_echoes', {
        message_echoes: [{ from: '49305550100', to: from, id, timestamp, type: 'text', text: { body: change.text } }],
      });
    case 'edit':
      return message({
        id: `${id}.${change.version}`,
        type: 'edit',
        edit: { original_message_id: id, message: { type: 'text', text: { body: change.text } } },
      });
    case 'remove':
      return message({ id: `${id}.gone`, type: 'revoke', revoke: { original_message_id: id } });
    default:
      return said('messages', {
        statuses: [
          {
            id,
            status: change.kind,
            timestamp,
            recipient_id: from,
            ...(change.kind === 'failed' ? { errors: [{ code: 131_026, title: 'Message undeliverable' }] } : {}),
          },
        ],
      });
  }
}

const THREADS = '25100000000000001';

const threadsTongue: Tongue = {
  connector: threads as Connector,
  knows: kinds('post', 'ours', 'bad', 'other'),
  places: ['public'],
  // It tells one at a time; in a list it would be read as well.
  most: 1_000,
  triesAfterMinutes: META_MINUTES,
  account: us(THREADS),
  credentials: { clientId: '1200000000000001', clientSecret: SECRET, accessToken: 'tokenOfTheStormUsedInTestsOnly' },
  says: (changes, at) => signedHook(changes.map(threadsTelling), at, SECRET),
};

function threadsTelling(change: Change): unknown {
  const time = seconds(change.at);
  const told = (topic: string, field: string, value: unknown) => ({
    app_id: '1200000000000001',
    topic,
    target_id: THREADS,
    time,
    values: { value, field },
  });
  if (change.kind === 'bad') return told('moderate', 'replies', { text: `bad ${change.of}` });
  if (change.kind !== 'post' && change.kind !== 'ours') return told('moderate', 'likes', { id: `18${change.of}` });
  const isOurs = change.kind === 'ours';
  return told(isOurs ? 'interaction' : 'moderate', isOurs ? 'publish' : 'replies', {
    id: `18${change.of}`,
    username: isOurs ? 'kestrel.coffee' : `customer_${change.who}`,
    text: change.text,
    media_type: 'TEXT_POST',
    replied_to: { id: '17900' },
    root_post: { id: '17900', owner_id: THREADS, username: 'kestrel.coffee' },
    timestamp: change.at.toISOString().replace('.000Z', '+0000'),
  });
}

const telegramTongue: Tongue = {
  connector: telegram as Connector,
  knows: kinds('post', 'edit', 'bad', 'other'),
  places: ['private'],
  most: 1,
  triesAfterMinutes: HOURLY,
  account: us('7310000001'),
  credentials: { token: '7310000001:ofTheStormForTestsOnlyNeverReal0000' },
  says: ([change], at, secret) => ({
    method: 'POST',
    url: new URL('https://desk.example/hooks'),
    headers: new Headers({ 'content-type': 'application/json', [SECRET_HEADER]: secret }),
    bytes: new TextEncoder().encode(JSON.stringify(telegramUpdate(change))),
    now: at,
  }),
};

function telegramUpdate(change: Change | undefined): unknown {
  if (change === undefined || change.kind === 'bad') return { update_id: change?.of ?? 1, message: { text: 'bad' } };
  if (!isAbout(change)) return { update_id: 500_000 + change.of, poll: { id: `${change.of}` } };
  const user = { id: 5_550_000 + change.who, is_bot: false, first_name: `Customer ${change.who}` };
  const chat = { id: user.id, type: 'private', first_name: user.first_name };
  const date = seconds(change.at);
  const message = { message_id: change.of, from: user, chat, date, text: 'text' in change ? change.text : '' };
  return change.kind === 'edit'
    ? { update_id: 700_000 + change.of * 10 + change.version, edited_message: { ...message, edit_date: date } }
    : { update_id: change.of, message };
}

const X = '1111111111111111111';

const xTongue: Tongue = {
  connector: x as Connector,
  knows: kinds('post', 'ours', 'remove', 'bad', 'other'),
  places: ['public'],
  most: 1,
  // It is asked to tell again what it could not hand over.
  triesAfterMinutes: HOURLY,
  account: us(X),
  credentials: { apiKey: 'keyOfTheStorm', apiSecret: SECRET, accessToken: 'tokenOfTheStormUsedInTestsOnly' },
  says([change], at) {
    const bytes = new TextEncoder().encode(JSON.stringify({ data: xEvent(change) }));
    const signature = createHmac('sha256', SECRET).update(bytes).digest('base64');
    const headers = new Headers({ 'x-twitter-webhooks-signature': `sha256=${signature}` });
    return { method: 'POST', url: new URL('https://desk.example/hooks'), headers, bytes, now: at };
  },
};

function xEvent(change: Change | undefined): unknown {
  const event = (event_type: string, payload: unknown, users: unknown[] = []) => ({
    event_uuid: `${change?.kind} ${change?.of}`,
    filter: { user_id: X },
    event_type,
    payload,
    includes: { users },
  });
  if (change === undefined || change.kind === 'bad') return event('post.mention.create', { text: `bad ${change?.of}` });
  if (!isAbout(change)) return event('profile.update.bio', { user_id: X });
  // Ids tell the moment they were made at.
  const id = String((BigInt(BEGAN_AT.getTime() - X_EPOCH_MS) << 22n) + BigInt(change.of));
  if (change.kind === 'remove') return event('post.delete', { id, user_id: `2${change.who}` });
  const author =
    change.kind === 'ours'
      ? { id: X, username: 'kestrel.coffee' }
      : { id: `22${change.who}`, username: `customer${change.who}` };
  return event(
    change.kind === 'ours' ? 'post.create' : 'post.mention.create',
    {
      id,
      text: 'text' in change ? change.text : '',
      author_id: author.id,
      created_at: change.at.toISOString(),
      conversation_id: id,
      edit_history_tweet_ids: [id],
    },
    [{ ...author, name: author.username }],
  );
}

const X_EPOCH_MS = 1_288_834_974_657;

/** Networks that call us; a connector with a hook that is missing here fails the test that looks. */
export const tongues: readonly Tongue[] = [
  facebookTongue,
  instagramTongue,
  whatsappTongue,
  threadsTongue,
  telegramTongue,
  xTongue,
];

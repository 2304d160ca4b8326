/** The miniature's server: sessions, records, views and rooms over XRPC. */

import { toString as cidText } from '@atcute/cid';
import { POST } from '../address.ts';
import { type Account, cidOfBytes, type Network, type Room } from './network.ts';
import { answerOauth, refusalOf, thumbprintOf, withNonce } from './oauth.ts';
import type { Telling } from './streams.ts';
import { personView, postView, reasonFor, threadView } from './views.ts';

export class XrpcRefusal extends Error {
  readonly status: number;
  readonly called: string;
  readonly headers: Record<string, string>;

  constructor(status: number, called: string, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.status = status;
    this.called = called;
    this.headers = headers;
  }
}

export type Server = {
  network: Network;
  /** App passwords by account. */
  passwords: Map<string, string>;
  /** `key`: the token is bound to it. */
  sessions: Map<string, { did: string; kind: 'access' | 'refresh'; isOver: boolean; mayChat: boolean; key?: string }>;
  /** Sign-ins under way: what was asked for, and what was agreed to. */
  requests: Map<string, URLSearchParams>;
  codes: Map<string, { did: string; challenge: string }>;
  count: number;
  now: () => Date;
  /** createSession calls still allowed in these five minutes. */
  sessionsLeft: number;
  /** False: no AppView stands behind this server. */
  hasAppView: boolean;
  telling: Telling;
  /** Posts that were reported, once a report. */
  reports: string[];
};

type Ask = {
  query: URLSearchParams;
  body: Record<string, unknown>;
  bytes: Uint8Array;
  type: string;
  who: Account | null;
};
type Answer = (server: Server, ask: Ask) => unknown;

export async function answerXrpc(server: Server, request: Request): Promise<Response> {
  const url = new URL(request.url);
  const name = url.pathname.replace(/^\/xrpc\//, '');
  const aboutSignIn = await answerOauth(server, request);
  if (aboutSignIn !== null) return aboutSignIn;
  try {
    const answer = ANSWERS[name];
    if (!answer) throw new XrpcRefusal(501, 'MethodNotImplemented', 'Method Not Implemented');
    if (name.startsWith('app.bsky.') && !server.hasAppView)
      throw new XrpcRefusal(502, 'UpstreamFailure', 'pipethrough network error');
    const bytes = new Uint8Array(await request.arrayBuffer());
    const type = request.headers.get('content-type') ?? '';
    const body = type.startsWith('application/json') ? JSON.parse(new TextDecoder().decode(bytes)) : {};
    const who = whoAsks(server, name, request);
    const said = await answer(server, { query: url.searchParams, body, bytes, type, who });
    if (said instanceof Response) return said;
    return json(server, 200, said ?? {});
  } catch (error) {
    if (!(error instanceof XrpcRefusal)) throw error;
    return json(server, error.status, { error: error.called, message: error.message }, error.headers);
  }
}

function json(server: Server, status: number, value: unknown, headers: Record<string, string> = {}): Response {
  const date = server.now().toUTCString();
  return new Response(JSON.stringify(value), {
    status,
    headers: { 'content-type': 'application/json', date, ...headers },
  });
}

const OPEN = new Set([
  'com.atproto.server.createSession',
  'com.atproto.identity.resolveHandle',
  'com.atproto.repo.describeRepo',
]);

function whoAsks(server: Server, name: string, request: Request): Account | null {
  if (OPEN.has(name)) return null;
  const [, scheme, token] = request.headers.get('authorization')?.match(/^(Bearer|DPoP) (\S+)$/) ?? [];
  if (token === undefined) throw new XrpcRefusal(401, 'AuthMissing', 'Authentication Required');
  const session = server.sessions.get(token);
  const wanted = /\.(refresh|delete)Session$/.test(name) ? 'refresh' : 'access';
  if (!session || session.kind !== wanted) throw new XrpcRefusal(400, 'InvalidToken', 'Token could not be verified');
  if ((session.key === undefined) !== (scheme === 'Bearer'))
    throw new XrpcRefusal(400, 'InvalidToken', 'Token is bound');
  if (session.key !== undefined) mustBeBound(request, token, session.key);
  if (session.isOver) throw new XrpcRefusal(400, 'ExpiredToken', 'Token has expired');
  if (name.startsWith('chat.bsky.')) {
    if (!session.mayChat) throw new XrpcRefusal(400, 'InvalidToken', 'Bad token method');
    if (request.headers.get('atproto-proxy') !== 'did:web:api.bsky.chat#bsky_chat')
      throw new XrpcRefusal(501, 'MethodNotImplemented', 'Method Not Implemented');
  }
  return server.network.state.accounts.get(session.did) ?? null;
}

function mustBeBound(request: Request, token: string, key: string): void {
  const refused = refusalOf(request, token) ?? (thumbprintOf(request) === key ? null : 'invalid_dpop_proof');
  if (refused === null) return;
  const headers = {
    'www-authenticate': `DPoP error="${refused}"`,
    ...Object.fromEntries(withNonce(new Response()).headers),
  };
  throw new XrpcRefusal(401, refused, 'The proof is not the one wanted.', headers);
}

export function openSession(server: Server, account: Account, mayChat = true) {
  const issue = (kind: 'access' | 'refresh') => {
    const token = `fake-${kind}-${++server.count}`;
    server.sessions.set(token, { did: account.did, kind, isOver: false, mayChat });
    return token;
  };
  return {
    did: account.did,
    handle: account.handle,
    accessJwt: issue('access'),
    refreshJwt: issue('refresh'),
    active: true,
  };
}

const ANSWERS: Record<string, Answer> = {
  'com.atproto.server.createSession': (server, { body }) => {
    if (server.sessionsLeft-- <= 0)
      throw new XrpcRefusal(429, 'RateLimitExceeded', 'Rate Limit Exceeded', { 'retry-after': '287' });
    const account = server.network.byName(String(body['identifier']));
    if (!account || server.passwords.get(account.did) !== body['password'])
      throw new XrpcRefusal(401, 'AuthenticationRequired', 'Invalid identifier or password');
    return openSession(server, account);
  },
  'com.atproto.server.refreshSession': (server, { who }) => openSession(server, known(who)),
  'com.atproto.server.deleteSession': (server, { who }) => {
    for (const session of server.sessions.values()) if (session.did === known(who).did) session.isOver = true;
    return {};
  },
  'com.atproto.server.getSession': (_server, { who }) => ({
    did: known(who).did,
    handle: known(who).handle,
    active: true,
  }),
  'com.atproto.identity.resolveHandle': (server, { query }) => {
    const account = server.network.byName(query.get('handle') ?? '');
    if (!account) throw new XrpcRefusal(400, 'InvalidRequest', 'Unable to resolve handle');
    return { did: account.did };
  },
  'com.atproto.repo.getRecord': ({ network }, { query }) => {
    const uri = `at://${query.get('repo')}/${query.get('collection')}/${query.get('rkey')}`;
    const found = network.state.records.get(uri);
    if (!found) throw new XrpcRefusal(400, 'RecordNotFound', `Could not locate record: ${uri}`);
    return { uri: found.uri, cid: found.cid, value: found.value };
  },
  'com.atproto.moderation.createReport': (server, { body, who }) => {
    const { uri } = body['subject'] as { uri: string };
    if (!/#reason(Spam|Rude|Violation|Other)$/.test(String(body['reasonType'])))
      throw new XrpcRefusal(400, 'InvalidRequest', 'Invalid reason type');
    server.reports.push(uri);
    return { id: server.reports.length, subject: body['subject'], reportedBy: known(who).did };
  },
  'com.atproto.repo.putRecord': putRecord,
  'com.atproto.repo.deleteRecord': ({ network }, { body, who }) => {
    network.erase(known(who).did, String(body['collection']), String(body['rkey']));
    return {};
  },
  'com.atproto.repo.listRecords': ({ network }, { query }) => {
    const all = network.postsBy(query.get('repo') ?? '').sort((a, b) => (a.uri < b.uri ? 1 : -1));
    const { page, cursor } = pageOf(all, query, ({ uri }) => uri);
    return { records: page.map(({ uri, cid, value }) => ({ uri, cid, value })), cursor };
  },
  'com.atproto.repo.uploadBlob': (_server, { bytes, type }) => {
    if (bytes.length > 1_000_000) throw new XrpcRefusal(400, 'BlobTooLarge', 'This file is too large.');
    const $link = cidText(cidOfBytes(bytes, 85));
    return { blob: { $type: 'blob', ref: { $link }, mimeType: type, size: bytes.length } };
  },
  'app.bsky.actor.getProfile': ({ network }, { query, who }) =>
    personView(network.byName(query.get('actor') ?? ''), who),
  'app.bsky.actor.getProfiles': ({ network }, { query, who }) => ({
    profiles: query.getAll('actors').flatMap(did => {
      const found = network.byName(did);
      return found ? [personView(found, who)] : [];
    }),
  }),
  'com.atproto.repo.describeRepo': ({ network }, { query }) => {
    const found = network.byName(query.get('repo') ?? '');
    if (!found) throw new XrpcRefusal(400, 'RepoNotFound', 'Could not find user');
    return { did: found.did, handle: found.handle, handleIsCorrect: true };
  },
  'app.bsky.feed.getPosts': ({ network }, { query, who }) => ({
    posts: query.getAll('uris').flatMap(uri => {
      const found = network.state.records.get(uri);
      const view = found && postView(network, found, who);
      // Behind a block there is nothing to see, in either direction.
      return view && !view.author.viewer.blockedBy && !('blocking' in view.author.viewer) ? [view] : [];
    }),
  }),
  'app.bsky.feed.getPostThread': ({ network }, { query, who }) => {
    const found = network.state.records.get(query.get('uri') ?? '');
    if (!found) throw new XrpcRefusal(400, 'NotFound', `Post not found: ${query.get('uri')}`);
    return { thread: threadView(network, found, who) };
  },
  'app.bsky.notification.listNotifications': ({ network, telling }, { query, who }) => {
    const viewer = known(who);
    const all = [...network.state.records.values()]
      .flatMap(stored => {
        const reason = reasonFor(stored, viewer);
        return reason === null ? [] : [{ ...postView(network, stored, viewer), reason, isRead: false }];
      })
      .sort((a, b) => (a.indexedAt < b.indexedAt ? 1 : -1));
    const { page, cursor } = pageOf(all, query, ({ indexedAt }) => indexedAt);
    // The reasons are looked at after the page is cut: a page may be empty and not the last.
    const reasons = query.getAll('reasons');
    const wanted = page.filter(({ reason }) => reasons.length === 0 || reasons.includes(reason));
    return { notifications: told(wanted, telling), cursor };
  },
  'chat.bsky.convo.getLog': ({ network }, { query, who }) => {
    const after = query.get('cursor') ?? '';
    const mine = network.state.chatLog.filter(
      ({ rev, convoId }) => rev > after && network.state.rooms.get(convoId)?.members.includes(known(who).did),
    );
    const logs = mine.slice(0, 100).map(({ type, ...entry }) => ({ $type: `chat.bsky.convo.defs#${type}`, ...entry }));
    return { logs, cursor: logs.at(-1)?.rev ?? (after === '' ? '2222222222222' : after) };
  },
  'chat.bsky.convo.getConvo': ({ network }, { query, who }) => ({
    convo: convoView(network, roomBy(network, query.get('convoId')), known(who)),
  }),
  'chat.bsky.convo.getConvoForMembers': ({ network }, { query, who }) => {
    const other = network.byName(query.get('members') ?? '');
    if (!other) throw new XrpcRefusal(400, 'RecipientNotFound', 'Recipient not found');
    if (!other.takesMessages)
      throw new XrpcRefusal(400, 'MessagesDisabled', 'recipient has disabled incoming messages');
    return { convo: convoView(network, network.roomOf([known(who).did, other.did]), known(who)) };
  },
  'chat.bsky.convo.sendMessage': ({ network }, { body, who }) => {
    const text = String((body['message'] as { text?: unknown } | undefined)?.text ?? '');
    return network.say(roomBy(network, String(body['convoId'])), known(who).did, text);
  },
  'chat.bsky.convo.getMessages': ({ network }, { query }) => {
    const newestFirst = roomBy(network, query.get('convoId')).messages.toReversed();
    const { page, cursor } = pageOf(newestFirst, query, ({ rev }) => rev);
    return { messages: page.map(one => ({ $type: 'chat.bsky.convo.defs#messageView', ...one })), cursor };
  },
  'chat.bsky.convo.deleteMessageForSelf': () => ({}),
};

function putRecord({ network }: Server, { body, who }: Ask) {
  const { did } = known(who);
  const record = body['record'] as Record<string, unknown>;
  const [collection, rkey] = [String(body['collection']), String(body['rkey'])];
  if (body['repo'] !== did) throw new XrpcRefusal(401, 'AuthenticationRequired', 'Authentication Required');
  if (collection === POST) mustBePost(record, rkey);
  const uri = `at://${did}/${collection}/${rkey}`;
  const before = network.state.records.get(uri);
  const isSame = before !== undefined && JSON.stringify(before.value) === JSON.stringify(record);
  const swap = body['swapRecord'];
  if (before && !isSame && (swap === null || (typeof swap === 'string' && swap !== before.cid)))
    throw new XrpcRefusal(400, 'InvalidSwap', `Record was at ${before.cid}`);
  const { stored, rev } = network.write(did, collection, rkey, record);
  return { uri, cid: stored.cid, ...(rev === null ? {} : { commit: { cid: stored.cid, rev } }) };
}

/** The lexicon's own limits, and what servers add: a key that is a time, and references of exactly two parts. */
function mustBePost(record: Record<string, unknown>, rkey: string): void {
  const invalid = (why: string) => new XrpcRefusal(400, 'InvalidRequest', `Invalid app.bsky.feed.post record: ${why}`);
  const text = String(record['text']);
  if ([...new Intl.Segmenter().segment(text)].length > 300) throw invalid('text must not be longer than 300 graphemes');
  if (new TextEncoder().encode(text).length > 3_000) throw invalid('text must not be longer than 3000 characters');
  if (!/^[2-7a-j][2-7a-z]{12}$/.test(rkey)) throw invalid('rkey must be a valid TID');
  for (const ref of Object.values((record['reply'] as Record<string, object> | undefined) ?? {}))
    if (Object.keys(ref).sort().join() !== 'cid,uri') throw invalid('reply must hold uri and cid');
}

function convoView(network: Network, room: Room, viewer: Account) {
  const members = room.members.map(did => personView(network.state.accounts.get(did), viewer));
  return { id: room.id, rev: room.messages.at(-1)?.rev ?? '2222222222222', members, muted: false, unreadCount: 0 };
}

function roomBy(network: Network, id: string | null): Room {
  const room = network.state.rooms.get(id ?? '');
  if (!room) throw new XrpcRefusal(400, 'InvalidConvo', 'Convo not found');
  return room;
}

/** Newest first, after a cursor that is the sort key of the last one shown. */
function pageOf<T>(all: T[], query: URLSearchParams, keyOf: (one: T) => string): { page: T[]; cursor?: string } {
  const limit = Number(query.get('limit') ?? 50);
  const cursor = query.get('cursor');
  const rest = cursor === null ? all : all.filter(one => keyOf(one) < cursor);
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  return { page, ...(rest.length > limit && last !== undefined ? { cursor: keyOf(last) } : {}) };
}

function known(account: Account | null): Account {
  if (!account) throw new XrpcRefusal(401, 'AuthMissing', 'Authentication Required');
  return account;
}

/** Twice, out of order, or with one among them that nobody can read. */
function told(list: unknown[], { twice, shuffled, damagedToo }: Telling): unknown[] {
  const ordered = shuffled ? list.toReversed() : list;
  const all = twice ? ordered.flatMap(one => [one, one]) : ordered;
  return damagedToo ? [{ uri: 7, reason: 'mention' }, ...all] : all;
}

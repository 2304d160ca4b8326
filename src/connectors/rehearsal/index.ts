/** Rehearsal: the network inside Heed, spoken to over HTTP like any other. */
import { z } from 'zod';
import type { Person } from '../../core/post.ts';
import {
  type Context,
  type Draft,
  defineConnector,
  type Heard,
  type Limits,
  NetworkFailure,
  type Sent,
} from '../connector.ts';
import { mustFit } from '../kit/fits.ts';
import { dropped, expect } from '../kit/json.ts';
import { serverSent } from '../kit/server-sent.ts';
import { type Place, personOf, readAct, readPost } from './parse.ts';
import { hungSchema, meSchema, pageSchema, sentSchema } from './schema.ts';

const credentialsSchema = z.object({
  url: z
    .url({ protocol: /^https?$/ })
    .default('http://127.0.0.1:7373/rehearsal')
    .meta({ title: 'Address of the square' }),
  company: z.string().trim().min(1).max(60).meta({ title: 'Name of the company on the square' }),
  token: z.string().optional().meta({ title: 'Key (left empty, a new one is made)', secret: true }),
});
export type RehearsalCredentials = z.infer<typeof credentialsSchema>;
type RehearsalContext = Context<RehearsalCredentials>;

/** The square's heartbeat comes every 15 s. */
const SILENCE_MS = 45_000;
const POLL_SECONDS = 60;

const limits: Limits = {
  text: { max: 500, unit: 'graphemes', linkWeighs: null },
  privateText: { max: 2_000, unit: 'graphemes' },
  media: { perPost: 4, maxBytes: 2 * 1024 * 1024, types: ['image/png', 'image/jpeg', 'image/gif', 'image/webp'] },
  privateWindowHours: null,
  privateRepliesPerPost: null,
  rate: { requests: 3_000, perSeconds: 60 },
  priceUsd: null,
};

export const rehearsal = defineConnector<RehearsalCredentials>({
  id: 'rehearsal',
  name: 'Rehearsal',
  credentials: credentialsSchema,
  connect: { check },
  limits,
  cannotHear: ['Nothing: every word said on the square is heard, and nobody outside this installation is on it.'],
  inbound: {
    stream: { open: streamFrom },
    poll: { everySeconds: POLL_SECONDS, page: pageFrom },
    backfill: { pages: postsSince },
  },
  outbound: {
    reply: { idempotency: 'native', send: reply },
    direct: { idempotency: 'native', send: sendPrivately },
    privateReply: { idempotency: 'native', send: sendPrivately },
    remove: takeBack,
  },
});

async function check(context: Omit<RehearsalContext, 'account' | 'channelId'>) {
  const { url, company, token } = context.credentials;
  if (token !== undefined && token !== '') {
    const answer = await context.fetch(`${base(url)}/api/me`, { headers: bearer(token) });
    const { account } = expect(answer.json(), meSchema, false);
    return { account: profiled(personOf(account), url), credentials: context.credentials };
  }
  const answer = await context.fetch(`${base(url)}/api/companies`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: company }),
  });
  const opened = expect(answer.json(), meSchema, true);
  if (opened.token === undefined) throw new NetworkFailure('retry', 'The square gave no key.');
  return {
    account: profiled(personOf(opened.account), url),
    credentials: { ...context.credentials, token: opened.token },
  };
}

async function* streamFrom(context: RehearsalContext, after: string | null): AsyncGenerator<Heard> {
  const query = after === null ? '' : `?after=${encodeURIComponent(after)}`;
  const lines = context.lines(`${base(context.credentials.url)}/api/stream${query}`, {
    headers: { ...keyOf(context), accept: 'text/event-stream' },
    silenceMs: SILENCE_MS,
  });
  for await (const event of serverSent(lines)) yield readAct(event.data, event.id, placeOf(context));
}

async function pageFrom(context: RehearsalContext, after: string | null) {
  const query = after === null ? '' : `?after=${encodeURIComponent(after)}`;
  const answer = await context.fetch(`${base(context.credentials.url)}/api/acts${query}`, { headers: keyOf(context) });
  const page = expect(answer.json(), pageSchema, false);
  const heard = page.entries.map(entry =>
    readAct(JSON.stringify(entry), seqCursor(page.epoch, entry), placeOf(context)),
  );
  return { heard, cursor: page.cursor, more: page.more };
}

async function* postsSince(context: RehearsalContext, since: Date, after: string | null): AsyncGenerator<Heard> {
  for (let cursor = after, more = true; more && !context.signal.aborted; ) {
    const query = new URLSearchParams({ since: since.toISOString(), ...(cursor === null ? {} : { after: cursor }) });
    const answer = await context.fetch(`${base(context.credentials.url)}/api/posts?${query}`, {
      headers: keyOf(context),
    });
    const page = expect(answer.json(), pageSchema, false);
    for (const entry of page.entries) yield readPost(JSON.stringify(entry), idOf(entry), placeOf(context));
    if (page.more && page.cursor === cursor)
      return yield dropped('a page that leads to itself', String(cursor), cursor);
    cursor = page.cursor;
    more = page.more;
  }
}

function reply(context: RehearsalContext, draft: Draft): Promise<Sent> {
  return post(context, draft, { parent: draft.to.remoteId });
}

/** Into the room there is, or the one that opens with the first private word. */
function sendPrivately(context: RehearsalContext, draft: Draft): Promise<Sent> {
  const { room, person, remoteId } = draft.to;
  return post(context, draft, room === null ? { to: person.remoteId, about: remoteId } : { room });
}

async function post(context: RehearsalContext, draft: Draft, where: Record<string, string | null>): Promise<Sent> {
  mustFit(draft, limits);
  const api = `${base(context.credentials.url)}/api`;
  const pictures: { id: string; description: string | null }[] = [];
  for (const { bytes, type, description } of draft.attachments) {
    const headers = { ...keyOf(context), 'content-type': type };
    const hung = await context.fetch(`${api}/media`, { method: 'POST', headers, body: bytes }).catch(hangFailure);
    pictures.push({ id: expect(hung.json(), hungSchema, false).id, description });
  }
  const answer = await context.fetch(`${api}/posts`, {
    method: 'POST',
    headers: { ...keyOf(context), 'content-type': 'application/json', 'idempotency-key': draft.key },
    body: JSON.stringify({ text: draft.text, lang: draft.lang, pictures, ...where }),
  });
  const sent = expect(answer.json(), sentSchema, true);
  const url = sent.room === null ? `${base(context.credentials.url)}/post/${encodeURIComponent(sent.id)}` : null;
  return { remoteId: sent.id, at: new Date(sent.at), url, room: sent.room };
}

/** A picture nobody sees yet is not half an answer: hanging it twice does no harm. */
function hangFailure(error: unknown): never {
  if (error instanceof NetworkFailure && error.next === 'unsure')
    throw new NetworkFailure('retry', error.message, {
      afterSeconds: error.afterSeconds,
      said: error.said,
      cause: error,
    });
  throw error;
}

async function takeBack(context: RehearsalContext, remoteId: string): Promise<void> {
  const url = `${base(context.credentials.url)}/api/posts/${encodeURIComponent(remoteId)}`;
  // Already gone is what was wanted.
  const isDone = (status: number) => status === 204 || status === 404 || status === 410;
  await context.fetch(url, { method: 'DELETE', headers: keyOf(context), accept: isDone });
}

function placeOf(context: RehearsalContext): Place {
  return { account: context.account, url: base(context.credentials.url) };
}

function keyOf(context: RehearsalContext): Record<string, string> {
  return bearer(context.credentials.token ?? '');
}

function bearer(token: string): Record<string, string> {
  return { authorization: `Bearer ${token}` };
}

function base(url: string): string {
  return url.replace(/\/+$/, '');
}

function profiled(person: Person, url: string): Person {
  return { ...person, profileUrl: base(url) };
}

function seqCursor(epoch: string, entry: unknown): string | null {
  const isTold = typeof entry === 'object' && entry !== null && 'seq' in entry && typeof entry.seq === 'number';
  return isTold ? `${epoch}:${entry.seq}` : null;
}

function idOf(entry: unknown): string | null {
  return typeof entry === 'object' && entry !== null && 'id' in entry && typeof entry.id === 'string' ? entry.id : null;
}

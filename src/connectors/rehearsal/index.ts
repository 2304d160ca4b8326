/** Rehearsal: the network inside Heed, spoken to over HTTP like any other. */
import { z } from 'zod';
import {
  type CheckContext,
  type Context,
  type Draft,
  defineConnector,
  type Finding,
  type Guide,
  type Heard,
  type Here,
  type Kept,
  type Limits,
  NetworkFailure,
  type Sent,
} from '../connector.ts';
import { mustFit } from '../kit/fits.ts';
import { dropped, expect, readJson } from '../kit/json.ts';
import { serverSent } from '../kit/server-sent.ts';
import { moderation } from './moderate.ts';
import { personOf, readAct, readPost } from './parse.ts';
import { hungSchema, meSchema, pageSchema, sentSchema } from './schema.ts';
import { companyId, companyToken, handleOf, REHEARSAL_PATH } from './token.ts';

const SPEED_LIMIT = 100;

const credentialsSchema = z.object({
  company: z.string().trim().max(60).optional().meta({
    title: 'Name of the company on the square',
    help: 'The brand’s own name when left out.',
  }),
  speed: z.coerce.number().min(0).max(SPEED_LIMIT).default(1).meta({
    title: 'How fast the scripted customers come',
    help: '1 is a new one every 5 to 10 seconds, 0 is nobody but people who write on the page.',
  }),
  seed: z.coerce.number().int().min(0).default(1).meta({
    title: 'Seed',
    help: 'The same number brings the same customers with the same words.',
  }),
  url: z
    .url({ protocol: /^https?$/ })
    .optional()
    .meta({ hidden: true }),
  token: z.string().optional().meta({ hidden: true, secret: true }),
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

const guide: Guide = {
  listen: [
    { text: 'Nothing is needed: the square is part of Heed, and its customers are invented.' },
    { text: 'Connect, and they begin to write. You can write as a customer too, on the square’s own page.' },
  ],
};

export const rehearsal = defineConnector<RehearsalCredentials>({
  id: 'rehearsal',
  name: 'Rehearsal',
  credentials: credentialsSchema,
  connect: { check, test: trial, guide, life: () => ({ kind: 'lasting' }) },
  limits,
  cannotHear: ['Nothing: every word said on the square is heard, and nobody outside this installation is on it.'],
  inbound: {
    stream: { open: streamFrom },
    poll: { everySeconds: POLL_SECONDS, page: pageFrom },
    backfill: { pages: postsSince },
    reread,
  },
  outbound: {
    reply: { idempotency: 'native', send: reply },
    direct: { idempotency: 'native', send: sendPrivately },
    privateReply: { idempotency: 'native', send: sendPrivately },
    remove: takeBack,
    ...moderation(placeOf),
  },
});

/** Without a key of another installation's square, ours is meant, and we can vouch for the company ourselves. */
async function check(context: CheckContext<RehearsalCredentials>) {
  const company = context.credentials.company || (context.brandName ?? '');
  const credentials = { ...context.credentials, company };
  if (handleOf(company) === '') throw new NetworkFailure('refuse', 'The company needs a name with a letter in it.');
  const place = placeOf({ ...context, credentials });
  const answer = await context.fetch(`${place.url}/api/me`, { headers: place.headers }).catch(error => {
    // Connected before Heed was started: its own square is not up yet, and its seal is proof enough.
    if (place.isOurs && error instanceof NetworkFailure && error.next === 'retry') return null;
    throw error;
  });
  const account = answer
    ? expect(answer.json(), meSchema, false).account
    : { id: companyId(handleOf(company)), handle: handleOf(company), name: company };
  return { account: { ...personOf(account), profileUrl: place.url }, credentials };
}

/** Whoever the square lets in may do everything there. */
async function trial(context: RehearsalContext): Promise<Finding[]> {
  const { url, headers } = placeOf(context);
  const answer = await context.fetch(`${url}/api/me`, { headers });
  const { account } = expect(answer.json(), meSchema, false);
  const works = (ability: Finding['ability']): Finding => ({ ability, verdict: 'works', why: null });
  return [
    { ...works('account'), why: `Known on the square as ${account.name}.` },
    works('reply'),
    works('direct'),
    works('media'),
  ];
}

/** Acts of the stream and of pages are numbered; posts of the past are not. */
function reread({ body }: Kept, here: Here<RehearsalCredentials>): Heard[] {
  const ours = { account: here.account, url: placeOf(here).url };
  const isAct = readJson(body, z.object({ seq: z.unknown(), kind: z.unknown() })).ok;
  return [isAct ? readAct(body, null, ours) : readPost(body, null, ours)];
}

async function* streamFrom(context: RehearsalContext, after: string | null): AsyncGenerator<Heard> {
  const place = placeOf(context);
  const ours = { account: context.account, url: place.url };
  const query = after === null ? '' : `?after=${encodeURIComponent(after)}`;
  const lines = context.lines(`${place.url}/api/stream${query}`, {
    headers: { ...place.headers, accept: 'text/event-stream' },
    silenceMs: SILENCE_MS,
  });
  for await (const event of serverSent(lines)) yield readAct(event.data, event.id, ours);
}

async function pageFrom(context: RehearsalContext, after: string | null) {
  const { url, headers } = placeOf(context);
  const query = after === null ? '' : `?after=${encodeURIComponent(after)}`;
  const answer = await context.fetch(`${url}/api/acts${query}`, { headers });
  const page = expect(answer.json(), pageSchema, false);
  const heard = page.entries.map(entry =>
    readAct(JSON.stringify(entry), seqCursor(page.epoch, entry), { account: context.account, url }),
  );
  return { heard, cursor: page.cursor, more: page.more };
}

async function* postsSince(context: RehearsalContext, since: Date, after: string | null): AsyncGenerator<Heard> {
  const { url, headers } = placeOf(context);
  for (let cursor = after, more = true; more && !context.signal.aborted; ) {
    const query = new URLSearchParams({ since: since.toISOString(), ...(cursor === null ? {} : { after: cursor }) });
    const answer = await context.fetch(`${url}/api/posts?${query}`, { headers });
    const page = expect(answer.json(), pageSchema, false);
    for (const entry of page.entries)
      yield readPost(JSON.stringify(entry), idOf(entry), { account: context.account, url });
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
  const { url, headers } = placeOf(context);
  const pictures: { id: string; description: string | null }[] = [];
  for (const { bytes, type, description } of draft.attachments) {
    const upload = { method: 'POST', headers: { ...headers, 'content-type': type }, body: bytes } as const;
    const hung = await context.fetch(`${url}/api/media`, upload).catch(hangFailure);
    pictures.push({ id: expect(hung.json(), hungSchema, false).id, description });
  }
  const answer = await context.fetch(`${url}/api/posts`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json', 'idempotency-key': draft.key },
    body: JSON.stringify({ text: draft.text, lang: draft.lang, pictures, ...where }),
  });
  const sent = expect(answer.json(), sentSchema, true);
  const page = sent.room === null ? `${url}/post/${encodeURIComponent(sent.id)}` : null;
  return { remoteId: sent.id, at: new Date(sent.at), url: page, room: sent.room };
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
  const { url, headers } = placeOf(context);
  // Already gone is what was wanted.
  const isDone = (status: number) => status === 204 || status === 404 || status === 410;
  await context.fetch(`${url}/api/posts/${encodeURIComponent(remoteId)}`, {
    method: 'DELETE',
    headers,
    accept: isDone,
  });
}

/** Where the square is and what opens its door. Ours is wherever we answer now, whatever port that was yesterday. */
function placeOf({ credentials, home }: Pick<RehearsalContext, 'credentials' | 'home'>) {
  const { url, token, company = '', speed, seed } = credentials;
  const isOurs = token === undefined || token === '';
  const key = isOurs
    ? companyToken(home.seal, { handle: handleOf(company), name: company, pace: { speed, seed } })
    : token;
  const place = (isOurs || url === undefined ? `${home.url}${REHEARSAL_PATH}` : url).replace(/\/+$/, '');
  return { url: place, headers: { authorization: `Bearer ${key}` }, isOurs };
}

function seqCursor(epoch: string, entry: unknown): string | null {
  const isTold = typeof entry === 'object' && entry !== null && 'seq' in entry && typeof entry.seq === 'number';
  return isTold ? `${epoch}:${entry.seq}` : null;
}

function idOf(entry: unknown): string | null {
  return typeof entry === 'object' && entry !== null && 'id' in entry && typeof entry.id === 'string' ? entry.id : null;
}

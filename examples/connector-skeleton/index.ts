/**
 * Birdhouse: an invented network, and the smallest connector that hears by polling and by hook, answers, and keeps every law.
 * Begin a new network by copying this folder to `src/connectors/<network>/`; docs/connectors.md goes through it.
 */
import { z } from 'zod';
import {
  type CheckContext,
  type Context,
  type Draft,
  defineConnector,
  type Sent,
} from '../../src/connectors/connector.ts';
import { mustFit } from '../../src/connectors/kit/fits.ts';
import { expect } from '../../src/connectors/kit/json.ts';
import { isFresh, isSigned, verified } from '../../src/connectors/kit/signature.ts';
import { batchSchema, readBatch, readNote } from './parse.ts';

const credentialsSchema = z.object({
  url: z.url({ protocol: /^https?$/ }).meta({ title: 'Address of your birdhouse' }),
  token: z.string().min(1).meta({ title: 'Token', secret: true }),
  hookSecret: z.string().min(1).meta({ title: 'Secret of the hook', secret: true }),
});
type Credentials = z.infer<typeof credentialsSchema>;

const meSchema = z.object({ id: z.string(), name: z.string() });
const sentSchema = z.object({ id: z.string(), at: z.iso.datetime() });

const limits = {
  text: { max: 280, unit: 'characters', linkWeighs: null },
  privateText: null,
  media: null,
  privateWindowHours: null,
  privateRepliesPerPost: null,
  rate: { requests: 600, perSeconds: 60 },
  priceUsd: null,
} as const;

export const birdhouse = defineConnector<Credentials>({
  id: 'birdhouse',
  name: 'Birdhouse',
  credentials: credentialsSchema,
  connect: { check },
  limits,
  cannotHear: ['What was whispered in other houses.'],
  inbound: {
    poll: { everySeconds: 30, page },
    reread: ({ body, source }, { account }) =>
      source === 'hook' ? readBatch(body, account) : [readNote(body, account)],
    hook: {
      signed: 'bodyAndTime',
      verify({ headers, bytes, now }, { hookSecret }) {
        const time = headers.get('x-birdhouse-time') ?? '';
        const signed = Buffer.concat([Buffer.from(`${time}.`), bytes]);
        const given = headers.get('x-birdhouse-signature');
        if (!isSigned({ secret: hookSecret, signed, given, encoding: 'hex', prefix: 'sha256=' }))
          return { kind: 'refused', why: 'The signature is not theirs.' };
        if (!isFresh(Number(time), now)) return { kind: 'refused', why: 'It was signed too long ago.' };
        return { kind: 'verified', body: verified(bytes) };
      },
      parse: ({ bytes }, _credentials, account) => readBatch(new TextDecoder().decode(bytes), account),
    },
  },
  outbound: { reply: { idempotency: 'lookup', send, find } },
});

async function check(context: CheckContext<Credentials>) {
  const { url, token } = context.credentials;
  const me = expect((await context.fetch(`${url}/me`, { headers: bearer(token) })).json(), meSchema, false);
  const account = { remoteId: me.id, handle: me.id, name: me.name, avatarUrl: null, profileUrl: `${url}/${me.id}` };
  return { account, credentials: context.credentials };
}

async function page(context: Context<Credentials>, after: string | null) {
  const { notes, more } = await notesAfter(context, after);
  // Each entry by itself: a damaged one is dropped, its neighbours are kept.
  const heard = notes.map(note => readNote(JSON.stringify(note), context.account));
  return { heard, cursor: heard.findLast(({ cursor }) => cursor !== null)?.cursor ?? after, more };
}

async function send(context: Context<Credentials>, draft: Draft): Promise<Sent> {
  mustFit(draft, limits);
  const { url, token } = context.credentials;
  const answer = await context.fetch(`${url}/notes`, {
    method: 'POST',
    headers: { ...bearer(token), 'content-type': 'application/json' },
    body: JSON.stringify({ text: draft.text, answers: draft.to.remoteId }),
  });
  const { id, at } = expect(answer.json(), sentSchema, true);
  return { remoteId: id, at: new Date(at), url: `${url}/notes/${id}` };
}

/** The network knows no keys of ours, so the same words under the same note are taken for the same answer. */
async function find(context: Context<Credentials>, draft: Draft, since: Date): Promise<Sent | null> {
  for (let after: string | null = null, more = true; more; ) {
    const page = await notesAfter(context, after);
    for (const note of page.notes) {
      const heard = readNote(JSON.stringify(note), context.account);
      const item = heard.kind === 'arrival' ? heard.items[0] : undefined;
      if (item?.kind !== 'post' || !item.post.own || item.post.at < since) continue;
      const { remoteId, at, text, parentRemoteId, url } = item.post;
      if (text === draft.text && parentRemoteId === draft.to.remoteId) return { remoteId, at, url };
      after = heard.cursor;
    }
    more = page.more;
  }
  return null;
}

async function notesAfter(context: Context<Credentials>, after: string | null) {
  const { url, token } = context.credentials;
  const query = after === null ? '' : `?after=${encodeURIComponent(after)}`;
  const answer = await context.fetch(`${url}/notes${query}`, { headers: bearer(token) });
  return expect(answer.json(), batchSchema, false);
}

function bearer(token: string): Record<string, string> {
  return { authorization: `Bearer ${token}` };
}

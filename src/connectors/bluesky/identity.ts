/** From a handle to the account behind it to the server it lives on. */
import { z } from 'zod';
import { NetworkFailure } from '../connector.ts';
import { expect } from '../kit/json.ts';
import type { BlueskyCheck } from './credentials.ts';

/** Where names are looked up; tests and private networks have their own. */
export type Directory = { plc: string; resolver: string };
export const PUBLIC_DIRECTORY: Directory = { plc: 'https://plc.directory', resolver: 'https://public.api.bsky.app' };

export type Identity = { did: string; handle: string | null; pds: string };

const documentSchema = z.object({
  id: z.string(),
  alsoKnownAs: z.array(z.string()).max(100).optional(),
  service: z
    .array(z.object({ id: z.string(), type: z.string(), serviceEndpoint: z.unknown() }))
    .max(100)
    .optional(),
});
const resolvedSchema = z.object({ did: z.string().regex(/^did:[a-z]+:\S+$/) });

const HANDLE = /^([a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\.)+[a-zA-Z]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?$/;

type Reach = Pick<BlueskyCheck, 'fetch'>;

/** @param name a handle (with or without the at sign) or a DID. Throws a refusal that says what is wrong with it. */
export async function findIdentity(reach: Reach, name: string, directory = PUBLIC_DIRECTORY): Promise<Identity> {
  const bare = name.replace(/^@/, '').trim();
  const did = bare.startsWith('did:') ? bare : await didOfHandle(reach, bare.toLowerCase(), directory);
  const document = await documentOf(reach, did, directory);
  const handles = (document.alsoKnownAs ?? []).flatMap(one => (one.startsWith('at://') ? one.slice(5) : []));
  // A handle may point at anybody's account; only the account's own word makes it true.
  if (!bare.startsWith('did:') && !handles.some(handle => handle.toLowerCase() === bare.toLowerCase()))
    throw new NetworkFailure('refuse', `The account behind @${bare} does not call itself that.`);
  const pds = document.service?.find(
    ({ id, type }) => id.endsWith('#atproto_pds') && type === 'AtprotoPersonalDataServer',
  )?.serviceEndpoint;
  if (typeof pds !== 'string' || !URL.canParse(pds))
    throw new NetworkFailure('refuse', `The account @${bare} names no server it lives on.`);
  return { did, handle: handles[0] ?? null, pds: pds.replace(/\/+$/, '') };
}

async function didOfHandle(reach: Reach, handle: string, directory: Directory): Promise<string> {
  if (!HANDLE.test(handle))
    throw new NetworkFailure('refuse', `“${handle}” is not a Bluesky handle. One looks like kestrel.bsky.social.`, {
      field: 'identifier',
    });
  const own = await didFromDomain(reach, handle);
  if (own !== null) return own;
  const url = `${directory.resolver}/xrpc/com.atproto.identity.resolveHandle?handle=${encodeURIComponent(handle)}`;
  const answer = await reach.fetch(url, { accept: status => status === 200 || status === 400 });
  if (answer.status === 400)
    throw new NetworkFailure('refuse', `Bluesky knows nobody called @${handle}.`, { field: 'identifier' });
  return expect(answer.json(), resolvedSchema, false).did;
}

/** The domain's own word, asked first; most say it by DNS instead, which the resolver reads for us. */
async function didFromDomain(reach: Reach, handle: string): Promise<string | null> {
  try {
    const answer = await reach.fetch(`https://${handle}/.well-known/atproto-did`, {
      timeoutMs: 5_000,
      maxBytes: 4_096,
      accept: () => true,
    });
    const text = answer.text().trim();
    return answer.status === 200 && /^did:[a-z]+:[A-Za-z0-9._:%-]+$/.test(text) ? text : null;
  } catch (error) {
    if (error instanceof NetworkFailure) return null;
    throw error;
  }
}

async function documentOf(reach: Reach, did: string, directory: Directory) {
  const url = documentAddress(did, directory);
  const answer = await reach.fetch(url, { accept: status => status === 200 || status === 404 || status === 410 });
  if (answer.status !== 200) throw new NetworkFailure('refuse', `There is no account ${did} any more.`);
  return expect(answer.json(), documentSchema, false);
}

function documentAddress(did: string, directory: Directory): string {
  if (did.startsWith('did:plc:')) return `${directory.plc}/${did}`;
  const host = decodeURIComponent(did.replace(/^did:web:/, ''));
  if (did.startsWith('did:web:') && /^[a-zA-Z0-9.-]+(:\d+)?$/.test(host)) return `https://${host}/.well-known/did.json`;
  throw new NetworkFailure('refuse', `Heed cannot look up ${did.slice(0, 100)}.`);
}

/** Who is meant by a handle, and who is behind an id. */
import { z } from 'zod';
import type { Person } from '../../core/post.ts';
import { expect, readValue } from '../kit/json.ts';
import { type BlueskyContext, listensOnly } from './credentials.ts';
import { bare, personOf } from './parse.ts';
import { personSchema } from './schema.ts';
import { ask, call, failureOf, isFine } from './xrpc.ts';

const resolvedSchema = z.object({ did: z.string() });

/** Null where nobody is called that; the words then stay plain. */
export async function didOfHandle(context: BlueskyContext, handle: string): Promise<string | null> {
  const answer = await ask(
    context,
    { name: 'com.atproto.identity.resolveHandle', query: { handle }, token: 'none' },
    true,
  );
  if (isFine(answer)) return expect(answer.json(), resolvedSchema, false).did;
  if (answer.status === 400 || answer.status === 404) return null;
  throw failureOf(answer, false, context.now());
}

/** Tells names to anybody. */
const OPEN_APPVIEW = 'https://public.api.bsky.app';
/** One request; the AppView's own limit. */
export const PEOPLE_LIMIT = 25;

const profilesSchema = z.object({ profiles: z.array(z.unknown()).max(100) });
const repoSchema = z.object({ did: z.string(), handle: z.string().max(300), handleIsCorrect: z.boolean().optional() });

/** Names for ids. A server without an AppView knows the handles of its own accounts, and nothing else. */
export async function findPeople(context: BlueskyContext, dids: readonly string[]): Promise<Person[]> {
  if (context.credentials.hasAppView === false) return neighbours(context, dids);
  const query = { actors: [...dids] };
  const open = listensOnly(context.credentials) ? ({ server: OPEN_APPVIEW, token: 'none' } as const) : {};
  const { profiles } = await call(context, { name: 'app.bsky.actor.getProfiles', query, ...open }, profilesSchema);
  return profiles.flatMap(profile => {
    const read = readValue(profile, personSchema);
    return read.ok ? [personOf(read.value)] : [];
  });
}

async function neighbours(context: BlueskyContext, dids: readonly string[]): Promise<Person[]> {
  const found: Person[] = [];
  for (const repo of dids) {
    const answer = await ask(context, { name: 'com.atproto.repo.describeRepo', query: { repo }, token: 'none' }, true);
    const read = isFine(answer) ? readValue(answer.json(), repoSchema) : null;
    if (read?.ok && read.value.handleIsCorrect !== false) found.push({ ...bare(repo), handle: read.value.handle });
  }
  return found;
}

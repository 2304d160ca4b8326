/** Who somebody is. Ids are scoped to the page: the same person has another at every other page. */
import { z } from 'zod';
import type { Person } from '../../core/post.ts';
import { NetworkFailure } from '../connector.ts';
import { call, idInPath } from '../kit/meta/graph.ts';
import { idSchema } from '../kit/meta/values.ts';
import { asPage, type FacebookContext } from './credentials.ts';
import { urlSchema } from './schema.ts';

/** Each is a request. */
export const PEOPLE_AT_ONCE = 10;

const profileSchema = z.object({
  id: idSchema.nullish().catch(null),
  name: z.string().nullish().catch(null),
  first_name: z.string().nullish().catch(null),
  last_name: z.string().nullish().catch(null),
  profile_pic: urlSchema,
});

export function personOf(remoteId: string, name: string | null = null): Person {
  return { remoteId, handle: null, name: name === '' ? null : name, avatarUrl: null, profileUrl: null };
}

/** Whoever keeps their name from the app is somebody else with every post: nobody is taken for another. */
export function unnamed(postId: string): Person {
  return personOf(`unnamed:${postId}`);
}

export function isUnnamed(remoteId: string): boolean {
  return remoteId.startsWith('unnamed:');
}

/** Names and pictures of people who have written to the page in Messenger. */
export async function findPeople(context: FacebookContext, remoteIds: readonly string[]): Promise<Person[]> {
  const people: Person[] = [];
  for (const remoteId of remoteIds.filter(id => !isUnnamed(id)).slice(0, PEOPLE_AT_ONCE)) {
    const profile = await profileOf(context, remoteId);
    const full = [profile?.first_name, profile?.last_name].filter(Boolean).join(' ');
    const name = profile?.name || full;
    if (name) people.push({ ...personOf(remoteId, name), avatarUrl: profile?.profile_pic ?? null });
  }
  return people;
}

async function profileOf(context: FacebookContext, remoteId: string) {
  const query = { fields: 'id,name,first_name,last_name,profile_pic' };
  try {
    const what = { path: `/${idInPath(remoteId)}`, query, bucket: 'listening' };
    return await call(context, asPage(context.credentials), what, profileSchema);
  } catch (error) {
    // Who never wrote in Messenger, or has left, is not told of.
    if (error instanceof NetworkFailure && (error.next === 'gone' || error.next === 'refuse')) return null;
    throw error;
  }
}

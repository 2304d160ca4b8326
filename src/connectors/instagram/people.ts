/** Who writes privately: the hook tells ids only. */
import { z } from 'zod';
import type { Person } from '../../core/post.ts';
import { NetworkFailure } from '../connector.ts';
import { call, idInPath } from '../kit/meta/graph.ts';
import { type InstagramContext, messagesAt } from './credentials.ts';
import { pageOfPerson } from './place.ts';

export const PEOPLE_AT_ONCE = 20;

const name = z.string().trim().max(300).nullish().catch(null);
const profileSchema = z.object({
  name,
  username: name,
  profile_pic: z
    .url({ protocol: /^https?$/ })
    .nullish()
    .catch(null),
});

/** Those who never wrote to us, or let nobody see who they are, are left out. */
export async function people(context: InstagramContext, remoteIds: readonly string[]): Promise<Person[]> {
  const found: Person[] = [];
  for (const remoteId of remoteIds.filter(id => /^\d+$/.test(id))) {
    const person = await profileOf(context, remoteId);
    if (person !== null) found.push(person);
  }
  return found;
}

async function profileOf(context: InstagramContext, remoteId: string): Promise<Person | null> {
  const query = { fields: 'name,username,profile_pic' };
  const what = { path: `/${idInPath(remoteId)}`, query, bucket: 'reading' };
  try {
    const told = await call(context, messagesAt(context.credentials), what, profileSchema);
    if (!told.name && !told.username) return null;
    const handle = told.username || null;
    return {
      remoteId,
      handle,
      name: told.name || null,
      avatarUrl: told.profile_pic ?? null,
      profileUrl: pageOfPerson(handle),
    };
  } catch (error) {
    if (!(error instanceof NetworkFailure) || error.next === 'retry' || error.next === 'reauthorise') throw error;
    return null;
  }
}

/** Whose a token is, out of what the API says of the account. */
import { z } from 'zod';
import type { Person } from '../../core/post.ts';
import { NetworkFailure } from '../connector.ts';
import { idSchema } from '../kit/meta/values.ts';
import type { Credentials } from './credentials.ts';
import { pageOfPerson } from './place.ts';

export type Proven = { account: Person; credentials: Credentials };

const name = z.string().trim().max(300).nullish().catch(null);
export const meSchema = z.object({
  id: idSchema.nullish().catch(null),
  user_id: idSchema.nullish().catch(null),
  username: name,
  name,
  account_type: name,
  profile_picture_url: z
    .url({ protocol: /^https?$/ })
    .nullish()
    .catch(null),
});

/** The account's own id is what calls and hooks name it by; the app has another for it. */
export function provenOf(me: z.infer<typeof meSchema>, credentials: Credentials): Proven {
  const remoteId = me.user_id ?? me.id;
  if (remoteId == null) throw new NetworkFailure('retry', 'Instagram did not say whose token this is.');
  const ids = [...new Set([remoteId, ...(me.id == null ? [] : [me.id])])];
  const handle = me.username || null;
  const account: Person = {
    remoteId,
    handle,
    name: me.name || handle,
    avatarUrl: me.profile_picture_url ?? null,
    profileUrl: pageOfPerson(handle),
  };
  return { account, credentials: { ...credentials, ids } };
}

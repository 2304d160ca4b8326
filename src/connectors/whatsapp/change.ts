/** One change of a call: what it holds, whom it names, and whose it is. */
import type { Person } from '../../core/post.ts';
import type { Told } from '../kit/meta/hook.ts';
import type { Contact, Value } from './schema.ts';

export const OBJECT = 'whatsapp_business_account';

/** Whose call this is: the number it came to, and the account the number belongs to. */
export type Place = { phoneId: string; wabaId: string; account: Person; receivedAt: Date | null };

export type Change = { told: Told; value: Value; contacts: Contact[]; place: Place };

/** A body that holds this alone and is read like any other. */
export function rawOf({ told, value, contacts }: Change, list: string, one: unknown): string {
  const few = contacts.length > 1 ? {} : { contacts: value.contacts ?? [] };
  const alone = { messaging_product: 'whatsapp', metadata: value.metadata, ...few, [list]: [one] };
  return JSON.stringify({
    object: OBJECT,
    entry: [{ id: told.accountId, changes: [{ field: told.field, value: alone }] }],
  });
}

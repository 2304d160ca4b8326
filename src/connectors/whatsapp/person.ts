/**
 * Who somebody is. WhatsApp knows people by a business-scoped id (`DE.1234`), which is always told since April 2026, and by a phone
 * number, which may be hidden behind a username. The business-scoped id comes first; the number goes along under `also`, so that
 * whoever was first known by the one and then by the other stays one person (`services/known-ids.ts`).
 */
import type { Person } from '../../core/post.ts';
import { readValue } from '../kit/json.ts';
import { type Contact, contactSchema, type Value } from './schema.ts';

/** Business-scoped ids begin with a country and a point: `US.13491208655302741918`, `US.ENT.118157…`. */
const SCOPED = /^[A-Z]{2}\.[A-Za-z0-9.]{1,200}$/;

export function isScoped(id: string): boolean {
  return SCOPED.test(id);
}

/** Without what people write around a number. */
export function phoneOf(id: string): string {
  return id.replace(/[^\d]/g, '');
}

/** Numbers are told with and without a plus. */
export function idAs(id: string): string {
  return isScoped(id) ? id : phoneOf(id) || id;
}

export type Ids = { phone?: string | null | undefined; scoped?: string | null | undefined };

/** Null where no id is told at all. @param also further ids of theirs, as after a change of number */
export function personOf(ids: Ids, contact: Contact | null, also: readonly string[] = []): Person | null {
  const told = [ids.scoped, contact?.user_id, ids.phone, contact?.wa_id, ...also];
  const all = [...new Set(told.flatMap(id => (id == null || id === '' ? [] : idAs(id))))];
  const remoteId = all.find(isScoped) ?? all[0];
  if (remoteId === undefined) return null;
  const phone = all.find(id => !isScoped(id)) ?? null;
  const username = contact?.profile?.username?.replace(/^@/, '') || null;
  return {
    remoteId,
    handle: username ?? (phone === null ? null : `+${phone}`),
    name: contact?.profile?.name?.trim() || null,
    avatarUrl: null,
    profileUrl: phone === null ? null : `https://wa.me/${phone}`,
    also: all.filter(id => id !== remoteId),
  };
}

/** The contacts told beside the messages of a change; a damaged one spoils only itself. */
export function contactsIn({ contacts }: Value): Contact[] {
  return (contacts ?? []).flatMap(contact => {
    const read = readValue(contact, contactSchema);
    return read.ok ? [read.value] : [];
  });
}

/** The one these ids belong to; where only one is told and nothing speaks against it, that one. */
export function contactOf(contacts: readonly Contact[], { phone, scoped }: Ids): Contact | null {
  const found = contacts.find(
    one => (scoped != null && one.user_id === scoped) || (phone != null && one.wa_id === phone),
  );
  if (found !== undefined) return found;
  const [only, ...more] = contacts;
  if (only === undefined || more.length > 0) return null;
  const isOther =
    (scoped != null && only.user_id != null && only.user_id !== scoped) ||
    (phone != null &&
      only.wa_id != null &&
      scoped == null &&
      only.wa_id !== phone &&
      only.user_id == null &&
      !sameNumber(only.wa_id, phone));
  return isOther ? null : only;
}

/** Some countries' numbers are written with a digit more on one side (Brazil, Mexico, Argentina): the last eight tell. */
function sameNumber(a: string, b: string): boolean {
  return phoneOf(a).slice(-8) === phoneOf(b).slice(-8);
}

/** Which of somebody's ids a message is sent to: the phone number told last, else the business-scoped id. */
export function addressOf({ remoteId, also = [] }: Person): { to: string } | { recipient: string } {
  const phone = [...also, remoteId].find(id => !isScoped(id) && /^\d{5,}$/.test(phoneOf(id)));
  if (phone !== undefined) return { to: phoneOf(phone) };
  return { recipient: [remoteId, ...also].find(isScoped) ?? remoteId };
}

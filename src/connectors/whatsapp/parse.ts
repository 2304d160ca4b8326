/**
 * What WhatsApp calls us with, into our words: every message and every state of every change of every entry, each by itself. Never throws.
 */
import type { Heard, Verified } from '../connector.ts';
import { dropped, ignored, readValue } from '../kit/json.ts';
import { type Told, walk } from '../kit/meta/hook.ts';
import { type Change, OBJECT, type Place, rawOf } from './change.ts';
import { readMessage } from './message.ts';
import { changedIds, preferences, statuses } from './news.ts';
import { filesOfThePast, past } from './past.ts';
import { contactsIn } from './person.ts';
import { valueSchema } from './schema.ts';

export function readBody(body: Verified, place: Place): Heard[] {
  return walk(body, OBJECT).flatMap(told => (told.kind === 'dropped' ? [told] : inChange(told, place)));
}

/** The phone number ids a body names. Never throws. */
export function phoneIdsIn(body: Verified): string[] {
  const ids = walk(body, OBJECT).flatMap(told => {
    const read = told.kind === 'told' ? readValue(told.value, valueSchema) : null;
    return read?.ok ? (read.value.metadata?.phone_number_id ?? []) : [];
  });
  return [...new Set(ids)];
}

function inChange(told: Told, place: Place): Heard[] {
  const read = readValue(told.value, valueSchema);
  if (!read.ok) return [dropped(`value ${read.reason}`, told.raw, null)];
  const phoneId = read.value.metadata?.phone_number_id;
  // Another number of the same app: its own channel reads it.
  if (phoneId == null ? told.accountId !== place.wabaId : phoneId !== place.phoneId) return [];
  const change = { told, value: read.value, contacts: contactsIn(read.value), place };
  const heard = [
    ...(told.field === 'history' ? filesOfThePast(change) : messages(change)),
    ...(read.value.message_echoes ?? []).map(message => readMessage(message, change, 'message_echoes')),
    ...statuses(change),
    ...preferences(change),
    ...changedIds(change),
    ...past(change),
    ...(read.value.errors ?? []).map(error => ignored('an error of the account', rawOf(change, 'errors', error), null)),
  ];
  // Templates, quality, names, limits: news of the account, which "Test this channel" asks for anew.
  return heard.length === 0 ? [ignored(`news of ${told.field ?? 'the account'}`.slice(0, 60), told.raw, null)] : heard;
}

function messages(change: Change): Heard[] {
  return (change.value.messages ?? []).map(message => readMessage(message, change, 'messages'));
}

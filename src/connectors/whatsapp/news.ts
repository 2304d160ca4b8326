/** What is told besides messages: what became of ours, what people want to be sent, and new ids of theirs. */

import type { z } from 'zod';
import type { Item } from '../../core/post.ts';
import type { Arrival, Dropped, Heard } from '../connector.ts';
import { dropped, ignored, readValue } from '../kit/json.ts';
import { type Change, rawOf } from './change.ts';
import { contactOf, personOf } from './person.ts';
import { type errorSchema, idUpdateSchema, preferenceSchema, statusSchema } from './schema.ts';

const LANE = 'news';

/**
 * Sent, delivered, read and failed come in any order. Our key comes back with each: what nobody knew to have left stands under this id.
 */
export function statuses(change: Change): Heard[] {
  return (change.value.statuses ?? []).map(one => {
    const raw = rawOf(change, 'statuses', one);
    const read = readValue(one, statusSchema);
    if (!read.ok) return dropped(`status ${read.reason}`, raw, null);
    const { id: remoteId, status, timestamp: at, biz_opaque_callback_data: key, errors } = read.value;
    const items: Item[] = key ? [{ kind: 'stands', remoteId, key, at }] : [];
    if (status === 'delivered' || status === 'read' || status === 'played')
      items.push({ kind: 'receipt', remoteId, at, state: status === 'delivered' ? 'delivered' : 'read' });
    else if (status === 'failed') items.push({ kind: 'receipt', remoteId, at, state: 'failed', said: inWords(errors) });
    else if (status === 'deleted') items.push({ kind: 'remove', remoteId, at, by: 'author' });
    return items.length === 0 ? ignored(status === 'sent' ? 'sent' : 'another state', raw, null) : arrival(items, raw);
  });
}

/** The network's own words, the most telling first. */
function inWords(errors: z.infer<typeof errorSchema>[] | null | undefined): string {
  const [error] = errors ?? [];
  const said = error?.error_data?.details ?? error?.message ?? error?.title ?? 'WhatsApp did not deliver it.';
  return error?.code == null ? said : `${said} (${error.code})`;
}

export function preferences(change: Change): Heard[] {
  return (change.value.user_preferences ?? []).map(one => {
    const raw = rawOf(change, 'user_preferences', one);
    const read = readValue(one, preferenceSchema);
    if (!read.ok) return dropped(`user_preferences ${read.reason}`, raw, null);
    const { wa_id, user_id, value, timestamp: at } = read.value;
    const ids = { phone: wa_id, scoped: user_id };
    const person = personOf(ids, contactOf(change.contacts, ids));
    if (person === null) return dropped('nobody is named whose wish it is', raw, null);
    if (value !== 'stop' && value !== 'resume') return ignored('another wish', raw, null);
    const wants = value === 'stop' ? 'asked' : 'anything';
    return arrival([{ kind: 'person', person, at, standing: 'active', wants }], raw);
  });
}

/** A new number brings a new business-scoped id. */
export function changedIds(change: Change): Heard[] {
  return (change.value.user_id_update ?? []).map(one => {
    const raw = rawOf(change, 'user_id_update', one);
    const read = readValue(one, idUpdateSchema);
    if (!read.ok) return dropped(`user_id_update ${read.reason}`, raw, null);
    const { wa_id, user_id, timestamp: at } = read.value;
    const { previous, current } = typeof user_id === 'string' ? { previous: null, current: user_id } : (user_id ?? {});
    const contact = contactOf(change.contacts, { phone: wa_id, scoped: current });
    const person = personOf({ phone: wa_id, scoped: current }, contact, previous ? [previous] : []);
    if (person === null) return dropped('nobody is named whose id it is', raw, null);
    return arrival([{ kind: 'person', person, at, standing: 'active' }], raw);
  });
}

function arrival(items: Item[], raw: string): Arrival | Dropped {
  return { kind: 'arrival', items, raw, cursor: null, lane: LANE };
}

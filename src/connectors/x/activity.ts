/** X Activity events: one envelope for all kinds, with the account it was subscribed for in its filter. */
import type { Heard } from '../connector.ts';
import { dropped, ignored } from '../kit/json.ts';
import { itemsOfDm } from './dm.ts';
import { heardOfRead, messagesOf } from './events.ts';
import { listIn, looseOf, textIn } from './legacy.ts';
import { heardOfPiece } from './page.ts';
import { heardOf, type Place } from './parse.ts';
import { momentOf, removal } from './removal.ts';

type Loose = Record<string, unknown>;

export function isActivity(body: Loose): boolean {
  return envelopesIn(body).some(one => 'event_type' in one);
}

/** One, or a list of them. */
function envelopesIn({ data }: Loose): Loose[] {
  return listIn(Array.isArray(data) ? data : [data]);
}

/** Whose events these are, by their ids. */
export function accountsOf(body: Loose): string[] {
  return [...new Set(envelopesIn(body).flatMap(one => forWhom(one) ?? []))];
}

function forWhom({ filter, payload }: Loose): string | null {
  return textIn(looseOf(filter)?.['user_id']) ?? textIn(looseOf(payload)?.['user_id']);
}

export function heardOfActivity(body: Loose, place: Place): Heard[] {
  const { data } = body;
  return (Array.isArray(data) ? data : [data]).flatMap(one => {
    const envelope = looseOf(one);
    const raw = JSON.stringify({ data: one });
    if (envelope === null) return [dropped('event: of another kind', raw, null)];
    const whose = forWhom(envelope);
    if (whose !== null && whose !== place.account.remoteId) return [];
    return heardOfEnvelope(envelope, place, raw);
  });
}

/** Events that say themselves that a post is for us. */
const TO_US = new Set(['post.mention.create', 'post.reply.create', 'post.quote.create']);

const READ = new Set([...TO_US, 'post.create', 'post.delete', 'dm.received', 'dm.sent', 'dm.read']);
const REASONS: Record<string, string> = { 'oauth.revoke': 'the account has taken its permission back' };

function heardOfEnvelope(envelope: Loose, place: Place, raw: string): Heard[] {
  const kind = textIn(envelope['event_type']);
  const payload = looseOf(envelope['payload']);
  if (kind === null) return [dropped('event: of no kind', raw, null)];
  if (!READ.has(kind)) return [ignored(REASONS[kind] ?? `event: ${kind}`, raw, null)];
  if (payload === null) return [dropped('event: without a payload', raw, null)];
  if (kind === 'post.create' || TO_US.has(kind)) return [postIn(envelope, payload, place, TO_US.has(kind))];
  if (kind === 'post.delete') {
    const id = textIn(payload['id']);
    return [
      id === null || id === ''
        ? dropped('event: without an id', raw, null)
        : heardOf(removal(id, momentOf(payload, id, place.receivedAt)), raw, null),
    ];
  }
  if (kind === 'dm.received' || kind === 'dm.sent') return messagesIn(envelope, payload, place);
  return readIn(payload, place, raw);
}

function postIn(envelope: Loose, payload: Loose, place: Place, isToUs: boolean): Heard {
  const piece = { data: payload, includes: envelope['includes'], ...(isToUs ? { toUs: true } : {}) };
  return heardOfPiece(piece, place, null);
}

/** Messages come in the older shape within the newer envelope; where they come in the newer one, that is read too. */
function messagesIn(envelope: Loose, payload: Loose, place: Place): Heard[] {
  if ('direct_message_events' in payload) return messagesOf(payload, place);
  const piece = { dm: payload, includes: envelope['includes'] };
  return [heardOf(itemsOfDm(piece, place), JSON.stringify(piece), null)];
}

function readIn(payload: Loose, place: Place, raw: string): Heard[] {
  const listed = payload['direct_message_mark_read_events'];
  const all = Array.isArray(listed) ? listed : [payload];
  return all.map(one => heardOfRead(one, place, raw));
}

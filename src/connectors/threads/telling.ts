/** What the network calls us for: each telling by itself, into our words. */
import type { Person } from '../../core/post.ts';
import type { Heard } from '../connector.ts';
import { readValue } from '../kit/json.ts';
import { parseKeepingIds } from '../kit/meta/values.ts';
import { heardOf, itemsOfMedia, type Parsed, showsNothing, type Told } from './parse.ts';
import { isSameName } from './person.ts';
import { changeSchema, deletedSchema, tellingSchema } from './schema.ts';

/** One change and what stands around it. `raw`: a body that holds this alone and is read like any other. */
export type Telling = { field: string; value: unknown; targetId: string | null; at: Date | null; raw: string };
type Unread = { reason: string; raw: string };

const TOLD: Record<string, Told> = { replies: 'to us', mentions: 'to us', publish: 'by us' };
/** More than the network puts into one call. */
const TELLINGS_LIMIT = 5_000;

/** A body as one or many tellings; what is none is left as the reason why. Never throws. */
export function tellingsIn(text: string): (Telling | Unread)[] {
  let body: unknown;
  try {
    body = parseKeepingIds(text);
  } catch {
    return [{ reason: 'not JSON', raw: text }];
  }
  const bodies = Array.isArray(body) ? body.slice(0, TELLINGS_LIMIT) : [body];
  return bodies.flatMap(one => (isEntries(one) ? one.entry.slice(0, TELLINGS_LIMIT).flatMap(inEntry) : inTelling(one)));
}

/** The form most of Meta's networks use: accounts, each with its changes. */
function isEntries(body: unknown): body is { entry: unknown[] } {
  return typeof body === 'object' && body !== null && 'entry' in body && Array.isArray(body.entry);
}

function inEntry(entry: unknown): (Telling | Unread)[] {
  const { id, time, changes } = (entry ?? {}) as { id?: unknown; time?: unknown; changes?: unknown };
  if (!Array.isArray(changes)) return [{ reason: 'an entry without changes', raw: JSON.stringify({ entry: [entry] }) }];
  return changes.slice(0, TELLINGS_LIMIT).flatMap(values => inTelling({ target_id: id, time, values }));
}

/** The form Threads documents: one telling, or several changes in it. */
function inTelling(telling: unknown): (Telling | Unread)[] {
  const raw = JSON.stringify(telling ?? null);
  const read = readValue(telling, tellingSchema);
  if (!read.ok) return [{ reason: read.reason, raw }];
  const { values, target_id: targetId = null, time: at = null } = read.value;
  const several = Array.isArray(values);
  return (several ? values.slice(0, TELLINGS_LIMIT) : [values]).map(one => {
    const rawOfOne = several ? JSON.stringify({ ...(telling as object), values: one }) : raw;
    const change = readValue(one, changeSchema);
    if (!change.ok) return { reason: `values: ${change.reason}`, raw: rawOfOne };
    return { field: change.value.field, value: change.value.value, targetId, at, raw: rawOfOne };
  });
}

export function heardTelling(telling: Telling | Unread, account: Person): Heard {
  if ('reason' in telling) return heardOf({ reason: telling.reason, ignored: false }, telling.raw, null);
  const told = toldBy(telling);
  // What we published is told by its id alone, and so is a picture without words.
  if (told !== null && !isOthers(telling, account) && showsNothing(telling.value))
    return { kind: 'dropped', reason: 'told by its id alone', raw: telling.raw, cursor: null, stub: true };
  return heardOf(itemsOfTelling(telling, account), telling.raw, null);
}

export function toldBy({ field }: Telling): Told | null {
  return Object.hasOwn(TOLD, field) ? (TOLD[field] ?? null) : null;
}

function itemsOfTelling(telling: Telling, account: Person): Parsed {
  const { field, value, at } = telling;
  if (field === 'delete') return removal(value, at);
  const told = toldBy(telling);
  if (told === null) return { reason: `of another kind: ${field.slice(0, 60)}`, ignored: true };
  if (isOthers(telling, account)) return { reason: 'published by another account', ignored: true };
  return itemsOfMedia(value, account, told);
}

function removal(value: unknown, toldAt: Date | null): Parsed {
  const read = readValue(value, deletedSchema);
  if (!read.ok) return { reason: `delete: ${read.reason}`, ignored: false };
  const at = read.value.deleted_at ?? toldAt;
  if (at === null) return { reason: 'delete: deleted_at: missing or of another kind', ignored: false };
  const { id: remoteId } = read.value;
  return { items: [{ kind: 'remove', remoteId, at, by: 'author' }], lane: remoteId };
}

/** An app may serve several accounts. What we published is known by the id told with it, else by the name. */
function isOthers({ field, value, targetId }: Telling, account: Person): boolean {
  if (field !== 'publish') return false;
  const { username, owner } = (value ?? {}) as { username?: unknown; owner?: { id?: unknown } | null };
  if (targetId === account.remoteId || owner?.id === account.remoteId) return false;
  return typeof username === 'string' && username !== '' && !isSameName(username, account.handle);
}

/** Whose concern a body is, as far as it says: whom it mentions, and who owns what was answered or deleted. */
export function accountsIn(text: string): string[] {
  return [...new Set(tellingsIn(text).flatMap(ownersOf))];
}

/** What is for this account: all of it, unless the body names it beside others. */
export function tellingsFor(text: string, account: Person): (Telling | Unread)[] {
  const all = tellingsIn(text);
  const owners = all.map(ownersOf);
  if (!owners.some(ids => ids.includes(account.remoteId))) return all;
  return all.filter((_, i) => owners[i]?.length === 0 || owners[i]?.includes(account.remoteId));
}

/** The target of a reply or a deletion is documented as the post, that of a mention as the account. */
function ownersOf(telling: Telling | Unread): string[] {
  if ('reason' in telling) return [];
  const value = (typeof telling.value === 'object' ? telling.value : null) as Owned;
  const { root_post: root, owner } = value ?? {};
  const isTarget = telling.field === 'mentions' || telling.field === 'publish';
  const ids = [isTarget ? telling.targetId : null, root?.owner_id, root?.owner?.id, owner?.id, owner?.owner_id];
  return ids.flatMap(id => (typeof id === 'string' || typeof id === 'number' ? [String(id)] : []));
}

type Owner = { id?: unknown; owner_id?: unknown } | null;
type Owned = { root_post?: { owner_id?: unknown; owner?: Owner } | null; owner?: Owner } | null;

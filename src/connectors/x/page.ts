/** One page of posts as pieces: each post with what belongs to it alone, so that its raw text can be read by itself. */
import type { Heard } from '../connector.ts';
import { heardOf, itemsOfPiece, type Place } from './parse.ts';
import { renamed } from './spelling.ts';

/** @param toUs X tells these as ours to answer */
export function piecesOf(page: { data: readonly unknown[]; includes?: unknown }, toUs = false): unknown[] {
  return page.data.map(data => ({ data, includes: beside(data, page.includes), ...(toUs ? { toUs } : {}) }));
}

export function heardOfPiece(piece: unknown, place: Place, cursor: string | null): Heard {
  return heardOf(itemsOfPiece(piece, place), JSON.stringify(piece), cursor);
}

/** Whoever and whatever the entry names by id. */
function beside(data: unknown, includes: unknown): unknown {
  if (typeof includes !== 'object' || includes === null) return undefined;
  const { users, media, posts } = renamed(includes) as Record<string, unknown>;
  const told = JSON.stringify(data) ?? '';
  const named = (list: unknown, key: string) =>
    Array.isArray(list) ? list.filter(one => isNamed(told, (one as Record<string, unknown> | null)?.[key])) : undefined;
  return { users: named(users, 'id'), media: named(media, 'media_key'), posts: named(posts, 'id') };
}

function isNamed(told: string, id: unknown): boolean {
  return (typeof id === 'string' || typeof id === 'number') && told.includes(JSON.stringify(String(id)));
}

/** The id of an entry that may be damaged otherwise. */
export function idIn(entry: unknown): string | null {
  const id = (entry as { id?: unknown } | null | undefined)?.id;
  return typeof id === 'string' && /^\d{1,19}$/.test(id) ? id : null;
}

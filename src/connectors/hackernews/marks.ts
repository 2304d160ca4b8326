/**
 * What lately read items said, as short marks, so that a later look can tell an edit from a vote: Hacker News names no
 * time of an edit. Items are numbered one after the other, so the marks stand in a row without their numbers.
 */
import { createHash } from 'node:crypto';
import type { HackerItem } from './schema.ts';

/** Items whose marks are kept: more than are written in the two hours in which an author may edit. */
export const MARKS_LIMIT = 3_000;
const WIDTH = 4;
/** Read, and without words that could change. */
export const BLANK = '----';

/** `from`: the item the first mark belongs to. */
export type Marks = { from: number; row: string };

export function markOf({ title, text, url, deleted, dead }: HackerItem): string {
  if (deleted === true || dead === true) return BLANK;
  const said = JSON.stringify([title ?? '', text ?? '', url ?? '']);
  return createHash('sha256').update(said).digest('base64url').slice(0, WIDTH);
}

export function markAt({ from, row }: Marks, id: number): string | null {
  const at = (id - from) * WIDTH;
  return at < 0 || at >= row.length ? null : row.slice(at, at + WIDTH);
}

/** The first item behind the last mark. */
export function endOf({ from, row }: Marks): number {
  return from + row.length / WIDTH;
}

/** Older items' marks fall out at the front. */
export function withMarks(marks: Marks, news: ReadonlyMap<number, string>): Marks {
  const ids = [...news.keys()];
  if (ids.length === 0) return marks;
  const end = ids.reduce((most, id) => Math.max(most, id + 1), endOf(marks));
  const least = ids.reduce((less, id) => Math.min(less, id), end);
  const from = Math.max(marks.row === '' ? least : marks.from, end - MARKS_LIMIT);
  const row = Array.from({ length: end - from }, (_, i) => news.get(from + i) ?? markAt(marks, from + i) ?? BLANK);
  return { from, row: row.join('') };
}

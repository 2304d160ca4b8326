/**
 * The whole of Hacker News, one item after the other: its API tells the highest number, and every number below it is
 * fetched once. What changed later is told by a list of changes, looked at every minute.
 */
import { z } from 'zod';
import type { Heard, Page } from '../connector.ts';
import { expect, ignored, readJson } from '../kit/json.ts';
import { ownNames } from '../kit/own-names.ts';
import { arrival, editedPost, pageOf } from '../kit/public-post.ts';
import { type HackerContext, placesOf } from './credentials.ts';
import { BLANK, endOf, MARKS_LIMIT, type Marks, markAt, markOf, withMarks } from './marks.ts';
import { postOf, readItem, removalOf } from './parse.ts';
import { type HackerItem, idSchema, itemSchema, updatesSchema } from './schema.ts';

export const POLL_SECONDS = 15;
/** On connecting: about the last hour. What lies further back is the back-fill's. */
export const FIRST_ITEMS = 500;
const ITEMS_PER_PAGE = 100;
const ITEMS_AT_ONCE = 20;
export const CHANGES_EVERY_MS = 60_000;
const CHANGES_LIMIT = 300;
/** New items are numbered a little before they are shown; one not shown after this time never will be. */
export const LATE_FOR_MS = 10 * 60_000;
const LATE_LIMIT = 500;
const ITEM_LIMIT_BYTES = 1024 * 1024;

/** After so long without a look the list of changes no longer reaches back, and known items are asked for again. */
export const GAP_MS = 10 * 60_000;
/** As many as are written in the two hours in which an author may edit, and some more. */
export const RECHECKED_LIMIT = 1_500;

/** `next`: the first item not read. `late`: numbers not shown yet, with when they were first asked for. `looked`: at the changes. `recheck`: the known item to be asked for next, after a gap. */
const cursorSchema = z.object({
  next: idSchema,
  marks: z.object({ from: z.int(), row: z.string().max(MARKS_LIMIT * 4) }),
  late: z.array(z.tuple([idSchema, z.number()])).max(LATE_LIMIT),
  looked: z.number(),
  recheck: idSchema.nullable(),
});
type Cursor = z.infer<typeof cursorSchema>;
type Fetched = { id: number; raw: string };

export async function pollPage(context: HackerContext, after: string | null): Promise<Page> {
  const now = context.now();
  const saved = cursorFrom(after);
  if (saved !== null && (saved.recheck !== null || isGap(saved, now))) return pageOfKnown(context, saved, now);
  const highest = await highestItem(context);
  const cursor = saved ?? beginning(highest, now);
  const until = Math.min(highest + 1, cursor.next + ITEMS_PER_PAGE);
  const more = until <= highest;
  const fresh = Array.from({ length: Math.max(until - cursor.next, 0) }, (_, i) => cursor.next + i);
  // Those that were late are asked for again when there is nothing newer to catch up with.
  const waited = more ? [] : cursor.late.map(([id]) => id);
  const fetched = await fetchItems(context, [...waited, ...fresh]);
  const { heard, late } = heardNew(context, fetched, cursor, now);
  const marks = withMarks(cursor.marks, marksOf(fetched));
  const read: Cursor = { ...cursor, next: Math.max(until, cursor.next), marks, late };
  if (more || now.getTime() - cursor.looked < CHANGES_EVERY_MS) return pageOf(heard, JSON.stringify(read), more);
  const changes = await changesSince(context, read, new Set(fresh), now);
  const next = { ...read, looked: now.getTime(), marks: withMarks(marks, changes.marks) };
  return pageOf([...heard, ...changes.heard], JSON.stringify(next), false);
}

export async function highestItem(context: Pick<HackerContext, 'credentials' | 'fetch'>): Promise<number> {
  const { api } = placesOf(context.credentials);
  const answer = await context.fetch(`${api}/v0/maxitem.json`);
  return expect(answer.json(), idSchema, false);
}

function cursorFrom(after: string | null): Cursor | null {
  const read = after === null ? null : readJson(after, cursorSchema);
  return read?.ok ? read.value : null;
}

function beginning(highest: number, now: Date): Cursor {
  const next = Math.max(highest - FIRST_ITEMS + 1, 1);
  return { next, marks: { from: next, row: '' }, late: [], looked: now.getTime(), recheck: null };
}

function isGap({ looked, marks }: Cursor, now: Date): boolean {
  return marks.row !== '' && now.getTime() - looked > GAP_MS;
}

/** Before anything new: what was edited or taken down while nobody looked. New items push the marks of old ones out. */
async function pageOfKnown(context: HackerContext, cursor: Cursor, now: Date): Promise<Page> {
  const { marks } = cursor;
  const end = endOf(marks);
  const from = cursor.recheck ?? Math.max(marks.from, end - RECHECKED_LIMIT);
  const until = Math.min(from + ITEMS_PER_PAGE, end);
  const late = new Set(cursor.late.map(([id]) => id));
  const ids = Array.from({ length: until - from }, (_, i) => from + i).filter(id => !late.has(id));
  const fetched = await fetchItems(context, ids);
  const heard = fetched.flatMap(one => changeIn(context, one, marks, now) ?? []);
  const isDone = until >= end;
  const looked = isDone ? now.getTime() : cursor.looked;
  const next: Cursor = { ...cursor, marks: withMarks(marks, marksOf(fetched)), recheck: isDone ? null : until, looked };
  return pageOf(heard, JSON.stringify(next), true);
}

/** All or none: an item that cannot be fetched now is fetched with its page the next time. */
async function fetchItems(context: HackerContext, ids: readonly number[]): Promise<Fetched[]> {
  const { api } = placesOf(context.credentials);
  const fetched: Fetched[] = [];
  while (fetched.length < ids.length) {
    // The first pays for all: half a page would be fetched in vain when the allowance ends in its middle.
    const isFirst = fetched.length === 0;
    const pays = isFirst ? { bucket: 'items', cost: ids.length } : {};
    const next = ids.slice(fetched.length, fetched.length + (isFirst ? 1 : ITEMS_AT_ONCE));
    const some = next.map(async id => {
      const answer = await context.fetch(`${api}/v0/item/${id}.json`, { maxBytes: ITEM_LIMIT_BYTES, ...pays });
      // A gateway's page or half an answer is not an item that cannot be read: it fails here, and is asked for again.
      answer.json();
      return { id, raw: answer.text() };
    });
    fetched.push(...(await Promise.all(some)));
  }
  return fetched;
}

/** Not shown is not the same as gone: new items come a moment late, and some are never shown. */
function heardNew(context: HackerContext, fetched: readonly Fetched[], { late }: Cursor, now: Date) {
  const names = ownNames(context.credentials.names);
  const askedAt = new Map(late);
  const heard: Heard[] = [];
  for (const { id, raw } of fetched) {
    if (!isShown(raw)) {
      const since = askedAt.get(id) ?? now.getTime();
      if (now.getTime() - since < LATE_FOR_MS) askedAt.set(id, since);
      else {
        askedAt.delete(id);
        heard.push(ignored('an item that is not shown', raw, null));
      }
      continue;
    }
    askedAt.delete(id);
    heard.push(readItem(raw, names, now));
  }
  return { heard, late: [...askedAt].slice(-LATE_LIMIT) };
}

function isShown(raw: string): boolean {
  return raw.trim() !== 'null';
}

function marksOf(fetched: readonly Fetched[]): Map<number, string> {
  const marks = new Map<number, string>();
  for (const { id, raw } of fetched) {
    const item = itemIn(raw);
    if (item !== null) marks.set(id, markOf(item));
  }
  return marks;
}

function itemIn(raw: string): HackerItem | null {
  const read = readJson(raw, itemSchema);
  return read.ok ? read.value : null;
}

/** Votes and answers are changes too, there; told are new words, and what is gone. */
async function changesSince(
  context: HackerContext,
  { next, marks, late }: Cursor,
  fresh: ReadonlySet<number>,
  now: Date,
) {
  const { api } = placesOf(context.credentials);
  const answer = await context.fetch(`${api}/v0/updates.json`);
  const awaited = new Set(late.map(([id]) => id));
  const changed = expect(answer.json(), updatesSchema, false).items.flatMap(value => {
    const id = idSchema.safeParse(value).data;
    return id === undefined || id >= next || fresh.has(id) || awaited.has(id) ? [] : [id];
  });
  const fetched = await fetchItems(context, [...new Set(changed)].slice(0, CHANGES_LIMIT));
  const heard = fetched.flatMap(one => changeIn(context, one, marks, now) ?? []);
  const seen = [...marksOf(fetched)].filter(([id]) => markAt(marks, id) !== null);
  return { heard, marks: new Map(seen) };
}

function changeIn(context: HackerContext, { id, raw }: Fetched, marks: Marks, now: Date): Heard | null {
  const item = itemIn(raw);
  const before = markAt(marks, id);
  if (item === null) return null;
  const removal = removalOf(item, now);
  if (removal !== null) return before === BLANK ? null : arrival([removal], raw, 'items');
  // Of older items nothing is known to compare with.
  if (before === null || before === markOf(item)) return null;
  const post = postOf(item, ownNames(context.credentials.names));
  return (
    post && arrival(before === BLANK ? [{ kind: 'post', post }] : editedPost(post, now, now.getTime()), raw, 'items')
  );
}

import { sql } from 'kysely';
import { openTimeOf } from '../core/calendar/open-time.ts';
import { asksForContactTags, type PromiseBook, type Promised } from '../core/promise.ts';
import { listCalendars, listCalendarTeams, loadHours } from './calendars.ts';
import type { Db, Tx } from './db.ts';
import { listPolicies } from './policies.ts';

/** `since`: when the channel was connected. */
export type ChannelPromise = Promised & { inboxId: string; since: Date };

type Row = { id: string; inboxId: string; network: string; playsUntil: Date | null; since: Date; version: string };

/** What these channels promise, by channel id. Whoever counts turns adds what the people concerned are tagged with. */
export async function promisesOf(
  tx: Tx,
  brandId: number,
  channelIds: readonly string[],
): Promise<Map<string, ChannelPromise>> {
  if (channelIds.length === 0) return new Map();
  const { rows } = await sql<Row>`
    select c.id, c.inbox_id "inboxId", c.network, c.plays_until "playsUntil", c.created_at "since", b.promises "version"
    from channel c join brand b on b.id = c.brand_id
    where c.brand_id = ${brandId} and c.id = any(${channelIds}::uuid[])`.execute(tx);
  const [first] = rows;
  if (first === undefined) return new Map();
  const book = await bookUnder(tx, brandId, first.version);
  const contactTags = new Map<string, string[]>();
  return new Map(rows.map(({ id, version: _, ...channel }) => [id, { ...channel, book, contactTags }]));
}

/** What the brand promises now. */
export async function loadBook(db: Db, brandId: number): Promise<PromiseBook> {
  const { rows } = await sql<{ version: string }>`select promises "version" from brand where id = ${brandId}`.execute(
    db,
  );
  return bookUnder(db, brandId, rows[0]?.version ?? '');
}

/**
 * Books by their version, a name the database gives anew with every change and never twice: what was once read under it may be
 * used by everybody in this process. It can only be newer than its name, in which case another name is already on its way.
 */
const books = new Map<string, PromiseBook>();
const BOOKS_KEPT = 1_000;

async function bookUnder(db: Db, brandId: number, version: string): Promise<PromiseBook> {
  const known = books.get(version);
  if (known !== undefined) return known;
  const policies = await listPolicies(db, brandId);
  const calendars = await listCalendars(db, brandId);
  const hours = calendars.length === 0 ? new Map() : await loadHours(db, brandId);
  const teams = calendars.length === 0 ? [] : await listCalendarTeams(db, brandId);
  const teamInboxes = await sql<{ inboxId: string; teamId: string }>`
    select inbox_id "inboxId", team_id "teamId" from team_inbox where brand_id = ${brandId}`.execute(db);
  const book: PromiseBook = {
    policies,
    openTimes: new Map([...hours].map(([id, week]) => [id, openTimeOf(week)])),
    teamCalendars: new Map(teams.map(({ teamId, calendarId }) => [teamId, calendarId])),
    inboxTeams: new Map(teamInboxes.rows.map(({ inboxId, teamId }) => [inboxId, teamId])),
    firstCalendarId: calendars[0]?.id ?? null,
  };
  if (books.size >= BOOKS_KEPT) books.clear();
  books.set(version, book);
  return book;
}

/** The same promises, knowing what these people are tagged with where a policy asks for it. */
export async function knowingTags<P extends Promised>(
  db: Db,
  brandId: number,
  promised: P,
  contactIds: readonly (string | null)[],
): Promise<P> {
  if (!asksForContactTags(promised.book)) return promised;
  const ids = [...new Set(contactIds.filter(id => id !== null))];
  const { rows } = await sql<{ id: string; tags: string[] }>`
    select id, tags from contact where brand_id = ${brandId} and id = any(${ids}::uuid[]) and tags <> '{}'`.execute(db);
  return { ...promised, contactTags: new Map(rows.map(({ id, tags }) => [id, tags])) };
}

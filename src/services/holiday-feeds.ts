/** Holidays read from an address: when a lead enters it, when they ask, and by itself once a week. */
import { type GuardedFetch, NetworkFailure } from '../connectors/connector.ts';
import { ICAL_LENGTH, readHolidays } from '../core/calendar/holidays.ts';
import { SPECIAL_DAYS_PER_CALENDAR } from '../core/calendar/hours.ts';
import { isUuid, type MakeId } from '../core/id.ts';
import { Refusal } from '../core/refusal.ts';
import * as calendars from '../store/calendars.ts';
import type { Db, Tx } from '../store/db.ts';
import * as store from '../store/holiday-feeds.ts';
import { addJob, removeJob } from '../store/jobs.ts';
import { tellSettings } from './brands.ts';
import type { CalendarChanged, Calendars } from './calendars.ts';
import { clipped } from './outside-words.ts';
import { notFound, permit, type Who } from './permit.ts';
import { retime } from './retime.ts';

export type FeedJob = { brandId: number; calendarId: string };
export type HolidayFeeds = {
  /** Reads it at once. @param url null ends it @throws Refusal in words when nothing can be read there; then all is as before */
  set(who: Who, calendarId: string, url: string | null, signal: AbortSignal): Promise<CalendarChanged>;
  refresh(who: Who, calendarId: string, signal: AbortSignal): Promise<CalendarChanged>;
  /** The weekly job: what fails is written down and tried again the next day. Safe to run twice. */
  again(job: FeedJob, signal: AbortSignal): Promise<void>;
};
export type FeedNeeds = {
  db: Db;
  makeId: MakeId;
  now: () => Date;
  /** The guarded fetch, without any channel's budget. */
  fetchFor: (signal: AbortSignal) => GuardedFetch;
};

/** Task name of `again`; its payload is a `FeedJob`. */
export const FEED_TASK = 'refresh-holidays';
export const REFRESH_DAYS = 7;
export const RETRY_DAYS = 1;
const DAY_MS = 86_400_000;
/** Letters of every script in so many UTF-16 units. */
const FEED_LIMIT_BYTES = ICAL_LENGTH * 3;
const FEED_TIMEOUT_MS = 20_000;
const ETAG_LENGTH = 500;
/** After everything a person waits for. */
const PRIORITY = 5;

export function makeHolidayFeeds(needs: FeedNeeds & Pick<Calendars, 'list'>): HolidayFeeds {
  async function changed(who: Who, calendarId: string, isChanged: boolean): Promise<CalendarChanged> {
    const retimed = isChanged ? await retime(needs, who.brandId, who.agentId) : 0;
    const calendar = (await needs.list(who)).find(one => one.id === calendarId);
    if (calendar === undefined) throw notFound('hours');
    return { calendar, retimed };
  }
  return {
    async set(who, calendarId, url, signal) {
      permit(who, 'lead');
      if (url === null) return changed(who, calendarId, await end(needs, who, calendarId));
      const place = { ...who, calendarId, url: addressOf(url), etag: null };
      await findCalendar(needs.db, who, calendarId);
      return changed(who, calendarId, await readInto(needs, place, signal, true));
    },
    async refresh(who, calendarId, signal) {
      permit(who, 'lead');
      await findCalendar(needs.db, who, calendarId);
      const feed = await store.findFeed(needs.db, who.brandId, calendarId);
      if (feed === null) throw new Refusal('needs_a_choice', 'Enter the address of the holidays first.');
      return changed(who, calendarId, await readInto(needs, { ...feed, ...who }, signal, false));
    },
    ...makeHolidayRefresh(needs),
  };
}

export function makeHolidayRefresh(needs: FeedNeeds): Pick<HolidayFeeds, 'again'> {
  return {
    async again({ brandId, calendarId }, signal) {
      const feed = await store.findFeed(needs.db, brandId, calendarId);
      if (feed === null) return;
      try {
        const isChanged = await readInto(needs, { ...feed, brandId, agentId: null }, signal, false);
        if (isChanged) await retime(needs, brandId, null);
      } catch (error) {
        // What was said is written down, and tomorrow's reading planned.
        if (!(error instanceof Refusal)) throw error;
      }
    },
  };
}

/** `agentId` null: by itself. */
type Place = { brandId: number; agentId: string | null; calendarId: string; url: string; etag: string | null };

/**
 * @param isNew the address is entered now: what fails leaves all as it was
 * @returns whether any day is another than before
 */
async function readInto(needs: FeedNeeds, place: Place, signal: AbortSignal, isNew: boolean): Promise<boolean> {
  const { brandId, calendarId } = place;
  try {
    const asked = await fetchFeed(needs, place, signal);
    return await needs.db.transaction().execute(async tx => {
      const calendar = await calendars.lockCalendar(tx, brandId, calendarId);
      const feed = await store.findFeed(tx, brandId, calendarId);
      // Removed, or another address entered, while this one was read.
      if (calendar === null || (!isNew && feed?.url !== place.url)) return false;
      const isOther = asked !== null && (await replaceDays(tx, needs, place, calendar, asked.text));
      const etag = asked === null ? place.etag : asked.etag;
      const at = needs.now();
      await store.writeFeed(tx, brandId, { calendarId, url: place.url, etag, at });
      await plan(tx, place, REFRESH_DAYS, at);
      await tellSettings(tx, place, 'calendars', at);
      return isOther;
    });
  } catch (error) {
    const said = saidIn(error);
    if (said === null) throw error;
    if (!isNew && !signal.aborted) await writeDown(needs, place, said);
    throw new Refusal('not_valid', said, { fields: { url: said } });
  }
}

/** Null: as it was when it was read last. */
async function fetchFeed(
  { fetchFor }: FeedNeeds,
  { url, etag }: Place,
  signal: AbortSignal,
): Promise<{ text: string; etag: string | null } | null> {
  const headers = { accept: 'text/calendar, text/plain;q=0.5, */*;q=0.1' };
  const answer = await fetchFor(signal)(url, {
    headers: etag === null ? headers : { ...headers, 'if-none-match': etag },
    accept: status => status === 200 || status === 304,
    maxBytes: FEED_LIMIT_BYTES,
    timeoutMs: FEED_TIMEOUT_MS,
  });
  if (answer.status === 304 && etag !== null) return null;
  const mark = answer.headers.get('etag');
  return { text: answer.text(), etag: mark !== null && mark.length <= ETAG_LENGTH ? mark : null };
}

/** Days that are over stay as they were; what a lead entered for the same days stands before what is read. */
async function replaceDays(
  tx: Tx,
  { makeId, now }: FeedNeeds,
  { brandId, calendarId }: Place,
  { timeZone }: calendars.CalendarRow,
  text: string,
): Promise<boolean> {
  const today = now().toISOString().slice(0, 10);
  const read = readHolidays(text, { today, timeZone });
  if (read.kind === 'fault') throw new Refusal('not_valid', read.message);
  const there = await calendars.listHolidays(tx, brandId, [calendarId]);
  const [theirs, ours] = [there.filter(isSubscribed), there.filter(day => !isSubscribed(day))];
  const taken = new Set(ours.map(datesOf));
  const wanted = read.days.filter(day => !taken.has(datesOf(day)));
  const [readNow, known] = [new Set(wanted.map(keyOf)), new Set(theirs.map(keyOf))];
  const gone = theirs.filter(day => day.until >= today && !readNow.has(keyOf(day)));
  const fresh = wanted.filter(day => !known.has(keyOf(day)));
  if (there.length - gone.length + fresh.length > SPECIAL_DAYS_PER_CALENDAR) {
    throw new Refusal(
      'too_many',
      `These hours have room for ${SPECIAL_DAYS_PER_CALENDAR} holidays; this address has more.`,
    );
  }
  await calendars.deleteHolidays(
    tx,
    brandId,
    gone.map(day => day.id),
  );
  const rows = fresh.map(day => ({ ...day, id: makeId(), calendarId, intervals: [], source: 'subscribed' as const }));
  await calendars.insertHolidays(tx, brandId, rows);
  return gone.length + fresh.length > 0;
}

async function end({ db, now }: FeedNeeds, who: Who, calendarId: string): Promise<boolean> {
  await findCalendar(db, who, calendarId);
  return db.transaction().execute(async tx => {
    const at = now();
    const today = at.toISOString().slice(0, 10);
    await calendars.lockCalendar(tx, who.brandId, calendarId);
    const days = await calendars.listHolidays(tx, who.brandId, [calendarId]);
    const gone = days.filter(day => isSubscribed(day) && day.until >= today);
    await calendars.deleteHolidays(
      tx,
      who.brandId,
      gone.map(day => day.id),
    );
    await store.deleteFeed(tx, who.brandId, calendarId);
    await removeJob(tx, jobKey(who.brandId, calendarId));
    await tellSettings(tx, who, 'calendars', at);
    return gone.length > 0;
  });
}

async function writeDown({ db, now }: FeedNeeds, place: Place, said: string): Promise<void> {
  await db.transaction().execute(async tx => {
    const at = now();
    if ((await store.countFailure(tx, place.brandId, { ...place, at, said })) === null) return;
    await plan(tx, place, RETRY_DAYS, at);
    await tellSettings(tx, place, 'calendars', at);
  });
}

function plan(tx: Tx, { brandId, calendarId }: Place, days: number, at: Date): Promise<void> {
  const runAt = new Date(at.getTime() + days * DAY_MS);
  const payload = { brandId, calendarId };
  return addJob(tx, { task: FEED_TASK, payload, key: jobKey(brandId, calendarId), runAt, priority: PRIORITY });
}

/** Null: a bug, not a failure. */
function saidIn(error: unknown): string | null {
  if (error instanceof NetworkFailure) return clipped(error.said ?? error.message);
  return error instanceof Refusal ? clipped(error.message) : null;
}

/** Calendars are handed around as `webcal:`, which is the web's own address in other words. */
function addressOf(written: string): string {
  const url = URL.parse(written.replace(/^webcals?:/i, 'https:'));
  if (url !== null && (url.protocol === 'https:' || url.protocol === 'http:') && url.username === '') return url.href;
  const said = 'This is no address of the web. It begins with https:// and ends in a file of holidays.';
  throw new Refusal('not_valid', said, { fields: { url: said } });
}

async function findCalendar(db: Db, who: Who, id: string): Promise<void> {
  const rows = isUuid(id) ? await calendars.listCalendars(db, who.brandId) : [];
  if (!rows.some(row => row.id === id)) throw notFound('hours');
}

function isSubscribed({ source }: calendars.HolidayRow): boolean {
  return source === 'subscribed';
}

function datesOf({ date, until }: { date: string; until: string }): string {
  return `${date} ${until}`;
}

function keyOf(day: { date: string; until: string; name: string }): string {
  return `${datesOf(day)} ${day.name}`;
}

function jobKey(brandId: number, calendarId: string): string {
  return `holidays ${brandId} ${calendarId}`;
}

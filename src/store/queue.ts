/**
 * The queue as index ranges. A page is read from lanes: pieces of an index in which every row has the wanted status (and
 * place or agent) and stands in the wanted order. Lanes are walked side by side and merged. What no index knows (a tag, a
 * language) is asked of each row on the way; where that finds too little for the effort, the rare rows are fetched by
 * themselves and sorted.
 */
import { type RawBuilder, sql } from 'kysely';
import type { Sentiment } from '../core/triage/reading.ts';
import type { Status } from '../core/view.ts';
import type { Db } from './db.ts';

export type QueueView = 'mine' | 'team' | 'unassigned' | 'all';

export type QueueFilter = {
  brandId: number;
  /** Inboxes to be cut to; null means all. */
  scope: readonly string[] | null;
  agentId: string;
  view: QueueView;
  statuses: readonly Status[];
  waiting: boolean | null;
  network: string | null;
  channelId: string | null;
  inboxId: string | null;
  /** The first part of a language tag: `en` finds `en-GB`. */
  lang: string | null;
  tag: string | null;
  heard: boolean | null;
  contactId: string | null;
  teamId: string | null;
  sentiment: Sentiment | null;
  /** As conversations carry it: `complaint`, `request.refund`. */
  intent: string | null;
  /** True: noise alone; false: no noise. */
  noise: boolean | null;
};

/**
 * A stretch of the queue. `due`: waits, danger first, least time left × risk, then those without a promise. `noise`: the same of noise.
 * `rest`: does not wait, newest word first. `newest`: all, newest word first.
 */
export type Stretch = 'due' | 'noise' | 'rest' | 'newest';
/** Where a row stands: in a stretch, its instant (ISO 8601 in UTC to the microsecond; of those who wait as core/queue-place.ts has it), its id. */
export type Place = { stretch: Stretch; at: string; id: string };

/** Rows looked at on the way, over all lanes, before the rare rows are fetched by themselves instead. */
const WALK_ROWS = 6000;
/** How much further the walk goes where a quarter of the page was found already. */
const WALK_ON = 4;
const LEAST_WALK_ROWS_PER_LANE = 200;
/** Beyond so many places the wide index is walked and each row asked for its place. */
const PLACES_LIMIT = 40;

/** The next rows of one stretch after a place. `walkRows` is for tests. */
export async function readStretch(
  db: Db,
  filter: QueueFilter,
  stretch: Stretch,
  after: Place | null,
  limit: number,
  walkRows = WALK_ROWS,
): Promise<Place[]> {
  const places = await narrowPlaces(db, filter);
  if (places?.length === 0) return [];
  const ask: Ask = { filter, stretch, after: after?.stretch === stretch ? after : null, limit, places };
  for (let rows = walkRows; filter.contactId === null; rows *= WALK_ON) {
    const walked = await walk(db, ask, rows);
    if (walked.kind === 'page') return walked.places;
    if (!walked.dense) break;
  }
  return gather(db, ask);
}

type Ask = {
  filter: QueueFilter;
  stretch: Stretch;
  after: Place | null;
  limit: number;
  /** Null: every place. */
  places: InPlace[] | null;
};
type InPlace = { inboxId: string; channelId: string };

/** The places (inbox and channel) the filter leaves, found by hopping through the index; null where it leaves all. */
async function narrowPlaces(db: Db, filter: QueueFilter): Promise<InPlace[] | null> {
  if (filter.scope === null && !filter.network && !filter.channelId && !filter.inboxId) return null;
  const { rows } = await sql<InPlace & { wanted: boolean }>`
    with recursive place as (
      (select inbox_id, channel_id from conversation where brand_id = ${filter.brandId} order by inbox_id, channel_id limit 1)
      union all
      select next.inbox_id, next.channel_id from place cross join lateral (
        select inbox_id, channel_id from conversation
        where brand_id = ${filter.brandId} and (inbox_id, channel_id) > (place.inbox_id, place.channel_id)
        order by inbox_id, channel_id limit 1) next
    )
    select inbox_id "inboxId", channel_id "channelId", ${isInPlace(filter)} as wanted from place`.execute(db);
  const wanted = rows.filter(row => row.wanted);
  return wanted.length > 0 && wanted.length === rows.length ? null : wanted;
}

function isInPlace(filter: QueueFilter): RawBuilder<unknown> {
  const parts: RawBuilder<unknown>[] = [];
  if (filter.scope !== null) parts.push(sql`inbox_id = any(${filter.scope}::uuid[])`);
  if (filter.inboxId !== null) parts.push(sql`inbox_id = ${filter.inboxId}`);
  if (filter.channelId !== null) parts.push(sql`channel_id = ${filter.channelId}`);
  if (filter.network !== null) {
    parts.push(
      sql`channel_id in (select id from channel where brand_id = ${filter.brandId} and network = ${filter.network})`,
    );
  }
  return all(parts);
}

/** Equal beginnings of an index, one row a lane. */
type Lanes = {
  count: number;
  rows: RawBuilder<unknown>;
  match: RawBuilder<unknown>;
  /** What is true of every row in them and need not be asked again. */
  knows: { places: boolean; mine: boolean };
};

function lanesOf({ filter, stretch, places }: Ask): Lanes {
  const narrow = places !== null && places.length <= PLACES_LIMIT && filter.view !== 'mine' ? places : null;
  const pairs = statusPairs(filter, stretch);
  const states = sql`unnest(${pairs.map(p => p.status)}::text[], ${pairs.map(p => p.rests)}::boolean[]) state (status, rests)`;
  // In the index of those who wait it goes without saying that they do.
  const inState = isOfWaiting(stretch)
    ? sql`c.status = state.status`
    : sql`c.status = state.status and (c.turn_id is null) = state.rests`;
  if (narrow === null) {
    const mine = filter.view === 'mine' ? sql`c.assignee_id = ${filter.agentId}` : sql`true`;
    const knows = { places: false, mine: filter.view === 'mine' };
    return { count: pairs.length, rows: states, match: sql`${mine} and ${inState}`, knows };
  }
  return {
    count: pairs.length * narrow.length,
    rows: sql`unnest(${narrow.map(p => p.inboxId)}::uuid[], ${narrow.map(p => p.channelId)}::uuid[]) place (inbox_id, channel_id)
      cross join ${states}`,
    match: sql`c.inbox_id = place.inbox_id and c.channel_id = place.channel_id and ${inState}`,
    knows: { places: true, mine: false },
  };
}

/** Nobody waits in what is resolved. */
function statusPairs(filter: QueueFilter, stretch: Stretch): { status: Status; rests: boolean }[] {
  return filter.statuses.flatMap(status =>
    [true, false]
      .filter(rests => (rests ? !isOfWaiting(stretch) : stretch !== 'rest' && status !== 'resolved'))
      .filter(rests => filter.waiting === null || filter.waiting === !rests)
      .map(rests => ({ status, rests })),
  );
}

type Walked = { kind: 'page'; places: Place[] } | { kind: 'cut'; dense: boolean };

/** Cut: a lane was walked far without filling the page. */
async function walk(db: Db, ask: Ask, walkRows: number): Promise<Walked> {
  const { stretch, limit } = ask;
  const lanes = lanesOf(ask);
  const far = Math.max(limit, LEAST_WALK_ROWS_PER_LANE, Math.ceil(walkRows / Math.max(1, lanes.count)));
  const { rows } = await sql<{ ids: string[] | null; ats: string[] | null; cut: boolean | null }>`
    select found.ids, found.ats, case when coalesce(cardinality(found.ids), 0) < ${limit} then (
        select true from conversation c where ${within(ask)} and ${lanes.match}
        order by ${orderOf(stretch)} offset ${far} limit 1) end as cut
    from ${lanes.rows} cross join lateral (
      select array_agg(page.id) as ids, array_agg(page.at) as ats from (
        select c.id, ${instantOf(sql`c.stands_at`)} as at from (
          select c.*, ${keyOf(stretch)} as stands_at from conversation c where ${within(ask)} and ${lanes.match}
          order by ${orderOf(stretch)} limit ${far}) c
        where ${fits(ask, lanes.knows)} order by ${orderAfter(stretch)} limit ${limit}) page) found`.execute(db);
  const cut = rows.filter(row => row.cut === true);
  if (cut.length > 0) return { kind: 'cut', dense: cut.every(({ ids }) => (ids?.length ?? 0) * WALK_ON >= limit) };
  const found = rows.flatMap(({ ids, ats }) => (ids ?? []).map((id, i) => ({ stretch, id, at: ats?.[i] ?? '' })));
  return { kind: 'page', places: found.sort(byPlace).slice(0, limit) };
}

/** Windows of weeks, going back; then all the rest. */
const WINDOWS = [1, 3, 12, 48, Number.POSITIVE_INFINITY];

/** What fits, by whatever index is rarest. By traits: of some weeks first, of more only while the page is not full. */
async function gather(db: Db, ask: Ask): Promise<Place[]> {
  const traits = traitsOf(ask.filter);
  const all = hasTraits(ask.filter, traits, ask.stretch);
  if (traits.length === 0 || isOfWaiting(ask.stretch)) return gatherAll(db, ask, all, ask.limit);
  const [newest, oldest] = await weeksOf(db, ask);
  const start = await newestWeekWith(db, ask.filter, traits, oldest, newest);
  const found: Place[] = [];
  let week = start;
  for (const weeks of WINDOWS) {
    if (week < oldest || found.length >= ask.limit) break;
    const down = Math.max(oldest, week - weeks + 1);
    found.push(
      ...(await gatherAll(db, ask, hasTraitsWithin(ask.filter, traits, down, week), ask.limit - found.length)),
    );
    week = down - 1;
  }
  return found;
}

/**
 * By halving: the newest week in which any row has all the traits; before the oldest where there is none. Without it a tag
 * that a hundred thousand rows carry and none of this year would be fetched whole.
 */
async function newestWeekWith(
  db: Db,
  filter: QueueFilter,
  traits: readonly string[],
  oldest: number,
  newest: number,
): Promise<number> {
  const isThere = async (down: number, up: number) => {
    const { rows } =
      await sql`select from conversation c where ${hasTraitsWithin(filter, traits, down, up)} limit 1`.execute(db);
    return rows.length > 0;
  };
  let [down, up] = [oldest, newest];
  if (await isThere(up, up)) return up;
  if (!(await isThere(down, up))) return down - 1;
  while (down < up) {
    const middle = Math.floor((down + up) / 2);
    if (await isThere(middle + 1, up)) down = middle + 1;
    else up = middle;
  }
  return up;
}

/** The fence keeps the planner from walking the order again. */
async function gatherAll(db: Db, ask: Ask, rare: RawBuilder<unknown>, limit: number): Promise<Place[]> {
  const { stretch } = ask;
  const { rows } = await sql<{ id: string; at: string }>`
    with c as materialized (
      select c.id, ${keyOf(stretch)} as stands_at from conversation c
      where ${within(ask)} and ${fits(ask)} and ${rare}
    )
    select c.id, ${instantOf(sql`c.stands_at`)} as at from c order by ${orderAfter(stretch)} limit ${limit}`.execute(
    db,
  );
  return rows.map(row => ({ stretch, ...row }));
}

/** The weeks, as `conversation_traits` counts them, from the place or the newest there is, back to the oldest. */
async function weeksOf(db: Db, { filter, after }: Ask): Promise<[number, number]> {
  const ends = (order: RawBuilder<unknown>) => sql`(
    select c.last_message_at from unnest(array['open', 'waiting', 'snoozed', 'resolved']) state (status), unnest(array[true, false]) rest (rests)
    cross join lateral (select last_message_at from conversation c
      where c.brand_id = ${filter.brandId} and c.status = state.status and (c.turn_id is null) = rest.rests
      order by c.last_message_at ${order}, c.id ${order} limit 1) c
    order by c.last_message_at ${order} limit 1)`;
  const { rows } = await sql<{ newest: Date | null; oldest: Date | null }>`
    select least(${after?.at ?? null}::timestamptz, ${ends(sql`desc`)}) as newest, ${ends(sql`asc`)} as oldest`.execute(
    db,
  );
  return [weekOf(rows[0]?.newest ?? null), weekOf(rows[0]?.oldest ?? null)];
}

const WEEK_MS = 7 * 86_400_000;
const FIRST_WEEK_MS = Date.UTC(2000, 0, 1);

function weekOf(at: Date | null): number {
  return at === null ? 0 : Math.floor((at.getTime() - FIRST_WEEK_MS) / WEEK_MS);
}

/** The stretch itself and what lies after the place: all of it answered by the index. */
function within({ filter, stretch, after }: Ask): RawBuilder<unknown> {
  const parts: RawBuilder<unknown>[] = [sql`c.brand_id = ${filter.brandId}`];
  if (isOfWaiting(stretch)) parts.push(sql`c.turn_id is not null`);
  if (stretch === 'noise') parts.push(sql`c.noise is not null`);
  if (stretch === 'rest') parts.push(sql`(c.turn_id is null) = true`);
  if (after !== null) {
    const place = sql`(${after.at}::timestamptz, ${after.id}::uuid)`;
    parts.push(
      isOfWaiting(stretch) ? sql`(${QUEUE_PLACE}, c.id) > ${place}` : sql`(c.last_message_at, c.id) < ${place}`,
    );
  }
  return all(parts);
}

function isOfWaiting(stretch: Stretch): boolean {
  return stretch === 'due' || stretch === 'noise';
}

/** Time left × risk, exactly as the indexes have it; what each weighs stands in core/queue-place.ts. */
export const QUEUE_PLACE = sql`queue_place(c.turn_opened_at, c.due_at, c.priority, c.intents, c.urgency, c.risk)`;

/** What is asked of each row on the way; without `known`, of any row. */
function fits({ filter, places, stretch }: Ask, known: Lanes['knows'] | null = null): RawBuilder<unknown> {
  const parts: RawBuilder<unknown>[] = [];
  if (places !== null && known?.places !== true) {
    // Places are pairs, and a channel that moved stands in two inboxes. As text where the traits are rare: reading a whole
    // place in the index, once for each window of weeks, would cost more than the rows.
    const as = traitsOf(filter).length > 0 && !isOfWaiting(stretch) ? sql`::text` : sql``;
    parts.push(sql`(c.inbox_id${as}, c.channel_id${as}) in (select inbox_id${as}, channel_id${as}
      from unnest(${places.map(p => p.inboxId)}::uuid[], ${places.map(p => p.channelId)}::uuid[]) place (inbox_id, channel_id))`);
  }
  if (known === null) parts.push(sql`c.status = any(${filter.statuses}::text[])`);
  if (known === null && filter.waiting !== null) parts.push(sql`(c.turn_id is not null) = ${filter.waiting}`);
  if (filter.tag !== null) parts.push(sql`c.tags @> array[${filter.tag}::text]`);
  if (filter.lang !== null) parts.push(sql`split_part(lower(c.lang), '-', 1) = ${languageOf(filter.lang)}`);
  if (stretch === 'due') parts.push(sql`c.noise is null`);
  if (filter.sentiment !== null) parts.push(sql`c.sentiment = ${filter.sentiment}`);
  if (filter.intent !== null) parts.push(sql`c.intents @> array[${filter.intent}::text]`);
  if (filter.noise !== null) parts.push(sql`(c.noise is not null) = ${filter.noise}`);
  if (filter.heard !== null) parts.push(sql`c.heard = ${filter.heard}`);
  if (filter.contactId !== null) parts.push(sql`c.contact_id = ${filter.contactId}`);
  if (filter.teamId !== null) parts.push(sql`c.team_id = ${filter.teamId}`);
  if (filter.view === 'mine' && known?.mine !== true) parts.push(sql`c.assignee_id = ${filter.agentId}`);
  if (filter.view === 'team') parts.push(sql`c.assignee_id is not null and c.assignee_id <> ${filter.agentId}`);
  if (filter.view === 'unassigned') parts.push(sql`c.assignee_id is null`);
  return all(parts);
}

/** The same of tag, language and heard as the index knows them. */
function traitsOf({ brandId, tag, lang, heard }: QueueFilter): string[] {
  const traits: string[] = [];
  if (tag !== null) traits.push(`${brandId}:tag:${tag}`);
  if (lang !== null) traits.push(`${brandId}:lang:${languageOf(lang)}`);
  if (heard === true) traits.push(`${brandId}:heard`);
  return traits;
}

const TRAITS = sql`conversation_traits(
  c.brand_id, c.inbox_id, c.assignee_id, c.lang, c.tags, c.heard, c.turn_id is not null, c.last_message_at)`;

/** All of them, and what narrows them down within the same index. */
function hasTraits(filter: QueueFilter, traits: readonly string[], stretch: Stretch): RawBuilder<unknown> {
  if (traits.length === 0) return sql`true`;
  const { brandId, agentId, view, inboxId, scope } = filter;
  const wanted = [...traits];
  if (isOfWaiting(stretch)) wanted.push(`${brandId}:waits`);
  if (view === 'mine') wanted.push(`${brandId}:has:${agentId}`);
  if (view === 'unassigned') wanted.push(`${brandId}:has:nobody`);
  if (inboxId !== null) wanted.push(`${brandId}:in:${inboxId}`);
  const inScope = scope === null ? sql`true` : sql`${TRAITS} && ${scope.map(id => `${brandId}:in:${id}`)}::text[]`;
  return sql`${TRAITS} @> ${wanted}::text[] and ${inScope}`;
}

/** And the first of them in these weeks. */
function hasTraitsWithin(
  filter: QueueFilter,
  traits: readonly string[],
  down: number,
  up: number,
): RawBuilder<unknown> {
  const weeks = Array.from({ length: Math.max(0, up - down + 1) }, (_, back) => `${traits[0]}:${up - back}`);
  return sql`${hasTraits(filter, traits, 'newest')} and ${TRAITS} && ${weeks}::text[]`;
}

function languageOf(tag: string): string {
  return tag.toLowerCase().split('-')[0] ?? tag;
}

/** What a row is ordered by. */
function keyOf(stretch: Stretch): RawBuilder<unknown> {
  return isOfWaiting(stretch) ? QUEUE_PLACE : sql`c.last_message_at`;
}

function orderOf(stretch: Stretch): RawBuilder<unknown> {
  return isOfWaiting(stretch) ? sql`${QUEUE_PLACE}, c.id` : sql`c.last_message_at desc, c.id desc`;
}

/** The same one level further out: under the key's own name the planner sees that it is ordered already. */
function orderAfter(stretch: Stretch): RawBuilder<unknown> {
  return isOfWaiting(stretch) ? sql`c.stands_at, c.id` : sql`c.stands_at desc, c.id desc`;
}

function instantOf(at: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`to_char(${at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
}

/** Instants in one zone and of one length, so that text sorts as time does. */
function byPlace(a: Place, b: Place): number {
  const forward = isOfWaiting(a.stretch) ? 1 : -1;
  if (a.at !== b.at) return a.at < b.at ? -forward : forward;
  return a.id < b.id ? -forward : forward;
}

function all(parts: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  return parts.length === 0 ? sql`true` : sql`(${sql.join(parts, sql` and `)})`;
}

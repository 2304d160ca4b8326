/** Into which parts a stretch of time falls so that most of it is read from roll-ups and only its frayed ends from the turns themselves. */
import type { Dimension, Filters, Slice } from './slice.ts';

/**
 * `slot`: half hours, which know of a turn only where it came in; `hours`: half hours that know one other thing and nothing else;
 * `raw`: the turns themselves. All are of UTC.
 */
export type Tier = 'month' | 'day' | 'slot' | 'hours' | 'raw';
/** `sign` -1: counted with what lies around it, and to be taken away again. */
export type Part = { tier: Tier; since: Date; until: Date; sign: 1 | -1 };

const SLOT_MS = 1_800_000;
const DAY_MS = 86_400_000;

type Asked = Pick<Slice, 'since' | 'until' | 'filters' | 'timeZone' | 'scope'>;

/** Where a turn came in. */
const PLACES: ReadonlySet<string> = new Set(['network', 'channel', 'inbox', 'team']);

/**
 * @param newestAt when the brand's newest turn was opened: where nothing follows the slice, whole months may be read beyond its end
 * The parts, each with its sign, are the slice exactly.
 */
export function partsOf(slice: Asked, by: Dimension | null, newestAt: Date | null): Part[] {
  if (newestAt === null || slice.until <= slice.since) return [];
  const [coarsest, ...finer] = tiersFor(slice, by);
  if (coarsest === undefined || coarsest === 'raw') return [rawOf(slice)];
  const until = newestAt < slice.until ? ceilTo(slice.until, coarsest) : slice.until;
  return cut(slice.since, until, [coarsest, ...finer]);
}

/** Everything from the turns themselves: what the roll-ups are compared with. */
export function rawOf({ since, until }: Pick<Slice, 'since' | 'until'>): Part {
  return { tier: 'raw', since, until, sign: 1 };
}

/** Which roll-ups can answer, the coarsest first; of those that can, the ones with the fewest rows. */
function tiersFor(slice: Asked, by: Dimension | null): Tier[] {
  const { timeZone, since, until } = slice;
  const isByClock = by === 'hour' || by === 'weekday';
  // In a few zones an hour begins at a quarter past, within one of the half hours.
  if (isByClock && [since, until].some(at => offsetMs(at, timeZone) % SLOT_MS !== 0)) return ['raw'];
  if (onlyPart(slice, by) !== null) return ['hours', 'raw'];
  const isPlace = toldBy(slice, by).every(name => PLACES.has(name));
  if (isByClock) return isPlace ? ['slot', 'raw'] : ['raw'];
  return isPlace ? ['month', 'slot', 'raw'] : ['month', 'day', 'raw'];
}

/**
 * The one thing, other than a place, that is asked of turns; where nothing is, the one with the fewest values. Null: more than one, or
 * only some inboxes may be seen.
 */
export function onlyPart(slice: Pick<Asked, 'filters' | 'scope'>, by: Dimension | null): keyof Filters | null {
  const [only = 'kind', ...more] = toldBy(slice, by);
  return more.length > 0 || PLACES.has(only) || slice.scope !== null ? null : only;
}

/** By what turns are narrowed or told apart; when they were opened is known of all. */
function toldBy({ filters }: Pick<Asked, 'filters'>, by: Dimension | null): (keyof Filters)[] {
  const asked = (Object.keys(filters) as (keyof Filters)[]).filter(name => isAsked(filters[name]));
  const told = by === null || by === 'hour' || by === 'weekday' || by === 'brand' ? [] : [by];
  return [...new Set([...asked, ...told])];
}

function isAsked(filter: Filters[keyof Filters]): boolean {
  return filter !== undefined && !(Array.isArray(filter) && filter.length === 0);
}

function offsetMs(at: Date, timeZone: string): number {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone).offsetNanoseconds / 1e6;
}

function cut(since: Date, until: Date, tiers: readonly Tier[]): Part[] {
  const [tier, ...finer] = tiers;
  if (since >= until || tier === undefined) return [];
  if (tier === 'raw') return [{ tier, since, until, sign: 1 }];
  const [from, to] = [nearest(since, tier), nearest(until, tier)];
  if (from >= to) return cut(since, until, finer);
  return [...edge(since, from, finer), { tier, since: from, until: to, sign: 1 }, ...edge(to, until, finer)];
}

/** What lies between; taken away where it begins later than it ends. */
function edge(from: Date, to: Date, tiers: readonly Tier[]): Part[] {
  if (from <= to) return cut(from, to, tiers);
  return cut(to, from, tiers).map(part => ({ ...part, sign: part.sign === 1 ? -1 : 1 }));
}

function nearest(at: Date, tier: Tier): Date {
  const [floor, ceil] = [floorTo(at, tier), ceilTo(at, tier)];
  return at.getTime() - floor.getTime() < ceil.getTime() - at.getTime() ? floor : ceil;
}

function floorTo(at: Date, tier: Tier): Date {
  if (tier === 'month') return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth()));
  const stepMs = tier === 'day' ? DAY_MS : SLOT_MS;
  return new Date(Math.floor(at.getTime() / stepMs) * stepMs);
}

function ceilTo(at: Date, tier: Tier): Date {
  const floor = floorTo(at, tier);
  if (floor.getTime() === at.getTime()) return floor;
  if (tier === 'month') return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1));
  return new Date(floor.getTime() + (tier === 'day' ? DAY_MS : SLOT_MS));
}

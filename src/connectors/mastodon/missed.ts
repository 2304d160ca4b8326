/** What was written to us and by us while nobody listened. */
import type { Heard } from '../connector.ts';
import type { MastodonContext } from './credentials.ts';
import type { Mark } from './mark.ts';
import { itemsOfNotification, NOTIFICATIONS, timeOfEntry } from './notification.ts';
import { idIn, type List, pageOf } from './page.ts';
import { heardOf, itemsOfStatus, type Parsed, type Place } from './parse.ts';
import { ownStatuses } from './timelines.ts';

/** Things that happen at the same time may be written down in another order. */
const OVERLAP_MS = 60_000;
/** Pages of each list; what a longer silence holds besides is told by the rounds. */
const PAGES_LIMIT = 25;

export type Missed = { heard: Heard; mark: Mark | null };

/** Oldest first. */
export async function missedSince(context: MastodonContext, place: Place, mark: Mark): Promise<Missed[]> {
  const notified = await entriesSince(context, NOTIFICATIONS, mark);
  const own = await entriesSince(context, ownStatuses(context.account.remoteId), { ...mark, id: '' });
  const seenAt = context.now();
  const tell = (entry: unknown, parsed: Parsed, reached: Mark | null) => ({
    heard: heardOf(parsed, JSON.stringify(entry), null),
    mark: reached,
    at: (timeOfEntry(entry) ?? mark.at).getTime(),
  });
  const all = [
    ...own.map(entry => tell(entry, itemsOfStatus(entry, place, seenAt), null)),
    ...notified.map(entry => tell(entry, itemsOfNotification(entry, place, seenAt), markOf(entry))),
  ];
  return all.sort((a, b) => a.at - b.at);
}

function markOf(entry: unknown): Mark | null {
  const [id, at] = [idIn(entry), timeOfEntry(entry)];
  return id === null || at === null ? null : { id, at };
}

async function entriesSince(context: MastodonContext, list: List, mark: Mark): Promise<unknown[]> {
  const earliest = mark.at.getTime() - OVERLAP_MS;
  const found = new Map<string, unknown>();
  let place: string | null = null;
  for (let page = 0; page < PAGES_LIMIT && !context.signal.aborted; page++) {
    const { entries, next } = await pageOf(context, list, place);
    const before = found.size;
    for (const entry of entries) found.set(idIn(entry) ?? JSON.stringify(entry), entry);
    if (mark.id !== '' && found.has(mark.id)) break;
    const isPast = entries.some(entry => (timeOfEntry(entry)?.getTime() ?? Number.POSITIVE_INFINITY) < earliest);
    if (isPast || next === null || next === place || found.size === before) break;
    place = next;
  }
  // What stands before the last one heard is newer, whatever a clock that was set back says.
  const newer = [...found.keys()].indexOf(mark.id);
  const recent = [...found.values()].filter(
    (entry, i) => i < newer || !((timeOfEntry(entry)?.getTime() ?? earliest) < earliest),
  );
  return recent.reverse();
}

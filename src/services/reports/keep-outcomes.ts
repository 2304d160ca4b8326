/**
 * What became of each answered turn is written again whenever something happens that may change it: read off the event log, half a
 * second behind. What has had its seven days without a change is decided.
 */
import type { Event } from '../../core/event.ts';
import { brandsBehind, placesIn } from '../../store/log-places.ts';
import { beginPlace } from '../../store/reports/outcome-places.ts';
import { decideOutcomes, type Touched, writeAllOutcomes, writeOutcomes } from '../../store/reports/outcomes.ts';
import { type LogReader, type ReadingNeeds, readOn, type WasRead } from '../log-reader.ts';
import type { Wait } from '../wait.ts';

export type OutcomeNeeds = ReadingNeeds & { now: () => Date; wait: Wait };

export const OUTCOMES_EVERY_MS = 500;
const KINDS = [
  'message.added',
  'message.changed',
  'message.removed',
  'conversation.changed',
  'conversation.removed',
] as const;
/** Changes of a conversation after which all its turns may stand elsewhere or count elsewhere. */
const WHOLE: readonly string[] = ['merged', 'split', 'linked', 'person', 'team'];

/** Runs until the signal aborts. */
export async function keepOutcomes(needs: OutcomeNeeds, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await followOutcomes(needs, signal);
    } catch (error) {
      needs.log('error', 'What became of answers could not be written; trying again', { err: error });
    }
    await needs.wait(OUTCOMES_EVERY_MS, signal);
  }
}

/** Everything that has happened until now. */
export async function followOutcomes(needs: Omit<OutcomeNeeds, 'wait'>, signal: AbortSignal): Promise<void> {
  await beginPlace(needs.db, (tx, brandId) => writeAllOutcomes(tx, brandId, needs.now()));
  for (const brandId of await brandsBehind(needs.db, 'outcome_place')) {
    while (!signal.aborted && (await readOutcomesOn(needs, brandId)).more);
  }
  while (!signal.aborted && (await decideOutcomes(needs.db, needs.now())) > 0);
}

function readOutcomesOn(needs: Omit<OutcomeNeeds, 'wait'>, brandId: number): Promise<WasRead> {
  return readOn(needs, readerFor(needs), brandId);
}

function readerFor({ now }: Pick<OutcomeNeeds, 'now'>): LogReader {
  return {
    name: 'reading of outcomes',
    kinds: KINDS,
    ...placesIn('outcome_place'),
    async act(tx, brandId, events) {
      const touched = touchedBy(events);
      return { acted: await writeOutcomes(tx, brandId, touched, now()), told: [] };
    },
  };
}

/** Each conversation once, from the earliest moment any of the events was about. */
export function touchedBy(events: readonly Event[]): Touched[] {
  const found = new Map<string, Touched>();
  for (const { conversationId, data } of events) {
    const since = sinceOf(data);
    if (conversationId === null || since === undefined) continue;
    const known = found.get(conversationId);
    const earliest = known === undefined ? since : earlier(known.since, since);
    found.set(conversationId, { conversationId, since: earliest });
  }
  return [...found.values()];
}

/** Null: all of it; undefined: none of it. */
function sinceOf(data: Event['data']): Date | null | undefined {
  if (data.kind === 'conversation.removed' || data.kind === 'message.removed') return null;
  if (data.kind === 'conversation.changed' && WHOLE.includes(data.change)) return null;
  if (data.kind !== 'message.added' && data.kind !== 'message.changed' && data.kind !== 'conversation.changed')
    return undefined;
  if ((data.goneTurns?.length ?? 0) > 0) return null;
  const said = data.kind !== 'conversation.changed' && data.message.direction === 'in' ? [data.message.at] : [];
  const moments = [...said, ...data.turns.map(turn => turn.openedAt)].map(at => Date.parse(at));
  return moments.length === 0 ? undefined : new Date(Math.min(...moments));
}

function earlier(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return null;
  return a < b ? a : b;
}

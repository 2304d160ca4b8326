/**
 * What colleagues do anyway says what a post was: resolved as spam, only said thanks, answered, tagged with what it is about. It counts
 * less than a correction, and nothing where somebody corrected. What rules do says nothing: they only repeat what was read.
 */
import type { Event } from '../core/event.ts';
import type { MakeId } from '../core/id.ts';
import { contradicts, DEED_WEIGHTS, type Deed, deedOfReason, intentsOfTags, saidByDeed } from '../core/triage/deeds.ts';
import { requestNames } from '../core/triage/own-words.ts';
import type { Aspect } from '../core/triage/reading.ts';
import { intentNames, partOf } from '../core/triage/said.ts';
import { aspectsSaid, insertCorrections, type NewCorrection } from '../store/corrections.ts';
import type { Db, Tx } from '../store/db.ts';
import { type DoneTo, forgetDeeds, messagesDoneTo, undoDeeds } from '../store/deeds.ts';
import { wantLearning } from '../store/learning.ts';
import { brandsBehindOrNew, placesIn } from '../store/log-places.ts';
import { readTriageSettings } from '../store/triage-settings.ts';
import { DEED_LABELS_LIMIT } from './learn.ts';
import { type LogReader, type ReadingNeeds, readOn, type WasRead } from './log-reader.ts';
import type { Wait } from './wait.ts';

export type DeedNeeds = ReadingNeeds & { makeId: MakeId; now: () => Date; wait: Wait };

export const DEEDS_EVERY_MS = 1_000;
/** Of a turn that ends, so many of its messages are meant. */
const MESSAGES_MEANT = 3;
/** Deeds kept beyond those that are learnt from. */
const SPARE_DEEDS = 500;
const KINDS = ['message.added', 'message.changed', 'conversation.changed'] as const;

/** Runs until the signal aborts. */
export async function keepLearningFromDeeds(needs: DeedNeeds, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      for (const brandId of await brandsBehindOrNew(needs.db, 'deed_place')) {
        while (!signal.aborted && (await learnFromDeeds(needs, brandId)).more);
      }
    } catch (error) {
      needs.log('error', 'What colleagues did could not be read; trying again', { err: error });
    }
    await needs.wait(DEEDS_EVERY_MS, signal);
  }
}

/** The next events of one brand. `more`: there may be more than one run takes. */
export function learnFromDeeds(needs: Omit<DeedNeeds, 'wait'>, brandId: number): Promise<WasRead> {
  return readOn(needs, readerFor(needs), brandId);
}

function readerFor({ makeId, now }: Omit<DeedNeeds, 'wait'>): LogReader {
  return {
    name: 'learning from deeds',
    kinds: KINDS,
    ...placesIn('deed_place'),
    async act(tx, brandId, events) {
      const at = now();
      const intents = intentNames(requestNames((await readTriageSettings(tx, brandId)).settings));
      const wanted = new Set<Aspect>();
      let acted = 0;
      for (const event of events) {
        if (isReopened(event)) {
          for (const aspect of await takeBack(tx, brandId, event, at)) wanted.add(aspect);
          continue;
        }
        const done = deedIn(event, intents);
        if (done === null) continue;
        const { added, isNews } = await note(tx, { makeId, brandId, at }, done);
        acted += added;
        if (isNews !== null) wanted.add(isNews);
      }
      await wantLearning(tx, brandId, [...wanted], at);
      if (acted > 0) await forget(tx, brandId);
      return { acted, told: [] };
    },
  };
}

type Done = {
  deed: Deed;
  conversationId: string;
  agentId: string;
  intents: string[];
  /** When what it was done to began and ended; from null: the last message. */
  from: Date | null;
  until: Date;
};

/** Null: nobody did anything that would tell. */
function deedIn({ actorId, conversationId, at, data }: Event, intents: readonly string[]): Done | null {
  if (conversationId === null || !('conversation' in data) || (data.rules ?? []).length > 0) return null;
  const base = { conversationId, intents: [], from: null, until: new Date(at) };
  if (data.kind === 'conversation.changed') {
    if (actorId === null) return null;
    if (data.change === 'tagged') {
      const named = intentsOfTags((data.reason ?? '').split(', '), intents);
      return named.length === 0 ? null : { ...base, deed: 'tagged', agentId: actorId, intents: named };
    }
    const closed = data.change === 'resolved' ? data.turns.find(({ outcome }) => outcome === 'not_needed') : undefined;
    const deed = closed === undefined ? null : deedOfReason(closed.reason);
    if (deed === null || closed === undefined) return null;
    return { ...base, deed, agentId: actorId, from: new Date(closed.openedAt) };
  }
  const isAnswer = 'message' in data && data.message.direction === 'out';
  const answered = isAnswer ? data.turns.find(({ outcome }) => outcome === 'answered') : undefined;
  if (answered === undefined || !isAnswer || data.message.agentId === null) return null;
  const until = new Date(answered.closedAt ?? at);
  return { ...base, deed: 'answered', agentId: data.message.agentId, from: new Date(answered.openedAt), until };
}

function isReopened({ data }: Event): boolean {
  return data.kind === 'conversation.changed' && data.change === 'reopened';
}

function takeBack(tx: Tx, brandId: number, { conversationId }: Event, at: Date): Promise<('noise' | 'intents')[]> {
  if (conversationId === null) return Promise.resolve([]);
  return undoDeeds(tx, brandId, conversationId, ['resolved_as_noise', 'resolved_as_thanks'], at);
}

/** @returns how many messages it says something of, and the aspect if one of them was read otherwise */
async function note(
  tx: Tx,
  { makeId, brandId, at }: { makeId: MakeId; brandId: number; at: Date },
  { deed, conversationId, agentId, intents, from, until }: Done,
): Promise<{ added: number; isNews: Aspect | null }> {
  const limit = from === null ? 1 : MESSAGES_MEANT;
  const messages = await messagesDoneTo(tx, brandId, { conversationId, from, until, limit });
  const spoken = await aspectsSaid(
    tx,
    brandId,
    messages.map(({ id }) => id),
  );
  const labels = messages.flatMap((message): (NewCorrection & Pick<DoneTo, 'readings'>)[] => {
    const { readings } = message;
    const said = saidByDeed(deed, readings, intents);
    // Whoever corrected it has said more.
    if (spoken.has(`${message.id} ${said.aspect}`)) return [];
    const was = readings === null ? null : partOf(readings, said.aspect);
    return [
      { id: makeId(), messageId: message.id, said, was, deed, weight: DEED_WEIGHTS[deed], agentId, at, readings },
    ];
  });
  const added = new Set((await insertCorrections(tx, brandId, labels)).map(({ id }) => id));
  const news = labels.find(({ id, said, readings }) => added.has(id) && contradicts(said, readings));
  return { added: added.size, isNews: news?.said.aspect ?? null };
}

async function forget(db: Db, brandId: number): Promise<void> {
  for (const aspect of ['noise', 'intents'])
    await forgetDeeds(db, brandId, aspect, { kept: DEED_LABELS_LIMIT, spare: SPARE_DEEDS });
}

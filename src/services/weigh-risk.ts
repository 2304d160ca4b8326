/**
 * The risk of losing a customer is weighed again when they write, when an answer of ours arrives, when a promise breaks and when a person
 * corrects what was read, half a second after it happened. What was said of it is kept with what became of it: saved when they thank
 * after our answer, lost when they say that they have gone or say it again after we answered; after 30 silent days nobody knows.
 */
import type { Event } from '../core/event.ts';
import type { MakeId } from '../core/id.ts';
import { wordsOf } from '../core/text.ts';
import { type RiskMessage, readLeaving, readRisk } from '../core/triage/leaving-risk.ts';
import { findOwn, type OwnWords, ownWordsOf } from '../core/triage/own-words.ts';
import { TRIAGE_READ_LIMIT } from '../core/triage/reading.ts';
import type { RiskOutcome } from '../core/triage/risk-calibration.ts';
import { lockConversationRows, slotOfRow } from '../store/conversations.ts';
import type { Tx } from '../store/db.ts';
import { brandsBehindOrNew, placesIn } from '../store/log-places.ts';
import * as store from '../store/risk.ts';
import { readTriageSettings } from '../store/triage-settings.ts';
import { eventsOf } from './announce.ts';
import { changed } from './change.ts';
import { type LogReader, type ReadingNeeds, readOn, type WasRead } from './log-reader.ts';
import type { Wait } from './wait.ts';

export type RiskNeeds = ReadingNeeds & { makeId: MakeId; now: () => Date; wait: Wait };

export const WEIGHED_EVERY_MS = 500;
/** The newest messages of a customer that count. */
const MESSAGES_LIMIT = 30;
/** From here on somebody is judged later; below nobody believed they would go. */
export const JUDGED_FROM = 10;
/** After so long without a word nobody knows what became of them. */
export const SILENT_MS = 30 * 86_400_000;
const KINDS = ['message.added', 'message.changed', 'message.removed', 'turn.breached', 'conversation.changed'] as const;

/** Runs until the signal aborts. */
export async function keepWeighing(needs: RiskNeeds, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      for (const brandId of await brandsBehindOrNew(needs.db, 'risk_place')) {
        while (!signal.aborted && (await weighOn(needs, brandId)).more);
      }
      await store.endSilent(needs.db, new Date(needs.now().getTime() - SILENT_MS), needs.now());
    } catch (error) {
      needs.log('error', 'The risk of losing customers could not be weighed; trying again', { err: error });
    }
    await needs.wait(WEIGHED_EVERY_MS, signal);
  }
}

/** The next events of one brand. `more`: there may be more than one run takes. */
export function weighOn(needs: Omit<RiskNeeds, 'wait'>, brandId: number): Promise<WasRead> {
  return readOn(needs, readerFor(needs), brandId);
}

function readerFor({ makeId, now }: Omit<RiskNeeds, 'wait'>): LogReader {
  return {
    name: 'weighing of risks',
    kinds: KINDS,
    ...placesIn('risk_place'),
    async act(tx, brandId, events) {
      const ids = [...new Set(events.filter(matters).flatMap(({ conversationId }) => conversationId ?? []))];
      if (ids.length === 0) return { acted: 0, told: [] };
      const rows = await lockConversationRows(tx, brandId, ids);
      const own = ownWordsOf((await readTriageSettings(tx, brandId)).settings);
      const at = now();
      const changes = [];
      for (const [id, { visibility }] of rows) {
        const facts = { id, isPublic: visibility === 'public' };
        const change = await weigh(tx, { brandId, own, at, makeId }, facts);
        if (change !== null) changes.push(changed(id, 'weighed', change));
      }
      const was = new Map([...rows.values()].map(row => [row.id, slotOfRow(row)]));
      const told = changes.length === 0 ? [] : await eventsOf(tx, { brandId, actorId: null, at, was, changes });
      return { acted: changes.length, told };
    },
  };
}

/** Nothing that this very reading tells of is weighed again. */
function matters({ data }: Event): boolean {
  if (data.kind === 'conversation.changed') return PROMISES.includes(data.change) || REGROUPED.includes(data.change);
  if (data.kind === 'message.added') return data.message.direction !== 'note';
  if (data.kind === 'message.changed') return data.message.direction !== 'note' && data.change !== 'media';
  return true;
}

const PROMISES: readonly string[] = ['own_promise_broken', 'own_promise_dropped'];
const REGROUPED: readonly string[] = ['merged', 'split'];

type Weighing = { brandId: number; own: OwnWords; at: Date; makeId: MakeId };

/** @returns the new score in words, for the log; null: it is as it was */
async function weigh(
  tx: Tx,
  { brandId, own, at, makeId }: Weighing,
  { id, isPublic }: { id: string; isPublic: boolean },
): Promise<string | null> {
  const facts = await store.riskFacts(tx, brandId, id, MESSAGES_LIMIT);
  const [before, [last]] = [await store.readHeldRisk(tx, brandId, id), await store.judgementsOf(tx, brandId, id)];
  const savedAt = last?.outcome === 'saved' ? last.judgedAt : null;
  const messages = facts.messages.map(message => messageOf(message, own, facts.answeredAt, savedAt));
  const risk = readRisk({ ...facts, messages, isPublic });
  const [score, parts] = [risk?.score ?? null, risk?.parts ?? []];
  // A matter that has its end begins anew with what the customer says next.
  const isNews = last?.judgedAt == null || facts.messages.some(one => one.receivedAt > (last.judgedAt ?? at));
  if (score !== null && isNews) {
    if (score >= JUDGED_FROM)
      await store.raiseJudgement(tx, brandId, { id: makeId(), conversationId: id, score, parts, at });
    const [open] = await store.judgementsOf(tx, brandId, id);
    const outcome = open === undefined || open.outcome !== null ? null : outcomeOf(messages, facts);
    if (open !== undefined && outcome !== null)
      await store.endJudgement(tx, brandId, open.id, { outcome, by: 'rule', agentId: null, at });
  }
  const isSame = score === before.score && JSON.stringify(parts) === JSON.stringify(before.parts);
  if (isSame) return null;
  await store.writeRisk(tx, brandId, id, { score, parts });
  return String(score ?? '');
}

type Said = store.RiskFacts['messages'][number];

function messageOf(
  { id, text, sentiment, isLeaving, intentsSaid, receivedAt }: Said,
  own: OwnWords,
  answeredAt: Date | null,
  savedAt: Date | null,
): RiskMessage {
  const rivals = findOwn(own.rivals, wordsOf(text.slice(0, TRIAGE_READ_LIMIT)));
  // Whom we won back has taken back what they said before.
  const isOver = savedAt !== null && receivedAt <= savedAt;
  const leavingSaid = isOver ? false : intentsSaid ? isLeaving : null;
  const isAnswered = answeredAt !== null && receivedAt <= answeredAt;
  return { id, text, sentiment, rivals: isOver ? [] : rivals, answered: isAnswered, leavingSaid };
}

/** Null: it is not over. Only what they say after an answer of ours tells what it did, except that they have gone. */
function outcomeOf(messages: readonly RiskMessage[], { answeredAt }: store.RiskFacts): RiskOutcome | null {
  const leaving = messages.filter(
    one => one.leavingSaid !== false && (one.leavingSaid ?? readLeaving(one.text) !== null),
  );
  if (leaving.some(one => readLeaving(one.text)?.part === 'left')) return 'lost';
  const after = messages.filter(({ answered }) => !answered);
  if (answeredAt === null || after.length === 0) return null;
  const wentOn = leaving.some(({ answered }) => answered) && leaving.some(({ answered }) => !answered);
  if (wentOn) return 'lost';
  const newest = after.at(-1);
  return newest?.sentiment === 'positive' && !leaving.includes(newest) ? 'saved' : null;
}

/**
 * Promises at risk and broken ones take their steps within a second: those of the moment are read from the event log, those for
 * later wait as rows with a time. Whatever a step does is done in the transaction that ticks it off, under the policy's name in
 * the log; each step is done once for a turn, and for one that was answered meanwhile none.
 */
import type { Conversation } from '../core/conversation.ts';
import {
  type EscalationMark,
  type EscalationStep,
  type Happened,
  stepName,
  stepsAfter,
  stepsAt,
} from '../core/escalation.ts';
import type { Event, EventKind } from '../core/event.ts';
import type { MakeId } from '../core/id.ts';
import type { Policy } from '../core/policy.ts';
import { lockConversationRows, slotOfRow } from '../store/conversations.ts';
import type { Db, Tx } from '../store/db.ts';
import * as store from '../store/escalations.ts';
import { appendEvents, type NewEvent } from '../store/events.ts';
import { brandsBehind, placesIn } from '../store/log-places.ts';
import { loadBook } from '../store/promises.ts';
import { eventsOf } from './announce.ts';
import { type Escalating, escalate } from './escalation-deeds.ts';
import { type LogReader, readOn, type WasRead } from './log-reader.ts';
import type { Wait } from './wait.ts';

export type EscalationNeeds = {
  db: Db;
  makeId: MakeId;
  now: () => Date;
  wait: Wait;
  /** Whether a mail server is set up. */
  canMail: boolean;
  /** Where people reach the desk, for the links in what leaves the house. */
  publicUrl: string;
  log: (level: 'error', message: string, facts: Record<string, unknown>) => void;
};

export const ESCALATE_EVERY_MS = 400;

/** Runs until the signal aborts. Any number of processes may do so at once. */
export async function keepEscalating(needs: EscalationNeeds, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      for (const brandId of await brandsBehind(needs.db, 'escalation_place')) {
        while (!signal.aborted && (await escalateOnce(needs, brandId)).more);
      }
      while (!signal.aborted && (await takeLaterStep(needs)));
    } catch (error) {
      needs.log('error', 'Promises could not be escalated; trying again', { err: error });
    }
    await needs.wait(ESCALATE_EVERY_MS, signal);
  }
}

const KINDS = [
  'turn.warned',
  'turn.breached',
  'resolution.warned',
  'resolution.breached',
] as const satisfies readonly EventKind[];

/** What has happened to one brand's promises since it was last looked. */
export function escalateOnce(needs: EscalationNeeds, brandId: number): Promise<WasRead> {
  return readOn(needs, readerFor(needs), brandId);
}

function readerFor(needs: EscalationNeeds): LogReader {
  return {
    name: 'escalation',
    kinds: KINDS,
    ...placesIn('escalation_place'),
    async act(tx, brandId, events) {
      const { policies } = await loadBook(tx, brandId);
      const acting: Acting = { ...needs, tx, brandId, at: needs.now(), told: [] };
      const concerned = await Promise.all(events.map(event => subjectOf(tx, brandId, event)));
      const ids = [...new Set(concerned.flatMap(one => (one === null ? [] : [one.conversationId])))];
      await lockConversationRows(tx, brandId, ids);
      let acted = 0;
      for (const event of events) acted += await runEvent(acting, policies, event);
      return { acted, told: acting.told };
    },
  };
}

type Acting = Escalating & { told: NewEvent[] };

async function subjectOf(tx: Tx, brandId: number, { data, conversationId }: Event): Promise<store.Subject | null> {
  if (data.kind === 'turn.warned' || data.kind === 'turn.breached') {
    return store.findTurnSubject(tx, brandId, data.turn.id);
  }
  return conversationId === null ? null : store.findMatterSubject(tx, brandId, { conversationId });
}

function happenedIn({ data }: Event): Happened | null {
  if (data.kind === 'turn.warned' || data.kind === 'resolution.warned') return { kind: 'warned', share: data.share };
  return data.kind === 'turn.breached' || data.kind === 'resolution.breached' ? { kind: 'breached' } : null;
}

/** @returns how many steps were taken */
async function runEvent(acting: Acting, policies: readonly Policy[], event: Event): Promise<number> {
  const { tx, brandId, at } = acting;
  const happened = happenedIn(event);
  const subject = await subjectOf(tx, brandId, event);
  if (happened === null || subject === null || !isStillSo(subject, happened)) return 0;
  const policy = policies.find(({ id }) => id === subject.policy?.id);
  if (policy === undefined) return 0;
  if (happened.kind === 'breached') {
    for (const { step, dueAt } of stepsAfter(policy.steps, new Date(event.at))) {
      await store.planStep(tx, brandId, { subject, name: stepName(step), step, dueAt });
    }
  }
  let taken = 0;
  for (const step of stepsAt(policy.steps, happened)) {
    const name = stepName(step);
    if (!(await store.planStep(tx, brandId, { subject, name, step, dueAt: at }))) continue;
    await take(acting, subject, { step, name, policy, mark: happened });
    taken += 1;
  }
  return taken;
}

/** Answered or resolved meanwhile, or promised otherwise since: nothing more happens. */
function isStillSo({ isClosed, breachedAt }: store.Subject, { kind }: Happened): boolean {
  return !isClosed && (kind === 'warned' || breachedAt !== null);
}

type Taking = { step: EscalationStep; name: string; policy: Pick<Policy, 'id' | 'name'>; mark: EscalationMark };

async function take(acting: Acting, subject: store.Subject, { step, name, policy, mark }: Taking): Promise<void> {
  const { tx, brandId, at } = acting;
  const row = await holdOne(tx, brandId, subject.conversationId);
  if (row === null) return;
  const { did, changes } = await escalate(acting, row, subject, { what: step.what, policy, mark });
  await store.finishStep(tx, { brandId, subjectId: subject.id, name }, at, did);
  const was = new Map([[row.id, slotOfRow(row)]]);
  acting.told.push(...(await eventsOf(tx, { brandId, actorId: null, at, was, changes })));
}

async function holdOne(tx: Tx, brandId: number, id: string): Promise<Conversation | null> {
  return (await lockConversationRows(tx, brandId, [id])).get(id) ?? null;
}

/** The next step whose time has come. @returns whether there was one */
export async function takeLaterStep(needs: EscalationNeeds): Promise<boolean> {
  const { db, now } = needs;
  const at = now();
  if (!(await store.isStepDue(db, at))) return false;
  let key: store.StepKey | null = null;
  try {
    return await db.transaction().execute(async tx => {
      const waiting = await store.takeDueStep(tx, at);
      key = waiting;
      if (waiting === null) return false;
      const acting: Acting = { ...needs, tx, brandId: waiting.brandId, at, told: [] };
      await takeWaiting(acting, waiting);
      await appendEvents(tx, acting.told);
      return true;
    });
  } catch (error) {
    needs.log('error', 'A step of a promise could not be taken and was passed over', { err: error });
    if (key !== null) await store.finishStep(db, key, at, { kind: 'failed', said: 'See the error log.' });
    return key !== null;
  }
}

async function takeWaiting(acting: Acting, waiting: store.WaitingStep): Promise<void> {
  const { tx, brandId, at } = acting;
  const { subjectId, step, name, thing } = waiting;
  const subject =
    thing === 'turn'
      ? await store.findTurnSubject(tx, brandId, subjectId)
      : await store.findMatterSubject(tx, brandId, { id: subjectId });
  // What a lead has taken out of the policy since is not done any more.
  const policy = (await loadBook(tx, brandId)).policies.find(({ id }) => id === subject?.policy?.id);
  const isAsked = policy?.steps.some(one => stepName(one) === name) ?? false;
  await store.finishStep(tx, waiting, at, { kind: 'nothing', why: 'answered' });
  if (subject === null || policy === undefined || !isAsked) return;
  if (!isStillSo(subject, { kind: 'breached' })) return;
  await holdOne(tx, brandId, subject.conversationId);
  // Held now: an answer that came in between is seen.
  const held =
    thing === 'turn'
      ? await store.findTurnSubject(tx, brandId, subjectId)
      : await store.findMatterSubject(tx, brandId, { id: subjectId });
  if (held === null || !isStillSo(held, { kind: 'breached' })) return;
  await take(acting, held, { step, name, policy, mark: step.when });
}

/** A holding reply to everybody who waits in a crisis: looked at by a lead where that is asked, stopped midway, followed up. */
import type { Why } from '../../core/approval-mark.ts';
import { type HoldingPlan, SAME_MOST } from '../../core/crisis/holding.ts';
import { isUuid } from '../../core/id.ts';
import { Refusal } from '../../core/refusal.ts';
import type { Variant } from '../../core/saved-reply.ts';
import { cleanText } from '../../core/text.ts';
import { otherLeads } from '../../store/approvals.ts';
import { type CrisisRow, findCrisis, lockCrisis } from '../../store/crisis/crises.ts';
import * as store from '../../store/crisis/holding-replies.ts';
import type { Tx } from '../../store/db.ts';
import { appendEvents } from '../../store/events.ts';
import type { Desk } from '../desk.ts';
import { notFound, permit, type Who } from '../permit.ts';
import type { Speaking } from '../speaking.ts';
import { takeBack } from '../take-back.ts';
import { type Checked, checkWish, type HoldingWish, planFor } from './plan-holding.ts';
import { stepEvent, tellLeads } from './tell.ts';

export type HoldingView = {
  id: string;
  authorId: string;
  state: store.HoldingState;
  variants: Variant[];
  why: Why | null;
  askedAt: string;
  decidedBy: string | null;
  decidedAt: string | null;
  word: string | null;
  endedAt: string | null;
  nextUpdate: { at: string; said: string } | null;
} & Record<'planned' | 'queued' | 'leftOut' | 'sent' | 'failed', number>;

/** Planned, and sent at once where nobody has to look. @param id chosen by the caller: the same id twice is one holding reply */
export async function askHolding(
  desk: Desk & Speaking,
  who: Who,
  crisisId: string,
  { id = desk.makeId(), ...wish }: HoldingWish & { id?: string | undefined },
): Promise<{ id: string; state: store.HoldingState }> {
  permit(who, 'answer');
  permit(who, 'read_channels');
  if (!isUuid(id)) throw new Refusal('not_valid', 'The id must be a UUID.');
  return desk.db.transaction().execute(async tx => {
    const crisis = await theCrisis(tx, who, crisisId);
    const known = await store.lockHolding(tx, who.brandId, id);
    if (known !== null) return { id, state: known.state };
    if (crisis.state !== 'open') throw new Refusal('too_late', 'Declare the crisis first, then answer in it.');
    const at = desk.now();
    const checked = checkWish(wish, at);
    const { plan, rows, why } = await planFor(tx, desk, who, crisis, checked);
    refuseUnfit(plan);
    const byId = new Map(rows.map(row => [row.id, row]));
    const holding = holdingRow(who, crisisId, id, checked, why, at);
    const targets = plan.chosen.map(({ id: conversationId, text }) => {
      const channelId = byId.get(conversationId)?.channelId ?? '';
      return { conversationId, channelId, text, messageId: desk.makeId() };
    });
    await store.insertHolding(tx, holding, targets);
    const facts = { holdingId: id, n: targets.length, words: plan.chosen[0]?.text ?? '' };
    const events = [stepEvent(crisis, at, 'asked', facts, who.agentId)];
    if (why === null) events.push(stepEvent(crisis, at, 'sending', facts, who.agentId));
    else
      await tellLeads(tx, { ...who, at, makeId: desk.makeId, fromId: who.agentId }, 'crisis_holding', `holding ${id}`, {
        n: targets.length,
        words: crisis.name,
      });
    await appendEvents(tx, events);
    return { id, state: holding.state };
  });
}

function holdingRow(
  who: Who,
  crisisId: string,
  id: string,
  wish: Checked,
  why: Why | null,
  at: Date,
): store.HoldingRow {
  return {
    brandId: who.brandId,
    id,
    crisisId,
    authorId: who.agentId,
    variants: [...wish.variants],
    nextUpdateAt: wish.nextUpdate?.at ?? null,
    nextUpdateSaid: wish.nextUpdate?.said ?? null,
    state: why === null ? 'sending' : 'waiting',
    why,
    askedAt: at,
    decidedBy: null,
    decidedAt: why === null ? at : null,
    word: null,
    endedAt: null,
  };
}

/** @throws Refusal where nobody would get it, or too many would read the very same */
function refuseUnfit(plan: HoldingPlan): void {
  if (plan.chosen.length === 0) throw new Refusal('not_valid', 'Nobody who waits would get it. See why beside each.');
  const loud = plan.networks.find(({ same }) => same > SAME_MOST);
  if (loud === undefined) return;
  throw new Refusal(
    'not_valid',
    `${loud.same} people on one network would read the very same words, which networks take for spam. Put their name in ({{first_name|}}) or give a second wording.`,
    { network: loud.network, same: loud.same },
  );
}

/** A lead other than its author lets it go, or sends it back with a word. */
export function decideHolding(
  desk: Pick<Desk, 'db' | 'now' | 'makeId'>,
  who: Who,
  holdingId: string,
  decision: { approve: true } | { approve: false; word: string },
): Promise<{ id: string; state: store.HoldingState }> {
  permit(who, 'lead');
  return desk.db.transaction().execute(async tx => {
    const { holding, crisis } = await theHolding(tx, who, holdingId);
    if (holding.state !== 'waiting')
      throw new Refusal('too_late', 'It has been decided already.', { by: holding.decidedBy });
    const at = desk.now();
    const decided = { ...holding, decidedBy: who.agentId, decidedAt: at };
    const facts = { holdingId };
    if (!decision.approve) {
      const word = cleanText(decision.word).trim();
      if (word === '') throw new Refusal('not_valid', 'Say in a word what should be different.');
      await store.writeHolding(tx, { ...decided, state: 'returned', word, endedAt: at });
      await appendEvents(tx, [stepEvent(crisis, at, 'returned', { ...facts, words: word }, who.agentId)]);
      return { id: holdingId, state: 'returned' };
    }
    // Two pairs of eyes, unless there is only one.
    if (holding.authorId === who.agentId && (await otherLeads(tx, who.brandId, who.agentId)).length > 0)
      throw new Refusal('not_allowed', 'You wrote this yourself. Another lead has to look at it.');
    await store.writeHolding(tx, { ...decided, state: 'sending' });
    const steps = (['approved', 'sending'] as const).map(step => stepEvent(crisis, at, step, facts, who.agentId));
    await appendEvents(tx, steps);
    return { id: holdingId, state: 'sending' };
  });
}

/** Nobody further gets it, and what has not left yet is taken back. What stands on the network stays there. */
export async function stopHolding(desk: Desk, who: Who, holdingId: string): Promise<{ takenBack: number }> {
  permit(who, 'lead');
  const unsent = await desk.db.transaction().execute(async tx => {
    const { holding, crisis } = await theHolding(tx, who, holdingId);
    if (holding.state !== 'sending' && holding.state !== 'waiting' && holding.state !== 'done')
      throw new Refusal('too_late', 'It has been stopped already.');
    const at = desk.now();
    const ids = await store.leaveOutRest(tx, who.brandId, holdingId, at);
    if (holding.state === 'done' && ids.length === 0) throw new Refusal('too_late', 'All of it has left already.');
    await store.writeHolding(tx, { ...holding, state: 'stopped', endedAt: at });
    await appendEvents(tx, [stepEvent(crisis, at, 'stopped', { holdingId, n: ids.length }, who.agentId)]);
    return ids;
  });
  let takenBack = 0;
  for (const messageId of unsent) {
    try {
      await takeBack(desk, who, messageId);
      takenBack += 1;
    } catch (error) {
      // It left this very moment.
      if (!(error instanceof Refusal)) throw error;
    }
  }
  return { takenBack };
}

export type FollowUpView = Omit<store.FollowUpRow, 'toldAt' | 'answeredAt' | 'dueAt' | 'breachedAt'> &
  Record<'toldAt' | 'answeredAt' | 'dueAt' | 'breachedAt', string | null>;

/** The holding replies of a crisis, and everybody they were meant for, with whether they have had a real answer since. */
export async function listHoldings(
  { db }: Pick<Desk, 'db'>,
  who: Who,
  crisisId: string,
): Promise<{ holdings: HoldingView[]; people: FollowUpView[] }> {
  permit(who, 'read_channels');
  if (!isUuid(crisisId) || (await findCrisis(db, who.brandId, crisisId)) === null) throw notFound('crisis');
  const rows = await store.listHoldings(db, who.brandId, crisisId);
  const people = await store.followUps(db, who.brandId, crisisId);
  return {
    holdings: rows.map(holdingView),
    people: people.map(({ toldAt, answeredAt, dueAt, breachedAt, ...row }) => ({
      ...row,
      toldAt: toldAt?.toISOString() ?? null,
      answeredAt: answeredAt?.toISOString() ?? null,
      dueAt: dueAt?.toISOString() ?? null,
      breachedAt: breachedAt?.toISOString() ?? null,
    })),
  };
}

function holdingView(row: store.HoldingRow & store.HoldingCounts): HoldingView {
  const { id, authorId, state, variants, why, askedAt, decidedBy, decidedAt, word, endedAt } = row;
  const { nextUpdateAt, nextUpdateSaid, planned, queued, leftOut, sent, failed } = row;
  return {
    id,
    authorId,
    state,
    variants,
    why,
    askedAt: askedAt.toISOString(),
    decidedBy,
    decidedAt: decidedAt?.toISOString() ?? null,
    word,
    endedAt: endedAt?.toISOString() ?? null,
    nextUpdate: nextUpdateAt && { at: nextUpdateAt.toISOString(), said: nextUpdateSaid ?? '' },
    ...{ planned, queued, leftOut, sent, failed },
  };
}

async function theCrisis(tx: Tx, who: Who, id: string): Promise<CrisisRow> {
  const crisis = isUuid(id) ? await lockCrisis(tx, who.brandId, id) : null;
  if (crisis === null) throw notFound('crisis');
  return crisis;
}

/** The crisis first, as everybody takes them. */
async function theHolding(tx: Tx, who: Who, id: string): Promise<{ holding: store.HoldingRow; crisis: CrisisRow }> {
  const crisisId = isUuid(id) ? await store.crisisOfHolding(tx, who.brandId, id) : null;
  const crisis = crisisId === null ? null : await lockCrisis(tx, who.brandId, crisisId);
  const holding = crisis === null ? null : await store.lockHolding(tx, who.brandId, id);
  if (crisis === null || holding === null) throw notFound('holding reply');
  return { holding, crisis };
}

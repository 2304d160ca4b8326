/**
 * Rules act on what happens within a second: the event log is read on from where the brand's rules stand, and everything they do is
 * done in the transaction that moves the place. Any number of processes may do so; a brand is worked on by one at a time.
 */
import type { Event } from '../core/event.ts';
import type { MakeId } from '../core/id.ts';
import { chainOf, factsFor, RULE_EVENT_KINDS, ruleEventsOf } from '../core/rule-facts.ts';
import { type ReadyRules, readyRules, runRules } from '../core/rule-run.ts';
import { loadConversationViews, lockConversationRows, slotOfRow } from '../store/conversations.ts';
import type { Db, Tx } from '../store/db.ts';
import { appendEvents, type NewEvent, readEvents } from '../store/events.ts';
import { loadBook } from '../store/promises.ts';
import { insertRuleEffects, type RuleEffect, rulePeople } from '../store/rule-effects.ts';
import { brandsWithRules, listRules, lockRulePlace, moveRulePlace } from '../store/rules.ts';
import { eventsOf } from './announce.ts';
import { actOn } from './rule-deeds.ts';
import type { Wait } from './wait.ts';

export type RuleNeeds = {
  db: Db;
  makeId: MakeId;
  now: () => Date;
  wait: Wait;
  log: (level: 'error', message: string, facts: Record<string, unknown>) => void;
};

export const RULES_EVERY_MS = 400;
/** Events looked at in one transaction: few, because the conversations they concern are held meanwhile. */
export const EVENTS_PER_RUN = 50;

/** Runs until the signal aborts. */
export async function keepRules(needs: RuleNeeds, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      for (const brandId of await brandsWithRules(needs.db)) {
        while (!signal.aborted && (await runOnce(needs, brandId)).more);
      }
    } catch (error) {
      needs.log('error', 'The rules could not run; trying again', { err: error });
    }
    await needs.wait(RULES_EVERY_MS, signal);
  }
}

/** The next events of one brand. `more`: there may be more than one run takes. */
export async function runOnce(needs: RuleNeeds, brandId: number): Promise<{ acted: number; more: boolean }> {
  try {
    return await run(needs, brandId, EVENTS_PER_RUN);
  } catch (error) {
    // One event that cannot be worked on must not stop the rules for ever: it is found by itself, told, and passed over.
    needs.log('error', 'A run of the rules failed; going on event by event', { err: error, brandId });
    return runOneByOne(needs, brandId);
  }
}

async function runOneByOne(needs: RuleNeeds, brandId: number): Promise<{ acted: number; more: boolean }> {
  let acted = 0;
  for (let n = 0; n < EVENTS_PER_RUN; n++) {
    try {
      const ran = await run(needs, brandId, 1);
      acted += ran.acted;
      if (!ran.more) return { acted, more: false };
    } catch (error) {
      const seq = await passOver(needs.db, brandId);
      needs.log('error', 'The rules could not act on an event and passed it over', { err: error, brandId, seq });
    }
  }
  return { acted, more: true };
}

/** @throws when the database is away: then nothing is passed over */
async function passOver(db: Db, brandId: number): Promise<number | null> {
  return db.transaction().execute(async tx => {
    const place = await lockRulePlace(tx, brandId);
    if (place === null) return null;
    const [event] = await readEvents(tx, place, { brandId, limit: 1 });
    if (event === undefined) return null;
    await moveRulePlace(tx, brandId, event.seq);
    return event.seq;
  });
}

async function run(
  { db, makeId, now }: RuleNeeds,
  brandId: number,
  limit: number,
): Promise<{ acted: number; more: boolean }> {
  return db.transaction().execute(async tx => {
    const place = await lockRulePlace(tx, brandId);
    if (place === null) return { acted: 0, more: false };
    const events = await readEvents(tx, place, { brandId, limit });
    const last = events.at(-1);
    if (last === undefined) return { acted: 0, more: false };
    const ready = readyRules(await listRules(tx, brandId), (await loadBook(tx, brandId)).openTimes);
    const running: Running = { tx, desk: { db, makeId, now }, brandId, at: now(), ready, told: [], effects: [] };
    const wanted = events.filter(({ data }) => isWanted(ready, data));
    await lockConversationRows(tx, brandId, [...new Set(wanted.flatMap(({ conversationId }) => conversationId ?? []))]);
    for (const event of wanted) await runEvent(running, event);
    await insertRuleEffects(tx, brandId, running.effects);
    await moveRulePlace(tx, brandId, last.seq);
    await appendEvents(tx, running.told);
    return { acted: running.effects.length, more: events.length === limit };
  });
}

function isWanted({ rules }: ReadyRules, data: Event['data']): boolean {
  const kinds: readonly string[] = RULE_EVENT_KINDS;
  if (!kinds.includes(data.kind)) return false;
  const happened = ruleEventsOf(data);
  return rules.some(rule => rule.isOn && rule.events.some(event => happened.includes(event)));
}

type Running = {
  tx: Tx;
  desk: { db: Db; makeId: MakeId; now: () => Date };
  brandId: number;
  at: Date;
  ready: ReadyRules;
  told: NewEvent[];
  effects: RuleEffect[];
};

/** A first message is two things that happened; a rule that waits for both acts once. */
async function runEvent(running: Running, event: Event): Promise<void> {
  const { tx, brandId, at, ready } = running;
  const { conversationId, data, seq } = event;
  if (conversationId === null) return;
  const chain = chainOf(data);
  const acted = new Set<string>();
  for (const happened of ruleEventsOf(data)) {
    const conversation = (await loadConversationViews(tx, brandId, [conversationId])).get(conversationId);
    const person = (await rulePeople(tx, brandId, [conversationId])).get(conversationId);
    if (conversation === undefined || person === undefined) return;
    const facts = factsFor(happened, event, conversation, person);
    for (const command of runRules(ready, facts, chain)) {
      if (acted.has(command.rule.id)) continue;
      acted.add(command.rule.id);
      const row = (await lockConversationRows(tx, brandId, [conversationId])).get(conversationId);
      if (row === undefined) return;
      const message = 'message' in data && data.message.direction === 'in' ? data.message : null;
      const acting = { tx, desk: running.desk, brandId, at, seq, message };
      const { did, failed, ...done } = await actOn(acting, conversationId, command);
      running.effects.push({ ruleId: command.rule.id, seq, conversationId, at, did, failed });
      const rules = [...('rules' in data ? (data.rules ?? []) : []), command.rule];
      const was = new Map([[conversationId, slotOfRow(row)]]);
      for (const one of done.settled ?? []) if (!was.has(one.conversationId)) was.set(one.conversationId, one.was);
      running.told.push(...(await eventsOf(tx, { brandId, actorId: null, at, was, rules, ...done })));
    }
  }
}

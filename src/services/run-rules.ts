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
import type { NewEvent } from '../store/events.ts';
import { placesIn } from '../store/log-places.ts';
import { loadBook } from '../store/promises.ts';
import { weighedUpTo } from '../store/risk.ts';
import { insertRuleEffects, type RuleEffect, rulePeople } from '../store/rule-effects.ts';
import { brandsWithRules, listRules } from '../store/rules.ts';
import { eventsOf } from './announce.ts';
import { type LogReader, readOn, type WasRead } from './log-reader.ts';
import { actOn, type RuleActing } from './rule-deeds.ts';
import type { Speaking } from './speaking.ts';
import type { Wait } from './wait.ts';

export type RuleNeeds = Pick<Speaking, 'connectors' | 'seal'> & {
  db: Db;
  makeId: MakeId;
  now: () => Date;
  wait: Wait;
  log: (level: 'error', message: string, facts: Record<string, unknown>) => void;
};

export const RULES_EVERY_MS = 400;
/** Rules that ask for the risk of losing a customer wait until it has been weighed, but no longer than this. */
const WEIGHING_TAKES_MS = 5_000;

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
export function runOnce(needs: RuleNeeds, brandId: number): Promise<WasRead> {
  return readOn(needs, readerFor(needs), brandId);
}

function readerFor({ db, makeId, now, connectors, seal }: RuleNeeds): LogReader {
  const desk = { db, makeId, now, connectors, seal };
  return {
    name: 'rules',
    kinds: RULE_EVENT_KINDS,
    ...placesIn('rule_place'),
    async notBeyond(tx, brandId) {
      const asksForRisk = (await listRules(tx, brandId)).some(rule => rule.isOn && rule.conditions.risk !== null);
      return asksForRisk ? weighedUpTo(tx, brandId, new Date(now().getTime() - WEIGHING_TAKES_MS)) : null;
    },
    async act(tx, brandId, events) {
      const ready = readyRules(await listRules(tx, brandId), (await loadBook(tx, brandId)).openTimes);
      const running: Running = { tx, desk, brandId, at: now(), ready, told: [], effects: [] };
      const wanted = events.filter(({ data }) => isWanted(ready, data));
      const ids = [...new Set(wanted.flatMap(({ conversationId }) => conversationId ?? []))];
      await lockConversationRows(tx, brandId, ids);
      for (const event of wanted) await runEvent(running, event);
      await insertRuleEffects(tx, brandId, running.effects);
      return { acted: running.effects.length, told: running.told };
    },
  };
}

function isWanted({ rules }: ReadyRules, data: Event['data']): boolean {
  const happened = ruleEventsOf(data);
  return rules.some(rule => rule.isOn && rule.events.some(event => happened.includes(event)));
}

type Running = {
  tx: Tx;
  desk: RuleActing['desk'];
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

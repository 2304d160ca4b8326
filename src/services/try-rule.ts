/** What a rule would have done lately, had it been on: asked before it is. */
import type { Event } from '../core/event.ts';
import type { Rule } from '../core/rule.ts';
import { factsFor, RULE_EVENT_KINDS, ruleEventsOf } from '../core/rule-facts.ts';
import { readyRules, runRules } from '../core/rule-run.ts';
import type { Db } from '../store/db.ts';
import { loadBook } from '../store/promises.ts';
import { recentRuleEvents, rulePeople } from '../store/rule-effects.ts';
import { permit, type Who } from './permit.ts';

export const TRIED_DAYS = 7;
/** Events a rule is held against; the newest. */
export const TRIED_EVENTS = 20_000;
export const TRIED_SHOWN = 50;
const DAY_MS = 86_400_000;

export type RuleTrial = {
  /** What happened in that time and could concern it. */
  looked: number;
  /** False: more happened than was looked at; counted are the newest. */
  whole: boolean;
  acted: number;
  conversations: number;
  /** By day of UTC, oldest first. */
  days: { day: string; acted: number }[];
  examples: { conversationId: string; at: string; person: string | null; words: string }[];
};

/** As the conversations stood when it happened; of people, what is known now. */
export async function tryRule(
  { db, now }: { db: Db; now: () => Date },
  who: Who,
  wish: Omit<Rule, 'id' | 'isOn'>,
): Promise<RuleTrial> {
  permit(who, 'lead');
  const { brandId } = who;
  const since = new Date(now().getTime() - TRIED_DAYS * DAY_MS);
  const rows = await recentRuleEvents(db, brandId, { kinds: RULE_EVENT_KINDS, since, limit: TRIED_EVENTS });
  const happened = rows.flatMap(({ at, data }) => ripe({ at: at.toISOString(), data: data as Event['data'] }, wish));
  const people = await rulePeople(db, brandId, [...new Set(happened.map(one => one.data.conversation.id))]);
  const ready = readyRules([{ ...wish, id: 'tried', isOn: true }], (await loadBook(db, brandId)).openTimes);
  const days = new Map<string, number>();
  const touched = new Set<string>();
  const trial: RuleTrial = {
    looked: happened.length,
    whole: rows.length < TRIED_EVENTS,
    acted: 0,
    conversations: 0,
    days: [],
    examples: [],
  };
  for (const { at, data } of happened) {
    const { conversation } = data;
    const person = people.get(conversation.id);
    if (person === undefined) continue;
    const acts = ruleEventsOf(data).some(
      event => runRules(ready, factsFor(event, { at, data }, conversation, person), []).length > 0,
    );
    if (!acts) continue;
    trial.acted += 1;
    touched.add(conversation.id);
    days.set(at.slice(0, 10), (days.get(at.slice(0, 10)) ?? 0) + 1);
    if (trial.examples.length === TRIED_SHOWN) continue;
    const words = 'message' in data ? data.message.text : conversation.preview;
    trial.examples.push({ conversationId: conversation.id, at, person: conversation.face?.name ?? null, words });
  }
  trial.conversations = touched.size;
  trial.days = [...days].map(([day, acted]) => ({ day, acted })).sort((a, b) => (a.day < b.day ? -1 : 1));
  return trial;
}

type Told = Pick<Event, 'at'> & { data: Extract<Event['data'], { conversation: unknown }> };

function ripe({ at, data }: Pick<Event, 'at' | 'data'>, { events }: Pick<Rule, 'events'>): Told[] {
  if (!('conversation' in data)) return [];
  return ruleEventsOf(data).some(event => events.includes(event)) ? [{ at, data }] : [];
}

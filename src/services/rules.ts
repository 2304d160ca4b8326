/** If this, then that: the list leads keep. A rule acts on what happens after it was switched on. */
import { isUuid, type MakeId } from '../core/id.ts';
import { parseQuery } from '../core/query/parse.ts';
import { Refusal } from '../core/refusal.ts';
import { RULES_PER_BRAND, type Rule } from '../core/rule.ts';
import type { Db, Tx } from '../store/db.ts';
import { sumRuleEffects } from '../store/rule-effects.ts';
import * as store from '../store/rules.ts';
import { tellSettings } from './brands.ts';
import { expectVersion } from './expect-version.ts';
import { notFound, permit, type Who } from './permit.ts';
import { type RuleTrial, tryRule } from './try-rule.ts';

export type RuleWish = Omit<Rule, 'id'>;
export type RuleChange = { [Field in keyof RuleWish]?: RuleWish[Field] | undefined } & {
  /** The version it was changed from; another is refused. */
  version?: number | undefined;
};
/** `acted` and `failed` in the last seven days; `lastFailed` says what could not be done. */
export type RuleView = store.RuleRow & { acted: number; failed: number; lastFailed: string | null };

export type Rules = {
  /** In their order, as they are read. */
  list(who: Who): Promise<RuleView[]>;
  /** Behind all others. */
  add(who: Who, wish: RuleWish): Promise<{ id: string }>;
  change(who: Who, id: string, change: RuleChange): Promise<void>;
  remove(who: Who, id: string): Promise<void>;
  order(who: Who, ids: readonly string[]): Promise<void>;
  try(who: Who, wish: Omit<RuleWish, 'isOn'>): Promise<RuleTrial>;
};

const ACTED_DAYS = 7;
const DAY_MS = 86_400_000;

export function makeRules(needs: { db: Db; makeId: MakeId; now: () => Date }): Rules {
  const { db, makeId, now } = needs;
  async function changing(who: Who, work: (tx: Tx, rows: readonly store.RuleRow[], at: Date) => Promise<unknown>) {
    permit(who, 'lead');
    await db.transaction().execute(async tx => {
      const rows = await store.lockRules(tx, who.brandId);
      const at = now();
      await work(tx, rows, at);
      const isOn = (some: readonly store.RuleRow[]) => some.some(row => row.isOn);
      if (!isOn(rows) && isOn(await store.listRules(tx, who.brandId))) await store.beginRulesHere(tx, who.brandId);
      await tellSettings(tx, who, 'rules', at);
    });
  }
  return {
    async list(who) {
      permit(who, 'read_people');
      const since = new Date(now().getTime() - ACTED_DAYS * DAY_MS);
      const sums = new Map((await sumRuleEffects(db, who.brandId, since)).map(one => [one.ruleId, one]));
      return (await store.listRules(db, who.brandId)).map(row => {
        const { acted = 0, failed = 0, lastFailed = null } = sums.get(row.id) ?? {};
        return { ...row, acted, failed, lastFailed };
      });
    },
    async add(who, wish) {
      const id = makeId();
      await changing(who, async (tx, rows, at) => {
        if (rows.length >= RULES_PER_BRAND)
          throw new Refusal('too_many', `A brand has room for ${RULES_PER_BRAND} rules. Remove one first.`);
        const rule = checked({ ...wish, id });
        await store.insertRule(tx, who.brandId, { rule, at, by: who.agentId });
      });
      return { id };
    },
    change: (who, id, { version, ...change }) =>
      changing(who, async (tx, rows, at) => {
        const row = found(rows, id);
        expectVersion(row, version);
        const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
        const rule = checked({ ...row, ...given });
        await store.updateRule(tx, who.brandId, { rule, at, by: who.agentId });
      }),
    remove: (who, id) => changing(who, (tx, rows) => store.deleteRule(tx, who.brandId, found(rows, id).id)),
    order: (who, ids) =>
      changing(who, async (tx, rows) => {
        if (ids.length !== rows.length || !rows.every(row => ids.includes(row.id)))
          throw new Refusal('changed_since', 'The rules have changed meanwhile. Look again.');
        await store.orderRules(tx, who.brandId, ids);
      }),
    try: async (who, wish) => tryRule(needs, who, { ...wish, conditions: checkedWords(wish).conditions }),
  };
}

function found(rows: readonly store.RuleRow[], id: string): store.RuleRow {
  const row = isUuid(id) ? rows.find(one => one.id === id) : undefined;
  if (row === undefined) throw notFound('rule');
  return row;
}

function checked(rule: Rule): Rule {
  if (rule.events.length === 0)
    throw new Refusal('not_valid', 'Say when it acts: choose at least one thing that happens.');
  if (rule.actions.length === 0) throw new Refusal('not_valid', 'Say what it does: add at least one thing.');
  return checkedWords(rule);
}

/** Words are a listening query; a mistake in one is said with its place. */
function checkedWords<R extends Pick<Rule, 'conditions'>>(rule: R): R {
  const { words } = rule.conditions;
  const parsed = words === null ? null : parseQuery(words);
  if (parsed?.kind === 'error') throw new Refusal('not_valid', parsed.message);
  return rule;
}

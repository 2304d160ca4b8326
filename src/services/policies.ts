/** What is promised to whom: the list leads keep, and which of it applies to a conversation and why. */
import { faultIn } from '../core/escalation.ts';
import { isUuid, type MakeId } from '../core/id.ts';
import { ANYTHING, explainPolicies, POLICIES_PER_BRAND, type Policy, type PolicyVerdict } from '../core/policy.ts';
import { factsOf } from '../core/promise.ts';
import { Refusal } from '../core/refusal.ts';
import { listCalendars } from '../store/calendars.ts';
import type { Db, Tx } from '../store/db.ts';
import * as store from '../store/policies.ts';
import { knowingTags, promisesOf } from '../store/promises.ts';
import { hasWebhook } from '../store/webhooks.ts';
import { tellSettings } from './brands.ts';
import { lockForWho } from './change.ts';
import { notFound, permit, type Who } from './permit.ts';
import { retime } from './retime.ts';

/** Without steps nothing happens by itself. */
export type PolicyWish = Omit<Policy, 'id' | 'steps'> & Partial<Pick<Policy, 'steps'>>;
export type PolicyChange = { [Field in keyof PolicyWish]?: PolicyWish[Field] | undefined } & {
  /** The version it was changed from; another is refused. */
  version?: number | undefined;
};
/** `retimed`: how many open clocks came out differently. */
export type PoliciesChanged = { rows: store.PolicyRow[]; retimed: number };

export type Policies = {
  /** In their order: the first that fits applies. */
  list(who: Who): Promise<store.PolicyRow[]>;
  /** Before all others, or behind them. */
  add(who: Who, wish: PolicyWish, first: boolean): Promise<PoliciesChanged & { id: string }>;
  change(who: Who, id: string, change: PolicyChange): Promise<PoliciesChanged>;
  remove(who: Who, id: string): Promise<PoliciesChanged>;
  order(who: Who, ids: readonly string[]): Promise<PoliciesChanged>;
  /** Every policy, and what speaks for or against it in this conversation as it stands. */
  explain(who: Who, conversationId: string): Promise<{ policy: Policy; verdict: PolicyVerdict }[]>;
};

export type PoliciesNeeds = { db: Db; makeId: MakeId; now: () => Date };

export function makePolicies(needs: PoliciesNeeds): Policies {
  const { db, makeId } = needs;
  return {
    async list(who) {
      permit(who, 'read');
      return store.listPolicies(db, who.brandId);
    },
    async add(who, wish, first) {
      const id = makeId();
      const changed = await changing(needs, who, async (tx, rows) => {
        if (rows.length >= POLICIES_PER_BRAND) {
          throw new Refusal('too_many', `A brand has room for ${POLICIES_PER_BRAND} policies. Remove one first.`);
        }
        const policy: Policy = { steps: [], ...wish, id };
        await check(tx, who.brandId, policy);
        await store.insertPolicies(tx, who.brandId, [policy]);
        if (first) await store.orderPolicies(tx, who.brandId, [id, ...rows.map(row => row.id)]);
      });
      return { ...changed, id };
    },
    change: (who, id, change) => changing(needs, who, (tx, rows) => rewrite(tx, who.brandId, found(rows, id), change)),
    remove: (who, id) => changing(needs, who, (tx, rows) => store.deletePolicy(tx, who.brandId, found(rows, id).id)),
    order: (who, ids) =>
      changing(needs, who, async (tx, rows) => {
        const isWhole = ids.length === rows.length && rows.every(row => ids.includes(row.id));
        if (!isWhole) throw new Refusal('changed_since', 'The policies have changed meanwhile. Look again.');
        await store.orderPolicies(tx, who.brandId, ids);
      }),
    explain: (who, conversationId) => explain(needs, who, conversationId),
  };
}

/** A change, and after it every running clock counted again. */
async function changing(
  needs: PoliciesNeeds,
  who: Who,
  work: (tx: Tx, rows: readonly store.PolicyRow[]) => Promise<unknown>,
): Promise<PoliciesChanged> {
  permit(who, 'lead');
  const rows = await needs.db.transaction().execute(async tx => {
    await work(tx, await store.lockPolicies(tx, who.brandId));
    const after = await store.listPolicies(tx, who.brandId);
    await tellSettings(tx, who, 'policies', needs.now());
    return after;
  });
  return { rows, retimed: await retime(needs, who.brandId, who.agentId) };
}

function found(rows: readonly store.PolicyRow[], id: string): store.PolicyRow {
  const row = rows.find(one => one.id === id);
  if (row === undefined) throw notFound('policy');
  return row;
}

async function rewrite(tx: Tx, brandId: number, row: store.PolicyRow, change: PolicyChange): Promise<void> {
  if (change.version !== undefined && change.version !== row.version) {
    throw new Refusal('changed_since', 'Somebody else has changed this policy. Look at theirs first.');
  }
  const after: Policy = {
    id: row.id,
    name: change.name ?? row.name,
    conditions: change.conditions ?? row.conditions,
    firstMinutes: change.firstMinutes === undefined ? row.firstMinutes : change.firstMinutes,
    nextMinutes: change.nextMinutes === undefined ? row.nextMinutes : change.nextMinutes,
    resolutionMinutes: change.resolutionMinutes === undefined ? row.resolutionMinutes : change.resolutionMinutes,
    hours: change.hours ?? row.hours,
    warnings: change.warnings ?? row.warnings,
    steps: change.steps ?? row.steps,
  };
  await check(tx, brandId, after);
  await store.updatePolicy(tx, brandId, after);
}

async function check(tx: Tx, brandId: number, { hours, warnings, steps }: Policy): Promise<void> {
  if (warnings.some((share, place) => share <= (warnings[place - 1] ?? 0) || share >= 1)) {
    throw new Refusal('not_valid', 'Warnings are shares between 0 and 1, each later than the one before.');
  }
  const fault = faultIn(steps);
  if (fault !== null) throw new Refusal('not_valid', fault);
  for (const { what } of steps) {
    if (what.kind === 'webhook' && !(await hasWebhook(tx, brandId, what.webhookId))) throw notFound('webhook');
  }
  if (hours.kind !== 'calendar') return;
  const calendars = isUuid(hours.calendarId) ? await listCalendars(tx, brandId) : [];
  if (!calendars.some(calendar => calendar.id === hours.calendarId)) throw notFound('calendar');
}

async function explain({ db }: PoliciesNeeds, who: Who, id: string): ReturnType<Policies['explain']> {
  permit(who, 'read');
  return db.transaction().execute(async tx => {
    const row = await lockForWho(tx, who, id);
    const promise = (await promisesOf(tx, who.brandId, [row.channelId])).get(row.channelId);
    if (promise === undefined) throw notFound('conversation');
    const { policies } = promise.book;
    const facts = factsOf(await knowingTags(tx, who.brandId, promise, [row.contactId]), row, row.intents);
    // What a rule chose asks for nothing more.
    const chosen = policies
      .filter(({ id }) => id === row.chosenPolicyId)
      .map(one => ({ ...one, conditions: ANYTHING }));
    const asked = [...chosen, ...policies.filter(({ id }) => id !== row.chosenPolicyId)];
    const verdicts = new Map(explainPolicies(asked, facts).map(one => [one.policyId, one]));
    return policies.flatMap(policy => {
      const verdict = verdicts.get(policy.id);
      return verdict === undefined ? [] : [{ policy, verdict }];
    });
  });
}

/** Who in a crisis would get a holding reply, in which words, and why the others would not. */
import type { Why } from '../../core/approval-mark.ts';
import { HOLDING_LIMIT, type HoldingPlan, type LeftOut, planHolding, type Waiting } from '../../core/crisis/holding.ts';
import { isUuid } from '../../core/id.ts';
import { mayDo } from '../../core/permission.ts';
import { findPersonal } from '../../core/privacy/personal.ts';
import { Refusal } from '../../core/refusal.ts';
import { firstNameOf, readPlaces, type Variant } from '../../core/saved-reply.ts';
import { cleanText } from '../../core/text.ts';
import { findAgent } from '../../store/agents.ts';
import { findBrand } from '../../store/brands.ts';
import { lockConversationRows } from '../../store/conversations.ts';
import { burstsOfCrises, type CrisisRow, findCrisis } from '../../store/crisis/crises.ts';
import { type WaitingRow, waitingRows } from '../../store/crisis/crisis-posts.ts';
import type { Tx } from '../../store/db.ts';
import type { Desk } from '../desk.ts';
import { checkAnswer } from '../fit.ts';
import { whyToLook } from '../hold-back.ts';
import { PROMISE_LIMIT_DAYS } from '../own-promises.ts';
import { inboxScope, notFound, permit, type Who } from '../permit.ts';
import { type OpenedChannel, openChannel, type Speaking } from '../speaking.ts';
import { postsOf } from './posts-of.ts';

type Needs = Desk & Speaking;

export type HoldingWish = {
  variants: readonly Variant[];
  /** Left out: everybody who waits in the crisis. */
  conversationIds?: readonly string[] | undefined;
  /** When they are told more, and the words that say so. */
  nextUpdate?: { at: Date; said: string } | null | undefined;
};
export type PlannedView = {
  id: string;
  network: string;
  name: string | null;
  handle: string | null;
  preview: string;
  visibility: 'public' | 'private';
  lang: string | null;
  /** As they would read it; null: they do not get it. */
  text: string | null;
  why: LeftOut | null;
  dueAt: string | null;
};
export type HoldingPreview = {
  rows: PlannedView[];
  networks: HoldingPlan['networks'];
  /** Why a lead has to look at it first; null: it may leave at once. */
  needsLook: Why | 'agent' | null;
};
const DAY_MS = 86_400_000;
const WORDS_LIMIT = 2_000;
const VARIANTS_LIMIT = 20;
/** An agent's holding reply always waits for a lead: so many at once is not an agent's to decide. */
const AGENT: Why = { ruleId: '', rule: '', reasons: [{ kind: 'role', role: 'agent' }] };

export function previewHolding(desk: Needs, who: Who, crisisId: string, wish: HoldingWish): Promise<HoldingPreview> {
  permit(who, 'answer');
  permit(who, 'read_channels');
  return desk.db.transaction().execute(async tx => {
    const crisis = isUuid(crisisId) ? await findCrisis(tx, who.brandId, crisisId) : null;
    if (crisis === null) throw notFound('crisis');
    const { plan, rows, why } = await planFor(tx, desk, who, crisis, checkWish(wish));
    const chosen = new Map(plan.chosen.map(one => [one.id, one.text]));
    const leftOut = new Map(plan.leftOut.map(one => [one.id, one.why]));
    return {
      rows: rows.map(({ id, network, name, handle, preview, visibility, lang, dueAt }) => ({
        id,
        network,
        name,
        handle,
        preview,
        visibility,
        lang,
        text: chosen.get(id) ?? null,
        why: leftOut.get(id) ?? null,
        dueAt: dueAt?.toISOString() ?? null,
      })),
      networks: plan.networks,
      needsLook: why === AGENT ? 'agent' : why,
    };
  });
}

export type Checked = {
  variants: readonly Variant[];
  conversationIds: readonly string[] | null;
  nextUpdate: { at: Date; said: string } | null;
};

export function checkWish({ variants, conversationIds, nextUpdate }: HoldingWish, at?: Date): Checked {
  const clean = variants
    .map(variant => ({
      ...variant,
      texts: variant.texts.map(text => cleanText(text).trim()).filter(text => text !== ''),
    }))
    .filter(({ texts }) => texts.length > 0);
  if (clean.length === 0) throw new Refusal('not_valid', 'Write a word or two first.');
  if (clean.length > VARIANTS_LIMIT) throw new Refusal('too_many', `Up to ${VARIANTS_LIMIT} languages, please.`);
  for (const text of clean.flatMap(({ texts }) => texts)) {
    if (text.length > WORDS_LIMIT) throw new Refusal('too_long', `Up to ${WORDS_LIMIT} characters, please.`);
    const [mistake] = readPlaces(text).mistakes;
    if (mistake !== undefined)
      throw new Refusal('not_valid', `There is no place called “${mistake.name}”.`, { ...mistake });
    if (findPersonal(text).some(({ possible }) => !possible))
      throw new Refusal('shows_personal', 'This shows personal data to everybody who gets it. Take it out.');
  }
  if (nextUpdate && at !== undefined) {
    const ms = nextUpdate.at.getTime() - at.getTime();
    if (ms <= 0) throw new Refusal('not_valid', 'What you promise has to be still to come.');
    if (ms > PROMISE_LIMIT_DAYS * DAY_MS) throw new Refusal('not_valid', 'Choose a time within the next year.');
  }
  return { variants: clean, conversationIds: conversationIds ?? null, nextUpdate: nextUpdate ?? null };
}

export async function planFor(
  tx: Tx,
  desk: Needs,
  who: Who,
  crisis: CrisisRow,
  { variants, conversationIds }: Checked,
): Promise<{ plan: HoldingPlan; rows: WaitingRow[]; why: Why | null }> {
  const at = desk.now();
  const bursts = await burstsOfCrises(tx, who.brandId, [crisis.id]);
  const inCrisis = (await postsOf(tx, crisis, bursts, at)).conversationIds;
  const wanted = conversationIds === null ? null : new Set(conversationIds);
  const ids = wanted === null ? inCrisis : inCrisis.filter(id => wanted.has(id));
  const rows = (await waitingRows(tx, who.brandId, ids, at, inboxScope(who)))
    .filter(({ isWaiting }) => isWaiting)
    .slice(0, HOLDING_LIMIT);
  const opened = new Map<string, OpenedChannel | null>();
  for (const { channelId } of rows) {
    if (!opened.has(channelId)) opened.set(channelId, await openChannel(tx, desk, who.brandId, channelId));
  }
  const waiting = await waitingFor(tx, who, rows);
  const visibility = new Map(rows.map(row => [row.id, row.visibility]));
  const plan = planHolding(waiting, variants, (one, text) =>
    fits(opened.get(one.channelId) ?? null, visibility.get(one.id) ?? 'public', text),
  );
  return { plan, rows, why: await whyLook(tx, who, plan, visibility, at) };
}

async function waitingFor(tx: Tx, who: Who, rows: readonly WaitingRow[]): Promise<Waiting[]> {
  const agent = await findAgent(tx, who.agentId);
  const brand = await findBrand(tx, who.brandId);
  const ours = {
    agent: agent?.name ?? null,
    agent_first_name: agent === null ? null : firstNameOf(agent.name),
    brand: brand?.name ?? null,
  };
  return rows.map(row => {
    const {
      id,
      contactId,
      channelId,
      network,
      lang,
      isWaiting,
      isTold,
      isClaimed,
      intents,
      turnOpenedAt,
      name,
      handle,
    } = row;
    const values = {
      ...ours,
      first_name: name === null ? null : firstNameOf(name),
      name: name ?? handle,
      handle: handle === null ? null : `@${handle.replace(/^@/, '')}`,
      network,
    };
    const turnOpenedAtMs = turnOpenedAt?.getTime() ?? 0;
    return { id, contactId, channelId, network, lang, isWaiting, isTold, isClaimed, intents, turnOpenedAtMs, values };
  });
}

/** What can be known beforehand; windows and the rest are asked when it leaves. */
function fits(opened: OpenedChannel | null, visibility: 'public' | 'private', text: string): LeftOut | null {
  const outbound = opened?.connector.outbound;
  if (opened === null || opened.channel.state !== 'active') return 'network';
  if ((visibility === 'public' ? outbound?.reply : outbound?.direct) === undefined) return 'network';
  const way = visibility === 'public' ? 'reply' : 'direct';
  try {
    checkAnswer(text, [], { limits: opened.limits, way, networkName: opened.connector.name });
    return null;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return 'too_long';
  }
}

/** The first rule that asks a lead to look at one of them asks for all; an agent's always waits. */
async function whyLook(
  tx: Tx,
  who: Who,
  plan: HoldingPlan,
  visibility: ReadonlyMap<string, 'public' | 'private'>,
  at: Date,
): Promise<Why | null> {
  if (!mayDo(who.reach.role, 'lead')) return AGENT;
  const rows = await lockConversationRows(tx, who.brandId, plan.chosen.map(({ id }) => id).sort());
  for (const { id, text } of plan.chosen) {
    const row = rows.get(id);
    const why =
      row === undefined
        ? null
        : await whyToLook(tx, who, row, { text, visibility: visibility.get(id) ?? 'public' }, at);
    if (why !== null) return why;
  }
  return null;
}

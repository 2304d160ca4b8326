/** The outside model of a brand, as its owner sees and sets it: its key goes in and never comes out. */
import type { GuardedFetch } from '../connectors/connector.ts';
import type { MakeId } from '../core/id.ts';
import { Refusal } from '../core/refusal.ts';
import { outsideAddress } from '../core/triage/outside/address.ts';
import {
  OUTSIDE_ASPECTS,
  type OutsideAspect,
  type OutsideForm,
  type OutsideSaid,
} from '../core/triage/outside/answer.ts';
import { maskPost } from '../core/triage/outside/mask.ts';
import { requestNames } from '../core/triage/own-words.ts';
import { intentNames } from '../core/triage/said.ts';
import type { Db } from '../store/db.ts';
import * as store from '../store/outside-model.ts';
import { waitingOutside } from '../store/outside-readings.ts';
import { readTriageSettings } from '../store/triage-settings.ts';
import { askOutside, mostTokens } from './ask-outside.ts';
import { tellSettings } from './brands.ts';
import { permit, type Who } from './permit.ts';
import { planReadAgain } from './read-again.ts';
import type { Seal } from './seal.ts';

/** What it begins with. */
export const OUTSIDE_DEFAULTS = {
  isOn: false,
  url: null,
  model: '',
  sealedKey: null,
  form: 'schema',
  aspects: [...OUTSIDE_ASPECTS],
  asksPrivate: false,
  timeoutMs: 10_000,
  postsPerDay: 500,
  tokensPerDay: 500_000,
} as const satisfies store.OutsideWish;

/** Asks nothing, why, or whether it does. */
export type OutsideState = 'off' | 'on' | 'resting' | 'spent';

export type OutsideModelView = Pick<
  store.OutsideModelRow,
  | 'isOn'
  | 'url'
  | 'model'
  | 'form'
  | 'aspects'
  | 'asksPrivate'
  | 'timeoutMs'
  | 'postsPerDay'
  | 'tokensPerDay'
  | 'version'
  | 'trouble'
> & {
  hasKey: boolean;
  state: OutsideState;
  restsUntil: string | null;
  /** Since midnight, UTC. */
  today: store.OutsideUse & { waiting: number };
};

export type OutsideChange = {
  isOn?: boolean | undefined;
  url?: string | undefined;
  model?: string | undefined;
  /** Null takes it away. */
  key?: string | null | undefined;
  form?: OutsideForm | undefined;
  aspects?: OutsideAspect[] | undefined;
  asksPrivate?: boolean | undefined;
  timeoutMs?: number | undefined;
  postsPerDay?: number | undefined;
  tokensPerDay?: number | undefined;
  version?: number | undefined;
};

export type OutsideTried = {
  /** What left the house. */
  sent: string;
  /** Null: nothing that could be used. */
  said: OutsideSaid | null;
  trouble: string | null;
  tookMs: number;
  tokens: number;
};

export type OutsideModelDesk = {
  read(who: Who): Promise<OutsideModelView>;
  change(who: Who, change: OutsideChange): Promise<OutsideModelView>;
  /** With all it ever said: the last months are read again without it. */
  remove(who: Who): Promise<void>;
  /** Asks it about an invented post, also while it is off. */
  tryOut(who: Who, signal: AbortSignal): Promise<OutsideTried>;
};

export type OutsideModelNeeds = {
  db: Db;
  seal: Seal;
  makeId: MakeId;
  now: () => Date;
  clockMs: () => number;
  fetchFor: (signal: AbortSignal) => GuardedFetch;
};

/** Nobody wrote it. */
const TRIED_POST =
  'My Kestrel has been leaking since Monday and nobody answers. I want my money back! Mail me: nina@cups.example or call +44 20 7946 0958. Nina Cups';
const TRIED_NAMES = ['Nina Cups'];

export function makeOutsideModel(needs: OutsideModelNeeds): OutsideModelDesk {
  const { db, makeId, now } = needs;
  const read: OutsideModelDesk['read'] = async who => {
    permit(who, 'own');
    return shown(needs, who.brandId);
  };
  return {
    read,
    async change(who, change) {
      permit(who, 'own');
      await db.transaction().execute(async tx => {
        const before = await store.findOutsideModel(tx, who.brandId);
        const version = before?.version ?? 0;
        if (change.version !== undefined && change.version !== version) throw CHANGED();
        const wish = wishOf(needs, who.brandId, before ?? OUTSIDE_DEFAULTS, change);
        if (!(await store.writeOutsideModel(tx, who.brandId, wish, { version, at: now() }))) throw CHANGED();
        await tellSettings(tx, who, 'triage', now());
      });
      return shown(needs, who.brandId);
    },
    async remove(who) {
      permit(who, 'own');
      await db.transaction().execute(async tx => {
        const hadSaid = await store.deleteOutsideModel(tx, who.brandId);
        if (hadSaid)
          await planReadAgain(tx, { makeId, now }, { brandId: who.brandId, why: 'settings', agentId: who.agentId });
        await tellSettings(tx, who, 'triage', now());
      });
    },
    tryOut: (who, signal) => tryOut(needs, who, signal),
  };
}

const CHANGED = () => new Refusal('changed_since', 'Somebody else has changed this meanwhile. Look at theirs first.');

/** The day of the budget: UTC, so that it is the same for everybody. */
export function outsideDay(at: Date): string {
  return at.toISOString().slice(0, 10);
}

/** Bound to what it is for, as every sealed value is. */
export function outsideSeal(brandId: number) {
  return { brandId, channelId: 'outside model' };
}

function wishOf(
  { seal }: Pick<OutsideModelNeeds, 'seal'>,
  brandId: number,
  before: store.OutsideWish,
  change: OutsideChange,
) {
  const { isOn, form, aspects, asksPrivate, timeoutMs, postsPerDay, tokensPerDay } = { ...before, ...defined(change) };
  const url = change.url === undefined ? before.url : change.url.trim() === '' ? null : outsideAddress(change.url);
  const model = (change.model ?? before.model).trim();
  const key = change.key?.trim() ?? change.key;
  const moved = before.url !== null && url !== null && new URL(url).origin !== new URL(before.url).origin;
  // A key that was given for one place is not sent to another.
  if (moved && before.sealedKey !== null && key === undefined)
    throw new Refusal('not_valid', 'The key was for another address. Give the key again, or take it out.');
  if (isOn && (url === null || model === ''))
    throw new Refusal('not_valid', 'Give its address and the name of the model before switching it on.');
  const sealedKey =
    key === undefined ? before.sealedKey : key === null || key === '' ? null : seal.seal(key, outsideSeal(brandId));
  const asked = OUTSIDE_ASPECTS.filter(one => aspects.includes(one));
  if (asked.length === 0) throw new Refusal('not_valid', 'Choose at least one thing that it is asked for.');
  return { isOn, url, model, sealedKey, form, aspects: asked, asksPrivate, timeoutMs, postsPerDay, tokensPerDay };
}

function defined<T extends object>(given: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

async function shown({ db, now }: Pick<OutsideModelNeeds, 'db' | 'now'>, brandId: number): Promise<OutsideModelView> {
  const row = await store.findOutsideModel(db, brandId);
  const at = now();
  const use = await store.readOutsideUse(db, brandId, outsideDay(at));
  const { sealedKey, ...kept } = row ?? {
    ...OUTSIDE_DEFAULTS,
    version: 0,
    failures: 0,
    restsUntil: null,
    trouble: null,
  };
  const { isOn, url, model, form, aspects, asksPrivate, timeoutMs, postsPerDay, tokensPerDay, version, trouble } = kept;
  const isResting = kept.restsUntil !== null && kept.restsUntil > at;
  const waits = await waitingOutside(db, brandId);
  const intents = intentNames(requestNames((await readTriageSettings(db, brandId)).settings));
  const next = mostTokens({ model, form, aspects, intents, post: '' }) + waits.nextBytes;
  const isSpent = use.posts >= postsPerDay || use.tokens + next > tokensPerDay;
  return {
    ...{ isOn, url, model, form, asksPrivate, timeoutMs, postsPerDay, tokensPerDay, version, trouble },
    aspects: [...aspects],
    hasKey: sealedKey !== null,
    state: !isOn ? 'off' : isResting ? 'resting' : isSpent ? 'spent' : 'on',
    restsUntil: isResting ? (kept.restsUntil?.toISOString() ?? null) : null,
    today: { ...use, waiting: waits.waiting },
  };
}

async function tryOut(needs: OutsideModelNeeds, who: Who, signal: AbortSignal): Promise<OutsideTried> {
  permit(who, 'own');
  const { db, now, seal, fetchFor, clockMs } = needs;
  const { brandId } = who;
  const row = await store.findOutsideModel(db, brandId);
  if (row === null || row.url === null || row.model === '')
    throw new Refusal('not_valid', 'Save its address and the name of the model first.');
  const { settings } = await readTriageSettings(db, brandId);
  const { url, model, form, aspects, timeoutMs } = row;
  const sent = maskPost(TRIED_POST, TRIED_NAMES);
  const question = { model, form, aspects, intents: intentNames(requestNames(settings)), post: sent };
  const reserved = mostTokens(question);
  const day = outsideDay(now());
  const isPaid = await db
    .transaction()
    .execute(tx => store.spendOutside(tx, brandId, day, { ...row, tokens: reserved }));
  if (!isPaid) throw new Refusal('too_many', 'Today’s budget is spent. Raise it, or try again tomorrow.');
  const key = row.sealedKey === null ? null : String(seal.unseal(row.sealedKey, outsideSeal(brandId)));
  const came = await askOutside(fetchFor(signal), { url, key, timeoutMs, question }, clockMs);
  const { tookMs, tokens } = came;
  await store.addOutsideUse(db, brandId, day, { tokens: tokens - reserved });
  const trouble = came.kind === 'failed' ? came.trouble : null;
  return { sent, said: came.kind === 'said' ? came.said : null, trouble, tookMs, tokens };
}

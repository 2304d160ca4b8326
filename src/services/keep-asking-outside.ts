/**
 * Posts that are on the desk already are told to an outside model, where an owner wants that: without anything personal, once each, within
 * its time and the day's budget. What it says is added to what was read; where it is slow, wrong or silent, that simply stands.
 */
import type { GuardedFetch } from '../connectors/connector.ts';
import type { Event } from '../core/event.ts';
import type { MakeId } from '../core/id.ts';
import { isNearby } from '../core/triage/outside/address.ts';
import { maskPost } from '../core/triage/outside/mask.ts';
import { ownWordsOf, requestNames } from '../core/triage/own-words.ts';
import { intentNames } from '../core/triage/said.ts';
import type { Db } from '../store/db.ts';
import * as store from '../store/outside-model.ts';
import * as readings from '../store/outside-readings.ts';
import { messagesToRead } from '../store/read-again.ts';
import { readTriageSettings } from '../store/triage-settings.ts';
import { askOutside, mostTokens, type OutsideCall, type OutsideCame } from './ask-outside.ts';
import { type LogReader, readOn } from './log-reader.ts';
import { outsideDay, outsideSeal } from './outside-model.ts';
import { readThese } from './read-again.ts';
import type { Readers } from './readers.ts';
import type { Seal } from './seal.ts';
import type { Wait } from './wait.ts';

export type AskingNeeds = {
  db: Db;
  seal: Seal;
  makeId: MakeId;
  now: () => Date;
  clockMs: () => number;
  readers: Readers;
  fetchFor: (signal: AbortSignal) => GuardedFetch;
  wait: Wait;
  log: (level: 'error', message: string, facts: Record<string, unknown>) => void;
};

export const ASKED_EVERY_MS = 1_000;
/** Questions of one brand that are under way in one process. */
const ASKED_AT_ONCE = 2;
/** After so many failures in a row it is left alone … */
export const OUTSIDE_BREAKS_AFTER = 5;
/** … for so long; then one failure is enough. */
export const OUTSIDE_RESTS_MS = 5 * 60_000;
/** A post that waited longer than this is passed over: people have seen it by then. */
export const OUTSIDE_LATE_MS = 60 * 60_000;
/** What was written longer ago is history that came in late, and nobody waits for it. */
export const OUTSIDE_AGE_MS = 24 * 60 * 60_000;
/** A question nobody ended by then died with its asker. Longer than the longest time-out. */
export const OUTSIDE_LOST_MS = 3 * 60_000;

/** Runs until the signal aborts. A slow model holds back its own brand alone. */
export async function keepAskingOutside(needs: AskingNeeds, signal: AbortSignal): Promise<void> {
  const busy = new Map<number, Promise<void>>();
  while (!signal.aborted) {
    try {
      for (const brandId of await store.brandsWithOutsideModel(needs.db)) {
        if (busy.has(brandId)) continue;
        busy.set(
          brandId,
          askForBrand(needs, brandId, signal).finally(() => busy.delete(brandId)),
        );
      }
    } catch (error) {
      tellTrouble(needs, error);
    }
    await needs.wait(ASKED_EVERY_MS, signal);
  }
  await Promise.all(busy.values());
}

async function askForBrand(needs: AskingNeeds, brandId: number, signal: AbortSignal): Promise<void> {
  try {
    await collectOutside(needs, brandId);
    const asker = async () => {
      while (!signal.aborted && (await askNext(needs, brandId, signal)));
    };
    await Promise.all(Array.from({ length: ASKED_AT_ONCE }, asker));
  } catch (error) {
    tellTrouble(needs, error);
  }
}

function tellTrouble({ log }: AskingNeeds, error: unknown): void {
  log('error', 'The outside model could not be asked; trying again', { err: error });
}

/** Takes from the log which posts are to be asked about, and gives up those that waited too long or whose asker died. */
export async function collectOutside(needs: AskingNeeds, brandId: number): Promise<void> {
  const { db, now } = needs;
  while ((await readOn(needs, readerFor(needs), brandId)).more);
  const nowMs = now().getTime();
  const late = await readings.passOverOutside(db, brandId, new Date(nowMs - OUTSIDE_LATE_MS));
  const failed = await readings.loseOutside(db, brandId, new Date(nowMs - OUTSIDE_LOST_MS));
  if (late + failed > 0) await store.addOutsideUse(db, brandId, outsideDay(now()), { late, failed });
}

const KINDS = ['message.added', 'message.changed'] as const;

function readerFor({ now }: AskingNeeds): LogReader {
  return {
    name: 'outside model',
    kinds: KINDS,
    lockPlace: store.lockOutsidePlace,
    movePlace: store.moveOutsidePlace,
    async act(tx, brandId, events) {
      const ids = [...new Set(events.flatMap(wantedOf))];
      return { acted: ids.length === 0 ? 0 : await readings.wantOutside(tx, brandId, ids, now()), told: [] };
    },
  };
}

function wantedOf({ data }: Event): string[] {
  const isNews = data.kind === 'message.added' || (data.kind === 'message.changed' && data.change === 'edited');
  return isNews && data.message.direction === 'in' ? [data.message.id] : [];
}

/** @returns whether another may be asked at once: false when nothing waits, it rests, or the budget is spent */
export async function askNext(needs: AskingNeeds, brandId: number, signal: AbortSignal): Promise<boolean> {
  const taken = await takeNext(needs, brandId);
  if (taken === 'nothing') return false;
  if (taken === 'passed') return true;
  const came = await askOutside(needs.fetchFor(signal), taken.call, needs.clockMs);
  await end(needs, brandId, taken, came, signal.aborted);
  return true;
}

type Taken = { messageId: string; asked: Date; day: string; reserved: number; call: OutsideCall };

/** One post is taken with its money: after this it has been asked, whatever happens. */
function takeNext({ db, seal, now }: AskingNeeds, brandId: number): Promise<Taken | 'nothing' | 'passed'> {
  return db.transaction().execute(async tx => {
    const model = await store.findOutsideModel(tx, brandId);
    const at = now();
    if (model === null || !model.isOn || model.url === null) return 'nothing';
    if (model.restsUntil !== null && model.restsUntil > at) return 'nothing';
    const next = await readings.nextOutside(tx, brandId);
    if (next === null) return 'nothing';
    const { messageId, text, isPublic, isTheirs, isNoise, names } = next;
    const isOld = at.getTime() - next.at.getTime() > OUTSIDE_AGE_MS;
    const isWanted = isTheirs && !isNoise && !isOld && (isPublic || model.asksPrivate) && text.trim() !== '';
    if (!isWanted) {
      await readings.endOutside(tx, brandId, messageId, 'passed', null);
      return 'passed';
    }
    const { settings } = await readTriageSettings(tx, brandId);
    const post = maskPost(text, names, ownWordsOf(settings).orders);
    const { form, aspects, url, timeoutMs, sealedKey } = model;
    const question = { model: model.model, form, aspects, intents: intentNames(requestNames(settings)), post };
    const [day, reserved] = [outsideDay(at), mostTokens(question)];
    if (!(await store.spendOutside(tx, brandId, day, { ...model, tokens: reserved }))) return 'nothing';
    await readings.beginOutside(tx, brandId, next, { model: model.model, at });
    const key = sealedKey === null ? null : String(seal.unseal(sealedKey, outsideSeal(brandId)));
    return { messageId, asked: at, day, reserved, call: { url, key, timeoutMs, question } };
  });
}

async function end(
  needs: AskingNeeds,
  brandId: number,
  { messageId, asked, day, reserved, call }: Taken,
  came: OutsideCame,
  isStopping: boolean,
): Promise<void> {
  const { db, now } = needs;
  const spent = { tokens: came.tokens - reserved };
  if (came.kind === 'said') {
    const changed = await keep(needs, brandId, messageId, { said: came.said, asked });
    await store.addOutsideUse(db, brandId, day, { ...spent, said: 1, changed, tookMs: came.tookMs });
    await store.noteOutsideHealth(db, brandId, null);
    return;
  }
  await readings.endOutside(db, brandId, messageId, came.kind, asked);
  await store.addOutsideUse(db, brandId, day, { ...spent, [came.kind]: 1, tookMs: came.tookMs });
  // A stranger's words can make an answer nonsense; they are not to switch anything off. Nor is our own leaving.
  if (came.kind === 'nonsense' || isStopping) return;
  const failures = await store.noteOutsideHealth(db, brandId, hinted(came.trouble, call.url));
  if (failures >= OUTSIDE_BREAKS_AFTER)
    await store.restOutside(db, brandId, new Date(now().getTime() + OUTSIDE_RESTS_MS));
}

/** Where the guard keeps us out of our own network, the owner is told how it is opened. */
function hinted(trouble: string, url: string): string {
  const { hostname, origin } = new URL(url);
  return isNearby(hostname) && /private network/.test(trouble)
    ? `${trouble} Allow it: HEED_PRIVATE_ORIGINS=${origin}`
    : trouble;
}

/** The message is read again by what reads it today, with what was said added: whatever a person set stays. @returns 1 where that is news */
function keep(
  { db, makeId, now, readers }: AskingNeeds,
  brandId: number,
  messageId: string,
  answer: Parameters<typeof readings.keepOutside>[3],
): Promise<number> {
  return db.transaction().execute(async tx => {
    if (!(await readings.keepOutside(tx, brandId, messageId, answer))) return 0;
    const reader = await readers.of(tx, brandId);
    const messages = await messagesToRead(tx, brandId, [messageId]);
    return readThese(tx, { makeId, at: now(), brandId, reader }, messages);
  });
}

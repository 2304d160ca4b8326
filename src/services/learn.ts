/**
 * A brand learns from what its people say: all labels of one aspect make a head, which is used where it is shown to be better than
 * what came with the product. Any process may learn; of two at the same aspect one does it, and what was learnt while
 * somebody went back to another version is thrown away.
 */
import { setImmediate } from 'node:timers/promises';
import { type KeptBack, type LabelSource, labelsOf, stoodLabels, type TaughtLabel } from '../core/triage/labels.ts';
import type { Aspect } from '../core/triage/reading.ts';
import { forgetHeads, insertHead, newestVersion } from '../store/brand-heads.ts';
import type { Db } from '../store/db.ts';
import { appendEvents } from '../store/events.ts';
import { type LabelRow, listLabels, listStood, markLearnt } from '../store/labels.ts';
import {
  claimLearning,
  giveUpLearning,
  learningWaiting,
  lockStanding,
  type Standing,
  writeStanding,
} from '../store/learning.ts';
import type { Wait } from './wait.ts';

/** Macro-F1 with a 95% interval. */
export type Score = { score: number; low: number; high: number };
export type Quality = { measuredOn: number; taught: Score | null; shipped: Score | null };
/** What learning found of one colleague's labels. */
export type LabelsOfOne = { agentId: string; oneSided: string | null; contradicts: number; counts: number };
export type TaughtHead = {
  /** As it is kept; null: what came with the product stays. */
  bytes: Uint8Array | null;
  why: KeptBack[];
  quality: Quality;
  people: LabelsOfOne[];
  contradictions: number;
};
/** Makes a head of labels, beside this thread. @param stood posts that people let stand, as they were read */
export type Teach = (
  aspect: Aspect,
  labels: readonly TaughtLabel[],
  stood: readonly TaughtLabel[],
) => Promise<TaughtHead>;

export type LearnNeeds = {
  db: Db;
  now: () => Date;
  clockMs: () => number;
  teach: Teach;
  log: (level: 'error', message: string, facts: Record<string, unknown>) => void;
};

export type LearntNow = { aspect: Aspect; version: number; state: 'taught' | 'kept_back'; tookMs: number };

/** The newest labels count; of people, and of what follows from deeds. */
export const PEOPLE_LABELS_LIMIT = 5_000;
export const DEED_LABELS_LIMIT = 1_000;
/** Posts that people let stand: so many for each label, and so many in all. */
const STOOD_BESIDE = 4;
const STOOD_LIMIT = 2_000;
/** Up to so many labels a correction is learnt before it is answered. */
export const AT_ONCE_LABELS = 400;
/** More are learnt together, so long after the first of them. */
export const GATHER_MS = 2_000;
const LEASE_SECONDS = 120;
/** Versions that can be gone back to; and those whose figures are kept for longer. */
export const VERSIONS_KEPT = 20;
export const FIGURES_KEPT = 200;

/** @returns null: nothing waits, another is at it, or there is too much for an answer to wait for */
export async function learnNow(needs: LearnNeeds, brandId: number, aspect: Aspect): Promise<LearntNow | null> {
  try {
    return await learnOnce(needs, brandId, aspect, AT_ONCE_LABELS);
  } catch (err) {
    // The correction stands; what was not learnt is learnt later.
    needs.log('error', 'A correction could not be learnt at once', { err, brandId, aspect });
    return null;
  }
}

/** Learns what waits. @param most with more labels than this it is left to wait */
export async function learnOnce(
  needs: LearnNeeds,
  brandId: number,
  aspect: Aspect,
  most = Number.POSITIVE_INFINITY,
): Promise<LearntNow | null> {
  const startedMs = needs.clockMs();
  const now = needs.now();
  const leaseUntil = new Date(now.getTime() + LEASE_SECONDS * 1000);
  const claimed = await claimLearning(needs.db, brandId, aspect, { now, leaseUntil });
  if (claimed === null) return null;
  const limits = { people: PEOPLE_LABELS_LIMIT, deeds: DEED_LABELS_LIMIT };
  const rows = await listLabels(needs.db, { brandId, aspect, ...limits });
  if (rows.length > most) {
    await giveUpLearning(needs.db, brandId, aspect);
    return null;
  }
  // Thousands of posts are gone through in steps, so that others get their turn in between.
  await setImmediate();
  const labels = labelsOf(aspect, rows satisfies LabelSource[]);
  const limit = Math.min(STOOD_LIMIT, STOOD_BESIDE * labels.length);
  const stood = stoodLabels(aspect, await listStood(needs.db, { brandId, aspect, limit }), labels);
  await setImmediate();
  const taught = await needs.teach(aspect, labels, stood);
  await setImmediate();
  const version = await publish(needs, brandId, claimed, { rows, labels: labels.length, taught });
  if (version === null) return null;
  const state = taught.bytes === null ? 'kept_back' : 'taught';
  return { aspect, version, state, tookMs: Math.round(needs.clockMs() - startedMs) };
}

type Learnt = { rows: readonly LabelRow[]; labels: number; taught: TaughtHead };

/** @returns null: somebody learnt it meanwhile, or went back to another version */
async function publish(
  { db, now }: LearnNeeds,
  brandId: number,
  claimed: Standing,
  { rows, labels, taught }: Learnt,
): Promise<number | null> {
  const { aspect } = claimed;
  return db.transaction().execute(async tx => {
    const standing = await lockStanding(tx, brandId, aspect);
    if (standing === null || standing.epoch !== claimed.epoch || standing.version !== claimed.version) {
      await giveUpLearning(tx, brandId, aspect);
      return null;
    }
    const at = now();
    const version = (await newestVersion(tx, brandId, aspect)) + 1;
    const upTo = rows.reduce((most, { seq }) => Math.max(most, seq), 0);
    const added = await markLearnt(tx, brandId, aspect, { version, upTo });
    const newest = rows.filter(row => row.isNew && !row.isDeed).sort((a, b) => b.seq - a.seq)[0];
    const agentId = newest?.agentId ?? null;
    await insertHead(tx, brandId, {
      aspect,
      version,
      base: standing.version,
      kind: 'learnt',
      bytes: taught.bytes,
      isKeptBack: taught.bytes === null,
      why: taught.why,
      labels,
      added,
      quality: { ...taught.quality, contradictions: taught.contradictions },
      people: taught.people,
      changes: [],
      changed: 0,
      lookedAt: 0,
      agentId,
      at,
    });
    await writeStanding(tx, brandId, { aspect, version, learnt: claimed.wanted });
    await forgetHeads(tx, brandId, aspect, { inUse: version, heads: VERSIONS_KEPT, versions: FIGURES_KEPT });
    await appendEvents(tx, [learningEvent(brandId, agentId, at)]);
    return version;
  });
}

/** Tells every desk that what the brand has learnt is another thing now. */
export function learningEvent(brandId: number, actorId: string | null, at: Date) {
  const data = { kind: 'settings.changed', what: 'learning' } as const;
  return { brandId, inboxId: null, conversationId: null, actorId, at, data };
}

export const LEARN_EVERY_MS = 500;
const TAKEN_AT_ONCE = 20;

/** Learns what was not learnt at once: too many labels, deeds, or a process that died over it. Until the signal aborts. */
export async function keepLearning(needs: LearnNeeds & { wait: Wait }, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await learnWaiting(needs, signal);
    } catch (err) {
      needs.log('error', 'Nothing could be learnt; trying again', { err });
    }
    await needs.wait(LEARN_EVERY_MS, signal);
  }
}

/** @returns how much was learnt */
export async function learnWaiting(needs: LearnNeeds, signal?: AbortSignal): Promise<number> {
  const now = needs.now();
  const since = new Date(now.getTime() - GATHER_MS);
  let learnt = 0;
  for (const { brandId, aspect } of await learningWaiting(needs.db, { now, since, limit: TAKEN_AT_ONCE })) {
    if (signal?.aborted === true) return learnt;
    try {
      if ((await learnOnce(needs, brandId, aspect)) !== null) learnt += 1;
    } catch (err) {
      // Its lease holds it back for a while, so that the others are not kept waiting.
      needs.log('error', 'A brand could not learn; trying again later', { err, brandId, aspect });
    }
  }
  return learnt;
}

/** What is kept only for a while, so that the database does not grow by what nobody will ask for again. */

import { BASELINE_WEEKS } from '../core/baseline.ts';
import { dayOfUtc } from '../core/costs.ts';
import { forgetAllowances } from '../store/allowances.ts';
import { forgetAuditPosts } from '../store/audit.ts';
import { forgetAwaiting } from '../store/awaiting.ts';
import { forgetBeside } from '../store/beside.ts';
import { forgetBulkDeeds } from '../store/bulk-deeds.ts';
import { forgetBursts } from '../store/bursts.ts';
import { forgetAddressedComplaints } from '../store/complaints.ts';
import { forgetBought } from '../store/costs.ts';
import type { Db } from '../store/db.ts';
import { forgetDrafts } from '../store/drafts.ts';
import { forgetEscalations } from '../store/escalations.ts';
import { forgetStretches } from '../store/handling.ts';
import { pruneHeard } from '../store/heard.ts';
import { forgetLeases } from '../store/leases.ts';
import { forgetMatches } from '../store/listening-matches.ts';
import { forgetNotifications } from '../store/notifications.ts';
import { pruneRaw } from '../store/raw-events.ts';
import { forgetReadAgains } from '../store/read-again.ts';
import { pruneRuns } from '../store/report-runs.ts';
import { forgetRereads } from '../store/rereads.ts';
import { forgetRivalPosts, forgetRivalTurns } from '../store/rival-posts.ts';
import { forgetRuleEffects } from '../store/rule-effects.ts';
import { forgetSample } from '../store/sample.ts';
import { pruneScorecardLinks } from '../store/scorecard-links.ts';
import { forgetSilences } from '../store/silences.ts';
import { forgetDeliveries } from '../store/webhook-deliveries.ts';
import { SAMPLE_KEPT_HOURS } from './sampler.ts';

/** How long raw events stay, to be read again by a mended parser or shown as what could not be read. */
export const RAW_KEPT_DAYS = 30;
/** How long an edit, a deletion or a reply waits for a post that never comes. */
export const AWAITING_KEPT_DAYS = 14;
/** Rows removed in one statement: long deletions hold up the cleaning of dead rows. */
export const PRUNED_AT_ONCE = 5_000;
/** How often it is looked for. */
export const PRUNE_EVERY_MS = 60 * 60_000;
/** How long what a query heard can be read under Listening; afterwards it is only counted. */
export const MATCHES_KEPT_DAYS = 30;
/** How long a burst that is over can be looked up; of its posts only counts and words are left by then. */
export const BURSTS_KEPT_DAYS = 400;
/** How long complaints to rivals are counted; where their posts stand is forgotten with the matches. */
export const RIVAL_TURNS_KEPT_DAYS = 400;
/** What was heard hour by hour: as far back as the baseline looks, and the hour it is looked at in. */
export const HEARD_KEPT_DAYS = 7 * BASELINE_WEEKS + 1;
/** Hearing delays and broken lines are shown for a day. */
export const SLOTS_KEPT_DAYS = 2;
/** What was bought on a day that is over would be charged again. */
const BOUGHT_KEPT_DAYS = 2;
/** Longer than the longest window of an allowance. */
export const ALLOWANCES_KEPT_DAYS = 8;
export const REREADS_KEPT_DAYS = 90;
/** What a colleague was told of, seen or not. */
export const NOTIFICATIONS_KEPT_DAYS = 90;
/** A draft nobody came back to. */
export const DRAFTS_KEPT_DAYS = 30;
/** Who had what under way: as far back as an answer may reach, and the ones it may overlap. What answers took stays. */
export const STRETCHES_KEPT_DAYS = 3;
/** What each rule did; what it changed stays. */
export const RULE_EFFECTS_KEPT_DAYS = 90;
/** Which steps of a promise were taken; the conversations say so as long as they live. */
export const ESCALATIONS_KEPT_DAYS = 90;
/** What was sent, and to whom, of reports; and links to scorecards that open nothing any more. */
export const REPORT_RUNS_KEPT_DAYS = 400;
export const LINKS_KEPT_DAYS = 90;
/** What webhooks were told. */
export const DELIVERIES_KEPT_DAYS = 30;
/** So long a deed on many can be taken back. */
export const DEEDS_KEPT_DAYS = 7;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export type Pruned = { raw: number; awaiting: number; leases: number; matches: number; health: number };

/** Removes what has been kept long enough. Any number of processes may do so at once. */
export async function prune({ db, now }: { db: Db; now: () => Date }, signal: AbortSignal): Promise<Pruned> {
  const at = now().getTime();
  const rawBefore = new Date(at - RAW_KEPT_DAYS * DAY_MS);
  let raw = 0;
  for (let gone = PRUNED_AT_ONCE; gone === PRUNED_AT_ONCE && !signal.aborted; raw += gone) {
    gone = await pruneRaw(db, rawBefore, PRUNED_AT_ONCE);
  }
  const awaiting = await forgetAwaiting(db, new Date(at - AWAITING_KEPT_DAYS * DAY_MS));
  const heardBefore = new Date(at - MATCHES_KEPT_DAYS * DAY_MS);
  let matches = 0;
  for (let gone = PRUNED_AT_ONCE; gone === PRUNED_AT_ONCE && !signal.aborted; matches += gone) {
    gone = await forgetMatches(db, heardBefore, PRUNED_AT_ONCE);
  }
  for (let gone = PRUNED_AT_ONCE; gone === PRUNED_AT_ONCE && !signal.aborted; ) {
    gone = await forgetAddressedComplaints(db, heardBefore, PRUNED_AT_ONCE);
  }
  await forgetRivals(db, at, heardBefore, signal);
  await forgetAuditPosts(db, heardBefore);
  await forgetBursts(db, new Date(at - BURSTS_KEPT_DAYS * DAY_MS));
  await forgetSample(db, new Date(at - SAMPLE_KEPT_HOURS * HOUR_MS));
  await forgetSideBySide(db, at);
  const health = await pruneHealth(db, at);
  return { raw, awaiting, matches, health, leases: await forgetLeases(db) };
}

async function forgetRivals(db: Db, at: number, heardBefore: Date, signal: AbortSignal): Promise<void> {
  for (let gone = PRUNED_AT_ONCE; gone === PRUNED_AT_ONCE && !signal.aborted; ) {
    gone = await forgetRivalPosts(db, heardBefore, new Date(at), PRUNED_AT_ONCE);
  }
  const turnsBefore = new Date(at - RIVAL_TURNS_KEPT_DAYS * DAY_MS);
  for (let gone = PRUNED_AT_ONCE; gone === PRUNED_AT_ONCE && !signal.aborted; ) {
    gone = await forgetRivalTurns(db, turnsBefore, PRUNED_AT_ONCE);
  }
}

async function forgetSideBySide(db: Db, at: number): Promise<void> {
  const ago = (days: number) => new Date(at - days * DAY_MS);
  await forgetNotifications(db, ago(NOTIFICATIONS_KEPT_DAYS), PRUNED_AT_ONCE);
  await forgetDrafts(db, ago(DRAFTS_KEPT_DAYS));
  await forgetBulkDeeds(db, ago(DEEDS_KEPT_DAYS));
  await forgetBeside(db, new Date(at));
  await forgetStretches(db, ago(STRETCHES_KEPT_DAYS));
  await forgetRuleEffects(db, ago(RULE_EFFECTS_KEPT_DAYS), PRUNED_AT_ONCE);
  await forgetEscalations(db, ago(ESCALATIONS_KEPT_DAYS), PRUNED_AT_ONCE);
  await pruneRuns(db, ago(REPORT_RUNS_KEPT_DAYS));
  await pruneScorecardLinks(db, ago(LINKS_KEPT_DAYS));
  await forgetDeliveries(db, ago(DELIVERIES_KEPT_DAYS), PRUNED_AT_ONCE);
}

async function pruneHealth(db: Db, at: number): Promise<number> {
  const ago = (days: number) => new Date(at - days * DAY_MS);
  const heard = await pruneHeard(db, { hours: ago(HEARD_KEPT_DAYS), slots: ago(SLOTS_KEPT_DAYS) });
  const silences = await forgetSilences(db, ago(HEARD_KEPT_DAYS));
  const allowances = await forgetAllowances(db, ago(ALLOWANCES_KEPT_DAYS));
  const bought = await forgetBought(db, dayOfUtc(ago(BOUGHT_KEPT_DAYS)));
  const read = (await forgetRereads(db, ago(REREADS_KEPT_DAYS))) + (await forgetReadAgains(db, ago(REREADS_KEPT_DAYS)));
  return heard + silences + allowances + bought + read;
}

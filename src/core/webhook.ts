/** What other programs are told, in the form of the Standard Webhooks specification (standardwebhooks.com). */
import type { EscalationFacts } from './escalation-facts.ts';
import type { Scorecard } from './insight/scorecard.ts';

export type ReportMade = { brandId: number; reportId: string; runId: string; name: string; figures: Scorecard };

export type WebhookLetter =
  | { type: 'promise.escalated'; data: EscalationFacts }
  /** A report that was planned, or asked for. */
  | { type: 'report.made'; data: ReportMade }
  /** Somebody pressed the button. */
  | { type: 'webhook.test'; data: { brandId: number } };

/** Seconds after each attempt that failed; after the last of a day's it is given up. */
export const WEBHOOK_RETRY_SECONDS = [5, 60, 300, 1_800, 7_200, 18_000, 25_200, 33_835] as const;
/** So long nothing has arrived, and a webhook is switched off by itself. */
export const WEBHOOK_OFF_AFTER_DAYS = 5;
export const WEBHOOKS_PER_BRAND = 20;
/** What the list shows, newest first. */
export const DELIVERIES_SHOWN = 50;

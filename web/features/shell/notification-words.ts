import type { Notification } from '../../live/notifications.ts';
import type { WordKey, Words } from '../../strings/words.ts';
import { oneLine } from '../../ui/safe-text.ts';

const SENTENCES: Record<Notification['kind'], WordKey> = {
  mentioned: 'told.mentioned',
  assigned: 'told.assigned',
  handed_over: 'told.handedOver',
  approval_waiting: 'told.approvalWaiting',
  approval_given: 'told.approvalGiven',
  approval_returned: 'told.approvalReturned',
  warned: 'told.warned',
  breached: 'told.breached',
  promise_due: 'told.promiseDue',
  rule: 'told.rule',
  webhook_off: 'told.webhookOff',
  budget_near: 'told.budgetNear',
  budget_reading: 'told.budgetReading',
  budget_used: 'told.budgetUsed',
  crisis: 'told.crisis',
  crisis_short: 'told.crisisShort',
  crisis_holding: 'told.crisisHolding',
};

/** One sentence about it, in the reader's language. @param from the colleague's name; empty where it comes from nobody */
export function notificationWords({ kind, parts }: Notification, from: string, { t }: Words): string {
  const who = from === '' ? t('happening.heed') : from;
  if (from === '' && parts.words !== undefined && (kind === 'rule' || kind === 'assigned')) {
    const person = oneLine(parts.person ?? '') || t('told.somebody');
    return t(kind === 'rule' ? 'told.byRule' : 'told.assignedByRule', { rule: oneLine(parts.words), person });
  }
  if (kind === 'webhook_off') return t('told.webhookOff', { name: oneLine(parts.words ?? '') });
  if (kind === 'budget_near' || kind === 'budget_reading' || kind === 'budget_used')
    return t(SENTENCES[kind], { name: oneLine(parts.words ?? '') });
  if (kind === 'promise_due' && parts.n !== undefined) return t('told.promiseDueMany', { n: parts.n });
  if (kind === 'crisis') return t('told.crisis');
  if (kind === 'crisis_short') return t('told.crisisShort', { n: parts.n ?? 0 });
  if (kind === 'crisis_holding') return t('told.crisisHolding', { who, n: parts.n ?? 0 });
  if (parts.n !== undefined) return t('told.assignedMany', { who, n: parts.n });
  return t(SENTENCES[kind], { who, person: oneLine(parts.person ?? '') || t('told.somebody') });
}

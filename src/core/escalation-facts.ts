import type { EscalationMark } from './escalation.ts';
import type { Visibility } from './post.ts';
import type { Priority } from './view.ts';

/** What webhooks and e-mail are told of a promise: facts and the way back to the desk, and not a word of the customer's. */
export type EscalationFacts = {
  brandId: number;
  conversationId: string;
  /** The conversation at the desk. */
  url: string;
  inboxId: string;
  teamId: string | null;
  assigneeId: string | null;
  visibility: Visibility;
  priority: Priority;
  policy: { id: string; name: string };
  promise: 'answer' | 'resolution';
  moment: EscalationMark;
  dueAt: string | null;
  brokenAt: string | null;
};

/** The e-mail in plain words. One line in the subject, whatever a policy is called. */
export function escalationLetter({ policy, promise, moment, dueAt, url }: EscalationFacts): {
  subject: string;
  text: string;
} {
  const name = policy.name.replace(/\s+/g, ' ').trim();
  const kept = promise === 'answer' ? 'An answer' : 'A resolution';
  const said =
    moment.kind === 'warned'
      ? `${kept} is promised, and ${Math.round(moment.share * 100)}% of the time has passed.`
      : moment.kind === 'breached'
        ? `${kept} was promised, and the time has passed.`
        : `${kept} was promised, and ${moment.minutes} minutes after the time has passed it is still missing.`;
  const due = dueAt === null ? [] : [`Due: ${dueAt.slice(0, 16).replace('T', ' ')} UTC`];
  const subject = moment.kind === 'warned' ? `Promise at risk: ${name}` : `Promise broken: ${name}`;
  return { subject, text: [said, '', `Promise: ${name}`, ...due, '', url, ''].join('\n') };
}

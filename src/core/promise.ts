/** Everything a brand promises, ready for counting: which policy applies to a turn, when it is due, and when to warn. */
import { addBusiness, type OpenTime } from './calendar/open-time.ts';
import type { Conversation } from './conversation.ts';
import { sharesWatched } from './escalation.ts';
import { choosePolicy, type Policy, type PolicyFacts, type PolicyHours } from './policy.ts';
import type { GivenPolicy } from './view.ts';

export type PromiseBook = {
  /** In their order. */
  policies: readonly Policy[];
  /** By calendar id. */
  openTimes: ReadonlyMap<string, OpenTime>;
  /** Calendar ids by team. */
  teamCalendars: ReadonlyMap<string, string>;
  /** Whose work comes into an inbox is, team ids by inbox. */
  inboxTeams: ReadonlyMap<string, string>;
  /** What "the team's own hours" are where the team has none. */
  firstCalendarId: string | null;
};

/** What a channel promises, and how far a recording has played on it (null: it is live). */
export type Promised = {
  book: PromiseBook;
  network: string;
  playsUntil: Date | null;
  /** Of the people concerned, by contact id, where a policy asks for them. */
  contactTags: ReadonlyMap<string, readonly string[]>;
};

/** What was promised for one turn, or for one matter. */
export type Given = { policy: GivenPolicy; warnings: readonly number[]; open: OpenTime };

const MINUTE_MS = 60_000;
const ALWAYS: OpenTime = { kind: 'always' };

export type PromisedThing = 'first' | 'next' | 'resolution';

/** @param intents of the turn that is judged; everything else is as the conversation stands. Null: nothing is promised. */
export function promiseFor(
  promised: Promised,
  row: Conversation,
  intents: readonly string[],
  thing: PromisedThing,
): Given | null {
  const { policies } = promised.book;
  const chosen = policies.find(({ id }) => id === row.chosenPolicyId);
  const policy = chosen ?? choosePolicy(policies, factsOf(promised, row, intents)).policy;
  const minutes = policy === null ? null : minutesOf(policy, thing);
  if (policy === null || minutes === null) return null;
  const open = openTimeFor(promised.book, policy.hours, row.teamId);
  const given = { id: policy.id, name: policy.name, minutes, inHours: open.kind !== 'always' };
  return { policy: given, warnings: sharesWatched(policy.warnings, policy.steps), open };
}

export function minutesOf(policy: Policy, thing: PromisedThing): number | null {
  if (thing === 'first') return policy.firstMinutes;
  return thing === 'next' ? policy.nextMinutes : policy.resolutionMinutes;
}

export function factsOf(promised: Promised, row: Conversation, intents: readonly string[]): PolicyFacts {
  const { inboxId, visibility, lang, priority, sentiment, urgency, noise, tags, teamId, heard, contactId } = row;
  const { network } = promised;
  const read = { intents, sentiment, urgency, noise };
  const contactTags = contactId === null ? [] : (promised.contactTags.get(contactId) ?? []);
  return { ...read, inboxId, network, visibility, lang, priority, contactTags, tags, teamId, heard };
}

export function openTimeFor(book: PromiseBook, hours: PolicyHours, teamId: string | null): OpenTime {
  if (hours.kind === 'always') return ALWAYS;
  const own = teamId === null ? undefined : book.teamCalendars.get(teamId);
  const calendarId = hours.kind === 'calendar' ? hours.calendarId : (own ?? book.firstCalendarId);
  return (calendarId === null ? undefined : book.openTimes.get(calendarId)) ?? ALWAYS;
}

/** Null where the hours never come. */
export function dueAfter({ policy, open }: Given, openedAt: Date): Date | null {
  return addBusiness(open, openedAt, policy.minutes * MINUTE_MS);
}

/** When each share that has not been told yet is reached, earliest first. */
export function warningsAhead(
  { policy, open, warnings }: Given,
  openedAt: Date,
  told: number,
): { share: number; at: Date }[] {
  return warnings.flatMap(share => {
    const at = share > told ? addBusiness(open, openedAt, Math.round(policy.minutes * MINUTE_MS * share)) : null;
    return at === null ? [] : [{ share, at }];
  });
}

/** Whether any policy looks at what people are tagged with, so that the tags must be known. */
export function asksForContactTags(book: PromiseBook): boolean {
  return book.policies.some(policy => policy.conditions.contactTags.length > 0);
}

export function promisesResolution(book: PromiseBook): boolean {
  return book.policies.some(policy => policy.resolutionMinutes !== null);
}

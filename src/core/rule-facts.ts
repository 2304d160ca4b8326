/** What rules look at: what happened, as the event log has it, and the conversation as it stands. */
import type { Event, EventData } from './event.ts';
import type { PolicyFacts } from './policy.ts';
import { findPersonal, type PersonalKind } from './privacy/personal.ts';
import type { Matchable } from './query/query.ts';
import type { RuleEvent } from './rule.ts';
import type { ConversationView, MessageView, Status } from './view.ts';

export type RuleFacts = PolicyFacts & {
  event: RuleEvent;
  at: Date;
  /** The customer's message it is about; null where it is about none. */
  post: Matchable | null;
  status: Status;
  assigneeId: string | null;
  /** Had written to us before in another matter. */
  known: boolean;
  /** Null: not told. */
  followers: number | null;
  shows: readonly PersonalKind[];
  /** Of losing them, 0 to 100; null: not weighed. */
  risk: number | null;
};

/** What is known of the person beside the log. */
export type RulePerson = { tags: readonly string[]; known: boolean; followers: number | null };

/** The kinds of events that may concern a rule, for reading no others from the log. */
export const RULE_EVENT_KINDS = [
  'message.added',
  'message.changed',
  'turn.warned',
  'turn.breached',
  'conversation.changed',
] as const satisfies readonly EventData['kind'][];

/** What happened, in the words of rules; none: nothing a rule is about. The first message of a conversation is two things at once. */
export function ruleEventsOf(data: EventData): RuleEvent[] {
  switch (data.kind) {
    case 'message.added':
      if (data.message.direction !== 'in' || data.message.deletedAt !== null) return [];
      return data.was === null ? ['opened', 'wrote'] : ['wrote'];
    case 'message.changed': {
      if (data.change !== 'delivery' || data.message.direction !== 'out') return [];
      const state = data.message.delivery?.state;
      return state === 'sent' ? ['answered'] : state === 'failed' ? ['failed'] : [];
    }
    case 'turn.warned':
      return ['warned'];
    case 'turn.breached':
      return ['breached'];
    case 'conversation.changed':
      return IN_RULES.get(data.change) ?? [];
    default:
      return [];
  }
}

const IN_RULES: ReadonlyMap<string, RuleEvent[]> = new Map([
  ['resolved', ['resolved']],
  ['reopened', ['reopened']],
  ['tagged', ['tagged']],
  ['prioritised', ['prioritised']],
  ['assigned', ['assigned']],
  ['team', ['team']],
]);

/** The rules an event stems from, first to last. */
export function chainOf(data: EventData): readonly string[] {
  return 'rules' in data && data.rules !== undefined ? data.rules.map(({ id }) => id) : [];
}

/** @param conversation as it stands now, or stood then */
export function factsFor(
  event: RuleEvent,
  { at, data }: Pick<Event, 'at' | 'data'>,
  conversation: ConversationView,
  person: RulePerson,
): RuleFacts {
  const message = 'message' in data && data.message.direction === 'in' ? data.message : null;
  const { inboxId, network, visibility, lang, priority, intents, tags, teamId, heard, status, assigneeId } =
    conversation;
  const { sentiment, urgency, noise, risk } = conversation;
  return {
    event,
    at: new Date(at),
    post: message === null ? null : postOf(message, conversation),
    inboxId,
    network,
    visibility,
    lang,
    priority,
    intents,
    sentiment,
    urgency,
    noise,
    risk,
    tags,
    contactTags: person.tags,
    teamId,
    heard,
    status,
    assigneeId,
    known: person.known,
    followers: person.followers,
    shows: message === null || visibility !== 'public' ? [] : kindsShown(message.text),
  };
}

function postOf(message: MessageView, { network, lang }: ConversationView): Matchable {
  return {
    text: message.text,
    title: message.warning,
    authorHandle: message.authorHandle ?? '',
    lang: message.lang ?? lang,
    network,
    links: [],
    hasMedia: message.media.length > 0,
  };
}

function kindsShown(text: string): PersonalKind[] {
  return [...new Set(findPersonal(text).flatMap(({ kind, possible }) => (possible ? [] : [kind])))];
}

// Made by `npm run generate` from the migrated database. Changes belong into a new file in migrations/.
import type { ColumnType, GeneratedAlways } from 'kysely';

/** May be left out when inserting; the database fills it in. */
export type Made<T> = ColumnType<T, T | undefined, T>;
/** Written as text (`JSON.stringify`), because the driver takes a bare array for one of Postgres's own. */
export type Json = ColumnType<unknown, string, string>;
export type MadeJson = ColumnType<unknown, string | undefined, string>;
export type JsonOrNull = ColumnType<unknown, string | null | undefined, string | null>;

export interface AddressedComplaintTable {
  brand_id: number;
  id: string;
  channel_id: string;
  network: string;
  remote_id: string;
  posted_at: Date;
  heard_at: Date;
  in_public: boolean;
  author: string;
  watched: Made<boolean>;
}

export interface AgentTable {
  id: string;
  name: string;
  email: string;
  email_verified: Made<boolean>;
  image: string | null;
  locale: Made<string>;
  created_at: Made<Date>;
  updated_at: Made<Date>;
  quiet_from_minute: number | null;
  quiet_until_minute: number | null;
  quiet_zone: string | null;
}

export interface AgentSlotTable {
  brand_id: number;
  slot: Date;
  agent_id: string;
  inbox_id: string;
  channel_id: string;
  turns: number;
}

export interface AllowanceTable {
  brand_id: number;
  channel_id: string;
  name: string;
  told_by: 'us' | 'network';
  holder: string;
  remaining: number;
  most: number;
  per_seconds: number | null;
  whole_at: Date | null;
  told_at: Date;
}

export interface ApiTokenTable {
  id: string;
  agent_id: string;
  name: string;
  start: string;
  hash: Buffer;
  created_at: Made<Date>;
  last_used_at: Date | null;
}

export interface ApprovalRuleTable {
  brand_id: number;
  id: string;
  place: number;
  rule: Json;
  updated_at: Date;
  updated_by: string | null;
}

export interface AttemptTable {
  brand_id: number;
  message_id: string;
  n: number;
  at: Date;
  outcome: string;
  said: string | null;
}

export interface AuditTable {
  brand_id: number;
  week: string;
  drawn_at: Date;
  from_at: Date;
  until_at: Date;
  strata: Json;
}

export interface AuditPostTable {
  brand_id: number;
  id: string;
  week: string;
  place: number | null;
  stratum: string;
  channel_id: string;
  network: string;
  remote_id: string;
  post: JsonOrNull;
  gone_at: Date | null;
  mark: 'complaint' | 'about us' | 'not about us' | 'cannot tell' | null;
  marked_by: string | null;
  marked_at: Date | null;
}

export interface AwaitingTable {
  brand_id: number;
  id: string;
  channel_id: string;
  awaits: string[];
  item: Json;
  received_at: Date;
  counted_on: string;
}

export interface BesideTable {
  brand_id: number;
  conversation_id: string;
  agent_id: string;
  doing: 'viewing' | 'writing';
  until: Date;
}

export interface BoughtTable {
  brand_id: number;
  channel_id: string;
  day: string;
  price: string;
  remote_id: string;
}

export interface BrandTable {
  id: GeneratedAlways<number>;
  slug: string;
  name: string;
  created_at: Made<Date>;
  promises: Made<string>;
}

export interface BrandHeadTable {
  brand_id: number;
  aspect: string;
  version: number;
  base: number;
  kind: 'learnt' | 'reset';
  bytes: Buffer | null;
  is_kept_back: boolean;
  why: string[];
  labels: number;
  added: number;
  quality: Json;
  people: Json;
  changes: Json;
  changed: number;
  looked_at: number;
  agent_id: string | null;
  at: Date;
  undone_at: Date | null;
}

export interface BulkDeedTable {
  brand_id: number;
  id: string;
  agent_id: string;
  at: Date;
  deed: Json;
  done: Json;
  undone_at: Date | null;
}

export interface BurstTable {
  brand_id: number;
  id: string;
  query_id: string | null;
  number: number;
  began_at: Date;
  raised_at: Date;
  ended_at: Date | null;
  alarm: Json;
  series: Made<string>;
}

export interface BurstWatchTable {
  brand_id: number;
  query_id: string | null;
  state: Json;
  saved_at: Date;
  series: Made<string>;
}

export interface CalendarTable {
  brand_id: number;
  id: string;
  name: string;
  time_zone: string;
  week: Json;
  created_at: Made<Date>;
  version: Made<number>;
}

export interface ChannelTable {
  brand_id: number;
  id: string;
  inbox_id: string;
  network: string;
  name: string;
  account: Json;
  sealed: Buffer | null;
  state: Made<'active' | 'paused' | 'broken' | 'left'>;
  said: string | null;
  plays_until: Date | null;
  last_heard_at: Date | null;
  hearing_delay_ms: number | null;
  reconnects: Made<number>;
  created_at: Made<Date>;
}

export interface ChannelBaselineTable {
  brand_id: number;
  channel_id: string;
  made_at: Date;
  baseline: Json;
}

export interface ChannelBudgetTable {
  brand_id: number;
  channel_id: string;
  monthly_micro_usd: number;
  reserve_micro_usd: Made<number>;
  set_at: Date;
  set_by: string | null;
}

export interface ChannelCursorTable {
  brand_id: number;
  channel_id: string;
  source: 'stream' | 'poll' | 'backfill' | 'replay';
  cursor: string;
  updated_at: Made<Date>;
}

export interface ChannelHookTable {
  brand_id: number;
  channel_id: string;
  state: 'stands' | 'byHand' | 'failing';
  why: string | null;
  made_at: Date;
  looked_at: Date;
  stood_at: Date | null;
  begun_at: Date | null;
  missed_since: Date | null;
}

export interface ChannelLineTable {
  brand_id: number;
  channel_id: string;
  broke_at: Date | null;
  broke_said: string | null;
  next_try_at: Date | null;
}

export interface ChannelRecheckTable {
  brand_id: number;
  channel_id: string;
  age_minutes: number;
  at: Date;
  id: string;
}

export interface ClosingTable {
  brand_id: number;
  id: string;
  conversation_id: string;
  at: Date;
  outcome: 'unanswered' | 'not_needed';
  reason: string | null;
  agent_id: string | null;
}

export interface ConnectingTable {
  brand_id: number;
  id: Buffer;
  agent_id: string;
  session: string;
  network: string;
  channel_id: string | null;
  sealed: Buffer;
  expires_at: Date;
}

export interface ContactTable {
  brand_id: number;
  id: string;
  name: string;
  notes: Made<string>;
  tags: Made<string[]>;
  created_at: Date;
  merged_into: string | null;
  root_id: string | null;
  fields: MadeJson;
  value_amount: string | null;
  value_currency: string | null;
}

export interface ContactChangeTable {
  brand_id: number;
  id: string;
  n: GeneratedAlways<number>;
  contact_id: string;
  at: Date;
  agent_id: string | null;
  kind: 'edit' | 'merge' | 'made';
  before: Json;
  edit: JsonOrNull;
  from_id: string | null;
  other: JsonOrNull;
  names: JsonOrNull;
  evidence: JsonOrNull;
  import_id: string | null;
  undone_at: Date | null;
  undone_by: string | null;
}

export interface ContactFieldTable {
  brand_id: number;
  id: string;
  name: string;
  kind: 'text' | 'number' | 'date' | 'choice' | 'yes_no' | 'link';
  choices: Made<string[]>;
  place: number;
  removed_at: Date | null;
}

export interface ContactImportTable {
  brand_id: number;
  id: string;
  agent_id: string;
  file_name: string;
  bytes: Buffer | null;
  reading: Json;
  mapping: Json;
  state: 'ready' | 'running' | 'done' | 'cancelled' | 'failed' | 'undoing' | 'undone';
  counts: Json;
  mistakes: MadeJson;
  rows_done: Made<number>;
  made_at: Date;
  ended_at: Date | null;
}

export interface ContactMarkTable {
  brand_id: number;
  contact_id: string;
  identity_id: string | null;
  kind: string;
  mark: string;
  shown: string | null;
  import_id: string | null;
}

export interface ConversationTable {
  brand_id: number;
  id: string;
  inbox_id: string;
  channel_id: string;
  thread_id: string;
  visibility: 'public' | 'private';
  identity_id: string | null;
  contact_id: string | null;
  linked_id: string | null;
  status: 'open' | 'waiting' | 'snoozed' | 'resolved';
  assignee_id: string | null;
  claimed_by: string | null;
  claimed_until: Date | null;
  heard: Made<boolean>;
  preview: string;
  lang: string | null;
  tags: Made<string[]>;
  message_count: Made<number>;
  opened_at: Date;
  last_message_at: Date;
  snoozed_until: Date | null;
  resolved_at: Date | null;
  answered_at: Date | null;
  counted_until: Date | null;
  turn_id: string | null;
  turn_kind: 'first' | 'next' | null;
  turn_opened_at: Date | null;
  due_at: Date | null;
  breached_at: Date | null;
  version: Made<number>;
  team_id: string | null;
  priority: Made<'low' | 'normal' | 'high' | 'urgent'>;
  intents: Made<string[]>;
  turn_policy: JsonOrNull;
  matter_at: Date | null;
  resolution: JsonOrNull;
  apart: Made<boolean>;
  chosen_policy_id: string | null;
  urgency: number | null;
  sentiment: 'negative' | 'neutral' | 'positive' | null;
  noise: 'promotion' | 'giveaway' | 'bot' | 'copied' | null;
  risk: number | null;
  risk_parts: JsonOrNull;
}

export interface CrisisTable {
  brand_id: number;
  id: string;
  name: string;
  is_named: Made<boolean>;
  state: 'watching' | 'open' | 'over' | 'dismissed';
  words: Made<string[]>;
  began_at: Date;
  raised_at: Date;
  declared_at: Date | null;
  declared_by: string | null;
  closed_at: Date | null;
  closed_by: string | null;
  learnt: Made<string>;
  staffing: JsonOrNull;
  has_waiting: Made<boolean>;
  version: Made<number>;
}

export interface CrisisBurstTable {
  brand_id: number;
  burst_id: string;
  crisis_id: string;
}

export interface CustomerOrderTable {
  brand_id: number;
  order_id: string;
  contact_id: string | null;
  bought_at: Date;
  amount_minor: number;
  currency: string;
  taken_at: Date;
}

export interface DecisionTable {
  brand_id: number;
  id: string;
  thread_id: string;
  identity_id: string | null;
  from_at: Date | null;
  conversation_id: string;
  cause: string;
}

export interface DeedPlaceTable {
  brand_id: number;
  seq: number;
}

export interface DraftTable {
  brand_id: number;
  conversation_id: string;
  agent_id: string;
  mode: 'reply' | 'private' | 'note';
  text: string;
  version: number;
  page: string;
  saved_at: Date;
}

export interface ErasureTable {
  brand_id: number;
  id: string;
  channel_id: string;
  network: string;
  remote_id: string | null;
  code: string;
  asked_at: Date;
  tried_at: Date | null;
  done_at: Date | null;
  erased: JsonOrNull;
}

export interface EscalationTable {
  brand_id: number;
  subject_id: string;
  name: string;
  thing: 'turn' | 'resolution';
  conversation_id: string;
  policy: Json;
  step: Json;
  due_at: Date;
  done_at: Date | null;
  did: JsonOrNull;
}

export interface EscalationPlaceTable {
  brand_id: number;
  seq: number;
}

export interface EventTable {
  seq: GeneratedAlways<number>;
  brand_id: number;
  at: Date;
  kind: string;
  inbox_id: string | null;
  conversation_id: string | null;
  actor_id: string | null;
  data: Json;
}

export interface HandlingTable {
  brand_id: number;
  message_id: string;
  conversation_id: string;
  agent_id: string;
  turn_id: string | null;
  began_at: Date;
  sent_at: Date;
  seconds: number;
  fresh_seconds: number;
  at_once: number;
  inbox_id: string;
  channel_id: string;
  team_id: string | null;
  lang: string | null;
  visibility: string;
  heard: boolean;
  kind: string | null;
  complaint: boolean;
  reach: number;
}

export interface HandlingDayTable {
  brand_id: number;
  day: string;
  agent_id: string;
  inbox_id: string;
  channel_id: string;
  team_id: string | null;
  lang: string | null;
  visibility: string;
  heard: boolean;
  kind: string | null;
  complaint: boolean;
  reach: number;
  n: number;
  turns: number;
  seconds: number;
  seconds_squared: number;
  fresh_seconds: number;
  at_once: number;
}

export interface HandlingStretchTable {
  brand_id: number;
  agent_id: string;
  conversation_id: string;
  began_at: Date;
  seen_at: Date;
  ended: Made<boolean>;
  message_id: string | null;
}

export interface HealthSlotTable {
  brand_id: number;
  channel_id: string;
  slot: Date;
  kind: 'delay' | 'ahead' | 'reconnect';
  bucket: number;
  n: number;
  most: Made<number>;
}

export interface HeardHourTable {
  brand_id: number;
  channel_id: string;
  hour: Date;
  n: Made<number>;
  backfilled: Made<number>;
  listened: Made<number>;
  troubled: Made<number>;
}

export interface HoldingReplyTable {
  brand_id: number;
  id: string;
  crisis_id: string;
  author_id: string;
  variants: Json;
  next_update_at: Date | null;
  next_update_said: string | null;
  state: 'waiting' | 'returned' | 'sending' | 'stopped' | 'done';
  why: JsonOrNull;
  asked_at: Date;
  decided_by: string | null;
  decided_at: Date | null;
  word: string | null;
  ended_at: Date | null;
}

export interface HoldingTargetTable {
  brand_id: number;
  holding_id: string;
  conversation_id: string;
  place: number;
  channel_id: string;
  message_id: string;
  text: string;
  state: 'planned' | 'queued' | 'left_out';
  reason: string | null;
  at: Date | null;
}

export interface HolidayTable {
  brand_id: number;
  id: string;
  calendar_id: string;
  date: string;
  until: string;
  name: string;
  intervals: MadeJson;
  source: 'entered' | 'imported' | 'subscribed';
}

export interface HolidayFeedTable {
  brand_id: number;
  calendar_id: string;
  url: string;
  etag: string | null;
  asked_at: Date;
  read_at: Date;
  failures: Made<number>;
  said: string | null;
}

export interface IdentityTable {
  brand_id: number;
  id: string;
  contact_id: string;
  network: string;
  remote_id: string;
  handle: string | null;
  name: string | null;
  avatar_url: string | null;
  profile_url: string | null;
  standing: Made<'active' | 'suspended' | 'gone'>;
  avatar_id: string | null;
  first_seen_at: Date;
  known_at: Date;
  own_contact_id: string;
  profile: JsonOrNull;
  picture_hash: string | null;
  unexamined: Made<boolean>;
  wants: Made<'anything' | 'asked'>;
  wants_at: Date | null;
  wants_by: 'words' | 'network' | null;
}

export interface IdentityAliasTable {
  brand_id: number;
  network: string;
  remote_id: string;
  identity_id: string;
  told_at: Date;
}

export interface InboxTable {
  brand_id: number;
  id: string;
  name: string;
  first_response_minutes: Made<number>;
  next_response_minutes: Made<number>;
  created_at: Made<Date>;
}

export interface InboxPartnerTable {
  brand_id: number;
  inbox_id: string;
  agent_id: string;
}

export interface InsightSettingsTable {
  brand_id: number;
  settings: Json;
  version: Made<number>;
  changed_at: Date;
  changed_by: string;
}

export interface LearningTable {
  brand_id: number;
  aspect: 'language' | 'noise' | 'about' | 'sentiment' | 'intents' | 'urgency';
  version: Made<number>;
  wanted: Made<number>;
  wanted_at: Date | null;
  learnt: Made<number>;
  epoch: Made<number>;
  lease_until: Date | null;
  changed: Made<number>;
}

export interface LeaseTable {
  name: string;
  holder: string;
  until: Date;
}

export interface LedgerTable {
  brand_id: number;
  channel_id: string;
  day: string;
  outcome: 'received' | 'kept' | 'ignored' | 'failed';
  reason: string;
  n: number;
}

export interface LinkSuggestionTable {
  brand_id: number;
  id: string;
  one_id: string;
  other_id: string;
  evidence: Json;
  score: number;
  state: 'open' | 'accepted' | 'refused';
  made_at: Date;
  decided_by: string | null;
  decided_at: Date | null;
}

export interface ListeningCountTable {
  brand_id: number;
  query_id: string;
  channel_id: string;
  hour: Date;
  matched: Made<number>;
  untagged: Made<number>;
  complaints: Made<number>;
  untagged_complaints: Made<number>;
  noise: Made<number>;
}

export interface ListeningMatchTable {
  brand_id: number;
  id: string;
  channel_id: string;
  network: string;
  remote_id: string;
  posted_at: Date;
  heard_at: Date;
  post: Json;
  addressed: boolean;
  wants: 'complaint' | 'question' | 'request' | null;
  mark: 'noise' | 'ours' | null;
  marked_by: string | null;
  marked_at: Date | null;
  deleted_at: Date | null;
  version: Made<number>;
  search: Made<string>;
}

export interface ListeningMatchQueryTable {
  brand_id: number;
  query_id: string;
  match_id: string;
  posted_at: Date;
  watched: Made<boolean>;
}

export interface ListeningQueryTable {
  brand_id: number;
  id: string;
  text: string;
  created_at: Made<Date>;
  name: Made<string>;
  opens: Made<'always' | 'wants' | 'never'>;
  dialect: Made<number>;
  changed_at: Made<Date>;
}

export interface MacroRunTable {
  brand_id: number;
  message_id: string;
  steps: Json;
}

export interface MediaTable {
  brand_id: number;
  id: string;
  type: string;
  bytes: Buffer;
  width: number | null;
  height: number | null;
  thumb: Buffer | null;
  created_at: Made<Date>;
}

export interface MembershipTable {
  brand_id: number;
  agent_id: string;
  role: 'owner' | 'lead' | 'agent' | 'partner';
  created_at: Made<Date>;
  skills: Made<string[]>;
  capacity: Made<number>;
}

export interface MessageTable {
  brand_id: number;
  id: string;
  conversation_id: string;
  channel_id: string;
  thread_id: string;
  direction: 'in' | 'out' | 'note';
  visibility: 'public' | 'private' | 'note';
  remote_id: string | null;
  parent_remote_id: string | null;
  root_remote_id: string | null;
  identity_id: string | null;
  agent_id: string | null;
  also_answers_id: string | null;
  at: Date;
  received_at: Date;
  text: string;
  lang: string | null;
  media: MadeJson;
  warning: string | null;
  url: string | null;
  version: Made<number>;
  before: MadeJson;
  edited_at: Date | null;
  deleted_at: Date | null;
  deleted_by: 'author' | 'network' | 'us' | null;
  seen_at: Date | null;
  delivery: 'queued' | 'sending' | 'sent' | 'failed' | 'unsure' | 'handed' | 'held' | 'returned' | null;
  said: string | null;
  send_at: Date | null;
  lease_until: Date | null;
  attempts: Made<number>;
  found_by_lookup: Made<boolean>;
  resolves: Made<boolean>;
  search: Made<string>;
  answers_known: Made<string[]>;
  anyway: Made<boolean>;
  handed_at: Date | null;
  said_by: string | null;
  mentions: Made<string[]>;
  saved_reply_id: string | null;
  saved_reply_text: JsonOrNull;
  saved_reply_edited: Made<boolean>;
  approval: JsonOrNull;
  intents: Made<string[]>;
  holding: Made<boolean>;
  pinned: Made<boolean>;
  rule_name: string | null;
  readings: JsonOrNull;
  template: JsonOrNull;
  addressed: Made<boolean>;
  automatic: Made<boolean>;
  delivered_at: Date | null;
}

export interface MigrationTable {
  id: number;
  name: string;
  checksum: string;
  applied_at: Made<Date>;
}

export interface ModerationTable {
  brand_id: number;
  id: string;
  message_id: string;
  agent_id: string | null;
  deed: 'hide' | 'unhide' | 'delete' | 'like' | 'unlike' | 'block' | 'unblock' | 'report';
  reason: string | null;
  at: Date;
  state: 'queued' | 'doing' | 'done' | 'failed' | 'unsure';
  said: string | null;
  attempts: Made<number>;
  lease_until: Date | null;
  ended_at: Date | null;
  rule_id: string | null;
  rule_name: string | null;
  ground: 'spam' | 'abuse' | 'illegal' | 'other' | null;
  matter: GeneratedAlways<string>;
  words: string | null;
  run_at: Date;
}

export interface NotificationTable {
  brand_id: number;
  id: string;
  agent_id: string;
  kind: string;
  cause: string;
  conversation_id: string | null;
  from_id: string | null;
  parts: MadeJson;
  at: Date;
  seen_at: Date | null;
}

export interface OrderKeyTable {
  brand_id: number;
  order_id: string;
  kind: 'contact' | 'given_id' | 'email' | 'phone' | 'handle';
  mark: string;
}

export interface OutcomeAgentDayTable {
  brand_id: number;
  day: string;
  agent_id: string | null;
  inbox_id: string;
  channel_id: string;
  network: string;
  team_id: string | null;
  lang: string | null;
  kind: string;
  complaint: boolean;
  answered: number;
  decided: number;
  thanked: number;
  turned: number;
  again: number;
  back: number;
}

export interface OutcomeDayTable {
  brand_id: number;
  day: string;
  inbox_id: string;
  channel_id: string;
  network: string;
  team_id: string | null;
  lang: string | null;
  visibility: string;
  heard: boolean;
  reach: number;
  kind: string;
  complaint: boolean;
  answered: number;
  decided: number;
  thanked: number;
  turned: number;
  again: number;
  back: number;
}

export interface OutcomeMonthTable {
  brand_id: number;
  month: string;
  inbox_id: string;
  channel_id: string;
  network: string;
  team_id: string | null;
  lang: string | null;
  visibility: string;
  heard: boolean;
  reach: number;
  kind: string;
  complaint: boolean;
  answered: number;
  decided: number;
  thanked: number;
  turned: number;
  again: number;
  back: number;
}

export interface OutcomePlaceTable {
  brand_id: number;
  seq: number;
}

export interface OutsideModelTable {
  brand_id: number;
  is_on: Made<boolean>;
  url: string | null;
  model: Made<string>;
  sealed_key: Buffer | null;
  form: Made<'schema' | 'json'>;
  aspects: string[];
  asks_private: Made<boolean>;
  timeout_ms: number;
  posts_per_day: number;
  tokens_per_day: number;
  version: Made<number>;
  changed_at: Date;
  seq: number | null;
  failures: Made<number>;
  rests_until: Date | null;
  trouble: string | null;
}

export interface OutsideReadingTable {
  brand_id: number;
  message_id: string;
  wanted_at: Date;
  asked_at: Date | null;
  outcome: 'said' | 'failed' | 'nonsense' | 'lost' | 'late' | 'passed' | null;
  of_text: string | null;
  model: string | null;
  said: JsonOrNull;
}

export interface OutsideUseTable {
  brand_id: number;
  day: string;
  posts: Made<number>;
  tokens: Made<number>;
  said: Made<number>;
  changed: Made<number>;
  failed: Made<number>;
  nonsense: Made<number>;
  late: Made<number>;
  took_ms: Made<number>;
}

export interface OwnPromiseTable {
  brand_id: number;
  id: string;
  message_id: string;
  agent_id: string;
  phrase: string;
  made_at: Date;
  remind_at: Date;
  due_at: Date;
  reminded_at: Date | null;
  outcome: 'kept' | 'broken' | 'dropped' | null;
  ended_at: Date | null;
  kept_by: string | null;
}

export interface PauseTable {
  brand_id: number;
  id: string;
  conversation_id: string;
  from_at: Date;
  until_at: Date;
  reason: string;
  agent_id: string | null;
}

export interface PolicyTable {
  brand_id: number;
  id: string;
  position: number;
  name: string;
  conditions: Json;
  first_minutes: number | null;
  next_minutes: number | null;
  resolution_minutes: number | null;
  hours: 'always' | 'calendar' | 'team';
  calendar_id: string | null;
  warnings: Made<number[]>;
  version: Made<number>;
  steps: MadeJson;
}

export interface PresenceTable {
  brand_id: number;
  agent_id: string;
  beat_at: Date | null;
  left_at: Date | null;
  on_since: Date;
  input_at: Date;
  away_reason: 'break' | 'meeting' | 'training' | 'other' | null;
  away_since: Date | null;
  told: Made<string>;
  given_at: Date | null;
}

export interface PushSubscriptionTable {
  id: string;
  agent_id: string;
  endpoint: string;
  p256dh: string;
  auth: string;
  label: Made<string>;
  created_at: Date;
  delivered_at: Date | null;
}

export interface RawEventTable {
  brand_id: number;
  id: GeneratedAlways<number>;
  channel_id: string;
  source: string;
  received_at: Date;
  body: string;
  state: 'waiting' | 'read' | 'failed';
  reason: string | null;
  size: Made<number>;
  digest: Buffer | null;
  counted: JsonOrNull;
  next_try_at: Date | null;
}

export interface ReactionTable {
  brand_id: number;
  message_id: string;
  person_id: string;
  name: string;
  own: boolean;
  mark: string | null;
  at: Date;
}

export interface ReadAgainTable {
  brand_id: number;
  id: string;
  why: 'settings' | 'learnt' | 'shipped' | 'asked';
  agent_id: string | null;
  since: Date;
  asked_at: Date;
  moved_at: Date;
  after_at: Date | null;
  after_id: string | null;
  total: number;
  done: Made<number>;
  changed: Made<number>;
  ended_at: Date | null;
}

export interface ReadingCorrectionTable {
  brand_id: number;
  id: string;
  seq: GeneratedAlways<number>;
  message_id: string;
  aspect: 'language' | 'noise' | 'about' | 'sentiment' | 'intents' | 'urgency';
  said: Json;
  was: JsonOrNull;
  source: 'person' | 'deed';
  deed: string | null;
  weight: number;
  agent_id: string | null;
  at: Date;
  undone_at: Date | null;
  undone_by: string | null;
  learnt_in: number | null;
  set_aside_by: number | null;
}

export interface RegroupingTable {
  brand_id: number;
  id: string;
  kind: 'merge' | 'split';
  conversation_id: string;
  other_id: string;
  agent_id: string;
  at: Date;
  found: Json;
  undone_at: Date | null;
}

export interface RehearsalJournalTable {
  id: GeneratedAlways<number>;
  line: Json;
}

export interface ReportLetterTable {
  brand_id: number;
  id: string;
  run_id: string;
  recipient_id: string;
  state: Made<'waiting' | 'sending' | 'sent' | 'failed' | 'unsure'>;
  attempts: Made<number>;
  next_at: Date;
  held_until: Date | null;
  said: string | null;
  done_at: Date | null;
  leave_hash: Buffer | null;
}

export interface ReportRecipientTable {
  brand_id: number;
  id: string;
  schedule_id: string;
  address: string;
  left_at: Date | null;
}

export interface ReportRunTable {
  brand_id: number;
  id: string;
  schedule_id: string;
  due_at: Date;
  asked_by: string | null;
  state: Made<'waiting' | 'made' | 'failed'>;
  held_until: Date | null;
  said: string | null;
  figures: JsonOrNull;
  delivery_id: string | null;
  made_at: Date | null;
}

export interface ReportScheduleTable {
  brand_id: number;
  id: string;
  name: string;
  language: string;
  slice: Json;
  every: 'day' | 'week' | 'month';
  weekday: number | null;
  month_day: number | null;
  minute: number;
  time_zone: string;
  webhook_id: string | null;
  is_on: Made<boolean>;
  next_at: Date;
  version: Made<number>;
  created_at: Date;
  created_by: string;
}

export interface RereadTable {
  brand_id: number;
  id: string;
  channel_id: string;
  kind: 'letters' | 'all';
  reason: string | null;
  letter_id: number | null;
  since: Date | null;
  until: Date | null;
  agent_id: string | null;
  asked_at: Date;
  moved_at: Date;
  after_id: Made<number>;
  through_id: number;
  total: number;
  done: Made<number>;
  kept: Made<number>;
  ignored: Made<number>;
  failed: Made<number>;
  ended_at: Date | null;
  said: string | null;
}

export interface ResolutionTable {
  brand_id: number;
  id: string;
  conversation_id: string;
  inbox_id: string;
  opened_at: Date;
  policy: Json;
  due_at: Date | null;
  wake_at: Date | null;
  warned: Made<number>;
  breached_at: Date | null;
  resolved_at: Date | null;
}

export interface ResolvingTable {
  brand_id: number;
  conversation_id: string;
  resolved_at: Date;
  inbox_id: string;
  channel_id: string;
  again_at: Date | null;
}

export interface ResolvingSlotTable {
  brand_id: number;
  slot: Date;
  inbox_id: string;
  channel_id: string;
  resolved: number;
  again: number;
}

export interface RetimingTable {
  brand_id: number;
  after_id: string | null;
  look_at: Date;
  rounds: Made<number>;
}

export interface RetimingPersonTable {
  id: GeneratedAlways<number>;
  brand_id: number;
  contact_id: string;
  after_id: string | null;
}

export interface RiskJudgementTable {
  brand_id: number;
  id: string;
  conversation_id: string;
  score: number;
  parts: Json;
  weighed_at: Date;
  outcome: 'saved' | 'lost' | 'unknown' | null;
  judged_by: 'rule' | 'person' | null;
  agent_id: string | null;
  judged_at: Date | null;
}

export interface RiskPlaceTable {
  brand_id: number;
  seq: number;
}

export interface RivalTable {
  brand_id: number;
  id: string;
  name: string;
  created_at: Date;
}

export interface RivalHandleTable {
  brand_id: number;
  rival_id: string;
  network: string;
  handle: string;
  remote_id: string | null;
}

export interface RivalPostTable {
  brand_id: number;
  id: string;
  rival_id: string | null;
  channel_id: string;
  network: string;
  remote_id: string;
  parent_remote_id: string | null;
  thread: string;
  author: string | null;
  kind: 'asks' | 'answers';
  complains: boolean;
  posted_at: Date;
  heard_at: Date;
  url: string | null;
  version: Made<number>;
  deleted_at: Date | null;
}

export interface RivalTurnTable {
  brand_id: number;
  id: string;
  rival_id: string | null;
  channel_id: string;
  network: string;
  opened_by: string;
  opened_at: Date;
  heard_at: Date;
  outcome: 'answered' | 'withdrawn' | null;
  closed_at: Date | null;
  url: string | null;
  answer_url: string | null;
  watched_until: Date | null;
  seconds: GeneratedAlways<number | null>;
}

export interface RuleTable {
  brand_id: number;
  id: string;
  position: number;
  name: string;
  is_on: Made<boolean>;
  events: string[];
  conditions: Json;
  actions: Json;
  stops: Made<boolean>;
  version: Made<number>;
  updated_at: Date;
  updated_by: string | null;
}

export interface RuleEffectTable {
  brand_id: number;
  rule_id: string;
  seq: number;
  conversation_id: string;
  at: Date;
  did: string[];
  failed: string | null;
}

export interface RulePlaceTable {
  brand_id: number;
  seq: number;
}

export interface SampleBlockTable {
  brand_id: number;
  id: string;
  channel_id: string;
  network: string;
  from_at: Date;
  until_at: Date;
  heard_at: Date;
  kept: number;
  read: number;
  body: Buffer;
}

export interface SampleGoneTable {
  brand_id: number;
  channel_id: string;
  remote_id: string;
  gone_at: Date;
}

export interface SavedReplyTable {
  brand_id: number;
  id: string;
  owner_id: string | null;
  title: string;
  shortcut: string | null;
  folder: Made<string>;
  tags: Made<string[]>;
  variants: Json;
  actions: MadeJson;
  holding: Made<boolean>;
  version: Made<number>;
  updated_at: Date;
  updated_by: string | null;
  removed_at: Date | null;
}

export interface SavedViewTable {
  brand_id: number;
  id: string;
  name: string;
  owner_id: string | null;
  filter: Json;
  version: Made<number>;
  created_at: Date;
}

export interface ScorecardLinkTable {
  brand_id: number;
  id: string;
  name: string;
  token_hash: Buffer;
  language: string;
  figures: Json;
  created_at: Date;
  created_by: string;
  expires_at: Date;
  revoked_at: Date | null;
  opened_at: Date | null;
  opens: Made<number>;
}

export interface SessionTable {
  id: string;
  agent_id: string;
  token: string;
  expires_at: Date;
  ip_address: string | null;
  user_agent: string | null;
  created_at: Made<Date>;
  updated_at: Made<Date>;
}

export interface SettingTable {
  key: string;
  value: Json;
  updated_at: Made<Date>;
}

export interface SignInFailureTable {
  key: string;
  n: number;
  until: Date;
}

export interface SignInMethodTable {
  id: string;
  agent_id: string;
  provider: string;
  provider_account: string;
  password: string | null;
  access_token: string | null;
  refresh_token: string | null;
  id_token: string | null;
  access_token_expires_at: Date | null;
  refresh_token_expires_at: Date | null;
  scope: string | null;
  created_at: Made<Date>;
  updated_at: Made<Date>;
}

export interface SignatureTable {
  brand_id: number;
  network: string;
  pattern: string;
}

export interface SilenceTable {
  brand_id: number;
  channel_id: string;
  since: Date;
  noticed_at: Date;
  expected: number;
  ended_at: Date | null;
  ended_by: 'heard' | 'normal' | 'stopped' | null;
}

export interface SpendTable {
  brand_id: number;
  channel_id: string;
  day: string;
  price: string;
  units: number;
  micro_usd: number;
}

export interface StaffingSettingsTable {
  brand_id: number;
  team_id: string | null;
  entered: Json;
  version: Made<number>;
  changed_at: Date;
  changed_by: string;
}

export interface StaffingWeekTable {
  brand_id: number;
  team_id: string | null;
  week: string;
  shifts: Json;
  version: Made<number>;
  changed_at: Date;
  changed_by: string;
}

export interface SuggestedReplyTable {
  brand_id: number;
  conversation_id: string;
  saved_reply_id: string;
  rule_name: string;
  at: Date;
}

export interface SurveyAskTable {
  brand_id: number;
  id: string;
  contact_id: string;
  conversation_id: string;
  turn_id: string;
  agent_id: string | null;
  inbox_id: string;
  channel_id: string;
  network: string;
  team_id: string | null;
  lang: string;
  kind: 'satisfaction' | 'recommend';
  scale: 'stars' | 'thumbs' | 'points';
  ask_at: Date;
  state: 'planned' | 'asked' | 'dropped';
  reason: string | null;
  way: 'private_link' | 'private_question' | 'public_link' | null;
  message_id: string | null;
  token_hash: Buffer | null;
  expires_at: Date | null;
  score: number | null;
  comment: string | null;
  answered_at: Date | null;
  answered_by: 'page' | 'message' | null;
}

export interface SurveyPlaceTable {
  brand_id: number;
  seq: number;
}

export interface SurveySettingsTable {
  brand_id: number;
  settings: Json;
  version: Made<number>;
  changed_at: Date;
  changed_by: string | null;
}

export interface TagDayTable {
  brand_id: number;
  day: string;
  inbox_id: string;
  channel_id: string;
  visibility: string;
  tag: string;
  n: number;
}

export interface TagTallyTable {
  brand_id: number;
  inbox_id: string;
  tag: string;
  n: number;
}

export interface TallyTable {
  brand_id: number;
  inbox_id: string;
  assignee_id: string;
  status: string;
  waiting_for_us: boolean;
  n: number;
}

export interface TeamTable {
  brand_id: number;
  id: string;
  name: string;
  created_at: Made<Date>;
  calendar_id: string | null;
  hands_out: Made<'pull' | 'push'>;
}

export interface TeamInboxTable {
  brand_id: number;
  inbox_id: string;
  team_id: string;
}

export interface TeamMemberTable {
  brand_id: number;
  team_id: string;
  agent_id: string;
}

export interface ThreadTable {
  brand_id: number;
  id: string;
  channel_id: string;
  root_remote_id: string;
  visibility: 'public' | 'private';
}

export interface TopicDayTable {
  brand_id: number;
  day: string;
  inbox_id: string;
  channel_id: string;
  visibility: string;
  lang: string;
  topic: string;
  n: number;
}

export interface TriageSettingsTable {
  brand_id: number;
  settings: Json;
  version: Made<number>;
  changed_at: Date;
}

export interface TurnTable {
  brand_id: number;
  id: string;
  conversation_id: string;
  inbox_id: string;
  channel_id: string;
  kind: 'first' | 'next';
  opened_at: Date;
  received_at: Date;
  opened_by: string;
  due_at: Date | null;
  wake_at: Date | null;
  breached_at: Date | null;
  closed_at: Date | null;
  closed_by: string | null;
  closed_agent_id: string | null;
  outcome: 'answered' | 'unanswered' | 'not_needed' | 'withdrawn' | null;
  reason: string | null;
  policy: JsonOrNull;
  warned: Made<number>;
  team_id: string | null;
  lang: string | null;
  visibility: Made<'public' | 'private'>;
  heard: Made<boolean>;
  reach: Made<number>;
  complaint: Made<boolean>;
}

export interface TurnFacetTable {
  brand_id: number;
  id: GeneratedAlways<number>;
  channel_id: string;
  inbox_id: string;
  team_id: string;
  lang: string;
  visibility: string;
  heard: boolean;
  reach: number;
  kind: string;
  complaint: boolean;
}

export interface TurnFlowTable {
  brand_id: number;
  slot: Date;
  inbox_id: string;
  channel_id: string;
  opened: number;
  closed: number;
}

export interface TurnHoursTable {
  brand_id: number;
  part: 'language' | 'visibility' | 'heard' | 'reach' | 'kind' | 'complaint';
  value: string;
  begins: Date;
  turns: number;
  unanswered: number | null;
  not_needed: number | null;
  withdrawn: number | null;
  kept: number | null;
  broken: number | null;
  answered_0: number | null;
  answered_1: number | null;
  answered_2: number | null;
  answered_3: number | null;
  answered_4: number | null;
  answered_5: number | null;
  answered_6: number | null;
  answered_7: number | null;
  answered_8: number | null;
  answered_9: number | null;
  answered_10: number | null;
  answered_11: number | null;
  answered_12: number | null;
  answered_13: number | null;
  answered_14: number | null;
  answered_15: number | null;
  answered_16: number | null;
  answered_17: number | null;
  answered_18: number | null;
  answered_19: number | null;
  answered_20: number | null;
  answered_21: number | null;
  answered_22: number | null;
  answered_23: number | null;
  answered_24: number | null;
  answered_25: number | null;
  answered_26: number | null;
  answered_27: number | null;
  answered_28: number | null;
  answered_29: number | null;
  answered_30: number | null;
  answered_31: number | null;
  answered_32: number | null;
  answered_33: number | null;
  answered_34: number | null;
  answered_35: number | null;
  answered_36: number | null;
  answered_37: number | null;
  answered_38: number | null;
  answered_39: number | null;
  answered_40: number | null;
  answered_41: number | null;
  answered_42: number | null;
  answered_43: number | null;
  answered_44: number | null;
  answered_45: number | null;
  answered_46: number | null;
  answered_47: number | null;
  answered_48: number | null;
  answered_49: number | null;
  answered_50: number | null;
  answered_51: number | null;
  answered_52: number | null;
  answered_53: number | null;
  answered_54: number | null;
  answered_55: number | null;
  answered_56: number | null;
  answered_57: number | null;
  answered_58: number | null;
  answered_59: number | null;
  answered_60: number | null;
  answered_61: number | null;
  answered_62: number | null;
  hearing_0: number | null;
  hearing_1: number | null;
  hearing_2: number | null;
  hearing_3: number | null;
  hearing_4: number | null;
  hearing_5: number | null;
  hearing_6: number | null;
  hearing_7: number | null;
  hearing_8: number | null;
  hearing_9: number | null;
  hearing_10: number | null;
  hearing_11: number | null;
  hearing_12: number | null;
  hearing_13: number | null;
  hearing_14: number | null;
  hearing_15: number | null;
  hearing_16: number | null;
  hearing_17: number | null;
  hearing_18: number | null;
  hearing_19: number | null;
  hearing_20: number | null;
  hearing_21: number | null;
  hearing_22: number | null;
  hearing_23: number | null;
  hearing_24: number | null;
  hearing_25: number | null;
  hearing_26: number | null;
  hearing_27: number | null;
  hearing_28: number | null;
  hearing_29: number | null;
  hearing_30: number | null;
  hearing_31: number | null;
  hearing_32: number | null;
  hearing_33: number | null;
  hearing_34: number | null;
  handling_0: number | null;
  handling_1: number | null;
  handling_2: number | null;
  handling_3: number | null;
  handling_4: number | null;
  handling_5: number | null;
  handling_6: number | null;
  handling_7: number | null;
  handling_8: number | null;
  handling_9: number | null;
  handling_10: number | null;
  handling_11: number | null;
  handling_12: number | null;
  handling_13: number | null;
  handling_14: number | null;
  handling_15: number | null;
  handling_16: number | null;
  handling_17: number | null;
  handling_18: number | null;
  handling_19: number | null;
  handling_20: number | null;
  handling_21: number | null;
  handling_22: number | null;
  handling_23: number | null;
  handling_24: number | null;
  handling_25: number | null;
  handling_26: number | null;
  handling_27: number | null;
  handling_28: number | null;
  handling_29: number | null;
  handling_30: number | null;
  handling_31: number | null;
  handling_32: number | null;
  handling_33: number | null;
  handling_34: number | null;
}

export interface TurnOutcomeTable {
  brand_id: number;
  turn_id: string;
  conversation_id: string;
  contact_id: string | null;
  inbox_id: string;
  channel_id: string;
  network: string;
  team_id: string | null;
  lang: string | null;
  visibility: string;
  heard: boolean;
  reach: number;
  kind: string;
  complaint: boolean;
  agent_id: string | null;
  opened_at: Date;
  answered_at: Date;
  thanked: boolean;
  turned: boolean;
  again: boolean;
  back: boolean;
  decided: boolean;
}

export interface TurnSlotTable {
  brand_id: number;
  begins: Date;
  channel_id: string;
  inbox_id: string;
  team_id: string;
  turns: number;
  unanswered: number | null;
  not_needed: number | null;
  withdrawn: number | null;
  kept: number | null;
  broken: number | null;
  answered_0: number | null;
  answered_1: number | null;
  answered_2: number | null;
  answered_3: number | null;
  answered_4: number | null;
  answered_5: number | null;
  answered_6: number | null;
  answered_7: number | null;
  answered_8: number | null;
  answered_9: number | null;
  answered_10: number | null;
  answered_11: number | null;
  answered_12: number | null;
  answered_13: number | null;
  answered_14: number | null;
  answered_15: number | null;
  answered_16: number | null;
  answered_17: number | null;
  answered_18: number | null;
  answered_19: number | null;
  answered_20: number | null;
  answered_21: number | null;
  answered_22: number | null;
  answered_23: number | null;
  answered_24: number | null;
  answered_25: number | null;
  answered_26: number | null;
  answered_27: number | null;
  answered_28: number | null;
  answered_29: number | null;
  answered_30: number | null;
  answered_31: number | null;
  answered_32: number | null;
  answered_33: number | null;
  answered_34: number | null;
  answered_35: number | null;
  answered_36: number | null;
  answered_37: number | null;
  answered_38: number | null;
  answered_39: number | null;
  answered_40: number | null;
  answered_41: number | null;
  answered_42: number | null;
  answered_43: number | null;
  answered_44: number | null;
  answered_45: number | null;
  answered_46: number | null;
  answered_47: number | null;
  answered_48: number | null;
  answered_49: number | null;
  answered_50: number | null;
  answered_51: number | null;
  answered_52: number | null;
  answered_53: number | null;
  answered_54: number | null;
  answered_55: number | null;
  answered_56: number | null;
  answered_57: number | null;
  answered_58: number | null;
  answered_59: number | null;
  answered_60: number | null;
  answered_61: number | null;
  answered_62: number | null;
  hearing_0: number | null;
  hearing_1: number | null;
  hearing_2: number | null;
  hearing_3: number | null;
  hearing_4: number | null;
  hearing_5: number | null;
  hearing_6: number | null;
  hearing_7: number | null;
  hearing_8: number | null;
  hearing_9: number | null;
  hearing_10: number | null;
  hearing_11: number | null;
  hearing_12: number | null;
  hearing_13: number | null;
  hearing_14: number | null;
  hearing_15: number | null;
  hearing_16: number | null;
  hearing_17: number | null;
  hearing_18: number | null;
  hearing_19: number | null;
  hearing_20: number | null;
  hearing_21: number | null;
  hearing_22: number | null;
  hearing_23: number | null;
  hearing_24: number | null;
  hearing_25: number | null;
  hearing_26: number | null;
  hearing_27: number | null;
  hearing_28: number | null;
  hearing_29: number | null;
  hearing_30: number | null;
  hearing_31: number | null;
  hearing_32: number | null;
  hearing_33: number | null;
  hearing_34: number | null;
  handling_0: number | null;
  handling_1: number | null;
  handling_2: number | null;
  handling_3: number | null;
  handling_4: number | null;
  handling_5: number | null;
  handling_6: number | null;
  handling_7: number | null;
  handling_8: number | null;
  handling_9: number | null;
  handling_10: number | null;
  handling_11: number | null;
  handling_12: number | null;
  handling_13: number | null;
  handling_14: number | null;
  handling_15: number | null;
  handling_16: number | null;
  handling_17: number | null;
  handling_18: number | null;
  handling_19: number | null;
  handling_20: number | null;
  handling_21: number | null;
  handling_22: number | null;
  handling_23: number | null;
  handling_24: number | null;
  handling_25: number | null;
  handling_26: number | null;
  handling_27: number | null;
  handling_28: number | null;
  handling_29: number | null;
  handling_30: number | null;
  handling_31: number | null;
  handling_32: number | null;
  handling_33: number | null;
  handling_34: number | null;
}

export interface TurnSpanTable {
  brand_id: number;
  span: 'day' | 'month';
  begins: Date;
  facet_id: number;
  turns: number;
  unanswered: number | null;
  not_needed: number | null;
  withdrawn: number | null;
  kept: number | null;
  broken: number | null;
  answered_0: number | null;
  answered_1: number | null;
  answered_2: number | null;
  answered_3: number | null;
  answered_4: number | null;
  answered_5: number | null;
  answered_6: number | null;
  answered_7: number | null;
  answered_8: number | null;
  answered_9: number | null;
  answered_10: number | null;
  answered_11: number | null;
  answered_12: number | null;
  answered_13: number | null;
  answered_14: number | null;
  answered_15: number | null;
  answered_16: number | null;
  answered_17: number | null;
  answered_18: number | null;
  answered_19: number | null;
  answered_20: number | null;
  answered_21: number | null;
  answered_22: number | null;
  answered_23: number | null;
  answered_24: number | null;
  answered_25: number | null;
  answered_26: number | null;
  answered_27: number | null;
  answered_28: number | null;
  answered_29: number | null;
  answered_30: number | null;
  answered_31: number | null;
  answered_32: number | null;
  answered_33: number | null;
  answered_34: number | null;
  answered_35: number | null;
  answered_36: number | null;
  answered_37: number | null;
  answered_38: number | null;
  answered_39: number | null;
  answered_40: number | null;
  answered_41: number | null;
  answered_42: number | null;
  answered_43: number | null;
  answered_44: number | null;
  answered_45: number | null;
  answered_46: number | null;
  answered_47: number | null;
  answered_48: number | null;
  answered_49: number | null;
  answered_50: number | null;
  answered_51: number | null;
  answered_52: number | null;
  answered_53: number | null;
  answered_54: number | null;
  answered_55: number | null;
  answered_56: number | null;
  answered_57: number | null;
  answered_58: number | null;
  answered_59: number | null;
  answered_60: number | null;
  answered_61: number | null;
  answered_62: number | null;
  hearing_0: number | null;
  hearing_1: number | null;
  hearing_2: number | null;
  hearing_3: number | null;
  hearing_4: number | null;
  hearing_5: number | null;
  hearing_6: number | null;
  hearing_7: number | null;
  hearing_8: number | null;
  hearing_9: number | null;
  hearing_10: number | null;
  hearing_11: number | null;
  hearing_12: number | null;
  hearing_13: number | null;
  hearing_14: number | null;
  hearing_15: number | null;
  hearing_16: number | null;
  hearing_17: number | null;
  hearing_18: number | null;
  hearing_19: number | null;
  hearing_20: number | null;
  hearing_21: number | null;
  hearing_22: number | null;
  hearing_23: number | null;
  hearing_24: number | null;
  hearing_25: number | null;
  hearing_26: number | null;
  hearing_27: number | null;
  hearing_28: number | null;
  hearing_29: number | null;
  hearing_30: number | null;
  hearing_31: number | null;
  hearing_32: number | null;
  hearing_33: number | null;
  hearing_34: number | null;
  handling_0: number | null;
  handling_1: number | null;
  handling_2: number | null;
  handling_3: number | null;
  handling_4: number | null;
  handling_5: number | null;
  handling_6: number | null;
  handling_7: number | null;
  handling_8: number | null;
  handling_9: number | null;
  handling_10: number | null;
  handling_11: number | null;
  handling_12: number | null;
  handling_13: number | null;
  handling_14: number | null;
  handling_15: number | null;
  handling_16: number | null;
  handling_17: number | null;
  handling_18: number | null;
  handling_19: number | null;
  handling_20: number | null;
  handling_21: number | null;
  handling_22: number | null;
  handling_23: number | null;
  handling_24: number | null;
  handling_25: number | null;
  handling_26: number | null;
  handling_27: number | null;
  handling_28: number | null;
  handling_29: number | null;
  handling_30: number | null;
  handling_31: number | null;
  handling_32: number | null;
  handling_33: number | null;
  handling_34: number | null;
}

export interface TurnUnwatchedTable {
  brand_id: number;
  turn_id: string;
}

export interface UnheardWeekTable {
  brand_id: number;
  week: string;
  network: string;
  query_id: string | null;
  complaints: number;
  untagged: number;
  in_public: number;
  by_query: number;
  by_address: number;
  by_both: number;
  first_heard_at: Date;
  counted_at: Date;
}

export interface VerificationTable {
  id: string;
  identifier: string;
  value: string;
  expires_at: Date;
  created_at: Made<Date>;
  updated_at: Made<Date>;
}

export interface WebhookTable {
  brand_id: number;
  id: string;
  name: string;
  url: string;
  secret: Buffer;
  state: Made<'on' | 'off' | 'failing'>;
  failing_since: Date | null;
  created_at: Date;
  created_by: string | null;
  version: Made<number>;
}

export interface WebhookDeliveryTable {
  brand_id: number;
  id: string;
  webhook_id: string;
  kind: string;
  body: string;
  at: Date;
  state: Made<'waiting' | 'sent' | 'failed'>;
  attempts: Made<number>;
  next_at: Date | null;
  done_at: Date | null;
  status: number | null;
  said: string | null;
  took_ms: number | null;
}

export interface Tables {
  addressed_complaint: AddressedComplaintTable;
  agent: AgentTable;
  agent_slot: AgentSlotTable;
  allowance: AllowanceTable;
  api_token: ApiTokenTable;
  approval_rule: ApprovalRuleTable;
  attempt: AttemptTable;
  audit: AuditTable;
  audit_post: AuditPostTable;
  awaiting: AwaitingTable;
  beside: BesideTable;
  bought: BoughtTable;
  brand: BrandTable;
  brand_head: BrandHeadTable;
  bulk_deed: BulkDeedTable;
  burst: BurstTable;
  burst_watch: BurstWatchTable;
  calendar: CalendarTable;
  channel: ChannelTable;
  channel_baseline: ChannelBaselineTable;
  channel_budget: ChannelBudgetTable;
  channel_cursor: ChannelCursorTable;
  channel_hook: ChannelHookTable;
  channel_line: ChannelLineTable;
  channel_recheck: ChannelRecheckTable;
  closing: ClosingTable;
  connecting: ConnectingTable;
  contact: ContactTable;
  contact_change: ContactChangeTable;
  contact_field: ContactFieldTable;
  contact_import: ContactImportTable;
  contact_mark: ContactMarkTable;
  conversation: ConversationTable;
  crisis: CrisisTable;
  crisis_burst: CrisisBurstTable;
  customer_order: CustomerOrderTable;
  decision: DecisionTable;
  deed_place: DeedPlaceTable;
  draft: DraftTable;
  erasure: ErasureTable;
  escalation: EscalationTable;
  escalation_place: EscalationPlaceTable;
  event: EventTable;
  handling: HandlingTable;
  handling_day: HandlingDayTable;
  handling_stretch: HandlingStretchTable;
  health_slot: HealthSlotTable;
  heard_hour: HeardHourTable;
  holding_reply: HoldingReplyTable;
  holding_target: HoldingTargetTable;
  holiday: HolidayTable;
  holiday_feed: HolidayFeedTable;
  identity: IdentityTable;
  identity_alias: IdentityAliasTable;
  inbox: InboxTable;
  inbox_partner: InboxPartnerTable;
  insight_settings: InsightSettingsTable;
  learning: LearningTable;
  lease: LeaseTable;
  ledger: LedgerTable;
  link_suggestion: LinkSuggestionTable;
  listening_count: ListeningCountTable;
  listening_match: ListeningMatchTable;
  listening_match_query: ListeningMatchQueryTable;
  listening_query: ListeningQueryTable;
  macro_run: MacroRunTable;
  media: MediaTable;
  membership: MembershipTable;
  message: MessageTable;
  migration: MigrationTable;
  moderation: ModerationTable;
  notification: NotificationTable;
  order_key: OrderKeyTable;
  outcome_agent_day: OutcomeAgentDayTable;
  outcome_day: OutcomeDayTable;
  outcome_month: OutcomeMonthTable;
  outcome_place: OutcomePlaceTable;
  outside_model: OutsideModelTable;
  outside_reading: OutsideReadingTable;
  outside_use: OutsideUseTable;
  own_promise: OwnPromiseTable;
  pause: PauseTable;
  policy: PolicyTable;
  presence: PresenceTable;
  push_subscription: PushSubscriptionTable;
  raw_event: RawEventTable;
  reaction: ReactionTable;
  read_again: ReadAgainTable;
  reading_correction: ReadingCorrectionTable;
  regrouping: RegroupingTable;
  rehearsal_journal: RehearsalJournalTable;
  report_letter: ReportLetterTable;
  report_recipient: ReportRecipientTable;
  report_run: ReportRunTable;
  report_schedule: ReportScheduleTable;
  reread: RereadTable;
  resolution: ResolutionTable;
  resolving: ResolvingTable;
  resolving_slot: ResolvingSlotTable;
  retiming: RetimingTable;
  retiming_person: RetimingPersonTable;
  risk_judgement: RiskJudgementTable;
  risk_place: RiskPlaceTable;
  rival: RivalTable;
  rival_handle: RivalHandleTable;
  rival_post: RivalPostTable;
  rival_turn: RivalTurnTable;
  rule: RuleTable;
  rule_effect: RuleEffectTable;
  rule_place: RulePlaceTable;
  sample_block: SampleBlockTable;
  sample_gone: SampleGoneTable;
  saved_reply: SavedReplyTable;
  saved_view: SavedViewTable;
  scorecard_link: ScorecardLinkTable;
  session: SessionTable;
  setting: SettingTable;
  sign_in_failure: SignInFailureTable;
  sign_in_method: SignInMethodTable;
  signature: SignatureTable;
  silence: SilenceTable;
  spend: SpendTable;
  staffing_settings: StaffingSettingsTable;
  staffing_week: StaffingWeekTable;
  suggested_reply: SuggestedReplyTable;
  survey_ask: SurveyAskTable;
  survey_place: SurveyPlaceTable;
  survey_settings: SurveySettingsTable;
  tag_day: TagDayTable;
  tag_tally: TagTallyTable;
  tally: TallyTable;
  team: TeamTable;
  team_inbox: TeamInboxTable;
  team_member: TeamMemberTable;
  thread: ThreadTable;
  topic_day: TopicDayTable;
  triage_settings: TriageSettingsTable;
  turn: TurnTable;
  turn_facet: TurnFacetTable;
  turn_flow: TurnFlowTable;
  turn_hours: TurnHoursTable;
  turn_outcome: TurnOutcomeTable;
  turn_slot: TurnSlotTable;
  turn_span: TurnSpanTable;
  turn_unwatched: TurnUnwatchedTable;
  unheard_week: UnheardWeekTable;
  verification: VerificationTable;
  webhook: WebhookTable;
  webhook_delivery: WebhookDeliveryTable;
}

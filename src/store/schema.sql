-- Made by `npm run generate` from the migrated database, to be read. Changes belong into a new file in migrations/.

create extension pg_trgm;

create table addressed_complaint (
  brand_id integer not null,
  id uuid not null,
  channel_id uuid not null,
  network text not null,
  remote_id text not null,
  posted_at timestamp with time zone not null,
  heard_at timestamp with time zone not null,
  in_public boolean not null,
  author text not null,
  watched boolean not null default false,
  constraint addressed_complaint_pkey PRIMARY KEY (brand_id, id),
  constraint addressed_complaint_brand_id_channel_id_remote_id_key UNIQUE (brand_id, channel_id, remote_id),
  constraint addressed_complaint_brand_id_channel_id_fkey FOREIGN KEY (brand_id, channel_id) REFERENCES channel(brand_id, id) ON DELETE CASCADE
);
CREATE INDEX addressed_complaint_age ON addressed_complaint USING btree (heard_at);
CREATE INDEX addressed_complaint_posted ON addressed_complaint USING btree (brand_id, posted_at);
CREATE INDEX addressed_complaint_unwatched ON addressed_complaint USING btree (heard_at) WHERE (NOT watched);

create table agent (
  id uuid not null,
  name text not null,
  email text not null,
  email_verified boolean not null default false,
  image text,
  locale text not null default 'en'::text,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  quiet_from_minute smallint,
  quiet_until_minute smallint,
  quiet_zone text,
  constraint agent_pkey PRIMARY KEY (id),
  constraint agent_email_key UNIQUE (email),
  constraint agent_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120))),
  constraint agent_quiet CHECK ((num_nulls(quiet_from_minute, quiet_until_minute, quiet_zone) = ANY (ARRAY[0, 3]))),
  constraint agent_quiet_from_minute_check CHECK (((quiet_from_minute >= 0) AND (quiet_from_minute <= 1439))),
  constraint agent_quiet_until_minute_check CHECK (((quiet_until_minute >= 0) AND (quiet_until_minute <= 1439)))
);

create table agent_slot (
  brand_id integer not null,
  slot timestamp with time zone not null,
  agent_id uuid not null,
  inbox_id uuid not null,
  channel_id uuid not null,
  turns integer not null,
  constraint agent_slot_pkey PRIMARY KEY (brand_id, slot, agent_id, inbox_id, channel_id)
);

create table allowance (
  brand_id integer not null,
  channel_id uuid not null,
  name text not null,
  told_by text not null,
  holder text not null,
  remaining double precision not null,
  most double precision not null,
  per_seconds double precision,
  whole_at timestamp with time zone,
  told_at timestamp with time zone not null,
  constraint allowance_pkey PRIMARY KEY (brand_id, channel_id, name, told_by, holder),
  constraint allowance_brand_id_channel_id_fkey FOREIGN KEY (brand_id, channel_id) REFERENCES channel(brand_id, id) ON DELETE CASCADE,
  constraint allowance_told_by_check CHECK ((told_by = ANY (ARRAY['us'::text, 'network'::text])))
);

create table api_token (
  id uuid not null,
  agent_id uuid not null,
  name text not null,
  start text not null,
  hash bytea not null,
  created_at timestamp with time zone not null default now(),
  last_used_at timestamp with time zone,
  constraint api_token_pkey PRIMARY KEY (id),
  constraint api_token_hash_key UNIQUE (hash),
  constraint api_token_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES agent(id) ON DELETE CASCADE,
  constraint api_token_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120)))
);
CREATE INDEX api_token_agent ON api_token USING btree (agent_id, created_at DESC);

create table approval_rule (
  brand_id integer not null,
  id uuid not null,
  place integer not null,
  rule jsonb not null,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  constraint approval_rule_pkey PRIMARY KEY (brand_id, id),
  constraint approval_rule_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand(id) ON DELETE CASCADE
);

create table attempt (
  brand_id integer not null,
  message_id uuid not null,
  n integer not null,
  at timestamp with time zone not null,
  outcome text not null,
  said text,
  constraint attempt_pkey PRIMARY KEY (brand_id, message_id, n),
  constraint attempt_brand_id_message_id_fkey FOREIGN KEY (brand_id, message_id) REFERENCES message(brand_id, id) ON DELETE CASCADE
);

create table audit (
  brand_id integer not null,
  week date not null,
  drawn_at timestamp with time zone not null,
  from_at timestamp with time zone not null,
  until_at timestamp with time zone not null,
  strata jsonb not null,
  constraint audit_pkey PRIMARY KEY (brand_id, week),
  constraint audit_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand(id) ON DELETE CASCADE
);

create table audit_post (
  brand_id integer not null,
  id uuid not null,
  week date not null,
  place smallint,
  stratum text not null,
  channel_id uuid not null,
  network text not null,
  remote_id text not null,
  post jsonb,
  gone_at timestamp with time zone,
  mark text,
  marked_by uuid,
  marked_at timestamp with time zone,
  constraint audit_post_pkey PRIMARY KEY (brand_id, id),
  constraint audit_post_brand_id_week_channel_id_remote_id_key UNIQUE (brand_id, week, channel_id, remote_id),
  constraint audit_post_brand_id_week_place_key UNIQUE (brand_id, week, place),
  constraint audit_post_brand_id_week_fkey FOREIGN KEY (brand_id, week) REFERENCES audit(brand_id, week) ON DELETE CASCADE,
  constraint audit_post_mark_check CHECK ((mark = ANY (ARRAY['complaint'::text, 'about us'::text, 'not about us'::text, 'cannot tell'::text])))
);
CREATE INDEX audit_post_remote ON audit_post USING btree (brand_id, channel_id, remote_id);

create table awaiting (
  brand_id integer not null,
  id uuid not null,
  channel_id uuid not null,
  awaits text[] not null,
  item jsonb not null,
  received_at timestamp with time zone not null,
  counted_on date not null,
  constraint awaiting_pkey PRIMARY KEY (brand_id, id),
  constraint awaiting_brand_id_channel_id_fkey FOREIGN KEY (brand_id, channel_id) REFERENCES channel(brand_id, id) ON DELETE CASCADE
);
CREATE INDEX awaiting_age ON awaiting USING btree (received_at);
CREATE INDEX awaiting_awaits ON awaiting USING gin (awaits);

create table beside (
  brand_id integer not null,
  conversation_id uuid not null,
  agent_id uuid not null,
  doing text not null,
  until timestamp with time zone not null,
  constraint beside_pkey PRIMARY KEY (brand_id, conversation_id, agent_id),
  constraint beside_doing_check CHECK ((doing = ANY (ARRAY['viewing'::text, 'writing'::text])))
);
CREATE INDEX beside_until ON beside USING btree (until);

create table bought (
  brand_id integer not null,
  channel_id uuid not null,
  day date not null,
  price text not null,
  remote_id text not null,
  constraint bought_pkey PRIMARY KEY (brand_id, channel_id, day, price, remote_id),
  constraint bought_brand_id_channel_id_fkey FOREIGN KEY (brand_id, channel_id) REFERENCES channel(brand_id, id) ON DELETE CASCADE
);

create table brand (
  id integer not null generated always as identity,
  slug text not null,
  name text not null,
  created_at timestamp with time zone not null default now(),
  promises uuid not null default gen_random_uuid(),
  constraint brand_pkey PRIMARY KEY (id),
  constraint brand_slug_key UNIQUE (slug),
  constraint brand_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120))),
  constraint brand_slug_check CHECK ((slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'::text))
);
CREATE TRIGGER brand_escalation AFTER INSERT ON brand FOR EACH ROW EXECUTE FUNCTION escalation_begins();

create table brand_head (
  brand_id integer not null,
  aspect text not null,
  version integer not null,
  base integer not null,
  kind text not null,
  bytes bytea,
  is_kept_back boolean not null,
  why text[] not null,
  labels integer not null,
  added integer not null,
  quality jsonb not null,
  people jsonb not null,
  changes jsonb not null,
  changed integer not null,
  looked_at integer not null,
  agent_id uuid,
  at timestamp with time zone not null,
  undone_at timestamp with time zone,
  constraint brand_head_pkey PRIMARY KEY (brand_id, aspect, version),
  constraint brand_head_brand_id_aspect_fkey FOREIGN KEY (brand_id, aspect) REFERENCES learning(brand_id, aspect) ON DELETE CASCADE,
  constraint brand_head_kind_check CHECK ((kind = ANY (ARRAY['learnt'::text, 'reset'::text]))),
  constraint brand_head_version_check CHECK ((version > 0))
);

create table bulk_deed (
  brand_id integer not null,
  id uuid not null,
  agent_id uuid not null,
  at timestamp with time zone not null,
  deed jsonb not null,
  done jsonb not null,
  undone_at timestamp with time zone,
  constraint bulk_deed_pkey PRIMARY KEY (brand_id, id),
  constraint bulk_deed_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand(id) ON DELETE CASCADE
);
CREATE INDEX bulk_deed_age ON bulk_deed USING btree (at);

create table burst (
  brand_id integer not null,
  id uuid not null,
  query_id uuid,
  number integer not null,
  began_at timestamp with time zone not null,
  raised_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  alarm jsonb not null,
  series text not null default ''::text,
  constraint burst_pkey PRIMARY KEY (brand_id, id),
  constraint burst_series_key UNIQUE NULLS NOT DISTINCT (brand_id, query_id, series, number),
  constraint burst_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand(id) ON DELETE CASCADE,
  constraint burst_brand_id_query_id_fkey FOREIGN KEY (brand_id, query_id) REFERENCES listening_query(brand_id, id) ON DELETE CASCADE
);
CREATE INDEX burst_newest ON burst USING btree (brand_id, began_at DESC);

create table burst_watch (
  brand_id integer not null,
  query_id uuid,
  state jsonb not null,
  saved_at timestamp with time zone not null,
  series text not null default ''::text,
  constraint burst_watch_series_key UNIQUE NULLS NOT DISTINCT (brand_id, query_id, series),
  constraint burst_watch_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand(id) ON DELETE CASCADE,
  constraint burst_watch_brand_id_query_id_fkey FOREIGN KEY (brand_id, query_id) REFERENCES listening_query(brand_id, id) ON DELETE CASCADE
);

create table calendar (
  brand_id integer not null,
  id uuid not null,
  name text not null,
  time_zone text not null,
  week jsonb not null,
  created_at timestamp with time zone not null default now(),
  version integer not null default 1,
  constraint calendar_pkey PRIMARY KEY (brand_id, id),
  constraint calendar_brand_id_name_key UNIQUE (brand_id, name),
  constraint calendar_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand(id) ON DELETE CASCADE,
  constraint calendar_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120))),
  constraint calendar_time_zone_check CHECK (((length(time_zone) >= 1) AND (length(time_zone) <= 60))),
  constraint calendar_week_check CHECK ((jsonb_array_length(week) = 7))
);
CREATE TRIGGER calendar_promises AFTER INSERT OR DELETE OR UPDATE ON calendar FOR EACH ROW EXECUTE FUNCTION promises_change();

create table channel (
  brand_id integer not null,
  id uuid not null,
  inbox_id uuid not null,
  network text not null,
  name text not null,
  account jsonb not null,
  sealed bytea,
  state text not null default 'active'::text,
  said text,
  plays_until timestamp with time zone,
  last_heard_at timestamp with time zone,
  hearing_delay_ms integer,
  reconnects integer not null default 0,
  created_at timestamp with time zone not null default now(),
  constraint channel_pkey PRIMARY KEY (brand_id, id),
  constraint channel_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand(id) ON DELETE CASCADE,
  constraint channel_brand_id_inbox_id_fkey FOREIGN KEY (brand_id, inbox_id) REFERENCES inbox(brand_id, id),
  constraint channel_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120))),
  constraint channel_state_check CHECK ((state = ANY (ARRAY['active'::text, 'paused'::text, 'broken'::text, 'left'::text])))
);

create table channel_baseline (
  brand_id integer not null,
  channel_id uuid not null,
  made_at timestamp with time zone not null,
  baseline jsonb not null,
  constraint channel_baseline_pkey PRIMARY KEY (brand_id, channel_id),
  constraint channel_baseline_brand_id_channel_id_fkey FOREIGN KEY (brand_id, channel_id) REFERENCES channel(brand_id, id) ON DELETE CASCADE
);

create table channel_budget (
  brand_id integer not null,
  channel_id uuid not null,
  monthly_micro_usd bigint not null,
  reserve_micro_usd bigint not null default 0,
  set_at timestamp with time zone not null,
  set_by uuid,
  constraint channel_budget_pkey PRIMARY KEY (brand_id, channel_id),
  constraint channel_budget_brand_id_channel_id_fkey FOREIGN KEY (brand_id, channel_id) REFERENCES channel(brand_id, id) ON DELETE CASCADE,
  constraint channel_budget_check CHECK (((reserve_micro_usd >= 0) AND (reserve_micro_usd <= monthly_micro_usd))),
  constraint channel_budget_monthly_micro_usd_check CHECK ((monthly_micro_usd >= 0))
);

create table channel_cursor (
  brand_id integer not null,
  channel_id uuid not null,
  source text not null,
  cursor text not null,
  updated_at timestamp with time zone not null default now(),
  constraint channel_cursor_pkey PRIMARY KEY (brand_id, channel_id, source),
  constraint channel_cursor_brand_id_channel_id_fkey FOREIGN KEY (brand_id, channel_id) REFERENCES channel(brand_id, id) ON DELETE CASCADE,
  constraint channel_cursor_source_check CHECK ((source = ANY (ARRAY['stream'::text, 'poll'::text, 'backfill'::text, 'replay'::text])))
);

create table channel_hook (
  brand_id integer not null,
  channel_id uuid not null,
  state text not null,
  why text,
  made_at timestamp with time zone not null,
  looked_at timestamp with time zone not null,
  stood_at timestamp with time zone,
  begun_at timestamp with time zone,
  missed_since timestamp with time zone,
  constraint channel_hook_pkey PRIMARY KEY (brand_id, channel_id),
  constraint channel_hook_brand_id_channel_id_fkey FOREIGN KEY (brand_id, channel_id) REFERENCES channel(brand_id, id) ON DELETE CASCADE,
  constraint channel_hook_state_check CHECK ((state = ANY (ARRAY['stands'::text, 'byHand'::text, 'failing'::text])))
);

create table channel_line (
  brand_id integer not null,
  channel_id uuid not null,
  broke_at timestamp with time zone,
  broke_said text,
  next_try_at timestamp with time zone,
  constraint channel_line_pkey PRIMARY KEY (brand_id, channel_id),
  constraint channel_line_brand_id_channel_id_fkey FOREIGN KEY (brand_id, channel_id) REFERENCES channel(brand_id, id) ON DELETE CASCADE
);

create table channel_recheck (
  brand_id integer not null,
  channel_id uuid not null,
  age_minutes integer not null,
  at timestamp with time zone not null,
  id uuid not null,
  constraint channel_recheck_pkey PRIMARY KEY (brand_id, channel_id, age_minutes),
  constraint channel_recheck_brand_id_channel_id_fkey FOREIGN KEY (brand_id, channel_id) REFERENCES channel(brand_id, id) ON DELETE CASCADE
);

create table closing (
  brand_id integer not null,
  id uuid not null,
  conversation_id uuid not null,
  at timestamp with time zone not null,
  outcome text not null,
  reason text,
  agent_id uuid,
  constraint closing_pkey PRIMARY KEY (brand_id, id),
  constraint closing_brand_id_conversation_id_fkey FOREIGN KEY (brand_id, conversation_id) REFERENCES conversation(brand_id, id) ON DELETE CASCADE,
  constraint closing_outcome_check CHECK ((outcome = ANY (ARRAY['unanswered'::text, 'not_needed'::text])))
);
CREATE INDEX closing_conversation ON closing USING btree (brand_id, conversation_id, at);

create table connecting (
  brand_id integer not null,
  id bytea not null,
  agent_id uuid not null,
  session text not null,
  network text not null,
  channel_id uuid,
  sealed bytea not null,
  expires_at timestamp with time zone not null,
  constraint connecting_pkey PRIMARY KEY (brand_id, id),
  constraint connecting_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES agent(id) ON DELETE CASCADE,
  constraint connecting_brand_id_channel_id_fkey FOREIGN KEY (brand_id, channel_id) REFERENCES channel(brand_id, id) ON DELETE CASCADE,
  constraint connecting_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand(id) ON DELETE CASCADE
);
CREATE INDEX connecting_expires ON connecting USING btree (expires_at);

create table contact (
  brand_id integer not null,
  id uuid not null,
  name text not null,
  notes text not null default ''::text,
  tags text[] not null default '{}'::text[],
  created_at timestamp with time zone not null,
  merged_into uuid,
  root_id uuid,
  fields jsonb not null default '{}'::jsonb,
  value_amount numeric,
  value_currency text,
  constraint contact_pkey PRIMARY KEY (brand_id, id),
  constraint contact_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand(id) ON DELETE CASCADE,
  constraint contact_merged_fkey FOREIGN KEY (brand_id, merged_into) REFERENCES contact(brand_id, id),
  constraint contact_root_check CHECK ((((merged_into IS NULL) = (root_id IS NULL)) AND (root_id <> id))),
  constraint contact_value_check CHECK (((value_amount IS NULL) = (value_currency IS NULL))),
  constraint contact_value_currency_check CHECK ((value_currency ~ '^[A-Z]{3}$'::text))
);
CREATE INDEX contact_by_name ON contact USING btree (brand_id, name COLLATE "C", id);
CREATE INDEX contact_merged ON contact USING btree (brand_id, merged_into) WHERE (merged_into IS NOT NULL);
CREATE INDEX contact_name ON contact USING gin (name gin_trgm_ops);
CREATE INDEX contact_root ON contact USING btree (brand_id, root_id) WHERE (root_id IS NOT NULL);
CREATE TRIGGER contact_tags AFTER UPDATE OF tags ON contact FOR EACH ROW WHEN ((old.tags IS DISTINCT FROM new.tags)) EXECUTE FUNCTION contact_tags_change();

create table contact_change (
  brand_id integer not null,
  id uuid not null,
  n bigint not null generated always as identity,
  contact_id uuid not null,
  at timestamp with time zone not null,
  agent_id uuid,
  kind text not null,
  before jsonb not null,
  edit jsonb,
  from_id uuid,
  other jsonb,
  names jsonb,
  evidence jsonb,
  import_id uuid,
  undone_at timestamp with time zone,
  undone_by uuid,
  constraint contact_change_pkey PRIMARY KEY (brand_id, id),
  constraint contact_change_brand_id_contact_id_fkey FOREIGN KEY (brand_id, contact_id) REFERENCES contact(brand_id, id) ON DELETE CASCADE,
  constraint contact_change_check CHECK (((kind = 'merge'::text) = (from_id IS NOT NULL))),
  constraint contact_change_kind_check CHECK ((kind = ANY (ARRAY['edit'::text, 'merge'::text, 'made'::text])))
);
CREATE UNIQUE INDEX contact_change_from ON contact_change USING btree (brand_id, from_id) WHERE ((from_id IS NOT NULL) AND (undone_at IS NULL));
CREATE INDEX contact_change_import ON contact_change USING btree (brand_id, import_id, n) WHERE (import_id IS NOT NULL);
CREATE INDEX contact_change_of ON contact_change USING btree (brand_id, contact_id, n);

create table contact_field (
  brand_id integer not null,
  id uuid not null,
  name text not null,
  kind text not null,
  choices text[] not null default '{}'::text[],
  place integer not null,
  removed_at timestamp with time zone,
  constraint contact_field_pkey PRIMARY KEY (brand_id, id),
  constraint contact_field_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand(id) ON DELETE CASCADE,
  constraint contact_field_kind_check CHECK ((kind = ANY (ARRAY['text'::text, 'number'::text, 'date'::text, 'choice'::text, 'yes_no'::text, 'link'::text]))),
  constraint contact_field_name_check CHECK (((length(name) >= 1) AND (length(name) <= 60)))
);
CREATE UNIQUE INDEX contact_field_name ON contact_field USING btree (brand_id, lower(name)) WHERE (removed_at IS NULL);

create table contact_import (
  brand_id integer not null,
  id uuid not null,
  agent_id uuid not null,
  file_name text not null,
  bytes bytea,
  reading jsonb not null,
  mapping jsonb not null,
  state text not null,
  counts jsonb not null,
  mistakes jsonb not null default '[]'::jsonb,
  rows_done integer not null default 0,
  made_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint contact_import_pkey PRIMARY KEY (brand_id, id),
  constraint contact_import_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand(id) ON DELETE CASCADE,
  constraint contact_import_state_check CHECK ((state = ANY (ARRAY['ready'::text, 'running'::text, 'done'::text, 'cancelled'::text, 'failed'::text, 'undoing'::text, 'undone'::text])))
);

create table contact_mark (
  brand_id integer not null,
  contact_id uuid not null,
  identity_id uuid,
  kind text not null,
  mark text not null,
  shown text,
  import_id uuid,
  constraint contact_mark_brand_id_contact_id_fkey FOREIGN KEY (brand_id, contact_id) REFERENCES contact(brand_id, id) ON DELETE CASCADE,
  constraint contact_mark_brand_id_identity_id_fkey FOREIGN KEY (brand_id, identity_id) REFERENCES identity(brand_id, id) ON DELETE CASCADE
);
CREATE INDEX contact_mark_found ON contact_mark USING btree (brand_id, kind, mark);
CREATE INDEX contact_mark_identity ON contact_mark USING btree (brand_id, identity_id) WHERE (identity_id IS NOT NULL);
CREATE UNIQUE INDEX contact_mark_once ON contact_mark USING btree (brand_id, contact_id, COALESCE(identity_id, '00000000-0000-0000-0000-000000000000'::uuid), kind, mark);

create table conversation (
  brand_id integer not null,
  id uuid not null,
  inbox_id uuid not null,
  channel_id uuid not null,
  thread_id uuid not null,
  visibility text not null,
  identity_id uuid,
  contact_id uuid,
  linked_id uuid,
  status text not null,
  assignee_id uuid,
  claimed_by uuid,
  claimed_until timestamp with time zone,
  heard boolean not null default false,
  preview text not null,
  lang text,
  tags text[] not null default '{}'::text[],
  message_count integer not null default 0,
  opened_at timestamp with time zone not null,
  last_message_at timestamp with time zone not null,
  snoozed_until timestamp with time zone,
  resolved_at timestamp with time zone,
  answered_at timestamp with time zone,
  counted_until timestamp with time zone,
  turn_id uuid,
  turn_kind text,
  turn_opened_at timestamp with time zone,
  due_at timestamp with time zone,
  breached_at timestamp with time zone,
  version integer not null default 1,
  team_id uuid,
  priority text not null default 'normal'::text,
  intents text[] not null default '{}'::text[],
  turn_policy jsonb,
  matter_at timestamp with time zone,
  resolution jsonb,
  apart boolean not null default false,
  chosen_policy_id uuid,
  urgency smallint,
  sentiment text,
  noise text,
  risk smallint,
  risk_parts jsonb,
  constraint conversation_pkey PRIMARY KEY (brand_id, id),
  constraint conversation_brand_id_channel_id_fkey FOREIGN KEY (brand_id, channel_id) REFERENCES channel(brand_id, id) ON DELETE CASCADE,
  constraint conversation_brand_id_inbox_id_fkey FOREIGN KEY (brand_id, inbox_id) REFERENCES inbox(brand_id, id),
  constraint conversation_brand_id_thread_id_fkey FOREIGN KEY (brand_id, thread_id) REFERENCES thread(brand_id, id),
  constraint conversation_chosen_policy_fkey FOREIGN KEY (brand_id, chosen_policy_id) REFERENCES policy(brand_id, id) ON DELETE SET NULL (chosen_policy_id),
  constraint conversation_team_fkey FOREIGN KEY (brand_id, team_id) REFERENCES team(brand_id, id) ON DELETE SET NULL (team_id),
  constraint conversation_check CHECK (((turn_id IS NULL) = (turn_opened_at IS NULL))),
  constraint conversation_check1 CHECK (((status <> 'resolved'::text) OR (turn_id IS NULL))),
  constraint conversation_noise_check CHECK ((noise = ANY (ARRAY['promotion'::text, 'giveaway'::text, 'bot'::text, 'copied'::text]))),
  constraint conversation_priority_check CHECK ((priority = ANY (ARRAY['low'::text, 'normal'::text, 'high'::text, 'urgent'::text]))),
  constraint conversation_risk_check CHECK (((risk >= 0) AND (risk <= 100))),
  constraint conversation_risk_parts_check CHECK ((jsonb_typeof(risk_parts) = 'array'::text)),
  constraint conversation_sentiment_check CHECK ((sentiment = ANY (ARRAY['negative'::text, 'neutral'::text, 'positive'::text]))),
  constraint conversation_status_check CHECK ((status = ANY (ARRAY['open'::text, 'waiting'::text, 'snoozed'::text, 'resolved'::text]))),
  constraint conversation_turn_kind_check CHECK ((turn_kind = ANY (ARRAY['first'::text, 'next'::text]))),
  constraint conversation_urgency_check CHECK (((urgency >= 0) AND (urgency <= 3))),
  constraint conversation_visibility_check CHECK ((visibility = ANY (ARRAY['public'::text, 'private'::text])))
);
CREATE INDEX conversation_assignee ON conversation USING btree (brand_id, assignee_id, status, ((turn_id IS NULL)), last_message_at DESC, id DESC) WHERE (assignee_id IS NOT NULL);
CREATE INDEX conversation_assignee_due ON conversation USING btree (brand_id, assignee_id, status, queue_place(turn_opened_at, due_at, priority, intents, urgency, risk), id) WHERE ((turn_id IS NOT NULL) AND (assignee_id IS NOT NULL));
CREATE UNIQUE INDEX conversation_author ON conversation USING btree (brand_id, thread_id, COALESCE(identity_id, '00000000-0000-0000-0000-000000000000'::uuid)) WHERE (NOT apart);
CREATE INDEX conversation_contact ON conversation USING btree (brand_id, contact_id, opened_at DESC);
CREATE INDEX conversation_due ON conversation USING btree (brand_id, status, COALESCE(due_at, '9999-12-31 00:00:00+00'::timestamp with time zone), id) WHERE (turn_id IS NOT NULL);
CREATE INDEX conversation_intents ON conversation USING gin (intents) WITH (gin_pending_list_limit='256');
CREATE INDEX conversation_noise ON conversation USING btree (brand_id, status, queue_place(turn_opened_at, due_at, priority, intents, urgency, risk), id) WHERE ((turn_id IS NOT NULL) AND (noise IS NOT NULL));
CREATE INDEX conversation_place ON conversation USING btree (brand_id, inbox_id, channel_id, status, ((turn_id IS NULL)), last_message_at DESC, id DESC);
CREATE INDEX conversation_place_due ON conversation USING btree (brand_id, inbox_id, channel_id, status, queue_place(turn_opened_at, due_at, priority, intents, urgency, risk), id) WHERE (turn_id IS NOT NULL);
CREATE INDEX conversation_queue ON conversation USING btree (brand_id, status, queue_place(turn_opened_at, due_at, priority, intents, urgency, risk), id) WHERE (turn_id IS NOT NULL);
CREATE INDEX conversation_recent ON conversation USING btree (brand_id, status, ((turn_id IS NULL)), last_message_at DESC, id DESC);
CREATE INDEX conversation_risk ON conversation USING btree (brand_id, risk DESC, last_message_at DESC, id DESC) INCLUDE (channel_id, inbox_id, team_id) WHERE ((risk >= 10) AND (status <> 'resolved'::text));
CREATE INDEX conversation_team ON conversation USING btree (brand_id, team_id, status) WHERE (team_id IS NOT NULL);
CREATE INDEX conversation_team_due ON conversation USING btree (brand_id, team_id, queue_place(turn_opened_at, due_at, priority, intents, urgency, risk), id) WHERE ((turn_id IS NOT NULL) AND (assignee_id IS NULL) AND (team_id IS NOT NULL) AND (status = 'open'::text));
CREATE INDEX conversation_traits ON conversation USING gin (conversation_traits(brand_id, inbox_id, assignee_id, lang, tags, heard, (turn_id IS NOT NULL), last_message_at)) WITH (gin_pending_list_limit='256');
CREATE INDEX conversation_wake ON conversation USING btree (snoozed_until) WHERE (status = 'snoozed'::text);
CREATE TRIGGER conversation_contact_moves AFTER UPDATE OF contact_id ON conversation FOR EACH ROW WHEN ((old.contact_id IS DISTINCT FROM new.contact_id)) EXECUTE FUNCTION conversation_contact_change();
CREATE TRIGGER resolving_noted AFTER UPDATE OF status, resolved_at ON conversation FOR EACH ROW WHEN ((((new.status = 'resolved'::text) AND (new.resolved_at IS NOT NULL) AND ((old.status <> 'resolved'::text) OR (old.resolved_at IS NULL))) OR ((old.status = 'resolved'::text) AND (old.resolved_at IS NOT NULL) AND (new.status <> 'resolved'::text)))) EXECUTE FUNCTION resolving_change();
CREATE TRIGGER tag_day_changed AFTER UPDATE OF tags, opened_at, inbox_id ON conversation FOR EACH ROW WHEN (((old.tags IS DISTINCT FROM new.tags) OR (old.opened_at <> new.opened_at) OR (old.inbox_id <> new.inbox_id))) EXECUTE FUNCTION tag_day_change();
CREATE TRIGGER tag_day_inserted AFTER INSERT ON conversation REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION tag_day_insert();
CREATE TRIGGER tag_day_removed AFTER DELETE ON conversation FOR EACH ROW EXECUTE FUNCTION tag_day_change();
CREATE TRIGGER tag_tally_delete AFTER DELETE ON conversation FOR EACH ROW WHEN ((old.tags <> '{}'::text[])) EXECUTE FUNCTION tag_tally_change();
CREATE TRIGGER tag_tally_insert AFTER INSERT ON conversation FOR EACH ROW WHEN ((new.tags <> '{}'::text[])) EXECUTE FUNCTION tag_tally_change();
CREATE TRIGGER tag_tally_update AFTER UPDATE OF tags, inbox_id ON conversation FOR EACH ROW WHEN (((old.tags IS DISTINCT FROM new.tags) OR ((old.inbox_id <> new.inbox_id) AND (new.tags <> '{}'::text[])))) EXECUTE FUNCTION tag_tally_change();
CREATE TRIGGER tally_delete AFTER DELETE ON conversation REFERENCING OLD TABLE AS stale FOR EACH STATEMENT EXECUTE FUNCTION tally_change();
CREATE TRIGGER tally_insert AFTER INSERT ON conversation REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION tally_change();
CREATE TRIGGER tally_update AFTER UPDATE ON conversation REFERENCING OLD TABLE AS stale NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION tally_change();
CREATE TRIGGER turn_team AFTER UPDATE OF team_id ON conversation FOR EACH ROW WHEN (((old.team_id IS DISTINCT FROM new.team_id) AND (new.turn_id IS NOT NULL))) EXECUTE FUNCTION turn_team_change();

create table crisis (
  brand_id integer not null,
  id uuid not null,
  name text not null,
  is_named boolean not null default false,
  state text not null,
  words text[] not null default '{}'::text[],
  began_at timestamp with time zone not null,
  raised_at timestamp with time zone not null,
  declared_at timestamp with time zone,
  declared_by uuid,
  closed_at timestamp with time zone,
  closed_by uuid,
  learnt text not null default ''::text,
  staffing jsonb,
  has_waiting boolean not null default false,
  version integer not null default 1,
  constraint crisis_pkey PRIMARY KEY (brand_id, id),
  constraint crisis_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand(id) ON DELETE CASCADE,
  constraint crisis_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120))),
  constraint crisis_state_check CHECK ((state = ANY (ARRAY['watching'::text, 'open'::text, 'over'::text, 'dismissed'::text])))
);
CREATE INDEX crisis_newest ON crisis USING btree (brand_id, began_at DESC);

create table crisis_burst (
  brand_id integer not null,
  burst_id uuid not null,
  crisis_id uuid not null,
  constraint crisis_burst_pkey PRIMARY KEY (brand_id, burst_id),
  constraint crisis_burst_brand_id_burst_id_fkey FOREIGN KEY (brand_id, burst_id) REFERENCES burst(brand_id, id) ON DELETE CASCADE,
  constraint crisis_burst_brand_id_crisis_id_fkey FOREIGN KEY (brand_id, crisis_id) REFERENCES crisis(brand_id, id) ON DELETE CASCADE
);
CREATE INDEX crisis_burst_crisis ON crisis_burst USING btree (brand_id, crisis_id);

create table customer_order (
  brand_id integer not null,
  order_id text not null,
  contact_id uuid,
  bought_at timestamp with time zone not null,
  amount_minor bigint not null,
  currency text not null,
  taken_at timestamp with time zone not null,
  constraint customer_order_pkey PRIMARY KEY (brand_id, order_id),
  constraint customer_order_brand_id_contact_id_fkey FOREIGN KEY (brand_id, contact_id) REFERENCES contact(brand_id, id) ON DELETE CASCADE,
  constraint customer_order_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand(id) ON DELETE CASCADE,
  constraint customer_order_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  constraint customer_order_order_id_check CHECK (((length(order_id) >= 1) AND (length(order_id) <= 120)))
);
CREATE INDEX customer_order_buyer ON customer_order USING btree (brand_id, contact_id, bought_at);
CREATE INDEX customer_order_nobodys ON customer_order USING btree (brand_id, order_id) WHERE (contact_id IS NULL);

create table decision (
  brand_id integer not null,
  id uuid not null,
  thread_id uuid not null,
  identity_id uuid,
  from_at timestamp with time zone,
  conversation_id uuid not null,
  cause uuid not null,
  constraint decision_pkey PRIMARY KEY (brand_id, id),
  constraint decision_brand_id_conversation_id_fkey FOREIGN KEY (brand_id, conversation_id) REFERENCES conversation(brand_id, id) ON DELETE CASCADE,
  constraint decision_brand_id_thread_id_fkey FOREIGN KEY (brand_id, thread_id) REFERENCES thread(brand_id, id) ON DELETE CASCADE
);
CREATE INDEX decision_conversation ON decision USING btree (brand_id, conversation_id);
CREATE INDEX decision_thread ON decision USING btree (brand_id, thread_id);

create table deed_place (
  brand_id integer not null,
  seq bigint not null,
  constraint deed_place_pkey PRIMARY KEY (brand_id),
  constraint deed_place_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand(id) ON DELETE CASCADE
);

create table draft (
  brand_id integer not null,
  conversation_id uuid not null,
  agent_id uuid not null,
  mode text not null,
  text text not null,
  version integer not null,
  page text not null,
  saved_at timestamp with time zone not null,
  constraint draft_pkey PRIMARY KEY (brand_id, conversation_id, agent_id, mode),
  constraint draft_brand_id_agent_id_fkey FOREIGN KEY (brand_id, agent_id) REFERENCES membership(brand_id, agent_id) ON DELETE CASCADE,
  constraint draft_brand_id_conversation_id_fkey FOREIGN KEY (brand_id, conversation_id) REFERENCES conversation(brand_id, id) ON DELETE CASCADE,
  constraint draft_mode_check CHECK ((mode = ANY (ARRAY['reply'::text, 'private'::text, 'note'::text]))),
  constraint draft_text_check CHECK ((length(text) <= 20000))
);
CREATE INDEX draft_age ON draft USING btree (saved_at);

create table erasure (
  brand_id integer not null,
  id uuid not null,
  channel_id uuid not null,
  network text not null,
  remote_id text,
  code text not null,
  asked_at timestamp with time zone not null,
  tried_at timestamp with time zone,
  done_at timestamp with time zone,
  erased jsonb,
  constraint erasure_pkey PRIMARY KEY (brand_id, id),
  constraint erasure_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand(id) ON DELETE CASCADE,
  constraint erasure_check CHECK (((remote_id IS NULL) = (done_at IS NOT NULL)))
);
CREATE INDEX erasure_code ON erasure USING btree (code);
CREATE UNIQUE INDEX erasure_open ON erasure USING btree (brand_id, network, remote_id) WHERE (done_at IS NULL);

create table escalation (
  brand_id integer not null,
  subject_id uuid not null,
  name text not null,
  thing text not null,
  conversation_id uuid not null,
  policy jsonb not null,
  step jsonb not null,
  due_at timestamp with time zone not null,
  done_at timestamp with time zone,
  did jsonb,
  constraint escalation_pkey PRIMARY KEY (brand_id, subject_id, name),
  constraint escalation_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand(id) ON DELETE CASCADE,
  constraint escalation_thing_check CHECK ((thing = ANY (ARRAY['turn'::text, 'resolution'::text])))
);
CREATE INDEX escalation_age ON escalation USING btree (done_at) WHERE (done_at IS NOT NULL);
CREATE INDEX escalation_due ON escalation USING btree (due_at) WHERE (done_at IS NULL);

create table escalation_place (
  brand_id integer not null,
  seq bigint not null,
  constraint escalation_place_pkey PRIMARY KEY (brand_id),
  constraint escalation_place_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand(id) ON DELETE CASCADE
);

create table event (
  seq bigint not null generated always as identity,
  brand_id integer not null,
  at timestamp with time zone not null,
  kind text not null,
  inbox_id uuid,
  conversation_id uuid,
  actor_id uuid,
  data jsonb not null,
  constraint event_pkey PRIMARY KEY (seq)
);
CREATE INDEX event_brand ON event USING btree (brand_id, seq);
CREATE INDEX event_conversation ON event USING btree (brand_id, conversation_id, seq) WHERE (conversation_id IS NOT NULL);
CREATE INDEX event_crisis ON event USING btree (brand_id, ((data ->> 'crisisId'::text)), seq) WHERE (kind = 'crisis.changed'::text);

create table handling (
  brand_id integer not null,
  message_id uuid not null,
  conversation_id uuid not null,
  agent_id uuid not null,
  turn_id uuid,
  began_at timestamp with time zone not null,
  sent_at timestamp with time zone not null,
  seconds double precision not null,
  fresh_seconds double precision not null,
  at_once smallint not null,
  inbox_id uuid not null,
  channel_id uuid not null,
  team_id uuid,
  lang text,
  visibility text not null,
  heard boolean not null,
  kind text,
  complaint boolean not null,
  reach smallint not null,
  constraint handling_pkey PRIMARY KEY (brand_id, message_id),
  constraint handling_brand_id_message_id_fkey FOREIGN KEY (brand_id, message_id) REFERENCES message(brand_id, id) ON DELETE CASCADE,
  constraint handling_at_once_check CHECK ((at_once >= 1)),
  constraint handling_check CHECK (((fresh_seconds >= (0)::double precision) AND (fresh_seconds <= seconds))),
  constraint handling_seconds_check CHECK ((seconds >= (0)::double precision))
);
CREATE INDEX handling_agent ON handling USING btree (brand_id, agent_id, sent_at);
CREATE INDEX handling_sent ON handling USING btree (brand_id, sent_at, message_id);
CREATE TRIGGER handling_counted AFTER INSERT OR DELETE ON handling FOR EACH ROW EXECUTE FUNCTION handling_change();

create table handling_day (
  brand_id integer not null,
  day date not null,
  agent_id uuid not null,
  inbox_id uuid not null,
  channel_id uuid not null,
  team_id uuid,
  lang text,
  visibility text not null,
  heard boolean not null,
  kind text,
  complaint boolean not null,
  reach smallint not null,
  n integer not null,
  turns integer not null,
  seconds double precision not null,
  seconds_squared double precision not null,
  fresh_seconds double precision not null,
  at_once integer not null,
  constraint handling_day_brand_id_day_agent_id_inbox_id_channel_id_team_key UNIQUE NULLS NOT DISTINCT (brand_id, day, agent_id, inbox_id, channel_id, team_id, lang, visibility, heard, kind, complaint, reach)
);

create table handling_stretch (
  brand_id integer not null,
  agent_id uuid not null,
  conversation_id uuid not null,
  began_at timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  ended boolean not null default false,
  message_id uuid,
  constraint handling_stretch_pkey PRIMARY KEY (brand_id, agent_id, conversation_id, began_at),
  constraint handling_stretch_brand_id_conversation_id_fkey FOREIGN KEY (brand_id, conversation_id) REFERENCES conversation(brand_id, id) ON DELETE CASCADE,
  constraint handling_stretch_brand_id_message_id_fkey FOREIGN KEY (brand_id, message_id) REFERENCES message(brand_id, id) ON DELETE SET NULL (message_id),
  constraint handling_stretch_check CHECK ((seen_at >= began_at))
);
CREATE INDEX handling_stretch_age ON handling_stretch USING btree (seen_at);
CREATE INDEX handling_stretch_agent ON handling_stretch USING btree (brand_id, agent_id, seen_at);
CREATE INDEX handling_stretch_message ON handling_stretch USING btree (brand_id, message_id) WHERE (message_id IS NOT NULL);

create table health_slot (
  brand_id integer not null,
  channel_id uuid not null,
  slot timestamp with time zone not null,
  kind text not null,
  bucket smallint not null,
  n integer not null,
  most bigint not null default 0,
  constraint health_slot_pkey PRIMARY KEY (brand_id, channel_id, slot, kind, bucket),
  constraint health_slot_brand_id_channel_id_fkey FOREIGN KEY (brand_id, channel_id) REFERENCES channel(brand_id, id) ON DELETE CASCADE,
  constraint health_slot_kind_check CHECK ((kind = ANY (ARRAY['delay'::text, 'ahead'::text, 'reconnect'::text])))
);
CREATE INDEX health_slot_age ON health_slot USING btree (slot);

create table heard_hour (
  brand_id integer not null,
  channel_id uuid not null,
  hour timestamp with time zone not null,
  n integer not null default 0,
  backfilled integer not null default 0,
  listened integer not null default 0,
  troubled integer not null default 0,
  constraint heard_hour_pkey PRIMARY KEY (brand_id, channel_id, hour),
  constraint heard_hour_brand_id_channel_id_fkey FOREIGN KEY (brand_id, channel_id) REFERENCES channel(brand_id, id) ON DELETE CASCADE
);
CREATE INDEX heard_hour_age ON heard_hour USING btree (hour);

create table holding_reply (
  brand_id integer not null,
  id uuid not null,
  crisis_id uuid not null,
  author_id uuid not null,
  variants jsonb not null,
  next_update_at timestamp with time zone,
  next_update_said text,
  state text not null,
  why jsonb,
  asked_at timestamp with time zone not null,
  decided_by uuid,
  decided_at timestamp with time zone,
  word text,
  ended_at timestamp with time zone,
  constraint holding_reply_pkey PRIMARY KEY (brand_id, id),
  constraint holding_reply_brand_id_crisis_id_fkey FOREIGN KEY (brand_id, crisis_id) REFERENCES crisis(brand_id, id) ON DELETE CASCADE,
  constraint holding_reply_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'returned'::text, 'sending'::text, 'stopped'::text, 'done'::text])))
);
CREATE INDEX holding_reply_crisis ON holding_reply USING btree (brand_id, crisis_id, asked_at);
CREATE INDEX holding_reply_going ON holding_reply USING btree (brand_id, id) WHERE (state = 'sending'::text);

create table holding_target (
  brand_id integer not null,
  holding_id uuid not null,
  conversation_id uuid not null,
  place integer not null,
  channel_id uuid not null,
  message_id uuid not null,
  text text not null,
  state text not null,
  reason text,
  at timestamp with time zone,
  constraint holding_target_pkey PRIMARY KEY (brand_id, holding_id, conversation_id),
  constraint holding_target_brand_id_message_id_key UNIQUE (brand_id, message_id),
  constraint holding_target_brand_id_conversation_id_fkey FOREIGN KEY (brand_id, conversation_id) REFERENCES conversation(brand_id, id) ON DELETE CASCADE,
  constraint holding_target_brand_id_holding_id_fkey FOREIGN KEY (brand_id, holding_id) REFERENCES holding_reply(brand_id, id) ON DELETE CASCADE,
  constraint holding_target_state_check CHECK ((state = ANY (ARRAY['planned'::text, 'queued'::text, 'left_out'::text])))
);
CREATE INDEX holding_target_conversation ON holding_target USING btree (brand_id, conversation_id);

create table holiday (
  brand_id integer not null,
  id uuid not null,
  calendar_id uuid not null,
  date date not null,
  until date not null,
  name text not null,
  intervals jsonb not null default '[]'::jsonb,
  source text not null,
  constraint holiday_pkey PRIMARY KEY (brand_id, id),
  constraint holiday_brand_id_calendar_id_fkey FOREIGN KEY (brand_id, calendar_id) REFERENCES calendar(brand_id, id) ON DELETE CASCADE,
  constraint holiday_check CHECK ((until >= date)),
  constraint holiday_intervals_check CHECK ((jsonb_typeof(intervals) = 'array'::text)),
  constraint holiday_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120))),
  constraint holiday_source_check CHECK ((source = ANY (ARRAY['entered'::text, 'imported'::text, 'subscribed'::text])))
);
CREATE INDEX holiday_of_calendar ON holiday USING btree (brand_id, calendar_id, date);
CREATE TRIGGER holiday_promises AFTER INSERT OR DELETE OR UPDATE ON holiday FOR EACH ROW EXECUTE FUNCTION promises_change();

create table holiday_feed (
  brand_id integer not null,
  calendar_id uuid not null,
  url text not null,
  etag text,
  asked_at timestamp with time zone not null,
  read_at timestamp with time zone not null,
  failures integer not null default 0,
  said text,
  constraint holiday_feed_pkey PRIMARY KEY (brand_id, calendar_id),
  constraint holiday_feed_brand_id_calendar_id_fkey FOREIGN KEY (brand_id, calendar_id) REFERENCES calendar(brand_id, id) ON DELETE CASCADE,
  constraint holiday_feed_etag_check CHECK ((length(etag) <= 500)),
  constraint holiday_feed_failures_check CHECK ((failures >= 0)),
  constraint holiday_feed_said_check CHECK ((length(said) <= 500)),
  constraint holiday_feed_url_check CHECK (((length(url) >= 1) AND (length(url) <= 2000)))
);

create table identity (
  brand_id integer not null,
  id uuid not null,
  contact_id uuid not null,
  network text not null,
  remote_id text not null,
  handle text,
  name text,
  avatar_url text,
  profile_url text,
  standing text not null default 'active'::text,
  avatar_id text,
  first_seen_at timestamp with time zone not null,
  known_at timestamp with time zone not null,
  own_contact_id uuid not null,
  profile jsonb,
  picture_hash text,
  unexamined boolean not null default true,
  wants text not null default 'anything'::text,
  wants_at timestamp with time zone,
  wants_by text,
  constraint identity_pkey PRIMARY KEY (brand_id, id),
  constraint identity_brand_id_network_remote_id_key UNIQUE (brand_id, network, remote_id),
  constraint identity_brand_id_contact_id_fkey FOREIGN KEY (brand_id, contact_id) REFERENCES contact(brand_id, id),
  constraint identity_standing_check CHECK ((standing = ANY (ARRAY['active'::text, 'suspended'::text, 'gone'::text]))),
  constraint identity_wants_by_check CHECK ((wants_by = ANY (ARRAY['words'::text, 'network'::text]))),
  constraint identity_wants_check CHECK ((wants = ANY (ARRAY['anything'::text, 'asked'::text])))
);
CREATE INDEX identity_contact ON identity USING btree (brand_id, contact_id);
CREATE INDEX identity_handle ON identity USING gin (handle gin_trgm_ops);
CREATE INDEX identity_own_contact ON identity USING btree (brand_id, own_contact_id);
CREATE INDEX identity_unexamined ON identity USING btree (brand_id, id) WHERE unexamined;

create table identity_alias (
  brand_id integer not null,
  network text not null,
  remote_id text not null,
  identity_id uuid not null,
  told_at timestamp with time zone not null,
  constraint identity_alias_pkey PRIMARY KEY (brand_id, network, remote_id),
  constraint identity_alias_brand_id_identity_id_fkey FOREIGN KEY (brand_id, identity_id) REFERENCES identity(brand_id, id) ON DELETE CASCADE
);
CREATE INDEX identity_alias_identity ON identity_alias USING btree (brand_id, identity_id);

create table inbox (
  brand_id integer not null,
  id uuid not null,
  name text not null,
  first_response_minutes integer not null default 15,
  next_response_minutes integer not null default 15,
  created_at timestamp with time zone not null default now(),
  constraint inbox_pkey PRIMARY KEY (brand_id, id),
  constraint inbox_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand(id) ON DELETE CASCADE,
  constraint inbox_first_response_minutes_check CHECK (((first_response_minutes >= 1) AND (first_response_minutes <= 43200))),
  constraint inbox_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120))),
  constraint inbox_next_response_minutes_check CHECK (((next_response_minutes >= 1) AND (next_response_minutes <= 43200)))
);

create table inbox_partner (
  brand_id integer not null,
  inbox_id uuid not null,
  agent_id uuid not null,
  constraint inbox_partner_pkey PRIMARY KEY (brand_id, inbox_id, agent_id),
  constraint inbox_partner_brand_id_agent_id_fkey FOREIGN KEY (brand_id, agent_id) REFERENCES membership(brand_id, agent_id) ON DELETE CASCADE,
  constraint inbox_partner_brand_id_inbox_id_fkey FOREIGN KEY (brand_id, inbox_id) REFERENCES inbox(brand_id, id) ON DELETE CASCADE
);

create table insight_settings (
  brand_id integer not null,
  settings jsonb not null,
  version integer not null default 1,
  changed_at timestamp with time zone not null,
  changed_by uuid not null,
  constraint insight_settings_pkey PRIMARY KEY (brand_id),
  constraint insight_settings_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand(id) ON DELETE CASCADE,
  constraint insight_settings_settings_check CHECK ((jsonb_typeof(settings) = 'object'::text))
);

create table learning (
  brand_id integer not null,
  aspect text not null,
  version integer not null default 0,
  wanted integer not null default 0,
  wanted_at timestamp with time zone,
  learnt integer not null default 0,
  epoch integer not null default 0,
  lease_until timestamp with time zone,
  changed bigint not null default 0,
  constraint learning_pkey PRIMARY KEY (brand_id, aspect),
  constraint learning_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand(id) ON DELETE CASCADE,
  constraint learning_aspect_check CHECK ((aspect = ANY (ARRAY['language'::text, 'noise'::text, 'about'::text, 'sentiment'::text, 'intents'::text, 'urgency'::text])))
);
CREATE INDEX learning_changed ON learning USING btree (changed);
CREATE INDEX learning_waiting ON learning USING btree (wanted_at) WHERE (wanted > learnt);

create table lease (
  name text not null,
  holder text not null,
  until timestamp with time zone not null,
  constraint lease_pkey PRIMARY KEY (name)
);

create table ledger (
  brand_id integer not null,
  channel_id uuid not null,
  day date not null,
  outcome text not null,
  reason text not null,
  n bigint not null,
  constraint ledger_pkey PRIMARY KEY (brand_id, channel_id, day, outcome, reason),
  constraint ledger_brand_id_channel_id_fkey FOREIGN KEY (brand_id, channel_id) REFERENCES channel(brand_id, id) ON DELETE CASCADE,
  constraint ledger_outcome_check CHECK ((outcome = ANY (ARRAY['received'::text, 'kept'::text, 'ignored'::text, 'failed'::text])))
);

create table link_suggestion (
  brand_id integer not null,
  id uuid not null,
  one_id uuid not null,
  other_id uuid not null,
  evidence jsonb not null,
  score real not null,
  state text not null,
  made_at timestamp with time zone not null,
  decided_by uuid,
  decided_at timestamp with time zone,
  constraint link_suggestion_pkey PRIMARY KEY (brand_id, id),
  constraint link_suggestion_brand_id_one_id_other_id_key UNIQUE (brand_id, one_id, other_id),
  constraint link_suggestion_brand_id_one_id_fkey FOREIGN KEY (brand_id, one_id) REFERENCES contact(brand_id, id) ON DELETE CASCADE,
  constraint link_suggestion_brand_id_other_id_fkey FOREIGN KEY (brand_id, other_id) REFERENCES contact(brand_id, id) ON DELETE CASCADE,
  constraint link_suggestion_check CHECK ((one_id < other_id)),
  constraint link_suggestion_score_check CHECK (((score >= (0)::double precision) AND (score <= (1)::double precision))),
  constraint link_suggestion_state_check CHECK ((state = ANY (ARRAY['open'::text, 'accepted'::text, 'refused'::text])))
);
CREATE INDEX link_suggestion_open ON link_suggestion USING btree (brand_id, score DESC, id) WHERE (state = 'open'::text);
CREATE INDEX link_suggestion_other ON link_suggestion USING btree (brand_id, other_id);

create table listening_count (
  brand_id integer not null,
  query_id uuid not null,
  channel_id uuid not null,
  hour timestamp with time zone not null,
  matched integer not null default 0,
  untagged integer not null default 0,
  complaints integer not null default 0,
  untagged_complaints integer not null default 0,
  noise integer not null default 0,
  constraint listening_count_pkey PRIMARY KEY (brand_id, query_id, channel_id, hour),
  constraint listening_count_brand_id_channel_id_fkey FOREIGN KEY (brand_id, channel_id) REFERENCES channel(brand_id, id) ON DELETE CASCADE,
  constraint listening_count_brand_id_query_id_fkey FOREIGN KEY (brand_id, query_id) REFERENCES listening_query(brand_id, id) ON DELETE CASCADE
);

create table listening_match (
  brand_id integer not null,
  id uuid not null,
  channel_id uuid not null,
  network text not null,
  remote_id text not null,
  posted_at timestamp with time zone not null,
  heard_at timestamp with time zone not null,
  post jsonb not null,
  addressed boolean not null,
  wants text,
  mark text,
  marked_by uuid,
  marked_at timestamp with time zone,
  deleted_at timestamp with time zone,
  version bigint not null default 0,
  search tsvector not null default ''::tsvector,
  constraint listening_match_pkey PRIMARY KEY (brand_id, id),
  constraint listening_match_brand_id_channel_id_remote_id_key UNIQUE (brand_id, channel_id, remote_id),
  constraint listening_match_brand_id_channel_id_fkey FOREIGN KEY (brand_id, channel_id) REFERENCES channel(brand_id, id) ON DELETE CASCADE,
  constraint listening_match_mark_check CHECK ((mark = ANY (ARRAY['noise'::text, 'ours'::text]))),
  constraint listening_match_wants_check CHECK ((wants = ANY (ARRAY['complaint'::text, 'question'::text, 'request'::text])))
);
CREATE INDEX listening_match_age ON listening_match USING btree (heard_at);
CREATE INDEX listening_match_complaint ON listening_match USING btree (brand_id, posted_at) WHERE (wants = 'complaint'::text);
CREATE INDEX listening_match_marked ON listening_match USING btree (brand_id, marked_at) WHERE (mark IS NOT NULL);
CREATE INDEX listening_match_newest ON listening_match USING btree (brand_id, posted_at DESC, id DESC);
CREATE INDEX listening_match_noise ON listening_match USING btree (brand_id, network, remote_id) WHERE (mark = 'noise'::text);
CREATE INDEX listening_match_search ON listening_match USING gin (search);

create table listening_match_query (
  brand_id integer not null,
  query_id uuid not null,
  match_id uuid not null,
  posted_at timestamp with time zone not null,
  watched boolean not null default false,
  constraint listening_match_query_pkey PRIMARY KEY (brand_id, query_id, match_id),
  constraint listening_match_query_brand_id_match_id_fkey FOREIGN KEY (brand_id, match_id) REFERENCES listening_match(brand_id, id) ON DELETE CASCADE,
  constraint listening_match_query_brand_id_query_id_fkey FOREIGN KEY (brand_id, query_id) REFERENCES listening_query(brand_id, id) ON DELETE CASCADE
);
CREATE INDEX listening_match_query_match ON listening_match_query USING btree (brand_id, match_id);
CREATE INDEX listening_match_query_newest ON listening_match_query USING btree (brand_id, query_id, posted_at DESC, match_id DESC);
CREATE INDEX listening_match_query_unwatched ON listening_match_query USING btree (brand_id, query_id) WHERE (NOT watched);

create table listening_query (
  brand_id integer not null,
  id uuid not null,
  text text not null,
  created_at timestamp with time zone not null default now(),
  name text not null default ''::text,
  opens text not null default 'wants'::text,
  dialect smallint not null default 1,
  changed_at timestamp with time zone not null default now(),
  constraint listening_query_pkey PRIMARY KEY (brand_id, id),
  constraint listening_query_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand(id) ON DELETE CASCADE,
  constraint listening_query_dialect_check CHECK ((dialect = ANY (ARRAY[1, 2]))),
  constraint listening_query_name_check CHECK ((length(name) <= 120)),
  constraint listening_query_opens_check CHECK ((opens = ANY (ARRAY['always'::text, 'wants'::text, 'never'::text]))),
  constraint listening_query_text_check CHECK (((length(text) >= 1) AND (length(text) <= 5000)))
);

create table macro_run (
  brand_id integer not null,
  message_id uuid not null,
  steps jsonb not null,
  constraint macro_run_pkey PRIMARY KEY (brand_id, message_id),
  constraint macro_run_brand_id_message_id_fkey FOREIGN KEY (brand_id, message_id) REFERENCES message(brand_id, id) ON DELETE CASCADE,
  constraint macro_run_steps_check CHECK ((jsonb_typeof(steps) = 'array'::text))
);

create table media (
  brand_id integer not null,
  id text not null,
  type text not null,
  bytes bytea not null,
  width integer,
  height integer,
  thumb bytea,
  created_at timestamp with time zone not null default now(),
  constraint media_pkey PRIMARY KEY (brand_id, id),
  constraint media_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand(id) ON DELETE CASCADE
);

create table membership (
  brand_id integer not null,
  agent_id uuid not null,
  role text not null,
  created_at timestamp with time zone not null default now(),
  skills text[] not null default '{}'::text[],
  capacity smallint not null default 6,
  constraint membership_pkey PRIMARY KEY (brand_id, agent_id),
  constraint membership_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES agent(id) ON DELETE CASCADE,
  constraint membership_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand(id) ON DELETE CASCADE,
  constraint membership_capacity_check CHECK (((capacity >= 1) AND (capacity <= 100))),
  constraint membership_role_check CHECK ((role = ANY (ARRAY['owner'::text, 'lead'::text, 'agent'::text, 'partner'::text]))),
  constraint membership_skills_check CHECK ((cardinality(skills) <= 60))
);
CREATE INDEX membership_agent ON membership USING btree (agent_id);

create table message (
  brand_id integer not null,
  id uuid not null,
  conversation_id uuid not null,
  channel_id uuid not null,
  thread_id uuid not null,
  direction text not null,
  visibility text not null,
  remote_id text,
  parent_remote_id text,
  root_remote_id text,
  identity_id uuid,
  agent_id uuid,
  also_answers_id uuid,
  at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  text text not null,
  lang text,
  media jsonb not null default '[]'::jsonb,
  warning text,
  url text,
  version bigint not null default 0,
  before jsonb not null default '[]'::jsonb,
  edited_at timestamp with time zone,
  deleted_at timestamp with time zone,
  deleted_by text,
  seen_at timestamp with time zone,
  delivery text,
  said text,
  send_at timestamp with time zone,
  lease_until timestamp with time zone,
  attempts integer not null default 0,
  found_by_lookup boolean not null default false,
  resolves boolean not null default false,
  search tsvector not null default ''::tsvector,
  answers_known uuid[] not null default '{}'::uuid[],
  anyway boolean not null default false,
  handed_at timestamp with time zone,
  said_by uuid,
  mentions uuid[] not null default '{}'::uuid[],
  saved_reply_id uuid,
  saved_reply_text jsonb,
  saved_reply_edited boolean not null default false,
  approval jsonb,
  intents text[] not null default '{}'::text[],
  holding boolean not null default false,
  pinned boolean not null default false,
  rule_name text,
  readings jsonb,
  template jsonb,
  addressed boolean not null default true,
  automatic boolean not null default false,
  delivered_at timestamp with time zone,
  constraint message_pkey PRIMARY KEY (brand_id, id),
  constraint message_brand_id_conversation_id_fkey FOREIGN KEY (brand_id, conversation_id) REFERENCES conversation(brand_id, id),
  constraint message_check CHECK (((direction = 'out'::text) = (delivery IS NOT NULL))),
  constraint message_check1 CHECK (((delivery <> 'sent'::text) OR (remote_id IS NOT NULL))),
  constraint message_check2 CHECK (((rule_name IS NULL) OR (direction = 'note'::text))),
  constraint message_deleted_by_check CHECK ((deleted_by = ANY (ARRAY['author'::text, 'network'::text, 'us'::text]))),
  constraint message_delivery_check CHECK ((delivery = ANY (ARRAY['queued'::text, 'sending'::text, 'sent'::text, 'failed'::text, 'unsure'::text, 'handed'::text, 'held'::text, 'returned'::text]))),
  constraint message_direction_check CHECK ((direction = ANY (ARRAY['in'::text, 'out'::text, 'note'::text]))),
  constraint message_handed_check CHECK (((delivery <> 'handed'::text) OR (handed_at IS NOT NULL))),
  constraint message_held_check CHECK (((delivery <> ALL (ARRAY['held'::text, 'returned'::text])) OR (approval IS NOT NULL))),
  constraint message_readings_check CHECK ((jsonb_typeof(readings) = 'object'::text)),
  constraint message_visibility_check CHECK ((visibility = ANY (ARRAY['public'::text, 'private'::text, 'note'::text])))
);
CREATE INDEX message_also_answers ON message USING btree (brand_id, also_answers_id) WHERE (also_answers_id IS NOT NULL);
CREATE INDEX message_at ON message USING btree (brand_id, at DESC);
CREATE INDEX message_decided ON message USING btree (brand_id, channel_id) WHERE (remote_id ~~ 'decided:%'::text);
CREATE INDEX message_failed ON message USING btree (brand_id) WHERE (delivery = 'failed'::text);
CREATE INDEX message_handed ON message USING btree (brand_id, channel_id, parent_remote_id) WHERE (delivery = 'handed'::text);
CREATE INDEX message_held ON message USING btree (brand_id, received_at) WHERE (delivery = ANY (ARRAY['held'::text, 'returned'::text]));
CREATE INDEX message_in_flight ON message USING btree (delivery, COALESCE(lease_until, send_at)) WHERE (delivery = ANY (ARRAY['queued'::text, 'sending'::text, 'unsure'::text]));
CREATE INDEX message_media ON message USING gin (media jsonb_path_ops) WHERE (media <> '[]'::jsonb);
CREATE INDEX message_media_age ON message USING btree (received_at) WHERE (media <> '[]'::jsonb);
CREATE INDEX message_parent ON message USING btree (brand_id, channel_id, parent_remote_id) WHERE (parent_remote_id IS NOT NULL);
CREATE UNIQUE INDEX message_remote ON message USING btree (brand_id, channel_id, remote_id) WHERE (remote_id IS NOT NULL);
CREATE INDEX message_resolves ON message USING btree (brand_id, id) WHERE resolves;
CREATE INDEX message_said_lately ON message USING btree (brand_id, received_at DESC) WHERE ((direction = 'out'::text) AND (visibility = 'public'::text));
CREATE INDEX message_saved_reply ON message USING btree (brand_id, saved_reply_id, received_at) WHERE (saved_reply_id IS NOT NULL);
CREATE INDEX message_search ON message USING gin (search, message_weeks(brand_id, channel_id, at)) WITH (gin_pending_list_limit='1024');
CREATE INDEX message_thread ON message USING btree (brand_id, thread_id, at);
CREATE INDEX message_timeline ON message USING btree (brand_id, conversation_id, at, id);
CREATE TRIGGER corrected_message_gone AFTER UPDATE OF deleted_at ON message FOR EACH ROW WHEN (((old.deleted_at IS NULL) AND (new.deleted_at IS NOT NULL))) EXECUTE FUNCTION corrected_message_gone();
CREATE TRIGGER topic_changed AFTER UPDATE OF intents, readings, deleted_at, at, lang, conversation_id ON message FOR EACH ROW WHEN (((old.direction = 'in'::text) AND ((old.intents IS DISTINCT FROM new.intents) OR ((old.readings ->> 'noise'::text) IS DISTINCT FROM (new.readings ->> 'noise'::text)) OR ((old.deleted_at IS NULL) <> (new.deleted_at IS NULL)) OR (old.at <> new.at) OR (old.lang IS DISTINCT FROM new.lang) OR (old.conversation_id <> new.conversation_id)))) EXECUTE FUNCTION topic_change();
CREATE TRIGGER topic_inserted AFTER INSERT ON message REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION topic_insert();
CREATE TRIGGER topic_removed AFTER DELETE ON message FOR EACH ROW WHEN ((old.direction = 'in'::text)) EXECUTE FUNCTION topic_change();

create table migration (
  id integer not null,
  name text not null,
  checksum text not null,
  applied_at timestamp with time zone not null default now(),
  constraint migration_pkey PRIMARY KEY (id)
);

create table moderation (
  brand_id integer not null,
  id uuid not null,
  message_id uuid not null,
  agent_id uuid,
  deed text not null,
  reason text,
  at timestamp with time zone not null,
  state text not null,
  said text,
  attempts integer not null default 0,
  lease_until timestamp with time zone,
  ended_at timestamp with time zone,
  rule_id uuid,
  rule_name text,
  ground text,
  matter text not null generated always as (
CASE deed
    WHEN 'unlike'::text THEN 'like'::text
    WHEN 'unhide'::text THEN 'hide'::text
    WHEN 'unblock'::text THEN 'block'::text
    ELSE deed
END) stored,
  words text,
  run_at timestamp with time zone not null,
  constraint moderation_pkey PRIMARY KEY (brand_id, id),
  constraint moderation_brand_id_message_id_fkey FOREIGN KEY (brand_id, message_id) REFERENCES message(brand_id, id) ON DELETE CASCADE,
  constraint moderation_by CHECK (((agent_id IS NULL) = (rule_name IS NOT NULL))),
  constraint moderation_deed_check CHECK ((deed = ANY (ARRAY['hide'::text, 'unhide'::text, 'delete'::text, 'like'::text, 'unlike'::text, 'block'::text, 'unblock'::text, 'report'::text]))),
  constraint moderation_ground_check CHECK ((ground = ANY (ARRAY['spam'::text, 'abuse'::text, 'illegal'::text, 'other'::text]))),
  constraint moderation_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'doing'::text, 'done'::text, 'failed'::text, 'unsure'::text])))
);
CREATE INDEX moderation_in_flight ON moderation USING btree (COALESCE(lease_until, run_at)) WHERE (state = ANY (ARRAY['queued'::text, 'doing'::text]));
CREATE INDEX moderation_list ON moderation USING btree (brand_id, at DESC, id DESC);
CREATE INDEX moderation_message ON moderation USING btree (brand_id, message_id, matter, at DESC, id DESC);
CREATE UNIQUE INDEX moderation_once ON moderation USING btree (brand_id, message_id, matter) WHERE (state = ANY (ARRAY['queued'::text, 'doing'::text]));

create table notification (
  brand_id integer not null,
  id uuid not null,
  agent_id uuid not null,
  kind text not null,
  cause text not null,
  conversation_id uuid,
  from_id uuid,
  parts jsonb not null default '{}'::jsonb,
  at timestamp with time zone not null,
  seen_at timestamp with time zone,
  constraint notification_pkey PRIMARY KEY (brand_id, id),
  constraint notification_brand_id_agent_id_cause_key UNIQUE (brand_id, agent_id, cause),
  constraint notification_brand_id_agent_id_fkey FOREIGN KEY (brand_id, agent_id) REFERENCES membership(brand_id, agent_id) ON DELETE CASCADE
);
CREATE INDEX notification_age ON notification USING btree (at);
CREATE INDEX notification_list ON notification USING btree (brand_id, agent_id, at DESC, id DESC);
CREATE INDEX notification_unseen ON notification USING btree (brand_id, agent_id) WHERE (seen_at IS NULL);

create table order_key (
  brand_id integer not null,
  order_id text not null,
  kind text not null,
  mark text not null,
  constraint order_key_pkey PRIMARY KEY (brand_id, order_id, kind, mark),
  constraint order_key_brand_id_order_id_fkey FOREIGN KEY (brand_id, order_id) REFERENCES customer_order(brand_id, order_id) ON DELETE CASCADE,
  constraint order_key_kind_check CHECK ((kind = ANY (ARRAY['contact'::text, 'given_id'::text, 'email'::text, 'phone'::text, 'handle'::text])))
);
CREATE INDEX order_key_mark ON order_key USING btree (brand_id, kind, mark);

create table outcome_agent_day (
  brand_id integer not null,
  day date not null,
  agent_id uuid,
  inbox_id uuid not null,
  channel_id uuid not null,
  network text not null,
  team_id uuid,
  lang text,
  kind text not null,
  complaint boolean not null,
  answered integer not null,
  decided integer not null,
  thanked integer not null,
  turned integer not null,
  again integer not null,
  back integer not null,
  constraint outcome_agent_day_once UNIQUE NULLS NOT DISTINCT (brand_id, day, agent_id, inbox_id, channel_id, network, team_id, lang, kind, complaint),
  constraint outcome_agent_day_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand(id) ON DELETE CASCADE
);

create table outcome_day (
  brand_id integer not null,
  day date not null,
  inbox_id uuid not null,
  channel_id uuid not null,
  network text not null,
  team_id uuid,
  lang text,
  visibility text not null,
  heard boolean not null,
  reach smallint not null,
  kind text not null,
  complaint boolean not null,
  answered integer not null,
  decided integer not null,
  thanked integer not null,
  turned integer not null,
  again integer not null,
  back integer not null,
  constraint outcome_day_once UNIQUE NULLS NOT DISTINCT (brand_id, day, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint),
  constraint outcome_day_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand(id) ON DELETE CASCADE
);

create table outcome_month (
  brand_id integer not null,
  month date not null,
  inbox_id uuid not null,
  channel_id uuid not null,
  network text not null,
  team_id uuid,
  lang text,
  visibility text not null,
  heard boolean not null,
  reach smallint not null,
  kind text not null,
  complaint boolean not null,
  answered integer not null,
  decided integer not null,
  thanked integer not null,
  turned integer not null,
  again integer not null,
  back integer not null,
  constraint outcome_month_once UNIQUE NULLS NOT DISTINCT (brand_id, month, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint),
  constraint outcome_month_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand(id) ON DELETE CASCADE
);

create table outcome_place (
  brand_id integer not null,
  seq bigint not null,
  constraint outcome_place_pkey PRIMARY KEY (brand_id),
  constraint outcome_place_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand(id) ON DELETE CASCADE
);

create table outside_model (
  brand_id integer not null,
  is_on boolean not null default false,
  url text,
  model text not null default ''::text,
  sealed_key bytea,
  form text not null default 'schema'::text,
  aspects text[] not null,
  asks_private boolean not null default false,
  timeout_ms integer not null,
  posts_per_day integer not null,
  tokens_per_day integer not null,
  version integer not null default 1,
  changed_at timestamp with time zone not null,
  seq bigint,
  failures integer not null default 0,
  rests_until timestamp with time zone,
  trouble text,
  constraint outside_model_pkey PRIMARY KEY (brand_id),
  constraint outside_model_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand(id) ON DELETE CASCADE,
  constraint outside_model_check CHECK (((NOT is_on) OR ((url IS NOT NULL) AND (model <> ''::text)))),
  constraint outside_model_form_check CHECK ((form = ANY (ARRAY['schema'::text, 'json'::text]))),
  constraint outside_model_posts_per_day_check CHECK (((posts_per_day >= 0) AND (posts_per_day <= 100000))),
  constraint outside_model_timeout_ms_check CHECK (((timeout_ms >= 500) AND (timeout_ms <= 60000))),
  constraint outside_model_tokens_per_day_check CHECK (((tokens_per_day >= 0) AND (tokens_per_day <= 100000000)))
);

create table outside_reading (
  brand_id integer not null,
  message_id uuid not null,
  wanted_at timestamp with time zone not null,
  asked_at timestamp with time zone,
  outcome text,
  of_text text,
  model text,
  said jsonb,
  constraint outside_reading_pkey PRIMARY KEY (brand_id, message_id),
  constraint outside_reading_brand_id_message_id_fkey FOREIGN KEY (brand_id, message_id) REFERENCES message(brand_id, id) ON DELETE CASCADE,
  constraint outside_reading_check CHECK (((NOT (outcome IS DISTINCT FROM 'said'::text)) = (said IS NOT NULL))),
  constraint outside_reading_outcome_check CHECK ((outcome = ANY (ARRAY['said'::text, 'failed'::text, 'nonsense'::text, 'lost'::text, 'late'::text, 'passed'::text])))
);
CREATE INDEX outside_reading_open ON outside_reading USING btree (brand_id, wanted_at) WHERE (outcome IS NULL);

create table outside_use (
  brand_id integer not null,
  day date not null,
  posts integer not null default 0,
  tokens bigint not null default 0,
  said integer not null default 0,
  changed integer not null default 0,
  failed integer not null default 0,
  nonsense integer not null default 0,
  late integer not null default 0,
  took_ms bigint not null default 0,
  constraint outside_use_pkey PRIMARY KEY (brand_id, day),
  constraint outside_use_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand(id) ON DELETE CASCADE
);

create table own_promise (
  brand_id integer not null,
  id uuid not null,
  message_id uuid not null,
  agent_id uuid not null,
  phrase text not null,
  made_at timestamp with time zone not null,
  remind_at timestamp with time zone not null,
  due_at timestamp with time zone not null,
  reminded_at timestamp with time zone,
  outcome text,
  ended_at timestamp with time zone,
  kept_by uuid,
  constraint own_promise_pkey PRIMARY KEY (brand_id, id),
  constraint own_promise_brand_id_message_id_key UNIQUE (brand_id, message_id),
  constraint own_promise_brand_id_message_id_fkey FOREIGN KEY (brand_id, message_id) REFERENCES message(brand_id, id) ON DELETE CASCADE,
  constraint own_promise_check CHECK (((outcome IS NULL) = (ended_at IS NULL))),
  constraint own_promise_outcome_check CHECK ((outcome = ANY (ARRAY['kept'::text, 'broken'::text, 'dropped'::text])))
);
CREATE INDEX own_promise_due ON own_promise USING btree (due_at) WHERE (outcome IS NULL);
CREATE INDEX own_promise_list ON own_promise USING btree (brand_id, due_at DESC, id DESC);
CREATE INDEX own_promise_remind ON own_promise USING btree (remind_at) WHERE ((outcome IS NULL) AND (reminded_at IS NULL));

create table pause (
  brand_id integer not null,
  id uuid not null,
  conversation_id uuid not null,
  from_at timestamp with time zone not null,
  until_at timestamp with time zone not null,
  reason text not null,
  agent_id uuid,
  constraint pause_pkey PRIMARY KEY (brand_id, id),
  constraint pause_brand_id_conversation_id_fkey FOREIGN KEY (brand_id, conversation_id) REFERENCES conversation(brand_id, id) ON DELETE CASCADE,
  constraint pause_check CHECK ((until_at >= from_at)),
  constraint pause_reason_check CHECK ((reason = 'customer'::text))
);
CREATE INDEX pause_conversation ON pause USING btree (brand_id, conversation_id, from_at);

create table policy (
  brand_id integer not null,
  id uuid not null,
  position integer not null,
  name text not null,
  conditions jsonb not null,
  first_minutes integer,
  next_minutes integer,
  resolution_minutes integer,
  hours text not null,
  calendar_id uuid,
  warnings double precision[] not null default '{0.5,0.8}'::double precision[],
  version integer not null default 1,
  steps jsonb not null default '[]'::jsonb,
  constraint policy_pkey PRIMARY KEY (brand_id, id),
  constraint policy_brand_id_calendar_id_fkey FOREIGN KEY (brand_id, calendar_id) REFERENCES calendar(brand_id, id),
  constraint policy_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand(id) ON DELETE CASCADE,
  constraint policy_check CHECK (((hours = 'calendar'::text) = (calendar_id IS NOT NULL))),
  constraint policy_conditions_check CHECK ((jsonb_typeof(conditions) = 'object'::text)),
  constraint policy_first_minutes_check CHECK (((first_minutes >= 1) AND (first_minutes <= 43200))),
  constraint policy_hours_check CHECK ((hours = ANY (ARRAY['always'::text, 'calendar'::text, 'team'::text]))),
  constraint policy_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120))),
  constraint policy_next_minutes_check CHECK (((next_minutes >= 1) AND (next_minutes <= 43200))),
  constraint policy_resolution_minutes_check CHECK (((resolution_minutes >= 1) AND (resolution_minutes <= 527040))),
  constraint policy_steps_check CHECK ((jsonb_typeof(steps) = 'array'::text))
);
CREATE INDEX policy_order ON policy USING btree (brand_id, "position", id);
CREATE TRIGGER policy_promises AFTER INSERT OR DELETE OR UPDATE ON policy FOR EACH ROW EXECUTE FUNCTION promises_change();

create table presence (
  brand_id integer not null,
  agent_id uuid not null,
  beat_at timestamp with time zone,
  left_at timestamp with time zone,
  on_since timestamp with time zone not null,
  input_at timestamp with time zone not null,
  away_reason text,
  away_since timestamp with time zone,
  told text not null default 'off'::text,
  given_at timestamp with time zone,
  constraint presence_pkey PRIMARY KEY (brand_id, agent_id),
  constraint presence_brand_id_agent_id_fkey FOREIGN KEY (brand_id, agent_id) REFERENCES membership(brand_id, agent_id) ON DELETE CASCADE,
  constraint presence_away_reason_check CHECK ((away_reason = ANY (ARRAY['break'::text, 'meeting'::text, 'training'::text, 'other'::text]))),
  constraint presence_check CHECK (((away_reason IS NULL) = (away_since IS NULL)))
);

create table push_subscription (
  id uuid not null,
  agent_id uuid not null,
  endpoint text not null,
  p256dh text not null,
  auth text not null,
  label text not null default ''::text,
  created_at timestamp with time zone not null,
  delivered_at timestamp with time zone,
  constraint push_subscription_pkey PRIMARY KEY (id),
  constraint push_subscription_endpoint_key UNIQUE (endpoint),
  constraint push_subscription_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES agent(id) ON DELETE CASCADE,
  constraint push_subscription_endpoint_check CHECK ((length(endpoint) <= 2000))
);
CREATE INDEX push_subscription_agent ON push_subscription USING btree (agent_id);

create table raw_event (
  brand_id integer not null,
  id bigint not null generated always as identity,
  channel_id uuid not null,
  source text not null,
  received_at timestamp with time zone not null,
  body text not null,
  state text not null,
  reason text,
  size integer not null default 0,
  digest bytea,
  counted jsonb,
  next_try_at timestamp with time zone,
  constraint raw_event_pkey PRIMARY KEY (brand_id, id),
  constraint raw_event_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'read'::text, 'failed'::text])))
);
CREATE INDEX raw_event_age ON raw_event USING btree (received_at);
CREATE UNIQUE INDEX raw_event_letter ON raw_event USING btree (brand_id, channel_id, digest) WHERE ((state = 'failed'::text) AND (digest IS NOT NULL));
CREATE INDEX raw_event_unread ON raw_event USING btree (brand_id, channel_id, id) WHERE (state <> 'read'::text);

create table reaction (
  brand_id integer not null,
  message_id uuid not null,
  person_id text not null,
  name text not null,
  own boolean not null,
  mark text,
  at timestamp with time zone not null,
  constraint reaction_pkey PRIMARY KEY (brand_id, message_id, person_id),
  constraint reaction_brand_id_message_id_fkey FOREIGN KEY (brand_id, message_id) REFERENCES message(brand_id, id) ON DELETE CASCADE
);

create table read_again (
  brand_id integer not null,
  id uuid not null,
  why text not null,
  agent_id uuid,
  since timestamp with time zone not null,
  asked_at timestamp with time zone not null,
  moved_at timestamp with time zone not null,
  after_at timestamp with time zone,
  after_id uuid,
  total integer not null,
  done integer not null default 0,
  changed integer not null default 0,
  ended_at timestamp with time zone,
  constraint read_again_pkey PRIMARY KEY (brand_id, id),
  constraint read_again_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES agent(id) ON DELETE SET NULL,
  constraint read_again_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand(id) ON DELETE CASCADE,
  constraint read_again_why_check CHECK ((why = ANY (ARRAY['settings'::text, 'learnt'::text, 'shipped'::text, 'asked'::text])))
);
CREATE INDEX read_again_newest ON read_again USING btree (brand_id, asked_at DESC);
CREATE UNIQUE INDEX read_again_one ON read_again USING btree (brand_id) WHERE (ended_at IS NULL);

create table reading_correction (
  brand_id integer not null,
  id uuid not null,
  seq bigint not null generated always as identity,
  message_id uuid not null,
  aspect text not null,
  said jsonb not null,
  was jsonb,
  source text not null,
  deed text,
  weight real not null,
  agent_id uuid,
  at timestamp with time zone not null,
  undone_at timestamp with time zone,
  undone_by uuid,
  learnt_in integer,
  set_aside_by integer,
  constraint reading_correction_pkey PRIMARY KEY (brand_id, id),
  constraint reading_correction_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES agent(id) ON DELETE SET NULL,
  constraint reading_correction_brand_id_message_id_fkey FOREIGN KEY (brand_id, message_id) REFERENCES message(brand_id, id) ON DELETE CASCADE,
  constraint reading_correction_aspect_check CHECK ((aspect = ANY (ARRAY['language'::text, 'noise'::text, 'about'::text, 'sentiment'::text, 'intents'::text, 'urgency'::text]))),
  constraint reading_correction_check CHECK (((source = 'deed'::text) = (deed IS NOT NULL))),
  constraint reading_correction_source_check CHECK ((source = ANY (ARRAY['person'::text, 'deed'::text]))),
  constraint reading_correction_weight_check CHECK (((weight > (0)::double precision) AND (weight <= (1)::double precision)))
);
CREATE UNIQUE INDEX reading_correction_deed ON reading_correction USING btree (brand_id, message_id, aspect, deed) WHERE (source = 'deed'::text);
CREATE INDEX reading_correction_labels ON reading_correction USING btree (brand_id, aspect, seq DESC) WHERE (undone_at IS NULL);
CREATE INDEX reading_correction_message ON reading_correction USING btree (brand_id, message_id);
CREATE INDEX reading_correction_newest ON reading_correction USING btree (brand_id, at DESC, id DESC);
CREATE TRIGGER correction_gone AFTER DELETE ON reading_correction REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION correction_gone();

create table regrouping (
  brand_id integer not null,
  id uuid not null,
  kind text not null,
  conversation_id uuid not null,
  other_id uuid not null,
  agent_id uuid not null,
  at timestamp with time zone not null,
  found jsonb not null,
  undone_at timestamp with time zone,
  constraint regrouping_pkey PRIMARY KEY (brand_id, id),
  constraint regrouping_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand(id) ON DELETE CASCADE,
  constraint regrouping_kind_check CHECK ((kind = ANY (ARRAY['merge'::text, 'split'::text])))
);
CREATE INDEX regrouping_conversation ON regrouping USING btree (brand_id, conversation_id, at DESC);

create table rehearsal_journal (
  id bigint not null generated always as identity,
  line jsonb not null,
  constraint rehearsal_journal_pkey PRIMARY KEY (id)
);

create table report_letter (
  brand_id integer not null,
  id uuid not null,
  run_id uuid not null,
  recipient_id uuid not null,
  state text not null default 'waiting'::text,
  attempts integer not null default 0,
  next_at timestamp with time zone not null,
  held_until timestamp with time zone,
  said text,
  done_at timestamp with time zone,
  leave_hash bytea,
  constraint report_letter_pkey PRIMARY KEY (brand_id, id),
  constraint report_letter_brand_id_run_id_recipient_id_key UNIQUE (brand_id, run_id, recipient_id),
  constraint report_letter_leave_hash_key UNIQUE (leave_hash),
  constraint report_letter_brand_id_recipient_id_fkey FOREIGN KEY (brand_id, recipient_id) REFERENCES report_recipient(brand_id, id) ON DELETE CASCADE,
  constraint report_letter_brand_id_run_id_fkey FOREIGN KEY (brand_id, run_id) REFERENCES report_run(brand_id, id) ON DELETE CASCADE,
  constraint report_letter_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'sending'::text, 'sent'::text, 'failed'::text, 'unsure'::text])))
);
CREATE INDEX report_letter_open ON report_letter USING btree (next_at) WHERE (state = ANY (ARRAY['waiting'::text, 'sending'::text]));

create table report_recipient (
  brand_id integer not null,
  id uuid not null,
  schedule_id uuid not null,
  address text not null,
  left_at timestamp with time zone,
  constraint report_recipient_pkey PRIMARY KEY (brand_id, id),
  constraint report_recipient_brand_id_schedule_id_address_key UNIQUE (brand_id, schedule_id, address),
  constraint report_recipient_brand_id_schedule_id_fkey FOREIGN KEY (brand_id, schedule_id) REFERENCES report_schedule(brand_id, id) ON DELETE CASCADE,
  constraint report_recipient_address_check CHECK (((length(address) >= 3) AND (length(address) <= 254)))
);

create table report_run (
  brand_id integer not null,
  id uuid not null,
  schedule_id uuid not null,
  due_at timestamp with time zone not null,
  asked_by uuid,
  state text not null default 'waiting'::text,
  held_until timestamp with time zone,
  said text,
  figures jsonb,
  delivery_id uuid,
  made_at timestamp with time zone,
  constraint report_run_pkey PRIMARY KEY (brand_id, id),
  constraint report_run_brand_id_schedule_id_due_at_key UNIQUE (brand_id, schedule_id, due_at),
  constraint report_run_brand_id_schedule_id_fkey FOREIGN KEY (brand_id, schedule_id) REFERENCES report_schedule(brand_id, id) ON DELETE CASCADE,
  constraint report_run_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'made'::text, 'failed'::text])))
);
CREATE INDEX report_run_waiting ON report_run USING btree (due_at) WHERE (state = 'waiting'::text);

create table report_schedule (
  brand_id integer not null,
  id uuid not null,
  name text not null,
  language text not null,
  slice jsonb not null,
  every text not null,
  weekday smallint,
  month_day smallint,
  minute smallint not null,
  time_zone text not null,
  webhook_id uuid,
  is_on boolean not null default true,
  next_at timestamp with time zone not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid not null,
  constraint report_schedule_pkey PRIMARY KEY (brand_id, id),
  constraint report_schedule_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand(id) ON DELETE CASCADE,
  constraint report_schedule_brand_id_webhook_id_fkey FOREIGN KEY (brand_id, webhook_id) REFERENCES webhook(brand_id, id) ON DELETE SET NULL (webhook_id),
  constraint report_schedule_check CHECK (((every = 'week'::text) = (weekday IS NOT NULL))),
  constraint report_schedule_check1 CHECK (((every = 'month'::text) = (month_day IS NOT NULL))),
  constraint report_schedule_every_check CHECK ((every = ANY (ARRAY['day'::text, 'week'::text, 'month'::text]))),
  constraint report_schedule_minute_check CHECK (((minute >= 0) AND (minute <= 1439))),
  constraint report_schedule_month_day_check CHECK (((month_day >= 1) AND (month_day <= 31))),
  constraint report_schedule_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120))),
  constraint report_schedule_slice_check CHECK ((jsonb_typeof(slice) = 'object'::text)),
  constraint report_schedule_weekday_check CHECK (((weekday >= 1) AND (weekday <= 7)))
);
CREATE INDEX report_schedule_next ON report_schedule USING btree (next_at) WHERE is_on;

create table reread (
  brand_id integer not null,
  id uuid not null,
  channel_id uuid not null,
  kind text not null,
  reason text,
  letter_id bigint,
  since timestamp with time zone,
  until timestamp with time zone,
  agent_id uuid,
  asked_at timestamp with time zone not null,
  moved_at timestamp with time zone not null,
  after_id bigint not null default 0,
  through_id bigint not null,
  total integer not null,
  done integer not null default 0,
  kept integer not null default 0,
  ignored integer not null default 0,
  failed integer not null default 0,
  ended_at timestamp with time zone,
  said text,
  constraint reread_pkey PRIMARY KEY (brand_id, id),
  constraint reread_brand_id_channel_id_fkey FOREIGN KEY (brand_id, channel_id) REFERENCES channel(brand_id, id) ON DELETE CASCADE,
  constraint reread_kind_check CHECK ((kind = ANY (ARRAY['letters'::text, 'all'::text])))
);
CREATE INDEX reread_newest ON reread USING btree (brand_id, channel_id, asked_at DESC);
CREATE UNIQUE INDEX reread_one ON reread USING btree (brand_id, channel_id) WHERE (ended_at IS NULL);

create table resolution (
  brand_id integer not null,
  id uuid not null,
  conversation_id uuid not null,
  inbox_id uuid not null,
  opened_at timestamp with time zone not null,
  policy jsonb not null,
  due_at timestamp with time zone,
  wake_at timestamp with time zone,
  warned double precision not null default 0,
  breached_at timestamp with time zone,
  resolved_at timestamp with time zone,
  constraint resolution_pkey PRIMARY KEY (brand_id, id),
  constraint resolution_brand_id_conversation_id_fkey FOREIGN KEY (brand_id, conversation_id) REFERENCES conversation(brand_id, id) ON DELETE CASCADE
);
CREATE INDEX resolution_conversation ON resolution USING btree (brand_id, conversation_id, opened_at);
CREATE UNIQUE INDEX resolution_one_open ON resolution USING btree (brand_id, conversation_id) WHERE (resolved_at IS NULL);
CREATE INDEX resolution_wake ON resolution USING btree (wake_at) WHERE ((resolved_at IS NULL) AND (breached_at IS NULL) AND (wake_at IS NOT NULL));

create table resolving (
  brand_id integer not null,
  conversation_id uuid not null,
  resolved_at timestamp with time zone not null,
  inbox_id uuid not null,
  channel_id uuid not null,
  again_at timestamp with time zone,
  constraint resolving_pkey PRIMARY KEY (brand_id, conversation_id, resolved_at),
  constraint resolving_brand_id_conversation_id_fkey FOREIGN KEY (brand_id, conversation_id) REFERENCES conversation(brand_id, id) ON DELETE CASCADE
);
CREATE INDEX resolving_at ON resolving USING btree (brand_id, resolved_at, conversation_id);
CREATE TRIGGER resolving_counted AFTER INSERT OR DELETE OR UPDATE ON resolving FOR EACH ROW EXECUTE FUNCTION resolving_counted();

create table resolving_slot (
  brand_id integer not null,
  slot timestamp with time zone not null,
  inbox_id uuid not null,
  channel_id uuid not null,
  resolved integer not null,
  again integer not null,
  constraint resolving_slot_pkey PRIMARY KEY (brand_id, slot, inbox_id, channel_id)
);

create table retiming (
  brand_id integer not null,
  after_id uuid,
  look_at timestamp with time zone not null,
  rounds smallint not null default 0,
  constraint retiming_pkey PRIMARY KEY (brand_id),
  constraint retiming_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand(id) ON DELETE CASCADE
);

create table retiming_person (
  id bigint not null generated always as identity,
  brand_id integer not null,
  contact_id uuid not null,
  after_id uuid,
  constraint retiming_person_pkey PRIMARY KEY (id),
  constraint retiming_person_brand_id_contact_id_fkey FOREIGN KEY (brand_id, contact_id) REFERENCES contact(brand_id, id) ON DELETE CASCADE
);
CREATE INDEX retiming_person_contact ON retiming_person USING btree (brand_id, contact_id);

create table risk_judgement (
  brand_id integer not null,
  id uuid not null,
  conversation_id uuid not null,
  score smallint not null,
  parts jsonb not null,
  weighed_at timestamp with time zone not null,
  outcome text,
  judged_by text,
  agent_id uuid,
  judged_at timestamp with time zone,
  constraint risk_judgement_pkey PRIMARY KEY (brand_id, id),
  constraint risk_judgement_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES agent(id) ON DELETE SET NULL,
  constraint risk_judgement_brand_id_conversation_id_fkey FOREIGN KEY (brand_id, conversation_id) REFERENCES conversation(brand_id, id) ON DELETE CASCADE,
  constraint risk_judgement_check CHECK ((((outcome IS NULL) = (judged_at IS NULL)) AND ((outcome IS NULL) = (judged_by IS NULL)))),
  constraint risk_judgement_judged_by_check CHECK ((judged_by = ANY (ARRAY['rule'::text, 'person'::text]))),
  constraint risk_judgement_outcome_check CHECK ((outcome = ANY (ARRAY['saved'::text, 'lost'::text, 'unknown'::text]))),
  constraint risk_judgement_score_check CHECK (((score >= 0) AND (score <= 100)))
);
CREATE INDEX risk_judgement_conversation ON risk_judgement USING btree (brand_id, conversation_id, weighed_at DESC);
CREATE INDEX risk_judgement_newest ON risk_judgement USING btree (brand_id, weighed_at DESC);
CREATE UNIQUE INDEX risk_judgement_open ON risk_judgement USING btree (brand_id, conversation_id) WHERE (outcome IS NULL);

create table risk_place (
  brand_id integer not null,
  seq bigint not null,
  constraint risk_place_pkey PRIMARY KEY (brand_id),
  constraint risk_place_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand(id) ON DELETE CASCADE
);

create table rival (
  brand_id integer not null,
  id uuid not null,
  name text not null,
  created_at timestamp with time zone not null,
  constraint rival_pkey PRIMARY KEY (brand_id, id),
  constraint rival_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand(id) ON DELETE CASCADE,
  constraint rival_name_check CHECK (((length(name) >= 1) AND (length(name) <= 60)))
);
CREATE UNIQUE INDEX rival_name ON rival USING btree (brand_id, lower(name));

create table rival_handle (
  brand_id integer not null,
  rival_id uuid not null,
  network text not null,
  handle text not null,
  remote_id text,
  constraint rival_handle_pkey PRIMARY KEY (brand_id, network, handle),
  constraint rival_handle_brand_id_rival_id_fkey FOREIGN KEY (brand_id, rival_id) REFERENCES rival(brand_id, id) ON DELETE CASCADE,
  constraint rival_handle_handle_check CHECK (((length(handle) >= 1) AND (length(handle) <= 260)))
);
CREATE INDEX rival_handle_of ON rival_handle USING btree (brand_id, rival_id);

create table rival_post (
  brand_id integer not null,
  id uuid not null,
  rival_id uuid,
  channel_id uuid not null,
  network text not null,
  remote_id text not null,
  parent_remote_id text,
  thread text not null,
  author text,
  kind text not null,
  complains boolean not null,
  posted_at timestamp with time zone not null,
  heard_at timestamp with time zone not null,
  url text,
  version bigint not null default 0,
  deleted_at timestamp with time zone,
  constraint rival_post_pkey PRIMARY KEY (brand_id, id),
  constraint rival_post_brand_id_rival_id_network_remote_id_key UNIQUE NULLS NOT DISTINCT (brand_id, rival_id, network, remote_id),
  constraint rival_post_brand_id_channel_id_fkey FOREIGN KEY (brand_id, channel_id) REFERENCES channel(brand_id, id) ON DELETE CASCADE,
  constraint rival_post_brand_id_rival_id_fkey FOREIGN KEY (brand_id, rival_id) REFERENCES rival(brand_id, id) ON DELETE CASCADE,
  constraint rival_post_kind_check CHECK ((kind = ANY (ARRAY['asks'::text, 'answers'::text])))
);
CREATE INDEX rival_post_age ON rival_post USING btree (heard_at);
CREATE INDEX rival_post_parent ON rival_post USING btree (brand_id, network, parent_remote_id) WHERE ((kind = 'answers'::text) AND (author IS NULL));
CREATE INDEX rival_post_remote ON rival_post USING btree (brand_id, network, remote_id);
CREATE INDEX rival_post_thread ON rival_post USING btree (brand_id, network, thread);

create table rival_turn (
  brand_id integer not null,
  id uuid not null,
  rival_id uuid,
  channel_id uuid not null,
  network text not null,
  opened_by text not null,
  opened_at timestamp with time zone not null,
  heard_at timestamp with time zone not null,
  outcome text,
  closed_at timestamp with time zone,
  url text,
  answer_url text,
  watched_until timestamp with time zone,
  seconds integer generated always as (
CASE outcome
    WHEN 'answered'::text THEN ceil(date_part('epoch'::text, (closed_at - opened_at)))
    ELSE NULL::double precision
END) stored,
  constraint rival_turn_pkey PRIMARY KEY (brand_id, id),
  constraint rival_turn_brand_id_rival_id_network_opened_by_key UNIQUE NULLS NOT DISTINCT (brand_id, rival_id, network, opened_by),
  constraint rival_turn_brand_id_channel_id_fkey FOREIGN KEY (brand_id, channel_id) REFERENCES channel(brand_id, id) ON DELETE CASCADE,
  constraint rival_turn_brand_id_rival_id_fkey FOREIGN KEY (brand_id, rival_id) REFERENCES rival(brand_id, id) ON DELETE CASCADE,
  constraint rival_turn_check CHECK (((outcome IS NULL) = (closed_at IS NULL))),
  constraint rival_turn_outcome_check CHECK ((outcome = ANY (ARRAY['answered'::text, 'withdrawn'::text])))
);
CREATE INDEX rival_turn_age ON rival_turn USING btree (heard_at);
CREATE INDEX rival_turn_opened ON rival_turn USING btree (brand_id, opened_at, id) INCLUDE (rival_id, network, channel_id, outcome, seconds, watched_until);

create table rule (
  brand_id integer not null,
  id uuid not null,
  position integer not null,
  name text not null,
  is_on boolean not null default false,
  events text[] not null,
  conditions jsonb not null,
  actions jsonb not null,
  stops boolean not null default false,
  version integer not null default 1,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  constraint rule_pkey PRIMARY KEY (brand_id, id),
  constraint rule_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand(id) ON DELETE CASCADE,
  constraint rule_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120)))
);

create table rule_effect (
  brand_id integer not null,
  rule_id uuid not null,
  seq bigint not null,
  conversation_id uuid not null,
  at timestamp with time zone not null,
  did text[] not null,
  failed text,
  constraint rule_effect_pkey PRIMARY KEY (brand_id, rule_id, seq),
  constraint rule_effect_brand_id_rule_id_fkey FOREIGN KEY (brand_id, rule_id) REFERENCES rule(brand_id, id) ON DELETE CASCADE
);
CREATE INDEX rule_effect_age ON rule_effect USING btree (at);
CREATE INDEX rule_effect_newest ON rule_effect USING btree (brand_id, rule_id, at DESC);

create table rule_place (
  brand_id integer not null,
  seq bigint not null,
  constraint rule_place_pkey PRIMARY KEY (brand_id),
  constraint rule_place_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand(id) ON DELETE CASCADE
);

create table sample_block (
  brand_id integer not null,
  id uuid not null,
  channel_id uuid not null,
  network text not null,
  from_at timestamp with time zone not null,
  until_at timestamp with time zone not null,
  heard_at timestamp with time zone not null,
  kept integer not null,
  read integer not null,
  body bytea not null,
  constraint sample_block_pkey PRIMARY KEY (brand_id, id),
  constraint sample_block_brand_id_channel_id_fkey FOREIGN KEY (brand_id, channel_id) REFERENCES channel(brand_id, id) ON DELETE CASCADE
);
CREATE INDEX sample_block_age ON sample_block USING btree (heard_at);
CREATE INDEX sample_block_newest ON sample_block USING btree (brand_id, heard_at DESC);

create table sample_gone (
  brand_id integer not null,
  channel_id uuid not null,
  remote_id text not null,
  gone_at timestamp with time zone not null,
  constraint sample_gone_pkey PRIMARY KEY (brand_id, channel_id, remote_id),
  constraint sample_gone_brand_id_channel_id_fkey FOREIGN KEY (brand_id, channel_id) REFERENCES channel(brand_id, id) ON DELETE CASCADE
);
CREATE INDEX sample_gone_age ON sample_gone USING btree (gone_at);

create table saved_reply (
  brand_id integer not null,
  id uuid not null,
  owner_id uuid,
  title text not null,
  shortcut text,
  folder text not null default ''::text,
  tags text[] not null default '{}'::text[],
  variants jsonb not null,
  actions jsonb not null default '[]'::jsonb,
  holding boolean not null default false,
  version integer not null default 1,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  removed_at timestamp with time zone,
  constraint saved_reply_pkey PRIMARY KEY (brand_id, id),
  constraint saved_reply_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand(id) ON DELETE CASCADE,
  constraint saved_reply_brand_id_owner_id_fkey FOREIGN KEY (brand_id, owner_id) REFERENCES membership(brand_id, agent_id) ON DELETE CASCADE,
  constraint saved_reply_shortcut_check CHECK ((shortcut ~ '^[^[:space:]/]{1,40}$'::text)),
  constraint saved_reply_title_check CHECK (((length(title) >= 1) AND (length(title) <= 120)))
);
CREATE UNIQUE INDEX saved_reply_shortcut ON saved_reply USING btree (brand_id, COALESCE(owner_id, '00000000-0000-0000-0000-000000000000'::uuid), lower(shortcut)) WHERE ((shortcut IS NOT NULL) AND (removed_at IS NULL));

create table saved_view (
  brand_id integer not null,
  id uuid not null,
  name text not null,
  owner_id uuid,
  filter jsonb not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  constraint saved_view_pkey PRIMARY KEY (brand_id, id),
  constraint saved_view_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand(id) ON DELETE CASCADE,
  constraint saved_view_brand_id_owner_id_fkey FOREIGN KEY (brand_id, owner_id) REFERENCES membership(brand_id, agent_id) ON DELETE CASCADE,
  constraint saved_view_name_check CHECK (((length(name) >= 1) AND (length(name) <= 60)))
);

create table scorecard_link (
  brand_id integer not null,
  id uuid not null,
  name text not null,
  token_hash bytea not null,
  language text not null,
  figures jsonb not null,
  created_at timestamp with time zone not null,
  created_by uuid not null,
  expires_at timestamp with time zone not null,
  revoked_at timestamp with time zone,
  opened_at timestamp with time zone,
  opens integer not null default 0,
  constraint scorecard_link_pkey PRIMARY KEY (brand_id, id),
  constraint scorecard_link_token_hash_key UNIQUE (token_hash),
  constraint scorecard_link_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand(id) ON DELETE CASCADE,
  constraint scorecard_link_figures_check CHECK ((jsonb_typeof(figures) = 'object'::text)),
  constraint scorecard_link_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120)))
);

create table session (
  id uuid not null,
  agent_id uuid not null,
  token text not null,
  expires_at timestamp with time zone not null,
  ip_address text,
  user_agent text,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint session_pkey PRIMARY KEY (id),
  constraint session_token_key UNIQUE (token),
  constraint session_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES agent(id) ON DELETE CASCADE
);
CREATE INDEX session_agent ON session USING btree (agent_id);

create table setting (
  key text not null,
  value jsonb not null,
  updated_at timestamp with time zone not null default now(),
  constraint setting_pkey PRIMARY KEY (key)
);

create table sign_in_failure (
  key text not null,
  n integer not null,
  until timestamp with time zone not null,
  constraint sign_in_failure_pkey PRIMARY KEY (key)
);

create table sign_in_method (
  id uuid not null,
  agent_id uuid not null,
  provider text not null,
  provider_account text not null,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamp with time zone,
  refresh_token_expires_at timestamp with time zone,
  scope text,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint sign_in_method_pkey PRIMARY KEY (id),
  constraint sign_in_method_provider_provider_account_key UNIQUE (provider, provider_account),
  constraint sign_in_method_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES agent(id) ON DELETE CASCADE
);
CREATE INDEX sign_in_method_agent ON sign_in_method USING btree (agent_id);

create table signature (
  brand_id integer not null,
  network text not null,
  pattern text not null,
  constraint signature_pkey PRIMARY KEY (brand_id, network),
  constraint signature_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand(id) ON DELETE CASCADE,
  constraint signature_pattern_check CHECK ((length(pattern) <= 40))
);

create table silence (
  brand_id integer not null,
  channel_id uuid not null,
  since timestamp with time zone not null,
  noticed_at timestamp with time zone not null,
  expected real not null,
  ended_at timestamp with time zone,
  ended_by text,
  constraint silence_pkey PRIMARY KEY (brand_id, channel_id, since),
  constraint silence_brand_id_channel_id_fkey FOREIGN KEY (brand_id, channel_id) REFERENCES channel(brand_id, id) ON DELETE CASCADE,
  constraint silence_check CHECK (((ended_at IS NULL) = (ended_by IS NULL))),
  constraint silence_ended_by_check CHECK ((ended_by = ANY (ARRAY['heard'::text, 'normal'::text, 'stopped'::text])))
);
CREATE UNIQUE INDEX silence_open ON silence USING btree (brand_id, channel_id) WHERE (ended_at IS NULL);

create table spend (
  brand_id integer not null,
  channel_id uuid not null,
  day date not null,
  price text not null,
  units bigint not null,
  micro_usd bigint not null,
  constraint spend_pkey PRIMARY KEY (brand_id, channel_id, day, price),
  constraint spend_brand_id_channel_id_fkey FOREIGN KEY (brand_id, channel_id) REFERENCES channel(brand_id, id) ON DELETE CASCADE,
  constraint spend_micro_usd_check CHECK ((micro_usd >= 0)),
  constraint spend_units_check CHECK ((units >= 0))
);

create table staffing_settings (
  brand_id integer not null,
  team_id uuid,
  entered jsonb not null,
  version integer not null default 1,
  changed_at timestamp with time zone not null,
  changed_by uuid not null,
  constraint staffing_settings_brand_id_team_id_key UNIQUE NULLS NOT DISTINCT (brand_id, team_id),
  constraint staffing_settings_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand(id) ON DELETE CASCADE,
  constraint staffing_settings_brand_id_team_id_fkey FOREIGN KEY (brand_id, team_id) REFERENCES team(brand_id, id) ON DELETE CASCADE,
  constraint staffing_settings_entered_check CHECK ((jsonb_typeof(entered) = 'object'::text))
);

create table staffing_week (
  brand_id integer not null,
  team_id uuid,
  week date not null,
  shifts jsonb not null,
  version integer not null default 1,
  changed_at timestamp with time zone not null,
  changed_by uuid not null,
  constraint staffing_week_brand_id_team_id_week_key UNIQUE NULLS NOT DISTINCT (brand_id, team_id, week),
  constraint staffing_week_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand(id) ON DELETE CASCADE,
  constraint staffing_week_brand_id_team_id_fkey FOREIGN KEY (brand_id, team_id) REFERENCES team(brand_id, id) ON DELETE CASCADE,
  constraint staffing_week_shifts_check CHECK ((jsonb_typeof(shifts) = 'array'::text)),
  constraint staffing_week_week_check CHECK ((EXTRACT(isodow FROM week) = (1)::numeric))
);

create table suggested_reply (
  brand_id integer not null,
  conversation_id uuid not null,
  saved_reply_id uuid not null,
  rule_name text not null,
  at timestamp with time zone not null,
  constraint suggested_reply_pkey PRIMARY KEY (brand_id, conversation_id),
  constraint suggested_reply_brand_id_conversation_id_fkey FOREIGN KEY (brand_id, conversation_id) REFERENCES conversation(brand_id, id) ON DELETE CASCADE,
  constraint suggested_reply_brand_id_saved_reply_id_fkey FOREIGN KEY (brand_id, saved_reply_id) REFERENCES saved_reply(brand_id, id) ON DELETE CASCADE
);

create table survey_ask (
  brand_id integer not null,
  id uuid not null,
  contact_id uuid not null,
  conversation_id uuid not null,
  turn_id uuid not null,
  agent_id uuid,
  inbox_id uuid not null,
  channel_id uuid not null,
  network text not null,
  team_id uuid,
  lang text not null,
  kind text not null,
  scale text not null,
  ask_at timestamp with time zone not null,
  state text not null,
  reason text,
  way text,
  message_id uuid,
  token_hash bytea,
  expires_at timestamp with time zone,
  score smallint,
  comment text,
  answered_at timestamp with time zone,
  answered_by text,
  constraint survey_ask_pkey PRIMARY KEY (brand_id, id),
  constraint survey_ask_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES agent(id) ON DELETE SET NULL,
  constraint survey_ask_brand_id_contact_id_fkey FOREIGN KEY (brand_id, contact_id) REFERENCES contact(brand_id, id) ON DELETE CASCADE,
  constraint survey_ask_brand_id_message_id_fkey FOREIGN KEY (brand_id, message_id) REFERENCES message(brand_id, id) ON DELETE SET NULL (message_id),
  constraint survey_ask_answered_by_check CHECK ((answered_by = ANY (ARRAY['page'::text, 'message'::text]))),
  constraint survey_ask_check CHECK (
CASE scale
    WHEN 'points'::text THEN ((score >= 0) AND (score <= 10))
    WHEN 'stars'::text THEN ((score >= 1) AND (score <= 5))
    ELSE ((score >= 0) AND (score <= 1))
END),
  constraint survey_ask_check1 CHECK (((kind = 'recommend'::text) = (scale = 'points'::text))),
  constraint survey_ask_check2 CHECK (((state = 'dropped'::text) = (reason IS NOT NULL))),
  constraint survey_ask_check3 CHECK (((state <> 'asked'::text) OR ((message_id IS NOT NULL) AND (way IS NOT NULL)))),
  constraint survey_ask_check4 CHECK ((((score IS NULL) = (answered_at IS NULL)) AND ((score IS NULL) = (answered_by IS NULL)))),
  constraint survey_ask_kind_check CHECK ((kind = ANY (ARRAY['satisfaction'::text, 'recommend'::text]))),
  constraint survey_ask_scale_check CHECK ((scale = ANY (ARRAY['stars'::text, 'thumbs'::text, 'points'::text]))),
  constraint survey_ask_state_check CHECK ((state = ANY (ARRAY['planned'::text, 'asked'::text, 'dropped'::text]))),
  constraint survey_ask_way_check CHECK ((way = ANY (ARRAY['private_link'::text, 'private_question'::text, 'public_link'::text])))
);
CREATE INDEX survey_ask_contact ON survey_ask USING btree (brand_id, contact_id, ask_at);
CREATE INDEX survey_ask_conversation ON survey_ask USING btree (brand_id, conversation_id) WHERE (state = 'asked'::text);
CREATE INDEX survey_ask_due ON survey_ask USING btree (ask_at) WHERE (state = 'planned'::text);
CREATE UNIQUE INDEX survey_ask_message ON survey_ask USING btree (brand_id, message_id) WHERE (message_id IS NOT NULL);
CREATE UNIQUE INDEX survey_ask_token ON survey_ask USING btree (token_hash) WHERE (token_hash IS NOT NULL);
CREATE INDEX survey_ask_when ON survey_ask USING btree (brand_id, ask_at, id);
CREATE TRIGGER survey_ask_once BEFORE INSERT OR UPDATE OF state, ask_at, contact_id, message_id ON survey_ask FOR EACH ROW EXECUTE FUNCTION survey_once_in_30_days();

create table survey_place (
  brand_id integer not null,
  seq bigint not null,
  constraint survey_place_pkey PRIMARY KEY (brand_id),
  constraint survey_place_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand(id) ON DELETE CASCADE
);

create table survey_settings (
  brand_id integer not null,
  settings jsonb not null,
  version integer not null default 1,
  changed_at timestamp with time zone not null,
  changed_by uuid,
  constraint survey_settings_pkey PRIMARY KEY (brand_id),
  constraint survey_settings_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand(id) ON DELETE CASCADE,
  constraint survey_settings_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES agent(id) ON DELETE SET NULL
);

create table tag_day (
  brand_id integer not null,
  day date not null,
  inbox_id uuid not null,
  channel_id uuid not null,
  visibility text not null,
  tag text not null,
  n integer not null,
  constraint tag_day_pkey PRIMARY KEY (brand_id, day, inbox_id, channel_id, visibility, tag)
);

create table tag_tally (
  brand_id integer not null,
  inbox_id uuid not null,
  tag text not null,
  n integer not null,
  constraint tag_tally_pkey PRIMARY KEY (brand_id, inbox_id, tag)
);

create table tally (
  brand_id integer not null,
  inbox_id uuid not null,
  assignee_id uuid not null,
  status text not null,
  waiting_for_us boolean not null,
  n integer not null,
  constraint tally_pkey PRIMARY KEY (brand_id, inbox_id, assignee_id, status, waiting_for_us)
);

create table team (
  brand_id integer not null,
  id uuid not null,
  name text not null,
  created_at timestamp with time zone not null default now(),
  calendar_id uuid,
  hands_out text not null default 'pull'::text,
  constraint team_pkey PRIMARY KEY (brand_id, id),
  constraint team_brand_id_name_key UNIQUE (brand_id, name),
  constraint team_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand(id) ON DELETE CASCADE,
  constraint team_calendar_fkey FOREIGN KEY (brand_id, calendar_id) REFERENCES calendar(brand_id, id),
  constraint team_hands_out_check CHECK ((hands_out = ANY (ARRAY['pull'::text, 'push'::text]))),
  constraint team_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120)))
);
CREATE INDEX team_calendar ON team USING btree (brand_id, calendar_id) WHERE (calendar_id IS NOT NULL);
CREATE TRIGGER team_promises AFTER UPDATE OF calendar_id ON team FOR EACH ROW WHEN ((old.calendar_id IS DISTINCT FROM new.calendar_id)) EXECUTE FUNCTION promises_change();

create table team_inbox (
  brand_id integer not null,
  inbox_id uuid not null,
  team_id uuid not null,
  constraint team_inbox_pkey PRIMARY KEY (brand_id, inbox_id),
  constraint team_inbox_brand_id_inbox_id_fkey FOREIGN KEY (brand_id, inbox_id) REFERENCES inbox(brand_id, id) ON DELETE CASCADE,
  constraint team_inbox_brand_id_team_id_fkey FOREIGN KEY (brand_id, team_id) REFERENCES team(brand_id, id) ON DELETE CASCADE
);
CREATE INDEX team_inbox_team ON team_inbox USING btree (brand_id, team_id);
CREATE TRIGGER team_inbox_promises AFTER INSERT OR DELETE OR UPDATE ON team_inbox FOR EACH ROW EXECUTE FUNCTION promises_change();

create table team_member (
  brand_id integer not null,
  team_id uuid not null,
  agent_id uuid not null,
  constraint team_member_pkey PRIMARY KEY (brand_id, team_id, agent_id),
  constraint team_member_brand_id_agent_id_fkey FOREIGN KEY (brand_id, agent_id) REFERENCES membership(brand_id, agent_id) ON DELETE CASCADE,
  constraint team_member_brand_id_team_id_fkey FOREIGN KEY (brand_id, team_id) REFERENCES team(brand_id, id) ON DELETE CASCADE
);
CREATE INDEX team_member_agent ON team_member USING btree (brand_id, agent_id);

create table thread (
  brand_id integer not null,
  id uuid not null,
  channel_id uuid not null,
  root_remote_id text not null,
  visibility text not null,
  constraint thread_pkey PRIMARY KEY (brand_id, id),
  constraint thread_brand_id_channel_id_visibility_root_remote_id_key UNIQUE (brand_id, channel_id, visibility, root_remote_id),
  constraint thread_brand_id_channel_id_fkey FOREIGN KEY (brand_id, channel_id) REFERENCES channel(brand_id, id) ON DELETE CASCADE,
  constraint thread_visibility_check CHECK ((visibility = ANY (ARRAY['public'::text, 'private'::text])))
);

create table topic_day (
  brand_id integer not null,
  day date not null,
  inbox_id uuid not null,
  channel_id uuid not null,
  visibility text not null,
  lang text not null,
  topic text not null,
  n integer not null,
  constraint topic_day_pkey PRIMARY KEY (brand_id, day, inbox_id, channel_id, visibility, lang, topic)
);

create table triage_settings (
  brand_id integer not null,
  settings jsonb not null,
  version integer not null default 1,
  changed_at timestamp with time zone not null,
  constraint triage_settings_pkey PRIMARY KEY (brand_id),
  constraint triage_settings_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand(id) ON DELETE CASCADE
);

create table turn (
  brand_id integer not null,
  id uuid not null,
  conversation_id uuid not null,
  inbox_id uuid not null,
  channel_id uuid not null,
  kind text not null,
  opened_at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  opened_by uuid not null,
  due_at timestamp with time zone,
  wake_at timestamp with time zone,
  breached_at timestamp with time zone,
  closed_at timestamp with time zone,
  closed_by uuid,
  closed_agent_id uuid,
  outcome text,
  reason text,
  policy jsonb,
  warned double precision not null default 0,
  team_id uuid,
  lang text,
  visibility text not null default 'public'::text,
  heard boolean not null default false,
  reach smallint not null default 0,
  complaint boolean not null default false,
  constraint turn_pkey PRIMARY KEY (brand_id, id),
  constraint turn_brand_id_conversation_id_fkey FOREIGN KEY (brand_id, conversation_id) REFERENCES conversation(brand_id, id) ON DELETE CASCADE,
  constraint turn_check CHECK (((outcome IS NULL) = (closed_at IS NULL))),
  constraint turn_check1 CHECK (((closed_at IS NULL) OR (closed_at >= opened_at))),
  constraint turn_kind_check CHECK ((kind = ANY (ARRAY['first'::text, 'next'::text]))),
  constraint turn_outcome_check CHECK ((outcome = ANY (ARRAY['answered'::text, 'unanswered'::text, 'not_needed'::text, 'withdrawn'::text]))),
  constraint turn_reach_check CHECK (((reach >= 0) AND (reach <= 5))),
  constraint turn_visibility_check CHECK ((visibility = ANY (ARRAY['public'::text, 'private'::text])))
);
CREATE INDEX turn_asleep ON turn USING btree (brand_id, channel_id, due_at) WHERE ((outcome IS NULL) AND (breached_at IS NULL) AND (wake_at IS NULL));
CREATE INDEX turn_closed_by ON turn USING btree (brand_id, closed_agent_id, closed_at DESC) WHERE (closed_agent_id IS NOT NULL);
CREATE INDEX turn_conversation ON turn USING btree (brand_id, conversation_id, opened_at);
CREATE INDEX turn_due ON turn USING btree (brand_id, due_at) WHERE (due_at IS NOT NULL);
CREATE UNIQUE INDEX turn_one_open ON turn USING btree (brand_id, conversation_id) WHERE (outcome IS NULL);
CREATE INDEX turn_open ON turn USING btree (brand_id, opened_at, id) WHERE (outcome IS NULL);
CREATE INDEX turn_opened ON turn USING btree (brand_id, opened_at, id);
CREATE INDEX turn_silent ON turn USING btree (brand_id, opened_at) WHERE ((outcome IS NULL) OR (outcome = 'unanswered'::text) OR (closed_at > due_at));
CREATE INDEX turn_wake ON turn USING btree (wake_at) WHERE ((outcome IS NULL) AND (breached_at IS NULL) AND (wake_at IS NOT NULL));
CREATE TRIGGER turn_count_delete AFTER DELETE ON turn REFERENCING OLD TABLE AS stale FOR EACH STATEMENT EXECUTE FUNCTION turn_count_delete();
CREATE TRIGGER turn_count_insert AFTER INSERT ON turn REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION turn_count_insert();
CREATE TRIGGER turn_count_update AFTER UPDATE ON turn REFERENCING OLD TABLE AS stale NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION turn_count_update();
CREATE TRIGGER turn_flow_delete AFTER DELETE ON turn REFERENCING OLD TABLE AS stale FOR EACH STATEMENT EXECUTE FUNCTION turn_flow_deleted();
CREATE TRIGGER turn_flow_insert AFTER INSERT ON turn REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION turn_flow_inserted();
CREATE TRIGGER turn_flow_update AFTER UPDATE ON turn REFERENCING OLD TABLE AS stale NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION turn_flow_updated();
CREATE TRIGGER turn_hours_delete AFTER DELETE ON turn REFERENCING OLD TABLE AS stale FOR EACH STATEMENT EXECUTE FUNCTION turn_hours_delete();
CREATE TRIGGER turn_hours_insert AFTER INSERT ON turn REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION turn_hours_insert();
CREATE TRIGGER turn_hours_update AFTER UPDATE ON turn REFERENCING OLD TABLE AS stale NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION turn_hours_update();
CREATE TRIGGER turn_watch AFTER INSERT ON turn REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION turn_watch();

create table turn_facet (
  brand_id integer not null,
  id integer not null generated always as identity,
  channel_id uuid not null,
  inbox_id uuid not null,
  team_id uuid not null,
  lang text not null,
  visibility text not null,
  heard boolean not null,
  reach smallint not null,
  kind text not null,
  complaint boolean not null,
  constraint turn_facet_pkey PRIMARY KEY (brand_id, id),
  constraint turn_facet_brand_id_channel_id_inbox_id_team_id_lang_visibi_key UNIQUE (brand_id, channel_id, inbox_id, team_id, lang, visibility, heard, reach, kind, complaint)
);

create table turn_flow (
  brand_id integer not null,
  slot timestamp with time zone not null,
  inbox_id uuid not null,
  channel_id uuid not null,
  opened integer not null,
  closed integer not null,
  constraint turn_flow_pkey PRIMARY KEY (brand_id, slot, inbox_id, channel_id)
);

create table turn_hours (
  brand_id integer not null,
  part text not null,
  value text not null,
  begins timestamp with time zone not null,
  turns integer not null,
  unanswered integer,
  not_needed integer,
  withdrawn integer,
  kept integer,
  broken integer,
  answered_0 integer,
  answered_1 integer,
  answered_2 integer,
  answered_3 integer,
  answered_4 integer,
  answered_5 integer,
  answered_6 integer,
  answered_7 integer,
  answered_8 integer,
  answered_9 integer,
  answered_10 integer,
  answered_11 integer,
  answered_12 integer,
  answered_13 integer,
  answered_14 integer,
  answered_15 integer,
  answered_16 integer,
  answered_17 integer,
  answered_18 integer,
  answered_19 integer,
  answered_20 integer,
  answered_21 integer,
  answered_22 integer,
  answered_23 integer,
  answered_24 integer,
  answered_25 integer,
  answered_26 integer,
  answered_27 integer,
  answered_28 integer,
  answered_29 integer,
  answered_30 integer,
  answered_31 integer,
  answered_32 integer,
  answered_33 integer,
  answered_34 integer,
  answered_35 integer,
  answered_36 integer,
  answered_37 integer,
  answered_38 integer,
  answered_39 integer,
  answered_40 integer,
  answered_41 integer,
  answered_42 integer,
  answered_43 integer,
  answered_44 integer,
  answered_45 integer,
  answered_46 integer,
  answered_47 integer,
  answered_48 integer,
  answered_49 integer,
  answered_50 integer,
  answered_51 integer,
  answered_52 integer,
  answered_53 integer,
  answered_54 integer,
  answered_55 integer,
  answered_56 integer,
  answered_57 integer,
  answered_58 integer,
  answered_59 integer,
  answered_60 integer,
  answered_61 integer,
  answered_62 integer,
  hearing_0 integer,
  hearing_1 integer,
  hearing_2 integer,
  hearing_3 integer,
  hearing_4 integer,
  hearing_5 integer,
  hearing_6 integer,
  hearing_7 integer,
  hearing_8 integer,
  hearing_9 integer,
  hearing_10 integer,
  hearing_11 integer,
  hearing_12 integer,
  hearing_13 integer,
  hearing_14 integer,
  hearing_15 integer,
  hearing_16 integer,
  hearing_17 integer,
  hearing_18 integer,
  hearing_19 integer,
  hearing_20 integer,
  hearing_21 integer,
  hearing_22 integer,
  hearing_23 integer,
  hearing_24 integer,
  hearing_25 integer,
  hearing_26 integer,
  hearing_27 integer,
  hearing_28 integer,
  hearing_29 integer,
  hearing_30 integer,
  hearing_31 integer,
  hearing_32 integer,
  hearing_33 integer,
  hearing_34 integer,
  handling_0 integer,
  handling_1 integer,
  handling_2 integer,
  handling_3 integer,
  handling_4 integer,
  handling_5 integer,
  handling_6 integer,
  handling_7 integer,
  handling_8 integer,
  handling_9 integer,
  handling_10 integer,
  handling_11 integer,
  handling_12 integer,
  handling_13 integer,
  handling_14 integer,
  handling_15 integer,
  handling_16 integer,
  handling_17 integer,
  handling_18 integer,
  handling_19 integer,
  handling_20 integer,
  handling_21 integer,
  handling_22 integer,
  handling_23 integer,
  handling_24 integer,
  handling_25 integer,
  handling_26 integer,
  handling_27 integer,
  handling_28 integer,
  handling_29 integer,
  handling_30 integer,
  handling_31 integer,
  handling_32 integer,
  handling_33 integer,
  handling_34 integer,
  constraint turn_hours_pkey PRIMARY KEY (brand_id, part, value, begins),
  constraint turn_hours_part_check CHECK ((part = ANY (ARRAY['language'::text, 'visibility'::text, 'heard'::text, 'reach'::text, 'kind'::text, 'complaint'::text])))
);

create table turn_outcome (
  brand_id integer not null,
  turn_id uuid not null,
  conversation_id uuid not null,
  contact_id uuid,
  inbox_id uuid not null,
  channel_id uuid not null,
  network text not null,
  team_id uuid,
  lang text,
  visibility text not null,
  heard boolean not null,
  reach smallint not null,
  kind text not null,
  complaint boolean not null,
  agent_id uuid,
  opened_at timestamp with time zone not null,
  answered_at timestamp with time zone not null,
  thanked boolean not null,
  turned boolean not null,
  again boolean not null,
  back boolean not null,
  decided boolean not null,
  constraint turn_outcome_pkey PRIMARY KEY (brand_id, turn_id),
  constraint turn_outcome_brand_id_conversation_id_fkey FOREIGN KEY (brand_id, conversation_id) REFERENCES conversation(brand_id, id) ON DELETE CASCADE,
  constraint turn_outcome_reach_check CHECK (((reach >= 0) AND (reach <= 5)))
);
CREATE INDEX turn_outcome_conversation ON turn_outcome USING btree (brand_id, conversation_id);
CREATE INDEX turn_outcome_opened ON turn_outcome USING btree (brand_id, opened_at, turn_id);
CREATE INDEX turn_outcome_undecided ON turn_outcome USING btree (brand_id, answered_at) WHERE (NOT decided);
CREATE TRIGGER outcome_delete AFTER DELETE ON turn_outcome REFERENCING OLD TABLE AS stale FOR EACH STATEMENT EXECUTE FUNCTION outcome_change();
CREATE TRIGGER outcome_insert AFTER INSERT ON turn_outcome REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION outcome_change();
CREATE TRIGGER outcome_update AFTER UPDATE ON turn_outcome REFERENCING OLD TABLE AS stale NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION outcome_change();

create table turn_slot (
  brand_id integer not null,
  begins timestamp with time zone not null,
  channel_id uuid not null,
  inbox_id uuid not null,
  team_id uuid not null,
  turns integer not null,
  unanswered integer,
  not_needed integer,
  withdrawn integer,
  kept integer,
  broken integer,
  answered_0 integer,
  answered_1 integer,
  answered_2 integer,
  answered_3 integer,
  answered_4 integer,
  answered_5 integer,
  answered_6 integer,
  answered_7 integer,
  answered_8 integer,
  answered_9 integer,
  answered_10 integer,
  answered_11 integer,
  answered_12 integer,
  answered_13 integer,
  answered_14 integer,
  answered_15 integer,
  answered_16 integer,
  answered_17 integer,
  answered_18 integer,
  answered_19 integer,
  answered_20 integer,
  answered_21 integer,
  answered_22 integer,
  answered_23 integer,
  answered_24 integer,
  answered_25 integer,
  answered_26 integer,
  answered_27 integer,
  answered_28 integer,
  answered_29 integer,
  answered_30 integer,
  answered_31 integer,
  answered_32 integer,
  answered_33 integer,
  answered_34 integer,
  answered_35 integer,
  answered_36 integer,
  answered_37 integer,
  answered_38 integer,
  answered_39 integer,
  answered_40 integer,
  answered_41 integer,
  answered_42 integer,
  answered_43 integer,
  answered_44 integer,
  answered_45 integer,
  answered_46 integer,
  answered_47 integer,
  answered_48 integer,
  answered_49 integer,
  answered_50 integer,
  answered_51 integer,
  answered_52 integer,
  answered_53 integer,
  answered_54 integer,
  answered_55 integer,
  answered_56 integer,
  answered_57 integer,
  answered_58 integer,
  answered_59 integer,
  answered_60 integer,
  answered_61 integer,
  answered_62 integer,
  hearing_0 integer,
  hearing_1 integer,
  hearing_2 integer,
  hearing_3 integer,
  hearing_4 integer,
  hearing_5 integer,
  hearing_6 integer,
  hearing_7 integer,
  hearing_8 integer,
  hearing_9 integer,
  hearing_10 integer,
  hearing_11 integer,
  hearing_12 integer,
  hearing_13 integer,
  hearing_14 integer,
  hearing_15 integer,
  hearing_16 integer,
  hearing_17 integer,
  hearing_18 integer,
  hearing_19 integer,
  hearing_20 integer,
  hearing_21 integer,
  hearing_22 integer,
  hearing_23 integer,
  hearing_24 integer,
  hearing_25 integer,
  hearing_26 integer,
  hearing_27 integer,
  hearing_28 integer,
  hearing_29 integer,
  hearing_30 integer,
  hearing_31 integer,
  hearing_32 integer,
  hearing_33 integer,
  hearing_34 integer,
  handling_0 integer,
  handling_1 integer,
  handling_2 integer,
  handling_3 integer,
  handling_4 integer,
  handling_5 integer,
  handling_6 integer,
  handling_7 integer,
  handling_8 integer,
  handling_9 integer,
  handling_10 integer,
  handling_11 integer,
  handling_12 integer,
  handling_13 integer,
  handling_14 integer,
  handling_15 integer,
  handling_16 integer,
  handling_17 integer,
  handling_18 integer,
  handling_19 integer,
  handling_20 integer,
  handling_21 integer,
  handling_22 integer,
  handling_23 integer,
  handling_24 integer,
  handling_25 integer,
  handling_26 integer,
  handling_27 integer,
  handling_28 integer,
  handling_29 integer,
  handling_30 integer,
  handling_31 integer,
  handling_32 integer,
  handling_33 integer,
  handling_34 integer,
  constraint turn_slot_pkey PRIMARY KEY (brand_id, begins, channel_id, inbox_id, team_id)
);

create table turn_span (
  brand_id integer not null,
  span text not null,
  begins timestamp with time zone not null,
  facet_id integer not null,
  turns integer not null,
  unanswered integer,
  not_needed integer,
  withdrawn integer,
  kept integer,
  broken integer,
  answered_0 integer,
  answered_1 integer,
  answered_2 integer,
  answered_3 integer,
  answered_4 integer,
  answered_5 integer,
  answered_6 integer,
  answered_7 integer,
  answered_8 integer,
  answered_9 integer,
  answered_10 integer,
  answered_11 integer,
  answered_12 integer,
  answered_13 integer,
  answered_14 integer,
  answered_15 integer,
  answered_16 integer,
  answered_17 integer,
  answered_18 integer,
  answered_19 integer,
  answered_20 integer,
  answered_21 integer,
  answered_22 integer,
  answered_23 integer,
  answered_24 integer,
  answered_25 integer,
  answered_26 integer,
  answered_27 integer,
  answered_28 integer,
  answered_29 integer,
  answered_30 integer,
  answered_31 integer,
  answered_32 integer,
  answered_33 integer,
  answered_34 integer,
  answered_35 integer,
  answered_36 integer,
  answered_37 integer,
  answered_38 integer,
  answered_39 integer,
  answered_40 integer,
  answered_41 integer,
  answered_42 integer,
  answered_43 integer,
  answered_44 integer,
  answered_45 integer,
  answered_46 integer,
  answered_47 integer,
  answered_48 integer,
  answered_49 integer,
  answered_50 integer,
  answered_51 integer,
  answered_52 integer,
  answered_53 integer,
  answered_54 integer,
  answered_55 integer,
  answered_56 integer,
  answered_57 integer,
  answered_58 integer,
  answered_59 integer,
  answered_60 integer,
  answered_61 integer,
  answered_62 integer,
  hearing_0 integer,
  hearing_1 integer,
  hearing_2 integer,
  hearing_3 integer,
  hearing_4 integer,
  hearing_5 integer,
  hearing_6 integer,
  hearing_7 integer,
  hearing_8 integer,
  hearing_9 integer,
  hearing_10 integer,
  hearing_11 integer,
  hearing_12 integer,
  hearing_13 integer,
  hearing_14 integer,
  hearing_15 integer,
  hearing_16 integer,
  hearing_17 integer,
  hearing_18 integer,
  hearing_19 integer,
  hearing_20 integer,
  hearing_21 integer,
  hearing_22 integer,
  hearing_23 integer,
  hearing_24 integer,
  hearing_25 integer,
  hearing_26 integer,
  hearing_27 integer,
  hearing_28 integer,
  hearing_29 integer,
  hearing_30 integer,
  hearing_31 integer,
  hearing_32 integer,
  hearing_33 integer,
  hearing_34 integer,
  handling_0 integer,
  handling_1 integer,
  handling_2 integer,
  handling_3 integer,
  handling_4 integer,
  handling_5 integer,
  handling_6 integer,
  handling_7 integer,
  handling_8 integer,
  handling_9 integer,
  handling_10 integer,
  handling_11 integer,
  handling_12 integer,
  handling_13 integer,
  handling_14 integer,
  handling_15 integer,
  handling_16 integer,
  handling_17 integer,
  handling_18 integer,
  handling_19 integer,
  handling_20 integer,
  handling_21 integer,
  handling_22 integer,
  handling_23 integer,
  handling_24 integer,
  handling_25 integer,
  handling_26 integer,
  handling_27 integer,
  handling_28 integer,
  handling_29 integer,
  handling_30 integer,
  handling_31 integer,
  handling_32 integer,
  handling_33 integer,
  handling_34 integer,
  constraint turn_span_pkey PRIMARY KEY (brand_id, span, begins, facet_id),
  constraint turn_span_span_check CHECK ((span = ANY (ARRAY['day'::text, 'month'::text])))
);

create table turn_unwatched (
  brand_id integer not null,
  turn_id uuid not null,
  constraint turn_unwatched_pkey PRIMARY KEY (brand_id, turn_id)
);

create table unheard_week (
  brand_id integer not null,
  week date not null,
  network text not null,
  query_id uuid,
  complaints integer not null,
  untagged integer not null,
  in_public integer not null,
  by_query integer not null,
  by_address integer not null,
  by_both integer not null,
  first_heard_at timestamp with time zone not null,
  counted_at timestamp with time zone not null,
  constraint unheard_week_brand_id_week_network_query_id_key UNIQUE NULLS NOT DISTINCT (brand_id, week, network, query_id),
  constraint unheard_week_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand(id) ON DELETE CASCADE,
  constraint unheard_week_brand_id_query_id_fkey FOREIGN KEY (brand_id, query_id) REFERENCES listening_query(brand_id, id) ON DELETE CASCADE
);

create table verification (
  id uuid not null,
  identifier text not null,
  value text not null,
  expires_at timestamp with time zone not null,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint verification_pkey PRIMARY KEY (id)
);
CREATE INDEX verification_identifier ON verification USING btree (identifier);

create table webhook (
  brand_id integer not null,
  id uuid not null,
  name text not null,
  url text not null,
  secret bytea not null,
  state text not null default 'on'::text,
  failing_since timestamp with time zone,
  created_at timestamp with time zone not null,
  created_by uuid,
  version integer not null default 1,
  constraint webhook_pkey PRIMARY KEY (brand_id, id),
  constraint webhook_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand(id) ON DELETE CASCADE,
  constraint webhook_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120))),
  constraint webhook_state_check CHECK ((state = ANY (ARRAY['on'::text, 'off'::text, 'failing'::text])))
);

create table webhook_delivery (
  brand_id integer not null,
  id uuid not null,
  webhook_id uuid not null,
  kind text not null,
  body text not null,
  at timestamp with time zone not null,
  state text not null default 'waiting'::text,
  attempts integer not null default 0,
  next_at timestamp with time zone,
  done_at timestamp with time zone,
  status integer,
  said text,
  took_ms integer,
  constraint webhook_delivery_pkey PRIMARY KEY (brand_id, id),
  constraint webhook_delivery_brand_id_webhook_id_fkey FOREIGN KEY (brand_id, webhook_id) REFERENCES webhook(brand_id, id) ON DELETE CASCADE,
  constraint webhook_delivery_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'sent'::text, 'failed'::text])))
);
CREATE INDEX webhook_delivery_age ON webhook_delivery USING btree (at);
CREATE INDEX webhook_delivery_newest ON webhook_delivery USING btree (brand_id, webhook_id, at DESC, id DESC);

CREATE OR REPLACE FUNCTION public.contact_tags_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform note_retiming_person(new.brand_id, new.id);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.conversation_contact_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform note_retiming_person(new.brand_id, new.contact_id);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.conversation_traits(brand integer, inbox uuid, assignee uuid, lang text, tags text[], heard boolean, waits boolean, at timestamp with time zone)
 RETURNS text[]
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
AS $function$
declare
  week text := ':' || floor(extract(epoch from at - timestamptz '2000-01-01 00:00:00+00') / 604800)::bigint;
  trait text := brand || ':lang:' || split_part(lower(lang), '-', 1);
  traits text[] := array[brand || ':in:' || inbox, brand || ':has:' || coalesce(assignee::text, 'nobody')];
begin
  if trait is not null then traits := traits || array[trait, trait || week]; end if;
  if heard then traits := traits || array[brand || ':heard', brand || ':heard' || week]; end if;
  if waits then traits := traits || array[brand || ':waits']; end if;
  foreach trait in array tags loop
    trait := brand || ':tag:' || trait;
    traits := traits || array[trait, trait || week];
  end loop;
  return traits;
end $function$;

CREATE OR REPLACE FUNCTION public.corrected_message_gone()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  update learning l set wanted = wanted + 1, wanted_at = coalesce(wanted_at, now())
  from (select distinct aspect from reading_correction c
    where c.brand_id = new.brand_id and c.message_id = new.id and c.undone_at is null and c.learnt_in is not null) g
  where l.brand_id = new.brand_id and l.aspect = g.aspect;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.correction_gone()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  update learning l set wanted = wanted + 1, wanted_at = coalesce(wanted_at, now())
  from (select distinct brand_id, aspect from gone where undone_at is null and learnt_in is not null) g
  where l.brand_id = g.brand_id and l.aspect = g.aspect;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.delay_bucket(delay interval)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
  select width_bucket((extract(epoch from delay) * 1000000)::bigint - 1, '{
    10000000,14310000,20477000,29302000,41930000,60000000,85798000,122689000,175441000,250875000,300000000,429291000,614302000,
    879047000,1257889000,1800000000,2545584000,3600000000,5147889000,7361322000,10526464000,15052519000,18000000000,25507004000,
    36144847000,51219264000,72580553000,86400000000,316164013000,604800000000,1595734344000,2592000000000,9041090200000,
    31536000000000
  }'::bigint[])
$function$;

CREATE OR REPLACE FUNCTION public.escalation_begins()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into escalation_place (brand_id, seq) values (new.id, (select coalesce(max(seq), 0) from event)) on conflict do nothing;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.half_hour(at timestamp with time zone)
 RETURNS timestamp with time zone
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select date_bin('30 minutes', at, timestamptz '2000-01-01 00:00:00+00')
$function$;

CREATE OR REPLACE FUNCTION public.handling_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'INSERT' then perform handling_counts(new, 1); else perform handling_counts(old, -1); end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.handling_counts(h handling, sign integer)
 RETURNS void
 LANGUAGE sql
AS $function$
  insert into handling_day as d (brand_id, day, agent_id, inbox_id, channel_id, team_id, lang, visibility, heard, kind, complaint, reach,
    n, turns, seconds, seconds_squared, fresh_seconds, at_once)
  values (h.brand_id, (h.sent_at at time zone 'utc')::date, h.agent_id, h.inbox_id, h.channel_id, h.team_id, h.lang, h.visibility, h.heard,
    h.kind, h.complaint, h.reach, sign, case when h.turn_id is null then 0 else sign end, sign * h.seconds, sign * h.seconds * h.seconds,
    sign * h.fresh_seconds, sign * h.at_once)
  on conflict (brand_id, day, agent_id, inbox_id, channel_id, team_id, lang, visibility, heard, kind, complaint, reach) do update
  set n = d.n + excluded.n, turns = d.turns + excluded.turns, seconds = d.seconds + excluded.seconds,
    seconds_squared = d.seconds_squared + excluded.seconds_squared, fresh_seconds = d.fresh_seconds + excluded.fresh_seconds,
    at_once = d.at_once + excluded.at_once;
$function$;

CREATE OR REPLACE FUNCTION public.message_weeks(brand integer, channel uuid, at timestamp with time zone)
 RETURNS bigint[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select array[
    hashint8extended(brand, floor(extract(epoch from at - timestamptz '2000-01-01 00:00:00+00') / 604800)::bigint),
    hashtextextended(channel::text, floor(extract(epoch from at - timestamptz '2000-01-01 00:00:00+00') / 604800)::bigint)]
$function$;

CREATE OR REPLACE FUNCTION public.note_retiming_person(brand integer, contact uuid)
 RETURNS void
 LANGUAGE sql
AS $function$
  insert into retiming_person (brand_id, contact_id)
  select brand, contact
  where contact is not null
    and exists (select from policy p where p.brand_id = brand and p.conditions->'contactTags' <> '[]')
    and exists (
      select from conversation c
      where c.brand_id = brand and c.contact_id = contact
        and (c.turn_id is not null or (c.resolution is not null and c.status <> 'resolved')))
$function$;

CREATE OR REPLACE FUNCTION public.one_counts(of_brand integer)
 RETURNS void
 LANGUAGE sql
AS $function$
  select pg_advisory_xact_lock(1952541804, of_brand)
$function$;

CREATE OR REPLACE FUNCTION public.outcome_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  -- One writer of a brand's counts at a time, so that two that change the same days in different orders do not wait for each other.
  if tg_op = 'DELETE' then
    perform pg_advisory_xact_lock(1869968484, one.brand_id) from (select brand_id from stale limit 1) one;
  else
    perform pg_advisory_xact_lock(1869968484, one.brand_id) from (select brand_id from fresh limit 1) one;
  end if;
  if tg_op = 'INSERT' then
  insert into outcome_day as d (brand_id, day, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint, answered, decided, thanked, turned, again, back)
  select brand_id, (opened_at at time zone 'utc')::date, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint, sum(n), sum(decided), sum(thanked), sum(turned), sum(again), sum(back)
  from (select brand_id, opened_at, agent_id, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint,
      1 as n, decided::int as decided, (decided and thanked)::int as thanked, (decided and turned)::int as turned,
      (decided and again)::int as again, (decided and back)::int as back from fresh) change group by brand_id, 2, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint
  having (sum(n), sum(decided), sum(thanked), sum(turned), sum(again), sum(back)) <> (0, 0, 0, 0, 0, 0)
  on conflict on constraint outcome_day_once do update set answered = d.answered + excluded.answered, decided = d.decided + excluded.decided,
    thanked = d.thanked + excluded.thanked, turned = d.turned + excluded.turned, again = d.again + excluded.again, back = d.back + excluded.back;
  insert into outcome_month as d (brand_id, month, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint, answered, decided, thanked, turned, again, back)
  select brand_id, date_trunc('month', opened_at at time zone 'utc')::date, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint, sum(n), sum(decided), sum(thanked), sum(turned), sum(again), sum(back)
  from (select brand_id, opened_at, agent_id, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint,
      1 as n, decided::int as decided, (decided and thanked)::int as thanked, (decided and turned)::int as turned,
      (decided and again)::int as again, (decided and back)::int as back from fresh) change group by brand_id, 2, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint
  having (sum(n), sum(decided), sum(thanked), sum(turned), sum(again), sum(back)) <> (0, 0, 0, 0, 0, 0)
  on conflict on constraint outcome_month_once do update set answered = d.answered + excluded.answered, decided = d.decided + excluded.decided,
    thanked = d.thanked + excluded.thanked, turned = d.turned + excluded.turned, again = d.again + excluded.again, back = d.back + excluded.back;
  insert into outcome_agent_day as d (brand_id, day, agent_id, inbox_id, channel_id, network, team_id, lang, kind, complaint, answered, decided, thanked, turned, again, back)
  select brand_id, (opened_at at time zone 'utc')::date, agent_id, inbox_id, channel_id, network, team_id, lang, kind, complaint, sum(n), sum(decided), sum(thanked), sum(turned), sum(again), sum(back)
  from (select brand_id, opened_at, agent_id, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint,
      1 as n, decided::int as decided, (decided and thanked)::int as thanked, (decided and turned)::int as turned,
      (decided and again)::int as again, (decided and back)::int as back from fresh) change group by brand_id, 2, agent_id, inbox_id, channel_id, network, team_id, lang, kind, complaint
  having (sum(n), sum(decided), sum(thanked), sum(turned), sum(again), sum(back)) <> (0, 0, 0, 0, 0, 0)
  on conflict on constraint outcome_agent_day_once do update set answered = d.answered + excluded.answered, decided = d.decided + excluded.decided,
    thanked = d.thanked + excluded.thanked, turned = d.turned + excluded.turned, again = d.again + excluded.again, back = d.back + excluded.back;
  elsif tg_op = 'DELETE' then
  insert into outcome_day as d (brand_id, day, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint, answered, decided, thanked, turned, again, back)
  select brand_id, (opened_at at time zone 'utc')::date, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint, sum(n), sum(decided), sum(thanked), sum(turned), sum(again), sum(back)
  from (select brand_id, opened_at, agent_id, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint,
      -1 as n, -decided::int as decided, -(decided and thanked)::int as thanked, -(decided and turned)::int as turned,
      -(decided and again)::int as again, -(decided and back)::int as back from stale) change group by brand_id, 2, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint
  having (sum(n), sum(decided), sum(thanked), sum(turned), sum(again), sum(back)) <> (0, 0, 0, 0, 0, 0)
  on conflict on constraint outcome_day_once do update set answered = d.answered + excluded.answered, decided = d.decided + excluded.decided,
    thanked = d.thanked + excluded.thanked, turned = d.turned + excluded.turned, again = d.again + excluded.again, back = d.back + excluded.back;
  insert into outcome_month as d (brand_id, month, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint, answered, decided, thanked, turned, again, back)
  select brand_id, date_trunc('month', opened_at at time zone 'utc')::date, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint, sum(n), sum(decided), sum(thanked), sum(turned), sum(again), sum(back)
  from (select brand_id, opened_at, agent_id, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint,
      -1 as n, -decided::int as decided, -(decided and thanked)::int as thanked, -(decided and turned)::int as turned,
      -(decided and again)::int as again, -(decided and back)::int as back from stale) change group by brand_id, 2, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint
  having (sum(n), sum(decided), sum(thanked), sum(turned), sum(again), sum(back)) <> (0, 0, 0, 0, 0, 0)
  on conflict on constraint outcome_month_once do update set answered = d.answered + excluded.answered, decided = d.decided + excluded.decided,
    thanked = d.thanked + excluded.thanked, turned = d.turned + excluded.turned, again = d.again + excluded.again, back = d.back + excluded.back;
  insert into outcome_agent_day as d (brand_id, day, agent_id, inbox_id, channel_id, network, team_id, lang, kind, complaint, answered, decided, thanked, turned, again, back)
  select brand_id, (opened_at at time zone 'utc')::date, agent_id, inbox_id, channel_id, network, team_id, lang, kind, complaint, sum(n), sum(decided), sum(thanked), sum(turned), sum(again), sum(back)
  from (select brand_id, opened_at, agent_id, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint,
      -1 as n, -decided::int as decided, -(decided and thanked)::int as thanked, -(decided and turned)::int as turned,
      -(decided and again)::int as again, -(decided and back)::int as back from stale) change group by brand_id, 2, agent_id, inbox_id, channel_id, network, team_id, lang, kind, complaint
  having (sum(n), sum(decided), sum(thanked), sum(turned), sum(again), sum(back)) <> (0, 0, 0, 0, 0, 0)
  on conflict on constraint outcome_agent_day_once do update set answered = d.answered + excluded.answered, decided = d.decided + excluded.decided,
    thanked = d.thanked + excluded.thanked, turned = d.turned + excluded.turned, again = d.again + excluded.again, back = d.back + excluded.back;
  else
  insert into outcome_day as d (brand_id, day, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint, answered, decided, thanked, turned, again, back)
  select brand_id, (opened_at at time zone 'utc')::date, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint, sum(n), sum(decided), sum(thanked), sum(turned), sum(again), sum(back)
  from (select brand_id, opened_at, agent_id, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint,
      1 as n, decided::int as decided, (decided and thanked)::int as thanked, (decided and turned)::int as turned,
      (decided and again)::int as again, (decided and back)::int as back from fresh
    union all select brand_id, opened_at, agent_id, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint,
      -1 as n, -decided::int as decided, -(decided and thanked)::int as thanked, -(decided and turned)::int as turned,
      -(decided and again)::int as again, -(decided and back)::int as back from stale) change group by brand_id, 2, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint
  having (sum(n), sum(decided), sum(thanked), sum(turned), sum(again), sum(back)) <> (0, 0, 0, 0, 0, 0)
  on conflict on constraint outcome_day_once do update set answered = d.answered + excluded.answered, decided = d.decided + excluded.decided,
    thanked = d.thanked + excluded.thanked, turned = d.turned + excluded.turned, again = d.again + excluded.again, back = d.back + excluded.back;
  insert into outcome_month as d (brand_id, month, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint, answered, decided, thanked, turned, again, back)
  select brand_id, date_trunc('month', opened_at at time zone 'utc')::date, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint, sum(n), sum(decided), sum(thanked), sum(turned), sum(again), sum(back)
  from (select brand_id, opened_at, agent_id, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint,
      1 as n, decided::int as decided, (decided and thanked)::int as thanked, (decided and turned)::int as turned,
      (decided and again)::int as again, (decided and back)::int as back from fresh
    union all select brand_id, opened_at, agent_id, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint,
      -1 as n, -decided::int as decided, -(decided and thanked)::int as thanked, -(decided and turned)::int as turned,
      -(decided and again)::int as again, -(decided and back)::int as back from stale) change group by brand_id, 2, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint
  having (sum(n), sum(decided), sum(thanked), sum(turned), sum(again), sum(back)) <> (0, 0, 0, 0, 0, 0)
  on conflict on constraint outcome_month_once do update set answered = d.answered + excluded.answered, decided = d.decided + excluded.decided,
    thanked = d.thanked + excluded.thanked, turned = d.turned + excluded.turned, again = d.again + excluded.again, back = d.back + excluded.back;
  insert into outcome_agent_day as d (brand_id, day, agent_id, inbox_id, channel_id, network, team_id, lang, kind, complaint, answered, decided, thanked, turned, again, back)
  select brand_id, (opened_at at time zone 'utc')::date, agent_id, inbox_id, channel_id, network, team_id, lang, kind, complaint, sum(n), sum(decided), sum(thanked), sum(turned), sum(again), sum(back)
  from (select brand_id, opened_at, agent_id, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint,
      1 as n, decided::int as decided, (decided and thanked)::int as thanked, (decided and turned)::int as turned,
      (decided and again)::int as again, (decided and back)::int as back from fresh
    union all select brand_id, opened_at, agent_id, inbox_id, channel_id, network, team_id, lang, visibility, heard, reach, kind, complaint,
      -1 as n, -decided::int as decided, -(decided and thanked)::int as thanked, -(decided and turned)::int as turned,
      -(decided and again)::int as again, -(decided and back)::int as back from stale) change group by brand_id, 2, agent_id, inbox_id, channel_id, network, team_id, lang, kind, complaint
  having (sum(n), sum(decided), sum(thanked), sum(turned), sum(again), sum(back)) <> (0, 0, 0, 0, 0, 0)
  on conflict on constraint outcome_agent_day_once do update set answered = d.answered + excluded.answered, decided = d.decided + excluded.decided,
    thanked = d.thanked + excluded.thanked, turned = d.turned + excluded.turned, again = d.again + excluded.again, back = d.back + excluded.back;
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.promises_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  update brand set promises = gen_random_uuid() where id = coalesce(new.brand_id, old.brand_id);
  -- Not of a brand that is being removed.
  insert into retiming (brand_id, look_at)
  select id, now() + interval '10 seconds' from brand where id = coalesce(new.brand_id, old.brand_id)
  on conflict (brand_id) do update set after_id = null, rounds = 0, look_at = excluded.look_at;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.queue_place(opened timestamp with time zone, due timestamp with time zone, priority text, intents text[], urgency smallint, risk smallint)
 RETURNS timestamp with time zone
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select to_timestamp((floor(
    coalesce(floor(date_part('epoch', due - timestamptz '1970-01-01 00:00:00+00') * 1000 + 0.0005), floor(date_part('epoch', opened - timestamptz '1970-01-01 00:00:00+00') * 1000 + 0.0005) + 86400000)
    - greatest(0::float8, coalesce(floor(date_part('epoch', due - timestamptz '1970-01-01 00:00:00+00') * 1000 + 0.0005), floor(date_part('epoch', opened - timestamptz '1970-01-01 00:00:00+00') * 1000 + 0.0005) + 86400000)
        - floor(date_part('epoch', opened - timestamptz '1970-01-01 00:00:00+00') * 1000 + 0.0005))
      * (1::float8 - 1::float8 / case
        when intents && '{danger,threat,safety,legal,self_harm,data_breach}'::text[] then 8::float8
        when priority = 'low' then 0.5::float8
        else (case
          when priority = 'urgent' then 4::float8
          when priority = 'high' then 2::float8
          else greatest(
            case when intents && '{complaint,leaving}'::text[] then 1.25::float8 else 0::float8 end,
            case urgency when 0 then 0.8::float8 when 2 then 1.5::float8 when 3 then 4::float8 else 1::float8 end) end)
          * (1::float8 + greatest(0, coalesce(risk, 0) - 10)::float8 / 90::float8) end))
    + case
      when intents && '{danger,threat,safety,legal,self_harm,data_breach}'::text[] then -30e12::float8
      when due is null then 200e12::float8
      else 0::float8 end) / 1000::float8)
$function$;

CREATE OR REPLACE FUNCTION public.reach_of(profile jsonb)
 RETURNS smallint
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select case when profile->>'followers' is null then 0
    else 1 + width_bucket((profile->>'followers')::float8, '{100,1000,10000,100000}'::float8[]) end::smallint
$function$;

CREATE OR REPLACE FUNCTION public.recount_turn_hours(of_brand integer)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
    declare
      day timestamptz;
    begin
      perform pg_advisory_xact_lock(1952541804, of_brand);
      delete from turn_hours where brand_id = of_brand;
      for day in select distinct date_trunc('day', opened_at, 'UTC') from turn where brand_id = of_brand loop
        
    insert into turn_hours as r (brand_id, part, value, begins, turns, unanswered, not_needed, withdrawn, kept, broken, answered_0, answered_1, answered_2, answered_3, answered_4, answered_5, answered_6, answered_7, answered_8, answered_9, answered_10, answered_11, answered_12, answered_13, answered_14, answered_15, answered_16, answered_17, answered_18, answered_19, answered_20, answered_21, answered_22, answered_23, answered_24, answered_25, answered_26, answered_27, answered_28, answered_29, answered_30, answered_31, answered_32, answered_33, answered_34, answered_35, answered_36, answered_37, answered_38, answered_39, answered_40, answered_41, answered_42, answered_43, answered_44, answered_45, answered_46, answered_47, answered_48, answered_49, answered_50, answered_51, answered_52, answered_53, answered_54, answered_55, answered_56, answered_57, answered_58, answered_59, answered_60, answered_61, answered_62, hearing_0, hearing_1, hearing_2, hearing_3, hearing_4, hearing_5, hearing_6, hearing_7, hearing_8, hearing_9, hearing_10, hearing_11, hearing_12, hearing_13, hearing_14, hearing_15, hearing_16, hearing_17, hearing_18, hearing_19, hearing_20, hearing_21, hearing_22, hearing_23, hearing_24, hearing_25, hearing_26, hearing_27, hearing_28, hearing_29, hearing_30, hearing_31, hearing_32, hearing_33, hearing_34, handling_0, handling_1, handling_2, handling_3, handling_4, handling_5, handling_6, handling_7, handling_8, handling_9, handling_10, handling_11, handling_12, handling_13, handling_14, handling_15, handling_16, handling_17, handling_18, handling_19, handling_20, handling_21, handling_22, handling_23, handling_24, handling_25, handling_26, handling_27, handling_28, handling_29, handling_30, handling_31, handling_32, handling_33, handling_34)
    select brand_id, p.part, p.value, begins, sum(sign), nullif(sum(sign) filter (where outcome = 'unanswered'), 0), nullif(sum(sign) filter (where outcome = 'not_needed'), 0), nullif(sum(sign) filter (where outcome = 'withdrawn'), 0), nullif(sum(sign) filter (where outcome = 'answered' and closed_at <= due_at), 0), nullif(sum(sign) filter (where due_at is not null and (outcome = 'unanswered' or (outcome = 'answered' and closed_at > due_at))), 0), nullif(sum(sign) filter (where answered = 0), 0), nullif(sum(sign) filter (where answered = 1), 0), nullif(sum(sign) filter (where answered = 2), 0), nullif(sum(sign) filter (where answered = 3), 0), nullif(sum(sign) filter (where answered = 4), 0), nullif(sum(sign) filter (where answered = 5), 0), nullif(sum(sign) filter (where answered = 6), 0), nullif(sum(sign) filter (where answered = 7), 0), nullif(sum(sign) filter (where answered = 8), 0), nullif(sum(sign) filter (where answered = 9), 0), nullif(sum(sign) filter (where answered = 10), 0), nullif(sum(sign) filter (where answered = 11), 0), nullif(sum(sign) filter (where answered = 12), 0), nullif(sum(sign) filter (where answered = 13), 0), nullif(sum(sign) filter (where answered = 14), 0), nullif(sum(sign) filter (where answered = 15), 0), nullif(sum(sign) filter (where answered = 16), 0), nullif(sum(sign) filter (where answered = 17), 0), nullif(sum(sign) filter (where answered = 18), 0), nullif(sum(sign) filter (where answered = 19), 0), nullif(sum(sign) filter (where answered = 20), 0), nullif(sum(sign) filter (where answered = 21), 0), nullif(sum(sign) filter (where answered = 22), 0), nullif(sum(sign) filter (where answered = 23), 0), nullif(sum(sign) filter (where answered = 24), 0), nullif(sum(sign) filter (where answered = 25), 0), nullif(sum(sign) filter (where answered = 26), 0), nullif(sum(sign) filter (where answered = 27), 0), nullif(sum(sign) filter (where answered = 28), 0), nullif(sum(sign) filter (where answered = 29), 0), nullif(sum(sign) filter (where answered = 30), 0), nullif(sum(sign) filter (where answered = 31), 0), nullif(sum(sign) filter (where answered = 32), 0), nullif(sum(sign) filter (where answered = 33), 0), nullif(sum(sign) filter (where answered = 34), 0), nullif(sum(sign) filter (where answered = 35), 0), nullif(sum(sign) filter (where answered = 36), 0), nullif(sum(sign) filter (where answered = 37), 0), nullif(sum(sign) filter (where answered = 38), 0), nullif(sum(sign) filter (where answered = 39), 0), nullif(sum(sign) filter (where answered = 40), 0), nullif(sum(sign) filter (where answered = 41), 0), nullif(sum(sign) filter (where answered = 42), 0), nullif(sum(sign) filter (where answered = 43), 0), nullif(sum(sign) filter (where answered = 44), 0), nullif(sum(sign) filter (where answered = 45), 0), nullif(sum(sign) filter (where answered = 46), 0), nullif(sum(sign) filter (where answered = 47), 0), nullif(sum(sign) filter (where answered = 48), 0), nullif(sum(sign) filter (where answered = 49), 0), nullif(sum(sign) filter (where answered = 50), 0), nullif(sum(sign) filter (where answered = 51), 0), nullif(sum(sign) filter (where answered = 52), 0), nullif(sum(sign) filter (where answered = 53), 0), nullif(sum(sign) filter (where answered = 54), 0), nullif(sum(sign) filter (where answered = 55), 0), nullif(sum(sign) filter (where answered = 56), 0), nullif(sum(sign) filter (where answered = 57), 0), nullif(sum(sign) filter (where answered = 58), 0), nullif(sum(sign) filter (where answered = 59), 0), nullif(sum(sign) filter (where answered = 60), 0), nullif(sum(sign) filter (where answered = 61), 0), nullif(sum(sign) filter (where answered = 62), 0), nullif(sum(sign) filter (where hearing = 0), 0), nullif(sum(sign) filter (where hearing = 1), 0), nullif(sum(sign) filter (where hearing = 2), 0), nullif(sum(sign) filter (where hearing = 3), 0), nullif(sum(sign) filter (where hearing = 4), 0), nullif(sum(sign) filter (where hearing = 5), 0), nullif(sum(sign) filter (where hearing = 6), 0), nullif(sum(sign) filter (where hearing = 7), 0), nullif(sum(sign) filter (where hearing = 8), 0), nullif(sum(sign) filter (where hearing = 9), 0), nullif(sum(sign) filter (where hearing = 10), 0), nullif(sum(sign) filter (where hearing = 11), 0), nullif(sum(sign) filter (where hearing = 12), 0), nullif(sum(sign) filter (where hearing = 13), 0), nullif(sum(sign) filter (where hearing = 14), 0), nullif(sum(sign) filter (where hearing = 15), 0), nullif(sum(sign) filter (where hearing = 16), 0), nullif(sum(sign) filter (where hearing = 17), 0), nullif(sum(sign) filter (where hearing = 18), 0), nullif(sum(sign) filter (where hearing = 19), 0), nullif(sum(sign) filter (where hearing = 20), 0), nullif(sum(sign) filter (where hearing = 21), 0), nullif(sum(sign) filter (where hearing = 22), 0), nullif(sum(sign) filter (where hearing = 23), 0), nullif(sum(sign) filter (where hearing = 24), 0), nullif(sum(sign) filter (where hearing = 25), 0), nullif(sum(sign) filter (where hearing = 26), 0), nullif(sum(sign) filter (where hearing = 27), 0), nullif(sum(sign) filter (where hearing = 28), 0), nullif(sum(sign) filter (where hearing = 29), 0), nullif(sum(sign) filter (where hearing = 30), 0), nullif(sum(sign) filter (where hearing = 31), 0), nullif(sum(sign) filter (where hearing = 32), 0), nullif(sum(sign) filter (where hearing = 33), 0), nullif(sum(sign) filter (where hearing = 34), 0), nullif(sum(sign) filter (where handling = 0), 0), nullif(sum(sign) filter (where handling = 1), 0), nullif(sum(sign) filter (where handling = 2), 0), nullif(sum(sign) filter (where handling = 3), 0), nullif(sum(sign) filter (where handling = 4), 0), nullif(sum(sign) filter (where handling = 5), 0), nullif(sum(sign) filter (where handling = 6), 0), nullif(sum(sign) filter (where handling = 7), 0), nullif(sum(sign) filter (where handling = 8), 0), nullif(sum(sign) filter (where handling = 9), 0), nullif(sum(sign) filter (where handling = 10), 0), nullif(sum(sign) filter (where handling = 11), 0), nullif(sum(sign) filter (where handling = 12), 0), nullif(sum(sign) filter (where handling = 13), 0), nullif(sum(sign) filter (where handling = 14), 0), nullif(sum(sign) filter (where handling = 15), 0), nullif(sum(sign) filter (where handling = 16), 0), nullif(sum(sign) filter (where handling = 17), 0), nullif(sum(sign) filter (where handling = 18), 0), nullif(sum(sign) filter (where handling = 19), 0), nullif(sum(sign) filter (where handling = 20), 0), nullif(sum(sign) filter (where handling = 21), 0), nullif(sum(sign) filter (where handling = 22), 0), nullif(sum(sign) filter (where handling = 23), 0), nullif(sum(sign) filter (where handling = 24), 0), nullif(sum(sign) filter (where handling = 25), 0), nullif(sum(sign) filter (where handling = 26), 0), nullif(sum(sign) filter (where handling = 27), 0), nullif(sum(sign) filter (where handling = 28), 0), nullif(sum(sign) filter (where handling = 29), 0), nullif(sum(sign) filter (where handling = 30), 0), nullif(sum(sign) filter (where handling = 31), 0), nullif(sum(sign) filter (where handling = 32), 0), nullif(sum(sign) filter (where handling = 33), 0), nullif(sum(sign) filter (where handling = 34), 0)
    from (
      select *, date_bin('30 minutes', opened_at, 'epoch') begins,
        case when outcome = 'answered' then response_bucket(closed_at - opened_at) end answered,
        case when received_at <= closed_at then delay_bucket(received_at - opened_at) end hearing,
        case when outcome = 'answered' and received_at <= closed_at then delay_bucket(closed_at - received_at) end handling
      from (select *, 1 sign from turn where brand_id = of_brand and opened_at >= day and opened_at < day + interval '1 day') c offset 0) change
    cross join lateral (values ('language', coalesce(lang, '')), ('visibility', visibility), ('heard', heard::text), ('reach', reach::text),
      ('kind', kind), ('complaint', complaint::text)) p (part, value)
    group by 1, 2, 3, 4 having sum(sign) <> 0 or bool_or(outcome is not null) order by 1, 2, 3, 4
    on conflict (brand_id, part, value, begins) do update set turns = r.turns + excluded.turns, unanswered = nullif(coalesce(r.unanswered, 0) + coalesce(excluded.unanswered, 0), 0), not_needed = nullif(coalesce(r.not_needed, 0) + coalesce(excluded.not_needed, 0), 0), withdrawn = nullif(coalesce(r.withdrawn, 0) + coalesce(excluded.withdrawn, 0), 0), kept = nullif(coalesce(r.kept, 0) + coalesce(excluded.kept, 0), 0), broken = nullif(coalesce(r.broken, 0) + coalesce(excluded.broken, 0), 0), answered_0 = nullif(coalesce(r.answered_0, 0) + coalesce(excluded.answered_0, 0), 0), answered_1 = nullif(coalesce(r.answered_1, 0) + coalesce(excluded.answered_1, 0), 0), answered_2 = nullif(coalesce(r.answered_2, 0) + coalesce(excluded.answered_2, 0), 0), answered_3 = nullif(coalesce(r.answered_3, 0) + coalesce(excluded.answered_3, 0), 0), answered_4 = nullif(coalesce(r.answered_4, 0) + coalesce(excluded.answered_4, 0), 0), answered_5 = nullif(coalesce(r.answered_5, 0) + coalesce(excluded.answered_5, 0), 0), answered_6 = nullif(coalesce(r.answered_6, 0) + coalesce(excluded.answered_6, 0), 0), answered_7 = nullif(coalesce(r.answered_7, 0) + coalesce(excluded.answered_7, 0), 0), answered_8 = nullif(coalesce(r.answered_8, 0) + coalesce(excluded.answered_8, 0), 0), answered_9 = nullif(coalesce(r.answered_9, 0) + coalesce(excluded.answered_9, 0), 0), answered_10 = nullif(coalesce(r.answered_10, 0) + coalesce(excluded.answered_10, 0), 0), answered_11 = nullif(coalesce(r.answered_11, 0) + coalesce(excluded.answered_11, 0), 0), answered_12 = nullif(coalesce(r.answered_12, 0) + coalesce(excluded.answered_12, 0), 0), answered_13 = nullif(coalesce(r.answered_13, 0) + coalesce(excluded.answered_13, 0), 0), answered_14 = nullif(coalesce(r.answered_14, 0) + coalesce(excluded.answered_14, 0), 0), answered_15 = nullif(coalesce(r.answered_15, 0) + coalesce(excluded.answered_15, 0), 0), answered_16 = nullif(coalesce(r.answered_16, 0) + coalesce(excluded.answered_16, 0), 0), answered_17 = nullif(coalesce(r.answered_17, 0) + coalesce(excluded.answered_17, 0), 0), answered_18 = nullif(coalesce(r.answered_18, 0) + coalesce(excluded.answered_18, 0), 0), answered_19 = nullif(coalesce(r.answered_19, 0) + coalesce(excluded.answered_19, 0), 0), answered_20 = nullif(coalesce(r.answered_20, 0) + coalesce(excluded.answered_20, 0), 0), answered_21 = nullif(coalesce(r.answered_21, 0) + coalesce(excluded.answered_21, 0), 0), answered_22 = nullif(coalesce(r.answered_22, 0) + coalesce(excluded.answered_22, 0), 0), answered_23 = nullif(coalesce(r.answered_23, 0) + coalesce(excluded.answered_23, 0), 0), answered_24 = nullif(coalesce(r.answered_24, 0) + coalesce(excluded.answered_24, 0), 0), answered_25 = nullif(coalesce(r.answered_25, 0) + coalesce(excluded.answered_25, 0), 0), answered_26 = nullif(coalesce(r.answered_26, 0) + coalesce(excluded.answered_26, 0), 0), answered_27 = nullif(coalesce(r.answered_27, 0) + coalesce(excluded.answered_27, 0), 0), answered_28 = nullif(coalesce(r.answered_28, 0) + coalesce(excluded.answered_28, 0), 0), answered_29 = nullif(coalesce(r.answered_29, 0) + coalesce(excluded.answered_29, 0), 0), answered_30 = nullif(coalesce(r.answered_30, 0) + coalesce(excluded.answered_30, 0), 0), answered_31 = nullif(coalesce(r.answered_31, 0) + coalesce(excluded.answered_31, 0), 0), answered_32 = nullif(coalesce(r.answered_32, 0) + coalesce(excluded.answered_32, 0), 0), answered_33 = nullif(coalesce(r.answered_33, 0) + coalesce(excluded.answered_33, 0), 0), answered_34 = nullif(coalesce(r.answered_34, 0) + coalesce(excluded.answered_34, 0), 0), answered_35 = nullif(coalesce(r.answered_35, 0) + coalesce(excluded.answered_35, 0), 0), answered_36 = nullif(coalesce(r.answered_36, 0) + coalesce(excluded.answered_36, 0), 0), answered_37 = nullif(coalesce(r.answered_37, 0) + coalesce(excluded.answered_37, 0), 0), answered_38 = nullif(coalesce(r.answered_38, 0) + coalesce(excluded.answered_38, 0), 0), answered_39 = nullif(coalesce(r.answered_39, 0) + coalesce(excluded.answered_39, 0), 0), answered_40 = nullif(coalesce(r.answered_40, 0) + coalesce(excluded.answered_40, 0), 0), answered_41 = nullif(coalesce(r.answered_41, 0) + coalesce(excluded.answered_41, 0), 0), answered_42 = nullif(coalesce(r.answered_42, 0) + coalesce(excluded.answered_42, 0), 0), answered_43 = nullif(coalesce(r.answered_43, 0) + coalesce(excluded.answered_43, 0), 0), answered_44 = nullif(coalesce(r.answered_44, 0) + coalesce(excluded.answered_44, 0), 0), answered_45 = nullif(coalesce(r.answered_45, 0) + coalesce(excluded.answered_45, 0), 0), answered_46 = nullif(coalesce(r.answered_46, 0) + coalesce(excluded.answered_46, 0), 0), answered_47 = nullif(coalesce(r.answered_47, 0) + coalesce(excluded.answered_47, 0), 0), answered_48 = nullif(coalesce(r.answered_48, 0) + coalesce(excluded.answered_48, 0), 0), answered_49 = nullif(coalesce(r.answered_49, 0) + coalesce(excluded.answered_49, 0), 0), answered_50 = nullif(coalesce(r.answered_50, 0) + coalesce(excluded.answered_50, 0), 0), answered_51 = nullif(coalesce(r.answered_51, 0) + coalesce(excluded.answered_51, 0), 0), answered_52 = nullif(coalesce(r.answered_52, 0) + coalesce(excluded.answered_52, 0), 0), answered_53 = nullif(coalesce(r.answered_53, 0) + coalesce(excluded.answered_53, 0), 0), answered_54 = nullif(coalesce(r.answered_54, 0) + coalesce(excluded.answered_54, 0), 0), answered_55 = nullif(coalesce(r.answered_55, 0) + coalesce(excluded.answered_55, 0), 0), answered_56 = nullif(coalesce(r.answered_56, 0) + coalesce(excluded.answered_56, 0), 0), answered_57 = nullif(coalesce(r.answered_57, 0) + coalesce(excluded.answered_57, 0), 0), answered_58 = nullif(coalesce(r.answered_58, 0) + coalesce(excluded.answered_58, 0), 0), answered_59 = nullif(coalesce(r.answered_59, 0) + coalesce(excluded.answered_59, 0), 0), answered_60 = nullif(coalesce(r.answered_60, 0) + coalesce(excluded.answered_60, 0), 0), answered_61 = nullif(coalesce(r.answered_61, 0) + coalesce(excluded.answered_61, 0), 0), answered_62 = nullif(coalesce(r.answered_62, 0) + coalesce(excluded.answered_62, 0), 0), hearing_0 = nullif(coalesce(r.hearing_0, 0) + coalesce(excluded.hearing_0, 0), 0), hearing_1 = nullif(coalesce(r.hearing_1, 0) + coalesce(excluded.hearing_1, 0), 0), hearing_2 = nullif(coalesce(r.hearing_2, 0) + coalesce(excluded.hearing_2, 0), 0), hearing_3 = nullif(coalesce(r.hearing_3, 0) + coalesce(excluded.hearing_3, 0), 0), hearing_4 = nullif(coalesce(r.hearing_4, 0) + coalesce(excluded.hearing_4, 0), 0), hearing_5 = nullif(coalesce(r.hearing_5, 0) + coalesce(excluded.hearing_5, 0), 0), hearing_6 = nullif(coalesce(r.hearing_6, 0) + coalesce(excluded.hearing_6, 0), 0), hearing_7 = nullif(coalesce(r.hearing_7, 0) + coalesce(excluded.hearing_7, 0), 0), hearing_8 = nullif(coalesce(r.hearing_8, 0) + coalesce(excluded.hearing_8, 0), 0), hearing_9 = nullif(coalesce(r.hearing_9, 0) + coalesce(excluded.hearing_9, 0), 0), hearing_10 = nullif(coalesce(r.hearing_10, 0) + coalesce(excluded.hearing_10, 0), 0), hearing_11 = nullif(coalesce(r.hearing_11, 0) + coalesce(excluded.hearing_11, 0), 0), hearing_12 = nullif(coalesce(r.hearing_12, 0) + coalesce(excluded.hearing_12, 0), 0), hearing_13 = nullif(coalesce(r.hearing_13, 0) + coalesce(excluded.hearing_13, 0), 0), hearing_14 = nullif(coalesce(r.hearing_14, 0) + coalesce(excluded.hearing_14, 0), 0), hearing_15 = nullif(coalesce(r.hearing_15, 0) + coalesce(excluded.hearing_15, 0), 0), hearing_16 = nullif(coalesce(r.hearing_16, 0) + coalesce(excluded.hearing_16, 0), 0), hearing_17 = nullif(coalesce(r.hearing_17, 0) + coalesce(excluded.hearing_17, 0), 0), hearing_18 = nullif(coalesce(r.hearing_18, 0) + coalesce(excluded.hearing_18, 0), 0), hearing_19 = nullif(coalesce(r.hearing_19, 0) + coalesce(excluded.hearing_19, 0), 0), hearing_20 = nullif(coalesce(r.hearing_20, 0) + coalesce(excluded.hearing_20, 0), 0), hearing_21 = nullif(coalesce(r.hearing_21, 0) + coalesce(excluded.hearing_21, 0), 0), hearing_22 = nullif(coalesce(r.hearing_22, 0) + coalesce(excluded.hearing_22, 0), 0), hearing_23 = nullif(coalesce(r.hearing_23, 0) + coalesce(excluded.hearing_23, 0), 0), hearing_24 = nullif(coalesce(r.hearing_24, 0) + coalesce(excluded.hearing_24, 0), 0), hearing_25 = nullif(coalesce(r.hearing_25, 0) + coalesce(excluded.hearing_25, 0), 0), hearing_26 = nullif(coalesce(r.hearing_26, 0) + coalesce(excluded.hearing_26, 0), 0), hearing_27 = nullif(coalesce(r.hearing_27, 0) + coalesce(excluded.hearing_27, 0), 0), hearing_28 = nullif(coalesce(r.hearing_28, 0) + coalesce(excluded.hearing_28, 0), 0), hearing_29 = nullif(coalesce(r.hearing_29, 0) + coalesce(excluded.hearing_29, 0), 0), hearing_30 = nullif(coalesce(r.hearing_30, 0) + coalesce(excluded.hearing_30, 0), 0), hearing_31 = nullif(coalesce(r.hearing_31, 0) + coalesce(excluded.hearing_31, 0), 0), hearing_32 = nullif(coalesce(r.hearing_32, 0) + coalesce(excluded.hearing_32, 0), 0), hearing_33 = nullif(coalesce(r.hearing_33, 0) + coalesce(excluded.hearing_33, 0), 0), hearing_34 = nullif(coalesce(r.hearing_34, 0) + coalesce(excluded.hearing_34, 0), 0), handling_0 = nullif(coalesce(r.handling_0, 0) + coalesce(excluded.handling_0, 0), 0), handling_1 = nullif(coalesce(r.handling_1, 0) + coalesce(excluded.handling_1, 0), 0), handling_2 = nullif(coalesce(r.handling_2, 0) + coalesce(excluded.handling_2, 0), 0), handling_3 = nullif(coalesce(r.handling_3, 0) + coalesce(excluded.handling_3, 0), 0), handling_4 = nullif(coalesce(r.handling_4, 0) + coalesce(excluded.handling_4, 0), 0), handling_5 = nullif(coalesce(r.handling_5, 0) + coalesce(excluded.handling_5, 0), 0), handling_6 = nullif(coalesce(r.handling_6, 0) + coalesce(excluded.handling_6, 0), 0), handling_7 = nullif(coalesce(r.handling_7, 0) + coalesce(excluded.handling_7, 0), 0), handling_8 = nullif(coalesce(r.handling_8, 0) + coalesce(excluded.handling_8, 0), 0), handling_9 = nullif(coalesce(r.handling_9, 0) + coalesce(excluded.handling_9, 0), 0), handling_10 = nullif(coalesce(r.handling_10, 0) + coalesce(excluded.handling_10, 0), 0), handling_11 = nullif(coalesce(r.handling_11, 0) + coalesce(excluded.handling_11, 0), 0), handling_12 = nullif(coalesce(r.handling_12, 0) + coalesce(excluded.handling_12, 0), 0), handling_13 = nullif(coalesce(r.handling_13, 0) + coalesce(excluded.handling_13, 0), 0), handling_14 = nullif(coalesce(r.handling_14, 0) + coalesce(excluded.handling_14, 0), 0), handling_15 = nullif(coalesce(r.handling_15, 0) + coalesce(excluded.handling_15, 0), 0), handling_16 = nullif(coalesce(r.handling_16, 0) + coalesce(excluded.handling_16, 0), 0), handling_17 = nullif(coalesce(r.handling_17, 0) + coalesce(excluded.handling_17, 0), 0), handling_18 = nullif(coalesce(r.handling_18, 0) + coalesce(excluded.handling_18, 0), 0), handling_19 = nullif(coalesce(r.handling_19, 0) + coalesce(excluded.handling_19, 0), 0), handling_20 = nullif(coalesce(r.handling_20, 0) + coalesce(excluded.handling_20, 0), 0), handling_21 = nullif(coalesce(r.handling_21, 0) + coalesce(excluded.handling_21, 0), 0), handling_22 = nullif(coalesce(r.handling_22, 0) + coalesce(excluded.handling_22, 0), 0), handling_23 = nullif(coalesce(r.handling_23, 0) + coalesce(excluded.handling_23, 0), 0), handling_24 = nullif(coalesce(r.handling_24, 0) + coalesce(excluded.handling_24, 0), 0), handling_25 = nullif(coalesce(r.handling_25, 0) + coalesce(excluded.handling_25, 0), 0), handling_26 = nullif(coalesce(r.handling_26, 0) + coalesce(excluded.handling_26, 0), 0), handling_27 = nullif(coalesce(r.handling_27, 0) + coalesce(excluded.handling_27, 0), 0), handling_28 = nullif(coalesce(r.handling_28, 0) + coalesce(excluded.handling_28, 0), 0), handling_29 = nullif(coalesce(r.handling_29, 0) + coalesce(excluded.handling_29, 0), 0), handling_30 = nullif(coalesce(r.handling_30, 0) + coalesce(excluded.handling_30, 0), 0), handling_31 = nullif(coalesce(r.handling_31, 0) + coalesce(excluded.handling_31, 0), 0), handling_32 = nullif(coalesce(r.handling_32, 0) + coalesce(excluded.handling_32, 0), 0), handling_33 = nullif(coalesce(r.handling_33, 0) + coalesce(excluded.handling_33, 0), 0), handling_34 = nullif(coalesce(r.handling_34, 0) + coalesce(excluded.handling_34, 0), 0);
      end loop;
    end $function$;

CREATE OR REPLACE FUNCTION public.recount_turns(of_brand integer)
 RETURNS void
 LANGUAGE plpgsql
 SET enable_nestloop TO 'off'
AS $function$
        declare day timestamptz;
        begin
          perform pg_advisory_xact_lock(1952541804, of_brand);
          delete from turn_slot where brand_id = of_brand;
          delete from turn_span where brand_id = of_brand;
          delete from turn_facet where brand_id = of_brand;
          for day in select distinct date_trunc('day', opened_at, 'UTC') from turn where brand_id = of_brand loop
            
    insert into turn_slot as r (brand_id, begins, channel_id, inbox_id, team_id, turns, unanswered, not_needed, withdrawn, kept, broken, answered_0, answered_1, answered_2, answered_3, answered_4, answered_5, answered_6, answered_7, answered_8, answered_9, answered_10, answered_11, answered_12, answered_13, answered_14, answered_15, answered_16, answered_17, answered_18, answered_19, answered_20, answered_21, answered_22, answered_23, answered_24, answered_25, answered_26, answered_27, answered_28, answered_29, answered_30, answered_31, answered_32, answered_33, answered_34, answered_35, answered_36, answered_37, answered_38, answered_39, answered_40, answered_41, answered_42, answered_43, answered_44, answered_45, answered_46, answered_47, answered_48, answered_49, answered_50, answered_51, answered_52, answered_53, answered_54, answered_55, answered_56, answered_57, answered_58, answered_59, answered_60, answered_61, answered_62, hearing_0, hearing_1, hearing_2, hearing_3, hearing_4, hearing_5, hearing_6, hearing_7, hearing_8, hearing_9, hearing_10, hearing_11, hearing_12, hearing_13, hearing_14, hearing_15, hearing_16, hearing_17, hearing_18, hearing_19, hearing_20, hearing_21, hearing_22, hearing_23, hearing_24, hearing_25, hearing_26, hearing_27, hearing_28, hearing_29, hearing_30, hearing_31, hearing_32, hearing_33, hearing_34, handling_0, handling_1, handling_2, handling_3, handling_4, handling_5, handling_6, handling_7, handling_8, handling_9, handling_10, handling_11, handling_12, handling_13, handling_14, handling_15, handling_16, handling_17, handling_18, handling_19, handling_20, handling_21, handling_22, handling_23, handling_24, handling_25, handling_26, handling_27, handling_28, handling_29, handling_30, handling_31, handling_32, handling_33, handling_34)
    select brand_id, begins, channel_id, inbox_id, team, sum(sign), nullif(sum(sign) filter (where outcome = 'unanswered'), 0), nullif(sum(sign) filter (where outcome = 'not_needed'), 0), nullif(sum(sign) filter (where outcome = 'withdrawn'), 0), nullif(sum(sign) filter (where outcome = 'answered' and closed_at <= due_at), 0), nullif(sum(sign) filter (where due_at is not null and (outcome = 'unanswered' or (outcome = 'answered' and closed_at > due_at))), 0), nullif(sum(sign) filter (where answered = 0), 0), nullif(sum(sign) filter (where answered = 1), 0), nullif(sum(sign) filter (where answered = 2), 0), nullif(sum(sign) filter (where answered = 3), 0), nullif(sum(sign) filter (where answered = 4), 0), nullif(sum(sign) filter (where answered = 5), 0), nullif(sum(sign) filter (where answered = 6), 0), nullif(sum(sign) filter (where answered = 7), 0), nullif(sum(sign) filter (where answered = 8), 0), nullif(sum(sign) filter (where answered = 9), 0), nullif(sum(sign) filter (where answered = 10), 0), nullif(sum(sign) filter (where answered = 11), 0), nullif(sum(sign) filter (where answered = 12), 0), nullif(sum(sign) filter (where answered = 13), 0), nullif(sum(sign) filter (where answered = 14), 0), nullif(sum(sign) filter (where answered = 15), 0), nullif(sum(sign) filter (where answered = 16), 0), nullif(sum(sign) filter (where answered = 17), 0), nullif(sum(sign) filter (where answered = 18), 0), nullif(sum(sign) filter (where answered = 19), 0), nullif(sum(sign) filter (where answered = 20), 0), nullif(sum(sign) filter (where answered = 21), 0), nullif(sum(sign) filter (where answered = 22), 0), nullif(sum(sign) filter (where answered = 23), 0), nullif(sum(sign) filter (where answered = 24), 0), nullif(sum(sign) filter (where answered = 25), 0), nullif(sum(sign) filter (where answered = 26), 0), nullif(sum(sign) filter (where answered = 27), 0), nullif(sum(sign) filter (where answered = 28), 0), nullif(sum(sign) filter (where answered = 29), 0), nullif(sum(sign) filter (where answered = 30), 0), nullif(sum(sign) filter (where answered = 31), 0), nullif(sum(sign) filter (where answered = 32), 0), nullif(sum(sign) filter (where answered = 33), 0), nullif(sum(sign) filter (where answered = 34), 0), nullif(sum(sign) filter (where answered = 35), 0), nullif(sum(sign) filter (where answered = 36), 0), nullif(sum(sign) filter (where answered = 37), 0), nullif(sum(sign) filter (where answered = 38), 0), nullif(sum(sign) filter (where answered = 39), 0), nullif(sum(sign) filter (where answered = 40), 0), nullif(sum(sign) filter (where answered = 41), 0), nullif(sum(sign) filter (where answered = 42), 0), nullif(sum(sign) filter (where answered = 43), 0), nullif(sum(sign) filter (where answered = 44), 0), nullif(sum(sign) filter (where answered = 45), 0), nullif(sum(sign) filter (where answered = 46), 0), nullif(sum(sign) filter (where answered = 47), 0), nullif(sum(sign) filter (where answered = 48), 0), nullif(sum(sign) filter (where answered = 49), 0), nullif(sum(sign) filter (where answered = 50), 0), nullif(sum(sign) filter (where answered = 51), 0), nullif(sum(sign) filter (where answered = 52), 0), nullif(sum(sign) filter (where answered = 53), 0), nullif(sum(sign) filter (where answered = 54), 0), nullif(sum(sign) filter (where answered = 55), 0), nullif(sum(sign) filter (where answered = 56), 0), nullif(sum(sign) filter (where answered = 57), 0), nullif(sum(sign) filter (where answered = 58), 0), nullif(sum(sign) filter (where answered = 59), 0), nullif(sum(sign) filter (where answered = 60), 0), nullif(sum(sign) filter (where answered = 61), 0), nullif(sum(sign) filter (where answered = 62), 0), nullif(sum(sign) filter (where hearing = 0), 0), nullif(sum(sign) filter (where hearing = 1), 0), nullif(sum(sign) filter (where hearing = 2), 0), nullif(sum(sign) filter (where hearing = 3), 0), nullif(sum(sign) filter (where hearing = 4), 0), nullif(sum(sign) filter (where hearing = 5), 0), nullif(sum(sign) filter (where hearing = 6), 0), nullif(sum(sign) filter (where hearing = 7), 0), nullif(sum(sign) filter (where hearing = 8), 0), nullif(sum(sign) filter (where hearing = 9), 0), nullif(sum(sign) filter (where hearing = 10), 0), nullif(sum(sign) filter (where hearing = 11), 0), nullif(sum(sign) filter (where hearing = 12), 0), nullif(sum(sign) filter (where hearing = 13), 0), nullif(sum(sign) filter (where hearing = 14), 0), nullif(sum(sign) filter (where hearing = 15), 0), nullif(sum(sign) filter (where hearing = 16), 0), nullif(sum(sign) filter (where hearing = 17), 0), nullif(sum(sign) filter (where hearing = 18), 0), nullif(sum(sign) filter (where hearing = 19), 0), nullif(sum(sign) filter (where hearing = 20), 0), nullif(sum(sign) filter (where hearing = 21), 0), nullif(sum(sign) filter (where hearing = 22), 0), nullif(sum(sign) filter (where hearing = 23), 0), nullif(sum(sign) filter (where hearing = 24), 0), nullif(sum(sign) filter (where hearing = 25), 0), nullif(sum(sign) filter (where hearing = 26), 0), nullif(sum(sign) filter (where hearing = 27), 0), nullif(sum(sign) filter (where hearing = 28), 0), nullif(sum(sign) filter (where hearing = 29), 0), nullif(sum(sign) filter (where hearing = 30), 0), nullif(sum(sign) filter (where hearing = 31), 0), nullif(sum(sign) filter (where hearing = 32), 0), nullif(sum(sign) filter (where hearing = 33), 0), nullif(sum(sign) filter (where hearing = 34), 0), nullif(sum(sign) filter (where handling = 0), 0), nullif(sum(sign) filter (where handling = 1), 0), nullif(sum(sign) filter (where handling = 2), 0), nullif(sum(sign) filter (where handling = 3), 0), nullif(sum(sign) filter (where handling = 4), 0), nullif(sum(sign) filter (where handling = 5), 0), nullif(sum(sign) filter (where handling = 6), 0), nullif(sum(sign) filter (where handling = 7), 0), nullif(sum(sign) filter (where handling = 8), 0), nullif(sum(sign) filter (where handling = 9), 0), nullif(sum(sign) filter (where handling = 10), 0), nullif(sum(sign) filter (where handling = 11), 0), nullif(sum(sign) filter (where handling = 12), 0), nullif(sum(sign) filter (where handling = 13), 0), nullif(sum(sign) filter (where handling = 14), 0), nullif(sum(sign) filter (where handling = 15), 0), nullif(sum(sign) filter (where handling = 16), 0), nullif(sum(sign) filter (where handling = 17), 0), nullif(sum(sign) filter (where handling = 18), 0), nullif(sum(sign) filter (where handling = 19), 0), nullif(sum(sign) filter (where handling = 20), 0), nullif(sum(sign) filter (where handling = 21), 0), nullif(sum(sign) filter (where handling = 22), 0), nullif(sum(sign) filter (where handling = 23), 0), nullif(sum(sign) filter (where handling = 24), 0), nullif(sum(sign) filter (where handling = 25), 0), nullif(sum(sign) filter (where handling = 26), 0), nullif(sum(sign) filter (where handling = 27), 0), nullif(sum(sign) filter (where handling = 28), 0), nullif(sum(sign) filter (where handling = 29), 0), nullif(sum(sign) filter (where handling = 30), 0), nullif(sum(sign) filter (where handling = 31), 0), nullif(sum(sign) filter (where handling = 32), 0), nullif(sum(sign) filter (where handling = 33), 0), nullif(sum(sign) filter (where handling = 34), 0)
    from (select *, 
      case when outcome = 'answered' then response_bucket(closed_at - opened_at) end answered,
      case when received_at <= closed_at then delay_bucket(received_at - opened_at) end hearing,
      case when outcome = 'answered' and received_at <= closed_at then delay_bucket(closed_at - received_at) end handling, date_bin('30 minutes', opened_at, 'epoch') begins, coalesce(team_id, '00000000-0000-0000-0000-000000000000'::uuid) team from (select *, 1 sign from turn where brand_id = of_brand and opened_at >= day and opened_at < day + interval '1 day') c offset 0) change
    group by 1, 2, 3, 4, 5 having sum(sign) <> 0 or bool_or(outcome is not null) order by 1, 2, 3, 4, 5
    on conflict (brand_id, begins, channel_id, inbox_id, team_id) do update set turns = r.turns + excluded.turns, unanswered = nullif(coalesce(r.unanswered, 0) + coalesce(excluded.unanswered, 0), 0), not_needed = nullif(coalesce(r.not_needed, 0) + coalesce(excluded.not_needed, 0), 0), withdrawn = nullif(coalesce(r.withdrawn, 0) + coalesce(excluded.withdrawn, 0), 0), kept = nullif(coalesce(r.kept, 0) + coalesce(excluded.kept, 0), 0), broken = nullif(coalesce(r.broken, 0) + coalesce(excluded.broken, 0), 0), answered_0 = nullif(coalesce(r.answered_0, 0) + coalesce(excluded.answered_0, 0), 0), answered_1 = nullif(coalesce(r.answered_1, 0) + coalesce(excluded.answered_1, 0), 0), answered_2 = nullif(coalesce(r.answered_2, 0) + coalesce(excluded.answered_2, 0), 0), answered_3 = nullif(coalesce(r.answered_3, 0) + coalesce(excluded.answered_3, 0), 0), answered_4 = nullif(coalesce(r.answered_4, 0) + coalesce(excluded.answered_4, 0), 0), answered_5 = nullif(coalesce(r.answered_5, 0) + coalesce(excluded.answered_5, 0), 0), answered_6 = nullif(coalesce(r.answered_6, 0) + coalesce(excluded.answered_6, 0), 0), answered_7 = nullif(coalesce(r.answered_7, 0) + coalesce(excluded.answered_7, 0), 0), answered_8 = nullif(coalesce(r.answered_8, 0) + coalesce(excluded.answered_8, 0), 0), answered_9 = nullif(coalesce(r.answered_9, 0) + coalesce(excluded.answered_9, 0), 0), answered_10 = nullif(coalesce(r.answered_10, 0) + coalesce(excluded.answered_10, 0), 0), answered_11 = nullif(coalesce(r.answered_11, 0) + coalesce(excluded.answered_11, 0), 0), answered_12 = nullif(coalesce(r.answered_12, 0) + coalesce(excluded.answered_12, 0), 0), answered_13 = nullif(coalesce(r.answered_13, 0) + coalesce(excluded.answered_13, 0), 0), answered_14 = nullif(coalesce(r.answered_14, 0) + coalesce(excluded.answered_14, 0), 0), answered_15 = nullif(coalesce(r.answered_15, 0) + coalesce(excluded.answered_15, 0), 0), answered_16 = nullif(coalesce(r.answered_16, 0) + coalesce(excluded.answered_16, 0), 0), answered_17 = nullif(coalesce(r.answered_17, 0) + coalesce(excluded.answered_17, 0), 0), answered_18 = nullif(coalesce(r.answered_18, 0) + coalesce(excluded.answered_18, 0), 0), answered_19 = nullif(coalesce(r.answered_19, 0) + coalesce(excluded.answered_19, 0), 0), answered_20 = nullif(coalesce(r.answered_20, 0) + coalesce(excluded.answered_20, 0), 0), answered_21 = nullif(coalesce(r.answered_21, 0) + coalesce(excluded.answered_21, 0), 0), answered_22 = nullif(coalesce(r.answered_22, 0) + coalesce(excluded.answered_22, 0), 0), answered_23 = nullif(coalesce(r.answered_23, 0) + coalesce(excluded.answered_23, 0), 0), answered_24 = nullif(coalesce(r.answered_24, 0) + coalesce(excluded.answered_24, 0), 0), answered_25 = nullif(coalesce(r.answered_25, 0) + coalesce(excluded.answered_25, 0), 0), answered_26 = nullif(coalesce(r.answered_26, 0) + coalesce(excluded.answered_26, 0), 0), answered_27 = nullif(coalesce(r.answered_27, 0) + coalesce(excluded.answered_27, 0), 0), answered_28 = nullif(coalesce(r.answered_28, 0) + coalesce(excluded.answered_28, 0), 0), answered_29 = nullif(coalesce(r.answered_29, 0) + coalesce(excluded.answered_29, 0), 0), answered_30 = nullif(coalesce(r.answered_30, 0) + coalesce(excluded.answered_30, 0), 0), answered_31 = nullif(coalesce(r.answered_31, 0) + coalesce(excluded.answered_31, 0), 0), answered_32 = nullif(coalesce(r.answered_32, 0) + coalesce(excluded.answered_32, 0), 0), answered_33 = nullif(coalesce(r.answered_33, 0) + coalesce(excluded.answered_33, 0), 0), answered_34 = nullif(coalesce(r.answered_34, 0) + coalesce(excluded.answered_34, 0), 0), answered_35 = nullif(coalesce(r.answered_35, 0) + coalesce(excluded.answered_35, 0), 0), answered_36 = nullif(coalesce(r.answered_36, 0) + coalesce(excluded.answered_36, 0), 0), answered_37 = nullif(coalesce(r.answered_37, 0) + coalesce(excluded.answered_37, 0), 0), answered_38 = nullif(coalesce(r.answered_38, 0) + coalesce(excluded.answered_38, 0), 0), answered_39 = nullif(coalesce(r.answered_39, 0) + coalesce(excluded.answered_39, 0), 0), answered_40 = nullif(coalesce(r.answered_40, 0) + coalesce(excluded.answered_40, 0), 0), answered_41 = nullif(coalesce(r.answered_41, 0) + coalesce(excluded.answered_41, 0), 0), answered_42 = nullif(coalesce(r.answered_42, 0) + coalesce(excluded.answered_42, 0), 0), answered_43 = nullif(coalesce(r.answered_43, 0) + coalesce(excluded.answered_43, 0), 0), answered_44 = nullif(coalesce(r.answered_44, 0) + coalesce(excluded.answered_44, 0), 0), answered_45 = nullif(coalesce(r.answered_45, 0) + coalesce(excluded.answered_45, 0), 0), answered_46 = nullif(coalesce(r.answered_46, 0) + coalesce(excluded.answered_46, 0), 0), answered_47 = nullif(coalesce(r.answered_47, 0) + coalesce(excluded.answered_47, 0), 0), answered_48 = nullif(coalesce(r.answered_48, 0) + coalesce(excluded.answered_48, 0), 0), answered_49 = nullif(coalesce(r.answered_49, 0) + coalesce(excluded.answered_49, 0), 0), answered_50 = nullif(coalesce(r.answered_50, 0) + coalesce(excluded.answered_50, 0), 0), answered_51 = nullif(coalesce(r.answered_51, 0) + coalesce(excluded.answered_51, 0), 0), answered_52 = nullif(coalesce(r.answered_52, 0) + coalesce(excluded.answered_52, 0), 0), answered_53 = nullif(coalesce(r.answered_53, 0) + coalesce(excluded.answered_53, 0), 0), answered_54 = nullif(coalesce(r.answered_54, 0) + coalesce(excluded.answered_54, 0), 0), answered_55 = nullif(coalesce(r.answered_55, 0) + coalesce(excluded.answered_55, 0), 0), answered_56 = nullif(coalesce(r.answered_56, 0) + coalesce(excluded.answered_56, 0), 0), answered_57 = nullif(coalesce(r.answered_57, 0) + coalesce(excluded.answered_57, 0), 0), answered_58 = nullif(coalesce(r.answered_58, 0) + coalesce(excluded.answered_58, 0), 0), answered_59 = nullif(coalesce(r.answered_59, 0) + coalesce(excluded.answered_59, 0), 0), answered_60 = nullif(coalesce(r.answered_60, 0) + coalesce(excluded.answered_60, 0), 0), answered_61 = nullif(coalesce(r.answered_61, 0) + coalesce(excluded.answered_61, 0), 0), answered_62 = nullif(coalesce(r.answered_62, 0) + coalesce(excluded.answered_62, 0), 0), hearing_0 = nullif(coalesce(r.hearing_0, 0) + coalesce(excluded.hearing_0, 0), 0), hearing_1 = nullif(coalesce(r.hearing_1, 0) + coalesce(excluded.hearing_1, 0), 0), hearing_2 = nullif(coalesce(r.hearing_2, 0) + coalesce(excluded.hearing_2, 0), 0), hearing_3 = nullif(coalesce(r.hearing_3, 0) + coalesce(excluded.hearing_3, 0), 0), hearing_4 = nullif(coalesce(r.hearing_4, 0) + coalesce(excluded.hearing_4, 0), 0), hearing_5 = nullif(coalesce(r.hearing_5, 0) + coalesce(excluded.hearing_5, 0), 0), hearing_6 = nullif(coalesce(r.hearing_6, 0) + coalesce(excluded.hearing_6, 0), 0), hearing_7 = nullif(coalesce(r.hearing_7, 0) + coalesce(excluded.hearing_7, 0), 0), hearing_8 = nullif(coalesce(r.hearing_8, 0) + coalesce(excluded.hearing_8, 0), 0), hearing_9 = nullif(coalesce(r.hearing_9, 0) + coalesce(excluded.hearing_9, 0), 0), hearing_10 = nullif(coalesce(r.hearing_10, 0) + coalesce(excluded.hearing_10, 0), 0), hearing_11 = nullif(coalesce(r.hearing_11, 0) + coalesce(excluded.hearing_11, 0), 0), hearing_12 = nullif(coalesce(r.hearing_12, 0) + coalesce(excluded.hearing_12, 0), 0), hearing_13 = nullif(coalesce(r.hearing_13, 0) + coalesce(excluded.hearing_13, 0), 0), hearing_14 = nullif(coalesce(r.hearing_14, 0) + coalesce(excluded.hearing_14, 0), 0), hearing_15 = nullif(coalesce(r.hearing_15, 0) + coalesce(excluded.hearing_15, 0), 0), hearing_16 = nullif(coalesce(r.hearing_16, 0) + coalesce(excluded.hearing_16, 0), 0), hearing_17 = nullif(coalesce(r.hearing_17, 0) + coalesce(excluded.hearing_17, 0), 0), hearing_18 = nullif(coalesce(r.hearing_18, 0) + coalesce(excluded.hearing_18, 0), 0), hearing_19 = nullif(coalesce(r.hearing_19, 0) + coalesce(excluded.hearing_19, 0), 0), hearing_20 = nullif(coalesce(r.hearing_20, 0) + coalesce(excluded.hearing_20, 0), 0), hearing_21 = nullif(coalesce(r.hearing_21, 0) + coalesce(excluded.hearing_21, 0), 0), hearing_22 = nullif(coalesce(r.hearing_22, 0) + coalesce(excluded.hearing_22, 0), 0), hearing_23 = nullif(coalesce(r.hearing_23, 0) + coalesce(excluded.hearing_23, 0), 0), hearing_24 = nullif(coalesce(r.hearing_24, 0) + coalesce(excluded.hearing_24, 0), 0), hearing_25 = nullif(coalesce(r.hearing_25, 0) + coalesce(excluded.hearing_25, 0), 0), hearing_26 = nullif(coalesce(r.hearing_26, 0) + coalesce(excluded.hearing_26, 0), 0), hearing_27 = nullif(coalesce(r.hearing_27, 0) + coalesce(excluded.hearing_27, 0), 0), hearing_28 = nullif(coalesce(r.hearing_28, 0) + coalesce(excluded.hearing_28, 0), 0), hearing_29 = nullif(coalesce(r.hearing_29, 0) + coalesce(excluded.hearing_29, 0), 0), hearing_30 = nullif(coalesce(r.hearing_30, 0) + coalesce(excluded.hearing_30, 0), 0), hearing_31 = nullif(coalesce(r.hearing_31, 0) + coalesce(excluded.hearing_31, 0), 0), hearing_32 = nullif(coalesce(r.hearing_32, 0) + coalesce(excluded.hearing_32, 0), 0), hearing_33 = nullif(coalesce(r.hearing_33, 0) + coalesce(excluded.hearing_33, 0), 0), hearing_34 = nullif(coalesce(r.hearing_34, 0) + coalesce(excluded.hearing_34, 0), 0), handling_0 = nullif(coalesce(r.handling_0, 0) + coalesce(excluded.handling_0, 0), 0), handling_1 = nullif(coalesce(r.handling_1, 0) + coalesce(excluded.handling_1, 0), 0), handling_2 = nullif(coalesce(r.handling_2, 0) + coalesce(excluded.handling_2, 0), 0), handling_3 = nullif(coalesce(r.handling_3, 0) + coalesce(excluded.handling_3, 0), 0), handling_4 = nullif(coalesce(r.handling_4, 0) + coalesce(excluded.handling_4, 0), 0), handling_5 = nullif(coalesce(r.handling_5, 0) + coalesce(excluded.handling_5, 0), 0), handling_6 = nullif(coalesce(r.handling_6, 0) + coalesce(excluded.handling_6, 0), 0), handling_7 = nullif(coalesce(r.handling_7, 0) + coalesce(excluded.handling_7, 0), 0), handling_8 = nullif(coalesce(r.handling_8, 0) + coalesce(excluded.handling_8, 0), 0), handling_9 = nullif(coalesce(r.handling_9, 0) + coalesce(excluded.handling_9, 0), 0), handling_10 = nullif(coalesce(r.handling_10, 0) + coalesce(excluded.handling_10, 0), 0), handling_11 = nullif(coalesce(r.handling_11, 0) + coalesce(excluded.handling_11, 0), 0), handling_12 = nullif(coalesce(r.handling_12, 0) + coalesce(excluded.handling_12, 0), 0), handling_13 = nullif(coalesce(r.handling_13, 0) + coalesce(excluded.handling_13, 0), 0), handling_14 = nullif(coalesce(r.handling_14, 0) + coalesce(excluded.handling_14, 0), 0), handling_15 = nullif(coalesce(r.handling_15, 0) + coalesce(excluded.handling_15, 0), 0), handling_16 = nullif(coalesce(r.handling_16, 0) + coalesce(excluded.handling_16, 0), 0), handling_17 = nullif(coalesce(r.handling_17, 0) + coalesce(excluded.handling_17, 0), 0), handling_18 = nullif(coalesce(r.handling_18, 0) + coalesce(excluded.handling_18, 0), 0), handling_19 = nullif(coalesce(r.handling_19, 0) + coalesce(excluded.handling_19, 0), 0), handling_20 = nullif(coalesce(r.handling_20, 0) + coalesce(excluded.handling_20, 0), 0), handling_21 = nullif(coalesce(r.handling_21, 0) + coalesce(excluded.handling_21, 0), 0), handling_22 = nullif(coalesce(r.handling_22, 0) + coalesce(excluded.handling_22, 0), 0), handling_23 = nullif(coalesce(r.handling_23, 0) + coalesce(excluded.handling_23, 0), 0), handling_24 = nullif(coalesce(r.handling_24, 0) + coalesce(excluded.handling_24, 0), 0), handling_25 = nullif(coalesce(r.handling_25, 0) + coalesce(excluded.handling_25, 0), 0), handling_26 = nullif(coalesce(r.handling_26, 0) + coalesce(excluded.handling_26, 0), 0), handling_27 = nullif(coalesce(r.handling_27, 0) + coalesce(excluded.handling_27, 0), 0), handling_28 = nullif(coalesce(r.handling_28, 0) + coalesce(excluded.handling_28, 0), 0), handling_29 = nullif(coalesce(r.handling_29, 0) + coalesce(excluded.handling_29, 0), 0), handling_30 = nullif(coalesce(r.handling_30, 0) + coalesce(excluded.handling_30, 0), 0), handling_31 = nullif(coalesce(r.handling_31, 0) + coalesce(excluded.handling_31, 0), 0), handling_32 = nullif(coalesce(r.handling_32, 0) + coalesce(excluded.handling_32, 0), 0), handling_33 = nullif(coalesce(r.handling_33, 0) + coalesce(excluded.handling_33, 0), 0), handling_34 = nullif(coalesce(r.handling_34, 0) + coalesce(excluded.handling_34, 0), 0);

    insert into turn_facet (brand_id, channel_id, inbox_id, team_id, lang, visibility, heard, reach, kind, complaint)
    select distinct brand_id, channel_id, inbox_id, coalesce(team_id, '00000000-0000-0000-0000-000000000000'::uuid), coalesce(lang, ''), visibility, heard, reach, kind, complaint
    from (select *, 1 sign from turn where brand_id = of_brand and opened_at >= day and opened_at < day + interval '1 day') change where outcome is not null and not exists (select from turn_facet f where f.brand_id = change.brand_id and f.channel_id = change.channel_id and f.inbox_id = change.inbox_id
        and f.team_id = coalesce(change.team_id, '00000000-0000-0000-0000-000000000000'::uuid) and f.lang = coalesce(change.lang, '') and f.visibility = change.visibility
        and f.heard = change.heard and f.reach = change.reach and f.kind = change.kind and f.complaint = change.complaint)
    on conflict do nothing;

    insert into turn_span as r (brand_id, span, begins, facet_id, turns, unanswered, not_needed, withdrawn, kept, broken, answered_0, answered_1, answered_2, answered_3, answered_4, answered_5, answered_6, answered_7, answered_8, answered_9, answered_10, answered_11, answered_12, answered_13, answered_14, answered_15, answered_16, answered_17, answered_18, answered_19, answered_20, answered_21, answered_22, answered_23, answered_24, answered_25, answered_26, answered_27, answered_28, answered_29, answered_30, answered_31, answered_32, answered_33, answered_34, answered_35, answered_36, answered_37, answered_38, answered_39, answered_40, answered_41, answered_42, answered_43, answered_44, answered_45, answered_46, answered_47, answered_48, answered_49, answered_50, answered_51, answered_52, answered_53, answered_54, answered_55, answered_56, answered_57, answered_58, answered_59, answered_60, answered_61, answered_62, hearing_0, hearing_1, hearing_2, hearing_3, hearing_4, hearing_5, hearing_6, hearing_7, hearing_8, hearing_9, hearing_10, hearing_11, hearing_12, hearing_13, hearing_14, hearing_15, hearing_16, hearing_17, hearing_18, hearing_19, hearing_20, hearing_21, hearing_22, hearing_23, hearing_24, hearing_25, hearing_26, hearing_27, hearing_28, hearing_29, hearing_30, hearing_31, hearing_32, hearing_33, hearing_34, handling_0, handling_1, handling_2, handling_3, handling_4, handling_5, handling_6, handling_7, handling_8, handling_9, handling_10, handling_11, handling_12, handling_13, handling_14, handling_15, handling_16, handling_17, handling_18, handling_19, handling_20, handling_21, handling_22, handling_23, handling_24, handling_25, handling_26, handling_27, handling_28, handling_29, handling_30, handling_31, handling_32, handling_33, handling_34)
    select change.brand_id, s.span, date_trunc(s.span, opened_at, 'UTC'), f.id, sum(sign), nullif(sum(sign) filter (where outcome = 'unanswered'), 0), nullif(sum(sign) filter (where outcome = 'not_needed'), 0), nullif(sum(sign) filter (where outcome = 'withdrawn'), 0), nullif(sum(sign) filter (where outcome = 'answered' and closed_at <= due_at), 0), nullif(sum(sign) filter (where due_at is not null and (outcome = 'unanswered' or (outcome = 'answered' and closed_at > due_at))), 0), nullif(sum(sign) filter (where answered = 0), 0), nullif(sum(sign) filter (where answered = 1), 0), nullif(sum(sign) filter (where answered = 2), 0), nullif(sum(sign) filter (where answered = 3), 0), nullif(sum(sign) filter (where answered = 4), 0), nullif(sum(sign) filter (where answered = 5), 0), nullif(sum(sign) filter (where answered = 6), 0), nullif(sum(sign) filter (where answered = 7), 0), nullif(sum(sign) filter (where answered = 8), 0), nullif(sum(sign) filter (where answered = 9), 0), nullif(sum(sign) filter (where answered = 10), 0), nullif(sum(sign) filter (where answered = 11), 0), nullif(sum(sign) filter (where answered = 12), 0), nullif(sum(sign) filter (where answered = 13), 0), nullif(sum(sign) filter (where answered = 14), 0), nullif(sum(sign) filter (where answered = 15), 0), nullif(sum(sign) filter (where answered = 16), 0), nullif(sum(sign) filter (where answered = 17), 0), nullif(sum(sign) filter (where answered = 18), 0), nullif(sum(sign) filter (where answered = 19), 0), nullif(sum(sign) filter (where answered = 20), 0), nullif(sum(sign) filter (where answered = 21), 0), nullif(sum(sign) filter (where answered = 22), 0), nullif(sum(sign) filter (where answered = 23), 0), nullif(sum(sign) filter (where answered = 24), 0), nullif(sum(sign) filter (where answered = 25), 0), nullif(sum(sign) filter (where answered = 26), 0), nullif(sum(sign) filter (where answered = 27), 0), nullif(sum(sign) filter (where answered = 28), 0), nullif(sum(sign) filter (where answered = 29), 0), nullif(sum(sign) filter (where answered = 30), 0), nullif(sum(sign) filter (where answered = 31), 0), nullif(sum(sign) filter (where answered = 32), 0), nullif(sum(sign) filter (where answered = 33), 0), nullif(sum(sign) filter (where answered = 34), 0), nullif(sum(sign) filter (where answered = 35), 0), nullif(sum(sign) filter (where answered = 36), 0), nullif(sum(sign) filter (where answered = 37), 0), nullif(sum(sign) filter (where answered = 38), 0), nullif(sum(sign) filter (where answered = 39), 0), nullif(sum(sign) filter (where answered = 40), 0), nullif(sum(sign) filter (where answered = 41), 0), nullif(sum(sign) filter (where answered = 42), 0), nullif(sum(sign) filter (where answered = 43), 0), nullif(sum(sign) filter (where answered = 44), 0), nullif(sum(sign) filter (where answered = 45), 0), nullif(sum(sign) filter (where answered = 46), 0), nullif(sum(sign) filter (where answered = 47), 0), nullif(sum(sign) filter (where answered = 48), 0), nullif(sum(sign) filter (where answered = 49), 0), nullif(sum(sign) filter (where answered = 50), 0), nullif(sum(sign) filter (where answered = 51), 0), nullif(sum(sign) filter (where answered = 52), 0), nullif(sum(sign) filter (where answered = 53), 0), nullif(sum(sign) filter (where answered = 54), 0), nullif(sum(sign) filter (where answered = 55), 0), nullif(sum(sign) filter (where answered = 56), 0), nullif(sum(sign) filter (where answered = 57), 0), nullif(sum(sign) filter (where answered = 58), 0), nullif(sum(sign) filter (where answered = 59), 0), nullif(sum(sign) filter (where answered = 60), 0), nullif(sum(sign) filter (where answered = 61), 0), nullif(sum(sign) filter (where answered = 62), 0), nullif(sum(sign) filter (where hearing = 0), 0), nullif(sum(sign) filter (where hearing = 1), 0), nullif(sum(sign) filter (where hearing = 2), 0), nullif(sum(sign) filter (where hearing = 3), 0), nullif(sum(sign) filter (where hearing = 4), 0), nullif(sum(sign) filter (where hearing = 5), 0), nullif(sum(sign) filter (where hearing = 6), 0), nullif(sum(sign) filter (where hearing = 7), 0), nullif(sum(sign) filter (where hearing = 8), 0), nullif(sum(sign) filter (where hearing = 9), 0), nullif(sum(sign) filter (where hearing = 10), 0), nullif(sum(sign) filter (where hearing = 11), 0), nullif(sum(sign) filter (where hearing = 12), 0), nullif(sum(sign) filter (where hearing = 13), 0), nullif(sum(sign) filter (where hearing = 14), 0), nullif(sum(sign) filter (where hearing = 15), 0), nullif(sum(sign) filter (where hearing = 16), 0), nullif(sum(sign) filter (where hearing = 17), 0), nullif(sum(sign) filter (where hearing = 18), 0), nullif(sum(sign) filter (where hearing = 19), 0), nullif(sum(sign) filter (where hearing = 20), 0), nullif(sum(sign) filter (where hearing = 21), 0), nullif(sum(sign) filter (where hearing = 22), 0), nullif(sum(sign) filter (where hearing = 23), 0), nullif(sum(sign) filter (where hearing = 24), 0), nullif(sum(sign) filter (where hearing = 25), 0), nullif(sum(sign) filter (where hearing = 26), 0), nullif(sum(sign) filter (where hearing = 27), 0), nullif(sum(sign) filter (where hearing = 28), 0), nullif(sum(sign) filter (where hearing = 29), 0), nullif(sum(sign) filter (where hearing = 30), 0), nullif(sum(sign) filter (where hearing = 31), 0), nullif(sum(sign) filter (where hearing = 32), 0), nullif(sum(sign) filter (where hearing = 33), 0), nullif(sum(sign) filter (where hearing = 34), 0), nullif(sum(sign) filter (where handling = 0), 0), nullif(sum(sign) filter (where handling = 1), 0), nullif(sum(sign) filter (where handling = 2), 0), nullif(sum(sign) filter (where handling = 3), 0), nullif(sum(sign) filter (where handling = 4), 0), nullif(sum(sign) filter (where handling = 5), 0), nullif(sum(sign) filter (where handling = 6), 0), nullif(sum(sign) filter (where handling = 7), 0), nullif(sum(sign) filter (where handling = 8), 0), nullif(sum(sign) filter (where handling = 9), 0), nullif(sum(sign) filter (where handling = 10), 0), nullif(sum(sign) filter (where handling = 11), 0), nullif(sum(sign) filter (where handling = 12), 0), nullif(sum(sign) filter (where handling = 13), 0), nullif(sum(sign) filter (where handling = 14), 0), nullif(sum(sign) filter (where handling = 15), 0), nullif(sum(sign) filter (where handling = 16), 0), nullif(sum(sign) filter (where handling = 17), 0), nullif(sum(sign) filter (where handling = 18), 0), nullif(sum(sign) filter (where handling = 19), 0), nullif(sum(sign) filter (where handling = 20), 0), nullif(sum(sign) filter (where handling = 21), 0), nullif(sum(sign) filter (where handling = 22), 0), nullif(sum(sign) filter (where handling = 23), 0), nullif(sum(sign) filter (where handling = 24), 0), nullif(sum(sign) filter (where handling = 25), 0), nullif(sum(sign) filter (where handling = 26), 0), nullif(sum(sign) filter (where handling = 27), 0), nullif(sum(sign) filter (where handling = 28), 0), nullif(sum(sign) filter (where handling = 29), 0), nullif(sum(sign) filter (where handling = 30), 0), nullif(sum(sign) filter (where handling = 31), 0), nullif(sum(sign) filter (where handling = 32), 0), nullif(sum(sign) filter (where handling = 33), 0), nullif(sum(sign) filter (where handling = 34), 0)
    from (select *, 
      case when outcome = 'answered' then response_bucket(closed_at - opened_at) end answered,
      case when received_at <= closed_at then delay_bucket(received_at - opened_at) end hearing,
      case when outcome = 'answered' and received_at <= closed_at then delay_bucket(closed_at - received_at) end handling from (select *, 1 sign from turn where brand_id = of_brand and opened_at >= day and opened_at < day + interval '1 day') c where outcome is not null offset 0) change
    join turn_facet f on f.brand_id = change.brand_id and f.channel_id = change.channel_id and f.inbox_id = change.inbox_id
        and f.team_id = coalesce(change.team_id, '00000000-0000-0000-0000-000000000000'::uuid) and f.lang = coalesce(change.lang, '') and f.visibility = change.visibility
        and f.heard = change.heard and f.reach = change.reach and f.kind = change.kind and f.complaint = change.complaint
    cross join (values ('day')) s (span)
    group by 1, 2, 3, 4 order by 1, 2, 3, 4
    on conflict (brand_id, span, begins, facet_id) do update set turns = r.turns + excluded.turns, unanswered = nullif(coalesce(r.unanswered, 0) + coalesce(excluded.unanswered, 0), 0), not_needed = nullif(coalesce(r.not_needed, 0) + coalesce(excluded.not_needed, 0), 0), withdrawn = nullif(coalesce(r.withdrawn, 0) + coalesce(excluded.withdrawn, 0), 0), kept = nullif(coalesce(r.kept, 0) + coalesce(excluded.kept, 0), 0), broken = nullif(coalesce(r.broken, 0) + coalesce(excluded.broken, 0), 0), answered_0 = nullif(coalesce(r.answered_0, 0) + coalesce(excluded.answered_0, 0), 0), answered_1 = nullif(coalesce(r.answered_1, 0) + coalesce(excluded.answered_1, 0), 0), answered_2 = nullif(coalesce(r.answered_2, 0) + coalesce(excluded.answered_2, 0), 0), answered_3 = nullif(coalesce(r.answered_3, 0) + coalesce(excluded.answered_3, 0), 0), answered_4 = nullif(coalesce(r.answered_4, 0) + coalesce(excluded.answered_4, 0), 0), answered_5 = nullif(coalesce(r.answered_5, 0) + coalesce(excluded.answered_5, 0), 0), answered_6 = nullif(coalesce(r.answered_6, 0) + coalesce(excluded.answered_6, 0), 0), answered_7 = nullif(coalesce(r.answered_7, 0) + coalesce(excluded.answered_7, 0), 0), answered_8 = nullif(coalesce(r.answered_8, 0) + coalesce(excluded.answered_8, 0), 0), answered_9 = nullif(coalesce(r.answered_9, 0) + coalesce(excluded.answered_9, 0), 0), answered_10 = nullif(coalesce(r.answered_10, 0) + coalesce(excluded.answered_10, 0), 0), answered_11 = nullif(coalesce(r.answered_11, 0) + coalesce(excluded.answered_11, 0), 0), answered_12 = nullif(coalesce(r.answered_12, 0) + coalesce(excluded.answered_12, 0), 0), answered_13 = nullif(coalesce(r.answered_13, 0) + coalesce(excluded.answered_13, 0), 0), answered_14 = nullif(coalesce(r.answered_14, 0) + coalesce(excluded.answered_14, 0), 0), answered_15 = nullif(coalesce(r.answered_15, 0) + coalesce(excluded.answered_15, 0), 0), answered_16 = nullif(coalesce(r.answered_16, 0) + coalesce(excluded.answered_16, 0), 0), answered_17 = nullif(coalesce(r.answered_17, 0) + coalesce(excluded.answered_17, 0), 0), answered_18 = nullif(coalesce(r.answered_18, 0) + coalesce(excluded.answered_18, 0), 0), answered_19 = nullif(coalesce(r.answered_19, 0) + coalesce(excluded.answered_19, 0), 0), answered_20 = nullif(coalesce(r.answered_20, 0) + coalesce(excluded.answered_20, 0), 0), answered_21 = nullif(coalesce(r.answered_21, 0) + coalesce(excluded.answered_21, 0), 0), answered_22 = nullif(coalesce(r.answered_22, 0) + coalesce(excluded.answered_22, 0), 0), answered_23 = nullif(coalesce(r.answered_23, 0) + coalesce(excluded.answered_23, 0), 0), answered_24 = nullif(coalesce(r.answered_24, 0) + coalesce(excluded.answered_24, 0), 0), answered_25 = nullif(coalesce(r.answered_25, 0) + coalesce(excluded.answered_25, 0), 0), answered_26 = nullif(coalesce(r.answered_26, 0) + coalesce(excluded.answered_26, 0), 0), answered_27 = nullif(coalesce(r.answered_27, 0) + coalesce(excluded.answered_27, 0), 0), answered_28 = nullif(coalesce(r.answered_28, 0) + coalesce(excluded.answered_28, 0), 0), answered_29 = nullif(coalesce(r.answered_29, 0) + coalesce(excluded.answered_29, 0), 0), answered_30 = nullif(coalesce(r.answered_30, 0) + coalesce(excluded.answered_30, 0), 0), answered_31 = nullif(coalesce(r.answered_31, 0) + coalesce(excluded.answered_31, 0), 0), answered_32 = nullif(coalesce(r.answered_32, 0) + coalesce(excluded.answered_32, 0), 0), answered_33 = nullif(coalesce(r.answered_33, 0) + coalesce(excluded.answered_33, 0), 0), answered_34 = nullif(coalesce(r.answered_34, 0) + coalesce(excluded.answered_34, 0), 0), answered_35 = nullif(coalesce(r.answered_35, 0) + coalesce(excluded.answered_35, 0), 0), answered_36 = nullif(coalesce(r.answered_36, 0) + coalesce(excluded.answered_36, 0), 0), answered_37 = nullif(coalesce(r.answered_37, 0) + coalesce(excluded.answered_37, 0), 0), answered_38 = nullif(coalesce(r.answered_38, 0) + coalesce(excluded.answered_38, 0), 0), answered_39 = nullif(coalesce(r.answered_39, 0) + coalesce(excluded.answered_39, 0), 0), answered_40 = nullif(coalesce(r.answered_40, 0) + coalesce(excluded.answered_40, 0), 0), answered_41 = nullif(coalesce(r.answered_41, 0) + coalesce(excluded.answered_41, 0), 0), answered_42 = nullif(coalesce(r.answered_42, 0) + coalesce(excluded.answered_42, 0), 0), answered_43 = nullif(coalesce(r.answered_43, 0) + coalesce(excluded.answered_43, 0), 0), answered_44 = nullif(coalesce(r.answered_44, 0) + coalesce(excluded.answered_44, 0), 0), answered_45 = nullif(coalesce(r.answered_45, 0) + coalesce(excluded.answered_45, 0), 0), answered_46 = nullif(coalesce(r.answered_46, 0) + coalesce(excluded.answered_46, 0), 0), answered_47 = nullif(coalesce(r.answered_47, 0) + coalesce(excluded.answered_47, 0), 0), answered_48 = nullif(coalesce(r.answered_48, 0) + coalesce(excluded.answered_48, 0), 0), answered_49 = nullif(coalesce(r.answered_49, 0) + coalesce(excluded.answered_49, 0), 0), answered_50 = nullif(coalesce(r.answered_50, 0) + coalesce(excluded.answered_50, 0), 0), answered_51 = nullif(coalesce(r.answered_51, 0) + coalesce(excluded.answered_51, 0), 0), answered_52 = nullif(coalesce(r.answered_52, 0) + coalesce(excluded.answered_52, 0), 0), answered_53 = nullif(coalesce(r.answered_53, 0) + coalesce(excluded.answered_53, 0), 0), answered_54 = nullif(coalesce(r.answered_54, 0) + coalesce(excluded.answered_54, 0), 0), answered_55 = nullif(coalesce(r.answered_55, 0) + coalesce(excluded.answered_55, 0), 0), answered_56 = nullif(coalesce(r.answered_56, 0) + coalesce(excluded.answered_56, 0), 0), answered_57 = nullif(coalesce(r.answered_57, 0) + coalesce(excluded.answered_57, 0), 0), answered_58 = nullif(coalesce(r.answered_58, 0) + coalesce(excluded.answered_58, 0), 0), answered_59 = nullif(coalesce(r.answered_59, 0) + coalesce(excluded.answered_59, 0), 0), answered_60 = nullif(coalesce(r.answered_60, 0) + coalesce(excluded.answered_60, 0), 0), answered_61 = nullif(coalesce(r.answered_61, 0) + coalesce(excluded.answered_61, 0), 0), answered_62 = nullif(coalesce(r.answered_62, 0) + coalesce(excluded.answered_62, 0), 0), hearing_0 = nullif(coalesce(r.hearing_0, 0) + coalesce(excluded.hearing_0, 0), 0), hearing_1 = nullif(coalesce(r.hearing_1, 0) + coalesce(excluded.hearing_1, 0), 0), hearing_2 = nullif(coalesce(r.hearing_2, 0) + coalesce(excluded.hearing_2, 0), 0), hearing_3 = nullif(coalesce(r.hearing_3, 0) + coalesce(excluded.hearing_3, 0), 0), hearing_4 = nullif(coalesce(r.hearing_4, 0) + coalesce(excluded.hearing_4, 0), 0), hearing_5 = nullif(coalesce(r.hearing_5, 0) + coalesce(excluded.hearing_5, 0), 0), hearing_6 = nullif(coalesce(r.hearing_6, 0) + coalesce(excluded.hearing_6, 0), 0), hearing_7 = nullif(coalesce(r.hearing_7, 0) + coalesce(excluded.hearing_7, 0), 0), hearing_8 = nullif(coalesce(r.hearing_8, 0) + coalesce(excluded.hearing_8, 0), 0), hearing_9 = nullif(coalesce(r.hearing_9, 0) + coalesce(excluded.hearing_9, 0), 0), hearing_10 = nullif(coalesce(r.hearing_10, 0) + coalesce(excluded.hearing_10, 0), 0), hearing_11 = nullif(coalesce(r.hearing_11, 0) + coalesce(excluded.hearing_11, 0), 0), hearing_12 = nullif(coalesce(r.hearing_12, 0) + coalesce(excluded.hearing_12, 0), 0), hearing_13 = nullif(coalesce(r.hearing_13, 0) + coalesce(excluded.hearing_13, 0), 0), hearing_14 = nullif(coalesce(r.hearing_14, 0) + coalesce(excluded.hearing_14, 0), 0), hearing_15 = nullif(coalesce(r.hearing_15, 0) + coalesce(excluded.hearing_15, 0), 0), hearing_16 = nullif(coalesce(r.hearing_16, 0) + coalesce(excluded.hearing_16, 0), 0), hearing_17 = nullif(coalesce(r.hearing_17, 0) + coalesce(excluded.hearing_17, 0), 0), hearing_18 = nullif(coalesce(r.hearing_18, 0) + coalesce(excluded.hearing_18, 0), 0), hearing_19 = nullif(coalesce(r.hearing_19, 0) + coalesce(excluded.hearing_19, 0), 0), hearing_20 = nullif(coalesce(r.hearing_20, 0) + coalesce(excluded.hearing_20, 0), 0), hearing_21 = nullif(coalesce(r.hearing_21, 0) + coalesce(excluded.hearing_21, 0), 0), hearing_22 = nullif(coalesce(r.hearing_22, 0) + coalesce(excluded.hearing_22, 0), 0), hearing_23 = nullif(coalesce(r.hearing_23, 0) + coalesce(excluded.hearing_23, 0), 0), hearing_24 = nullif(coalesce(r.hearing_24, 0) + coalesce(excluded.hearing_24, 0), 0), hearing_25 = nullif(coalesce(r.hearing_25, 0) + coalesce(excluded.hearing_25, 0), 0), hearing_26 = nullif(coalesce(r.hearing_26, 0) + coalesce(excluded.hearing_26, 0), 0), hearing_27 = nullif(coalesce(r.hearing_27, 0) + coalesce(excluded.hearing_27, 0), 0), hearing_28 = nullif(coalesce(r.hearing_28, 0) + coalesce(excluded.hearing_28, 0), 0), hearing_29 = nullif(coalesce(r.hearing_29, 0) + coalesce(excluded.hearing_29, 0), 0), hearing_30 = nullif(coalesce(r.hearing_30, 0) + coalesce(excluded.hearing_30, 0), 0), hearing_31 = nullif(coalesce(r.hearing_31, 0) + coalesce(excluded.hearing_31, 0), 0), hearing_32 = nullif(coalesce(r.hearing_32, 0) + coalesce(excluded.hearing_32, 0), 0), hearing_33 = nullif(coalesce(r.hearing_33, 0) + coalesce(excluded.hearing_33, 0), 0), hearing_34 = nullif(coalesce(r.hearing_34, 0) + coalesce(excluded.hearing_34, 0), 0), handling_0 = nullif(coalesce(r.handling_0, 0) + coalesce(excluded.handling_0, 0), 0), handling_1 = nullif(coalesce(r.handling_1, 0) + coalesce(excluded.handling_1, 0), 0), handling_2 = nullif(coalesce(r.handling_2, 0) + coalesce(excluded.handling_2, 0), 0), handling_3 = nullif(coalesce(r.handling_3, 0) + coalesce(excluded.handling_3, 0), 0), handling_4 = nullif(coalesce(r.handling_4, 0) + coalesce(excluded.handling_4, 0), 0), handling_5 = nullif(coalesce(r.handling_5, 0) + coalesce(excluded.handling_5, 0), 0), handling_6 = nullif(coalesce(r.handling_6, 0) + coalesce(excluded.handling_6, 0), 0), handling_7 = nullif(coalesce(r.handling_7, 0) + coalesce(excluded.handling_7, 0), 0), handling_8 = nullif(coalesce(r.handling_8, 0) + coalesce(excluded.handling_8, 0), 0), handling_9 = nullif(coalesce(r.handling_9, 0) + coalesce(excluded.handling_9, 0), 0), handling_10 = nullif(coalesce(r.handling_10, 0) + coalesce(excluded.handling_10, 0), 0), handling_11 = nullif(coalesce(r.handling_11, 0) + coalesce(excluded.handling_11, 0), 0), handling_12 = nullif(coalesce(r.handling_12, 0) + coalesce(excluded.handling_12, 0), 0), handling_13 = nullif(coalesce(r.handling_13, 0) + coalesce(excluded.handling_13, 0), 0), handling_14 = nullif(coalesce(r.handling_14, 0) + coalesce(excluded.handling_14, 0), 0), handling_15 = nullif(coalesce(r.handling_15, 0) + coalesce(excluded.handling_15, 0), 0), handling_16 = nullif(coalesce(r.handling_16, 0) + coalesce(excluded.handling_16, 0), 0), handling_17 = nullif(coalesce(r.handling_17, 0) + coalesce(excluded.handling_17, 0), 0), handling_18 = nullif(coalesce(r.handling_18, 0) + coalesce(excluded.handling_18, 0), 0), handling_19 = nullif(coalesce(r.handling_19, 0) + coalesce(excluded.handling_19, 0), 0), handling_20 = nullif(coalesce(r.handling_20, 0) + coalesce(excluded.handling_20, 0), 0), handling_21 = nullif(coalesce(r.handling_21, 0) + coalesce(excluded.handling_21, 0), 0), handling_22 = nullif(coalesce(r.handling_22, 0) + coalesce(excluded.handling_22, 0), 0), handling_23 = nullif(coalesce(r.handling_23, 0) + coalesce(excluded.handling_23, 0), 0), handling_24 = nullif(coalesce(r.handling_24, 0) + coalesce(excluded.handling_24, 0), 0), handling_25 = nullif(coalesce(r.handling_25, 0) + coalesce(excluded.handling_25, 0), 0), handling_26 = nullif(coalesce(r.handling_26, 0) + coalesce(excluded.handling_26, 0), 0), handling_27 = nullif(coalesce(r.handling_27, 0) + coalesce(excluded.handling_27, 0), 0), handling_28 = nullif(coalesce(r.handling_28, 0) + coalesce(excluded.handling_28, 0), 0), handling_29 = nullif(coalesce(r.handling_29, 0) + coalesce(excluded.handling_29, 0), 0), handling_30 = nullif(coalesce(r.handling_30, 0) + coalesce(excluded.handling_30, 0), 0), handling_31 = nullif(coalesce(r.handling_31, 0) + coalesce(excluded.handling_31, 0), 0), handling_32 = nullif(coalesce(r.handling_32, 0) + coalesce(excluded.handling_32, 0), 0), handling_33 = nullif(coalesce(r.handling_33, 0) + coalesce(excluded.handling_33, 0), 0), handling_34 = nullif(coalesce(r.handling_34, 0) + coalesce(excluded.handling_34, 0), 0);
          end loop;
          insert into turn_span (brand_id, span, begins, facet_id, turns, unanswered, not_needed, withdrawn, kept, broken, answered_0, answered_1, answered_2, answered_3, answered_4, answered_5, answered_6, answered_7, answered_8, answered_9, answered_10, answered_11, answered_12, answered_13, answered_14, answered_15, answered_16, answered_17, answered_18, answered_19, answered_20, answered_21, answered_22, answered_23, answered_24, answered_25, answered_26, answered_27, answered_28, answered_29, answered_30, answered_31, answered_32, answered_33, answered_34, answered_35, answered_36, answered_37, answered_38, answered_39, answered_40, answered_41, answered_42, answered_43, answered_44, answered_45, answered_46, answered_47, answered_48, answered_49, answered_50, answered_51, answered_52, answered_53, answered_54, answered_55, answered_56, answered_57, answered_58, answered_59, answered_60, answered_61, answered_62, hearing_0, hearing_1, hearing_2, hearing_3, hearing_4, hearing_5, hearing_6, hearing_7, hearing_8, hearing_9, hearing_10, hearing_11, hearing_12, hearing_13, hearing_14, hearing_15, hearing_16, hearing_17, hearing_18, hearing_19, hearing_20, hearing_21, hearing_22, hearing_23, hearing_24, hearing_25, hearing_26, hearing_27, hearing_28, hearing_29, hearing_30, hearing_31, hearing_32, hearing_33, hearing_34, handling_0, handling_1, handling_2, handling_3, handling_4, handling_5, handling_6, handling_7, handling_8, handling_9, handling_10, handling_11, handling_12, handling_13, handling_14, handling_15, handling_16, handling_17, handling_18, handling_19, handling_20, handling_21, handling_22, handling_23, handling_24, handling_25, handling_26, handling_27, handling_28, handling_29, handling_30, handling_31, handling_32, handling_33, handling_34)
          select brand_id, 'month', date_trunc('month', begins, 'UTC'), facet_id, sum(turns), sum(unanswered), sum(not_needed), sum(withdrawn), sum(kept), sum(broken), sum(answered_0), sum(answered_1), sum(answered_2), sum(answered_3), sum(answered_4), sum(answered_5), sum(answered_6), sum(answered_7), sum(answered_8), sum(answered_9), sum(answered_10), sum(answered_11), sum(answered_12), sum(answered_13), sum(answered_14), sum(answered_15), sum(answered_16), sum(answered_17), sum(answered_18), sum(answered_19), sum(answered_20), sum(answered_21), sum(answered_22), sum(answered_23), sum(answered_24), sum(answered_25), sum(answered_26), sum(answered_27), sum(answered_28), sum(answered_29), sum(answered_30), sum(answered_31), sum(answered_32), sum(answered_33), sum(answered_34), sum(answered_35), sum(answered_36), sum(answered_37), sum(answered_38), sum(answered_39), sum(answered_40), sum(answered_41), sum(answered_42), sum(answered_43), sum(answered_44), sum(answered_45), sum(answered_46), sum(answered_47), sum(answered_48), sum(answered_49), sum(answered_50), sum(answered_51), sum(answered_52), sum(answered_53), sum(answered_54), sum(answered_55), sum(answered_56), sum(answered_57), sum(answered_58), sum(answered_59), sum(answered_60), sum(answered_61), sum(answered_62), sum(hearing_0), sum(hearing_1), sum(hearing_2), sum(hearing_3), sum(hearing_4), sum(hearing_5), sum(hearing_6), sum(hearing_7), sum(hearing_8), sum(hearing_9), sum(hearing_10), sum(hearing_11), sum(hearing_12), sum(hearing_13), sum(hearing_14), sum(hearing_15), sum(hearing_16), sum(hearing_17), sum(hearing_18), sum(hearing_19), sum(hearing_20), sum(hearing_21), sum(hearing_22), sum(hearing_23), sum(hearing_24), sum(hearing_25), sum(hearing_26), sum(hearing_27), sum(hearing_28), sum(hearing_29), sum(hearing_30), sum(hearing_31), sum(hearing_32), sum(hearing_33), sum(hearing_34), sum(handling_0), sum(handling_1), sum(handling_2), sum(handling_3), sum(handling_4), sum(handling_5), sum(handling_6), sum(handling_7), sum(handling_8), sum(handling_9), sum(handling_10), sum(handling_11), sum(handling_12), sum(handling_13), sum(handling_14), sum(handling_15), sum(handling_16), sum(handling_17), sum(handling_18), sum(handling_19), sum(handling_20), sum(handling_21), sum(handling_22), sum(handling_23), sum(handling_24), sum(handling_25), sum(handling_26), sum(handling_27), sum(handling_28), sum(handling_29), sum(handling_30), sum(handling_31), sum(handling_32), sum(handling_33), sum(handling_34)
          from turn_span where brand_id = of_brand and span = 'day' group by 1, 2, 3, 4;
        end $function$;

CREATE OR REPLACE FUNCTION public.resolving_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if new.status = 'resolved' then
    insert into resolving (brand_id, conversation_id, resolved_at, inbox_id, channel_id)
    values (new.brand_id, new.id, new.resolved_at, new.inbox_id, new.channel_id) on conflict do nothing;
  elsif new.turn_opened_at > old.resolved_at then
    update resolving set again_at = new.turn_opened_at
    where brand_id = old.brand_id and conversation_id = old.id and resolved_at = old.resolved_at;
  else
    delete from resolving where brand_id = old.brand_id and conversation_id = old.id and resolved_at = old.resolved_at;
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.resolving_counted()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform one_counts(coalesce(new.brand_id, old.brand_id));
  if tg_op <> 'INSERT' then perform resolving_counts(old, -1); end if;
  if tg_op <> 'DELETE' then perform resolving_counts(new, 1); end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.resolving_counts(r resolving, sign integer)
 RETURNS void
 LANGUAGE sql
AS $function$
  insert into resolving_slot as s (brand_id, slot, inbox_id, channel_id, resolved, again)
  values (r.brand_id, half_hour(r.resolved_at), r.inbox_id, r.channel_id, sign,
    case when r.again_at <= r.resolved_at + interval '7 days' then sign else 0 end)
  on conflict (brand_id, slot, inbox_id, channel_id) do update set resolved = s.resolved + excluded.resolved, again = s.again + excluded.again;
$function$;

CREATE OR REPLACE FUNCTION public.response_bucket(waited interval)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
  select width_bucket((extract(epoch from waited) * 1000000)::bigint - 1, '{
    10000000,11962000,14310000,17118000,20477000,24495000,29302000,35051000,41930000,50158000,60000000,71749000,85798000,102599000,
    122689000,146713000,175441000,209795000,250875000,300000000,358869000,429291000,513531000,614302000,734847000,879047000,
    1051543000,1257889000,1504726000,1800000000,2140573000,2545584000,3027227000,3600000000,4304927000,5147889000,6155913000,
    7361322000,8802766000,10526464000,12587684000,15052519000,18000000000,21427227000,25507004000,30363576000,36144847000,43026880000,
    51219264000,60971489000,72580553000,86400000000,165277254000,316164013000,604800000000,982395099000,1595734344000,2592000000000,
    4840919933000,9041090200000,16885491421000,31536000000000
  }'::bigint[])
$function$;

CREATE OR REPLACE FUNCTION public.says_thanks(search tsvector, intents text[], readings jsonb)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select search @@ to_tsquery('simple', 'thanks | thank | thx | cheers | danke | dank | gracias | merci | ευχαριστω | ευχαριστουμε | شكرا | مشكور | obrigado | grazie')
    and not intents && '{complaint,leaving,danger}'::text[] and readings->>'sentiment' is distinct from 'negative'
$function$;

CREATE OR REPLACE FUNCTION public.survey_once_in_30_days()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  person uuid;
begin
  if new.state = 'asked' and new.message_id is null then
    new.state := 'dropped';
    new.reason := 'taken_back';
  end if;
  if new.state = 'dropped' then
    return new;
  end if;
  select coalesce(c.root_id, c.id) into person from contact c where c.brand_id = new.brand_id and c.id = new.contact_id;
  perform pg_advisory_xact_lock(hashtextextended('survey ' || new.brand_id || ' ' || person, 0));
  if exists (
    select from contact c join survey_ask a on a.brand_id = c.brand_id and a.contact_id = c.id
    where c.brand_id = new.brand_id and (c.id = person or c.root_id = person) and a.id <> new.id and a.state <> 'dropped'
      and a.ask_at > new.ask_at - interval '30 days' and a.ask_at < new.ask_at + interval '30 days') then
    raise exception 'this person is asked within 30 days already' using errcode = 'unique_violation', constraint = 'survey_once_in_30_days';
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION public.tag_counts(c conversation, sign integer)
 RETURNS void
 LANGUAGE sql
AS $function$
  insert into tag_day as d (brand_id, day, inbox_id, channel_id, visibility, tag, n)
  select c.brand_id, (c.opened_at at time zone 'utc')::date, c.inbox_id, c.channel_id, c.visibility, tag, sign
  from (select distinct tag from unnest(array_append(c.tags, '')) tag) all_of_it order by tag
  on conflict (brand_id, day, inbox_id, channel_id, visibility, tag) do update set n = d.n + excluded.n;
$function$;

CREATE OR REPLACE FUNCTION public.tag_day_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform one_counts(old.brand_id);
  perform tag_counts(old, -1);
  if tg_op = 'UPDATE' then perform tag_counts(new, 1); end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.tag_day_insert()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform one_counts(one.brand_id) from (select distinct brand_id from fresh order by 1) one;
  insert into tag_day as d (brand_id, day, inbox_id, channel_id, visibility, tag, n)
  select c.brand_id, (c.opened_at at time zone 'utc')::date, c.inbox_id, c.channel_id, c.visibility, tag, count(distinct c.id)::int
  from fresh c cross join lateral unnest(array_append(c.tags, '')) tag
  group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4, 5, 6
  on conflict (brand_id, day, inbox_id, channel_id, visibility, tag) do update set n = d.n + excluded.n;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.tag_tally_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op <> 'INSERT' then
    update tag_tally t set n = t.n - 1 from unnest(old.tags) gone (tag)
    where t.brand_id = old.brand_id and t.inbox_id = old.inbox_id and t.tag = gone.tag;
  end if;
  if tg_op <> 'DELETE' then
    insert into tag_tally as t (brand_id, inbox_id, tag, n)
    select new.brand_id, new.inbox_id, tag, 1 from unnest(new.tags) tag order by tag
    on conflict (brand_id, inbox_id, tag) do update set n = t.n + 1;
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.tally_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  -- One writer of a brand's numbers at a time. Without it, transactions that change the same few rows in different orders
  -- would wait for each other for ever.
  if tg_op = 'DELETE' then
    perform pg_advisory_xact_lock(1952541804, one.brand_id) from (select brand_id from stale limit 1) one;
  else
    perform pg_advisory_xact_lock(1952541804, one.brand_id) from (select brand_id from fresh limit 1) one;
  end if;
  if tg_op = 'INSERT' then
    insert into tally as t (brand_id, inbox_id, assignee_id, status, waiting_for_us, n)
    select brand_id, inbox_id, coalesce(assignee_id, '00000000-0000-0000-0000-000000000000'), status, turn_id is not null, count(*)
    from fresh group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5
    on conflict (brand_id, inbox_id, assignee_id, status, waiting_for_us) do update set n = t.n + excluded.n;
  elsif tg_op = 'DELETE' then
    insert into tally as t (brand_id, inbox_id, assignee_id, status, waiting_for_us, n)
    select brand_id, inbox_id, coalesce(assignee_id, '00000000-0000-0000-0000-000000000000'), status, turn_id is not null, -count(*)
    from stale group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5
    on conflict (brand_id, inbox_id, assignee_id, status, waiting_for_us) do update set n = t.n + excluded.n;
  else
    insert into tally as t (brand_id, inbox_id, assignee_id, status, waiting_for_us, n)
    select brand_id, inbox_id, assignee_id, status, waiting_for_us, sum(n) from (
      select brand_id, inbox_id, coalesce(assignee_id, '00000000-0000-0000-0000-000000000000') assignee_id, status, turn_id is not null waiting_for_us, 1 n from fresh
      union all
      select brand_id, inbox_id, coalesce(assignee_id, '00000000-0000-0000-0000-000000000000'), status, turn_id is not null, -1 from stale
    ) change group by 1, 2, 3, 4, 5 having sum(n) <> 0 order by 1, 2, 3, 4, 5
    on conflict (brand_id, inbox_id, assignee_id, status, waiting_for_us) do update set n = t.n + excluded.n;
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.topic_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform one_counts(old.brand_id);
  perform topic_counts(old, -1);
  if tg_op = 'UPDATE' then perform topic_counts(new, 1); end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.topic_counts(m message, sign integer)
 RETURNS void
 LANGUAGE sql
AS $function$
  insert into topic_day as d (brand_id, day, inbox_id, channel_id, visibility, lang, topic, n)
  select m.brand_id, (m.at at time zone 'utc')::date, c.inbox_id, m.channel_id, m.visibility, coalesce(m.lang, ''), topic, sign
  from conversation c cross join lateral (select distinct one from unnest(array_append(m.intents, '')) one) said (topic)
  where c.brand_id = m.brand_id and c.id = m.conversation_id and m.direction = 'in' and m.deleted_at is null
    and coalesce(m.readings->>'noise', '') = ''
  order by topic
  on conflict (brand_id, day, inbox_id, channel_id, visibility, lang, topic) do update set n = d.n + excluded.n;
$function$;

CREATE OR REPLACE FUNCTION public.topic_insert()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if not exists (select from fresh where direction = 'in') then return null; end if;
  perform one_counts(one.brand_id) from (select distinct brand_id from fresh order by 1) one;
  insert into topic_day as d (brand_id, day, inbox_id, channel_id, visibility, lang, topic, n)
  select m.brand_id, (m.at at time zone 'utc')::date, c.inbox_id, m.channel_id, m.visibility, coalesce(m.lang, ''), topic, count(*)::int
  from fresh m join conversation c on c.brand_id = m.brand_id and c.id = m.conversation_id cross join lateral unnest(array_append(m.intents, '')) topic
  where m.direction = 'in' and m.deleted_at is null and coalesce(m.readings->>'noise', '') = ''
  group by 1, 2, 3, 4, 5, 6, 7 order by 1, 2, 3, 4, 5, 6, 7
  on conflict (brand_id, day, inbox_id, channel_id, visibility, lang, topic) do update set n = d.n + excluded.n;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.turn_count_delete()
 RETURNS trigger
 LANGUAGE plpgsql
 SET enable_seqscan TO 'off'
AS $function$
    begin
      if not exists (
        select from (select *, -1 sign from stale) c group by brand_id, date_bin('30 minutes', opened_at, 'epoch'), channel_id, inbox_id, team_id
        having sum(sign) <> 0 or bool_or(outcome is not null)) then
        return null;
      end if;
      perform pg_advisory_xact_lock(1952541804, one.brand_id) from (select distinct brand_id from (select *, -1 sign from stale) c order by 1) one;
      
    insert into turn_slot as r (brand_id, begins, channel_id, inbox_id, team_id, turns, unanswered, not_needed, withdrawn, kept, broken, answered_0, answered_1, answered_2, answered_3, answered_4, answered_5, answered_6, answered_7, answered_8, answered_9, answered_10, answered_11, answered_12, answered_13, answered_14, answered_15, answered_16, answered_17, answered_18, answered_19, answered_20, answered_21, answered_22, answered_23, answered_24, answered_25, answered_26, answered_27, answered_28, answered_29, answered_30, answered_31, answered_32, answered_33, answered_34, answered_35, answered_36, answered_37, answered_38, answered_39, answered_40, answered_41, answered_42, answered_43, answered_44, answered_45, answered_46, answered_47, answered_48, answered_49, answered_50, answered_51, answered_52, answered_53, answered_54, answered_55, answered_56, answered_57, answered_58, answered_59, answered_60, answered_61, answered_62, hearing_0, hearing_1, hearing_2, hearing_3, hearing_4, hearing_5, hearing_6, hearing_7, hearing_8, hearing_9, hearing_10, hearing_11, hearing_12, hearing_13, hearing_14, hearing_15, hearing_16, hearing_17, hearing_18, hearing_19, hearing_20, hearing_21, hearing_22, hearing_23, hearing_24, hearing_25, hearing_26, hearing_27, hearing_28, hearing_29, hearing_30, hearing_31, hearing_32, hearing_33, hearing_34, handling_0, handling_1, handling_2, handling_3, handling_4, handling_5, handling_6, handling_7, handling_8, handling_9, handling_10, handling_11, handling_12, handling_13, handling_14, handling_15, handling_16, handling_17, handling_18, handling_19, handling_20, handling_21, handling_22, handling_23, handling_24, handling_25, handling_26, handling_27, handling_28, handling_29, handling_30, handling_31, handling_32, handling_33, handling_34)
    select brand_id, begins, channel_id, inbox_id, team, sum(sign), nullif(sum(sign) filter (where outcome = 'unanswered'), 0), nullif(sum(sign) filter (where outcome = 'not_needed'), 0), nullif(sum(sign) filter (where outcome = 'withdrawn'), 0), nullif(sum(sign) filter (where outcome = 'answered' and closed_at <= due_at), 0), nullif(sum(sign) filter (where due_at is not null and (outcome = 'unanswered' or (outcome = 'answered' and closed_at > due_at))), 0), nullif(sum(sign) filter (where answered = 0), 0), nullif(sum(sign) filter (where answered = 1), 0), nullif(sum(sign) filter (where answered = 2), 0), nullif(sum(sign) filter (where answered = 3), 0), nullif(sum(sign) filter (where answered = 4), 0), nullif(sum(sign) filter (where answered = 5), 0), nullif(sum(sign) filter (where answered = 6), 0), nullif(sum(sign) filter (where answered = 7), 0), nullif(sum(sign) filter (where answered = 8), 0), nullif(sum(sign) filter (where answered = 9), 0), nullif(sum(sign) filter (where answered = 10), 0), nullif(sum(sign) filter (where answered = 11), 0), nullif(sum(sign) filter (where answered = 12), 0), nullif(sum(sign) filter (where answered = 13), 0), nullif(sum(sign) filter (where answered = 14), 0), nullif(sum(sign) filter (where answered = 15), 0), nullif(sum(sign) filter (where answered = 16), 0), nullif(sum(sign) filter (where answered = 17), 0), nullif(sum(sign) filter (where answered = 18), 0), nullif(sum(sign) filter (where answered = 19), 0), nullif(sum(sign) filter (where answered = 20), 0), nullif(sum(sign) filter (where answered = 21), 0), nullif(sum(sign) filter (where answered = 22), 0), nullif(sum(sign) filter (where answered = 23), 0), nullif(sum(sign) filter (where answered = 24), 0), nullif(sum(sign) filter (where answered = 25), 0), nullif(sum(sign) filter (where answered = 26), 0), nullif(sum(sign) filter (where answered = 27), 0), nullif(sum(sign) filter (where answered = 28), 0), nullif(sum(sign) filter (where answered = 29), 0), nullif(sum(sign) filter (where answered = 30), 0), nullif(sum(sign) filter (where answered = 31), 0), nullif(sum(sign) filter (where answered = 32), 0), nullif(sum(sign) filter (where answered = 33), 0), nullif(sum(sign) filter (where answered = 34), 0), nullif(sum(sign) filter (where answered = 35), 0), nullif(sum(sign) filter (where answered = 36), 0), nullif(sum(sign) filter (where answered = 37), 0), nullif(sum(sign) filter (where answered = 38), 0), nullif(sum(sign) filter (where answered = 39), 0), nullif(sum(sign) filter (where answered = 40), 0), nullif(sum(sign) filter (where answered = 41), 0), nullif(sum(sign) filter (where answered = 42), 0), nullif(sum(sign) filter (where answered = 43), 0), nullif(sum(sign) filter (where answered = 44), 0), nullif(sum(sign) filter (where answered = 45), 0), nullif(sum(sign) filter (where answered = 46), 0), nullif(sum(sign) filter (where answered = 47), 0), nullif(sum(sign) filter (where answered = 48), 0), nullif(sum(sign) filter (where answered = 49), 0), nullif(sum(sign) filter (where answered = 50), 0), nullif(sum(sign) filter (where answered = 51), 0), nullif(sum(sign) filter (where answered = 52), 0), nullif(sum(sign) filter (where answered = 53), 0), nullif(sum(sign) filter (where answered = 54), 0), nullif(sum(sign) filter (where answered = 55), 0), nullif(sum(sign) filter (where answered = 56), 0), nullif(sum(sign) filter (where answered = 57), 0), nullif(sum(sign) filter (where answered = 58), 0), nullif(sum(sign) filter (where answered = 59), 0), nullif(sum(sign) filter (where answered = 60), 0), nullif(sum(sign) filter (where answered = 61), 0), nullif(sum(sign) filter (where answered = 62), 0), nullif(sum(sign) filter (where hearing = 0), 0), nullif(sum(sign) filter (where hearing = 1), 0), nullif(sum(sign) filter (where hearing = 2), 0), nullif(sum(sign) filter (where hearing = 3), 0), nullif(sum(sign) filter (where hearing = 4), 0), nullif(sum(sign) filter (where hearing = 5), 0), nullif(sum(sign) filter (where hearing = 6), 0), nullif(sum(sign) filter (where hearing = 7), 0), nullif(sum(sign) filter (where hearing = 8), 0), nullif(sum(sign) filter (where hearing = 9), 0), nullif(sum(sign) filter (where hearing = 10), 0), nullif(sum(sign) filter (where hearing = 11), 0), nullif(sum(sign) filter (where hearing = 12), 0), nullif(sum(sign) filter (where hearing = 13), 0), nullif(sum(sign) filter (where hearing = 14), 0), nullif(sum(sign) filter (where hearing = 15), 0), nullif(sum(sign) filter (where hearing = 16), 0), nullif(sum(sign) filter (where hearing = 17), 0), nullif(sum(sign) filter (where hearing = 18), 0), nullif(sum(sign) filter (where hearing = 19), 0), nullif(sum(sign) filter (where hearing = 20), 0), nullif(sum(sign) filter (where hearing = 21), 0), nullif(sum(sign) filter (where hearing = 22), 0), nullif(sum(sign) filter (where hearing = 23), 0), nullif(sum(sign) filter (where hearing = 24), 0), nullif(sum(sign) filter (where hearing = 25), 0), nullif(sum(sign) filter (where hearing = 26), 0), nullif(sum(sign) filter (where hearing = 27), 0), nullif(sum(sign) filter (where hearing = 28), 0), nullif(sum(sign) filter (where hearing = 29), 0), nullif(sum(sign) filter (where hearing = 30), 0), nullif(sum(sign) filter (where hearing = 31), 0), nullif(sum(sign) filter (where hearing = 32), 0), nullif(sum(sign) filter (where hearing = 33), 0), nullif(sum(sign) filter (where hearing = 34), 0), nullif(sum(sign) filter (where handling = 0), 0), nullif(sum(sign) filter (where handling = 1), 0), nullif(sum(sign) filter (where handling = 2), 0), nullif(sum(sign) filter (where handling = 3), 0), nullif(sum(sign) filter (where handling = 4), 0), nullif(sum(sign) filter (where handling = 5), 0), nullif(sum(sign) filter (where handling = 6), 0), nullif(sum(sign) filter (where handling = 7), 0), nullif(sum(sign) filter (where handling = 8), 0), nullif(sum(sign) filter (where handling = 9), 0), nullif(sum(sign) filter (where handling = 10), 0), nullif(sum(sign) filter (where handling = 11), 0), nullif(sum(sign) filter (where handling = 12), 0), nullif(sum(sign) filter (where handling = 13), 0), nullif(sum(sign) filter (where handling = 14), 0), nullif(sum(sign) filter (where handling = 15), 0), nullif(sum(sign) filter (where handling = 16), 0), nullif(sum(sign) filter (where handling = 17), 0), nullif(sum(sign) filter (where handling = 18), 0), nullif(sum(sign) filter (where handling = 19), 0), nullif(sum(sign) filter (where handling = 20), 0), nullif(sum(sign) filter (where handling = 21), 0), nullif(sum(sign) filter (where handling = 22), 0), nullif(sum(sign) filter (where handling = 23), 0), nullif(sum(sign) filter (where handling = 24), 0), nullif(sum(sign) filter (where handling = 25), 0), nullif(sum(sign) filter (where handling = 26), 0), nullif(sum(sign) filter (where handling = 27), 0), nullif(sum(sign) filter (where handling = 28), 0), nullif(sum(sign) filter (where handling = 29), 0), nullif(sum(sign) filter (where handling = 30), 0), nullif(sum(sign) filter (where handling = 31), 0), nullif(sum(sign) filter (where handling = 32), 0), nullif(sum(sign) filter (where handling = 33), 0), nullif(sum(sign) filter (where handling = 34), 0)
    from (select *, 
      case when outcome = 'answered' then response_bucket(closed_at - opened_at) end answered,
      case when received_at <= closed_at then delay_bucket(received_at - opened_at) end hearing,
      case when outcome = 'answered' and received_at <= closed_at then delay_bucket(closed_at - received_at) end handling, date_bin('30 minutes', opened_at, 'epoch') begins, coalesce(team_id, '00000000-0000-0000-0000-000000000000'::uuid) team from (select *, -1 sign from stale) c offset 0) change
    group by 1, 2, 3, 4, 5 having sum(sign) <> 0 or bool_or(outcome is not null) order by 1, 2, 3, 4, 5
    on conflict (brand_id, begins, channel_id, inbox_id, team_id) do update set turns = r.turns + excluded.turns, unanswered = nullif(coalesce(r.unanswered, 0) + coalesce(excluded.unanswered, 0), 0), not_needed = nullif(coalesce(r.not_needed, 0) + coalesce(excluded.not_needed, 0), 0), withdrawn = nullif(coalesce(r.withdrawn, 0) + coalesce(excluded.withdrawn, 0), 0), kept = nullif(coalesce(r.kept, 0) + coalesce(excluded.kept, 0), 0), broken = nullif(coalesce(r.broken, 0) + coalesce(excluded.broken, 0), 0), answered_0 = nullif(coalesce(r.answered_0, 0) + coalesce(excluded.answered_0, 0), 0), answered_1 = nullif(coalesce(r.answered_1, 0) + coalesce(excluded.answered_1, 0), 0), answered_2 = nullif(coalesce(r.answered_2, 0) + coalesce(excluded.answered_2, 0), 0), answered_3 = nullif(coalesce(r.answered_3, 0) + coalesce(excluded.answered_3, 0), 0), answered_4 = nullif(coalesce(r.answered_4, 0) + coalesce(excluded.answered_4, 0), 0), answered_5 = nullif(coalesce(r.answered_5, 0) + coalesce(excluded.answered_5, 0), 0), answered_6 = nullif(coalesce(r.answered_6, 0) + coalesce(excluded.answered_6, 0), 0), answered_7 = nullif(coalesce(r.answered_7, 0) + coalesce(excluded.answered_7, 0), 0), answered_8 = nullif(coalesce(r.answered_8, 0) + coalesce(excluded.answered_8, 0), 0), answered_9 = nullif(coalesce(r.answered_9, 0) + coalesce(excluded.answered_9, 0), 0), answered_10 = nullif(coalesce(r.answered_10, 0) + coalesce(excluded.answered_10, 0), 0), answered_11 = nullif(coalesce(r.answered_11, 0) + coalesce(excluded.answered_11, 0), 0), answered_12 = nullif(coalesce(r.answered_12, 0) + coalesce(excluded.answered_12, 0), 0), answered_13 = nullif(coalesce(r.answered_13, 0) + coalesce(excluded.answered_13, 0), 0), answered_14 = nullif(coalesce(r.answered_14, 0) + coalesce(excluded.answered_14, 0), 0), answered_15 = nullif(coalesce(r.answered_15, 0) + coalesce(excluded.answered_15, 0), 0), answered_16 = nullif(coalesce(r.answered_16, 0) + coalesce(excluded.answered_16, 0), 0), answered_17 = nullif(coalesce(r.answered_17, 0) + coalesce(excluded.answered_17, 0), 0), answered_18 = nullif(coalesce(r.answered_18, 0) + coalesce(excluded.answered_18, 0), 0), answered_19 = nullif(coalesce(r.answered_19, 0) + coalesce(excluded.answered_19, 0), 0), answered_20 = nullif(coalesce(r.answered_20, 0) + coalesce(excluded.answered_20, 0), 0), answered_21 = nullif(coalesce(r.answered_21, 0) + coalesce(excluded.answered_21, 0), 0), answered_22 = nullif(coalesce(r.answered_22, 0) + coalesce(excluded.answered_22, 0), 0), answered_23 = nullif(coalesce(r.answered_23, 0) + coalesce(excluded.answered_23, 0), 0), answered_24 = nullif(coalesce(r.answered_24, 0) + coalesce(excluded.answered_24, 0), 0), answered_25 = nullif(coalesce(r.answered_25, 0) + coalesce(excluded.answered_25, 0), 0), answered_26 = nullif(coalesce(r.answered_26, 0) + coalesce(excluded.answered_26, 0), 0), answered_27 = nullif(coalesce(r.answered_27, 0) + coalesce(excluded.answered_27, 0), 0), answered_28 = nullif(coalesce(r.answered_28, 0) + coalesce(excluded.answered_28, 0), 0), answered_29 = nullif(coalesce(r.answered_29, 0) + coalesce(excluded.answered_29, 0), 0), answered_30 = nullif(coalesce(r.answered_30, 0) + coalesce(excluded.answered_30, 0), 0), answered_31 = nullif(coalesce(r.answered_31, 0) + coalesce(excluded.answered_31, 0), 0), answered_32 = nullif(coalesce(r.answered_32, 0) + coalesce(excluded.answered_32, 0), 0), answered_33 = nullif(coalesce(r.answered_33, 0) + coalesce(excluded.answered_33, 0), 0), answered_34 = nullif(coalesce(r.answered_34, 0) + coalesce(excluded.answered_34, 0), 0), answered_35 = nullif(coalesce(r.answered_35, 0) + coalesce(excluded.answered_35, 0), 0), answered_36 = nullif(coalesce(r.answered_36, 0) + coalesce(excluded.answered_36, 0), 0), answered_37 = nullif(coalesce(r.answered_37, 0) + coalesce(excluded.answered_37, 0), 0), answered_38 = nullif(coalesce(r.answered_38, 0) + coalesce(excluded.answered_38, 0), 0), answered_39 = nullif(coalesce(r.answered_39, 0) + coalesce(excluded.answered_39, 0), 0), answered_40 = nullif(coalesce(r.answered_40, 0) + coalesce(excluded.answered_40, 0), 0), answered_41 = nullif(coalesce(r.answered_41, 0) + coalesce(excluded.answered_41, 0), 0), answered_42 = nullif(coalesce(r.answered_42, 0) + coalesce(excluded.answered_42, 0), 0), answered_43 = nullif(coalesce(r.answered_43, 0) + coalesce(excluded.answered_43, 0), 0), answered_44 = nullif(coalesce(r.answered_44, 0) + coalesce(excluded.answered_44, 0), 0), answered_45 = nullif(coalesce(r.answered_45, 0) + coalesce(excluded.answered_45, 0), 0), answered_46 = nullif(coalesce(r.answered_46, 0) + coalesce(excluded.answered_46, 0), 0), answered_47 = nullif(coalesce(r.answered_47, 0) + coalesce(excluded.answered_47, 0), 0), answered_48 = nullif(coalesce(r.answered_48, 0) + coalesce(excluded.answered_48, 0), 0), answered_49 = nullif(coalesce(r.answered_49, 0) + coalesce(excluded.answered_49, 0), 0), answered_50 = nullif(coalesce(r.answered_50, 0) + coalesce(excluded.answered_50, 0), 0), answered_51 = nullif(coalesce(r.answered_51, 0) + coalesce(excluded.answered_51, 0), 0), answered_52 = nullif(coalesce(r.answered_52, 0) + coalesce(excluded.answered_52, 0), 0), answered_53 = nullif(coalesce(r.answered_53, 0) + coalesce(excluded.answered_53, 0), 0), answered_54 = nullif(coalesce(r.answered_54, 0) + coalesce(excluded.answered_54, 0), 0), answered_55 = nullif(coalesce(r.answered_55, 0) + coalesce(excluded.answered_55, 0), 0), answered_56 = nullif(coalesce(r.answered_56, 0) + coalesce(excluded.answered_56, 0), 0), answered_57 = nullif(coalesce(r.answered_57, 0) + coalesce(excluded.answered_57, 0), 0), answered_58 = nullif(coalesce(r.answered_58, 0) + coalesce(excluded.answered_58, 0), 0), answered_59 = nullif(coalesce(r.answered_59, 0) + coalesce(excluded.answered_59, 0), 0), answered_60 = nullif(coalesce(r.answered_60, 0) + coalesce(excluded.answered_60, 0), 0), answered_61 = nullif(coalesce(r.answered_61, 0) + coalesce(excluded.answered_61, 0), 0), answered_62 = nullif(coalesce(r.answered_62, 0) + coalesce(excluded.answered_62, 0), 0), hearing_0 = nullif(coalesce(r.hearing_0, 0) + coalesce(excluded.hearing_0, 0), 0), hearing_1 = nullif(coalesce(r.hearing_1, 0) + coalesce(excluded.hearing_1, 0), 0), hearing_2 = nullif(coalesce(r.hearing_2, 0) + coalesce(excluded.hearing_2, 0), 0), hearing_3 = nullif(coalesce(r.hearing_3, 0) + coalesce(excluded.hearing_3, 0), 0), hearing_4 = nullif(coalesce(r.hearing_4, 0) + coalesce(excluded.hearing_4, 0), 0), hearing_5 = nullif(coalesce(r.hearing_5, 0) + coalesce(excluded.hearing_5, 0), 0), hearing_6 = nullif(coalesce(r.hearing_6, 0) + coalesce(excluded.hearing_6, 0), 0), hearing_7 = nullif(coalesce(r.hearing_7, 0) + coalesce(excluded.hearing_7, 0), 0), hearing_8 = nullif(coalesce(r.hearing_8, 0) + coalesce(excluded.hearing_8, 0), 0), hearing_9 = nullif(coalesce(r.hearing_9, 0) + coalesce(excluded.hearing_9, 0), 0), hearing_10 = nullif(coalesce(r.hearing_10, 0) + coalesce(excluded.hearing_10, 0), 0), hearing_11 = nullif(coalesce(r.hearing_11, 0) + coalesce(excluded.hearing_11, 0), 0), hearing_12 = nullif(coalesce(r.hearing_12, 0) + coalesce(excluded.hearing_12, 0), 0), hearing_13 = nullif(coalesce(r.hearing_13, 0) + coalesce(excluded.hearing_13, 0), 0), hearing_14 = nullif(coalesce(r.hearing_14, 0) + coalesce(excluded.hearing_14, 0), 0), hearing_15 = nullif(coalesce(r.hearing_15, 0) + coalesce(excluded.hearing_15, 0), 0), hearing_16 = nullif(coalesce(r.hearing_16, 0) + coalesce(excluded.hearing_16, 0), 0), hearing_17 = nullif(coalesce(r.hearing_17, 0) + coalesce(excluded.hearing_17, 0), 0), hearing_18 = nullif(coalesce(r.hearing_18, 0) + coalesce(excluded.hearing_18, 0), 0), hearing_19 = nullif(coalesce(r.hearing_19, 0) + coalesce(excluded.hearing_19, 0), 0), hearing_20 = nullif(coalesce(r.hearing_20, 0) + coalesce(excluded.hearing_20, 0), 0), hearing_21 = nullif(coalesce(r.hearing_21, 0) + coalesce(excluded.hearing_21, 0), 0), hearing_22 = nullif(coalesce(r.hearing_22, 0) + coalesce(excluded.hearing_22, 0), 0), hearing_23 = nullif(coalesce(r.hearing_23, 0) + coalesce(excluded.hearing_23, 0), 0), hearing_24 = nullif(coalesce(r.hearing_24, 0) + coalesce(excluded.hearing_24, 0), 0), hearing_25 = nullif(coalesce(r.hearing_25, 0) + coalesce(excluded.hearing_25, 0), 0), hearing_26 = nullif(coalesce(r.hearing_26, 0) + coalesce(excluded.hearing_26, 0), 0), hearing_27 = nullif(coalesce(r.hearing_27, 0) + coalesce(excluded.hearing_27, 0), 0), hearing_28 = nullif(coalesce(r.hearing_28, 0) + coalesce(excluded.hearing_28, 0), 0), hearing_29 = nullif(coalesce(r.hearing_29, 0) + coalesce(excluded.hearing_29, 0), 0), hearing_30 = nullif(coalesce(r.hearing_30, 0) + coalesce(excluded.hearing_30, 0), 0), hearing_31 = nullif(coalesce(r.hearing_31, 0) + coalesce(excluded.hearing_31, 0), 0), hearing_32 = nullif(coalesce(r.hearing_32, 0) + coalesce(excluded.hearing_32, 0), 0), hearing_33 = nullif(coalesce(r.hearing_33, 0) + coalesce(excluded.hearing_33, 0), 0), hearing_34 = nullif(coalesce(r.hearing_34, 0) + coalesce(excluded.hearing_34, 0), 0), handling_0 = nullif(coalesce(r.handling_0, 0) + coalesce(excluded.handling_0, 0), 0), handling_1 = nullif(coalesce(r.handling_1, 0) + coalesce(excluded.handling_1, 0), 0), handling_2 = nullif(coalesce(r.handling_2, 0) + coalesce(excluded.handling_2, 0), 0), handling_3 = nullif(coalesce(r.handling_3, 0) + coalesce(excluded.handling_3, 0), 0), handling_4 = nullif(coalesce(r.handling_4, 0) + coalesce(excluded.handling_4, 0), 0), handling_5 = nullif(coalesce(r.handling_5, 0) + coalesce(excluded.handling_5, 0), 0), handling_6 = nullif(coalesce(r.handling_6, 0) + coalesce(excluded.handling_6, 0), 0), handling_7 = nullif(coalesce(r.handling_7, 0) + coalesce(excluded.handling_7, 0), 0), handling_8 = nullif(coalesce(r.handling_8, 0) + coalesce(excluded.handling_8, 0), 0), handling_9 = nullif(coalesce(r.handling_9, 0) + coalesce(excluded.handling_9, 0), 0), handling_10 = nullif(coalesce(r.handling_10, 0) + coalesce(excluded.handling_10, 0), 0), handling_11 = nullif(coalesce(r.handling_11, 0) + coalesce(excluded.handling_11, 0), 0), handling_12 = nullif(coalesce(r.handling_12, 0) + coalesce(excluded.handling_12, 0), 0), handling_13 = nullif(coalesce(r.handling_13, 0) + coalesce(excluded.handling_13, 0), 0), handling_14 = nullif(coalesce(r.handling_14, 0) + coalesce(excluded.handling_14, 0), 0), handling_15 = nullif(coalesce(r.handling_15, 0) + coalesce(excluded.handling_15, 0), 0), handling_16 = nullif(coalesce(r.handling_16, 0) + coalesce(excluded.handling_16, 0), 0), handling_17 = nullif(coalesce(r.handling_17, 0) + coalesce(excluded.handling_17, 0), 0), handling_18 = nullif(coalesce(r.handling_18, 0) + coalesce(excluded.handling_18, 0), 0), handling_19 = nullif(coalesce(r.handling_19, 0) + coalesce(excluded.handling_19, 0), 0), handling_20 = nullif(coalesce(r.handling_20, 0) + coalesce(excluded.handling_20, 0), 0), handling_21 = nullif(coalesce(r.handling_21, 0) + coalesce(excluded.handling_21, 0), 0), handling_22 = nullif(coalesce(r.handling_22, 0) + coalesce(excluded.handling_22, 0), 0), handling_23 = nullif(coalesce(r.handling_23, 0) + coalesce(excluded.handling_23, 0), 0), handling_24 = nullif(coalesce(r.handling_24, 0) + coalesce(excluded.handling_24, 0), 0), handling_25 = nullif(coalesce(r.handling_25, 0) + coalesce(excluded.handling_25, 0), 0), handling_26 = nullif(coalesce(r.handling_26, 0) + coalesce(excluded.handling_26, 0), 0), handling_27 = nullif(coalesce(r.handling_27, 0) + coalesce(excluded.handling_27, 0), 0), handling_28 = nullif(coalesce(r.handling_28, 0) + coalesce(excluded.handling_28, 0), 0), handling_29 = nullif(coalesce(r.handling_29, 0) + coalesce(excluded.handling_29, 0), 0), handling_30 = nullif(coalesce(r.handling_30, 0) + coalesce(excluded.handling_30, 0), 0), handling_31 = nullif(coalesce(r.handling_31, 0) + coalesce(excluded.handling_31, 0), 0), handling_32 = nullif(coalesce(r.handling_32, 0) + coalesce(excluded.handling_32, 0), 0), handling_33 = nullif(coalesce(r.handling_33, 0) + coalesce(excluded.handling_33, 0), 0), handling_34 = nullif(coalesce(r.handling_34, 0) + coalesce(excluded.handling_34, 0), 0);

    insert into turn_facet (brand_id, channel_id, inbox_id, team_id, lang, visibility, heard, reach, kind, complaint)
    select distinct brand_id, channel_id, inbox_id, coalesce(team_id, '00000000-0000-0000-0000-000000000000'::uuid), coalesce(lang, ''), visibility, heard, reach, kind, complaint
    from (select *, -1 sign from stale) change where outcome is not null and not exists (select from turn_facet f where f.brand_id = change.brand_id and f.channel_id = change.channel_id and f.inbox_id = change.inbox_id
        and f.team_id = coalesce(change.team_id, '00000000-0000-0000-0000-000000000000'::uuid) and f.lang = coalesce(change.lang, '') and f.visibility = change.visibility
        and f.heard = change.heard and f.reach = change.reach and f.kind = change.kind and f.complaint = change.complaint)
    on conflict do nothing;

    insert into turn_span as r (brand_id, span, begins, facet_id, turns, unanswered, not_needed, withdrawn, kept, broken, answered_0, answered_1, answered_2, answered_3, answered_4, answered_5, answered_6, answered_7, answered_8, answered_9, answered_10, answered_11, answered_12, answered_13, answered_14, answered_15, answered_16, answered_17, answered_18, answered_19, answered_20, answered_21, answered_22, answered_23, answered_24, answered_25, answered_26, answered_27, answered_28, answered_29, answered_30, answered_31, answered_32, answered_33, answered_34, answered_35, answered_36, answered_37, answered_38, answered_39, answered_40, answered_41, answered_42, answered_43, answered_44, answered_45, answered_46, answered_47, answered_48, answered_49, answered_50, answered_51, answered_52, answered_53, answered_54, answered_55, answered_56, answered_57, answered_58, answered_59, answered_60, answered_61, answered_62, hearing_0, hearing_1, hearing_2, hearing_3, hearing_4, hearing_5, hearing_6, hearing_7, hearing_8, hearing_9, hearing_10, hearing_11, hearing_12, hearing_13, hearing_14, hearing_15, hearing_16, hearing_17, hearing_18, hearing_19, hearing_20, hearing_21, hearing_22, hearing_23, hearing_24, hearing_25, hearing_26, hearing_27, hearing_28, hearing_29, hearing_30, hearing_31, hearing_32, hearing_33, hearing_34, handling_0, handling_1, handling_2, handling_3, handling_4, handling_5, handling_6, handling_7, handling_8, handling_9, handling_10, handling_11, handling_12, handling_13, handling_14, handling_15, handling_16, handling_17, handling_18, handling_19, handling_20, handling_21, handling_22, handling_23, handling_24, handling_25, handling_26, handling_27, handling_28, handling_29, handling_30, handling_31, handling_32, handling_33, handling_34)
    select change.brand_id, s.span, date_trunc(s.span, opened_at, 'UTC'), f.id, sum(sign), nullif(sum(sign) filter (where outcome = 'unanswered'), 0), nullif(sum(sign) filter (where outcome = 'not_needed'), 0), nullif(sum(sign) filter (where outcome = 'withdrawn'), 0), nullif(sum(sign) filter (where outcome = 'answered' and closed_at <= due_at), 0), nullif(sum(sign) filter (where due_at is not null and (outcome = 'unanswered' or (outcome = 'answered' and closed_at > due_at))), 0), nullif(sum(sign) filter (where answered = 0), 0), nullif(sum(sign) filter (where answered = 1), 0), nullif(sum(sign) filter (where answered = 2), 0), nullif(sum(sign) filter (where answered = 3), 0), nullif(sum(sign) filter (where answered = 4), 0), nullif(sum(sign) filter (where answered = 5), 0), nullif(sum(sign) filter (where answered = 6), 0), nullif(sum(sign) filter (where answered = 7), 0), nullif(sum(sign) filter (where answered = 8), 0), nullif(sum(sign) filter (where answered = 9), 0), nullif(sum(sign) filter (where answered = 10), 0), nullif(sum(sign) filter (where answered = 11), 0), nullif(sum(sign) filter (where answered = 12), 0), nullif(sum(sign) filter (where answered = 13), 0), nullif(sum(sign) filter (where answered = 14), 0), nullif(sum(sign) filter (where answered = 15), 0), nullif(sum(sign) filter (where answered = 16), 0), nullif(sum(sign) filter (where answered = 17), 0), nullif(sum(sign) filter (where answered = 18), 0), nullif(sum(sign) filter (where answered = 19), 0), nullif(sum(sign) filter (where answered = 20), 0), nullif(sum(sign) filter (where answered = 21), 0), nullif(sum(sign) filter (where answered = 22), 0), nullif(sum(sign) filter (where answered = 23), 0), nullif(sum(sign) filter (where answered = 24), 0), nullif(sum(sign) filter (where answered = 25), 0), nullif(sum(sign) filter (where answered = 26), 0), nullif(sum(sign) filter (where answered = 27), 0), nullif(sum(sign) filter (where answered = 28), 0), nullif(sum(sign) filter (where answered = 29), 0), nullif(sum(sign) filter (where answered = 30), 0), nullif(sum(sign) filter (where answered = 31), 0), nullif(sum(sign) filter (where answered = 32), 0), nullif(sum(sign) filter (where answered = 33), 0), nullif(sum(sign) filter (where answered = 34), 0), nullif(sum(sign) filter (where answered = 35), 0), nullif(sum(sign) filter (where answered = 36), 0), nullif(sum(sign) filter (where answered = 37), 0), nullif(sum(sign) filter (where answered = 38), 0), nullif(sum(sign) filter (where answered = 39), 0), nullif(sum(sign) filter (where answered = 40), 0), nullif(sum(sign) filter (where answered = 41), 0), nullif(sum(sign) filter (where answered = 42), 0), nullif(sum(sign) filter (where answered = 43), 0), nullif(sum(sign) filter (where answered = 44), 0), nullif(sum(sign) filter (where answered = 45), 0), nullif(sum(sign) filter (where answered = 46), 0), nullif(sum(sign) filter (where answered = 47), 0), nullif(sum(sign) filter (where answered = 48), 0), nullif(sum(sign) filter (where answered = 49), 0), nullif(sum(sign) filter (where answered = 50), 0), nullif(sum(sign) filter (where answered = 51), 0), nullif(sum(sign) filter (where answered = 52), 0), nullif(sum(sign) filter (where answered = 53), 0), nullif(sum(sign) filter (where answered = 54), 0), nullif(sum(sign) filter (where answered = 55), 0), nullif(sum(sign) filter (where answered = 56), 0), nullif(sum(sign) filter (where answered = 57), 0), nullif(sum(sign) filter (where answered = 58), 0), nullif(sum(sign) filter (where answered = 59), 0), nullif(sum(sign) filter (where answered = 60), 0), nullif(sum(sign) filter (where answered = 61), 0), nullif(sum(sign) filter (where answered = 62), 0), nullif(sum(sign) filter (where hearing = 0), 0), nullif(sum(sign) filter (where hearing = 1), 0), nullif(sum(sign) filter (where hearing = 2), 0), nullif(sum(sign) filter (where hearing = 3), 0), nullif(sum(sign) filter (where hearing = 4), 0), nullif(sum(sign) filter (where hearing = 5), 0), nullif(sum(sign) filter (where hearing = 6), 0), nullif(sum(sign) filter (where hearing = 7), 0), nullif(sum(sign) filter (where hearing = 8), 0), nullif(sum(sign) filter (where hearing = 9), 0), nullif(sum(sign) filter (where hearing = 10), 0), nullif(sum(sign) filter (where hearing = 11), 0), nullif(sum(sign) filter (where hearing = 12), 0), nullif(sum(sign) filter (where hearing = 13), 0), nullif(sum(sign) filter (where hearing = 14), 0), nullif(sum(sign) filter (where hearing = 15), 0), nullif(sum(sign) filter (where hearing = 16), 0), nullif(sum(sign) filter (where hearing = 17), 0), nullif(sum(sign) filter (where hearing = 18), 0), nullif(sum(sign) filter (where hearing = 19), 0), nullif(sum(sign) filter (where hearing = 20), 0), nullif(sum(sign) filter (where hearing = 21), 0), nullif(sum(sign) filter (where hearing = 22), 0), nullif(sum(sign) filter (where hearing = 23), 0), nullif(sum(sign) filter (where hearing = 24), 0), nullif(sum(sign) filter (where hearing = 25), 0), nullif(sum(sign) filter (where hearing = 26), 0), nullif(sum(sign) filter (where hearing = 27), 0), nullif(sum(sign) filter (where hearing = 28), 0), nullif(sum(sign) filter (where hearing = 29), 0), nullif(sum(sign) filter (where hearing = 30), 0), nullif(sum(sign) filter (where hearing = 31), 0), nullif(sum(sign) filter (where hearing = 32), 0), nullif(sum(sign) filter (where hearing = 33), 0), nullif(sum(sign) filter (where hearing = 34), 0), nullif(sum(sign) filter (where handling = 0), 0), nullif(sum(sign) filter (where handling = 1), 0), nullif(sum(sign) filter (where handling = 2), 0), nullif(sum(sign) filter (where handling = 3), 0), nullif(sum(sign) filter (where handling = 4), 0), nullif(sum(sign) filter (where handling = 5), 0), nullif(sum(sign) filter (where handling = 6), 0), nullif(sum(sign) filter (where handling = 7), 0), nullif(sum(sign) filter (where handling = 8), 0), nullif(sum(sign) filter (where handling = 9), 0), nullif(sum(sign) filter (where handling = 10), 0), nullif(sum(sign) filter (where handling = 11), 0), nullif(sum(sign) filter (where handling = 12), 0), nullif(sum(sign) filter (where handling = 13), 0), nullif(sum(sign) filter (where handling = 14), 0), nullif(sum(sign) filter (where handling = 15), 0), nullif(sum(sign) filter (where handling = 16), 0), nullif(sum(sign) filter (where handling = 17), 0), nullif(sum(sign) filter (where handling = 18), 0), nullif(sum(sign) filter (where handling = 19), 0), nullif(sum(sign) filter (where handling = 20), 0), nullif(sum(sign) filter (where handling = 21), 0), nullif(sum(sign) filter (where handling = 22), 0), nullif(sum(sign) filter (where handling = 23), 0), nullif(sum(sign) filter (where handling = 24), 0), nullif(sum(sign) filter (where handling = 25), 0), nullif(sum(sign) filter (where handling = 26), 0), nullif(sum(sign) filter (where handling = 27), 0), nullif(sum(sign) filter (where handling = 28), 0), nullif(sum(sign) filter (where handling = 29), 0), nullif(sum(sign) filter (where handling = 30), 0), nullif(sum(sign) filter (where handling = 31), 0), nullif(sum(sign) filter (where handling = 32), 0), nullif(sum(sign) filter (where handling = 33), 0), nullif(sum(sign) filter (where handling = 34), 0)
    from (select *, 
      case when outcome = 'answered' then response_bucket(closed_at - opened_at) end answered,
      case when received_at <= closed_at then delay_bucket(received_at - opened_at) end hearing,
      case when outcome = 'answered' and received_at <= closed_at then delay_bucket(closed_at - received_at) end handling from (select *, -1 sign from stale) c where outcome is not null offset 0) change
    join turn_facet f on f.brand_id = change.brand_id and f.channel_id = change.channel_id and f.inbox_id = change.inbox_id
        and f.team_id = coalesce(change.team_id, '00000000-0000-0000-0000-000000000000'::uuid) and f.lang = coalesce(change.lang, '') and f.visibility = change.visibility
        and f.heard = change.heard and f.reach = change.reach and f.kind = change.kind and f.complaint = change.complaint
    cross join (values ('day'), ('month')) s (span)
    group by 1, 2, 3, 4 order by 1, 2, 3, 4
    on conflict (brand_id, span, begins, facet_id) do update set turns = r.turns + excluded.turns, unanswered = nullif(coalesce(r.unanswered, 0) + coalesce(excluded.unanswered, 0), 0), not_needed = nullif(coalesce(r.not_needed, 0) + coalesce(excluded.not_needed, 0), 0), withdrawn = nullif(coalesce(r.withdrawn, 0) + coalesce(excluded.withdrawn, 0), 0), kept = nullif(coalesce(r.kept, 0) + coalesce(excluded.kept, 0), 0), broken = nullif(coalesce(r.broken, 0) + coalesce(excluded.broken, 0), 0), answered_0 = nullif(coalesce(r.answered_0, 0) + coalesce(excluded.answered_0, 0), 0), answered_1 = nullif(coalesce(r.answered_1, 0) + coalesce(excluded.answered_1, 0), 0), answered_2 = nullif(coalesce(r.answered_2, 0) + coalesce(excluded.answered_2, 0), 0), answered_3 = nullif(coalesce(r.answered_3, 0) + coalesce(excluded.answered_3, 0), 0), answered_4 = nullif(coalesce(r.answered_4, 0) + coalesce(excluded.answered_4, 0), 0), answered_5 = nullif(coalesce(r.answered_5, 0) + coalesce(excluded.answered_5, 0), 0), answered_6 = nullif(coalesce(r.answered_6, 0) + coalesce(excluded.answered_6, 0), 0), answered_7 = nullif(coalesce(r.answered_7, 0) + coalesce(excluded.answered_7, 0), 0), answered_8 = nullif(coalesce(r.answered_8, 0) + coalesce(excluded.answered_8, 0), 0), answered_9 = nullif(coalesce(r.answered_9, 0) + coalesce(excluded.answered_9, 0), 0), answered_10 = nullif(coalesce(r.answered_10, 0) + coalesce(excluded.answered_10, 0), 0), answered_11 = nullif(coalesce(r.answered_11, 0) + coalesce(excluded.answered_11, 0), 0), answered_12 = nullif(coalesce(r.answered_12, 0) + coalesce(excluded.answered_12, 0), 0), answered_13 = nullif(coalesce(r.answered_13, 0) + coalesce(excluded.answered_13, 0), 0), answered_14 = nullif(coalesce(r.answered_14, 0) + coalesce(excluded.answered_14, 0), 0), answered_15 = nullif(coalesce(r.answered_15, 0) + coalesce(excluded.answered_15, 0), 0), answered_16 = nullif(coalesce(r.answered_16, 0) + coalesce(excluded.answered_16, 0), 0), answered_17 = nullif(coalesce(r.answered_17, 0) + coalesce(excluded.answered_17, 0), 0), answered_18 = nullif(coalesce(r.answered_18, 0) + coalesce(excluded.answered_18, 0), 0), answered_19 = nullif(coalesce(r.answered_19, 0) + coalesce(excluded.answered_19, 0), 0), answered_20 = nullif(coalesce(r.answered_20, 0) + coalesce(excluded.answered_20, 0), 0), answered_21 = nullif(coalesce(r.answered_21, 0) + coalesce(excluded.answered_21, 0), 0), answered_22 = nullif(coalesce(r.answered_22, 0) + coalesce(excluded.answered_22, 0), 0), answered_23 = nullif(coalesce(r.answered_23, 0) + coalesce(excluded.answered_23, 0), 0), answered_24 = nullif(coalesce(r.answered_24, 0) + coalesce(excluded.answered_24, 0), 0), answered_25 = nullif(coalesce(r.answered_25, 0) + coalesce(excluded.answered_25, 0), 0), answered_26 = nullif(coalesce(r.answered_26, 0) + coalesce(excluded.answered_26, 0), 0), answered_27 = nullif(coalesce(r.answered_27, 0) + coalesce(excluded.answered_27, 0), 0), answered_28 = nullif(coalesce(r.answered_28, 0) + coalesce(excluded.answered_28, 0), 0), answered_29 = nullif(coalesce(r.answered_29, 0) + coalesce(excluded.answered_29, 0), 0), answered_30 = nullif(coalesce(r.answered_30, 0) + coalesce(excluded.answered_30, 0), 0), answered_31 = nullif(coalesce(r.answered_31, 0) + coalesce(excluded.answered_31, 0), 0), answered_32 = nullif(coalesce(r.answered_32, 0) + coalesce(excluded.answered_32, 0), 0), answered_33 = nullif(coalesce(r.answered_33, 0) + coalesce(excluded.answered_33, 0), 0), answered_34 = nullif(coalesce(r.answered_34, 0) + coalesce(excluded.answered_34, 0), 0), answered_35 = nullif(coalesce(r.answered_35, 0) + coalesce(excluded.answered_35, 0), 0), answered_36 = nullif(coalesce(r.answered_36, 0) + coalesce(excluded.answered_36, 0), 0), answered_37 = nullif(coalesce(r.answered_37, 0) + coalesce(excluded.answered_37, 0), 0), answered_38 = nullif(coalesce(r.answered_38, 0) + coalesce(excluded.answered_38, 0), 0), answered_39 = nullif(coalesce(r.answered_39, 0) + coalesce(excluded.answered_39, 0), 0), answered_40 = nullif(coalesce(r.answered_40, 0) + coalesce(excluded.answered_40, 0), 0), answered_41 = nullif(coalesce(r.answered_41, 0) + coalesce(excluded.answered_41, 0), 0), answered_42 = nullif(coalesce(r.answered_42, 0) + coalesce(excluded.answered_42, 0), 0), answered_43 = nullif(coalesce(r.answered_43, 0) + coalesce(excluded.answered_43, 0), 0), answered_44 = nullif(coalesce(r.answered_44, 0) + coalesce(excluded.answered_44, 0), 0), answered_45 = nullif(coalesce(r.answered_45, 0) + coalesce(excluded.answered_45, 0), 0), answered_46 = nullif(coalesce(r.answered_46, 0) + coalesce(excluded.answered_46, 0), 0), answered_47 = nullif(coalesce(r.answered_47, 0) + coalesce(excluded.answered_47, 0), 0), answered_48 = nullif(coalesce(r.answered_48, 0) + coalesce(excluded.answered_48, 0), 0), answered_49 = nullif(coalesce(r.answered_49, 0) + coalesce(excluded.answered_49, 0), 0), answered_50 = nullif(coalesce(r.answered_50, 0) + coalesce(excluded.answered_50, 0), 0), answered_51 = nullif(coalesce(r.answered_51, 0) + coalesce(excluded.answered_51, 0), 0), answered_52 = nullif(coalesce(r.answered_52, 0) + coalesce(excluded.answered_52, 0), 0), answered_53 = nullif(coalesce(r.answered_53, 0) + coalesce(excluded.answered_53, 0), 0), answered_54 = nullif(coalesce(r.answered_54, 0) + coalesce(excluded.answered_54, 0), 0), answered_55 = nullif(coalesce(r.answered_55, 0) + coalesce(excluded.answered_55, 0), 0), answered_56 = nullif(coalesce(r.answered_56, 0) + coalesce(excluded.answered_56, 0), 0), answered_57 = nullif(coalesce(r.answered_57, 0) + coalesce(excluded.answered_57, 0), 0), answered_58 = nullif(coalesce(r.answered_58, 0) + coalesce(excluded.answered_58, 0), 0), answered_59 = nullif(coalesce(r.answered_59, 0) + coalesce(excluded.answered_59, 0), 0), answered_60 = nullif(coalesce(r.answered_60, 0) + coalesce(excluded.answered_60, 0), 0), answered_61 = nullif(coalesce(r.answered_61, 0) + coalesce(excluded.answered_61, 0), 0), answered_62 = nullif(coalesce(r.answered_62, 0) + coalesce(excluded.answered_62, 0), 0), hearing_0 = nullif(coalesce(r.hearing_0, 0) + coalesce(excluded.hearing_0, 0), 0), hearing_1 = nullif(coalesce(r.hearing_1, 0) + coalesce(excluded.hearing_1, 0), 0), hearing_2 = nullif(coalesce(r.hearing_2, 0) + coalesce(excluded.hearing_2, 0), 0), hearing_3 = nullif(coalesce(r.hearing_3, 0) + coalesce(excluded.hearing_3, 0), 0), hearing_4 = nullif(coalesce(r.hearing_4, 0) + coalesce(excluded.hearing_4, 0), 0), hearing_5 = nullif(coalesce(r.hearing_5, 0) + coalesce(excluded.hearing_5, 0), 0), hearing_6 = nullif(coalesce(r.hearing_6, 0) + coalesce(excluded.hearing_6, 0), 0), hearing_7 = nullif(coalesce(r.hearing_7, 0) + coalesce(excluded.hearing_7, 0), 0), hearing_8 = nullif(coalesce(r.hearing_8, 0) + coalesce(excluded.hearing_8, 0), 0), hearing_9 = nullif(coalesce(r.hearing_9, 0) + coalesce(excluded.hearing_9, 0), 0), hearing_10 = nullif(coalesce(r.hearing_10, 0) + coalesce(excluded.hearing_10, 0), 0), hearing_11 = nullif(coalesce(r.hearing_11, 0) + coalesce(excluded.hearing_11, 0), 0), hearing_12 = nullif(coalesce(r.hearing_12, 0) + coalesce(excluded.hearing_12, 0), 0), hearing_13 = nullif(coalesce(r.hearing_13, 0) + coalesce(excluded.hearing_13, 0), 0), hearing_14 = nullif(coalesce(r.hearing_14, 0) + coalesce(excluded.hearing_14, 0), 0), hearing_15 = nullif(coalesce(r.hearing_15, 0) + coalesce(excluded.hearing_15, 0), 0), hearing_16 = nullif(coalesce(r.hearing_16, 0) + coalesce(excluded.hearing_16, 0), 0), hearing_17 = nullif(coalesce(r.hearing_17, 0) + coalesce(excluded.hearing_17, 0), 0), hearing_18 = nullif(coalesce(r.hearing_18, 0) + coalesce(excluded.hearing_18, 0), 0), hearing_19 = nullif(coalesce(r.hearing_19, 0) + coalesce(excluded.hearing_19, 0), 0), hearing_20 = nullif(coalesce(r.hearing_20, 0) + coalesce(excluded.hearing_20, 0), 0), hearing_21 = nullif(coalesce(r.hearing_21, 0) + coalesce(excluded.hearing_21, 0), 0), hearing_22 = nullif(coalesce(r.hearing_22, 0) + coalesce(excluded.hearing_22, 0), 0), hearing_23 = nullif(coalesce(r.hearing_23, 0) + coalesce(excluded.hearing_23, 0), 0), hearing_24 = nullif(coalesce(r.hearing_24, 0) + coalesce(excluded.hearing_24, 0), 0), hearing_25 = nullif(coalesce(r.hearing_25, 0) + coalesce(excluded.hearing_25, 0), 0), hearing_26 = nullif(coalesce(r.hearing_26, 0) + coalesce(excluded.hearing_26, 0), 0), hearing_27 = nullif(coalesce(r.hearing_27, 0) + coalesce(excluded.hearing_27, 0), 0), hearing_28 = nullif(coalesce(r.hearing_28, 0) + coalesce(excluded.hearing_28, 0), 0), hearing_29 = nullif(coalesce(r.hearing_29, 0) + coalesce(excluded.hearing_29, 0), 0), hearing_30 = nullif(coalesce(r.hearing_30, 0) + coalesce(excluded.hearing_30, 0), 0), hearing_31 = nullif(coalesce(r.hearing_31, 0) + coalesce(excluded.hearing_31, 0), 0), hearing_32 = nullif(coalesce(r.hearing_32, 0) + coalesce(excluded.hearing_32, 0), 0), hearing_33 = nullif(coalesce(r.hearing_33, 0) + coalesce(excluded.hearing_33, 0), 0), hearing_34 = nullif(coalesce(r.hearing_34, 0) + coalesce(excluded.hearing_34, 0), 0), handling_0 = nullif(coalesce(r.handling_0, 0) + coalesce(excluded.handling_0, 0), 0), handling_1 = nullif(coalesce(r.handling_1, 0) + coalesce(excluded.handling_1, 0), 0), handling_2 = nullif(coalesce(r.handling_2, 0) + coalesce(excluded.handling_2, 0), 0), handling_3 = nullif(coalesce(r.handling_3, 0) + coalesce(excluded.handling_3, 0), 0), handling_4 = nullif(coalesce(r.handling_4, 0) + coalesce(excluded.handling_4, 0), 0), handling_5 = nullif(coalesce(r.handling_5, 0) + coalesce(excluded.handling_5, 0), 0), handling_6 = nullif(coalesce(r.handling_6, 0) + coalesce(excluded.handling_6, 0), 0), handling_7 = nullif(coalesce(r.handling_7, 0) + coalesce(excluded.handling_7, 0), 0), handling_8 = nullif(coalesce(r.handling_8, 0) + coalesce(excluded.handling_8, 0), 0), handling_9 = nullif(coalesce(r.handling_9, 0) + coalesce(excluded.handling_9, 0), 0), handling_10 = nullif(coalesce(r.handling_10, 0) + coalesce(excluded.handling_10, 0), 0), handling_11 = nullif(coalesce(r.handling_11, 0) + coalesce(excluded.handling_11, 0), 0), handling_12 = nullif(coalesce(r.handling_12, 0) + coalesce(excluded.handling_12, 0), 0), handling_13 = nullif(coalesce(r.handling_13, 0) + coalesce(excluded.handling_13, 0), 0), handling_14 = nullif(coalesce(r.handling_14, 0) + coalesce(excluded.handling_14, 0), 0), handling_15 = nullif(coalesce(r.handling_15, 0) + coalesce(excluded.handling_15, 0), 0), handling_16 = nullif(coalesce(r.handling_16, 0) + coalesce(excluded.handling_16, 0), 0), handling_17 = nullif(coalesce(r.handling_17, 0) + coalesce(excluded.handling_17, 0), 0), handling_18 = nullif(coalesce(r.handling_18, 0) + coalesce(excluded.handling_18, 0), 0), handling_19 = nullif(coalesce(r.handling_19, 0) + coalesce(excluded.handling_19, 0), 0), handling_20 = nullif(coalesce(r.handling_20, 0) + coalesce(excluded.handling_20, 0), 0), handling_21 = nullif(coalesce(r.handling_21, 0) + coalesce(excluded.handling_21, 0), 0), handling_22 = nullif(coalesce(r.handling_22, 0) + coalesce(excluded.handling_22, 0), 0), handling_23 = nullif(coalesce(r.handling_23, 0) + coalesce(excluded.handling_23, 0), 0), handling_24 = nullif(coalesce(r.handling_24, 0) + coalesce(excluded.handling_24, 0), 0), handling_25 = nullif(coalesce(r.handling_25, 0) + coalesce(excluded.handling_25, 0), 0), handling_26 = nullif(coalesce(r.handling_26, 0) + coalesce(excluded.handling_26, 0), 0), handling_27 = nullif(coalesce(r.handling_27, 0) + coalesce(excluded.handling_27, 0), 0), handling_28 = nullif(coalesce(r.handling_28, 0) + coalesce(excluded.handling_28, 0), 0), handling_29 = nullif(coalesce(r.handling_29, 0) + coalesce(excluded.handling_29, 0), 0), handling_30 = nullif(coalesce(r.handling_30, 0) + coalesce(excluded.handling_30, 0), 0), handling_31 = nullif(coalesce(r.handling_31, 0) + coalesce(excluded.handling_31, 0), 0), handling_32 = nullif(coalesce(r.handling_32, 0) + coalesce(excluded.handling_32, 0), 0), handling_33 = nullif(coalesce(r.handling_33, 0) + coalesce(excluded.handling_33, 0), 0), handling_34 = nullif(coalesce(r.handling_34, 0) + coalesce(excluded.handling_34, 0), 0);
      
    delete from turn_slot r using (
      select distinct brand_id, date_bin('30 minutes', opened_at, 'epoch') begins, channel_id, inbox_id, coalesce(team_id, '00000000-0000-0000-0000-000000000000'::uuid) team from stale) o
    where r.brand_id = o.brand_id and r.begins = o.begins and r.channel_id = o.channel_id and r.inbox_id = o.inbox_id and r.team_id = o.team
      and r.turns = 0;

    delete from turn_span r using (
      select distinct change.brand_id, s.span, date_trunc(s.span, opened_at, 'UTC') begins, f.id facet_id
      from stale change join turn_facet f on f.brand_id = change.brand_id and f.channel_id = change.channel_id and f.inbox_id = change.inbox_id
        and f.team_id = coalesce(change.team_id, '00000000-0000-0000-0000-000000000000'::uuid) and f.lang = coalesce(change.lang, '') and f.visibility = change.visibility
        and f.heard = change.heard and f.reach = change.reach and f.kind = change.kind and f.complaint = change.complaint cross join (values ('day'), ('month')) s (span) where outcome is not null) o
    where r.brand_id = o.brand_id and r.span = o.span and r.begins = o.begins and r.facet_id = o.facet_id and r.turns = 0;
      return null;
    end $function$;

CREATE OR REPLACE FUNCTION public.turn_count_insert()
 RETURNS trigger
 LANGUAGE plpgsql
 SET enable_seqscan TO 'off'
AS $function$
    begin
      if not exists (
        select from (select *, 1 sign from fresh) c group by brand_id, date_bin('30 minutes', opened_at, 'epoch'), channel_id, inbox_id, team_id
        having sum(sign) <> 0 or bool_or(outcome is not null)) then
        return null;
      end if;
      perform pg_advisory_xact_lock(1952541804, one.brand_id) from (select distinct brand_id from (select *, 1 sign from fresh) c order by 1) one;
      
    insert into turn_slot as r (brand_id, begins, channel_id, inbox_id, team_id, turns, unanswered, not_needed, withdrawn, kept, broken, answered_0, answered_1, answered_2, answered_3, answered_4, answered_5, answered_6, answered_7, answered_8, answered_9, answered_10, answered_11, answered_12, answered_13, answered_14, answered_15, answered_16, answered_17, answered_18, answered_19, answered_20, answered_21, answered_22, answered_23, answered_24, answered_25, answered_26, answered_27, answered_28, answered_29, answered_30, answered_31, answered_32, answered_33, answered_34, answered_35, answered_36, answered_37, answered_38, answered_39, answered_40, answered_41, answered_42, answered_43, answered_44, answered_45, answered_46, answered_47, answered_48, answered_49, answered_50, answered_51, answered_52, answered_53, answered_54, answered_55, answered_56, answered_57, answered_58, answered_59, answered_60, answered_61, answered_62, hearing_0, hearing_1, hearing_2, hearing_3, hearing_4, hearing_5, hearing_6, hearing_7, hearing_8, hearing_9, hearing_10, hearing_11, hearing_12, hearing_13, hearing_14, hearing_15, hearing_16, hearing_17, hearing_18, hearing_19, hearing_20, hearing_21, hearing_22, hearing_23, hearing_24, hearing_25, hearing_26, hearing_27, hearing_28, hearing_29, hearing_30, hearing_31, hearing_32, hearing_33, hearing_34, handling_0, handling_1, handling_2, handling_3, handling_4, handling_5, handling_6, handling_7, handling_8, handling_9, handling_10, handling_11, handling_12, handling_13, handling_14, handling_15, handling_16, handling_17, handling_18, handling_19, handling_20, handling_21, handling_22, handling_23, handling_24, handling_25, handling_26, handling_27, handling_28, handling_29, handling_30, handling_31, handling_32, handling_33, handling_34)
    select brand_id, begins, channel_id, inbox_id, team, sum(sign), nullif(sum(sign) filter (where outcome = 'unanswered'), 0), nullif(sum(sign) filter (where outcome = 'not_needed'), 0), nullif(sum(sign) filter (where outcome = 'withdrawn'), 0), nullif(sum(sign) filter (where outcome = 'answered' and closed_at <= due_at), 0), nullif(sum(sign) filter (where due_at is not null and (outcome = 'unanswered' or (outcome = 'answered' and closed_at > due_at))), 0), nullif(sum(sign) filter (where answered = 0), 0), nullif(sum(sign) filter (where answered = 1), 0), nullif(sum(sign) filter (where answered = 2), 0), nullif(sum(sign) filter (where answered = 3), 0), nullif(sum(sign) filter (where answered = 4), 0), nullif(sum(sign) filter (where answered = 5), 0), nullif(sum(sign) filter (where answered = 6), 0), nullif(sum(sign) filter (where answered = 7), 0), nullif(sum(sign) filter (where answered = 8), 0), nullif(sum(sign) filter (where answered = 9), 0), nullif(sum(sign) filter (where answered = 10), 0), nullif(sum(sign) filter (where answered = 11), 0), nullif(sum(sign) filter (where answered = 12), 0), nullif(sum(sign) filter (where answered = 13), 0), nullif(sum(sign) filter (where answered = 14), 0), nullif(sum(sign) filter (where answered = 15), 0), nullif(sum(sign) filter (where answered = 16), 0), nullif(sum(sign) filter (where answered = 17), 0), nullif(sum(sign) filter (where answered = 18), 0), nullif(sum(sign) filter (where answered = 19), 0), nullif(sum(sign) filter (where answered = 20), 0), nullif(sum(sign) filter (where answered = 21), 0), nullif(sum(sign) filter (where answered = 22), 0), nullif(sum(sign) filter (where answered = 23), 0), nullif(sum(sign) filter (where answered = 24), 0), nullif(sum(sign) filter (where answered = 25), 0), nullif(sum(sign) filter (where answered = 26), 0), nullif(sum(sign) filter (where answered = 27), 0), nullif(sum(sign) filter (where answered = 28), 0), nullif(sum(sign) filter (where answered = 29), 0), nullif(sum(sign) filter (where answered = 30), 0), nullif(sum(sign) filter (where answered = 31), 0), nullif(sum(sign) filter (where answered = 32), 0), nullif(sum(sign) filter (where answered = 33), 0), nullif(sum(sign) filter (where answered = 34), 0), nullif(sum(sign) filter (where answered = 35), 0), nullif(sum(sign) filter (where answered = 36), 0), nullif(sum(sign) filter (where answered = 37), 0), nullif(sum(sign) filter (where answered = 38), 0), nullif(sum(sign) filter (where answered = 39), 0), nullif(sum(sign) filter (where answered = 40), 0), nullif(sum(sign) filter (where answered = 41), 0), nullif(sum(sign) filter (where answered = 42), 0), nullif(sum(sign) filter (where answered = 43), 0), nullif(sum(sign) filter (where answered = 44), 0), nullif(sum(sign) filter (where answered = 45), 0), nullif(sum(sign) filter (where answered = 46), 0), nullif(sum(sign) filter (where answered = 47), 0), nullif(sum(sign) filter (where answered = 48), 0), nullif(sum(sign) filter (where answered = 49), 0), nullif(sum(sign) filter (where answered = 50), 0), nullif(sum(sign) filter (where answered = 51), 0), nullif(sum(sign) filter (where answered = 52), 0), nullif(sum(sign) filter (where answered = 53), 0), nullif(sum(sign) filter (where answered = 54), 0), nullif(sum(sign) filter (where answered = 55), 0), nullif(sum(sign) filter (where answered = 56), 0), nullif(sum(sign) filter (where answered = 57), 0), nullif(sum(sign) filter (where answered = 58), 0), nullif(sum(sign) filter (where answered = 59), 0), nullif(sum(sign) filter (where answered = 60), 0), nullif(sum(sign) filter (where answered = 61), 0), nullif(sum(sign) filter (where answered = 62), 0), nullif(sum(sign) filter (where hearing = 0), 0), nullif(sum(sign) filter (where hearing = 1), 0), nullif(sum(sign) filter (where hearing = 2), 0), nullif(sum(sign) filter (where hearing = 3), 0), nullif(sum(sign) filter (where hearing = 4), 0), nullif(sum(sign) filter (where hearing = 5), 0), nullif(sum(sign) filter (where hearing = 6), 0), nullif(sum(sign) filter (where hearing = 7), 0), nullif(sum(sign) filter (where hearing = 8), 0), nullif(sum(sign) filter (where hearing = 9), 0), nullif(sum(sign) filter (where hearing = 10), 0), nullif(sum(sign) filter (where hearing = 11), 0), nullif(sum(sign) filter (where hearing = 12), 0), nullif(sum(sign) filter (where hearing = 13), 0), nullif(sum(sign) filter (where hearing = 14), 0), nullif(sum(sign) filter (where hearing = 15), 0), nullif(sum(sign) filter (where hearing = 16), 0), nullif(sum(sign) filter (where hearing = 17), 0), nullif(sum(sign) filter (where hearing = 18), 0), nullif(sum(sign) filter (where hearing = 19), 0), nullif(sum(sign) filter (where hearing = 20), 0), nullif(sum(sign) filter (where hearing = 21), 0), nullif(sum(sign) filter (where hearing = 22), 0), nullif(sum(sign) filter (where hearing = 23), 0), nullif(sum(sign) filter (where hearing = 24), 0), nullif(sum(sign) filter (where hearing = 25), 0), nullif(sum(sign) filter (where hearing = 26), 0), nullif(sum(sign) filter (where hearing = 27), 0), nullif(sum(sign) filter (where hearing = 28), 0), nullif(sum(sign) filter (where hearing = 29), 0), nullif(sum(sign) filter (where hearing = 30), 0), nullif(sum(sign) filter (where hearing = 31), 0), nullif(sum(sign) filter (where hearing = 32), 0), nullif(sum(sign) filter (where hearing = 33), 0), nullif(sum(sign) filter (where hearing = 34), 0), nullif(sum(sign) filter (where handling = 0), 0), nullif(sum(sign) filter (where handling = 1), 0), nullif(sum(sign) filter (where handling = 2), 0), nullif(sum(sign) filter (where handling = 3), 0), nullif(sum(sign) filter (where handling = 4), 0), nullif(sum(sign) filter (where handling = 5), 0), nullif(sum(sign) filter (where handling = 6), 0), nullif(sum(sign) filter (where handling = 7), 0), nullif(sum(sign) filter (where handling = 8), 0), nullif(sum(sign) filter (where handling = 9), 0), nullif(sum(sign) filter (where handling = 10), 0), nullif(sum(sign) filter (where handling = 11), 0), nullif(sum(sign) filter (where handling = 12), 0), nullif(sum(sign) filter (where handling = 13), 0), nullif(sum(sign) filter (where handling = 14), 0), nullif(sum(sign) filter (where handling = 15), 0), nullif(sum(sign) filter (where handling = 16), 0), nullif(sum(sign) filter (where handling = 17), 0), nullif(sum(sign) filter (where handling = 18), 0), nullif(sum(sign) filter (where handling = 19), 0), nullif(sum(sign) filter (where handling = 20), 0), nullif(sum(sign) filter (where handling = 21), 0), nullif(sum(sign) filter (where handling = 22), 0), nullif(sum(sign) filter (where handling = 23), 0), nullif(sum(sign) filter (where handling = 24), 0), nullif(sum(sign) filter (where handling = 25), 0), nullif(sum(sign) filter (where handling = 26), 0), nullif(sum(sign) filter (where handling = 27), 0), nullif(sum(sign) filter (where handling = 28), 0), nullif(sum(sign) filter (where handling = 29), 0), nullif(sum(sign) filter (where handling = 30), 0), nullif(sum(sign) filter (where handling = 31), 0), nullif(sum(sign) filter (where handling = 32), 0), nullif(sum(sign) filter (where handling = 33), 0), nullif(sum(sign) filter (where handling = 34), 0)
    from (select *, 
      case when outcome = 'answered' then response_bucket(closed_at - opened_at) end answered,
      case when received_at <= closed_at then delay_bucket(received_at - opened_at) end hearing,
      case when outcome = 'answered' and received_at <= closed_at then delay_bucket(closed_at - received_at) end handling, date_bin('30 minutes', opened_at, 'epoch') begins, coalesce(team_id, '00000000-0000-0000-0000-000000000000'::uuid) team from (select *, 1 sign from fresh) c offset 0) change
    group by 1, 2, 3, 4, 5 having sum(sign) <> 0 or bool_or(outcome is not null) order by 1, 2, 3, 4, 5
    on conflict (brand_id, begins, channel_id, inbox_id, team_id) do update set turns = r.turns + excluded.turns, unanswered = nullif(coalesce(r.unanswered, 0) + coalesce(excluded.unanswered, 0), 0), not_needed = nullif(coalesce(r.not_needed, 0) + coalesce(excluded.not_needed, 0), 0), withdrawn = nullif(coalesce(r.withdrawn, 0) + coalesce(excluded.withdrawn, 0), 0), kept = nullif(coalesce(r.kept, 0) + coalesce(excluded.kept, 0), 0), broken = nullif(coalesce(r.broken, 0) + coalesce(excluded.broken, 0), 0), answered_0 = nullif(coalesce(r.answered_0, 0) + coalesce(excluded.answered_0, 0), 0), answered_1 = nullif(coalesce(r.answered_1, 0) + coalesce(excluded.answered_1, 0), 0), answered_2 = nullif(coalesce(r.answered_2, 0) + coalesce(excluded.answered_2, 0), 0), answered_3 = nullif(coalesce(r.answered_3, 0) + coalesce(excluded.answered_3, 0), 0), answered_4 = nullif(coalesce(r.answered_4, 0) + coalesce(excluded.answered_4, 0), 0), answered_5 = nullif(coalesce(r.answered_5, 0) + coalesce(excluded.answered_5, 0), 0), answered_6 = nullif(coalesce(r.answered_6, 0) + coalesce(excluded.answered_6, 0), 0), answered_7 = nullif(coalesce(r.answered_7, 0) + coalesce(excluded.answered_7, 0), 0), answered_8 = nullif(coalesce(r.answered_8, 0) + coalesce(excluded.answered_8, 0), 0), answered_9 = nullif(coalesce(r.answered_9, 0) + coalesce(excluded.answered_9, 0), 0), answered_10 = nullif(coalesce(r.answered_10, 0) + coalesce(excluded.answered_10, 0), 0), answered_11 = nullif(coalesce(r.answered_11, 0) + coalesce(excluded.answered_11, 0), 0), answered_12 = nullif(coalesce(r.answered_12, 0) + coalesce(excluded.answered_12, 0), 0), answered_13 = nullif(coalesce(r.answered_13, 0) + coalesce(excluded.answered_13, 0), 0), answered_14 = nullif(coalesce(r.answered_14, 0) + coalesce(excluded.answered_14, 0), 0), answered_15 = nullif(coalesce(r.answered_15, 0) + coalesce(excluded.answered_15, 0), 0), answered_16 = nullif(coalesce(r.answered_16, 0) + coalesce(excluded.answered_16, 0), 0), answered_17 = nullif(coalesce(r.answered_17, 0) + coalesce(excluded.answered_17, 0), 0), answered_18 = nullif(coalesce(r.answered_18, 0) + coalesce(excluded.answered_18, 0), 0), answered_19 = nullif(coalesce(r.answered_19, 0) + coalesce(excluded.answered_19, 0), 0), answered_20 = nullif(coalesce(r.answered_20, 0) + coalesce(excluded.answered_20, 0), 0), answered_21 = nullif(coalesce(r.answered_21, 0) + coalesce(excluded.answered_21, 0), 0), answered_22 = nullif(coalesce(r.answered_22, 0) + coalesce(excluded.answered_22, 0), 0), answered_23 = nullif(coalesce(r.answered_23, 0) + coalesce(excluded.answered_23, 0), 0), answered_24 = nullif(coalesce(r.answered_24, 0) + coalesce(excluded.answered_24, 0), 0), answered_25 = nullif(coalesce(r.answered_25, 0) + coalesce(excluded.answered_25, 0), 0), answered_26 = nullif(coalesce(r.answered_26, 0) + coalesce(excluded.answered_26, 0), 0), answered_27 = nullif(coalesce(r.answered_27, 0) + coalesce(excluded.answered_27, 0), 0), answered_28 = nullif(coalesce(r.answered_28, 0) + coalesce(excluded.answered_28, 0), 0), answered_29 = nullif(coalesce(r.answered_29, 0) + coalesce(excluded.answered_29, 0), 0), answered_30 = nullif(coalesce(r.answered_30, 0) + coalesce(excluded.answered_30, 0), 0), answered_31 = nullif(coalesce(r.answered_31, 0) + coalesce(excluded.answered_31, 0), 0), answered_32 = nullif(coalesce(r.answered_32, 0) + coalesce(excluded.answered_32, 0), 0), answered_33 = nullif(coalesce(r.answered_33, 0) + coalesce(excluded.answered_33, 0), 0), answered_34 = nullif(coalesce(r.answered_34, 0) + coalesce(excluded.answered_34, 0), 0), answered_35 = nullif(coalesce(r.answered_35, 0) + coalesce(excluded.answered_35, 0), 0), answered_36 = nullif(coalesce(r.answered_36, 0) + coalesce(excluded.answered_36, 0), 0), answered_37 = nullif(coalesce(r.answered_37, 0) + coalesce(excluded.answered_37, 0), 0), answered_38 = nullif(coalesce(r.answered_38, 0) + coalesce(excluded.answered_38, 0), 0), answered_39 = nullif(coalesce(r.answered_39, 0) + coalesce(excluded.answered_39, 0), 0), answered_40 = nullif(coalesce(r.answered_40, 0) + coalesce(excluded.answered_40, 0), 0), answered_41 = nullif(coalesce(r.answered_41, 0) + coalesce(excluded.answered_41, 0), 0), answered_42 = nullif(coalesce(r.answered_42, 0) + coalesce(excluded.answered_42, 0), 0), answered_43 = nullif(coalesce(r.answered_43, 0) + coalesce(excluded.answered_43, 0), 0), answered_44 = nullif(coalesce(r.answered_44, 0) + coalesce(excluded.answered_44, 0), 0), answered_45 = nullif(coalesce(r.answered_45, 0) + coalesce(excluded.answered_45, 0), 0), answered_46 = nullif(coalesce(r.answered_46, 0) + coalesce(excluded.answered_46, 0), 0), answered_47 = nullif(coalesce(r.answered_47, 0) + coalesce(excluded.answered_47, 0), 0), answered_48 = nullif(coalesce(r.answered_48, 0) + coalesce(excluded.answered_48, 0), 0), answered_49 = nullif(coalesce(r.answered_49, 0) + coalesce(excluded.answered_49, 0), 0), answered_50 = nullif(coalesce(r.answered_50, 0) + coalesce(excluded.answered_50, 0), 0), answered_51 = nullif(coalesce(r.answered_51, 0) + coalesce(excluded.answered_51, 0), 0), answered_52 = nullif(coalesce(r.answered_52, 0) + coalesce(excluded.answered_52, 0), 0), answered_53 = nullif(coalesce(r.answered_53, 0) + coalesce(excluded.answered_53, 0), 0), answered_54 = nullif(coalesce(r.answered_54, 0) + coalesce(excluded.answered_54, 0), 0), answered_55 = nullif(coalesce(r.answered_55, 0) + coalesce(excluded.answered_55, 0), 0), answered_56 = nullif(coalesce(r.answered_56, 0) + coalesce(excluded.answered_56, 0), 0), answered_57 = nullif(coalesce(r.answered_57, 0) + coalesce(excluded.answered_57, 0), 0), answered_58 = nullif(coalesce(r.answered_58, 0) + coalesce(excluded.answered_58, 0), 0), answered_59 = nullif(coalesce(r.answered_59, 0) + coalesce(excluded.answered_59, 0), 0), answered_60 = nullif(coalesce(r.answered_60, 0) + coalesce(excluded.answered_60, 0), 0), answered_61 = nullif(coalesce(r.answered_61, 0) + coalesce(excluded.answered_61, 0), 0), answered_62 = nullif(coalesce(r.answered_62, 0) + coalesce(excluded.answered_62, 0), 0), hearing_0 = nullif(coalesce(r.hearing_0, 0) + coalesce(excluded.hearing_0, 0), 0), hearing_1 = nullif(coalesce(r.hearing_1, 0) + coalesce(excluded.hearing_1, 0), 0), hearing_2 = nullif(coalesce(r.hearing_2, 0) + coalesce(excluded.hearing_2, 0), 0), hearing_3 = nullif(coalesce(r.hearing_3, 0) + coalesce(excluded.hearing_3, 0), 0), hearing_4 = nullif(coalesce(r.hearing_4, 0) + coalesce(excluded.hearing_4, 0), 0), hearing_5 = nullif(coalesce(r.hearing_5, 0) + coalesce(excluded.hearing_5, 0), 0), hearing_6 = nullif(coalesce(r.hearing_6, 0) + coalesce(excluded.hearing_6, 0), 0), hearing_7 = nullif(coalesce(r.hearing_7, 0) + coalesce(excluded.hearing_7, 0), 0), hearing_8 = nullif(coalesce(r.hearing_8, 0) + coalesce(excluded.hearing_8, 0), 0), hearing_9 = nullif(coalesce(r.hearing_9, 0) + coalesce(excluded.hearing_9, 0), 0), hearing_10 = nullif(coalesce(r.hearing_10, 0) + coalesce(excluded.hearing_10, 0), 0), hearing_11 = nullif(coalesce(r.hearing_11, 0) + coalesce(excluded.hearing_11, 0), 0), hearing_12 = nullif(coalesce(r.hearing_12, 0) + coalesce(excluded.hearing_12, 0), 0), hearing_13 = nullif(coalesce(r.hearing_13, 0) + coalesce(excluded.hearing_13, 0), 0), hearing_14 = nullif(coalesce(r.hearing_14, 0) + coalesce(excluded.hearing_14, 0), 0), hearing_15 = nullif(coalesce(r.hearing_15, 0) + coalesce(excluded.hearing_15, 0), 0), hearing_16 = nullif(coalesce(r.hearing_16, 0) + coalesce(excluded.hearing_16, 0), 0), hearing_17 = nullif(coalesce(r.hearing_17, 0) + coalesce(excluded.hearing_17, 0), 0), hearing_18 = nullif(coalesce(r.hearing_18, 0) + coalesce(excluded.hearing_18, 0), 0), hearing_19 = nullif(coalesce(r.hearing_19, 0) + coalesce(excluded.hearing_19, 0), 0), hearing_20 = nullif(coalesce(r.hearing_20, 0) + coalesce(excluded.hearing_20, 0), 0), hearing_21 = nullif(coalesce(r.hearing_21, 0) + coalesce(excluded.hearing_21, 0), 0), hearing_22 = nullif(coalesce(r.hearing_22, 0) + coalesce(excluded.hearing_22, 0), 0), hearing_23 = nullif(coalesce(r.hearing_23, 0) + coalesce(excluded.hearing_23, 0), 0), hearing_24 = nullif(coalesce(r.hearing_24, 0) + coalesce(excluded.hearing_24, 0), 0), hearing_25 = nullif(coalesce(r.hearing_25, 0) + coalesce(excluded.hearing_25, 0), 0), hearing_26 = nullif(coalesce(r.hearing_26, 0) + coalesce(excluded.hearing_26, 0), 0), hearing_27 = nullif(coalesce(r.hearing_27, 0) + coalesce(excluded.hearing_27, 0), 0), hearing_28 = nullif(coalesce(r.hearing_28, 0) + coalesce(excluded.hearing_28, 0), 0), hearing_29 = nullif(coalesce(r.hearing_29, 0) + coalesce(excluded.hearing_29, 0), 0), hearing_30 = nullif(coalesce(r.hearing_30, 0) + coalesce(excluded.hearing_30, 0), 0), hearing_31 = nullif(coalesce(r.hearing_31, 0) + coalesce(excluded.hearing_31, 0), 0), hearing_32 = nullif(coalesce(r.hearing_32, 0) + coalesce(excluded.hearing_32, 0), 0), hearing_33 = nullif(coalesce(r.hearing_33, 0) + coalesce(excluded.hearing_33, 0), 0), hearing_34 = nullif(coalesce(r.hearing_34, 0) + coalesce(excluded.hearing_34, 0), 0), handling_0 = nullif(coalesce(r.handling_0, 0) + coalesce(excluded.handling_0, 0), 0), handling_1 = nullif(coalesce(r.handling_1, 0) + coalesce(excluded.handling_1, 0), 0), handling_2 = nullif(coalesce(r.handling_2, 0) + coalesce(excluded.handling_2, 0), 0), handling_3 = nullif(coalesce(r.handling_3, 0) + coalesce(excluded.handling_3, 0), 0), handling_4 = nullif(coalesce(r.handling_4, 0) + coalesce(excluded.handling_4, 0), 0), handling_5 = nullif(coalesce(r.handling_5, 0) + coalesce(excluded.handling_5, 0), 0), handling_6 = nullif(coalesce(r.handling_6, 0) + coalesce(excluded.handling_6, 0), 0), handling_7 = nullif(coalesce(r.handling_7, 0) + coalesce(excluded.handling_7, 0), 0), handling_8 = nullif(coalesce(r.handling_8, 0) + coalesce(excluded.handling_8, 0), 0), handling_9 = nullif(coalesce(r.handling_9, 0) + coalesce(excluded.handling_9, 0), 0), handling_10 = nullif(coalesce(r.handling_10, 0) + coalesce(excluded.handling_10, 0), 0), handling_11 = nullif(coalesce(r.handling_11, 0) + coalesce(excluded.handling_11, 0), 0), handling_12 = nullif(coalesce(r.handling_12, 0) + coalesce(excluded.handling_12, 0), 0), handling_13 = nullif(coalesce(r.handling_13, 0) + coalesce(excluded.handling_13, 0), 0), handling_14 = nullif(coalesce(r.handling_14, 0) + coalesce(excluded.handling_14, 0), 0), handling_15 = nullif(coalesce(r.handling_15, 0) + coalesce(excluded.handling_15, 0), 0), handling_16 = nullif(coalesce(r.handling_16, 0) + coalesce(excluded.handling_16, 0), 0), handling_17 = nullif(coalesce(r.handling_17, 0) + coalesce(excluded.handling_17, 0), 0), handling_18 = nullif(coalesce(r.handling_18, 0) + coalesce(excluded.handling_18, 0), 0), handling_19 = nullif(coalesce(r.handling_19, 0) + coalesce(excluded.handling_19, 0), 0), handling_20 = nullif(coalesce(r.handling_20, 0) + coalesce(excluded.handling_20, 0), 0), handling_21 = nullif(coalesce(r.handling_21, 0) + coalesce(excluded.handling_21, 0), 0), handling_22 = nullif(coalesce(r.handling_22, 0) + coalesce(excluded.handling_22, 0), 0), handling_23 = nullif(coalesce(r.handling_23, 0) + coalesce(excluded.handling_23, 0), 0), handling_24 = nullif(coalesce(r.handling_24, 0) + coalesce(excluded.handling_24, 0), 0), handling_25 = nullif(coalesce(r.handling_25, 0) + coalesce(excluded.handling_25, 0), 0), handling_26 = nullif(coalesce(r.handling_26, 0) + coalesce(excluded.handling_26, 0), 0), handling_27 = nullif(coalesce(r.handling_27, 0) + coalesce(excluded.handling_27, 0), 0), handling_28 = nullif(coalesce(r.handling_28, 0) + coalesce(excluded.handling_28, 0), 0), handling_29 = nullif(coalesce(r.handling_29, 0) + coalesce(excluded.handling_29, 0), 0), handling_30 = nullif(coalesce(r.handling_30, 0) + coalesce(excluded.handling_30, 0), 0), handling_31 = nullif(coalesce(r.handling_31, 0) + coalesce(excluded.handling_31, 0), 0), handling_32 = nullif(coalesce(r.handling_32, 0) + coalesce(excluded.handling_32, 0), 0), handling_33 = nullif(coalesce(r.handling_33, 0) + coalesce(excluded.handling_33, 0), 0), handling_34 = nullif(coalesce(r.handling_34, 0) + coalesce(excluded.handling_34, 0), 0);

    if not exists (select from fresh where outcome is not null) then return null; end if; insert into turn_facet (brand_id, channel_id, inbox_id, team_id, lang, visibility, heard, reach, kind, complaint)
    select distinct brand_id, channel_id, inbox_id, coalesce(team_id, '00000000-0000-0000-0000-000000000000'::uuid), coalesce(lang, ''), visibility, heard, reach, kind, complaint
    from (select *, 1 sign from fresh) change where outcome is not null and not exists (select from turn_facet f where f.brand_id = change.brand_id and f.channel_id = change.channel_id and f.inbox_id = change.inbox_id
        and f.team_id = coalesce(change.team_id, '00000000-0000-0000-0000-000000000000'::uuid) and f.lang = coalesce(change.lang, '') and f.visibility = change.visibility
        and f.heard = change.heard and f.reach = change.reach and f.kind = change.kind and f.complaint = change.complaint)
    on conflict do nothing;

    insert into turn_span as r (brand_id, span, begins, facet_id, turns, unanswered, not_needed, withdrawn, kept, broken, answered_0, answered_1, answered_2, answered_3, answered_4, answered_5, answered_6, answered_7, answered_8, answered_9, answered_10, answered_11, answered_12, answered_13, answered_14, answered_15, answered_16, answered_17, answered_18, answered_19, answered_20, answered_21, answered_22, answered_23, answered_24, answered_25, answered_26, answered_27, answered_28, answered_29, answered_30, answered_31, answered_32, answered_33, answered_34, answered_35, answered_36, answered_37, answered_38, answered_39, answered_40, answered_41, answered_42, answered_43, answered_44, answered_45, answered_46, answered_47, answered_48, answered_49, answered_50, answered_51, answered_52, answered_53, answered_54, answered_55, answered_56, answered_57, answered_58, answered_59, answered_60, answered_61, answered_62, hearing_0, hearing_1, hearing_2, hearing_3, hearing_4, hearing_5, hearing_6, hearing_7, hearing_8, hearing_9, hearing_10, hearing_11, hearing_12, hearing_13, hearing_14, hearing_15, hearing_16, hearing_17, hearing_18, hearing_19, hearing_20, hearing_21, hearing_22, hearing_23, hearing_24, hearing_25, hearing_26, hearing_27, hearing_28, hearing_29, hearing_30, hearing_31, hearing_32, hearing_33, hearing_34, handling_0, handling_1, handling_2, handling_3, handling_4, handling_5, handling_6, handling_7, handling_8, handling_9, handling_10, handling_11, handling_12, handling_13, handling_14, handling_15, handling_16, handling_17, handling_18, handling_19, handling_20, handling_21, handling_22, handling_23, handling_24, handling_25, handling_26, handling_27, handling_28, handling_29, handling_30, handling_31, handling_32, handling_33, handling_34)
    select change.brand_id, s.span, date_trunc(s.span, opened_at, 'UTC'), f.id, sum(sign), nullif(sum(sign) filter (where outcome = 'unanswered'), 0), nullif(sum(sign) filter (where outcome = 'not_needed'), 0), nullif(sum(sign) filter (where outcome = 'withdrawn'), 0), nullif(sum(sign) filter (where outcome = 'answered' and closed_at <= due_at), 0), nullif(sum(sign) filter (where due_at is not null and (outcome = 'unanswered' or (outcome = 'answered' and closed_at > due_at))), 0), nullif(sum(sign) filter (where answered = 0), 0), nullif(sum(sign) filter (where answered = 1), 0), nullif(sum(sign) filter (where answered = 2), 0), nullif(sum(sign) filter (where answered = 3), 0), nullif(sum(sign) filter (where answered = 4), 0), nullif(sum(sign) filter (where answered = 5), 0), nullif(sum(sign) filter (where answered = 6), 0), nullif(sum(sign) filter (where answered = 7), 0), nullif(sum(sign) filter (where answered = 8), 0), nullif(sum(sign) filter (where answered = 9), 0), nullif(sum(sign) filter (where answered = 10), 0), nullif(sum(sign) filter (where answered = 11), 0), nullif(sum(sign) filter (where answered = 12), 0), nullif(sum(sign) filter (where answered = 13), 0), nullif(sum(sign) filter (where answered = 14), 0), nullif(sum(sign) filter (where answered = 15), 0), nullif(sum(sign) filter (where answered = 16), 0), nullif(sum(sign) filter (where answered = 17), 0), nullif(sum(sign) filter (where answered = 18), 0), nullif(sum(sign) filter (where answered = 19), 0), nullif(sum(sign) filter (where answered = 20), 0), nullif(sum(sign) filter (where answered = 21), 0), nullif(sum(sign) filter (where answered = 22), 0), nullif(sum(sign) filter (where answered = 23), 0), nullif(sum(sign) filter (where answered = 24), 0), nullif(sum(sign) filter (where answered = 25), 0), nullif(sum(sign) filter (where answered = 26), 0), nullif(sum(sign) filter (where answered = 27), 0), nullif(sum(sign) filter (where answered = 28), 0), nullif(sum(sign) filter (where answered = 29), 0), nullif(sum(sign) filter (where answered = 30), 0), nullif(sum(sign) filter (where answered = 31), 0), nullif(sum(sign) filter (where answered = 32), 0), nullif(sum(sign) filter (where answered = 33), 0), nullif(sum(sign) filter (where answered = 34), 0), nullif(sum(sign) filter (where answered = 35), 0), nullif(sum(sign) filter (where answered = 36), 0), nullif(sum(sign) filter (where answered = 37), 0), nullif(sum(sign) filter (where answered = 38), 0), nullif(sum(sign) filter (where answered = 39), 0), nullif(sum(sign) filter (where answered = 40), 0), nullif(sum(sign) filter (where answered = 41), 0), nullif(sum(sign) filter (where answered = 42), 0), nullif(sum(sign) filter (where answered = 43), 0), nullif(sum(sign) filter (where answered = 44), 0), nullif(sum(sign) filter (where answered = 45), 0), nullif(sum(sign) filter (where answered = 46), 0), nullif(sum(sign) filter (where answered = 47), 0), nullif(sum(sign) filter (where answered = 48), 0), nullif(sum(sign) filter (where answered = 49), 0), nullif(sum(sign) filter (where answered = 50), 0), nullif(sum(sign) filter (where answered = 51), 0), nullif(sum(sign) filter (where answered = 52), 0), nullif(sum(sign) filter (where answered = 53), 0), nullif(sum(sign) filter (where answered = 54), 0), nullif(sum(sign) filter (where answered = 55), 0), nullif(sum(sign) filter (where answered = 56), 0), nullif(sum(sign) filter (where answered = 57), 0), nullif(sum(sign) filter (where answered = 58), 0), nullif(sum(sign) filter (where answered = 59), 0), nullif(sum(sign) filter (where answered = 60), 0), nullif(sum(sign) filter (where answered = 61), 0), nullif(sum(sign) filter (where answered = 62), 0), nullif(sum(sign) filter (where hearing = 0), 0), nullif(sum(sign) filter (where hearing = 1), 0), nullif(sum(sign) filter (where hearing = 2), 0), nullif(sum(sign) filter (where hearing = 3), 0), nullif(sum(sign) filter (where hearing = 4), 0), nullif(sum(sign) filter (where hearing = 5), 0), nullif(sum(sign) filter (where hearing = 6), 0), nullif(sum(sign) filter (where hearing = 7), 0), nullif(sum(sign) filter (where hearing = 8), 0), nullif(sum(sign) filter (where hearing = 9), 0), nullif(sum(sign) filter (where hearing = 10), 0), nullif(sum(sign) filter (where hearing = 11), 0), nullif(sum(sign) filter (where hearing = 12), 0), nullif(sum(sign) filter (where hearing = 13), 0), nullif(sum(sign) filter (where hearing = 14), 0), nullif(sum(sign) filter (where hearing = 15), 0), nullif(sum(sign) filter (where hearing = 16), 0), nullif(sum(sign) filter (where hearing = 17), 0), nullif(sum(sign) filter (where hearing = 18), 0), nullif(sum(sign) filter (where hearing = 19), 0), nullif(sum(sign) filter (where hearing = 20), 0), nullif(sum(sign) filter (where hearing = 21), 0), nullif(sum(sign) filter (where hearing = 22), 0), nullif(sum(sign) filter (where hearing = 23), 0), nullif(sum(sign) filter (where hearing = 24), 0), nullif(sum(sign) filter (where hearing = 25), 0), nullif(sum(sign) filter (where hearing = 26), 0), nullif(sum(sign) filter (where hearing = 27), 0), nullif(sum(sign) filter (where hearing = 28), 0), nullif(sum(sign) filter (where hearing = 29), 0), nullif(sum(sign) filter (where hearing = 30), 0), nullif(sum(sign) filter (where hearing = 31), 0), nullif(sum(sign) filter (where hearing = 32), 0), nullif(sum(sign) filter (where hearing = 33), 0), nullif(sum(sign) filter (where hearing = 34), 0), nullif(sum(sign) filter (where handling = 0), 0), nullif(sum(sign) filter (where handling = 1), 0), nullif(sum(sign) filter (where handling = 2), 0), nullif(sum(sign) filter (where handling = 3), 0), nullif(sum(sign) filter (where handling = 4), 0), nullif(sum(sign) filter (where handling = 5), 0), nullif(sum(sign) filter (where handling = 6), 0), nullif(sum(sign) filter (where handling = 7), 0), nullif(sum(sign) filter (where handling = 8), 0), nullif(sum(sign) filter (where handling = 9), 0), nullif(sum(sign) filter (where handling = 10), 0), nullif(sum(sign) filter (where handling = 11), 0), nullif(sum(sign) filter (where handling = 12), 0), nullif(sum(sign) filter (where handling = 13), 0), nullif(sum(sign) filter (where handling = 14), 0), nullif(sum(sign) filter (where handling = 15), 0), nullif(sum(sign) filter (where handling = 16), 0), nullif(sum(sign) filter (where handling = 17), 0), nullif(sum(sign) filter (where handling = 18), 0), nullif(sum(sign) filter (where handling = 19), 0), nullif(sum(sign) filter (where handling = 20), 0), nullif(sum(sign) filter (where handling = 21), 0), nullif(sum(sign) filter (where handling = 22), 0), nullif(sum(sign) filter (where handling = 23), 0), nullif(sum(sign) filter (where handling = 24), 0), nullif(sum(sign) filter (where handling = 25), 0), nullif(sum(sign) filter (where handling = 26), 0), nullif(sum(sign) filter (where handling = 27), 0), nullif(sum(sign) filter (where handling = 28), 0), nullif(sum(sign) filter (where handling = 29), 0), nullif(sum(sign) filter (where handling = 30), 0), nullif(sum(sign) filter (where handling = 31), 0), nullif(sum(sign) filter (where handling = 32), 0), nullif(sum(sign) filter (where handling = 33), 0), nullif(sum(sign) filter (where handling = 34), 0)
    from (select *, 
      case when outcome = 'answered' then response_bucket(closed_at - opened_at) end answered,
      case when received_at <= closed_at then delay_bucket(received_at - opened_at) end hearing,
      case when outcome = 'answered' and received_at <= closed_at then delay_bucket(closed_at - received_at) end handling from (select *, 1 sign from fresh) c where outcome is not null offset 0) change
    join turn_facet f on f.brand_id = change.brand_id and f.channel_id = change.channel_id and f.inbox_id = change.inbox_id
        and f.team_id = coalesce(change.team_id, '00000000-0000-0000-0000-000000000000'::uuid) and f.lang = coalesce(change.lang, '') and f.visibility = change.visibility
        and f.heard = change.heard and f.reach = change.reach and f.kind = change.kind and f.complaint = change.complaint
    cross join (values ('day'), ('month')) s (span)
    group by 1, 2, 3, 4 order by 1, 2, 3, 4
    on conflict (brand_id, span, begins, facet_id) do update set turns = r.turns + excluded.turns, unanswered = nullif(coalesce(r.unanswered, 0) + coalesce(excluded.unanswered, 0), 0), not_needed = nullif(coalesce(r.not_needed, 0) + coalesce(excluded.not_needed, 0), 0), withdrawn = nullif(coalesce(r.withdrawn, 0) + coalesce(excluded.withdrawn, 0), 0), kept = nullif(coalesce(r.kept, 0) + coalesce(excluded.kept, 0), 0), broken = nullif(coalesce(r.broken, 0) + coalesce(excluded.broken, 0), 0), answered_0 = nullif(coalesce(r.answered_0, 0) + coalesce(excluded.answered_0, 0), 0), answered_1 = nullif(coalesce(r.answered_1, 0) + coalesce(excluded.answered_1, 0), 0), answered_2 = nullif(coalesce(r.answered_2, 0) + coalesce(excluded.answered_2, 0), 0), answered_3 = nullif(coalesce(r.answered_3, 0) + coalesce(excluded.answered_3, 0), 0), answered_4 = nullif(coalesce(r.answered_4, 0) + coalesce(excluded.answered_4, 0), 0), answered_5 = nullif(coalesce(r.answered_5, 0) + coalesce(excluded.answered_5, 0), 0), answered_6 = nullif(coalesce(r.answered_6, 0) + coalesce(excluded.answered_6, 0), 0), answered_7 = nullif(coalesce(r.answered_7, 0) + coalesce(excluded.answered_7, 0), 0), answered_8 = nullif(coalesce(r.answered_8, 0) + coalesce(excluded.answered_8, 0), 0), answered_9 = nullif(coalesce(r.answered_9, 0) + coalesce(excluded.answered_9, 0), 0), answered_10 = nullif(coalesce(r.answered_10, 0) + coalesce(excluded.answered_10, 0), 0), answered_11 = nullif(coalesce(r.answered_11, 0) + coalesce(excluded.answered_11, 0), 0), answered_12 = nullif(coalesce(r.answered_12, 0) + coalesce(excluded.answered_12, 0), 0), answered_13 = nullif(coalesce(r.answered_13, 0) + coalesce(excluded.answered_13, 0), 0), answered_14 = nullif(coalesce(r.answered_14, 0) + coalesce(excluded.answered_14, 0), 0), answered_15 = nullif(coalesce(r.answered_15, 0) + coalesce(excluded.answered_15, 0), 0), answered_16 = nullif(coalesce(r.answered_16, 0) + coalesce(excluded.answered_16, 0), 0), answered_17 = nullif(coalesce(r.answered_17, 0) + coalesce(excluded.answered_17, 0), 0), answered_18 = nullif(coalesce(r.answered_18, 0) + coalesce(excluded.answered_18, 0), 0), answered_19 = nullif(coalesce(r.answered_19, 0) + coalesce(excluded.answered_19, 0), 0), answered_20 = nullif(coalesce(r.answered_20, 0) + coalesce(excluded.answered_20, 0), 0), answered_21 = nullif(coalesce(r.answered_21, 0) + coalesce(excluded.answered_21, 0), 0), answered_22 = nullif(coalesce(r.answered_22, 0) + coalesce(excluded.answered_22, 0), 0), answered_23 = nullif(coalesce(r.answered_23, 0) + coalesce(excluded.answered_23, 0), 0), answered_24 = nullif(coalesce(r.answered_24, 0) + coalesce(excluded.answered_24, 0), 0), answered_25 = nullif(coalesce(r.answered_25, 0) + coalesce(excluded.answered_25, 0), 0), answered_26 = nullif(coalesce(r.answered_26, 0) + coalesce(excluded.answered_26, 0), 0), answered_27 = nullif(coalesce(r.answered_27, 0) + coalesce(excluded.answered_27, 0), 0), answered_28 = nullif(coalesce(r.answered_28, 0) + coalesce(excluded.answered_28, 0), 0), answered_29 = nullif(coalesce(r.answered_29, 0) + coalesce(excluded.answered_29, 0), 0), answered_30 = nullif(coalesce(r.answered_30, 0) + coalesce(excluded.answered_30, 0), 0), answered_31 = nullif(coalesce(r.answered_31, 0) + coalesce(excluded.answered_31, 0), 0), answered_32 = nullif(coalesce(r.answered_32, 0) + coalesce(excluded.answered_32, 0), 0), answered_33 = nullif(coalesce(r.answered_33, 0) + coalesce(excluded.answered_33, 0), 0), answered_34 = nullif(coalesce(r.answered_34, 0) + coalesce(excluded.answered_34, 0), 0), answered_35 = nullif(coalesce(r.answered_35, 0) + coalesce(excluded.answered_35, 0), 0), answered_36 = nullif(coalesce(r.answered_36, 0) + coalesce(excluded.answered_36, 0), 0), answered_37 = nullif(coalesce(r.answered_37, 0) + coalesce(excluded.answered_37, 0), 0), answered_38 = nullif(coalesce(r.answered_38, 0) + coalesce(excluded.answered_38, 0), 0), answered_39 = nullif(coalesce(r.answered_39, 0) + coalesce(excluded.answered_39, 0), 0), answered_40 = nullif(coalesce(r.answered_40, 0) + coalesce(excluded.answered_40, 0), 0), answered_41 = nullif(coalesce(r.answered_41, 0) + coalesce(excluded.answered_41, 0), 0), answered_42 = nullif(coalesce(r.answered_42, 0) + coalesce(excluded.answered_42, 0), 0), answered_43 = nullif(coalesce(r.answered_43, 0) + coalesce(excluded.answered_43, 0), 0), answered_44 = nullif(coalesce(r.answered_44, 0) + coalesce(excluded.answered_44, 0), 0), answered_45 = nullif(coalesce(r.answered_45, 0) + coalesce(excluded.answered_45, 0), 0), answered_46 = nullif(coalesce(r.answered_46, 0) + coalesce(excluded.answered_46, 0), 0), answered_47 = nullif(coalesce(r.answered_47, 0) + coalesce(excluded.answered_47, 0), 0), answered_48 = nullif(coalesce(r.answered_48, 0) + coalesce(excluded.answered_48, 0), 0), answered_49 = nullif(coalesce(r.answered_49, 0) + coalesce(excluded.answered_49, 0), 0), answered_50 = nullif(coalesce(r.answered_50, 0) + coalesce(excluded.answered_50, 0), 0), answered_51 = nullif(coalesce(r.answered_51, 0) + coalesce(excluded.answered_51, 0), 0), answered_52 = nullif(coalesce(r.answered_52, 0) + coalesce(excluded.answered_52, 0), 0), answered_53 = nullif(coalesce(r.answered_53, 0) + coalesce(excluded.answered_53, 0), 0), answered_54 = nullif(coalesce(r.answered_54, 0) + coalesce(excluded.answered_54, 0), 0), answered_55 = nullif(coalesce(r.answered_55, 0) + coalesce(excluded.answered_55, 0), 0), answered_56 = nullif(coalesce(r.answered_56, 0) + coalesce(excluded.answered_56, 0), 0), answered_57 = nullif(coalesce(r.answered_57, 0) + coalesce(excluded.answered_57, 0), 0), answered_58 = nullif(coalesce(r.answered_58, 0) + coalesce(excluded.answered_58, 0), 0), answered_59 = nullif(coalesce(r.answered_59, 0) + coalesce(excluded.answered_59, 0), 0), answered_60 = nullif(coalesce(r.answered_60, 0) + coalesce(excluded.answered_60, 0), 0), answered_61 = nullif(coalesce(r.answered_61, 0) + coalesce(excluded.answered_61, 0), 0), answered_62 = nullif(coalesce(r.answered_62, 0) + coalesce(excluded.answered_62, 0), 0), hearing_0 = nullif(coalesce(r.hearing_0, 0) + coalesce(excluded.hearing_0, 0), 0), hearing_1 = nullif(coalesce(r.hearing_1, 0) + coalesce(excluded.hearing_1, 0), 0), hearing_2 = nullif(coalesce(r.hearing_2, 0) + coalesce(excluded.hearing_2, 0), 0), hearing_3 = nullif(coalesce(r.hearing_3, 0) + coalesce(excluded.hearing_3, 0), 0), hearing_4 = nullif(coalesce(r.hearing_4, 0) + coalesce(excluded.hearing_4, 0), 0), hearing_5 = nullif(coalesce(r.hearing_5, 0) + coalesce(excluded.hearing_5, 0), 0), hearing_6 = nullif(coalesce(r.hearing_6, 0) + coalesce(excluded.hearing_6, 0), 0), hearing_7 = nullif(coalesce(r.hearing_7, 0) + coalesce(excluded.hearing_7, 0), 0), hearing_8 = nullif(coalesce(r.hearing_8, 0) + coalesce(excluded.hearing_8, 0), 0), hearing_9 = nullif(coalesce(r.hearing_9, 0) + coalesce(excluded.hearing_9, 0), 0), hearing_10 = nullif(coalesce(r.hearing_10, 0) + coalesce(excluded.hearing_10, 0), 0), hearing_11 = nullif(coalesce(r.hearing_11, 0) + coalesce(excluded.hearing_11, 0), 0), hearing_12 = nullif(coalesce(r.hearing_12, 0) + coalesce(excluded.hearing_12, 0), 0), hearing_13 = nullif(coalesce(r.hearing_13, 0) + coalesce(excluded.hearing_13, 0), 0), hearing_14 = nullif(coalesce(r.hearing_14, 0) + coalesce(excluded.hearing_14, 0), 0), hearing_15 = nullif(coalesce(r.hearing_15, 0) + coalesce(excluded.hearing_15, 0), 0), hearing_16 = nullif(coalesce(r.hearing_16, 0) + coalesce(excluded.hearing_16, 0), 0), hearing_17 = nullif(coalesce(r.hearing_17, 0) + coalesce(excluded.hearing_17, 0), 0), hearing_18 = nullif(coalesce(r.hearing_18, 0) + coalesce(excluded.hearing_18, 0), 0), hearing_19 = nullif(coalesce(r.hearing_19, 0) + coalesce(excluded.hearing_19, 0), 0), hearing_20 = nullif(coalesce(r.hearing_20, 0) + coalesce(excluded.hearing_20, 0), 0), hearing_21 = nullif(coalesce(r.hearing_21, 0) + coalesce(excluded.hearing_21, 0), 0), hearing_22 = nullif(coalesce(r.hearing_22, 0) + coalesce(excluded.hearing_22, 0), 0), hearing_23 = nullif(coalesce(r.hearing_23, 0) + coalesce(excluded.hearing_23, 0), 0), hearing_24 = nullif(coalesce(r.hearing_24, 0) + coalesce(excluded.hearing_24, 0), 0), hearing_25 = nullif(coalesce(r.hearing_25, 0) + coalesce(excluded.hearing_25, 0), 0), hearing_26 = nullif(coalesce(r.hearing_26, 0) + coalesce(excluded.hearing_26, 0), 0), hearing_27 = nullif(coalesce(r.hearing_27, 0) + coalesce(excluded.hearing_27, 0), 0), hearing_28 = nullif(coalesce(r.hearing_28, 0) + coalesce(excluded.hearing_28, 0), 0), hearing_29 = nullif(coalesce(r.hearing_29, 0) + coalesce(excluded.hearing_29, 0), 0), hearing_30 = nullif(coalesce(r.hearing_30, 0) + coalesce(excluded.hearing_30, 0), 0), hearing_31 = nullif(coalesce(r.hearing_31, 0) + coalesce(excluded.hearing_31, 0), 0), hearing_32 = nullif(coalesce(r.hearing_32, 0) + coalesce(excluded.hearing_32, 0), 0), hearing_33 = nullif(coalesce(r.hearing_33, 0) + coalesce(excluded.hearing_33, 0), 0), hearing_34 = nullif(coalesce(r.hearing_34, 0) + coalesce(excluded.hearing_34, 0), 0), handling_0 = nullif(coalesce(r.handling_0, 0) + coalesce(excluded.handling_0, 0), 0), handling_1 = nullif(coalesce(r.handling_1, 0) + coalesce(excluded.handling_1, 0), 0), handling_2 = nullif(coalesce(r.handling_2, 0) + coalesce(excluded.handling_2, 0), 0), handling_3 = nullif(coalesce(r.handling_3, 0) + coalesce(excluded.handling_3, 0), 0), handling_4 = nullif(coalesce(r.handling_4, 0) + coalesce(excluded.handling_4, 0), 0), handling_5 = nullif(coalesce(r.handling_5, 0) + coalesce(excluded.handling_5, 0), 0), handling_6 = nullif(coalesce(r.handling_6, 0) + coalesce(excluded.handling_6, 0), 0), handling_7 = nullif(coalesce(r.handling_7, 0) + coalesce(excluded.handling_7, 0), 0), handling_8 = nullif(coalesce(r.handling_8, 0) + coalesce(excluded.handling_8, 0), 0), handling_9 = nullif(coalesce(r.handling_9, 0) + coalesce(excluded.handling_9, 0), 0), handling_10 = nullif(coalesce(r.handling_10, 0) + coalesce(excluded.handling_10, 0), 0), handling_11 = nullif(coalesce(r.handling_11, 0) + coalesce(excluded.handling_11, 0), 0), handling_12 = nullif(coalesce(r.handling_12, 0) + coalesce(excluded.handling_12, 0), 0), handling_13 = nullif(coalesce(r.handling_13, 0) + coalesce(excluded.handling_13, 0), 0), handling_14 = nullif(coalesce(r.handling_14, 0) + coalesce(excluded.handling_14, 0), 0), handling_15 = nullif(coalesce(r.handling_15, 0) + coalesce(excluded.handling_15, 0), 0), handling_16 = nullif(coalesce(r.handling_16, 0) + coalesce(excluded.handling_16, 0), 0), handling_17 = nullif(coalesce(r.handling_17, 0) + coalesce(excluded.handling_17, 0), 0), handling_18 = nullif(coalesce(r.handling_18, 0) + coalesce(excluded.handling_18, 0), 0), handling_19 = nullif(coalesce(r.handling_19, 0) + coalesce(excluded.handling_19, 0), 0), handling_20 = nullif(coalesce(r.handling_20, 0) + coalesce(excluded.handling_20, 0), 0), handling_21 = nullif(coalesce(r.handling_21, 0) + coalesce(excluded.handling_21, 0), 0), handling_22 = nullif(coalesce(r.handling_22, 0) + coalesce(excluded.handling_22, 0), 0), handling_23 = nullif(coalesce(r.handling_23, 0) + coalesce(excluded.handling_23, 0), 0), handling_24 = nullif(coalesce(r.handling_24, 0) + coalesce(excluded.handling_24, 0), 0), handling_25 = nullif(coalesce(r.handling_25, 0) + coalesce(excluded.handling_25, 0), 0), handling_26 = nullif(coalesce(r.handling_26, 0) + coalesce(excluded.handling_26, 0), 0), handling_27 = nullif(coalesce(r.handling_27, 0) + coalesce(excluded.handling_27, 0), 0), handling_28 = nullif(coalesce(r.handling_28, 0) + coalesce(excluded.handling_28, 0), 0), handling_29 = nullif(coalesce(r.handling_29, 0) + coalesce(excluded.handling_29, 0), 0), handling_30 = nullif(coalesce(r.handling_30, 0) + coalesce(excluded.handling_30, 0), 0), handling_31 = nullif(coalesce(r.handling_31, 0) + coalesce(excluded.handling_31, 0), 0), handling_32 = nullif(coalesce(r.handling_32, 0) + coalesce(excluded.handling_32, 0), 0), handling_33 = nullif(coalesce(r.handling_33, 0) + coalesce(excluded.handling_33, 0), 0), handling_34 = nullif(coalesce(r.handling_34, 0) + coalesce(excluded.handling_34, 0), 0);
      
      return null;
    end $function$;

CREATE OR REPLACE FUNCTION public.turn_count_update()
 RETURNS trigger
 LANGUAGE plpgsql
 SET enable_seqscan TO 'off'
AS $function$
    begin
      if not exists (
        select from (select *, 1 sign from fresh union all select *, -1 from stale) c group by brand_id, date_bin('30 minutes', opened_at, 'epoch'), channel_id, inbox_id, team_id
        having sum(sign) <> 0 or bool_or(outcome is not null)) then
        return null;
      end if;
      perform pg_advisory_xact_lock(1952541804, one.brand_id) from (select distinct brand_id from (select *, 1 sign from fresh union all select *, -1 from stale) c order by 1) one;
      
    insert into turn_slot as r (brand_id, begins, channel_id, inbox_id, team_id, turns, unanswered, not_needed, withdrawn, kept, broken, answered_0, answered_1, answered_2, answered_3, answered_4, answered_5, answered_6, answered_7, answered_8, answered_9, answered_10, answered_11, answered_12, answered_13, answered_14, answered_15, answered_16, answered_17, answered_18, answered_19, answered_20, answered_21, answered_22, answered_23, answered_24, answered_25, answered_26, answered_27, answered_28, answered_29, answered_30, answered_31, answered_32, answered_33, answered_34, answered_35, answered_36, answered_37, answered_38, answered_39, answered_40, answered_41, answered_42, answered_43, answered_44, answered_45, answered_46, answered_47, answered_48, answered_49, answered_50, answered_51, answered_52, answered_53, answered_54, answered_55, answered_56, answered_57, answered_58, answered_59, answered_60, answered_61, answered_62, hearing_0, hearing_1, hearing_2, hearing_3, hearing_4, hearing_5, hearing_6, hearing_7, hearing_8, hearing_9, hearing_10, hearing_11, hearing_12, hearing_13, hearing_14, hearing_15, hearing_16, hearing_17, hearing_18, hearing_19, hearing_20, hearing_21, hearing_22, hearing_23, hearing_24, hearing_25, hearing_26, hearing_27, hearing_28, hearing_29, hearing_30, hearing_31, hearing_32, hearing_33, hearing_34, handling_0, handling_1, handling_2, handling_3, handling_4, handling_5, handling_6, handling_7, handling_8, handling_9, handling_10, handling_11, handling_12, handling_13, handling_14, handling_15, handling_16, handling_17, handling_18, handling_19, handling_20, handling_21, handling_22, handling_23, handling_24, handling_25, handling_26, handling_27, handling_28, handling_29, handling_30, handling_31, handling_32, handling_33, handling_34)
    select brand_id, begins, channel_id, inbox_id, team, sum(sign), nullif(sum(sign) filter (where outcome = 'unanswered'), 0), nullif(sum(sign) filter (where outcome = 'not_needed'), 0), nullif(sum(sign) filter (where outcome = 'withdrawn'), 0), nullif(sum(sign) filter (where outcome = 'answered' and closed_at <= due_at), 0), nullif(sum(sign) filter (where due_at is not null and (outcome = 'unanswered' or (outcome = 'answered' and closed_at > due_at))), 0), nullif(sum(sign) filter (where answered = 0), 0), nullif(sum(sign) filter (where answered = 1), 0), nullif(sum(sign) filter (where answered = 2), 0), nullif(sum(sign) filter (where answered = 3), 0), nullif(sum(sign) filter (where answered = 4), 0), nullif(sum(sign) filter (where answered = 5), 0), nullif(sum(sign) filter (where answered = 6), 0), nullif(sum(sign) filter (where answered = 7), 0), nullif(sum(sign) filter (where answered = 8), 0), nullif(sum(sign) filter (where answered = 9), 0), nullif(sum(sign) filter (where answered = 10), 0), nullif(sum(sign) filter (where answered = 11), 0), nullif(sum(sign) filter (where answered = 12), 0), nullif(sum(sign) filter (where answered = 13), 0), nullif(sum(sign) filter (where answered = 14), 0), nullif(sum(sign) filter (where answered = 15), 0), nullif(sum(sign) filter (where answered = 16), 0), nullif(sum(sign) filter (where answered = 17), 0), nullif(sum(sign) filter (where answered = 18), 0), nullif(sum(sign) filter (where answered = 19), 0), nullif(sum(sign) filter (where answered = 20), 0), nullif(sum(sign) filter (where answered = 21), 0), nullif(sum(sign) filter (where answered = 22), 0), nullif(sum(sign) filter (where answered = 23), 0), nullif(sum(sign) filter (where answered = 24), 0), nullif(sum(sign) filter (where answered = 25), 0), nullif(sum(sign) filter (where answered = 26), 0), nullif(sum(sign) filter (where answered = 27), 0), nullif(sum(sign) filter (where answered = 28), 0), nullif(sum(sign) filter (where answered = 29), 0), nullif(sum(sign) filter (where answered = 30), 0), nullif(sum(sign) filter (where answered = 31), 0), nullif(sum(sign) filter (where answered = 32), 0), nullif(sum(sign) filter (where answered = 33), 0), nullif(sum(sign) filter (where answered = 34), 0), nullif(sum(sign) filter (where answered = 35), 0), nullif(sum(sign) filter (where answered = 36), 0), nullif(sum(sign) filter (where answered = 37), 0), nullif(sum(sign) filter (where answered = 38), 0), nullif(sum(sign) filter (where answered = 39), 0), nullif(sum(sign) filter (where answered = 40), 0), nullif(sum(sign) filter (where answered = 41), 0), nullif(sum(sign) filter (where answered = 42), 0), nullif(sum(sign) filter (where answered = 43), 0), nullif(sum(sign) filter (where answered = 44), 0), nullif(sum(sign) filter (where answered = 45), 0), nullif(sum(sign) filter (where answered = 46), 0), nullif(sum(sign) filter (where answered = 47), 0), nullif(sum(sign) filter (where answered = 48), 0), nullif(sum(sign) filter (where answered = 49), 0), nullif(sum(sign) filter (where answered = 50), 0), nullif(sum(sign) filter (where answered = 51), 0), nullif(sum(sign) filter (where answered = 52), 0), nullif(sum(sign) filter (where answered = 53), 0), nullif(sum(sign) filter (where answered = 54), 0), nullif(sum(sign) filter (where answered = 55), 0), nullif(sum(sign) filter (where answered = 56), 0), nullif(sum(sign) filter (where answered = 57), 0), nullif(sum(sign) filter (where answered = 58), 0), nullif(sum(sign) filter (where answered = 59), 0), nullif(sum(sign) filter (where answered = 60), 0), nullif(sum(sign) filter (where answered = 61), 0), nullif(sum(sign) filter (where answered = 62), 0), nullif(sum(sign) filter (where hearing = 0), 0), nullif(sum(sign) filter (where hearing = 1), 0), nullif(sum(sign) filter (where hearing = 2), 0), nullif(sum(sign) filter (where hearing = 3), 0), nullif(sum(sign) filter (where hearing = 4), 0), nullif(sum(sign) filter (where hearing = 5), 0), nullif(sum(sign) filter (where hearing = 6), 0), nullif(sum(sign) filter (where hearing = 7), 0), nullif(sum(sign) filter (where hearing = 8), 0), nullif(sum(sign) filter (where hearing = 9), 0), nullif(sum(sign) filter (where hearing = 10), 0), nullif(sum(sign) filter (where hearing = 11), 0), nullif(sum(sign) filter (where hearing = 12), 0), nullif(sum(sign) filter (where hearing = 13), 0), nullif(sum(sign) filter (where hearing = 14), 0), nullif(sum(sign) filter (where hearing = 15), 0), nullif(sum(sign) filter (where hearing = 16), 0), nullif(sum(sign) filter (where hearing = 17), 0), nullif(sum(sign) filter (where hearing = 18), 0), nullif(sum(sign) filter (where hearing = 19), 0), nullif(sum(sign) filter (where hearing = 20), 0), nullif(sum(sign) filter (where hearing = 21), 0), nullif(sum(sign) filter (where hearing = 22), 0), nullif(sum(sign) filter (where hearing = 23), 0), nullif(sum(sign) filter (where hearing = 24), 0), nullif(sum(sign) filter (where hearing = 25), 0), nullif(sum(sign) filter (where hearing = 26), 0), nullif(sum(sign) filter (where hearing = 27), 0), nullif(sum(sign) filter (where hearing = 28), 0), nullif(sum(sign) filter (where hearing = 29), 0), nullif(sum(sign) filter (where hearing = 30), 0), nullif(sum(sign) filter (where hearing = 31), 0), nullif(sum(sign) filter (where hearing = 32), 0), nullif(sum(sign) filter (where hearing = 33), 0), nullif(sum(sign) filter (where hearing = 34), 0), nullif(sum(sign) filter (where handling = 0), 0), nullif(sum(sign) filter (where handling = 1), 0), nullif(sum(sign) filter (where handling = 2), 0), nullif(sum(sign) filter (where handling = 3), 0), nullif(sum(sign) filter (where handling = 4), 0), nullif(sum(sign) filter (where handling = 5), 0), nullif(sum(sign) filter (where handling = 6), 0), nullif(sum(sign) filter (where handling = 7), 0), nullif(sum(sign) filter (where handling = 8), 0), nullif(sum(sign) filter (where handling = 9), 0), nullif(sum(sign) filter (where handling = 10), 0), nullif(sum(sign) filter (where handling = 11), 0), nullif(sum(sign) filter (where handling = 12), 0), nullif(sum(sign) filter (where handling = 13), 0), nullif(sum(sign) filter (where handling = 14), 0), nullif(sum(sign) filter (where handling = 15), 0), nullif(sum(sign) filter (where handling = 16), 0), nullif(sum(sign) filter (where handling = 17), 0), nullif(sum(sign) filter (where handling = 18), 0), nullif(sum(sign) filter (where handling = 19), 0), nullif(sum(sign) filter (where handling = 20), 0), nullif(sum(sign) filter (where handling = 21), 0), nullif(sum(sign) filter (where handling = 22), 0), nullif(sum(sign) filter (where handling = 23), 0), nullif(sum(sign) filter (where handling = 24), 0), nullif(sum(sign) filter (where handling = 25), 0), nullif(sum(sign) filter (where handling = 26), 0), nullif(sum(sign) filter (where handling = 27), 0), nullif(sum(sign) filter (where handling = 28), 0), nullif(sum(sign) filter (where handling = 29), 0), nullif(sum(sign) filter (where handling = 30), 0), nullif(sum(sign) filter (where handling = 31), 0), nullif(sum(sign) filter (where handling = 32), 0), nullif(sum(sign) filter (where handling = 33), 0), nullif(sum(sign) filter (where handling = 34), 0)
    from (select *, 
      case when outcome = 'answered' then response_bucket(closed_at - opened_at) end answered,
      case when received_at <= closed_at then delay_bucket(received_at - opened_at) end hearing,
      case when outcome = 'answered' and received_at <= closed_at then delay_bucket(closed_at - received_at) end handling, date_bin('30 minutes', opened_at, 'epoch') begins, coalesce(team_id, '00000000-0000-0000-0000-000000000000'::uuid) team from (select *, 1 sign from fresh union all select *, -1 from stale) c offset 0) change
    group by 1, 2, 3, 4, 5 having sum(sign) <> 0 or bool_or(outcome is not null) order by 1, 2, 3, 4, 5
    on conflict (brand_id, begins, channel_id, inbox_id, team_id) do update set turns = r.turns + excluded.turns, unanswered = nullif(coalesce(r.unanswered, 0) + coalesce(excluded.unanswered, 0), 0), not_needed = nullif(coalesce(r.not_needed, 0) + coalesce(excluded.not_needed, 0), 0), withdrawn = nullif(coalesce(r.withdrawn, 0) + coalesce(excluded.withdrawn, 0), 0), kept = nullif(coalesce(r.kept, 0) + coalesce(excluded.kept, 0), 0), broken = nullif(coalesce(r.broken, 0) + coalesce(excluded.broken, 0), 0), answered_0 = nullif(coalesce(r.answered_0, 0) + coalesce(excluded.answered_0, 0), 0), answered_1 = nullif(coalesce(r.answered_1, 0) + coalesce(excluded.answered_1, 0), 0), answered_2 = nullif(coalesce(r.answered_2, 0) + coalesce(excluded.answered_2, 0), 0), answered_3 = nullif(coalesce(r.answered_3, 0) + coalesce(excluded.answered_3, 0), 0), answered_4 = nullif(coalesce(r.answered_4, 0) + coalesce(excluded.answered_4, 0), 0), answered_5 = nullif(coalesce(r.answered_5, 0) + coalesce(excluded.answered_5, 0), 0), answered_6 = nullif(coalesce(r.answered_6, 0) + coalesce(excluded.answered_6, 0), 0), answered_7 = nullif(coalesce(r.answered_7, 0) + coalesce(excluded.answered_7, 0), 0), answered_8 = nullif(coalesce(r.answered_8, 0) + coalesce(excluded.answered_8, 0), 0), answered_9 = nullif(coalesce(r.answered_9, 0) + coalesce(excluded.answered_9, 0), 0), answered_10 = nullif(coalesce(r.answered_10, 0) + coalesce(excluded.answered_10, 0), 0), answered_11 = nullif(coalesce(r.answered_11, 0) + coalesce(excluded.answered_11, 0), 0), answered_12 = nullif(coalesce(r.answered_12, 0) + coalesce(excluded.answered_12, 0), 0), answered_13 = nullif(coalesce(r.answered_13, 0) + coalesce(excluded.answered_13, 0), 0), answered_14 = nullif(coalesce(r.answered_14, 0) + coalesce(excluded.answered_14, 0), 0), answered_15 = nullif(coalesce(r.answered_15, 0) + coalesce(excluded.answered_15, 0), 0), answered_16 = nullif(coalesce(r.answered_16, 0) + coalesce(excluded.answered_16, 0), 0), answered_17 = nullif(coalesce(r.answered_17, 0) + coalesce(excluded.answered_17, 0), 0), answered_18 = nullif(coalesce(r.answered_18, 0) + coalesce(excluded.answered_18, 0), 0), answered_19 = nullif(coalesce(r.answered_19, 0) + coalesce(excluded.answered_19, 0), 0), answered_20 = nullif(coalesce(r.answered_20, 0) + coalesce(excluded.answered_20, 0), 0), answered_21 = nullif(coalesce(r.answered_21, 0) + coalesce(excluded.answered_21, 0), 0), answered_22 = nullif(coalesce(r.answered_22, 0) + coalesce(excluded.answered_22, 0), 0), answered_23 = nullif(coalesce(r.answered_23, 0) + coalesce(excluded.answered_23, 0), 0), answered_24 = nullif(coalesce(r.answered_24, 0) + coalesce(excluded.answered_24, 0), 0), answered_25 = nullif(coalesce(r.answered_25, 0) + coalesce(excluded.answered_25, 0), 0), answered_26 = nullif(coalesce(r.answered_26, 0) + coalesce(excluded.answered_26, 0), 0), answered_27 = nullif(coalesce(r.answered_27, 0) + coalesce(excluded.answered_27, 0), 0), answered_28 = nullif(coalesce(r.answered_28, 0) + coalesce(excluded.answered_28, 0), 0), answered_29 = nullif(coalesce(r.answered_29, 0) + coalesce(excluded.answered_29, 0), 0), answered_30 = nullif(coalesce(r.answered_30, 0) + coalesce(excluded.answered_30, 0), 0), answered_31 = nullif(coalesce(r.answered_31, 0) + coalesce(excluded.answered_31, 0), 0), answered_32 = nullif(coalesce(r.answered_32, 0) + coalesce(excluded.answered_32, 0), 0), answered_33 = nullif(coalesce(r.answered_33, 0) + coalesce(excluded.answered_33, 0), 0), answered_34 = nullif(coalesce(r.answered_34, 0) + coalesce(excluded.answered_34, 0), 0), answered_35 = nullif(coalesce(r.answered_35, 0) + coalesce(excluded.answered_35, 0), 0), answered_36 = nullif(coalesce(r.answered_36, 0) + coalesce(excluded.answered_36, 0), 0), answered_37 = nullif(coalesce(r.answered_37, 0) + coalesce(excluded.answered_37, 0), 0), answered_38 = nullif(coalesce(r.answered_38, 0) + coalesce(excluded.answered_38, 0), 0), answered_39 = nullif(coalesce(r.answered_39, 0) + coalesce(excluded.answered_39, 0), 0), answered_40 = nullif(coalesce(r.answered_40, 0) + coalesce(excluded.answered_40, 0), 0), answered_41 = nullif(coalesce(r.answered_41, 0) + coalesce(excluded.answered_41, 0), 0), answered_42 = nullif(coalesce(r.answered_42, 0) + coalesce(excluded.answered_42, 0), 0), answered_43 = nullif(coalesce(r.answered_43, 0) + coalesce(excluded.answered_43, 0), 0), answered_44 = nullif(coalesce(r.answered_44, 0) + coalesce(excluded.answered_44, 0), 0), answered_45 = nullif(coalesce(r.answered_45, 0) + coalesce(excluded.answered_45, 0), 0), answered_46 = nullif(coalesce(r.answered_46, 0) + coalesce(excluded.answered_46, 0), 0), answered_47 = nullif(coalesce(r.answered_47, 0) + coalesce(excluded.answered_47, 0), 0), answered_48 = nullif(coalesce(r.answered_48, 0) + coalesce(excluded.answered_48, 0), 0), answered_49 = nullif(coalesce(r.answered_49, 0) + coalesce(excluded.answered_49, 0), 0), answered_50 = nullif(coalesce(r.answered_50, 0) + coalesce(excluded.answered_50, 0), 0), answered_51 = nullif(coalesce(r.answered_51, 0) + coalesce(excluded.answered_51, 0), 0), answered_52 = nullif(coalesce(r.answered_52, 0) + coalesce(excluded.answered_52, 0), 0), answered_53 = nullif(coalesce(r.answered_53, 0) + coalesce(excluded.answered_53, 0), 0), answered_54 = nullif(coalesce(r.answered_54, 0) + coalesce(excluded.answered_54, 0), 0), answered_55 = nullif(coalesce(r.answered_55, 0) + coalesce(excluded.answered_55, 0), 0), answered_56 = nullif(coalesce(r.answered_56, 0) + coalesce(excluded.answered_56, 0), 0), answered_57 = nullif(coalesce(r.answered_57, 0) + coalesce(excluded.answered_57, 0), 0), answered_58 = nullif(coalesce(r.answered_58, 0) + coalesce(excluded.answered_58, 0), 0), answered_59 = nullif(coalesce(r.answered_59, 0) + coalesce(excluded.answered_59, 0), 0), answered_60 = nullif(coalesce(r.answered_60, 0) + coalesce(excluded.answered_60, 0), 0), answered_61 = nullif(coalesce(r.answered_61, 0) + coalesce(excluded.answered_61, 0), 0), answered_62 = nullif(coalesce(r.answered_62, 0) + coalesce(excluded.answered_62, 0), 0), hearing_0 = nullif(coalesce(r.hearing_0, 0) + coalesce(excluded.hearing_0, 0), 0), hearing_1 = nullif(coalesce(r.hearing_1, 0) + coalesce(excluded.hearing_1, 0), 0), hearing_2 = nullif(coalesce(r.hearing_2, 0) + coalesce(excluded.hearing_2, 0), 0), hearing_3 = nullif(coalesce(r.hearing_3, 0) + coalesce(excluded.hearing_3, 0), 0), hearing_4 = nullif(coalesce(r.hearing_4, 0) + coalesce(excluded.hearing_4, 0), 0), hearing_5 = nullif(coalesce(r.hearing_5, 0) + coalesce(excluded.hearing_5, 0), 0), hearing_6 = nullif(coalesce(r.hearing_6, 0) + coalesce(excluded.hearing_6, 0), 0), hearing_7 = nullif(coalesce(r.hearing_7, 0) + coalesce(excluded.hearing_7, 0), 0), hearing_8 = nullif(coalesce(r.hearing_8, 0) + coalesce(excluded.hearing_8, 0), 0), hearing_9 = nullif(coalesce(r.hearing_9, 0) + coalesce(excluded.hearing_9, 0), 0), hearing_10 = nullif(coalesce(r.hearing_10, 0) + coalesce(excluded.hearing_10, 0), 0), hearing_11 = nullif(coalesce(r.hearing_11, 0) + coalesce(excluded.hearing_11, 0), 0), hearing_12 = nullif(coalesce(r.hearing_12, 0) + coalesce(excluded.hearing_12, 0), 0), hearing_13 = nullif(coalesce(r.hearing_13, 0) + coalesce(excluded.hearing_13, 0), 0), hearing_14 = nullif(coalesce(r.hearing_14, 0) + coalesce(excluded.hearing_14, 0), 0), hearing_15 = nullif(coalesce(r.hearing_15, 0) + coalesce(excluded.hearing_15, 0), 0), hearing_16 = nullif(coalesce(r.hearing_16, 0) + coalesce(excluded.hearing_16, 0), 0), hearing_17 = nullif(coalesce(r.hearing_17, 0) + coalesce(excluded.hearing_17, 0), 0), hearing_18 = nullif(coalesce(r.hearing_18, 0) + coalesce(excluded.hearing_18, 0), 0), hearing_19 = nullif(coalesce(r.hearing_19, 0) + coalesce(excluded.hearing_19, 0), 0), hearing_20 = nullif(coalesce(r.hearing_20, 0) + coalesce(excluded.hearing_20, 0), 0), hearing_21 = nullif(coalesce(r.hearing_21, 0) + coalesce(excluded.hearing_21, 0), 0), hearing_22 = nullif(coalesce(r.hearing_22, 0) + coalesce(excluded.hearing_22, 0), 0), hearing_23 = nullif(coalesce(r.hearing_23, 0) + coalesce(excluded.hearing_23, 0), 0), hearing_24 = nullif(coalesce(r.hearing_24, 0) + coalesce(excluded.hearing_24, 0), 0), hearing_25 = nullif(coalesce(r.hearing_25, 0) + coalesce(excluded.hearing_25, 0), 0), hearing_26 = nullif(coalesce(r.hearing_26, 0) + coalesce(excluded.hearing_26, 0), 0), hearing_27 = nullif(coalesce(r.hearing_27, 0) + coalesce(excluded.hearing_27, 0), 0), hearing_28 = nullif(coalesce(r.hearing_28, 0) + coalesce(excluded.hearing_28, 0), 0), hearing_29 = nullif(coalesce(r.hearing_29, 0) + coalesce(excluded.hearing_29, 0), 0), hearing_30 = nullif(coalesce(r.hearing_30, 0) + coalesce(excluded.hearing_30, 0), 0), hearing_31 = nullif(coalesce(r.hearing_31, 0) + coalesce(excluded.hearing_31, 0), 0), hearing_32 = nullif(coalesce(r.hearing_32, 0) + coalesce(excluded.hearing_32, 0), 0), hearing_33 = nullif(coalesce(r.hearing_33, 0) + coalesce(excluded.hearing_33, 0), 0), hearing_34 = nullif(coalesce(r.hearing_34, 0) + coalesce(excluded.hearing_34, 0), 0), handling_0 = nullif(coalesce(r.handling_0, 0) + coalesce(excluded.handling_0, 0), 0), handling_1 = nullif(coalesce(r.handling_1, 0) + coalesce(excluded.handling_1, 0), 0), handling_2 = nullif(coalesce(r.handling_2, 0) + coalesce(excluded.handling_2, 0), 0), handling_3 = nullif(coalesce(r.handling_3, 0) + coalesce(excluded.handling_3, 0), 0), handling_4 = nullif(coalesce(r.handling_4, 0) + coalesce(excluded.handling_4, 0), 0), handling_5 = nullif(coalesce(r.handling_5, 0) + coalesce(excluded.handling_5, 0), 0), handling_6 = nullif(coalesce(r.handling_6, 0) + coalesce(excluded.handling_6, 0), 0), handling_7 = nullif(coalesce(r.handling_7, 0) + coalesce(excluded.handling_7, 0), 0), handling_8 = nullif(coalesce(r.handling_8, 0) + coalesce(excluded.handling_8, 0), 0), handling_9 = nullif(coalesce(r.handling_9, 0) + coalesce(excluded.handling_9, 0), 0), handling_10 = nullif(coalesce(r.handling_10, 0) + coalesce(excluded.handling_10, 0), 0), handling_11 = nullif(coalesce(r.handling_11, 0) + coalesce(excluded.handling_11, 0), 0), handling_12 = nullif(coalesce(r.handling_12, 0) + coalesce(excluded.handling_12, 0), 0), handling_13 = nullif(coalesce(r.handling_13, 0) + coalesce(excluded.handling_13, 0), 0), handling_14 = nullif(coalesce(r.handling_14, 0) + coalesce(excluded.handling_14, 0), 0), handling_15 = nullif(coalesce(r.handling_15, 0) + coalesce(excluded.handling_15, 0), 0), handling_16 = nullif(coalesce(r.handling_16, 0) + coalesce(excluded.handling_16, 0), 0), handling_17 = nullif(coalesce(r.handling_17, 0) + coalesce(excluded.handling_17, 0), 0), handling_18 = nullif(coalesce(r.handling_18, 0) + coalesce(excluded.handling_18, 0), 0), handling_19 = nullif(coalesce(r.handling_19, 0) + coalesce(excluded.handling_19, 0), 0), handling_20 = nullif(coalesce(r.handling_20, 0) + coalesce(excluded.handling_20, 0), 0), handling_21 = nullif(coalesce(r.handling_21, 0) + coalesce(excluded.handling_21, 0), 0), handling_22 = nullif(coalesce(r.handling_22, 0) + coalesce(excluded.handling_22, 0), 0), handling_23 = nullif(coalesce(r.handling_23, 0) + coalesce(excluded.handling_23, 0), 0), handling_24 = nullif(coalesce(r.handling_24, 0) + coalesce(excluded.handling_24, 0), 0), handling_25 = nullif(coalesce(r.handling_25, 0) + coalesce(excluded.handling_25, 0), 0), handling_26 = nullif(coalesce(r.handling_26, 0) + coalesce(excluded.handling_26, 0), 0), handling_27 = nullif(coalesce(r.handling_27, 0) + coalesce(excluded.handling_27, 0), 0), handling_28 = nullif(coalesce(r.handling_28, 0) + coalesce(excluded.handling_28, 0), 0), handling_29 = nullif(coalesce(r.handling_29, 0) + coalesce(excluded.handling_29, 0), 0), handling_30 = nullif(coalesce(r.handling_30, 0) + coalesce(excluded.handling_30, 0), 0), handling_31 = nullif(coalesce(r.handling_31, 0) + coalesce(excluded.handling_31, 0), 0), handling_32 = nullif(coalesce(r.handling_32, 0) + coalesce(excluded.handling_32, 0), 0), handling_33 = nullif(coalesce(r.handling_33, 0) + coalesce(excluded.handling_33, 0), 0), handling_34 = nullif(coalesce(r.handling_34, 0) + coalesce(excluded.handling_34, 0), 0);

    insert into turn_facet (brand_id, channel_id, inbox_id, team_id, lang, visibility, heard, reach, kind, complaint)
    select distinct brand_id, channel_id, inbox_id, coalesce(team_id, '00000000-0000-0000-0000-000000000000'::uuid), coalesce(lang, ''), visibility, heard, reach, kind, complaint
    from (select *, 1 sign from fresh union all select *, -1 from stale) change where outcome is not null and not exists (select from turn_facet f where f.brand_id = change.brand_id and f.channel_id = change.channel_id and f.inbox_id = change.inbox_id
        and f.team_id = coalesce(change.team_id, '00000000-0000-0000-0000-000000000000'::uuid) and f.lang = coalesce(change.lang, '') and f.visibility = change.visibility
        and f.heard = change.heard and f.reach = change.reach and f.kind = change.kind and f.complaint = change.complaint)
    on conflict do nothing;

    insert into turn_span as r (brand_id, span, begins, facet_id, turns, unanswered, not_needed, withdrawn, kept, broken, answered_0, answered_1, answered_2, answered_3, answered_4, answered_5, answered_6, answered_7, answered_8, answered_9, answered_10, answered_11, answered_12, answered_13, answered_14, answered_15, answered_16, answered_17, answered_18, answered_19, answered_20, answered_21, answered_22, answered_23, answered_24, answered_25, answered_26, answered_27, answered_28, answered_29, answered_30, answered_31, answered_32, answered_33, answered_34, answered_35, answered_36, answered_37, answered_38, answered_39, answered_40, answered_41, answered_42, answered_43, answered_44, answered_45, answered_46, answered_47, answered_48, answered_49, answered_50, answered_51, answered_52, answered_53, answered_54, answered_55, answered_56, answered_57, answered_58, answered_59, answered_60, answered_61, answered_62, hearing_0, hearing_1, hearing_2, hearing_3, hearing_4, hearing_5, hearing_6, hearing_7, hearing_8, hearing_9, hearing_10, hearing_11, hearing_12, hearing_13, hearing_14, hearing_15, hearing_16, hearing_17, hearing_18, hearing_19, hearing_20, hearing_21, hearing_22, hearing_23, hearing_24, hearing_25, hearing_26, hearing_27, hearing_28, hearing_29, hearing_30, hearing_31, hearing_32, hearing_33, hearing_34, handling_0, handling_1, handling_2, handling_3, handling_4, handling_5, handling_6, handling_7, handling_8, handling_9, handling_10, handling_11, handling_12, handling_13, handling_14, handling_15, handling_16, handling_17, handling_18, handling_19, handling_20, handling_21, handling_22, handling_23, handling_24, handling_25, handling_26, handling_27, handling_28, handling_29, handling_30, handling_31, handling_32, handling_33, handling_34)
    select change.brand_id, s.span, date_trunc(s.span, opened_at, 'UTC'), f.id, sum(sign), nullif(sum(sign) filter (where outcome = 'unanswered'), 0), nullif(sum(sign) filter (where outcome = 'not_needed'), 0), nullif(sum(sign) filter (where outcome = 'withdrawn'), 0), nullif(sum(sign) filter (where outcome = 'answered' and closed_at <= due_at), 0), nullif(sum(sign) filter (where due_at is not null and (outcome = 'unanswered' or (outcome = 'answered' and closed_at > due_at))), 0), nullif(sum(sign) filter (where answered = 0), 0), nullif(sum(sign) filter (where answered = 1), 0), nullif(sum(sign) filter (where answered = 2), 0), nullif(sum(sign) filter (where answered = 3), 0), nullif(sum(sign) filter (where answered = 4), 0), nullif(sum(sign) filter (where answered = 5), 0), nullif(sum(sign) filter (where answered = 6), 0), nullif(sum(sign) filter (where answered = 7), 0), nullif(sum(sign) filter (where answered = 8), 0), nullif(sum(sign) filter (where answered = 9), 0), nullif(sum(sign) filter (where answered = 10), 0), nullif(sum(sign) filter (where answered = 11), 0), nullif(sum(sign) filter (where answered = 12), 0), nullif(sum(sign) filter (where answered = 13), 0), nullif(sum(sign) filter (where answered = 14), 0), nullif(sum(sign) filter (where answered = 15), 0), nullif(sum(sign) filter (where answered = 16), 0), nullif(sum(sign) filter (where answered = 17), 0), nullif(sum(sign) filter (where answered = 18), 0), nullif(sum(sign) filter (where answered = 19), 0), nullif(sum(sign) filter (where answered = 20), 0), nullif(sum(sign) filter (where answered = 21), 0), nullif(sum(sign) filter (where answered = 22), 0), nullif(sum(sign) filter (where answered = 23), 0), nullif(sum(sign) filter (where answered = 24), 0), nullif(sum(sign) filter (where answered = 25), 0), nullif(sum(sign) filter (where answered = 26), 0), nullif(sum(sign) filter (where answered = 27), 0), nullif(sum(sign) filter (where answered = 28), 0), nullif(sum(sign) filter (where answered = 29), 0), nullif(sum(sign) filter (where answered = 30), 0), nullif(sum(sign) filter (where answered = 31), 0), nullif(sum(sign) filter (where answered = 32), 0), nullif(sum(sign) filter (where answered = 33), 0), nullif(sum(sign) filter (where answered = 34), 0), nullif(sum(sign) filter (where answered = 35), 0), nullif(sum(sign) filter (where answered = 36), 0), nullif(sum(sign) filter (where answered = 37), 0), nullif(sum(sign) filter (where answered = 38), 0), nullif(sum(sign) filter (where answered = 39), 0), nullif(sum(sign) filter (where answered = 40), 0), nullif(sum(sign) filter (where answered = 41), 0), nullif(sum(sign) filter (where answered = 42), 0), nullif(sum(sign) filter (where answered = 43), 0), nullif(sum(sign) filter (where answered = 44), 0), nullif(sum(sign) filter (where answered = 45), 0), nullif(sum(sign) filter (where answered = 46), 0), nullif(sum(sign) filter (where answered = 47), 0), nullif(sum(sign) filter (where answered = 48), 0), nullif(sum(sign) filter (where answered = 49), 0), nullif(sum(sign) filter (where answered = 50), 0), nullif(sum(sign) filter (where answered = 51), 0), nullif(sum(sign) filter (where answered = 52), 0), nullif(sum(sign) filter (where answered = 53), 0), nullif(sum(sign) filter (where answered = 54), 0), nullif(sum(sign) filter (where answered = 55), 0), nullif(sum(sign) filter (where answered = 56), 0), nullif(sum(sign) filter (where answered = 57), 0), nullif(sum(sign) filter (where answered = 58), 0), nullif(sum(sign) filter (where answered = 59), 0), nullif(sum(sign) filter (where answered = 60), 0), nullif(sum(sign) filter (where answered = 61), 0), nullif(sum(sign) filter (where answered = 62), 0), nullif(sum(sign) filter (where hearing = 0), 0), nullif(sum(sign) filter (where hearing = 1), 0), nullif(sum(sign) filter (where hearing = 2), 0), nullif(sum(sign) filter (where hearing = 3), 0), nullif(sum(sign) filter (where hearing = 4), 0), nullif(sum(sign) filter (where hearing = 5), 0), nullif(sum(sign) filter (where hearing = 6), 0), nullif(sum(sign) filter (where hearing = 7), 0), nullif(sum(sign) filter (where hearing = 8), 0), nullif(sum(sign) filter (where hearing = 9), 0), nullif(sum(sign) filter (where hearing = 10), 0), nullif(sum(sign) filter (where hearing = 11), 0), nullif(sum(sign) filter (where hearing = 12), 0), nullif(sum(sign) filter (where hearing = 13), 0), nullif(sum(sign) filter (where hearing = 14), 0), nullif(sum(sign) filter (where hearing = 15), 0), nullif(sum(sign) filter (where hearing = 16), 0), nullif(sum(sign) filter (where hearing = 17), 0), nullif(sum(sign) filter (where hearing = 18), 0), nullif(sum(sign) filter (where hearing = 19), 0), nullif(sum(sign) filter (where hearing = 20), 0), nullif(sum(sign) filter (where hearing = 21), 0), nullif(sum(sign) filter (where hearing = 22), 0), nullif(sum(sign) filter (where hearing = 23), 0), nullif(sum(sign) filter (where hearing = 24), 0), nullif(sum(sign) filter (where hearing = 25), 0), nullif(sum(sign) filter (where hearing = 26), 0), nullif(sum(sign) filter (where hearing = 27), 0), nullif(sum(sign) filter (where hearing = 28), 0), nullif(sum(sign) filter (where hearing = 29), 0), nullif(sum(sign) filter (where hearing = 30), 0), nullif(sum(sign) filter (where hearing = 31), 0), nullif(sum(sign) filter (where hearing = 32), 0), nullif(sum(sign) filter (where hearing = 33), 0), nullif(sum(sign) filter (where hearing = 34), 0), nullif(sum(sign) filter (where handling = 0), 0), nullif(sum(sign) filter (where handling = 1), 0), nullif(sum(sign) filter (where handling = 2), 0), nullif(sum(sign) filter (where handling = 3), 0), nullif(sum(sign) filter (where handling = 4), 0), nullif(sum(sign) filter (where handling = 5), 0), nullif(sum(sign) filter (where handling = 6), 0), nullif(sum(sign) filter (where handling = 7), 0), nullif(sum(sign) filter (where handling = 8), 0), nullif(sum(sign) filter (where handling = 9), 0), nullif(sum(sign) filter (where handling = 10), 0), nullif(sum(sign) filter (where handling = 11), 0), nullif(sum(sign) filter (where handling = 12), 0), nullif(sum(sign) filter (where handling = 13), 0), nullif(sum(sign) filter (where handling = 14), 0), nullif(sum(sign) filter (where handling = 15), 0), nullif(sum(sign) filter (where handling = 16), 0), nullif(sum(sign) filter (where handling = 17), 0), nullif(sum(sign) filter (where handling = 18), 0), nullif(sum(sign) filter (where handling = 19), 0), nullif(sum(sign) filter (where handling = 20), 0), nullif(sum(sign) filter (where handling = 21), 0), nullif(sum(sign) filter (where handling = 22), 0), nullif(sum(sign) filter (where handling = 23), 0), nullif(sum(sign) filter (where handling = 24), 0), nullif(sum(sign) filter (where handling = 25), 0), nullif(sum(sign) filter (where handling = 26), 0), nullif(sum(sign) filter (where handling = 27), 0), nullif(sum(sign) filter (where handling = 28), 0), nullif(sum(sign) filter (where handling = 29), 0), nullif(sum(sign) filter (where handling = 30), 0), nullif(sum(sign) filter (where handling = 31), 0), nullif(sum(sign) filter (where handling = 32), 0), nullif(sum(sign) filter (where handling = 33), 0), nullif(sum(sign) filter (where handling = 34), 0)
    from (select *, 
      case when outcome = 'answered' then response_bucket(closed_at - opened_at) end answered,
      case when received_at <= closed_at then delay_bucket(received_at - opened_at) end hearing,
      case when outcome = 'answered' and received_at <= closed_at then delay_bucket(closed_at - received_at) end handling from (select *, 1 sign from fresh union all select *, -1 from stale) c where outcome is not null offset 0) change
    join turn_facet f on f.brand_id = change.brand_id and f.channel_id = change.channel_id and f.inbox_id = change.inbox_id
        and f.team_id = coalesce(change.team_id, '00000000-0000-0000-0000-000000000000'::uuid) and f.lang = coalesce(change.lang, '') and f.visibility = change.visibility
        and f.heard = change.heard and f.reach = change.reach and f.kind = change.kind and f.complaint = change.complaint
    cross join (values ('day'), ('month')) s (span)
    group by 1, 2, 3, 4 order by 1, 2, 3, 4
    on conflict (brand_id, span, begins, facet_id) do update set turns = r.turns + excluded.turns, unanswered = nullif(coalesce(r.unanswered, 0) + coalesce(excluded.unanswered, 0), 0), not_needed = nullif(coalesce(r.not_needed, 0) + coalesce(excluded.not_needed, 0), 0), withdrawn = nullif(coalesce(r.withdrawn, 0) + coalesce(excluded.withdrawn, 0), 0), kept = nullif(coalesce(r.kept, 0) + coalesce(excluded.kept, 0), 0), broken = nullif(coalesce(r.broken, 0) + coalesce(excluded.broken, 0), 0), answered_0 = nullif(coalesce(r.answered_0, 0) + coalesce(excluded.answered_0, 0), 0), answered_1 = nullif(coalesce(r.answered_1, 0) + coalesce(excluded.answered_1, 0), 0), answered_2 = nullif(coalesce(r.answered_2, 0) + coalesce(excluded.answered_2, 0), 0), answered_3 = nullif(coalesce(r.answered_3, 0) + coalesce(excluded.answered_3, 0), 0), answered_4 = nullif(coalesce(r.answered_4, 0) + coalesce(excluded.answered_4, 0), 0), answered_5 = nullif(coalesce(r.answered_5, 0) + coalesce(excluded.answered_5, 0), 0), answered_6 = nullif(coalesce(r.answered_6, 0) + coalesce(excluded.answered_6, 0), 0), answered_7 = nullif(coalesce(r.answered_7, 0) + coalesce(excluded.answered_7, 0), 0), answered_8 = nullif(coalesce(r.answered_8, 0) + coalesce(excluded.answered_8, 0), 0), answered_9 = nullif(coalesce(r.answered_9, 0) + coalesce(excluded.answered_9, 0), 0), answered_10 = nullif(coalesce(r.answered_10, 0) + coalesce(excluded.answered_10, 0), 0), answered_11 = nullif(coalesce(r.answered_11, 0) + coalesce(excluded.answered_11, 0), 0), answered_12 = nullif(coalesce(r.answered_12, 0) + coalesce(excluded.answered_12, 0), 0), answered_13 = nullif(coalesce(r.answered_13, 0) + coalesce(excluded.answered_13, 0), 0), answered_14 = nullif(coalesce(r.answered_14, 0) + coalesce(excluded.answered_14, 0), 0), answered_15 = nullif(coalesce(r.answered_15, 0) + coalesce(excluded.answered_15, 0), 0), answered_16 = nullif(coalesce(r.answered_16, 0) + coalesce(excluded.answered_16, 0), 0), answered_17 = nullif(coalesce(r.answered_17, 0) + coalesce(excluded.answered_17, 0), 0), answered_18 = nullif(coalesce(r.answered_18, 0) + coalesce(excluded.answered_18, 0), 0), answered_19 = nullif(coalesce(r.answered_19, 0) + coalesce(excluded.answered_19, 0), 0), answered_20 = nullif(coalesce(r.answered_20, 0) + coalesce(excluded.answered_20, 0), 0), answered_21 = nullif(coalesce(r.answered_21, 0) + coalesce(excluded.answered_21, 0), 0), answered_22 = nullif(coalesce(r.answered_22, 0) + coalesce(excluded.answered_22, 0), 0), answered_23 = nullif(coalesce(r.answered_23, 0) + coalesce(excluded.answered_23, 0), 0), answered_24 = nullif(coalesce(r.answered_24, 0) + coalesce(excluded.answered_24, 0), 0), answered_25 = nullif(coalesce(r.answered_25, 0) + coalesce(excluded.answered_25, 0), 0), answered_26 = nullif(coalesce(r.answered_26, 0) + coalesce(excluded.answered_26, 0), 0), answered_27 = nullif(coalesce(r.answered_27, 0) + coalesce(excluded.answered_27, 0), 0), answered_28 = nullif(coalesce(r.answered_28, 0) + coalesce(excluded.answered_28, 0), 0), answered_29 = nullif(coalesce(r.answered_29, 0) + coalesce(excluded.answered_29, 0), 0), answered_30 = nullif(coalesce(r.answered_30, 0) + coalesce(excluded.answered_30, 0), 0), answered_31 = nullif(coalesce(r.answered_31, 0) + coalesce(excluded.answered_31, 0), 0), answered_32 = nullif(coalesce(r.answered_32, 0) + coalesce(excluded.answered_32, 0), 0), answered_33 = nullif(coalesce(r.answered_33, 0) + coalesce(excluded.answered_33, 0), 0), answered_34 = nullif(coalesce(r.answered_34, 0) + coalesce(excluded.answered_34, 0), 0), answered_35 = nullif(coalesce(r.answered_35, 0) + coalesce(excluded.answered_35, 0), 0), answered_36 = nullif(coalesce(r.answered_36, 0) + coalesce(excluded.answered_36, 0), 0), answered_37 = nullif(coalesce(r.answered_37, 0) + coalesce(excluded.answered_37, 0), 0), answered_38 = nullif(coalesce(r.answered_38, 0) + coalesce(excluded.answered_38, 0), 0), answered_39 = nullif(coalesce(r.answered_39, 0) + coalesce(excluded.answered_39, 0), 0), answered_40 = nullif(coalesce(r.answered_40, 0) + coalesce(excluded.answered_40, 0), 0), answered_41 = nullif(coalesce(r.answered_41, 0) + coalesce(excluded.answered_41, 0), 0), answered_42 = nullif(coalesce(r.answered_42, 0) + coalesce(excluded.answered_42, 0), 0), answered_43 = nullif(coalesce(r.answered_43, 0) + coalesce(excluded.answered_43, 0), 0), answered_44 = nullif(coalesce(r.answered_44, 0) + coalesce(excluded.answered_44, 0), 0), answered_45 = nullif(coalesce(r.answered_45, 0) + coalesce(excluded.answered_45, 0), 0), answered_46 = nullif(coalesce(r.answered_46, 0) + coalesce(excluded.answered_46, 0), 0), answered_47 = nullif(coalesce(r.answered_47, 0) + coalesce(excluded.answered_47, 0), 0), answered_48 = nullif(coalesce(r.answered_48, 0) + coalesce(excluded.answered_48, 0), 0), answered_49 = nullif(coalesce(r.answered_49, 0) + coalesce(excluded.answered_49, 0), 0), answered_50 = nullif(coalesce(r.answered_50, 0) + coalesce(excluded.answered_50, 0), 0), answered_51 = nullif(coalesce(r.answered_51, 0) + coalesce(excluded.answered_51, 0), 0), answered_52 = nullif(coalesce(r.answered_52, 0) + coalesce(excluded.answered_52, 0), 0), answered_53 = nullif(coalesce(r.answered_53, 0) + coalesce(excluded.answered_53, 0), 0), answered_54 = nullif(coalesce(r.answered_54, 0) + coalesce(excluded.answered_54, 0), 0), answered_55 = nullif(coalesce(r.answered_55, 0) + coalesce(excluded.answered_55, 0), 0), answered_56 = nullif(coalesce(r.answered_56, 0) + coalesce(excluded.answered_56, 0), 0), answered_57 = nullif(coalesce(r.answered_57, 0) + coalesce(excluded.answered_57, 0), 0), answered_58 = nullif(coalesce(r.answered_58, 0) + coalesce(excluded.answered_58, 0), 0), answered_59 = nullif(coalesce(r.answered_59, 0) + coalesce(excluded.answered_59, 0), 0), answered_60 = nullif(coalesce(r.answered_60, 0) + coalesce(excluded.answered_60, 0), 0), answered_61 = nullif(coalesce(r.answered_61, 0) + coalesce(excluded.answered_61, 0), 0), answered_62 = nullif(coalesce(r.answered_62, 0) + coalesce(excluded.answered_62, 0), 0), hearing_0 = nullif(coalesce(r.hearing_0, 0) + coalesce(excluded.hearing_0, 0), 0), hearing_1 = nullif(coalesce(r.hearing_1, 0) + coalesce(excluded.hearing_1, 0), 0), hearing_2 = nullif(coalesce(r.hearing_2, 0) + coalesce(excluded.hearing_2, 0), 0), hearing_3 = nullif(coalesce(r.hearing_3, 0) + coalesce(excluded.hearing_3, 0), 0), hearing_4 = nullif(coalesce(r.hearing_4, 0) + coalesce(excluded.hearing_4, 0), 0), hearing_5 = nullif(coalesce(r.hearing_5, 0) + coalesce(excluded.hearing_5, 0), 0), hearing_6 = nullif(coalesce(r.hearing_6, 0) + coalesce(excluded.hearing_6, 0), 0), hearing_7 = nullif(coalesce(r.hearing_7, 0) + coalesce(excluded.hearing_7, 0), 0), hearing_8 = nullif(coalesce(r.hearing_8, 0) + coalesce(excluded.hearing_8, 0), 0), hearing_9 = nullif(coalesce(r.hearing_9, 0) + coalesce(excluded.hearing_9, 0), 0), hearing_10 = nullif(coalesce(r.hearing_10, 0) + coalesce(excluded.hearing_10, 0), 0), hearing_11 = nullif(coalesce(r.hearing_11, 0) + coalesce(excluded.hearing_11, 0), 0), hearing_12 = nullif(coalesce(r.hearing_12, 0) + coalesce(excluded.hearing_12, 0), 0), hearing_13 = nullif(coalesce(r.hearing_13, 0) + coalesce(excluded.hearing_13, 0), 0), hearing_14 = nullif(coalesce(r.hearing_14, 0) + coalesce(excluded.hearing_14, 0), 0), hearing_15 = nullif(coalesce(r.hearing_15, 0) + coalesce(excluded.hearing_15, 0), 0), hearing_16 = nullif(coalesce(r.hearing_16, 0) + coalesce(excluded.hearing_16, 0), 0), hearing_17 = nullif(coalesce(r.hearing_17, 0) + coalesce(excluded.hearing_17, 0), 0), hearing_18 = nullif(coalesce(r.hearing_18, 0) + coalesce(excluded.hearing_18, 0), 0), hearing_19 = nullif(coalesce(r.hearing_19, 0) + coalesce(excluded.hearing_19, 0), 0), hearing_20 = nullif(coalesce(r.hearing_20, 0) + coalesce(excluded.hearing_20, 0), 0), hearing_21 = nullif(coalesce(r.hearing_21, 0) + coalesce(excluded.hearing_21, 0), 0), hearing_22 = nullif(coalesce(r.hearing_22, 0) + coalesce(excluded.hearing_22, 0), 0), hearing_23 = nullif(coalesce(r.hearing_23, 0) + coalesce(excluded.hearing_23, 0), 0), hearing_24 = nullif(coalesce(r.hearing_24, 0) + coalesce(excluded.hearing_24, 0), 0), hearing_25 = nullif(coalesce(r.hearing_25, 0) + coalesce(excluded.hearing_25, 0), 0), hearing_26 = nullif(coalesce(r.hearing_26, 0) + coalesce(excluded.hearing_26, 0), 0), hearing_27 = nullif(coalesce(r.hearing_27, 0) + coalesce(excluded.hearing_27, 0), 0), hearing_28 = nullif(coalesce(r.hearing_28, 0) + coalesce(excluded.hearing_28, 0), 0), hearing_29 = nullif(coalesce(r.hearing_29, 0) + coalesce(excluded.hearing_29, 0), 0), hearing_30 = nullif(coalesce(r.hearing_30, 0) + coalesce(excluded.hearing_30, 0), 0), hearing_31 = nullif(coalesce(r.hearing_31, 0) + coalesce(excluded.hearing_31, 0), 0), hearing_32 = nullif(coalesce(r.hearing_32, 0) + coalesce(excluded.hearing_32, 0), 0), hearing_33 = nullif(coalesce(r.hearing_33, 0) + coalesce(excluded.hearing_33, 0), 0), hearing_34 = nullif(coalesce(r.hearing_34, 0) + coalesce(excluded.hearing_34, 0), 0), handling_0 = nullif(coalesce(r.handling_0, 0) + coalesce(excluded.handling_0, 0), 0), handling_1 = nullif(coalesce(r.handling_1, 0) + coalesce(excluded.handling_1, 0), 0), handling_2 = nullif(coalesce(r.handling_2, 0) + coalesce(excluded.handling_2, 0), 0), handling_3 = nullif(coalesce(r.handling_3, 0) + coalesce(excluded.handling_3, 0), 0), handling_4 = nullif(coalesce(r.handling_4, 0) + coalesce(excluded.handling_4, 0), 0), handling_5 = nullif(coalesce(r.handling_5, 0) + coalesce(excluded.handling_5, 0), 0), handling_6 = nullif(coalesce(r.handling_6, 0) + coalesce(excluded.handling_6, 0), 0), handling_7 = nullif(coalesce(r.handling_7, 0) + coalesce(excluded.handling_7, 0), 0), handling_8 = nullif(coalesce(r.handling_8, 0) + coalesce(excluded.handling_8, 0), 0), handling_9 = nullif(coalesce(r.handling_9, 0) + coalesce(excluded.handling_9, 0), 0), handling_10 = nullif(coalesce(r.handling_10, 0) + coalesce(excluded.handling_10, 0), 0), handling_11 = nullif(coalesce(r.handling_11, 0) + coalesce(excluded.handling_11, 0), 0), handling_12 = nullif(coalesce(r.handling_12, 0) + coalesce(excluded.handling_12, 0), 0), handling_13 = nullif(coalesce(r.handling_13, 0) + coalesce(excluded.handling_13, 0), 0), handling_14 = nullif(coalesce(r.handling_14, 0) + coalesce(excluded.handling_14, 0), 0), handling_15 = nullif(coalesce(r.handling_15, 0) + coalesce(excluded.handling_15, 0), 0), handling_16 = nullif(coalesce(r.handling_16, 0) + coalesce(excluded.handling_16, 0), 0), handling_17 = nullif(coalesce(r.handling_17, 0) + coalesce(excluded.handling_17, 0), 0), handling_18 = nullif(coalesce(r.handling_18, 0) + coalesce(excluded.handling_18, 0), 0), handling_19 = nullif(coalesce(r.handling_19, 0) + coalesce(excluded.handling_19, 0), 0), handling_20 = nullif(coalesce(r.handling_20, 0) + coalesce(excluded.handling_20, 0), 0), handling_21 = nullif(coalesce(r.handling_21, 0) + coalesce(excluded.handling_21, 0), 0), handling_22 = nullif(coalesce(r.handling_22, 0) + coalesce(excluded.handling_22, 0), 0), handling_23 = nullif(coalesce(r.handling_23, 0) + coalesce(excluded.handling_23, 0), 0), handling_24 = nullif(coalesce(r.handling_24, 0) + coalesce(excluded.handling_24, 0), 0), handling_25 = nullif(coalesce(r.handling_25, 0) + coalesce(excluded.handling_25, 0), 0), handling_26 = nullif(coalesce(r.handling_26, 0) + coalesce(excluded.handling_26, 0), 0), handling_27 = nullif(coalesce(r.handling_27, 0) + coalesce(excluded.handling_27, 0), 0), handling_28 = nullif(coalesce(r.handling_28, 0) + coalesce(excluded.handling_28, 0), 0), handling_29 = nullif(coalesce(r.handling_29, 0) + coalesce(excluded.handling_29, 0), 0), handling_30 = nullif(coalesce(r.handling_30, 0) + coalesce(excluded.handling_30, 0), 0), handling_31 = nullif(coalesce(r.handling_31, 0) + coalesce(excluded.handling_31, 0), 0), handling_32 = nullif(coalesce(r.handling_32, 0) + coalesce(excluded.handling_32, 0), 0), handling_33 = nullif(coalesce(r.handling_33, 0) + coalesce(excluded.handling_33, 0), 0), handling_34 = nullif(coalesce(r.handling_34, 0) + coalesce(excluded.handling_34, 0), 0);
      
    delete from turn_slot r using (
      select distinct brand_id, date_bin('30 minutes', opened_at, 'epoch') begins, channel_id, inbox_id, coalesce(team_id, '00000000-0000-0000-0000-000000000000'::uuid) team from stale) o
    where r.brand_id = o.brand_id and r.begins = o.begins and r.channel_id = o.channel_id and r.inbox_id = o.inbox_id and r.team_id = o.team
      and r.turns = 0;

    delete from turn_span r using (
      select distinct change.brand_id, s.span, date_trunc(s.span, opened_at, 'UTC') begins, f.id facet_id
      from stale change join turn_facet f on f.brand_id = change.brand_id and f.channel_id = change.channel_id and f.inbox_id = change.inbox_id
        and f.team_id = coalesce(change.team_id, '00000000-0000-0000-0000-000000000000'::uuid) and f.lang = coalesce(change.lang, '') and f.visibility = change.visibility
        and f.heard = change.heard and f.reach = change.reach and f.kind = change.kind and f.complaint = change.complaint cross join (values ('day'), ('month')) s (span) where outcome is not null) o
    where r.brand_id = o.brand_id and r.span = o.span and r.begins = o.begins and r.facet_id = o.facet_id and r.turns = 0;
      return null;
    end $function$;

CREATE OR REPLACE FUNCTION public.turn_flow_deleted()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    begin
      if not exists (
        select from (select *, -1 sign from stale) c group by brand_id, half_hour(opened_at), half_hour(closed_at), inbox_id, channel_id, outcome, closed_agent_id
        having sum(sign) <> 0) then
        return null;
      end if;
      perform one_counts(one.brand_id) from (select distinct brand_id from (select *, -1 sign from stale) c order by 1) one;
      insert into turn_flow as f (brand_id, slot, inbox_id, channel_id, opened, closed)
      select brand_id, slot, inbox_id, channel_id, sum(opened), sum(closed) from (
        select brand_id, half_hour(opened_at) as slot, inbox_id, channel_id, sign as opened, 0 as closed from (select *, -1 sign from stale) c
        union all select brand_id, half_hour(closed_at), inbox_id, channel_id, 0, sign from (select *, -1 sign from stale) c where closed_at is not null) moved
      group by 1, 2, 3, 4 having sum(opened) <> 0 or sum(closed) <> 0 order by 1, 2, 3, 4
      on conflict (brand_id, slot, inbox_id, channel_id) do update set opened = f.opened + excluded.opened, closed = f.closed + excluded.closed;
      insert into agent_slot as a (brand_id, slot, agent_id, inbox_id, channel_id, turns)
      select brand_id, half_hour(closed_at), closed_agent_id, inbox_id, channel_id, sum(sign) from (select *, -1 sign from stale) c
      where outcome = 'answered' and closed_agent_id is not null
      group by 1, 2, 3, 4, 5 having sum(sign) <> 0 order by 1, 2, 3, 4, 5
      on conflict (brand_id, slot, agent_id, inbox_id, channel_id) do update set turns = a.turns + excluded.turns;
      return null;
    end $function$;

CREATE OR REPLACE FUNCTION public.turn_flow_inserted()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    begin
      if not exists (
        select from (select *, 1 sign from fresh) c group by brand_id, half_hour(opened_at), half_hour(closed_at), inbox_id, channel_id, outcome, closed_agent_id
        having sum(sign) <> 0) then
        return null;
      end if;
      perform one_counts(one.brand_id) from (select distinct brand_id from (select *, 1 sign from fresh) c order by 1) one;
      insert into turn_flow as f (brand_id, slot, inbox_id, channel_id, opened, closed)
      select brand_id, slot, inbox_id, channel_id, sum(opened), sum(closed) from (
        select brand_id, half_hour(opened_at) as slot, inbox_id, channel_id, sign as opened, 0 as closed from (select *, 1 sign from fresh) c
        union all select brand_id, half_hour(closed_at), inbox_id, channel_id, 0, sign from (select *, 1 sign from fresh) c where closed_at is not null) moved
      group by 1, 2, 3, 4 having sum(opened) <> 0 or sum(closed) <> 0 order by 1, 2, 3, 4
      on conflict (brand_id, slot, inbox_id, channel_id) do update set opened = f.opened + excluded.opened, closed = f.closed + excluded.closed;
      insert into agent_slot as a (brand_id, slot, agent_id, inbox_id, channel_id, turns)
      select brand_id, half_hour(closed_at), closed_agent_id, inbox_id, channel_id, sum(sign) from (select *, 1 sign from fresh) c
      where outcome = 'answered' and closed_agent_id is not null
      group by 1, 2, 3, 4, 5 having sum(sign) <> 0 order by 1, 2, 3, 4, 5
      on conflict (brand_id, slot, agent_id, inbox_id, channel_id) do update set turns = a.turns + excluded.turns;
      return null;
    end $function$;

CREATE OR REPLACE FUNCTION public.turn_flow_updated()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    begin
      if not exists (
        select from (select *, 1 sign from fresh union all select *, -1 from stale) c group by brand_id, half_hour(opened_at), half_hour(closed_at), inbox_id, channel_id, outcome, closed_agent_id
        having sum(sign) <> 0) then
        return null;
      end if;
      perform one_counts(one.brand_id) from (select distinct brand_id from (select *, 1 sign from fresh union all select *, -1 from stale) c order by 1) one;
      insert into turn_flow as f (brand_id, slot, inbox_id, channel_id, opened, closed)
      select brand_id, slot, inbox_id, channel_id, sum(opened), sum(closed) from (
        select brand_id, half_hour(opened_at) as slot, inbox_id, channel_id, sign as opened, 0 as closed from (select *, 1 sign from fresh union all select *, -1 from stale) c
        union all select brand_id, half_hour(closed_at), inbox_id, channel_id, 0, sign from (select *, 1 sign from fresh union all select *, -1 from stale) c where closed_at is not null) moved
      group by 1, 2, 3, 4 having sum(opened) <> 0 or sum(closed) <> 0 order by 1, 2, 3, 4
      on conflict (brand_id, slot, inbox_id, channel_id) do update set opened = f.opened + excluded.opened, closed = f.closed + excluded.closed;
      insert into agent_slot as a (brand_id, slot, agent_id, inbox_id, channel_id, turns)
      select brand_id, half_hour(closed_at), closed_agent_id, inbox_id, channel_id, sum(sign) from (select *, 1 sign from fresh union all select *, -1 from stale) c
      where outcome = 'answered' and closed_agent_id is not null
      group by 1, 2, 3, 4, 5 having sum(sign) <> 0 order by 1, 2, 3, 4, 5
      on conflict (brand_id, slot, agent_id, inbox_id, channel_id) do update set turns = a.turns + excluded.turns;
      return null;
    end $function$;

CREATE OR REPLACE FUNCTION public.turn_hours_delete()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    begin
      if not exists (
        select from (select *, -1 sign from stale) c
        group by brand_id, date_bin('30 minutes', opened_at, 'epoch'), lang, visibility, heard, reach, kind, complaint
        having sum(sign) <> 0 or bool_or(outcome is not null)) then
        return null;
      end if;
      perform pg_advisory_xact_lock(1952541804, one.brand_id) from (select distinct brand_id from (select *, -1 sign from stale) c order by 1) one;
      
    insert into turn_hours as r (brand_id, part, value, begins, turns, unanswered, not_needed, withdrawn, kept, broken, answered_0, answered_1, answered_2, answered_3, answered_4, answered_5, answered_6, answered_7, answered_8, answered_9, answered_10, answered_11, answered_12, answered_13, answered_14, answered_15, answered_16, answered_17, answered_18, answered_19, answered_20, answered_21, answered_22, answered_23, answered_24, answered_25, answered_26, answered_27, answered_28, answered_29, answered_30, answered_31, answered_32, answered_33, answered_34, answered_35, answered_36, answered_37, answered_38, answered_39, answered_40, answered_41, answered_42, answered_43, answered_44, answered_45, answered_46, answered_47, answered_48, answered_49, answered_50, answered_51, answered_52, answered_53, answered_54, answered_55, answered_56, answered_57, answered_58, answered_59, answered_60, answered_61, answered_62, hearing_0, hearing_1, hearing_2, hearing_3, hearing_4, hearing_5, hearing_6, hearing_7, hearing_8, hearing_9, hearing_10, hearing_11, hearing_12, hearing_13, hearing_14, hearing_15, hearing_16, hearing_17, hearing_18, hearing_19, hearing_20, hearing_21, hearing_22, hearing_23, hearing_24, hearing_25, hearing_26, hearing_27, hearing_28, hearing_29, hearing_30, hearing_31, hearing_32, hearing_33, hearing_34, handling_0, handling_1, handling_2, handling_3, handling_4, handling_5, handling_6, handling_7, handling_8, handling_9, handling_10, handling_11, handling_12, handling_13, handling_14, handling_15, handling_16, handling_17, handling_18, handling_19, handling_20, handling_21, handling_22, handling_23, handling_24, handling_25, handling_26, handling_27, handling_28, handling_29, handling_30, handling_31, handling_32, handling_33, handling_34)
    select brand_id, p.part, p.value, begins, sum(sign), nullif(sum(sign) filter (where outcome = 'unanswered'), 0), nullif(sum(sign) filter (where outcome = 'not_needed'), 0), nullif(sum(sign) filter (where outcome = 'withdrawn'), 0), nullif(sum(sign) filter (where outcome = 'answered' and closed_at <= due_at), 0), nullif(sum(sign) filter (where due_at is not null and (outcome = 'unanswered' or (outcome = 'answered' and closed_at > due_at))), 0), nullif(sum(sign) filter (where answered = 0), 0), nullif(sum(sign) filter (where answered = 1), 0), nullif(sum(sign) filter (where answered = 2), 0), nullif(sum(sign) filter (where answered = 3), 0), nullif(sum(sign) filter (where answered = 4), 0), nullif(sum(sign) filter (where answered = 5), 0), nullif(sum(sign) filter (where answered = 6), 0), nullif(sum(sign) filter (where answered = 7), 0), nullif(sum(sign) filter (where answered = 8), 0), nullif(sum(sign) filter (where answered = 9), 0), nullif(sum(sign) filter (where answered = 10), 0), nullif(sum(sign) filter (where answered = 11), 0), nullif(sum(sign) filter (where answered = 12), 0), nullif(sum(sign) filter (where answered = 13), 0), nullif(sum(sign) filter (where answered = 14), 0), nullif(sum(sign) filter (where answered = 15), 0), nullif(sum(sign) filter (where answered = 16), 0), nullif(sum(sign) filter (where answered = 17), 0), nullif(sum(sign) filter (where answered = 18), 0), nullif(sum(sign) filter (where answered = 19), 0), nullif(sum(sign) filter (where answered = 20), 0), nullif(sum(sign) filter (where answered = 21), 0), nullif(sum(sign) filter (where answered = 22), 0), nullif(sum(sign) filter (where answered = 23), 0), nullif(sum(sign) filter (where answered = 24), 0), nullif(sum(sign) filter (where answered = 25), 0), nullif(sum(sign) filter (where answered = 26), 0), nullif(sum(sign) filter (where answered = 27), 0), nullif(sum(sign) filter (where answered = 28), 0), nullif(sum(sign) filter (where answered = 29), 0), nullif(sum(sign) filter (where answered = 30), 0), nullif(sum(sign) filter (where answered = 31), 0), nullif(sum(sign) filter (where answered = 32), 0), nullif(sum(sign) filter (where answered = 33), 0), nullif(sum(sign) filter (where answered = 34), 0), nullif(sum(sign) filter (where answered = 35), 0), nullif(sum(sign) filter (where answered = 36), 0), nullif(sum(sign) filter (where answered = 37), 0), nullif(sum(sign) filter (where answered = 38), 0), nullif(sum(sign) filter (where answered = 39), 0), nullif(sum(sign) filter (where answered = 40), 0), nullif(sum(sign) filter (where answered = 41), 0), nullif(sum(sign) filter (where answered = 42), 0), nullif(sum(sign) filter (where answered = 43), 0), nullif(sum(sign) filter (where answered = 44), 0), nullif(sum(sign) filter (where answered = 45), 0), nullif(sum(sign) filter (where answered = 46), 0), nullif(sum(sign) filter (where answered = 47), 0), nullif(sum(sign) filter (where answered = 48), 0), nullif(sum(sign) filter (where answered = 49), 0), nullif(sum(sign) filter (where answered = 50), 0), nullif(sum(sign) filter (where answered = 51), 0), nullif(sum(sign) filter (where answered = 52), 0), nullif(sum(sign) filter (where answered = 53), 0), nullif(sum(sign) filter (where answered = 54), 0), nullif(sum(sign) filter (where answered = 55), 0), nullif(sum(sign) filter (where answered = 56), 0), nullif(sum(sign) filter (where answered = 57), 0), nullif(sum(sign) filter (where answered = 58), 0), nullif(sum(sign) filter (where answered = 59), 0), nullif(sum(sign) filter (where answered = 60), 0), nullif(sum(sign) filter (where answered = 61), 0), nullif(sum(sign) filter (where answered = 62), 0), nullif(sum(sign) filter (where hearing = 0), 0), nullif(sum(sign) filter (where hearing = 1), 0), nullif(sum(sign) filter (where hearing = 2), 0), nullif(sum(sign) filter (where hearing = 3), 0), nullif(sum(sign) filter (where hearing = 4), 0), nullif(sum(sign) filter (where hearing = 5), 0), nullif(sum(sign) filter (where hearing = 6), 0), nullif(sum(sign) filter (where hearing = 7), 0), nullif(sum(sign) filter (where hearing = 8), 0), nullif(sum(sign) filter (where hearing = 9), 0), nullif(sum(sign) filter (where hearing = 10), 0), nullif(sum(sign) filter (where hearing = 11), 0), nullif(sum(sign) filter (where hearing = 12), 0), nullif(sum(sign) filter (where hearing = 13), 0), nullif(sum(sign) filter (where hearing = 14), 0), nullif(sum(sign) filter (where hearing = 15), 0), nullif(sum(sign) filter (where hearing = 16), 0), nullif(sum(sign) filter (where hearing = 17), 0), nullif(sum(sign) filter (where hearing = 18), 0), nullif(sum(sign) filter (where hearing = 19), 0), nullif(sum(sign) filter (where hearing = 20), 0), nullif(sum(sign) filter (where hearing = 21), 0), nullif(sum(sign) filter (where hearing = 22), 0), nullif(sum(sign) filter (where hearing = 23), 0), nullif(sum(sign) filter (where hearing = 24), 0), nullif(sum(sign) filter (where hearing = 25), 0), nullif(sum(sign) filter (where hearing = 26), 0), nullif(sum(sign) filter (where hearing = 27), 0), nullif(sum(sign) filter (where hearing = 28), 0), nullif(sum(sign) filter (where hearing = 29), 0), nullif(sum(sign) filter (where hearing = 30), 0), nullif(sum(sign) filter (where hearing = 31), 0), nullif(sum(sign) filter (where hearing = 32), 0), nullif(sum(sign) filter (where hearing = 33), 0), nullif(sum(sign) filter (where hearing = 34), 0), nullif(sum(sign) filter (where handling = 0), 0), nullif(sum(sign) filter (where handling = 1), 0), nullif(sum(sign) filter (where handling = 2), 0), nullif(sum(sign) filter (where handling = 3), 0), nullif(sum(sign) filter (where handling = 4), 0), nullif(sum(sign) filter (where handling = 5), 0), nullif(sum(sign) filter (where handling = 6), 0), nullif(sum(sign) filter (where handling = 7), 0), nullif(sum(sign) filter (where handling = 8), 0), nullif(sum(sign) filter (where handling = 9), 0), nullif(sum(sign) filter (where handling = 10), 0), nullif(sum(sign) filter (where handling = 11), 0), nullif(sum(sign) filter (where handling = 12), 0), nullif(sum(sign) filter (where handling = 13), 0), nullif(sum(sign) filter (where handling = 14), 0), nullif(sum(sign) filter (where handling = 15), 0), nullif(sum(sign) filter (where handling = 16), 0), nullif(sum(sign) filter (where handling = 17), 0), nullif(sum(sign) filter (where handling = 18), 0), nullif(sum(sign) filter (where handling = 19), 0), nullif(sum(sign) filter (where handling = 20), 0), nullif(sum(sign) filter (where handling = 21), 0), nullif(sum(sign) filter (where handling = 22), 0), nullif(sum(sign) filter (where handling = 23), 0), nullif(sum(sign) filter (where handling = 24), 0), nullif(sum(sign) filter (where handling = 25), 0), nullif(sum(sign) filter (where handling = 26), 0), nullif(sum(sign) filter (where handling = 27), 0), nullif(sum(sign) filter (where handling = 28), 0), nullif(sum(sign) filter (where handling = 29), 0), nullif(sum(sign) filter (where handling = 30), 0), nullif(sum(sign) filter (where handling = 31), 0), nullif(sum(sign) filter (where handling = 32), 0), nullif(sum(sign) filter (where handling = 33), 0), nullif(sum(sign) filter (where handling = 34), 0)
    from (
      select *, date_bin('30 minutes', opened_at, 'epoch') begins,
        case when outcome = 'answered' then response_bucket(closed_at - opened_at) end answered,
        case when received_at <= closed_at then delay_bucket(received_at - opened_at) end hearing,
        case when outcome = 'answered' and received_at <= closed_at then delay_bucket(closed_at - received_at) end handling
      from (select *, -1 sign from stale) c offset 0) change
    cross join lateral (values ('language', coalesce(lang, '')), ('visibility', visibility), ('heard', heard::text), ('reach', reach::text),
      ('kind', kind), ('complaint', complaint::text)) p (part, value)
    group by 1, 2, 3, 4 having sum(sign) <> 0 or bool_or(outcome is not null) order by 1, 2, 3, 4
    on conflict (brand_id, part, value, begins) do update set turns = r.turns + excluded.turns, unanswered = nullif(coalesce(r.unanswered, 0) + coalesce(excluded.unanswered, 0), 0), not_needed = nullif(coalesce(r.not_needed, 0) + coalesce(excluded.not_needed, 0), 0), withdrawn = nullif(coalesce(r.withdrawn, 0) + coalesce(excluded.withdrawn, 0), 0), kept = nullif(coalesce(r.kept, 0) + coalesce(excluded.kept, 0), 0), broken = nullif(coalesce(r.broken, 0) + coalesce(excluded.broken, 0), 0), answered_0 = nullif(coalesce(r.answered_0, 0) + coalesce(excluded.answered_0, 0), 0), answered_1 = nullif(coalesce(r.answered_1, 0) + coalesce(excluded.answered_1, 0), 0), answered_2 = nullif(coalesce(r.answered_2, 0) + coalesce(excluded.answered_2, 0), 0), answered_3 = nullif(coalesce(r.answered_3, 0) + coalesce(excluded.answered_3, 0), 0), answered_4 = nullif(coalesce(r.answered_4, 0) + coalesce(excluded.answered_4, 0), 0), answered_5 = nullif(coalesce(r.answered_5, 0) + coalesce(excluded.answered_5, 0), 0), answered_6 = nullif(coalesce(r.answered_6, 0) + coalesce(excluded.answered_6, 0), 0), answered_7 = nullif(coalesce(r.answered_7, 0) + coalesce(excluded.answered_7, 0), 0), answered_8 = nullif(coalesce(r.answered_8, 0) + coalesce(excluded.answered_8, 0), 0), answered_9 = nullif(coalesce(r.answered_9, 0) + coalesce(excluded.answered_9, 0), 0), answered_10 = nullif(coalesce(r.answered_10, 0) + coalesce(excluded.answered_10, 0), 0), answered_11 = nullif(coalesce(r.answered_11, 0) + coalesce(excluded.answered_11, 0), 0), answered_12 = nullif(coalesce(r.answered_12, 0) + coalesce(excluded.answered_12, 0), 0), answered_13 = nullif(coalesce(r.answered_13, 0) + coalesce(excluded.answered_13, 0), 0), answered_14 = nullif(coalesce(r.answered_14, 0) + coalesce(excluded.answered_14, 0), 0), answered_15 = nullif(coalesce(r.answered_15, 0) + coalesce(excluded.answered_15, 0), 0), answered_16 = nullif(coalesce(r.answered_16, 0) + coalesce(excluded.answered_16, 0), 0), answered_17 = nullif(coalesce(r.answered_17, 0) + coalesce(excluded.answered_17, 0), 0), answered_18 = nullif(coalesce(r.answered_18, 0) + coalesce(excluded.answered_18, 0), 0), answered_19 = nullif(coalesce(r.answered_19, 0) + coalesce(excluded.answered_19, 0), 0), answered_20 = nullif(coalesce(r.answered_20, 0) + coalesce(excluded.answered_20, 0), 0), answered_21 = nullif(coalesce(r.answered_21, 0) + coalesce(excluded.answered_21, 0), 0), answered_22 = nullif(coalesce(r.answered_22, 0) + coalesce(excluded.answered_22, 0), 0), answered_23 = nullif(coalesce(r.answered_23, 0) + coalesce(excluded.answered_23, 0), 0), answered_24 = nullif(coalesce(r.answered_24, 0) + coalesce(excluded.answered_24, 0), 0), answered_25 = nullif(coalesce(r.answered_25, 0) + coalesce(excluded.answered_25, 0), 0), answered_26 = nullif(coalesce(r.answered_26, 0) + coalesce(excluded.answered_26, 0), 0), answered_27 = nullif(coalesce(r.answered_27, 0) + coalesce(excluded.answered_27, 0), 0), answered_28 = nullif(coalesce(r.answered_28, 0) + coalesce(excluded.answered_28, 0), 0), answered_29 = nullif(coalesce(r.answered_29, 0) + coalesce(excluded.answered_29, 0), 0), answered_30 = nullif(coalesce(r.answered_30, 0) + coalesce(excluded.answered_30, 0), 0), answered_31 = nullif(coalesce(r.answered_31, 0) + coalesce(excluded.answered_31, 0), 0), answered_32 = nullif(coalesce(r.answered_32, 0) + coalesce(excluded.answered_32, 0), 0), answered_33 = nullif(coalesce(r.answered_33, 0) + coalesce(excluded.answered_33, 0), 0), answered_34 = nullif(coalesce(r.answered_34, 0) + coalesce(excluded.answered_34, 0), 0), answered_35 = nullif(coalesce(r.answered_35, 0) + coalesce(excluded.answered_35, 0), 0), answered_36 = nullif(coalesce(r.answered_36, 0) + coalesce(excluded.answered_36, 0), 0), answered_37 = nullif(coalesce(r.answered_37, 0) + coalesce(excluded.answered_37, 0), 0), answered_38 = nullif(coalesce(r.answered_38, 0) + coalesce(excluded.answered_38, 0), 0), answered_39 = nullif(coalesce(r.answered_39, 0) + coalesce(excluded.answered_39, 0), 0), answered_40 = nullif(coalesce(r.answered_40, 0) + coalesce(excluded.answered_40, 0), 0), answered_41 = nullif(coalesce(r.answered_41, 0) + coalesce(excluded.answered_41, 0), 0), answered_42 = nullif(coalesce(r.answered_42, 0) + coalesce(excluded.answered_42, 0), 0), answered_43 = nullif(coalesce(r.answered_43, 0) + coalesce(excluded.answered_43, 0), 0), answered_44 = nullif(coalesce(r.answered_44, 0) + coalesce(excluded.answered_44, 0), 0), answered_45 = nullif(coalesce(r.answered_45, 0) + coalesce(excluded.answered_45, 0), 0), answered_46 = nullif(coalesce(r.answered_46, 0) + coalesce(excluded.answered_46, 0), 0), answered_47 = nullif(coalesce(r.answered_47, 0) + coalesce(excluded.answered_47, 0), 0), answered_48 = nullif(coalesce(r.answered_48, 0) + coalesce(excluded.answered_48, 0), 0), answered_49 = nullif(coalesce(r.answered_49, 0) + coalesce(excluded.answered_49, 0), 0), answered_50 = nullif(coalesce(r.answered_50, 0) + coalesce(excluded.answered_50, 0), 0), answered_51 = nullif(coalesce(r.answered_51, 0) + coalesce(excluded.answered_51, 0), 0), answered_52 = nullif(coalesce(r.answered_52, 0) + coalesce(excluded.answered_52, 0), 0), answered_53 = nullif(coalesce(r.answered_53, 0) + coalesce(excluded.answered_53, 0), 0), answered_54 = nullif(coalesce(r.answered_54, 0) + coalesce(excluded.answered_54, 0), 0), answered_55 = nullif(coalesce(r.answered_55, 0) + coalesce(excluded.answered_55, 0), 0), answered_56 = nullif(coalesce(r.answered_56, 0) + coalesce(excluded.answered_56, 0), 0), answered_57 = nullif(coalesce(r.answered_57, 0) + coalesce(excluded.answered_57, 0), 0), answered_58 = nullif(coalesce(r.answered_58, 0) + coalesce(excluded.answered_58, 0), 0), answered_59 = nullif(coalesce(r.answered_59, 0) + coalesce(excluded.answered_59, 0), 0), answered_60 = nullif(coalesce(r.answered_60, 0) + coalesce(excluded.answered_60, 0), 0), answered_61 = nullif(coalesce(r.answered_61, 0) + coalesce(excluded.answered_61, 0), 0), answered_62 = nullif(coalesce(r.answered_62, 0) + coalesce(excluded.answered_62, 0), 0), hearing_0 = nullif(coalesce(r.hearing_0, 0) + coalesce(excluded.hearing_0, 0), 0), hearing_1 = nullif(coalesce(r.hearing_1, 0) + coalesce(excluded.hearing_1, 0), 0), hearing_2 = nullif(coalesce(r.hearing_2, 0) + coalesce(excluded.hearing_2, 0), 0), hearing_3 = nullif(coalesce(r.hearing_3, 0) + coalesce(excluded.hearing_3, 0), 0), hearing_4 = nullif(coalesce(r.hearing_4, 0) + coalesce(excluded.hearing_4, 0), 0), hearing_5 = nullif(coalesce(r.hearing_5, 0) + coalesce(excluded.hearing_5, 0), 0), hearing_6 = nullif(coalesce(r.hearing_6, 0) + coalesce(excluded.hearing_6, 0), 0), hearing_7 = nullif(coalesce(r.hearing_7, 0) + coalesce(excluded.hearing_7, 0), 0), hearing_8 = nullif(coalesce(r.hearing_8, 0) + coalesce(excluded.hearing_8, 0), 0), hearing_9 = nullif(coalesce(r.hearing_9, 0) + coalesce(excluded.hearing_9, 0), 0), hearing_10 = nullif(coalesce(r.hearing_10, 0) + coalesce(excluded.hearing_10, 0), 0), hearing_11 = nullif(coalesce(r.hearing_11, 0) + coalesce(excluded.hearing_11, 0), 0), hearing_12 = nullif(coalesce(r.hearing_12, 0) + coalesce(excluded.hearing_12, 0), 0), hearing_13 = nullif(coalesce(r.hearing_13, 0) + coalesce(excluded.hearing_13, 0), 0), hearing_14 = nullif(coalesce(r.hearing_14, 0) + coalesce(excluded.hearing_14, 0), 0), hearing_15 = nullif(coalesce(r.hearing_15, 0) + coalesce(excluded.hearing_15, 0), 0), hearing_16 = nullif(coalesce(r.hearing_16, 0) + coalesce(excluded.hearing_16, 0), 0), hearing_17 = nullif(coalesce(r.hearing_17, 0) + coalesce(excluded.hearing_17, 0), 0), hearing_18 = nullif(coalesce(r.hearing_18, 0) + coalesce(excluded.hearing_18, 0), 0), hearing_19 = nullif(coalesce(r.hearing_19, 0) + coalesce(excluded.hearing_19, 0), 0), hearing_20 = nullif(coalesce(r.hearing_20, 0) + coalesce(excluded.hearing_20, 0), 0), hearing_21 = nullif(coalesce(r.hearing_21, 0) + coalesce(excluded.hearing_21, 0), 0), hearing_22 = nullif(coalesce(r.hearing_22, 0) + coalesce(excluded.hearing_22, 0), 0), hearing_23 = nullif(coalesce(r.hearing_23, 0) + coalesce(excluded.hearing_23, 0), 0), hearing_24 = nullif(coalesce(r.hearing_24, 0) + coalesce(excluded.hearing_24, 0), 0), hearing_25 = nullif(coalesce(r.hearing_25, 0) + coalesce(excluded.hearing_25, 0), 0), hearing_26 = nullif(coalesce(r.hearing_26, 0) + coalesce(excluded.hearing_26, 0), 0), hearing_27 = nullif(coalesce(r.hearing_27, 0) + coalesce(excluded.hearing_27, 0), 0), hearing_28 = nullif(coalesce(r.hearing_28, 0) + coalesce(excluded.hearing_28, 0), 0), hearing_29 = nullif(coalesce(r.hearing_29, 0) + coalesce(excluded.hearing_29, 0), 0), hearing_30 = nullif(coalesce(r.hearing_30, 0) + coalesce(excluded.hearing_30, 0), 0), hearing_31 = nullif(coalesce(r.hearing_31, 0) + coalesce(excluded.hearing_31, 0), 0), hearing_32 = nullif(coalesce(r.hearing_32, 0) + coalesce(excluded.hearing_32, 0), 0), hearing_33 = nullif(coalesce(r.hearing_33, 0) + coalesce(excluded.hearing_33, 0), 0), hearing_34 = nullif(coalesce(r.hearing_34, 0) + coalesce(excluded.hearing_34, 0), 0), handling_0 = nullif(coalesce(r.handling_0, 0) + coalesce(excluded.handling_0, 0), 0), handling_1 = nullif(coalesce(r.handling_1, 0) + coalesce(excluded.handling_1, 0), 0), handling_2 = nullif(coalesce(r.handling_2, 0) + coalesce(excluded.handling_2, 0), 0), handling_3 = nullif(coalesce(r.handling_3, 0) + coalesce(excluded.handling_3, 0), 0), handling_4 = nullif(coalesce(r.handling_4, 0) + coalesce(excluded.handling_4, 0), 0), handling_5 = nullif(coalesce(r.handling_5, 0) + coalesce(excluded.handling_5, 0), 0), handling_6 = nullif(coalesce(r.handling_6, 0) + coalesce(excluded.handling_6, 0), 0), handling_7 = nullif(coalesce(r.handling_7, 0) + coalesce(excluded.handling_7, 0), 0), handling_8 = nullif(coalesce(r.handling_8, 0) + coalesce(excluded.handling_8, 0), 0), handling_9 = nullif(coalesce(r.handling_9, 0) + coalesce(excluded.handling_9, 0), 0), handling_10 = nullif(coalesce(r.handling_10, 0) + coalesce(excluded.handling_10, 0), 0), handling_11 = nullif(coalesce(r.handling_11, 0) + coalesce(excluded.handling_11, 0), 0), handling_12 = nullif(coalesce(r.handling_12, 0) + coalesce(excluded.handling_12, 0), 0), handling_13 = nullif(coalesce(r.handling_13, 0) + coalesce(excluded.handling_13, 0), 0), handling_14 = nullif(coalesce(r.handling_14, 0) + coalesce(excluded.handling_14, 0), 0), handling_15 = nullif(coalesce(r.handling_15, 0) + coalesce(excluded.handling_15, 0), 0), handling_16 = nullif(coalesce(r.handling_16, 0) + coalesce(excluded.handling_16, 0), 0), handling_17 = nullif(coalesce(r.handling_17, 0) + coalesce(excluded.handling_17, 0), 0), handling_18 = nullif(coalesce(r.handling_18, 0) + coalesce(excluded.handling_18, 0), 0), handling_19 = nullif(coalesce(r.handling_19, 0) + coalesce(excluded.handling_19, 0), 0), handling_20 = nullif(coalesce(r.handling_20, 0) + coalesce(excluded.handling_20, 0), 0), handling_21 = nullif(coalesce(r.handling_21, 0) + coalesce(excluded.handling_21, 0), 0), handling_22 = nullif(coalesce(r.handling_22, 0) + coalesce(excluded.handling_22, 0), 0), handling_23 = nullif(coalesce(r.handling_23, 0) + coalesce(excluded.handling_23, 0), 0), handling_24 = nullif(coalesce(r.handling_24, 0) + coalesce(excluded.handling_24, 0), 0), handling_25 = nullif(coalesce(r.handling_25, 0) + coalesce(excluded.handling_25, 0), 0), handling_26 = nullif(coalesce(r.handling_26, 0) + coalesce(excluded.handling_26, 0), 0), handling_27 = nullif(coalesce(r.handling_27, 0) + coalesce(excluded.handling_27, 0), 0), handling_28 = nullif(coalesce(r.handling_28, 0) + coalesce(excluded.handling_28, 0), 0), handling_29 = nullif(coalesce(r.handling_29, 0) + coalesce(excluded.handling_29, 0), 0), handling_30 = nullif(coalesce(r.handling_30, 0) + coalesce(excluded.handling_30, 0), 0), handling_31 = nullif(coalesce(r.handling_31, 0) + coalesce(excluded.handling_31, 0), 0), handling_32 = nullif(coalesce(r.handling_32, 0) + coalesce(excluded.handling_32, 0), 0), handling_33 = nullif(coalesce(r.handling_33, 0) + coalesce(excluded.handling_33, 0), 0), handling_34 = nullif(coalesce(r.handling_34, 0) + coalesce(excluded.handling_34, 0), 0);
      
    delete from turn_hours r using (
      select distinct brand_id, date_bin('30 minutes', opened_at, 'epoch') begins, p.part, p.value
      from stale cross join lateral (values ('language', coalesce(lang, '')), ('visibility', visibility), ('heard', heard::text),
        ('reach', reach::text), ('kind', kind), ('complaint', complaint::text)) p (part, value)) o
    where r.brand_id = o.brand_id and r.part = o.part and r.value = o.value and r.begins = o.begins and r.turns = 0;
      return null;
    end $function$;

CREATE OR REPLACE FUNCTION public.turn_hours_insert()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    begin
      if not exists (
        select from (select *, 1 sign from fresh) c
        group by brand_id, date_bin('30 minutes', opened_at, 'epoch'), lang, visibility, heard, reach, kind, complaint
        having sum(sign) <> 0 or bool_or(outcome is not null)) then
        return null;
      end if;
      perform pg_advisory_xact_lock(1952541804, one.brand_id) from (select distinct brand_id from (select *, 1 sign from fresh) c order by 1) one;
      
    insert into turn_hours as r (brand_id, part, value, begins, turns, unanswered, not_needed, withdrawn, kept, broken, answered_0, answered_1, answered_2, answered_3, answered_4, answered_5, answered_6, answered_7, answered_8, answered_9, answered_10, answered_11, answered_12, answered_13, answered_14, answered_15, answered_16, answered_17, answered_18, answered_19, answered_20, answered_21, answered_22, answered_23, answered_24, answered_25, answered_26, answered_27, answered_28, answered_29, answered_30, answered_31, answered_32, answered_33, answered_34, answered_35, answered_36, answered_37, answered_38, answered_39, answered_40, answered_41, answered_42, answered_43, answered_44, answered_45, answered_46, answered_47, answered_48, answered_49, answered_50, answered_51, answered_52, answered_53, answered_54, answered_55, answered_56, answered_57, answered_58, answered_59, answered_60, answered_61, answered_62, hearing_0, hearing_1, hearing_2, hearing_3, hearing_4, hearing_5, hearing_6, hearing_7, hearing_8, hearing_9, hearing_10, hearing_11, hearing_12, hearing_13, hearing_14, hearing_15, hearing_16, hearing_17, hearing_18, hearing_19, hearing_20, hearing_21, hearing_22, hearing_23, hearing_24, hearing_25, hearing_26, hearing_27, hearing_28, hearing_29, hearing_30, hearing_31, hearing_32, hearing_33, hearing_34, handling_0, handling_1, handling_2, handling_3, handling_4, handling_5, handling_6, handling_7, handling_8, handling_9, handling_10, handling_11, handling_12, handling_13, handling_14, handling_15, handling_16, handling_17, handling_18, handling_19, handling_20, handling_21, handling_22, handling_23, handling_24, handling_25, handling_26, handling_27, handling_28, handling_29, handling_30, handling_31, handling_32, handling_33, handling_34)
    select brand_id, p.part, p.value, begins, sum(sign), nullif(sum(sign) filter (where outcome = 'unanswered'), 0), nullif(sum(sign) filter (where outcome = 'not_needed'), 0), nullif(sum(sign) filter (where outcome = 'withdrawn'), 0), nullif(sum(sign) filter (where outcome = 'answered' and closed_at <= due_at), 0), nullif(sum(sign) filter (where due_at is not null and (outcome = 'unanswered' or (outcome = 'answered' and closed_at > due_at))), 0), nullif(sum(sign) filter (where answered = 0), 0), nullif(sum(sign) filter (where answered = 1), 0), nullif(sum(sign) filter (where answered = 2), 0), nullif(sum(sign) filter (where answered = 3), 0), nullif(sum(sign) filter (where answered = 4), 0), nullif(sum(sign) filter (where answered = 5), 0), nullif(sum(sign) filter (where answered = 6), 0), nullif(sum(sign) filter (where answered = 7), 0), nullif(sum(sign) filter (where answered = 8), 0), nullif(sum(sign) filter (where answered = 9), 0), nullif(sum(sign) filter (where answered = 10), 0), nullif(sum(sign) filter (where answered = 11), 0), nullif(sum(sign) filter (where answered = 12), 0), nullif(sum(sign) filter (where answered = 13), 0), nullif(sum(sign) filter (where answered = 14), 0), nullif(sum(sign) filter (where answered = 15), 0), nullif(sum(sign) filter (where answered = 16), 0), nullif(sum(sign) filter (where answered = 17), 0), nullif(sum(sign) filter (where answered = 18), 0), nullif(sum(sign) filter (where answered = 19), 0), nullif(sum(sign) filter (where answered = 20), 0), nullif(sum(sign) filter (where answered = 21), 0), nullif(sum(sign) filter (where answered = 22), 0), nullif(sum(sign) filter (where answered = 23), 0), nullif(sum(sign) filter (where answered = 24), 0), nullif(sum(sign) filter (where answered = 25), 0), nullif(sum(sign) filter (where answered = 26), 0), nullif(sum(sign) filter (where answered = 27), 0), nullif(sum(sign) filter (where answered = 28), 0), nullif(sum(sign) filter (where answered = 29), 0), nullif(sum(sign) filter (where answered = 30), 0), nullif(sum(sign) filter (where answered = 31), 0), nullif(sum(sign) filter (where answered = 32), 0), nullif(sum(sign) filter (where answered = 33), 0), nullif(sum(sign) filter (where answered = 34), 0), nullif(sum(sign) filter (where answered = 35), 0), nullif(sum(sign) filter (where answered = 36), 0), nullif(sum(sign) filter (where answered = 37), 0), nullif(sum(sign) filter (where answered = 38), 0), nullif(sum(sign) filter (where answered = 39), 0), nullif(sum(sign) filter (where answered = 40), 0), nullif(sum(sign) filter (where answered = 41), 0), nullif(sum(sign) filter (where answered = 42), 0), nullif(sum(sign) filter (where answered = 43), 0), nullif(sum(sign) filter (where answered = 44), 0), nullif(sum(sign) filter (where answered = 45), 0), nullif(sum(sign) filter (where answered = 46), 0), nullif(sum(sign) filter (where answered = 47), 0), nullif(sum(sign) filter (where answered = 48), 0), nullif(sum(sign) filter (where answered = 49), 0), nullif(sum(sign) filter (where answered = 50), 0), nullif(sum(sign) filter (where answered = 51), 0), nullif(sum(sign) filter (where answered = 52), 0), nullif(sum(sign) filter (where answered = 53), 0), nullif(sum(sign) filter (where answered = 54), 0), nullif(sum(sign) filter (where answered = 55), 0), nullif(sum(sign) filter (where answered = 56), 0), nullif(sum(sign) filter (where answered = 57), 0), nullif(sum(sign) filter (where answered = 58), 0), nullif(sum(sign) filter (where answered = 59), 0), nullif(sum(sign) filter (where answered = 60), 0), nullif(sum(sign) filter (where answered = 61), 0), nullif(sum(sign) filter (where answered = 62), 0), nullif(sum(sign) filter (where hearing = 0), 0), nullif(sum(sign) filter (where hearing = 1), 0), nullif(sum(sign) filter (where hearing = 2), 0), nullif(sum(sign) filter (where hearing = 3), 0), nullif(sum(sign) filter (where hearing = 4), 0), nullif(sum(sign) filter (where hearing = 5), 0), nullif(sum(sign) filter (where hearing = 6), 0), nullif(sum(sign) filter (where hearing = 7), 0), nullif(sum(sign) filter (where hearing = 8), 0), nullif(sum(sign) filter (where hearing = 9), 0), nullif(sum(sign) filter (where hearing = 10), 0), nullif(sum(sign) filter (where hearing = 11), 0), nullif(sum(sign) filter (where hearing = 12), 0), nullif(sum(sign) filter (where hearing = 13), 0), nullif(sum(sign) filter (where hearing = 14), 0), nullif(sum(sign) filter (where hearing = 15), 0), nullif(sum(sign) filter (where hearing = 16), 0), nullif(sum(sign) filter (where hearing = 17), 0), nullif(sum(sign) filter (where hearing = 18), 0), nullif(sum(sign) filter (where hearing = 19), 0), nullif(sum(sign) filter (where hearing = 20), 0), nullif(sum(sign) filter (where hearing = 21), 0), nullif(sum(sign) filter (where hearing = 22), 0), nullif(sum(sign) filter (where hearing = 23), 0), nullif(sum(sign) filter (where hearing = 24), 0), nullif(sum(sign) filter (where hearing = 25), 0), nullif(sum(sign) filter (where hearing = 26), 0), nullif(sum(sign) filter (where hearing = 27), 0), nullif(sum(sign) filter (where hearing = 28), 0), nullif(sum(sign) filter (where hearing = 29), 0), nullif(sum(sign) filter (where hearing = 30), 0), nullif(sum(sign) filter (where hearing = 31), 0), nullif(sum(sign) filter (where hearing = 32), 0), nullif(sum(sign) filter (where hearing = 33), 0), nullif(sum(sign) filter (where hearing = 34), 0), nullif(sum(sign) filter (where handling = 0), 0), nullif(sum(sign) filter (where handling = 1), 0), nullif(sum(sign) filter (where handling = 2), 0), nullif(sum(sign) filter (where handling = 3), 0), nullif(sum(sign) filter (where handling = 4), 0), nullif(sum(sign) filter (where handling = 5), 0), nullif(sum(sign) filter (where handling = 6), 0), nullif(sum(sign) filter (where handling = 7), 0), nullif(sum(sign) filter (where handling = 8), 0), nullif(sum(sign) filter (where handling = 9), 0), nullif(sum(sign) filter (where handling = 10), 0), nullif(sum(sign) filter (where handling = 11), 0), nullif(sum(sign) filter (where handling = 12), 0), nullif(sum(sign) filter (where handling = 13), 0), nullif(sum(sign) filter (where handling = 14), 0), nullif(sum(sign) filter (where handling = 15), 0), nullif(sum(sign) filter (where handling = 16), 0), nullif(sum(sign) filter (where handling = 17), 0), nullif(sum(sign) filter (where handling = 18), 0), nullif(sum(sign) filter (where handling = 19), 0), nullif(sum(sign) filter (where handling = 20), 0), nullif(sum(sign) filter (where handling = 21), 0), nullif(sum(sign) filter (where handling = 22), 0), nullif(sum(sign) filter (where handling = 23), 0), nullif(sum(sign) filter (where handling = 24), 0), nullif(sum(sign) filter (where handling = 25), 0), nullif(sum(sign) filter (where handling = 26), 0), nullif(sum(sign) filter (where handling = 27), 0), nullif(sum(sign) filter (where handling = 28), 0), nullif(sum(sign) filter (where handling = 29), 0), nullif(sum(sign) filter (where handling = 30), 0), nullif(sum(sign) filter (where handling = 31), 0), nullif(sum(sign) filter (where handling = 32), 0), nullif(sum(sign) filter (where handling = 33), 0), nullif(sum(sign) filter (where handling = 34), 0)
    from (
      select *, date_bin('30 minutes', opened_at, 'epoch') begins,
        case when outcome = 'answered' then response_bucket(closed_at - opened_at) end answered,
        case when received_at <= closed_at then delay_bucket(received_at - opened_at) end hearing,
        case when outcome = 'answered' and received_at <= closed_at then delay_bucket(closed_at - received_at) end handling
      from (select *, 1 sign from fresh) c offset 0) change
    cross join lateral (values ('language', coalesce(lang, '')), ('visibility', visibility), ('heard', heard::text), ('reach', reach::text),
      ('kind', kind), ('complaint', complaint::text)) p (part, value)
    group by 1, 2, 3, 4 having sum(sign) <> 0 or bool_or(outcome is not null) order by 1, 2, 3, 4
    on conflict (brand_id, part, value, begins) do update set turns = r.turns + excluded.turns, unanswered = nullif(coalesce(r.unanswered, 0) + coalesce(excluded.unanswered, 0), 0), not_needed = nullif(coalesce(r.not_needed, 0) + coalesce(excluded.not_needed, 0), 0), withdrawn = nullif(coalesce(r.withdrawn, 0) + coalesce(excluded.withdrawn, 0), 0), kept = nullif(coalesce(r.kept, 0) + coalesce(excluded.kept, 0), 0), broken = nullif(coalesce(r.broken, 0) + coalesce(excluded.broken, 0), 0), answered_0 = nullif(coalesce(r.answered_0, 0) + coalesce(excluded.answered_0, 0), 0), answered_1 = nullif(coalesce(r.answered_1, 0) + coalesce(excluded.answered_1, 0), 0), answered_2 = nullif(coalesce(r.answered_2, 0) + coalesce(excluded.answered_2, 0), 0), answered_3 = nullif(coalesce(r.answered_3, 0) + coalesce(excluded.answered_3, 0), 0), answered_4 = nullif(coalesce(r.answered_4, 0) + coalesce(excluded.answered_4, 0), 0), answered_5 = nullif(coalesce(r.answered_5, 0) + coalesce(excluded.answered_5, 0), 0), answered_6 = nullif(coalesce(r.answered_6, 0) + coalesce(excluded.answered_6, 0), 0), answered_7 = nullif(coalesce(r.answered_7, 0) + coalesce(excluded.answered_7, 0), 0), answered_8 = nullif(coalesce(r.answered_8, 0) + coalesce(excluded.answered_8, 0), 0), answered_9 = nullif(coalesce(r.answered_9, 0) + coalesce(excluded.answered_9, 0), 0), answered_10 = nullif(coalesce(r.answered_10, 0) + coalesce(excluded.answered_10, 0), 0), answered_11 = nullif(coalesce(r.answered_11, 0) + coalesce(excluded.answered_11, 0), 0), answered_12 = nullif(coalesce(r.answered_12, 0) + coalesce(excluded.answered_12, 0), 0), answered_13 = nullif(coalesce(r.answered_13, 0) + coalesce(excluded.answered_13, 0), 0), answered_14 = nullif(coalesce(r.answered_14, 0) + coalesce(excluded.answered_14, 0), 0), answered_15 = nullif(coalesce(r.answered_15, 0) + coalesce(excluded.answered_15, 0), 0), answered_16 = nullif(coalesce(r.answered_16, 0) + coalesce(excluded.answered_16, 0), 0), answered_17 = nullif(coalesce(r.answered_17, 0) + coalesce(excluded.answered_17, 0), 0), answered_18 = nullif(coalesce(r.answered_18, 0) + coalesce(excluded.answered_18, 0), 0), answered_19 = nullif(coalesce(r.answered_19, 0) + coalesce(excluded.answered_19, 0), 0), answered_20 = nullif(coalesce(r.answered_20, 0) + coalesce(excluded.answered_20, 0), 0), answered_21 = nullif(coalesce(r.answered_21, 0) + coalesce(excluded.answered_21, 0), 0), answered_22 = nullif(coalesce(r.answered_22, 0) + coalesce(excluded.answered_22, 0), 0), answered_23 = nullif(coalesce(r.answered_23, 0) + coalesce(excluded.answered_23, 0), 0), answered_24 = nullif(coalesce(r.answered_24, 0) + coalesce(excluded.answered_24, 0), 0), answered_25 = nullif(coalesce(r.answered_25, 0) + coalesce(excluded.answered_25, 0), 0), answered_26 = nullif(coalesce(r.answered_26, 0) + coalesce(excluded.answered_26, 0), 0), answered_27 = nullif(coalesce(r.answered_27, 0) + coalesce(excluded.answered_27, 0), 0), answered_28 = nullif(coalesce(r.answered_28, 0) + coalesce(excluded.answered_28, 0), 0), answered_29 = nullif(coalesce(r.answered_29, 0) + coalesce(excluded.answered_29, 0), 0), answered_30 = nullif(coalesce(r.answered_30, 0) + coalesce(excluded.answered_30, 0), 0), answered_31 = nullif(coalesce(r.answered_31, 0) + coalesce(excluded.answered_31, 0), 0), answered_32 = nullif(coalesce(r.answered_32, 0) + coalesce(excluded.answered_32, 0), 0), answered_33 = nullif(coalesce(r.answered_33, 0) + coalesce(excluded.answered_33, 0), 0), answered_34 = nullif(coalesce(r.answered_34, 0) + coalesce(excluded.answered_34, 0), 0), answered_35 = nullif(coalesce(r.answered_35, 0) + coalesce(excluded.answered_35, 0), 0), answered_36 = nullif(coalesce(r.answered_36, 0) + coalesce(excluded.answered_36, 0), 0), answered_37 = nullif(coalesce(r.answered_37, 0) + coalesce(excluded.answered_37, 0), 0), answered_38 = nullif(coalesce(r.answered_38, 0) + coalesce(excluded.answered_38, 0), 0), answered_39 = nullif(coalesce(r.answered_39, 0) + coalesce(excluded.answered_39, 0), 0), answered_40 = nullif(coalesce(r.answered_40, 0) + coalesce(excluded.answered_40, 0), 0), answered_41 = nullif(coalesce(r.answered_41, 0) + coalesce(excluded.answered_41, 0), 0), answered_42 = nullif(coalesce(r.answered_42, 0) + coalesce(excluded.answered_42, 0), 0), answered_43 = nullif(coalesce(r.answered_43, 0) + coalesce(excluded.answered_43, 0), 0), answered_44 = nullif(coalesce(r.answered_44, 0) + coalesce(excluded.answered_44, 0), 0), answered_45 = nullif(coalesce(r.answered_45, 0) + coalesce(excluded.answered_45, 0), 0), answered_46 = nullif(coalesce(r.answered_46, 0) + coalesce(excluded.answered_46, 0), 0), answered_47 = nullif(coalesce(r.answered_47, 0) + coalesce(excluded.answered_47, 0), 0), answered_48 = nullif(coalesce(r.answered_48, 0) + coalesce(excluded.answered_48, 0), 0), answered_49 = nullif(coalesce(r.answered_49, 0) + coalesce(excluded.answered_49, 0), 0), answered_50 = nullif(coalesce(r.answered_50, 0) + coalesce(excluded.answered_50, 0), 0), answered_51 = nullif(coalesce(r.answered_51, 0) + coalesce(excluded.answered_51, 0), 0), answered_52 = nullif(coalesce(r.answered_52, 0) + coalesce(excluded.answered_52, 0), 0), answered_53 = nullif(coalesce(r.answered_53, 0) + coalesce(excluded.answered_53, 0), 0), answered_54 = nullif(coalesce(r.answered_54, 0) + coalesce(excluded.answered_54, 0), 0), answered_55 = nullif(coalesce(r.answered_55, 0) + coalesce(excluded.answered_55, 0), 0), answered_56 = nullif(coalesce(r.answered_56, 0) + coalesce(excluded.answered_56, 0), 0), answered_57 = nullif(coalesce(r.answered_57, 0) + coalesce(excluded.answered_57, 0), 0), answered_58 = nullif(coalesce(r.answered_58, 0) + coalesce(excluded.answered_58, 0), 0), answered_59 = nullif(coalesce(r.answered_59, 0) + coalesce(excluded.answered_59, 0), 0), answered_60 = nullif(coalesce(r.answered_60, 0) + coalesce(excluded.answered_60, 0), 0), answered_61 = nullif(coalesce(r.answered_61, 0) + coalesce(excluded.answered_61, 0), 0), answered_62 = nullif(coalesce(r.answered_62, 0) + coalesce(excluded.answered_62, 0), 0), hearing_0 = nullif(coalesce(r.hearing_0, 0) + coalesce(excluded.hearing_0, 0), 0), hearing_1 = nullif(coalesce(r.hearing_1, 0) + coalesce(excluded.hearing_1, 0), 0), hearing_2 = nullif(coalesce(r.hearing_2, 0) + coalesce(excluded.hearing_2, 0), 0), hearing_3 = nullif(coalesce(r.hearing_3, 0) + coalesce(excluded.hearing_3, 0), 0), hearing_4 = nullif(coalesce(r.hearing_4, 0) + coalesce(excluded.hearing_4, 0), 0), hearing_5 = nullif(coalesce(r.hearing_5, 0) + coalesce(excluded.hearing_5, 0), 0), hearing_6 = nullif(coalesce(r.hearing_6, 0) + coalesce(excluded.hearing_6, 0), 0), hearing_7 = nullif(coalesce(r.hearing_7, 0) + coalesce(excluded.hearing_7, 0), 0), hearing_8 = nullif(coalesce(r.hearing_8, 0) + coalesce(excluded.hearing_8, 0), 0), hearing_9 = nullif(coalesce(r.hearing_9, 0) + coalesce(excluded.hearing_9, 0), 0), hearing_10 = nullif(coalesce(r.hearing_10, 0) + coalesce(excluded.hearing_10, 0), 0), hearing_11 = nullif(coalesce(r.hearing_11, 0) + coalesce(excluded.hearing_11, 0), 0), hearing_12 = nullif(coalesce(r.hearing_12, 0) + coalesce(excluded.hearing_12, 0), 0), hearing_13 = nullif(coalesce(r.hearing_13, 0) + coalesce(excluded.hearing_13, 0), 0), hearing_14 = nullif(coalesce(r.hearing_14, 0) + coalesce(excluded.hearing_14, 0), 0), hearing_15 = nullif(coalesce(r.hearing_15, 0) + coalesce(excluded.hearing_15, 0), 0), hearing_16 = nullif(coalesce(r.hearing_16, 0) + coalesce(excluded.hearing_16, 0), 0), hearing_17 = nullif(coalesce(r.hearing_17, 0) + coalesce(excluded.hearing_17, 0), 0), hearing_18 = nullif(coalesce(r.hearing_18, 0) + coalesce(excluded.hearing_18, 0), 0), hearing_19 = nullif(coalesce(r.hearing_19, 0) + coalesce(excluded.hearing_19, 0), 0), hearing_20 = nullif(coalesce(r.hearing_20, 0) + coalesce(excluded.hearing_20, 0), 0), hearing_21 = nullif(coalesce(r.hearing_21, 0) + coalesce(excluded.hearing_21, 0), 0), hearing_22 = nullif(coalesce(r.hearing_22, 0) + coalesce(excluded.hearing_22, 0), 0), hearing_23 = nullif(coalesce(r.hearing_23, 0) + coalesce(excluded.hearing_23, 0), 0), hearing_24 = nullif(coalesce(r.hearing_24, 0) + coalesce(excluded.hearing_24, 0), 0), hearing_25 = nullif(coalesce(r.hearing_25, 0) + coalesce(excluded.hearing_25, 0), 0), hearing_26 = nullif(coalesce(r.hearing_26, 0) + coalesce(excluded.hearing_26, 0), 0), hearing_27 = nullif(coalesce(r.hearing_27, 0) + coalesce(excluded.hearing_27, 0), 0), hearing_28 = nullif(coalesce(r.hearing_28, 0) + coalesce(excluded.hearing_28, 0), 0), hearing_29 = nullif(coalesce(r.hearing_29, 0) + coalesce(excluded.hearing_29, 0), 0), hearing_30 = nullif(coalesce(r.hearing_30, 0) + coalesce(excluded.hearing_30, 0), 0), hearing_31 = nullif(coalesce(r.hearing_31, 0) + coalesce(excluded.hearing_31, 0), 0), hearing_32 = nullif(coalesce(r.hearing_32, 0) + coalesce(excluded.hearing_32, 0), 0), hearing_33 = nullif(coalesce(r.hearing_33, 0) + coalesce(excluded.hearing_33, 0), 0), hearing_34 = nullif(coalesce(r.hearing_34, 0) + coalesce(excluded.hearing_34, 0), 0), handling_0 = nullif(coalesce(r.handling_0, 0) + coalesce(excluded.handling_0, 0), 0), handling_1 = nullif(coalesce(r.handling_1, 0) + coalesce(excluded.handling_1, 0), 0), handling_2 = nullif(coalesce(r.handling_2, 0) + coalesce(excluded.handling_2, 0), 0), handling_3 = nullif(coalesce(r.handling_3, 0) + coalesce(excluded.handling_3, 0), 0), handling_4 = nullif(coalesce(r.handling_4, 0) + coalesce(excluded.handling_4, 0), 0), handling_5 = nullif(coalesce(r.handling_5, 0) + coalesce(excluded.handling_5, 0), 0), handling_6 = nullif(coalesce(r.handling_6, 0) + coalesce(excluded.handling_6, 0), 0), handling_7 = nullif(coalesce(r.handling_7, 0) + coalesce(excluded.handling_7, 0), 0), handling_8 = nullif(coalesce(r.handling_8, 0) + coalesce(excluded.handling_8, 0), 0), handling_9 = nullif(coalesce(r.handling_9, 0) + coalesce(excluded.handling_9, 0), 0), handling_10 = nullif(coalesce(r.handling_10, 0) + coalesce(excluded.handling_10, 0), 0), handling_11 = nullif(coalesce(r.handling_11, 0) + coalesce(excluded.handling_11, 0), 0), handling_12 = nullif(coalesce(r.handling_12, 0) + coalesce(excluded.handling_12, 0), 0), handling_13 = nullif(coalesce(r.handling_13, 0) + coalesce(excluded.handling_13, 0), 0), handling_14 = nullif(coalesce(r.handling_14, 0) + coalesce(excluded.handling_14, 0), 0), handling_15 = nullif(coalesce(r.handling_15, 0) + coalesce(excluded.handling_15, 0), 0), handling_16 = nullif(coalesce(r.handling_16, 0) + coalesce(excluded.handling_16, 0), 0), handling_17 = nullif(coalesce(r.handling_17, 0) + coalesce(excluded.handling_17, 0), 0), handling_18 = nullif(coalesce(r.handling_18, 0) + coalesce(excluded.handling_18, 0), 0), handling_19 = nullif(coalesce(r.handling_19, 0) + coalesce(excluded.handling_19, 0), 0), handling_20 = nullif(coalesce(r.handling_20, 0) + coalesce(excluded.handling_20, 0), 0), handling_21 = nullif(coalesce(r.handling_21, 0) + coalesce(excluded.handling_21, 0), 0), handling_22 = nullif(coalesce(r.handling_22, 0) + coalesce(excluded.handling_22, 0), 0), handling_23 = nullif(coalesce(r.handling_23, 0) + coalesce(excluded.handling_23, 0), 0), handling_24 = nullif(coalesce(r.handling_24, 0) + coalesce(excluded.handling_24, 0), 0), handling_25 = nullif(coalesce(r.handling_25, 0) + coalesce(excluded.handling_25, 0), 0), handling_26 = nullif(coalesce(r.handling_26, 0) + coalesce(excluded.handling_26, 0), 0), handling_27 = nullif(coalesce(r.handling_27, 0) + coalesce(excluded.handling_27, 0), 0), handling_28 = nullif(coalesce(r.handling_28, 0) + coalesce(excluded.handling_28, 0), 0), handling_29 = nullif(coalesce(r.handling_29, 0) + coalesce(excluded.handling_29, 0), 0), handling_30 = nullif(coalesce(r.handling_30, 0) + coalesce(excluded.handling_30, 0), 0), handling_31 = nullif(coalesce(r.handling_31, 0) + coalesce(excluded.handling_31, 0), 0), handling_32 = nullif(coalesce(r.handling_32, 0) + coalesce(excluded.handling_32, 0), 0), handling_33 = nullif(coalesce(r.handling_33, 0) + coalesce(excluded.handling_33, 0), 0), handling_34 = nullif(coalesce(r.handling_34, 0) + coalesce(excluded.handling_34, 0), 0);
      
      return null;
    end $function$;

CREATE OR REPLACE FUNCTION public.turn_hours_update()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    begin
      if not exists (
        select from (select *, 1 sign from fresh union all select *, -1 from stale) c
        group by brand_id, date_bin('30 minutes', opened_at, 'epoch'), lang, visibility, heard, reach, kind, complaint
        having sum(sign) <> 0 or bool_or(outcome is not null)) then
        return null;
      end if;
      perform pg_advisory_xact_lock(1952541804, one.brand_id) from (select distinct brand_id from (select *, 1 sign from fresh union all select *, -1 from stale) c order by 1) one;
      
    insert into turn_hours as r (brand_id, part, value, begins, turns, unanswered, not_needed, withdrawn, kept, broken, answered_0, answered_1, answered_2, answered_3, answered_4, answered_5, answered_6, answered_7, answered_8, answered_9, answered_10, answered_11, answered_12, answered_13, answered_14, answered_15, answered_16, answered_17, answered_18, answered_19, answered_20, answered_21, answered_22, answered_23, answered_24, answered_25, answered_26, answered_27, answered_28, answered_29, answered_30, answered_31, answered_32, answered_33, answered_34, answered_35, answered_36, answered_37, answered_38, answered_39, answered_40, answered_41, answered_42, answered_43, answered_44, answered_45, answered_46, answered_47, answered_48, answered_49, answered_50, answered_51, answered_52, answered_53, answered_54, answered_55, answered_56, answered_57, answered_58, answered_59, answered_60, answered_61, answered_62, hearing_0, hearing_1, hearing_2, hearing_3, hearing_4, hearing_5, hearing_6, hearing_7, hearing_8, hearing_9, hearing_10, hearing_11, hearing_12, hearing_13, hearing_14, hearing_15, hearing_16, hearing_17, hearing_18, hearing_19, hearing_20, hearing_21, hearing_22, hearing_23, hearing_24, hearing_25, hearing_26, hearing_27, hearing_28, hearing_29, hearing_30, hearing_31, hearing_32, hearing_33, hearing_34, handling_0, handling_1, handling_2, handling_3, handling_4, handling_5, handling_6, handling_7, handling_8, handling_9, handling_10, handling_11, handling_12, handling_13, handling_14, handling_15, handling_16, handling_17, handling_18, handling_19, handling_20, handling_21, handling_22, handling_23, handling_24, handling_25, handling_26, handling_27, handling_28, handling_29, handling_30, handling_31, handling_32, handling_33, handling_34)
    select brand_id, p.part, p.value, begins, sum(sign), nullif(sum(sign) filter (where outcome = 'unanswered'), 0), nullif(sum(sign) filter (where outcome = 'not_needed'), 0), nullif(sum(sign) filter (where outcome = 'withdrawn'), 0), nullif(sum(sign) filter (where outcome = 'answered' and closed_at <= due_at), 0), nullif(sum(sign) filter (where due_at is not null and (outcome = 'unanswered' or (outcome = 'answered' and closed_at > due_at))), 0), nullif(sum(sign) filter (where answered = 0), 0), nullif(sum(sign) filter (where answered = 1), 0), nullif(sum(sign) filter (where answered = 2), 0), nullif(sum(sign) filter (where answered = 3), 0), nullif(sum(sign) filter (where answered = 4), 0), nullif(sum(sign) filter (where answered = 5), 0), nullif(sum(sign) filter (where answered = 6), 0), nullif(sum(sign) filter (where answered = 7), 0), nullif(sum(sign) filter (where answered = 8), 0), nullif(sum(sign) filter (where answered = 9), 0), nullif(sum(sign) filter (where answered = 10), 0), nullif(sum(sign) filter (where answered = 11), 0), nullif(sum(sign) filter (where answered = 12), 0), nullif(sum(sign) filter (where answered = 13), 0), nullif(sum(sign) filter (where answered = 14), 0), nullif(sum(sign) filter (where answered = 15), 0), nullif(sum(sign) filter (where answered = 16), 0), nullif(sum(sign) filter (where answered = 17), 0), nullif(sum(sign) filter (where answered = 18), 0), nullif(sum(sign) filter (where answered = 19), 0), nullif(sum(sign) filter (where answered = 20), 0), nullif(sum(sign) filter (where answered = 21), 0), nullif(sum(sign) filter (where answered = 22), 0), nullif(sum(sign) filter (where answered = 23), 0), nullif(sum(sign) filter (where answered = 24), 0), nullif(sum(sign) filter (where answered = 25), 0), nullif(sum(sign) filter (where answered = 26), 0), nullif(sum(sign) filter (where answered = 27), 0), nullif(sum(sign) filter (where answered = 28), 0), nullif(sum(sign) filter (where answered = 29), 0), nullif(sum(sign) filter (where answered = 30), 0), nullif(sum(sign) filter (where answered = 31), 0), nullif(sum(sign) filter (where answered = 32), 0), nullif(sum(sign) filter (where answered = 33), 0), nullif(sum(sign) filter (where answered = 34), 0), nullif(sum(sign) filter (where answered = 35), 0), nullif(sum(sign) filter (where answered = 36), 0), nullif(sum(sign) filter (where answered = 37), 0), nullif(sum(sign) filter (where answered = 38), 0), nullif(sum(sign) filter (where answered = 39), 0), nullif(sum(sign) filter (where answered = 40), 0), nullif(sum(sign) filter (where answered = 41), 0), nullif(sum(sign) filter (where answered = 42), 0), nullif(sum(sign) filter (where answered = 43), 0), nullif(sum(sign) filter (where answered = 44), 0), nullif(sum(sign) filter (where answered = 45), 0), nullif(sum(sign) filter (where answered = 46), 0), nullif(sum(sign) filter (where answered = 47), 0), nullif(sum(sign) filter (where answered = 48), 0), nullif(sum(sign) filter (where answered = 49), 0), nullif(sum(sign) filter (where answered = 50), 0), nullif(sum(sign) filter (where answered = 51), 0), nullif(sum(sign) filter (where answered = 52), 0), nullif(sum(sign) filter (where answered = 53), 0), nullif(sum(sign) filter (where answered = 54), 0), nullif(sum(sign) filter (where answered = 55), 0), nullif(sum(sign) filter (where answered = 56), 0), nullif(sum(sign) filter (where answered = 57), 0), nullif(sum(sign) filter (where answered = 58), 0), nullif(sum(sign) filter (where answered = 59), 0), nullif(sum(sign) filter (where answered = 60), 0), nullif(sum(sign) filter (where answered = 61), 0), nullif(sum(sign) filter (where answered = 62), 0), nullif(sum(sign) filter (where hearing = 0), 0), nullif(sum(sign) filter (where hearing = 1), 0), nullif(sum(sign) filter (where hearing = 2), 0), nullif(sum(sign) filter (where hearing = 3), 0), nullif(sum(sign) filter (where hearing = 4), 0), nullif(sum(sign) filter (where hearing = 5), 0), nullif(sum(sign) filter (where hearing = 6), 0), nullif(sum(sign) filter (where hearing = 7), 0), nullif(sum(sign) filter (where hearing = 8), 0), nullif(sum(sign) filter (where hearing = 9), 0), nullif(sum(sign) filter (where hearing = 10), 0), nullif(sum(sign) filter (where hearing = 11), 0), nullif(sum(sign) filter (where hearing = 12), 0), nullif(sum(sign) filter (where hearing = 13), 0), nullif(sum(sign) filter (where hearing = 14), 0), nullif(sum(sign) filter (where hearing = 15), 0), nullif(sum(sign) filter (where hearing = 16), 0), nullif(sum(sign) filter (where hearing = 17), 0), nullif(sum(sign) filter (where hearing = 18), 0), nullif(sum(sign) filter (where hearing = 19), 0), nullif(sum(sign) filter (where hearing = 20), 0), nullif(sum(sign) filter (where hearing = 21), 0), nullif(sum(sign) filter (where hearing = 22), 0), nullif(sum(sign) filter (where hearing = 23), 0), nullif(sum(sign) filter (where hearing = 24), 0), nullif(sum(sign) filter (where hearing = 25), 0), nullif(sum(sign) filter (where hearing = 26), 0), nullif(sum(sign) filter (where hearing = 27), 0), nullif(sum(sign) filter (where hearing = 28), 0), nullif(sum(sign) filter (where hearing = 29), 0), nullif(sum(sign) filter (where hearing = 30), 0), nullif(sum(sign) filter (where hearing = 31), 0), nullif(sum(sign) filter (where hearing = 32), 0), nullif(sum(sign) filter (where hearing = 33), 0), nullif(sum(sign) filter (where hearing = 34), 0), nullif(sum(sign) filter (where handling = 0), 0), nullif(sum(sign) filter (where handling = 1), 0), nullif(sum(sign) filter (where handling = 2), 0), nullif(sum(sign) filter (where handling = 3), 0), nullif(sum(sign) filter (where handling = 4), 0), nullif(sum(sign) filter (where handling = 5), 0), nullif(sum(sign) filter (where handling = 6), 0), nullif(sum(sign) filter (where handling = 7), 0), nullif(sum(sign) filter (where handling = 8), 0), nullif(sum(sign) filter (where handling = 9), 0), nullif(sum(sign) filter (where handling = 10), 0), nullif(sum(sign) filter (where handling = 11), 0), nullif(sum(sign) filter (where handling = 12), 0), nullif(sum(sign) filter (where handling = 13), 0), nullif(sum(sign) filter (where handling = 14), 0), nullif(sum(sign) filter (where handling = 15), 0), nullif(sum(sign) filter (where handling = 16), 0), nullif(sum(sign) filter (where handling = 17), 0), nullif(sum(sign) filter (where handling = 18), 0), nullif(sum(sign) filter (where handling = 19), 0), nullif(sum(sign) filter (where handling = 20), 0), nullif(sum(sign) filter (where handling = 21), 0), nullif(sum(sign) filter (where handling = 22), 0), nullif(sum(sign) filter (where handling = 23), 0), nullif(sum(sign) filter (where handling = 24), 0), nullif(sum(sign) filter (where handling = 25), 0), nullif(sum(sign) filter (where handling = 26), 0), nullif(sum(sign) filter (where handling = 27), 0), nullif(sum(sign) filter (where handling = 28), 0), nullif(sum(sign) filter (where handling = 29), 0), nullif(sum(sign) filter (where handling = 30), 0), nullif(sum(sign) filter (where handling = 31), 0), nullif(sum(sign) filter (where handling = 32), 0), nullif(sum(sign) filter (where handling = 33), 0), nullif(sum(sign) filter (where handling = 34), 0)
    from (
      select *, date_bin('30 minutes', opened_at, 'epoch') begins,
        case when outcome = 'answered' then response_bucket(closed_at - opened_at) end answered,
        case when received_at <= closed_at then delay_bucket(received_at - opened_at) end hearing,
        case when outcome = 'answered' and received_at <= closed_at then delay_bucket(closed_at - received_at) end handling
      from (select *, 1 sign from fresh union all select *, -1 from stale) c offset 0) change
    cross join lateral (values ('language', coalesce(lang, '')), ('visibility', visibility), ('heard', heard::text), ('reach', reach::text),
      ('kind', kind), ('complaint', complaint::text)) p (part, value)
    group by 1, 2, 3, 4 having sum(sign) <> 0 or bool_or(outcome is not null) order by 1, 2, 3, 4
    on conflict (brand_id, part, value, begins) do update set turns = r.turns + excluded.turns, unanswered = nullif(coalesce(r.unanswered, 0) + coalesce(excluded.unanswered, 0), 0), not_needed = nullif(coalesce(r.not_needed, 0) + coalesce(excluded.not_needed, 0), 0), withdrawn = nullif(coalesce(r.withdrawn, 0) + coalesce(excluded.withdrawn, 0), 0), kept = nullif(coalesce(r.kept, 0) + coalesce(excluded.kept, 0), 0), broken = nullif(coalesce(r.broken, 0) + coalesce(excluded.broken, 0), 0), answered_0 = nullif(coalesce(r.answered_0, 0) + coalesce(excluded.answered_0, 0), 0), answered_1 = nullif(coalesce(r.answered_1, 0) + coalesce(excluded.answered_1, 0), 0), answered_2 = nullif(coalesce(r.answered_2, 0) + coalesce(excluded.answered_2, 0), 0), answered_3 = nullif(coalesce(r.answered_3, 0) + coalesce(excluded.answered_3, 0), 0), answered_4 = nullif(coalesce(r.answered_4, 0) + coalesce(excluded.answered_4, 0), 0), answered_5 = nullif(coalesce(r.answered_5, 0) + coalesce(excluded.answered_5, 0), 0), answered_6 = nullif(coalesce(r.answered_6, 0) + coalesce(excluded.answered_6, 0), 0), answered_7 = nullif(coalesce(r.answered_7, 0) + coalesce(excluded.answered_7, 0), 0), answered_8 = nullif(coalesce(r.answered_8, 0) + coalesce(excluded.answered_8, 0), 0), answered_9 = nullif(coalesce(r.answered_9, 0) + coalesce(excluded.answered_9, 0), 0), answered_10 = nullif(coalesce(r.answered_10, 0) + coalesce(excluded.answered_10, 0), 0), answered_11 = nullif(coalesce(r.answered_11, 0) + coalesce(excluded.answered_11, 0), 0), answered_12 = nullif(coalesce(r.answered_12, 0) + coalesce(excluded.answered_12, 0), 0), answered_13 = nullif(coalesce(r.answered_13, 0) + coalesce(excluded.answered_13, 0), 0), answered_14 = nullif(coalesce(r.answered_14, 0) + coalesce(excluded.answered_14, 0), 0), answered_15 = nullif(coalesce(r.answered_15, 0) + coalesce(excluded.answered_15, 0), 0), answered_16 = nullif(coalesce(r.answered_16, 0) + coalesce(excluded.answered_16, 0), 0), answered_17 = nullif(coalesce(r.answered_17, 0) + coalesce(excluded.answered_17, 0), 0), answered_18 = nullif(coalesce(r.answered_18, 0) + coalesce(excluded.answered_18, 0), 0), answered_19 = nullif(coalesce(r.answered_19, 0) + coalesce(excluded.answered_19, 0), 0), answered_20 = nullif(coalesce(r.answered_20, 0) + coalesce(excluded.answered_20, 0), 0), answered_21 = nullif(coalesce(r.answered_21, 0) + coalesce(excluded.answered_21, 0), 0), answered_22 = nullif(coalesce(r.answered_22, 0) + coalesce(excluded.answered_22, 0), 0), answered_23 = nullif(coalesce(r.answered_23, 0) + coalesce(excluded.answered_23, 0), 0), answered_24 = nullif(coalesce(r.answered_24, 0) + coalesce(excluded.answered_24, 0), 0), answered_25 = nullif(coalesce(r.answered_25, 0) + coalesce(excluded.answered_25, 0), 0), answered_26 = nullif(coalesce(r.answered_26, 0) + coalesce(excluded.answered_26, 0), 0), answered_27 = nullif(coalesce(r.answered_27, 0) + coalesce(excluded.answered_27, 0), 0), answered_28 = nullif(coalesce(r.answered_28, 0) + coalesce(excluded.answered_28, 0), 0), answered_29 = nullif(coalesce(r.answered_29, 0) + coalesce(excluded.answered_29, 0), 0), answered_30 = nullif(coalesce(r.answered_30, 0) + coalesce(excluded.answered_30, 0), 0), answered_31 = nullif(coalesce(r.answered_31, 0) + coalesce(excluded.answered_31, 0), 0), answered_32 = nullif(coalesce(r.answered_32, 0) + coalesce(excluded.answered_32, 0), 0), answered_33 = nullif(coalesce(r.answered_33, 0) + coalesce(excluded.answered_33, 0), 0), answered_34 = nullif(coalesce(r.answered_34, 0) + coalesce(excluded.answered_34, 0), 0), answered_35 = nullif(coalesce(r.answered_35, 0) + coalesce(excluded.answered_35, 0), 0), answered_36 = nullif(coalesce(r.answered_36, 0) + coalesce(excluded.answered_36, 0), 0), answered_37 = nullif(coalesce(r.answered_37, 0) + coalesce(excluded.answered_37, 0), 0), answered_38 = nullif(coalesce(r.answered_38, 0) + coalesce(excluded.answered_38, 0), 0), answered_39 = nullif(coalesce(r.answered_39, 0) + coalesce(excluded.answered_39, 0), 0), answered_40 = nullif(coalesce(r.answered_40, 0) + coalesce(excluded.answered_40, 0), 0), answered_41 = nullif(coalesce(r.answered_41, 0) + coalesce(excluded.answered_41, 0), 0), answered_42 = nullif(coalesce(r.answered_42, 0) + coalesce(excluded.answered_42, 0), 0), answered_43 = nullif(coalesce(r.answered_43, 0) + coalesce(excluded.answered_43, 0), 0), answered_44 = nullif(coalesce(r.answered_44, 0) + coalesce(excluded.answered_44, 0), 0), answered_45 = nullif(coalesce(r.answered_45, 0) + coalesce(excluded.answered_45, 0), 0), answered_46 = nullif(coalesce(r.answered_46, 0) + coalesce(excluded.answered_46, 0), 0), answered_47 = nullif(coalesce(r.answered_47, 0) + coalesce(excluded.answered_47, 0), 0), answered_48 = nullif(coalesce(r.answered_48, 0) + coalesce(excluded.answered_48, 0), 0), answered_49 = nullif(coalesce(r.answered_49, 0) + coalesce(excluded.answered_49, 0), 0), answered_50 = nullif(coalesce(r.answered_50, 0) + coalesce(excluded.answered_50, 0), 0), answered_51 = nullif(coalesce(r.answered_51, 0) + coalesce(excluded.answered_51, 0), 0), answered_52 = nullif(coalesce(r.answered_52, 0) + coalesce(excluded.answered_52, 0), 0), answered_53 = nullif(coalesce(r.answered_53, 0) + coalesce(excluded.answered_53, 0), 0), answered_54 = nullif(coalesce(r.answered_54, 0) + coalesce(excluded.answered_54, 0), 0), answered_55 = nullif(coalesce(r.answered_55, 0) + coalesce(excluded.answered_55, 0), 0), answered_56 = nullif(coalesce(r.answered_56, 0) + coalesce(excluded.answered_56, 0), 0), answered_57 = nullif(coalesce(r.answered_57, 0) + coalesce(excluded.answered_57, 0), 0), answered_58 = nullif(coalesce(r.answered_58, 0) + coalesce(excluded.answered_58, 0), 0), answered_59 = nullif(coalesce(r.answered_59, 0) + coalesce(excluded.answered_59, 0), 0), answered_60 = nullif(coalesce(r.answered_60, 0) + coalesce(excluded.answered_60, 0), 0), answered_61 = nullif(coalesce(r.answered_61, 0) + coalesce(excluded.answered_61, 0), 0), answered_62 = nullif(coalesce(r.answered_62, 0) + coalesce(excluded.answered_62, 0), 0), hearing_0 = nullif(coalesce(r.hearing_0, 0) + coalesce(excluded.hearing_0, 0), 0), hearing_1 = nullif(coalesce(r.hearing_1, 0) + coalesce(excluded.hearing_1, 0), 0), hearing_2 = nullif(coalesce(r.hearing_2, 0) + coalesce(excluded.hearing_2, 0), 0), hearing_3 = nullif(coalesce(r.hearing_3, 0) + coalesce(excluded.hearing_3, 0), 0), hearing_4 = nullif(coalesce(r.hearing_4, 0) + coalesce(excluded.hearing_4, 0), 0), hearing_5 = nullif(coalesce(r.hearing_5, 0) + coalesce(excluded.hearing_5, 0), 0), hearing_6 = nullif(coalesce(r.hearing_6, 0) + coalesce(excluded.hearing_6, 0), 0), hearing_7 = nullif(coalesce(r.hearing_7, 0) + coalesce(excluded.hearing_7, 0), 0), hearing_8 = nullif(coalesce(r.hearing_8, 0) + coalesce(excluded.hearing_8, 0), 0), hearing_9 = nullif(coalesce(r.hearing_9, 0) + coalesce(excluded.hearing_9, 0), 0), hearing_10 = nullif(coalesce(r.hearing_10, 0) + coalesce(excluded.hearing_10, 0), 0), hearing_11 = nullif(coalesce(r.hearing_11, 0) + coalesce(excluded.hearing_11, 0), 0), hearing_12 = nullif(coalesce(r.hearing_12, 0) + coalesce(excluded.hearing_12, 0), 0), hearing_13 = nullif(coalesce(r.hearing_13, 0) + coalesce(excluded.hearing_13, 0), 0), hearing_14 = nullif(coalesce(r.hearing_14, 0) + coalesce(excluded.hearing_14, 0), 0), hearing_15 = nullif(coalesce(r.hearing_15, 0) + coalesce(excluded.hearing_15, 0), 0), hearing_16 = nullif(coalesce(r.hearing_16, 0) + coalesce(excluded.hearing_16, 0), 0), hearing_17 = nullif(coalesce(r.hearing_17, 0) + coalesce(excluded.hearing_17, 0), 0), hearing_18 = nullif(coalesce(r.hearing_18, 0) + coalesce(excluded.hearing_18, 0), 0), hearing_19 = nullif(coalesce(r.hearing_19, 0) + coalesce(excluded.hearing_19, 0), 0), hearing_20 = nullif(coalesce(r.hearing_20, 0) + coalesce(excluded.hearing_20, 0), 0), hearing_21 = nullif(coalesce(r.hearing_21, 0) + coalesce(excluded.hearing_21, 0), 0), hearing_22 = nullif(coalesce(r.hearing_22, 0) + coalesce(excluded.hearing_22, 0), 0), hearing_23 = nullif(coalesce(r.hearing_23, 0) + coalesce(excluded.hearing_23, 0), 0), hearing_24 = nullif(coalesce(r.hearing_24, 0) + coalesce(excluded.hearing_24, 0), 0), hearing_25 = nullif(coalesce(r.hearing_25, 0) + coalesce(excluded.hearing_25, 0), 0), hearing_26 = nullif(coalesce(r.hearing_26, 0) + coalesce(excluded.hearing_26, 0), 0), hearing_27 = nullif(coalesce(r.hearing_27, 0) + coalesce(excluded.hearing_27, 0), 0), hearing_28 = nullif(coalesce(r.hearing_28, 0) + coalesce(excluded.hearing_28, 0), 0), hearing_29 = nullif(coalesce(r.hearing_29, 0) + coalesce(excluded.hearing_29, 0), 0), hearing_30 = nullif(coalesce(r.hearing_30, 0) + coalesce(excluded.hearing_30, 0), 0), hearing_31 = nullif(coalesce(r.hearing_31, 0) + coalesce(excluded.hearing_31, 0), 0), hearing_32 = nullif(coalesce(r.hearing_32, 0) + coalesce(excluded.hearing_32, 0), 0), hearing_33 = nullif(coalesce(r.hearing_33, 0) + coalesce(excluded.hearing_33, 0), 0), hearing_34 = nullif(coalesce(r.hearing_34, 0) + coalesce(excluded.hearing_34, 0), 0), handling_0 = nullif(coalesce(r.handling_0, 0) + coalesce(excluded.handling_0, 0), 0), handling_1 = nullif(coalesce(r.handling_1, 0) + coalesce(excluded.handling_1, 0), 0), handling_2 = nullif(coalesce(r.handling_2, 0) + coalesce(excluded.handling_2, 0), 0), handling_3 = nullif(coalesce(r.handling_3, 0) + coalesce(excluded.handling_3, 0), 0), handling_4 = nullif(coalesce(r.handling_4, 0) + coalesce(excluded.handling_4, 0), 0), handling_5 = nullif(coalesce(r.handling_5, 0) + coalesce(excluded.handling_5, 0), 0), handling_6 = nullif(coalesce(r.handling_6, 0) + coalesce(excluded.handling_6, 0), 0), handling_7 = nullif(coalesce(r.handling_7, 0) + coalesce(excluded.handling_7, 0), 0), handling_8 = nullif(coalesce(r.handling_8, 0) + coalesce(excluded.handling_8, 0), 0), handling_9 = nullif(coalesce(r.handling_9, 0) + coalesce(excluded.handling_9, 0), 0), handling_10 = nullif(coalesce(r.handling_10, 0) + coalesce(excluded.handling_10, 0), 0), handling_11 = nullif(coalesce(r.handling_11, 0) + coalesce(excluded.handling_11, 0), 0), handling_12 = nullif(coalesce(r.handling_12, 0) + coalesce(excluded.handling_12, 0), 0), handling_13 = nullif(coalesce(r.handling_13, 0) + coalesce(excluded.handling_13, 0), 0), handling_14 = nullif(coalesce(r.handling_14, 0) + coalesce(excluded.handling_14, 0), 0), handling_15 = nullif(coalesce(r.handling_15, 0) + coalesce(excluded.handling_15, 0), 0), handling_16 = nullif(coalesce(r.handling_16, 0) + coalesce(excluded.handling_16, 0), 0), handling_17 = nullif(coalesce(r.handling_17, 0) + coalesce(excluded.handling_17, 0), 0), handling_18 = nullif(coalesce(r.handling_18, 0) + coalesce(excluded.handling_18, 0), 0), handling_19 = nullif(coalesce(r.handling_19, 0) + coalesce(excluded.handling_19, 0), 0), handling_20 = nullif(coalesce(r.handling_20, 0) + coalesce(excluded.handling_20, 0), 0), handling_21 = nullif(coalesce(r.handling_21, 0) + coalesce(excluded.handling_21, 0), 0), handling_22 = nullif(coalesce(r.handling_22, 0) + coalesce(excluded.handling_22, 0), 0), handling_23 = nullif(coalesce(r.handling_23, 0) + coalesce(excluded.handling_23, 0), 0), handling_24 = nullif(coalesce(r.handling_24, 0) + coalesce(excluded.handling_24, 0), 0), handling_25 = nullif(coalesce(r.handling_25, 0) + coalesce(excluded.handling_25, 0), 0), handling_26 = nullif(coalesce(r.handling_26, 0) + coalesce(excluded.handling_26, 0), 0), handling_27 = nullif(coalesce(r.handling_27, 0) + coalesce(excluded.handling_27, 0), 0), handling_28 = nullif(coalesce(r.handling_28, 0) + coalesce(excluded.handling_28, 0), 0), handling_29 = nullif(coalesce(r.handling_29, 0) + coalesce(excluded.handling_29, 0), 0), handling_30 = nullif(coalesce(r.handling_30, 0) + coalesce(excluded.handling_30, 0), 0), handling_31 = nullif(coalesce(r.handling_31, 0) + coalesce(excluded.handling_31, 0), 0), handling_32 = nullif(coalesce(r.handling_32, 0) + coalesce(excluded.handling_32, 0), 0), handling_33 = nullif(coalesce(r.handling_33, 0) + coalesce(excluded.handling_33, 0), 0), handling_34 = nullif(coalesce(r.handling_34, 0) + coalesce(excluded.handling_34, 0), 0);
      
    delete from turn_hours r using (
      select distinct brand_id, date_bin('30 minutes', opened_at, 'epoch') begins, p.part, p.value
      from stale cross join lateral (values ('language', coalesce(lang, '')), ('visibility', visibility), ('heard', heard::text),
        ('reach', reach::text), ('kind', kind), ('complaint', complaint::text)) p (part, value)) o
    where r.brand_id = o.brand_id and r.part = o.part and r.value = o.value and r.begins = o.begins and r.turns = 0;
      return null;
    end $function$;

CREATE OR REPLACE FUNCTION public.turn_team_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  update turn set team_id = new.team_id where brand_id = new.brand_id and id = new.turn_id;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.turn_watch()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into turn_unwatched (brand_id, turn_id) select brand_id, id from fresh on conflict do nothing;
  return null;
end $function$;

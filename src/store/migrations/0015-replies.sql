-- Saved replies, answers that wait for a lead, promises in our own words, and what we did to posts that are not ours.

create table saved_reply (
  brand_id integer not null references brand on delete cascade,
  id uuid not null,
  -- Whose own it is; null: everybody's.
  owner_id uuid,
  title text not null check (length(title) between 1 and 120),
  -- What is typed after the slash.
  shortcut text check (shortcut ~ '^[^[:space:]/]{1,40}$'),
  folder text not null default '',
  tags text[] not null default '{}',
  -- By language and network: core/saved-reply.
  variants jsonb not null,
  -- What is done besides, once it is sent: core/macro.
  actions jsonb not null default '[]',
  -- "We are on it": does not stop the clock.
  holding boolean not null default false,
  version integer not null default 1,
  updated_at timestamptz not null,
  updated_by uuid,
  -- Kept for its figures when nobody uses it any more.
  removed_at timestamptz,
  primary key (brand_id, id),
  foreign key (brand_id, owner_id) references membership (brand_id, agent_id) on delete cascade
);
create unique index saved_reply_shortcut
  on saved_reply (brand_id, coalesce(owner_id, '00000000-0000-0000-0000-000000000000'), lower(shortcut))
  where shortcut is not null and removed_at is null;

-- The initials under public answers: for one network, or for all that have no line of their own (network '').
create table signature (
  brand_id integer not null references brand on delete cascade,
  network text not null,
  -- "^{initials}"; empty: none.
  pattern text not null check (length(pattern) <= 40),
  primary key (brand_id, network)
);

-- Whose answers wait for a lead: core/approval. The first that fits applies.
create table approval_rule (
  brand_id integer not null references brand on delete cascade,
  id uuid not null,
  place integer not null,
  rule jsonb not null,
  updated_at timestamptz not null,
  updated_by uuid,
  primary key (brand_id, id)
);

alter table message
  -- The saved reply these words came from: which of its texts, and whether they were changed.
  add column saved_reply_id uuid,
  add column saved_reply_text jsonb,
  add column saved_reply_edited boolean not null default false,
  -- Who was asked to look before it leaves, why, and what they said: core/approval.
  add column approval jsonb,
  drop constraint message_delivery_check,
  add constraint message_delivery_check
    check (delivery in ('queued', 'sending', 'sent', 'failed', 'unsure', 'handed', 'held', 'returned')),
  add constraint message_held_check check (delivery not in ('held', 'returned') or approval is not null);
create index message_held on message (brand_id, received_at) where delivery in ('held', 'returned');
create index message_saved_reply on message (brand_id, saved_reply_id, received_at) where saved_reply_id is not null;
-- What was said in public lately, for "you have said this 12 times today".
create index message_said_lately on message (brand_id, received_at desc) where direction = 'out' and visibility = 'public';

-- "I'll be back tomorrow": noticed by whoever wrote it, and kept by answering in time.
create table own_promise (
  brand_id integer not null,
  id uuid not null,
  message_id uuid not null,
  agent_id uuid not null,
  phrase text not null,
  made_at timestamptz not null,
  remind_at timestamptz not null,
  due_at timestamptz not null,
  reminded_at timestamptz,
  outcome text check (outcome in ('kept', 'broken', 'dropped')),
  ended_at timestamptz,
  -- The answer that kept it.
  kept_by uuid,
  primary key (brand_id, id),
  unique (brand_id, message_id),
  foreign key (brand_id, message_id) references message (brand_id, id) on delete cascade,
  check ((outcome is null) = (ended_at is null))
);
create index own_promise_due on own_promise (due_at) where outcome is null;
create index own_promise_remind on own_promise (remind_at) where outcome is null and reminded_at is null;
create index own_promise_list on own_promise (brand_id, due_at desc, id desc);

-- What we did on the network to a post or a person besides answering, why, and what the network said.
create table moderation (
  brand_id integer not null,
  id uuid not null,
  message_id uuid not null,
  agent_id uuid not null,
  deed text not null check (deed in ('hide', 'unhide', 'delete', 'like', 'unlike', 'block', 'unblock', 'report')),
  reason text,
  at timestamptz not null,
  state text not null check (state in ('queued', 'doing', 'done', 'failed', 'unsure')),
  said text,
  attempts integer not null default 0,
  lease_until timestamptz,
  ended_at timestamptz,
  primary key (brand_id, id),
  foreign key (brand_id, message_id) references message (brand_id, id) on delete cascade
);
create index moderation_message on moderation (brand_id, message_id, at);
create index moderation_list on moderation (brand_id, at desc, id desc);
create index moderation_in_flight on moderation (state, lease_until) where state in ('queued', 'doing');
-- One deed of a kind at a time on one post.
create unique index moderation_once on moderation (brand_id, message_id, deed) where state in ('queued', 'doing');

-- Rules moderate too, deeds wait and are tried again, and what was done stays readable when its words are gone.
alter table moderation
  alter column agent_id drop not null,
  -- The rule that did it, by name too: rules come and go.
  add column rule_id uuid,
  add column rule_name text,
  add column ground text check (ground in ('spam', 'abuse', 'illegal', 'other')),
  -- What the deed is about: of two about the same, the later counts.
  add column matter text not null generated always as (
    case deed when 'unlike' then 'like' when 'unhide' then 'hide' when 'unblock' then 'block' else deed end) stored,
  -- Our own words, where the deed deletes them.
  add column words text,
  -- When it is begun, or begun again.
  add column run_at timestamptz not null default now(),
  add constraint moderation_by check ((agent_id is null) = (rule_name is not null));
alter table moderation alter column run_at drop default;
drop index moderation_message, moderation_in_flight, moderation_once;
create index moderation_message on moderation (brand_id, message_id, matter, at desc, id desc);
create index moderation_in_flight on moderation (coalesce(lease_until, run_at)) where state in ('queued', 'doing');
create unique index moderation_once on moderation (brand_id, message_id, matter) where state in ('queued', 'doing');

-- Who works how, who is here, and how a team's work finds its people.
alter table team
  -- pull: colleagues take what is next; push: it is given to them.
  add column hands_out text not null default 'pull' check (hands_out in ('pull', 'push'));
-- What comes into these inboxes is this team's from the beginning.
create table team_inbox (
  brand_id integer not null,
  inbox_id uuid not null,
  team_id uuid not null,
  primary key (brand_id, inbox_id),
  foreign key (brand_id, inbox_id) references inbox (brand_id, id) on delete cascade,
  foreign key (brand_id, team_id) references team (brand_id, id) on delete cascade
);
create index team_inbox_team on team_inbox (brand_id, team_id);
alter table membership
  -- As core/skill writes them: language:el, network:bluesky, topic:refund.
  add column skills text[] not null default '{}' check (cardinality(skills) <= 60),
  add column capacity smallint not null default 6 check (capacity between 1 and 100);
-- The knocks of open desks. What they mean at an instant is for core/presence to say; `told` is what desks were told last.
create table presence (
  brand_id integer not null,
  agent_id uuid not null,
  beat_at timestamptz,
  left_at timestamptz,
  on_since timestamptz not null,
  input_at timestamptz not null,
  away_reason text check (away_reason in ('break', 'meeting', 'training', 'other')),
  away_since timestamptz,
  told text not null default 'off',
  -- When work was last pushed to them.
  given_at timestamptz,
  primary key (brand_id, agent_id),
  foreign key (brand_id, agent_id) references membership (brand_id, agent_id) on delete cascade,
  check ((away_reason is null) = (away_since is null))
);
-- What waits for a team and is nobody's, in the order it is handed out.
create index conversation_team_due on conversation (brand_id, team_id, (coalesce(due_at, '9999-12-31 00:00:00+00')), id)
  where turn_id is not null and assignee_id is null and team_id is not null and status = 'open';
-- What somebody answered of late: hard cases are shared, and the same person is asked again.
create index turn_closed_by on turn (brand_id, closed_agent_id, closed_at desc) where closed_agent_id is not null;

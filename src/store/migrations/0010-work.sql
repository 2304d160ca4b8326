-- What promises, routing and rules go by: whose work it is, how pressing people say it is, and what it is about.
create table team (
  brand_id integer not null references brand (id) on delete cascade,
  id uuid not null,
  name text not null check (length(name) between 1 and 120),
  created_at timestamptz not null default now(),
  primary key (brand_id, id),
  unique (brand_id, name)
);
create table team_member (
  brand_id integer not null,
  team_id uuid not null,
  agent_id uuid not null,
  primary key (brand_id, team_id, agent_id),
  foreign key (brand_id, team_id) references team (brand_id, id) on delete cascade,
  foreign key (brand_id, agent_id) references membership (brand_id, agent_id) on delete cascade
);
create index team_member_agent on team_member (brand_id, agent_id);
alter table conversation
  add column team_id uuid,
  add column priority text not null default 'normal' check (priority in ('low', 'normal', 'high', 'urgent')),
  -- Words of core/intent: what the customer's open turn is about, as read when it was heard.
  add column intents text[] not null default '{}',
  add constraint conversation_team_fkey foreign key (brand_id, team_id) references team (brand_id, id) on delete set null (team_id);
create index conversation_team on conversation (brand_id, team_id, status) where team_id is not null;

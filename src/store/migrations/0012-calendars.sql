-- When teams work. A week has seven days, Monday first, each a list of {"fromMinute", "untilMinute"} of the wall clock (core/calendar/hours).
create table calendar (
  brand_id integer not null references brand (id) on delete cascade,
  id uuid not null,
  name text not null check (length(name) between 1 and 120),
  time_zone text not null check (length(time_zone) between 1 and 60),
  week jsonb not null check (jsonb_array_length(week) = 7),
  created_at timestamptz not null default now(),
  primary key (brand_id, id),
  unique (brand_id, name)
);
-- Days with other hours than their weekday's, both ends included; no intervals: closed.
create table holiday (
  brand_id integer not null,
  id uuid not null,
  calendar_id uuid not null,
  date date not null,
  until date not null check (until >= date),
  name text not null check (length(name) between 1 and 120),
  intervals jsonb not null default '[]' check (jsonb_typeof(intervals) = 'array'),
  source text not null check (source in ('entered', 'imported')),
  primary key (brand_id, id),
  foreign key (brand_id, calendar_id) references calendar (brand_id, id) on delete cascade
);
create index holiday_of_calendar on holiday (brand_id, calendar_id, date);
alter table team
  add column calendar_id uuid,
  add constraint team_calendar_fkey foreign key (brand_id, calendar_id) references calendar (brand_id, id);
create index team_calendar on team (brand_id, calendar_id) where calendar_id is not null;

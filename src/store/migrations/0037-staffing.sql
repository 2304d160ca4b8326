-- Plans of people: what leads entered, where something else than usual counts, and the shifts they drew. A plan belongs to the brand
-- (team_id null) or to one of its teams, and is gone with it. Weeks are named by their Monday; shifts keep the wall clock of the desk,
-- so that summer time moves them as it moves people.
create table staffing_settings (
  brand_id integer not null references brand on delete cascade,
  team_id uuid,
  entered jsonb not null check (jsonb_typeof(entered) = 'object'),
  version integer not null default 1,
  changed_at timestamptz not null,
  changed_by uuid not null,
  unique nulls not distinct (brand_id, team_id),
  foreign key (brand_id, team_id) references team (brand_id, id) on delete cascade
);
create table staffing_week (
  brand_id integer not null references brand on delete cascade,
  team_id uuid,
  week date not null check (extract(isodow from week) = 1),
  shifts jsonb not null check (jsonb_typeof(shifts) = 'array'),
  version integer not null default 1,
  changed_at timestamptz not null,
  changed_by uuid not null,
  unique nulls not distinct (brand_id, team_id, week),
  foreign key (brand_id, team_id) references team (brand_id, id) on delete cascade
);

-- What a brand reckons the figures of Insight with: what customers expect, how many leave when nobody answers, what one is worth.
create table insight_settings (
  brand_id integer primary key references brand on delete cascade,
  settings jsonb not null check (jsonb_typeof(settings) = 'object'),
  version integer not null default 1,
  changed_at timestamptz not null,
  changed_by uuid not null
);

-- What a company says of its own matters, for triage: kinds of request, rivals, order numbers, dangers.
create table triage_settings (
  brand_id integer primary key references brand on delete cascade,
  settings jsonb not null,
  version integer not null default 1,
  changed_at timestamptz not null
);

-- Two leads never overwrite each other unseen: the version rises with every change of name, time zone or week.
alter table calendar add column version integer not null default 1;
-- Where holidays are read from once a week. etag: what the last answer was marked with; failures: in a row; said: what the last one said.
create table holiday_feed (
  brand_id integer not null,
  calendar_id uuid not null,
  url text not null check (length(url) between 1 and 2000),
  etag text check (length(etag) <= 500),
  asked_at timestamptz not null,
  read_at timestamptz not null,
  failures integer not null default 0 check (failures >= 0),
  said text check (length(said) <= 500),
  primary key (brand_id, calendar_id),
  foreign key (brand_id, calendar_id) references calendar (brand_id, id) on delete cascade
);
alter table holiday
  drop constraint holiday_source_check,
  add constraint holiday_source_check check (source in ('entered', 'imported', 'subscribed'));

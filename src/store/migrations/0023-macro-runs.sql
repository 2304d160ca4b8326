-- What a saved reply did besides when its answer was queued, step by step: taken back with the answer while it has not left.
create table macro_run (
  brand_id integer not null,
  message_id uuid not null,
  steps jsonb not null check (jsonb_typeof(steps) = 'array'),
  primary key (brand_id, message_id),
  foreign key (brand_id, message_id) references message (brand_id, id) on delete cascade
);

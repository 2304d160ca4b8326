-- Marks people put under posts: one a person and post. What was taken back stays as null, so that an older mark told later is known to be older.
create table reaction (
  brand_id int not null,
  message_id uuid not null,
  -- The network's id of the person, as scoped there.
  person_id text not null,
  name text not null,
  own boolean not null,
  mark text,
  at timestamptz not null,
  primary key (brand_id, message_id, person_id),
  foreign key (brand_id, message_id) references message (brand_id, id) on delete cascade
);

-- When it reached the person it is for, where the network says so.
alter table message add column delivered_at timestamptz;

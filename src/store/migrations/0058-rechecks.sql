-- How far the posts of a channel have been looked at once more, at each age a network asks it to be done at.
create table channel_recheck (
  brand_id int not null,
  channel_id uuid not null,
  age_minutes int not null,
  -- The last post that was looked at: its time, and its id where several share that.
  at timestamptz not null,
  id uuid not null,
  primary key (brand_id, channel_id, age_minutes),
  foreign key (brand_id, channel_id) references channel (brand_id, id) on delete cascade
);

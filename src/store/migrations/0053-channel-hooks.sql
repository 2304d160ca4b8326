-- Whether networks still call us: looked at again and again by whoever listens to the channel.

-- stands: it calls us. byHand: a person has to enter our address there. failing: it could not be asked.
-- stood_at: when it was last seen to call us. missed_since: what came since then is to be asked for.
create table channel_hook (
  brand_id int not null,
  channel_id uuid not null,
  state text not null check (state in ('stands', 'byHand', 'failing')),
  why text,
  made_at timestamptz not null,
  looked_at timestamptz not null,
  stood_at timestamptz,
  begun_at timestamptz,
  missed_since timestamptz,
  primary key (brand_id, channel_id),
  foreign key (brand_id, channel_id) references channel (brand_id, id) on delete cascade
);

-- What each channel paid its network, by the day in UTC: networks count so. Money in millionths of a dollar.
create table spend (
  brand_id int not null,
  channel_id uuid not null,
  day date not null,
  -- As the connector calls it among its prices.
  price text not null,
  units bigint not null check (units >= 0),
  micro_usd bigint not null check (micro_usd >= 0),
  primary key (brand_id, channel_id, day, price),
  foreign key (brand_id, channel_id) references channel (brand_id, id) on delete cascade
);

-- What was bought that day: some networks charge the same thing once a day. Forgotten two days later.
create table bought (
  brand_id int not null,
  channel_id uuid not null,
  day date not null,
  price text not null,
  remote_id text not null,
  primary key (brand_id, channel_id, day, price, remote_id),
  foreign key (brand_id, channel_id) references channel (brand_id, id) on delete cascade
);

-- What it may cost in a month; without a row there is no limit. Of that, the reserve is left to answers.
create table channel_budget (
  brand_id int not null,
  channel_id uuid not null,
  monthly_micro_usd bigint not null check (monthly_micro_usd >= 0),
  reserve_micro_usd bigint not null default 0 check (reserve_micro_usd >= 0 and reserve_micro_usd <= monthly_micro_usd),
  set_at timestamptz not null,
  set_by uuid,
  primary key (brand_id, channel_id),
  foreign key (brand_id, channel_id) references channel (brand_id, id) on delete cascade
);

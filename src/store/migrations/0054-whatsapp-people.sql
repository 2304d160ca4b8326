-- Networks may know one person by several ids, and people may say that they want to be left alone; templates go out in the place of words.

-- Further ids of somebody: what comes under one of them is theirs. told_at: when the network last said so.
create table identity_alias (
  brand_id int not null,
  network text not null,
  remote_id text not null,
  identity_id uuid not null,
  told_at timestamptz not null,
  primary key (brand_id, network, remote_id),
  foreign key (brand_id, identity_id) references identity (brand_id, id) on delete cascade
);
create index identity_alias_identity on identity_alias (brand_id, identity_id);

-- wants: 'asked' is only answers to what they wrote. wants_by: their own words, or a setting of the network.
alter table identity
  add column wants text not null default 'anything' check (wants in ('anything', 'asked')),
  add column wants_at timestamptz,
  add column wants_by text check (wants_by in ('words', 'network'));

-- The approved template an answer goes out as: name, language and values; text is what it reads as.
alter table message add column template jsonb;

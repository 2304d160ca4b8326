-- Sign-in. `session`, `sign_in_method` and `verification` are kept by better-auth under names of our own
-- (services/sign-in.ts maps them; tests/http/sign-in.test.ts holds these columns against what the library expects).

create table session (
  id uuid primary key,
  agent_id uuid not null references agent on delete cascade,
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index session_agent on session (agent_id);

-- How a person proves who they are: a password today, single sign-on later.
create table sign_in_method (
  id uuid primary key,
  agent_id uuid not null references agent on delete cascade,
  provider text not null,
  provider_account text not null,
  -- scrypt, with its salt; null for anything but a password.
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (provider, provider_account)
);
create index sign_in_method_agent on sign_in_method (agent_id);

create table verification (
  id uuid primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index verification_identifier on verification (identifier);

-- Failed attempts to sign in, by the hash of an address or an account, so that guessing is slow on every process at once.
create table sign_in_failure (
  key text primary key,
  n integer not null,
  until timestamptz not null
);

-- Only the hash is kept: a token is shown once, when it is made.
create table api_token (
  id uuid primary key,
  agent_id uuid not null references agent on delete cascade,
  name text not null check (length(name) between 1 and 120),
  start text not null,
  hash bytea not null unique,
  created_at timestamptz not null default now(),
  last_used_at timestamptz
);
create index api_token_agent on api_token (agent_id, created_at desc);

-- Answers that failed are few and are counted for whoever watches.
create index message_failed on message (brand_id) where delivery = 'failed';

/**
 * Months of a made-up company's turns, written by the server itself; the roll-ups are counted from them by the same function that counts
 * a brand's history. Messages are told by their number alone: no figure of response times reads one.
 */
import type pg from 'pg';

export type Company = {
  /** Of each month of 30 days. */
  messages: number;
  /** Months with every turn in them, the last of which ends now. */
  months: number;
  /** Months before those of which there are only the roll-ups. */
  past: number;
};

/** The middle of a month, so that neither end of 30 days is near the end of one: the slowest there is. */
export const NOW = new Date('2026-11-16T12:00:00Z');
export const DAYS_OF_MONTH = 30;
/** A turn is what a customer writes until they are answered, and the answer. */
const MESSAGES_OF_TURN = 2.5;
const CHANNELS = 10;
const INBOXES = 6;
const TEAMS = 5;
const PART_TURNS = 100_000;

export const NETWORKS = ['bluesky', 'mastodon', 'facebook', 'whatsapp', 'reviews'];
export const LANGUAGES = ['en', 'de', 'es', 'el', 'ar', 'fr', 'it', 'pt', 'nl', 'tr'];

export function inboxId(n: number): string {
  return id('b', n);
}

function id(kind: string, n: number): string {
  return `${kind}0000000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
}

const WORDS = `
  create function bench_id(kind text, n bigint) returns uuid language sql immutable parallel safe as
  $$ select (kind || '0000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid $$;
  -- Evenly spread over [0, 1).
  create function bench_chance(n bigint, salt int) returns double precision language sql immutable parallel safe as
  $$ select (hashint8extended(n, salt) & 1048575) / 1048576.0 $$;
  -- From 1 to many; few values are common and most are rare.
  create function bench_rank(n bigint, salt int, many int) returns int language sql immutable parallel safe as
  $$ select least(many, floor(power(many + 1, bench_chance(n, salt)))::int) $$`;

const PLACE = `
  insert into brand (slug, name) values ('kestrel', 'Kestrel');
  insert into calendar (brand_id, id, name, time_zone, week) values (1, bench_id('9', 1), 'Office', 'Europe/Athens', '[[],[],[],[],[],[],[]]');
  insert into inbox (brand_id, id, name) select 1, bench_id('b', n), 'Inbox ' || n from generate_series(1, ${INBOXES}) n;
  insert into team (brand_id, id, name) select 1, bench_id('7', n), 'Team ' || n from generate_series(1, ${TEAMS}) n;
  insert into channel (brand_id, id, inbox_id, network, name, account)
  select 1, bench_id('c', n), bench_id('b', 1 + n % ${INBOXES}), ('{${NETWORKS.join(',')}}'::text[])[1 + (n - 1) % ${NETWORKS.length}], 'Channel ' || n,
    jsonb_build_object('remoteId', 'us', 'handle', 'kestrel', 'name', 'Kestrel', 'avatarUrl', null, 'profileUrl', null)
  from generate_series(1, ${CHANNELS}) n`;

/**
 * $1 and $2: the first and last number of the part; $3: turns a second; $4: the moment all ends. Most are written by day, half of them in
 * the channel's own language, most answered within hours, some never; of each network only as much is known as such a network tells.
 */
const TURNS = `
  with thrown as (
    select n, bench_rank(n, 1, ${CHANNELS}) as channel, bench_chance(n, 2) as lang_chance, bench_chance(n, 3) as outcome_chance,
      $4::timestamptz - make_interval(secs => (n - 0.5) / $3) as at from generate_series($1::bigint, $2::bigint) n),
  placed as (
    select *, 1 + (channel - 1) % ${NETWORKS.length} as network, date_trunc('day', at)
      + make_interval(secs => 86400 * (0.25 + 0.75 * power(bench_chance(n, 4), 0.8)) * extract(epoch from at - date_trunc('day', at)) / 86400) as opened_at
    from thrown),
  made as (
    select *, network = 4 or (network <> 5 and bench_chance(n, 5) < 0.2) as is_private,
      exp(ln(60.0 * (3 + channel * 4)) + 1.6 * sqrt(-2 * ln(bench_chance(n, 6) + 1e-7)) * cos(2 * pi() * bench_chance(n, 7))) as waits,
      3 + 40 * power(bench_chance(n, 8), 6) as heard_after
    from placed)
  insert into turn (brand_id, id, conversation_id, inbox_id, channel_id, kind, opened_at, received_at, opened_by, due_at, breached_at, closed_at,
    closed_agent_id, outcome, team_id, lang, visibility, heard, reach, complaint)
  select 1, bench_id('2', n), bench_id('1', n), bench_id('b', 1 + channel % ${INBOXES}), bench_id('c', channel),
    case when bench_chance(n, 9) < 0.65 then 'first' else 'next' end, opened_at, opened_at + make_interval(secs => heard_after), bench_id('3', n),
    opened_at + interval '30 minutes', case when outcome_chance >= 0.98 then opened_at + interval '30 minutes' end,
    case when outcome_chance < 0.98 then opened_at + make_interval(secs => waits) end,
    case when outcome_chance < 0.85 then bench_id('a', 1 + n % 60) end,
    case when outcome_chance < 0.85 then 'answered' when outcome_chance < 0.93 then 'unanswered' when outcome_chance < 0.97 then 'not_needed'
      when outcome_chance < 0.98 then 'withdrawn' end,
    case when bench_chance(n, 10) < 0.9 then bench_id('7', 1 + channel % ${TEAMS}) else bench_id('7', bench_rank(n, 11, ${TEAMS})) end,
    ('{${LANGUAGES.join(',')}}'::text[])[case when lang_chance < 0.5 then 1 + channel % 4 else bench_rank(n, 12, ${LANGUAGES.length}) end],
    case when is_private then 'private' else 'public' end, not is_private and bench_chance(n, 13) < 0.15,
    case when network in (4, 5) then 0 else bench_rank(n, 14, 6) - 1 end, bench_chance(n, 15) < 0.25
  from made`;

/** @param tell hears what is being done, for people who wait */
export async function fillReports(pool: pg.Pool, company: Company, tell: (line: string) => void): Promise<void> {
  const { messages, months, past } = company;
  await pool.query(WORDS);
  await pool.query(PLACE);
  const perMonth = Math.round(messages / MESSAGES_OF_TURN);
  const { rows: indexes } = await pool.query<{ name: string; definition: string }>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition from pg_index i
     where i.indrelid = 'turn'::regclass and not exists (select from pg_constraint c where c.conindid = i.indexrelid)`,
  );
  await pool.query(indexes.map(({ name }) => `drop index ${name}`).join('; '));
  await addTurns(pool, perMonth * months, perMonth / (DAYS_OF_MONTH * 86_400), tell);
  for (const { name, definition } of indexes) {
    tell(`index ${name}`);
    await pool.query(definition);
  }
  await pool.query('vacuum analyze turn');
  tell('counting the roll-ups from them');
  await pool.query('select recount_turns(1), recount_turn_hours(1)');
  if (past > 0) await addPast(pool, past);
  await pool.query('vacuum analyze');
}

async function addTurns(pool: pg.Pool, turns: number, perSecond: number, tell: (line: string) => void): Promise<void> {
  let begun = 0;
  async function work(): Promise<void> {
    const client = await pool.connect();
    try {
      // Without the triggers and the look-ups of foreign keys: the rows fit by construction.
      await client.query('set session_replication_role = replica');
      while (begun < turns) {
        const first = begun + 1;
        begun = Math.min(begun + PART_TURNS, turns);
        await client.query(TURNS, [first, begun, perSecond, NOW]);
        tell(`${begun.toLocaleString('en')} turns`);
      }
      await client.query('set session_replication_role = origin');
    } finally {
      client.release();
    }
  }
  await Promise.all([work(), work()]);
}

/** Puts months of roll-ups before the oldest, each like the oldest whole one, and a turn at their very beginning. */
async function addPast(pool: pg.Pool, past: number): Promise<void> {
  const { rows } = await pool.query<{ name: string; columns: string }>(
    `select table_name as name, string_agg(quote_ident(column_name), ', ' order by ordinal_position) as columns
     from information_schema.columns where table_name in ('turn_span', 'turn_slot', 'turn_hours') and column_name <> 'begins' group by 1`,
  );
  const { rows: months } = await pool.query<{ since: Date }>(
    "select min(begins) + interval '1 month' as since from turn_span where span = 'month'",
  );
  for (const { name, columns } of rows) {
    await pool.query(
      `insert into ${name} (begins, ${columns})
       select begins - make_interval(months => 1 + back), ${columns} from ${name} cross join generate_series(1, $1::int) back
       where begins >= $2::timestamptz and begins < $2::timestamptz + interval '1 month'
         ${name === 'turn_span' ? "and span = 'month'" : ''}
       on conflict do nothing`,
      [past, months[0]?.since],
    );
  }
  await pool.query(
    `update turn set opened_at = begins, received_at = begins, due_at = null, breached_at = null, closed_at = begins, outcome = 'withdrawn'
     from (select min(begins) as begins from turn_span) oldest where brand_id = 1 and id = bench_id('2', 1)`,
  );
}

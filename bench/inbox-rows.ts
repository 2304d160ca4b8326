/**
 * A made-up company of the wanted size, written by the server itself: sets of rows from `generate_series`, indexes after.
 * Ids are counted rather than random, so that every table can name the others without looking.
 */
import type pg from 'pg';

export interface Size {
  conversations: number;
  messagesEach: number;
}

export const INBOXES = 12;
export const CHANNELS = 20;
export const AGENTS = 60;
/** Of all conversations, how many are not resolved; and how many of all wait for us. */
export const ACTIVE_PERCENT = 10;
export const WAITING_PERCENT = 4;
const CONTACTS_PERCENT = 60;
const SENTENCES = 40_000;
const PART_ROWS = 50_000;
const DAYS = 730;

/** The made-up ids of `bench_id`. */
export function benchId(kind: 'a' | 'b' | 'c' | 'd' | '1', n: number): string {
  return `${kind}0000000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
}

/** Everything the other statements lean on. The same numbers give the same company in every run. */
const WORDS = `
  create function bench_id(kind text, n bigint) returns uuid language sql immutable parallel safe as
  $$ select (kind || '0000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid $$;
  -- Evenly spread over [0, 1).
  create function bench_chance(n bigint, salt int) returns double precision language sql immutable parallel safe as
  $$ select (hashint8extended(n, salt) & 1048575) / 1048576.0 $$;
  -- From 1 to many; few values are common and most are rare, as inboxes, channels and words are.
  create function bench_rank(n bigint, salt int, many int) returns int language sql immutable parallel safe as
  $$ select least(many, floor(power(many + 1, bench_chance(n, salt)))::int) $$;
  create table bench_sentence (nth int primary key, text text not null, search tsvector not null);
  insert into bench_sentence
  select n, text, to_tsvector('simple', text) from (
    select n, string_agg('word' || bench_rank(n * 16 + k, 1, 30000), ' ' order by k) as text
    from generate_series(1, ${SENTENCES}) n, generate_series(1, 12) k group by n) made;
`;

const PLACE = `
  insert into brand (slug, name) values ('kestrel', 'Kestrel');
  insert into agent (id, name, email) select bench_id('a', n), 'Agent ' || n, 'agent' || n || '@kestrel.example' from generate_series(1, ${AGENTS}) n;
  insert into membership (brand_id, agent_id, role) select 1, id, 'agent' from agent;
  insert into inbox (brand_id, id, name) select 1, bench_id('b', n), 'Inbox ' || n from generate_series(1, ${INBOXES}) n;
  insert into channel (brand_id, id, inbox_id, network, name, account)
  select 1, bench_id('c', n), bench_id('b', 1 + (n - 1) % ${INBOXES}), 'rehearsal', 'Channel ' || n,
    jsonb_build_object('remoteId', 'us', 'handle', 'kestrel', 'name', 'Kestrel', 'avatarUrl', null, 'profileUrl', null)
  from generate_series(1, ${CHANNELS}) n;
`;

/** $1 and $2: the first and last number of the part. */
const CONTACTS = `
  with made as (select n, 'Person ' || bench_rank(n, 21, 50000) || ' Surname' || n % 9973 as name from generate_series($1::bigint, $2::bigint) n),
  kept as (insert into contact (brand_id, id, name, created_at) select 1, bench_id('d', n), name, now() - interval '${DAYS} days' from made)
  insert into identity (brand_id, id, contact_id, own_contact_id, network, remote_id, handle, name, first_seen_at, known_at)
  select 1, bench_id('e', n), bench_id('d', n), bench_id('d', n), 'rehearsal', 'p' || n, 'handle' || n || '.' || bench_rank(n, 22, 5000), name,
    now() - interval '${DAYS} days', now() - interval '${DAYS} days' from made`;

const CONVERSATIONS = (size: Size) => `
  with thrown as (
    select n, bench_chance(n, 2) * 100 as status_chance, bench_rank(n, 3, ${CHANNELS}) as channel, bench_chance(n, 5) as lang_chance,
      -- The oldest are almost all resolved; what is active is mostly recent, and some of it is very old.
      now() - make_interval(secs => ${DAYS} * 86400.0 * (1 - n / ${size.conversations}.0)) - interval '6 hours' as opened_at,
      1 + floor(bench_chance(n, 4) * ${Math.max(1, (size.conversations * CONTACTS_PERCENT) / 100)})::bigint as person
    from generate_series($1::bigint, $2::bigint) n),
  made as (
    select *, status_chance < ${WAITING_PERCENT} as waits, case when status_chance < ${WAITING_PERCENT} then 'open' when status_chance < 8 then 'waiting'
      when status_chance < ${ACTIVE_PERCENT} then 'snoozed' else 'resolved' end as status,
      opened_at + make_interval(mins => 20 * ${size.messagesEach}) as last_at from thrown),
  kept as (
    insert into thread (brand_id, id, channel_id, root_remote_id, visibility)
    select 1, bench_id('f', n), bench_id('c', channel), 'r' || n, case when n % 4 = 0 then 'private' else 'public' end from made)
  insert into conversation (brand_id, id, inbox_id, channel_id, thread_id, visibility, identity_id, contact_id, status, assignee_id, heard, preview,
    lang, tags, message_count, opened_at, last_message_at, snoozed_until, resolved_at, turn_id, turn_kind, turn_opened_at, due_at)
  select 1, bench_id('1', n), bench_id('b', 1 + (channel - 1) % ${INBOXES}), bench_id('c', channel), bench_id('f', n),
    case when n % 4 = 0 then 'private' else 'public' end, bench_id('e', person), bench_id('d', person), status,
    case when n % 3 > 0 then bench_id('a', bench_rank(n, 6, ${AGENTS})) end, n % 10 = 0, 'My machine of order ' || n || ' leaks',
    case when lang_chance < 0.6 then 'en' when lang_chance < 0.75 then 'es' when lang_chance < 0.85 then 'de' when lang_chance < 0.93 then 'el'
      when lang_chance < 0.9999 then 'ar' else 'fi' end,
    array_remove(array[case when bench_chance(n, 7) < 0.05 then 'refund' end, case when bench_chance(n, 8) < 0.0002 then 'vip' end,
      case when n < ${size.conversations} / 10 and n % 3 = 0 then 'recall' end], null),
    ${size.messagesEach}, opened_at, last_at, case when status = 'snoozed' then now() + interval '1 day' end,
    case when status = 'resolved' then last_at end, case when waits then bench_id('2', n) end, case when waits then 'next' end,
    case when waits then last_at end, case when waits then last_at + interval '15 minutes' end
  from made`;

const MESSAGES = (size: Size) => `
  insert into message (brand_id, id, conversation_id, channel_id, thread_id, direction, visibility, remote_id, parent_remote_id, identity_id, agent_id,
    at, received_at, text, lang, delivery, search)
  select 1, bench_id('3', n * ${size.messagesEach} + k), c.id, c.channel_id, c.thread_id, case when ours then 'out' else 'in' end, c.visibility,
    'm' || n || '.' || k, case when k > 0 then 'm' || n || '.' || k - 1 end, case when not ours then c.identity_id end,
    case when ours then bench_id('a', bench_rank(n, 6, ${AGENTS})) end, c.opened_at + make_interval(mins => 20 * (k + 1)),
    c.opened_at + make_interval(mins => 20 * (k + 1)), s.text || ' order' || n, c.lang, case when ours then 'sent' end,
    s.search || array_to_tsvector(array['order' || n])
  from generate_series($1::bigint, $2::bigint) n
  join conversation c on c.brand_id = 1 and c.id = bench_id('1', n)
  cross join generate_series(0, ${size.messagesEach - 1}) k
  cross join lateral (select k % 2 = 1 and (k < ${size.messagesEach - 1} or c.turn_id is null) as ours) side
  join bench_sentence s on s.nth = 1 + (n * ${size.messagesEach} + k) * 7919 % ${SENTENCES}`;

const TURNS = `
  insert into turn (brand_id, id, conversation_id, inbox_id, channel_id, kind, opened_at, received_at, opened_by, due_at, wake_at, closed_at, outcome)
  select 1, coalesce(turn_id, bench_id('2', n)), id, inbox_id, channel_id, 'next', last_message_at, last_message_at, bench_id('3', n), last_message_at + interval '15 minutes',
    case when turn_id is not null then now() + interval '1 day' end, case when turn_id is null then last_message_at + make_interval(mins => (n % 40)::int) end,
    case when turn_id is null then 'answered' end
  from generate_series($1::bigint, $2::bigint) n join conversation on brand_id = 1 and id = bench_id('1', n)`;

const TALLY = `
  insert into tally (brand_id, inbox_id, assignee_id, status, waiting_for_us, n)
  select brand_id, inbox_id, coalesce(assignee_id, '00000000-0000-0000-0000-000000000000'), status, turn_id is not null, count(*)
  from conversation group by 1, 2, 3, 4, 5`;

const TAG_TALLY = `
  insert into tag_tally (brand_id, inbox_id, tag, n)
  select brand_id, inbox_id, tag, count(*) from conversation cross join unnest(tags) tag group by 1, 2, 3`;

const SEARCHED_TABLES = ['contact', 'identity', 'conversation', 'message', 'turn'];

/** @param tell hears what is being done, for people who wait  */
export async function fillInbox(pool: pg.Pool, size: Size, tell: (line: string) => void): Promise<void> {
  await pool.query(WORDS);
  await pool.query(PLACE);
  const { rows } = await pool.query<{ name: string; definition: string }>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition from pg_index i
     where i.indrelid = any($1::text[]::regclass[]) and not exists (select from pg_constraint c where c.conindid = i.indexrelid)`,
    [SEARCHED_TABLES],
  );
  await pool.query(rows.map(({ name }) => `drop index ${name}`).join('; '));
  await inParts(pool, CONTACTS, Math.max(1, Math.floor((size.conversations * CONTACTS_PERCENT) / 100)), tell, 'people');
  await inParts(pool, CONVERSATIONS(size), size.conversations, tell, 'conversations');
  await pool.query('analyze conversation');
  await inParts(
    pool,
    MESSAGES(size),
    size.conversations,
    tell,
    `conversations with ${size.messagesEach} messages each`,
  );
  await inParts(pool, TURNS, size.conversations, tell, 'turns');
  await pool.query(TALLY);
  await pool.query(TAG_TALLY);
  for (const { name, definition } of rows) {
    tell(`index ${name}`);
    await pool.query(definition);
  }
  tell('statistics');
  await pool.query('vacuum analyze');
}

/** Two parts at a time: a small machine has two cores. Checks that cost a look-up each are off; the rows fit by construction. */
async function inParts(
  pool: pg.Pool,
  statement: string,
  rows: number,
  tell: (line: string) => void,
  what: string,
): Promise<void> {
  let begun = 0;
  async function work(): Promise<void> {
    const client = await pool.connect();
    try {
      await client.query('set session_replication_role = replica');
      while (begun < rows) {
        const first = begun + 1;
        begun = Math.min(begun + PART_ROWS, rows);
        await client.query(statement, [first, begun]);
        tell(`${Math.min(begun, rows).toLocaleString('en')} ${what}`);
      }
      await client.query('set session_replication_role = origin');
    } finally {
      client.release();
    }
  }
  await Promise.all([work(), work()]);
}

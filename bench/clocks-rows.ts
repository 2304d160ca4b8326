/** A desk on which a given number of customers wait, each with a promise that comes due within the next month. */
import type pg from 'pg';

export const CLOCKS_CHANNEL = 'c0000000-0000-7000-8000-000000000001';
const PEOPLE = 5_000;
const PROMISE_MINUTES = 15;
const PART = 100_000;

const PLACE = `
  create function clocks_id(kind text, n bigint) returns uuid language sql immutable parallel safe as
  $$ select (kind || '0000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid $$;
  insert into brand (slug, name) values ('kestrel', 'Kestrel');
  insert into inbox (brand_id, id, name) values (1, clocks_id('b', 1), 'Care');
  insert into policy (brand_id, id, position, name, conditions, first_minutes, next_minutes, hours)
  values (1, clocks_id('b', 1), 1, 'Care', '{}', ${PROMISE_MINUTES}, ${PROMISE_MINUTES}, 'always');
  delete from retiming;
  insert into channel (brand_id, id, inbox_id, network, name, account)
  values (1, clocks_id('c', 1), clocks_id('b', 1), 'rehearsal', 'Square',
    '{"remoteId": "us", "handle": "kestrel", "name": "Kestrel", "avatarUrl": null, "profileUrl": null}');
  insert into contact (brand_id, id, name, created_at) select 1, clocks_id('d', n), 'Person ' || n, now() from generate_series(1, ${PEOPLE}) n;
  insert into identity (brand_id, id, contact_id, own_contact_id, network, remote_id, handle, first_seen_at, known_at)
  select 1, clocks_id('e', n), clocks_id('d', n), clocks_id('d', n), 'rehearsal', 'p' || n, 'person' || n, now(), now() from generate_series(1, ${PEOPLE}) n;
`;

/** $1 and $2: the first and last number of the part; $3: how many there are in all. Due evenly over the month after tomorrow. */
const WAITING = `
  with made as (
    select n, clocks_id('e', 1 + n % ${PEOPLE}) as identity_id, clocks_id('d', 1 + n % ${PEOPLE}) as contact_id,
      date_trunc('second', now()) + interval '1 day' + interval '30 days' * n / $3::bigint as due_at
    from generate_series($1::bigint, $2::bigint) n),
  timed as (select *, due_at - interval '${PROMISE_MINUTES} minutes' as opened_at from made),
  threads as (
    insert into thread (brand_id, id, channel_id, root_remote_id, visibility)
    select 1, clocks_id('f', n), '${CLOCKS_CHANNEL}', 'post ' || n, 'public' from timed),
  messages as (
    insert into message (brand_id, id, conversation_id, channel_id, thread_id, direction, visibility, remote_id, identity_id, at, received_at, text)
    select 1, clocks_id('1', n), clocks_id('2', n), '${CLOCKS_CHANNEL}', clocks_id('f', n), 'in', 'public', 'post ' || n, identity_id, opened_at, opened_at, 'My grinder hums, number ' || n
    from timed),
  turns as (
    insert into turn (brand_id, id, conversation_id, inbox_id, channel_id, kind, opened_at, received_at, opened_by, due_at, wake_at)
    select 1, clocks_id('3', n), clocks_id('2', n), clocks_id('b', 1), '${CLOCKS_CHANNEL}', 'first', opened_at, opened_at, clocks_id('1', n), due_at, due_at
    from timed)
  insert into conversation (brand_id, id, inbox_id, channel_id, thread_id, visibility, identity_id, contact_id, status, preview, message_count,
    opened_at, last_message_at, counted_until, turn_id, turn_kind, turn_opened_at, due_at)
  select 1, clocks_id('2', n), clocks_id('b', 1), '${CLOCKS_CHANNEL}', clocks_id('f', n), 'public', identity_id, contact_id, 'open', 'My grinder hums', 1,
    opened_at, opened_at, opened_at, clocks_id('3', n), 'first', opened_at, due_at
  from timed`;

export async function fillClocks(pool: pg.Pool, pending: number, say: (line: string) => void): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query(PLACE);
    const indexes = await dropIndexes(client);
    // The rows fit together by the way they are made; checking each of some millions would take longer than making them.
    await client.query('set session_replication_role = replica');
    for (let from = 1; from <= pending; from += PART) {
      await client.query(WAITING, [from, Math.min(from + PART - 1, pending), pending]);
      say(`${Math.min(from + PART - 1, pending).toLocaleString('en')} waiting customers`);
    }
    await client.query('set session_replication_role = origin');
    await client.query(
      `insert into tally select 1, inbox_id, '00000000-0000-0000-0000-000000000000', status, true, count(*) from conversation group by inbox_id, status`,
    );
    say('Indexes');
    for (const definition of indexes) await client.query(definition);
    await client.query('vacuum analyze');
  } finally {
    client.release();
  }
}

/** Indexes that hold no constraint; built again in one go when the rows are there. */
async function dropIndexes(client: pg.PoolClient): Promise<string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(`
    select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
    from pg_index i
    where i.indrelid = any(array['conversation', 'message', 'turn', 'thread']::regclass[])
      and not exists (select from pg_constraint k where k.conindid = i.indexrelid)`);
  for (const { name } of rows) await client.query(`drop index ${name}`);
  return rows.map(({ definition }) => definition);
}

/**
 * Moves some promises so that they come due at the given moments, by taking their opening back in time as far as needed.
 * @returns the ids of the turns, in the order of the moments
 */
export async function bringForward(pool: pg.Pool, dueAt: readonly Date[]): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `with chosen as (
       select id, conversation_id, opened_by, row_number() over () as nth from (
         select id, conversation_id, opened_by from turn
         where outcome is null and breached_at is null and wake_at is not null order by wake_at desc limit $1) last),
     moved as (
       select c.*, w.due_at, w.due_at - interval '${PROMISE_MINUTES} minutes' as opened_at
       from chosen c join unnest($2::timestamptz[]) with ordinality w (due_at, nth) using (nth)),
     messages as (
       update message m set at = moved.opened_at, received_at = moved.opened_at from moved where m.brand_id = 1 and m.id = moved.opened_by),
     turns as (
       update turn t set opened_at = moved.opened_at, received_at = moved.opened_at, due_at = moved.due_at, wake_at = moved.due_at
       from moved where t.brand_id = 1 and t.id = moved.id),
     conversations as (
       update conversation c set turn_opened_at = moved.opened_at, due_at = moved.due_at, opened_at = moved.opened_at,
         last_message_at = moved.opened_at, counted_until = moved.opened_at
       from moved where c.brand_id = 1 and c.id = moved.conversation_id)
     select id from moved order by nth`,
    [dueAt.length, dueAt],
  );
  return rows.map(({ id }) => id);
}

import { test } from 'node:test';
import pg from 'pg';
import { freshDatabase } from '/work/main/tests/support/database.ts';
import { readTopics } from '/work/main/src/services/reports/topics.ts';
import { readBacklog, readReopenings, listBacklog } from '/work/main/src/services/reports/backlog.ts';
import { makeRisenWords } from '/work/main/src/services/reports/words.ts';
import { readColleagues, readHandlingReport } from '/work/main/src/services/reports/workload.ts';
import { readRiskReport, listRisksNow, listRiskJudged } from '/work/main/src/services/reports/risk.ts';

test('perf', async () => {
  const database = await freshDatabase({ max: 4 });
  const { pool, db } = database;
  const c = await pool.connect();
  const t0 = Date.now();
  const run = async (label: string, q: string) => { const s = Date.now(); await c.query(q); console.log(label, Date.now() - s, 'ms'); };
  await run('base', `
  create function bench_id(kind text, n bigint) returns uuid language sql immutable parallel safe as
  $$ select (kind || '0000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid $$;
  insert into brand (slug, name) values ('kestrel', 'Kestrel');
  insert into agent (id, name, email) select bench_id('a', n), 'Agent ' || n, 'agent' || n || '@kestrel.example' from generate_series(1, 60) n;
  insert into membership (brand_id, agent_id, role) select 1, id, 'agent' from agent;
  insert into inbox (brand_id, id, name) select 1, bench_id('b', n), 'Inbox ' || n from generate_series(1, 6) n;
  insert into channel (brand_id, id, inbox_id, network, name, account)
  select 1, bench_id('c', n), bench_id('b', 1 + n % 6), ('{a,b,c,d,e}'::text[])[1 + n % 5], 'Channel ' || n, '{}' from generate_series(1, 10) n;
  set session_replication_role = replica;`);
  await run('conversations', `
  insert into conversation (brand_id, id, inbox_id, channel_id, thread_id, visibility, status, preview, opened_at, last_message_at, lang, risk, risk_parts, intents)
  select 1, bench_id('1', n), bench_id('b', 1 + n % 6), bench_id('c', 1 + n % 10), bench_id('8', n), case when n % 4 = 0 then 'private' else 'public' end,
    (case when n % 10 = 0 then 'open' when n % 10 < 3 then 'waiting' else 'resolved' end), 'hello', now() - make_interval(secs => n * 3.7), now() - make_interval(secs => n * 3.7), ('{en,de,el}'::text[])[1 + n % 3],
    case when n % 3 = 0 then 5 + (n * 7) % 80 else 4 end, '[]', '{}'
  from generate_series(1, 1000000) n`);
  await run('messages', `
  insert into message (brand_id, id, conversation_id, channel_id, thread_id, direction, visibility, remote_id, at, received_at, text, lang, intents, identity_id, delivery, readings)
  select 1, bench_id('2', n), bench_id('1', 1 + n % 1000000), bench_id('c', 1 + n % 10), bench_id('8', n), case when n % 3 = 0 then 'out' else 'in' end, 'public', 'r' || n,
    now() - make_interval(secs => n * 2.0), now(), (select string_agg('word' || (hashint8(n * 31 + k) & 4095), ' ') from generate_series(1, 18) k), 'en', '{complaint}', bench_id('9', n % 300000), case when n % 3 = 0 then 'sent' end, '{}'
  from generate_series(1, 1600000) n`);
  await run('topics', `
  insert into topic_day select 1, current_date - d, bench_id('b', 1 + ch % 6), bench_id('c', ch), v, l, t, 100 + (d * ch) % 7
  from generate_series(0, 400) d, generate_series(1, 10) ch, unnest('{public,private}'::text[]) v, unnest('{en,de,es,el,ar,fr,it,pt,nl,tr}'::text[]) l,
    unnest('{"",complaint,question,request,request.refund,request.delivery,request.bug,request.billing,leaving,praise,thanks,danger,safety,legal}'::text[]) t where d < 70`);
  await run('tags', `insert into tag_day select 1, current_date - d, bench_id('b', 1 + ch % 6), bench_id('c', ch), v, case when t = 0 then '' else 'tag' || t end, 3 + t
  from generate_series(0, 70) d, generate_series(1, 10) ch, unnest('{public,private}'::text[]) v, generate_series(0, 200) t`);
  await run('flow', `insert into turn_flow select 1, half_hour(now()) - make_interval(mins => 30 * s), bench_id('b', 1 + ch % 6), bench_id('c', ch), 50, 49 from generate_series(0, 35000) s, generate_series(1, 10) ch`);
  await run('agents', `insert into agent_slot select 1, half_hour(now()) - make_interval(mins => 30 * s), bench_id('a', a), bench_id('b', 1 + ch % 6), bench_id('c', ch), 3 from generate_series(0, 1440) s, generate_series(1, 60) a, generate_series(1, 4) ch where s % 48 < 16`);
  await run('handling_day', `insert into handling_day select 1, current_date - d, bench_id('a', a), bench_id('b', 1 + ch % 6), bench_id('c', ch), null, l, 'public', false, k, cp, r, 30, 28, 9000, 3000000, 5000, 40
  from generate_series(0, 60) d, generate_series(1, 60) a, generate_series(1, 2) ch, unnest('{en,de,es}'::text[]) l, unnest('{first,next}'::text[]) k, unnest('{t,f}'::bool[]) cp, generate_series(0, 2) r`);
  await run('handling', `insert into handling (brand_id, message_id, conversation_id, agent_id, turn_id, began_at, sent_at, seconds, fresh_seconds, at_once, inbox_id, channel_id, visibility, heard, complaint, reach, kind)
  select 1, bench_id('2', n), bench_id('1', n), bench_id('a', 1 + n % 60), bench_id('3', n), now(), now() - make_interval(secs => n * 2.0), 200, 150, 1, bench_id('b', 1 + n % 6), bench_id('c', 1 + n % 10), 'public', false, false, 0, 'first' from generate_series(1, 1300000) n`);
  await run('resolving', `insert into resolving select 1, bench_id('1', n), now() - make_interval(secs => n * 3.7), bench_id('b', 1 + n % 6), bench_id('c', 1 + n % 10), case when n % 9 = 0 then now() end from generate_series(1, 700000) n`);
  await run('judgements', `insert into risk_judgement (brand_id, id, conversation_id, score, parts, weighed_at, outcome, judged_by, judged_at)
  select 1, bench_id('4', n), bench_id('1', n), 10 + n % 80, '[]', now() - make_interval(secs => n * 8), case when n % 3 = 0 then 'lost' when n % 3 = 1 then 'saved' end, case when n % 3 < 2 then 'rule' end, case when n % 3 < 2 then now() end from generate_series(1, 330000) n`);
  await run('turn', `insert into turn (brand_id, id, conversation_id, inbox_id, channel_id, kind, opened_at, received_at, opened_by) select 1, bench_id('3', n), bench_id('1', n), bench_id('b', 1), bench_id('c', 1 + n % 10), 'first', now() - make_interval(secs => n * 20), now(), bench_id('2', n) from generate_series(1, 200000) n`);
  await run('set', `set session_replication_role = origin`);
  await run('analyze', 'vacuum analyze');
  c.release();
  const who = { agentId: '00000000-0000-7000-8000-000000000001', brandId: 1, reach: { role: 'lead', inboxes: 'all' } } as const;
  const desk = { db, now: () => new Date() };
  const words = makeRisenWords({ ...desk, dear: (_n, w) => w() });
  const since = new Date(Date.now() - 30 * 86_400_000).toISOString();
  for (const filters of [{}, { network: ['a'] }, { language: ['de'] }, { inbox: ['b0000000-0000-7000-8000-000000000001'] }]) {
    const q = { period: '28d', since, ...filters } as const;
    const all: [string, () => Promise<unknown>][] = [
      ['topics', () => readTopics(desk, who, { ...q, what: 'intents' })],
      ['tags', () => readTopics(desk, who, { ...q, what: 'tags' })],
      ['backlog', () => readBacklog(desk, who, q)],
      ['waited', () => listBacklog(desk, who, { ...q, at: since, limit: 50 })],
      ['reopenings', () => readReopenings(desk, who, q)],
      ['handling', () => readHandlingReport(desk, who, q)],
      ['colleagues', () => readColleagues(desk, who, q)],
      ['words', () => words.read(who, q)],
      ['risk', () => readRiskReport(desk, who, q)],
      ['risks now', () => listRisksNow(desk, who, { ...q, from: 20, to: 100, limit: 10 })],
      ['judged', () => listRiskJudged(desk, who, { ...q, from: 50, to: 69, limit: 50 })],
    ];
    const line = [];
    for (const [name, ask] of all) {
      const times = [];
      for (let i = 0; i < 4; i++) { const s = performance.now(); await ask(); times.push(Math.round(performance.now() - s)); }
      line.push(`${name} ${times.slice(1).sort((a, b) => a - b).join('/')}`);
    }
    console.log(JSON.stringify(filters), line.join(' · '));
  }
  console.log('total', Date.now() - t0);
  await database.drop();
});

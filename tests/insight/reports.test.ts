/** Reports that are sent by themselves: once, whoever notices first and whoever is killed, and told honestly when they do not leave. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import { SMTPServer } from 'smtp-server';
import type { Letter, MailServer } from '../../src/services/post-letter.ts';
import { makeReportSchedules, type ReportWish } from '../../src/services/reports/report-schedules.ts';
import { type ReportingNeeds, reportOnce } from '../../src/services/reports/run-reports.ts';
import { makeUnheard } from '../../src/services/unheard.ts';
import { makeWebhooks } from '../../src/services/webhooks.ts';
import { openTestHeed } from '../support/app.ts';
import { complaint, testDesk } from '../support/desk.ts';

const SERVER: MailServer = { url: 'smtp://mail.example', from: 'Heed <desk@kestrel.example>' };
const signal = new AbortController().signal;
const DAILY: ReportWish = {
  name: 'Every morning',
  language: 'en',
  slice: { period: '7d' },
  rhythm: { every: 'day', minute: 480 },
  addresses: ['board@kestrel.example', 'Chair@Kestrel.example'],
  webhookId: null,
  isOn: true,
};

async function house(t: TestContext) {
  const d = await testDesk(t);
  const lena = await d.colleague('Lena', 'lead');
  const { db } = d.database;
  const { now, makeId, seal } = d.desk;
  const sent: Letter[] = [];
  const unheard = makeUnheard({ db, now, dear: (_, work) => work() });
  const needs: ReportingNeeds = {
    db,
    now,
    makeId,
    unheard,
    publicUrl: 'https://desk.example',
    server: SERVER,
    log: (_l, _m, { err }) => assert.fail(String(err)),
    post: async (_, letter) => void sent.push(letter),
  };
  const reports = makeReportSchedules({ db, now, makeId, canMail: true });
  const webhooks = makeWebhooks({ db, seal, makeId, now, fetchFor: () => assert.fail('nothing is fetched here') });
  const add = async (wish: Partial<ReportWish> = {}) => (await reports.add(lena, { ...DAILY, ...wish })).id;
  const due = async () => (await reports.list(lena)).rows[0]?.nextAt?.toISOString();
  return { ...d, db, lena, sent, needs, reports, webhooks, add, due, run: () => reportOnce(needs, signal) };
}

test('it leaves at its time, to each address once, with the card in it and the sheet beside it', async t => {
  const { add, run, sent, pass, due, reports, lena, hear } = await house(t);
  await hear(complaint({ text: 'My grinder is loud, call me at 210 555 0199' }));
  const id = await add();
  assert.equal(await due(), '2026-11-23T08:00:00.000Z');
  await run();
  assert.equal(sent.length, 0);
  pass(20 * 3_600);
  await run();
  await run();
  assert.deepEqual(sent.map(({ to }) => to).sort(), ['board@kestrel.example', 'chair@kestrel.example']);
  const [letter] = sent;
  assert.match(String(letter?.subject), /Kestrel|Brand/i);
  assert.match(String(letter?.text), /1 turns|1 still waiting/);
  assert.doesNotMatch(`${letter?.text}${letter?.html}`, /210 555 0199|grinder/, 'no word of a customer');
  assert.deepEqual(
    letter?.attachments?.map(one => one.contentType),
    ['image/png', 'application/pdf'],
  );
  assert.match(letter?.headers?.['list-unsubscribe'] ?? '', /^<https:\/\/desk\.example\/shared\/leave\/[\w-]{43}>$/);
  assert.equal(await due(), '2026-11-24T08:00:00.000Z');
  const [last] = await reports.runs(lena, id);
  assert.equal(last?.state, 'made');
  assert.deepEqual(
    last?.letters.map(({ state }) => state),
    ['sent', 'sent'],
  );
});

test('several processes that look at once send it once', async t => {
  const { add, needs, sent, pass } = await house(t);
  await add();
  await add({ name: 'Another', addresses: ['one@kestrel.example'] });
  pass(20 * 3_600);
  await Promise.all(Array.from({ length: 6 }, () => reportOnce(needs, signal)));
  assert.equal(sent.length, 3);
  assert.equal(new Set(sent.map(({ to, messageId }) => `${to} ${messageId}`)).size, 3);
});

test('after days in which nothing ran there is one, not many', async t => {
  const { add, run, sent, pass, due } = await house(t);
  await add({ addresses: ['board@kestrel.example'] });
  pass(10 * 86_400);
  await run();
  await run();
  assert.equal(sent.length, 1);
  assert.equal(await due(), '2026-12-03T08:00:00.000Z');
});

test('killed while it was made, another process makes it; killed while it was handed over, it is unsure and not sent again', async t => {
  const { add, needs, sent, pass, db, reports, lena, run } = await house(t);
  const id = await add({ addresses: ['board@kestrel.example'] });
  pass(20 * 3_600);
  const stopped = { ...needs, unheard: { figures: () => new Promise<never>(() => {}) } };
  void reportOnce(stopped, signal);
  const until = async (state: string) => {
    for (;;) {
      const { rows } = await sql`select 1 from report_run where state = 'waiting' and held_until is not null`.execute(
        db,
      );
      if (rows.length > 0) return state;
      await new Promise(resolve => setImmediate(resolve));
    }
  };
  await until('held');
  await run();
  assert.equal(sent.length, 0, 'whoever holds it may be at it still');
  pass(6 * 60);
  const dying = { ...needs, post: () => new Promise<never>(() => {}) };
  void reportOnce(dying, signal);
  for (;;) {
    const { rows } = await sql`select 1 from report_letter where state = 'sending'`.execute(db);
    if (rows.length > 0) break;
    await new Promise(resolve => setImmediate(resolve));
  }
  await run();
  assert.equal(sent.length, 0);
  pass(4 * 60);
  await run();
  await run();
  assert.equal(sent.length, 0, 'it may have arrived');
  const [last] = await reports.runs(lena, id);
  assert.equal(last?.state, 'made');
  assert.deepEqual(
    last?.letters.map(({ state }) => state),
    ['unsure'],
  );
  assert.match(last?.letters[0]?.said ?? '', /may have arrived/);
});

test('what the mail server says is told; for now is tried again, for good is not', async t => {
  const { add, needs, pass, reports, lena } = await house(t);
  const id = await add();
  pass(20 * 3_600);
  let tries = 0;
  const post = async (_: MailServer, { to }: Letter) => {
    tries += 1;
    if (to.startsWith('board')) throw Object.assign(new Error('550 no such user'), { responseCode: 550 });
    if (tries < 4) throw Object.assign(new Error('451 try later'), { responseCode: 451 });
  };
  await reportOnce({ ...needs, post }, signal);
  assert.equal(tries, 2);
  const states = async () => (await reports.runs(lena, id))[0]?.letters.map(({ state, said }) => `${state} ${said}`);
  assert.deepEqual(await states(), ['failed 550 no such user', 'waiting 451 try later']);
  await reportOnce({ ...needs, post }, signal);
  assert.equal(tries, 2);
  pass(31);
  await reportOnce({ ...needs, post }, signal);
  pass(61);
  await reportOnce({ ...needs, post }, signal);
  assert.deepEqual(await states(), ['failed 550 no such user', 'sent null']);
});

test('a paused report waits, “send one now” sends one more, and without a mail server it is refused and told', async t => {
  const { add, run, sent, pass, reports, lena, needs, db, desk } = await house(t);
  const id = await add({ isOn: false, addresses: ['board@kestrel.example'] });
  pass(3 * 86_400);
  await run();
  assert.equal(sent.length, 0);
  await reports.sendNow(lena, id);
  await run();
  assert.equal(sent.length, 1);
  pass(1);
  await reports.sendNow(lena, id);
  await reportOnce({ ...needs, server: null }, signal);
  assert.match((await reports.runs(lena, id))[0]?.letters[0]?.said ?? '', /No mail server/);
  const without = makeReportSchedules({ db, now: desk.now, makeId: desk.makeId, canMail: false });
  await assert.rejects(without.add(lena, DAILY), /No mail server/);
});

test('a webhook is told with the figures, in the transaction that makes the report', async t => {
  const { add, run, pass, webhooks, lena, db, reports, sent } = await house(t);
  const { id: webhookId } = await webhooks.add(lena, { name: 'Board', url: 'https://board.example/hook' });
  const id = await add({ addresses: [], webhookId });
  pass(20 * 3_600);
  await run();
  const { rows } = await sql<{ body: string; kind: string }>`select body, kind from webhook_delivery`.execute(db);
  assert.equal(rows.length, 1);
  const told = JSON.parse(rows[0]?.body ?? '{}');
  assert.equal(told.type, 'report.made');
  assert.equal(told.data.reportId, id);
  assert.equal(typeof told.data.figures.turns, 'number');
  assert.equal((await reports.runs(lena, id))[0]?.delivery?.state, 'waiting');
  assert.equal(sent.length, 0);
  await webhooks.remove(lena, webhookId);
  pass(86_400);
  await run();
  assert.match((await reports.runs(lena, id))[0]?.said ?? '', /Nobody is left/);
});

test('times follow the brand’s clock, and a change counts from now on', async t => {
  const { add, due, lena, reports, database, desk } = await house(t);
  const { makeCalendars } = await import('../../src/services/calendars.ts');
  const calendars = makeCalendars({ db: database.db, makeId: desk.makeId, now: desk.now, retime: async () => 0 });
  const week = Array.from({ length: 7 }, () => [{ fromMinute: 540, untilMinute: 1_080 }]);
  await calendars.add(lena, { name: 'Athens', timeZone: 'Europe/Athens', week });
  const id = await add();
  assert.equal(await due(), '2026-11-23T06:00:00.000Z');
  const rhythm = { every: 'month', monthDay: 31, minute: 600 } as const;
  await reports.change(lena, id, { ...DAILY, rhythm }, 1);
  assert.equal(await due(), '2026-11-30T08:00:00.000Z');
  await assert.rejects(reports.change(lena, id, DAILY, 1), /Somebody else/);
});

test('whoever asks for no more is sent none, and cannot be added again behind their back', async t => {
  const heed = await openTestHeed(t);
  const owner = { name: 'Olga', email: 'olga@kestrel.example', password: 'a long enough password', brand: 'Kestrel' };
  await heed.services.welcome.setUp(owner);
  const { db } = heed.database;
  const { rows } = await sql<{ id: string }>`select id from agent`.execute(db);
  const lead = { agentId: rows[0]?.id ?? '', brandId: 1, reach: { role: 'owner', inboxes: 'all' } } as const;
  const now = () => heed.clock.now;
  const { desk, unheard } = heed.services;
  const reports = makeReportSchedules({ db, now, makeId: desk.makeId, canMail: true });
  const sent: Letter[] = [];
  const post = async (_: MailServer, letter: Letter) => void sent.push(letter);
  const needs = { db, now, makeId: desk.makeId, unheard, publicUrl: heed.url, server: SERVER, log: () => {}, post };
  const { id } = await reports.add(lead, { ...DAILY, language: 'de' });
  heed.clock.now = new Date('2026-11-23T08:00:00Z');
  await reportOnce(needs, signal);
  const url =
    /<(.+)>/.exec(sent.find(({ to }) => to.startsWith('board'))?.headers?.['list-unsubscribe'] ?? '')?.[1] ?? '';
  const path = new URL(url).pathname;
  const asked = await heed.call('GET', path);
  assert.match(String(asked.body), /nicht mehr an board@kestrel\.example/);
  assert.match(String(asked.body), /<form method="post"/);
  assert.equal((await reports.list(lead)).rows[0]?.recipients[0]?.leftAt, null, 'looking changes nothing');
  assert.equal((await heed.call('POST', path)).status, 200);
  await reports.change(lead, id, { ...DAILY, addresses: ['new@kestrel.example'] }, 1);
  await reports.change(lead, id, DAILY, 2);
  heed.clock.now = new Date('2026-11-24T08:00:00Z');
  await reportOnce(needs, signal);
  assert.deepEqual(
    sent.slice(2).map(({ to }) => to),
    ['chair@kestrel.example'],
  );
  assert.equal((await heed.call('POST', `${path}?again=1`)).status, 200);
  heed.clock.now = new Date('2026-11-25T08:00:00Z');
  await reportOnce(needs, signal);
  assert.equal(sent.length, 5);
  assert.equal((await heed.call('POST', `/shared/leave/${'A'.repeat(43)}`)).status, 404);
});

test('a mail server gets a letter it takes, in parts that programs can read', async t => {
  const { add, needs, pass } = await house(t);
  const got: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, _session, done) {
      const parts: Buffer[] = [];
      stream.on('data', part => parts.push(part));
      stream.on('end', () => {
        got.push(Buffer.concat(parts).toString('utf8'));
        done();
      });
    },
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  t.after(() => new Promise<void>(resolve => server.close(() => resolve())));
  const address = server.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  await add({ language: 'ar', addresses: ['board@kestrel.example'] });
  pass(20 * 3_600);
  const { post: _, ...real } = needs;
  await reportOnce({ ...real, server: { ...SERVER, url: `smtp://127.0.0.1:${port}` } }, signal);
  assert.equal(got.length, 1);
  const mail = (got[0] ?? '').replace(/\r\n\s+/g, ' ');
  for (const part of [
    'multipart/',
    'text/plain',
    'text/html',
    'image/png',
    'application/pdf',
    'List-Unsubscribe: <https://desk',
  ]) {
    assert.ok(mail.includes(part), part);
  }
});

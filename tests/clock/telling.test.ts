/** Other programs and mail boxes are told: signed, tried again for a day, failed where people see it, and without a customer's word. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import { SMTPServer } from 'smtp-server';
import { checkSignature } from '../../examples/webhook-receiver.ts';
import { makeContexts } from '../../src/connectors/kit/context.ts';
import { DEFAULT_STEPS, type EscalationWhat } from '../../src/core/escalation.ts';
import { ANYTHING } from '../../src/core/policy.ts';
import { WEBHOOK_RETRY_SECONDS } from '../../src/core/webhook.ts';
import { sweep } from '../../src/services/clock.ts';
import { makeMail } from '../../src/services/mail.ts';
import { makePolicies } from '../../src/services/policies.ts';
import type { MailServer } from '../../src/services/post-letter.ts';
import { readMail } from '../../src/services/queue-mail.ts';
import { escalateOnce } from '../../src/services/run-escalation.ts';
import { sendWebhook } from '../../src/services/send-webhook.ts';
import { makeWebhooks } from '../../src/services/webhooks.ts';
import { readEvents } from '../../src/store/events.ts';
import { complaint, testDesk } from '../support/desk.ts';

type Heard = { headers: Record<string, unknown>; body: string };

/** A program that listens, and answers as it is told to. */
async function receiver(t: TestContext) {
  const heard: Heard[] = [];
  const answers: number[] = [];
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    heard.push({ headers: request.headers, body: Buffer.concat(parts).toString('utf8') });
    response.writeHead(answers.shift() ?? 200).end('as you say');
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { heard, answers, origin };
}

async function house(t: TestContext, allowPrivate: readonly string[] = []) {
  const d = await testDesk(t);
  const lena = await d.colleague('Lena', 'lead');
  const { db } = d.database;
  const { makeId, now, seal } = d.desk;
  const home = { url: '', seal: (text: string) => text };
  const contexts = makeContexts({ connectors: [], now, log: () => {}, allowPrivate, home, userAgent: 'Heed/test' });
  t.after(contexts.close);
  const needs = { db, makeId, now, seal, fetchFor: contexts.fetchFor };
  const policies = makePolicies({ db, makeId, now });
  for (const { id } of await policies.list(lena)) await policies.remove(lena, id);
  const signal = new AbortController().signal;
  const brandId = d.ear.brandId;
  return {
    ...d,
    lena,
    needs,
    signal,
    brandId,
    policies,
    webhooks: makeWebhooks(needs),
    /** A promise of a minute breaks, and this is done. */
    async breaks(what: EscalationWhat, name = 'Public complaints') {
      const minutes = { firstMinutes: 60, nextMinutes: 60, resolutionMinutes: null };
      const steps = [{ when: { kind: 'breached' }, what }] as const;
      const always = { conditions: ANYTHING, hours: { kind: 'always' }, warnings: [] } as const;
      await policies.add(lena, { name, steps, ...minutes, ...always }, true);
      await d.hear(complaint({ text: 'My grinder is loud, call me at 210 555 0199' }));
      d.pass(51 * 60);
      await sweep({ ...needs, wait: d.desk.wait, log: () => {} });
      const running = { ...needs, wait: d.desk.wait, canMail: true, publicUrl: 'https://desk.example' };
      await escalateOnce({ ...running, log: (_l, _m, { err }) => assert.fail(String(err)) }, brandId);
    },
    async jobs(task: string): Promise<{ payload: unknown; runAt: Date }[]> {
      const { rows } = await sql<{ payload: unknown; runAt: Date }>`
        select p.payload, p.run_at "runAt" from graphile_worker._private_jobs p
        join graphile_worker._private_tasks k on k.id = p.task_id where k.identifier = ${task} order by p.id`.execute(
        db,
      );
      return rows;
    },
    async deliver(): Promise<void> {
      const { rows } = await sql<{ id: string }>`select id from webhook_delivery where state = 'waiting'`.execute(db);
      for (const { id } of rows) await sendWebhook(needs, { brandId, deliveryId: id }, signal);
    },
  };
}

test('a program is told of a broken promise, signed as the specification says, without a word of the customer’s', async t => {
  const { heard, origin } = await receiver(t);
  const h = await house(t, [origin]);
  const { id, secret } = await h.webhooks.add(h.lena, { name: 'On call', url: `${origin}/heed` });
  await h.breaks({ kind: 'webhook', webhookId: id });
  assert.equal((await h.jobs('webhook')).length, 1);
  await h.deliver();
  await h.deliver();
  assert.equal(heard.length, 1);
  const [{ headers, body } = { headers: {}, body: '' }] = heard;
  checkSignature(secret, headers, body, h.needs.now());
  assert.throws(() => checkSignature(secret, headers, `${body} `, h.needs.now()), /not signed/);
  assert.throws(() => checkSignature(secret, headers, body, new Date(h.needs.now().getTime() + 301_000)), /too old/);
  const told = JSON.parse(body);
  assert.equal(told.type, 'promise.escalated');
  assert.equal(told.data.policy.name, 'Public complaints');
  assert.deepEqual(told.data.moment, { kind: 'breached' });
  assert.match(told.data.url, /^https:\/\/desk\.example\/c\//);
  assert.doesNotMatch(body, /grinder|0199|thea/);
  const [row] = await h.webhooks.deliveries(h.lena, id);
  assert.deepEqual([row?.state, row?.status, row?.attempts], ['sent', 200, 1]);
});

test('what does not arrive is tried again for a day under the same id, then fails where people see it, and can be sent again', async t => {
  const { heard, answers, origin } = await receiver(t);
  const h = await house(t, [origin]);
  const { id } = await h.webhooks.add(h.lena, { name: 'On call', url: origin });
  await h.breaks({ kind: 'webhook', webhookId: id });
  answers.push(...Array.from({ length: 20 }, () => 503));
  const waits: number[] = [];
  for (let n = 0; n < 20; n++) {
    await h.deliver();
    const [row] = await h.webhooks.deliveries(h.lena, id);
    if (row?.state !== 'waiting') break;
    const wait = ((row.nextAt?.getTime() ?? 0) - h.needs.now().getTime()) / 1000;
    waits.push(wait);
    h.pass(wait);
  }
  assert.deepEqual(waits, [...WEBHOOK_RETRY_SECONDS]);
  assert.equal(
    waits.reduce((sum, wait) => sum + wait, 0),
    86_400,
  );
  assert.equal(new Set(heard.map(({ headers }) => headers['webhook-id'])).size, 1);
  const [failed] = await h.webhooks.deliveries(h.lena, id);
  assert.deepEqual([failed?.state, failed?.status, failed?.said], ['failed', 503, 'as you say']);
  answers.length = 0;
  await h.webhooks.retry(h.lena, failed?.id ?? '');
  await h.deliver();
  assert.equal((await h.webhooks.deliveries(h.lena, id))[0]?.state, 'sent');
  await assert.rejects(h.webhooks.retry(h.lena, failed?.id ?? ''), /arrived already/);
});

test('a webhook to which nothing arrives for days is switched off, and its leads are told once', async t => {
  const { answers, origin } = await receiver(t);
  const h = await house(t, [origin]);
  const { id } = await h.webhooks.add(h.lena, { name: 'On call', url: origin });
  await h.breaks({ kind: 'webhook', webhookId: id });
  answers.push(503, 503, 503);
  await h.deliver();
  assert.equal((await h.webhooks.list(h.lena))[0]?.state, 'on');
  h.pass(5 * 86_400);
  await h.deliver();
  await h.deliver();
  assert.equal((await h.webhooks.list(h.lena))[0]?.state, 'failing');
  const { rows } = await sql`select from notification where kind = 'webhook_off'`.execute(h.database.db);
  assert.equal(rows.length, 1);
  await h.webhooks.change(h.lena, id, { isOn: true });
  assert.deepEqual(
    (await h.webhooks.list(h.lena)).map(one => [one.state, one.failingSince]),
    [['on', null]],
  );
});

test('the test button says what came back, also that a private address is out of bounds', async t => {
  const { heard, answers, origin } = await receiver(t);
  const open = await house(t, [origin]);
  const { id } = await open.webhooks.add(open.lena, { name: 'On call', url: origin });
  assert.deepEqual(await open.webhooks.test(open.lena, id, open.signal), {
    ok: true,
    status: 200,
    said: null,
    tookMs: 0,
  });
  answers.push(418);
  const { ok, status, said } = await open.webhooks.test(open.lena, id, open.signal);
  assert.deepEqual([ok, status, said], [false, 418, 'as you say']);
  assert.equal(heard.length, 2);
  const closed = await house(t);
  const shut = await closed.webhooks.add(closed.lena, { name: 'Cellar', url: origin });
  const refused = await closed.webhooks.test(closed.lena, shut.id, closed.signal);
  assert.equal(refused.ok, false);
  assert.equal(refused.status, null);
  assert.ok(refused.said);
  assert.equal(heard.length, 2);
});

test('the secret is sealed in the database, and shown never again', async t => {
  const h = await house(t);
  const { secret } = await h.webhooks.add(h.lena, { name: 'On call', url: 'https://hook.example' });
  const { rows } = await sql<{ secret: Buffer }>`select secret from webhook`.execute(h.database.db);
  assert.equal(rows[0]?.secret.includes(Buffer.from(secret.slice(6), 'base64')), false);
  assert.equal(rows[0]?.secret.includes(secret), false);
  assert.doesNotMatch(JSON.stringify(await h.webhooks.list(h.lena)), /whsec|secret/);
  await assert.rejects(h.webhooks.add(h.lena, { name: 'x', url: 'ftp://hook.example' }), /beginning with https/);
});

/** A mail server of this test's own. */
async function mailServer(t: TestContext, refuse: { code: number } | null = null) {
  const letters: { from: string; to: string[]; text: string }[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: (_address, _session, done) => {
      if (refuse === null) return done();
      done(Object.assign(new Error('No such box here'), { responseCode: refuse.code }));
    },
    onData(stream, { envelope }, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
        const to = envelope.rcptTo.map(({ address }) => address);
        letters.push({ from, to, text: Buffer.concat(parts).toString('utf8') });
        done();
      });
    },
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  t.after(() => new Promise<void>(resolve => server.close(resolve)));
  const { port } = server.server.address() as AddressInfo;
  const at: MailServer = { url: `smtp://127.0.0.1:${port}`, from: 'Heed <desk@kestrel.example>' };
  return { letters, at };
}

test('a letter goes to the leads and to each address once, with facts and the way back and no customer’s words', async t => {
  const { letters, at } = await mailServer(t);
  const h = await house(t);
  const name = 'Complaints\r\nBcc: eve@evil.example';
  await h.breaks({ kind: 'mail', leads: true, addresses: ['boss@kestrel.example', 'lena@kestrel.example'] }, name);
  const jobs = await h.jobs('mail');
  assert.equal(jobs.length, 2);
  const mail = makeMail({ ...h.needs, server: at });
  for (const { payload } of jobs) await mail.send(readMail(payload));
  assert.deepEqual(letters.map(({ to }) => to.join()).sort(), ['boss@kestrel.example', 'lena@kestrel.example']);
  for (const { from, text } of letters) {
    const end = text.indexOf('\r\n\r\n');
    const [head, body] = [text.slice(0, end), text.slice(end)];
    assert.equal(from, 'desk@kestrel.example');
    assert.match(head, /^Subject: Promise broken: Complaints Bcc: eve@evil\.example$/m);
    assert.doesNotMatch(head, /^Bcc/im);
    assert.match(head, /^Auto-Submitted: auto-generated$/im);
    assert.match(body, /https:\/\/desk\.example\/c\//);
    assert.doesNotMatch(text, /grinder|0199|thea/i);
  }
});

test('an address cannot smuggle in another', async t => {
  const { letters, at } = await mailServer(t);
  const h = await house(t);
  await h.breaks({ kind: 'mail', leads: false, addresses: ['boss@kestrel.example'] });
  const [job] = await h.jobs('mail');
  const letter = { ...readMail(job?.payload), to: 'boss@kestrel.example\r\nRCPT TO:<eve@evil.example>' };
  await makeMail({ ...h.needs, server: at }).send(letter);
  assert.ok(letters.every(({ to, text }) => !to.includes('eve@evil.example') && !/^RCPT/m.test(text)));
});

test('a box that does not exist is told in the conversation; a server that is away is asked again', async t => {
  const { at } = await mailServer(t, { code: 550 });
  const h = await house(t);
  await h.breaks({ kind: 'mail', leads: false, addresses: ['nobody@kestrel.example'] });
  const [job] = await h.jobs('mail');
  await makeMail({ ...h.needs, server: at }).send(readMail(job?.payload));
  const events = await readEvents(h.database.db, 0, { brandId: h.brandId });
  const said = events.flatMap(({ data }) => {
    const one = data.kind === 'conversation.changed' ? data.because?.[0] : undefined;
    return one?.kind === 'escalated' && one.did.kind === 'failed' ? [one.did.said] : [];
  });
  assert.equal(said.length, 1);
  assert.match(said[0] ?? '', /nobody@kestrel\.example: .*No such box here/);
  const away: MailServer = { ...at, url: 'smtp://127.0.0.1:1' };
  await makeMail({ ...h.needs, server: away }).send(readMail(job?.payload));
  const [again] = await h.jobs('mail');
  assert.equal(readMail(again?.payload).attempt, 2);
  assert.equal((again?.runAt.getTime() ?? 0) - h.needs.now().getTime(), 30_000);
});

test('a new brand warns its agents at four fifths, tells leads, hands back what lies with nobody here, and passes it on', async t => {
  const h = await house(t);
  assert.deepEqual(
    DEFAULT_STEPS.map(({ when, what }) => `${when.kind} ${what.kind}`),
    ['warned warn_agent', 'breached tell_leads', 'breached hand_back', 'after next_agent'],
  );
  const { rows } = await sql<{ n: number }>`select count(*)::int n from escalation_place`.execute(h.database.db);
  assert.equal(rows[0]?.n, 1);
});

import assert from 'node:assert/strict';
import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto';
import { test } from 'node:test';
import { type FetchOptions, type GuardedResponse, NetworkFailure } from '../../src/connectors/connector.ts';
import { note } from '../../src/services/note.ts';
import { seeNotifications } from '../../src/services/notifications.ts';
import type { Who } from '../../src/services/permit.ts';
import { makePush, type PushJob } from '../../src/services/push.ts';
import { complaint, testDesk } from '../support/desk.ts';

/** A browser with keys of its own, and the push service it is registered with. */
function fakeBrowser(name: string) {
  const pair = createECDH('prime256v1');
  const p256dh = pair.generateKeys().toString('base64url');
  const auth = randomBytes(16);
  const keys = { p256dh, auth: auth.toString('base64url') };
  return { endpoint: `https://push.example/${name}`, keys, label: name, pair, secret: auth };
}
type FakeBrowser = ReturnType<typeof fakeBrowser>;

/** RFC 8291 as a browser does it: our key and the sender's in the header give the key of the one record (RFC 8188). */
function decrypt({ pair, secret }: FakeBrowser, body: Uint8Array): unknown {
  const bytes = Buffer.from(body);
  const salt = bytes.subarray(0, 16);
  const keyLength = bytes[20] ?? 0;
  const theirs = bytes.subarray(21, 21 + keyLength);
  const shared = pair.computeSecret(theirs);
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), pair.getPublicKey(), theirs]);
  const ikm = Buffer.from(hkdfSync('sha256', shared, secret, info, 32));
  const key = Buffer.from(hkdfSync('sha256', ikm, salt, 'Content-Encoding: aes128gcm\0', 16));
  const nonce = Buffer.from(hkdfSync('sha256', ikm, salt, 'Content-Encoding: nonce\0', 12));
  const record = bytes.subarray(21 + keyLength);
  const opened = createDecipheriv('aes-128-gcm', key, nonce).setAuthTag(record.subarray(-16));
  const padded = Buffer.concat([opened.update(record.subarray(0, -16)), opened.final()]);
  return JSON.parse(padded.subarray(0, padded.lastIndexOf(2)).toString());
}

/** VAPID (RFC 8292): a token for this push service, signed by the key the browser was given. */
function readVapid(header: string, publicKey: string) {
  const [, token = '', key = ''] = /^vapid t=([^,]+), k=(.+)$/.exec(header) ?? [];
  assert.equal(key, publicKey);
  const [head = '', claims = '', signature = ''] = token.split('.');
  const point = Buffer.from(publicKey, 'base64url');
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
  };
  const signer = createPublicKey({ key: jwk, format: 'jwk' });
  const isSigned = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key: signer, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  assert.ok(isSigned, 'the token is signed by our key');
  return JSON.parse(Buffer.from(claims, 'base64url').toString());
}

async function scene(t: { after: (ending: () => unknown) => void }) {
  const d = await testDesk(t);
  const id = await d.hear(complaint());
  const [ada, ben] = [await d.colleague('ada'), await d.colleague('ben')];
  const came: { url: string; options: FetchOptions }[] = [];
  const answers = { status: 201, fails: null as NetworkFailure | null };
  const push = makePush({
    db: d.database.db,
    seal: d.desk.seal,
    makeId: d.desk.makeId,
    now: d.desk.now,
    publicUrl: 'https://desk.kestrel.example',
    fetchFor:
      () =>
      async (url, options = {}) => {
        came.push({ url, options });
        if (answers.fails) throw answers.fails;
        if (options.accept?.(answers.status) !== true) throw new NetworkFailure('retry', 'no');
        return { status: answers.status } as GuardedResponse;
      },
  });
  const jobs = async () => {
    const { rows } = await d.database.pool.query(
      `select payload, run_at, key from graphile_worker._private_jobs j where task_id = (select id from graphile_worker._private_tasks where identifier = 'push') order by run_at, j.id`,
    );
    return rows as { payload: PushJob; run_at: Date; key: string }[];
  };
  const run = async () => {
    const [job] = await jobs();
    if (job === undefined) return false;
    await d.database.pool.query('select graphile_worker.remove_job($1)', [job.key]);
    await push.send(job.payload, new AbortController().signal);
    return true;
  };
  const mention = () => note(d.desk, ada, id, { text: 'A secret word, Ben', mentions: [ben.agentId] });
  return { d, id, ada, ben, push, came, answers, jobs, run, mention };
}

test('a browser is told that there is something, encrypted to it alone, signed by us, without a word of anybody', async t => {
  const { id, ben, ada, push, came, run, mention } = await scene(t);
  const browser = fakeBrowser('ben');
  await mention();
  assert.equal(await run(), false, 'nobody to tell');
  await push.subscribe(ben, browser);
  await mention();
  assert.equal(await run(), true);
  const [letter] = came;
  assert.equal(letter?.url, browser.endpoint);
  const body = letter?.options.body as Uint8Array;
  assert.deepEqual(decrypt(browser, body), { kind: 'mentioned', conversationId: id, brandId: ada.brandId });
  assert.throws(() => decrypt(fakeBrowser('eve'), body), 'nobody else can read it');
  const { publicKey, devices } = await push.about(ben);
  assert.equal(devices, 1);
  const headers = letter?.options.headers ?? {};
  assert.equal(headers['Content-Encoding'], 'aes128gcm');
  const claims = readVapid(headers['Authorization'] ?? '', publicKey);
  assert.deepEqual([claims.aud, claims.sub], ['https://push.example', 'https://desk.kestrel.example']);
  assert.equal((await push.about(ada)).publicKey, publicKey, 'one key for the installation');
});

test('the private half of our key stands sealed in the database', async t => {
  const { d, ben, push } = await scene(t);
  await push.about(ben);
  const { rows } = await d.database.pool.query(`select value::text from setting where key = 'push keys'`);
  assert.ok(!/privateKey/.test(Buffer.from(JSON.parse(rows[0].value), 'base64').toString('latin1')));
});

test('a browser that is gone is forgotten; a push service that is away is asked again, later each time, five times', async t => {
  const { d, ben, push, came, answers, jobs, run, mention } = await scene(t);
  await push.subscribe(ben, fakeBrowser('old'));
  answers.status = 410;
  await mention();
  await run();
  assert.equal((await push.about(ben)).devices, 0);
  await push.subscribe(ben, fakeBrowser('new'));
  answers.fails = new NetworkFailure('retry', 'away');
  came.length = 0;
  await mention();
  const waits: number[] = [];
  while (await run()) {
    const [next] = await jobs();
    if (next) waits.push((next.run_at.getTime() - d.desk.now().getTime()) / 1000);
  }
  assert.deepEqual(waits, [30, 60, 120, 240]);
  assert.equal(came.length, 5);
  assert.equal((await push.about(ben)).devices, 1);
});

test('in quiet hours nothing is sent; when they end, one word about the newest, unless it was seen', async t => {
  const { d, ben, push, came, jobs, run, mention } = await scene(t);
  await push.subscribe(ben, fakeBrowser('ben'));
  await push.setQuiet(ben, { fromMinute: 11 * 60, untilMinute: 13 * 60, zone: 'UTC' });
  await mention();
  await mention();
  await run();
  await run();
  assert.equal(came.length, 0);
  const waiting = await jobs();
  assert.deepEqual(
    waiting.map(one => one.run_at.toISOString()),
    ['2026-11-22T13:00:00.000Z'],
  );
  d.pass(60 * 60);
  await run();
  assert.equal(came.length, 1);
  await mention();
  await seeNotifications(d.desk, ben as Who, {});
  await run();
  assert.equal(came.length, 1, 'seen at the desk already');
});

test('what is no browser is refused, and each one switches off only their own', async t => {
  const { ada, ben, push } = await scene(t);
  const browser = fakeBrowser('ben');
  await assert.rejects(push.subscribe(ben, { ...browser, endpoint: 'http://push.example/x' }), { code: 'not_valid' });
  await assert.rejects(push.subscribe(ben, { ...browser, keys: { p256dh: 'x', auth: 'y' } }), { code: 'not_valid' });
  await assert.rejects(push.setQuiet(ben, { fromMinute: 0, untilMinute: 60, zone: 'Nowhere/Land' }), {
    code: 'not_valid',
  });
  await push.subscribe(ben, browser);
  await push.unsubscribe(ada, browser.endpoint);
  assert.equal((await push.about(ben)).devices, 1);
  await push.unsubscribe(ben, browser.endpoint);
  assert.equal((await push.about(ben)).devices, 0);
});

/** The page behind a survey's link, as browsers, previews and strangers find it. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { sql } from 'kysely';
import { uuidV7 } from '../../src/core/id.ts';
import { type Company, openCompany } from '../support/company.ts';

type Asked = { lang?: string; scale?: string; way?: string };
let links = 0;

/** Another link, as nobody has seen it yet. */
async function open(company: Company, more: Asked = {}) {
  const { heed, ids, who } = company;
  const { db } = heed.database;
  const { lang = 'en', scale = 'stars', way = 'private_link' } = more;
  async function ask(days = 14) {
    const token = `a-token-nobody-guess-${++links}`.slice(0, 22).padEnd(22, '_');
    const id = uuidV7(heed.clock.now.getTime() + links, new Uint8Array(10).fill(links));
    const messageId = await company.addAnswer(who.agent, 'queued');
    await sql`update survey_ask set ask_at = ask_at - interval '60 days'`.execute(db);
    await sql`
      insert into survey_ask (brand_id, id, contact_id, conversation_id, turn_id, agent_id, inbox_id, channel_id, network, lang, kind, scale,
        ask_at, state, way, message_id, token_hash, expires_at)
      values (1, ${id}, ${ids.contact}, ${ids.conversation}, ${id}, ${who.agent.agentId}, ${ids.inbox}, ${ids.channel}, 'square', ${lang},
        ${scale === 'points' ? 'recommend' : 'satisfaction'}, ${scale}, ${heed.clock.now}, 'asked', ${way}, ${messageId},
        ${createHash('sha256').update(token).digest()}, ${new Date(heed.clock.now.getTime() + days * 86_400_000)})`.execute(
      db,
    );
    return { url: `${heed.url}/s/${token}`, id };
  }
  const { url, id } = await ask();
  const answerTo = async (one: string) =>
    (
      await sql<{ score: number | null; comment: string | null }>`
        select score, comment from survey_ask where id = ${one}`.execute(db)
    ).rows[0];
  const get = async (address = url, headers: Record<string, string> = {}) => {
    const response = await fetch(address, { headers });
    return { response, html: await response.text() };
  };
  const send = (form: Record<string, string>, address = url, headers: Record<string, string> = {}) =>
    fetch(address, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual', headers });
  /** Everybody may look and send again. */
  const wait = () => {
    heed.clock.now = new Date(heed.clock.now.getTime() + 61_000);
  };
  wait();
  return { ...company, ask, answer: () => answerTo(id), answerTo, get, send, url, db, wait };
}

test('the page behind a survey’s link', async t => {
  const company = await openCompany(t);
  await t.test(
    'looking never counts, however often and whoever looks: previews, prefetching, a score in the address',
    async () => {
      const { get, url, answer } = await open(company);
      await get();
      await get(`${url}?score=5`);
      await get(url, { purpose: 'prefetch', 'sec-purpose': 'prefetch', 'user-agent': 'PreviewBot/1.0' });
      await fetch(url, { method: 'HEAD' });
      assert.deepEqual(await answer(), { score: null, comment: null });
      const { html } = await get(`${url}?score=4`);
      assert.match(html, /value="4"[^>]*aria-pressed="true"/, 'shown as chosen, to be pressed');
    },
  );

  await t.test('one press is one answer, which can be changed; words may follow, and come back harmless', async () => {
    const { get, send, answer, url } = await open(company);
    const first = await send({ score: '2' });
    assert.equal(first.status, 303);
    assert.equal(first.headers.get('location'), new URL(url).pathname);
    assert.equal(first.headers.get('set-cookie'), null);
    await send({ score: '4' }, `${url}?lang=de`);
    const evil = '</textarea><script>alert(1)</script>\u202e"quoted"';
    await send({ comment: evil });
    assert.deepEqual(await answer(), { score: 4, comment: evil });
    const { html } = await get();
    assert.match(html, /Thank you!/);
    assert.match(html, /4 of 5/);
    assert.doesNotMatch(html, /<script|alert/);
    for (const wrong of ['6', '-1', 'x', '4.5', '']) await send({ score: wrong });
    assert.deepEqual((await answer())?.score, 4);
  });

  await t.test(
    'nothing on the page may run, load, frame or remember; no word of the customer stands on it',
    async () => {
      const { get, secrets } = await open(company);
      const { response, html } = await get();
      const policy = response.headers.get('content-security-policy') ?? '';
      assert.match(
        policy,
        /^default-src 'none'; style-src 'sha256-[\w+/=]+'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
      );
      const style = /<style>([\s\S]*?)<\/style>/.exec(html)?.[1] ?? '';
      assert.ok(
        policy.includes(createHash('sha256').update(style).digest('base64')),
        'the style is the one that is named',
      );
      assert.equal(response.headers.get('set-cookie'), null);
      assert.equal(response.headers.get('cache-control'), 'no-store');
      assert.equal(response.headers.get('referrer-policy'), 'no-referrer');
      assert.match(response.headers.get('x-robots-tag') ?? '', /noindex/);
      assert.doesNotMatch(html, /<script|<img|<link|https?:|style="|thea/i);
      for (const secret of secrets.inbox) assert.ok(!html.includes(secret), secret);
    },
  );

  await t.test(
    'it speaks the customer’s language, the one chosen, or the browser’s; right to left where that is read so',
    async () => {
      const { get, url } = await open(company, { lang: 'ar', scale: 'points' });
      const { html } = await get();
      assert.match(html, /<html lang="ar" dir="rtl">/);
      assert.equal(html.match(/name="score"/g)?.length, 11);
      assert.match((await get(`${url}?lang=el`)).html, /<html lang="el" dir="ltr">/);
      assert.match((await get(`${url.slice(0, -1)}9`, { 'accept-language': 'pt, de;q=0.5' })).html, /<html lang="de"/);
    },
  );

  await t.test('a link that has ended, was cut short or guessed looks the same, and takes nothing', async () => {
    const { get, send, answerTo, url, ask, heed } = await open(company);
    const other = await ask(1);
    heed.clock.now = new Date(heed.clock.now.getTime() + 2 * 86_400_000);
    const [ended, guessed, short] = await Promise.all([
      get(other.url),
      get(`${heed.url}/s/an-unguessable-token-9`),
      get(`${heed.url}/s/x`),
    ]);
    for (const { response, html } of [ended, guessed, short]) {
      assert.equal(response.status, 404);
      assert.equal(html, ended.html);
    }
    await send({ score: '5' }, other.url);
    assert.equal((await answerTo(other.id))?.score, null);
    assert.equal((await get(url)).response.status, 200);
  });

  await t.test('a colleague’s click counts nothing; a flood is held back', async () => {
    const { send, answer, tokens, get, url } = await open(company);
    const own = await send({ score: '5' }, url, { authorization: `Bearer ${tokens.agent}` });
    assert.equal(own.status, 403);
    assert.deepEqual(await answer(), { score: null, comment: null });
    const all = [];
    for (let n = 0; n < 12; n++) all.push((await send({ score: '3' })).status);
    assert.equal(
      all.filter(status => status === 429).length,
      3,
      'ten for a link in a minute, one of them the colleague’s',
    );
    const looks = [];
    for (let n = 0; n < 245; n++) looks.push((await get()).response.status);
    assert.ok(looks.includes(429));
    assert.equal((await send({ score: '3', pad: 'x'.repeat(20_000) })).status >= 400, true);
  });

  await t.test('what was answered under a public post is not told to whoever opens the link', async () => {
    const { send, get } = await open(company, { way: 'public_link' });
    await send({ score: '2' });
    const { html } = await get();
    assert.match(html, /Your answer has arrived/);
    assert.doesNotMatch(html, /You said|aria-pressed="true"/);
  });
});

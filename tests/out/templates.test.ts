/** From WhatsApp's calls to the desk and back: the window, templates, people who want to be left alone, one person under two ids, and doubts that settle. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import sharp from 'sharp';
import { customer } from '../../src/connectors/whatsapp/fake/stand.ts';
import { makeMedia } from '../../src/services/media.ts';
import { openConversation } from '../../src/services/open.ts';
import { reply } from '../../src/services/reply.ts';
import { decideUnsure, takeBack } from '../../src/services/take-back.ts';
import { type WhatsAppDesk, whatsappDesk } from '../support/whatsapp-channel.ts';

const PHONE = '49301234567';
const READY = {
  name: 'repair_ready',
  language: 'en',
  values: { 'header.1': 'grinder', '1': 'Thea', '2': 'Monday', 'button.0.1': '77' },
};

async function hears(d: WhatsAppDesk, text: string): Promise<{ id: string; conversation: string }> {
  const message = d.fake.calls.messageOf(text, d.clock.now);
  await d.call(d.fake.calls.signed([message], d.clock.now));
  return { id: message.id, conversation: await d.conversationOf(message.id) };
}

async function sendsTemplate(d: WhatsAppDesk, conversation: string, choice: typeof READY = READY) {
  const template = await d.templates.choose(d.who, conversation, choice);
  return reply(d.desk, d.who, conversation, { visibility: 'private', text: template.text, template });
}

async function delivers(d: WhatsAppDesk, id: string) {
  d.pass(0.01);
  await d.deliver(id);
  return (await d.message(id))?.delivery;
}

test('inside the day free words go; after it they are refused with the way on, and a template goes', async t => {
  const d = await whatsappDesk(t);
  const { conversation } = await hears(d, 'The frother hisses');
  const free = await reply(d.desk, d.who, conversation, { visibility: 'private', text: 'Which model is it?' });
  assert.equal((await delivers(d, free.message.id))?.state, 'sent');
  d.pass(25);
  await assert.rejects(reply(d.desk, d.who, conversation, { visibility: 'private', text: 'Still there?' }), {
    code: 'window_closed',
    message: /within 24 hours.*approved templates/,
  });
  const oops = await sendsTemplate(d, conversation);
  assert.equal((await takeBack(d.desk, d.who, oops.message.id)).text, '', 'it is no draft');
  const { message } = await sendsTemplate(d, conversation);
  assert.equal(
    message.text,
    'Your grinder is ready\nHello Thea, your machine is repaired. You can fetch it from Monday on.\nKestrel Coffee, Harbour Street\n[Follow it → https://kestrel.example/repairs/77]\n[Thank you]',
  );
  assert.equal((await delivers(d, message.id))?.state, 'sent');
  const sent = d.fake.stand.ours.at(-1)?.body;
  assert.deepEqual(sent?.['template'], {
    name: 'repair_ready',
    language: { policy: 'deterministic', code: 'en' },
    components: [
      { type: 'header', parameters: [{ type: 'text', text: 'grinder' }] },
      {
        type: 'body',
        parameters: [
          { type: 'text', text: 'Thea' },
          { type: 'text', text: 'Monday' },
        ],
      },
      { type: 'button', sub_type: 'url', index: '0', parameters: [{ type: 'text', text: '77' }] },
    ],
  });
  assert.equal(sent?.['to'], PHONE);
  assert.equal(await d.imbalance(), 0);
});

test('a template that waits past the end of the window still goes, and free words do not', async t => {
  const d = await whatsappDesk(t);
  const { conversation } = await hears(d, 'The frother hisses');
  d.pass(23.9);
  const free = await reply(d.desk, d.who, conversation, { visibility: 'private', text: 'Which model is it?' });
  const template = await sendsTemplate(d, conversation);
  d.pass(1);
  assert.equal((await delivers(d, free.message.id))?.state, 'failed');
  assert.equal((await delivers(d, template.message.id))?.state, 'sent');
});

test('what cannot go is refused in words before anything is written', async t => {
  const d = await whatsappDesk(t);
  const { conversation } = await hears(d, 'The frother hisses');
  const choose = (choice: typeof READY) => d.templates.choose(d.who, conversation, choice);
  await assert.rejects(choose({ ...READY, values: { ...READY.values, '2': '  ' } }), {
    code: 'not_valid',
    details: { missing: ['2'] },
  });
  await assert.rejects(choose({ ...READY, language: 'de' }), { message: /knows no template/ });
  await assert.rejects(choose({ ...READY, name: 'refund_later' }), { message: /was not approved/ });
  await assert.rejects(choose({ ...READY, name: 'new_roast' }), { message: /begins with a picture/ });
  const template = await choose(READY);
  const media = [{ mediaId: 'none', description: null }];
  await assert.rejects(
    reply(d.desk, d.who, conversation, { visibility: 'private', text: template.text, template, media }),
    {
      code: 'not_valid',
    },
  );
  const other = { ...d.who, reach: { role: 'partner' as const, inboxes: [] } };
  await assert.rejects(d.templates.choose(other, conversation, READY), { code: 'not_found' });
  await assert.rejects(d.templates.list(other, d.place.channelId, false), { code: 'not_found' });
  const { rows } = await sql<{ n: number }>`select count(*)::int n from message where direction = 'out'`.execute(
    d.database.db,
  );
  assert.equal(rows[0]?.n, 0);
});

test('the list is asked for once in five minutes, again when somebody wants it, and for a template nobody knew', async t => {
  const d = await whatsappDesk(t);
  const asked = () => d.fake.received.length;
  const first = await d.templates.list(d.who, d.place.channelId, false);
  assert.deepEqual(
    first.rows.map(({ name, state, hindrance }) => [name, state, hindrance !== null]),
    [
      ['repair_ready', 'approved', false],
      ['still_there', 'approved', false],
      ['new_roast', 'approved', true],
      ['refund_later', 'rejected', false],
    ],
  );
  const before = asked();
  await d.templates.list(d.who, d.place.channelId, false);
  assert.equal(asked(), before);
  await d.templates.list(d.who, d.place.channelId, true);
  assert.equal(asked(), before + 1);
  const { conversation } = await hears(d, 'The frother hisses');
  d.fake.stand.templates.push({
    name: 'fresh',
    language: 'en',
    status: 'APPROVED',
    category: 'UTILITY',
    components: [{ type: 'BODY', text: 'We are open again.' }],
  });
  const chosen = await d.templates.choose(d.who, conversation, { name: 'fresh', language: 'en', values: {} });
  assert.equal(chosen.text, 'We are open again.');
  d.fake.behave({ kind: 'status', status: 503 });
  await assert.rejects(d.templates.list(d.who, d.place.channelId, true), { code: 'channel_not_ready' });
});

test('whoever writes STOP gets no template until they write START, and free answers inside the day stay', async t => {
  const d = await whatsappDesk(t);
  const { conversation } = await hears(d, 'The frother hisses');
  await hears(d, ' Stop! ');
  await assert.rejects(sendsTemplate(d, conversation), {
    code: 'network_cannot',
    message: /asked not to be written to first/,
  });
  const opened = await openConversation(d.desk, d.who, conversation);
  assert.deepEqual(
    opened.contact?.identities.map(({ wants, wantsBy }) => [wants, wantsBy]),
    [['asked', 'words']],
  );
  const free = await reply(d.desk, d.who, conversation, { visibility: 'private', text: 'We will not.' });
  assert.equal((await delivers(d, free.message.id))?.state, 'sent');
  d.pass(1);
  await hears(d, 'START');
  const { message } = await sendsTemplate(d, conversation);
  assert.equal((await delivers(d, message.id))?.state, 'sent');
});

test('whoever stops advertising in WhatsApp itself still gets what serves them', async t => {
  const d = await whatsappDesk(t);
  const { conversation } = await hears(d, 'The frother hisses');
  const wish = (value: string) =>
    d.call(
      d.fake.calls.signedChange('user_preferences', {
        contacts: [{ wa_id: PHONE }],
        user_preferences: [
          { wa_id: PHONE, category: 'marketing_messages', value, timestamp: Math.floor(d.clock.now.getTime() / 1000) },
        ],
      }),
    );
  await wish('stop');
  const ad = { name: 'still_there', language: 'de', values: { first_name: 'Thea' } };
  await assert.rejects(sendsTemplate(d, conversation, ad as unknown as typeof READY), {
    message: /advertise, in WhatsApp/,
  });
  await sendsTemplate(d, conversation);
  d.pass(1);
  await wish('resume');
  await sendsTemplate(d, conversation, ad as unknown as typeof READY);
});

test('a person first known by number, then by id, then by id alone is one person in one talk; and a new number goes along', async t => {
  const d = await whatsappDesk(t);
  const { calls } = d.fake;
  const told = (id: string, more: Record<string, unknown>, contact: Record<string, unknown>) =>
    d.call(
      calls.signedChange('messages', {
        contacts: [{ profile: { name: 'Thea' }, ...contact }],
        messages: [
          {
            id,
            timestamp: String(Math.floor(d.clock.now.getTime() / 1000)),
            type: 'text',
            text: { body: `I am ${id}` },
            ...more,
          },
        ],
      }),
    );
  await told('wamid.1', { from: PHONE }, { wa_id: PHONE });
  await told('wamid.2', { from: PHONE, from_user_id: customer.remoteId }, { wa_id: PHONE, user_id: customer.remoteId });
  await told('wamid.3', { from_user_id: customer.remoteId }, { user_id: customer.remoteId });
  const conversation = await d.conversationOf('wamid.1');
  assert.equal(await d.conversationOf('wamid.2'), conversation);
  assert.equal(await d.conversationOf('wamid.3'), conversation);
  const { rows } = await sql<{ n: number }>`select count(*)::int n from identity`.execute(d.database.db);
  assert.equal(rows[0]?.n, 1);
  d.pass(1);
  const system = {
    type: 'system',
    text: undefined,
    system: { type: 'user_changed_number', wa_id: '49309999999', body: 'changed' },
  };
  await told('wamid.4', { from: PHONE, ...system }, { wa_id: PHONE });
  await told('wamid.5', { from: '49309999999', from_user_id: 'DE.new1' }, { wa_id: '49309999999', user_id: 'DE.new1' });
  assert.equal(await d.conversationOf('wamid.5'), conversation);
  const { message } = await reply(d.desk, d.who, conversation, { visibility: 'private', text: 'Hello again' });
  await delivers(d, message.id);
  assert.equal(d.fake.stand.ours.at(-1)?.body['to'], '49309999999');
  assert.equal(await d.imbalance(), 0);
});

test('known by id first and by number later it is the same', async t => {
  const d = await whatsappDesk(t);
  const told = (id: string, more: Record<string, unknown>, contact: Record<string, unknown>) =>
    d.call(
      d.fake.calls.signedChange('messages', {
        contacts: [{ profile: { name: 'Thea', username: 'thea.l' }, ...contact }],
        messages: [
          {
            id,
            timestamp: String(Math.floor(d.clock.now.getTime() / 1000)),
            type: 'text',
            text: { body: id },
            ...more,
          },
        ],
      }),
    );
  await told('wamid.1', { from_user_id: 'DE.7' }, { user_id: 'DE.7' });
  const conversation = await d.conversationOf('wamid.1');
  const first = await reply(d.desk, d.who, conversation, { visibility: 'private', text: 'Hello' });
  await delivers(d, first.message.id);
  assert.deepEqual(
    [d.fake.stand.ours.at(-1)?.body['recipient'], d.fake.stand.ours.at(-1)?.body['to']],
    ['DE.7', undefined],
  );
  await told('wamid.2', { from: PHONE, from_user_id: 'DE.7' }, { wa_id: PHONE, user_id: 'DE.7' });
  await told('wamid.3', { from: PHONE }, { wa_id: PHONE });
  assert.equal(await d.conversationOf('wamid.2'), conversation);
  assert.equal(await d.conversationOf('wamid.3'), conversation);
});

test('an answer whose fate nobody knew is settled by the first word of what became of it, and a colleague’s phone is heard', async t => {
  const d = await whatsappDesk(t);
  const { conversation } = await hears(d, 'The frother hisses');
  const { message } = await reply(d.desk, d.who, conversation, { visibility: 'private', text: 'Bring it by.' });
  d.fake.behave({ kind: 'cut-after' }, '/messages');
  assert.equal((await delivers(d, message.id))?.state, 'unsure');
  assert.notEqual((await openConversation(d.desk, d.who, conversation)).conversation.turn, null);
  const [ours] = d.fake.stand.ours;
  assert.ok(ours);
  const { calls } = d.fake;
  await d.call(
    calls.signedChange('messages', {
      statuses: [calls.statusOf(ours, 'read'), calls.statusOf(ours, 'delivered'), calls.statusOf(ours, 'sent')],
    }),
  );
  const after = await d.message(message.id);
  assert.equal(after?.delivery?.state, 'sent');
  assert.equal(after?.remoteId, ours.id);
  const opened = await openConversation(d.desk, d.who, conversation);
  assert.equal(opened.conversation.turn, null);
  assert.equal(opened.messages.length, 2);
  await hears(d, 'When are you open?');
  calls.weTypeOnThePhone('From nine on.');
  for (const request of calls.all()) await d.call(request);
  const heard = await openConversation(d.desk, d.who, conversation);
  assert.equal(heard.conversation.turn, null);
  assert.equal(heard.messages.at(-1)?.text, 'From nine on.');
  assert.equal(await d.imbalance(), 0);
});

test('what a person said of an unsure answer gives way to what the network tells of it', async t => {
  const d = await whatsappDesk(t);
  const { conversation } = await hears(d, 'The frother hisses');
  const { message } = await reply(d.desk, d.who, conversation, { visibility: 'private', text: 'Bring it by.' });
  d.fake.behave({ kind: 'cut-after' }, '/messages');
  await delivers(d, message.id);
  await decideUnsure(d.desk, d.who, message.id, true);
  const [ours] = d.fake.stand.ours;
  assert.ok(ours);
  await d.call(d.fake.calls.signedChange('messages', { statuses: [d.fake.calls.statusOf(ours, 'delivered')] }));
  const after = await d.message(message.id);
  assert.deepEqual([after?.delivery?.state, after?.remoteId], ['sent', ours.id]);
  assert.equal(await d.imbalance(), 0);
});

test('what failed after a doubt is told with the network’s words', async t => {
  const d = await whatsappDesk(t);
  const { conversation } = await hears(d, 'The frother hisses');
  const { message } = await reply(d.desk, d.who, conversation, { visibility: 'private', text: 'Bring it by.' });
  d.fake.behave({ kind: 'cut-after' }, '/messages');
  await delivers(d, message.id);
  const [ours] = d.fake.stand.ours;
  assert.ok(ours);
  const errors = [{ code: 131_026, title: 'Message undeliverable', error_data: { details: 'Message Undeliverable.' } }];
  await d.call(
    d.fake.calls.signedChange('messages', { statuses: [d.fake.calls.statusOf(ours, 'failed', { errors })] }),
  );
  const { delivery } = (await d.message(message.id)) ?? {};
  assert.equal(delivery?.state, 'failed');
  assert.match(delivery?.said ?? '', /Undeliverable.*131026/);
  assert.notEqual((await openConversation(d.desk, d.who, conversation)).conversation.turn, null, 'they wait on');
  assert.equal(await d.imbalance(), 0);
});

test('several words in one second stand in the order in which they came', async t => {
  let count = 900_000;
  const falling = () => `00000000-0000-7000-8000-${String(--count).padStart(12, '0')}`;
  const d = await whatsappDesk(t, falling);
  const texts = ['one', 'two', 'three', 'four'];
  await d.call(
    d.fake.calls.signed(
      texts.map(text => d.fake.calls.messageOf(text, d.clock.now)),
      d.clock.now,
    ),
  );
  const { rows } = await sql<{ id: string }>`select id from conversation`.execute(d.database.db);
  const { messages } = await openConversation(d.desk, d.who, rows[0]?.id ?? '');
  assert.deepEqual(
    messages.map(({ text }) => text),
    texts,
  );
});

test('a picture they send is asked for by its id, looked at and kept; one that is gone says so', async t => {
  const d = await whatsappDesk(t);
  const png = await sharp({ create: { width: 4, height: 4, channels: 3, background: '#a52' } })
    .png()
    .toBuffer();
  d.fake.stand.files.set('901001', { bytes: new Uint8Array(png), type: 'image/png' });
  const message = (id: string, image: string) => ({
    ...d.fake.calls.messageOf('', d.clock.now),
    id,
    type: 'image',
    text: undefined,
    image: { id: image, mime_type: 'image/png', caption: 'The leak' },
  });
  await d.call(d.fake.calls.signed([message('wamid.a', '901001'), message('wamid.b', '404404')], d.clock.now));
  const outside = () => () => Promise.reject(new Error('asked somebody else'));
  const media = makeMedia({ db: d.desk.db, fetchFor: outside, speaking: d.desk, now: d.desk.now });
  const { rows } = await sql<{ id: string }>`select id from message order by remote_id`.execute(d.database.db);
  for (const { id } of rows)
    await media.fetch({ brandId: d.place.brandId, messageId: id, isLast: true }, new AbortController().signal);
  const [kept, gone] = await Promise.all(rows.map(({ id }) => d.message(id)));
  assert.equal(kept?.text, 'The leak');
  assert.match(kept?.media[0]?.mediaId ?? '', /^[0-9a-f]{64}$/);
  assert.deepEqual([gone?.media[0]?.mediaId, typeof gone?.media[0]?.missing], [null, 'string']);
});

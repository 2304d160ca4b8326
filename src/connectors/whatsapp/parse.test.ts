import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { itemsOf, read } from '../../../tests/support/whatsapp-channel.ts';
import type { Item } from '../../core/post.ts';
import { verified } from '../kit/signature.ts';
import { openFake, type WhatsAppFake } from './fake.ts';
import { whatsapp } from './index.ts';

const fake: WhatsAppFake = await openFake();
test.after(() => fake.close());

function bodies(file: string): unknown[] {
  const text = readFileSync(join(import.meta.dirname, 'fixtures', file), 'utf8');
  return file.endsWith('.jsonl')
    ? text
        .trim()
        .split('\n')
        .map(line => JSON.parse(line))
    : [JSON.parse(text)];
}

function posts(items: readonly Item[]) {
  return items.flatMap(item => (item.kind === 'post' ? [item.post] : []));
}

function change(field: string, value: Record<string, unknown>, phoneId = fake.stand.phoneId): Record<string, unknown> {
  const metadata = { display_phone_number: '49305550100', phone_number_id: phoneId };
  return {
    object: 'whatsapp_business_account',
    entry: [{ id: fake.stand.wabaId, changes: [{ field, value: { metadata, ...value } }] }],
  };
}

const messages = bodies('messages.jsonl').flatMap(body => itemsOf(read(fake, body)));

test('messages of every kind read as what was meant, without a language of our own', () => {
  assert.deepEqual(
    posts(messages).map(({ text, attachments }) =>
      attachments.length > 0 ? `${text} <${attachments[0]?.kind}>` : text,
    ),
    [
      'The milk frother of my Kestrel Uno hisses. Can you help?',
      'Hej! Where is my order?',
      '¿Tienen filtros?',
      'This is the leak <image>',
      ' <audio>',
      'listen to it <video>',
      'My receipt <file>',
      ' <image>',
      '📍 Kestrel Café, Harbour Street 1 (52.5163, 13.3777)',
      '📍 (52.5163, 13.3777)',
      '👤 Ines Arvo, Arvo Cafés · +49 30 5550111 · ines@arvo.example',
      'Yes, please',
      'Repair\nMy machine is broken',
      'Sent\n📝 serial: K-77\n📝 year: 2025',
      'Tell me more',
      'by Friday if you can\n🛒 2 × BEANS-1 (12.5 EUR)',
      'Is this one in stock?\n🛍 UNO-RED',
      '↪ Look what they wrote',
      'Hi, I saw your ad\n📣 Summer roast https://kestrel.example/ad',
      '[WhatsApp does not hand this message on; it can be read on the phone · poll_creation · Message type is currently not supported.]',
      '[WhatsApp does not hand this message on; it can be read on the phone · This message is currently unavailable.]',
      '[WhatsApp does not hand this message on; it can be read on the phone · hologram]',
      'In the group',
    ],
  );
});

test('a customer’s message is private, sent to us, under the time and the id of the network', () => {
  const [first] = posts(messages);
  assert.deepEqual(
    { ...first, author: null },
    {
      remoteId: 'wamid.HBgLFixture001',
      at: new Date('2026-03-01T12:00:01Z'),
      author: null,
      own: false,
      key: null,
      visibility: 'private',
      parentRemoteId: null,
      rootRemoteId: null,
      room: null,
      roomWith: null,
      text: first?.text,
      lang: null,
      attachments: [],
      url: null,
      addressed: true,
      warning: null,
    },
  );
  assert.equal(posts(messages).find(({ text }) => text === 'Tell me more')?.parentRemoteId, 'wamid.OURS9');
  assert.equal(posts(messages).find(({ text }) => text === 'In the group')?.room, 'group:120363040001');
});

test('people are known by their business-scoped id where it is told, by number else, and never by number alone', () => {
  const [both, older, hidden] = posts(messages).map(({ author }) => author);
  assert.deepEqual(both, {
    remoteId: 'DE.8842001155667',
    handle: '+49301234567',
    name: 'Thea Lindqvist',
    avatarUrl: null,
    profileUrl: 'https://wa.me/49301234567',
    also: ['49301234567'],
  });
  assert.deepEqual([older?.remoteId, older?.also], ['4631555010', []]);
  assert.deepEqual([hidden?.remoteId, hidden?.handle, hidden?.profileUrl], ['ES.77120034', 'paula.brews', null]);
});

test('a contact beside the message is theirs only where nothing speaks against it', () => {
  const two = change('messages', {
    contacts: [
      { profile: { name: 'Ansel' }, wa_id: '4690000001' },
      { profile: { name: 'Maj' }, wa_id: '4690000002' },
    ],
    messages: [{ from: '4690000002', id: 'm1', timestamp: 1_772_366_400, type: 'text', text: { body: 'x' } }],
  });
  assert.equal(posts(itemsOf(read(fake, two)))[0]?.author.name, 'Maj');
  const other = change('messages', {
    contacts: [{ profile: { name: 'Ansel' }, wa_id: '4690000001', user_id: 'SE.1' }],
    messages: [
      {
        from: '4655555555',
        from_user_id: 'SE.2',
        id: 'm2',
        timestamp: 1_772_366_400,
        type: 'text',
        text: { body: 'x' },
      },
    ],
  });
  assert.equal(posts(itemsOf(read(fake, other)))[0]?.author.name, null);
  // Brazilian numbers bear a nine on one side.
  const nine = change('messages', {
    contacts: [{ profile: { name: 'Lia' }, wa_id: '551199998888' }],
    messages: [{ from: '5511999998888', id: 'm3', timestamp: '1772366400', type: 'text', text: { body: 'x' } }],
  });
  assert.deepEqual(posts(itemsOf(read(fake, nine)))[0]?.author.also, ['551199998888']);
});

test('marks are given and taken back, words changed and taken away', () => {
  const marks = messages.flatMap(item => (item.kind === 'reaction' ? [[item.remoteId, item.mark, item.own]] : []));
  assert.deepEqual(marks, [
    ['wamid.OURS1', '👍', false],
    ['wamid.OURS1', null, false],
    ['wamid.OURS1', null, false],
  ]);
  const edit = messages.find(item => item.kind === 'edit');
  assert.equal(edit?.kind === 'edit' && edit.text, 'The milk frother of my Kestrel Duo hisses.');
  assert.equal(edit?.kind === 'edit' && edit.remoteId, 'wamid.HBgLFixture001');
  assert.deepEqual(
    messages.filter(item => item.kind === 'remove').map(item => item.kind === 'remove' && item.by),
    ['author'],
  );
});

test('files bear the network’s id and hash, and nothing anybody could open by themselves', () => {
  const urls = posts(messages).flatMap(({ attachments }) =>
    attachments.map(({ url, description }) => [url, description]),
  );
  assert.deepEqual(urls[0], ['whatsapp:901001?sha256=1Wq2mY0xQm3p8k6m4P1Jr4t7Zb0Q2v9dWq2mY0xQm3o%3D', null]);
  assert.deepEqual(urls[3], ['whatsapp:901004', 'receipt.pdf']);
});

test('a new number brings the same person under another id; a wish to be sent less is theirs', () => {
  const people = messages.flatMap(item => (item.kind === 'person' ? [item] : []));
  assert.deepEqual(people[0]?.person.also, ['49301234999', '49301234567']);
  assert.equal(people[1]?.wants, 'asked');
  const account = bodies('account.jsonl').flatMap(body => itemsOf(read(fake, body)));
  const later = account.flatMap(item => (item.kind === 'person' ? [item] : []));
  assert.deepEqual(
    later.map(({ wants, person }) => [wants, person.remoteId]),
    [
      ['asked', 'DE.8842001155667'],
      ['anything', '49301234567'],
      [undefined, 'DE.8842001155667'],
    ],
  );
  assert.ok(later[2]?.person.also?.includes('DE.1'));
});

test('states come in any order, each with our key where it is told; what failed is told in the network’s words', () => {
  const items = bodies('statuses.jsonl').map(body => itemsOf(read(fake, body)));
  const told = (item: Item) =>
    item.kind === 'receipt'
      ? `${item.state}${item.said ? `: ${item.said}` : ''}`
      : item.kind === 'stands'
        ? `stands ${item.key.slice(-1)}`
        : item.kind;
  assert.deepEqual(
    items.map(all => all.map(told)),
    [
      [],
      ['stands 1', 'read', 'stands 1', 'delivered', 'stands 1'],
      ['failed: Message Undeliverable. (131026)'],
      ['read', 'remove'],
      [],
    ],
  );
});

test('what a colleague types on the phone is ours; the past is read by whose thread it stands in', () => {
  const account = bodies('account.jsonl').flatMap(body => itemsOf(read(fake, body)));
  assert.deepEqual(
    posts(account).map(({ own, text, roomWith, author }) => [own, text, own ? roomWith?.remoteId : author.remoteId]),
    [
      [true, 'We open at nine.', 'DE.8842001155667'],
      [true, '', '49301234567'],
      [false, 'Do you repair the Uno?', 'DE.8842001155667'],
      [true, 'Yes, bring it by.', 'DE.8842001155667'],
      [
        false,
        '[WhatsApp does not hand this message on; it can be read on the phone · media_placeholder]',
        'DE.8842001155667',
      ],
    ],
  );
});

test('of the past the last thirty days are read, and the rest is counted', () => {
  const [body] = bodies('account.jsonl').filter(one => JSON.stringify(one).includes('wamid.PAST1'));
  const bytes = new TextEncoder().encode(JSON.stringify(body));
  const at = (day: string) =>
    whatsapp.inbound.hook?.parse(verified(bytes), fake.credentials, fake.account, new Date(`${day}T12:00:00Z`)) ?? [];
  assert.equal(posts(itemsOf(at('2026-03-02'))).length, 3);
  const late = at('2026-05-02');
  assert.deepEqual(
    late.map(one => one.kind === 'dropped' && one.ignored),
    [true, true, true],
  );
});

test('a file of the past takes the place of what stood for it', () => {
  const image = { id: '901020', mime_type: 'image/jpeg', caption: 'The old machine' };
  const message = { from: '49301234567', id: 'wamid.PAST3', timestamp: '1772278400', type: 'image', image };
  const [edit, ...more] = itemsOf(read(fake, change('history', { messages: [message] })));
  assert.deepEqual([edit?.kind, more.length], ['edit', 0]);
  assert.ok(edit?.kind === 'edit');
  assert.deepEqual(
    [edit.remoteId, edit.text, edit.attachments?.[0]?.url],
    ['wamid.PAST3', 'The old machine', 'whatsapp:901020'],
  );
});

test('each piece of the past is kept so that it reads the same alone', () => {
  for (const body of [
    ...bodies('messages.jsonl'),
    ...bodies('account.jsonl'),
    ...bodies('statuses.jsonl'),
    ...bodies('batch.json'),
  ])
    for (const heard of read(fake, body)) {
      const again = read(fake, heard.raw);
      assert.deepEqual(itemsOf(again), itemsOf([heard]), heard.raw.slice(0, 300));
    }
});

test('of a batch every entry, change and message is read, and only what came to this number', () => {
  const [batch] = bodies('batch.json');
  const items = itemsOf(read(fake, batch));
  assert.deepEqual(
    posts(items).map(({ text }) => text),
    ['one', 'two', 'three'],
  );
  assert.ok(items.some(({ kind }) => kind === 'receipt'));
  const bytes = new TextEncoder().encode(JSON.stringify(batch));
  assert.deepEqual(whatsapp.inbound.hook?.accounts?.(verified(bytes)), ['106540350001', '106540350002']);
  assert.deepEqual(whatsapp.inbound.hook?.accounts?.(verified(new TextEncoder().encode('{'))), []);
});

test('one damaged message spoils only itself', () => {
  const good = { from: '4690000001', id: 'm1', timestamp: '1772366400', type: 'text', text: { body: 'whole' } };
  const heard = read(fake, change('messages', { messages: [{ id: 'm0' }, good, 7, { ...good, timestamp: 'soon' }] }));
  assert.deepEqual(
    posts(itemsOf(heard)).map(({ text }) => text),
    ['whole'],
  );
  assert.equal(heard.filter(one => one.kind === 'dropped' && !one.ignored).length, 3);
});

test('a message with something in it that is not as documented is heard for the rest of it', () => {
  const message = (id: string, more: Record<string, unknown>) => ({
    from: '4690000001',
    id,
    timestamp: '1772366400',
    ...more,
  });
  const heard = read(
    fake,
    change('messages', {
      messages: [
        message('m1', { type: 'text', text: { body: 'Hello' }, context: { forwarded: 'yes', id: { a: 1 } } }),
        message('m2', { type: 'location', location: { latitude: 'north' } }),
        message('m3', {
          type: 'interactive',
          interactive: { type: 'call_permission_reply', call_permission_reply: {} },
        }),
        message('m4', { type: 'reaction', reaction: 7 }),
      ],
    }),
  );
  assert.deepEqual(
    posts(itemsOf(heard)).map(({ text }) =>
      text.replace('WhatsApp does not hand this message on; it can be read on the phone', ''),
    ),
    ['Hello', '[ · location]', '[ · interactive]'],
  );
  assert.equal(heard.at(-1)?.kind, 'dropped');
});

test('news of the account, errors and opened chats are well, and nothing for the desk', () => {
  const heard = [...bodies('account.jsonl'), ...bodies('statuses.jsonl')].flatMap(body => read(fake, body));
  const reasons = heard.flatMap(one => (one.kind === 'dropped' ? [`${one.ignored === true} ${one.reason}`] : []));
  assert.deepEqual(reasons, [
    'true the past was not shared',
    'true news of message_template_status_update',
    'true news of phone_number_quality_update',
    'true news of phone_number_name_update',
    'true news of account_update',
    'true news of smb_app_state_sync',
    'true sent',
    'true another state',
    'true an error of the account',
  ]);
});

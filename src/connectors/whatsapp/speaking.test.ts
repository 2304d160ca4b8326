import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { draftTo, failure, tried } from '../../../tests/support/whatsapp-channel.ts';
import { customer } from './fake/stand.ts';
import { fetchFile } from './media.ts';
import { like, unlike } from './moderate.ts';
import { send } from './send.ts';

const picture = { bytes: new Uint8Array([137, 80, 78, 71]), type: 'image/png', description: 'A cup' };

test('words go to the number with our key, as an answer to the message, and links show what is behind them', async t => {
  const { fake, context } = await tried(t);
  const to = { ...draftTo().to, remoteId: 'wamid.theirs1' };
  const sent = await send(context, draftTo(customer, { text: 'See https://kestrel.example/faq', to }));
  assert.match(sent.remoteId, /^wamid\.ours/);
  assert.deepEqual(fake.stand.ours[0]?.body, {
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    to: '49301234567',
    context: { message_id: 'wamid.theirs1' },
    type: 'text',
    text: { body: 'See https://kestrel.example/faq', preview_url: true },
    biz_opaque_callback_data: draftTo().key,
  });
});

test('somebody without a number is written to by their business-scoped id, and a group by its own', async t => {
  const { fake, context } = await tried(t);
  await send(context, draftTo({ ...customer, also: [] }));
  await send(context, draftTo({ ...customer, remoteId: '49301234567', also: ['49309999999', 'DE.1'] }));
  await send(context, draftTo(customer, { to: { ...draftTo().to, room: 'group:120363040001' } }));
  const where = fake.stand.ours.map(({ body }) => [body['recipient_type'], body['to'], body['recipient']]);
  assert.deepEqual(where, [
    ['individual', undefined, 'DE.8842001155667'],
    ['individual', '49309999999', undefined],
    ['group', '120363040001', undefined],
  ]);
});

test('a file is handed over first and goes by its kind, with the words beside it where there is room', async t => {
  const { fake, context } = await tried(t);
  await send(context, draftTo(customer, { text: 'Here it is', attachments: [picture] }));
  const pdf = { bytes: new Uint8Array([37, 80]), type: 'application/pdf', description: 'receipt.pdf' };
  await send(context, draftTo(customer, { text: '', attachments: [pdf] }));
  const [image, document] = fake.stand.ours.map(({ body }) => body);
  assert.deepEqual([image?.['type'], image?.['image']], ['image', { id: '700000000', caption: 'Here it is' }]);
  assert.deepEqual(document?.['document'], { id: '700000001', filename: 'receipt.pdf' });
  const long = await failure(send(context, draftTo(customer, { text: 'x'.repeat(1_025), attachments: [picture] })));
  assert.equal(long.next, 'refuse');
  assert.match(long.message, /1024/);
  const sound = { bytes: new Uint8Array([1]), type: 'audio/ogg', description: null };
  assert.match((await failure(send(context, draftTo(customer, { attachments: [sound] })))).message, /no words beside/);
  assert.equal(fake.stand.ours.length, 2);
  assert.equal(fake.stand.files.size, 2, 'nothing is handed over that could not go');
});

test('too large a picture never leaves, while a document of that size may', async t => {
  const { fake, context } = await tried(t);
  const bytes = new Uint8Array(6 * 1024 * 1024);
  assert.equal(
    (await failure(send(context, draftTo(customer, { attachments: [{ ...picture, bytes }] })))).next,
    'refuse',
  );
  assert.equal(fake.received.length, 0);
  await send(context, draftTo(customer, { attachments: [{ bytes, type: 'application/pdf', description: null }] }));
  assert.equal(fake.stand.ours.length, 1);
});

test('a template is looked up again before it goes, by its own names or by their order', async t => {
  const { fake, context } = await tried(t);
  const template = { name: 'still_there', language: 'de', values: { first_name: ' Thea\n' } };
  await send(context, draftTo(customer, { template, to: { ...draftTo().to, remoteId: 'wamid.old' } }));
  const { body } = fake.stand.ours[0] ?? {};
  assert.deepEqual(body?.['template'], {
    name: 'still_there',
    language: { policy: 'deterministic', code: 'de' },
    components: [{ type: 'body', parameters: [{ type: 'text', parameter_name: 'first_name', text: 'Thea' }] }],
  });
  assert.equal(body?.['context'], undefined, 'it answers nothing that is long over');
  for (const one of fake.stand.templates) one['status'] = 'PAUSED';
  const paused = await failure(send(context, draftTo(customer, { template })));
  assert.deepEqual([paused.next, /paused/.test(paused.message)], ['refuse', true]);
  fake.stand.templates.length = 0;
  assert.equal((await failure(send(context, draftTo(customer, { template })))).next, 'refuse');
});

test('a thumb is given and taken back', async t => {
  const { fake, context } = await tried(t);
  const post = { remoteId: 'wamid.theirs1', rootRemoteId: null, person: customer };
  await like(context, post);
  assert.deepEqual([...fake.stand.marks], [['wamid.theirs1', '👍']]);
  await unlike(context, post);
  assert.equal(fake.stand.marks.size, 0);
});

test('a file of theirs is fetched by its id with our token, bounded, and believed only if it is what was announced', async t => {
  const { fake, context } = await tried(t);
  const bytes = new TextEncoder().encode('a picture of a leak');
  fake.stand.files.set('901001', { bytes, type: 'image/jpeg' });
  const hash = createHash('sha256').update(bytes);
  const base64 = encodeURIComponent(hash.copy().digest('base64'));
  assert.deepEqual(new Uint8Array(await fetchFile(context, `whatsapp:901001?sha256=${base64}`, 1_000)), bytes);
  assert.equal((await fetchFile(context, `whatsapp:901001?sha256=${hash.digest('hex')}`, 1_000)).length, bytes.length);
  assert.equal((await fetchFile(context, 'whatsapp:901001', 1_000)).length, bytes.length);
  assert.equal((await failure(fetchFile(context, 'whatsapp:901001', 5))).next, 'refuse');
  const other = createHash('sha256').update('another').digest('hex');
  assert.equal((await failure(fetchFile(context, `whatsapp:901001?sha256=${other}`, 1_000))).next, 'retry');
  for (const bad of ['whatsapp:', 'whatsapp:../me', 'whatsapp:%E0%A4%A', 'whatsapp:404404'])
    assert.equal((await failure(fetchFile(context, bad, 1_000))).next, 'gone', bad);
});

/** When nobody may write freely any more: a template is chosen, filled in, read and sent; and not to those who asked to be left alone. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import type { HookRequest } from '../../src/connectors/connector.ts';
import { customer } from '../../src/connectors/whatsapp/fake/stand.ts';
import { openFake, type WhatsAppFake } from '../../src/connectors/whatsapp/fake.ts';
import { atEnd } from '../support/at-end.ts';
import { until } from '../support/until.ts';
import { axe } from './axe.ts';
import { composer, openTown, rowOf, type Town } from './town.ts';

const HEARD_WITHIN_MS = 20_000;
const HOUR_MS = 3_600_000;

test('answering when the day is over', async t => {
  const fake = await openFake();
  atEnd(t, () => fake.close());
  const town = await openTown(t, { HEED_PRIVATE_ORIGINS: fake.origin });
  const { channel } = await town.call<{ channel: { id: string } }>('POST', `/brands/${town.brand}/channels`, {
    network: 'whatsapp',
    name: 'WhatsApp',
    credentials: fake.credentials,
  });
  const call = (request: HookRequest) => callHook(town, channel.id, request);
  const yesterday = new Date(Date.now() - 25 * HOUR_MS);
  await call(fake.calls.signed([fake.calls.messageOf('The frother of my Uno hisses', yesterday)], yesterday));
  const { page } = await town.enter();
  await t.test('free words stop with the reason, and a template goes by keyboard alone', () => isSent(page, fake));
  await t.test('whoever asked to be left alone is answered while they write, and is sent no template', async () => {
    const then = new Date(Date.now() - 24 * HOUR_MS - 60_000);
    await call(fake.calls.signed([fake.calls.messageOf('Stop!', then)], then));
    await composer(page).getByText('Thea asked not to be written to first').waitFor({ timeout: HEARD_WITHIN_MS });
    assert.equal(await composer(page).getByRole('button', { name: 'Choose a template' }).count(), 0);
    await page.reload();
    await page.getByText('Asked not to be written to first', { exact: true }).waitFor();
  });
});

async function callHook({ url, brand }: Town, channelId: string, { bytes, headers }: HookRequest): Promise<void> {
  const body = new Uint8Array(bytes);
  const answer = await fetch(`${url}/hooks/${brand}/${channelId}`, { method: 'POST', headers, body });
  assert.equal(answer.status, 200);
}

async function isSent(page: Page, fake: WhatsAppFake): Promise<void> {
  await rowOf(page, customer.name ?? '').click({ timeout: HEARD_WITHIN_MS });
  await page.getByRole('log').getByText('The frother of my Uno hisses').waitFor();
  await composer(page).getByText('Only a message that WhatsApp has approved beforehand').waitFor();
  await composer(page).getByRole('textbox').fill('Bring it by.');
  assert.equal(await composer(page).getByRole('button', { name: 'Send privately' }).isDisabled(), true);
  await composer(page).getByRole('button', { name: 'Choose a template' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Choose a template' });
  await dialog.getByText('4 templates').waitFor();
  assert.deepEqual(await axe(page, 'the list of templates'), []);
  assert.equal(await dialog.getByRole('button', { name: /new roast/ }).isDisabled(), true);
  await dialog.getByText('It begins with a picture').waitFor();
  await page.keyboard.type('repaired');
  await dialog.getByText('1 template', { exact: true }).waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await dialog.getByLabel('Place 1 in the heading').waitFor();
  for (const word of ['grinder', 'Thea', 'Monday', '77']) {
    await page.keyboard.type(word);
    await page.keyboard.press('Tab');
  }
  await dialog.getByText('Hello Thea, your machine is repaired. You can fetch it from Monday on.').waitFor();
  await dialog.getByText(/Service\. WhatsApp charges each template/).waitFor();
  assert.deepEqual(await axe(page, 'a template being filled in'), []);
  await dialog.getByRole('button', { name: 'Send template' }).press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('log').getByText('Hello Thea, your machine is repaired').waitFor();
  await until(() => fake.stand.ours.length === 1);
  assert.match(JSON.stringify(fake.stand.ours[0]?.body['template']), /"name":"repair_ready"/);
  assert.equal(await composer(page).getByRole('textbox').inputValue(), 'Bring it by.', 'the words stay');
}

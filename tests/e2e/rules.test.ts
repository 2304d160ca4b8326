/** A lead makes a rule, sees what it would have done, and it acts under its name; personal data is stopped before everybody reads it. */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { until } from '../support/until.ts';
import { axe } from './axe.ts';
import { openTown, rowOf, type Town } from './town.ts';

/** Where pictures go, for somebody who wants to look at them. */
const SHOTS = process.env['HEED_SHOTS'];

test('a rule is tried before it is switched on, acts under its name, and suggests; nobody’s data goes out by mistake', async t => {
  const town = await openTown(t);
  await town.customer('Thea').say('@kestrel my machine leaks all over the kitchen');
  await town.customer('Max').say('@kestrel do you ship to Crete?');
  const { page, complaints } = await town.enter();
  await rowOf(page, 'Max').waitFor();
  await rowOf(page, 'Thea').waitFor();
  await t.test('when, if, then; what it would have done stands there before it is on', () => makeRule(town, page));
  await t.test('it acts on what happens from then on, and the conversation says which rule', () => itActs(town, page));
  await t.test('what it suggests is put in by a person', () => insertSuggestion(town, page));
  await t.test('a telephone number is stopped before everybody can read it', () => stopPersonal(town, page));
  await t.test('a change by somebody else is told, and the order moves with the arrow keys', () => share(town, page));
  if (SHOTS) await shoot(town);
  assert.deepEqual(complaints, []);
});

async function makeRule({ url }: Town, page: Page): Promise<void> {
  await page.goto(`${url}/settings/rules`);
  await page.getByText('No rules yet').waitFor();
  assert.deepEqual(await axe(page, 'no rules'), []);
  await page.getByRole('button', { name: 'An empty rule' }).click();
  await page.getByLabel('Name').fill('Leaks');
  await page.getByText('Held against 2 things').waitFor();
  await page.getByRole('button', { name: 'Add a condition' }).click();
  await page.getByRole('menuitem', { name: 'Words', exact: true }).click();
  const words = page.getByLabel('Words in the message');
  await words.fill('leaks OR "drips');
  await page
    .getByText(/quotation mark/)
    .first()
    .waitFor();
  await words.fill('leaks OR drips');
  await page.getByText('It would have acted once.').waitFor();
  await page.getByRole('link', { name: 'Thea' }).waitFor();
  const make = page.getByRole('button', { name: 'Make it and switch it on' });
  assert.equal(await make.isDisabled(), true, 'it does nothing yet');
  await page.getByRole('button', { name: 'Add something to do' }).click();
  await page.getByRole('menuitem', { name: 'Add tags' }).click();
  await page.getByLabel('Tags').fill('leak');
  assert.deepEqual(await axe(page, 'a rule'), []);
  await make.click();
  await page.getByText('has not acted in 7 days').waitFor();
  assert.equal(await page.getByRole('switch', { name: 'Rule Leaks' }).getAttribute('aria-checked'), 'true');
}

async function itActs(town: Town, page: Page): Promise<void> {
  await page.goto(town.url);
  await town.customer('Cleo').say('@kestrel mine drips since Monday');
  await rowOf(page, 'Cleo').click();
  await page.getByText('Rule “Leaks” tagged this leak').waitFor();
  await page.goto(`${town.url}/settings/rules`);
  await page.getByText('acted once in 7 days').waitFor();
}

async function insertSuggestion(town: Town, page: Page): Promise<void> {
  const { call, brand, url } = town;
  const { savedReply } = await call<{ savedReply: { id: string } }>('POST', `/brands/${brand}/saved-replies`, {
    title: 'Serial number',
    variants: [{ lang: null, network: null, texts: ['What is its serial number?'], media: [] }],
    own: false,
  });
  const rule = await leaks(town);
  await call('PATCH', `/brands/${brand}/rules/${rule.id}`, {
    actions: [...rule.actions, { kind: 'draft', savedReplyId: savedReply.id }],
  });
  await page.goto(url);
  await town.customer('Ida').say('@kestrel it leaks again');
  await rowOf(page, 'Ida').click();
  await page.getByText('Rule “Leaks” suggests: Serial number').waitFor();
  await page.getByRole('button', { name: /^Insert/ }).click();
  await until(async () => /What is its serial number\?/.test(await draft(page)) || undefined);
  assert.equal(await page.getByText('Rule “Leaks” suggests').count(), 0);
}

async function leaks({ call, brand }: Town): Promise<{ id: string; version: number; actions: object[] }> {
  const { rows } = await call<{ rows: { id: string; name: string; version: number; actions: object[] }[] }>(
    'GET',
    `/brands/${brand}/rules`,
  );
  const rule = rows.find(({ name }) => name === 'Leaks');
  assert.ok(rule);
  return rule;
}

function draft(page: Page): Promise<string> {
  return page.locator('textarea').first().inputValue();
}

async function stopPersonal(town: Town, page: Page): Promise<void> {
  await town.customer('Otto').say('@kestrel my card 4111 1111 1111 1111 was charged twice');
  await page.goto(town.url);
  await rowOf(page, 'Otto').click();
  await page.getByText('Shows a card number').waitFor();
  const words = page.locator('textarea').first();
  await words.fill('Please call us: +30 210 555 0199');
  await page.getByText('This shows a phone number to everybody').waitFor();
  assert.equal(await page.locator('mark', { hasText: '+30 210 555 0199' }).count(), 1);
  await words.press('ControlOrMeta+Enter');
  assert.equal(await words.inputValue(), 'Please call us: +30 210 555 0199');
  assert.deepEqual(await axe(page, 'personal data stopped'), []);
  await page.getByRole('button', { name: 'Send anyway' }).click();
  await until(async () => (await words.inputValue()) === '' || undefined);
  await page.locator('article', { hasText: 'Please call us' }).waitFor();
}

async function share(town: Town, page: Page): Promise<void> {
  const { url, call, brand } = town;
  await page.goto(`${url}/settings/rules`);
  await page.getByRole('button', { name: /^Leaks/ }).click();
  await page.getByLabel('Name').fill('Leaks and drips');
  const { id } = await leaks(town);
  await call('PATCH', `/brands/${brand}/rules/${id}`, { stops: true });
  await page.getByText('Somebody changed this rule since you opened it.').waitFor();
  await page.getByRole('button', { name: 'Save mine over it' }).click();
  await until(async () => {
    const { rows } = await call<{ rows: { name: string; stops: boolean }[] }>('GET', `/brands/${brand}/rules`);
    return (rows[0]?.name === 'Leaks and drips' && !rows[0].stops) || undefined;
  });
  await page.getByRole('button', { name: 'Danger → urgent, tell the leads' }).click();
  await page.getByRole('button', { name: 'Make it, switched off' }).click();
  await page.getByText('would not have acted last week').waitFor();
  await page.getByRole('button', { name: /^Move Danger/ }).press('ArrowUp');
  await until(async () => {
    const { rows } = await call<{ rows: { name: string }[] }>('GET', `/brands/${brand}/rules`);
    return rows[0]?.name === 'Danger' || undefined;
  });
}

async function shoot(town: Town): Promise<void> {
  if (!SHOTS) return;
  mkdirSync(SHOTS, { recursive: true });
  for (const width of [1440, 900, 390]) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page } = await town.enter({ viewport: { width, height: 1_300 }, colorScheme });
      await page.goto(`${town.url}/settings/rules`);
      await page.getByRole('button', { name: /^Leaks/ }).click();
      await page.waitForTimeout(1_500);
      await page.screenshot({ path: join(SHOTS, `rules-${width}-${colorScheme}.png`) });
      await page.goto(town.url);
      await rowOf(page, 'Otto').click();
      await page.locator('textarea').first().fill('Please call us: +30 210 555 0199');
      await page.getByText('This shows a phone number').waitFor();
      await page.screenshot({ path: join(SHOTS, `personal-${width}-${colorScheme}.png`) });
      await page.close();
    }
  }
}

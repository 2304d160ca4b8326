import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { until } from '../support/until.ts';
import { axe } from './axe.ts';
import { openTown, rowOf, type Town } from './town.ts';

const FILE = `Name,E-mail,Rehearsal handle,Tags,Value,Tier
Ansel Nobody,ansel@nobody.example,,"press; vip","1.234,50 €",gold
Broken Line,this is no address,,,,
Zoe Zimt,zoe@zimt.example,,,12,tin
`;

test('people over all networks', async t => {
  const town = await openTown(t);
  await town.customer('Mara Quillfeather').whisper('Write to me at mara@quill.example, please.');
  await town.customer('M Q').whisper('My mail is MARA@quill.example');
  const fields = [{ name: 'Tier', kind: 'choice', choices: ['gold', 'tin'] }];
  await town.call('PUT', `/brands/${town.brand}/contact-fields`, { fields });
  const { page, complaints } = await town.enter();
  await t.test('who may be the same is asked beside the conversation, put together by one key, and taken apart', () =>
    asksAndUndoes(page, town),
  );
  await t.test('customers come in from a file, the bad line is named', () => importsFile(page, town));
  await t.test('what is known of somebody is changed where it stands', () => changesField(page));
  await t.test('axe finds nothing on the screens of people', () => axeOnPeople(page, town));
  assert.deepEqual(complaints, []);
});

async function asksAndUndoes(page: Page, town: Town): Promise<void> {
  await rowOf(page, 'Mara Quillfeather').first().click();
  const panel = page.getByRole('complementary', { name: 'Person' });
  const question = panel.getByRole('region', { name: 'Perhaps the same person' });
  await until(async () => {
    const { rows } = await town.call<{ rows: unknown[] }>('GET', `/brands/${town.brand}/suggestions`);
    return rows.length > 0;
  });
  await page.reload();
  await question.getByText('both gave the same e-mail address').waitFor();
  await question.getByRole('button', { name: 'Same person' }).press('Enter');
  await question.waitFor({ state: 'detached' });
  await panel.getByText('m_q').waitFor();
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await question.getByRole('button', { name: 'Not the same' }).waitFor();
}

async function importsFile(page: Page, town: Town): Promise<void> {
  await page.goto(`${town.url}/people/import`);
  const file = { name: 'customers.csv', mimeType: 'text/csv', buffer: Buffer.from(FILE) };
  await page.getByLabel('Choose a file').setInputFiles(file);
  await page.getByText('3 customers').waitFor();
  await until(async () => (await page.getByLabel('Tier').inputValue()).startsWith('field '));
  await page.getByRole('button', { name: 'Try it' }).click();
  await page.getByText('2 customers would be new, 0 are here already.').waitFor();
  await page.getByText('Line 3').waitFor();
  await page.getByRole('button', { name: 'Take in' }).click();
  await page.getByText('2 new, 0 changed, 0 as before').waitFor();
  await page.getByRole('button', { name: 'Undo this import' }).waitFor();
}

async function changesField(page: Page): Promise<void> {
  await page.getByRole('searchbox').fill('Ansel');
  await page.getByRole('link', { name: /Ansel Nobody/ }).click();
  const main = page.getByRole('main');
  await main.getByText('€1,234.50').waitFor();
  await main.getByRole('button', { name: 'Change', exact: true }).click();
  await main.getByLabel('Tier').selectOption('tin');
  await main.getByLabel('Value').fill('99 EUR');
  await main.getByRole('button', { name: 'Save' }).click();
  await main.getByText('€99.00').waitFor();
  await main.getByText('tin', { exact: true }).waitFor();
  await main.getByText(/Nadia Okafor: value and fields/).waitFor();
}

async function axeOnPeople(page: Page, town: Town): Promise<void> {
  const found = await axe(page, 'contact');
  await page.goto(`${town.url}/people/perhaps`);
  await page.getByRole('region', { name: 'Perhaps the same person' }).first().waitFor();
  found.push(...(await axe(page, 'perhaps')));
  await page.goto(`${town.url}/people/import`);
  await page.getByRole('button', { name: /customers.csv/ }).click();
  await page.getByRole('button', { name: 'Undo this import' }).waitFor();
  found.push(...(await axe(page, 'import')));
  await page.goto(`${town.url}/settings/fields`);
  await page.getByRole('button', { name: 'Add a field' }).waitFor();
  found.push(...(await axe(page, 'fields')));
  assert.deepEqual(found, []);
}

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { until } from '../support/until.ts';
import { axe } from './axe.ts';
import { composer, openTown, rowOf, type Town } from './town.ts';

type Person = { email: string; password: string };

async function addColleague(town: Town, name: string, role: 'agent' | 'lead'): Promise<Person> {
  const email = `${name.toLowerCase().split(' ')[0]}@kestrel.example`;
  const { firstPassword } = await town.call<{ firstPassword: string }>('POST', `/brands/${town.brand}/members`, {
    name,
    email,
    role,
  });
  return { email, password: firstPassword };
}

test('two agents and a lead at one desk', async t => {
  const town = await openTown(t);
  const [amara, bruno, lena] = [
    await addColleague(town, 'Amara Diop', 'agent'),
    await addColleague(town, 'Bruno Keller', 'agent'),
    await addColleague(town, 'Lena Marsh', 'lead'),
  ];
  const one = (await town.enter({ as: amara })).page;
  const two = (await town.enter({ as: bruno })).page;
  const lead = (await town.enter({ as: lena })).page;
  await t.test('whoever opens a conversation is seen there, and writing is seen as writing; a lead reads along', () =>
    seesOthers(town, one, two, lead),
  );
  await t.test('naming a colleague in a note tells them, and leads them there', () => mentions(town, one, two));
  await t.test('many are chosen by keys, changed at once and put back', () => bulk(town, one));
  await t.test('a view kept under a name is there again, with its number', () => views(one));
  await t.test('a conversation is split and merged again', () => regroups(town, one));
});

async function seesOthers(town: Town, one: Page, two: Page, lead: Page) {
  await town.customer('Mara Quillfeather').say('@kestrel my Kestrel One leaks onto the counter.');
  for (const page of [one, two, lead]) await rowOf(page, 'Mara Quillfeather').click();
  await two
    .locator('header')
    .getByRole('img', { name: /Amara Diop has this open/ })
    .waitFor();
  await composer(one).getByRole('textbox').fill('Dear Mara, a new seal');
  await two.getByText('Amara Diop is writing …').waitFor();
  await rowOf(two, 'Mara Quillfeather')
    .getByRole('img', { name: /Amara Diop is writing/ })
    .waitFor();
  assert.equal(await two.getByRole('button', { name: 'Read along' }).count(), 0, 'only a lead reads along');
  await lead.getByRole('button', { name: 'Read along' }).click();
  const draft = lead.getByRole('region', { name: 'What Amara Diop is writing' });
  await draft.getByText('Dear Mara, a new seal').waitFor();
  await composer(one).getByRole('textbox').pressSequentially(' leaves today.');
  await draft.getByText('Dear Mara, a new seal leaves today.').waitFor();
  await one.reload();
  await until(
    async () => (await composer(one).getByRole('textbox').inputValue()) === 'Dear Mara, a new seal leaves today.',
  );
  await composer(one).getByRole('textbox').fill('');
  await two.getByText('Amara Diop is writing …').waitFor({ state: 'detached' });
}

async function mentions(town: Town, one: Page, two: Page) {
  await town.customer('Ansel Nobody').say('@kestrel is the Mill safe with a crack in the lid?');
  await rowOf(one, 'Ansel Nobody').click();
  await one.getByRole('log').waitFor();
  await one.getByRole('tab', { name: /Note/ }).click();
  const note = composer(one).getByRole('textbox').or(composer(one).getByRole('combobox'));
  await note.pressSequentially('Ask @bru');
  await composer(one).getByRole('option', { name: 'Bruno Keller' }).waitFor();
  await one.keyboard.press('Enter');
  await note.pressSequentially('about the batch');
  await one.keyboard.press('Control+Enter');
  await one.getByText('@Bruno Keller', { exact: true }).waitFor();
  await two.getByRole('button', { name: '1 new notification' }).click();
  const panel = two.getByRole('dialog', { name: 'Notifications' });
  await panel.getByText('Amara Diop named you').waitFor();
  assert.deepEqual(await axe(two, 'the list of notifications'), []);
  await panel.getByRole('button', { name: /Amara Diop named you in a note about Ansel Nobody/ }).click();
  await two.getByRole('main').getByRole('heading', { name: 'Ansel Nobody' }).waitFor();
  await two.getByRole('button', { name: 'Notifications', exact: true }).waitFor();
}

/** Who is more pressing than the conversation that is open waits above it until the reader lets them in. */
async function letIn(page: Page, name: string) {
  const above = page.getByRole('button', { name: /new above/ });
  await until(async () => {
    if (await above.isVisible()) await above.click();
    return rowOf(page, name).isVisible();
  });
}

async function bulk(town: Town, page: Page) {
  for (const name of ['Storm One', 'Storm Two', 'Storm Three']) {
    await town.customer(name).say('@kestrel the app says no again');
    await letIn(page, name);
  }
  await rowOf(page, 'Storm One').click();
  await page.getByRole('log').waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('x');
  const bar = page.getByRole('group', { name: 'For all selected' });
  await bar.getByText('1 selected').waitFor();
  await page.getByRole('checkbox', { name: 'Select Storm Two' }).check();
  await page.getByRole('checkbox', { name: 'Select Storm Three' }).check();
  await bar.getByText('3 selected').waitFor();
  assert.deepEqual(await axe(page, 'the desk with some selected'), []);
  await bar.getByRole('button', { name: 'Resolve' }).click();
  await page.getByRole('menuitem', { name: /no answer is needed/ }).click();
  await page.getByText('3 resolved').waitFor();
  await page.getByRole('button', { name: /Undo/ }).click();
  await page.getByText('3 put back').waitFor();
  await rowOf(page, 'Storm Three').waitFor();
}

async function views(page: Page) {
  await page.getByRole('button', { name: 'Waiting for us', exact: true }).click();
  await page.getByRole('button', { name: /Saved views/ }).click();
  await page.getByLabel('Keep this view as').fill('All who wait');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Saved as “All who wait”').waitFor();
  await page.getByRole('button', { name: 'Waiting for us', exact: true }).click();
  await page.getByRole('button', { name: /Saved views/ }).click();
  const view = page.getByRole('menuitem', { name: /All who wait/ });
  await view.getByText('5').waitFor();
  await view.click();
  await until(
    async () =>
      (await page.getByRole('button', { name: 'Waiting for us', exact: true }).getAttribute('aria-pressed')) === 'true',
  );
}

async function regroups(town: Town, page: Page) {
  const customer = town.customer('Ines Fabricada');
  const first = await customer.say('@kestrel my mill is loud');
  await letIn(page, 'Ines Fabricada');
  await customer.say('@kestrel and where is my invoice?', first);
  await rowOf(page, 'Ines Fabricada').click();
  await page.getByRole('log').getByText('and where is my invoice?').waitFor();
  await page.keyboard.press('Escape');
  const before = page.url();
  await page.keyboard.press('Shift+S');
  await page.getByRole('menuitem', { name: /where is my invoice/ }).click();
  await page.getByText('Split in two').waitFor();
  await until(async () => (await rowOf(page, 'Ines Fabricada').count()) === 2);
  await until(() => page.url() !== before);
  await page.getByRole('log').getByText('and where is my invoice?').waitFor();
  await page.keyboard.press('Shift+M');
  await page.getByRole('menuitem', { name: /my mill is loud/ }).click();
  await page.getByText('Two became one').waitFor();
  await until(async () => (await rowOf(page, 'Ines Fabricada').count()) === 1);
  await page.getByRole('log').getByText('my mill is loud').waitFor();
}

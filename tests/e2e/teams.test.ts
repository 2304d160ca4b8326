/** A lead and an agent with teams: work that is given out says why, who is away is seen, and a team has a queue of its own. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from '../support/until.ts';
import { axe } from './axe.ts';
import { OWNER, openTown, rowOf, type Town } from './town.ts';

type Rows<T> = { rows: T[] };

test('teams, presence, and why somebody got something', async t => {
  const town = await openTown(t);
  const password = await colleague(town);
  await t.test('a lead makes a team that work is given out in, and names what somebody is good for', () => makes(town));
  await t.test('what comes is given to who is here within a second, and the conversation says why', () => given(town));
  await t.test('the queue shows one team’s work, and a conversation changes its team', () => oneTeam(town));
  await t.test('who says that they are away is seen by the others, and given nothing', () => away(town, password));
  for (const theme of ['light', 'dark'] as const)
    await t.test(`axe finds nothing on teams, ${theme}`, () => axeOnTeams(town, theme));
  await t.test('on a phone and in Arabic all of it can be reached', () => onPhone(town));
});

const ADA = { name: 'Ada Brightwater', email: 'ada@kestrel.example' };

async function colleague(town: Town): Promise<string> {
  const added = await town.call<{ firstPassword: string }>('POST', `/brands/${town.brand}/members`, {
    ...ADA,
    role: 'agent',
  });
  return added.firstPassword;
}

async function makes(town: Town) {
  const { page, complaints } = await town.enter();
  await page.goto(`${town.url}/settings/teams`);
  await page.getByText('No team yet').waitFor();
  const form = page.getByRole('region', { name: 'A new team' });
  await form.getByLabel('Name').fill('Coffee care');
  await form.getByLabel('given out').check();
  await form.getByRole('checkbox', { name: OWNER.name }).check();
  await form.getByRole('checkbox', { name: 'Kestrel' }).check();
  await form.getByRole('button', { name: 'Make the team' }).click();
  const card = page.getByRole('region', { name: 'Coffee care' });
  await card.getByText('nobody waits').waitFor();
  await card.getByText(OWNER.name).waitFor();
  const work = page.getByRole('region', { name: 'How each works' });
  await work.getByRole('button', { name: `Change ${OWNER.name}` }).click();
  await work.getByLabel('Languages').fill('en, el');
  await work.getByLabel('Carries at once').fill('3');
  await work.getByRole('button', { name: 'Save' }).click();
  await work.getByText('Greek, English').waitFor();
  await work.getByText('Carries 0 of 3').waitFor();
  assert.deepEqual(complaints, []);
}

async function given(town: Town) {
  const { page, complaints } = await town.enter();
  await page.goto(town.url);
  await town.customer('Mara Quillfeather').say('@kestrel my Kestrel One leaks onto the counter.');
  await rowOf(page, 'Mara Quillfeather').click();
  await page.getByText(/Heed gave this to/).waitFor();
  const why = page.getByRole('button', { name: 'Why?' });
  await why.click();
  await page.getByText(/It had the least time left: \d+ minutes\./).waitFor();
  await page.getByText(/Nadia Okafor was the only one on who could take it\./).waitFor();
  assert.equal(await why.getAttribute('aria-expanded'), 'true');
  assert.deepEqual(await axe(page, 'a conversation that says why'), []);
  assert.deepEqual(complaints, []);
}

async function oneTeam(town: Town) {
  const { page } = await town.enter();
  await town.call('POST', `/brands/${town.brand}/teams`, { name: 'Repairs' });
  await page.goto(town.url);
  const row = rowOf(page, 'Mara Quillfeather');
  await page.getByRole('button', { name: 'More filters' }).click();
  await page.getByRole('menuitem', { name: 'Repairs' }).click();
  await row.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: /Repairs/ }).click();
  await row.click();
  await page.getByRole('log').waitFor();
  await page.keyboard.press('a');
  await page.getByRole('menuitem', { name: /Give to the team Repairs/ }).click();
  await page.getByText('You gave this to the team').waitFor();
  const { rows } = await town.call<Rows<{ name: string; waiting: number }>>('GET', `/brands/${town.brand}/teams`);
  assert.deepEqual(
    rows.map(({ name, waiting }) => [name, waiting]),
    [
      ['Coffee care', 0],
      ['Repairs', 1],
    ],
  );
}

async function away(town: Town, password: string) {
  const ada = await town.enter({ as: { email: ADA.email, password } });
  const lead = await town.enter();
  await lead.page.goto(`${town.url}/settings/teams`);
  const hers = lead.page.getByRole('listitem').filter({ hasText: ADA.name });
  await hers.getByText('On', { exact: true }).waitFor();
  await ada.page.getByRole('button', { name: `${ADA.name}: On` }).click();
  await ada.page.getByRole('menuitem', { name: 'Away: break' }).click();
  await ada.page.getByRole('button', { name: `${ADA.name}: Away: break` }).waitFor();
  await hers.getByText('Away: break').waitFor();
  await ada.page.goto(`${town.url}/settings/profile`);
  await ada.page.getByLabel('You are').selectOption('on');
  await hers.getByText('On', { exact: true }).waitFor();
  await until(async () => {
    const { rows } = await town.call<Rows<{ state: string }>>('GET', `/brands/${town.brand}/presence`);
    return rows.every(({ state }) => state === 'on');
  });
}

async function axeOnTeams(town: Town, theme: 'light' | 'dark') {
  const { page } = await town.enter({ colorScheme: theme });
  await page.goto(`${town.url}/settings/teams`);
  await page.getByRole('region', { name: 'Coffee care' }).getByRole('button', { name: 'Change Coffee care' }).click();
  await page.getByRole('button', { name: `Change ${ADA.name}` }).click();
  assert.deepEqual(await axe(page, `teams, ${theme}`), []);
}

async function onPhone(town: Town) {
  const { page } = await town.enter({ viewport: { width: 390, height: 844 }, locale: 'ar' });
  await page.goto(`${town.url}/settings/teams`);
  await page.getByRole('region', { name: 'Coffee care' }).waitFor();
  assert.equal(await page.locator('html').getAttribute('dir'), 'rtl');
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(overflow <= 0, `it is ${overflow} px too wide`);
}

/** Saved replies by keyboard, the same words again, a lead's yes, and a promise in one's own words. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { until } from '../support/until.ts';
import { axe } from './axe.ts';
import { composer, openTown, rowOf, type Town } from './town.ts';

test('answers that are kept, counted, looked at and promised', async t => {
  const town = await openTown(t);
  await t.test('a saved reply is written in the settings, where a wrong place is said while it is typed', () =>
    saves(town),
  );
  await t.test('it is found and taken by keyboard, its places filled in, and what it does besides is done', () =>
    takes(town),
  );
  await t.test('what the server knew of a draft before its words arrived takes none of them away', () => keeps(town));
  await t.test('the same words again are counted, and other words offered', () => nudges(town));
  await t.test('an answer waits for a lead, goes back with a word, and leaves in the lead’s words', () => waits(town));
  await t.test('a promise is noticed, kept beside the answer, and shown until it is done', () => promises(town));
});

async function saves(town: Town) {
  const { page, complaints } = await town.enter();
  await page.goto(`${town.url}/settings/saved-replies`);
  await page.getByRole('button', { name: 'New saved reply' }).click();
  await page.getByLabel('Title').fill('New seal');
  await page.getByLabel('Shortcut after /').fill('seal');
  const words = page.getByLabel('Words', { exact: true });
  await words.fill('Sorry {{frist_name|there}}, a new seal leaves our workshop today.');
  await page.getByText('Did you mean first_name?').waitFor();
  await words.fill('Sorry {{first_name|there}}, a new seal leaves our workshop today.');
  await page.getByText('For example: Sorry Mara, a new seal').waitFor();
  await page.getByRole('button', { name: 'Say it in other words too' }).click();
  await page.getByLabel('The same in other words (2)').fill('{{first_name|Hello}}, your seal is in the post now.');
  await page.getByLabel('Add a deed').selectOption('tag');
  await page.getByLabel('Tags', { exact: true }).fill('seal');
  assert.deepEqual(await axe(page, 'the editor of a saved reply'), []);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('cell', { name: 'New seal /seal' }).waitFor();
  await page.goto(`${town.url}/settings/before-sending`);
  await page.getByLabel('On every network').waitFor();
  assert.deepEqual(await axe(page, 'before sending'), []);
  assert.deepEqual(complaints, []);
}

async function takes(town: Town) {
  const { page } = await town.enter();
  await town.customer('Mara Quillfeather').say('@kestrel my Kestrel One leaks onto the counter.');
  await rowOf(page, 'Mara Quillfeather').click();
  const write = composer(page).getByLabel('Answer Mara in public');
  await write.focus();
  await page.keyboard.type('/sael');
  await page.getByText('Sorry Mara, a new seal leaves our workshop today.').waitFor();
  await page.getByText('tag seal').waitFor();
  assert.deepEqual(await axe(page, 'the list of saved replies'), []);
  await page.keyboard.press('Enter');
  await until(async () => (await write.inputValue()) === 'Sorry Mara, a new seal leaves our workshop today.');
  await page.getByText('From “New seal”').waitFor();
  await page.keyboard.press('Control+Enter');
  await page.getByText('Leaves in').waitFor();
  const { rows } = await town.call<{ rows: { tags: string[] }[] }>(
    'GET',
    `/brands/${town.brand}/conversations?tag=seal`,
  );
  assert.equal(rows.length, 1);
}

async function keeps(town: Town) {
  const kept = Promise.withResolvers<void>();
  let answers = 0;
  const { page } = await town.enter({
    async before(opened) {
      opened.on('response', response => {
        if (response.request().method() === 'PUT' && /\/draft$/.test(response.url())) kept.resolve();
      });
      await opened.route(/\/drafts$/, async route => {
        const answer = await route.fetch();
        if (answers === 0) await kept.promise;
        await route.fulfill({ response: answer });
        answers += 1;
      });
    },
  });
  await town.customer('Fenna Slowline').say('@kestrel is anybody there?');
  await rowOf(page, 'Fenna Slowline').click();
  const write = composer(page).getByLabel('Answer Fenna in public');
  await write.fill('Yes, Fenna, we are.');
  // Read again once they are there; or taken away, and then never.
  await until(async () => answers > 1 || (await write.inputValue()) === '');
  assert.equal(await write.inputValue(), 'Yes, Fenna, we are.');
  await write.fill('');
}

async function nudges(town: Town) {
  const path = `/brands/${town.brand}/conversations`;
  for (const name of ['Ansel', 'Berta', 'Carlo', 'Dunja']) {
    await town.customer(`${name} Nobody`).say('@kestrel mine leaks too');
    const id = await until(async () => {
      const { rows } = await town.call<{ rows: { id: string; face: { name: string } | null }[] }>('GET', path);
      return rows.find(row => row.face?.name === `${name} Nobody`)?.id;
    });
    const text = `Sorry ${name}, a new seal leaves our workshop today.`;
    await town.call('POST', `${path}/${id}/replies`, { visibility: 'public', text });
  }
  const { page } = await town.enter();
  await town.customer('Edda Nobody').say('@kestrel and mine');
  await rowOf(page, 'Edda Nobody').click();
  const write = composer(page).getByLabel('Answer Edda in public');
  await write.fill('/seal');
  await page.getByRole('option', { name: /New seal/ }).waitFor();
  await page.keyboard.press('Enter');
  await until(async () => (await write.inputValue()) !== '/seal');
  await write.fill('Sorry Edda, a new seal leaves our workshop today.');
  await page.getByText('You have said this 5 times today.').waitFor();
  await page.getByRole('button', { name: 'Other words' }).click();
  await page.getByText('You have said this').waitFor({ state: 'detached' });
}

async function waits(town: Town) {
  await town.call('PUT', `/brands/${town.brand}/approval-rules`, {
    rows: [{ name: 'New here', roles: ['agent'], newerThanDays: 14 }],
  });
  const added = await town.call<{ firstPassword: string }>('POST', `/brands/${town.brand}/members`, {
    name: 'Jonas Beispiel',
    email: 'jonas@kestrel.example',
    role: 'agent',
  });
  const agent = await town.enter({ as: { email: 'jonas@kestrel.example', password: added.firstPassword } });
  await town.customer('Olga Twice').say('@kestrel hello? anybody?');
  const lead = await town.enter();
  await rowOf(agent.page, 'Olga Twice').click();
  const write = composer(agent.page).getByLabel('Answer Olga in public');
  await write.fill('We cannot help you.');
  await agent.page.keyboard.press('Control+Enter');
  await agent.page.getByText('Waits for a lead. The clock runs on.').waitFor();
  await agent.page.getByText('New here: Agent').waitFor();
  await lead.page.getByRole('link', { name: 'One answer waits for approval' }).click();
  await lead.page.getByText('We cannot help you.').waitFor();
  assert.deepEqual(await axe(lead.page, 'what waits for approval'), []);
  await lead.page.getByRole('button', { name: 'Send back' }).click();
  await lead.page.getByLabel('What should be different?').fill('Say what we can do.');
  await lead.page.getByRole('button', { name: 'Send back' }).click();
  await agent.page.getByText('“Say what we can do.”').waitFor();
  await agent.page.getByRole('button', { name: 'Take the words up again' }).click();
  await until(async () => (await write.inputValue()) === 'We cannot help you.');
  await write.fill('Yes, Olga: what happened?');
  await agent.page.keyboard.press('Control+Enter');
  await lead.page.getByText('Yes, Olga: what happened?').waitFor();
  await lead.page.getByRole('button', { name: 'Edit' }).click();
  await lead.page.getByLabel('The words as they will leave').fill('Yes, Olga! What happened?');
  await lead.page.getByRole('button', { name: 'Send these words' }).click();
  await agent.page.getByText(/On Rehearsal \d\d:\d\d:\d\d/).waitFor({ timeout: 20_000 });
  await agent.page.getByText('edited and approved by Nadia Okafor').waitFor();
  const square = await (await fetch(`${town.url}/rehearsal`)).text();
  assert.ok(square.includes('Yes, Olga! What happened?') && !square.includes('We cannot help you.'));
}

async function promises(town: Town) {
  const { page } = await town.enter();
  await town.customer('Priya Later').say('@kestrel when will my grinder be mended?');
  await rowOf(page, 'Priya Later').click();
  const write = composer(page).getByLabel('Answer Priya in public');
  await write.fill('I will ask the workshop and write to you tomorrow.');
  await page.getByRole('button', { name: /^Remind me .*09:00: your promise/ }).waitFor();
  await page.keyboard.press('Control+.');
  await page.getByText('A clock will hold you to it until').waitFor();
  await page.keyboard.press('Control+Enter');
  await page.getByText('Promised: “I will ask the workshop').waitFor({ timeout: 20_000 });
  await page.goto(`${town.url}/waiting`);
  await openPromise(page).waitFor();
  await page.getByRole('link', { name: /I will ask the workshop/ }).click();
  await page.getByRole('button', { name: 'Done in another way' }).click();
  await page.getByText('We did what we promised').waitFor();
}

function openPromise(page: Page) {
  return page.getByRole('row', { name: /I will ask the workshop.*open/ });
}

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { until } from '../support/until.ts';
import { composer, OWNER, openTown, rowOf, signInBy, type Town } from './town.ts';

test('answering on the square', async t => {
  const town = await openTown(t);
  await t.test('somebody signs in, a post arrives, the answer stands on the network and the promise is kept', () =>
    answers(town),
  );
  await t.test('an answer taken back in time never leaves, and its words come back', () => takesBack(town));
  await t.test('an answer the network refuses says so in the network’s words, and can be taken up again', () =>
    fails(town),
  );
  await t.test('an edit shows what stood there before, a deletion shows that something was deleted', () => edits(town));
  await t.test('the private room is another room, and what is written there stays there', () => whispers(town));
  await t.test('resolving somebody who waits asks for the truth', () => resolves(town));
  await t.test('what a colleague answered meanwhile stops mine', () => colleagues(town));
  await t.test('markup, hidden characters and dangerous links in every field are only text', () => isHarmless(town));
});

async function answers(town: Town) {
  const { page, complaints } = await town.enter({ as: OWNER });
  await town.customer('Mara Quillfeather').say('@kestrel my Kestrel One leaks onto the counter.');
  await rowOf(page, 'Mara Quillfeather').click();
  await page
    .getByRole('timer')
    .getByText(/Answer in \d+:\d\d/)
    .waitFor();
  await composer(page).getByRole('textbox').fill('Sorry, Mara. A new seal leaves today.');
  await page.getByText('37 / 500').waitFor();
  await page.keyboard.press('Control+Enter');
  await page.getByText('Leaves in').waitFor();
  await page.getByText(/On Rehearsal \d\d:\d\d:\d\d/).waitFor({ timeout: 20_000 });
  await page.getByText(/· kept/).waitFor();
  const square = await (await fetch(`${town.url}/rehearsal`)).text();
  assert.ok(square.includes('A new seal leaves today.'), 'it stands on the square');
  assert.deepEqual(
    complaints.filter(words => !words.includes('401')),
    [],
  );
}

async function takesBack(town: Town) {
  const { page } = await town.enter();
  await town.customer('Ansel Nobody').say('@kestrel is the Mill safe with a crack in the lid?');
  await rowOf(page, 'Ansel Nobody').click();
  await composer(page).getByRole('textbox').fill('Words I will regret.');
  await composer(page).getByRole('button', { name: 'Send in public' }).click();
  await page.getByText('Leaves in').waitFor();
  await composer(page).getByRole('textbox').press('Escape');
  await page.keyboard.press('z');
  await page.getByText('Leaves in').waitFor({ state: 'detached' });
  await wordsAre(page, 'Words I will regret.');
  const square = await (await fetch(`${town.url}/rehearsal`)).text();
  assert.ok(!square.includes('Words I will regret.'));
}

async function fails(town: Town) {
  const { page } = await town.enter();
  const customer = town.customer('Gone Tomorrow');
  const post = await customer.say('@kestrel where is my order?');
  await rowOf(page, 'Gone Tomorrow').click();
  await composer(page).getByRole('textbox').fill('It is on its way.');
  await page.keyboard.press('Control+Enter');
  await page.getByText('Leaves in').waitFor();
  await customer.remove(post);
  await page.getByText('Not sent.').waitFor({ timeout: 20_000 });
  await page.getByText(/Rehearsal said “.+”/).waitFor();
  await page.getByRole('button', { name: 'Change the words' }).click();
  await page.getByText('Not sent.').waitFor({ state: 'detached' });
  await wordsAre(page, 'It is on its way.');
}

async function edits(town: Town) {
  const { page } = await town.enter();
  const customer = town.customer('Edith Anders');
  const post = await customer.say('@kestrel it broke last night and I am sad');
  await rowOf(page, 'Edith Anders').click();
  await page.getByText('it broke last night and I am sad').last().waitFor();
  await customer.edit(post, '@kestrel it broke twice and I am sad');
  await page.getByText('see before').click();
  assert.equal(await page.locator('del').innerText(), 'last night');
  await customer.remove(post);
  await page.getByText('Deleted by the author').waitFor();
}

async function whispers(town: Town) {
  const { page } = await town.enter();
  const customer = town.customer('Ines Fabricada');
  await customer.whisper('My order is KC-20418, please keep it between us.');
  await rowOf(page, 'Ines Fabricada').click();
  await page.getByText('Only Ines and you can read this.').waitFor();
  const write = composer(page);
  await write.getByRole('tab', { name: 'Private', selected: true }).waitFor();
  await write.getByText('Only Ines can read this').waitFor();
  await write.getByRole('textbox').fill('Found it. The seal leaves today.');
  await write.getByRole('button', { name: 'Send privately' }).click();
  await page.getByText(/On Rehearsal \d\d:\d\d:\d\d/).waitFor({ timeout: 20_000 });
  const square = await (await fetch(`${town.url}/rehearsal`)).text();
  assert.ok(!square.includes('Found it. The seal leaves today.'), 'nobody else can read it');
}

async function resolves(town: Town) {
  const { page } = await town.enter();
  await town.customer('Thankful Tom').say('@kestrel thanks, it works now!');
  await rowOf(page, 'Thankful Tom').click();
  await page.getByRole('log').waitFor();
  await page.keyboard.press('e');
  await page.getByText('Thankful has been waiting for an answer since').waitFor();
  await page.getByRole('button', { name: 'Needs no answer' }).click();
  await page.getByText('Thankful Tom: resolved').waitFor();
  await rowOf(page, 'Thankful Tom').waitFor({ state: 'detached' });
}

async function colleagues(town: Town) {
  const { page } = await town.enter();
  await town.customer('Olga Twice').say('@kestrel hello? anybody?');
  await rowOf(page, 'Olga Twice').click();
  await composer(page).getByRole('textbox').fill('Hello Olga!');
  const helper = await join(town, 'Jonas Beispiel', 'agent');
  const other = await town.enter({ as: helper });
  await rowOf(other.page, 'Olga Twice').click();
  await other.page.getByText('Nadia Okafor is answering this').first().waitFor();
  await page.getByRole('region', { name: 'Queue' }).waitFor();
  await page.evaluate(() => undefined);
  const id = new URL(page.url()).pathname.split('/').at(-1);
  await town.call('DELETE', `/brands/${town.brand}/conversations/${id}/claim`);
  await composer(other.page).getByRole('textbox').fill('Jonas here. Yes!');
  await other.page.keyboard.press('Control+Enter');
  await page.getByText('Jonas Beispiel has answered since you began.').waitFor();
  await page.keyboard.press('Control+Enter');
  await other.page.getByText(/On Rehearsal \d\d:\d\d:\d\d/).waitFor({ timeout: 20_000 });
  const square = await (await fetch(`${town.url}/rehearsal`)).text();
  assert.ok(!square.includes('Hello Olga!'), 'mine stayed here');
}

async function isHarmless(town: Town) {
  const { page, complaints } = await town.enter();
  await page.evaluate(() => Object.assign(window, { ran: false }));
  const evil =
    '<img src=x onerror="window.ran=true"> javascript:alert(1) https://kestrel.example/a \u202eevil\u202c\u200b';
  await town.customer('<b>Bobby</b>').say(`@kestrel ${evil}`);
  await rowOf(page, '<b>Bobby</b>').click();
  await page.getByRole('log').getByText('<img src=x').waitFor();
  const links = await page
    .getByRole('log')
    .locator('article a[rel]')
    .evaluateAll(all => all.map(a => a.getAttribute('href')));
  assert.ok(
    links.every(href => href?.startsWith('http')),
    String(links),
  );
  assert.ok(links.includes('https://kestrel.example/a'));
  const shown = await page.getByRole('log').innerText();
  assert.ok(!/[\u202a-\u202e\u200b]/u.test(shown), 'nothing hidden is left');
  assert.equal(await page.evaluate(() => (window as unknown as { ran: boolean }).ran), false);
  assert.deepEqual(complaints, []);
}

/** What stands in the composer: the words come back with the server's answer, which may follow the event that drops the message. */
async function wordsAre(page: Page, words: string) {
  await until(async () => (await composer(page).getByRole('textbox').inputValue()) === words);
}

/** A colleague who can sign in. */
async function join(town: Town, name: string, role: string) {
  const email = `${name.split(' ')[0]?.toLowerCase()}@kestrel.example`;
  const added = await town.call<{ firstPassword: string }>('POST', `/brands/${town.brand}/members`, {
    name,
    email,
    role,
  });
  return { email, password: added.firstPassword };
}

test('a wrong password is said where it was typed', async t => {
  const town = await openTown(t);
  const { page } = await town.enter();
  await page.context().clearCookies();
  await signInBy(page, town.url, { email: OWNER.email, password: 'not the right one' });
  await page.getByRole('alert').waitFor();
  assert.equal(new URL(page.url()).pathname, '/sign-in');
});

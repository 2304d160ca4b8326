import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { type BlueskyFake, openFake } from '../../src/connectors/bluesky/fake.ts';
import { openFake as openMastodon } from '../../src/connectors/mastodon/fake.ts';
import { atEnd } from '../support/at-end.ts';
import { until } from '../support/until.ts';
import { axe } from './axe.ts';
import { OWNER, openTown, rowOf, signInBy, type Town } from './town.ts';

type Row = { id: string; name: string; network: string; state: string; handle: string | null; said: string | null };

test('a network is connected, tried and mended by somebody who never leaves the page for help', async t => {
  const fake = await openFake();
  atEnd(t, fake.close);
  const other = await openMastodon();
  atEnd(t, other.close);
  const town = await openTown(t, { HEED_PRIVATE_ORIGINS: `${fake.origin} ${other.origin}` });
  await t.test('every network says what it is good for before anything is asked', () => pick(town));
  await t.test('a wrong app password is said where it was typed, and nothing typed is lost', () =>
    byPassword(town, fake),
  );
  await t.test('the same account a second time leads to the channel there is', () => twice(town, fake));
  await t.test('a lost sign-in stands on the desk, and one button mends it', () => mended(town, fake));
  await t.test('left, it says what remains to be done at the network', () => left(town));
  await t.test('whoever says no at the network comes back to the form as it was', () => cancelled(town, fake));
  await t.test('signed in at the network’s own page, the channel is there and what works is said', () =>
    bySignIn(town, fake),
  );
  await t.test('signed in again at its own page, the channel stays what it was', () => again(town, fake));
  await t.test('a server of the Mastodon API is signed in to at its own page, and heard without an account', () =>
    mastodon(town, other.origin),
  );
  await t.test('a desk opened under another name says so before anybody leaves', () => elsewhere(town));
  await t.test('an answer nobody asked for connects nothing', () => forged(town));
  for (const theme of ['light', 'dark'] as const)
    await t.test(`axe finds nothing on the way, ${theme}`, () => axeOnTheWay(town, theme));
});

async function channelsOf(town: Town): Promise<Row[]> {
  return (await town.call<{ rows: Row[] }>('GET', `/brands/${town.brand}/channels`)).rows;
}

async function bluesky(town: Town): Promise<Row | undefined> {
  return (await channelsOf(town)).find(({ network }) => network === 'bluesky');
}

async function pick(town: Town) {
  const { page, complaints } = await town.enter();
  await page.goto(`${town.url}/channels`);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.getByRole('link', { name: /Bluesky.*hear who writes to you/ }).click();
  await page.getByRole('heading', { name: 'Connect Bluesky' }).waitFor();
  await page.getByRole('complementary', { name: 'What Bluesky lets you do' }).getByText('answer in private').waitFor();
  await page.getByText('Who only liked or shared a post').waitFor();
  assert.equal(new URL(page.url()).pathname, '/channels/connect/bluesky');
  assert.deepEqual(complaints, []);
}

async function fillIn(page: Page, fake: BlueskyFake, password: string | null) {
  await page.getByLabel('Handle or e-mail').fill('kestrel.example');
  if (password !== null) await page.getByLabel('App password').fill(password);
  await page.getByText('More settings').click();
  await page.getByLabel('Server (PDS)').fill(fake.origin);
  await page.getByLabel('Stream').fill(fake.streamAddress('jetstream'));
}

async function byPassword(town: Town, fake: BlueskyFake) {
  const { page } = await town.enter();
  await page.goto(`${town.url}/channels/connect/bluesky`);
  await page.getByRole('tab', { name: 'Password or token for Heed', selected: true }).waitFor();
  await page.getByRole('link', { name: /bsky\.app\/settings\/app-passwords/ }).waitFor();
  await fillIn(page, fake, 'not-the-right-one');
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  const password = page.getByLabel('App password');
  await page.getByText('Invalid identifier or password.').first().waitFor();
  await page.getByText(/Check what you filled in, or make a new one there/).waitFor();
  await until(() => password.evaluate(element => element === document.activeElement));
  assert.equal(await password.getAttribute('aria-invalid'), 'true');
  assert.equal(await page.getByLabel('Handle or e-mail').inputValue(), 'kestrel.example');
  assert.equal(await page.getByLabel('Server (PDS)').inputValue(), fake.origin);
  await password.fill('aaaa-bbbb-cccc-dddd');
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await everythingWorks(page);
  assert.equal((await bluesky(town))?.state, 'active');
  assert.equal((await page.content()).includes('aaaa-bbbb'), false);
}

/** What is said once a channel is there, without anybody asking for it. */
async function everythingWorks(page: Page) {
  for (const ability of ['Signed in works', 'Hears who writes to you works', 'Answers in public works'])
    await page.getByRole('listitem').filter({ hasText: ability }).waitFor();
  for (const ability of ['Hears what is said in public', 'Answers in private works', 'Sends pictures works'])
    await page.getByRole('listitem').filter({ hasText: ability }).waitFor();
}

async function twice(town: Town, fake: BlueskyFake) {
  const { page } = await town.enter();
  await page.goto(`${town.url}/channels/connect/bluesky`);
  await page.getByRole('tab', { name: 'Password or token for Heed', selected: true }).waitFor();
  await fillIn(page, fake, 'aaaa-bbbb-cccc-dddd');
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.getByText('This account is connected already, as “Bluesky”.').waitFor();
  await page.getByRole('button', { name: 'Look at it' }).click();
  await page.getByRole('complementary', { name: 'Bluesky' }).waitFor();
}

async function mended(town: Town, fake: BlueskyFake) {
  const before = await bluesky(town);
  fake.server.passwords.set(fake.us.did, 'eeee-ffff-gggg-hhhh');
  const { page } = await town.enter();
  // Every session the network had given out is over; the old password opens no new one.
  for (const session of fake.server.sessions.values()) session.isOver = true;
  await town.call('PATCH', `/brands/${town.brand}/channels/${before?.id}`, { state: 'paused' });
  await until(() => fake.network.state.listeners.size === 0);
  await town.call('PATCH', `/brands/${town.brand}/channels/${before?.id}`, { state: 'active' });
  await until(async () => (await bluesky(town))?.state === 'broken');
  await page.getByText('Bluesky is signed out: nothing is heard or sent there.').waitFor();
  await page.getByRole('button', { name: 'Sign in again' }).click();
  await page.getByRole('heading', { name: 'Sign Bluesky in again' }).waitFor();
  await page.getByRole('tab', { name: 'Password or token for Heed', selected: true }).waitFor();
  assert.equal(await page.getByLabel('Handle or e-mail').inputValue(), 'kestrel.example');
  assert.equal(await page.getByLabel('App password').inputValue(), '', 'secrets never come back');
  await page.getByLabel('App password').fill('eeee-ffff-gggg-hhhh');
  await page.getByRole('button', { name: 'Sign in again' }).click();
  await everythingWorks(page);
  const after = await until(async () => {
    const row = await bluesky(town);
    return row?.state === 'active' ? row : undefined;
  });
  assert.equal(after.id, before?.id);
  await page.goto(town.url);
  await page.getByRole('region', { name: 'Queue' }).waitFor();
  await page.getByText('is signed out').waitFor({ state: 'detached' });
}

async function left(town: Town) {
  const { page } = await town.enter();
  const channel = await bluesky(town);
  await page.goto(`${town.url}/channels/${channel?.id}`);
  await page.getByRole('button', { name: 'Leave', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Leave', exact: true }).click();
  await page.getByText('Remove the app password as well').waitFor();
  await until(async () => (await bluesky(town))?.state === 'left');
}

async function toThePage(town: Town, fake: BlueskyFake): Promise<Page> {
  const { page } = await town.enter();
  await page.goto(`${town.url}/channels/connect/bluesky`);
  await page.getByRole('tab', { name: 'Sign in there' }).click();
  await fillIn(page, fake, null);
  await page.getByLabel('Name').fill('Our Bluesky');
  await page.getByRole('button', { name: 'Go on to Bluesky' }).click();
  await page.getByRole('heading', { name: 'Heed asks to act for you' }).waitFor();
  assert.equal(new URL(page.url()).origin, fake.origin);
  return page;
}

async function cancelled(town: Town, fake: BlueskyFake) {
  const page = await toThePage(town, fake);
  await page.getByRole('link', { name: 'Deny access' }).click();
  await page.getByText('You did not agree at Bluesky, so nothing was changed.').waitFor();
  assert.equal(new URL(page.url()).pathname, '/channels/connect/bluesky');
  assert.equal(new URL(page.url()).search, '', 'what the network said does not stay in the address');
  assert.equal(await page.getByLabel('Handle or e-mail').inputValue(), 'kestrel.example');
  assert.equal(await page.getByLabel('Name').inputValue(), 'Our Bluesky');
  assert.equal((await bluesky(town))?.state, 'left');
}

async function bySignIn(town: Town, fake: BlueskyFake) {
  const page = await toThePage(town, fake);
  await page.getByRole('link', { name: 'Authorize' }).click();
  await everythingWorks(page);
  const channel = await bluesky(town);
  assert.deepEqual([channel?.state, channel?.name], ['active', 'Our Bluesky']);
  assert.equal(new URL(page.url()).pathname, `/channels/${channel?.id}/test`);
  await fake.customerWrites({ text: 'my Kestrel One hisses', mentionsUs: true });
  await page.goto(town.url);
  await rowOf(page, 'Thea Lindqvist').waitFor();
}

async function again(town: Town, fake: BlueskyFake) {
  const before = await bluesky(town);
  const { page } = await town.enter();
  await page.goto(`${town.url}/channels/${before?.id}/sign-in`);
  await page.getByRole('button', { name: 'Go on to Bluesky' }).click();
  await page.getByRole('link', { name: 'Authorize' }).click();
  await page.getByText('Our Bluesky is signed in again').waitFor();
  assert.equal((await bluesky(town))?.id, before?.id);
  assert.equal(fake.server.sessions.size > 0, true);
}

async function mastodon(town: Town, server: string) {
  const { page } = await town.enter();
  const connected = async (name: string) => (await channelsOf(town)).find(row => row.name === name);
  await page.goto(`${town.url}/channels/connect/mastodon`);
  await page.getByLabel('Server').fill(server);
  await page.getByRole('button', { name: 'Go on to Mastodon' }).click();
  for (const ability of ['Signed in works', 'Hears who writes to you works', 'Answers in public works'])
    await page.getByRole('listitem').filter({ hasText: ability }).waitFor();
  assert.equal((await connected('Mastodon'))?.state, 'active');

  await page.goto(`${town.url}/channels/connect/mastodon`);
  await page.getByRole('tab', { name: 'Only listen, without an account' }).click();
  await page.getByText('not: answer in public').waitFor();
  await page.getByLabel('Server').fill(server);
  await page.getByLabel('Hashtags to listen to').fill('kestrel');
  await page.getByLabel('Name').fill('Coffee talk');
  await page.getByRole('button', { name: 'Listen', exact: true }).click();
  await page.getByRole('listitem').filter({ hasText: 'It only listens here, so no account is needed.' }).waitFor();
  assert.equal((await connected('Coffee talk'))?.state, 'active');
  assert.equal(await page.getByRole('button', { name: 'Sign in again' }).count(), 0);
}

async function elsewhere(town: Town) {
  const { page } = await town.enter();
  const here = town.url.replace('127.0.0.1', 'localhost');
  await signInBy(page, here, OWNER);
  await page.getByRole('navigation').first().waitFor();
  await page.goto(`${here}/channels/connect/bluesky`);
  await page.getByRole('tab', { name: 'Sign in there' }).click();
  await page.getByText(`Signing in comes back to ${town.url}, but you opened the desk at ${here}.`).waitFor();
  assert.equal(await page.getByRole('button', { name: 'Go on to Bluesky' }).isDisabled(), true);
  await page.getByRole('link', { name: 'Open it there' }).click();
  await page.getByRole('tab', { name: 'Sign in there' }).click();
  await until(async () => !(await page.getByRole('button', { name: 'Go on to Bluesky' }).isDisabled()));
}

async function forged(town: Town) {
  const { page } = await town.enter();
  const state = `${town.brand}.${'A'.repeat(43)}`;
  await page.goto(`${town.url}/connect/bluesky/finish?code=x&state=${state}`);
  await page.getByText('This sign-in is not good any more').waitFor();
  assert.equal(new URL(page.url()).search, '');
  await page.getByRole('button', { name: 'Begin again' }).click();
  await page.getByRole('heading', { name: 'Connect Bluesky' }).waitFor();
}

async function axeOnTheWay(town: Town, theme: 'light' | 'dark') {
  const { page } = await town.enter({ colorScheme: theme });
  const channel = await bluesky(town);
  const found: string[] = [];
  for (const [path, sign] of [
    ['/channels/connect', /Bluesky.*hear who writes to you/],
    ['/channels/connect/bluesky', /app-passwords/],
    [`/channels/${channel?.id}/sign-in`, /Go on to Bluesky/],
    [`/channels/${channel?.id}/test`, /Sends pictures/],
    ['/connect/bluesky/finish?state=1.x', /Begin again/],
  ] as const) {
    await page.goto(town.url + path);
    await page
      .getByText(sign)
      .or(page.getByRole('link', { name: sign }))
      .first()
      .waitFor();
    found.push(...(await axe(page, path)));
  }
  assert.deepEqual(found, []);
}

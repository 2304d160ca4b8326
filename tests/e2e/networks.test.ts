/** The six networks most customers use: each connected through the desk's own screens, tried, heard and answered, against its fake. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { Page } from 'playwright-core';
import type { HookRequest } from '../../src/connectors/connector.ts';
import { openFake as openFacebook } from '../../src/connectors/facebook/fake.ts';
import { commentsBody, openFake as openInstagram } from '../../src/connectors/instagram/fake.ts';
import type { Fake } from '../../src/connectors/kit/fake.ts';
import { openFake as openTelegram } from '../../src/connectors/telegram/fake.ts';
import { openThreadsFake } from '../../src/connectors/threads/fake.ts';
import { openFake as openWhatsApp } from '../../src/connectors/whatsapp/fake.ts';
import { openXFake } from '../../src/connectors/x/fake.ts';
import { atEnd } from '../support/at-end.ts';
import { until } from '../support/until.ts';
import { axe } from './axe.ts';
import { composer, openTown, type Town } from './town.ts';

type Row = { id: string; name: string; network: string; state: string; handle: string | null };
type Conversation = { id: string; channelId: string; preview: string; visibility: 'public' | 'private' };

/** How one network is connected, and how a customer is heard there. */
type Story = {
  network: string;
  name: string;
  /** Typed into the form, by label. */
  fields: Record<string, string>;
  /** Under *More settings*. */
  folded: Record<string, string>;
  way: 'signIn' | 'token';
  /** What the test of the channel says first. */
  works: readonly string[];
  fake: Fake & { origin: string };
  /** Somebody's words, as the network calls us with them; null: it is asked for them. */
  calls: ((text: string) => HookRequest | Promise<HookRequest>) | null;
  /** It only ever calls us, so that it wants an address of ours that begins with https. */
  onlyCalls?: true;
  /** The sign-in opens several accounts; this one is picked. */
  picks?: string;
};

const says = (network: string) => `The milk frother of my Kestrel hisses (${network})`;
/** An answer leaves after five seconds, and some networks take it in two steps. */
const STANDING_MS = 15_000;
const answer = (network: string) => `We send you a new seal today, to ${network}.`;

test('each of the six networks is connected, tried, heard and answered by somebody who never leaves the page for help', async t => {
  const stories = await openStories(t);
  const town = await openTown(t, { HEED_PRIVATE_ORIGINS: stories.map(({ fake }) => fake.origin).join(' ') });
  const { page, complaints } = await town.enter();
  const answered: Story[] = [];
  for (const story of stories) {
    await t.test(`${story.name}: connected and tried`, () => connected(town, page, story));
    await t.test(`${story.name}: a customer is heard`, () => heard(town, story));
    await t.test(`${story.name}: an answer leaves`, () => sent(town, page, story));
    answered.push(story);
  }
  await t.test('what X costs is shown, and an owner sets what it may cost', () => costs(town, page));
  await t.test('the answers stand on their networks', () => standing(town, answered));
  await t.test('nothing was complained about on the way', () => assert.deepEqual(complaints, []));
});

async function openStories(t: TestContext): Promise<Story[]> {
  const [x, facebook, instagram, whatsApp, threads, telegram] = await Promise.all([
    openXFake(),
    openFacebook(),
    openInstagram(),
    openWhatsApp(),
    openThreadsFake(),
    openTelegram(),
  ]);
  for (const fake of [x, facebook, instagram, whatsApp, threads, telegram]) atEnd(t, fake.close);
  const now = () => new Date();
  facebook.server.pages.set('110000000000002', { name: 'Kestrel Service', token: 'tokenOfTheServicePageInTestsOnly' });
  const hooked = (fake: Fake) => (text: string) => {
    assert.ok(fake.hookRequest);
    return fake.hookRequest([text], now(), '');
  };
  return [
    {
      network: 'x',
      name: 'X',
      way: 'signIn',
      fields: {
        'Client ID': x.credentials.clientId ?? '',
        'Client secret': x.credentials.clientSecret ?? '',
        'API key': x.credentials.apiKey ?? '',
        'API key secret': x.credentials.apiSecret ?? '',
      },
      folded: { 'Address of the API': x.origin },
      works: ['Signed in works'],
      fake: x,
      calls: text => hooked(x)(`@kestrel ${text}`),
    },
    {
      network: 'facebook',
      name: 'Facebook',
      way: 'signIn',
      fields: { 'App id': facebook.credentials.appId, 'App secret': facebook.credentials.appSecret },
      folded: { 'Address of the API': facebook.origin, 'Address of the sign-in page': facebook.origin },
      works: ['Signed in works'],
      fake: facebook,
      picks: 'Kestrel kestrel',
      calls: hooked(facebook),
    },
    {
      network: 'instagram',
      name: 'Instagram',
      way: 'signIn',
      fields: { 'Instagram app ID': instagram.app.id, 'Instagram app secret': instagram.app.secret },
      folded: { 'Address of the API': instagram.origin },
      works: ['Signed in works'],
      fake: instagram,
      // The comment stands on the network as well, or nobody could answer it.
      async calls(text) {
        const id = await instagram.customerWrites({ text });
        const body = commentsBody(instagram.town, [text], now());
        for (const { value } of body.entry[0]?.changes ?? []) value.id = id;
        return instagram.graph.hookRequest(body, now());
      },
    },
    {
      network: 'whatsapp',
      name: 'WhatsApp',
      way: 'token',
      fields: {
        'Access token': whatsApp.credentials.accessToken,
        'Phone number ID': whatsApp.credentials.phoneNumberId,
        'WhatsApp Business Account ID': whatsApp.credentials.wabaId,
        'App secret': whatsApp.credentials.appSecret,
      },
      folded: { 'Address of the API': whatsApp.origin },
      works: ['Signed in works'],
      fake: whatsApp,
      calls: hooked(whatsApp),
      onlyCalls: true,
    },
    {
      network: 'threads',
      name: 'Threads',
      way: 'signIn',
      fields: {
        'Threads app ID': threads.credentials.clientId,
        'Threads app secret': threads.credentials.clientSecret,
      },
      folded: { 'Address of the API': threads.origin, 'Address of the sign-in': threads.credentials.dialog },
      works: ['Signed in works'],
      fake: threads,
      calls: hooked(threads),
    },
    {
      network: 'telegram',
      name: 'Telegram',
      way: 'token',
      fields: { 'Token of the bot': telegram.token },
      folded: { 'Address of the Bot API': telegram.origin },
      works: ['Signed in works'],
      fake: telegram,
      calls: null,
    },
  ];
}

async function channelsOf(town: Town): Promise<Row[]> {
  return (await town.call<{ rows: Row[] }>('GET', `/brands/${town.brand}/channels`)).rows;
}

async function connected(town: Town, page: Page, story: Story) {
  const { network, name, fields, folded, way, works } = story;
  if (story.onlyCalls) await saysThatItCannot(town, page, story);
  await page.goto(`${town.url}/channels/connect`);
  await page.getByRole('link', { name: new RegExp(`^${name}\\b`) }).click();
  await page.getByRole('heading', { name: `Connect ${name}` }).waitFor();
  const tab = page.getByRole('tab', { name: way === 'signIn' ? 'Sign in there' : 'Password or token for Heed' });
  if ((await tab.count()) > 0) await tab.click();
  await page.locator('form ol li').first().waitFor();
  for (const [label, value] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(value);
  await page.getByText('More settings').click();
  for (const [label, value] of Object.entries(folded)) await page.getByLabel(label, { exact: true }).fill(value);
  assert.deepEqual(await axe(page, `connecting ${name}`), []);
  const goOn = way === 'signIn' ? `Go on to ${name}` : 'Connect';
  await page.getByRole('button', { name: goOn, exact: true }).click();
  if (story.picks !== undefined) await picked(page, story.picks);
  for (const line of works) await page.getByRole('listitem').filter({ hasText: line }).waitFor();
  assert.equal(await page.locator('[data-verdict="fails"]').count(), 0, `${name} cannot do what it should`);
  const row = (await channelsOf(town)).find(one => one.network === network);
  assert.equal(row?.state, 'active');
}

async function picked(page: Page, name: string) {
  await page.getByRole('heading', { name: 'Which of these?' }).waitFor();
  await page.getByRole('checkbox', { name: 'Kestrel Service' }).waitFor();
  assert.deepEqual(await axe(page, 'picking a page'), []);
  await page.getByRole('checkbox', { name }).check();
  await page.getByRole('button', { name: 'Connect it' }).click();
}

/** This Heed stands at http://127.0.0.1, and says so; from here on its page is told what it would be at an address with https. */
async function saysThatItCannot(town: Town, page: Page, { network, name }: Story) {
  await page.goto(`${town.url}/channels/connect/${network}`);
  await page
    .getByText(`${name} tells Heed what is said by calling it, so Heed needs an address on the internet`)
    .waitFor();
  assert.equal(await page.getByRole('button', { name: 'Connect', exact: true }).isDisabled(), true);
  await page.route('**/api/v1/networks', async route => {
    const answer = await route.fetch();
    const { rows } = (await answer.json()) as { rows: { id: string; hindrance: string | null }[] };
    const json = { rows: rows.map(row => (row.id === network ? { ...row, hindrance: null } : row)) };
    await route.fulfill({ response: answer, json });
  });
}

async function heard(town: Town, { network, fake, calls }: Story) {
  const row = (await channelsOf(town)).find(one => one.network === network);
  const text = says(network);
  if (calls === null) await fake.customerWrites({ text, privately: true });
  else {
    const { headers, bytes } = await calls(text);
    const called = await fetch(`${town.url}/hooks/${town.brand}/${row?.id}`, {
      method: 'POST',
      headers,
      body: Buffer.from(bytes),
    });
    assert.equal(called.status, 200, await called.text());
  }
  await until(() => conversationOf(town, network));
}

async function conversationOf(town: Town, network: string): Promise<Conversation | undefined> {
  const { rows } = await town.call<{ rows: Conversation[] }>('GET', `/brands/${town.brand}/conversations`);
  return rows.find(({ preview }) => preview.includes(says(network)) || preview.includes(answer(network)));
}

/** While the answers are on their way. */
async function costs(town: Town, page: Page) {
  const row = (await channelsOf(town)).find(({ network }) => network === 'x');
  await page.goto(`${town.url}/channels/${row?.id}`);
  const block = page.getByRole('region', { name: 'Cost' });
  await block.getByText('spent this month; no limit is set').waitFor();
  await block.getByRole('button', { name: 'Set a budget' }).click();
  await page.getByLabel('US dollars a month').fill('50');
  await page.getByLabel('Of that, keep back for answers').fill('5');
  await page.getByRole('button', { name: 'Save' }).click();
  await block.getByText(/of \$50 spent this month/).waitFor();
  assert.deepEqual(await axe(page, 'the cost of X'), []);
  await page.emulateMedia({ colorScheme: 'dark' });
  assert.deepEqual(await axe(page, 'the cost of X in the dark'), []);
  await page.emulateMedia({ colorScheme: 'light' });
}

async function sent(town: Town, page: Page, { network }: Story) {
  const conversation = await conversationOf(town, network);
  assert.ok(conversation);
  await page.goto(`${town.url}/c/${conversation.id}`);
  await composer(page).getByRole('textbox').fill(answer(network));
  if (network === 'x') await composer(page).getByText('$0.01', { exact: true }).waitFor();
  if (network === 'whatsapp')
    await composer(page)
      .getByText(/left to answer in private, until/)
      .waitFor();
  const button = conversation.visibility === 'public' ? 'Send in public' : 'Send privately';
  await composer(page).getByRole('button', { name: button }).click();
  await page.getByRole('log').getByText(answer(network)).waitFor();
}

async function standing(town: Town, stories: readonly Story[]) {
  const missing = () =>
    stories.filter(({ network, fake }) => !fake.ourPosts().some(({ text }) => text.includes(answer(network))));
  await until(() => missing().length === 0, STANDING_MS).catch(() => {});
  const why = missing().map(async ({ network }) => {
    const id = (await conversationOf(town, network))?.id;
    const { messages } = await town.call<{ messages: object[] }>('GET', `/brands/${town.brand}/conversations/${id}`);
    return [network, messages.at(-1)];
  });
  assert.deepEqual(await Promise.all(why), []);
}

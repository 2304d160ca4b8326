/** A network that takes no answers by its API: the words are copied, its page opens, and they count once they stand there. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
import { type HackerFake, openFake } from '../../src/connectors/hackernews/fake.ts';
import { atEnd } from '../support/at-end.ts';
import { until } from '../support/until.ts';
import { axe } from './axe.ts';
import { composer, openTown, rowOf, type Town } from './town.ts';

/** It is asked every quarter of a minute. */
const HEARD_WITHIN_MS = 90_000;
const WORDS = 'Turn the collar to the left until it clicks.';

test('answering where only people can', async t => {
  const fake = await openFake();
  atEnd(t, () => fake.close());
  say(fake, 'somebody', 'What stood there before');
  const town = await openTown(t, { HEED_PRIVATE_ORIGINS: fake.origin });
  await town.call('POST', `/brands/${town.brand}/queries`, { name: 'Kestrel', text: 'kestrel', opens: 'always' });
  await town.call('POST', `/brands/${town.brand}/channels`, {
    network: 'hackernews',
    name: 'Hacker News',
    credentials: fake.credentials,
  });
  await until(() => fake.asked.some(path => path.includes('maxitem')));
  await t.test('the words are copied, the page opens without ties to ours, and our name there stops the clock', () =>
    isSeen(town, fake),
  );
  await t.test('taken back, the words return; said to be there, it counts on that word', () => isSaid(town, fake));
});

async function enter(town: Town): Promise<{ page: Page; context: BrowserContext }> {
  const { page } = await town.enter();
  const context = page.context();
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: town.url });
  await context.route('https://news.ycombinator.com/**', route =>
    route.fulfill({ contentType: 'text/html', body: '<title>There</title><form><textarea></textarea></form>' }),
  );
  return { page, context };
}

/** Somebody complains there, and an answer of ours is taken to its page. */
async function handOver(page: Page, context: BrowserContext, by: string, text: string) {
  await rowOf(page, by).click({ timeout: HEARD_WITHIN_MS });
  await page.getByRole('log').getByText(text).waitFor();
  await composer(page).getByText('Hacker News takes answers on its own page only').waitFor();
  await composer(page).getByRole('textbox').fill(WORDS);
  const popup = context.waitForEvent('page');
  await composer(page).getByRole('button', { name: 'Copy and open Hacker News' }).click();
  const opened = await popup;
  await page.getByText(/Handed over to Hacker News by Nadia Okafor \d\d:\d\d/).waitFor();
  return opened;
}

async function isSeen(town: Town, fake: HackerFake) {
  const { page, context } = await enter(town);
  const post = say(fake, 'thea_l', 'My Kestrel grinder is loud');
  const opened = await handOver(page, context, 'thea_l', 'My Kestrel grinder is loud');
  await opened.waitForURL(`https://news.ycombinator.com/item?id=${post}`);
  assert.equal(await opened.evaluate(() => window.opener), null);
  assert.equal(await opened.evaluate(() => document.referrer), '');
  await opened.close();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), WORDS);
  assert.equal(await composer(page).getByRole('textbox').inputValue(), '');
  await page.getByRole('timer').first().waitFor();
  await page.getByRole('link', { name: 'Open Hacker News' }).waitFor();
  assert.deepEqual(await axe(page, 'a conversation that was handed over'), []);
  await fake.weWriteElsewhere({ text: `${WORDS} Good luck!`, parent: post });
  await page.getByText(/On Hacker News \d\d:\d\d:\d\d/).waitFor({ timeout: HEARD_WITHIN_MS });
  await page.getByText(/· kept/).waitFor();
  await page.getByRole('log').getByText('Good luck!').first().waitFor();
  assert.equal(await page.getByText('Handed over to').count(), 0);
}

async function isSaid(town: Town, fake: HackerFake) {
  const { page, context } = await enter(town);
  const text = 'The Kestrel frother hisses';
  const post = say(fake, 'ansel_b', text);
  await (await handOver(page, context, 'ansel_b', text)).close();
  await page.getByRole('button', { name: 'Take back' }).click();
  await page.getByText(/Handed over/).waitFor({ state: 'detached' });
  await until(async () => (await composer(page).getByRole('textbox').inputValue()) === WORDS);
  await (await handOver(page, context, 'ansel_b', text)).close();
  await page.getByRole('button', { name: 'It is there', exact: true }).click();
  await page.getByLabel('Its address, if you have it').fill('https://news.ycombinator.com/item?id=99');
  assert.deepEqual(await axe(page, 'saying that it is there'), []);
  await page.getByRole('button', { name: 'It is on Hacker News' }).click();
  await page.getByText(/said by Nadia Okafor, not seen yet/).waitFor();
  await page.getByText(/· kept/).waitFor();
  // Its author there is nobody we know, and the words are ours: one answer, now by the network's word.
  say(fake, 'nadia_at_home', WORDS, post);
  await page.getByText(/said by/).waitFor({ state: 'detached', timeout: HEARD_WITHIN_MS });
  assert.equal(await page.getByRole('log').getByText(WORDS).count(), 1);
}

function say(fake: HackerFake, by: string, text: string, parent?: string): string {
  const id = fake.items.size + 1;
  const time = Math.floor(Date.now() / 1000);
  fake.items.set(
    id,
    parent === undefined
      ? { id, type: 'story', by, time, title: text }
      : { id, type: 'comment', by, time, text, parent: Number(parent) },
  );
  return String(id);
}

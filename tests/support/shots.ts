/**
 * Pictures of every screen of a running Heed, at three widths and in both themes, into `.cache/shots/`, to be looked at.
 * `node tests/support/shots.ts URL EMAIL PASSWORD [NAME…]`
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { launchBrowser, newPage } from './browser.ts';

const OUT = join(import.meta.dirname, '..', '..', '.cache', 'shots');
const SIZES = [
  { name: '1440', width: 1440, height: 900 },
  { name: '900', width: 900, height: 900 },
  { name: '390', width: 390, height: 844 },
];
const THEMES = ['light', 'dark'] as const;

type Shot = { name: string; take: (page: Page, url: string) => Promise<void> };

const SHOTS: Shot[] = [
  { name: 'desk', take: async page => openFirst(page) },
  { name: 'queue', take: async (page, url) => void (await page.goto(url)) },
  { name: 'private', take: openPrivate },
  { name: 'channels', take: async (page, url) => void (await page.goto(`${url}/channels`)) },
  { name: 'listening', take: async (page, url) => openListening(page, url) },
  { name: 'query', take: async (page, url) => openQuery(page, url) },
  { name: 'trial', take: async (page, url) => tryQuery(page, url) },
  { name: 'discover', take: async (page, url) => lookAround(page, url) },
  { name: 'people', take: async (page, url) => void (await page.goto(`${url}/people`)) },
  { name: 'settings', take: async (page, url) => void (await page.goto(`${url}/settings/profile`)) },
  { name: 'members', take: async (page, url) => void (await page.goto(`${url}/settings/members`)) },
  { name: 'palette', take: async page => void (await openFirst(page).then(() => page.keyboard.press('Control+k'))) },
  { name: 'help', take: async page => void (await openFirst(page).then(() => page.keyboard.press('?'))) },
];

async function openFirst(page: Page): Promise<void> {
  await page.goto(new URL('/', page.url()).href);
  await page.locator('[data-row]').first().click();
  await page.locator('[role="log"] article').first().waitFor();
}

async function openPrivate(page: Page, url: string): Promise<void> {
  await page.goto(url);
  const row = page.locator('[data-row]', { hasText: 'Private' }).first();
  if ((await row.count()) > 0) await row.click();
  await page.waitForTimeout(400);
}

async function openListening(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/listening`);
  await page.waitForTimeout(600);
}

async function openQuery(page: Page, url: string): Promise<void> {
  await openListening(page, url);
  await page.locator('nav a[href^="/listening/"]').first().click();
  await page.waitForTimeout(600);
}

async function tryQuery(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/listening/new`);
  await page.locator('textarea').fill('~kestrel AND (leak* OR broken OR rota OR kaputt) NOT bird');
  await page.waitForTimeout(1_200);
}

async function lookAround(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/listening/discover`);
  await page.getByRole('button', { name: 'Look around' }).click();
  await page.waitForTimeout(3_000);
}

const [url = '', email = '', password = '', ...wanted] = process.argv.slice(2);
mkdirSync(OUT, { recursive: true });
const browser = await launchBrowser();
for (const size of SIZES) {
  const { page, complaints } = await newPage(browser, { viewport: size });
  await page.goto(`${url}/sign-in`);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(`${url}/`);
  for (const shot of SHOTS) {
    if (wanted.length > 0 && !wanted.includes(shot.name)) continue;
    for (const theme of THEMES) {
      try {
        await page.evaluate(chosen => localStorage.setItem('heed.theme', chosen), theme);
        await page.reload();
        await shot.take(page, url);
        await page.waitForTimeout(600);
        await page.screenshot({ path: join(OUT, `${shot.name}-${size.name}-${theme}.png`) });
      } catch (error) {
        console.error(`${shot.name} ${size.name} ${theme}: ${String(error).split('\n')[0]}`);
      }
    }
  }
  for (const complaint of new Set(complaints)) console.error(`${size.name}: ${complaint}`);
}
await browser.close();

/** A real browser for tests: the one inside the package, else one that is installed. */
import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** What the packaged browser asks for that makes a page on a small machine slower or other than it is for people. */
const UNWANTED =
  /^--(single-process|headless|window-size|disable-web-security|allow-running-insecure-content|use-gl|use-angle|enable-unsafe-swiftshader|in-process-gpu|ignore-gpu-blocklist)/;
/** Without a graphics card, imitating one is more work than drawing without. */
const WITHOUT_CARD = '--disable-gpu';

/** Starts a browser; the caller closes it. @throws when there is neither a packaged nor an installed one */
export async function launchBrowser(): Promise<Browser> {
  const { executablePath, args } = await findBrowser();
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ executablePath, args: [...args, WITHOUT_CARD, ...asRoot], headless: true });
}

async function findBrowser(): Promise<{ executablePath: string; args: string[] }> {
  const failures: string[] = [];
  try {
    const packaged = (await import('@sparticuz/chromium')).default;
    const executablePath = await packaged.executablePath();
    if (existsSync(executablePath)) return { executablePath, args: packaged.args.filter(arg => !UNWANTED.test(arg)) };
  } catch (error) {
    failures.push(String(error));
  }
  const executablePath = INSTALLED.find(path => existsSync(path));
  if (executablePath) return { executablePath, args: [] };
  throw new Error(`No browser: install Chromium or Chrome. ${failures.join(' ')}`);
}

export type OpenPage = {
  page: Page;
  /** What the page complained about in its console or threw. */
  complaints: string[];
};

/** A page with nothing remembered, in a browser that is there. */
export async function newPage(browser: Browser, options: BrowserContextOptions = {}): Promise<OpenPage> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB', ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', message => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', error => complaints.push(String(error)));
  return { page, complaints };
}

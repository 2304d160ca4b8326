/** A whole Heed as a person starts it, with one company on the square and no customers but those the test plays. */
import type { TestContext } from 'node:test';
import type { Page } from 'playwright-core';
import { atEnd } from '../support/at-end.ts';
import { launchBrowser, newPage, type OpenPage } from '../support/browser.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { freshFolder } from '../support/folder.ts';
import { runHeed, startServer } from '../support/running-heed.ts';
import { until } from '../support/until.ts';

export const OWNER = {
  name: 'Nadia Okafor',
  email: 'nadia@kestrel.example',
  password: 'four small words here',
  brand: 'Kestrel',
};

export type Town = {
  url: string;
  /** The one it runs on. */
  database: FreshDatabase;
  /** The API as the owner. */
  call: <T = Record<string, unknown>>(method: string, path: string, body?: unknown) => Promise<T>;
  brand: number;
  customer: (name: string) => Customer;
  /** A verb of the command line beside it. @returns its exit code */
  run: (verb: string[]) => Promise<number | string | null>;
  /** A page of its own, signed in as the owner unless somebody else is named. */
  enter: (options?: Visit) => Promise<OpenPage>;
};

type Visit = Parameters<typeof newPage>[1] & {
  as?: { email: string; password: string };
  /** Done before anything is asked for. */
  before?: (page: Page) => Promise<void>;
};

export type Customer = {
  /** @returns the post's id on the square */
  say: (text: string, parentId?: string, lang?: string) => Promise<string>;
  whisper: (text: string) => Promise<string>;
  edit: (postId: string, text: string) => Promise<string>;
  remove: (postId: string) => Promise<string>;
};

/** @param more settings of this Heed */
export async function openTown(test: TestContext, more: Record<string, string> = {}): Promise<Town> {
  const [database, browser] = await Promise.all([freshDatabase(), launchBrowser()]);
  atEnd(test, () => database.drop());
  // Before anything that may fail: a browser that is left open keeps the test file from ending.
  atEnd(test, () => browser.close());
  const folder = freshFolder(test);
  const settings = { HEED_DATABASE_URL: database.url, HEED_LOG_LEVEL: 'warn', ...more };
  const heed = await startServer(test, folder, settings);
  const { url } = heed;
  const token = await until(() => /#token=(\S+)\n/.exec(heed.said())?.[1]);
  const { cookie, call } = await signUp(url, token);
  const { brands } = await call<{ brands: { id: number }[] }>('GET', '/me');
  const brand = brands[0]?.id ?? 0;
  await call('POST', `/brands/${brand}/channels`, {
    network: 'rehearsal',
    name: 'Square',
    credentials: { speed: '0' },
  });
  return {
    url,
    database,
    call,
    brand,
    customer: name => customerOf(url, name),
    run: verb => runHeed(test, verb, folder, settings).ended(),
    async enter({ as, before, ...options } = {}) {
      const opened = await newPage(browser, options);
      await before?.(opened.page);
      if (as) await signInBy(opened.page, url, as);
      else await opened.page.context().addCookies(cookiesFor(url, cookie));
      if (!as) await opened.page.goto(url);
      await opened.page.locator('nav').first().waitFor();
      return opened;
    },
  };
}

async function signUp(url: string, token: string) {
  const response = await fetch(`${url}/api/v1/welcome`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token, ...OWNER }),
  });
  if (!response.ok) throw new Error(`nobody could become the owner: ${await response.text()}`);
  const cookie = response.headers
    .getSetCookie()
    .map(line => line.split(';')[0] ?? '')
    .join('; ');
  async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { cookie, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${await answer.text()}`);
    return (await answer.json()) as T;
  }
  return { cookie, call };
}

function cookiesFor(url: string, cookie: string) {
  return cookie.split('; ').map(pair => {
    const at = pair.indexOf('=');
    return { name: pair.slice(0, at), value: pair.slice(at + 1), url };
  });
}

export async function signInBy(page: Page, url: string, { email, password }: { email: string; password: string }) {
  await page.goto(`${url}/sign-in`);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Somebody on the square, acting by its page's own forms. */
function customerOf(url: string, name: string): Customer {
  async function act(noun: string, fields: Record<string, string>): Promise<string> {
    const body = new FormData();
    for (const [field, value] of Object.entries({ as: name, ...fields })) body.set(field, value);
    const answer = await fetch(`${url}/rehearsal/${noun}`, { method: 'POST', body, redirect: 'manual' });
    if (answer.status >= 400) throw new Error(`the square refused: ${await answer.text()}`);
    return /#p-(.+)$/.exec(answer.headers.get('location') ?? '')?.[1] ?? '';
  }
  return {
    say: (text, parentId, lang) =>
      act('post', { text, ...(parentId ? { parent: parentId } : {}), ...(lang ? { lang } : {}) }),
    whisper: text => act('private/c-kestrel', { text }),
    edit: (postId, text) => act(`edit/${postId}`, { text }),
    remove: postId => act(`delete/${postId}`, {}),
  };
}

/** The row of somebody in the queue. */
export function rowOf(page: Page, name: string) {
  return page.locator('[data-row]', { hasText: name });
}

export function composer(page: Page) {
  return page.getByRole('region', { name: 'Answer' });
}

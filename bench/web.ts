import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { buildDesk } from '../src/dev/build-desk.ts';
import { openTown, type Town } from '../tests/e2e/town.ts';
import { freshFolder } from '../tests/support/folder.ts';
import type { Bench, BenchReport } from './bench.ts';

const FIRST_LOAD_TARGET_KB = 180;
const USABLE_TARGET_MS = 1_000;
const KEY_TARGET_MS = 100;
const GZIP_LEVEL = 9;

/** What is counted as the first load's script: the page, its scripts and its styles. Fonts are told beside it. */
const SCRIPT = /\/(assets\/[^/]+\.(js|css)|theme\.js)?$/;
const FONT = /\.woff2$/;

export const bench: Bench = {
  about:
    'The desk in a real browser on this machine, over a queue made by the path live posts take: bytes of the first load, time to a queue that can be read, and from a key press to the painted change.',
  options: {
    rows: { default: 2_000, about: 'waiting customers in the queue' },
    loads: { default: 7, about: 'cold loads; the median counts' },
    presses: { default: 200, about: 'key presses of each kind' },
  },
  async run({ rows = 2_000, loads = 7, presses = 200 }, { say }): Promise<BenchReport> {
    const endings: (() => unknown)[] = [];
    const around = { after: (ending: () => unknown) => endings.push(ending) } as unknown as TestContext;
    try {
      await buildDesk({ say });
      const town = await openTown(around);
      say(`Playing ${rows} customers onto the desk`);
      await fill(around, town, rows);
      const cold: Load[] = [];
      for (let load = 0; load < loads; load += 1) cold.push(await loadCold(town));
      say('Pressing keys');
      return report(cold, await pressKeys(town, presses));
    } finally {
      for (const ending of endings.toReversed()) await ending();
    }
  },
};

/** One post each of so many people, through the archive's own way in. */
async function fill(around: TestContext, town: Town, rows: number): Promise<void> {
  const startMs = Date.now() - rows * 1000;
  const lines = Array.from({ length: rows }, (_, n) =>
    JSON.stringify({
      id: `post-${n}`,
      at: new Date(startMs + n * 1000).toISOString(),
      author: { id: `person-${n}`, handle: `customer${n}`, name: `Customer ${n} Placeholder` },
      text: `My machine number ${n} leaks onto the counter and nobody has answered. Is anyone there?`,
    }),
  );
  const file = join(freshFolder(around), 'posts.ndjson');
  writeFileSync(file, lines.join('\n'));
  const code = await town.run(['replay', file, '--format', 'ndjson', '--brand', 'Kestrel']);
  if (code !== 0) throw new Error('the customers could not be played onto the desk');
}

type Load = { scriptKb: number; fontKb: number; usableMs: number };

async function loadCold(town: Town): Promise<Load> {
  const { page } = await town.enter({ before: watch });
  await page.locator('[data-row]').first().waitFor();
  const usableMs = await page.evaluate(() => (window as unknown as Watched).usableMs);
  const loaded = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .filter(entry => entry.startTime < (window as unknown as Watched).usableMs)
      .map(entry => entry.name),
  );
  const sizes = await Promise.all([page.url(), ...loaded].map(url => gzippedKb(url)));
  const sum = (kind: RegExp) =>
    [page.url(), ...loaded].reduce((kb, url, at) => kb + (kind.test(new URL(url).pathname) ? (sizes[at] ?? 0) : 0), 0);
  await page.context().close();
  return { scriptKb: sum(SCRIPT), fontKb: sum(FONT), usableMs };
}

/** Fonts are compressed already; for the rest what gzip makes of it. */
async function gzippedKb(url: string): Promise<number> {
  const { pathname } = new URL(url);
  if (!SCRIPT.test(pathname) && !FONT.test(pathname)) return 0;
  const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
  return (FONT.test(pathname) ? bytes.length : gzipSync(bytes, { level: GZIP_LEVEL }).length) / 1000;
}

type Watched = { usableMs: number; keysMs: number[] };

/** Notes inside the page when the first row stood there, and for each key press when the frame that shows it was painted. */
async function watch(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const noted = window as unknown as Watched;
    noted.keysMs = [];
    noted.usableMs = 0;
    const look = () => {
      if (!document.querySelector('[data-row]')) return requestAnimationFrame(look);
      noted.usableMs = performance.now();
      return undefined;
    };
    requestAnimationFrame(look);
    window.addEventListener('keydown', event => {
      const pressedAt = event.timeStamp;
      requestAnimationFrame(() => {
        const painted = new MessageChannel();
        painted.port1.onmessage = () => noted.keysMs.push(performance.now() - pressedAt);
        painted.port2.postMessage(null);
      });
    });
  });
}

type Keys = { walkMs: number[]; typeMs: number[] };

async function pressKeys(town: Town, presses: number): Promise<Keys> {
  const { page } = await town.enter({ before: watch });
  await page.locator('[data-row]').first().waitFor();
  for (let press = 0; press < presses; press += 1) {
    await page.keyboard.press('j');
    await page.locator('[data-row][aria-current="true"]').waitFor();
  }
  const walkMs = await taken(page);
  await page.getByRole('region', { name: 'Answer' }).getByRole('textbox').focus();
  for (let press = 0; press < presses; press += 1) await page.keyboard.press(press % 6 === 5 ? ' ' : 'a');
  return { walkMs, typeMs: await taken(page) };
}

function taken(page: Page): Promise<number[]> {
  return page.evaluate(() => (window as unknown as Watched).keysMs.splice(0));
}

function report(loads: Load[], { walkMs, typeMs }: Keys): BenchReport {
  const middle = (values: number[]) => share(values, 0.5);
  const scriptKb = Math.max(...loads.map(load => load.scriptKb));
  const usableMs = middle(loads.map(load => load.usableMs));
  const keyMs = share([...walkMs, ...typeMs], 0.95);
  const fontKb = Math.max(...loads.map(load => load.fontKb));
  return {
    figures: {
      first_load_kb_gz: round(scriptKb),
      first_load_font_kb: round(fontKb),
      usable_ms: round(usableMs),
      key_to_paint_p95_ms: round(keyMs),
      walk_to_paint_p95_ms: round(share(walkMs, 0.95)),
      type_to_paint_p95_ms: round(share(typeMs, 0.95)),
    },
    rows: [
      promised('first load: page, scripts and styles, gzipped', round(scriptKb), 'kB', FIRST_LOAD_TARGET_KB),
      { what: 'beside it: fonts, compressed as they are', value: round(fontKb), unit: 'kB' },
      promised('from a cold start to a queue that can be read, median', round(usableMs), 'ms', USABLE_TARGET_MS),
      promised('from a key press to the painted change, p95', round(keyMs), 'ms', KEY_TARGET_MS),
      { what: '… walking through the queue (j), p95', value: round(share(walkMs, 0.95)), unit: 'ms' },
      { what: '… typing an answer, p95', value: round(share(typeMs, 0.95)), unit: 'ms' },
    ],
    notes: ['Server, database and browser share this machine. Each load begins with an empty cache.'],
  };
}

function promised(what: string, value: number, unit: string, below: number) {
  return { what, value, unit, target: `< ${below}`, isMet: value < below };
}

function share(values: number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** The built desk: hashed assets kept for ever, the page itself never. */
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { Readable } from 'node:stream';
import type { App } from './app.ts';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
};
/** Vite writes the hash of the content into the names under `assets/`. */
const IMMUTABLE = 'public, max-age=31536000, immutable';
/** Places that are never the desk's, so that a wrong address there is not answered with a page. */
const NOT_THE_DESK = /^\/(api|hooks|metrics|healthz|readyz|assets|rehearsal)(\/|$)/;

type Found = { path: string; size: number };

/** Files are listed once, so a request can only name what is there: no path from outside ever reaches the disk. */
export function serveDesk(app: App, folder: string | null): void {
  let listing: Promise<Map<string, Found>> | null = null;
  app.get('*', async context => {
    const { path } = context.req;
    if (folder !== null) listing ??= listFiles(folder);
    const files = (await listing) ?? new Map<string, Found>();
    const file = files.get(path);
    if (file !== undefined && path !== '/index.html') return fileResponse(file, context.req.raw, path);
    const page = files.get('/index.html');
    const wantsPage = !NOT_THE_DESK.test(path) && extname(path) === '';
    if (wantsPage && page !== undefined) return fileResponse(page, context.req.raw, '/index.html');
    return plain(wantsPage ? 'The desk has not been built yet. Run: npm run build' : 'There is nothing here.');
  });
  app.all('*', () => plain('There is nothing here.'));
}

async function listFiles(folder: string): Promise<Map<string, Found>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter(entry => entry.isFile());
  const found = await Promise.all(
    files.map(async entry => {
      const path = join(entry.parentPath, entry.name);
      const name = `/${path.slice(folder.length + 1).replaceAll('\\', '/')}`;
      return [name, { path, size: (await stat(path)).size }] as const;
    }),
  );
  return new Map(found);
}

function fileResponse({ path, size }: Found, request: Request, name: string): Response {
  const isHashed = name.startsWith('/assets/');
  const headers = {
    'content-type': TYPES[extname(name)] ?? 'application/octet-stream',
    'content-length': String(size),
    'cache-control': isHashed ? IMMUTABLE : name === '/index.html' ? 'no-store' : 'no-cache',
  };
  if (request.method === 'HEAD') return new Response(null, { headers });
  return new Response(Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>, { headers });
}

function plain(words: string): Response {
  return new Response(`${words}\n`, { status: 404, headers: { 'content-type': 'text/plain; charset=utf-8' } });
}

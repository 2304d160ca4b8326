/** The built desk: hashed assets kept for ever, the page itself never. */
import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { App } from './app.ts';

const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);

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
const NOT_THE_DESK = /^\/(api|hooks|metrics|healthz|readyz|assets|rehearsal|shared)(\/|$)/;

/** Text shrinks to a third; pictures and fonts are packed already. */
const SHRINKS = new Set(['.html', '.js', '.css', '.json', '.svg', '.webmanifest']);
const SHRINK_FROM_BYTES = 1_024;
const BROTLI_QUALITY = 9;

type Found = { path: string; size: number };
type Packed = { encoding: string; bytes: Promise<Buffer<ArrayBuffer>> };
/** What is read from the folder, and what was packed of it, once each for the life of the process. */
type Shelf = { files: Map<string, Found>; packed: Map<string, Packed> };

/** Files are listed once, so a request can only name what is there: no path from outside ever reaches the disk. */
export function serveDesk(app: App, folder: string | null): void {
  let shelf: Promise<Shelf> | null = null;
  app.get('*', async context => {
    const { path } = context.req;
    if (folder !== null) shelf ??= openShelf(folder);
    const { files, packed } = (await shelf) ?? { files: new Map<string, Found>(), packed: new Map<string, Packed>() };
    if (files.size === 0) shelf = null;
    const file = files.get(path);
    if (file !== undefined && path !== '/index.html') return fileResponse(file, packed, context.req.raw, path);
    const page = files.get('/index.html');
    const wantsPage = !NOT_THE_DESK.test(path) && extname(path) === '';
    if (wantsPage && page !== undefined) return fileResponse(page, packed, context.req.raw, '/index.html');
    return plain(wantsPage ? 'The desk has not been built yet. Run: npm run build' : 'There is nothing here.');
  });
  app.all('*', () => plain('There is nothing here.'));
}

async function openShelf(folder: string): Promise<Shelf> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter(entry => entry.isFile());
  const found = await Promise.all(
    files.map(async entry => {
      const path = join(entry.parentPath, entry.name);
      const name = `/${path.slice(folder.length + 1).replaceAll('\\', '/')}`;
      return [name, { path, size: (await stat(path)).size }] as const;
    }),
  );
  return { files: new Map(found), packed: new Map() };
}

async function fileResponse(file: Found, packed: Shelf['packed'], request: Request, name: string): Promise<Response> {
  const isHashed = name.startsWith('/assets/');
  const headers: Record<string, string> = {
    'content-type': TYPES[extname(name)] ?? 'application/octet-stream',
    'cache-control': isHashed ? IMMUTABLE : name === '/index.html' ? 'no-store' : 'no-cache',
  };
  const shrinks = SHRINKS.has(extname(name)) && file.size >= SHRINK_FROM_BYTES;
  if (shrinks) headers['vary'] = 'accept-encoding';
  const small = shrinks ? pack(file, packed, request.headers.get('accept-encoding') ?? '') : null;
  if (small !== null) {
    const bytes = await small.bytes;
    headers['content-encoding'] = small.encoding;
    headers['content-length'] = String(bytes.byteLength);
    return new Response(request.method === 'HEAD' ? null : bytes, { headers });
  }
  headers['content-length'] = String(file.size);
  if (request.method === 'HEAD') return new Response(null, { headers });
  return new Response(Readable.toWeb(createReadStream(file.path)) as ReadableStream<Uint8Array>, { headers });
}

/** Packed on the first request, in the background of others. Null for a browser that takes neither kind. */
function pack({ path }: Found, packed: Shelf['packed'], accepts: string): Packed | null {
  const encoding = /\bbr\b/.test(accepts) ? 'br' : /\bgzip\b/.test(accepts) ? 'gzip' : null;
  if (encoding === null) return null;
  const key = `${encoding} ${path}`;
  const known = packed.get(key);
  if (known !== undefined) return known;
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } };
  const bytes = readFile(path).then(whole => (encoding === 'br' ? toBrotli(whole, quality) : toGzip(whole)));
  const fresh = { encoding, bytes: bytes as Packed['bytes'] };
  packed.set(key, fresh);
  // A file that could not be read is tried again the next time.
  bytes.catch(() => packed.delete(key));
  return fresh;
}

function plain(words: string): Response {
  return new Response(`${words}\n`, { status: 404, headers: { 'content-type': 'text/plain; charset=utf-8' } });
}

/** A small blog with its feeds, written as different programs write them; told to misbehave where a test wants it. */
import { createHash } from 'node:crypto';
import type { Contract, Fake } from '../kit/fake.ts';
import { dropped } from '../kit/json.ts';
import { ownNames } from '../kit/own-names.ts';
import { unrulyServer } from '../kit/unruly-server.ts';
import type { Credentials } from './credentials.ts';
import { readDocument } from './document.ts';
import { type Place, readEntries, readRest } from './parse.ts';

export type Written = { id: string; at: Date; by: string; html: string; title: string | null; parent: string | null };
/** What one path answers. A function is asked each time. */
export type Served = Response | ((request: Request) => Response);

export type FeedsFake = Fake &
  Required<Pick<Fake, 'customerEdits' | 'weWriteElsewhere'>> & {
    credentials: Credentials;
    entries: Written[];
    /** Entries shown in one document. */
    perPage: { count: number };
    /** Further places, by path; they win over the blog's own. */
    places: Map<string, Served>;
    asked: { path: string; headers: Headers }[];
    headers: Record<string, string>;
  };

const US = 'Kestrel';
const CUSTOMER = 'Thea Lindqvist';
/** The address of a feed may be known to few. */
const KEY = 'k-7f3a9b2c';

export async function openFake(now: () => Date = () => new Date()): Promise<FeedsFake> {
  const world: World = {
    entries: [],
    perPage: { count: 30 },
    places: new Map(),
    asked: [],
    headers: {},
    isDamaged: false,
  };
  const http = await unrulyServer(async request => answer(world, request));
  const write = (by: string, text: string, parent: string | null): string => {
    const number = world.entries.length + 1;
    const post = parent === null ? `${http.origin}/post-${number}/` : `${parent.split('#')[0]}#comment-${number}`;
    world.entries.push({ id: post, at: now(), by, html: `<p>${asHtml(text)}</p>`, title: null, parent });
    return post;
  };
  return {
    ...http,
    ...world,
    credentials: {
      url: `${http.origin}/feed.xml?key=${KEY}`,
      names: US,
      feeds: [{ url: `${http.origin}/feed.xml?key=${KEY}`, title: 'Cups' }],
    },
    account: {
      remoteId: `${http.origin}/feed.xml`,
      handle: null,
      name: 'Cups',
      avatarUrl: null,
      profileUrl: http.origin,
    },
    customerWrites: async ({ text, parent, mentionsUs }) =>
      write(CUSTOMER, mentionsUs ? `@${US} ${text}` : text, parent ?? null),
    customerEdits: async (id, text) => {
      const entry = world.entries.find(one => one.id === id);
      if (entry) entry.html = `<p>${asHtml(text)}</p>`;
    },
    weWriteElsewhere: async ({ text, parent }) => write(US, text, parent ?? null),
    ourPosts: () => world.entries.filter(({ by }) => by === US).map(({ id, html }) => ({ remoteId: id, text: html })),
    tell({ damagedToo }) {
      world.isDamaged = damagedToo === true;
    },
    async somebody() {
      const id = write(CUSTOMER, 'The milk frother hisses', null);
      const person = { remoteId: CUSTOMER, handle: null, name: CUSTOMER, avatarUrl: null, profileUrl: null };
      return { person, remoteId: id, rootRemoteId: id, room: null };
    },
    secrets: [KEY],
  };
}

type World = Pick<FeedsFake, 'entries' | 'perPage' | 'places' | 'asked' | 'headers'> & { isDamaged: boolean };

function answer(world: World, request: Request): Response {
  const { pathname, origin, searchParams } = new URL(request.url);
  world.asked.push({ path: pathname, headers: request.headers });
  const place = world.places.get(pathname);
  if (place !== undefined) return typeof place === 'function' ? place(request) : place.clone();
  if (pathname !== '/feed.xml') return new Response('not here', { status: 404 });
  const page = Number(searchParams.get('page') ?? 1);
  const text = asRss(world, origin, page);
  const etag = `"${createHash('sha1').update(text).digest('hex')}"`;
  if (request.headers.get('if-none-match') === etag)
    return new Response(null, { status: 304, headers: { etag, ...world.headers } });
  return new Response(text, {
    headers: { 'content-type': 'application/rss+xml; charset=utf-8', etag, ...world.headers },
  });
}

function asRss({ entries, perPage: { count }, isDamaged }: World, origin: string, page: number): string {
  const newest = entries.toReversed();
  const shown = newest.slice((page - 1) * count, page * count);
  const next = newest.length > page * count ? `<atom:link rel="next" href="${origin}/feed.xml?page=${page + 1}"/>` : '';
  const items = shown.map(
    ({ id, at, by, html, title, parent }) => `<item>${title === null ? '' : `<title>${title}</title>`}<link>${id}</link>
      <guid isPermaLink="true">${id}</guid><pubDate>${at.toUTCString()}</pubDate><dc:creator><![CDATA[${by}]]></dc:creator>
      <description><![CDATA[${html}]]></description>${parent === null ? '' : `<thr:in-reply-to ref="${parent}" href="${parent}"/>`}</item>`,
  );
  const damaged = isDamaged ? '<item><category>nothing but this</category></item>' : '';
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0">
<channel><title>Cups &amp; Saucers</title><link>${origin}/</link><description>About cups</description>${next}${damaged}${items.join('')}</channel></rss>`;
}

function asHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

const READ_AT = new Date('2026-03-01T12:00:00Z');

/** As the tests read documents. */
export function placeFor(address: string): Place {
  return { address, names: ownNames(US), meantForUs: null, postAt: () => null, undatedAt: READ_AT, now: READ_AT };
}

export const contract: Contract = {
  openFake,
  read(raw, file) {
    const document = readDocument(raw);
    if (document === null) return [dropped('no feed', raw, null)];
    const place = placeFor(`https://kestrel.example/${file}`);
    return [...readEntries(document, place).map(({ heard }) => heard), ...readRest(document, place)];
  },
};

/** From an address a person gives to the feeds behind it: the feed itself, what its page names, and the usual places. */
import { Parser } from 'htmlparser2';
import { type CheckContext, NetworkFailure } from '../connector.ts';
import { HTML_LIMIT, webAddress } from '../kit/html-text.ts';
import { type Asked, ask } from './ask.ts';
import { FEEDS_LIMIT } from './credentials.ts';
import { type FeedDocument, readDocument } from './document.ts';
import { lineOf } from './parse.ts';

export type FoundFeed = { url: string; title: string; document: FeedDocument };
export type Found = { home: string; title: string; feeds: FoundFeed[] };
type Asking = Pick<CheckContext<unknown>, 'fetch' | 'now' | 'signal'>;

/** Addresses tried that a page does not name. */
export const GUESSES_LIMIT = 12;
/** A guess that takes longer is none. */
const GUESS_TIMEOUT_MS = 5_000;
const USUAL = ['feed/', 'rss.xml', 'atom.xml', 'feed.xml', 'index.xml', 'feed.json', 'rss', 'feeds/posts/default'];
const USUAL_FOR_COMMENTS = ['comments/feed/', 'feeds/comments/default'];

/** Throws a refusal in plain words where no feed is found. */
export async function discover(context: Asking, given: string): Promise<Found> {
  const address = webAddress(/^[a-z][a-z0-9+.-]*:/i.test(given) ? given : `https://${given}`);
  if (address === null) throw new NetworkFailure('refuse', 'That is not a web address.');
  const answer = await ask(context, address);
  const document = readDocument(answer.text);
  if (document !== null) {
    const feed = foundFeed(answer.movedTo ?? address, document);
    return { home: webAddress(document.link, feed.url) ?? feed.url, title: feed.title, feeds: [feed] };
  }
  const page = readPage(answer.text, answer.url);
  const named = await tryAll(context, page.named.slice(0, FEEDS_LIMIT));
  const guessed = await tryAll(context, guesses(answer, page, named.length > 0));
  const feeds = withoutCopies([...named, ...guessed]).slice(0, FEEDS_LIMIT);
  const [first] = feeds;
  if (first === undefined)
    throw new NetworkFailure(
      'refuse',
      'There is no feed at this address, and its page names none. Ask the site for the address of its feed.',
    );
  return { home: answer.url, title: page.title || first.title, feeds };
}

/** `linked`: addresses in the page's text that look like feeds. */
type PageRead = { title: string; named: string[]; linked: string[]; generator: string };

const FEED_TYPES = /^\s*application\/(rss|atom|rdf|feed)\+?(xml|json)?|^\s*(text|application)\/(xml|json)\s*$/i;
const FEED_PATH = /(\/(feeds?|rss|atom)(\/|$|\.)|\.(rss|atom)$|\/(feed|index|rss|atom)\.(xml|json)$)/i;

export function readPage(html: string, base: string): PageRead {
  const page: PageRead = { title: '', named: [], linked: [], generator: '' };
  let isInTitle = false;
  let origin = base;
  const parser = new Parser({
    onopentag(name, { href, rel = '', type = '', content = '', name: called = '' }) {
      if (name === 'title') isInTitle = page.title === '';
      if (name === 'base') origin = webAddress(href, base) ?? base;
      if (name === 'meta' && called.toLowerCase() === 'generator') page.generator = content;
      const link = webAddress(href, origin);
      if (link === null) return;
      if (name === 'link' && /\balternate\b/i.test(rel) && FEED_TYPES.test(type)) page.named.push(link);
      if (name === 'a' && isSameHost(link, base) && FEED_PATH.test(new URL(link).pathname)) page.linked.push(link);
    },
    ontext(text) {
      if (isInTitle) page.title += text;
    },
    onclosetag(name) {
      if (name === 'title') isInTitle = false;
    },
  });
  parser.end(html.slice(0, HTML_LIMIT));
  const title = page.title.replace(/\s+/g, ' ').trim().slice(0, 200);
  return { ...page, title, named: [...new Set(page.named)], linked: [...new Set(page.linked)] };
}

/** Where the page names feeds, only those of its comments may still be missing. */
function guesses({ url }: Asked, { named, linked, generator }: PageRead, hasFeed: boolean): string[] {
  const known = new Set(named);
  const folder = new URL('.', url).href;
  const root = new URL('/', url).href;
  const knowsComments =
    /wordpress|blogger/i.test(generator) || named.some(one => /\/feed\/?$|\/feeds\/posts\//.test(one));
  const usual = hasFeed ? (knowsComments ? USUAL_FOR_COMMENTS : []) : [...USUAL, ...USUAL_FOR_COMMENTS];
  const places = [
    ...(hasFeed ? [] : linked),
    ...usual.flatMap(place => [new URL(place, folder).href, new URL(place, root).href]),
  ];
  return [...new Set(places)].filter(place => !known.has(place)).slice(0, GUESSES_LIMIT);
}

/** Those that are feeds, in the order of the addresses. */
async function tryAll(context: Asking, addresses: readonly string[]): Promise<FoundFeed[]> {
  const tried = await Promise.all(addresses.map(address => tryOne(context, address)));
  return tried.filter(feed => feed !== null);
}

async function tryOne(context: Asking, address: string): Promise<FoundFeed | null> {
  try {
    const answer = await ask(context, address, undefined, GUESS_TIMEOUT_MS);
    const document = readDocument(answer.text);
    return document && foundFeed(answer.movedTo ?? address, document);
  } catch (error) {
    if (error instanceof NetworkFailure && !context.signal.aborted) return null;
    throw error;
  }
}

function foundFeed(url: string, document: FeedDocument): FoundFeed {
  const title = lineOf(document.title === null ? null : { value: document.title, kind: 'mixed' }, url);
  return { url, title: title.slice(0, 200) || (URL.parse(url)?.host ?? url), document };
}

/** Many sites offer the same entries as RSS and as Atom: the first is enough. */
function withoutCopies(feeds: readonly FoundFeed[]): FoundFeed[] {
  const kept: FoundFeed[] = [];
  for (const feed of feeds) {
    const isCopy = kept.some(other => other.url === feed.url || saysTheSame(feed.document, other.document));
    if (!isCopy) kept.push(feed);
  }
  return kept;
}

function saysTheSame(one: FeedDocument, other: FeedDocument): boolean {
  const [links, others] = [linksOf(one), new Set(linksOf(other))];
  const shared = links.filter(link => others.has(link)).length;
  return shared > 0 && shared >= 0.8 * Math.min(links.length, others.size);
}

function linksOf({ entries }: FeedDocument): string[] {
  return [...new Set(entries.map(({ link, id }) => link ?? id ?? ''))].filter(link => link !== '');
}

function isSameHost(link: string, base: string): boolean {
  return URL.parse(link)?.host === URL.parse(base)?.host;
}

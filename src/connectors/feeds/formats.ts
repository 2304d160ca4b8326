/** Four families of feeds, each into the one form. */
import type { AtomFeed, JsonFeed, MediaNs, RdfFeed, RssFeed } from 'feedsmith';
import type { FeedDocument, FeedEntry, Words } from './document.ts';

const NOTHING = { broken: [], gone: [], ttlMinutes: null, skipHours: [], skipDays: [] };

export function fromRss(feed: RssFeed.Feed<string>): FeedDocument {
  const { ttl, skipHours, skipDays, items = [] } = feed;
  return {
    ...NOTHING,
    title: feed.title ?? null,
    link: feed.link ?? null,
    lang: feed.language ?? feed.dc?.languages?.[0] ?? null,
    updatedAt: feed.lastBuildDate ?? feed.pubDate ?? null,
    entries: items.map(item => rssEntry(item)),
    next: pageAfter(feed.atom?.links),
    ttlMinutes: ttl ?? null,
    skipHours: skipHours ?? [],
    skipDays: skipDays ?? [],
  };
}

function rssEntry(item: RssFeed.Item<string>): FeedEntry {
  const guid = item.guid?.value ?? null;
  const permalink = item.guid?.isPermaLink === false || !/^https?:/i.test(guid ?? '') ? null : guid;
  const [person] = item.authors ?? [];
  const name = person?.name ?? item.dc?.creators?.[0] ?? item.itunes?.author ?? null;
  return {
    id: guid,
    link: item.link ?? permalink,
    base: item.xml?.base ?? null,
    title: words(item.title, 'mixed'),
    body: words(item.content?.encoded, 'html') ?? words(item.description, 'mixed'),
    publishedAt: item.pubDate ?? item.dc?.dates?.[0] ?? item.atom?.published ?? null,
    updatedAt: item.atom?.updated ?? item.dcterms?.modified?.[0] ?? null,
    author: authorOf({ name, address: person?.email, url: person?.link }),
    answers: answered(item.thr?.inReplyTos),
    files: [...(item.enclosures ?? []).flatMap(({ url, type }) => fileOf(url, type)), ...mediaOf(item.media)],
    lang: item.dc?.languages?.[0] ?? item.xml?.lang ?? null,
  };
}

export function fromRdf(feed: RdfFeed.Feed<string>): FeedDocument {
  return {
    ...NOTHING,
    title: feed.title ?? null,
    link: feed.link ?? null,
    lang: feed.dc?.languages?.[0] ?? null,
    updatedAt: feed.dc?.dates?.[0] ?? null,
    entries: (feed.items ?? []).map(item => rdfEntry(item)),
    next: pageAfter(feed.atom?.links),
  };
}

function rdfEntry(item: RdfFeed.Item<string>): FeedEntry {
  return {
    id: item.rdf?.about ?? null,
    link: item.link ?? null,
    base: item.xml?.base ?? null,
    title: words(item.title, 'mixed'),
    body: words(item.content?.encoded, 'html') ?? words(item.description, 'mixed'),
    publishedAt: item.dc?.dates?.[0] ?? item.dcterms?.created?.[0] ?? null,
    updatedAt: item.dcterms?.modified?.[0] ?? null,
    author: authorOf({ name: item.dc?.creators?.[0] }),
    answers: null,
    files: mediaOf(item.media),
    lang: item.dc?.languages?.[0] ?? null,
  };
}

export function fromAtom(feed: AtomFeed.Feed<string>): FeedDocument {
  const { links = [], entries = [] } = feed;
  return {
    ...NOTHING,
    title: feed.title?.value ?? null,
    link: pageIn(links),
    lang: feed.xml?.lang ?? null,
    updatedAt: feed.updated ?? null,
    entries: entries.map(entry => atomEntry(entry, feed)),
    next: pageAfter(links),
  };
}

function atomEntry(entry: AtomFeed.Entry<string>, feed: AtomFeed.Feed<string>): FeedEntry {
  const { links = [], content, summary } = entry;
  const person = entry.authors?.[0] ?? entry.source?.authors?.[0] ?? feed.authors?.[0];
  const enclosed = links.filter(({ rel }) => rel === 'enclosure');
  return {
    id: entry.id ?? null,
    link: pageIn(links),
    base: entry.xml?.base ?? feed.xml?.base ?? null,
    title: atomWords(entry.title),
    body: atomWords(content) ?? atomWords(summary),
    publishedAt: entry.published ?? entry.dc?.dates?.[0] ?? entry.updated ?? null,
    updatedAt: entry.updated ?? null,
    author: authorOf({ name: person?.name, address: person?.email, url: person?.uri }),
    answers: answered(entry.thr?.inReplyTos),
    files: [...enclosed.flatMap(({ href, type, title }) => fileOf(href, type, title)), ...mediaOf(entry.media)],
    lang: entry.xml?.lang ?? null,
  };
}

export function fromJson(feed: JsonFeed.Feed<string>): FeedDocument {
  return {
    ...NOTHING,
    title: feed.title ?? null,
    link: feed.home_page_url ?? null,
    lang: feed.language ?? null,
    updatedAt: null,
    entries: (feed.items ?? []).map(item => jsonEntry(item, feed)),
    next: feed.next_url ?? null,
  };
}

function jsonEntry(item: JsonFeed.Item<string>, feed: JsonFeed.Feed<string>): FeedEntry {
  const person = item.authors?.[0] ?? feed.authors?.[0];
  const attached = (item.attachments ?? []).flatMap(({ url, mime_type, title }) => fileOf(url, mime_type, title));
  return {
    id: item.id ?? null,
    link: item.url ?? item.external_url ?? null,
    base: null,
    title: words(item.title, 'text'),
    body: words(item.content_html, 'html') ?? words(item.content_text ?? item.summary, 'text'),
    publishedAt: item.date_published ?? item.date_modified ?? null,
    updatedAt: item.date_modified ?? null,
    author: authorOf({ name: person?.name, url: person?.url, avatarUrl: person?.avatar }),
    answers: null,
    files: [...(item.image === undefined ? [] : fileOf(item.image, 'image/*')), ...attached],
    lang: item.language ?? null,
  };
}

function words(value: string | undefined, kind: Words['kind']): Words | null {
  return value === undefined || value.trim() === '' ? null : { value, kind };
}

function atomWords(text: { value?: string; type?: string; src?: string } | undefined): Words | null {
  const isMarkup = text?.type === 'html' || text?.type === 'xhtml' || text?.type?.endsWith('html') === true;
  // Other types are files in words that nobody reads (base64).
  const isText = text?.type === undefined || text.type === 'text' || text.type.startsWith('text/');
  return isMarkup || isText ? words(text?.value, isMarkup ? 'html' : 'text') : null;
}

function authorOf(
  known: Partial<Record<'name' | 'address' | 'url' | 'avatarUrl', string | null | undefined>>,
): FeedEntry['author'] {
  const { name, address, url, avatarUrl } = known;
  if (!name && !address && !url) return null;
  return { name: name ?? null, address: address ?? null, url: url ?? null, avatarUrl: avatarUrl ?? null };
}

function answered(replies: { ref?: string; href?: string }[] | undefined): FeedEntry['answers'] {
  const [first] = replies ?? [];
  return first === undefined ? null : { id: first.ref ?? null, link: first.href ?? null };
}

function fileOf(url: string | undefined, type?: string, description?: string): FeedEntry['files'] {
  return url === undefined ? [] : [{ url, type: type ?? null, description: description ?? null }];
}

function mediaOf(media: MediaNs.ItemOrFeed | undefined): FeedEntry['files'] {
  const contents = [...(media?.contents ?? []), ...(media?.groups ?? []).flatMap(group => group.contents ?? [])];
  return contents.flatMap(({ url, type, medium, title }) =>
    fileOf(url, type ?? (medium === undefined ? undefined : `${medium}/*`), title?.value),
  );
}

type Link = { href?: string; rel?: string; type?: string };

function pageIn(links: readonly Link[]): string | null {
  const pages = links.filter(({ rel = 'alternate' }) => rel === 'alternate');
  return (pages.find(({ type = 'text/html' }) => type === 'text/html') ?? pages[0])?.href ?? null;
}

function pageAfter(links: readonly Link[] | undefined): string | null {
  return links?.find(({ rel }) => rel === 'next' || rel === 'prev-archive')?.href ?? null;
}

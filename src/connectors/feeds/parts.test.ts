/** What programs write into feeds, read: formats, encodings, dates, ids, answers, and documents that mean harm. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { dateOf } from './date.ts';
import { decodeDocument } from './decode.ts';
import { readPage } from './discover.ts';
import { ENTRIES_LIMIT, readDocument } from './document.ts';
import { placeFor } from './fake.ts';
import { type Place, readEntries, readRest } from './parse.ts';
import { LEAST_SECONDS, MOST_SECONDS, NO_HINTS, nextLook } from './schedule.ts';

const ADDRESS = 'https://kestrel.example/feed';

function fixture(name: string): string {
  return readFileSync(join(import.meta.dirname, 'fixtures', name), 'utf8');
}

function postsIn(text: string, more: Partial<Place> = {}) {
  const document = readDocument(text);
  assert.ok(document, 'it is a feed');
  return readEntries(document, { ...placeFor(ADDRESS), ...more }).map(({ post, heard }) => {
    assert.ok(post, heard.kind === 'dropped' ? heard.reason : 'a post');
    return post;
  });
}

function rss(items: string, channel = ''): string {
  return `<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>T</title><link>https://b.example/</link>${channel}${items}</channel></rss>`;
}

test('comments of a WordPress blog belong to the page they stand on', () => {
  const [first, ours] = postsIn(fixture('wordpress-comments.xml')).toReversed();
  assert.equal(first?.remoteId, 'https://crema.example/?p=77#comment-812');
  assert.equal(first.parentRemoteId, 'https://crema.example/2026/02/kestrel-k2/');
  assert.equal(first.author.name, 'Omar');
  assert.equal(first.author.remoteId, 'kestrel.example Omar');
  assert.match(
    first.text,
    /Mine leaks – and nobody answers\.\n\nSee the picture \(https:\/\/crema\.example\/leak\.jpg\)\.$/,
  );
  assert.deepEqual([ours?.own, ours?.addressed, ours?.rootRemoteId], [true, false, first.rootRemoteId]);
});

test('where the post of that page is known, its comments answer the post', () => {
  const postAt = (page: string) => (page.endsWith('/kestrel-k2/') ? 'https://crema.example/?p=77' : null);
  const posts = postsIn(fixture('wordpress-comments.xml'), { postAt, meantForUs: 'comments' });
  assert.deepEqual(
    posts.map(({ parentRemoteId, addressed }) => [parentRemoteId, addressed]),
    [
      ['https://crema.example/?p=77', false],
      ['https://crema.example/?p=77', true],
    ],
  );
});

test('Atom: answers, tombstones, relative addresses, languages and text in three kinds', () => {
  const [post, answer] = postsIn(fixture('atom.xml'));
  assert.equal(post?.text, 'Kestrel brummt < laut >\n\nSeit gestern & nur morgens.');
  assert.deepEqual([post.lang, post.url], ['de', 'https://kaffee.example/beitrag/1']);
  assert.deepEqual(post.attachments, [
    { kind: 'audio', url: 'https://kaffee.example/brummen.mp3', description: 'So klingt es' },
  ]);
  assert.equal(answer?.parentRemoteId, 'tag:kaffee.example,2026:4');
  assert.equal(answer.text, 'Antwort\n\nBei mir auch: Pumpe tot.');
  assert.equal(answer.author.profileUrl, 'https://kaffee.example/leute/jonas');
  const document = readDocument(fixture('atom.xml'));
  const [gone] = document ? readRest(document, placeFor(ADDRESS)) : [];
  assert.ok(gone?.kind === 'arrival');
  assert.deepEqual(gone.items, [
    { kind: 'remove', remoteId: 'tag:kaffee.example,2026:3', at: new Date('2026-03-01T08:00:00Z'), by: 'author' },
  ]);
});

test('RSS of last century: no ids, no dates, no authors, and named characters', () => {
  const undatedAt = new Date('2026-02-01T00:00:00Z');
  const [bare, cafe] = postsIn(fixture('rss-0.91.xml'), { undatedAt });
  assert.equal(cafe?.remoteId, 'http://old.example/cafe.html');
  assert.equal(cafe.text, 'Kestrel closes its café\n\nFor good.');
  assert.deepEqual([cafe.at, cafe.author.name, cafe.lang], [undatedAt, 'Old news', 'en-us']);
  assert.match(bare?.remoteId ?? '', /^https:\/\/kestrel\.example\/feed#[\w-]{43}$/);
  assert.deepEqual(postsIn(fixture('rss-0.91.xml'), { undatedAt })[0], bare);
});

test('JSON Feed: numbers for ids, plain text with its lines, pictures', () => {
  const [plain, html] = postsIn(fixture('feed.json'));
  assert.deepEqual([plain?.remoteId, plain?.text], [`${ADDRESS}#42`, 'Two lines\n\nOne\nand two']);
  assert.equal(html?.text, 'The new Kestrel K3 (https://kestrel.example/k3) is loud. ☕️');
  assert.deepEqual(html.attachments, [{ kind: 'image', url: 'https://cups.example/k3.jpg', description: null }]);
  assert.equal(html.at.toISOString(), '2026-03-01T12:00:00.000Z');
});

test('RSS 1.0 is read, and markup is told from signs', () => {
  const [post] = postsIn(fixture('rss-1.0.rdf'));
  assert.equal(post?.text, 'Kestrel support?\n\nHas anybody reached them — by phone?');
  const said = (description: string) =>
    postsIn(rss(`<item><guid>1</guid><description>${description}</description></item>`))[0]?.text;
  assert.equal(said('3 &lt; 5 and\nso on'), '3 < 5 and\nso on');
  assert.equal(said('&lt;p&gt;a&lt;/p&gt;&lt;p&gt;b&lt;/p&gt;'), 'a\n\nb');
  assert.equal(said('&lt;script&gt;alert(1)&lt;/script&gt;tea'), 'tea');
});

test('a title that only repeats the beginning is left out', () => {
  const [post] = postsIn(
    rss(
      '<item><title>My K2 leaks and…</title><description>My K2 leaks and hums all day</description><guid>1</guid></item>',
    ),
  );
  assert.equal(post?.text, 'My K2 leaks and hums all day');
});

test('dates are read with every liberty people take, and in no zone but the one they name', () => {
  for (const [text, iso] of [
    ['Sun, 01 Mar 2026 10:00:00 +0100', '2026-03-01T09:00:00.000Z'],
    ['Sun, 1 Mar 26 10:00 GMT', '2026-03-01T10:00:00.000Z'],
    ['1 Mar 2026 10:00:00 EST', '2026-03-01T15:00:00.000Z'],
    ['So., 1 Mar 2026 10:00:00 CET', '2026-03-01T09:00:00.000Z'],
    ['Sun, 01 Mar 2026 10:00:00', '2026-03-01T10:00:00.000Z'],
    ['2026-03-01T10:00:00+05:30', '2026-03-01T04:30:00.000Z'],
    ['2026-03-01 10:00:00', '2026-03-01T10:00:00.000Z'],
    ['2026-03-01', '2026-03-01T00:00:00.000Z'],
    ['Sun Mar 01 2026 10:00:00 GMT+0100 (Central European Time)', '2026-03-01T09:00:00.000Z'],
    ['yesterday', null],
    ['', null],
    ['2026-13-45', null],
  ] as const)
    assert.equal(dateOf(text)?.toISOString() ?? null, iso, text);
});

test('dates in the future are now, and from before there were feeds are let go', () => {
  const [late] = postsIn(
    rss('<item><guid>1</guid><title>x</title><pubDate>Mon, 01 Mar 2027 10:00:00 GMT</pubDate></item>'),
  );
  assert.deepEqual(late?.at, placeFor(ADDRESS).now);
  const document = readDocument(
    rss('<item><guid>1</guid><title>x</title><pubDate>01 Jan 1970 00:00:00 GMT</pubDate></item>'),
  );
  const [old] = document ? readEntries(document, placeFor(ADDRESS)) : [];
  assert.deepEqual([old?.post, old?.heard.kind], [null, 'dropped']);
});

test('the encoding is found: by mark, by header, by declaration, by what the bytes are', () => {
  const xml = (encoding: string, text: string) => `<?xml version="1.0" encoding="${encoding}"?><a>${text}</a>`;
  const latin = (text: string) => Buffer.from(text, 'latin1');
  assert.match(decodeDocument(latin(xml('ISO-8859-1', 'café')), 'application/xml'), /café/);
  assert.match(decodeDocument(latin(xml('utf-8', 'café')), 'text/xml; charset="iso-8859-1"'), /café/);
  assert.match(decodeDocument(latin('<a>café</a>'), null), /café/);
  assert.match(decodeDocument(Buffer.from('<a>καφές</a>'), 'text/xml'), /καφές/);
  assert.match(decodeDocument(Buffer.from([0xcf, 0xe0, 0xf0]), 'text/xml; charset=windows-1251'), /Пар/);
  assert.match(decodeDocument(Buffer.from(`\ufeff${xml('utf-16', 'ß')}`, 'utf16le'), null), /ß/);
  assert.match(decodeDocument(Buffer.from('<a>ß</a>'), 'text/xml; charset=nonsense'), /ß/);
  assert.match(decodeDocument(Buffer.from('<?xml version="1.0" encoding="Shift_JIS"?>').subarray(0), null), /xml/);
});

test('entities grow into nothing, and no file of this machine is read', () => {
  const layers = Array.from({ length: 12 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('');
  const bomb = `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "lol">${layers}]>${rss('<item><guid>1</guid><title>a&l12;b</title></item>')}`;
  assert.equal(postsIn(bomb)[0]?.text, 'a&l12;b');
  const file = `<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>${rss('<item><guid>1</guid><title>a &x; b</title></item>')}`;
  assert.equal(postsIn(file)[0]?.text, 'a &x; b');
});

test('what is endless, deep or broken ends soon', () => {
  const started = performance.now();
  for (const text of [
    rss('<a>'.repeat(100_000)),
    rss('<item>'.repeat(50_000)),
    rss(`<item><title>${'<![CDATA['.repeat(50_000)}</title></item>`),
    rss('<!--'.repeat(50_000)),
    `<rss version="2.0"><channel ${'a="b" '.repeat(50_000)}>`,
    `{"version":"https://jsonfeed.org/version/1.1","items":${'['.repeat(100_000)}`,
    rss(`<item><description>${'&lt;div&gt;'.repeat(100_000)}</description></item>`),
    `<!DOCTYPE ${'['.repeat(100_000)}`,
  ]) {
    const document = readDocument(text);
    if (document !== null) readEntries(document, placeFor(ADDRESS));
  }
  assert.ok(performance.now() - started < 5_000);
  assert.equal(readDocument(rss('<item><title>x</title></item>'.repeat(3_000)))?.entries.length, ENTRIES_LIMIT);
});

test('one damaged entry costs itself, and a feed that was cut off keeps what came whole', () => {
  const good = (n: number) => `<item><guid>https://b.example/${n}</guid><title>number ${n}</title></item>`;
  const torn = readDocument(
    rss(`${good(1)}<item><guid>https://b.example/2</guid><title>a <b </title></item>${good(3)}`),
  );
  assert.deepEqual(
    torn?.entries.map(({ id }) => id),
    ['https://b.example/1', 'https://b.example/3'],
  );
  assert.equal(torn?.broken.length, 1);
  const cut = readDocument(rss(good(1) + good(2) + good(3)).slice(0, -60));
  assert.deepEqual(
    cut?.entries.map(({ id }) => id),
    ['https://b.example/1', 'https://b.example/2'],
  );
  assert.equal(cut?.broken.length, 1);
  const rdf = fixture('rss-1.0.rdf').replace('</rdf:RDF>', '');
  assert.equal(readDocument(rdf)?.entries.length, 1);
});

test('how often a feed is asked follows its server, within reason', () => {
  const now = new Date('2026-03-01T12:00:00Z');
  const wait = (headers: Record<string, string>, hints = {}) =>
    (nextLook(new Headers(headers), { ...NO_HINTS, ...hints }, now) - now.getTime()) / 1000;
  assert.equal(wait({}), 600);
  assert.equal(wait({ 'cache-control': 'public, max-age=1800' }), 1800);
  assert.equal(wait({ 'cache-control': 'max-age=1800', age: '600' }), 1200);
  assert.equal(wait({ 'cache-control': 'max-age=10' }), LEAST_SECONDS);
  assert.equal(wait({ 'cache-control': 'max-age=31536000' }), MOST_SECONDS);
  assert.equal(wait({ 'cache-control': 'no-cache' }), 600);
  assert.equal(wait({ expires: 'Sun, 01 Mar 2026 12:30:00 GMT', date: 'Sun, 01 Mar 2026 12:00:00 GMT' }), 1800);
  assert.equal(wait({ 'cache-control': 'max-age=300' }, { ttlMinutes: 60 }), 3600);
  assert.equal(wait({ 'retry-after': '7200' }), 7200);
  assert.equal(wait({}, { skipHours: [12, 13] }), 7200);
  assert.equal(wait({}, { skipDays: ['Sunday'] }), 12 * 3600);
  assert.equal(wait({}, { skipHours: Array.from({ length: 24 }, (_, i) => i) }), 600);
});

test('a page names its feeds, wherever and however it writes them', () => {
  const page = readPage(
    `<!doctype html><html><head><title>Steam
     &amp; Crema</title><base href="/blog/"><meta name="generator" content="WordPress 6.9">
     <LINK REL="alternate" TYPE="application/rss+xml" TITLE="Posts" HREF="feed/">
     <link rel='alternate' type='application/atom+xml' href=//crema.example/atom>
     <link rel="alternate" hreflang="de" href="/de/"><link rel="alternate" type="application/json+oembed" href="/oembed">
     <link rel="stylesheet" href="x.css"><link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">
     </head><body><a href="/comments/feed/">Comments</a><a href="https://other.example/rss.xml">x</a></body>`,
    'https://crema.example/about',
  );
  assert.equal(page.title, 'Steam & Crema');
  assert.deepEqual(page.named, ['https://crema.example/blog/feed/', 'https://crema.example/atom']);
  assert.deepEqual(page.linked, ['https://crema.example/comments/feed/']);
});

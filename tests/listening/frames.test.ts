/** Cutting the words out of a frame hears what reading all of it hears. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { cutJetstream } from '../../src/connectors/bluesky/cut.ts';
import { heardFrame } from '../../src/core/match/frame.ts';
import { makeMatcher } from '../../src/core/match/matcher.ts';
import type { Matchable, Query } from '../../src/core/query/query.ts';
import { post, query } from './arbitrary.ts';

/** The same cases in every run. */
const SEED = 20_261_122;

const CID = `bafyrei${'a'.repeat(52)}`;

type Record = { [key: string]: unknown };

/** All of a frame, read the long way; null: no post. What is wrongly shaped counts as absent. */
function read(frame: string): Matchable | null {
  const { commit, payload } = JSON.parse(frame);
  const { collection, operation, record } = commit ?? payload ?? {};
  if (collection !== 'app.bsky.feed.post' || operation === 'delete' || typeof record?.text !== 'string') return null;
  const facets: { features: { uri?: string }[] }[] = record.facets ?? [];
  const external: string | undefined = record.embed?.external?.uri;
  const links = [
    ...facets.flatMap(({ features }) => features.flatMap(({ uri }) => uri ?? [])),
    ...(external ? [external] : []),
  ];
  const label: string | undefined = record.labels?.values?.[0]?.val;
  return {
    text: record.text,
    title: label ?? null,
    authorHandle: null,
    lang: record.langs?.[0] ?? null,
    network: 'bluesky',
    links,
    hasMedia: record.embed?.images !== undefined,
  };
}

const reply = {
  parent: { cid: CID, uri: 'at://did:plc:a/app.bsky.feed.post/b' },
  root: { cid: CID, uri: 'at://did:plc:a/app.bsky.feed.post/c' },
};
/** Members in the order of their names, as the server writes them; now and then something that servers do not write. */
const anyRecord = fc.record(
  {
    $type: fc.constant('app.bsky.feed.post'),
    createdAt: fc.constant('2026-03-01T12:00:00.000Z'),
    embed: fc.constantFrom<unknown>(
      {
        $type: 'app.bsky.embed.external',
        external: { title: '"text":"kestrel"', uri: 'https://acme.com/shop/x?a=1&b="' },
      },
      { $type: 'app.bsky.embed.images', images: [{ alt: 'kestrel', image: {} }] },
      { text: 'kestrel', langs: ['de'] },
    ),
    facets: fc.constant([
      {
        features: [{ $type: 'app.bsky.richtext.facet#link', uri: 'http://münchen.de/' }],
        index: { byteEnd: 3, byteStart: 0 },
      },
    ]),
    labels: fc.constant({ values: [{ val: 'kestrel' }] }),
    langs: fc.constantFrom<unknown>(['de'], ['en', 'de'], ['de-AT'], [], 'de', ['d"e']),
    reply: fc.constantFrom<unknown>(reply, { ...reply, text: 'kestrel' }),
    text: post.map(({ text }) => text),
    via: fc.constantFrom<unknown>('an app', { text: 'kestrel' }),
    record: fc.constant({ text: 'kestrel' }),
  },
  { requiredKeys: ['$type', 'createdAt', 'text'] },
);
const usualRecord = fc.record(
  {
    $type: fc.constant('app.bsky.feed.post'),
    createdAt: fc.constant('2026-03-01T12:00:00.000Z'),
    embed: fc.constant({ $type: 'app.bsky.embed.images', images: [{ alt: 'kestrel', image: {} }] }),
    langs: fc.constantFrom(['de'], ['en', 'de'], ['de-AT']),
    reply: fc.constant(reply),
    text: post.map(({ text }) => text),
  },
  { requiredKeys: ['$type', 'createdAt', 'text'] },
);
const record: fc.Arbitrary<Record> = fc.oneof(anyRecord, usualRecord);

function frameOf(value: Record, version: 1 | 2, operation: string, collection: string): string {
  const commit = { rev: '3mmoojpaqkn2z', operation, collection, rkey: '3mmoojp4cd223', record: value, cid: CID };
  return version === 1
    ? JSON.stringify({ did: 'did:plc:aaaaaaaaaaaaaaaaaaaaaaaa', time_us: 1772366400000003, kind: 'commit', commit })
    : JSON.stringify({ $type: 'message', payload: { $type: 'x#commit', seq: 3, did: 'did:plc:a', ...commit } });
}

/** The same JSON otherwise written: with escapes and with spaces. */
function rewritten(frame: string, how: 'plain' | 'escapes' | 'spaces'): string {
  if (how === 'spaces') return JSON.stringify(JSON.parse(frame), null, 1);
  if (how === 'plain') return frame;
  return frame.replace(/[^\x20-\x7e]|[<>&t]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

const frame = fc
  .tuple(
    record,
    fc.constantFrom(1 as const, 1 as const, 2 as const),
    fc.constantFrom('create', 'create', 'update', 'delete'),
    fc.constantFrom('app.bsky.feed.post', 'app.bsky.feed.post', 'app.bsky.feed.like'),
    fc.constantFrom('plain' as const, 'plain' as const, 'escapes' as const, 'spaces' as const),
  )
  .map(([value, version, operation, collection, how]) =>
    rewritten(frameOf(value, version, operation, collection), how),
  );

function matcherOf(trees: readonly Query[]) {
  const matcher = makeMatcher();
  trees.forEach((tree, i) => {
    matcher.set(`q${i}`, tree);
  });
  return matcher;
}

test('a frame is heard as it would be read whole', () => {
  let cut = 0;
  fc.assert(
    fc.property(fc.array(query, { minLength: 1, maxLength: 5 }), frame, (trees, one) => {
      const whole = read(one);
      const expected = whole === null ? [] : matcherOf(trees).match(whole);
      assert.deepEqual(heardFrame(matcherOf(trees), one, cutJetstream, read), expected);
      if (typeof cutJetstream(one) === 'object') cut += 1;
    }),
    { numRuns: 2_000, seed: SEED },
  );
  assert.ok(cut > 100, `only ${cut} were cut`);
});

test('what is cut out of a frame is what stands in it', () => {
  fc.assert(
    fc.property(frame, one => {
      const piece = cutJetstream(one);
      if (typeof piece === 'string') return;
      const whole = read(one);
      assert.equal(piece.text, whole?.text);
      assert.equal(piece.lang, whole?.lang);
      for (const link of whole?.links ?? []) assert.ok(piece.links.includes(link), link);
      assert.ok(piece.hasMedia || whole?.hasMedia === false);
      assert.equal(whole?.title, null);
    }),
    { numRuns: 2_000, seed: SEED },
  );
});

test('recorded frames are cut, damaged ones never throw', () => {
  const file = join(import.meta.dirname, '../../src/connectors/bluesky/fixtures/jetstream.jsonl');
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  assert.ok(lines.some(line => typeof cutJetstream(line) === 'object'));
  for (const line of lines) for (let end = 0; end < line.length; end += 7) cutJetstream(line.slice(0, end));
});

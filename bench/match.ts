import { cutJetstream } from '../src/connectors/bluesky/cut.ts';
import { heardFrame } from '../src/core/match/frame.ts';
import { type LearningMatcher, makeMatcher } from '../src/core/match/matcher.ts';
import { parseQuery } from '../src/core/query/parse.ts';
import type { Matchable, Query } from '../src/core/query/query.ts';
import { makeChance } from '../tests/support/chance.ts';
import type { Bench, BenchReport, BenchRow } from './bench.ts';
import { automatonSpeed, naiveSpeed, perCpuSecond, regExpSpeed } from './match-alternatives.ts';
import { makeTexts, postOf, readTexts } from './match-posts.ts';
import { makeName, makeQueries } from './match-queries.ts';
import { verify } from './match-verify.ts';

const SIZES = [1_000, 10_000, 100_000] as const;
const TARGETS: Record<string, number> = {
  text_10k_per_s: 500_000,
  text_100k_per_s: 300_000,
  json_10k_per_s: 150_000,
  json_100k_per_s: 100_000,
};
const MADE_POSTS = 60_000;
const MADE_NAMES = 400;
const PASSES = 5;
const NAMES_APART = 10;
const SEED = 11;

export const bench: Bench = {
  about:
    'Posts heard by thousands of queries at once on one core, from their text and from raw Jetstream frames: full semantics, every match verified, with spans. Speeds are per second of processor time, the best of five passes.',
  options: {
    posts: { default: 0, about: 'posts at most; 0: all there are' },
    names: {
      default: 0,
      about: 'of a hundred queries, how many ask for a name with its misspellings (~); measured apart at 10,000',
    },
    most: { default: 100_000, about: 'the largest number of queries' },
  },
  words: {
    data: { about: 'folder of JSON lines with texts; without one, posts are made up in twelve languages' },
    verify: { about: 'folder as above: only hold the matcher against the naive reader over all its posts' },
  },
  async run({ posts: most = 0, names = 0, most: largest = 100_000 }, { say, words }): Promise<BenchReport> {
    const folder = words['verify'] ?? words['data'];
    const texts = textsOf(folder, most);
    const said = saidIn(texts);
    if (words['verify'] !== undefined) return verified(texts, said, say);
    const figures: Record<string, number> = {};
    const rows: BenchRow[] = [];
    const notes = [
      `${texts.length} posts of ${Math.round(texts.join('').length / texts.length)} characters, ${folder === undefined ? 'made up' : 'real'}; ${names} of a hundred queries are ~names.`,
    ];
    for (const size of SIZES.filter(each => each <= largest)) {
      say(`${size} queries …`);
      measureSize(size, { texts, said, names, figures, rows, notes });
    }
    return { figures, rows, notes };
  },
};

type Measuring = {
  texts: string[];
  said: string[];
  names: number;
  figures: Record<string, number>;
  rows: BenchRow[];
  notes: string[];
};

function measureSize(size: number, measuring: Measuring): void {
  const { texts, said, names, figures, rows, notes } = measuring;
  const label = `${size / 1_000}k`;
  const queries = parsed(makeQueries(size, said, names, makeChance(SEED)));
  const built = build(queries);
  const posts = texts.map(postOf);
  const before = built.matcher.stats();
  const textSpeed = best(posts.length, () => {
    for (const post of posts) built.matcher.match(post);
  });
  const after = built.matcher.stats();
  const per = (count: number) => ((1_000 * count) / posts.length / PASSES).toFixed(0);
  notes.push(
    `${label}: of a thousand posts ${per(after.satisfied - before.satisfied)} matches, ${per(after.judged - before.judged)} judged; ${after.terms} terms, ${(after.bytes / 1e6).toFixed(1)} MB of tables; built in ${Math.round(built.ms)} ms, of a thousand queries the slowest ${built.p999Ms.toFixed(2)} ms, of all ${built.maxMs.toFixed(1)} ms.`,
  );
  const beside = besides(size, queries, texts, figures);
  add(measuring, `text_${label}_per_s`, `posts a second from text, ${label} queries`, textSpeed, beside);
  if (size === 1_000) return;
  measureFrames(label, built.matcher, measuring);
  if (size !== 10_000) return;
  addDelays(built, posts, figures, rows);
  measureNames(measuring);
}

function measureFrames(label: string, matcher: LearningMatcher, measuring: Measuring): void {
  const frames = framesOf(measuring.texts);
  const cut = best(frames.length, () => {
    for (const frame of frames) heardFrame(matcher, frame, cutJetstream, readFrame);
  });
  const whole = best(frames.length, () => {
    for (const frame of frames) matcher.match(readFrame(frame));
  });
  measuring.figures[`json_${label}_parsed_per_s`] = Math.round(whole);
  const beside = `each parsed first: ${thousands(whole)}`;
  add(measuring, `json_${label}_per_s`, `posts a second from frames, ${label} queries`, cut, beside);
}

/** The same with some names that are heard with a typo. */
function measureNames(measuring: Measuring): void {
  const { texts, said } = measuring;
  const { matcher } = build(parsed(makeQueries(10_000, said, NAMES_APART, makeChance(SEED))));
  const posts = texts.map(postOf);
  const speed = best(posts.length, () => {
    for (const post of posts) matcher.match(post);
  });
  add(measuring, 'text_10k_names_per_s', `the same, ${NAMES_APART} of a hundred ~names`, speed, '');
}

/** Others share the processor: the best of some passes, the first of which also warm up. */
function best(posts: number, run: () => void): number {
  return Math.max(...Array.from({ length: PASSES }, () => perCpuSecond(posts, run)));
}

function add({ figures, rows }: Measuring, name: string, what: string, value: number, beside: string): void {
  const target = TARGETS[name];
  figures[name] = Math.round(value);
  rows.push({
    what,
    value,
    unit: 'posts',
    ...(target === undefined ? {} : { target: `≥ ${thousands(target)}`, isMet: value >= target }),
    ...(beside === '' ? {} : { beside }),
  });
}

function addDelays(built: Built, posts: readonly Matchable[], figures: Record<string, number>, rows: BenchRow[]): void {
  const delaysUs = posts.map(post => {
    const startedMs = performance.now();
    built.matcher.match(post);
    return (performance.now() - startedMs) * 1_000;
  });
  const p99 = percentile(delaysUs, 0.99);
  figures['add_query_p99_ms'] = round(built.p99Ms);
  figures['add_query_p999_ms'] = round(built.p999Ms);
  figures['post_p99_us'] = round(p99);
  rows.push({ what: 'adding a query, p99', value: built.p99Ms, unit: 'ms', target: '< 1', isMet: built.p99Ms < 1 });
  rows.push({ what: 'one post, p99', value: p99, unit: 'µs', target: '< 1000', isMet: p99 < 1_000 });
}

/** What one would take instead, where it can be had at this size. */
function besides(
  size: number,
  queries: readonly Query[],
  texts: readonly string[],
  figures: Record<string, number>,
): string {
  const words = wordsOf(queries);
  const label = `${size / 1_000}k`;
  const automaton = automatonSpeed(texts, words);
  figures[`automaton_${label}_per_s`] = Math.round(automaton);
  const parts = [`automaton, words only: ${thousands(automaton)}`];
  if (size <= 10_000) {
    const regExp = regExpSpeed(texts, words);
    figures[`regexp_${label}_per_s`] = Math.round(regExp);
    parts.push(`one RegExp, words only: ${thousands(regExp)}`);
  }
  if (size === 1_000) {
    const naive = naiveSpeed(texts, queries);
    figures[`naive_${label}_per_s`] = Math.round(naive * 10) / 10;
    parts.push(`one query after the other: ${naive.toFixed(1)}`);
  }
  return parts.join('; ');
}

function wordsOf(queries: readonly Query[]): string[] {
  const words = new Set<string>();
  const collect = (value: unknown): void => {
    if (Array.isArray(value)) for (const each of value) collect(each);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, each] of Object.entries(value)) {
        if (key === 'text' || key === 'name' || key === 'handle' || key === 'tag')
          words.add(String(each).toLowerCase());
        else collect(each);
      }
    }
  };
  collect(queries);
  return [...words];
}

type Built = { matcher: LearningMatcher; ms: number; p99Ms: number; p999Ms: number; maxMs: number };

/** Others share the processor: of each query the fastest of some builds, in which it waits for the same growing tables. */
const BUILDS = 3;

function build(queries: readonly Query[]): Built {
  const eachMs = queries.map(() => Number.POSITIVE_INFINITY);
  let matcher = makeMatcher();
  for (let i = 0; i < BUILDS; i++) {
    matcher = makeMatcher();
    queries.forEach((query, n) => {
      const startedMs = performance.now();
      matcher.set(String(n), query);
      eachMs[n] = Math.min(eachMs[n] ?? 0, performance.now() - startedMs);
    });
  }
  return {
    matcher,
    ms: eachMs.reduce((sum, ms) => sum + ms, 0),
    p99Ms: percentile(eachMs, 0.99),
    p999Ms: percentile(eachMs, 0.999),
    maxMs: Math.max(...eachMs),
  };
}

function parsed(texts: readonly string[]): Query[] {
  return texts.map(text => {
    const result = parseQuery(text);
    if (result.kind === 'error') throw new Error(`${text}: ${result.message}`);
    return result.query;
  });
}

function textsOf(folder: string | undefined, most: number): string[] {
  const chance = makeChance(SEED);
  const names = Array.from({ length: MADE_NAMES }, () => makeName(chance));
  const texts = folder === undefined ? makeTexts(most || MADE_POSTS, names, chance) : readTexts(folder);
  return most > 0 ? texts.slice(0, most) : texts;
}

const SAID = { least: 2, most: 20 };
const OPERATORS = new Set(['AND', 'OR', 'NOT', 'NEAR']);

/** Capitalised words that occur a few times: what names of brands are. */
function saidIn(texts: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const text of texts) {
    for (const word of new Set(text.match(/\p{Lu}[\p{L}\p{N}]{3,}/gu))) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts]
    .filter(([word, count]) => count >= SAID.least && count <= SAID.most && !OPERATORS.has(word))
    .map(([word]) => word)
    .sort();
}

function framesOf(texts: readonly string[]): string[] {
  const cid = `bafyrei${'a'.repeat(52)}`;
  const uri = 'at://did:plc:j76trmiofvaxxpvx2vnb2vwf/app.bsky.feed.post/3mmojbrjwbs26';
  const reply = { parent: { cid, uri }, root: { cid, uri } };
  return texts.map((text, i) => {
    const $type = 'app.bsky.feed.post';
    const createdAt = '2026-05-25T14:23:28.757Z';
    const record = { $type, createdAt, langs: ['en'], ...(i % 5 < 2 ? { reply } : {}), text };
    const commit = { rev: '3mmoojpaqkn2z', operation: 'create', collection: $type, rkey: '3mmoojp4cd223', record, cid };
    const frame = { did: 'did:plc:q235v55g5unth4zjjdpacfdr', time_us: 1779719009157119 + i, kind: 'commit', commit };
    // As it comes from a socket: one flat string.
    return Buffer.from(JSON.stringify(frame)).toString('utf8');
  });
}

function readFrame(frame: string): Matchable {
  const { commit } = JSON.parse(frame);
  return { ...postOf(commit.record.text), lang: commit.record.langs?.[0] ?? null };
}

function verified(texts: string[], said: string[], say: (line: string) => void): BenchReport {
  const chance = makeChance(SEED);
  const around = [
    'coffee',
    '"customer service"',
    'thank* -you',
    '#fail OR "never again"',
    '(flight OR order) NEAR/3 late',
    '👍 OR 😡',
    '~"british airways"',
    'que OR και OR في',
  ];
  const queries = parsed([...around, ...makeQueries(3_000, said, 30, chance)]);
  say(`${texts.length} posts, ${queries.length} queries …`);
  const { compared, heard, differences } = verify(texts, queries, chance);
  for (const difference of differences.slice(0, 20)) say(`  differs: ${difference}`);
  const rows: BenchRow[] = [
    { what: 'posts', value: texts.length, unit: '' },
    { what: 'compared with the naive reader', value: compared, unit: 'pairs' },
    { what: 'of these heard', value: heard, unit: 'pairs' },
    { what: 'differences', value: differences.length, unit: 'pairs', target: '0', isMet: differences.length === 0 },
  ];
  return { figures: { posts: texts.length, compared, heard, differences: differences.length }, rows };
}

function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

function round(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}

function thousands(value: number): string {
  return value >= 1_000 ? `${Math.round(value / 1_000)}k` : value.toFixed(0);
}

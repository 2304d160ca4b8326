/** Any query a person could write, as a tree: for properties. Spans are empty. */
import fc from 'fast-check';
import { countLetters, isUnspaced } from '../../src/core/query/letters.ts';
import { PREFIX_MIN_LETTERS } from '../../src/core/query/limits.ts';
import type { Leaf, Query, Word } from '../../src/core/query/query.ts';

const at = { start: 0, end: 0 };

/** Latin, Greek, Cyrillic, Turkish, Arabic, Hebrew, Han, Kana, Thai, Hangul, emoji; words that look like operators, fields, addresses. */
const TEXTS = [
  ...[
    'kestrel',
    'Kestrel',
    'machine',
    'leaks',
    'café',
    'ΚΑΦΈΣ',
    'кофе',
    'İstanbul',
    'ısı',
    'قهوة',
    'קפה',
    '咖啡机',
    'コーヒー',
    'กาแฟ',
    '커피',
  ],
  ...[
    '☕',
    '👩🏽‍🍳',
    '🇬🇷',
    '🏴󠁧󠁢󠁥󠁮󠁧󠁿',
    '3️⃣',
    'l33t',
    '_kestrel_',
    'don’t',
    "o'clock",
    'half-full',
    'AT&T',
    '5"x',
    'a:b',
    'and',
    'AND',
    'OR',
    'NOT',
  ],
  ...[
    'NEAR',
    'NEAR/5',
    'near5',
    'lang:de',
    'kestrel.example',
    'https://kestrel.example',
    'back\\slash',
    'a“b',
    'x‟‟y',
    'a(b)c',
    'a#b',
    'a~1',
    'a^2',
    'é',
    'why?not',
  ],
];
const anyText = fc.oneof(
  fc.constantFrom(...TEXTS),
  fc.string({ unit: fc.constantFrom(...'abcdefghκλμνאבג'), minLength: 2, maxLength: 8 }),
);

const word = (exact: boolean): fc.Arbitrary<Word> =>
  fc.tuple(anyText, fc.boolean()).map(([text, prefix]) => ({ text, prefix: prefix && mayBegin(text), exact }));
/** One letter before a star would hear too much. */
function mayBegin(text: string): boolean {
  return isUnspaced(text) || countLetters(text) >= PREFIX_MIN_LETTERS;
}

const anyWord = fc.boolean().chain(word);
const words = fc.boolean().chain(exact => fc.array(word(exact), { minLength: 2, maxLength: 4 }));
const side = fc.array(
  fc.oneof(
    anyWord.map(one => [one]),
    words,
  ),
  { minLength: 1, maxLength: 3 },
);
const handle = fc.constantFrom('kestrel', 'kestrel.bird.example', 'Kestrel_Care', 'kestrel@social.example', 'θέα');
const anyHost = fc.constantFrom('kestrel.example', 'shop.kestrel.example', 'καφές.example');
const anyPath = fc.constantFrom(null, '/shop', '/Care/a_(b)', '/a"b', '/咖啡');

const leaf: fc.Arbitrary<Leaf> = fc.oneof(
  anyWord.map(one => ({ kind: 'word', at, word: one }) as const),
  words.map(some => ({ kind: 'phrase', at, words: some }) as const),
  fc
    .tuple(fc.nat(50), side, side)
    .map(([distance, left, right]) => ({ kind: 'near', at, distance, left, right }) as const),
  fc.array(anyText, { minLength: 1, maxLength: 3 }).map(some => ({ kind: 'brand', at, name: some.join(' ') }) as const),
  handle.map(name => ({ kind: 'handle', at, handle: name }) as const),
  fc.constantFrom('kestrel', 'AcmeAirFail', 'καφές', '咖啡', '☕').map(tag => ({ kind: 'tag', at, tag }) as const),
  fc.tuple(anyHost, anyPath).map(([host, path]) => ({ kind: 'link', at, host, path }) as const),
  handle.map(name => ({ kind: 'from', at, handle: name }) as const),
  fc.constantFrom('de', 'pt-BR', 'zh-Hant', 'es-419').map(lang => ({ kind: 'lang', at, lang }) as const),
  fc.constantFrom('bluesky', 'x', 'hacker-news').map(network => ({ kind: 'network', at, network }) as const),
  fc.constantFrom('media', 'question').map(what => ({ kind: 'has', at, what }) as const),
);

const several = (part: fc.Arbitrary<Query>) => fc.array(part, { minLength: 1, maxLength: 4 });

/** May let everything in, as in `-job`; such a tree is nobody's query until something to look for stands beside it. */
export const anyTree: fc.Arbitrary<Query> = fc.letrec<{ tree: Query }>(tie => ({
  tree: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    leaf,
    several(tie('tree')).map(all => ({ kind: 'and', all }) as const),
    several(tie('tree')).map(any => ({ kind: 'or', any }) as const),
    tie('tree').map(without => ({ kind: 'not', without }) as const),
  ),
})).tree;

/** The same tree without its places, for comparing. */
export function withoutSpans(query: Query): Query {
  switch (query.kind) {
    case 'and':
      return { kind: 'and', all: query.all.map(withoutSpans) };
    case 'or':
      return { kind: 'or', any: query.any.map(withoutSpans) };
    case 'not':
      return { kind: 'not', without: withoutSpans(query.without) };
    default:
      return { ...query, at };
  }
}

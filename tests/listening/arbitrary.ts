/** Queries and posts for the property tests: made of few pieces, so that they meet, and of every character that has ever made trouble. */
import fc from 'fast-check';
import type { Matchable, Query, Word } from '../../src/core/query/query.ts';

const WORDS =
  "acme air Acme AIR fail kestrel Kestrel K3strel Ke$trel kestral kesstrell akme café cafe\u0301 CAFE straße strasse STRASSE Müller mueller muller Mu\u0308ller Ørsted soooo so soo goooood good yesss İstanbul istanbul ışık ΣΊΣΥΦΟΣ Σίσυφος τι кестрел асме 회사 회사에서 아이폰은 아이폰 한국어를 나는 東京 東京カフェ カ\u3099 ｶﾞ が ガ ケストレル けすとれる ไทย กาแฟ ກາ ខ្មែរ မြန်မာ كِتَابٌ كتاب كتـاب شركة שָׁלוֹם שלום 1,000 1000 3.5 35 1.000.000 U.S.A usa wi-fi wifi don’t don't dont snake_case ac-me a-c-m-e AcmeAIR acmeair acmeairfail airfail iPhone phone McDonald’s l·l हिन्दी क़ ٣٤ 34 ½ ﬁx fix ｋｅｓｔｒｅｌ Ⓚⓔⓢ 𝐤𝐞𝐬 a I ss ſ".split(
    ' ',
  );
const HANDLES = ['@kestrel', '@kestrel.social.example', '@acme_air', '@a-b', '＠acme', '@acme@social.example'];
const TAGS =
  '#AcmeAirFail #acmeair #acmeairfail #boycottacmeair #Acme_Air #東京カフェ #Müller #mueller #G20Summit #AIRFail #iPhoneFail #straßeair #soooo #👍acme ＃air #1 #_'.split(
    ' ',
  );
const LINKS =
  'https://acme.com/air http://shop.acme.co.uk/x?y=1#z acme.com www.acme.it acme.it/shop great.it https://acme.com/shop). see:http://acme.example foo@acme.com info.air@shop.acme.example end.start my-shop.acme.com:8080/a_b http://user:pw@acme.com/ ftp://acme.com //acme.com https://münchen.de/x acme.com… kestrel.com@x http:// acme.com/shopping acme.com/Shop/ _acme.com_ x.acme.com. (acme.com/a(b))'.split(
    ' ',
  );
const PICTURES = [
  '👍',
  '👍🏽',
  '👍\ufe0f',
  '❤️',
  '❤',
  '👩‍👩‍👧',
  '🤷🏽‍♀️',
  '🤷',
  '🇬🇷',
  '🇬',
  '🇬🇷🇩',
  '1️⃣',
  '☕️',
  '™',
  '‼',
  '♀️',
  '🏽',
];
const ASKING = ['?', '？', '؟', ';', '\u037e', '吗', 'ですか', 'ですかね', 'ไหม', '까요'];
const BETWEEN = [
  ' ',
  ' ',
  ' ',
  '',
  "'",
  '’',
  '-',
  '.',
  '.',
  ', ',
  ',',
  '!',
  '$',
  '@',
  '#',
  '_',
  '\u200b',
  '\u00ad',
  '\u200d',
  '\u0301',
  '\n',
  '/',
  '://',
  '…',
  '(',
  ')',
  '&',
  '*',
  '|',
  '·',
  '+',
  '\u0640',
  '\ud83d',
  '\udc4d',
  '、',
  '\u202e',
  '"',
  '~',
  '\u3000',
  '\u0308',
  '\ufe0f',
];
/** Blocks in which most rules have their exceptions. */
const BLOCKS = [
  [0x20, 0x7f],
  [0xa0, 0x24f],
  [0x250, 0x2ff],
  [0x300, 0x36f],
  [0x370, 0x3ff],
  [0x400, 0x52f],
  [0x530, 0x5ff],
  [0x600, 0x6ff],
  [0x900, 0x97f],
  [0xe00, 0xeff],
  [0x1000, 0x11ff],
  [0x1780, 0x17ff],
  [0x1e00, 0x20ff],
  [0x2190, 0x27ff],
  [0x3000, 0x30ff],
  [0x3130, 0x318f],
  [0x4e00, 0x4e20],
  [0xac00, 0xac40],
  [0xd7b0, 0xdfff],
  [0xfb00, 0xfeff],
  [0xff00, 0xffef],
  [0x10400, 0x1044f],
  [0x1d400, 0x1d7ff],
  [0x1f100, 0x1f1ff],
  [0x1f300, 0x1f9ff],
  [0x20000, 0x20010],
  [0xe0000, 0xe01ef],
] as const;

const word = fc.constantFrom(...WORDS);
const hostile = fc
  .constantFrom(...BLOCKS)
  .chain(([first, last]) => fc.integer({ min: first, max: last }))
  .map(point => String.fromCodePoint(point));
const fragment = fc.oneof(
  { weight: 6, arbitrary: word },
  { weight: 3, arbitrary: fc.constantFrom(...HANDLES, ...TAGS, ...LINKS) },
  { weight: 1, arbitrary: fc.constantFrom(...PICTURES, ...ASKING) },
  { weight: 2, arbitrary: hostile },
);

const text = fc
  .array(fc.tuple(fragment, fc.constantFrom(...BETWEEN)), { maxLength: 9 })
  .map(parts => parts.flat().join(''));

export const post: fc.Arbitrary<Matchable> = fc.record({
  text,
  title: fc.option(text, { freq: 3 }),
  authorHandle: fc.constantFrom(null, 'kestrel', 'kestrel.social.example', '@Acme@x.example'),
  lang: fc.constantFrom(null, 'de', 'de-AT', 'zh_Hant-TW', 'nb', 'den'),
  network: fc.constantFrom('square', 'X'),
  links: fc.array(fc.constantFrom('https://acme.com/shop/x', 'http://münchen.de', 'acme.it'), { maxLength: 2 }),
  hasMedia: fc.boolean(),
});

const at = { start: 0, end: 0 };
const queryWord: fc.Arbitrary<Word> = fc.record({
  text: fc.oneof({ weight: 8, arbitrary: word }, fc.constantFrom(...PICTURES), fc.constantFrom(...LINKS), hostile),
  prefix: fc.integer({ min: 0, max: 5 }).map(n => n === 0),
  exact: fc.integer({ min: 0, max: 6 }).map(n => n === 0),
});
const words = fc.array(queryWord, { minLength: 1, maxLength: 3 });

const leaf: fc.Arbitrary<Query> = fc.oneof(
  { weight: 3, arbitrary: queryWord.map(one => ({ kind: 'word' as const, at, word: one })) },
  { weight: 3, arbitrary: words.map(list => ({ kind: 'phrase' as const, at, words: list })) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.array(words, { minLength: 1, maxLength: 2 }), words, fc.integer({ min: 0, max: 3 }))
      .map(([left, right, distance]) => ({ kind: 'near' as const, at, left, right: [right], distance })),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.array(word, { minLength: 1, maxLength: 2 }), fc.constantFrom(' ', ' ', '', '-'))
      .map(([parts, sign]) => ({ kind: 'brand' as const, at, name: parts.join(sign) })),
  },
  fc.constantFrom(...HANDLES).map(handle => ({ kind: 'handle' as const, at, handle: handle.slice(1) })),
  fc.constantFrom(...TAGS).map(tag => ({ kind: 'tag' as const, at, tag: tag.slice(1) })),
  fc
    .tuple(
      fc.constantFrom('acme.com', 'shop.acme.co.uk', 'www.acme.com', 'münchen.de', 'com', 'acme.it', 'ACME.example'),
      fc.constantFrom(null, '/shop', 'shop/', '/'),
    )
    .map(([host, path]) => ({ kind: 'link' as const, at, host, path })),
  fc.constantFrom('kestrel', 'kestrel.social.example', 'Acme').map(handle => ({ kind: 'from' as const, at, handle })),
  fc.constantFrom('de', 'en', 'zh-Hant', 'no').map(lang => ({ kind: 'lang' as const, at, lang })),
  fc.constant({ kind: 'network' as const, at, network: 'x' }),
  fc.constantFrom('media' as const, 'question' as const).map(what => ({ kind: 'has' as const, at, what })),
);

export const query: fc.Arbitrary<Query> = fc.letrec<{ query: Query }>(tie => ({
  query: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    { weight: 5, arbitrary: leaf },
    {
      weight: 2,
      arbitrary: fc.array(tie('query'), { minLength: 1, maxLength: 3 }).map(all => ({ kind: 'and' as const, all })),
    },
    {
      weight: 2,
      arbitrary: fc.array(tie('query'), { minLength: 1, maxLength: 3 }).map(any => ({ kind: 'or' as const, any })),
    },
    { weight: 1, arbitrary: tie('query').map(without => ({ kind: 'not' as const, without })) },
  ),
})).query;

/** The examples of docs/matching.md and more: a query, a text, and what of the text is heard. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeMatcher } from '../../src/core/match/matcher.ts';
import { parseQuery } from '../../src/core/query/parse.ts';
import type { Match, Matchable } from '../../src/core/query/query.ts';
import { naiveMatch } from './naive/query.ts';

/** Query, text, and the stretches heard, by ` | `; null: not heard. */
type Example = [query: string, text: string, heard: string | null];

const EXAMPLES: Record<string, Example[]> = {
  'case, accents and width make no difference, in either direction': [
    ['café', 'CAFE, cafe\u0301 and Café', 'CAFE | cafe\u0301 | Café'],
    ['cafe', 'ein Café', 'Café'],
    ['kestrel', 'ｋｅｓｔｒｅｌ 𝐊𝐞𝐬𝐭𝐫𝐞𝐥', 'ｋｅｓｔｒｅｌ | 𝐊𝐞𝐬𝐭𝐫𝐞𝐥'],
    ['naïve', 'naive', 'naive'],
    ['fish', 'ﬁsh', 'ﬁsh'],
  ],
  'Turkish and Greek letters fold as their readers expect': [
    ['istanbul', 'İSTANBUL ve ISTANBUL', 'İSTANBUL | ISTANBUL'],
    ['ışık', 'IŞIK', 'IŞIK'],
    ['Σίσυφος', 'ΣΙΣΥΦΟΣ και σισυφος', 'ΣΙΣΥΦΟΣ | σισυφος'],
    ['καφες', 'Ο ΚΑΦΈΣ', 'ΚΑΦΈΣ'],
  ],
  'letters with two spellings meet': [
    ['straße', 'STRASSE', 'STRASSE'],
    ['strasse', 'Straße', 'Straße'],
    ['müller', 'Mueller, Muller', 'Mueller | Muller'],
    ['mueller', 'Mu\u0308ller', 'Mu\u0308ller'],
    ['ørsted', 'Orsted Oersted', 'Orsted | Oersted'],
    ['#mueller', '#Müller', '#Müller'],
  ],
  'long-drawn words are heard': [
    ['so', 'soooo good', 'soooo'],
    ['good', 'goooood', 'goooood'],
    ['soooo', 'so', 'so'],
    ['1000', '10000', null],
    ['no-one', 'no-oone', null],
  ],
  'emoji are words, whatever their tone': [
    ['👍', 'ok 👍🏽!', '👍🏽'],
    ['🤷', '🤷🏽‍♀️', '🤷🏽‍♀️'],
    ['👩', '👩‍👩‍👧', null],
    ['👩‍👩‍👧', 'we 👩‍👩‍👧', '👩‍👩‍👧'],
    ['🇬🇷', 'yes 🇬🇷🇩🇪', '🇬🇷'],
    ['"good 👍"', 'good👍🏿', 'good👍🏿'],
    ['❤', 'I ❤️ it', '❤️'],
  ],
  'hashtags show their words': [
    ['"acme air"', '#AcmeAirFail', 'AcmeAir'],
    ['"acme air"', 'so #acmeairfail', 'acmeair'],
    ['acme air', '#acmeair', 'acme | air'],
    ['"acme air"', '#boycottacmeair', 'acmeair'],
    ['acme', '#acmefail', null],
    ['acm*', '#acmefail', 'acmefail'],
    ['acme -air', '#acmeair', null],
    ['fail', '#AcmeAIRFail2024', 'Fail'],
    ['iphone', '#iPhoneFail', 'iPhone'],
    ['"straße air"', '#strasseair', 'strasseair'],
    ['#acmeair', '#AcmeAir!', '#AcmeAir'],
    ['#acme', '#AcmeAir', null],
  ],
  'what is tied is heard together and apart': [
    ['kestrel', "Kestrel's", 'Kestrel'],
    ['kestrels', 'Kestrel’s', 'Kestrel’s'],
    ['wi-fi', 'wifi, wi fi, Wi-Fi', 'wifi | wi fi | Wi-Fi'],
    ['wifi', 'my wi-fi', 'wi-fi'],
    ['dont', 'don’t', 'don’t'],
    ['usa', 'the U.S.A.', 'U.S.A'],
    ['1000', '1,000 or 1.000', '1,000 | 1.000'],
    ['35', '3.5', null],
    ['snake_case', 'snakecase', 'snakecase'],
    ['intelligent', 'intel·ligent', 'intel·ligent'],
  ],
  'scripts without spaces': [
    ['東京', '私は東京に行く', '東京'],
    ['ケストレル', 'けすとれる と ｹｽﾄﾚﾙ', 'けすとれる | ｹｽﾄﾚﾙ'],
    ['か', 'が', null],
    ['が', 'か\u3099', 'か\u3099'],
    ['กาแฟ', 'ขอกาแฟหน่อย', 'กาแฟ'],
    ['ກາເຟ', 'ຂໍກາເຟແດ່', 'ກາເຟ'],
    ['ကော်ဖီ', 'ကော်ဖီတစ်ခွက်', 'ကော်ဖီ'],
    ['កាហ្វេ', 'ខ្ញុំចង់បានកាហ្វេ', 'កាហ្វេ'],
    ['咖啡机 坏了', '我的咖啡机又坏了！', '咖啡机 | 坏了'],
  ],
  'Korean words carry particles': [
    ['회사', '회사에서 왔어요', '회사에서'],
    ['아이폰', '아이폰은 iPhone은', '아이폰은'],
    ['iphone', '새 iPhone은', 'iPhone은'],
    ['나', '나는', null],
  ],
  'right-to-left scripts with and without their marks': [
    ['كتاب', 'كِتَابٌ وكتـــاب', 'كِتَابٌ'],
    ['كتاب', 'كتـــاب', 'كتـــاب'],
    ['احمد', 'أحمد', 'أحمد'],
    ['שלום', 'שָׁלוֹם', 'שָׁלוֹם'],
    ['34', '٣٤ ۳۴', '٣٤ | ۳۴'],
  ],
  'Indic vowel signs are letters': [
    ['कि', 'का', null],
    ['हिन्दी', 'यह हिन्दी है', 'हिन्दी'],
    ['क़लम', 'कलम', 'कलम'],
  ],
  'links are no words': [
    ['kestrel', 'https://kestrel.example/kestrel', null],
    ['kestrel', 'see kestrel.example today', null],
    ['link:kestrel.example', 'see (shop.kestrel.example/a(b)).', 'shop.kestrel.example/a(b)'],
    ['link:kestrel.example', 'HTTPS://WWW.Kestrel.Example', 'HTTPS://WWW.Kestrel.Example'],
    ['link:kestrel.example/shop', 'kestrel.example/Shop/x?y and kestrel.example/shopping', 'kestrel.example/Shop/x?y'],
    ['link:estrel.example', 'kestrel.example', null],
    ['link:münchen.de', 'https://xn--mnchen-3ya.de/x', 'https://xn--mnchen-3ya.de/x'],
    ['great', 'Great.It was', 'Great'],
    ['link:great.it', 'great.it/menu', 'great.it/menu'],
    ['kestrel', 'mail info@kestrel.example', null],
    ['@kestrel', 'info@kestrel.example', null],
    ['kestrel.example', 'at kestrel.example now', 'kestrel.example'],
  ],
  'handles with and without their server': [
    [
      '@kestrel',
      'hi @Kestrel and @kestrel.social.example, @kestrel@a.example',
      '@Kestrel | @kestrel.social.example | @kestrel@a.example',
    ],
    ['@kestrel@a.example', '@kestrel@a.example @kestrel@b.example', '@kestrel@a.example'],
    ['@kestrel', 'ありがとう@kestrel', '@kestrel'],
    ['kestrel', '@kestrel_help', 'kestrel'],
    ['social', '@kestrel.social.example', null],
  ],
  'names with their usual misspellings and spacings': [
    ['~"acme air"', 'AcmeAir acme-air Acme Air ACMEAIR acmeari', 'AcmeAir | acme-air | Acme Air | ACMEAIR | acmeari'],
    ['~acmeair', 'Acme Air', 'Acme Air'],
    ['~acme', 'Akme ackme Acne', 'Akme | ackme'],
    [
      '~kestrel',
      'Kestral Kesterl Kestrell Kstrel Kesstrell petrel',
      'Kestral | Kesterl | Kestrell | Kstrel | Kesstrell',
    ],
    [
      '~kestrel',
      'K3str3l Ke$trel КestreI Кеstrеl kes\u200btrel',
      'K3str3l | Ke$trel | КestreI | Кеstrеl | kes\u200btrel',
    ],
    ['~kestrel', 'KESTREEEEL! #KestrelFail', 'KESTREEEEL | Kestrel'],
    ['~kestrel', 'K1strel', 'K1strel'],
    ['~müller', 'Mueller Muler', 'Mueller | Muler'],
    ['~"1024"', '1025', null],
    ['~lidl', 'idle', null],
  ],
  'exact letters': [
    ['=Apple', "an Apple's Apple #AppleFail", 'Apple | Apple | Apple'],
    ['=Apple', 'APPLE apple Äpple', null],
    ['=App*', 'Apple app Apps', 'Apple | Apps'],
    ['="Acme Air"', 'Acme air, Acme Air', 'Acme Air'],
  ],
  'phrases and neighbours': [
    ['"hums all day"', 'It hums\nall. day!', 'hums\nall. day'],
    ['acme NEAR/2 air', 'acme one two air', 'acme | air'],
    ['acme NEAR/1 air', 'acme one two air', null],
    ['air NEAR/0 acme', 'acme air', 'acme | air'],
    ['a NEAR/3 a', 'a', null],
    ['a NEAR/3 a', 'a b a', 'a | a'],
    ['(leaks OR "hot water") NEAR/1 pump*', 'hot water from pumps', 'hot water | pumps'],
    ['"coffee machin*"', 'Coffee machinery', 'Coffee machinery'],
    ['acme', 'ac\u00adme', 'ac\u00adme'],
  ],
  'questions in many languages': [
    ['a has:question', 'a?', 'a'],
    ['a has:question', 'a؟', 'a'],
    ['τι has:question', 'τι λες;', 'τι'],
    ['a has:question', 'yes; a', null],
    ['a has:question', 'a https://a.example/?b=c', null],
    ['好 has:question', '好吗', '好'],
    ['これ has:question', 'これですか', 'これ'],
    ['a has:question', 'a ⁉️', 'a'],
  ],
};

function post(text: string, more: Partial<Matchable> = {}): Matchable {
  const nothing = { title: null, authorHandle: null, lang: null, network: 'square', links: [], hasMedia: false };
  return { text, ...nothing, ...more };
}

function hear(text: string, one: Matchable): Match | null {
  const result = parseQuery(text);
  assert.equal(result.kind, 'query', `${text}: ${JSON.stringify(result)}`);
  if (result.kind !== 'query') return null;
  const matcher = makeMatcher();
  matcher.set('q', result.query);
  const match = matcher.match(one)[0] ?? null;
  assert.deepEqual(naiveMatch(one, 'q', result.query), match, `${text} in ${one.text}`);
  return match;
}

for (const [name, examples] of Object.entries(EXAMPLES)) {
  test(name, () => {
    for (const [query, text, heard] of examples) {
      const match = hear(query, post(text));
      const shown = match === null ? null : match.spans.map(({ start, end }) => text.slice(start, end)).join(' | ');
      assert.equal(shown, heard, `${query} in ${text}`);
    }
  });
}

test('what a post is decides besides what it says', () => {
  const one = post('kestrel', {
    lang: 'de-AT',
    authorHandle: '@Kestrel.Social.Example',
    network: 'Square',
    hasMedia: true,
  });
  for (const more of [
    'lang:de',
    'lang:de-at',
    'from:kestrel',
    'from:kestrel.social.example',
    'network:square',
    'has:media',
  ]) {
    assert.deepEqual(hear(`kestrel ${more}`, one)?.spans, [{ start: 0, end: 7 }], more);
    assert.equal(hear(`kestrel -${more}`, one), null, more);
  }
  for (const other of ['lang:en', 'lang:de-de', 'from:social', 'network:squar', 'has:question']) {
    assert.equal(hear(`kestrel ${other}`, one), null, other);
  }
  assert.notEqual(hear('kestrel lang:he', post('kestrel', { lang: 'iw' })), null);
  assert.equal(hear('kestrel lang:de', post('kestrel')), null);
});

test('a link that the network tells beside the text counts and shows nothing', () => {
  const one = post('read this', { links: ['https://www.kestrel.example/shop/7'] });
  assert.deepEqual(hear('link:kestrel.example/shop', one), { queryId: 'q', spans: [], titleSpans: [] });
  assert.equal(hear('link:kestrel.example/blog', one), null);
});

test('the title is heard as the text is, and no phrase runs from one to the other', () => {
  const one = post('air is thin', { title: 'Acme' });
  assert.deepEqual(hear('acme air', one), {
    queryId: 'q',
    spans: [{ start: 0, end: 3 }],
    titleSpans: [{ start: 0, end: 4 }],
  });
  assert.equal(hear('"acme air"', one), null);
  assert.equal(hear('acme NEAR/50 air', one), null);
});

test('of a side of OR that does not hold nothing is shown', () => {
  assert.deepEqual(hear('(a b) OR c', post('a c'))?.spans, [{ start: 2, end: 3 }]);
});

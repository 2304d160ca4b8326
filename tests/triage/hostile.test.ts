/** Posts that nobody means well with, and those that merely look so: each is read in bounded time, sensibly or not at all. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { PERSONAL_READ_LIMIT } from '../../src/core/privacy/personal.ts';
import { NO_FACTS, PLAIN_READERS, readPost, viewOf } from '../../src/core/triage/read.ts';
import { type Readings, type Span, TRIAGE_READ_LIMIT } from '../../src/core/triage/reading.ts';
import { loadHeads } from '../../src/load-heads.ts';
import { shippedOf } from '../../src/shipped.ts';

const readers = { ...PLAIN_READERS, shipped: shippedOf(loadHeads()) };
const LONG = 100_000;
/** Far more than any of this takes; what never ends is cut off here. */
const PATIENT = { timeout: 60_000 };

function read(text: string, facts = NO_FACTS): Readings {
  return readPost({ text, networkTag: null, facts }, readers);
}

function names({ intents }: Readings): string[] {
  return intents.map(({ value }) => value);
}

function fill(unit: string, length = LONG): string {
  return unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
}

/** Everything that triage looks for, in one line. */
const LOUD =
  ' I will kill you, my lawyer sues, it caught fire, I want a refund, thanks, great, cancel my account! Win a free phone https://win.example/now ';

test('what stands behind the read limit changes nothing', PATIENT, () => {
  const calm = fill('the grinder stands on the kitchen table beside the kettle. ', PERSONAL_READ_LIMIT);
  const loud = calm + fill(`${LOUD} jo@kestrel.example +30 210 555 0199 `);
  assert.deepEqual(read(loud), read(calm));
  const early = calm.slice(0, TRIAGE_READ_LIMIT);
  const { personal, ...words } = read(early + fill(LOUD, LONG));
  assert.deepEqual({ ...words, personal: [] }, { ...read(early), personal: [] });
  assert.ok(personal.every(({ end }) => end <= PERSONAL_READ_LIMIT));
});

test('what stands just before it is heard', () => {
  const calm = fill('the grinder stands on the table. ', TRIAGE_READ_LIMIT - LOUD.length);
  assert.ok(names(read(calm + LOUD)).includes('threat'));
});

/** Units that make patterns try again and again, each alone and with a space, an end that fails behind them. */
const UNITS = [
  ...[
    'a',
    'A',
    'ß',
    'İ',
    'ﷺ',
    '中',
    'ไ',
    'ع',
    '1',
    '0',
    'a1',
    'A1',
    '1 ',
    'a ',
    'a.',
    'a@',
    'a@b.',
    '@a ',
    '#a ',
    '(',
    ')(',
  ],
  ...[
    '+',
    '-',
    '1-',
    '1.',
    '(1)',
    ': ',
    '. ',
    '/',
    'http://',
    'https://t.co/a',
    'www.',
    'a.com/',
    'amazon.a.',
    '?',
    '! ',
    ':) ',
  ],
  ...[
    'order ',
    'order 1',
    'call me ',
    'phone is ',
    'card ',
    'GB82',
    'DE89 ',
    '12 Main ',
    'calle a ',
    'rue de la ',
    'Abcstraße',
    'x ext ',
  ],
  ...[
    'not ',
    'no no ',
    'please please ',
    'i will ',
    'if you do not ',
    'sue ',
    'fire ',
    'text 1 ',
    'win win ',
    'follow like ',
    'have been waiting ',
  ],
  ...[
    '🙂',
    '👍🏽',
    '👨‍👩‍👧',
    '🇬🇷',
    '\u0301',
    'e\u0301',
    '\u200d',
    '\u200b',
    '\u202e',
    '\ufe0f',
    '\0',
    '\ud800',
    '\udc00',
    '\ufffd',
    '\n',
    '\t',
  ],
];

test('a hundred thousand signs of anything are read', PATIENT, () => {
  for (const unit of UNITS) {
    for (const text of [
      fill(unit),
      `${fill(unit, PERSONAL_READ_LIMIT - 1)}\u0000`,
      `${fill(unit, TRIAGE_READ_LIMIT - 1)}§`,
    ])
      check(text, read(text));
  }
});

test('a great many mentions, marks, letters or tags are no customer in danger', PATIENT, () => {
  const many = {
    mentions: '@kestrel '.repeat(50_000),
    marks: `a${'\u0301'.repeat(10_000)}`,
    'one endless word': 'a'.repeat(LONG),
    tags: '#kestrel '.repeat(10_000),
    nothing: '',
    spaces: ' '.repeat(LONG),
    nulls: '\0'.repeat(LONG),
  };
  for (const [what, text] of Object.entries(many)) {
    const readings = read(text);
    check(text, readings);
    assert.ok(!names(readings).includes('danger'), what);
    assert.ok(readings.urgency.value < 2, what);
    assert.deepEqual(readings.personal, [], what);
  }
});

test('where there are no words, language and mood are not made up', () => {
  for (const text of ['', '   ', '\0\0\0', 'https://t.co/abcdef1234', '@kestrel', '12345', '\ud800', '\u202e\u202c']) {
    const { language, sentiment, noise, intents } = read(text);
    assert.equal(language.value, null, JSON.stringify(text));
    assert.equal(sentiment, null, JSON.stringify(text));
    assert.equal(noise.value, null, JSON.stringify(text));
    assert.ok(!intents.some(({ value }) => value.startsWith('request')), JSON.stringify(text));
  }
});

test('one emoji has a mood, and no language', () => {
  assert.equal(read('😡').language.value, null);
  assert.equal(read('😡').sentiment?.value, 'negative');
  assert.equal(read('❤️').sentiment?.value, 'positive');
});

const PLEA = 'my coffee machine caught fire this morning and nobody answers me';
/** Marks above and below each letter, as people write to look cursed. */
const zalgo = (text: string) => text.replace(/\p{L}/gu, letter => `${letter}\u0336\u0324\u0301\u035c`);
const rightToLeft = (text: string) => `\u202e${text}\u202c`;

test('marks, overrides and broken signs around words do not hide a danger or a language', () => {
  const dressed = [
    zalgo(PLEA),
    rightToLeft(PLEA),
    `\ud83d${PLEA}\ude00`,
    `\0${PLEA}\0`,
    PLEA.toUpperCase(),
    `\ufeff${PLEA}`,
  ];
  for (const text of dressed) {
    const readings = read(text);
    assert.ok(names(readings).includes('safety'), JSON.stringify(text));
    assert.equal(readings.language.value, 'en', JSON.stringify(text));
    check(text, readings);
  }
});

test('of several scripts the language is that of most words', () => {
  assert.equal(read('Η μηχανή μου δεν δουλεύει από χθες, μόνο error 42 please').language.value, 'el');
  assert.equal(read('my new machine shows καφές on the screen and nothing else works').language.value, 'en');
});

/** Chances are chances, places are places in the text that cut no sign in two, and what is kept survives the database. */
function check(text: string, readings: Readings): void {
  const { language, noise, sentiment, intents, urgency, personal } = readings;
  const all = [language, noise, urgency, ...intents, ...(sentiment === null ? [] : [sentiment])];
  for (const { sure } of all) assert.ok(sure >= 0 && sure <= 1, `${sure}`);
  if (sentiment !== null) {
    const chances = Object.values(sentiment.chances);
    assert.ok(chances.every(chance => chance >= 0 && chance <= 1));
    assert.ok(Math.abs(chances.reduce((sum, one) => sum + one, 0) - 1) < 1e-5);
  }
  assert.equal(new Set(names(readings)).size, intents.length, 'each intent once');
  const reasons = all.flatMap(one => one.reasons);
  const spans = [...personal, ...reasons.flatMap(reason => ('spans' in reason ? (reason.spans ?? []) : []))];
  for (const span of spans)
    assert.ok(isWhole(text, span), `${JSON.stringify(text.slice(span.start, span.end))} ${span.start}–${span.end}`);
  const view = viewOf(readings);
  assert.deepEqual(JSON.parse(JSON.stringify(view)), view);
}

function isWhole(text: string, { start, end }: Span): boolean {
  return (
    Number.isInteger(start) &&
    start >= 0 &&
    end > start &&
    end <= text.length &&
    ![start, end].some(at => isInside(text, at))
  );
}

/** Between the two halves of one sign. */
function isInside(text: string, at: number): boolean {
  return /[\ud800-\udbff]/.test(text.charAt(at - 1)) && /[\udc00-\udfff]/.test(text.charAt(at));
}

const words = fc.constantFrom(
  ...[
    'kestrel',
    'fire',
    'refund',
    'not',
    'thanks',
    'sue',
    'win',
    'free',
    '😡',
    '👍🏽',
    '👨‍👩‍👧',
    '🇬🇷',
    '𝓴𝓲𝓵𝓵',
    '𠮷',
    'ﬁre',
    'İ',
    'ſ',
  ],
  ...[
    'jo@kestrel.example',
    '+30 210 555 0199',
    '4111 1111 1111 1111',
    'DE89 3704 0044 0532 0130 00',
    '12 Harbour Street',
  ],
  ...[
    'σου',
    'φωτιά',
    'أريد',
    'مساعدة',
    'धन्यवाद',
    'ありがとう',
    '\u202e',
    '\u0301',
    '\u200d',
    '\0',
    '\ud800',
    '\udc00',
    "don't",
    '!!!',
    '?',
  ],
);

test('any signs at all are read without fail', PATIENT, () => {
  const piece = fc.oneof(
    words,
    words,
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.constantFrom(' ', '\n', '.', ', '),
  );
  const facts = fc.record({
    addressed: fc.boolean(),
    isPublic: fc.boolean(),
    followers: fc.option(fc.nat()),
    queryIds: fc.constant([]),
    copies: fc.nat({ max: 9 }),
    waiting: fc.nat({ max: 9 }),
    waitingMs: fc.nat(),
  });
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), facts, fc.boolean(), (pieces, known, isSpaced) => {
      const text = pieces.join(isSpaced ? ' ' : '');
      check(text, read(text, known));
    }),
    { numRuns: 400 },
  );
});

test('a sign of two halves at the read limit is not cut', PATIENT, () => {
  for (const before of [TRIAGE_READ_LIMIT - 1, PERSONAL_READ_LIMIT - 1]) {
    for (const end of ['😡😡 great', '𠮷𠮷', '👍🏽 jo@kestrel.example']) {
      const text = `${fill('great ', before)}${end}`;
      check(text, read(text));
    }
  }
});

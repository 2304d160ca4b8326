import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { recommendOf } from './recommend.ts';
import { boundsOf, readScore, SURVEY_SCALES, type SurveyScale, wayToAsk, whyNotAsk } from './survey.ts';
import { askText, SURVEY_LANGUAGES, SURVEY_WORDS, scoreWords } from './survey-words.ts';

test('a score in a few signs is a score; a number inside a sentence is not', () => {
  const cases: [string, SurveyScale, number | null, boolean?][] = [
    ['4', 'stars', 4],
    [' 4/5 ', 'stars', 4],
    ['⭐⭐⭐⭐', 'stars', 4],
    ['٤', 'stars', 4],
    ['5!', 'stars', 5],
    ['6', 'stars', null],
    ['10', 'points', 10],
    ['۰', 'points', 0],
    ['11', 'points', null],
    ['👍🏽', 'thumbs', 1],
    ['👎', 'thumbs', 0],
    ['4, but still loud', 'stars', 4, true],
    ['2 machines are broken', 'stars', null],
    ['2nd time now', 'stars', null],
    ['3.5', 'stars', null],
    ['5 €', 'stars', null],
    ['thanks', 'stars', null],
    ['', 'stars', null],
  ];
  for (const [text, scale, score, hasWords = false] of cases) {
    assert.deepEqual(readScore(text, scale), score === null ? null : { score, hasWords }, text);
  }
});

test('no text whatever is read as a score out of bounds', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.constantFrom(...SURVEY_SCALES), (text, scale) => {
      const read = readScore(text, scale);
      const { from, to } = boundsOf(scale);
      if (read !== null) assert.ok(Number.isInteger(read.score) && read.score >= from && read.score <= to);
    }),
  );
});

test('only whom a person answered is asked, and nobody in danger', () => {
  const fine = { outcome: 'answered', isWaiting: false, hasDanger: false, isNoise: false } as const;
  assert.equal(whyNotAsk(fine), null);
  assert.equal(whyNotAsk({ ...fine, hasDanger: true }), 'danger');
  assert.equal(whyNotAsk({ ...fine, isNoise: true }), 'noise');
  assert.equal(whyNotAsk({ ...fine, isWaiting: true }), 'waiting');
  for (const outcome of ['unanswered', 'not_needed', 'withdrawn'] as const)
    assert.equal(whyNotAsk({ ...fine, outcome }), 'not_answered');
});

test('private goes before public, and what is private is never asked about in public', () => {
  const both = { channelId: '', private: 'link', public: 'link' } as const;
  fc.assert(
    fc.property(
      fc.boolean(),
      fc.boolean(),
      fc.constantFrom('public' as const, 'private' as const),
      (room, reply, visibility) => {
        const way = wayToAsk(both, { visibility, canWritePrivately: room, canReplyPublicly: reply });
        assert.equal(way, room ? 'private_link' : visibility === 'public' && reply ? 'public_link' : null);
        assert.equal(wayToAsk(undefined, { visibility, canWritePrivately: room, canReplyPublicly: reply }), null);
      },
    ),
  );
});

test('the link stands in the words of every language, and the owner’s own words go first', () => {
  const link = 'https://care.kestrel.example/s/x';
  for (const lang of SURVEY_LANGUAGES)
    assert.ok(askText({ scale: 'stars', texts: [] }, lang, link).includes(link), lang);
  const texts = [{ lang: 'pt', link: 'Diga: {link}', question: '' }];
  assert.equal(askText({ scale: 'stars', texts }, 'pt-BR', link), `Diga: ${link}`);
  assert.equal(askText({ scale: 'stars', texts }, 'pt-BR', null), SURVEY_WORDS.en.question.stars);
  assert.equal(scoreWords('stars', 4, SURVEY_WORDS.de), '4 von 5');
});

test('promoters less detractors, with the adjusted interval', () => {
  // 10 promoters, 5 passives, 5 detractors: 25; adjusted (10.75 − 5.75) / 23.
  const { score, interval, promoters, passives, detractors } = recommendOf(
    new Map([
      [10, 6],
      [9, 4],
      [8, 3],
      [7, 2],
      [6, 1],
      [0, 4],
    ]),
  );
  assert.deepEqual([promoters, passives, detractors, score], [10, 5, 5, 0.25]);
  const middle = 5 / 23;
  const spread = 1.959964 * Math.sqrt((16.5 / 23 - middle ** 2) / 23);
  assert.ok(Math.abs((interval?.low ?? 0) - (middle - spread)) < 1e-6);
  assert.ok(Math.abs((interval?.high ?? 0) - (middle + spread)) < 1e-6);
  assert.equal(recommendOf(new Map()).score, null);
});

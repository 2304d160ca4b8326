/** What people would use instead, as their authors mean them to be used: word lists for moods, detectors for languages. */
import { createRequire } from 'node:module';
import { eld } from 'eld/large';
import { franc } from 'franc';
import { detect } from 'tinyld';
import type { Sentiment } from '../src/core/triage/reading.ts';

const require = createRequire(import.meta.url);

type Vader = { SentimentIntensityAnalyzer: { polarity_scores: (text: string) => { compound: number } } };
type Afinn = new () => { analyze: (text: string) => { score: number } };
type Wink = (text: string) => { score: number };

/** The bound its authors give. */
const VADER_NEUTRAL = 0.05;

export function moodReaders(): Record<string, (text: string) => Sentiment> {
  const { SentimentIntensityAnalyzer } = require('vader-sentiment') as Vader;
  const afinn = new (require('sentiment') as Afinn)();
  const wink = require('wink-sentiment') as Wink;
  return {
    AFINN: text => moodOf(afinn.analyze(text).score),
    VADER: text => moodOf(SentimentIntensityAnalyzer.polarity_scores(text).compound, VADER_NEUTRAL),
    wink: text => moodOf(wink(text).score),
  };
}

function moodOf(score: number, least = Number.MIN_VALUE): Sentiment {
  return score >= least ? 'positive' : score <= -least ? 'negative' : 'neutral';
}

/** Each names the language in two letters, or nothing. They are given posts without links and names. */
export function languageReaders(): Record<string, (text: string) => string> {
  return {
    'ELD large': text => eld.detect(bare(text)).language,
    tinyld: text => detect(bare(text)),
    // It answers in three letters; the platform knows the two.
    franc: text => Intl.getCanonicalLocales(franc(bare(text), { minLength: 1 }))[0] ?? '',
  };
}

function bare(text: string): string {
  return text
    .replace(/https?:\/\/\S+|@\w+|\bRT\b|#(?=\w)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

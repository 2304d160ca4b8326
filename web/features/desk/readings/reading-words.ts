import {
  type Aspect,
  INTENTS,
  NOISES,
  REQUEST_PREFIX,
  REQUESTS,
  SENTIMENTS,
} from '../../../../src/core/triage/reading.ts';
import type { Words } from '../../../strings/words.ts';
import { oneLine } from '../../../ui/safe-text.ts';
import { languageName } from '../language-badge.ts';

type Said = Pick<Words, 't' | 'chosen'>;

const KNOWN_INTENTS: ReadonlySet<string> = new Set(INTENTS);
const KNOWN_REQUESTS: ReadonlySet<string> = new Set(REQUESTS);

/** An intent in the reader's words; a company's own kinds of request are called as it calls them. */
export function intentWords(name: string, { t }: Pick<Words, 't'>): string {
  if (KNOWN_INTENTS.has(name)) return t(`triage.intent.${name as (typeof INTENTS)[number]}`);
  const kind = name.startsWith(REQUEST_PREFIX) ? name.slice(REQUEST_PREFIX.length) : name;
  if (KNOWN_REQUESTS.has(kind)) return t(`triage.request.${kind as (typeof REQUESTS)[number]}`);
  const plain = oneLine(kind.replaceAll(/[_-]/g, ' '));
  return plain.charAt(0).toLocaleUpperCase() + plain.slice(1);
}

const KNOWN_NOISES: ReadonlySet<string> = new Set(NOISES);
const KNOWN_MOODS: ReadonlySet<string> = new Set(SENTIMENTS);

/** A value of an aspect, as corrections and reports name it (`none` and nothing: no noise, no language known). */
export function valueWords(aspect: Aspect, value: string | number | null, words: Said): string {
  const { t } = words;
  const said = String(value ?? 'none');
  switch (aspect) {
    case 'intents':
      return intentWords(said, words);
    case 'sentiment':
      return KNOWN_MOODS.has(said) ? t(`triage.sentiment.${said as (typeof SENTIMENTS)[number]}`) : said;
    case 'noise':
      return KNOWN_NOISES.has(said) ? t(`triage.noise.${said as (typeof NOISES)[number]}`) : t('triage.noise.none');
    case 'about':
      return t(said === 'other' ? 'triage.about.other' : 'triage.about.us');
    case 'urgency':
      return t(`triage.urgency.${urgencyOf(said)}`);
    case 'language':
      return said === 'none' ? t('triage.language.none') : languageName(said, words.chosen);
  }
}

function urgencyOf(said: string): 0 | 1 | 2 | 3 {
  return said === '3' ? 3 : said === '2' ? 2 : said === '1' ? 1 : 0;
}

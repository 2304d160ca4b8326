/** The queue narrowed by what was read: mood, kind, and with or without noise. */
import { SENTIMENTS } from '../../../../src/core/triage/reading.ts';
import type { ConversationView } from '../../../../src/core/view.ts';
import type { Words } from '../../../strings/words.ts';
import type { Choice } from '../../../ui/overlay/ChoicePopover.tsx';
import type { QueueFilter } from '../queue-order.ts';
import { dangersIn, intentsIn } from './chips.ts';
import { intentWords, valueWords } from './reading-words.ts';

const MOOD = 'mood\u0000';
const KIND = 'kind\u0000';
const NOISE = 'noise\u0000';

type Rows = Readonly<Record<string, Pick<ConversationView, 'intents'>>>;

/** Offered are all moods, and the kinds among the rows we know of. */
export function readingChoices(filter: QueueFilter, rows: Rows, words: Words): Choice[] {
  const { t } = words;
  const kinds = new Set(Object.values(rows).flatMap(({ intents }) => [...dangersIn(intents), ...intentsIn(intents)]));
  if (filter.intent !== null) kinds.add(filter.intent);
  return [
    ...SENTIMENTS.map(
      (mood): Choice => ({
        id: MOOD + mood,
        words: moodWords(mood, words),
        icon: 'person',
        on: filter.sentiment === mood,
      }),
    ),
    ...[...kinds].sort().map(
      (kind): Choice => ({
        id: KIND + kind,
        words: kindWords(kind, words),
        icon: 'info',
        on: filter.intent === kind,
      }),
    ),
    { id: `${NOISE}false`, words: t('filter.noNoise'), icon: 'filter', on: filter.noise === false },
    { id: `${NOISE}true`, words: t('filter.noiseAlone'), icon: 'filter', on: filter.noise === true },
  ];
}

/** The filter after one of these was chosen; chosen again it is taken off. Null: it is none of these. */
export function chosenReading(filter: QueueFilter, id: string): QueueFilter | null {
  if (id.startsWith(MOOD)) {
    const mood = SENTIMENTS.find(one => MOOD + one === id) ?? null;
    return { ...filter, sentiment: filter.sentiment === mood ? null : mood };
  }
  if (id.startsWith(KIND)) {
    const kind = id.slice(KIND.length);
    return { ...filter, intent: filter.intent === kind ? null : kind };
  }
  if (!id.startsWith(NOISE)) return null;
  const noise = id === `${NOISE}true`;
  return { ...filter, noise: filter.noise === noise ? null : noise };
}

/** What it is narrowed to, each with the filter without it. */
export function litReadings(filter: QueueFilter, words: Words): { words: string; without: QueueFilter }[] {
  const { t } = words;
  const lit = [];
  if (filter.sentiment !== null) {
    lit.push({ words: moodWords(filter.sentiment, words), without: { ...filter, sentiment: null } });
  }
  if (filter.intent !== null) {
    lit.push({ words: kindWords(filter.intent, words), without: { ...filter, intent: null } });
  }
  if (filter.noise !== null) {
    lit.push({ words: t(filter.noise ? 'filter.noiseAlone' : 'filter.noNoise'), without: { ...filter, noise: null } });
  }
  return lit;
}

function moodWords(mood: string, words: Words): string {
  return words.t('filter.read', {
    aspect: words.t('triage.aspect.sentiment'),
    value: valueWords('sentiment', mood, words),
  });
}

function kindWords(kind: string, words: Words): string {
  return words.t('filter.read', { aspect: words.t('triage.aspect.intents'), value: intentWords(kind, words) });
}

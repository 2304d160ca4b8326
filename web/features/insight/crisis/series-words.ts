import type { InsightWords } from '../words.ts';
import type { CrisisView } from './Crisis.tsx';

/** What a burst was heard in. */
export function seriesWords({ of, queryId }: CrisisView['bursts'][number], t: InsightWords['t']): string {
  if (of.kind === 'inbox') return t('crisis.in.inbox');
  if (of.kind === 'channel') return t('crisis.in.channel');
  if (of.kind === 'topic') return t('crisis.in.topic', { topic: of.topic });
  return t(queryId === null ? 'crisis.in.complaints' : 'crisis.in.query');
}

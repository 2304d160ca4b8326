import type { Words } from '../../../strings/words.ts';
import { Badge } from '../../../ui/Badge.tsx';
import { intentWords } from './reading-words.ts';
import type { RowMark } from './row-mark.ts';

/** The one mark of a row. */
export function RowBadge({ mark, words }: { mark: RowMark; words: Words }) {
  const { t } = words;
  switch (mark.kind) {
    case 'danger':
      return (
        <Badge meaning="broken" icon="warn" title={t('triage.row.dangerWhy')}>
          {intentWords(mark.intent, words)}
        </Badge>
      );
    case 'leaving':
      return (
        <Badge meaning="broken" icon="flame">
          {t('triage.intent.leaving')}
        </Badge>
      );
    case 'atRisk':
      return (
        <Badge meaning="broken" icon="flame" title={t('risk.scoreOf', { score: mark.score })}>
          {t('triage.row.atRisk')}
        </Badge>
      );
    case 'noise':
      return (
        <Badge icon="filter" title={t('triage.row.noiseWhy')}>
          {t('triage.row.noise', { what: t(`triage.noise.${mark.noise}`) })}
        </Badge>
      );
    case 'angry':
      return <Badge icon="flame">{t('triage.sentiment.negative')}</Badge>;
  }
}

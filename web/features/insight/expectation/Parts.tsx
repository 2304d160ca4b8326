import type { OutputOf } from '../../../../src/contract/api.ts';
import { usePerson } from '../../../session.ts';
import type { InsightKey } from '../../../strings/insight-words.ts';
import { AskedView } from '../../../ui/AskedView.tsx';
import { networkName } from '../../../ui/networks.ts';
import { useAsked } from '../../../use-asked.ts';
import { languageName } from '../../desk/language-badge.ts';
import { Card } from '../Card.tsx';
import { hour } from '../charts/HeatMap.tsx';
import figure from '../Figure.module.css';
import { percent } from '../numbers.ts';
import type { PartProps } from '../parts.ts';
import type { RowsAsked } from '../RowsLink.tsx';
import { queryOf, type Slice } from '../slice.ts';
import { type InsightWords, useInsightWords } from '../words.ts';
import { Brands } from './Brands.tsx';
import { type PartRow, PartTable } from './PartTable.tsx';
import { smallWords } from './small-words.ts';

type Parts = OutputOf<'readExpectationParts'>;

export const WAYS = ['network', 'language', 'visibility', 'heard', 'hour', 'reach', 'team', 'brand'] as const;
type Way = (typeof WAYS)[number];

/** Who waits longer: the same figures told apart by one thing at a time. */
export function PartsOf({ slice, kept, onKeep }: PartProps) {
  const { t } = useInsightWords();
  const by = WAYS.find(way => way === kept['by']) ?? 'network';
  return (
    <>
      <fieldset className={figure.segments} aria-label={t('exp.by')}>
        {WAYS.map(way => (
          <button key={way} type="button" aria-pressed={way === by} onClick={() => onKeep('by', way)}>
            {t(`exp.by.${way}`)}
          </button>
        ))}
      </fieldset>
      {by === 'brand' ? <Brands slice={slice} /> : <PartsBy key={by} by={by} slice={slice} />}
    </>
  );
}

function PartsBy({ by, slice }: { by: Exclude<Way, 'brand'>; slice: Slice }) {
  const words = useInsightWords();
  const { t } = words;
  const { brand } = usePerson();
  const [asked, again] = useAsked('readExpectationParts', { brand: brand.id, query: { ...queryOf(slice), by } });
  return (
    <AskedView asked={asked} again={again}>
      {parts => (
        <Card
          title={t(`exp.by.${by}`)}
          says={parts.smallAccounts ? smallWords(parts.smallAccounts, words) : finding(parts, words)}
          {...(by === 'reach' ? { definition: 'reach' as const } : {})}
        >
          <PartTable
            caption={t(`exp.by.${by}`)}
            file={`expectation-by-${by}`}
            rows={by === 'hour' ? byHour(parts.rows) : parts.rows}
            nameOf={row => nameOf(by, row, words)}
            rowsOf={row => rowsOf(by, row, slice)}
          />
        </Card>
      )}
    </AskedView>
  );
}

/** What is best and what is worst of those with enough to say so. */
function finding({ by, rows }: Parts, words: InsightWords): string {
  const { t, language } = words;
  const told = rows.flatMap(row => (row.met ? [{ row, share: row.met.share }] : [])).sort((a, b) => b.share - a.share);
  const [best, worst] = [told[0], told.at(-1)];
  if (!best || !worst || told.length < 2) return t('exp.bySaysFew');
  return t('exp.bySays', {
    best: nameOf(by as Way, best.row, words),
    bestShare: percent(best.share, language),
    worst: nameOf(by as Way, worst.row, words),
    worstShare: percent(worst.share, language),
  });
}

function byHour(rows: readonly PartRow[]): PartRow[] {
  return rows.toSorted((a, b) => Number(a.key) - Number(b.key));
}

function nameOf(by: Way, { key, name }: PartRow, { t, language }: InsightWords): string {
  if (by === 'network') return networkName(key ?? '');
  if (by === 'language') return key === null ? t('insight.noLanguage') : languageName(key, language);
  if (by === 'team') return name ?? t('insight.noTeam');
  if (by === 'hour') return hour(Number(key));
  return t(`insight.${by}.${key}` as InsightKey);
}

function rowsOf(by: Exclude<Way, 'brand'>, { key }: PartRow, slice: Slice): { slice: Slice; asked?: RowsAsked } {
  if (by === 'hour') return { slice, asked: { hour: Number(key) } };
  if (by === 'visibility' || by === 'heard') return { slice: { ...slice, [by]: key } };
  return { slice: { ...slice, [by]: [key ?? 'none'] } };
}

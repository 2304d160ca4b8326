import { networkName } from '../../../ui/networks.ts';
import { languageName } from '../../desk/language-badge.ts';
import { Card } from '../Card.tsx';
import { hour } from '../charts/HeatMap.tsx';
import figure from '../Figure.module.css';
import { FigureTable } from '../FigureTable.tsx';
import { count } from '../numbers.ts';
import type { PartProps } from '../parts.ts';
import { type RowsAsked, RowsLink } from '../RowsLink.tsx';
import type { Slice } from '../slice.ts';
import { type InsightWords, useInsightWords } from '../words.ts';
import styles from './Promise.module.css';
import type { Now } from './Promise.tsx';

export const NOW_WAYS = ['team', 'network', 'language', 'hour'] as const;
export type NowWay = (typeof NOW_WAYS)[number];
type Part = Now['parts'][NowWay][number];

/** The same standings by team, network, language and the hour they wrote in, the most pressing first. */
export function NowParts({ now, slice, kept, onKeep }: PartProps & { now: Now }) {
  const words = useInsightWords();
  const { t, language } = words;
  const by = NOW_WAYS.find(way => way === kept['by']) ?? 'team';
  const opened = (part: Part, n: number, asked: RowsAsked) => {
    if (n === 0) return '0';
    const behind = narrowed(by, part.key, slice);
    return (
      <RowsLink slice={behind.slice} asked={{ ...behind.asked, ...asked }}>
        {count(n, language)}
      </RowsLink>
    );
  };
  const number = 'number' as const;
  return (
    <div className={styles.parts}>
      <fieldset className={figure.segments} aria-label={t('prom.by')}>
        {NOW_WAYS.map(way => (
          <button key={way} type="button" aria-pressed={way === by} onClick={() => onKeep('by', way)}>
            {t(`prom.by.${way}`)}
          </button>
        ))}
      </fieldset>
      <Card title={t('prom.by')}>
        <FigureTable
          caption={t('prom.table')}
          file={`promise-now-by-${by}`}
          rows={now.parts[by]}
          keyOf={({ key }) => key ?? ''}
          columns={[
            {
              id: by,
              label: t(`prom.by.${by}`),
              value: part => wayName(by, part, words),
              show: part => <bdi>{wayName(by, part, words)}</bdi>,
            },
            { id: 'bar', label: t('prom.standing'), value: () => null, show: part => <Stack part={part} /> },
            {
              id: 'waiting',
              label: t('prom.waiting'),
              kind: number,
              value: part => part.waiting,
              show: part => opened(part, part.waiting, { now: 'all' }),
            },
            {
              id: 'soon',
              label: t('prom.soonShort', { minutes: now.soonMinutes }),
              kind: number,
              value: part => part.soon,
              show: part => opened(part, part.soon, { now: 'soon' }),
            },
            {
              id: 'at_risk',
              label: t('prom.risk'),
              kind: number,
              value: part => part.atRisk,
              show: part => opened(part, part.atRisk, { now: 'risk' }),
            },
            {
              id: 'late',
              label: t('prom.late'),
              kind: number,
              value: part => part.late,
              show: part => opened(part, part.late, { now: 'late' }),
            },
            {
              id: 'kept_today',
              label: t('prom.kept'),
              kind: number,
              value: part => part.kept,
              show: part => opened(part, part.kept, { today: 'kept' }),
            },
            {
              id: 'broken_today',
              label: t('prom.broken'),
              kind: number,
              value: part => part.broken,
              show: part => opened(part, part.broken, { today: 'broken' }),
            },
          ]}
        />
      </Card>
    </div>
  );
}

/** Kept, at risk and broken as one bar; the figures stand beside it. */
function Stack({ part }: { part: Part }) {
  const all = part.kept + part.atRisk + part.broken;
  return (
    <span className={styles.stack} aria-hidden="true">
      {all === 0 ? (
        <i style={{ flexGrow: 1 }} />
      ) : (
        (['kept', 'atRisk', 'broken'] as const).map(
          name => part[name] > 0 && <i key={name} data-part={name} style={{ flexGrow: part[name] / all }} />,
        )
      )}
    </span>
  );
}

export function wayName(
  by: NowWay,
  { key, name }: { key: string | null; name: string | null },
  { t, language }: InsightWords,
): string {
  if (by === 'team') return name ?? t('insight.noTeam');
  if (by === 'network') return networkName(key ?? '');
  if (by === 'hour') return hour(Number(key));
  return key === null ? t('insight.noLanguage') : languageName(key, language);
}

/** The slice of one line, for its rows. */
export function narrowed(by: NowWay, key: string | null, slice: Slice): { slice: Slice; asked: RowsAsked } {
  if (by === 'hour') return { slice, asked: { hour: Number(key) } };
  return { slice: { ...slice, [by]: [key ?? 'none'] }, asked: {} };
}

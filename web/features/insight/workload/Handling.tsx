import type { OutputOf } from '../../../../src/contract/api.ts';
import { usePerson } from '../../../session.ts';
import { AskedView } from '../../../ui/AskedView.tsx';
import { LinkButton } from '../../../ui/Button.tsx';
import { Empty } from '../../../ui/Empty.tsx';
import { networkName } from '../../../ui/networks.ts';
import { useAsked } from '../../../use-asked.ts';
import { Card } from '../Card.tsx';
import { Definition } from '../Definition.tsx';
import figure from '../Figure.module.css';
import { type Column, FigureTable } from '../FigureTable.tsx';
import { Small } from '../Small.tsx';
import { queryOf, type Slice } from '../slice.ts';
import { type InsightWords, useInsightWords } from '../words.ts';
import { oneDecimal, took } from './amounts.ts';
import type { OnOpen } from './Workload.tsx';

type Report = OutputOf<'readHandling'>;
export type Figure = Report['total'];
type Line = Report['networks'][number] & { shown: string };

/** What an answer takes, and how many are under way at once. */
export function Handling({ slice, onOpen }: { slice: Slice; onOpen: OnOpen }) {
  const words = useInsightWords();
  const { t, language } = words;
  const { brand } = usePerson();
  const [asked, again] = useAsked('readHandling', { brand: brand.id, query: queryOf(slice) });
  return (
    <Card title={t('work.handling')}>
      <AskedView asked={asked} again={again}>
        {({ total, networks, teams }) => {
          if (total.meanSeconds === null)
            return (
              <Empty icon="insight" title={t('work.handlingNone')}>
                {t('work.handlingNoneWhy')}
              </Empty>
            );
          const lines: Line[] = [
            ...networks.map(one => ({ ...one, shown: networkName(one.key ?? '') })),
            ...(teams.length > 1 ? teams.map(one => ({ ...one, shown: one.name ?? t('work.noTeam') })) : []),
          ];
          return (
            <>
              <p className={figure.number}>{took(total.meanSeconds, language)}</p>
              <p className={figure.says}>
                {handlingWords(total, words)}{' '}
                {total.atOnce !== null && t('work.atOnceSays', { n: oneDecimal(total.atOnce, language) })}{' '}
                {total.secondsPerTurn !== null && t('work.perTurn', { time: took(total.secondsPerTurn, language) })}
              </p>
              {total.small && <Small>{t('work.handlingFew', { n: total.answers })}</Small>}
              <FigureTable
                caption={t('work.inRows', { what: t('work.handling') })}
                file="handling-time"
                rows={lines}
                keyOf={line => `${line.key}`}
                columns={[
                  { id: 'where', label: t('work.part'), kind: 'words', value: line => line.shown },
                  ...handlingColumns<Line>(words),
                ]}
              />
              <Definition name="handling" />
              <Definition name="atOnce" />
              <p className={figure.opens}>
                <LinkButton onClick={() => onOpen('answers')}>{t('work.openAnswers', { n: total.answers })}</LinkButton>
              </p>
            </>
          );
        }}
      </AskedView>
    </Card>
  );
}

function handlingWords(
  { answers, meanSeconds, spreadSeconds, interval }: Figure,
  { t, language }: InsightWords,
): string {
  const mean = took(meanSeconds ?? 0, language);
  if (spreadSeconds === null || interval === null) return t('work.handlingOne', { mean });
  return t('work.handlingSays', {
    n: answers,
    mean,
    spread: took(spreadSeconds, language),
    low: took(interval.low, language),
    high: took(interval.high, language),
  });
}

/** Answers, their mean, spread, and how many at once. */
export function handlingColumns<Row extends Figure>({ t, language }: InsightWords): Column<Row>[] {
  const time = (seconds: number | null) => (seconds === null ? '–' : took(seconds, language));
  return [
    { id: 'answers', label: t('work.answers'), kind: 'number', value: row => row.answers },
    {
      id: 'mean_seconds',
      label: t('work.mean'),
      kind: 'number',
      value: row => row.meanSeconds,
      show: row => time(row.meanSeconds),
    },
    {
      id: 'spread_seconds',
      label: t('work.spread'),
      kind: 'number',
      value: row => row.spreadSeconds,
      show: row => time(row.spreadSeconds),
    },
    {
      id: 'at_once',
      label: t('work.atOnce'),
      kind: 'number',
      value: row => row.atOnce,
      show: row => (row.atOnce === null ? '–' : oneDecimal(row.atOnce, language)),
    },
  ];
}

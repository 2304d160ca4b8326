import { networkName } from '../../../ui/networks.ts';
import { RouteLink } from '../../../ui/RouteLink.tsx';
import { Card } from '../Card.tsx';
import { type Column, FigureTable } from '../FigureTable.tsx';
import { count, percent, range, span } from '../numbers.ts';
import type { PartProps } from '../parts.ts';
import { writeSlice } from '../slice.ts';
import { useInsightWords } from '../words.ts';
import {
  addresseeOf,
  type Company,
  drawnBeside,
  keyOf,
  nameOf,
  type Outcome,
  type Report,
  writeRows,
} from './company.ts';

/** Of the times promises are spoken in, those a table has room for. */
const WITHIN_SECONDS = [300, 3_600, 86_400];

type Props = { report: Report } & Pick<PartProps, 'slice' | 'kept'>;

/** Who answers how soon, side by side; every count opens the complaints behind it. */
export function RivalTable({ report, slice, kept }: Props) {
  const words = useInsightWords();
  const { t, language } = words;
  const opens = (company: Company, n: number, outcome: Outcome | null) =>
    n === 0 ? (
      count(0, language)
    ) : (
      <RouteLink
        to={{
          screen: 'insight',
          part: 'rivals',
          search: writeSlice(slice, { ...kept, rows: writeRows(company, outcome) }),
        }}
        aria-label={t('riv.rowsOf', { n, name: addresseeOf(company, words) })}
      >
        {count(n, language)}
      </RouteLink>
    );
  const number = (
    id: string,
    label: string,
    of: (company: Company) => number,
    outcome: Outcome | null,
  ): Column<Company> => ({
    id,
    label,
    kind: 'number',
    value: of,
    show: company => opens(company, of(company), outcome),
  });
  const hidden =
    report.companies.filter(({ id, isSmall }) => id !== null && !isSmall).length > drawnBeside(report).length;
  return (
    <Card title={t('riv.side')} says={hidden ? t('riv.more') : undefined} definition="rivalsOurs">
      <FigureTable
        caption={t('riv.table')}
        file="rivals"
        rows={report.companies}
        keyOf={keyOf}
        columns={[
          { id: 'company', label: t('riv.company'), kind: 'words', value: company => nameOf(company, words) },
          {
            id: 'networks',
            label: t('riv.where'),
            value: ({ networks }) => networks.join(' '),
            show: ({ networks }) => networks.map(one => networkWords(one, words)).join(', ') || t('riv.nowhere'),
          },
          number('complaints', t('riv.complaints'), ({ turns }) => turns, null),
          number('answered', t('riv.answered'), ({ answered }) => answered, 'answered'),
          number('waiting', t('riv.waiting'), ({ waiting }) => waiting, 'waiting'),
          number('taken_back', t('riv.withdrawn'), ({ withdrawn }) => withdrawn, 'withdrawn'),
          half(words),
          ...WITHIN_SECONDS.map(seconds => within(seconds, words)),
          met(words),
        ]}
      />
    </Card>
  );
}

type Words = ReturnType<typeof useInsightWords>;

export function networkWords(network: string, { t }: Pick<Words, 't'>): string {
  return network === 'archive' ? t('riv.recordings') : networkName(network);
}

function half({ t, language }: Words): Column<Company> {
  const span_ = (seconds: number | null) => (seconds === null ? '…' : span(seconds, language));
  return {
    id: 'half_by_seconds',
    label: t('riv.half'),
    kind: 'number',
    value: ({ median, isSmall }) => (isSmall ? null : median.seconds),
    show: ({ median: { seconds, low, high }, isSmall }) =>
      isSmall ? (
        t('riv.tooFew')
      ) : (
        <>
          {seconds === null ? t('riv.never') : span(seconds, language)}
          {low !== null && (
            <small>
              {span_(low)} – {span_(high)}
            </small>
          )}
        </>
      ),
  };
}

function within(seconds: number, { t, language }: Words): Column<Company> {
  const of = (company: Company) => (company.isSmall ? null : company.within.find(one => one.seconds === seconds));
  return {
    id: `within_${seconds}_seconds`,
    label: t('riv.within', { time: span(seconds, language) }),
    kind: 'number',
    value: company => of(company)?.share ?? null,
    show: company => {
      const one = of(company);
      if (!one) return t('riv.tooFew');
      return (
        <>
          {percent(one.share, language)}
          <small>{range(one.interval.low, one.interval.high, language)}</small>
        </>
      );
    },
  };
}

function met({ t, language }: Words): Column<Company> {
  return {
    id: 'expectation_met',
    label: t('riv.met'),
    kind: 'number',
    value: company => (company.isSmall ? null : (company.met?.share ?? null)),
    show: ({ isSmall, met: one }) =>
      isSmall || !one ? (
        t('riv.tooFew')
      ) : (
        <>
          {percent(one.share, language)}
          <small>{range(one.interval.low, one.interval.high, language)}</small>
        </>
      ),
  };
}

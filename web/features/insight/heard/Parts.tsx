import type { OutputOf } from '../../../../src/contract/api.ts';
import { LinkButton } from '../../../ui/Button.tsx';
import { StillCell } from '../../listening/figures/figure-words.tsx';
import { Bars } from '../charts/Bars.tsx';
import { Chart } from '../charts/Chart.tsx';
import { count, percent, range } from '../numbers.ts';
import { useInsightWords } from '../words.ts';

export type Line = { key: string; name: string; figure: OutputOf<'readHeard'>['whole']; onOpen: () => void };

/** The unheard rate of each network or query: a bar with its interval, or counts where they are few. */
export function Parts({
  title,
  says,
  first,
  file,
  lines,
}: {
  title: string;
  says: string;
  first: string;
  file: string;
  lines: readonly Line[];
}) {
  const { t, language } = useInsightWords();
  return (
    <Chart
      title={title}
      says={says}
      table={{
        caption: title,
        file,
        rows: lines,
        keyOf: line => line.key,
        columns: [
          {
            id: 'name',
            label: first,
            kind: 'words',
            value: line => line.name,
            show: line => (
              <LinkButton onClick={line.onOpen}>
                <bdi>{line.name}</bdi>
              </LinkButton>
            ),
          },
          { id: 'complaints', label: t('heard.complaints'), kind: 'number', value: line => line.figure.complaints },
          { id: 'untagged', label: t('heard.untagged'), kind: 'number', value: line => line.figure.untagged },
          {
            id: 'rate',
            label: t('heard.rate'),
            kind: 'number',
            value: line => line.figure.rate,
            show: ({ figure: { standing, rate, interval } }) =>
              standing === 'enough' && rate !== null ? (
                <>
                  {percent(rate, language)}
                  <small>{range(interval.low, interval.high, language)}</small>
                </>
              ) : (
                '–'
              ),
          },
          {
            id: 'still_unheard',
            label: t('heard.still'),
            kind: 'number',
            value: line => line.figure.still.unheard ?? line.figure.still.atLeast,
            show: line => <StillCell still={line.figure.still} />,
          },
        ],
      }}
    >
      {() => (
        <Bars
          label={title}
          lines={lines.map(({ key, name, figure, onOpen }) => {
            const isEnough = figure.standing === 'enough' && figure.rate !== null;
            return {
              key,
              name: <bdi>{name}</bdi>,
              share: figure.rate ?? 0,
              words: isEnough
                ? percent(figure.rate ?? 0, language)
                : t('heard.few', { untagged: figure.untagged, complaints: figure.complaints }),
              interval: isEnough ? figure.interval : null,
              meaning: 'heard' as const,
              opens: (
                <LinkButton onClick={onOpen} aria-label={`${t('figures.rows')}: ${name}`}>
                  {count(figure.complaints, language)}
                </LinkButton>
              ),
            };
          })}
        />
      )}
    </Chart>
  );
}

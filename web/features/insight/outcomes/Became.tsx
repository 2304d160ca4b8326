import { RouteLink } from '../../../ui/RouteLink.tsx';
import { Bars } from '../charts/Bars.tsx';
import { Chart } from '../charts/Chart.tsx';
import { Definition } from '../Definition.tsx';
import figure from '../Figure.module.css';
import type { Column } from '../FigureTable.tsx';
import { count, percent, range } from '../numbers.ts';
import { Small } from '../Small.tsx';
import { type Slice, writeSlice } from '../slice.ts';
import { type InsightWords, useInsightWords } from '../words.ts';
import { type Outcomes, SHOWN, type Share, shareWords } from './shares.ts';

type Props = { outcomes: Outcomes; slice: Slice };

/** The one number, and the four shares beside it. */
export function Became({ outcomes: { total }, slice }: Props) {
  const words = useInsightWords();
  const { t, language } = words;
  const { turnedAround, askedAgain, thanked, answered, pending } = total;
  const decided = answered - pending;
  const says =
    decided === 0
      ? t('out.none')
      : t('out.becameSays', {
          n: decided,
          again: shareWords(askedAgain, words),
          thanked: shareWords(thanked, words),
        });
  const behind = (name: string) => ({
    screen: 'insight' as const,
    part: 'outcomes',
    search: writeSlice(slice, { behind: name }),
  });
  return (
    <section className={figure.hero}>
      <div>
        <h2>{t('out.question')}</h2>
        {turnedAround.share !== null && !turnedAround.isSmall && (
          <>
            <p className={figure.number}>{percent(turnedAround.share, language)}</p>
            <p className={figure.name}>
              {t('out.turnedOf')}
              {turnedAround.interval && (
                <span className={figure.interval}>
                  {range(turnedAround.interval.low, turnedAround.interval.high, language)}
                </span>
              )}
            </p>
          </>
        )}
        {turnedAround.share !== null && turnedAround.isSmall && <Small>{t('out.few', { n: turnedAround.of })}</Small>}
        <Definition name="turnedAround" barred />
        {pending > 0 && (
          <>
            <p className={figure.def}>{t('out.pending', { n: pending })}</p>
            <p className={figure.opens}>
              <RouteLink to={behind('pending')}>{t('out.rowsPending')}</RouteLink>
            </p>
          </>
        )}
      </div>
      <div>
        <Chart
          title={t('out.what')}
          says={says}
          table={{
            caption: t('out.what'),
            file: 'outcomes',
            rows: SHOWN.map(one => ({ ...one, share: total[one.name] })),
            keyOf: ({ name }) => name,
            columns: columnsOf(words),
          }}
        >
          {() => (
            <Bars
              label={t('out.what')}
              lines={SHOWN.map(({ name, rows, label }) => ({
                key: name,
                name: t(label),
                share: total[name].share ?? 0,
                words: valueWords(total[name], language),
                interval: total[name].interval,
                meaning: name === 'askedAgain' ? ('broken' as const) : ('kept' as const),
                opens: total[name].of > 0 && (
                  <RouteLink to={behind(rows)} aria-label={`${t(label)}: ${hitsWords(total[name], words)}`}>
                    {hitsWords(total[name], words)}
                  </RouteLink>
                ),
              }))}
            />
          )}
        </Chart>
        {(['stayedResolved', 'askedAgain', 'thanked'] as const).map(name => (
          <p key={name} className={figure.def}>
            <b>{t(`def.${name}.name`)}.</b> {t(`def.${name}`)}
          </p>
        ))}
      </div>
    </section>
  );
}

type Row = (typeof SHOWN)[number] & { share: Share };

function columnsOf({ t, language }: InsightWords): Column<Row>[] {
  return [
    { id: 'outcome', label: t('out.what'), value: row => row.name, show: row => t(row.label) },
    { id: 'hits', label: t('out.times'), kind: 'number', value: row => row.share.hits },
    { id: 'of', label: t('out.answered'), kind: 'number', value: row => row.share.of },
    {
      id: 'share',
      label: '%',
      kind: 'number',
      value: row => row.share.share,
      show: row => (row.share.share === null ? '–' : percent(row.share.share, language)),
    },
    {
      id: 'low',
      label: t('out.low'),
      kind: 'number',
      value: row => row.share.interval?.low ?? null,
      show: row => bound(row.share.interval?.low, language),
    },
    {
      id: 'high',
      label: t('out.high'),
      kind: 'number',
      value: row => row.share.interval?.high ?? null,
      show: row => bound(row.share.interval?.high, language),
    },
  ];
}

function hitsWords({ hits, of }: Share, { t, language }: InsightWords): string {
  return t('out.hitsOf', { hits: count(hits, language), of: count(of, language) });
}

/** `40% · 26 – 55%`; of few no share is said. */
function valueWords({ share, interval, isSmall }: Share, language: string): string {
  if (share === null || isSmall) return '';
  return interval === null
    ? percent(share, language)
    : `${percent(share, language)} · ${range(interval.low, interval.high, language)}`;
}

function bound(share: number | undefined, language: string): string {
  return share === undefined ? '–' : percent(share, language);
}

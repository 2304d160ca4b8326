import type { OutputOf } from '../../../../src/contract/api.ts';
import { usePerson } from '../../../session.ts';
import type { InsightKey } from '../../../strings/insight-words.ts';
import { AskedView } from '../../../ui/AskedView.tsx';
import { RouteLink } from '../../../ui/RouteLink.tsx';
import { useAsked } from '../../../use-asked.ts';
import { Card } from '../Card.tsx';
import { Bars } from '../charts/Bars.tsx';
import { Chart } from '../charts/Chart.tsx';
import { Definition } from '../Definition.tsx';
import figure from '../Figure.module.css';
import { count, percent, points } from '../numbers.ts';
import { Small } from '../Small.tsx';
import { queryOf, type Slice, writeSlice } from '../slice.ts';
import { useInsightWords } from '../words.ts';
import { scoreIn } from './SurveyRows.tsx';
import { intervalWords, shareWords } from './shares.ts';

type View = OutputOf<'readSurveys'>;

/** Satisfaction and would-recommend, with how many answered. */
export function Surveys({ slice }: { slice: Slice }) {
  const { t } = useInsightWords();
  const { brand, may } = usePerson();
  const [asked, again] = useAsked('readSurveys', { brand: brand.id, query: queryOf(slice) });
  return (
    <AskedView asked={asked} again={again}>
      {surveys =>
        surveys.total.asked === 0 ? (
          <Card title={t('out.surveys')} says={t('out.surveysNone')} definition="surveys">
            <p className={figure.says}>{t('out.surveysOff')}</p>
            {may('lead') && <RouteLink to={{ screen: 'settings', tab: 'surveys' }}>{t('out.surveysSet')}</RouteLink>}
            <Dropped surveys={surveys} />
          </Card>
        ) : (
          <Said surveys={surveys} slice={slice} />
        )
      }
    </AskedView>
  );
}

function Said({ surveys, slice }: { surveys: View; slice: Slice }) {
  const words = useInsightWords();
  const { t, language } = words;
  const { total, scores, inPublic } = surveys;
  const { answered, content, recommend } = total;
  const says = t('out.surveysSays', {
    hits: count(answered.hits, language),
    of: count(answered.of, language),
    share: percent(answered.share ?? 0, language),
  });
  const most = Math.max(1, ...scores.map(one => one.count));
  const behind = (more: Record<string, string>) => ({
    screen: 'insight' as const,
    part: 'outcomes',
    search: writeSlice(slice, { behind: 'surveys', ...more }),
  });
  const rows = [...scores].sort((a, b) => (a.scale < b.scale ? -1 : a.scale > b.scale ? 1 : b.score - a.score));
  return (
    <>
      <Chart
        title={t('out.surveys')}
        says={`${says} ${intervalWords(answered, language)}`}
        table={{
          caption: t('out.scores'),
          file: 'survey-scores',
          rows,
          keyOf: row => `${row.scale} ${row.score}`,
          columns: [
            {
              id: 'score',
              label: t('out.score'),
              value: row => `${row.scale} ${row.score}`,
              show: row => scoreIn(row.scale, row.score, words),
            },
            { id: 'count', label: t('out.times'), kind: 'number', value: row => row.count },
          ],
        }}
        opens={<RouteLink to={behind({})}>{t('out.openSurveys')}</RouteLink>}
      >
        {() => (
          <Bars
            label={t('out.scores')}
            lines={rows.map(({ scale, score, count: n }) => ({
              key: `${scale} ${score}`,
              name: scoreIn(scale, score, words),
              share: n / most,
              words: (
                <RouteLink
                  to={behind({ scale, from: String(score), to: String(score) })}
                  aria-label={`${scoreIn(scale, score, words)}: ${count(n, language)}`}
                >
                  {count(n, language)}
                </RouteLink>
              ),
            }))}
          />
        )}
      </Chart>
      {content.of > 0 && (
        <p className={figure.says}>
          <b>{t('out.content')}</b>: {shareWords(content, words)} {intervalWords(content, language)} ·{' '}
          {t('out.contentSays')}
          {total.starsMean !== null &&
            ` · ${t('out.mean', { mean: new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(total.starsMean) })}`}
        </p>
      )}
      {recommend.score !== null && recommend.interval && (
        <p className={figure.says}>
          <b>{t('out.recommend')}</b>: {points(recommend.score, language)} ({points(recommend.interval.low, language)} …{' '}
          {points(recommend.interval.high, language)}) ·{' '}
          {t('out.recommendSays', {
            promoters: count(recommend.promoters, language),
            passives: count(recommend.passives, language),
            detractors: count(recommend.detractors, language),
          })}
        </p>
      )}
      {inPublic > 0 && <Small>{t('out.inPublic', { n: inPublic })}</Small>}
      <Dropped surveys={surveys} />
      <Definition name="surveys" />
      <Definition name="wouldRecommend" />
    </>
  );
}

function Dropped({ surveys: { dropped } }: { surveys: View }) {
  const { t, language } = useInsightWords();
  if (dropped.length === 0) return null;
  const list = dropped.map(
    ({ reason, count: n }) => `${t(`out.drop.${reason}` as InsightKey)} (${count(n, language)})`,
  );
  return (
    <p className={figure.def}>
      {t('out.dropped')}: {new Intl.ListFormat(language).format(list)}
    </p>
  );
}

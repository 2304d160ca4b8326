import { usePerson } from '../../../session.ts';
import { useAsked } from '../../../use-asked.ts';
import { Card } from '../Card.tsx';
import { Definition } from '../Definition.tsx';
import figure from '../Figure.module.css';
import { FigureTable } from '../FigureTable.tsx';
import { percent } from '../numbers.ts';
import { RowsLink } from '../RowsLink.tsx';
import type { Slice, SliceQuery } from '../slice.ts';
import { useInsightWords } from '../words.ts';
import { learntFrom } from './DayPlan.tsx';
import styles from './Staffing.module.css';
import { dateName, type View } from './view.ts';

type Props = { view: View; slice: Slice; query: SliceQuery };

/** What the plan stands on: what it has learnt from, how the forecast did before, and whether the formula holds when the week is played. */
export function Trust({ view, slice, query }: Props) {
  const { t } = useInsightWords();
  const { history, plan } = view;
  // Played anew when anything the week is reckoned from was changed.
  const round = `${view.settings.version} ${view.shifts.version}`;
  return (
    <Card title={t('staff.trust')} definition="staffForecast">
      <p className={figure.says}>
        <HistoryWords view={view} />
      </p>
      {history.turns > 0 && (
        <p className={figure.opens}>
          <RowsLink slice={learntFrom(slice, view)}>{t('staff.openTurns')}</RowsLink>
        </p>
      )}
      {history.untilTested > 0 && history.kind !== 'none' && (
        <p className={figure.says}>
          {history.isSampled ? t('staff.neverTested') : t('staff.untilTested', { n: history.untilTested })}
        </p>
      )}
      {view.accuracy && <Accuracy view={view} />}
      {plan?.needed && (
        <>
          <h4 className={styles.sub}>{t('def.staffPlayed.name')}</h4>
          <Played key={`needed ${round}`} whose="needed" query={query} week={view.week} />
          {plan.there && plan.halfHours.some(({ there }) => there > 0) && (
            <Played key={`there ${round}`} whose="there" query={query} week={view.week} />
          )}
          <Definition name="staffPlayed" />
        </>
      )}
    </Card>
  );
}

/** What the forecast has learnt from, or why there is none. */
export function HistoryWords({ view }: { view: View }) {
  const { t, language } = useInsightWords();
  const { kind, turns, learntDays, firstDay, lastDay, busiest, leftOut, isSampled } = view.history;
  if (kind === 'none' || kind === 'small' || firstDay === null || lastDay === null) return t('staff.small', { turns });
  const days = { first: dateName(firstDay, language), last: dateName(lastDay, language) };
  if (kind === 'weeks') return t('staff.learnt', { turns, days: learntDays, ...days });
  const most = { busiest: busiest?.turns ?? 0, day: busiest ? dateName(busiest.day, language) : '' };
  const few = t('staff.learntFew', { turns, days: learntDays, ...days, ...most });
  return isSampled ? `${few} ${t('staff.leftOut', { n: leftOut })}` : few;
}

function Accuracy({ view }: { view: View }) {
  const { t, language } = useInsightWords();
  const rows = view.accuracy ?? [];
  const off = (rule: string) => percent(rows.find(row => row.rule === rule)?.wape ?? 0, language);
  return (
    <>
      <h4 className={styles.sub}>{t('staff.accuracy')}</h4>
      <p className={figure.says}>
        {t('staff.accuracySays', { heed: off('heed'), naive: off('last_week'), four: off('four_weeks') })}
      </p>
      <FigureTable
        caption={t('staff.accuracy')}
        file="staffing-forecast-tested"
        rows={rows}
        keyOf={row => row.rule}
        columns={[
          {
            id: 'rule',
            label: t('staff.rule'),
            value: row => row.rule,
            show: row => t(`staff.rule.${row.rule}`),
            kind: 'words',
          },
          {
            id: 'mae',
            label: t('staff.mae'),
            value: row => row.mae,
            show: row => row.mae.toLocaleString(language, { maximumFractionDigits: 2 }),
            kind: 'number',
          },
          {
            id: 'wape',
            label: t('staff.wape'),
            value: row => row.wape,
            show: row => percent(row.wape, language),
            kind: 'number',
          },
          {
            id: 'covered',
            label: t('staff.covered'),
            value: row => row.covered,
            show: row => percent(row.covered, language),
            kind: 'number',
          },
        ]}
      />
    </>
  );
}

type PlayedProps = { whose: 'needed' | 'there'; query: SliceQuery; week: string };

/** Asked by itself: it takes a second or more, and nothing waits for it. */
function Played({ whose, query, week }: PlayedProps) {
  const { t, language } = useInsightWords();
  const { brand } = usePerson();
  const [asked] = useAsked('playStaffing', { brand: brand.id, query: { ...query, week, whose } });
  const exact = (share: number) =>
    Math.min(1, Math.max(0, share)).toLocaleString(language, {
      style: 'percent',
      minimumFractionDigits: 1,
      maximumFractionDigits: 1,
    });
  const name = whose === 'needed' ? t('staff.playedNeeded') : t('staff.playedThere');
  if (asked.kind === 'failed') return <p className={figure.says}>{`${name}: ${asked.refusal.message}`}</p>;
  if (asked.kind === 'loading') return <p className={figure.says}>{`${name}: ${t('staff.playing')}`}</p>;
  const { plays, within, reckoned } = asked.value;
  return (
    <p className={figure.says}>
      {name}:{' '}
      <b>
        {t('staff.played', {
          plays,
          value: exact(within.value),
          low: exact(within.low),
          high: exact(within.high),
          reckoned: exact(reckoned),
        })}
      </b>
    </p>
  );
}

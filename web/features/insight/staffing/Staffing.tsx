import { useEffect, useState } from 'react';
import { usePerson } from '../../../session.ts';
import { AskedView } from '../../../ui/AskedView.tsx';
import { Empty } from '../../../ui/Empty.tsx';
import { Select } from '../../../ui/Field.tsx';
import { Tabs } from '../../../ui/Tabs.tsx';
import { useAsked } from '../../../use-asked.ts';
import { One, Two } from '../Card.tsx';
import figure from '../Figure.module.css';
import { count, percent, span } from '../numbers.ts';
import type { PartProps } from '../parts.ts';
import { Small } from '../Small.tsx';
import { queryOf, type Slice, type SliceQuery } from '../slice.ts';
import { useInsightWords } from '../words.ts';
import { DayPlan, targetWords } from './DayPlan.tsx';
import { HonestPromise } from './HonestPromise.tsx';
import { Inputs } from './Inputs.tsx';
import { Levels } from './Levels.tsx';
import { Shifts } from './Shifts.tsx';
import styles from './Staffing.module.css';
import { HistoryWords, Trust } from './Trust.tsx';
import { useShifts } from './use-shifts.ts';
import { dayName, daysOf, halvesWith, type View, weekName } from './view.ts';
import { WeekGrid } from './WeekGrid.tsx';

/** How many people it takes to keep a promise, when, and which promise those on shift can keep. */
export function Staffing({ slice, kept, onKeep }: PartProps) {
  const { brand } = usePerson();
  const query = withoutPeriod(slice);
  const week = kept['week'];
  const [asked, again] = useAsked('readStaffing', {
    brand: brand.id,
    query: { ...query, ...(week === undefined ? {} : { week }) },
  });
  const [only, ...others] = slice.team ?? [];
  const [day, setDay] = useState<string | null>(null);
  const team = only === undefined || only === 'none' || others.length > 0 ? null : only;
  return (
    <AskedView asked={asked} again={again} rows={8}>
      {view => (
        <Plan
          key={`${view.week} ${team} ${view.shifts.version}`}
          view={view}
          team={team}
          slice={slice}
          query={query}
          day={day}
          onDay={setDay}
          onKeep={onKeep}
          again={again}
        />
      )}
    </AskedView>
  );
}

/** A plan learns from all that came lately. */
function withoutPeriod(slice: Slice): SliceQuery {
  const { period: _, since: __, until: ___, ...filters } = slice;
  return queryOf(filters);
}

type PlanProps = Pick<PartProps, 'slice' | 'onKeep'> & {
  view: View;
  team: string | null;
  query: SliceQuery;
  day: string | null;
  onDay: (day: string) => void;
  again: () => void;
};

function Plan({ view, team, slice, query, day: wished, onDay, onKeep, again }: PlanProps) {
  const { t } = useInsightWords();
  const drawn = useShifts(view);
  const days = daysOf(view.week);
  const day = wished !== null && days.includes(wished) ? wished : (days[0] ?? '');
  useStay(drawn.isChanged);
  const halves = halvesWith(view, drawn.rows, drawn.isChanged);
  const ofDay = halves.filter(half => half.date === day);
  const { plan } = view;
  if (plan === null) {
    return (
      <>
        <Empty icon="insight" title={t('staff.title')}>
          <HistoryWords view={view} />
        </Empty>
        <One>
          <Inputs view={view} team={team} onSaved={again} />
        </One>
      </>
    );
  }
  return (
    <>
      <section className={figure.hero}>
        <Answer view={view} isChanged={drawn.isChanged} />
        <div className={styles.day}>
          <WeekAndDay view={view} day={day} onDay={onDay} onWeek={week => onKeep('week', week)} />
          <DayPlan view={view} day={day} halves={ofDay} slice={slice} />
          <Shifts view={view} drawn={drawn} day={day} team={team} query={query} onSaved={again} />
        </div>
      </section>
      {plan.isPossible && (
        <Two>
          <WeekGrid week={view.week} halves={halves} onDay={onDay} />
          <Levels plan={plan} />
        </Two>
      )}
      <Two>
        <Inputs view={view} team={team} onSaved={again} />
        <Trust view={view} slice={slice} query={query} />
      </Two>
    </>
  );
}

/** Shifts that are not saved are not lost by a slip. */
function useStay(isChanged: boolean): void {
  useEffect(() => {
    if (!isChanged) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isChanged]);
}

function Answer({ view, isChanged }: { view: View; isChanged: boolean }) {
  const words = useInsightWords();
  const { t, language } = words;
  const { settings, plan, history } = view;
  const { targetShare, targetSeconds, handlingSeconds, replySeconds, planFor } = settings.values;
  const level = plan?.levels.find(one => one.level === (planFor === 'high' ? 'busy' : 'mean'));
  return (
    <div>
      <h2>{t('staff.title')}</h2>
      {level ? (
        <>
          <p className={figure.number}>{count(level.peak, language)}</p>
          <p className={figure.name}>{t('staff.peak')}</p>
          <p className={figure.says}>
            {t('staff.peakLead', {
              hours: count(level.hours, language),
              shifts: level.shifts,
              target: targetWords(view, words),
            })}
          </p>
        </>
      ) : (
        <Small>
          {t('staff.impossible', {
            share: percent(targetShare, language),
            time: span(targetSeconds, language),
            reply: span(replySeconds, language),
          })}
        </Small>
      )}
      {settings.from.handlingSeconds === 'default' && (
        <Small>{t('staff.assumed', { handling: span(handlingSeconds, language) })}</Small>
      )}
      {history.kind === 'few_days' && plan?.isPossible && <RangeOfFew plan={plan} days={history.learntDays} />}
      <HonestPromise view={view} isChanged={isChanged} />
    </div>
  );
}

/** What a few days leave open, said beside the one number. */
function RangeOfFew({ plan, days }: { plan: NonNullable<View['plan']>; days: number }) {
  const { t, language } = useInsightWords();
  const hours = plan.levels.map(level => level.hours);
  const { low, high } = plan.arrivals.interval;
  return (
    <Small>
      {t('staff.rangeLoud', {
        days,
        low: count(low, language),
        high: count(high, language),
        few: count(Math.min(...hours), language),
        many: count(Math.max(...hours), language),
      })}
    </Small>
  );
}

type WeekAndDayProps = { view: View; day: string; onDay: (day: string) => void; onWeek: (week: string) => void };

function WeekAndDay({ view, day, onDay, onWeek }: WeekAndDayProps) {
  const { t, language } = useInsightWords();
  return (
    <div className={styles.when}>
      <Tabs
        label={t('staff.day')}
        className={styles.tabs}
        tabs={daysOf(view.week).map(value => ({ value, label: dayName(value, language, 'short') }))}
        value={day}
        onChange={onDay}
      />
      <Select label={t('staff.week')} value={view.week} onChange={e => onWeek(e.target.value)}>
        {view.weeks.map(week => (
          <option key={week} value={week}>
            {view.isTypical ? t('staff.typical', { days: weekName(week, language) }) : weekName(week, language)}
          </option>
        ))}
      </Select>
    </div>
  );
}

import { balanceOf } from '../../../../src/core/insight/staffing-runs.ts';
import { LinkButton } from '../../../ui/Button.tsx';
import { Chart } from '../charts/Chart.tsx';
import { type StepSlot, Steps } from '../charts/Steps.tsx';
import type { Column } from '../FigureTable.tsx';
import { count, percent, span } from '../numbers.ts';
import { RowsLink } from '../RowsLink.tsx';
import type { Slice } from '../slice.ts';
import { type InsightWords, useInsightWords } from '../words.ts';
import { daySentence } from './sentence.ts';
import { clock, dayName, type Half, type View } from './view.ts';

/** Pixels below which only every sixth hour is named. */
const NARROW = 480;

type Props = { view: View; day: string; halves: readonly Half[]; slice: Slice };

/** One day: needed beside on shift, half hour by half hour. */
export function DayPlan({ view, day, halves, slice }: Props) {
  const words = useInsightWords();
  const { t, language } = words;
  const { more, rest } = daySentence(halves, words);
  const title = t('staff.on', { day: dayName(day, language) });
  const slots = (ticks: number) =>
    halves.map((half): StepSlot => {
      const place = half.cell % 48;
      const slot: StepSlot = {
        key: half.startsAt,
        words: `${clock(place)}–${clock(place + 1)}`,
        needed: half.needed?.scheduled ?? null,
        there: half.there,
      };
      return place % ticks === 0 ? { ...slot, tick: clock(place) } : slot;
    });
  return (
    <Chart
      title={title}
      aside={t('staff.for', { target: targetWords(view, words) })}
      says={`${more} ${rest}`.trim()}
      saysRich={
        <>
          <b>{more}</b> {rest}
        </>
      }
      definition="staffNeeded"
      table={{
        caption: title,
        file: `staffing-${day}`,
        columns: columnsOf(view, slice, words),
        rows: halves,
        keyOf: half => half.startsAt,
      }}
      opens={<Foot view={view} />}
    >
      {width => (
        <Steps
          width={width}
          name={title}
          slots={slots(width < NARROW ? 12 : 6)}
          neededName={t('staff.needed')}
          thereName={t('staff.there')}
        />
      )}
    </Chart>
  );
}

function columnsOf(view: View, slice: Slice, words: InsightWords): Column<Half>[] {
  const { t, language } = words;
  const ofHistory = learntFrom(slice, view);
  const decimal = (n: number) => n.toLocaleString(language, { maximumFractionDigits: 1 });
  const turns = (half: Half) => (
    <RowsLink slice={ofHistory} asked={{ slot: Math.floor(half.cell / 2) }} label={t('staff.learntFrom')}>
      {decimal(half.mean)}
    </RowsLink>
  );
  return [
    { id: 'starts_at', label: t('staff.col.time'), value: half => half.startsAt, show: half => clock(half.cell % 48) },
    { id: 'forecast', label: t('staff.col.forecast'), value: half => half.mean, show: turns, kind: 'number' },
    {
      id: 'interval',
      label: t('staff.col.interval'),
      value: half => `${half.interval.low}-${half.interval.high}`,
      show: half => `${count(half.interval.low, language)} – ${count(half.interval.high, language)}`,
      kind: 'number',
    },
    { id: 'at_work', label: t('staff.col.atWork'), value: half => half.needed?.atWork ?? null, kind: 'number' },
    { id: 'scheduled', label: t('staff.col.scheduled'), value: half => half.needed?.scheduled ?? null, kind: 'number' },
    { id: 'there', label: t('staff.col.there'), value: half => half.there, kind: 'number' },
    { id: 'balance', label: t('staff.col.balance'), value: balanceOf, kind: 'number' },
    {
      id: 'promise',
      label: t('staff.col.promise'),
      value: half => half.promise,
      show: half => (half.promise === null ? t('staff.afterSaving') : percent(half.promise, language)),
      kind: 'number',
    },
  ];
}

/** The turns the forecast has learnt from. */
export function learntFrom(slice: Slice, { since, until }: View): Slice {
  const { period: _, ...rest } = slice;
  return { ...rest, since, until };
}

/** `71% within 5 min` */
export function targetWords({ settings }: View, { t, language }: InsightWords): string {
  const { targetShare, targetSeconds } = settings.values;
  return t('staff.target', { share: percent(targetShare, language), time: span(targetSeconds, language) });
}

function Foot({ view }: { view: View }) {
  const { t, language } = useInsightWords();
  const { values } = view.settings;
  return (
    <LinkButton onClick={() => document.getElementById('staffing-inputs')?.scrollIntoView({ block: 'start' })}>
      {t('staff.foot', {
        by: t(`staff.by.${values.patience}`),
        handling: span(values.handlingSeconds, language),
        atOnce: values.conversations,
        shrinkage: percent(values.shrinkage, language),
        busy: percent(values.occupancyAtMost, language),
      })}
    </LinkButton>
  );
}

import { useState } from 'react';
import { usePerson } from '../../../session.ts';
import { Field } from '../../../ui/Field.tsx';
import { useAsked } from '../../../use-asked.ts';
import { Card } from '../Card.tsx';
import figure from '../Figure.module.css';
import { FigureTable } from '../FigureTable.tsx';
import { count, percent, points, range, span } from '../numbers.ts';
import { RowsLink } from '../RowsLink.tsx';
import { queryOf, type Slice } from '../slice.ts';
import { type InsightWords, useInsightWords } from '../words.ts';
import styles from './Expectation.module.css';
import type { Report } from './Expectation.tsx';

type Within = Report['within'][number];

/** Answered within each of the times that promises are spoken in, beside what customers expect by then. */
export function WithinTable({ report, slice }: { report: Report; slice: Slice }) {
  const words = useInsightWords();
  const { t, language } = words;
  return (
    <Card title={t('exp.within')} says={report.isFew ? null : finding(report.within, words)} definition="within">
      <FigureTable
        caption={t('exp.within')}
        file="answered-within"
        rows={report.within}
        keyOf={({ seconds }) => String(seconds)}
        columns={[
          { id: 'seconds', label: t('exp.time'), value: row => row.seconds, show: row => span(row.seconds, language) },
          {
            id: 'answered_share',
            label: t('exp.answered'),
            kind: 'number',
            value: row => row.share,
            show: row => <b>{percent(row.share, language)}</b>,
          },
          {
            id: 'interval_low',
            label: t('exp.likelyShort'),
            kind: 'number',
            value: row => row.interval.low,
            show: row => (
              <span className={figure.interval}>{range(row.interval.low, row.interval.high, language)}</span>
            ),
          },
          {
            id: 'expected_share',
            label: t('exp.expected'),
            kind: 'number',
            value: row => row.expected,
            show: row => percent(row.expected, language),
          },
          {
            id: 'ahead_by',
            label: t('exp.aheadBy'),
            kind: 'number',
            value: row => row.share - row.expected,
            show: row => <Ahead by={row.share - row.expected} />,
          },
          {
            id: 'turns',
            label: t('exp.turns'),
            kind: 'number',
            value: row => row.answered,
            show: row => (
              <RowsLink
                slice={slice}
                asked={{ toSeconds: row.seconds }}
                label={t('exp.rowsWithin', { n: row.answered, time: span(row.seconds, language) })}
              >
                {count(row.answered, language)}
              </RowsLink>
            ),
          },
        ]}
      />
      <AnyTime slice={slice} />
    </Card>
  );
}

export function Ahead({ by }: { by: number }) {
  const { language } = useInsightWords();
  const whole = Math.round(by * 100);
  return (
    <span className={whole > 0 ? styles.ahead : whole < 0 ? styles.behind : undefined}>{points(by, language)}</span>
  );
}

function finding(within: readonly Within[], { t, language }: InsightWords): string {
  const [ahead, behind] = [
    within.filter(one => one.share >= one.expected),
    within.filter(one => one.share < one.expected),
  ];
  if (behind.length === 0) return t('exp.withinAhead');
  if (ahead.length === 0) return t('exp.withinBehind');
  const list = new Intl.ListFormat(language, { type: 'conjunction' });
  const named = (some: readonly Within[]) => list.format(some.map(({ seconds }) => span(seconds, language)));
  return t('exp.withinMixed', { ahead: named(ahead), behind: named(behind) });
}

const UNITS = { s: 1, min: 60, h: 3_600 } as const;
type Unit = keyof typeof UNITS;

/** Answered within any time somebody types. */
function AnyTime({ slice }: { slice: Slice }) {
  const { t, language } = useInsightWords();
  const { brand } = usePerson();
  const [typed, setTyped] = useState('15');
  const [unit, setUnit] = useState<Unit>('min');
  const seconds = Number(typed) * UNITS[unit];
  const isTime = Number.isFinite(seconds) && seconds > 0;
  const question = isTime ? { brand: brand.id, query: { ...queryOf(slice), seconds: String(seconds) } } : null;
  const [asked] = useAsked('readExpectation', question);
  const found = isTime && asked.kind === 'ready' && asked.value.asked?.seconds === seconds ? asked.value.asked : null;
  return (
    <div className={styles.any}>
      <Field
        label={t('exp.any')}
        type="number"
        min="1"
        inputMode="decimal"
        value={typed}
        onChange={event => setTyped(event.target.value)}
      />
      <select aria-label={t('exp.unit')} value={unit} onChange={event => setUnit(event.target.value as Unit)}>
        {(Object.keys(UNITS) as Unit[]).map(one => (
          <option key={one} value={one}>
            {t(`exp.unit.${one}`)}
          </option>
        ))}
      </select>
      <p aria-live="polite">
        {found && (
          <>
            <b>{percent(found.share, language)}</b>{' '}
            <span className={figure.interval}>{range(found.interval.low, found.interval.high, language)}</span>{' '}
            {t('exp.anyExpected', { expected: percent(found.expected, language) })}{' '}
            <RowsLink slice={slice} asked={{ toSeconds: seconds }}>
              {t('insight.rows', { n: found.answered })}
            </RowsLink>
          </>
        )}
      </p>
    </div>
  );
}

import type { OutputOf } from '../../../../src/contract/api.ts';
import { usePerson } from '../../../session.ts';
import { AskedView } from '../../../ui/AskedView.tsx';
import { Select } from '../../../ui/Field.tsx';
import { RouteLink } from '../../../ui/RouteLink.tsx';
import { useAsked } from '../../../use-asked.ts';
import { Card } from '../Card.tsx';
import { Definition } from '../Definition.tsx';
import figure from '../Figure.module.css';
import { FigureTable } from '../FigureTable.tsx';
import { count, percent, points, range } from '../numbers.ts';
import type { PartProps } from '../parts.ts';
import { Small } from '../Small.tsx';
import { queryOf, type Slice, writeSlice } from '../slice.ts';
import { type InsightWords, useInsightWords } from '../words.ts';
import { amountIn } from './amounts.ts';
import styles from './Outcomes.module.css';
import { TakeOrders } from './TakeOrders.tsx';

export type View = OutputOf<'readBoughtAgain'>;

const DAYS = ['30', '60', '90', '180', '365'];
const DAYS_DEFAULT = '90';

/** Bought again, and spent, beside comparable customers who were not answered. For leads. */
export function Bought({ slice, kept, onKeep }: PartProps) {
  const words = useInsightWords();
  const { t, language } = words;
  const { brand } = usePerson();
  const days = DAYS.find(one => one === kept['days']) ?? DAYS_DEFAULT;
  const currency = kept['currency'];
  const query = { ...queryOf(slice), days, ...(currency && { currency }) };
  const [asked, again] = useAsked('readBoughtAgain', { brand: brand.id, query });
  return (
    <AskedView asked={asked} again={again}>
      {view => (
        <Card
          title={t('out.bought')}
          aside={t('out.orders', { n: view.orders.orders, matched: count(view.orders.matched, language) })}
          says={view.orders.orders === 0 ? t('out.boughtNone') : findingWords(view, words)}
        >
          {view.orders.orders > 0 && (
            <>
              {view.bought === null && (
                <Small>
                  {t('out.boughtFew', {
                    answered: count(view.compared.answered, language),
                    unanswered: count(view.compared.unanswered, language),
                    from: count(view.comparedFrom, language),
                  })}
                </Small>
              )}
              <div className={styles.choices}>
                <Select label={t('out.days')} value={days} onChange={event => onKeep('days', event.target.value)}>
                  {DAYS.map(one => (
                    <option key={one} value={one}>
                      {count(Number(one), language)}
                    </option>
                  ))}
                </Select>
                {view.currencies.length > 1 && (
                  <Select
                    label={t('out.currency')}
                    value={view.currency}
                    onChange={event => onKeep('currency', event.target.value)}
                  >
                    {view.currencies.map(one => (
                      <option key={one.currency}>{one.currency}</option>
                    ))}
                  </Select>
                )}
              </div>
              <Groups view={view} slice={slice} kept={kept} />
              {view.bought !== null && (
                <p className={figure.def}>
                  {t('out.boughtCompared', {
                    answered: count(view.compared.answered, language),
                    unanswered: count(view.compared.unanswered, language),
                    strata: view.compared.strata,
                  })}
                </p>
              )}
              <p className={figure.def}>{t('out.honest')}</p>
              <Definition name="boughtAgain" />
            </>
          )}
          <TakeOrders orders={view.orders.orders} onDone={again} />
        </Card>
      )}
    </AskedView>
  );
}

function findingWords(view: View, words: InsightWords): string | undefined {
  const { t, language } = words;
  const { bought, spent } = view;
  if (bought === null) return undefined;
  const said = {
    points: points(Math.abs(bought.by), language).replace('+', ''),
    low: points(bought.interval.low, language),
    high: points(bought.interval.high, language),
  };
  const isSure = bought.interval.low > 0 || bought.interval.high < 0;
  const first = t(isSure ? (bought.by > 0 ? 'out.boughtMore' : 'out.boughtLess') : 'out.boughtSame', {
    ...said,
    ...(isSure ? {} : { points: points(bought.by, language) }),
  });
  if (spent === null) return first;
  const amount = (minor: number) => amountIn(minor, view, language);
  const by = { by: amount(spent.by), low: amount(spent.interval.low), high: amount(spent.interval.high) };
  return `${first} ${t('out.spentSays', by)}`;
}

function Groups({ view, slice, kept }: { view: View; slice: Slice; kept: PartProps['kept'] }) {
  const { t, language } = useInsightWords();
  const rows = (['answered', 'unanswered'] as const).map(name => ({ name, ...view[name] }));
  const label = { answered: t('out.boughtAnswered'), unanswered: t('out.boughtUnanswered') };
  return (
    <FigureTable
      caption={t('out.boughtGroup')}
      file="bought-again"
      rows={rows}
      keyOf={row => row.name}
      columns={[
        { id: 'group', label: t('out.boughtGroup'), value: row => row.name, show: row => label[row.name] },
        {
          id: 'people',
          label: t('out.people'),
          kind: 'number',
          value: row => row.people,
          show: row => (
            <RouteLink
              to={{ screen: 'insight', part: 'outcomes', search: writeSlice(slice, { ...kept, behind: row.name }) }}
              aria-label={`${label[row.name]}: ${count(row.people, language)}`}
            >
              {count(row.people, language)}
            </RouteLink>
          ),
        },
        {
          id: 'bought',
          label: t('out.boughtShare', { days: view.days }),
          kind: 'number',
          value: row => row.share,
          show: row =>
            row.share === null ? (
              '–'
            ) : (
              <>
                {percent(row.share, language)}
                <small>{row.interval && range(row.interval.low, row.interval.high, language)}</small>
              </>
            ),
        },
        {
          id: 'spent_mean_minor',
          label: t('out.spentMean'),
          kind: 'number',
          value: row => row.spentMeanMinor,
          show: row => (row.spentMeanMinor === null ? '–' : amountIn(row.spentMeanMinor, view, language)),
        },
      ]}
    />
  );
}

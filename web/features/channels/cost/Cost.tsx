import { useEffect } from 'react';
import type { OutputOf } from '../../../../src/contract/api.ts';
import { address } from '../../../api.ts';
import { usePerson } from '../../../session.ts';
import { useWords, type WordKey, type Words } from '../../../strings/words.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { columnWords, dollarWords, sumWords } from '../../../ui/dollars.ts';
import { Meter } from '../../../ui/Meter.tsx';
import { utcDay } from '../../../ui/time.ts';
import { useAsked } from '../../../use-asked.ts';
import screen from '../Channels.module.css';
import type { Channel } from '../channel.ts';
import { BudgetBanner } from './BudgetBanner.tsx';
import { BudgetForm } from './BudgetForm.tsx';
import styles from './Cost.module.css';

export type CostFacts = NonNullable<OutputOf<'openCost'>['cost']>;

/** Looked at anew this often: what is spent while somebody watches is seen. */
const REFRESH_MS = 10_000;

/** What the month costs, what it comes to at this pace, what it went to, and the budget. Nothing where a network is free. */
export function Cost({ channel }: { channel: Channel }) {
  const { t } = useWords();
  const { brand, may } = usePerson();
  const [asked, again] = useAsked('openCost', { brand: brand.id, id: channel.id });
  useEffect(() => {
    const timer = setInterval(again, REFRESH_MS);
    return () => clearInterval(timer);
  }, [again]);
  const cost = asked.kind === 'ready' ? asked.value.cost : null;
  if (cost === null) return null;
  return (
    <section className={screen.section} aria-label={t('cost.title')}>
      <h3>{t('cost.title')}</h3>
      <Standing cost={cost} channel={channel} />
      <ByPrice cost={cost} />
      <div className={styles.acts}>
        {may('own') && channel.state !== 'left' && <BudgetForm channelId={channel.id} cost={cost} onSet={again} />}
        <a href={`${address('listSpend', { brand: brand.id, id: channel.id })}?format=csv`} download>
          {t('cost.csv')}
        </a>
      </div>
    </section>
  );
}

function Standing({ cost, channel }: { cost: CostFacts; channel: Channel }) {
  const { t, language } = useWords();
  const { spentUsd, todayUsd, monthlyUsd, reserveUsd, state, forecast } = cost;
  const sum = (usd: number) => sumWords(usd, language);
  const spent = sum(spentUsd);
  return (
    <>
      <p className={styles.standing}>
        <b>
          {monthlyUsd === null ? t('cost.noBudget', { spent }) : t('cost.ofBudget', { spent, budget: sum(monthlyUsd) })}
        </b>
        {todayUsd > 0 && <span className={styles.quiet}>{t('cost.today', { spent: sum(todayUsd) })}</span>}
      </p>
      {monthlyUsd !== null && (
        <div className={styles.bar} data-state={state}>
          <Meter share={monthlyUsd === 0 ? 1 : spentUsd / monthlyUsd} />
          {reserveUsd > 0 && monthlyUsd > 0 && (
            <span className={styles.mark} style={{ insetInlineStart: `${100 - (reserveUsd / monthlyUsd) * 100}%` }} />
          )}
        </div>
      )}
      <BudgetBanner channel={channel} leads={false} />
      {state === 'near' && <Banner meaning="soon">{t('cost.near')}</Banner>}
      {state !== 'usedUp' && <Pace forecast={forecast} />}
    </>
  );
}

function Pace({ forecast }: Pick<CostFacts, 'forecast'>) {
  const { t, language } = useWords();
  return (
    <p className={styles.quiet}>
      {forecast.paceUsd > 0 ? t('cost.forecast', { sum: sumWords(forecast.monthUsd, language) }) : t('cost.noPace')}{' '}
      {forecast.usedUpAt && (
        <b className={styles.soon}>{t('cost.usedUpOn', { day: utcDay(forecast.usedUpAt, language) })}</b>
      )}
    </p>
  );
}

function ByPrice({ cost: { prices, spentUsd } }: { cost: CostFacts }) {
  const { t, language } = useWords();
  const number = new Intl.NumberFormat(language);
  const bought = prices.filter(({ units }) => units > 0);
  if (bought.length === 0) return null;
  return (
    <ul className={screen.ledger} aria-label={t('cost.by')}>
      {bought.map(({ price, units, usd, usdEach }) => (
        <li key={price}>
          <span>
            {nameOf(price, t)}
            <small className={styles.quiet}>
              {t('cost.units', {
                n: number.format(units),
                each: dollarWords(usdEach ?? usd / units, language),
              })}
            </small>
          </span>
          <Meter share={spentUsd === 0 ? 0 : usd / spentUsd} thin />
          <span className={screen.n}>{columnWords(usd, language)}</span>
        </li>
      ))}
    </ul>
  );
}

/** A connector names its prices in one word or two: `read.own`. Names not known here stand as they are. */
function nameOf(price: string, t: Words['t']): string {
  const key = NAMES[price];
  return key === undefined ? price.replace(/[.\-_]/g, ' ') : t(key);
}

const NAMES: Readonly<Record<string, WordKey>> = {
  'read.post': 'price.readPost',
  'read.own': 'price.readOwn',
  'read.user': 'price.readUser',
  'read.dm': 'price.readDm',
  post: 'price.post',
  'post.link': 'price.postLink',
  'reply.summoned': 'price.replySummoned',
  dm: 'price.dm',
  delete: 'price.delete',
};

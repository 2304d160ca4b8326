import { useEffect, useRef } from 'react';
import type { OutputOf } from '../../../../src/contract/api.ts';
import { onEvent } from '../../../live/store.ts';
import { usePerson } from '../../../session.ts';
import { AskedView } from '../../../ui/AskedView.tsx';
import { spokenDuration } from '../../../ui/duration.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { nowMs } from '../../../ui/tick.ts';
import { useAsked } from '../../../use-asked.ts';
import { Definition } from '../Definition.tsx';
import figure from '../Figure.module.css';
import { count, percent } from '../numbers.ts';
import type { PartProps } from '../parts.ts';
import { type RowsAsked, RowsLink } from '../RowsLink.tsx';
import { queryOf, type Slice } from '../slice.ts';
import { useInsightWords } from '../words.ts';
import { KeptOver } from './KeptOver.tsx';
import { NowParts } from './NowParts.tsx';
import styles from './Promise.module.css';

export type Now = OutputOf<'readPromiseNow'>;

const AGAIN_MS = 30_000;
/** After something happened, so that a burst of events asks once. */
const SETTLE_MS = 1_000;

/** How the promise stands at this moment, what breaks if nobody acts, and how it was kept over the chosen time. */
export function PromisePart(props: PartProps) {
  const { brand } = usePerson();
  const { period: _period, since: _since, until: _until, ...filters } = queryOf(props.slice);
  const [asked, again] = useAsked('readPromiseNow', { brand: brand.id, query: filters });
  useKept(again);
  return (
    <>
      <AskedView asked={asked} again={again}>
        {now => (
          <>
            <Hero now={now} slice={props.slice} />
            <NowParts {...props} now={now} />
          </>
        )}
      </AskedView>
      <KeptOver {...props} />
    </>
  );
}

/** Asks again while it is looked at. */
function useKept(again: () => void): void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    const regular = setInterval(again, AGAIN_MS);
    const forget = onEvent(({ data }) => {
      if (!('conversation' in data || data.kind.startsWith('turn.'))) return;
      timer.current ??= setTimeout(() => {
        timer.current = undefined;
        again();
      }, SETTLE_MS);
    });
    return () => {
      clearInterval(regular);
      clearTimeout(timer.current);
      timer.current = undefined;
      forget();
    };
  }, [again]);
}

function Hero({ now, slice }: { now: Now; slice: Slice }) {
  const { t, language } = useInsightWords();
  const { kept, broken } = now.whole;
  const time = new Intl.DateTimeFormat(language, { timeStyle: 'short', hourCycle: 'h23', timeZone: now.timeZone });
  return (
    <section className={figure.hero}>
      <div>
        <h2>{t('prom.title')}</h2>
        {kept + broken === 0 ? (
          <p className={figure.says}>{t('prom.todayNone')}</p>
        ) : (
          <>
            <p className={figure.number}>
              {Math.round((100 * kept) / (kept + broken))}
              <small>%</small>
            </p>
            <p className={figure.name}>{t('prom.today')}</p>
            <p>{t('prom.todaySays', { kept, broken })}</p>
          </>
        )}
        <Definition name="promiseNow" barred />
        <p className={figure.interval}>{t('prom.asOf', { time: time.format(new Date(now.at)) })}</p>
      </div>
      <div>
        <Soon now={now} slice={slice} />
        <Standings now={now} slice={slice} />
        {now.isMore && <p className={figure.def}>{t('prom.more')}</p>}
      </div>
    </section>
  );
}

/** What changes if nobody acts. */
function Soon({ now, slice }: { now: Now; slice: Slice }) {
  const { t, language } = useInsightWords();
  const { kept, broken, soon } = now.whole;
  const share = (of: number) => percent(of === 0 ? 0 : kept / of, language);
  return (
    <div className={styles.soon} data-calm={soon === 0 ? '' : undefined} role="status">
      <Icon name={soon === 0 ? 'check' : 'clock'} size={16} />
      <span>
        {t('prom.soon', { n: soon, minutes: now.soonMinutes })}.
        <small>
          {soon > 0 && kept + broken > 0 && (
            <>{t('prom.then', { now: share(kept + broken), after: share(kept + broken + soon) })} </>
          )}
          {now.nextDueAt === null
            ? t('prom.nothingDue')
            : t('prom.nextDue', { time: spokenDuration(Date.parse(now.nextDueAt) - nowMs(), language) })}{' '}
          {soon > 0 && (
            <RowsLink slice={slice} asked={{ now: 'soon' }}>
              {t('prom.openThem')}
            </RowsLink>
          )}
        </small>
      </span>
    </div>
  );
}

type Shown = { words: string; n: number; meaning?: 'kept' | 'soon' | 'broken'; asked: RowsAsked };

function Standings({ now, slice }: { now: Now; slice: Slice }) {
  const { t, language } = useInsightWords();
  const { whole, soonMinutes } = now;
  const shown: Shown[] = [
    { words: t('prom.waiting'), n: whole.waiting, asked: { outcome: 'open', now: 'all' } },
    { words: t('prom.soonShort', { minutes: soonMinutes }), n: whole.soon, meaning: 'soon', asked: { now: 'soon' } },
    { words: t('prom.risk'), n: whole.atRisk, meaning: 'soon', asked: { now: 'risk' } },
    { words: t('prom.late'), n: whole.late, meaning: 'broken', asked: { now: 'late' } },
    { words: t('prom.kept'), n: whole.kept, meaning: 'kept', asked: { today: 'kept' } },
    { words: t('prom.broken'), n: whole.broken, meaning: 'broken', asked: { today: 'broken' } },
  ];
  return (
    <ul className={styles.standings} aria-label={t('prom.now')}>
      {shown.map(({ words, n, meaning, asked }) => (
        <li key={words} data-meaning={n === 0 ? undefined : meaning}>
          {n === 0 ? (
            <b>0</b>
          ) : (
            <RowsLink slice={slice} asked={asked} label={`${count(n, language)} ${words}`}>
              {count(n, language)}
            </RowsLink>
          )}
          {words}
        </li>
      ))}
    </ul>
  );
}

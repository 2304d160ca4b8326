import type { ReactNode } from 'react';
import { useWords } from '../../../strings/words.ts';
import { shortDuration } from '../../../ui/duration.ts';
import { Meter } from '../../../ui/Meter.tsx';
import { Moment } from '../../../ui/Moment.tsx';
import { oneLine } from '../../../ui/safe-text.ts';
import { nowMs } from '../../../ui/tick.ts';
import { dayOf, shortTime } from '../../../ui/time.ts';
import screen from '../Channels.module.css';
import type { Channel } from '../channel.ts';
import { Calls } from './Calls.tsx';
import { delayWords } from './delay-words.ts';
import styles from './Health.module.css';
import { Redial } from './Redial.tsx';
import type { Health } from './use-health.ts';

type Props = { channel: Channel; health: Health };

/** What is known of how a channel hears: each line a name and what stands behind it in words. */
export function Facts({ channel, health }: Props) {
  const { t } = useWords();
  return (
    <section className={screen.section}>
      <h3>{t('health.title')}</h3>
      <dl className={styles.facts}>
        <Fact name={t('health.lastHeard')}>
          <LastHeard at={health.lastHeardAt} />
        </Fact>
        <Fact name={t('health.expected')}>
          <Expected expected={health.expected} />
        </Fact>
        <Fact name={t('health.delay')}>
          <Delay delay={health.delay} />
        </Fact>
        {channel.state !== 'left' && (
          <Fact name={t('health.line')}>
            <Line channel={channel} health={health} />
          </Fact>
        )}
        {health.hook && (
          <Fact name={t('hook.title')}>
            <Calls hook={health.hook} />
          </Fact>
        )}
        <Fact name={t('health.left')}>
          <Left allowances={health.allowances} />
        </Fact>
        {channel.state !== 'left' && (
          <Fact name={t('health.life')}>
            <SignIn channel={channel} life={health.life} />
          </Fact>
        )}
      </dl>
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function LastHeard({ at }: { at: string | null }) {
  const { t, language } = useWords();
  if (at === null) return t('health.neverHeard');
  return (
    <>
      {t('health.ago', { time: shortDuration(nowMs() - Date.parse(at), language) })}
      <small>
        <Moment at={at} />
      </small>
    </>
  );
}

/** Whole posts where there are many, one decimal where there are few. */
function rounded(n: number, language: string): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: n < 10 ? 1 : 0 }).format(n);
}

function Expected({ expected }: { expected: Health['expected'] }) {
  const { t, language } = useWords();
  switch (expected.kind) {
    case 'unwatched':
    case 'never':
      return t(`health.expected.${expected.kind}`);
    case 'learning':
      return t('health.expected.learning', { n: expected.knownHours });
    case 'seldom':
      return t('health.expected.seldom', { n: Math.round(expected.perWeek) });
    default: {
      const n = Math.round(expected.sinceLast);
      const { alarmAt } = expected;
      return (
        <>
          {n > 0 && t('health.expected.some', { n })}
          {n === 0 && t(expected.thisHour < 0.5 ? 'health.expected.none' : 'health.expected.few')}
          <small>{t('health.expected.hour', { n: rounded(expected.thisHour, language) })}</small>
          {alarmAt && <small>{t('health.expected.alarm', { time: shortTime(alarmAt, language, nowMs()) })}</small>}
        </>
      );
    }
  }
}

function Delay({ delay }: { delay: Health['delay'] }) {
  const { t, language } = useWords();
  const { ahead, backfilled } = delay;
  return (
    <>
      {(['hour', 'day'] as const).map(span => {
        const { p50Ms, p95Ms } = delay[span];
        return (
          <span key={span} className={styles.pair}>
            <span>{t(`health.delay.${span}`)}</span>
            {p50Ms === null || p95Ms === null ? (
              <span>{t('health.delay.none')}</span>
            ) : (
              <span>
                {t('health.delay.half', { time: delayWords(p50Ms, language) })}
                <small>{t('health.delay.most', { time: delayWords(p95Ms, language) })}</small>
              </span>
            )}
          </span>
        );
      })}
      {ahead.n > 0 && (
        <small className={styles.warning}>
          {t('health.delay.ahead', { time: shortDuration(ahead.mostMs, language), n: ahead.n })}
        </small>
      )}
      {backfilled > 0 && <small>{t('health.delay.past', { n: backfilled })}</small>}
    </>
  );
}

function Line({ channel, health: { line, reconnects } }: Props) {
  const { t, language } = useWords();
  const time = (iso: string) => shortTime(iso, language, nowMs());
  const { brokeAt, brokeSaid, nextTryAt } = line;
  return (
    <>
      {reconnects.day === 0
        ? t(nextTryAt === null ? 'health.line.well' : 'health.line.down')
        : t('health.line.broke', { hour: reconnects.hour, day: reconnects.day })}
      {brokeAt && brokeSaid && (
        <small>
          <bdi>{t('health.line.last', { time: time(brokeAt), said: oneLine(brokeSaid) })}</bdi>
        </small>
      )}
      {nextTryAt && (
        <small className={styles.warning}>
          {Date.parse(nextTryAt) > nowMs() ? t('health.line.next', { time: time(nextTryAt) }) : t('health.line.now')}
        </small>
      )}
      {nextTryAt && (
        <span>
          <Redial channel={channel} />
        </span>
      )}
    </>
  );
}

function Left({ allowances }: { allowances: Health['allowances'] }) {
  const { t, language } = useWords();
  const number = new Intl.NumberFormat(language);
  if (allowances.length === 0) return t('health.left.none');
  return (
    <ul className={styles.left}>
      {allowances.map(({ name, by, left, of, wholeAt }) => {
        const figures = { left: number.format(left), of: number.format(of) };
        return (
          <li key={`${by} ${name}`}>
            <span>
              {by === 'network'
                ? t('health.left.network', figures)
                : name === 'requests'
                  ? t('health.left.requests', figures)
                  : t('health.left.named', { ...figures, name })}
              {wholeAt && <small>{t('health.left.whole', { time: shortTime(wholeAt, language, nowMs()) })}</small>}
            </span>
            <Meter share={of === 0 ? 0 : left / of} thin />
          </li>
        );
      })}
    </ul>
  );
}

function SignIn({ channel, life }: { channel: Channel; life: Health['life'] }) {
  const { t, language } = useWords();
  const { kind, endsAt } = life;
  const day = endsAt === null ? '' : dayOf(endsAt, language);
  if (!channel.signsIn) return t('health.life.notNeeded');
  if (kind === 'renewing') return endsAt ? t('health.life.renewingUntil', { day }) : t('health.life.renewing');
  if (kind === 'ending') return endsAt ? t('health.life.ending', { day }) : t('health.life.endingSometime');
  return t(`health.life.${kind}`);
}

import { useWords } from '../../../strings/words.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { Hidden } from '../../../ui/Hidden.tsx';
import { RouteLink } from '../../../ui/RouteLink.tsx';
import { oneLine } from '../../../ui/safe-text.ts';
import { nowMs } from '../../../ui/tick.ts';
import { shortTime } from '../../../ui/time.ts';
import settings from '../Settings.module.css';
import styles from './Rules.module.css';
import type { Trial } from './rule-draft.ts';
import type { Tried } from './use-rule-trial.ts';

/** So many are enough to see what it is about. */
const SHOWN = 8;
const DAY_MS = 86_400_000;
const DAYS = 7;

/** What would this have done last week? Asked while it is being written, before anybody switches it on. */
export function RuleTrial({ tried: { trial, trouble } }: { tried: Tried }) {
  const { t } = useWords();
  return (
    <section className={styles.trial} aria-label={t('rule.lastWeek')}>
      <h3>{t('rule.lastWeek')}</h3>
      {trouble !== null && <Banner meaning="broken">{trouble}</Banner>}
      {trouble === null && trial === null && <p className={settings.quiet}>{t('rule.trialNothing')}</p>}
      {trial && (
        <>
          <p role="status">
            <b>{t('rule.trial', { acted: trial.acted, conversations: trial.conversations })}</b>{' '}
            <span className={settings.quiet}>
              {t('rule.trialLooked', { looked: trial.looked })} {!trial.whole && t('rule.trialCut')}
            </span>
          </p>
          {trial.acted > 0 && <DayBars trial={trial} />}
          {trial.examples.length > 0 && <Examples trial={trial} />}
        </>
      )}
    </section>
  );
}

function DayBars({ trial }: { trial: Trial }) {
  const { t, language } = useWords();
  const days = everyDay(trial);
  const most = Math.max(...days.map(({ acted }) => acted));
  const name = new Intl.DateTimeFormat(language, { weekday: 'short', day: 'numeric', timeZone: 'UTC' });
  return (
    <figure className={styles.figure}>
      <div className={styles.bars} aria-hidden="true">
        {days.map(({ day, acted }) => (
          <span key={day} className={styles.column}>
            <span className={styles.count}>{acted > 0 && acted}</span>
            <span className={styles.bar} style={{ blockSize: `${Math.round((48 * acted) / most)}px` }} />
            <span className={styles.day}>{name.format(new Date(day))}</span>
          </span>
        ))}
      </div>
      <Hidden>
        <table>
          <caption>{t('rule.byDay')}</caption>
          <tbody>
            {days.map(({ day, acted }) => (
              <tr key={day}>
                <th scope="row">{name.format(new Date(day))}</th>
                <td>{t('rule.times', { n: acted })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Hidden>
    </figure>
  );
}

/** Days on which it would not have acted stand there too. */
function everyDay({ days }: Trial): Trial['days'] {
  const known = new Map(days.map(({ day, acted }) => [day, acted]));
  return Array.from({ length: DAYS + 1 }, (_, back) => {
    const day = new Date(nowMs() - (DAYS - back) * DAY_MS).toISOString().slice(0, 10);
    return { day, acted: known.get(day) ?? 0 };
  });
}

function Examples({ trial }: { trial: Trial }) {
  const { t, language } = useWords();
  return (
    <div className={styles.examples}>
      <h4>{t('rule.examples')}</h4>
      <ul>
        {trial.examples.slice(0, SHOWN).map(({ conversationId, at, person, words }) => (
          <li key={`${conversationId} ${at} ${words}`}>
            <RouteLink to={{ screen: 'desk', conversation: conversationId }}>
              <bdi>{person || t('promise.somebody')}</bdi>
            </RouteLink>
            <span className={styles.said} dir="auto">
              {oneLine(words)}
            </span>
            <span className={settings.quiet}>{shortTime(at, language, nowMs())}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

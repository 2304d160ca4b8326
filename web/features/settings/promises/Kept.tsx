import { useWords } from '../../../strings/words.ts';
import { shortDuration } from '../../../ui/duration.ts';
import { Meter } from '../../../ui/Meter.tsx';
import { RouteLink } from '../../../ui/RouteLink.tsx';
import { nowMs } from '../../../ui/tick.ts';
import { shortTime } from '../../../ui/time.ts';
import { percent } from '../../listening/figures/percent.ts';
import settings from '../Settings.module.css';
import type { Tried } from './draft.ts';
import styles from './Promises.module.css';

type Row = Tried['rows'][number];

/** Under so many a share says nothing. */
const FEW = 5;

/** How often it would have been kept: on the closed card, short. */
export function KeptShare({ row }: { row: Row | undefined }) {
  const { t, language } = useWords();
  if (row === undefined) return <span className={styles.share} />;
  const { due, kept } = row;
  return (
    <span className={styles.share}>
      {due === 0 ? (
        <span className={settings.quiet}>{t('promise.noneDue')}</span>
      ) : (
        <>
          <b>{due < FEW ? t('promise.keptFew', { kept, due }) : percent(kept / due, language)}</b>
          <Meter share={kept / due} thin />
        </>
      )}
    </span>
  );
}

/** The same with its counts, and the turns behind them. */
export function KeptRows({ row }: { row: Row | undefined }) {
  const { t, language } = useWords();
  if (row === undefined) return null;
  const { applied, due, kept, behind, resolution } = row;
  return (
    <div className={styles.behind}>
      <p role="status">{t('promise.counts', { kept, due, applied })}</p>
      {resolution.applied > 0 && <p role="status">{t('promise.resolutionCounts', resolution)}</p>}
      {behind.length > 0 && (
        <details>
          <summary>{t('promise.behind')}</summary>
          <ul>
            {behind.map(turn => {
              const took = turn.answeredAt === null ? null : Date.parse(turn.answeredAt) - Date.parse(turn.openedAt);
              return (
                <li key={turn.id}>
                  <RouteLink to={{ screen: 'desk', conversation: turn.conversationId }}>
                    <bdi>{turn.name || t('promise.somebody')}</bdi>
                  </RouteLink>
                  <span>{shortTime(turn.openedAt, language, nowMs())}</span>
                  <span>
                    {took === null
                      ? t('promise.unanswered')
                      : t('promise.answeredIn', { time: shortDuration(took, language) })}
                  </span>
                  <span className={turn.kept ? styles.kept : styles.broken}>
                    {t(turn.kept ? 'promise.wasKept' : 'promise.wasBroken')}
                  </span>
                </li>
              );
            })}
          </ul>
          {due > behind.length && (
            <p className={settings.quiet}>{t('promise.behindMore', { n: due - behind.length })}</p>
          )}
        </details>
      )}
    </div>
  );
}

import { Definition } from '../Definition.tsx';
import { percent, span } from '../numbers.ts';
import { useInsightWords } from '../words.ts';
import styles from './Staffing.module.css';
import type { View } from './view.ts';

/** The question turned round: what the people on shift can honestly promise. */
export function HonestPromise({ view, isChanged }: { view: View; isChanged: boolean }) {
  const { t, language } = useInsightWords();
  const { targetShare, targetSeconds } = view.settings.values;
  const there = view.plan?.there ?? null;
  const share = percent(targetShare, language);
  const isDrawn = view.plan?.halfHours.some(half => half.there > 0) ?? false;
  return (
    <div className={styles.turned}>
      <h3>{t('staff.turned')}</h3>
      {!isDrawn || there === null ? (
        <p>{t('staff.noShifts')}</p>
      ) : isChanged ? (
        <p>{t('staff.afterSaving')}</p>
      ) : (
        <>
          <p>
            <b>
              {t('staff.turnedShare', {
                share: percent(there.share, language),
                time: span(targetSeconds, language),
              })}
            </b>
          </p>
          <p>
            {there.seconds === null
              ? t('staff.turnedNever', { share })
              : t('staff.turnedTime', { share, time: span(Math.ceil(there.seconds), language) })}{' '}
            {t('staff.turnedContent', { share: percent(there.content, language) })}
          </p>
        </>
      )}
      <Definition name="staffPromise" />
    </div>
  );
}

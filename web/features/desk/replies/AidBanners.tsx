import { keysOf } from '../../../actions/action.ts';
import { useAction } from '../../../actions/registry.ts';
import { useWords } from '../../../strings/words.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { LinkButton } from '../../../ui/Button.tsx';
import { Check } from '../../../ui/Field.tsx';
import { Kbd } from '../../../ui/Kbd.tsx';
import { nowMs } from '../../../ui/tick.ts';
import { shortTime } from '../../../ui/time.ts';
import { Effects } from './Effects.tsx';
import styles from './Picker.module.css';
import type { Aids } from './use-aids.ts';

/** What is worth knowing about the words before they leave: said before, promised, not filled in, and what comes with them. */
export function AidBanners({ aids }: { aids: Aids }) {
  const { t } = useWords();
  const { same, from, origin, missing } = aids;
  const texts = from?.variants[origin?.variant ?? 0]?.texts.length ?? 0;
  return (
    <>
      {missing.length > 0 && <Banner meaning="broken">{t('saved.fillIn', { names: missing.join(', ') })}</Banner>}
      {same && (
        <Banner
          meaning="soon"
          acts={from && texts > 1 && <LinkButton onClick={() => aids.take(from, true)}>{t('same.other')}</LinkButton>}
        >
          {same.byMe >= same.byTeam ? t('same.byMe', { n: same.byMe }) : t('same.byTeam', { ...same })}{' '}
          {texts < 2 && t('same.vary')}
        </Banner>
      )}
      <PromiseBanner aids={aids} />
      {from && origin && (
        <div className={styles.line}>
          <span>{t('saved.from', { title: from.title })}</span>
          {texts > 1 && !same && <LinkButton onClick={() => aids.take(from, true)}>{t('same.other')}</LinkButton>}
          {from.actions.length > 0 && (
            <>
              <Check
                label={t('macro.runs')}
                checked={origin.runs}
                onChange={event => aids.setRuns(event.target.checked)}
              />
              {origin.runs && <Effects actions={from.actions} />}
            </>
          )}
        </div>
      )}
    </>
  );
}

function PromiseBanner({ aids }: { aids: Aids }) {
  const { t, language } = useWords();
  const { promise, keepsPromise } = aids;
  useAction('keepPromise', () => aids.setKeepsPromise(!keepsPromise), promise !== null);
  if (!promise) return null;
  const time = (at: Date) => shortTime(at.toISOString(), language, nowMs());
  const { remindAt, dueAt } = promise;
  return (
    <Banner
      meaning={keepsPromise ? 'kept' : 'plain'}
      icon="clock"
      acts={
        <LinkButton aria-pressed={keepsPromise} onClick={() => aids.setKeepsPromise(!keepsPromise)}>
          {t(keepsPromise ? 'promised.forget' : 'promised.remind', { time: time(remindAt) })}{' '}
          <Kbd keys={keysOf('keepPromise')} />
        </LinkButton>
      }
    >
      {t(keepsPromise ? 'promised.kept' : 'promised.noticed', { time: time(dueAt) })}
    </Banner>
  );
}

import { useWords } from '../../../strings/words.ts';
import { Button } from '../../../ui/Button.tsx';
import { copyWords } from '../../../ui/copy-words.ts';
import { shortDuration } from '../../../ui/duration.ts';
import { Hidden } from '../../../ui/Hidden.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { oneLine } from '../../../ui/safe-text.ts';
import { nowMs } from '../../../ui/tick.ts';
import { shortTime } from '../../../ui/time.ts';
import { complain, say } from '../../../ui/toast.ts';
import { useOutsideWords } from '../connect/outside-words.ts';
import styles from './Health.module.css';
import type { Health } from './use-health.ts';

type Hook = NonNullable<Health['hook']>;

/** Whether the network calls us, where, and what a person has to enter there. */
export function Calls({ hook }: { hook: Hook }) {
  const { t, language } = useWords();
  const { state, why, lookedAt, begunAt, url, secret } = hook;
  const isWell = state === 'stands' || state === 'unseen' || state === 'unwatched';
  return (
    <>
      <span className={isWell || hook.isAsked ? undefined : styles.warning}>{t(`hook.${state}`)}</span>
      {state === 'unreachable' && <small>{t(hook.isAsked ? 'hook.asksInstead' : 'hook.onlyCalls')}</small>}
      {(state === 'byHand' || state === 'failing') && why && (
        <small className={styles.warning}>
          <Said why={why} />
        </small>
      )}
      {lookedAt && state !== 'unreachable' && (
        <small>{t('hook.looked', { time: shortDuration(nowMs() - Date.parse(lookedAt), language) })}</small>
      )}
      {begunAt && state === 'stands' && why && (
        <small>
          {t('hook.begun', { time: shortTime(begunAt, language, nowMs()) })} <Said why={why} />
        </small>
      )}
      <ByHand steps={hook.steps} />
      {url && (
        <details className={styles.place}>
          <summary>
            <Icon name="down" size={16} /> {t(secret === null ? 'hook.address' : 'hook.place')}
          </summary>
          <Copied name={t('hook.address')} text={url} />
          {secret && <Copied name={t('hook.secret')} text={secret} />}
        </details>
      )}
    </>
  );
}

function Said({ why }: { why: string }) {
  const outside = useOutsideWords();
  return <bdi>{outside(oneLine(why))}</bdi>;
}

function ByHand({ steps }: { steps: Hook['steps'] }) {
  const { t } = useWords();
  const outside = useOutsideWords();
  if (steps.length === 0) return null;
  return (
    <ol className={styles.byHand} aria-label={t('hook.steps')}>
      {steps.map(({ text, url, copy }) => (
        <li key={text}>
          {outside(text)}
          {url && /^https?:/.test(url) && (
            <a href={url} target="_blank" rel="noreferrer noopener">
              {' '}
              <bdi>{url.replace(/^https?:\/\//, '')}</bdi> <Icon name="out" size={14} />
              <Hidden>{t('connect.newTab')}</Hidden>
            </a>
          )}
          {copy !== null && <Copied name={text} text={copy} />}
        </li>
      ))}
    </ol>
  );
}

function Copied({ name, text }: { name: string; text: string }) {
  const { t } = useWords();
  async function copy() {
    if (await copyWords(text)) say(t('hook.copied'));
    else complain(t('hook.notCopied'));
  }
  return (
    <span className={styles.copied}>
      <code dir="ltr">{text}</code>
      <Button size="small" onClick={copy} aria-label={t('hook.copyNamed', { name })}>
        {t('hook.copy')}
      </Button>
    </span>
  );
}

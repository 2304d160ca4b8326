import type { Detail } from '../../live/detail.ts';
import { useWords } from '../../strings/words.ts';
import { dollarWords } from '../../ui/dollars.ts';
import { shortDuration } from '../../ui/duration.ts';
import { Icon } from '../../ui/Icon.tsx';
import { nowMs } from '../../ui/tick.ts';
import { shortTime } from '../../ui/time.ts';
import { type AnswerPrice, type PrivateWindow, priceOf, windowOf } from './answer-facts.ts';
import styles from './Composer.module.css';
import type { Mode } from './drafts.ts';
import { goesByHand } from './hand-off.ts';

type Props = { detail: Detail; mode: Mode; text: string };

/** Quietly beside the count: how long the window is open still, and what these words cost. Their reasons stand in the titles. */
export function Terms({ detail, mode, text }: Props) {
  const window = windowOf(detail, mode);
  const price = goesByHand(detail, mode) ? null : priceOf(detail, mode, text);
  return (
    <>
      {window?.until && <Open window={window} until={window.until} detail={detail} />}
      {price && <Price price={price} network={detail.channel.networkName} />}
    </>
  );
}

function Open({ window, until, detail }: { window: PrivateWindow; until: Date; detail: Detail }) {
  const { t, language } = useWords();
  const now = nowMs();
  const leftMs = until.getTime() - now;
  if (leftMs < 0) return null;
  const when = (at: Date) => shortTime(at.toISOString(), language, now);
  const { automaticUntil, opens } = window;
  const isShorter = automaticUntil !== null && automaticUntil < until;
  const why = isShorter
    ? automaticUntil.getTime() < now
      ? t('window.peopleOnly', { when: when(until) })
      : t('window.peopleUntil', { when: when(until), rules: when(automaticUntil) })
    : t('window.until', { when: when(until) });
  const once = opens && detail.channel.composing.privateRepliesPerPost === 1 ? ` ${t('window.once')}` : '';
  return (
    <span className={styles.term} title={`${why}${once}`}>
      <Icon name="clock" size={14} /> {t('window.left', { time: shortDuration(leftMs, language) })}
    </span>
  );
}

function Price({ price: { kind, usd, plainUsd }, network }: { price: AnswerPrice; network: string }) {
  const { t, language } = useWords();
  const [price, plain] = [dollarWords(usd, language), dollarWords(plainUsd, language)];
  const why =
    kind === 'link'
      ? t('price.link', { price, network, plain })
      : t(kind === 'direct' ? 'price.direct' : 'price.reply', { price, network });
  return (
    <span className={kind === 'link' ? `${styles.term} ${styles.dear}` : styles.term} title={why}>
      {price}
    </span>
  );
}

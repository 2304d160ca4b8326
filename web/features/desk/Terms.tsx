import type { Detail } from '../../live/detail.ts';
import { useWords } from '../../strings/words.ts';
import { dollarWords } from '../../ui/dollars.ts';
import { shortDuration } from '../../ui/duration.ts';
import { Icon } from '../../ui/Icon.tsx';
import { nowMs } from '../../ui/tick.ts';
import { shortTime } from '../../ui/time.ts';
import { type AnswerPrice, isPrivateUsedUp, priceOf, windowOf } from './answer-facts.ts';
import styles from './Composer.module.css';
import type { Mode } from './drafts.ts';
import { goesByHand } from './hand-off.ts';

type Props = { detail: Detail; mode: Mode; text: string };

/** Quietly above the buttons: how long a private answer may still go, for whom, and how often. */
export function WindowLine({ detail, mode }: Omit<Props, 'text'>) {
  const { t, language } = useWords();
  const window = windowOf(detail, mode);
  const now = nowMs();
  const leftMs = (window?.until?.getTime() ?? 0) - now;
  if (window?.until == null || leftMs < 0 || isPrivateUsedUp(detail, mode)) return null;
  const when = (at: Date) => shortTime(at.toISOString(), language, now);
  const { until, automaticUntil, opens } = window;
  const isShorter = automaticUntil !== null && automaticUntil < until;
  const rules =
    isShorter &&
    (automaticUntil.getTime() < now ? t('window.peopleOnly') : t('window.rules', { rules: when(automaticUntil) }));
  const isOnce = opens && detail.channel.composing.privateRepliesPerPost === 1;
  return (
    <p className={styles.window}>
      <Icon name="clock" size={14} />
      <span>
        {t('window.left', { time: shortDuration(leftMs, language), when: when(until) })} {rules}{' '}
        {isOnce && t('window.once')}
      </span>
    </p>
  );
}

/** Quietly beside the count: what these very words cost. The reason stands in the title. */
export function Price({ detail, mode, text }: Props) {
  const price = goesByHand(detail, mode) ? null : priceOf(detail, mode, text);
  return price && <Amount price={price} network={detail.channel.networkName} />;
}

function Amount({ price: { kind, usd, plainUsd }, network }: { price: AnswerPrice; network: string }) {
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

import { useWords } from '../../strings/words.ts';
import { Icon } from '../../ui/Icon.tsx';
import styles from './Channels.module.css';
import { addsUp, type Channel, sumOf } from './channel.ts';
import { reasonWords } from './reasons.ts';

/** Received = kept + ignored + failed, today and over all channels: the sum that shows nothing is lost. */
export function Ledger({ channels }: { channels: readonly Channel[] }) {
  const { t, language } = useWords();
  const sum = sumOf(channels.map(channel => channel.today));
  const number = new Intl.NumberFormat(language);
  const right = addsUp(sum);
  const ignored = sum.lines.filter(line => line.outcome === 'ignored');
  return (
    <>
      <div className={styles.sum}>
        <span>
          <b>{number.format(sum.received)}</b>
          {t('ledger.received')}
        </span>
        <i>=</i>
        <span>
          <b>{number.format(sum.kept)}</b>
          {t('ledger.kept')}
        </span>
        <i>+</i>
        <span>
          <b>{number.format(sum.ignored)}</b>
          {t('ledger.ignored')}
        </span>
        <i>+</i>
        <span>
          <b className={sum.failed > 0 ? styles.broken : undefined}>{number.format(sum.failed)}</b>
          {t('ledger.failed')}
        </span>
        <span className={styles.adds}>
          <Icon name={right ? 'check' : 'warn'} size={16} />
          {t(right ? 'ledger.addsUp' : 'ledger.doesNot')}
        </span>
      </div>
      {ignored.length > 0 && (
        <p className={styles.why}>
          <span>{t('ledger.because')}</span>
          {ignored.map(line => (
            <span key={line.reason}>
              {reasonWords(line.reason, t)} <b>{number.format(line.n)}</b>
            </span>
          ))}
        </p>
      )}
    </>
  );
}

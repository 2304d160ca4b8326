import { useEffect } from 'react';
import { onEvent } from '../../../live/store.ts';
import { usePerson } from '../../../session.ts';
import { useWords } from '../../../strings/words.ts';
import { Meter } from '../../../ui/Meter.tsx';
import { RouteLink } from '../../../ui/RouteLink.tsx';
import { useAsked } from '../../../use-asked.ts';
import styles from './Audit.module.css';

/** At the foot of the queries: how far this week's audit is. */
export function AuditCard() {
  const { t } = useWords();
  const { brand } = usePerson();
  const [asked, again] = useAsked('openAudit', { brand: brand.id });
  useEffect(() => onEvent(event => event.data.kind === 'settings.changed' && again()), [again]);
  if (asked.kind !== 'ready') return null;
  const { size, drawn, result } = asked.value;
  const { read, missedFound } = result;
  return (
    <div className={styles.card}>
      <b>{t('audit.title')}</b>
      <p>{t('audit.card')}</p>
      {drawn !== null && <Meter share={read / Math.max(1, size)} />}
      <p>
        {drawn !== null && (
          <>
            {t('audit.progress', { read, size })} · {t('audit.missedSoFar', { n: missedFound })} ·{' '}
          </>
        )}
        <RouteLink to={{ screen: 'listening', query: 'audit' }}>
          {t(read === 0 ? 'audit.begin' : read < size ? 'audit.goOn' : 'audit.look')}
        </RouteLink>
      </p>
    </div>
  );
}

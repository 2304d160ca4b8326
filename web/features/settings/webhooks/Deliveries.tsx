import { useState } from 'react';
import type { OutputOf } from '../../../../src/contract/api.ts';
import { ask } from '../../../api.ts';
import { usePerson } from '../../../session.ts';
import { useWords } from '../../../strings/words.ts';
import { AskedView } from '../../../ui/AskedView.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Moment } from '../../../ui/Moment.tsx';
import { oneLine } from '../../../ui/safe-text.ts';
import { useAsked } from '../../../use-asked.ts';
import { useDeed } from '../use-deed.ts';
import styles from './Webhooks.module.css';

type Delivery = OutputOf<'listDeliveries'>['rows'][number];

/** Whatever is not named here is a promise that took a step. */
const KINDS: Record<string, 'webhooks.kindTest' | 'webhooks.kindReport'> = {
  'webhook.test': 'webhooks.kindTest',
  'report.made': 'webhooks.kindReport',
};
const STATES = { waiting: 'webhooks.waiting', sent: 'webhooks.sent', failed: 'webhooks.failed' } as const;

/** What it was told, asked for when it is opened. */
export function Deliveries({ webhookId }: { webhookId: string }) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <details className={styles.told} onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>{t('webhooks.told')}</summary>
      {isOpen && <DeliveryList webhookId={webhookId} />}
    </details>
  );
}

function DeliveryList({ webhookId }: { webhookId: string }) {
  const { t } = useWords();
  const { brand } = usePerson();
  const deed = useDeed();
  const [asked, again] = useAsked('listDeliveries', { brand: brand.id, id: webhookId });
  async function retry(id: string) {
    await deed.run(() => ask('retryDelivery', { brand: brand.id, id }));
    again();
  }
  return (
    <AskedView asked={asked} again={again}>
      {({ rows }) =>
        rows.length === 0 ? (
          <p className={styles.quiet}>{t('webhooks.nothingTold')}</p>
        ) : (
          <ul>
            {rows.map(row => (
              <DeliveryRow key={row.id} row={row} busy={deed.busy} onRetry={() => retry(row.id)} />
            ))}
          </ul>
        )
      }
    </AskedView>
  );
}

function DeliveryRow({ row, busy, onRetry }: { row: Delivery; busy: boolean; onRetry: () => void }) {
  const { t } = useWords();
  const isTest = row.kind === 'webhook.test';
  const came = [row.status === null ? '' : String(row.status), oneLine(row.said ?? '')].filter(Boolean).join(' ');
  return (
    <li>
      <span>{t(KINDS[row.kind] ?? 'webhooks.kind')}</span>
      <span className={styles.quiet}>
        <Moment at={row.at} />
      </span>
      <span className={row.state === 'failed' ? styles.failed : styles.quiet}>
        {t(STATES[row.state])} · {t('webhooks.attempts', { n: row.attempts })}
        {came !== '' && <bdi> · {came}</bdi>}
      </span>
      {row.state !== 'sent' && !isTest ? (
        <Button size="small" disabled={busy} onClick={onRetry}>
          {t('webhooks.again')}
        </Button>
      ) : (
        <span />
      )}
    </li>
  );
}

import { useState } from 'react';
import type { OutputOf } from '../../../../src/contract/api.ts';
import { ask } from '../../../api.ts';
import { usePerson } from '../../../session.ts';
import { useWords, type Words } from '../../../strings/words.ts';
import { Badge } from '../../../ui/Badge.tsx';
import { Banner } from '../../../ui/Banner.tsx';
import { Button } from '../../../ui/Button.tsx';
import { oneLine } from '../../../ui/safe-text.ts';
import { useDeed } from '../use-deed.ts';
import { Deliveries } from './Deliveries.tsx';
import styles from './Webhooks.module.css';

type Webhook = OutputOf<'listWebhooks'>['rows'][number];
type Tried = OutputOf<'testWebhook'>;

const STATES = { on: 'webhooks.on', off: 'webhooks.off', failing: 'webhooks.failing' } as const;

/** One program that is told: whether it is, trying it out, and what it was told. */
export function WebhookCard({ webhook, again }: { webhook: Webhook; again: () => void }) {
  const words = useWords();
  const { t } = words;
  const { brand } = usePerson();
  const deed = useDeed();
  const [tried, setTried] = useState<Tried | null>(null);
  const { id, name, url, state } = webhook;
  const here = { brand: brand.id, id };
  async function change(isOn: boolean) {
    await deed.run(() => ask('changeWebhook', { ...here, body: { isOn } }));
    again();
  }
  async function remove() {
    await deed.run(() => ask('removeWebhook', here), t('webhooks.removed'));
    again();
  }
  return (
    <li className={styles.card}>
      <div className={styles.head}>
        <div className={styles.what}>
          <b>
            <bdi>{name}</bdi>
          </b>
          <span className={styles.url} dir="ltr">
            {url}
          </span>
        </div>
        <Badge>{t(STATES[state])}</Badge>
      </div>
      <div className={styles.acts}>
        <Button
          size="small"
          disabled={deed.busy}
          onClick={() => deed.run(async () => setTried(await ask('testWebhook', here)))}
        >
          {t('webhooks.test')}
        </Button>
        <Button size="small" disabled={deed.busy} onClick={() => change(state !== 'on')}>
          {t(state === 'on' ? 'webhooks.switchOff' : 'webhooks.switchOn')}
        </Button>
        <Button size="small" look="danger" disabled={deed.busy} onClick={remove}>
          {t('webhooks.remove')}
        </Button>
      </div>
      {tried && <Banner meaning={tried.ok ? 'kept' : 'broken'}>{triedWords(tried, words)}</Banner>}
      <Deliveries key={tried?.tookMs} webhookId={id} />
    </li>
  );
}

function triedWords({ ok, status, said, tookMs }: Tried, { t }: Words): string {
  if (ok) return t('webhooks.testOk', { status: String(status), ms: tookMs });
  const words = oneLine(said ?? '');
  return status === null
    ? t('webhooks.testNone', { said: words })
    : t('webhooks.testSaid', { status: String(status), said: words });
}

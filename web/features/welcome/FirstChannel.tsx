import { useState } from 'react';
import { type ApiRefusal, ask } from '../../api.ts';
import { refusalWords } from '../../refusal-words.ts';
import { go } from '../../routes.ts';
import type { Brand } from '../../session.ts';
import { useWords } from '../../strings/words.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button, LinkButton } from '../../ui/Button.tsx';
import { asRefusal, useAsked } from '../../use-asked.ts';
import styles from './Welcome.module.css';

export const REHEARSAL = 'rehearsal';

/** Customers at once with the invented company, or the real ones by connecting a channel. */
export function FirstChannel({ brand }: { brand: Brand }) {
  const words = useWords();
  const { t } = words;
  const [channels, again] = useAsked('listChannels', { brand: brand.id });
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<ApiRefusal | null>(null);
  const rehearsing =
    channels.kind === 'ready' && channels.value.rows.some(row => row.network === REHEARSAL && row.state !== 'left');

  async function practise() {
    setBusy(true);
    setRefusal(null);
    try {
      const body = { network: REHEARSAL, name: t('welcome.rehearsalName'), credentials: {} };
      await ask('addChannel', { brand: brand.id, body });
      again();
    } catch (error) {
      setRefusal(asRefusal(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <>
      <h1 className={styles.title}>{t(rehearsing ? 'welcome.here' : 'welcome.where', { brand: brand.name })}</h1>
      <p className={styles.lead}>{t(rehearsing ? 'welcome.hereLead' : 'welcome.whereLead')}</p>
      {refusal && (
        <Banner meaning="broken" urgent>
          {refusalWords(refusal, words)}
        </Banner>
      )}
      <div className={styles.go}>
        {rehearsing ? (
          <Button look="primary" size="large" onClick={() => go({ screen: 'desk', conversation: null })}>
            {t('welcome.openDesk')}
          </Button>
        ) : (
          <>
            <Button look="primary" size="large" onClick={practise} disabled={busy || channels.kind === 'loading'}>
              {t('welcome.practise')}
            </Button>
            <LinkButton onClick={() => go({ screen: 'channels', channel: 'connect' })}>
              {t('welcome.connect')}
            </LinkButton>
            <LinkButton onClick={() => go({ screen: 'listening', query: 'discover' })}>
              {t('welcome.look', { brand: brand.name })}
            </LinkButton>
          </>
        )}
      </div>
    </>
  );
}

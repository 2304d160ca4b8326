import { useEffect } from 'react';
import { onEvent } from '../../live/store.ts';
import { go } from '../../routes.ts';
import { usePerson } from '../../session.ts';
import { useWords } from '../../strings/words.ts';
import { AskedView } from '../../ui/AskedView.tsx';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Page } from '../../ui/Page.tsx';
import { useAsked } from '../../use-asked.ts';
import { ChannelDetail } from './ChannelDetail.tsx';
import styles from './Channels.module.css';
import { ChannelTable } from './ChannelTable.tsx';
import { Connect } from './Connect.tsx';
import { Mend } from './connect/Mend.tsx';
import { MendBanner } from './connect/MendBanner.tsx';
import { CONNECT, SIGN_IN, TEST } from './connect/places.ts';
import { BudgetBanner } from './cost/BudgetBanner.tsx';
import { SilenceBanner } from './health/SilenceBanner.tsx';
import { Ledger } from './Ledger.tsx';

/** The health of a channel is looked at anew this often. */
const REFRESH_MS = 10_000;

/** Can we hear, can we speak? Every channel, and the proof that nothing that reached us was lost. */
export function Channels({ channel, step }: { channel: string | null; step: string | null }) {
  const { t } = useWords();
  const { brand, may } = usePerson();
  const [asked, again] = useAsked('listChannels', { brand: brand.id });
  useEffect(() => {
    const timer = setInterval(again, REFRESH_MS);
    const forget = onEvent(event => event.data.kind.startsWith('channel.') && again());
    return () => {
      clearInterval(timer);
      forget();
    };
  }, [again]);
  const rows = asked.kind === 'ready' ? asked.value.rows : [];
  const chosen = rows.find(row => row.id === channel);
  const connecting = channel === CONNECT && may('own');
  const close = () => go({ screen: 'channels', channel: null });
  const broken = rows.filter(row => row.state === 'broken');
  if (connecting) return <Connect network={step} channels={rows} />;
  if (chosen && step === SIGN_IN && may('lead')) return <Mend key={chosen.id} channel={chosen} />;
  return (
    <div className={chosen ? styles.screen : `${styles.screen} ${styles.alone}`}>
      <Page
        title={t('nav.channels')}
        aside={t('channels.question')}
        acts={
          may('own') && (
            <Button onClick={() => go({ screen: 'channels', channel: CONNECT })}>
              <Icon name="plus" size={16} /> {t('channels.connect')}
            </Button>
          )
        }
      >
        <AskedView asked={asked} again={again}>
          {({ rows: all }) =>
            all.length === 0 ? (
              <Empty icon="channels" title={t('channels.none')}>
                {t('channels.noneWhy')}
              </Empty>
            ) : (
              <>
                <div className={styles.alarms}>
                  {broken.map(row => (
                    <MendBanner key={row.id} channel={row} />
                  ))}
                  {all.map(
                    row => row.state === 'active' && <SilenceBanner key={row.id} channel={row} onChange={again} />,
                  )}
                  {all.map(row => row.state === 'active' && <BudgetBanner key={row.id} channel={row} leads />)}
                </div>
                <Ledger channels={all} />
                <ChannelTable channels={all} chosen={channel} />
              </>
            )
          }
        </AskedView>
      </Page>
      {chosen && (
        <ChannelDetail key={chosen.id} channel={chosen} testsAtOnce={step === TEST} onChange={again} onClose={close} />
      )}
    </div>
  );
}

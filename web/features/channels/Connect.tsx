import { go } from '../../routes.ts';
import { useWords } from '../../strings/words.ts';
import { AskedView } from '../../ui/AskedView.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Page } from '../../ui/Page.tsx';
import { useAsked } from '../../use-asked.ts';
import styles from './Channels.module.css';
import type { Channel } from './channel.ts';
import { About } from './connect/About.tsx';
import guide from './connect/Connect.module.css';
import { ConnectForm } from './connect/ConnectForm.tsx';
import type { Network } from './connect/network.ts';
import { PickNetwork } from './connect/PickNetwork.tsx';
import { CONNECT } from './connect/places.ts';
import { useWay } from './connect/use-way.ts';

type Props = { network: string | null; channels: readonly Channel[] };

/** Which network, and then step by step to a channel. */
export function Connect({ network: chosen, channels }: Props) {
  const { t } = useWords();
  const [asked, again] = useAsked('listNetworks', {});
  const networks = asked.kind === 'ready' ? asked.value.rows : [];
  const network = networks.find(({ id }) => id === chosen);
  const close = () => go({ screen: 'channels', channel: null });
  if (network) return <ConnectNetwork key={network.id} network={network} />;
  return (
    <div className={`${styles.screen} ${styles.alone}`}>
      <Page
        title={t('channels.connectTitle')}
        acts={<IconButton icon="close" label={t('common.close')} onClick={close} />}
      >
        <AskedView asked={asked} again={again}>
          {({ rows }) => <PickNetwork networks={rows} channels={channels} />}
        </AskedView>
      </Page>
    </div>
  );
}

function ConnectNetwork({ network }: { network: Network }) {
  const { t } = useWords();
  const { ways, way, setWay } = useWay(network, null);
  if (!way) return null;
  return (
    <div className={guide.guide}>
      <Page
        title={t('connect.titleOf', { network: network.name })}
        acts={
          <Button onClick={() => go({ screen: 'channels', channel: CONNECT })}>
            <Icon name="back" size={16} /> {t('connect.all')}
          </Button>
        }
      >
        <ConnectForm network={network} ways={ways} way={way} onWay={setWay} mends={null} known={{}} />
      </Page>
      <About network={network} way={way.way} />
    </div>
  );
}

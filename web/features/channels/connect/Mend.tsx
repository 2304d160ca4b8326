import { go } from '../../../routes.ts';
import { usePerson } from '../../../session.ts';
import { useWords } from '../../../strings/words.ts';
import { AskedView } from '../../../ui/AskedView.tsx';
import { Banner } from '../../../ui/Banner.tsx';
import { IconButton } from '../../../ui/Button.tsx';
import { Page } from '../../../ui/Page.tsx';
import { oneLine } from '../../../ui/safe-text.ts';
import { useAsked } from '../../../use-asked.ts';
import screen from '../Channels.module.css';
import type { Channel } from '../channel.ts';
import styles from './Connect.module.css';
import { ConnectForm } from './ConnectForm.tsx';
import type { Network, WayName } from './network.ts';
import { useWay } from './use-way.ts';

/** Signs a channel in again: same account, same history, same place. */
export function Mend({ channel }: { channel: Channel }) {
  const { t, rich } = useWords();
  const { brand } = usePerson();
  const [networks, askNetworks] = useAsked('listNetworks', {});
  const [form, askForm] = useAsked('readForm', { brand: brand.id, id: channel.id });
  const name = oneLine(channel.name);
  return (
    <div className={`${screen.screen} ${screen.alone}`}>
      <Page
        title={t('mend.title', { name })}
        acts={
          <IconButton
            icon="close"
            label={t('common.close')}
            onClick={() => go({ screen: 'channels', channel: channel.id })}
          />
        }
      >
        <p className={styles.lead}>{t('mend.lead', { account: oneLine(channel.handle ?? channel.name) })}</p>
        {channel.said && (
          <div className={styles.said}>
            <Banner meaning="broken">
              {rich('mend.said', {
                network: channel.networkName,
                said: <bdi key="said">{oneLine(channel.said)}</bdi>,
              })}
            </Banner>
          </div>
        )}
        <AskedView asked={networks} again={askNetworks}>
          {({ rows }) => (
            <AskedView asked={form} again={askForm}>
              {({ values, way }) => {
                const network = rows.find(({ id }) => id === channel.network);
                return network && <MendForm network={network} channel={channel} known={values} cameBy={way} />;
              }}
            </AskedView>
          )}
        </AskedView>
      </Page>
    </div>
  );
}

type FormProps = {
  network: Network;
  channel: Channel;
  known: Readonly<Record<string, string>>;
  cameBy: WayName | null;
};

function MendForm({ network, channel, known, cameBy }: FormProps) {
  const { ways, way, setWay } = useWay(network, { id: channel.id, way: cameBy });
  if (!way) return null;
  return <ConnectForm network={network} ways={ways} way={way} onWay={setWay} mends={channel} known={known} />;
}

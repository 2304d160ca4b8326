import { useWords } from '../../../strings/words.ts';
import { NetworkMark } from '../../../ui/Avatar.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { RouteLink } from '../../../ui/RouteLink.tsx';
import type { Channel } from '../channel.ts';
import styles from './Connect.module.css';
import { ABILITIES, abilitiesBy, type Network } from './network.ts';

type Props = { networks: readonly Network[]; channels: readonly Channel[] };

/** Where are the customers? Each network in one line: what an account there is good for. */
export function PickNetwork({ networks, channels }: Props) {
  const { t } = useWords();
  return (
    <>
      <p className={styles.lead}>{t('connect.lead')}</p>
      <ul className={styles.networks}>
        {networks.map(network => (
          <li key={network.id}>
            <RouteLink className={styles.network} to={{ screen: 'channels', channel: 'connect', step: network.id }}>
              <NetworkMark network={network.id} hidden />
              <span className={styles.about}>
                <b>{network.name}</b>
                <Summary network={network} />
              </span>
              <Standing network={network} channels={channels} />
              <Icon name="forward" size={16} />
            </RouteLink>
          </li>
        ))}
      </ul>
    </>
  );
}

function Summary({ network }: { network: Network }) {
  const { t, language } = useWords();
  const best = abilitiesBy(network, network.ways[0]?.way ?? 'token');
  const can = ABILITIES.filter(ability => best.includes(ability)).map(ability => t(`connect.can.${ability}`));
  const speaks = best.includes('reply') || best.includes('direct');
  const list = new Intl.ListFormat(language, { type: 'unit', style: 'short' });
  return <span className={styles.quiet}>{list.format(speaks ? can : [...can, t('connect.readsOnly')])}</span>;
}

function Standing({ network, channels }: { network: Network; channels: readonly Channel[] }) {
  const { t } = useWords();
  const n = channels.filter(channel => channel.network === network.id && channel.state !== 'left').length;
  const withoutAccount = network.ways.some(({ way }) => way === 'listen');
  return (
    <span className={styles.standing}>
      {n > 0 && (
        <span>
          <Icon name="check" size={16} /> {t('connect.there', { n })}
        </span>
      )}
      {withoutAccount && <span>{t(network.ways.length === 1 ? 'connect.noAccountNeeded' : 'connect.noAccount')}</span>}
    </span>
  );
}

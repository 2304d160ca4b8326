import { useWords } from '../../../strings/words.ts';
import { Icon } from '../../../ui/Icon.tsx';
import channels from '../Channels.module.css';
import styles from './Connect.module.css';
import { ABILITIES, abilitiesBy, type Network, type WayName } from './network.ts';
import { useOutsideWords } from './outside-words.ts';

/** What the network lets anybody do, and what it lets nobody hear: said before anything is connected. */
export function About({ network, way }: { network: Network; way: WayName }) {
  const { t } = useWords();
  const outside = useOutsideWords();
  const can = abilitiesBy(network, way);
  return (
    <aside className={styles.beside} aria-label={t('connect.about', { network: network.name })}>
      <h2>{t('connect.about', { network: network.name })}</h2>
      <section className={channels.section}>
        <ul className={styles.abilities}>
          {ABILITIES.map(ability => {
            const isThere = can.includes(ability);
            return (
              <li key={ability} className={isThere ? undefined : styles.not}>
                <Icon name={isThere ? 'check' : 'close'} size={16} />
                {t(`connect.${isThere ? 'can' : 'cannot'}.${ability}`)}
              </li>
            );
          })}
        </ul>
      </section>
      {network.cannotHear.length > 0 && (
        <section className={channels.section}>
          <h3>{t('channels.cannotHear', { network: network.name })}</h3>
          <ul className={channels.list}>
            {network.cannotHear.map(sentence => (
              <li key={sentence}>{outside(sentence)}</li>
            ))}
          </ul>
        </section>
      )}
    </aside>
  );
}

import { useWords } from '../../../strings/words.ts';
import { Icon } from '../../../ui/Icon.tsx';
import channels from '../Channels.module.css';
import styles from './Connect.module.css';
import { ABILITIES, type Network, type WayName } from './network.ts';
import { useOutsideWords } from './outside-words.ts';

/** What the network lets anybody do, and what it lets nobody hear: said before anything is connected. */
export function About({ network, way }: { network: Network; way: WayName }) {
  const { t } = useWords();
  const outside = useOutsideWords();
  return (
    <aside className={channels.detail} aria-label={t('connect.about', { network: network.name })}>
      <div className={channels.detailHead}>
        <h2>{t('connect.about', { network: network.name })}</h2>
      </div>
      <div className={channels.scroll}>
        <section className={channels.section}>
          <ul className={styles.abilities}>
            {ABILITIES.map(ability => {
              const speaks = ability === 'reply' || ability === 'direct' || ability === 'media';
              const isThere = network.can.includes(ability) && !(speaks && way === 'listen' && needsAccount(network));
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
      </div>
    </aside>
  );
}

/** Where there is another way in, the one without an account only listens. */
function needsAccount({ ways }: Network): boolean {
  return ways.length > 1;
}

import { usePerson } from '../../session.ts';
import { useWords } from '../../strings/words.ts';
import { Icon } from '../../ui/Icon.tsx';
import { RouteLink } from '../../ui/RouteLink.tsx';
import { useWaiting } from './use-waiting.ts';
import styles from './Waiting.module.css';

/** Above the queue while an answer waits for a yes: to all of them. */
export function WaitingLink() {
  const { t } = useWords();
  const { may } = usePerson();
  const n = useWaiting();
  if (n === 0) return null;
  return (
    <RouteLink to={{ screen: 'waiting' }} className={styles.link}>
      <Icon name="pause" size={14} /> {t(may('lead') ? 'waiting.forYou' : 'waiting.yours', { n })}
    </RouteLink>
  );
}

import { usePerson } from '../../session.ts';
import { useWords } from '../../strings/words.ts';
import { useAsked } from '../../use-asked.ts';
import { PresenceSelect } from './PresenceSelect.tsx';
import styles from './Settings.module.css';
import { skillWords } from './teams/Working.tsx';

/** How I work, as others see it: whether I am here, what I am given, and how much at once. A lead changes the latter. */
export function OwnWork() {
  const words = useWords();
  const { t } = words;
  const { me, brand, may } = usePerson();
  const [asked] = useAsked('listWorking', may('read_people') ? { brand: brand.id } : null);
  const mine = asked.kind === 'ready' ? asked.value.rows.find(row => row.agentId === me.id) : undefined;
  return (
    <div className={styles.form}>
      <PresenceSelect />
      {mine && (
        <p className={styles.quiet}>
          {skillWords(mine, words)} · {t('working.carries')}{' '}
          {t('working.carriesOf', { load: mine.load, capacity: mine.capacity })}
        </p>
      )}
    </div>
  );
}

import { Badge } from '../../../ui/Badge.tsx';
import { useInsightWords } from '../words.ts';
import styles from './Crisis.module.css';
import { useCrises } from './use-crises.ts';

/** Beside the name in the list: how many go on; nothing while it is quiet. */
export function CrisisBadge() {
  const { t } = useInsightWords();
  const [asked] = useCrises();
  if (asked.kind !== 'ready') return null;
  const { open, watching } = asked.value.going;
  if (open + watching === 0) return null;
  return (
    <span className={styles.badge}>
      <Badge meaning={open > 0 ? 'broken' : 'soon'} icon="flame">
        {open > 0 ? t('crisis.badgeOpen', { n: open }) : t('crisis.badgeSuggested', { n: watching })}
      </Badge>
    </span>
  );
}

import type { PresenceState } from '../../src/core/presence.ts';
import styles from './PresenceMark.module.css';

/** On is a full dot, away a half one, off a ring: the shape says it without the colour. Its words stand beside it. */
export function PresenceMark({ state }: { state: PresenceState }) {
  return <span className={styles.mark} data-state={state} aria-hidden="true" />;
}

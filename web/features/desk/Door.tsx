import type { ConversationView, MessageView } from '../../../src/core/view.ts';
import { useWords } from '../../strings/words.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import { RouteLink } from '../../ui/RouteLink.tsx';
import { oneLine } from '../../ui/safe-text.ts';
import styles from './Door.module.css';

/** The private room as the public thread shows it: a door with the newest words cut to one line, never laid out among public posts. */
export function Door({ room, messages }: { room: ConversationView; messages: readonly MessageView[] }) {
  const { t } = useWords();
  const newest = messages.findLast(message => message.direction !== 'note');
  return (
    <RouteLink className={styles.door} to={{ screen: 'desk', conversation: room.id }}>
      <span className={styles.lock}>
        <Icon name="lock" />
      </span>
      <span className={styles.words}>
        <span className={styles.title}>{t('door.title')}</span>{' '}
        <span className={styles.count}>{t('door.count', { n: room.messageCount })}</span>
        <span className={styles.newest} dir="auto">
          {newest ? `${oneLine(newest.authorName)}: ${oneLine(newest.text)}` : oneLine(room.preview)}
        </span>
      </span>
      <span className={styles.open}>
        {t('door.open')} <Kbd keys="p" />
      </span>
    </RouteLink>
  );
}

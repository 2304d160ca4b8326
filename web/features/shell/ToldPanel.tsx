import type { RefObject } from 'react';
import { Dialog, Popover } from 'react-aria-components';
import { useColleagues } from '../../live/colleagues.ts';
import { type Notification, seeAll, useTold } from '../../live/notifications.ts';
import { go } from '../../routes.ts';
import { usePerson } from '../../session.ts';
import { useWords } from '../../strings/words.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { LinkButton } from '../../ui/Button.tsx';
import { Hidden } from '../../ui/Hidden.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Moment } from '../../ui/Moment.tsx';
import { oneLine } from '../../ui/safe-text.ts';
import { asRefusal } from '../../use-asked.ts';
import { notificationWords } from './notification-words.ts';
import styles from './ToldPanel.module.css';

type Props = { trigger: RefObject<HTMLElement | null>; onClose: () => void };

/** The list beside the bell: newest first, what is new marked, each leading to its conversation. */
export function ToldPanel({ trigger, onClose }: Props) {
  const { t } = useWords();
  const { brand } = usePerson();
  const { rows, unseen } = useTold();
  function open(one: Notification) {
    onClose();
    if (one.conversationId) go({ screen: 'desk', conversation: one.conversationId });
    else if (one.kind.startsWith('crisis')) go({ screen: 'insight', part: 'crisis', search: '' });
    else go({ screen: 'desk', conversation: null });
  }
  return (
    <Popover
      triggerRef={trigger}
      isOpen
      onOpenChange={shown => !shown && onClose()}
      placement="end top"
      className={styles.popover ?? ''}
    >
      <Dialog aria-label={t('told.title')} className={styles.panel ?? ''}>
        <header className={styles.head}>
          <h2>{t('told.title')}</h2>
          {unseen > 0 && <LinkButton onClick={() => seeAll(brand.id).catch(asRefusal)}>{t('told.allSeen')}</LinkButton>}
        </header>
        {rows.length === 0 ? (
          <p className={styles.none}>{t('told.none')}</p>
        ) : (
          <ul className={styles.list}>
            {rows.map(one => (
              <li key={one.id}>
                <Row one={one} onOpen={() => open(one)} />
              </li>
            ))}
          </ul>
        )}
      </Dialog>
    </Popover>
  );
}

function Row({ one, onOpen }: { one: Notification; onOpen: () => void }) {
  const words = useWords();
  const colleagues = useColleagues();
  const from = colleagues.get(one.fromId ?? '')?.name ?? '';
  const isNew = one.seenAt === null;
  return (
    <button type="button" className={isNew ? `${styles.row} ${styles.fresh}` : styles.row} onClick={onOpen}>
      {from ? <Avatar name={from} size={32} ours /> : <Icon name="bell" />}
      <span className={styles.words}>
        <span className={styles.sentence} dir="auto">
          {isNew && <Hidden>{words.t('told.new')}</Hidden>}
          {notificationWords(one, from, words)}
        </span>
        {one.parts.words && (
          <span className={styles.quote} dir="auto">
            {oneLine(one.parts.words)}
          </span>
        )}
        <span className={styles.when}>
          <Moment at={one.at} />
        </span>
      </span>
    </button>
  );
}

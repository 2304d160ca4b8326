import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react';
import { keysOf } from '../../actions/action.ts';
import { useAction } from '../../actions/registry.ts';
import { useColleagues } from '../../live/colleagues.ts';
import { type Notification, seeAbout, useLiveNotifications, useTold } from '../../live/notifications.ts';
import { useRoute } from '../../routes.ts';
import { usePerson } from '../../session.ts';
import { useWords } from '../../strings/words.ts';
import { announce } from '../../ui/announcer.ts';
import { Icon } from '../../ui/Icon.tsx';
import { asRefusal } from '../../use-asked.ts';
import styles from './Bell.module.css';
import { notificationWords } from './notification-words.ts';
import rail from './Rail.module.css';

const ToldPanel = lazy(() => import('./ToldPanel.tsx').then(module => ({ default: module.ToldPanel })));

/** More are shown as "99+". */
const SHOWN_MOST = 99;

/** What I should know: how much is new, and the list of it. */
export function Bell() {
  const words = useWords();
  const { t, language } = words;
  const { brand } = usePerson();
  const { unseen } = useTold();
  const route = useRoute();
  const colleagues = useColleagues();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const tell = useCallback(
    (one: Notification) => announce(notificationWords(one, colleagues.get(one.fromId ?? '')?.name ?? '', words)),
    [colleagues, words],
  );
  useLiveNotifications(tell);
  useAction('notifications', () => setOpen(shown => !shown));
  const conversation = route.screen === 'desk' ? route.conversation : null;
  // Whoever looks at the conversation has seen what they were told about it.
  useEffect(() => {
    if (conversation !== null && unseen > 0) seeAbout(brand.id, conversation).catch(asRefusal);
  }, [brand.id, conversation, unseen]);
  const name = unseen === 0 ? t('told.title') : t('told.unseen', { n: unseen });
  const number = new Intl.NumberFormat(language).format(Math.min(unseen, SHOWN_MOST));
  return (
    <>
      <button
        ref={button}
        type="button"
        className={rail.link}
        title={t('menu.withKey', { name, key: keysOf('notifications') })}
        aria-label={name}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(shown => !shown)}
      >
        <Icon name="bell" />
        {unseen > 0 && <span className={styles.count}>{unseen > SHOWN_MOST ? `${number}+` : number}</span>}
        <span className={rail.words} aria-hidden="true">
          {t('told.short')}
        </span>
      </button>
      {open && (
        <Suspense fallback={null}>
          <ToldPanel trigger={button} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}

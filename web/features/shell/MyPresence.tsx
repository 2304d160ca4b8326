import { useRef, useState } from 'react';
import { type Away, tellPresence, usePresence } from '../../live/presence.ts';
import { refusalWords } from '../../refusal-words.ts';
import { go } from '../../routes.ts';
import { usePerson } from '../../session.ts';
import { useWords } from '../../strings/words.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Hidden } from '../../ui/Hidden.tsx';
import { Choices } from '../../ui/overlay/lazy.tsx';
import { PresenceMark } from '../../ui/PresenceMark.tsx';
import { complain } from '../../ui/toast.ts';
import { asRefusal } from '../../use-asked.ts';
import styles from './MyPresence.module.css';
import { presenceWords } from './presence-words.ts';

const REASONS: readonly Away[] = ['break', 'meeting', 'training', 'other'];
const PROFILE = 'profile';
const ON = 'on';

/** My face on the rail: how others see me, and the way to say that I am away. */
export function MyPresence() {
  const words = useWords();
  const { t } = words;
  const { me, brand } = usePerson();
  const [open, setOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  const here = usePresence().get(me.id);
  const state = here?.state ?? 'on';
  const name = t('presence.is', { name: me.name, state: presenceWords(here, t) });
  function choose(id: string) {
    if (id === PROFILE) go({ screen: 'settings', tab: 'profile' });
    else {
      const away = REASONS.find(reason => reason === id) ?? null;
      tellPresence(brand.id, { active: true, away }).catch((error: unknown) =>
        complain(refusalWords(asRefusal(error), words)),
      );
    }
  }
  return (
    <>
      <button
        ref={trigger}
        type="button"
        className={styles.me}
        title={name}
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(true)}
      >
        <Avatar name={me.name} ours size={32} />
        <span className={styles.mark}>
          <PresenceMark state={state} />
        </span>
        <Hidden>{name}</Hidden>
      </button>
      {open && (
        <Choices
          trigger={trigger}
          label={t('presence.label')}
          none=""
          choices={[
            { id: ON, words: t('presence.on'), picture: <PresenceMark state="on" />, on: state === 'on' },
            ...REASONS.map(reason => ({
              id: reason,
              words: t(`presence.${reason}`),
              picture: <PresenceMark state="away" />,
              on: here?.reason === reason,
            })),
            { id: PROFILE, words: t('presence.profile'), icon: 'person' as const },
          ]}
          onClose={() => setOpen(false)}
          onChoose={choose}
        />
      )}
    </>
  );
}

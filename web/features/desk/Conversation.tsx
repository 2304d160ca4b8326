import { useEffect, useRef, useState } from 'react';
import { keysOf } from '../../actions/action.ts';
import { perform, useAction } from '../../actions/registry.ts';
import { ask } from '../../api.ts';
import { useColleague } from '../../live/colleagues.ts';
import type { Detail } from '../../live/detail.ts';
import { holdEarlier } from '../../live/store.ts';
import { go } from '../../routes.ts';
import { usePerson } from '../../session.ts';
import { useWords } from '../../strings/words.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { useIsNarrow, useIsPhone } from '../../ui/use-width.ts';
import { WritingNow } from './Beside.tsx';
import { Composer } from './Composer.tsx';
import styles from './Conversation.module.css';
import { ConversationHead } from './ConversationHead.tsx';
import { ConversationMenus } from './ConversationMenus.tsx';
import { useDeeds } from './deeds.ts';
import type { Mode } from './drafts.ts';
import { nameOf, shortNameOf } from './face.ts';
import { ResolvePanel } from './ResolvePanel.tsx';
import { OwnPromises } from './replies/OwnPromises.tsx';
import { Timeline } from './Timeline.tsx';

type Props = { detail: Detail; personShown: boolean; onResolved: () => void };

/** One person, one matter: what was said, and the place to answer. The private room is a different room. */
export function Conversation({ detail, personShown, onResolved }: Props) {
  const phone = useIsPhone();
  const narrow = useIsNarrow();
  const { t } = useWords();
  const { brand, may } = usePerson();
  const { conversation, linked } = detail;
  const room = conversation.visibility === 'private';
  const deeds = useDeeds();
  const writer = useRef<HTMLTextAreaElement>(null);
  const [mode, setMode] = useState<Mode>(room ? 'private' : 'reply');
  const [resolving, setResolving] = useState<'ask' | 'noAnswer' | null>(null);
  const resolved = conversation.status === 'resolved';

  function write(next: Mode) {
    if (next === 'private' && !room && linked) return go({ screen: 'desk', conversation: linked.id });
    if (next === 'reply' && room && linked) return go({ screen: 'desk', conversation: linked.id });
    setMode(room && next === 'reply' ? 'private' : next);
    requestAnimationFrame(() => writer.current?.focus());
  }

  async function resolve() {
    if (conversation.turn) return setResolving('ask');
    if (await deeds.resolve(conversation.id)) onResolved();
  }

  const answers = may('answer');
  useAction('reply', () => write('reply'), answers);
  useAction('private', () => write('private'), answers);
  useAction('note', () => write('note'), answers);
  useAction('resolve', resolve, answers && !resolved);
  useAction('needsNoAnswer', () => setResolving('noAnswer'), answers && !resolved && conversation.turn !== null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the question was about the turn that was open
  useEffect(() => {
    if (!conversation.turn) setResolving(null);
  }, [conversation.turn?.id]);

  async function earlier() {
    const after = detail.earlier;
    if (!after) return;
    const page = await ask('earlierMessages', { brand: brand.id, id: conversation.id, query: { after } });
    holdEarlier(conversation.id, page.rows.toReversed(), page.next);
  }

  return (
    <main className={room ? `${styles.talk} ${styles.room}` : styles.talk} aria-label={t('talk.label')}>
      <ConversationHead row={conversation} detail={detail}>
        {answers && <ConversationMenus detail={detail} />}
        {answers && !resolved && !phone && (
          <Button onClick={() => perform('resolve')} aria-expanded={resolving !== null}>
            {t('action.resolve')} <Kbd keys={keysOf('resolve')} />
          </Button>
        )}
        {answers && resolved && <Button onClick={() => deeds.reopen(conversation.id)}>{t('action.reopen')}</Button>}
        {!personShown && (!narrow || phone) && <PersonButton />}
      </ConversationHead>
      <Rooms detail={detail} />
      {room && <Wall detail={detail} />}
      <Timeline key={conversation.id} detail={detail} onEarlier={earlier} />
      {resolving && (
        <ResolvePanel
          detail={detail}
          noAnswer={resolving === 'noAnswer'}
          onAnswer={() => {
            setResolving(null);
            write(room ? 'private' : 'reply');
          }}
          onDone={() => {
            setResolving(null);
            onResolved();
          }}
          onClose={() => setResolving(null)}
        />
      )}
      <WritingNow id={conversation.id} />
      {answers && <OwnPromises conversationId={conversation.id} />}
      <Composer key={`composer ${conversation.id}`} detail={detail} mode={mode} onMode={write} writer={writer} />
    </main>
  );
}

/** Below the width where the person has a column, this brings them. */
function PersonButton() {
  const { t } = useWords();
  return <IconButton icon="person" label={t('action.foldPerson')} onClick={() => perform('foldPerson')} />;
}

function Rooms({ detail }: { detail: Detail }) {
  const { t } = useWords();
  const { conversation, linked } = detail;
  const room = conversation.visibility === 'private';
  const here = { id: conversation.id, n: conversation.messageCount };
  const there = linked ? { id: linked.id, n: linked.messageCount } : null;
  const publicRoom = room ? there : here;
  const privateRoom = room ? here : there;
  const tabs = [
    publicRoom && {
      value: publicRoom.id,
      label: (
        <>
          <Icon name="globe" size={16} /> {t('room.public')} <span className={styles.number}>{publicRoom.n}</span>
        </>
      ),
    },
    privateRoom && {
      value: privateRoom.id,
      className: styles.private,
      label: (
        <>
          <Icon name="lock" size={16} /> {t('room.private')} <span className={styles.number}>{privateRoom.n}</span>
        </>
      ),
    },
  ].filter(tab => tab !== null);
  return (
    <div className={styles.rooms}>
      <Tabs
        label={t('room.rooms')}
        className={styles.tabs}
        value={conversation.id}
        tabs={tabs}
        onChange={id => go({ screen: 'desk', conversation: id })}
      />
      <Claimer detail={detail} />
    </div>
  );
}

function Claimer({ detail }: { detail: Detail }) {
  const { t } = useWords();
  const { me } = usePerson();
  const { claimedBy } = detail.conversation;
  const colleague = useColleague(claimedBy);
  if (!colleague || claimedBy === me.id) return null;
  return (
    <span className={styles.aside} role="status">
      <Avatar name={colleague.name} size={20} ours />
      {t('claim.other', { name: colleague.name })}
    </span>
  );
}

function Wall({ detail }: { detail: Detail }) {
  const words = useWords();
  const { t } = words;
  const name = shortNameOf(nameOf(detail.conversation, words));
  return (
    <div className={styles.wall}>
      <Icon name="lock" size={16} />
      <span>
        <b>{t('wall.title')}</b> {t('wall.only', { name })}
      </span>
      <span className={styles.end}>{t('wall.where', { network: detail.channel.networkName })}</span>
    </div>
  );
}

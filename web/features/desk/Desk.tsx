import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useAction } from '../../actions/registry.ts';
import { useAnnounceUrgent } from '../../live/use-announce.ts';
import { refusalWords } from '../../refusal-words.ts';
import { usePerson } from '../../session.ts';
import { useWords } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { useIsNarrow, useIsPhone } from '../../ui/use-width.ts';
import styles from './Desk.module.css';
import { clearOldDrafts } from './drafts.ts';
import { nameOf } from './face.ts';
import { keepFilter, readFilter } from './filter-kept.ts';
import { Queue } from './Queue.tsx';
import type { QueueFilter } from './queue-order.ts';
import { useOpened } from './use-opened.ts';
import { useQueue } from './use-queue.ts';
import { useWalk } from './use-walk.ts';

const loadConversation = () => import('./Conversation.tsx');
const loadPerson = () => import('./Person.tsx');
const Conversation = lazy(() => loadConversation().then(module => ({ default: module.Conversation })));
const Person = lazy(() => loadPerson().then(module => ({ default: module.Person })));

/** The queue comes first; what opens beside it is fetched this much later, before anybody has read the first row. */
const FETCH_AFTER_MS = 400;

/** What next? The queue, one conversation, the person. */
export function Desk({ conversation }: { conversation: string | null }) {
  const words = useWords();
  const { t } = words;
  const { brand } = usePerson();
  const [filter, setFilter] = useState<QueueFilter>(() => readFilter(brand.id));
  const still = useRef(0);
  const queue = useQueue(filter, { still: still.current, keep: conversation });
  const { detail, refusal, again } = useOpened(conversation);
  const phone = useIsPhone();
  const narrow = useIsNarrow();
  const [folded, setFolded] = useState(narrow);
  useEffect(() => setFolded(narrow), [narrow]);
  useEffect(() => clearOldDrafts(Date.now()), []);
  const opensAtOnce = useRef(conversation !== null).current;
  useEffect(() => {
    const timer = setTimeout(fetchBeside, opensAtOnce ? 0 : FETCH_AFTER_MS);
    return () => clearTimeout(timer);
  }, [opensAtOnce]);
  useAnnounceUrgent();

  const title = detail ? nameOf(detail.conversation, words) : t('nav.desk');
  useEffect(() => {
    document.title = `${title} · Heed`;
  }, [title]);

  function narrowTo(next: QueueFilter) {
    setFilter(next);
    keepFilter(brand.id, next);
  }

  const { takeNext, afterResolving } = useWalk(queue.ids, conversation);
  useAction('foldPerson', () => setFolded(!folded), detail !== undefined);

  const person = detail && !folded;
  const classes = [styles.desk, person && !narrow ? '' : styles.folded].filter(Boolean).join(' ');
  return (
    <div className={classes}>
      <div className={phone && conversation ? `${styles.column} ${styles.away}` : styles.column}>
        <Queue filter={filter} onFilter={narrowTo} queue={queue} selected={conversation} still={still} />
      </div>
      <div className={phone && !conversation ? `${styles.column} ${styles.away}` : styles.column}>
        {detail ? (
          <Suspense fallback={<Coming />}>
            <Conversation
              key={detail.conversation.id}
              detail={detail}
              personShown={!folded}
              onResolved={afterResolving}
            />
          </Suspense>
        ) : (
          <main className={styles.blank} aria-label={t('talk.label')}>
            {refusal ? (
              <Empty
                level={1}
                icon="stop"
                title={t('talk.failed')}
                acts={<Button onClick={again}>{t('common.tryAgain')}</Button>}
              >
                {refusalWords(refusal, words)}
              </Empty>
            ) : conversation ? (
              <Skeleton rows={4} label={t('talk.loading')} />
            ) : (
              <NothingOpen onNext={takeNext} />
            )}
          </main>
        )}
      </div>
      {person && (
        <div className={narrow ? `${styles.column} ${styles.over}` : styles.column}>
          <Suspense fallback={null}>
            <Person detail={detail} />
          </Suspense>
        </div>
      )}
    </div>
  );
}

function fetchBeside(): void {
  // A line that fails now is asked again when a conversation is opened, and says so there.
  Promise.all([loadConversation(), loadPerson()]).catch(() => undefined);
}

function Coming() {
  const { t } = useWords();
  return (
    <main className={styles.blank} aria-label={t('talk.label')}>
      <Skeleton rows={4} label={t('talk.loading')} />
    </main>
  );
}

function NothingOpen({ onNext }: { onNext: () => void }) {
  const { t } = useWords();
  const { may } = usePerson();
  return (
    <Empty
      level={1}
      icon="desk"
      title={t('talk.none')}
      acts={
        may('answer') && (
          <Button onClick={onNext}>
            {t('action.next')} <Kbd keys="n" />
          </Button>
        )
      }
    >
      {t('talk.noneWhy')}
    </Empty>
  );
}

import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useAction } from '../../actions/registry.ts';
import type { Detail } from '../../live/detail.ts';
import { usePerson } from '../../session.ts';
import { useWords } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Bubble } from './Bubble.tsx';
import { Door } from './Door.tsx';
import { avatarOf } from './face.ts';
import { Happening } from './Happening.tsx';
import { openModeration } from './moderation/Moderated.tsx';
import { Note } from './Note.tsx';
import { Post } from './Post.tsx';
import { openReadings } from './readings/ReadingLine.tsx';
import styles from './Timeline.module.css';
import { type Entry, timeline } from './timeline.ts';
import { Voices } from './Voices.tsx';

/** Nearer to the end than this counts as reading the end: new words scroll into view. */
const AT_END_PX = 80;

type Props = { detail: Detail; onEarlier: () => void };

/** Everything that was said, oldest first, standing at its end; what arrives while reading above waits behind a button. */
export function Timeline({ detail, onEarlier }: Props) {
  const { t } = useWords();
  const scroller = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const [fresh, setFresh] = useState(0);
  const entries = useMemo(() => timeline(detail), [detail]);
  const lastKey = entries.at(-1)?.key;
  const count = detail.messages.length;
  const before = useRef({ id: '', count: 0, height: 0, firstId: '' });

  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when what stands at either end changes
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const past = before.current;
    const firstId = detail.messages[0]?.id ?? '';
    const opened = past.id !== detail.conversation.id;
    if (opened) atEnd.current = true;
    if (opened || atEnd.current) {
      element.scrollTop = element.scrollHeight;
      setFresh(0);
    } else if (past.firstId !== firstId) {
      element.scrollTop += element.scrollHeight - past.height;
    } else if (count > past.count) setFresh(n => n + count - past.count);
    before.current = { id: detail.conversation.id, count, height: element.scrollHeight, firstId };
  }, [detail.conversation.id, count, lastKey, detail.messages[0]?.id]);

  function onScroll() {
    const element = scroller.current;
    if (!element) return;
    atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < AT_END_PX;
    if (atEnd.current && fresh > 0) setFresh(0);
  }

  function toEnd() {
    const element = scroller.current;
    if (element) element.scrollTop = element.scrollHeight;
  }

  useAction('moderate', () => openModeration(detail.messages.findLast(one => one.direction === 'in')?.id));
  useAction('explain', () => openReadings(detail.messages.findLast(one => one.direction === 'in')?.id));
  const room = detail.conversation.visibility === 'private';
  return (
    <>
      <div
        ref={scroller}
        className={styles.scroller}
        onScroll={onScroll}
        role="log"
        aria-label={t(room ? 'room.privateLog' : 'room.publicLog')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
      >
        <div className={styles.entries}>
          {detail.earlier && (
            <Button size="small" className={styles.earlier} onClick={onEarlier}>
              {t('timeline.earlier')}
            </Button>
          )}
          {entries.map((entry, index) => (
            <TimelineEntry
              key={entry.key}
              entry={entry}
              detail={detail}
              room={room}
              last={index === entries.length - 1}
            />
          ))}
        </div>
      </div>
      {fresh > 0 && (
        <div className={styles.foot}>
          <div className={styles.fresh}>
            <Button size="small" onClick={toEnd}>
              <Icon name="down" size={14} /> {t('timeline.fresh', { n: fresh })}
            </Button>
          </div>
        </div>
      )}
    </>
  );
}

type EntryProps = { entry: Entry; detail: Detail; room: boolean; last: boolean };

function TimelineEntry({ entry, detail, room, last }: EntryProps) {
  const { brand } = usePerson();
  const { network, networkName } = detail.channel;
  const picture = avatarOf(detail.conversation, brand.id);
  switch (entry.kind) {
    case 'above':
      return <Post message={entry.message} network={network} networkName={networkName} picture={null} above />;
    case 'voices':
      return <Voices messages={entry.messages} more={entry.more} conversationId={detail.conversation.id} />;
    case 'door':
      return <Door room={entry.room} messages={entry.messages} />;
    case 'happening':
      return <Happening happening={entry.happening} inRoom={room} />;
    case 'message': {
      const { message, waiting, closed } = entry;
      if (message.direction === 'note') return <Note message={message} />;
      const own = { message, networkName, picture, waiting, closed };
      return room ? <Bubble {...own} /> : <Post {...own} network={network} last={last} />;
    }
  }
}

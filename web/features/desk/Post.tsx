import { memo, type ReactNode, useCallback, useSyncExternalStore } from 'react';
import type { MessageView, TurnView } from '../../../src/core/view.ts';
import { useColleague } from '../../live/colleagues.ts';
import { useWords } from '../../strings/words.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Moment } from '../../ui/Moment.tsx';
import { promiseState } from '../../ui/promise.ts';
import { oneLine, webAddress } from '../../ui/safe-text.ts';
import { nowMs, onBeat } from '../../ui/tick.ts';
import { exactTime } from '../../ui/time.ts';
import { Delivery } from './Delivery.tsx';
import { Edits } from './Edits.tsx';
import { ModerateButton, ModerationMarks } from './moderation/Moderated.tsx';
import { Pictures } from './Pictures.tsx';
import styles from './Post.module.css';
import { Reactions } from './Reactions.tsx';
import { ReadingLine } from './readings/ReadingLine.tsx';
import { Said } from './Said.tsx';

type Props = {
  message: MessageView;
  network: string;
  networkName: string;
  picture: string | null;
  waiting?: TurnView | null;
  closed?: TurnView | null;
  /** The posts being answered, drawn quieter. */
  above?: boolean;
  last?: boolean;
};

/** One post of a public thread: flat, one under the other, tied by a line. */
export const Post = memo(function Post({
  message,
  network,
  networkName,
  picture,
  waiting,
  closed,
  above,
  last,
}: Props) {
  const { t } = useWords();
  const agent = useColleague(message.agentId);
  const ours = message.direction === 'out';
  const name = agent?.name ?? (oneLine(message.authorName) || t('queue.noName'));
  return (
    <article
      className={[styles.post, above ? styles.above : '', last ? styles.last : ''].filter(Boolean).join(' ')}
      aria-label={t(ours ? 'post.ours' : 'post.theirs', { name })}
      data-message={message.id}
    >
      <Avatar name={name} network={network} picture={ours ? null : picture} ours={ours} />
      <div>
        <div className={styles.head}>
          <bdi className={styles.author}>{name}</bdi>
          <Aside message={message} networkName={networkName} above={above === true} />
          {waiting && <Waiting turn={waiting} />}
          <When message={message} />
          {!above && <ModerateButton message={message} />}
        </div>
        <div className={styles.body}>
          <div className={styles.said}>
            <Said message={message} />
            <Edits message={message} />
          </div>
          <Pictures media={message.media} />
        </div>
        {!above && <ReadingLine message={message} />}
        <Reactions reactions={message.reactions} />
        <ModerationMarks message={message} />
        {ours && <Delivery message={message} networkName={networkName} closed={closed ?? null} />}
      </div>
    </article>
  );
});

function Aside({
  message,
  networkName,
  above,
}: {
  message: MessageView;
  networkName: string;
  above: boolean;
}): ReactNode {
  const { t } = useWords();
  if (above)
    return <span className={styles.aside}>{t(message.direction === 'out' ? 'post.aboveOurs' : 'post.above')}</span>;
  if (message.direction === 'out' && !message.agentId) {
    return <span className={styles.aside}>{t('post.typedThere', { network: networkName })}</span>;
  }
  return null;
}

/** Since when the customer waits: quiet with time in hand, amber in the last fifth, red once the promise is broken. */
export function Waiting({ turn }: { turn: TurnView }) {
  const { t, language } = useWords();
  const urgency = useSyncExternalStore(
    onBeat,
    useCallback(() => urgencyOf(turn), [turn]),
  );
  return (
    <span className={[styles.since, styles[urgency]].filter(Boolean).join(' ')}>
      <Icon name="clock" size={14} />
      {t('post.waitingSince', { time: exactTime(turn.openedAt, language) })}
    </span>
  );
}

function urgencyOf(turn: TurnView): 'calm' | 'soon' | 'late' {
  const state = promiseState(turn, nowMs());
  if (state.kind === 'late') return 'late';
  return state.kind === 'running' && state.soon ? 'soon' : 'calm';
}

function When({ message }: { message: MessageView }) {
  const { t } = useWords();
  const href = webAddress(message.url);
  return (
    <span className={styles.when}>
      {href ? (
        <a href={href} target="_blank" rel="noopener noreferrer nofollow" title={t('post.openThere')}>
          <Moment at={message.at} />
        </a>
      ) : (
        <Moment at={message.at} />
      )}
    </span>
  );
}

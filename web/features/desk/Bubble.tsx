import { memo } from 'react';
import type { MessageView, TurnView } from '../../../src/core/view.ts';
import { useColleague } from '../../live/colleagues.ts';
import { useWords } from '../../strings/words.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Moment } from '../../ui/Moment.tsx';
import { oneLine } from '../../ui/safe-text.ts';
import styles from './Bubble.module.css';
import { Delivery } from './Delivery.tsx';
import { Edits } from './Edits.tsx';
import { ModerateButton, ModerationMarks } from './moderation/Moderated.tsx';
import { Pictures } from './Pictures.tsx';
import { Waiting } from './Post.tsx';
import { Reactions } from './Reactions.tsx';
import { ReadingLine } from './readings/ReadingLine.tsx';
import { Said } from './Said.tsx';

type Props = {
  message: MessageView;
  networkName: string;
  picture: string | null;
  waiting: TurnView | null;
  closed: TurnView | null;
};

/** One message of the private room: a bubble, theirs from the reading side, ours from the other. */
export const Bubble = memo(function Bubble({ message, networkName, picture, waiting, closed }: Props) {
  const { t } = useWords();
  const agent = useColleague(message.agentId);
  const ours = message.direction === 'out';
  const name = agent?.name ?? (oneLine(message.authorName) || t('queue.noName'));
  const state = message.delivery?.state;
  const pending = ours && state !== undefined && state !== 'sent';
  return (
    <article
      className={[styles.bubble, ours ? styles.ours : '', pending ? styles.pending : ''].filter(Boolean).join(' ')}
      aria-label={t(ours ? 'post.ours' : 'post.theirs', { name })}
      data-message={message.id}
    >
      <Avatar name={name} picture={ours ? null : picture} size={24} ours={ours} />
      <div className={styles.column}>
        <div className={styles.said}>
          <Said message={message} />
          <Pictures media={message.media} />
        </div>
        <div className={styles.meta}>
          <Edits message={message} />
          {!ours && <Moment at={message.at} />}
          {waiting && <Waiting turn={waiting} />}
          {ours && <Delivery message={message} networkName={networkName} closed={closed} />}
          <ModerateButton message={message} />
        </div>
        <Reactions reactions={message.reactions} />
        <ModerationMarks message={message} />
      </div>
      {!ours && (
        <div className={styles.below}>
          <ReadingLine message={message} />
        </div>
      )}
    </article>
  );
});

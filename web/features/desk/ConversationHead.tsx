import { type ReactNode, useCallback, useSyncExternalStore } from 'react';
import type { ConversationView } from '../../../src/core/view.ts';
import { useColleague } from '../../live/colleagues.ts';
import type { Detail } from '../../live/detail.ts';
import { go } from '../../routes.ts';
import { usePerson } from '../../session.ts';
import { policyName } from '../../strings/policy-name.ts';
import { useWords } from '../../strings/words.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { IconButton } from '../../ui/Button.tsx';
import { clockDuration, shortDuration, spokenDuration } from '../../ui/duration.ts';
import { Icon } from '../../ui/Icon.tsx';
import { promiseState } from '../../ui/promise.ts';
import { Ring } from '../../ui/Ring.tsx';
import { oneLine } from '../../ui/safe-text.ts';
import { nowMs, onBeat } from '../../ui/tick.ts';
import { shortTime } from '../../ui/time.ts';
import { Faces } from './Beside.tsx';
import styles from './ConversationHead.module.css';
import { avatarOf, nameOf } from './face.ts';

/** Who, where, whose, and how long the promise still holds. */
export function ConversationHead({
  row,
  detail,
  children,
}: {
  row: ConversationView;
  detail: Detail;
  children: ReactNode;
}) {
  const words = useWords();
  const { brand } = usePerson();
  const name = nameOf(row, words);
  return (
    <header className={styles.head}>
      <IconButton
        className={styles.back}
        icon="back"
        label={words.t('action.back')}
        onClick={() => go({ screen: 'desk', conversation: null })}
      />
      <Avatar name={name} network={row.network} picture={avatarOf(row, brand.id)} />
      <div className={styles.who}>
        <h1 className={styles.name}>
          <bdi>{name}</bdi>
        </h1>
        <Where row={row} channel={detail.channel} />
      </div>
      <Due row={row} />
      <Faces id={row.id} />
      <div className={styles.acts}>{children}</div>
    </header>
  );
}

function Where({ row, channel }: { row: ConversationView; channel: Detail['channel'] }) {
  const { t, language } = useWords();
  const { me } = usePerson();
  const assignee = useColleague(row.assigneeId);
  // Where several accounts of one network stand side by side, the channel's own name tells them apart.
  const network = channel.isOneOfSeveral ? oneLine(channel.name) : channel.networkName;
  const parts = [t(row.visibility === 'private' ? 'head.private' : 'head.public', { network })];
  if (row.status === 'resolved') parts.push(t('head.resolved'));
  else if (row.status === 'snoozed' && !row.snoozedUntil) parts.push(t('head.snoozedReply'));
  else if (row.status === 'snoozed' && row.snoozedUntil) {
    parts.push(t('head.snoozed', { time: shortTime(row.snoozedUntil, language, nowMs()) }));
  }
  if (row.assigneeId === me.id) parts.push(t('head.yours'));
  else if (assignee) parts.push(t('head.with', { name: assignee.name }));
  else if (row.claimedBy === me.id && Date.parse(row.claimedUntil ?? '') > nowMs()) parts.push(t('head.youAnswer'));
  else parts.push(t('head.nobodys'));
  return (
    <p className={styles.where}>
      <span className={row.visibility === 'private' ? styles.private : undefined}>
        <Icon name={row.visibility === 'private' ? 'lock' : 'globe'} size={14} />
      </span>
      <span>{parts.join(' · ')}</span>
    </p>
  );
}

const MINUTE_MS = 60_000;

/** "Answer in 2:48, Public complaints: 5 min in hours": the clock in words, beating once a second. */
function Due({ row }: { row: ConversationView }) {
  const { t, language } = useWords();
  const turn = row.turn;
  useSyncExternalStore(
    onBeat,
    useCallback(() => (turn?.dueAt ? Math.floor((Date.parse(turn.dueAt) - nowMs()) / 1000) : null), [turn?.dueAt]),
  );
  const state = promiseState(turn, nowMs());
  if (!turn || state.kind === 'none' || state.kind === 'kept') return null;
  const late = state.kind === 'late';
  const time = late ? shortDuration(state.lateMs, language) : clockDuration(state.leftMs, language);
  const spoken = spokenDuration(late ? state.lateMs : state.leftMs, language);
  const look = late ? styles.late : state.soon ? styles.soon : '';
  return (
    <div
      className={`${styles.due} ${look}`}
      role="timer"
      aria-label={t(late ? 'head.lateBy' : 'head.answerIn', { time: spoken })}
    >
      <Ring turn={turn} large />
      <span>
        <b>{t(late ? 'head.lateBy' : 'head.answerIn', { time })}</b>
        {turn.policy && (
          <small>
            {t(turn.policy.inHours ? 'head.ofPolicyHours' : 'head.ofPolicy', {
              policy: oneLine(policyName(turn.policy.name, { t })),
              time: shortDuration(turn.policy.minutes * MINUTE_MS, language),
            })}
          </small>
        )}
      </span>
    </div>
  );
}

import { memo, type ReactElement } from 'react';
import type { ConversationView } from '../../../src/core/view.ts';
import { useColleague } from '../../live/colleagues.ts';
import { useRow } from '../../live/store.ts';
import { useWords, type Words } from '../../strings/words.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { Hidden } from '../../ui/Hidden.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { networkName } from '../../ui/networks.ts';
import { Ring } from '../../ui/Ring.tsx';
import { RouteLink } from '../../ui/RouteLink.tsx';
import { oneLine } from '../../ui/safe-text.ts';
import { nowMs } from '../../ui/tick.ts';
import { shortTime } from '../../ui/time.ts';
import { Faces } from './Beside.tsx';
import { avatarOf, nameOf } from './face.ts';
import { languageBadge } from './language-badge.ts';
import styles from './QueueRow.module.css';
import { RowBadge } from './readings/RowBadge.tsx';
import { rowMarkOf } from './readings/row-mark.ts';

type Props = {
  id: string;
  selected: boolean;
  first: boolean;
  brand: number;
  myId: string;
};

/** One waiting person: face, name, first words, what is left of the promise. Drawn again only when its own row changes. */
export const QueueRow = memo(function QueueRow({ id, selected, first, brand, myId }: Props) {
  const row = useRow(id);
  const words = useWords();
  if (!row) return null;
  const name = nameOf(row, words);
  return (
    <RouteLink
      to={{ screen: 'desk', conversation: id }}
      className={selected ? `${styles.row} ${styles.on}` : styles.row}
      data-first={first}
      data-row={id}
      aria-current={selected ? 'true' : undefined}
      draggable={false}
    >
      <Avatar name={name} network={row.network} picture={avatarOf(row, brand)} />
      <span className={styles.words} lang={row.lang ?? undefined}>
        <span className={styles.first}>
          <bdi className={styles.name}>{name}</bdi>
          <Hidden>{words.t('queue.on', { network: networkName(row.network) })}</Hidden>
          <Faces id={id} />
          <Badges row={row} words={words} myId={myId} />
        </span>
        <span className={styles.preview} dir="auto">
          {oneLine(row.preview) || words.t('queue.noWords')}
        </span>
      </span>
      <Mark row={row} />
    </RouteLink>
  );
});

function Mark({ row }: { row: ConversationView }) {
  if (row.turn) return <Ring turn={row.turn} />;
  if (row.status === 'resolved') {
    return (
      <span className={styles.done}>
        <Icon name="check" />
      </span>
    );
  }
  return <span />;
}

const BADGES_AT_MOST = 3;

function Badges({ row, words, myId }: { row: ConversationView; words: Words; myId: string }) {
  const claimer = useColleague(row.claimedBy);
  const assignee = useColleague(row.assigneeId);
  const mark = rowMarkOf(row);
  const badges = [];
  if (mark) badges.push(<RowBadge key="mark" mark={mark} words={words} />);
  if (claimer && row.claimedBy !== myId) {
    badges.push(
      <Badge key="claim" icon="reply" title={words.t('claim.other', { name: claimer.name })}>
        {claimer.initials}
      </Badge>,
    );
  }
  badges.push(...standing(row, words));
  if (assignee && row.assigneeId !== myId && row.claimedBy !== row.assigneeId) {
    badges.push(
      <Badge key="who" title={words.t('queue.with', { name: assignee.name })}>
        {assignee.initials}
      </Badge>,
    );
  }
  return <span className={styles.badges}>{badges.slice(0, BADGES_AT_MOST)}</span>;
}

/** What the conversation is, whoever has it: private is never pushed out by what merely is pressing. */
function standing(row: ConversationView, words: Words): ReactElement[] {
  const badges = [];
  if (row.visibility === 'private') {
    badges.push(
      <Badge key="private" meaning="private" icon="lock">
        {words.t('room.private')}
      </Badge>,
    );
  }
  if (row.priority === 'high' || row.priority === 'urgent') {
    badges.push(
      <Badge
        key="priority"
        meaning={row.priority === 'urgent' ? 'broken' : 'ink'}
        icon="flame"
        title={words.t('bulk.priority')}
      >
        {words.t(`bulk.${row.priority}`)}
      </Badge>,
    );
  }
  if (row.heard) {
    badges.push(
      <Badge key="heard" meaning="heard" icon="wave" title={words.t('queue.heardWhy')}>
        {words.t('queue.heard')}
      </Badge>,
    );
  }
  if (row.status === 'snoozed' && row.snoozedUntil) {
    badges.push(
      <Badge key="snoozed" icon="snooze">
        {shortTime(row.snoozedUntil, words.language, nowMs())}
      </Badge>,
    );
  }
  const tag = row.tags[0];
  if (tag) badges.push(<Badge key="tag">{oneLine(tag)}</Badge>);
  const lang = languageBadge(row.lang, words.chosen);
  if (lang) {
    badges.push(
      <Badge key="lang" title={lang.name}>
        {lang.short}
      </Badge>,
    );
  }
  return badges;
}

import { useCallback, useSyncExternalStore } from 'react';
import type { ConversationView } from '../../../src/core/view.ts';
import { useColleague } from '../../live/colleagues.ts';
import { useWords } from '../../strings/words.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { clockDuration, shortDuration } from '../../ui/duration.ts';
import { Hidden } from '../../ui/Hidden.tsx';
import { networkName } from '../../ui/networks.ts';
import { Ring } from '../../ui/Ring.tsx';
import { RouteLink } from '../../ui/RouteLink.tsx';
import { oneLine } from '../../ui/safe-text.ts';
import { nowMs, onBeat } from '../../ui/tick.ts';
import { Faces } from '../desk/Beside.tsx';
import { avatarOf, nameOf } from '../desk/face.ts';
import { selectTo, toggleSelected, useSelection } from '../desk/selection.ts';
import { drag } from './dragging.ts';
import styles from './Team.module.css';

type Props = { row: ConversationView; brand: number; all: readonly string[]; mayMove: boolean };

/** Somebody who waits: who, what was promised, who has it, and the time left running out. */
export function RiskRow({ row, brand, all, mayMove }: Props) {
  const words = useWords();
  const { t } = words;
  const chosen = useSelection();
  const name = nameOf(row, words);
  const isChosen = chosen.has(row.id);
  return (
    <li
      className={isChosen ? `${styles.row} ${styles.chosen}` : styles.row}
      draggable={mayMove}
      onDragStart={event => drag(event, isChosen ? [...chosen] : [row.id])}
    >
      {mayMove && (
        <input
          type="checkbox"
          className={styles.choose}
          checked={isChosen}
          aria-label={t('bulk.select', { name })}
          onClick={event => (event.shiftKey ? selectTo(row.id, all) : toggleSelected(row.id))}
          onChange={() => undefined}
        />
      )}
      <RouteLink
        to={{ screen: 'desk', conversation: row.id }}
        className={styles.link ?? ''}
        data-risk={row.id}
        draggable={false}
      >
        <Avatar name={name} network={row.network} picture={avatarOf(row, brand)} />
        <span className={styles.words}>
          <span className={styles.first}>
            <bdi className={styles.name}>{name}</bdi>
            <Hidden>{t('queue.on', { network: networkName(row.network) })}</Hidden>
            <Faces id={row.id} />
          </span>
          <span className={styles.preview} dir="auto" lang={row.lang ?? undefined}>
            {oneLine(row.preview) || t('queue.noWords')}
          </span>
          <Holder row={row} />
        </span>
        <span className={styles.left}>
          <TimeLeft dueAt={row.turn?.dueAt ?? null} />
          {row.turn && <Ring turn={row.turn} />}
        </span>
      </RouteLink>
    </li>
  );
}

function Holder({ row }: { row: ConversationView }) {
  const { t } = useWords();
  const answering = useColleague(row.claimedBy);
  const assignee = useColleague(row.assigneeId);
  const who = answering
    ? t('teamBoard.answering', { name: answering.name })
    : assignee
      ? t('queue.with', { name: assignee.name })
      : t('teamBoard.nobodys');
  return (
    <span className={styles.quiet}>
      {who}
      {row.turn?.policy && ` · ${row.turn.policy.name}`}
    </span>
  );
}

/** "2:48", or how late it is. The ring beside it says the same to who cannot see. */
function TimeLeft({ dueAt }: { dueAt: string | null }) {
  const { language } = useWords();
  const read = useCallback(() => {
    if (dueAt === null) return '';
    const leftMs = Date.parse(dueAt) - nowMs();
    return leftMs > 0 ? clockDuration(leftMs, language) : `+${shortDuration(-leftMs, language)}`;
  }, [dueAt, language]);
  const text = useSyncExternalStore(onBeat, read);
  return (
    <span className={text.startsWith('+') ? styles.over : styles.time} aria-hidden="true">
      {text}
    </span>
  );
}

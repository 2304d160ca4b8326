import { type ModerationDeed, type ModerationMark, matterOf } from '../../../../src/core/moderation.ts';
import type { MessageView } from '../../../../src/core/view.ts';
import { useColleague } from '../../../live/colleagues.ts';
import { rowOf } from '../../../live/store.ts';
import { usePerson } from '../../../session.ts';
import { useWords } from '../../../strings/words.ts';
import { LinkButton } from '../../../ui/Button.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { networkName } from '../../../ui/networks.ts';
import { DEED_ICONS } from './deed-icons.ts';
import styles from './ModerateMenu.module.css';
import { useModerate } from './use-moderate.ts';

const OPPOSITE: Partial<Record<ModerationDeed, ModerationDeed>> = { like: 'unlike', hide: 'unhide', block: 'unblock' };

/** "Hidden by Maria · Show again", "Hiding…", "Not hidden. Bluesky said “…”. Retry". */
export function Marks({ message }: { message: MessageView }) {
  // What was undone is as if it had not been.
  const shown = message.moderation.filter(({ deed, state }) => deed === matterOf(deed) || state !== 'done');
  if (shown.length === 0) return null;
  return (
    <div className={styles.marks} role="status">
      {shown.map(mark => (
        <Mark key={mark.id} message={message} mark={mark} />
      ))}
    </div>
  );
}

function Mark({ message, mark }: { message: MessageView; mark: ModerationMark }) {
  const { t } = useWords();
  const { may } = usePerson();
  const agent = useColleague(mark.agentId);
  const moderate = useModerate();
  const { deed, state, said } = mark;
  const name =
    mark.ruleName === null ? (agent?.name ?? t('happening.somebody')) : t('moderate.rule', { name: mark.ruleName });
  const opposite = OPPOSITE[deed];
  const again = () => moderate(message.id, { deed, reason: mark.reason, ground: mark.ground });
  const network = networkName(rowOf(message.conversationId)?.network ?? '');
  if (state === 'done') {
    return (
      <span className={styles.mark} title={mark.reason ?? undefined}>
        <Icon name={DEED_ICONS[deed]} size={14} /> {t(`moderate.done.${deed}`, { name })}
        {opposite && may('answer') && (
          <LinkButton onClick={() => moderate(message.id, { deed: opposite })}>
            {t(`moderate.do.${opposite}`)}
          </LinkButton>
        )}
      </span>
    );
  }
  if (state === 'queued' || state === 'doing') {
    return (
      <span className={styles.mark}>
        <Icon name="retry" size={14} /> {t(`moderate.doing.${deed}`)}
        {said && <span>{said}</span>}
      </span>
    );
  }
  return (
    <span className={styles.mark}>
      <span className={state === 'unsure' ? styles.unsure : styles.failed}>
        {t(state === 'unsure' ? 'moderate.unsure' : `moderate.not.${deed}`)}
      </span>
      {said && <span>{t('moderate.said', { network, said })}</span>}
      {may('answer') && (
        <LinkButton onClick={again}>{t(state === 'unsure' ? 'moderate.again' : 'delivery.retry')}</LinkButton>
      )}
    </span>
  );
}

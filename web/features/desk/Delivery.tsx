import { useCallback, useState, useSyncExternalStore } from 'react';
import type { MessageView, TurnView } from '../../../src/core/view.ts';
import { useColleague } from '../../live/colleagues.ts';
import { useWords } from '../../strings/words.ts';
import { LinkButton } from '../../ui/Button.tsx';
import { clockDuration, shortDuration } from '../../ui/duration.ts';
import { Icon } from '../../ui/Icon.tsx';
import { oneLine } from '../../ui/safe-text.ts';
import { nowMs, onBeat } from '../../ui/tick.ts';
import { exactTime, shortTime } from '../../ui/time.ts';
import styles from './Delivery.module.css';
import { useDeeds } from './deeds.ts';
import { HandedOver } from './HandedOver.tsx';
import { Approved, Held, Returned } from './replies/Held.tsx';

type Props = { message: MessageView; networkName: string; closed: TurnView | null };

/** Where our answer is, in words and a mark: never "sent" before the network has it. */
export function Delivery({ message, networkName, closed }: Props) {
  const { t, language } = useWords();
  const delivery = message.delivery;
  const state = delivery?.state ?? 'sent';
  if (message.deletedAt) return null;
  return (
    <div className={styles.state} role="status">
      {state === 'queued' && <Queued message={message} />}
      {state === 'sending' && (
        <span className={`${styles.lead} ${styles.turning}`}>
          <Icon name="retry" size={14} /> {t('delivery.sending', { network: networkName })}
        </span>
      )}
      {state === 'sent' && (
        <>
          <span className={closed && isKept(closed) ? `${styles.lead} ${styles.kept}` : styles.lead}>
            <Icon name="checks" size={14} />
            {t('delivery.sent', { network: networkName, time: exactTime(message.at, language) })}
          </span>
          {delivery?.saidBy && <SaidBy message={message} agentId={delivery.saidBy} />}
          <Approved message={message} />
          {delivery?.foundByLookup && <span>· {t('delivery.wasUnsure')}</span>}
          {closed && <Kept turn={closed} />}
          {!message.seenAt && message.deliveredAt && (
            <span>· {t('delivery.arrived', { time: shortTime(message.deliveredAt, language, nowMs()) })}</span>
          )}
          {message.seenAt && (
            <span>· {t('delivery.seen', { time: shortTime(message.seenAt, language, nowMs()) })}</span>
          )}
        </>
      )}
      {state === 'unsure' && <Unsure message={message} networkName={networkName} />}
      {state === 'failed' && <Failed message={message} networkName={networkName} />}
      {state === 'held' && <Held message={message} />}
      {state === 'returned' && <Returned message={message} />}
      {state === 'handed' && <HandedOver message={message} networkName={networkName} />}
    </div>
  );
}

/** The network has not shown it yet: it stands there on somebody's word. */
function SaidBy({ message, agentId }: { message: MessageView; agentId: string }) {
  const { t } = useWords();
  const agent = useColleague(agentId);
  const deeds = useDeeds();
  return (
    <>
      <span>· {t('delivery.saidBy', { name: agent?.name ?? t('happening.somebody') })}</span>
      {message.delivery?.handedAt && (
        <LinkButton onClick={() => deeds.unconfirmHandOff(message)}>{t('handOff.notThere')}</LinkButton>
      )}
    </>
  );
}

function isKept(turn: TurnView): boolean {
  return turn.outcome === 'answered' && turn.breachedAt === null && turn.dueAt !== null;
}

/** "kept, 13 min of 15" or "4 min late": what became of the promise this answer closed. */
function Kept({ turn }: { turn: TurnView }) {
  const { t, language } = useWords();
  if (turn.outcome !== 'answered' || !turn.closedAt || !turn.dueAt) return null;
  const opened = Date.parse(turn.openedAt);
  const took = Date.parse(turn.closedAt) - opened;
  const promised = Date.parse(turn.dueAt) - opened;
  const late = took - promised;
  if (turn.breachedAt || late > 0) {
    return (
      <span className={styles.failed}>
        · {t('delivery.late', { time: shortDuration(Math.max(late, 1000), language) })}
      </span>
    );
  }
  return (
    <span>
      · {t('delivery.kept', { time: shortDuration(took, language), promised: shortDuration(promised, language) })}
    </span>
  );
}

function Queued({ message }: { message: MessageView }) {
  const { t, language } = useWords();
  const deeds = useDeeds();
  const leavesAt = message.delivery?.sendAt ? Date.parse(message.delivery.sendAt) : 0;
  const left = useSyncExternalStore(
    onBeat,
    useCallback(() => Math.max(0, Math.ceil((leavesAt - nowMs()) / 1000)), [leavesAt]),
  );
  const attempts = message.delivery?.attempts ?? 0;
  const waitsFor = oneLine(message.delivery?.said ?? '');
  return (
    <>
      <span className={styles.lead}>
        <Icon name="clock" size={14} />
        {attempts > 0 || waitsFor
          ? t('delivery.again', { said: waitsFor || t('delivery.noWords') })
          : left > 0
            ? t('delivery.leavesIn', { time: clockDuration(left * 1000, language) })
            : t('delivery.leaving')}
      </span>
      {(left > 0 || attempts > 0 || waitsFor) && (
        <>
          · <LinkButton onClick={() => deeds.takeBack(message)}>{t('delivery.takeBack')}</LinkButton>
        </>
      )}
    </>
  );
}

function Failed({ message, networkName }: { message: MessageView; networkName: string }) {
  const { t } = useWords();
  const deeds = useDeeds();
  const said = oneLine(message.delivery?.said ?? '');
  return (
    <>
      <span className={`${styles.lead} ${styles.failed}`}>
        <Icon name="stop" size={14} /> {t('delivery.failed')}
      </span>
      <span>
        {said
          ? t('delivery.said', { network: networkName, said })
          : t('delivery.saidNothing', { network: networkName })}
      </span>
      <LinkButton onClick={() => deeds.retry(message)}>{t('delivery.retry')}</LinkButton>·
      <LinkButton onClick={() => deeds.takeBack(message)}>{t('delivery.change')}</LinkButton>
    </>
  );
}

/** The network did not say. Heed looks it up; a person who has looked may say what they found. */
function Unsure({ message, networkName }: { message: MessageView; networkName: string }) {
  const { t } = useWords();
  const deeds = useDeeds();
  const [deciding, setDeciding] = useState(false);
  return (
    <>
      <span className={`${styles.lead} ${styles.unsure}`}>
        <Icon name="search" size={14} /> {t('delivery.unsure')}
      </span>
      {deciding ? (
        <>
          <span>{t('delivery.didYouFind', { network: networkName })}</span>
          <LinkButton onClick={() => deeds.decide(message, true)}>{t('delivery.itIsThere')}</LinkButton>·
          <LinkButton onClick={() => deeds.decide(message, false)}>{t('delivery.sendAgain')}</LinkButton>
        </>
      ) : (
        <>
          <span>{t('delivery.lookingUp', { network: networkName })}</span>
          <LinkButton onClick={() => setDeciding(true)}>{t('delivery.iLooked')}</LinkButton>
        </>
      )}
    </>
  );
}

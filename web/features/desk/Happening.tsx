import { Fragment } from 'react';
import { PRIORITIES } from '../../../src/core/view.ts';
import { useColleagues } from '../../live/colleagues.ts';
import { useTeams } from '../../live/teams.ts';
import { usePerson } from '../../session.ts';
import { useWords, type WordKey } from '../../strings/words.ts';
import { Moment } from '../../ui/Moment.tsx';
import { oneLine } from '../../ui/safe-text.ts';
import { EscalatedLine } from './EscalatedLine.tsx';
import styles from './Happening.module.css';
import type { Happening as HappeningView } from './timeline.ts';
import { Why } from './Why.tsx';

/** A small line between the messages: who did what, or what time did by itself. */
export function Happening({ happening, inRoom }: { happening: HappeningView; inRoom: boolean }) {
  const { t, rich } = useWords();
  const { me } = usePerson();
  const colleagues = useColleagues();
  const teams = useTeams();
  function who(id: string | null, self: WordKey) {
    if (id === null) return t('happening.heed');
    return id === me.id ? t(self) : (colleagues.get(id)?.name ?? t('happening.somebody'));
  }
  const escalated = happening.because?.[0];
  if (escalated?.kind === 'escalated') {
    return <EscalatedLine happening={happening} escalated={escalated} inRoom={inRoom} />;
  }
  const { rule, reason } = happening;
  const priority = PRIORITIES.find(one => one === reason);
  const actor = (
    <b key="actor">{rule === null ? who(happening.actorId, 'happening.you') : t('rule.by', { rule: oneLine(rule) })}</b>
  );
  const parts = rich(sentenceFor(happening, me.id), {
    who: actor,
    whom: <b key="whom">{who(happening.assigneeId, 'happening.youObject')}</b>,
    reason: reason ? oneLine(reason) : '',
    priority: priority === undefined ? '' : t(`macro.priority.${priority}`),
    team: <b key="team">{oneLine(teams.get(happening.teamId ?? '')?.name ?? '')}</b>,
  });
  return (
    <p className={inRoom ? `${styles.happening} ${styles.room}` : styles.happening}>
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one sentence never change order
        <Fragment key={index}>{part}</Fragment>
      ))}{' '}
      · <Moment at={happening.at} />
      {happening.because && <Why because={happening.because} to={happening.assigneeId ?? happening.actorId} />}
    </p>
  );
}

/** The sentence for a happening; each exists in every language. */
function sentenceFor(
  { change, actorId, assigneeId, teamId, reason, because, rule }: HappeningView,
  myId: string,
): WordKey {
  if (because?.[0]?.kind === 'quiet') return 'happening.takenBack';
  if (change === 'claimed') return 'happening.served';
  if (change === 'team') {
    if (teamId === null) return actorId === myId ? 'happening.noTeamByMe' : 'happening.noTeam';
    return actorId === myId ? 'happening.teamByMe' : 'happening.team';
  }
  if (change === 'assigned') {
    if (assigneeId === null) return actorId === myId ? 'happening.unassignedByMe' : 'happening.unassigned';
    if (assigneeId === actorId) return actorId === myId ? 'happening.tookByMe' : 'happening.took';
    return actorId === myId ? 'happening.assignedByMe' : 'happening.assigned';
  }
  if (change === 'resolved') {
    if (reason) return actorId === myId ? 'happening.resolvedWhyByMe' : 'happening.resolvedWhy';
    return actorId === myId ? 'happening.resolvedByMe' : 'happening.resolved';
  }
  if (change === 'snoozed') return actorId === myId ? 'happening.snoozedByMe' : 'happening.snoozed';
  if (change === 'tagged' && rule !== null && reason) return 'happening.taggedWith';
  if (change === 'prioritised') return 'happening.prioritised';
  if (change === 'suggested') return 'happening.suggested';
  if (change === 'promised') return 'happening.promised';
  if (change === 'tagged') return actorId === myId ? 'happening.taggedByMe' : 'happening.tagged';
  if (change === 'reopened') return actorId === null ? 'happening.reopenedByCustomer' : 'happening.reopened';
  if (change === 'merged') return actorId === myId ? 'happening.mergedByMe' : 'happening.merged';
  if (change === 'split') return actorId === myId ? 'happening.splitByMe' : 'happening.split';
  if (change === 'own_promise_due') return 'happening.promiseDue';
  if (change === 'own_promise_kept') return 'happening.promiseKept';
  if (change === 'own_promise_broken') return 'happening.promiseBroken';
  if (change === 'own_promise_dropped') return 'happening.promiseDropped';
  if (change === 'woken') return 'happening.woken';
  return 'happening.linked';
}

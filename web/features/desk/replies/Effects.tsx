import type { ReactNode } from 'react';
import { useColleagues } from '../../../live/colleagues.ts';
import type { SavedReply } from '../../../live/reply-setup.ts';
import { useTeams } from '../../../live/teams.ts';
import { useWords } from '../../../strings/words.ts';
import { shortDuration } from '../../../ui/duration.ts';
import { Icon } from '../../../ui/Icon.tsx';
import type { IconName } from '../../../ui/icons.ts';
import styles from './Picker.module.css';

type Action = SavedReply['actions'][number];
const MINUTE_MS = 60_000;

const ICONS: Record<Action['kind'], IconName> = {
  tag: 'tag',
  priority: 'flame',
  assign: 'assign',
  team: 'people',
  snooze: 'snooze',
  resolve: 'check',
  note: 'note',
};

/** What is done besides, said before it is done. */
export function Effects({ actions }: { actions: readonly Action[] }): ReactNode {
  const sentence = useEffectWords();
  if (actions.length === 0) return null;
  return (
    <div className={styles.effects}>
      {actions.map((action, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list is only read
        <span key={index}>
          <Icon name={ICONS[action.kind]} size={14} /> {sentence(action)}
        </span>
      ))}
    </div>
  );
}

export function useEffectWords(): (action: Action) => string {
  const { t, language } = useWords();
  const colleagues = useColleagues();
  const teams = useTeams();
  return action => {
    switch (action.kind) {
      case 'tag':
        return t('macro.tag', { tags: action.tags.join(', ') });
      case 'priority':
        return t('macro.priority', { priority: t(`macro.priority.${action.priority}`) });
      case 'assign':
        if (action.agentId === 'me') return t('macro.assignMe');
        if (action.agentId === null) return t('macro.assignNobody');
        return t('macro.assign', { name: colleagues.get(action.agentId)?.name ?? t('happening.somebody') });
      case 'team':
        if (action.teamId === null) return t('macro.noTeam');
        return t('macro.team', { team: teams.get(action.teamId)?.name ?? '' });
      case 'snooze':
        return t('macro.snooze', { time: shortDuration(action.minutes * MINUTE_MS, language) });
      case 'resolve':
        return t('macro.resolve');
      case 'note':
        return t('macro.note', { text: action.text });
    }
  };
}

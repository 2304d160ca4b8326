import type { RefObject } from 'react';
import { useColleagues } from '../../live/colleagues.ts';
import { usePresence } from '../../live/presence.ts';
import { useTeams } from '../../live/teams.ts';
import { useWords } from '../../strings/words.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Choices } from '../../ui/overlay/lazy.tsx';
import { clearSelection } from '../desk/selection.ts';
import { useBulk } from '../desk/use-bulk.ts';
import { presenceWords } from '../shell/presence-words.ts';

type Props = { ids: readonly string[]; trigger: RefObject<HTMLElement | null>; onClose: () => void };

const NOBODY = 'nobody';

/** Colleagues, nobody, and teams, to give these conversations to. */
export function AssignTo({ ids, trigger, onClose }: Props) {
  const { t } = useWords();
  const colleagues = useColleagues();
  const presence = usePresence();
  const teams = useTeams();
  const bulk = useBulk();
  const people = [...colleagues.values()].map(({ id, name }) => ({
    id,
    words: name,
    picture: <Avatar name={name} size={20} ours />,
    aside: presenceWords(presence.get(id), t),
  }));
  const groups = [...teams.values()].map(({ id, name }) => ({
    id,
    words: t('team.give', { name }),
    icon: 'people' as const,
  }));
  async function give(chosen: string) {
    const team = teams.get(chosen);
    const done = team
      ? await bulk(ids, { kind: 'team', teamId: team.id }, team.name)
      : await bulk(
          ids,
          { kind: 'assign', assigneeId: chosen === NOBODY ? null : chosen },
          colleagues.get(chosen)?.name ?? '',
        );
    if (done) clearSelection();
  }
  return (
    <Choices
      trigger={trigger}
      label={t('action.assign')}
      search={t('assign.search')}
      none={t('assign.none')}
      choices={[...people, { id: NOBODY, words: t('assign.nobody'), icon: 'close' }, ...groups]}
      onClose={onClose}
      onChoose={give}
    />
  );
}

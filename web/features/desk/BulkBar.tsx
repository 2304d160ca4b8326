import { useRef, useState } from 'react';
import { PRIORITIES } from '../../../src/core/view.ts';
import { useColleagues } from '../../live/colleagues.ts';
import { useTeams } from '../../live/teams.ts';
import { usePerson } from '../../session.ts';
import { useWords } from '../../strings/words.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { IconButton } from '../../ui/Button.tsx';
import type { Choice } from '../../ui/overlay/ChoicePopover.tsx';
import { Choices } from '../../ui/overlay/lazy.tsx';
import { nowMs } from '../../ui/tick.ts';
import { useAsked } from '../../use-asked.ts';
import styles from './BulkBar.module.css';
import { clearSelection, useSelection } from './selection.ts';
import { snoozeTimes } from './snooze-times.ts';
import { type Deed, useBulk } from './use-bulk.ts';

type Menu = 'assign' | 'tag' | 'snooze' | 'priority' | 'resolve';

const BUTTONS = [
  { id: 'assign', icon: 'assign' },
  { id: 'tag', icon: 'tag' },
  { id: 'priority', icon: 'flame' },
  { id: 'snooze', icon: 'snooze' },
  { id: 'resolve', icon: 'check' },
] as const;

/** In the place of the filters while conversations are chosen: how many, and what can be done to all of them. */
export function BulkBar() {
  const { t } = useWords();
  const chosen = useSelection();
  const [open, setOpen] = useState<Menu | null>(null);
  const trigger = useRef<HTMLButtonElement>(null);
  const label = (id: Menu) => (id === 'priority' ? t('bulk.priority') : t(`action.${id}`));
  return (
    <fieldset className={styles.bar} aria-label={t('bulk.label')}>
      <IconButton icon="close" label={t('bulk.clear')} onClick={clearSelection} />
      <b className={styles.count} role="status">
        {t('bulk.selected', { n: chosen.size })}
      </b>
      {BUTTONS.map(({ id, icon }) => (
        <IconButton
          key={id}
          {...(open === id ? { ref: trigger } : {})}
          icon={icon}
          label={label(id)}
          aria-haspopup="menu"
          aria-expanded={open === id}
          onClick={event => {
            trigger.current = event.currentTarget;
            setOpen(id);
          }}
        />
      ))}
      {open && <BulkMenu key={open} open={open} label={label(open)} trigger={trigger} onClose={() => setOpen(null)} />}
    </fieldset>
  );
}

type MenuProps = {
  open: Menu;
  label: string;
  trigger: React.RefObject<HTMLButtonElement | null>;
  onClose: () => void;
};

function BulkMenu({ open, label, trigger, onClose }: MenuProps) {
  const { t } = useWords();
  const { brand } = usePerson();
  const [tags] = useAsked('listTags', open === 'tag' ? { brand: brand.id } : null);
  const bulkOn = useBulk();
  const chosen = useSelection();
  const bulk = async (deed: Deed, to?: string) => {
    if (await bulkOn([...chosen], deed, to)) clearSelection();
  };
  const deeds = useChoices(open, tags.kind === 'ready' ? tags.value.rows.map(row => row.tag) : []);
  const makesTags = open === 'tag';
  return (
    <Choices
      trigger={trigger}
      label={label}
      none={t('assign.none')}
      search={open === 'assign' ? t('assign.search') : makesTags ? t('tag.search') : undefined}
      makeLabel={makesTags ? typed => t('tag.make', { tag: typed }) : undefined}
      onMake={makesTags ? typed => bulk({ kind: 'tag', add: [typed], remove: [] }) : undefined}
      choices={deeds.map(({ deed: _, ...choice }) => choice)}
      onClose={onClose}
      onChoose={id => {
        const deed = deeds.find(one => one.id === id);
        if (deed) bulk(deed.deed, deed.words);
      }}
    />
  );
}

function useChoices(open: Menu, tags: readonly string[]): (Choice & { deed: Deed })[] {
  const { t } = useWords();
  const colleagues = useColleagues();
  const teams = useTeams();
  if (open === 'assign') {
    const people = [...colleagues.values()].map(({ id, name }) => ({
      id,
      words: name,
      picture: <Avatar name={name} size={20} ours />,
      deed: { kind: 'assign', assigneeId: id } as const,
    }));
    const groups = [...teams.values()].map(({ id, name }) => ({
      id: `team ${id}`,
      words: name,
      icon: 'people' as const,
      deed: { kind: 'team', teamId: id } as const,
    }));
    const nobody = { id: 'nobody', words: t('assign.nobody'), icon: 'close' as const };
    return [...people, ...groups, { ...nobody, deed: { kind: 'assign', assigneeId: null } }];
  }
  if (open === 'tag') {
    return tags.map(tag => ({ id: tag, words: tag, icon: 'tag', deed: { kind: 'tag', add: [tag], remove: [] } }));
  }
  if (open === 'priority') {
    return PRIORITIES.toReversed().map(priority => ({
      id: priority,
      words: t(`bulk.${priority}`),
      icon: 'flame',
      deed: { kind: 'priority', priority },
    }));
  }
  if (open === 'snooze') {
    const times = snoozeTimes(new Date(nowMs())).map(({ id, at }) => ({
      id,
      words: t(`snooze.${id}`),
      icon: 'snooze' as const,
      deed: { kind: 'snooze', until: at.toISOString() } as const,
    }));
    const reply = { id: 'reply', words: t('snooze.reply'), icon: 'reply' as const };
    return [...times, { ...reply, deed: { kind: 'snooze', until: null } }];
  }
  return [
    { id: 'unanswered', words: t('bulk.unanswered'), icon: 'check', deed: { kind: 'resolve', openTurn: 'unanswered' } },
    {
      id: 'notNeeded',
      words: t('bulk.notNeeded'),
      icon: 'checks',
      deed: { kind: 'resolve', openTurn: 'not_needed', reason: t('bulk.notNeededReason') },
    },
  ];
}

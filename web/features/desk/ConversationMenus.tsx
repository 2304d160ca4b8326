import { useRef, useState } from 'react';
import { PRIORITIES } from '../../../src/core/view.ts';
import { type ActionId, actionOf, keysOf } from '../../actions/action.ts';
import { perform, useAction } from '../../actions/registry.ts';
import { useColleagues } from '../../live/colleagues.ts';
import type { Detail } from '../../live/detail.ts';
import { usePresence } from '../../live/presence.ts';
import { useTeams } from '../../live/teams.ts';
import { usePerson } from '../../session.ts';
import { useWords } from '../../strings/words.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import { Choices } from '../../ui/overlay/lazy.tsx';
import { nowMs } from '../../ui/tick.ts';
import { shortTime } from '../../ui/time.ts';
import { useIsNarrow } from '../../ui/use-width.ts';
import { useAsked } from '../../use-asked.ts';
import { presenceWords } from '../shell/presence-words.ts';
import { useDeeds } from './deeds.ts';
import { MergeMenu, SplitMenu } from './RegroupMenus.tsx';
import { localField, snoozeTimes } from './snooze-times.ts';

type Open = 'assign' | 'tag' | 'snooze' | 'prioritise' | 'merge' | 'split' | 'more' | null;

/** Assign, tag and snooze: a button and a key each, opening the same list. Where there is no room, one button for all. */
export function ConversationMenus({ detail }: { detail: Detail }) {
  const { t } = useWords();
  const narrow = useIsNarrow();
  const [open, setOpen] = useState<Open>(null);
  const more = useRef<HTMLButtonElement>(null);
  const assign = useRef<HTMLButtonElement>(null);
  const tag = useRef<HTMLButtonElement>(null);
  const snooze = useRef<HTMLButtonElement>(null);
  const close = () => setOpen(null);
  useAction('assign', () => setOpen('assign'));
  useAction('tag', () => setOpen('tag'));
  useAction('snooze', () => setOpen('snooze'));
  useAction('prioritise', () => setOpen('prioritise'));
  useAction('merge', () => setOpen('merge'));
  useAction('split', () => setOpen('split'));
  const buttons = [
    { id: 'assign', ref: assign, icon: 'assign' },
    { id: 'tag', ref: tag, icon: 'tag' },
    { id: 'snooze', ref: snooze, icon: 'snooze' },
  ] as const;
  return (
    <>
      {(narrow ? [] : buttons).map(({ id, ref, icon }) => (
        <IconButton
          key={id}
          ref={ref}
          icon={icon}
          label={t('menu.withKey', { name: t(`action.${id}`), key: keysOf(id) })}
          aria-haspopup="menu"
          aria-expanded={open === id}
          onClick={() => setOpen(id)}
        />
      ))}
      <IconButton
        ref={more}
        icon="more"
        label={t('action.more')}
        aria-haspopup="menu"
        aria-expanded={open === 'more'}
        onClick={() => setOpen('more')}
      />
      {open === 'more' && <MoreMenu detail={detail} narrow={narrow} trigger={more} onClose={close} onOpen={setOpen} />}
      {open === 'prioritise' && <PriorityMenu detail={detail} trigger={more} onClose={close} />}
      {open === 'merge' && <MergeMenu detail={detail} trigger={more} onClose={close} />}
      {open === 'split' && <SplitMenu detail={detail} trigger={more} onClose={close} />}
      {open === 'assign' && <AssignMenu detail={detail} trigger={narrow ? more : assign} onClose={close} />}
      {open === 'tag' && <TagMenu detail={detail} trigger={narrow ? more : tag} onClose={close} />}
      {open === 'snooze' && <SnoozeMenu detail={detail} trigger={narrow ? more : snooze} onClose={close} />}
    </>
  );
}

type MenuProps = { detail: Detail; trigger: React.RefObject<HTMLButtonElement | null>; onClose: () => void };

/** The menu that closes opens the next one only after it has given the focus back. */
const AFTER_CLOSING_MS = 0;

const OPENS: ReadonlySet<string> = new Set(['assign', 'tag', 'snooze', 'prioritise', 'merge', 'split']);

type MoreProps = MenuProps & { narrow: boolean; onOpen: (open: Open) => void };

function MoreMenu({ detail, narrow, trigger, onClose, onOpen }: MoreProps) {
  const { t } = useWords();
  const { status } = detail.conversation;
  const always = ['prioritise', 'merge', 'split', 'foldPerson', 'resolve', 'needsNoAnswer'] as const;
  const all = narrow ? (['assign', 'tag', 'snooze', ...always] as const) : always;
  const deeds = all.filter(id => status !== 'resolved' || (id !== 'resolve' && id !== 'needsNoAnswer'));
  function choose(id: string) {
    if (OPENS.has(id)) setTimeout(() => onOpen(id as Open), AFTER_CLOSING_MS);
    else setTimeout(() => perform(id as ActionId), AFTER_CLOSING_MS);
  }
  return (
    <Choices
      trigger={trigger}
      label={t('action.more')}
      none=""
      choices={deeds.map(id => ({
        id,
        words: t(actionOf(id).label),
        icon: actionOf(id).icon,
        aside: <Kbd keys={keysOf(id)} />,
      }))}
      onClose={onClose}
      onChoose={choose}
    />
  );
}

const NOBODY = 'nobody';

function AssignMenu({ detail, trigger, onClose }: MenuProps) {
  const { t } = useWords();
  const { me } = usePerson();
  const deeds = useDeeds();
  const colleagues = useColleagues();
  const { id, assigneeId, teamId } = detail.conversation;
  const teams = useTeams();
  const presence = usePresence();
  const mine = colleagues.get(me.id);
  const others = [...colleagues.values()].filter(other => other.id !== me.id);
  const people = [...(mine ? [mine] : []), ...others].map(person => ({
    id: person.id,
    words: person.name,
    picture: <Avatar name={person.name} size={20} ours />,
    aside: person.id === me.id ? t('assign.me') : presenceWords(presence.get(person.id), t),
    on: person.id === assigneeId,
  }));
  const groups = [...teams.values()].map(team => ({
    id: team.id,
    words: t('team.give', { name: team.name }),
    icon: 'people' as const,
    on: team.id === teamId,
  }));
  const nobody = assigneeId ? [{ id: NOBODY, words: t('assign.nobody'), icon: 'close' as const }] : [];
  return (
    <Choices
      trigger={trigger}
      label={t('action.assign')}
      search={t('assign.search')}
      none={t('assign.none')}
      choices={[...people, ...nobody, ...groups]}
      onClose={onClose}
      onChoose={chosen => {
        const to = colleagues.get(chosen)?.name ?? '';
        const team = teams.get(chosen);
        if (team) deeds.give(id, team.id === teamId ? null : team.id, team.name);
        else deeds.assign(id, chosen === NOBODY ? null : chosen, to);
      }}
    />
  );
}

function TagMenu({ detail, trigger, onClose }: MenuProps) {
  const { t } = useWords();
  const { brand } = usePerson();
  const deeds = useDeeds();
  const [known] = useAsked('listTags', { brand: brand.id });
  const { id, tags } = detail.conversation;
  const used = known.kind === 'ready' ? known.value.rows : [];
  const all = [...new Set([...tags, ...used.map(row => row.tag)])];
  return (
    <Choices
      trigger={trigger}
      label={t('action.tag')}
      search={t('tag.search')}
      none={t('tag.none')}
      several
      choices={all.map(tag => ({ id: tag, words: tag, icon: 'tag', on: tags.includes(tag) }))}
      makeLabel={typed => t('tag.make', { tag: typed })}
      onMake={typed => deeds.tag(id, [...tags, typed])}
      onClose={onClose}
      onChoose={tag => deeds.tag(id, tags.includes(tag) ? tags.filter(other => other !== tag) : [...tags, tag])}
    />
  );
}

/** The most pressing first. */
function PriorityMenu({ detail, trigger, onClose }: MenuProps) {
  const { t } = useWords();
  const deeds = useDeeds();
  const { id, priority } = detail.conversation;
  return (
    <Choices
      trigger={trigger}
      label={t('bulk.priority')}
      none=""
      choices={PRIORITIES.toReversed().map(one => ({
        id: one,
        words: t(`bulk.${one}`),
        icon: 'flame' as const,
        on: one === priority,
      }))}
      onClose={onClose}
      onChoose={chosen => {
        const wanted = PRIORITIES.find(one => one === chosen);
        if (wanted && wanted !== priority) deeds.prioritise(id, wanted);
      }}
    />
  );
}

const UNTIL_REPLY = 'reply';

function SnoozeMenu({ detail, trigger, onClose }: MenuProps) {
  const { t, language } = useWords();
  const deeds = useDeeds();
  const [now] = useState(() => new Date(nowMs()));
  const times = snoozeTimes(now);
  const [own, setOwn] = useState(localField(times[2]?.at ?? now));
  const id = detail.conversation.id;
  return (
    <Choices
      trigger={trigger}
      label={t('action.snooze')}
      none=""
      choices={[
        { id: UNTIL_REPLY, words: t('snooze.reply'), icon: 'reply' as const },
        ...times.map(time => ({
          id: time.id,
          words: t(`snooze.${time.id}`),
          icon: 'snooze' as const,
          aside: shortTime(time.at.toISOString(), language, now.getTime()),
        })),
      ]}
      onClose={onClose}
      onChoose={chosen => {
        if (chosen === UNTIL_REPLY) return void deeds.snooze(id, null);
        const time = times.find(candidate => candidate.id === chosen);
        if (time) deeds.snooze(id, time.at);
      }}
    >
      <Field
        type="datetime-local"
        label={t('snooze.own')}
        value={own}
        min={localField(now)}
        onChange={event => setOwn(event.target.value)}
      />
      <Button
        onClick={() => {
          const at = new Date(own);
          if (Number.isNaN(at.getTime()) || at <= now) return;
          deeds.snooze(id, at);
          onClose();
        }}
      >
        {t('action.snooze')}
      </Button>
    </Choices>
  );
}

import { useEffect, useMemo, useRef, useState } from 'react';
import { useRows } from '../../live/store.ts';
import { readTeams, useTeams } from '../../live/teams.ts';
import { usePerson } from '../../session.ts';
import { useWords, type Words } from '../../strings/words.ts';
import { NetworkMark } from '../../ui/Avatar.tsx';
import { IconButton } from '../../ui/Button.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { networkName } from '../../ui/networks.ts';
import type { Choice } from '../../ui/overlay/ChoicePopover.tsx';
import { Choices } from '../../ui/overlay/lazy.tsx';
import { asRefusal, useAsked } from '../../use-asked.ts';
import { languageName } from './language-badge.ts';
import styles from './Queue.module.css';
import type { QueueFilter } from './queue-order.ts';
import { chosenReading, litReadings, readingChoices } from './readings/reading-filters.ts';

type Props = { filter: QueueFilter; onChange: (filter: QueueFilter) => void };

type Open = 'lang' | 'network' | 'more' | null;

/** What the queue is narrowed to, as chips; a narrowed one is lit and says to what. Status, team, tag and what was read wait behind one button. */
export function Filters({ filter, onChange }: Props) {
  const words = useWords();
  const { t, chosen } = words;
  const teams = useTeams();
  const [open, setOpen] = useState<Open>(null);
  const triggers = {
    lang: useRef<HTMLButtonElement>(null),
    network: useRef<HTMLButtonElement>(null),
    more: useRef<HTMLButtonElement>(null),
  };
  const chips = [
    {
      id: 'lang',
      on: filter.lang !== null,
      words: filter.lang ? languageName(filter.lang, chosen) : t('filter.language'),
    },
    {
      id: 'network',
      on: filter.network !== null,
      words: filter.network ? networkName(filter.network) : t('filter.network'),
    },
  ] as const;
  return (
    <fieldset className={styles.chips} aria-label={t('filter.label')}>
      {filter.status !== 'active' && (
        <LitChip
          words={t(`filter.status.${filter.status}`)}
          onClear={() => onChange({ ...filter, status: 'active' })}
        />
      )}
      {filter.team !== null && (
        <LitChip words={teams.get(filter.team)?.name ?? ''} onClear={() => onChange({ ...filter, team: null })} />
      )}
      {filter.tag !== null && <LitChip words={filter.tag} onClear={() => onChange({ ...filter, tag: null })} />}
      {litReadings(filter, words).map(lit => (
        <LitChip key={lit.words} words={lit.words} onClear={() => onChange(lit.without)} />
      ))}
      <Chip on={filter.waiting} onClick={() => onChange({ ...filter, waiting: !filter.waiting })}>
        {t('filter.waiting')}
      </Chip>
      {chips.map(({ id, on, words }) => (
        <Chip
          key={id}
          ref={triggers[id]}
          on={on}
          aria-haspopup="menu"
          aria-expanded={open === id}
          onClick={() => setOpen(id)}
        >
          {words} <Icon name="down" size={12} />
        </Chip>
      ))}
      <IconButton
        ref={triggers.more}
        icon="filter"
        size="small"
        className={styles.moreFilters}
        label={t('filter.more')}
        aria-haspopup="menu"
        aria-expanded={open === 'more'}
        onClick={() => setOpen('more')}
      />
      {open && (
        <FilterMenu
          open={open}
          trigger={triggers[open]}
          filter={filter}
          onChange={onChange}
          onClose={() => setOpen(null)}
        />
      )}
    </fieldset>
  );
}

function LitChip({ words, onClear }: { words: string; onClear: () => void }) {
  const { t } = useWords();
  return (
    <Chip on aria-label={t('filter.remove', { name: words })} onClick={onClear}>
      <bdi>{words}</bdi> <Icon name="close" size={12} />
    </Chip>
  );
}

type MenuProps = Props & {
  open: Exclude<Open, null>;
  trigger: React.RefObject<HTMLButtonElement | null>;
  onClose: () => void;
};

const ANY = 'any\u0000';
const STATUS = 'status\u0000';
const TEAM = 'team\u0000';
const STATUSES = ['active', 'snoozed', 'resolved'] as const;

function FilterMenu({ open, trigger, filter, onChange, onClose }: MenuProps) {
  const words = useWords();
  const { t, chosen } = words;
  const { brand } = usePerson();
  const rows = useRows();
  const teams = useTeams();
  const [tags] = useAsked('listTags', open === 'more' ? { brand: brand.id } : null);
  const seen = useMemo(() => seenValues(rows), [rows]);
  // The numbers beside the teams are counted when the list is opened.
  useEffect(() => {
    if (open === 'more') readTeams(brand.id).catch(asRefusal);
  }, [open, brand.id]);
  const any: Choice = { id: ANY, words: t('filter.any'), icon: 'close' };
  const choices: Record<typeof open, Choice[]> = {
    lang: seen.langs.map(id => ({
      id,
      words: languageName(id, chosen),
      aside: id.toUpperCase(),
      on: filter.lang === id,
    })),
    network: seen.networks.map(id => ({
      id,
      words: networkName(id),
      picture: <NetworkMark network={id} hidden />,
      on: filter.network === id,
    })),
    more: [
      ...statusChoices(filter, t),
      ...readingChoices(filter, rows, words),
      ...[...teams.values()].map(({ id, name, waiting }) => ({
        id: TEAM + id,
        words: name,
        icon: 'people' as const,
        aside: waiting,
        on: filter.team === id,
      })),
      ...(tags.kind === 'ready' ? tags.value.rows : []).map(({ tag, n }) => ({
        id: tag,
        words: tag,
        icon: 'tag' as const,
        aside: n,
        on: filter.tag === tag,
      })),
    ],
  };
  function choose(id: string) {
    if (open === 'more') {
      const status = STATUSES.find(candidate => STATUS + candidate === id);
      const team = id.startsWith(TEAM) ? id.slice(TEAM.length) : null;
      const read = chosenReading(filter, id);
      if (read) onChange(read);
      else if (status) onChange({ ...filter, status });
      else if (team) onChange({ ...filter, team: filter.team === team ? null : team });
      else onChange({ ...filter, tag: filter.tag === id ? null : id });
    } else onChange({ ...filter, [open]: id === ANY || filter[open] === id ? null : id });
  }
  const narrowed = open !== 'more' && filter[open] !== null;
  return (
    <Choices
      trigger={trigger}
      label={t('filter.label')}
      none={t('filter.none')}
      search={open === 'more' ? t('filter.find') : undefined}
      choices={[...(narrowed ? [any] : []), ...choices[open]]}
      onClose={onClose}
      onChoose={choose}
    />
  );
}

function statusChoices(filter: QueueFilter, t: Words['t']): Choice[] {
  return STATUSES.map(status => ({
    id: STATUS + status,
    words: t(`filter.status.${status}`),
    icon: status === 'snoozed' ? 'snooze' : status === 'resolved' ? 'check' : 'desk',
    on: filter.status === status,
  }));
}

type Rows = ReturnType<typeof useRows>;

/** The networks and languages among the rows we know of. */
function seenValues(rows: Rows): { networks: string[]; langs: string[] } {
  const networks = new Set<string>();
  const langs = new Set<string>();
  for (const row of Object.values(rows)) {
    networks.add(row.network);
    const lang = row.lang?.split('-')[0]?.toLowerCase();
    if (lang && lang !== 'und') langs.add(lang);
  }
  return { networks: [...networks].sort(), langs: [...langs].sort() };
}

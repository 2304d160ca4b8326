import { useMemo, useRef, useState } from 'react';
import { allRows, useStoreVersion } from '../../live/store.ts';
import { usePerson } from '../../session.ts';
import { useWords } from '../../strings/words.ts';
import { NetworkMark } from '../../ui/Avatar.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { networkName } from '../../ui/networks.ts';
import type { Choice } from '../../ui/overlay/ChoicePopover.tsx';
import { Choices } from '../../ui/overlay/lazy.tsx';
import { useAsked } from '../../use-asked.ts';
import { languageName } from './language-badge.ts';
import styles from './Queue.module.css';
import type { QueueFilter } from './queue-order.ts';

type Props = { filter: QueueFilter; onChange: (filter: QueueFilter) => void };

type Open = 'status' | 'lang' | 'network' | 'tag' | null;

/** What the queue is narrowed to, as chips; a narrowed one is lit and says to what. */
export function Filters({ filter, onChange }: Props) {
  const { t, chosen } = useWords();
  const [open, setOpen] = useState<Open>(null);
  const triggers = {
    status: useRef<HTMLButtonElement>(null),
    lang: useRef<HTMLButtonElement>(null),
    network: useRef<HTMLButtonElement>(null),
    tag: useRef<HTMLButtonElement>(null),
  };
  const chips = [
    { id: 'status', on: filter.status !== 'active', words: t(`filter.status.${filter.status}`) },
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
    { id: 'tag', on: filter.tag !== null, words: filter.tag ?? t('filter.tag') },
  ] as const;
  return (
    <fieldset className={styles.chips} aria-label={t('filter.label')}>
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

type MenuProps = Props & {
  open: Exclude<Open, null>;
  trigger: React.RefObject<HTMLButtonElement | null>;
  onClose: () => void;
};

const ANY = 'any\u0000';

function FilterMenu({ open, trigger, filter, onChange, onClose }: MenuProps) {
  const { t, chosen } = useWords();
  const { brand } = usePerson();
  const version = useStoreVersion();
  const [tags] = useAsked('listTags', open === 'tag' ? { brand: brand.id } : null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the rows themselves are held in the store; `version` says that they changed
  const seen = useMemo(() => seenValues(), [version]);
  const any: Choice = { id: ANY, words: t('filter.any'), icon: 'close' };
  const choices: Record<typeof open, Choice[]> = {
    status: (['active', 'snoozed', 'resolved'] as const).map(id => ({
      id,
      words: t(`filter.status.${id}`),
      on: filter.status === id,
    })),
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
    tag: (tags.kind === 'ready' ? tags.value.rows : []).map(({ tag, n }) => ({
      id: tag,
      words: tag,
      aside: n,
      on: filter.tag === tag,
    })),
  };
  const narrowed = open !== 'status' && filter[open] !== null;
  return (
    <Choices
      trigger={trigger}
      label={t('filter.label')}
      none={t('filter.none')}
      search={open === 'tag' ? t('tag.search') : undefined}
      choices={[...(narrowed ? [any] : []), ...choices[open]]}
      onClose={onClose}
      onChoose={id =>
        onChange({ ...filter, [open]: id === ANY || (open !== 'status' && filter[open] === id) ? null : id })
      }
    />
  );
}

/** The networks and languages among the rows we know of. */
function seenValues(): { networks: string[]; langs: string[] } {
  const networks = new Set<string>();
  const langs = new Set<string>();
  for (const row of allRows()) {
    networks.add(row.network);
    const lang = row.lang?.split('-')[0]?.toLowerCase();
    if (lang && lang !== 'und') langs.add(lang);
  }
  return { networks: [...networks].sort(), langs: [...langs].sort() };
}

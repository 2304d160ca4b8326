import { useEffect, useRef, useState } from 'react';
import type { OutputOf } from '../../../src/contract/api.ts';
import { keysOf } from '../../actions/action.ts';
import { useAction } from '../../actions/registry.ts';
import { ask } from '../../api.ts';
import { onAside } from '../../live/asides.ts';
import { onEvent } from '../../live/store.ts';
import { refusalWords } from '../../refusal-words.ts';
import { usePerson } from '../../session.ts';
import { useWords } from '../../strings/words.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Check, Field } from '../../ui/Field.tsx';
import { Choices } from '../../ui/overlay/lazy.tsx';
import { complain, say } from '../../ui/toast.ts';
import { asRefusal } from '../../use-asked.ts';
import { FIRST_FILTER, type QueueFilter } from './queue-order.ts';
import styles from './SavedViews.module.css';

type Saved = OutputOf<'listSavedViews'>['rows'][number];

/** The server counts so far. */
const COUNTED_MOST = 100;
/** The numbers are asked again this long after something moved. */
const SETTLE_MS = 1_500;
const REMOVE = 'remove\u0000';

/** Views under a name: mine and the team's, each with how many stand in it; and this one kept under a name. */
export function SavedViews({ filter, onFilter }: { filter: QueueFilter; onFilter: (filter: QueueFilter) => void }) {
  const words = useWords();
  const { t, language } = words;
  const { brand, may } = usePerson();
  const [open, setOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  const [views, again] = useSavedViews(open);
  useAction('views', () => setOpen(true));
  const number = new Intl.NumberFormat(language);
  const count = (n: number) => (n >= COUNTED_MOST ? `${number.format(COUNTED_MOST - 1)}+` : number.format(n));
  const current = views.find(view => isSame(filterOf(view), filter));
  const mayRemove = current !== undefined && (!current.isShared || may('lead'));

  async function remove(view: Saved) {
    try {
      await ask('removeSavedView', { brand: brand.id, id: view.id });
      say(t('views.gone', { name: view.name }), {
        undo: async () => {
          const { name, isShared, filter: kept } = view;
          await ask('addSavedView', { brand: brand.id, body: { name, isShared, filter: kept } }).catch(asRefusal);
          again();
        },
      });
      again();
    } catch (error) {
      complain(refusalWords(asRefusal(error), words));
    }
  }
  return (
    <>
      <IconButton
        ref={trigger}
        icon="eye"
        size="small"
        label={t('menu.withKey', { name: t('views.open'), key: keysOf('views') })}
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(true)}
      />
      {open && (
        <Choices
          trigger={trigger}
          label={t('views.open')}
          none={t('views.none')}
          choices={[
            ...views.map(view => ({
              id: view.id,
              words: view.name,
              icon: view.isShared ? ('people' as const) : ('eye' as const),
              aside: count(view.n),
              on: view.id === current?.id,
            })),
            ...(mayRemove ? [{ id: REMOVE, words: t('views.remove'), icon: 'trash' as const }] : []),
          ]}
          onClose={() => setOpen(false)}
          onChoose={id => {
            const chosen = views.find(view => view.id === id);
            if (chosen) onFilter(filterOf(chosen));
            else if (id === REMOVE && current) remove(current);
          }}
        >
          <KeepView
            filter={filter}
            onKept={() => {
              again();
              setOpen(false);
            }}
          />
        </Choices>
      )}
    </>
  );
}

function KeepView({ filter, onKept }: { filter: QueueFilter; onKept: () => void }) {
  const words = useWords();
  const { t } = words;
  const { brand, may } = usePerson();
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  async function keep() {
    if (name.trim() === '') return;
    try {
      const body = { name: name.trim(), isShared: shared, filter: wireOf(filter) };
      await ask('addSavedView', { brand: brand.id, body });
      say(t('views.saved', { name: name.trim() }));
      onKept();
    } catch (error) {
      complain(refusalWords(asRefusal(error), words));
    }
  }
  return (
    <div className={styles.keep}>
      <Field
        label={t('views.name')}
        value={name}
        maxLength={60}
        onChange={event => setName(event.target.value)}
        onKeyDown={event => event.key === 'Enter' && keep()}
      />
      {may('lead') && (
        <Check label={t('views.shared')} checked={shared} onChange={event => setShared(event.target.checked)} />
      )}
      <Button size="small" disabled={name.trim() === ''} onClick={keep}>
        {t('views.save')}
      </Button>
    </div>
  );
}

/** Read when opened, and again when somebody changed them or what stands in them moved. */
function useSavedViews(open: boolean): [readonly Saved[], () => void] {
  const { brand } = usePerson();
  const [views, setViews] = useState<readonly Saved[]>([]);
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` is what asking again means
  useEffect(() => {
    if (!open) return;
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const read = () =>
      ask('listSavedViews', { brand: brand.id, signal: stop.signal }).then(
        ({ rows }) => setViews(rows),
        error => !stop.signal.aborted && asRefusal(error),
      );
    const soon = () => {
      clearTimeout(timer);
      timer = setTimeout(read, SETTLE_MS);
    };
    read();
    const forgets = [onAside(said => said.kind === 'views' && read()), onEvent(soon)];
    return () => {
      stop.abort();
      clearTimeout(timer);
      for (const forget of forgets) forget();
    };
  }, [brand.id, open, round]);
  return [views, () => setRound(n => n + 1)];
}

function wireOf({
  view,
  status,
  waiting,
  network,
  lang,
  tag,
  team,
  sentiment,
  intent,
  noise,
}: QueueFilter): Saved['filter'] {
  return {
    view,
    status,
    sort: 'due',
    ...(waiting ? { waiting } : {}),
    ...(network === null ? {} : { network }),
    ...(lang === null ? {} : { lang }),
    ...(tag === null ? {} : { tag }),
    ...(team === null ? {} : { team }),
    ...(sentiment === null ? {} : { sentiment }),
    ...(intent === null ? {} : { intent }),
    ...(noise === null ? {} : { noise }),
  };
}

/** What a view asks beyond the desk's own filters was made by another program, and is left out here. */
function filterOf({ filter }: Saved): QueueFilter {
  const { view, status, waiting, network, lang, tag, team, sentiment, intent, noise } = filter;
  return {
    ...FIRST_FILTER,
    view,
    status: status === 'snoozed' || status === 'resolved' ? status : 'active',
    waiting: waiting ?? false,
    network: network ?? null,
    lang: lang ?? null,
    tag: tag ?? null,
    team: team ?? null,
    sentiment: sentiment ?? null,
    intent: intent ?? null,
    noise: noise ?? null,
  };
}

function isSame(a: QueueFilter, b: QueueFilter): boolean {
  return JSON.stringify(wireOf(a)) === JSON.stringify(wireOf(b));
}

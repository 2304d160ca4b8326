import { useVirtualizer } from '@tanstack/react-virtual';
import { lazy, type RefObject, Suspense, useEffect, useRef, useState } from 'react';
import { keysOf } from '../../actions/action.ts';
import { perform, useAction } from '../../actions/registry.ts';
import { useCounts, useRow } from '../../live/store.ts';
import { refusalWords } from '../../refusal-words.ts';
import { usePerson } from '../../session.ts';
import { useWords } from '../../strings/words.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { useIsPhone } from '../../ui/use-width.ts';
import { WaitingLink } from '../waiting/WaitingLink.tsx';
import { Filters } from './Filters.tsx';
import { nameOf } from './face.ts';
import styles from './Queue.module.css';
import { QueueRow } from './QueueRow.tsx';
import { FIRST_FILTER, type QueueFilter } from './queue-order.ts';
import { litReadings } from './readings/reading-filters.ts';
import { SearchResults } from './SearchResults.tsx';
import { selectTo, toggleSelected, useIsSelected, useSelection } from './selection.ts';
import type { Queue as QueueState } from './use-queue.ts';
import { useStill } from './use-still.ts';

const BulkBar = lazy(() => import('./BulkBar.tsx').then(module => ({ default: module.BulkBar })));
const SavedViews = lazy(() => import('./SavedViews.tsx').then(module => ({ default: module.SavedViews })));

const ROW_PX = 64;
const PHONE_ROW_PX = 76;

/** Rows drawn beyond either edge, so that scrolling never shows a gap. */
const OVERSCAN = 8;

/** This close to the last row read, the next page is asked for. */
const ASK_AHEAD_ROWS = 30;

type Props = {
  filter: QueueFilter;
  onFilter: (filter: QueueFilter) => void;
  queue: QueueState;
  selected: string | null;
  /** Told how many rows from the top must keep their places. */
  still: RefObject<number>;
};

/** Who waits, the most urgent first. */
export function Queue({ filter, onFilter, queue, selected, still }: Props) {
  const { t } = useWords();
  const [searched, setSearched] = useState<string | null>(null);
  const chosen = useSelection();
  const { may } = usePerson();
  useAction('search', () => setSearched(text => text ?? ''));
  useAction('select', () => selected && toggleSelected(selected), selected !== null && may('answer'));
  useAction('selectRange', () => selected && selectTo(selected, queue.ids), selected !== null && may('answer'));
  return (
    <section className={styles.queue} aria-label={t('queue.label')}>
      <div className={styles.views}>
        {searched === null ? (
          <>
            <Views filter={filter} onFilter={onFilter} />
            <Suspense fallback={null}>
              <SavedViews filter={filter} onFilter={onFilter} />
            </Suspense>
            <IconButton
              icon="search"
              label={t('menu.withKey', { name: t('action.search'), key: keysOf('search') })}
              onClick={() => setSearched('')}
            />
          </>
        ) : (
          <SearchField text={searched} onText={setSearched} />
        )}
      </div>
      {searched !== null && searched.trim() !== '' ? (
        <SearchResults text={searched.trim()} selected={selected} />
      ) : (
        <>
          {chosen.size > 0 ? (
            <Suspense fallback={<Filters filter={filter} onChange={onFilter} />}>
              <BulkBar />
            </Suspense>
          ) : (
            <Filters filter={filter} onChange={onFilter} />
          )}
          <WaitingLink />
          <div className={styles.above} role="status">
            {queue.above > 0 && (
              <button type="button" className={styles.fresh} onClick={queue.sort}>
                <Icon name="up" size={14} /> {t('queue.above', { n: queue.above })}
              </button>
            )}
          </div>
          <Rows queue={queue} selected={selected} still={still} filter={filter} onFilter={onFilter} />
        </>
      )}
      <footer className={styles.foot}>
        <span title={t('queue.orderWhy')}>{t('queue.order')}</span>
        <span className={styles.keys}>
          {t('queue.nextHint')} <Kbd keys={keysOf('next')} /> {t('queue.moveHint')}{' '}
          <Kbd keys={`${keysOf('down')} ${keysOf('up')}`} />
        </span>
      </footer>
      <button type="button" className={styles.next} onClick={() => perform('next')}>
        {t('action.next')} <Icon name="forward" size={16} />
      </button>
    </section>
  );
}

function SearchField({ text, onText }: { text: string; onText: (text: string | null) => void }) {
  const { t } = useWords();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <div className={styles.searching}>
      <Icon name="search" size={16} />
      <input
        ref={field}
        type="search"
        dir="auto"
        value={text}
        placeholder={t('search.placeholder')}
        aria-label={t('action.search')}
        onChange={event => onText(event.target.value)}
        onKeyDown={event => event.key === 'Escape' && onText(null)}
      />
      <IconButton icon="close" label={t('search.close')} onClick={() => onText(null)} />
    </div>
  );
}

const VIEWS = ['mine', 'team', 'unassigned', 'all'] as const;

function Views({ filter, onFilter }: { filter: QueueFilter; onFilter: (filter: QueueFilter) => void }) {
  const { t, language } = useWords();
  const counts = useCounts();
  const number = new Intl.NumberFormat(language, { notation: 'compact' });
  const counted = filter.waiting && filter.status === 'active' ? 'waiting' : filter.status;
  return (
    <Tabs
      label={t('queue.views')}
      className={styles.tabs}
      value={filter.view}
      onChange={view => onFilter({ ...filter, view })}
      tabs={VIEWS.map(view => ({
        value: view,
        label: (
          <>
            {t(`view.${view}`)}{' '}
            {counts && <span className={styles.number}>{number.format(counts[view][counted])}</span>}
          </>
        ),
      }))}
    />
  );
}

type RowsProps = Props;

function Rows({ queue, selected, still, filter, onFilter }: RowsProps) {
  const words = useWords();
  const { t } = words;
  const { brand, me, may } = usePerson();
  const scroller = useRef<HTMLDivElement>(null);
  const rowPx = useIsPhone() ? PHONE_ROW_PX : ROW_PX;
  const list = useVirtualizer({
    count: queue.ids.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: OVERSCAN,
    getItemKey: index => queue.ids[index] ?? index,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows are measured anew when their height changes
  useEffect(() => list.measure(), [rowPx]);

  const items = list.getVirtualItems();
  const lastDrawn = items.at(-1)?.index ?? 0;
  const { more } = queue;
  useEffect(() => {
    if (lastDrawn >= queue.ids.length - ASK_AHEAD_ROWS) more();
  }, [lastDrawn, queue.ids.length, more]);

  const at = selected ? queue.ids.indexOf(selected) : -1;
  useStill(still, scroller, { rowPx, open: at >= 0, there: !queue.loading && queue.refusal === null });
  // biome-ignore lint/correctness/useExhaustiveDependencies: only choosing another row scrolls; rows moving does not
  useEffect(() => {
    if (at >= 0) list.scrollToIndex(at, { align: 'auto' });
  }, [selected]);

  if (queue.loading) return <Skeleton rows={8} label={t('queue.loading')} />;
  if (queue.refusal) {
    return (
      <Empty icon="stop" title={t('queue.failed')} acts={<Button onClick={queue.again}>{t('common.tryAgain')}</Button>}>
        {refusalWords(queue.refusal, words)}
      </Empty>
    );
  }
  return (
    <div ref={scroller} className={styles.rows}>
      {queue.ids.length === 0 ? (
        <Nobody filter={filter} onFilter={onFilter} />
      ) : (
        <ul className={styles.all} style={{ height: list.getTotalSize() }} aria-label={t('queue.rows')}>
          {items.map(item => {
            const id = queue.ids[item.index] ?? '';
            return (
              <li
                key={item.key}
                aria-setsize={queue.ids.length}
                aria-posinset={item.index + 1}
                className={styles.place}
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <QueueRow id={id} selected={id === selected} first={item.index === 0} brand={brand.id} myId={me.id} />
                {may('answer') && <Choose id={id} ids={queue.ids} />}
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}

/** The box on a row's face: seen when the pointer is near, or once anything is chosen; Shift takes all in between. */
function Choose({ id, ids }: { id: string; ids: readonly string[] }) {
  const words = useWords();
  const row = useRow(id);
  const isChosen = useIsSelected(id);
  const isChoosing = useSelection().size > 0;
  return (
    <input
      type="checkbox"
      className={styles.choose}
      data-shown={isChoosing}
      checked={isChosen}
      aria-label={words.t('bulk.select', { name: row ? nameOf(row, words) : '' })}
      onClick={event => {
        event.stopPropagation();
        if (event.shiftKey) selectTo(id, ids);
        else toggleSelected(id);
      }}
      onChange={() => undefined}
    />
  );
}

/** Nobody is here: because all are answered, or because the filters leave them out. */
function Nobody({ filter, onFilter }: { filter: QueueFilter; onFilter: (filter: QueueFilter) => void }) {
  const words = useWords();
  const { t } = words;
  const narrowed =
    filter.network !== null ||
    filter.lang !== null ||
    filter.tag !== null ||
    filter.status !== 'active' ||
    litReadings(filter, words).length > 0;
  if (narrowed) {
    return (
      <Empty
        icon="filter"
        title={t('queue.noneLikeThis')}
        acts={<Button onClick={() => onFilter({ ...FIRST_FILTER, view: filter.view })}>{t('filter.clear')}</Button>}
      >
        {t('queue.noneLikeThisWhy')}
      </Empty>
    );
  }
  return (
    <Empty
      icon="check"
      title={t(filter.waiting ? 'queue.nobodyWaits' : 'queue.nobodyHere')}
      acts={
        filter.view !== 'all' && (
          <Button onClick={() => onFilter({ ...filter, view: 'all' })}>{t('queue.seeAll')}</Button>
        )
      }
    >
      {t('queue.nobodyWhy')}
    </Empty>
  );
}

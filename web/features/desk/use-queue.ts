import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { QueryOf } from '../../../src/contract/api.ts';
import type { ConversationView } from '../../../src/core/view.ts';
import { type ApiRefusal, ask } from '../../api.ts';
import { allRows, holdRows, useRows, whenCounted } from '../../live/store.ts';
import { usePerson } from '../../session.ts';
import { asRefusal } from '../../use-asked.ts';
import { useOwnRows } from './own-rows.ts';
import { arrange, belongs, byUrgency, type QueueFilter } from './queue-order.ts';

const PAGE_ROWS = 100;

export type Queue = {
  ids: readonly string[];
  /** New rows that wait above what is being read. */
  above: number;
  loading: boolean;
  refusal: ApiRefusal | null;
  /** Lets the waiting rows in and puts everything in order. */
  sort: () => void;
  more: () => void;
  again: () => void;
};

type Reading = {
  /** Rows down to here are on the screen or above it, and keep their places. */
  still: number;
  /** The row being read stays even when it belongs no longer. */
  keep: string | null;
};

type Held = { shown: readonly string[]; above: readonly string[] };
type Loaded = { next: string | null; last: ConversationView | null; done: boolean };

/** The queue as it is shown: read page by page, kept current by events, and never moving under the reader's eyes. */
export function useQueue(filter: QueueFilter, reading: Reading): Queue {
  const { brand, me } = usePerson();
  const rows = useRows();
  const own = useOwnRows();
  const written = JSON.stringify(filter);
  const [loaded, setLoaded] = useState<Loaded>({ next: null, last: null, done: false });
  const [refusal, setRefusal] = useState<ApiRefusal | null>(null);
  const [round, setRound] = useState(0);
  const [sorted, setSorted] = useState(0);
  const held = useRef<Held>({ shown: [], above: [] });
  const asking = useRef(false);
  const reads = useRef(reading);
  reads.current = reading;

  const read = useCallback(
    async (after: string | null, signal: AbortSignal) => {
      asking.current = true;
      try {
        const query = queryOf(JSON.parse(written) as QueueFilter, after);
        await whenCounted();
        const page = await ask('listConversations', { brand: brand.id, query, signal });
        holdRows(page.rows);
        setLoaded({ next: page.next, last: page.rows.at(-1) ?? null, done: true });
        setRefusal(null);
      } catch (error) {
        if (!signal.aborted) setRefusal(asRefusal(error));
      } finally {
        asking.current = false;
      }
    },
    [brand.id, written],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` is what asking again means
  useEffect(() => {
    const stop = new AbortController();
    held.current = { shown: [], above: [] };
    setLoaded({ next: null, last: null, done: false });
    read(null, stop.signal);
    return () => stop.abort();
  }, [read, round]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the rows themselves are held in the store; `rows` says that they changed
  const { shown, above } = useMemo(() => {
    if (!loaded.done) return held.current;
    const asked = JSON.parse(written) as QueueFilter;
    const wanted = wantedRows(asked, me.id, loaded);
    const { still, keep } = reads.current;
    const arranged = arrange({ shown: held.current.shown, wanted, still, keep, own });
    held.current = { shown: same(held.current.shown, arranged.ids), above: arranged.above };
    return held.current;
  }, [rows, own, written, loaded, me.id, sorted]);

  return {
    ids: shown,
    above: above.length,
    loading: !loaded.done && refusal === null,
    refusal,
    sort: useCallback(() => {
      held.current = { shown: [], above: [] };
      setSorted(n => n + 1);
    }, []),
    more: useCallback(() => {
      if (loaded.next && !asking.current) read(loaded.next, new AbortController().signal);
    }, [loaded.next, read]),
    again: useCallback(() => {
      setRefusal(null);
      setRound(n => n + 1);
    }, []),
  };
}

/** Rows beyond the last page read are left out: where they belong is not known yet. */
function wantedRows(filter: QueueFilter, myId: string, { next, last }: Loaded): ConversationView[] {
  const wanted: ConversationView[] = [];
  for (const row of Object.values(allRows())) {
    if (!belongs(row, filter, myId)) continue;
    if (next !== null && last && byUrgency(row, last) > 0) continue;
    wanted.push(row);
  }
  return wanted.sort(byUrgency);
}

/** The same list is the same object, so that nothing is drawn again. */
function same(before: readonly string[], after: readonly string[]): readonly string[] {
  return before.length === after.length && before.every((id, index) => id === after[index]) ? before : after;
}

function queryOf(filter: QueueFilter, after: string | null): QueryOf<'listConversations'> {
  return {
    view: filter.view,
    status: filter.status,
    sort: 'due',
    limit: PAGE_ROWS,
    ...(filter.waiting ? { waiting: 'true' as const } : {}),
    ...(filter.network ? { network: filter.network } : {}),
    ...(filter.lang ? { lang: filter.lang } : {}),
    ...(filter.tag ? { tag: filter.tag } : {}),
    ...(filter.team ? { team: filter.team } : {}),
    ...(filter.sentiment ? { sentiment: filter.sentiment } : {}),
    ...(filter.intent ? { intent: filter.intent } : {}),
    ...(filter.noise === null ? {} : { noise: filter.noise ? ('true' as const) : ('false' as const) }),
    ...(after ? { after } : {}),
  };
}

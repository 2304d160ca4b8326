import { useEffect, useSyncExternalStore } from 'react';
import type { OutputOf } from '../../src/contract/api.ts';
import { ask } from '../api.ts';
import { usePerson } from '../session.ts';
import { asRefusal } from '../use-asked.ts';
import { onAside } from './asides.ts';
import { useLine } from './connection.ts';

export type Notification = OutputOf<'listNotifications'>['rows'][number];
export type Told = { rows: readonly Notification[]; unseen: number };

const SHOWN = 50;

let told: Told = { rows: [], unseen: 0 };
const listeners = new Set<() => void>();

export function useTold(): Told {
  return useSyncExternalStore(subscribe, () => told);
}

/** Reads my list with each new line, and whenever I am told of something; `onNews` hears what was not there before. */
export function useLiveNotifications(onNews: (one: Notification) => void): void {
  const { brand } = usePerson();
  const { kind } = useLine();
  useEffect(() => {
    if (kind === 'up') readTold(brand.id).catch(asRefusal);
  }, [brand.id, kind]);
  useEffect(
    () =>
      onAside(said => {
        if (said.kind !== 'notified') return;
        readTold(brand.id).then(() => {
          const news = told.rows.find(one => one.id === said.id);
          if (news) onNews(news);
        }, asRefusal);
      }),
    [brand.id, onNews],
  );
}

async function readTold(brand: number): Promise<void> {
  const { rows, unseen } = await ask('listNotifications', { brand, query: { limit: SHOWN } });
  told = { rows, unseen };
  for (const listener of listeners) listener();
}

/** I have seen these; the list is read again when the server says so. */
export async function seeAll(brand: number): Promise<void> {
  const until = told.rows[0]?.at;
  if (until) await ask('seeNotifications', { brand, body: { until } });
}

export async function seeAbout(brand: number, conversationId: string): Promise<void> {
  const isThere = told.rows.some(one => one.conversationId === conversationId && one.seenAt === null);
  if (isThere) await ask('seeNotifications', { brand, body: { conversationId } });
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

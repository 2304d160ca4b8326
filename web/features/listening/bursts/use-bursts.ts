import { useEffect } from 'react';
import type { OutputOf } from '../../../../src/contract/api.ts';
import { onEvent } from '../../../live/store.ts';
import { usePerson } from '../../../session.ts';
import { type Asked, useAsked } from '../../../use-asked.ts';

export type Bursts = OutputOf<'listBursts'>;
export type Burst = Bursts['rows'][number];

/** Figures of a burst that goes on move without an event. */
const REFRESH_MS = 30_000;

/** The brand's bursts, read again when one begins, grows or ends. */
export function useBursts(): [Asked<Bursts>, () => void] {
  const { brand } = usePerson();
  const [asked, again] = useAsked('listBursts', { brand: brand.id });
  useEffect(() => {
    const timer = setInterval(again, REFRESH_MS);
    const forget = onEvent(event => event.data.kind.startsWith('burst.') && again());
    return () => {
      clearInterval(timer);
      forget();
    };
  }, [again]);
  return [asked, again];
}

/** Those that go on, the loudest first. */
export function going(asked: Asked<Bursts>): Burst[] {
  if (asked.kind !== 'ready') return [];
  return asked.value.rows.filter(({ endedAt }) => endedAt === null).sort((a, b) => b.times - a.times);
}

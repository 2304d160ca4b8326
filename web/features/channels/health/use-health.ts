import { useEffect } from 'react';
import type { OutputOf } from '../../../../src/contract/api.ts';
import { onEvent } from '../../../live/store.ts';
import { usePerson } from '../../../session.ts';
import { type Asked, useAsked } from '../../../use-asked.ts';

export type Health = OutputOf<'openHealth'>['health'];

/** Looked at anew this often; while something is being read again, so that its progress is seen. */
const REFRESH_MS = 10_000;
const PROGRESS_MS = 1_000;

/** How one channel fares, kept current. */
export function useHealth(channelId: string): [Asked<{ health: Health }>, () => void] {
  const { brand } = usePerson();
  const [asked, again] = useAsked('openHealth', { brand: brand.id, id: channelId });
  const reread = asked.kind === 'ready' ? asked.value.health.reread : null;
  const isReading = reread !== null && reread.endedAt === null;
  useEffect(() => {
    const timer = setInterval(again, isReading ? PROGRESS_MS : REFRESH_MS);
    const forget = onEvent(({ data }) => 'channelId' in data && data.channelId === channelId && again());
    return () => {
      clearInterval(timer);
      forget();
    };
  }, [again, channelId, isReading]);
  return [asked, again];
}

import { useEffect, useState } from 'react';
import { ApiRefusal, ask } from '../../api.ts';
import { onEvent } from '../../live/store.ts';
import { usePerson } from '../../session.ts';

/** Asked again when a channel changed, and this often in any case: that nobody listens to one is no event. */
const REFRESH_MS = 60_000;

/** How many channels need a look; 0 for those who may not see channels. */
export function useTroubles(): number {
  const { brand, may } = usePerson();
  const [n, setN] = useState(0);
  const mayLook = may('read_channels');
  useEffect(() => {
    if (!mayLook) return;
    const stop = new AbortController();
    async function read() {
      try {
        setN((await ask('listTroubles', { brand: brand.id, signal: stop.signal })).rows.length);
      } catch (error) {
        // The line's own banner says that the server is away; the mark keeps what it knew.
        if (!(error instanceof ApiRefusal) && !stop.signal.aborted) throw error;
      }
    }
    read();
    const timer = setInterval(read, REFRESH_MS);
    const forget = onEvent(({ data }) => data.kind.startsWith('channel.') && read());
    return () => {
      stop.abort();
      clearInterval(timer);
      forget();
    };
  }, [brand.id, mayLook]);
  return n;
}

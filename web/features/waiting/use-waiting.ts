import { useEffect, useState } from 'react';
import { ApiRefusal, ask } from '../../api.ts';
import { onEvent } from '../../live/store.ts';
import { usePerson } from '../../session.ts';

/** How many answers wait for a lead; for others than leads how many of their own wait or came back. */
export function useWaiting(): number {
  const { brand, may } = usePerson();
  const [n, setN] = useState(0);
  const mayLook = may('answer');
  useEffect(() => {
    if (!mayLook) return;
    const stop = new AbortController();
    async function read() {
      try {
        setN((await ask('listApprovals', { brand: brand.id, signal: stop.signal })).rows.length);
      } catch (error) {
        // The line's own banner says that the server is away; the number stays what it was.
        if (!(error instanceof ApiRefusal) && !stop.signal.aborted) throw error;
      }
    }
    read();
    const forget = onEvent(({ data }) => {
      if (data.kind === 'message.removed' || ('message' in data && data.message.approval)) read();
    });
    return () => {
      stop.abort();
      forget();
    };
  }, [brand.id, mayLook]);
  return n;
}

import { useEffect } from 'react';
import { ask } from '../api.ts';
import { forgetSession, usePerson } from '../session.ts';
import { asRefusal } from '../use-asked.ts';
import { readColleagues } from './colleagues.ts';
import { listenLive } from './connection.ts';
import { beginAnew, holdCounts, onEvent, resetStore, stopCounting } from './store.ts';
import { readTeams } from './teams.ts';

const ASK_AGAIN_MS = 3000;

/** Keeps the page in step with one brand: the counts once, then every event from there on. */
export function useLiveBrand(): void {
  const { me, brand } = usePerson();
  useEffect(() => {
    const stop = new AbortController();
    let hangUp: (() => void) | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    resetStore(me.id);

    function readAnew() {
      hangUp?.();
      beginAnew(me.id);
      begin();
    }

    async function begin(isAgain = false) {
      try {
        const [counted] = await Promise.all([
          ask('countConversations', { brand: brand.id, signal: stop.signal }),
          readColleagues(brand.id),
          readTeams(brand.id),
        ]);
        if (stop.signal.aborted) return;
        // What the screens read meanwhile may be older than these counts.
        if (isAgain) beginAnew(me.id);
        holdCounts(counted);
        hangUp?.();
        hangUp = listenLive({ brand: brand.id, after: counted.seq, onGap: readAnew });
      } catch (error) {
        if (stop.signal.aborted) return;
        if (asRefusal(error).status === 401) forgetSession();
        else {
          stopCounting();
          timer = setTimeout(begin, ASK_AGAIN_MS, true);
        }
      }
    }
    begin();
    const forget = onEvent(event => {
      if (event.data.kind !== 'settings.changed') return;
      readColleagues(brand.id).catch(asRefusal);
      readTeams(brand.id).catch(asRefusal);
    });
    return () => {
      stop.abort();
      clearTimeout(timer);
      hangUp?.();
      forget();
    };
  }, [me.id, brand.id]);
}

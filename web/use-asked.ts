import { useCallback, useEffect, useState } from 'react';
import type { OutputOf, QueryOf } from '../src/contract/api.ts';
import type { EndpointName } from '../src/contract/paths.ts';
import { ApiRefusal, ask } from './api.ts';

export type Asked<T> = { kind: 'loading' } | { kind: 'ready'; value: T } | { kind: 'failed'; refusal: ApiRefusal };

type Question<N extends EndpointName> = { brand?: number; id?: string; query?: QueryOf<N> };

/** Asks when the screen opens and again when the question changes; `again` asks once more and keeps what is shown meanwhile. */
export function useAsked<N extends EndpointName>(
  name: N,
  question: Question<N> | null,
): [Asked<OutputOf<N>>, () => void] {
  const [asked, setAsked] = useState<Asked<OutputOf<N>>>({ kind: 'loading' });
  const [round, setRound] = useState(0);
  const written = JSON.stringify(question);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` is what asking again means
  useEffect(() => {
    const wanted = JSON.parse(written) as Question<N> | null;
    if (!wanted) return;
    const stop = new AbortController();
    ask(name, { ...wanted, signal: stop.signal }).then(
      value => setAsked({ kind: 'ready', value }),
      (error: unknown) => {
        if (stop.signal.aborted) return;
        setAsked({ kind: 'failed', refusal: asRefusal(error) });
      },
    );
    return () => stop.abort();
  }, [name, written, round]);
  const again = useCallback(() => setRound(n => n + 1), []);
  return [asked, again];
}

/** Whatever was thrown, as something that can be shown; a bug of ours goes on to the console as well. */
export function asRefusal(error: unknown): ApiRefusal {
  if (error instanceof ApiRefusal) return error;
  console.error(error);
  return new ApiRefusal(0, 'bug', error instanceof Error ? error.message : String(error));
}

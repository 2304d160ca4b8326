import { useEffect, useRef, useState } from 'react';
import { usePerson } from '../../session.ts';
import { complain } from '../../ui/toast.ts';
import { type FoundLately, lookAround, type Source } from './look-around.ts';

/** A look around, as far as it has come. */
export type Look = { text: string; sources: Source[]; matches: FoundLately[]; over: boolean };

/** Begins a look, and ends the one before. */
export function useLook(): [Look | null, (text: string) => void] {
  const { brand } = usePerson();
  const [look, setLook] = useState<Look | null>(null);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);
  async function begin(text: string) {
    stop.current?.abort();
    const going = new AbortController();
    stop.current = going;
    let seen: Look = { text, sources: [], matches: [], over: false };
    setLook(seen);
    try {
      for await (const one of lookAround(brand.id, text, going.signal)) {
        if (one.kind === 'match') seen = { ...seen, matches: [...seen.matches, one.match] };
        else {
          const others = seen.sources.filter(({ id }) => id !== one.source.id);
          seen = { ...seen, sources: [...others, one.source].sort((a, b) => (a.id < b.id ? -1 : 1)) };
        }
        setLook(seen);
      }
    } catch (error) {
      if (!going.signal.aborted) complain(error instanceof Error ? error.message : String(error));
    }
    if (!going.signal.aborted) setLook({ ...seen, over: true });
  }
  return [look, begin];
}

import { useEffect, useState } from 'react';
import type { Personal } from '../../../src/core/privacy/personal.ts';

/** Every kind of personal data has one of these in it; without, nothing is loaded and nothing is looked for. */
const WORTH_READING = /[@＠]|\p{Nd}/u;

type Find = typeof import('../../../src/core/privacy/personal.ts').findPersonal;
let find: Find | null = null;

/** What the words show of somebody, once it is proven; in order of place. @param text null: nobody asks */
export function usePersonal(text: string | null): Personal[] {
  const [isLoaded, setIsLoaded] = useState(find !== null);
  const isWorth = text !== null && WORTH_READING.test(text);
  useEffect(() => {
    if (!isWorth || isLoaded) return;
    let isWanted = true;
    import('../../../src/core/privacy/personal.ts').then(loaded => {
      find = loaded.findPersonal;
      if (isWanted) setIsLoaded(true);
    });
    return () => {
      isWanted = false;
    };
  }, [isWorth, isLoaded]);
  if (text === null || !isWorth || find === null) return [];
  return find(text).filter(({ possible }) => !possible);
}

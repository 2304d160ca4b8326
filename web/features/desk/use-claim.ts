import { useEffect } from 'react';
import { ApiRefusal, ask } from '../../api.ts';
import { holdRows } from '../../live/store.ts';

/** Well before a claim runs out on the server. */
const RENEW_MS = 45_000;

/** While the person is writing, colleagues see that this one is being answered. A refusal is shown by the claim itself. */
export function useClaim(brand: number, id: string, writing: boolean): void {
  useEffect(() => {
    if (!writing) return;
    let held = false;
    async function claim() {
      try {
        const { conversation } = await ask('claim', { brand, id });
        held = true;
        holdRows([conversation]);
      } catch (error) {
        if (!(error instanceof ApiRefusal)) throw error;
      }
    }
    claim();
    const timer = setInterval(claim, RENEW_MS);
    return () => {
      clearInterval(timer);
      if (!held) return;
      ask('release', { brand, id }).then(
        ({ conversation }) => holdRows([conversation]),
        // It runs out by itself: not being able to let go of it harms nobody.
        () => undefined,
      );
    };
  }, [brand, id, writing]);
}

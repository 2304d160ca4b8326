import { useEffect } from 'react';
import type { OutputOf } from '../../../../src/contract/api.ts';
import { onEvent } from '../../../live/store.ts';
import { usePerson } from '../../../session.ts';
import { type Asked, useAsked } from '../../../use-asked.ts';
import { useAgainEvery } from '../../listening/use-again-every.ts';

/** How many are on, and need to be, changes without anything being told. */
const AGAIN_EVERY_MS = 30_000;

/** All of them, as they stand now. */
export function useCrises(): [Asked<OutputOf<'listCrises'>>, () => void] {
  const { brand } = usePerson();
  const [asked, again] = useAsked('listCrises', { brand: brand.id });
  useAgainOnStep(again);
  useAgainEvery(again, AGAIN_EVERY_MS);
  return [asked, again];
}

/** Asks again with every step that somebody takes in a crisis, or that time does. @param id of one; undefined: of any */
export function useAgainOnStep(again: () => void, id?: string): void {
  useEffect(
    () =>
      onEvent(({ data }) => {
        if (data.kind === 'crisis.changed' && (id === undefined || data.crisisId === id)) again();
      }),
    [again, id],
  );
}

import { Refusal } from '../core/refusal.ts';

/**
 * Two people change the same thing: the second is told, with what stands there now, and chooses. Call it with the row locked.
 * @param seen the version on the screen; absent: whoever asks does not look at versions
 */
export function expectVersion(theirs: { version: number }, seen: number | undefined): void {
  if (seen === undefined || seen === theirs.version) return;
  throw new Refusal(
    'changed_since',
    'Somebody changed this since you opened it. Look at what stands there now, then keep theirs or save yours.',
    { theirs },
  );
}

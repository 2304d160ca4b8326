import type { BodyOf } from '../../../../src/contract/api.ts';
import type { Slice } from '../slice.ts';

export type SliceWish = NonNullable<BodyOf<'makeScorecardLink'>['slice']>;

/** What the bar shows, as it is kept for later: a stretch of days becomes the usual period. */
export function wishOf({ period, since: _, until: __, heard, complaint, reach, ...rest }: Slice): SliceWish {
  return {
    ...rest,
    ...(period && { period }),
    ...(heard && { heard: heard === 'true' }),
    ...(complaint && { complaint: complaint === 'true' }),
    ...(reach && { reach: reach.map(one => Number(one) as 0 | 1 | 2 | 3 | 4 | 5) }),
  };
}

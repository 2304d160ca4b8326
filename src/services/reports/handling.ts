/** What answers take those who write them: `docs/definitions.md`, Handling time. */
import { type HandlingFigure, handlingFigure, NO_HANDLING } from '../../core/insight/handling.ts';
import type { Slice } from '../../core/insight/slice.ts';
import type { Db } from '../../store/db.ts';
import { readHandling } from '../../store/reports/handling.ts';

/**
 * Of answers sent off within the slice. Seconds; `answers` is the sample's size, `spreadSeconds` its standard deviation, `atOnce` the
 * conversations a colleague has under way at once. Everything is null where nothing was measured, as in a recording.
 */
export async function handlingOf(db: Db, slice: Slice): Promise<HandlingFigure> {
  const [all] = await readHandling(db, slice, [null]);
  return handlingFigure(all ?? NO_HANDLING);
}

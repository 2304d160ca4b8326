/** When customers come: turns opened, by half hour and by hour of the week. */
import type { Slice } from '../../core/insight/slice.ts';
import type { Db } from '../../store/db.ts';
import { type HalfHourCount, readHalfHours } from '../../store/reports/slots.ts';

/** Half hours (UTC) in which at least one turn of the slice was opened, oldest first; those left out had none. */
export function arrivalsPerHalfHour(db: Db, slice: Slice): Promise<HalfHourCount[]> {
  return readHalfHours(db, slice);
}

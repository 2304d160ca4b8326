/** What leads enter for plans of people: values to reckon from, and shifts. */
import { dayOf, weekdayOf } from '../../core/calendar/day.ts';
import type { Slice } from '../../core/insight/slice.ts';
import {
  faultInStaffing,
  type MeasuredHandling,
  resolveStaffing,
  type StaffingEntered,
  type StaffingField,
  type StaffingResolved,
} from '../../core/insight/staffing-settings.ts';
import { faultInShifts, type WallShift } from '../../core/insight/wall-shifts.ts';
import { Refusal } from '../../core/refusal.ts';
import type { Db } from '../../store/db.ts';
import * as store from '../../store/staffing.ts';
import { listTeams } from '../../store/teams.ts';
import { tellSettings } from '../brands.ts';
import { notFound, permit, type Who } from '../permit.ts';
import { sliceOf } from './slice-of.ts';

export type StaffingSettingsView = {
  values: StaffingResolved['settings'];
  from: StaffingResolved['from'];
  version: number;
  /** Null: too little, or nothing, as in a recording. */
  measured: MeasuredHandling | null;
};
export type ShiftsView = { week: string; version: number; rows: WallShift[] };
export type StaffingChange = { [Field in StaffingField]?: StaffingEntered[Field] | null | undefined } & {
  team: string | null;
  /** It was changed from; left out: whatever stands there. */
  version?: number | undefined;
};
export type ShiftsWish = Omit<ShiftsView, 'version'> & Pick<StaffingChange, 'team' | 'version'>;
export type EntriesNeeds = {
  db: Db;
  now: () => Date;
  /** Of answers within a slice; null: too few. */
  handling: (slice: Slice) => Promise<MeasuredHandling | null>;
};

/** What counts, and where each value comes from. */
export async function resolved(
  { db, handling }: EntriesNeeds,
  { brandId, teamId }: store.StaffingPlace,
  slice: Slice,
): Promise<StaffingSettingsView> {
  const [brand, team, measured] = await Promise.all([
    store.readStaffingSettings(db, { brandId, teamId: null }),
    teamId === null ? null : store.readStaffingSettings(db, { brandId, teamId }),
    handling(slice),
  ]);
  const { settings, from } = resolveStaffing({ brand: brand.entered, team: team?.entered ?? null, measured });
  return {
    values: settings,
    from,
    version: (team ?? brand).version,
    measured,
  };
}

/** @throws Refusal `changed_since` for another version, `not_valid` for what cannot be */
export async function changeSettings(
  needs: EntriesNeeds,
  who: Who,
  { team, version, ...fields }: StaffingChange,
): Promise<StaffingSettingsView> {
  permit(who, 'lead');
  const { db, now } = needs;
  const place = { brandId: who.brandId, teamId: await teamOf(db, who, team) };
  await db.transaction().execute(async tx => {
    const before = await store.readStaffingSettings(tx, place);
    if (version !== undefined && before.version !== version) throw CHANGED();
    const given = Object.entries(fields).filter(([, value]) => value !== undefined);
    const entered: StaffingEntered = Object.fromEntries(
      Object.entries({ ...before.entered, ...Object.fromEntries(given) }).filter(([, value]) => value !== null),
    );
    const fault = faultInStaffing(resolveStaffing({ brand: entered, team: null, measured: null }).settings);
    if (fault !== null) throw new Refusal('not_valid', fault);
    const at = now();
    if (!(await store.writeStaffingSettings(tx, place, entered, { ...before, at, agentId: who.agentId })))
      throw CHANGED();
    await tellSettings(tx, who, 'staffing', at);
  });
  const slice = await sliceOf(needs, who, {
    period: 'quarter',
    ...(place.teamId === null ? {} : { team: [place.teamId] }),
  });
  return resolved(needs, place, slice);
}

/** All shifts of a week at once. */
export async function setShifts(
  needs: EntriesNeeds,
  who: Who,
  { team, week, version, rows }: ShiftsWish,
): Promise<ShiftsView> {
  permit(who, 'lead');
  const { db, now } = needs;
  const place = { brandId: who.brandId, teamId: await teamOf(db, who, team) };
  if (weekdayOf(dayOf(week)) !== 0) throw new Refusal('not_valid', `${week} is no Monday.`);
  const fault = faultInShifts(rows, week);
  if (fault !== null) throw new Refusal('not_valid', fault);
  return db.transaction().execute(async tx => {
    const at = now();
    const before = (await store.readStaffingWeeks(tx, place, [week]))[0]?.version ?? 0;
    if (version !== undefined && version !== before) throw CHANGED();
    const change = { version: before, at, agentId: who.agentId };
    if (!(await store.writeStaffingWeek(tx, place, { week, shifts: rows }, change))) throw CHANGED();
    await tellSettings(tx, who, 'staffing', at);
    return { week, version: before + 1, rows };
  });
}

const CHANGED = () => new Refusal('changed_since', 'Somebody else has changed this meanwhile. Look at theirs first.');

/** The team whose plan is meant; null: the brand's. */
export async function teamOf(db: Db, who: Who, team: string | null | undefined): Promise<string | null> {
  if (team === undefined || team === null) return null;
  if (!(await listTeams(db, who.brandId)).some(({ id }) => id === team)) throw notFound('team');
  return team;
}

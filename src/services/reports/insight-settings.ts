/** What a brand reckons its figures with: read by everybody, changed by leads, what a customer is worth seen by leads alone. */
import type { ExpectationCurve } from '../../core/insight/expectation.ts';
import { curveOf, faultInInsightSettings, type InsightSettings } from '../../core/insight/insight-settings.ts';
import { mayDo } from '../../core/permission.ts';
import { Refusal } from '../../core/refusal.ts';
import type { Db } from '../../store/db.ts';
import { readInsightSettings, writeInsightSettings } from '../../store/insight-settings.ts';
import { tellSettings } from '../brands.ts';
import type { Desk } from '../desk.ts';
import { permit, type Who } from '../permit.ts';

type Points = { seconds: number; lost: number }[];
export type InsightSettingsView = Omit<InsightSettings, 'ownCurve'> & {
  ownCurve: Points | null;
  /** The curve that is used. */
  curve: Points;
  version: number;
};
export type InsightSettingsChange = { [Field in keyof InsightSettings]?: InsightSettings[Field] | undefined } & {
  version?: number | undefined;
};

/** The curve of customers' patience that a brand reckons with. */
export async function readExpectation(db: Db, brandId: number): Promise<ExpectationCurve> {
  return curveOf((await readInsightSettings(db, brandId)).settings);
}

/** Figures of money are told to leads. */
export function seesMoney(who: Who): boolean {
  return mayDo(who.reach.role, 'lead');
}

export async function readSettings(desk: Pick<Desk, 'db'>, who: Who): Promise<InsightSettingsView> {
  permit(who, 'read');
  return shown(who, await readInsightSettings(desk.db, who.brandId));
}

/** What is left out stays as it is. @throws Refusal `not_valid` saying what is wrong, `changed_since` */
export async function changeSettings(
  desk: Pick<Desk, 'db' | 'now'>,
  who: Who,
  { version, ...change }: InsightSettingsChange,
): Promise<InsightSettingsView> {
  permit(who, 'lead');
  const at = desk.now();
  return desk.db.transaction().execute(async tx => {
    const before = await readInsightSettings(tx, who.brandId);
    if (version !== undefined && version !== before.version) throw changedMeanwhile();
    const said = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    const settings: InsightSettings = { ...before.settings, ...said };
    const fault = faultInInsightSettings(settings);
    if (fault !== null) throw new Refusal('not_valid', fault);
    const written = { settings, version: before.version };
    if (!(await writeInsightSettings(tx, who.brandId, written, { at, agentId: who.agentId }))) throw changedMeanwhile();
    await tellSettings(tx, who, 'insight', at);
    return shown(who, { settings, version: before.version + 1 });
  });
}

function shown(who: Who, { settings, version }: { settings: InsightSettings; version: number }): InsightSettingsView {
  const money = seesMoney(who) ? {} : { customerValue: null, currency: null };
  const ownCurve = settings.ownCurve && [...settings.ownCurve];
  return { ...settings, ...money, ownCurve, curve: [...curveOf(settings)], version };
}

function changedMeanwhile(): Refusal {
  return new Refusal('changed_since', 'Somebody else has changed this meanwhile. Look at theirs first.');
}

/** What a company says of its own matters, for triage; and reading its history once more. */
import type { MakeId } from '../core/id.ts';
import { Refusal } from '../core/refusal.ts';
import { faultInSettings, requestNames, type TriageSettings } from '../core/triage/own-words.ts';
import type { Db } from '../store/db.ts';
import { newestReadAgain, type ReadAgainRow } from '../store/read-again.ts';
import { readTriageSettings, writeTriageSettings } from '../store/triage-settings.ts';
import { tellSettings } from './brands.ts';
import { permit, type Who } from './permit.ts';
import { planReadAgain } from './read-again.ts';

export type TriageSettingsView = TriageSettings & {
  version: number;
  /** The names of all kinds of request here, those of the product first. */
  requestNames: string[];
};
export type SettingsChange = { [Field in keyof TriageSettings]?: TriageSettings[Field] | undefined } & {
  version?: number | undefined;
};
export type ReadAgainView = {
  id: string;
  why: ReadAgainRow['why'];
  agentId: string | null;
  since: string;
  askedAt: string;
  total: number;
  done: number;
  changed: number;
  endedAt: string | null;
};

export type TriageSettingsDesk = {
  settings(who: Who): Promise<TriageSettingsView>;
  /** Posts are read by it from now on; those of the last months once more. */
  change(who: Who, change: SettingsChange): Promise<TriageSettingsView>;
  /** Of the last so many days. */
  readAgain(who: Who, days: number | undefined): Promise<ReadAgainView | null>;
  /** The one under way, else the last one. */
  progress(who: Who): Promise<ReadAgainView | null>;
};

type Needs = { db: Db; makeId: MakeId; now: () => Date };
const DAY_MS = 86_400_000;

export function makeTriageSettings(needs: Needs): TriageSettingsDesk {
  const { db, now } = needs;
  const progress: TriageSettingsDesk['progress'] = async who => {
    permit(who, 'read');
    const row = await newestReadAgain(db, who.brandId);
    return row === null ? null : viewOfAgain(row);
  };
  return {
    progress,
    async settings(who) {
      permit(who, 'read');
      return shown(await readTriageSettings(db, who.brandId));
    },
    async change(who, change) {
      permit(who, 'lead');
      return db.transaction().execute(async tx => {
        const before = await readTriageSettings(tx, who.brandId);
        if (change.version !== undefined && change.version !== before.version) throw CHANGED();
        const settings = merged(before.settings, change);
        const fault = faultInSettings(settings);
        if (fault !== null) throw new Refusal('not_valid', fault);
        const version = await writeTriageSettings(tx, who.brandId, { settings, version: before.version }, now());
        if (version === null) throw CHANGED();
        await planReadAgain(tx, needs, { brandId: who.brandId, why: 'settings', agentId: who.agentId });
        await tellSettings(tx, who, 'triage', now());
        return shown({ settings, version });
      });
    },
    async readAgain(who, days) {
      permit(who, 'lead');
      const since = days === undefined ? {} : { since: new Date(now().getTime() - days * DAY_MS) };
      await db.transaction().execute(async tx => {
        await planReadAgain(tx, needs, { brandId: who.brandId, why: 'asked', agentId: who.agentId, ...since });
        await tellSettings(tx, who, 'readAgain', now());
      });
      return progress(who);
    },
  };
}

const CHANGED = () => new Refusal('changed_since', 'Somebody else has changed this meanwhile. Look at theirs first.');

function merged(before: TriageSettings, change: SettingsChange): TriageSettings {
  const tidy = (words: readonly string[]) => [...new Set(words.map(one => one.replace(/\s+/g, ' ').trim()))];
  const requests = (change.requests ?? before.requests).map(({ name, words }) => ({ name, words: tidy(words) }));
  return {
    requests,
    rivals: tidy(change.rivals ?? before.rivals),
    orders: tidy(change.orders ?? before.orders),
    danger: tidy(change.danger ?? before.danger),
  };
}

function shown({ settings, version }: { settings: TriageSettings; version: number }): TriageSettingsView {
  return { ...settings, version, requestNames: requestNames(settings) };
}

function viewOfAgain({ id, why, agentId, since, askedAt, total, done, changed, endedAt }: ReadAgainRow): ReadAgainView {
  return {
    id,
    why,
    agentId,
    since: since.toISOString(),
    askedAt: askedAt.toISOString(),
    total,
    done,
    changed,
    endedAt: endedAt?.toISOString() ?? null,
  };
}

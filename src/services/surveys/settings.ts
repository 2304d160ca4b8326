/** What an owner allows of surveys: off until somebody says otherwise, channel by channel. */
import type { Connector } from '../../connectors/connector.ts';
import type { SurveySettings } from '../../core/insight/survey.ts';
import { LINK_PLACE } from '../../core/insight/survey.ts';
import { Refusal } from '../../core/refusal.ts';
import { listChannels } from '../../store/channels.ts';
import type { Db } from '../../store/db.ts';
import { readSurveySettings, writeSurveySettings } from '../../store/surveys.ts';
import { tellSettings } from '../brands.ts';
import { permit, type Who } from '../permit.ts';

export type SurveyChannelView = {
  channelId: string;
  name: string;
  network: string;
  /** What this network lets us do at all. */
  canWritePrivately: boolean;
  canReplyPublicly: boolean;
  /** How long after their last word we may write privately; null: as long as we like. */
  privateWindowHours: number | null;
};
export type SurveySettingsView = SurveySettings & {
  version: number;
  offers: SurveyChannelView[];
  /** Customers can reach this Heed: links are only sent where an address for them is set. */
  linksWork: boolean;
};

export type SurveySettingsDesk = {
  read(who: Who): Promise<SurveySettingsView>;
  change(who: Who, change: SurveySettings & { version?: number | undefined }): Promise<SurveySettingsView>;
};

type Needs = { db: Db; now: () => Date; connectors: ReadonlyMap<string, Connector>; linksWork: boolean };

export function makeSurveySettings({ db, now, connectors, linksWork }: Needs): SurveySettingsDesk {
  const read = async (who: Who): Promise<SurveySettingsView> => {
    permit(who, 'lead');
    const { settings, version } = await readSurveySettings(db, who.brandId);
    const channels = await listChannels(db, who.brandId);
    const offers = channels
      .filter(({ state }) => state !== 'left')
      .flatMap(({ id, name, network }) => {
        const connector = connectors.get(network);
        if (connector?.outbound === undefined) return [];
        return {
          channelId: id,
          name,
          network,
          canWritePrivately: connector.outbound.direct !== undefined,
          canReplyPublicly: connector.outbound.reply !== undefined,
          privateWindowHours: connector.limits.privateWindowHours,
        };
      });
    return { ...settings, version, offers, linksWork };
  };
  return {
    read,
    async change(who, { version, ...settings }) {
      permit(who, 'lead');
      refuseFaults(settings);
      const isWritten = await db.transaction().execute(async tx => {
        const at = now();
        const known = version ?? (await readSurveySettings(tx, who.brandId)).version;
        const done = await writeSurveySettings(
          tx,
          who.brandId,
          { settings, version: known },
          { agentId: who.agentId, at },
        );
        if (done) await tellSettings(tx, who, 'surveys', at);
        return done;
      });
      if (!isWritten)
        throw new Refusal('changed_since', 'A colleague has changed this meanwhile. Look at theirs, then save yours.');
      return read(who);
    },
  };
}

function refuseFaults({ texts, channels }: SurveySettings): void {
  const wanting = texts.find(one => one.link !== '' && !one.link.includes(LINK_PLACE));
  if (wanting !== undefined) {
    throw new Refusal('not_valid', `The words for ${wanting.lang} need ${LINK_PLACE} where the link is to stand.`);
  }
  if (new Set(texts.map(one => one.lang)).size < texts.length)
    throw new Refusal('not_valid', 'Each language once, please.');
  if (new Set(channels.map(one => one.channelId)).size < channels.length)
    throw new Refusal('not_valid', 'Each channel once, please.');
}

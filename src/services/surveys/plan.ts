/**
 * A survey is planned when a colleague resolves a conversation (or answers, where the owner set it so), half a second behind the event
 * log. Nobody is asked who was not answered by a person, in danger, noise, or asked within 30 days; what is planned is looked at
 * once more when its time has come (ask.ts).
 */
import type { Event } from '../../core/event.ts';
import type { MakeId } from '../../core/id.ts';
import { kindOf, type SurveySettings, whyNotAsk } from '../../core/insight/survey.ts';
import type { Tx } from '../../store/db.ts';
import { brandsBehindOrNew, placesIn } from '../../store/log-places.ts';
import { findAskable, planAsk, readSurveySettings } from '../../store/surveys.ts';
import { type LogReader, type ReadingNeeds, readOn } from '../log-reader.ts';

export type PlanNeeds = ReadingNeeds & { makeId: MakeId; now: () => Date };

const KINDS = ['conversation.changed', 'message.changed'] as const;
const MINUTE_MS = 60_000;

/** Everything that has happened until now. */
export async function planSurveys(needs: PlanNeeds, signal: AbortSignal): Promise<void> {
  for (const brandId of await brandsBehindOrNew(needs.db, 'survey_place')) {
    while (!signal.aborted && (await readOn(needs, readerFor(needs), brandId)).more);
  }
}

function readerFor({ makeId }: PlanNeeds): LogReader {
  return {
    name: 'planning of surveys',
    kinds: KINDS,
    ...placesIn('survey_place'),
    async act(tx, brandId, events) {
      const { settings } = await readSurveySettings(tx, brandId);
      let acted = 0;
      if (settings.isOn) {
        for (const event of events) acted += Number(await plan(tx, brandId, settings, event, makeId));
      }
      return { acted, told: [] };
    },
  };
}

/** Only what a colleague did counts: what rules and clocks do asks nobody. */
async function plan(tx: Tx, brandId: number, settings: SurveySettings, event: Event, makeId: MakeId): Promise<boolean> {
  const { conversationId, data, at } = event;
  if (conversationId === null || !isOccasion(settings, event)) return false;
  const found = await findAskable(tx, brandId, conversationId, new Date(at));
  const agentId = data.kind === 'conversation.changed' ? event.actorId : (found?.answeredBy ?? null);
  if (found === null || found.turnId === null || agentId === null || whyNotAsk(found) !== null) return false;
  const channel = settings.channels.find(one => one.channelId === found.channelId);
  if (channel === undefined || (channel.private === 'off' && channel.public === 'off')) return false;
  const { contactId, turnId, inboxId, channelId, network, teamId } = found;
  return planAsk(tx, brandId, {
    id: makeId(),
    contactId,
    conversationId,
    turnId,
    agentId,
    inboxId,
    channelId,
    network,
    teamId,
    lang: found.lang ?? 'en',
    kind: kindOf(settings.scale),
    scale: settings.scale,
    askAt: new Date(Date.parse(at) + settings.delayMinutes * MINUTE_MS),
  });
}

function isOccasion({ after }: SurveySettings, { data, actorId }: Event): boolean {
  if (after === 'resolved')
    return data.kind === 'conversation.changed' && data.change === 'resolved' && actorId !== null;
  return (
    data.kind === 'message.changed' &&
    data.change === 'delivery' &&
    data.turns.some(turn => turn.outcome === 'answered' && turn.closedBy === data.message.id)
  );
}

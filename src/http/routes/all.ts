import type { AppNeeds } from '../app.ts';
import type { Handlers } from '../endpoint.ts';
import { answerRoutes } from './answers.ts';
import { brandRoutes } from './brands.ts';
import { calendarRoutes } from './calendars.ts';
import { channelRoutes } from './channels.ts';
import { connectRoutes } from './connect.ts';
import { contactRoutes, importRoutes } from './contacts.ts';
import { conversationRoutes, queueRoutes } from './conversations.ts';
import { costsRoutes } from './costs.ts';
import { eventRoutes } from './events.ts';
import { healthOfChannelRoutes } from './health.ts';
import { inboxRoutes } from './inboxes.ts';
import { insightCrisisRoutes } from './insight-crisis.ts';
import { insightExpectationRoutes } from './insight-expectation.ts';
import { insightOrderRoutes } from './insight-orders.ts';
import { insightOutcomeRoutes } from './insight-outcomes.ts';
import { insightPromiseRoutes } from './insight-promise.ts';
import { insightReportRoutes } from './insight-reports.ts';
import { insightHeardRoutes, insightRiskRoutes } from './insight-risk.ts';
import { insightRivalRoutes } from './insight-rivals.ts';
import { insightScorecardRoutes } from './insight-scorecard.ts';
import { insightStaffingRoutes } from './insight-staffing.ts';
import { insightSurveyRoutes } from './insight-surveys.ts';
import { insightTurnRoutes } from './insight-turns.ts';
import { insightWorkloadRoutes } from './insight-workload.ts';
import { listeningFigureRoutes } from './listening-figures.ts';
import { matchRoutes } from './matches.ts';
import { meRoutes } from './me.ts';
import { mediaRoutes } from './media.ts';
import { memberRoutes } from './members.ts';
import { moderationRoutes } from './moderation.ts';
import { outsideModelRoutes } from './outside-model.ts';
import { policyRoutes } from './policies.ts';
import { queryRoutes } from './queries.ts';
import { readingRoutes } from './readings.ts';
import { replyRoutes } from './replies.ts';
import { ruleRoutes } from './rules.ts';
import { sessionRoutes } from './session.ts';
import { notificationRoutes, sideBySideRoutes } from './side-by-side.ts';
import { teamRoutes } from './teams.ts';
import { templateRoutes } from './templates.ts';
import { triageRiskRoutes } from './triage-risk.ts';
import { triageSettingsRoutes } from './triage-settings.ts';
import { turnRoutes } from './turns.ts';
import { webhookRoutes } from './webhooks.ts';

/** Every endpoint of the contract has its handler here; one that is missing does not compile. */
export function allRoutes({ services, version }: Pick<AppNeeds, 'services' | 'version'>): Handlers {
  return {
    ...sessionRoutes(services, version),
    ...meRoutes(services),
    ...brandRoutes(services),
    ...memberRoutes(services),
    ...inboxRoutes(services),
    ...calendarRoutes(services),
    ...policyRoutes(services),
    ...ruleRoutes(services),
    ...webhookRoutes(services),
    ...channelRoutes(services),
    ...connectRoutes(services),
    ...costsRoutes(services),
    ...templateRoutes(services),
    ...healthOfChannelRoutes(services),
    ...queryRoutes(services),
    ...matchRoutes(services),
    ...listeningFigureRoutes(services),
    ...insightCrisisRoutes(services),
    ...queueRoutes(services),
    ...conversationRoutes(services),
    ...answerRoutes(services),
    ...replyRoutes(services),
    ...moderationRoutes(services),
    ...readingRoutes(services),
    ...triageSettingsRoutes(services),
    ...triageRiskRoutes(services),
    ...outsideModelRoutes(services),
    ...contactRoutes(services),
    ...importRoutes(services),
    ...teamRoutes(services),
    ...turnRoutes(services),
    ...insightTurnRoutes(services),
    ...insightRivalRoutes(services),
    ...insightExpectationRoutes(services),
    ...insightPromiseRoutes(services),
    ...insightOutcomeRoutes(services),
    ...insightHeardRoutes(services),
    ...insightRiskRoutes(services),
    ...insightWorkloadRoutes(services),
    ...insightStaffingRoutes(services),
    ...insightSurveyRoutes(services),
    ...insightOrderRoutes(services),
    ...eventRoutes(services),
    ...mediaRoutes(services),
    ...notificationRoutes(services),
    ...sideBySideRoutes(services),
    ...insightScorecardRoutes(services),
    ...insightReportRoutes(services),
  };
}

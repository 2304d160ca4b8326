/** Every endpoint's shapes. `paths.ts` says where it stands and who may call it; the OpenAPI document is made from both. */
import type { z } from 'zod';
import { answers } from './answers.ts';
import { calendars } from './calendars.ts';
import { channels } from './channels.ts';
import { company } from './company.ts';
import { conversations } from './conversations.ts';
import { costs } from './costs.ts';
import { health } from './health.ts';
import { insightCrisis } from './insight-crisis.ts';
import { insightExpectation } from './insight-expectation.ts';
import { insightHeard } from './insight-heard.ts';
import { insightOrders } from './insight-orders.ts';
import { insightOutcomes } from './insight-outcomes.ts';
import { insightPromise } from './insight-promise.ts';
import { insightReports } from './insight-reports.ts';
import { insightRisk } from './insight-risk.ts';
import { insightRivals } from './insight-rivals.ts';
import { insightScorecard } from './insight-scorecard.ts';
import { insightStaffing } from './insight-staffing.ts';
import { insightSurveys } from './insight-surveys.ts';
import { insightTurns } from './insight-turns.ts';
import { insightWorkload } from './insight-workload.ts';
import { listening } from './listening.ts';
import { listeningFigures } from './listening-figures.ts';
import { moderation } from './moderation.ts';
import { outsideModel } from './outside-model.ts';
import type { EndpointName } from './paths.ts';
import { people } from './people.ts';
import { policies } from './policies.ts';
import { replies } from './replies.ts';
import { rules } from './rules.ts';
import type { Shape } from './shape.ts';
import { sideBySide } from './side-by-side.ts';
import { teams } from './teams.ts';
import { templates } from './templates.ts';
import { triage } from './triage.ts';
import { triageRisk } from './triage-risk.ts';
import { triageSettings } from './triage-settings.ts';
import { tryPolicies } from './try-policies.ts';
import { webhooks } from './webhooks.ts';

export const api = {
  ...company,
  ...calendars,
  ...policies,
  ...tryPolicies,
  ...rules,
  ...webhooks,
  ...channels,
  ...costs,
  ...templates,
  ...health,
  ...listening,
  ...listeningFigures,
  ...insightCrisis,
  ...insightTurns,
  ...insightRivals,
  ...insightExpectation,
  ...insightPromise,
  ...insightOutcomes,
  ...insightHeard,
  ...insightRisk,
  ...insightWorkload,
  ...insightStaffing,
  ...insightSurveys,
  ...insightOrders,
  ...conversations,
  ...teams,
  ...answers,
  ...replies,
  ...moderation,
  ...triage,
  ...triageSettings,
  ...triageRisk,
  ...outsideModel,
  ...people,
  ...sideBySide,
  ...insightScorecard,
  ...insightReports,
} satisfies Record<EndpointName, Shape>;

export type Api = typeof api;
/** What a caller sends and gets, for the typed client. */
export type QueryOf<N extends EndpointName> = Api[N] extends { query: infer Q extends z.ZodType }
  ? z.input<Q>
  : Record<string, never>;
export type BodyOf<N extends EndpointName> = Api[N] extends { body: infer B extends z.ZodType }
  ? z.input<B>
  : undefined;
export type OutputOf<N extends EndpointName> = Api[N] extends { output: infer O extends z.ZodType }
  ? z.output<O>
  : Response;

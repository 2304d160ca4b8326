/** Builds every service the endpoints speak to, each from the few things it uses. */
import type { Connector, GuardedFetch, OpenCheck, OpenContext } from './connectors/connector.ts';
import type { MakeId } from './core/id.ts';
import { isLoopbackName } from './http/caller.ts';
import type { Services } from './http/services.ts';
import type { Log } from './log.ts';
import { makeReports } from './make-reports.ts';
import { handBack } from './services/assign.ts';
import { makeAudit } from './services/audit.ts';
import { makeBrands } from './services/brands.ts';
import { listBurstViews } from './services/bursts.ts';
import { type CalendarsNeeds, makeCalendars } from './services/calendars.ts';
import { makeChannelHealth } from './services/channel-health.ts';
import { makeChannels } from './services/channels.ts';
import { makeConnect } from './services/connect.ts';
import { makeTestChannel } from './services/connect-test.ts';
import { makeCosts } from './services/costs/costs.ts';
import { makeCrisisDesk } from './services/crisis/desk.ts';
import { makeLetters } from './services/dead-letters.ts';
import { makeDearAnswers } from './services/dear-answers.ts';
import { makeDeskReadings } from './services/desk-readings.ts';
import { discover } from './services/discover.ts';
import { makeErasures } from './services/erasures.ts';
import { makeFigures } from './services/figures.ts';
import { makeHolidayFeeds } from './services/holiday-feeds.ts';
import type { CallAt } from './services/hook-facts.ts';
import { makeInboxes } from './services/inboxes.ts';
import { type Ingest, makeIngest } from './services/ingest.ts';
import { startLive } from './services/live.ts';
import { makeMatches } from './services/matches.ts';
import { makeMedia } from './services/media.ts';
import { networksOf } from './services/networks.ts';
import { makeOutsideModel } from './services/outside-model.ts';
import { makePeople } from './services/people.ts';
import { makePolicies } from './services/policies.ts';
import { precisionOfQuery } from './services/precision.ts';
import { makePush } from './services/push.ts';
import { makeQueries } from './services/queries.ts';
import { plainReaders, type Readers } from './services/readers.ts';
import type { Receive } from './services/receive.ts';
import { makeReportSchedules } from './services/reports/report-schedules.ts';
import { makeScorecardLinks } from './services/reports/scorecard-links.ts';
import { retime } from './services/retime.ts';
import { makeRiskDesk } from './services/risk.ts';
import { makeRules } from './services/rules.ts';
import { makeSavedReplies } from './services/saved-replies.ts';
import type { Seal } from './services/seal.ts';
import { makeSignIn } from './services/sign-in.ts';
import { makeSurveyPages } from './services/surveys/page.ts';
import { makeSurveySettings } from './services/surveys/settings.ts';
import { nothingTaught, type Teaching } from './services/teaching.ts';
import { makeTeams } from './services/teams.ts';
import { makeTemplates } from './services/templates.ts';
import { makeTokens } from './services/tokens.ts';
import { makeTriageSettings } from './services/triage-settings.ts';
import { tryPolicies } from './services/try-policies.ts';
import { tryQuery } from './services/try-query.ts';
import { makeUnheard, type Unheard } from './services/unheard.ts';
import { waitFor } from './services/wait.ts';
import { wantingMedia } from './services/want-media.ts';
import { makeWebhooks } from './services/webhooks.ts';
import { makeWelcome } from './services/welcome.ts';
import type { Database } from './store/db.ts';

export type ServicesNeeds = {
  database: Database;
  log: Log;
  secretKey: string;
  /** Where people reach the desk, without a slash at the end. */
  publicUrl: string;
  makeId: MakeId;
  now: () => Date;
  connectors: ReadonlyMap<string, Connector>;
  seal: Seal;
  open: OpenContext;
  openCheck: OpenCheck;
  fetchFor: (signal: AbortSignal) => GuardedFetch;
  receive: Receive;
  /** Where networks call channels; nowhere where it is left out. */
  callAt?: CallAt;
  /** What reads each brand's posts; rules alone where it is left out. */
  readers?: Readers;
  /** Learns from corrections; where it is left out nothing is learnt. */
  teaching?: Teaching;
  /** Whether a mail server is set up. */
  canMail?: boolean;
  /** For tests: how soon a live stream notices that its right has ended. */
  recheckMs?: number;
};

/** The stream's reader of the event log runs from here on: end it with `live.stop()`. */
export async function makeServices(needs: ServicesNeeds): Promise<Services> {
  const { database, log, makeId, now, secretKey, publicUrl, connectors, seal, openCheck, fetchFor } = needs;
  const { db, pool } = database;
  const { readers = plainReaders } = needs;
  const desk: Services['desk'] = { db, makeId, now, readers, connectors, openContext: needs.open, seal };
  const tokens = makeTokens({ db, makeId });
  const onTrouble = (err: unknown) => log.warn({ err }, 'The event log could not be read; trying again');
  const recheck = needs.recheckMs === undefined ? {} : { recheckMs: needs.recheckMs };
  const retimeFor: CalendarsNeeds['retime'] = who => retime({ db, makeId, now }, who.brandId, who.agentId);
  const calendars = makeCalendars({ db, makeId, now, retime: retimeFor });
  const tell = (level: 'error', message: string, facts: Record<string, unknown>) => log[level](facts, message);
  const ingest = wantingMedia(makeIngest({ database, makeId, now, readers }), { db, now });
  const dear = makeDearAnswers(() => performance.now());
  const unheard = makeUnheard({ db, now, dear });
  return {
    desk,
    tokens,
    ...doorsOf(needs, desk, ingest),
    signIn: makeSignIn({ db, secretKey, publicUrl, makeId, now, tokens }),
    welcome: makeWelcome({ db, makeId, tokens }),
    people: makePeople({ db, makeId, now, handBack: (who, agentId) => handBack(desk, who, agentId) }),
    brands: makeBrands({ db, makeId, now }),
    inboxes: makeInboxes({ db, makeId, now }),
    teams: makeTeams({ db, makeId, now }),
    live: await startLive({ db, pool, onTrouble, ...recheck }),
    figures: makeFigures({ db, now }),
    calendars,
    holidayFeeds: makeHolidayFeeds({ db, makeId, now, fetchFor, list: calendars.list }),
    policies: makePolicies({ db, makeId, now }),
    tryPolicies: (who, policies) => tryPolicies({ db, now }, who, policies),
    rules: makeRules({ db, makeId, now }),
    webhooks: makeWebhooks({ db, seal, makeId, now, fetchFor }),
    canMail: needs.canMail ?? false,
    channels: makeChannels({ ...desk, openCheck, ...callsOf(needs) }),
    ...booksOf(needs),
    connect: makeConnect({ db, connectors, openCheck, openContext: needs.open, seal, makeId, now, publicUrl }),
    templates: makeTemplates(desk),
    testChannel: makeTestChannel({ db, connectors, openContext: needs.open, seal, wait: waitFor }),
    networks: () => networksOf(connectors, publicUrl, canBeCalled(needs)),
    queries: makeQueries({ db, makeId, now }),
    matches: makeMatches({ db, ingest, now, dear, readers }),
    judgePrecision: (who, queryId) => precisionOfQuery({ db }, who, queryId),
    unheard,
    ...shownAround(needs, unheard),
    audit: makeAudit({ db, makeId, now }),
    listBursts: who => listBurstViews({ db, now, readers }, who),
    discover: (who, text, signal) =>
      discover({ db, connectors, openContext: needs.open, openCheck, now }, who, text, signal),
    tryQuery: (who, text) => tryQuery({ db, now }, who, text),
    media: makeMedia({ db, fetchFor, now }),
    push: makePush({ db, seal, makeId, now, fetchFor, publicUrl }),
    savedReplies: makeSavedReplies({ db, makeId, now }),
    triageSettings: makeTriageSettings({ db, makeId, now }),
    outsideModel: makeOutsideModel({ db, seal, makeId, now, clockMs: () => performance.now(), fetchFor }),
    crisis: makeCrisisDesk({ ...desk, readers, dear }),
    ...aftermathOf(needs),
    readings: makeDeskReadings({
      ...desk,
      teach: needs.teaching?.teach ?? nothingTaught,
      clockMs: () => performance.now(),
      log: tell,
    }),
  };
}

function callsOf({ callAt }: { callAt?: CallAt | undefined }): { callAt?: CallAt } {
  return callAt === undefined ? {} : { callAt };
}

function canBeCalled({ callAt }: ServicesNeeds): boolean | undefined {
  return callAt === undefined ? undefined : callAt({ brandId: 1, channelId: '' }) !== null;
}

/** Where networks call, and where they tell that somebody wants their data gone. */
function doorsOf({ receive, log }: ServicesNeeds, desk: Services['desk'], ingest: Ingest) {
  const tell = (level: 'info' | 'warn' | 'error', message: string, facts: Record<string, unknown>) =>
    log[level](facts, message);
  return { receive, erasures: makeErasures({ ...desk, ingest, log: tell }) };
}

/** How channels fare, what they cost, and what could not be read. */
function booksOf({ database: { db }, connectors, seal, makeId, now, callAt }: ServicesNeeds) {
  return {
    health: makeChannelHealth({ db, connectors, seal, now, ...callsOf({ callAt }) }),
    costs: makeCosts({ db, connectors, now }),
    letters: makeLetters({ db, connectors, makeId, now }),
  };
}

function shownAround({ database: { db }, now, makeId, publicUrl, canMail }: ServicesNeeds, unheard: Unheard) {
  return {
    scorecardLinks: makeScorecardLinks({ db, now, unheard, makeId, publicUrl }),
    reports: makeReportSchedules({ db, now, makeId, canMail: canMail ?? false }),
  };
}

/** What becomes of customers: the reports, those who may be lost, and what they say themselves. */
function aftermathOf({ database: { db }, makeId, now, connectors, publicUrl }: ServicesNeeds) {
  const linksWork = !isLoopbackName(new URL(publicUrl).hostname);
  return {
    ...makeReports({ db, now }),
    risk: makeRiskDesk({ db, makeId, now }),
    surveySettings: makeSurveySettings({ db, now, connectors, linksWork }),
    surveyPages: makeSurveyPages({ db, now }),
  };
}

/** Every endpoint, asked by everybody: what each is answered, that a refusal changes nothing, and that nobody is told a word too many. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { API_ROOT, type EndpointName, paths } from '../../src/contract/paths.ts';
import { NO_SURVEYS } from '../../src/core/insight/survey.ts';
import { confirmHandOff } from '../../src/services/hand-off.ts';
import { lastSeq } from '../../src/store/events.ts';
import { CALLERS, type Caller, type Company, openCompany, picture } from '../support/company.ts';
import {
  aReportOf,
  everyDay,
  holdingReply,
  someCrisis,
  someHoliday,
  someHours,
  someLink,
  somePolicy,
  someReport,
  someReportWish,
  someRule,
  someRuleWish,
  someTeam,
  someWebhook,
  theirHours,
  theirWebhook,
  unique,
} from '../support/some-of-each.ts';

type Row = {
  /** What nobody, a stranger, an owner, a lead, an agent, a partner with the inbox and one without are answered. */
  status: [number, number, number, number, number, number, number];
  /** What `{id}` stands for; made anew for each caller where the deed uses it up. */
  id?: (company: Company, caller: Caller) => string | Promise<string>;
  body?: (company: Company) => unknown;
  query?: string;
};

const self = (ok: number): Row['status'] => [401, ok, ok, ok, ok, ok, ok];
const everybody = (ok: number): Row['status'] => [401, 404, ok, ok, ok, ok, ok];
const team = (ok: number): Row['status'] => [401, 404, ok, ok, ok, 403, 403];
const leads = (ok: number): Row['status'] => [401, 404, ok, ok, 403, 403, 403];
const owners = (ok: number): Row['status'] => [401, 404, ok, 403, 403, 403, 403];
/** Whoever may see the inbox; to the others the thing does not exist. */
const within = (ok: number): Row['status'] => [401, 404, ok, ok, ok, ok, 404];

const IMPOSSIBLE = '00000000-0000-7000-8000-00000000dead';
const conversation = (company: Company) => company.ids.conversation;
const answer = (delivery: 'queued' | 'failed' | 'unsure' | 'handed') => (company: Company, caller: Caller) => {
  const { who } = company;
  const author = caller === 'lead' || caller === 'agent' || caller === 'partner' ? who[caller] : who.owner;
  return company.addAnswer(author, delivery);
};
/** Handed over, and said by somebody to stand there. */
const said = async (company: Company, caller: Caller) => {
  const id = await answer('handed')(company, caller);
  await confirmHandOff(company.heed.services.desk, company.who.owner, id, {});
  return id;
};
const soon = new Date('2026-11-23T12:00:00Z').toISOString();
const savedReply = (title: string) => ({ title, variants: [{ lang: null, network: null, texts: ['A new seal.'] }] });
/** Written from what the product promises, not from the code. A new endpoint needs its row here. */
const TABLE: Record<EndpointName, Row> = {
  welcome: { status: [200, 200, 200, 200, 200, 200, 200] },
  becomeOwner: {
    status: [403, 403, 403, 403, 403, 403, 403],
    body: () => ({ token: 'x', name: 'Eve', email: 'eve@evil.example', password: 'a long enough one', brand: 'Evil' }),
  },
  signIn: {
    status: [401, 401, 401, 401, 401, 401, 401],
    body: () => ({ email: `${unique()}@kestrel.example`, password: 'guess' }),
  },
  signOut: { status: [200, 200, 200, 200, 200, 200, 200] },
  me: { status: self(200) },
  changeMe: { status: self(200), body: () => ({ locale: 'el' }) },
  changePassword: { status: self(422), body: () => ({ current: 'guess', next: 'a long enough one' }) },
  listTokens: { status: self(200) },
  makeToken: { status: self(201), body: () => ({ name: 'mine' }) },
  revokeToken: {
    status: [401, 404, 200, 404, 404, 404, 404],
    id: company => company.addToken(company.who.owner.agentId),
  },
  aboutPush: { status: self(200) },
  addPush: {
    status: self(422),
    body: () => ({ endpoint: 'https://push.example/x', keys: { p256dh: 'x', auth: 'y' } }),
  },
  removePush: { status: self(200), body: () => ({ endpoint: 'https://push.example/x' }) },
  setQuiet: { status: self(200), body: () => ({ quiet: null }) },
  listNetworks: { status: self(200) },
  listBrands: { status: self(200) },
  makeBrand: { status: [401, 201, 201, 403, 403, 403, 403], body: () => ({ name: 'New' }) },
  changeBrand: { status: owners(200), body: () => ({ name: 'Kestrel' }) },

  listColleagues: { status: everybody(200) },
  listMembers: { status: leads(200) },
  addMember: { status: owners(201), body: () => ({ name: 'N', email: `${unique()}@kestrel.example`, role: 'agent' }) },
  changeMember: { status: owners(200), id: company => company.addSpare(), body: () => ({ role: 'lead' }) },
  newPassword: { status: owners(200), id: company => company.addSpare() },
  removeMember: { status: owners(200), id: company => company.addSpare() },
  listInboxes: { status: everybody(200) },
  makeInbox: { status: leads(201), body: () => ({ name: 'New' }) },
  changeInbox: { status: leads(200), id: company => company.ids.inbox, body: () => ({ name: 'Care' }) },

  listTeams: { status: everybody(200) },
  makeTeam: { status: leads(201), body: () => ({ name: unique() }) },
  changeTeam: { status: leads(200), id: someTeam, body: () => ({ handsOut: 'push' }) },
  removeTeam: { status: leads(200), id: someTeam },
  giveToTeam: { status: within(200), id: conversation, body: () => ({ teamId: null }) },
  listWorking: { status: team(200) },
  changeWorking: { status: leads(200), id: company => company.who.agent.agentId, body: () => ({ capacity: 4 }) },
  listPresence: { status: everybody(200) },
  readTeamBoard: { status: team(200) },
  knock: { status: everybody(200), body: () => ({ active: true }) },

  listCalendars: { status: team(200) },
  addCalendar: { status: leads(201), body: () => ({ name: unique(), timeZone: 'Europe/Athens', week: everyDay }) },
  tryHours: { status: team(200), body: () => ({ timeZone: 'Europe/Athens', week: everyDay, minutes: 30 }) },
  changeCalendar: { status: leads(200), id: someHours, body: () => ({ timeZone: 'Europe/Berlin' }) },
  removeCalendar: { status: leads(200), id: someHours },
  setCalendarTeams: { status: leads(200), id: someHours, body: () => ({ teamIds: [] }) },
  addHoliday: { status: leads(201), id: someHours, body: () => ({ date: '2026-12-25', name: 'Christmas' }) },
  importHolidays: {
    status: leads(200),
    id: someHours,
    body: () => ({ text: 'BEGIN:VCALENDAR\nEND:VCALENDAR', keep: true }),
  },
  setHolidayFeed: { status: leads(200), id: theirHours, body: () => ({ url: null }) },
  refreshHolidayFeed: { status: leads(409), id: theirHours },
  changeHoliday: {
    status: leads(200),
    id: someHoliday,
    body: () => ({ date: '2026-12-24', name: 'Christmas Eve' }),
  },
  removeHoliday: { status: leads(200), id: someHoliday },

  listChannels: { status: team(200) },
  openChannel: { status: team(200), id: company => company.ids.channel },
  addChannel: { status: owners(201), body: () => ({ network: 'square', name: 'New', credentials: {} }) },
  changeChannel: { status: leads(200), id: company => company.ids.channel, body: () => ({ name: 'marmalade' }) },
  beginConnect: { status: owners(200), body: () => ({ network: 'square', form: {} }) },
  // Whoever may mend a channel may come back; what they come back with was not begun by them.
  finishConnect: { status: leads(409), body: () => ({ answer: 'state=1.x&code=y' }) },
  pickAccounts: { status: owners(409), body: () => ({ pick: 'pick.x', accounts: ['a'] }) },
  readForm: { status: leads(200), id: company => company.ids.channel },
  // The square says that it is another shop's key.
  mendChannel: { status: leads(409), id: company => company.ids.channel, body: () => ({ credentials: {} }) },
  beginMend: { status: leads(200), id: company => company.ids.channel, body: () => ({}) },
  // The square approves nothing beforehand, and says so to whoever may ask.
  listTemplates: { status: within(422), id: company => company.ids.channel },
  testChannel: { status: leads(200), id: company => company.ids.channel },
  leaveChannel: { status: owners(200), id: company => company.addChannel() },
  listTroubles: { status: team(200) },
  openHealth: { status: team(200), id: company => company.ids.channel },
  openCost: { status: team(200), id: company => company.ids.channel },
  listSpend: { status: team(200), id: company => company.ids.channel },
  setBudget: { status: owners(200), id: company => company.ids.channel, body: () => ({ monthlyUsd: 50 }) },
  callNormal: { status: leads(200), id: company => company.ids.channel },
  redialChannel: { status: leads(422), id: company => company.ids.channel },
  listFailed: { status: leads(200), id: company => company.ids.channel },
  openFailed: { status: leads(200), id: company => company.addLetter() },
  replayFailed: { status: leads(202), id: company => company.ids.channel, body: () => ({}) },
  rereadChannel: { status: leads(202), id: company => company.ids.channel, body: () => ({ since: soon }) },
  readTriageSettings: { status: everybody(200) },
  changeTriageSettings: { status: leads(200), body: () => ({ rivals: [unique()] }) },
  readRisk: { status: everybody(200) },
  openRisk: { status: within(200), id: conversation },
  // Nothing of theirs has been weighed there.
  judgeRisk: { status: within(422), id: conversation, body: () => ({ outcome: 'saved' }) },
  readAgain: { status: leads(202), body: () => ({}) },
  readAgainProgress: { status: everybody(200) },
  readOutsideModel: { status: owners(200) },
  changeOutsideModel: { status: owners(200), body: () => ({ model: unique() }) },
  removeOutsideModel: { status: owners(200) },
  // None is named there.
  tryOutsideModel: { status: owners(422) },
  tryPolicies: { status: leads(200), body: () => ({ policies: [] }) },
  listPolicies: { status: everybody(200) },
  addPolicy: { status: leads(201), body: () => ({ name: unique(), firstMinutes: 20, nextMinutes: 20 }) },
  orderPolicies: { status: leads(409), body: () => ({ ids: [] }) },
  changePolicy: { status: leads(200), id: somePolicy, body: () => ({ firstMinutes: 20 }) },
  removePolicy: { status: leads(200), id: somePolicy },
  listRules: { status: team(200) },
  addRule: { status: leads(201), body: () => someRuleWish() },
  tryRule: { status: leads(200), body: () => someRuleWish() },
  orderRules: { status: leads(409), body: () => ({ ids: [] }) },
  changeRule: { status: leads(200), id: someRule, body: () => ({ name: unique() }) },
  removeRule: { status: leads(200), id: someRule },
  listWebhooks: { status: leads(200) },
  addWebhook: { status: leads(201), body: () => ({ name: unique(), url: 'https://hook.example/heed' }) },
  changeWebhook: { status: leads(200), id: theirWebhook, body: () => ({ name: unique() }) },
  removeWebhook: { status: leads(200), id: someWebhook },
  testWebhook: { status: leads(404), id: company => company.ids.inbox },
  listDeliveries: { status: leads(200), id: theirWebhook },
  retryDelivery: { status: leads(404), id: company => company.ids.inbox },
  explainPolicy: { status: within(200), id: conversation },
  listQueries: { status: team(200) },
  addQuery: { status: leads(201), body: () => ({ text: unique() }) },
  tryQuery: { status: team(200), body: () => ({ text: unique() }) },
  openQuery: { status: team(200), id: company => company.ids.query },
  changeQuery: { status: leads(200), id: company => company.ids.query, body: () => ({ name: 'Ours' }) },
  removeQuery: { status: leads(200), id: company => company.addQuery() },
  listMatches: { status: team(200) },
  markMatch: { status: team(200), id: company => company.ids.match, body: () => ({ mark: 'noise' }) },
  judgePrecision: { status: team(200), id: company => company.ids.query },
  unheard: { status: team(200) },
  listComplaints: { status: team(200) },
  openAudit: { status: team(200) },
  drawAudit: { status: team(200) },
  markAudited: { status: team(200), id: company => company.ids.audited, body: () => ({ mark: 'about us' }) },
  listBursts: { status: team(200) },
  listCrises: { status: team(200) },
  declareCrisis: { status: leads(201), body: () => ({ name: unique() }) },
  openCrisis: { status: team(200), id: someCrisis },
  changeCrisis: { status: leads(200), id: someCrisis, body: () => ({ deed: { kind: 'close' } }) },
  crisisPosts: { status: team(200), id: someCrisis },
  listHoldings: { status: team(200), id: someCrisis },
  previewHolding: { status: team(200), id: someCrisis, body: () => holdingReply },
  // Nobody waits there whom it could be told to.
  askHolding: { status: team(422), id: someCrisis, body: () => ({ ...holdingReply, conversationIds: [] }) },
  decideHolding: { status: leads(404), id: () => IMPOSSIBLE, body: () => ({ approve: true }) },
  stopHolding: { status: leads(404), id: () => IMPOSSIBLE },
  countUnanswered: { status: team(200) },
  takeUnanswered: { status: leads(200) },
  discover: { status: leads(200), body: () => ({ text: unique() }) },
  takeMatch: { status: team(200), id: company => company.ids.match },

  listConversations: { status: everybody(200) },
  countConversations: { status: everybody(200) },
  nextConversation: { status: everybody(200), body: () => ({}) },
  openConversation: { status: within(200), id: conversation },
  earlierMessages: { status: within(200), id: conversation },
  claim: { status: within(200), id: conversation },
  release: { status: within(200), id: conversation },
  assign: { status: within(200), id: conversation, body: company => ({ assigneeId: company.who.agent.agentId }) },
  prioritise: { status: within(200), id: conversation, body: () => ({ priority: 'high' }) },
  snooze: { status: within(200), id: conversation, body: () => ({ until: soon }) },
  tag: { status: within(200), id: conversation, body: () => ({ tags: ['grinder'] }) },
  resolve: {
    status: within(200),
    id: conversation,
    body: () => ({ openTurn: 'not_needed', reason: 'spoke by phone' }),
  },
  reopen: { status: within(200), id: conversation },
  listTags: { status: everybody(200) },
  note: { status: within(201), id: conversation, body: () => ({ text: 'call them' }) },
  reply: {
    status: within(202),
    id: conversation,
    body: () => ({ visibility: 'public', text: unique(), anyway: true }),
  },
  handOff: { status: within(201), id: conversation, body: () => ({ text: unique(), anyway: true }) },
  takeBack: { status: within(200), id: answer('queued') },
  retry: { status: within(202), id: answer('failed') },
  decideUnsure: { status: within(200), id: answer('unsure'), body: () => ({ found: false }) },
  confirmHandOff: { status: within(200), id: answer('handed'), body: () => ({}) },
  unconfirmHandOff: { status: within(200), id: said },
  listAttempts: { status: within(200), id: answer('failed') },
  listSavedReplies: { status: everybody(200) },
  moderate: {
    status: within(202),
    id: ({ ids }) => ids.message,
    body: () => ({ deed: 'hide' }),
  },
  openModeration: { status: within(200), id: ({ ids }) => ids.message },

  readMessageReadings: { status: within(200), id: ({ ids }) => ids.message },
  correctReading: {
    status: within(200),
    id: ({ ids }) => ids.message,
    body: () => ({ aspect: 'sentiment', value: 'negative' }),
  },
  undoCorrection: { status: within(200), id: company => company.addCorrection() },
  listCorrections: { status: team(200) },
  readLearning: { status: team(200) },
  whatChanged: { status: team(200), query: '?aspect=sentiment' },
  undoLearning: { status: leads(409), body: () => ({ aspect: 'sentiment', version: 999 }) },
  redoLearning: { status: leads(409), body: () => ({ aspect: 'sentiment', version: 999 }) },
  resetLearning: { status: leads(200), body: () => ({ aspect: 'sentiment' }) },
  listModerations: { status: leads(200) },
  makeSavedReply: { status: leads(201), body: () => savedReply(unique()) },
  changeSavedReply: {
    status: leads(200),
    id: company => company.addSavedReply(),
    body: () => ({ ...savedReply(unique()), version: 1 }),
  },
  removeSavedReply: { status: leads(200), id: company => company.addSavedReply() },
  savedReplyOutcomes: { status: everybody(200) },
  sameToday: { status: within(200), id: conversation, body: () => ({ text: 'A new seal leaves today' }) },
  listSignatures: { status: everybody(200) },
  writeSignatures: { status: leads(200), body: () => ({ rows: [{ network: '', pattern: '' }] }) },
  listApprovals: { status: everybody(200) },
  approve: {
    status: leads(200),
    id: company => company.addAnswer(company.who.agent, 'held'),
    body: () => ({ anyway: true }),
  },
  sendBack: {
    status: leads(200),
    id: company => company.addAnswer(company.who.agent, 'held'),
    body: () => ({ word: 'kinder' }),
  },
  listApprovalRules: { status: leads(200) },
  writeApprovalRules: { status: leads(200), body: () => ({ rows: [] }) },
  listOwnPromises: { status: everybody(200) },
  endOwnPromise: {
    status: [401, 404, 200, 200, 200, 403, 404],
    id: company => company.addOwnPromise(),
    body: () => ({ outcome: 'kept' }),
  },

  // Merged into itself it is declined, by those to whom it exists.
  merge: { status: within(422), id: conversation, body: company => ({ from: company.ids.conversation }) },
  split: { status: within(422), id: conversation, body: company => ({ messageIds: [company.ids.message] }) },
  undoRegroup: { status: [401, 404, 404, 404, 404, 404, 404], id: () => IMPOSSIBLE },
  doBulk: {
    status: everybody(200),
    // Ids come back as they were sent; what they are refused for is another test.
    body: () => ({ ids: [IMPOSSIBLE], deed: { kind: 'priority', priority: 'high' } }),
  },
  // Only whoever did it takes it back.
  undoBulk: { status: [401, 404, 404, 404, 200, 404, 404], id: company => company.addBulkDeed() },
  listBeside: { status: everybody(200) },
  standBeside: { status: within(200), id: conversation, body: () => ({ doing: 'viewing' }) },
  listDrafts: { status: within(200), id: conversation },
  saveDraft: {
    status: within(200),
    id: conversation,
    body: () => ({ mode: 'reply', text: 'Dear marmalade', page: 'one', knows: null }),
  },
  listSavedViews: { status: everybody(200) },
  addSavedView: { status: everybody(201), body: () => ({ name: 'Late', isShared: false, filter: {} }) },
  changeSavedView: {
    status: [401, 404, 200, 200, 403, 403, 403],
    id: company => company.addView(),
    body: () => ({ name: 'Later' }),
  },
  removeSavedView: { status: [401, 404, 200, 200, 403, 403, 403], id: company => company.addView() },
  listNotifications: { status: everybody(200) },
  seeNotifications: { status: everybody(200), body: () => ({}) },
  // Each one's own list: what stands on another's does not exist.
  seeNotification: { status: [401, 404, 404, 404, 200, 404, 404], id: company => company.addNotification() },

  search: { status: everybody(200), query: '?q=late' },
  readSurveySettings: { status: leads(200) },
  changeSurveySettings: { status: leads(200), body: () => NO_SURVEYS },
  readSurveys: { status: everybody(200) },
  listSurveyRows: { status: everybody(200) },
  addOrders: {
    status: leads(200),
    body: () => ({
      orders: [{ orderId: unique(), boughtAt: soon, amountMinor: 100, currency: 'EUR', email: 'thea@kestrel.example' }],
    }),
  },
  importOrders: { status: leads(200) },
  forgetOrders: { status: leads(200) },
  readBoughtAgain: { status: leads(200) },
  listBoughtRows: { status: leads(200) },
  listContacts: { status: team(200), query: '?q=thea' },
  openContact: { status: team(200), id: company => company.ids.contact },
  // The same customer wrote into the other inbox too, so even its partner may note something about them.
  changeContact: { status: everybody(200), id: company => company.ids.contact, body: () => ({ notes: 'kind' }) },
  contactTimeline: { status: everybody(200), id: company => company.ids.contact },
  contactHistory: { status: team(200), id: company => company.ids.contact },
  mergeContacts: {
    status: team(200),
    id: company => company.addContact(),
    body: async company => ({ fromId: await company.addContact() }),
  },
  // Put together by the owner: a lead may take apart what somebody else put together.
  unmergeContacts: { status: leads(200), id: company => company.addMerge() },
  listSuggestions: { status: team(200) },
  decideSuggestion: {
    status: team(200),
    id: company => company.addSuggestion(),
    body: () => ({ decision: 'different' }),
  },
  listContactFields: { status: everybody(200) },
  exportContacts: { status: leads(200) },
  listImports: { status: leads(200) },
  addImport: { status: leads(201), query: '?name=customers.csv' },
  openImport: { status: leads(200), id: company => company.addImport() },
  checkImport: { status: leads(200), id: company => company.addImport(), body: () => ({ columns: [] }) },
  startImport: { status: leads(202), id: company => company.addImport(), body: () => ({ columns: [] }) },
  cancelImport: { status: leads(200), id: company => company.addImport() },
  undoImport: { status: leads(202), id: company => company.addImport('done') },
  setContactFields: { status: leads(200), body: () => ({ fields: [] }) },
  listTurns: { status: everybody(200) },
  readRivals: { status: team(200) },
  setRivals: { status: leads(200), body: () => ({ rivals: [{ name: unique(), handles: [] }] }) },
  readRivalsReport: { status: team(200) },
  listRivalRows: { status: team(200) },
  listInsightChoices: { status: everybody(200) },
  readOutcomes: { status: everybody(200) },
  listOutcomeRows: { status: everybody(200) },
  readHeard: { status: team(200) },
  readRiskReport: { status: everybody(200) },
  listRisksNow: { status: everybody(200) },
  listRiskJudged: { status: everybody(200) },
  readArrivals: { status: everybody(200) },
  readHandling: { status: everybody(200) },
  listHandling: { status: everybody(200) },
  readColleagues: { status: leads(200) },
  readBacklog: { status: everybody(200) },
  listBacklog: { status: everybody(200), query: '?at=2026-11-22T12:00:00Z' },
  readReopenings: { status: everybody(200) },
  listReopenings: { status: everybody(200) },
  readTopics: { status: everybody(200) },
  listTopicRows: { status: everybody(200), query: '?topic=complaint' },
  readRisenWords: { status: everybody(200) },
  listWordRows: { status: everybody(200), query: '?word=kettle' },
  readStaffing: { status: team(200) },
  playStaffing: { status: [401, 404, 422, 422, 422, 403, 403] },
  suggestStaffing: { status: team(200) },
  changeStaffing: { status: leads(200), body: () => ({ shrinkage: 0.25 }) },
  setShifts: { status: leads(200), body: () => ({ week: '2026-11-23', rows: [] }) },
  exportShifts: { status: team(200) },
  readPromiseNow: { status: everybody(200) },
  readPromiseReport: { status: everybody(200) },
  readPromiseParts: { status: everybody(200), query: '?by=team' },
  readSilence: { status: everybody(200) },
  listInsightRows: { status: everybody(200) },
  readScorecard: { status: everybody(200) },
  drawScorecard: { status: everybody(200), query: '?file=card.png' },
  listScorecardLinks: { status: leads(200) },
  makeScorecardLink: { status: leads(201), body: () => ({ name: unique(), days: 7 }) },
  revokeScorecardLink: { status: leads(200), id: someLink },
  listReports: { status: leads(200) },
  addReport: {
    status: [401, 404, 404, 404, 403, 403, 403],
    body: () => ({ ...someReportWish, webhookId: IMPOSSIBLE }),
  },
  changeReport: { status: leads(200), id: someReport, body: company => aReportOf(company) },
  removeReport: { status: leads(200), id: someReport },
  sendReport: { status: leads(202), id: someReport },
  listReportRuns: { status: leads(200), id: someReport },
  readExpectation: { status: everybody(200) },
  readExpectationParts: { status: everybody(200), query: '?by=network' },
  readExpectationTrend: { status: everybody(200) },
  readHearingAndHandling: { status: everybody(200) },
  readInsightSettings: { status: everybody(200) },
  changeInsightSettings: { status: leads(200), body: () => ({ expectation: 'strict' }) },
  promiseToday: { status: everybody(200) },
  listEvents: { status: everybody(200), query: '?limit=1000' },
  live: { status: everybody(200), query: '?after=0' },
  addMedia: { status: everybody(201) },
  media: { status: within(200), id: company => company.ids.media },
};

type Asked = { status: number; text: string };

async function ask(company: Company, name: EndpointName, caller: Caller, id: string, brand = '1'): Promise<Asked> {
  const { method, path } = paths[name];
  const row = TABLE[name];
  const place = path.replace('{brand}', brand).replace('{id}', id);
  const token = company.tokens[caller];
  const isFile = name === 'addMedia';
  const json = row.body === undefined ? undefined : JSON.stringify(await row.body(company));
  const abort = new AbortController();
  const response = await fetch(`${company.heed.url}${API_ROOT}${place}${row.query ?? ''}`, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(json === undefined ? {} : { 'content-type': 'application/json' }),
    },
    signal: abort.signal,
    ...(name === 'addImport' ? { body: 'name,email\nThea,thea@brew.example\n' } : {}),
    ...(name === 'importOrders' ? { body: 'order,date,total,email\n7,2026-11-02,4.20,thea@brew.example\n' } : {}),
    ...(isFile ? { body: await picture('blue') } : json === undefined ? {} : { body: json }),
  });
  if (response.headers.get('content-type')?.startsWith('text/event-stream') !== true) {
    return { status: response.status, text: await response.text() };
  }
  const text = await firstFrames(response);
  abort.abort();
  return { status: response.status, text };
}

/** Everything up to the first number: what was missed comes in one frame. */
async function firstFrames(response: Response): Promise<string> {
  let text = '';
  for await (const chunk of (response.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream())) {
    text += chunk;
    if (/^data: .*\n\n/m.test(text)) return text;
  }
  return text;
}

test('everybody is answered as the product promises, at every endpoint', async t => {
  const company = await openCompany(t);
  for (const name of Object.keys(TABLE) as EndpointName[]) {
    const row = TABLE[name];
    for (const [place, caller] of CALLERS.entries()) {
      const id = (await row.id?.(company, caller)) ?? '';
      await company.letGo();
      const before = await lastSeq(company.heed.database.db);
      const { status, text } = await ask(company, name, caller, id);
      assert.equal(status, row.status[place], `${name} asked by ${caller}: ${text.slice(0, 400)}`);
      if (status >= 400)
        assert.equal(await lastSeq(company.heed.database.db), before, `${name} refused ${caller} and did it`);
      tellsTooMuch(company, name, caller, text);
    }
  }
});

test('what is out of reach is answered word for word like what does not exist', async t => {
  const company = await openCompany(t);
  for (const name of Object.keys(TABLE) as EndpointName[]) {
    const row = TABLE[name];
    const hasBrand = paths[name].path.includes('{brand}');
    const id = (await row.id?.(company, 'blind')) ?? '';
    if (hasBrand) {
      const theirs = await ask(company, name, 'stranger', id, '1');
      const none = await ask(company, name, 'stranger', id, '987654');
      assert.deepEqual(theirs, none, `${name} tells a stranger that the brand exists`);
    }
    if (row.id === undefined || row.status[6] !== 404) continue;
    const hidden = await ask(company, name, 'blind', id);
    const none = await ask(company, name, 'blind', IMPOSSIBLE);
    assert.deepEqual(hidden, none, `${name} tells a partner that it exists`);
  }
});

test('a brand cannot be reached through another brand’s address', async t => {
  const company = await openCompany(t);
  for (const name of Object.keys(TABLE) as EndpointName[]) {
    const row = TABLE[name];
    if (!paths[name].path.includes('{brand}') || row.id === undefined) continue;
    const { status, text } = await ask(company, name, 'stranger', await row.id(company, 'stranger'), 'heron');
    assert.equal(status, 404, `${name}: ${text.slice(0, 200)}`);
    tellsTooMuch(company, name, 'stranger', text);
  }
});

test('each partner counts what lies in their own inbox and no more', async t => {
  const company = await openCompany(t);
  const count = async (caller: Caller) => {
    const { body } = await company.heed.call('GET', '/api/v1/brands/1/conversations/counts', {
      token: company.tokens[caller],
    });
    return (body as { counts: { all: { active: number; waiting: number } } }).counts.all;
  };
  assert.deepEqual(
    [await count('partner'), await count('blind')].map(all => all.waiting),
    [2, 2],
  );
  assert.equal((await count('agent')).waiting, 4);
});

/** Words and ids of an inbox must not stand in any answer to somebody who may not see it, whatever its status. */
function tellsTooMuch(company: Company, name: EndpointName, caller: Caller, text: string): void {
  const { inbox, otherInbox } = company.secrets;
  const hidden: Record<Caller, string[]> = {
    nobody: [...inbox, ...otherInbox],
    stranger: [...inbox, ...otherInbox],
    owner: [],
    lead: [],
    agent: [],
    partner: otherInbox,
    blind: inbox,
  };
  for (const secret of hidden[caller]) {
    assert.ok(!text.includes(secret), `${name} tells ${caller} of ${secret}: …${around(text, secret)}…`);
  }
}

function around(text: string, word: string): string {
  const at = text.indexOf(word);
  return text.slice(Math.max(0, at - 200), at + 100);
}

/**
 * Every endpoint: name, method, path and the permission it asks for. Plain data without schemas, so that the desk
 * can import it for a few hundred bytes; `api.ts` adds the shapes. Paths stand under `/api/v1`.
 * `{brand}` is a brand's number or its slug.
 */
import type { Permission } from '../core/permission.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
type Endpoint = { method: Method; path: string; permission: Permission };

export const API_ROOT = '/api/v1';

export const paths = {
  welcome: { method: 'GET', path: '/welcome', permission: 'anyone' },
  becomeOwner: { method: 'POST', path: '/welcome', permission: 'anyone' },
  signIn: { method: 'POST', path: '/session', permission: 'anyone' },
  signOut: { method: 'DELETE', path: '/session', permission: 'anyone' },
  me: { method: 'GET', path: '/me', permission: 'self' },
  changeMe: { method: 'PATCH', path: '/me', permission: 'self' },
  changePassword: { method: 'POST', path: '/me/password', permission: 'self' },
  listTokens: { method: 'GET', path: '/me/tokens', permission: 'self' },
  makeToken: { method: 'POST', path: '/me/tokens', permission: 'self' },
  revokeToken: { method: 'DELETE', path: '/me/tokens/{id}', permission: 'self' },
  listNetworks: { method: 'GET', path: '/networks', permission: 'self' },

  listBrands: { method: 'GET', path: '/brands', permission: 'self' },
  makeBrand: { method: 'POST', path: '/brands', permission: 'self' },
  changeBrand: { method: 'PATCH', path: '/brands/{brand}', permission: 'own' },

  listColleagues: { method: 'GET', path: '/brands/{brand}/colleagues', permission: 'read' },
  listMembers: { method: 'GET', path: '/brands/{brand}/members', permission: 'lead' },
  addMember: { method: 'POST', path: '/brands/{brand}/members', permission: 'own' },
  changeMember: { method: 'PATCH', path: '/brands/{brand}/members/{id}', permission: 'own' },
  newPassword: { method: 'POST', path: '/brands/{brand}/members/{id}/password', permission: 'own' },
  removeMember: { method: 'DELETE', path: '/brands/{brand}/members/{id}', permission: 'own' },

  listInboxes: { method: 'GET', path: '/brands/{brand}/inboxes', permission: 'read' },
  makeInbox: { method: 'POST', path: '/brands/{brand}/inboxes', permission: 'lead' },
  changeInbox: { method: 'PATCH', path: '/brands/{brand}/inboxes/{id}', permission: 'lead' },

  listChannels: { method: 'GET', path: '/brands/{brand}/channels', permission: 'read_channels' },
  openChannel: { method: 'GET', path: '/brands/{brand}/channels/{id}', permission: 'read_channels' },
  addChannel: { method: 'POST', path: '/brands/{brand}/channels', permission: 'own' },
  changeChannel: { method: 'PATCH', path: '/brands/{brand}/channels/{id}', permission: 'lead' },
  beginConnect: { method: 'POST', path: '/brands/{brand}/connect', permission: 'own' },
  finishConnect: { method: 'POST', path: '/brands/{brand}/connect/finish', permission: 'lead' },
  readForm: { method: 'GET', path: '/brands/{brand}/channels/{id}/form', permission: 'lead' },
  mendChannel: { method: 'PUT', path: '/brands/{brand}/channels/{id}/credentials', permission: 'lead' },
  beginMend: { method: 'POST', path: '/brands/{brand}/channels/{id}/connect', permission: 'lead' },
  testChannel: { method: 'POST', path: '/brands/{brand}/channels/{id}/test', permission: 'lead' },
  leaveChannel: { method: 'DELETE', path: '/brands/{brand}/channels/{id}', permission: 'own' },
  listTroubles: { method: 'GET', path: '/brands/{brand}/troubles', permission: 'read_channels' },
  openHealth: { method: 'GET', path: '/brands/{brand}/channels/{id}/health', permission: 'read_channels' },
  callNormal: { method: 'DELETE', path: '/brands/{brand}/channels/{id}/silence', permission: 'lead' },
  redialChannel: { method: 'POST', path: '/brands/{brand}/channels/{id}/redial', permission: 'lead' },
  listFailed: { method: 'GET', path: '/brands/{brand}/channels/{id}/failed', permission: 'lead' },
  replayFailed: { method: 'POST', path: '/brands/{brand}/channels/{id}/failed/replay', permission: 'lead' },
  openFailed: { method: 'GET', path: '/brands/{brand}/failed/{id}', permission: 'lead' },
  rereadChannel: { method: 'POST', path: '/brands/{brand}/channels/{id}/reread', permission: 'lead' },

  listQueries: { method: 'GET', path: '/brands/{brand}/queries', permission: 'read_channels' },
  addQuery: { method: 'POST', path: '/brands/{brand}/queries', permission: 'lead' },
  tryQuery: { method: 'POST', path: '/brands/{brand}/queries/try', permission: 'read_channels' },
  openQuery: { method: 'GET', path: '/brands/{brand}/queries/{id}', permission: 'read_channels' },
  changeQuery: { method: 'PATCH', path: '/brands/{brand}/queries/{id}', permission: 'lead' },
  removeQuery: { method: 'DELETE', path: '/brands/{brand}/queries/{id}', permission: 'lead' },
  countUnanswered: { method: 'GET', path: '/brands/{brand}/unanswered', permission: 'read_channels' },
  takeUnanswered: { method: 'POST', path: '/brands/{brand}/unanswered/take', permission: 'lead' },
  discover: { method: 'POST', path: '/brands/{brand}/discover', permission: 'lead' },
  listMatches: { method: 'GET', path: '/brands/{brand}/matches', permission: 'read_channels' },
  markMatch: { method: 'PUT', path: '/brands/{brand}/matches/{id}/mark', permission: 'read_people' },
  takeMatch: { method: 'POST', path: '/brands/{brand}/matches/{id}/take', permission: 'read_people' },
  judgePrecision: { method: 'GET', path: '/brands/{brand}/queries/{id}/precision', permission: 'read_channels' },
  unheard: { method: 'GET', path: '/brands/{brand}/unheard', permission: 'read_channels' },
  listComplaints: { method: 'GET', path: '/brands/{brand}/complaints', permission: 'read_channels' },
  openAudit: { method: 'GET', path: '/brands/{brand}/audit', permission: 'read_channels' },
  drawAudit: { method: 'POST', path: '/brands/{brand}/audit', permission: 'read_people' },
  markAudited: { method: 'PUT', path: '/brands/{brand}/audit/{id}/mark', permission: 'read_people' },
  listBursts: { method: 'GET', path: '/brands/{brand}/bursts', permission: 'read_channels' },

  listConversations: { method: 'GET', path: '/brands/{brand}/conversations', permission: 'read' },
  countConversations: { method: 'GET', path: '/brands/{brand}/conversations/counts', permission: 'read' },
  nextConversation: { method: 'POST', path: '/brands/{brand}/conversations/next', permission: 'answer' },
  openConversation: { method: 'GET', path: '/brands/{brand}/conversations/{id}', permission: 'read' },
  earlierMessages: { method: 'GET', path: '/brands/{brand}/conversations/{id}/messages', permission: 'read' },
  claim: { method: 'POST', path: '/brands/{brand}/conversations/{id}/claim', permission: 'answer' },
  release: { method: 'DELETE', path: '/brands/{brand}/conversations/{id}/claim', permission: 'answer' },
  assign: { method: 'POST', path: '/brands/{brand}/conversations/{id}/assign', permission: 'answer' },
  resolve: { method: 'POST', path: '/brands/{brand}/conversations/{id}/resolve', permission: 'answer' },
  reopen: { method: 'POST', path: '/brands/{brand}/conversations/{id}/reopen', permission: 'answer' },
  snooze: { method: 'POST', path: '/brands/{brand}/conversations/{id}/snooze', permission: 'answer' },
  tag: { method: 'PUT', path: '/brands/{brand}/conversations/{id}/tags', permission: 'answer' },
  listTags: { method: 'GET', path: '/brands/{brand}/tags', permission: 'read' },

  reply: { method: 'POST', path: '/brands/{brand}/conversations/{id}/replies', permission: 'answer' },
  handOff: { method: 'POST', path: '/brands/{brand}/conversations/{id}/hand-off', permission: 'answer' },
  note: { method: 'POST', path: '/brands/{brand}/conversations/{id}/notes', permission: 'answer' },
  takeBack: { method: 'DELETE', path: '/brands/{brand}/messages/{id}', permission: 'answer' },
  retry: { method: 'POST', path: '/brands/{brand}/messages/{id}/retry', permission: 'answer' },
  decideUnsure: { method: 'POST', path: '/brands/{brand}/messages/{id}/decide', permission: 'answer' },
  confirmHandOff: { method: 'POST', path: '/brands/{brand}/messages/{id}/confirm', permission: 'answer' },
  listAttempts: { method: 'GET', path: '/brands/{brand}/messages/{id}/attempts', permission: 'read' },

  doBulk: { method: 'POST', path: '/brands/{brand}/conversations/bulk', permission: 'answer' },
  undoBulk: { method: 'POST', path: '/brands/{brand}/bulk/{id}/undo', permission: 'answer' },
  listNotifications: { method: 'GET', path: '/brands/{brand}/notifications', permission: 'read' },
  seeNotifications: { method: 'POST', path: '/brands/{brand}/notifications/seen', permission: 'read' },
  seeNotification: { method: 'POST', path: '/brands/{brand}/notifications/{id}/seen', permission: 'read' },

  search: { method: 'GET', path: '/brands/{brand}/search', permission: 'read' },
  listContacts: { method: 'GET', path: '/brands/{brand}/contacts', permission: 'read_people' },
  openContact: { method: 'GET', path: '/brands/{brand}/contacts/{id}', permission: 'read_people' },
  changeContact: { method: 'PATCH', path: '/brands/{brand}/contacts/{id}', permission: 'answer' },

  listTurns: { method: 'GET', path: '/brands/{brand}/turns', permission: 'read' },
  promiseToday: { method: 'GET', path: '/brands/{brand}/promise', permission: 'read' },
  listEvents: { method: 'GET', path: '/brands/{brand}/events', permission: 'read' },
  live: { method: 'GET', path: '/brands/{brand}/live', permission: 'read' },
  addMedia: { method: 'POST', path: '/brands/{brand}/media', permission: 'answer' },
  media: { method: 'GET', path: '/brands/{brand}/media/{id}', permission: 'read' },
} as const satisfies Record<string, Endpoint>;

export type EndpointName = keyof typeof paths;
  listBeside: { method: 'GET', path: '/brands/{brand}/beside', permission: 'read' },
  standBeside: { method: 'PUT', path: '/brands/{brand}/conversations/{id}/beside', permission: 'read' },
  listDrafts: { method: 'GET', path: '/brands/{brand}/conversations/{id}/drafts', permission: 'read' },
  saveDraft: { method: 'PUT', path: '/brands/{brand}/conversations/{id}/draft', permission: 'answer' },
  listSavedViews: { method: 'GET', path: '/brands/{brand}/views', permission: 'read' },
  addSavedView: { method: 'POST', path: '/brands/{brand}/views', permission: 'read' },
  changeSavedView: { method: 'PATCH', path: '/brands/{brand}/views/{id}', permission: 'read' },
  removeSavedView: { method: 'DELETE', path: '/brands/{brand}/views/{id}', permission: 'read' },

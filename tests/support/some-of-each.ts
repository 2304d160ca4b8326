/** Things a brand can have, made anew where a test uses them up. */
import { ANYTHING } from '../../src/core/policy.ts';
import { ANY_EVENT } from '../../src/store/rules.ts';
import type { Company } from './company.ts';

export const unique = () => `x${Math.round(performance.now() * 1e6)}`;
export const someTeam = async ({ heed, who }: Company) =>
  (await heed.services.teams.make(who.lead, { name: unique() })).id;

export const everyDay = Array.from({ length: 7 }, () => [{ fromMinute: 540, untilMinute: 1_080 }]);
export const someHours = async ({ heed, who }: Company) => {
  const wish = { name: unique(), timeZone: 'Europe/Athens', week: everyDay };
  return (await heed.services.calendars.add(who.lead, wish)).calendar.id;
};
/** A brand has room for so many only. */
export const theirHours = async (company: Company) => {
  const [first] = await company.heed.services.calendars.list(company.who.lead);
  return first?.id ?? (await someHours(company));
};
export const someHoliday = async (company: Company) => {
  const wish = { date: '2026-12-25', name: unique() };
  const { calendar } = await company.heed.services.calendars.addHoliday(
    company.who.lead,
    await theirHours(company),
    wish,
  );
  return calendar.holidays.find(day => day.name === wish.name)?.id ?? '';
};

export function someRuleWish() {
  return { name: unique(), events: ['wrote'], actions: [{ kind: 'tag', tags: ['seen'] }] };
}

export async function someRule({ heed, who }: Company): Promise<string> {
  const wish = { name: unique(), isOn: false, events: ['wrote'] as const, conditions: ANY_EVENT, stops: false };
  return (await heed.services.rules.add(who.lead, { ...wish, actions: [{ kind: 'tag', tags: ['seen'] }] })).id;
}

export const someReportWish = {
  name: 'Mondays',
  language: 'en',
  slice: { period: '7d' },
  rhythm: { every: 'week', weekday: 1, minute: 480 },
  addresses: [],
  isOn: false,
} as const;

export async function aReportOf(company: Company) {
  return { ...someReportWish, webhookId: await theirWebhook(company), version: 1 };
}

export async function someReport(company: Company): Promise<string> {
  const wish = { ...someReportWish, webhookId: await theirWebhook(company) };
  return (await company.heed.services.reports.add(company.who.lead, wish)).id;
}

export async function someLink({ heed, who }: Company): Promise<string> {
  const wish = { name: unique(), language: 'en', days: 7, slice: { period: '28d' } } as const;
  return (await heed.services.scorecardLinks.make(who.lead, wish)).id;
}

/** A brand has room for a few only. */
export async function theirWebhook(company: Company): Promise<string> {
  const [first] = await company.heed.services.webhooks.list(company.who.lead);
  return first?.id ?? (await someWebhook(company));
}

export async function someWebhook({ heed, who }: Company): Promise<string> {
  return (await heed.services.webhooks.add(who.lead, { name: unique(), url: 'http://127.0.0.1:9/hook' })).id;
}

export const holdingReply = { variants: [{ lang: null, texts: ['We know, and are at it.'] }] };
export async function someCrisis({ heed, who }: Company): Promise<string> {
  return (await heed.services.crisis.declare(who.lead, { name: unique(), words: ['nobody', 'says', 'this'] })).id;
}

export async function somePolicy({ heed, who }: Company): Promise<string> {
  const wish = { name: unique(), firstMinutes: 20, nextMinutes: 20, resolutionMinutes: null, warnings: [] };
  const hours = { kind: 'always' } as const;
  return (await heed.services.policies.add(who.lead, { ...wish, hours, conditions: ANYTHING }, true)).id;
}

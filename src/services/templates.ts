/** Messages a network has approved beforehand: listed for the composer, and filled in where nobody may write freely any more. */
import { type Context, NetworkFailure, type Template, type TemplateChoice } from '../connectors/connector.ts';
import { isUuid } from '../core/id.ts';
import { Refusal } from '../core/refusal.ts';
import { missingIn, readsAs, VALUE_LIMIT } from '../core/template.ts';
import { cleanText } from '../core/text.ts';
import { loadConversationViews } from '../store/conversations.ts';
import type { Db } from '../store/db.ts';
import { clipped } from './outside-words.ts';
import { notFound, permit, permitInbox, type Who } from './permit.ts';
import { renewing } from './renew.ts';
import { contextFor, type OpenedChannel, openChannel, type Speaking } from './speaking.ts';

/** How long a list is believed before the network is asked again. */
export const TEMPLATES_KEPT_MS = 5 * 60_000;
const ANSWER_MS = 20_000;

export type TemplateNeeds = Speaking & { db: Db; now: () => Date };
export type TemplateList = { rows: Template[]; askedAt: Date };

/** Filled in: what the customer will read, and what the network is told. */
export type ChosenTemplate = { choice: TemplateChoice; category: Template['category']; text: string };

export type Templates = {
  /** @param refresh ask the network although the list is fresh */
  list(who: Who, channelId: string, refresh: boolean): Promise<TemplateList>;
  /** Checks a choice against the list, and reads it out. @throws Refusal that says what to do */
  choose(who: Who, conversationId: string, choice: TemplateChoice): Promise<ChosenTemplate>;
};

export function makeTemplates(needs: TemplateNeeds): Templates {
  const kept = new Map<string, TemplateList>();
  const underWay = new Map<string, Promise<TemplateList>>();
  const listOf = async (opened: OpenedChannel, refresh: boolean): Promise<TemplateList> => {
    const { id } = opened.channel;
    const known = kept.get(id);
    const age = known === undefined ? Number.POSITIVE_INFINITY : needs.now().getTime() - known.askedAt.getTime();
    if (known !== undefined && !refresh && age < TEMPLATES_KEPT_MS) return known;
    // Networks count what is asked of them: two people who look at once share an answer.
    const asking = underWay.get(id) ?? ask(needs, opened).finally(() => underWay.delete(id));
    underWay.set(id, asking);
    const list = await asking;
    kept.set(id, list);
    return list;
  };
  return {
    async list(who, channelId, refresh) {
      permit(who, 'answer');
      return listOf(await openFor(needs, who, channelId), refresh);
    },
    async choose(who, conversationId, choice) {
      permit(who, 'answer');
      const views = isUuid(conversationId)
        ? await loadConversationViews(needs.db, who.brandId, [conversationId])
        : new Map();
      const view = views.get(conversationId);
      if (view === undefined) throw notFound('conversation');
      const opened = await openFor(needs, who, view.channelId);
      const template = find(await listOf(opened, false), choice) ?? find(await listOf(opened, true), choice);
      return filledIn(template, choice, opened);
    },
  };
}

async function openFor(needs: TemplateNeeds, who: Who, channelId: string): Promise<OpenedChannel> {
  const opened = isUuid(channelId) ? await openChannel(needs.db, needs, who.brandId, channelId) : null;
  if (opened === null) throw notFound('channel');
  permitInbox(who, opened.channel.inboxId, 'channel');
  if (opened.connector.outbound?.templates !== undefined) return opened;
  throw new Refusal('network_cannot', `${opened.connector.name} knows no messages that are approved beforehand.`);
}

async function ask(needs: TemplateNeeds, opened: OpenedChannel): Promise<TemplateList> {
  const { connector, channel } = opened;
  const context: Context<unknown> = contextFor(needs, opened, AbortSignal.timeout(ANSWER_MS));
  try {
    const list = () => connector.outbound?.templates?.list(context) ?? Promise.resolve([]);
    const rows = await renewing(needs, channel, connector, context, list);
    return { rows, askedAt: needs.now() };
  } catch (error) {
    if (!(error instanceof NetworkFailure)) throw error;
    const said = clipped(error.said ?? error.message);
    throw new Refusal('channel_not_ready', `${connector.name} does not tell its templates now: ${said} Try again.`);
  }
}

function find({ rows }: TemplateList, { name, language }: TemplateChoice): Template | undefined {
  return rows.find(one => one.name === name && one.language === language);
}

const NOT_NOW: Record<Exclude<Template['state'], 'approved'>, string> = {
  waiting: 'has not been approved yet',
  rejected: 'was not approved',
  paused: 'is paused because people did not like it',
};

function filledIn(
  template: Template | undefined,
  { name, language, values }: TemplateChoice,
  { connector }: OpenedChannel,
): ChosenTemplate {
  const network = connector.name;
  if (template === undefined)
    throw new Refusal('not_valid', `${network} knows no template ${name} in this language any more. Choose another.`);
  if (template.state !== 'approved')
    throw new Refusal('not_valid', `The template ${name} ${NOT_NOW[template.state]} by ${network}. Choose another.`);
  if (template.hindrance !== null) throw new Refusal('not_valid', `${template.hindrance} Choose another template.`);
  const known: Record<string, string> = {};
  for (const { key } of template.variables) if (Object.hasOwn(values, key)) known[key] = cleanText(values[key] ?? '');
  const missing = missingIn(template, known);
  if (missing.length > 0) throw new Refusal('not_valid', 'Fill in what is still empty in the template.', { missing });
  const long = Object.keys(known).find(key => (known[key] ?? '').length > VALUE_LIMIT);
  if (long !== undefined)
    throw new Refusal('too_long', `At most ${VALUE_LIMIT} characters go into one place of a template.`, { key: long });
  return { choice: { name, language, values: known }, category: template.category, text: readsAs(template, known) };
}

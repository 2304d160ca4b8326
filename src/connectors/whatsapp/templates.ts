/** Templates approved for this account: listed for the desk, and looked up again before one goes out. */
import { NetworkFailure, type Template, type TemplateChoice } from '../connector.ts';
import { readValue } from '../kit/json.ts';
import { idInPath, listPages } from '../kit/meta/graph.ts';
import { graphOf, type WhatsAppContext } from './credentials.ts';
import { hindranceOf, partsOf, type RawTemplate, templateSchema, variablesOf } from './template-parts.ts';

/** A business may hold 6,000; those beyond are found by their names in WhatsApp Manager only. */
const PAGES_LIMIT = 60;
const FIELDS = 'name,language,status,category,parameter_format,rejected_reason,components';

const PRICE_NOTE =
  'WhatsApp charges each template that is delivered, by its kind and the country of the number. Utility templates are free within 24 hours of their last message.';

export async function listTemplates(context: WhatsAppContext): Promise<Template[]> {
  const templates: Template[] = [];
  for await (const raw of rawTemplates(context, {})) templates.push(templateOf(raw));
  return templates;
}

/** @throws NetworkFailure `refuse` where it is not there, or not approved any more */
export async function templateNamed(
  context: WhatsAppContext,
  { name, language }: TemplateChoice,
): Promise<RawTemplate> {
  for await (const raw of rawTemplates(context, { name })) {
    if (raw.name !== name || raw.language !== language) continue;
    if (stateOf(raw.status) === 'approved') return raw;
    throw new NetworkFailure('refuse', `The template ${name} is not approved now (${raw.status.toLowerCase()}).`);
  }
  throw new NetworkFailure('refuse', `WhatsApp knows no template ${name} in this language any more.`);
}

/** Those that can be read, as the network writes them. */
export async function* rawTemplates(
  context: WhatsAppContext,
  query: Record<string, string>,
): AsyncIterable<RawTemplate> {
  const { credentials } = context;
  const path = `/${idInPath(credentials.wabaId)}/message_templates`;
  const what = { path, query: { fields: FIELDS, ...query }, bucket: 'management' };
  for await (const { entries } of listPages(context, graphOf(credentials), what, PAGES_LIMIT)) {
    for (const entry of entries) {
      const read = readValue(entry, templateSchema);
      if (read.ok) yield read.value;
      else context.log('warn', 'A template could not be read', { reason: read.reason });
    }
  }
}

export function templateOf(raw: RawTemplate): Template {
  return {
    name: raw.name,
    language: raw.language,
    category: categoryOf(raw.category ?? ''),
    state: stateOf(raw.status),
    parts: partsOf(raw),
    variables: variablesOf(raw),
    priceUsd: null,
    priceNote: PRICE_NOTE,
    hindrance: hindranceOf(raw),
  };
}

function stateOf(status: string): Template['state'] {
  switch (status.toUpperCase()) {
    case 'APPROVED':
      return 'approved';
    case 'PENDING':
    case 'IN_APPEAL':
    case 'PENDING_DELETION':
      return 'waiting';
    case 'PAUSED':
    case 'LIMIT_EXCEEDED':
      return 'paused';
    default:
      return 'rejected';
  }
}

function categoryOf(category: string): Template['category'] {
  const known = category.toLowerCase();
  return known === 'utility' || known === 'marketing' || known === 'authentication' ? known : 'other';
}

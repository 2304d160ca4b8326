/** What the number may do, asked without sending anything. */
import { type Finding, NetworkFailure } from '../connector.ts';
import { tokenFacts } from '../kit/meta/oauth.ts';
import { graphOf, type WhatsAppContext } from './credentials.ts';
import { type PhoneNumber, readNumber } from './number.ts';
import { rawTemplates, templateOf } from './templates.ts';

const RIGHTS = ['whatsapp_business_messaging', 'whatsapp_business_management'] as const;

export async function trial(context: WhatsAppContext): Promise<Finding[]> {
  const number = await readNumber(context);
  const missing = await missingRights(context);
  const why = hindranceOf(number);
  const speaks: Pick<Finding, 'verdict' | 'why'> = missing.includes(RIGHTS[0])
    ? { verdict: 'fails', why: `The token lacks the right ${RIGHTS[0]}. Make a new one with it.` }
    : why === null
      ? { verdict: 'works', why: null }
      : { verdict: 'fails', why };
  return [
    { ability: 'account', verdict: why === null ? 'works' : 'fails', why: why ?? standingOf(number) },
    { ability: 'direct', ...speaks, why: speaks.why ?? (await templatesInWords(context, missing)) },
    { ability: 'media', ...speaks },
  ];
}

/** Null where the token cannot be asked about; then nothing is said to be missing. */
async function missingRights(context: WhatsAppContext): Promise<string[]> {
  const at = graphOf(context.credentials);
  const facts = await tokenFacts(context, at, context.credentials.accessToken).catch(error => {
    if (error instanceof NetworkFailure && error.next === 'refuse') return null;
    throw error;
  });
  if (facts === null || facts.scopes === null) return [];
  return RIGHTS.filter(right => !facts.scopes?.includes(right));
}

function hindranceOf({ status, platform_type, code_verification_status }: PhoneNumber): string | null {
  if (platform_type != null && !['CLOUD_API', 'NOT_APPLICABLE'].includes(platform_type))
    return 'This number is not registered for the Cloud API. Register it in WhatsApp Manager.';
  if (platform_type === 'NOT_APPLICABLE')
    return 'This number is not registered yet. Finish its registration in WhatsApp Manager.';
  if (status != null && ['BANNED', 'RESTRICTED', 'DISCONNECTED', 'DELETED'].includes(status))
    return `WhatsApp says of this number: ${status.toLowerCase()}. WhatsApp Manager shows why.`;
  if (code_verification_status === 'EXPIRED' && status != null && status !== 'CONNECTED')
    return 'The number’s verification has run out. Verify it again in WhatsApp Manager.';
  return null;
}

function standingOf({ verified_name, name_status, quality_rating, messaging_limit_tier }: PhoneNumber): string {
  const facts = [
    verified_name ? `People see the name ${verified_name}${nameNote(name_status)}.` : null,
    quality_rating && quality_rating !== 'UNKNOWN' ? `Its quality is rated ${quality_rating.toLowerCase()}.` : null,
    messaging_limit_tier ? `It may write first to ${peopleOf(messaging_limit_tier)} a day.` : null,
  ];
  return facts.filter(fact => fact !== null).join(' ') || 'The number answers.';
}

function nameNote(status: string | null | undefined): string {
  return status == null || status.startsWith('APPROVED') || status.startsWith('AVAILABLE')
    ? ''
    : ` once WhatsApp has approved it (${status.toLowerCase().replaceAll('_', ' ')})`;
}

/** `TIER_1K`, `TIER_UNLIMITED`. */
function peopleOf(tier: string): string {
  const size = tier.replace(/^TIER_/, '');
  return size === 'UNLIMITED' ? 'as many people as it likes' : `${size.replace(/K$/, ',000')} people`;
}

async function templatesInWords(context: WhatsAppContext, missing: readonly string[]): Promise<string> {
  if (missing.includes(RIGHTS[1]))
    return `Answers within 24 hours go. Without the right ${RIGHTS[1]} there are no templates, and nothing after that.`;
  let sendable = 0;
  for await (const raw of rawTemplates(context, {})) {
    const { state, hindrance } = templateOf(raw);
    if (state === 'approved' && hindrance === null) sendable += 1;
  }
  if (sendable === 0) return 'Answers within 24 hours go. No template can be sent, so nothing can after that.';
  return `Answers within 24 hours go, and ${sendable === 1 ? 'one template' : `${sendable} templates`} after that.`;
}

/** Calls of the Bot API. Its token stands in every address, so nothing that names an address or repeats one ever leaves here. */
import { z } from 'zod';
import { type FetchOptions, type GuardedResponse, NetworkFailure } from '../connector.ts';
import { failureOfStatus, RETRY_AFTER_LIMIT_SECONDS } from '../kit/failure.ts';
import { expect, readJson } from '../kit/json.ts';
import type { TelegramCheck } from './credentials.ts';
import { integer } from './schema.ts';

export type Call = {
  method: string;
  params?: Record<string, unknown>;
  /** Instead of `params`, where files go along. */
  form?: FormData;
  /** `harmless`: may be done twice, so an unknown outcome is simply tried again. */
  does: 'reads' | 'writes' | 'harmless';
  timeoutMs?: number;
};
/** `migratedTo`: the group has become a supergroup of this number. */
export type Answer =
  | { kind: 'done'; result: unknown }
  | { kind: 'no'; failure: NetworkFailure; description: string; migratedTo: string | null };
type Reaching = Pick<TelegramCheck, 'credentials' | 'fetch' | 'now'>;

const envelopeSchema = z.object({
  ok: z.boolean(),
  result: z.unknown().optional(),
  error_code: integer.nullish(),
  description: z.string().nullish(),
  parameters: z.object({ retry_after: z.number().nullish(), migrate_to_chat_id: integer.nullish() }).nullish(),
});
type Envelope = z.infer<typeof envelopeSchema>;

/** A request that must be answered as agreed; throws `NetworkFailure` for everything else. */
export async function call<T>(context: Reaching, what: Call, shape: z.ZodType<T>): Promise<T> {
  const answer = await ask(context, what);
  if (answer.kind === 'no') throw answer.failure;
  return expect(answer.result, shape, what.does === 'writes');
}

/** The same, with refusals handed over. Throws where nothing was answered. */
export async function ask(context: Reaching, what: Call): Promise<Answer> {
  const isWrite = what.does === 'writes';
  const { token, api } = context.credentials;
  const answer = await kept(token, isWrite, () =>
    context.fetch(`${api.replace(/\/+$/, '')}/bot${token}/${what.method}`, optionsOf(what)),
  );
  if (answer.status >= 200 && answer.status < 300) {
    const envelope = await kept(token, isWrite, async () => expect(answer.json(), envelopeSchema, isWrite));
    if (envelope.ok) return { kind: 'done', result: envelope.result };
    return refused(context, what, envelope.error_code ?? 400, answer, envelope);
  }
  const read = readJson(answer.text(), envelopeSchema);
  return refused(context, what, answer.status, answer, read.ok ? read.value : null);
}

function optionsOf({ params, form, timeoutMs }: Call): FetchOptions {
  const options: FetchOptions = { method: 'POST', accept: () => true };
  if (timeoutMs !== undefined) options.timeoutMs = timeoutMs;
  if (form !== undefined) return { ...options, body: form };
  return { ...options, headers: { 'content-type': 'application/json' }, body: JSON.stringify(params ?? {}) };
}

/** Every call is a POST; only a few of them write, and only these leave a doubt behind. */
async function kept<T>(token: string, isWrite: boolean, go: () => Promise<T>): Promise<T> {
  try {
    return await go();
  } catch (error) {
    if (!(error instanceof NetworkFailure)) throw error;
    throw withoutToken(error, token, isWrite);
  }
}

/** @param isWrite false: what is unsure may simply be tried again */
export function withoutToken(failure: NetworkFailure, token: string, isWrite: boolean): NetworkFailure {
  const { next, message, afterSeconds, said, cause } = failure;
  const clean = (text: string) => text.replaceAll(token, '…').replaceAll(encodeURIComponent(token), '…');
  return new NetworkFailure(next === 'unsure' && !isWrite ? 'retry' : next, clean(message), {
    afterSeconds,
    said: said === null ? null : clean(said),
    cause,
  });
}

function refused(
  { credentials, now }: Reaching,
  { does }: Call,
  status: number,
  { headers, text }: GuardedResponse,
  envelope: Envelope | null,
): Answer {
  const isWrite = does === 'writes';
  const classed = failureOfStatus({ status, headers, text: text(), isWrite, now: now() });
  const description = envelope?.description ?? classed.said ?? '';
  const wait = envelope?.parameters?.retry_after;
  const afterSeconds = wait == null ? classed.afterSeconds : Math.min(Math.max(wait, 0), RETRY_AFTER_LIMIT_SECONDS);
  const [next, message] = meaningOf(status, description) ?? [classed.next, classed.message];
  const failure = new NetworkFailure(next, message, { said: classed.said, afterSeconds });
  const moved = envelope?.parameters?.migrate_to_chat_id;
  return {
    kind: 'no',
    failure: withoutToken(failure, credentials.token, isWrite),
    description,
    migratedTo: moved == null ? null : String(moved),
  };
}

type Meaning = [next: NetworkFailure['next'], message: string];

/** What Telegram's words mean, where the status alone says less. They are stable enough that all its clients go by them. */
function meaningOf(status: number, description: string): Meaning | null {
  const said = description.toLowerCase();
  if (status === 404) return ['reauthorise', 'Telegram knows no bot of this token.'];
  if (status === 409)
    return said.includes('webhook')
      ? ['retry', 'Another program has Telegram call it instead of Heed.']
      : ['retry', 'Another program asks for this bot’s messages too. Only one can.'];
  if (status === 403 && said.includes('deactivated')) return ['gone', 'This account is no longer there.'];
  if (status === 403 && said.includes("can't initiate"))
    return ['refuse', 'They have not begun a chat with the bot, and no bot may write first.'];
  if (status === 403 && said.includes('blocked')) return ['refuse', 'They have blocked the bot.'];
  if (status === 400 && GONE.some(words => said.includes(words))) return ['gone', 'It is no longer there.'];
  return null;
}

const GONE = [
  'message to be replied not found',
  'message to reply not found',
  'replied message not found',
  'reply message not found',
  'message to react not found',
  'message thread not found',
  'chat not found',
  'message_id_invalid',
  'wrong file_id',
  'invalid file_id',
  'file is temporarily unavailable',
  'user not found',
];

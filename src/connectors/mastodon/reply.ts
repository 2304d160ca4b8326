/** Answers on their way out: the person named, the warning of the thread kept, and never to more eyes than the post that is answered. */
import { z } from 'zod';
import { countText } from '../../core/text.ts';
import { type Draft, NetworkFailure, type Sent } from '../connector.ts';
import { mustFit } from '../kit/fits.ts';
import { expect } from '../kit/json.ts';
import { localHandle, personIdOf } from './address.ts';
import { ask, call, failureOf, isFine } from './api.ts';
import type { MastodonContext } from './credentials.ts';
import { ABOUT_NOTHING, limitsFor } from './limits.ts';
import { aheadOf } from './mark.ts';
import { uploadAll } from './media.ts';
import { isOpen, roomWith } from './parse.ts';
import { placeOf } from './place.ts';
import { idSchema, instantSchema, type Status, statusSchema } from './schema.ts';

const writtenSchema = z.object({
  id: idSchema,
  created_at: instantSchema,
  url: z.string().nullish(),
  visibility: z.string().nullish(),
});

export async function send(context: MastodonContext, draft: Draft): Promise<Sent> {
  mustFit(draft, limitsFor(context.credentials));
  // In this order nothing is uploaded for a post that cannot be answered.
  const answered = await answeredBy(context, draft);
  const words = wordsFor(context, draft, answered);
  const media = await uploadAll(context, draft);
  const form = formOf(draft, answered, words);
  for (const id of media) form.append('media_ids[]', id);
  const answer = await ask(
    context,
    { path: '/api/v1/statuses', method: 'POST', form, headers: { 'idempotency-key': draft.key } },
    true,
  );
  if (!isFine(answer)) throw failureOf(answer, true, context.now());
  const written = expect(answer.json(), writtenSchema, true);
  await mustNotBeWider(context, draft, written);
  return sentOf(draft, written, aheadOf(answer, context.now()));
}

/** @param aheadMs how far the server's clock runs ahead of ours */
export function sentOf(draft: Draft, { id, created_at, url }: z.infer<typeof writtenSchema>, aheadMs: number): Sent {
  const at = new Date(created_at.getTime() - aheadMs);
  const room = draft.visibility === 'private' ? { room: draft.to.room ?? roomWith(draft.to.person.remoteId) } : {};
  return { remoteId: id, at, url: url ?? null, ...room };
}

/** As it stands now; null where nothing in particular is answered. Throws `gone` when it was taken away meanwhile. */
async function answeredBy(context: MastodonContext, { to }: Draft): Promise<Status | null> {
  if (to.remoteId === null) return null;
  return call(context, { path: `/api/v1/statuses/${encodeURIComponent(to.remoteId)}` }, statusSchema);
}

type Words = { status: string; warning: string };

/** What is written: the mention counts, and so does the warning, which is cut before the answer is. */
function wordsFor(context: MastodonContext, draft: Draft, answered: Status | null): Words {
  const { max, linkWeighs } = context.credentials.about?.text ?? ABOUT_NOTHING.text;
  const name = nameOf(context, draft, answered);
  const status = startsWithName(draft.text, name) ? draft.text : `@${name} ${draft.text}`.trim();
  const short = status.replace(`@${name}`, `@${name.split('@')[0]}`);
  const left = max - countText(short, 'characters', linkWeighs);
  if (left < 0)
    throw new NetworkFailure('refuse', `With the name it goes to, the answer is ${-left} characters too long.`);
  const warning = warningFor(answered);
  return { status, warning: Array.from(warning).slice(0, left).join('') };
}

/** Whom the server is to tell. Its own spelling of the name is the surest. */
function nameOf(context: MastodonContext, { to }: Draft, answered: Status | null): string {
  const { base, domain } = placeOf(context);
  const { person } = to;
  if (answered !== null && personIdOf(answered.account.id, base) === person.remoteId) return answered.account.acct;
  if (person.handle === null) throw new NetworkFailure('refuse', 'Nobody knows the name this answer would go to.');
  return localHandle(person.handle, domain);
}

function startsWithName(text: string, name: string): boolean {
  const [, said = ''] = /^@([\p{L}\p{N}_.@:-]*[\p{L}\p{N}_])/u.exec(text) ?? [];
  return said.toLowerCase() === name.toLowerCase() || (name.includes('@') && said === name.split('@')[0]);
}

/** The custom there: who answers behind a warning repeats it. */
function warningFor(answered: Status | null): string {
  const warning = answered?.spoiler_text.trim() ?? '';
  return warning === '' || /^re:/i.test(warning) ? warning : `re: ${warning}`;
}

function formOf(draft: Draft, answered: Status | null, { status, warning }: Words): URLSearchParams {
  const form = new URLSearchParams({ status, visibility: visibilityFor(draft, answered) });
  if (answered !== null) form.set('in_reply_to_id', answered.id);
  if (warning !== '') {
    form.set('spoiler_text', warning);
    form.set('sensitive', 'true');
  }
  const language = /^[a-z]{2,3}(?=-|$)/i.exec(draft.lang ?? '')?.[0];
  if (language !== undefined) form.set('language', language.toLowerCase());
  return form;
}

/** At most as many eyes as the post that is answered; whatever is not open is answered to that person alone. */
function visibilityFor({ visibility }: Draft, answered: Status | null): string {
  if (visibility === 'private' || (answered !== null && !isOpen(answered))) return 'direct';
  return answered?.visibility || 'public';
}

/** A server that does not know private answers must not make one public: it is taken back at once. */
async function mustNotBeWider(context: MastodonContext, draft: Draft, written: z.infer<typeof writtenSchema>) {
  if (draft.visibility !== 'private' || !['public', 'unlisted', 'local'].includes(written.visibility ?? '')) return;
  const message = 'This server made the private answer public.';
  await remove(context, written.id).catch(error => {
    if (!(error instanceof NetworkFailure)) throw error;
    throw new NetworkFailure('refuse', `${message} It still stands there: ${error.message}`, { cause: error });
  });
  throw new NetworkFailure('refuse', `${message} It was taken back at once.`);
}

/** Takes back one of our own. What is gone already is as wished. */
export async function remove(context: MastodonContext, remoteId: string): Promise<void> {
  const path = `/api/v1/statuses/${encodeURIComponent(remoteId)}`;
  const answer = await ask(context, { path, method: 'DELETE', bucket: 'removals', harmless: true }, true);
  if (isFine(answer)) return;
  if (answer.status !== 404 && answer.status !== 410) throw failureOf(answer, false, context.now());
  // A server that cannot delete by its API says not found as well.
  if (isFine(await ask(context, { path }, true)))
    throw new NetworkFailure(
      'refuse',
      'This server lets nobody take it back from here. Delete it on the server’s own page.',
    );
}

/** Without an account here: the post's own page, where somebody with an account anywhere can answer. */
export function handOff({ to }: Draft): string {
  if (/^https?:\/\/[^/\s]/.test(to.url ?? '') && URL.canParse(to.url ?? '')) return to.url ?? '';
  throw new NetworkFailure('refuse', 'The server told no page for this post.');
}

/** Deeds that are no answers. A second time changes nothing, but for a report, which is a report more. */
import { z } from 'zod';
import type { Report, TheirPost } from '../connector.ts';
import { idOfPerson } from './address.ts';
import { type Call, call } from './api.ts';
import type { MastodonContext } from './credentials.ts';

const nothing = z.unknown();
/** Servers cut or refuse longer ones. */
const COMMENT_LIMIT_CHARACTERS = 1_000;
/** `legal` is younger than the rest: a server that does not know it takes it as `other`. */
const CATEGORIES = { spam: 'spam', abuse: 'other', illegal: 'legal', other: 'other' } as const;

export async function like(context: MastodonContext, { remoteId }: TheirPost): Promise<void> {
  await call(context, onStatus(remoteId, 'favourite'), nothing);
}

export async function unlike(context: MastodonContext, { remoteId }: TheirPost): Promise<void> {
  await call(context, onStatus(remoteId, 'unfavourite'), nothing);
}

export async function block(context: MastodonContext, post: TheirPost): Promise<void> {
  await call(context, onAccount(post, 'block'), nothing);
}

export async function unblock(context: MastodonContext, post: TheirPost): Promise<void> {
  await call(context, onAccount(post, 'unblock'), nothing);
}

/** To the account's own server; and on to the author's, whose moderators can do something about it. */
export async function report(context: MastodonContext, post: TheirPost, { ground, words }: Report): Promise<void> {
  const form = new URLSearchParams({
    account_id: idOfPerson(post.person.remoteId),
    'status_ids[]': post.remoteId,
    comment: words.slice(0, COMMENT_LIMIT_CHARACTERS).toWellFormed(),
    category: CATEGORIES[ground],
    forward: 'true',
  });
  await call(context, { path: '/api/v1/reports', method: 'POST', form }, nothing);
}

function onStatus(remoteId: string, deed: string): Call {
  return { path: `/api/v1/statuses/${encodeURIComponent(remoteId)}/${deed}`, method: 'POST', harmless: true };
}

function onAccount({ person }: TheirPost, deed: string): Call {
  const id = idOfPerson(person.remoteId);
  return { path: `/api/v1/accounts/${encodeURIComponent(id)}/${deed}`, method: 'POST', harmless: true };
}

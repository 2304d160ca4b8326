/** Files are laid down first, and named by their id in the message: Heed gives nobody a public address for them. */
import { z } from 'zod';
import type { Draft } from '../connector.ts';
import { call, idInPath } from '../kit/meta/graph.ts';
import { idSchema } from '../kit/meta/values.ts';
import { type InstagramContext, mailboxOf, messagesAt } from './credentials.ts';

const UPLOAD_TIMEOUT_MS = 120_000;
const uploadedSchema = z.object({ attachment_id: idSchema });

/** Nobody sees it before it is sent, so it may be laid down twice. @returns its id */
export async function upload(
  context: InstagramContext,
  { bytes, type }: Draft['attachments'][number],
): Promise<string> {
  const parts = new FormData();
  if (context.credentials.page !== undefined) parts.set('platform', 'instagram');
  parts.set('message', JSON.stringify({ attachment: { type: kindOf(type), payload: { is_reusable: true } } }));
  // Names with other letters than these are refused.
  const file = new Blob([new Uint8Array(bytes)], { type });
  parts.set('filedata', file, `file.${type.split('/')[1]?.replace(/[^a-z0-9]/g, '') ?? 'bin'}`);
  const path = `/${idInPath(mailboxOf(context))}/message_attachments`;
  const what = { path, method: 'POST', parts, harmless: true, timeoutMs: UPLOAD_TIMEOUT_MS } as const;
  return (await call(context, messagesAt(context.credentials), what, uploadedSchema)).attachment_id;
}

export function kindOf(type: string): 'image' | 'video' | 'audio' | 'file' {
  const [kind] = type.split('/');
  return kind === 'image' || kind === 'video' || kind === 'audio' ? kind : 'file';
}

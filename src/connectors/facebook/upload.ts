/** A file for a message, handed over before the message that shows it. One that nobody sends is seen by nobody. */
import { z } from 'zod';
import type { Draft } from '../connector.ts';
import { call } from '../kit/meta/graph.ts';
import { idSchema } from '../kit/meta/values.ts';
import { asPage, type FacebookContext } from './credentials.ts';

const UPLOAD_TIMEOUT_MS = 60_000;
type File = Draft['attachments'][number];

/** @returns what stands for the file in a message */
export async function attach(context: FacebookContext, { bytes, type }: File) {
  const [kind = ''] = type.split('/');
  const shown = ['image', 'video', 'audio'].includes(kind) ? kind : 'file';
  const parts = new FormData();
  parts.set('message', JSON.stringify({ attachment: { type: shown, payload: { is_reusable: true } } }));
  parts.set('filedata', new Blob([new Uint8Array(bytes)], { type }), `attachment.${ENDINGS[type] ?? 'bin'}`);
  const path = `/${context.account.remoteId}/message_attachments`;
  const { attachment_id } = await call(
    context,
    asPage(context.credentials),
    { path, method: 'POST', parts, bucket: 'uploads', timeoutMs: UPLOAD_TIMEOUT_MS, harmless: true },
    z.object({ attachment_id: idSchema }),
  );
  return { type: shown, payload: { attachment_id } };
}

const ENDINGS: Record<string, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'video/mp4': 'mp4',
  'audio/mpeg': 'mp3',
  'audio/mp4': 'm4a',
  'application/pdf': 'pdf',
};

/** Pictures, films and files on their way out, each by the method made for it; several of a kind as one album. */
import type { Draft } from '../connector.ts';
import type { Call } from './api.ts';

type File = Draft['attachments'][number];
type Kind = 'photo' | 'video' | 'animation' | 'audio' | 'voice' | 'document';

const UPLOAD_TIMEOUT_MS = 120_000;
const METHODS: Record<Kind, string> = {
  photo: 'sendPhoto',
  video: 'sendVideo',
  animation: 'sendAnimation',
  audio: 'sendAudio',
  voice: 'sendVoice',
  document: 'sendDocument',
};
const ENDINGS: Record<string, string> = { jpeg: 'jpg', mpeg: 'mp3', plain: 'txt' };

export function uploadOf({ text, attachments }: Draft, params: Record<string, unknown>): Call {
  const form = new FormData();
  for (const [name, value] of Object.entries(params))
    form.append(name, typeof value === 'object' ? JSON.stringify(value) : String(value));
  const [only] = attachments;
  if (attachments.length === 1 && only !== undefined) {
    const kind = kindOf(only);
    if (text !== '') form.append('caption', text);
    append(form, kind, only, 0);
    return { method: METHODS[kind], form, does: 'writes', timeoutMs: UPLOAD_TIMEOUT_MS };
  }
  const kinds = albumKinds(attachments);
  const media = attachments.map((file, i) => {
    append(form, `file${i}`, file, i);
    const caption = i === 0 && text !== '' ? { caption: text } : {};
    return { type: kinds[i] ?? 'document', media: `attach://file${i}`, ...caption };
  });
  form.append('media', JSON.stringify(media));
  return { method: 'sendMediaGroup', form, does: 'writes', timeoutMs: UPLOAD_TIMEOUT_MS };
}

function append(form: FormData, field: string, { bytes, type }: File, i: number): void {
  const ending = (type.split('/')[1] ?? 'bin').replace(/\W.*$/, '');
  form.append(field, new Blob([new Uint8Array(bytes)], { type }), `file-${i + 1}.${ENDINGS[ending] ?? ending}`);
}

function kindOf({ type }: File): Kind {
  if (type === 'image/gif') return 'animation';
  if (type.startsWith('image/')) return 'photo';
  if (type.startsWith('video/')) return 'video';
  if (type === 'audio/ogg') return 'voice';
  return type.startsWith('audio/') ? 'audio' : 'document';
}

/** Pictures and films go together, sounds among themselves; any other mixture goes as files. */
function albumKinds(files: readonly File[]): Kind[] {
  const kinds = files.map(kindOf);
  const isShown = kinds.every(kind => kind === 'photo' || kind === 'video');
  const isHeard = kinds.every(kind => kind === 'audio');
  return isShown || isHeard ? kinds : kinds.map(() => 'document');
}

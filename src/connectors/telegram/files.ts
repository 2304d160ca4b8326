/** Pictures, films, voices and files of a message. Telegram gives them names of its own; `media.ts` fetches them by these. */
import type { Attachment } from '../../core/post.ts';
import type { Message } from './schema.ts';

export const SCHEME = 'telegram:';

type Kind = Attachment['kind'];

export function filesOf(message: Message): Attachment[] {
  const { video, animation, video_note, voice, audio, document, live_photo, sticker, paid_media } = message;
  const found: Attachment[] = [];
  const add = (kind: Kind, id: string | null | undefined, description: string | null = null) => {
    const url = `${SCHEME}${id}`;
    if (id != null && found.every(one => one.url !== url)) found.push({ kind, url, description });
  };
  // Newer kinds repeat themselves under an older name, for programs that do not know them.
  add('image', largest(message.photo));
  if (!message.photo?.length) add('video', live_photo?.file_id);
  add('video', video?.file_id);
  add('video', animation?.file_id);
  add('video', video_note?.file_id);
  add('audio', voice?.file_id);
  add('audio', audio?.file_id);
  if (animation == null && document != null)
    add(kindOf(document.mime_type), document.file_id, document.file_name ?? null);
  if (sticker != null) add(sticker.is_video ? 'video' : sticker.is_animated ? 'file' : 'image', sticker.file_id);
  for (const one of paid_media?.paid_media ?? []) {
    add('image', largest(one.photo));
    add('video', one.video?.file_id);
  }
  return found;
}

/** A picture comes in several sizes; the last is the largest, but nobody promises it. */
function largest(sizes: Message['photo']): string | undefined {
  const area = ({ width, height }: { width?: number | null | undefined; height?: number | null | undefined }) =>
    (width ?? 0) * (height ?? 0);
  return sizes?.reduce((best, one) => (area(one) >= area(best) ? one : best))?.file_id;
}

function kindOf(type: string | null | undefined): Kind {
  const [first] = (type ?? '').split('/');
  return first === 'image' || first === 'video' || first === 'audio' ? first : 'file';
}

/** What bytes are, by looking at them; and a small picture of them. What the sender calls them counts for nothing. */
import { createHash } from 'node:crypto';
import { fileTypeFromBuffer } from 'file-type';
import sharp from 'sharp';
import { differenceHash } from '../core/person-marks.ts';
import type { MediaRow } from '../store/media.ts';

/** Why there is no copy, in words for the person who would have seen it. */
export class NotKept extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'NotKept';
  }
}

export const MEDIA_LIMIT_BYTES = 20 * 1024 * 1024;
/** A file of a few kilobytes can unfold into gigabytes of pixels. */
export const PIXELS_LIMIT = 50_000_000;
export const THUMB_PX = 480;
const THUMB_QUALITY = 78;
const DECODE_TIMEOUT_SECONDS = 15;

/** Types by content, and as what they are kept. */
const PICTURES = new Map([
  ['image/jpeg', 'image/jpeg'],
  ['image/png', 'image/png'],
  ['image/apng', 'image/png'],
  ['image/gif', 'image/gif'],
  ['image/webp', 'image/webp'],
  ['image/avif', 'image/avif'],
]);
const OTHERS = new Map([
  ['video/mp4', 'video/mp4'],
  ['video/webm', 'video/webm'],
  ['video/quicktime', 'video/quicktime'],
  ['video/3gpp', 'video/3gpp'],
  ['video/x-m4v', 'video/mp4'],
  ['audio/mpeg', 'audio/mpeg'],
  ['audio/mp4', 'audio/mp4'],
  ['audio/x-m4a', 'audio/mp4'],
  ['audio/aac', 'audio/aac'],
  ['audio/amr', 'audio/amr'],
  ['audio/wav', 'audio/wav'],
  ['audio/vnd.wave', 'audio/wav'],
  ['audio/flac', 'audio/flac'],
  ['audio/x-flac', 'audio/flac'],
  ['audio/ogg', 'audio/ogg'],
  ['audio/ogg; codecs=opus', 'audio/ogg'],
  ['video/ogg', 'video/ogg'],
  ['application/ogg', 'audio/ogg'],
]);

const OFFICE = 'application/vnd.openxmlformats-officedocument';
const OPEN_DOCUMENT = 'application/vnd.oasis.opendocument';
/** Papers people send each other; handed over to be saved, never shown in the page. */
const PAPERS = new Set([
  'application/pdf',
  'application/rtf',
  'application/zip',
  `${OFFICE}.wordprocessingml.document`,
  `${OFFICE}.spreadsheetml.sheet`,
  `${OFFICE}.presentationml.presentation`,
  `${OPEN_DOCUMENT}.text`,
  `${OPEN_DOCUMENT}.spreadsheet`,
  `${OPEN_DOCUMENT}.presentation`,
]);
/** What runs when it is opened. */
const PROGRAMS =
  /^application\/(x-(msdownload|elf|mach-binary|ms-shortcut|apple-diskimage|deb|rpm|executable|sharedlib|msi)|vnd\.(microsoft\.portable-executable|android\.package-archive|ms-cab-compressed)|java-(vm|archive)|wasm)/;

// Only the readers of the five kinds we keep: no SVG, no PDF, nothing that runs or fetches.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: [
    'VipsForeignLoadJpegBuffer',
    'VipsForeignLoadPngBuffer',
    'VipsForeignLoadNsgifBuffer',
    'VipsForeignLoadWebpBuffer',
    'VipsForeignLoadHeifBuffer',
  ],
});
sharp.cache(false);
sharp.concurrency(1);

/**
 * @param as `file`: sent as a file, so that any content will do but a program
 * @throws NotKept with the reason in words
 */
export async function examine(bytes: Uint8Array, as: 'picture' | 'file' = 'picture'): Promise<MediaRow> {
  if (bytes.length === 0) throw new NotKept('The file is empty.');
  if (bytes.length > MEDIA_LIMIT_BYTES) throw new NotKept(`It is larger than ${MEDIA_LIMIT_BYTES / 1024 / 1024} MB.`);
  const mime = await mimeOf(bytes);
  const id = createHash('sha256').update(bytes).digest('hex');
  const picture = PICTURES.get(mime);
  if (picture !== undefined) return { id, type: picture, bytes: Buffer.from(bytes), ...(await smallOne(bytes)) };
  if (PROGRAMS.test(mime)) throw new NotKept('It is a program, and Heed keeps none.');
  const other = OTHERS.get(mime) ?? (PAPERS.has(mime) ? mime : as === 'file' ? plainType(bytes) : undefined);
  if (other === undefined) throw new NotKept('It is not a kind of picture, video, sound or paper that Heed keeps.');
  return { id, type: other, bytes: Buffer.from(bytes), width: null, height: null, thumb: null };
}

/** Of what has no mark of its own: words, or bytes nobody knows. */
function plainType(bytes: Uint8Array): string {
  const isText = Buffer.from(bytes).indexOf(0) === -1 && Buffer.from(bytes).toString('utf8').indexOf('\ufffd') === -1;
  return isText ? 'text/plain' : 'application/octet-stream';
}

/** How well a picture is kept when it has to be written anew. */
const REWRITTEN_QUALITY = 92;

/**
 * A picture of ours without the camera's notes on place, time and owner: it is about to stand in public. Pictures without
 * such notes, and moving ones, stay as they are. @throws NotKept like `examine`
 */
export async function withoutNotes(bytes: Uint8Array): Promise<Uint8Array> {
  if (!PICTURES.has(await mimeOf(bytes))) return bytes;
  try {
    const read = () => sharp(bytes, { limitInputPixels: PIXELS_LIMIT, failOn: 'error' });
    const { exif, xmp, iptc, pages = 1, format } = await read().metadata();
    if ((exif ?? xmp ?? iptc) === undefined || pages > 1) return bytes;
    return await read().autoOrient().keepIccProfile().toFormat(format, { quality: REWRITTEN_QUALITY }).toBuffer();
  } catch (error) {
    throw new NotKept('It is damaged.', { cause: error });
  }
}

async function mimeOf(bytes: Uint8Array): Promise<string> {
  try {
    return (await fileTypeFromBuffer(bytes))?.mime ?? '';
  } catch (error) {
    throw new NotKept('It is damaged.', { cause: error });
  }
}

/** Upright, at most `THUMB_PX` on a side, first frame only, without the camera's notes on where and when. */
async function smallOne(bytes: Uint8Array): Promise<{ width: number; height: number; thumb: Buffer }> {
  try {
    const read = () => sharp(bytes, { limitInputPixels: PIXELS_LIMIT, failOn: 'error', pages: 1 });
    const { autoOrient } = await read().metadata();
    const thumb = await read()
      .autoOrient()
      .resize({ width: THUMB_PX, height: THUMB_PX, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: THUMB_QUALITY })
      .timeout({ seconds: DECODE_TIMEOUT_SECONDS })
      .toBuffer();
    return { width: autoOrient.width, height: autoOrient.height, thumb };
  } catch (error) {
    const isTooWide = error instanceof Error && /pixel limit/.test(error.message);
    throw new NotKept(isTooWide ? 'It has more points than Heed opens.' : 'It is damaged.', { cause: error });
  }
}

/** What stays of a picture in any size or quality; null where it shows next to nothing. @throws NotKept like `examine` */
export async function pictureHash(bytes: Uint8Array): Promise<string | null> {
  try {
    const greys = await sharp(bytes, { limitInputPixels: PIXELS_LIMIT, failOn: 'error', pages: 1 })
      .autoOrient()
      .flatten({ background: '#ffffff' })
      .greyscale()
      .resize({ width: 9, height: 8, fit: 'fill' })
      .raw()
      .timeout({ seconds: DECODE_TIMEOUT_SECONDS })
      .toBuffer();
    return differenceHash(greys);
  } catch (error) {
    throw new NotKept('It is damaged.', { cause: error });
  }
}

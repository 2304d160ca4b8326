/**
 * What the Efficient Language Detector (Nito T. M., Apache-2.0) knows of pieces of words, read out of its table: our table begins
 * with it, and is then fitted to texts.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { packageFolder } from './language-packages.ts';

export const ELD = 'eld@2.1.0';

/** A stretch of UTF-8 bytes; `edge` as in `pieceHash`; the score grows with the logarithm of how often it is met. */
export type EldEntry = { stretch: Uint8Array; edge: number; language: string; score: number };

type EldTable = { languages: Record<string, string>; ngrams: Record<string, Record<string, number>> };
/** Its Kurdish is the one in Arabic letters. */
const OURS: Record<string, string> = { ku: 'ckb' };

/** Every entry of its large table. */
export async function eldEntries(): Promise<EldEntry[]> {
  const folder = packageFolder(ELD);
  const load = (path: string) => import(pathToFileURL(join(folder, 'src', path)).href);
  const { dictionary }: { dictionary: string[] } = await load('dictionary.js');
  const table = Object.values(await load('ngrams/large.js'))[0] as EldTable;
  const byteOf = new Map(dictionary.map((sign, byte) => [sign, byte] as const).filter(([, byte]) => byte >= 0x80));
  const entries: EldEntry[] = [];
  for (const [key, scores] of Object.entries(table.ngrams)) {
    const stretch = bytesOf(key.trim(), byteOf);
    if (stretch === null) continue;
    const edge = (key.startsWith(' ') ? 1 : 0) + (key.endsWith(' ') ? 2 : 0);
    for (const [number, score] of Object.entries(scores)) {
      const language = table.languages[number] ?? '';
      entries.push({ stretch, edge, language: OURS[language] ?? language, score });
    }
  }
  return entries;
}

function bytesOf(body: string, byteOf: ReadonlyMap<string, number>): Uint8Array | null {
  const bytes = [...body].map(sign => (/[a-z'`]/.test(sign) ? sign.charCodeAt(0) : (byteOf.get(sign) ?? -1)));
  return bytes.includes(-1) || bytes.length === 0 ? null : Uint8Array.from(bytes);
}

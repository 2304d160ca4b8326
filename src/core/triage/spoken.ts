/** In which language a customer is answered: as read, where that is sure, else as the network says. */
import type { ReadingsView } from './reading.ts';

/** Surer than this, and the reading counts more than the network's own tag. */
export const LANGUAGE_SURE = 0.6;

/** @returns BCP 47; null: nobody knows. A tag of the same language with its region (`pt-BR`) stays as it is. */
export function spokenIn({ lang, readings }: { lang: string | null; readings: Read }): string | null {
  if (readings === null || readings.language === null || readings.languageSure < LANGUAGE_SURE) return lang;
  return lang !== null && languageOf(lang) === readings.language ? lang : readings.language;
}

type Read = Pick<ReadingsView, 'language' | 'languageSure'> | null;

/** `pt` of `pt-BR`. */
export function languageOf(tag: string): string {
  return tag.toLowerCase().split(/[-_]/)[0] ?? tag;
}

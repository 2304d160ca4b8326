/** Networks whose sentences stand in a file of their own, by the connector's id. Held to them by `tests/channels/outside-words.test.ts`. */
import { facebook } from './facebook.ts';
import { instagram } from './instagram.ts';
import type { OutsideLanguage, OutsideWords } from './outside.ts';
import { telegram } from './telegram.ts';
import { threads } from './threads.ts';
import { whatsapp } from './whatsapp.ts';
import { x } from './x.ts';

export const networks: Readonly<Record<string, OutsideWords>> = { facebook, instagram, telegram, threads, whatsapp, x };

export function wordsIn(language: OutsideLanguage): Record<string, string> {
  return Object.fromEntries(
    Object.values(networks).flatMap(words =>
      Object.entries(words).map(([sentence, said]) => [sentence, said[language]]),
    ),
  );
}

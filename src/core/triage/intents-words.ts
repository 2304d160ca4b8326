/** The words of what somebody wants, in every language they are written down in. What they mean is in `danger-pattern.ts`. */
import { ARABIC } from './intents-words-ar.ts';
import { GERMAN } from './intents-words-de.ts';
import { GREEK } from './intents-words-el.ts';
import { ENGLISH } from './intents-words-en.ts';
import { SPANISH } from './intents-words-es.ts';
import { FRENCH } from './intents-words-fr.ts';
import { ITALIAN } from './intents-words-it.ts';
import { DUTCH } from './intents-words-nl.ts';
import { POLISH_TURKISH } from './intents-words-pl-tr.ts';
import { PORTUGUESE } from './intents-words-pt.ts';

export const INTENT_WORDS = [
  ENGLISH,
  GERMAN,
  SPANISH,
  GREEK,
  ARABIC,
  FRENCH,
  ITALIAN,
  PORTUGUESE,
  DUTCH,
  POLISH_TURKISH,
];

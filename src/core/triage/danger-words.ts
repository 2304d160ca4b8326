/** The danger rules of every language. What they mean is in `danger-pattern.ts`. */
import { ARABIC } from './danger-words-ar.ts';
import { GERMAN } from './danger-words-de.ts';
import { GREEK } from './danger-words-el.ts';
import { ENGLISH } from './danger-words-en.ts';
import { SPANISH } from './danger-words-es.ts';
import { FRENCH } from './danger-words-fr.ts';
import { ITALIAN } from './danger-words-it.ts';
import { DUTCH } from './danger-words-nl.ts';
import { PORTUGUESE } from './danger-words-pt.ts';
import { TURKISH } from './danger-words-tr.ts';

export const DANGER_WORDS = [ENGLISH, GERMAN, SPANISH, GREEK, ARABIC, FRENCH, ITALIAN, PORTUGUESE, DUTCH, TURKISH];

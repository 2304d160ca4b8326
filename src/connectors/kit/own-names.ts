/** Who we are where nobody signs in: the names a person told us, so that what colleagues answer there is known as ours. */
import { z } from 'zod';

const NAMES_LIMIT = 1_000;

/** The field of the form; names stand apart by commas, with or without an at sign. */
export function ownNamesField(where: string) {
  return z
    .string()
    .trim()
    .max(NAMES_LIMIT)
    .optional()
    .meta({
      title: 'Your names there',
      help: `The user names under which your people write on ${where}, if any, apart by commas. What they answer there is recognised and stops the clock.`,
    });
}

export type OwnNames = { has(name: string | null): boolean; areNamedIn(text: string): boolean; all: string[] };

export function ownNames(field: string | undefined): OwnNames {
  const all = (field ?? '')
    .split(/[,;\n]+/)
    .map(name => name.trim().replace(/^@/, ''))
    .filter(name => name !== '');
  const folded = new Set(all.map(name => name.toLowerCase()));
  // Whoever calls somebody by a name of two words writes it as one.
  const called = new Set(all.map(name => name.toLowerCase().replace(/\s+/g, '')));
  return {
    all,
    has: name => name !== null && folded.has(name.toLowerCase()),
    areNamedIn(text) {
      // An at sign inside a word is an e-mail address.
      for (const [, name = ''] of text.matchAll(/(?<![\p{L}\p{N}._-])@([\p{L}\p{N}_.:@-]{1,200})/gu))
        if (called.has(name.replace(/[.:-]+$/, '').toLowerCase())) return true;
      return false;
    },
  };
}

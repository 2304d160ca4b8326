import type { Action } from './action.ts';

/** What a key event tells us; a plain shape so that the rules can be tried without a browser. */
export type Press = {
  key: string;
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
};

export type Match = { kind: 'none' } | { kind: 'begun'; presses: string } | { kind: 'found'; action: Action };

const LATIN = /^[\x20-\x7e]$/;
const LETTER_CODE = /^(?:Key([A-Z])|Digit(\d))$/;

/**
 * A press by the name shortcuts use. On a Greek, Arabic or Cyrillic board the letter or digit printed on a Latin board at that
 * place counts, so `j` works whatever alphabet is switched on.
 */
export function pressName(press: Press, apple: boolean): string {
  const mod = apple ? press.metaKey : press.ctrlKey;
  const [, letterOf, digitOf] = LETTER_CODE.exec(press.code) ?? [];
  const code = letterOf ?? digitOf;
  const key = press.key.length === 1 && !LATIN.test(press.key) && code ? code : press.key;
  const letter = key.length === 1 && /[a-z]/i.test(key);
  const named = letter ? key.toLowerCase() : key;
  // `?` and `]` already say whether Shift was needed; for letters and named keys it is part of the name.
  const shift = press.shiftKey && (letter || key.length > 1) ? 'Shift+' : '';
  return `${mod ? 'Mod+' : ''}${press.altKey && key.length > 1 ? 'Alt+' : ''}${shift}${named}`;
}

/** @param begun the presses of a sequence so far, as in `g`; empty at its start */
export function matchPress(actions: readonly Action[], begun: string, name: string): Match {
  const presses = begun ? `${begun} ${name}` : name;
  const found = actions.find(action => action.keys.includes(presses));
  if (found) return { kind: 'found', action: found };
  const begins = actions.some(action => action.keys.some(keys => keys.startsWith(`${presses} `)));
  if (begins) return { kind: 'begun', presses };
  // `g` then something else: the something else counts by itself.
  return begun ? matchPress(actions, '', name) : { kind: 'none' };
}

/** One line of `heed doctor`. */
export interface Finding {
  what: string;
  state: 'ok' | 'mend';
  says: string;
  /** What to do about it. */
  mend?: string;
}

export function ok(what: string, says: string): Finding {
  return { what, state: 'ok', says };
}

export function mend(what: string, says: string, how: string): Finding {
  return { what, state: 'mend', says, mend: how };
}

import type { Colleague } from '../../live/colleagues.ts';

/** The name being typed after an `@`, and where it begins; null where none is. */
export function mentionAt(text: string, caret: number): { from: number; typed: string } | null {
  const match = /(?:^|[\s(])@([\p{L}\p{M}\p{N}._-]*(?: [\p{L}\p{M}\p{N}._-]*)?)$/u.exec(text.slice(0, caret));
  if (match === null) return null;
  const typed = match[1] ?? '';
  return { from: caret - typed.length - 1, typed };
}

/** Colleagues whose name, or any part of it, begins with what is typed. */
export function colleaguesFor(typed: string, colleagues: Iterable<Colleague>): Colleague[] {
  const wanted = typed.toLocaleLowerCase();
  return [...colleagues].filter(({ name }) =>
    [name, ...name.split(' ')].some(part => part.toLocaleLowerCase().startsWith(wanted)),
  );
}

/** Those whose whole name stands in the text after an `@`; the longest name first, so that "Ann" is not found in "Anna". */
export function namedIn(text: string, colleagues: Iterable<Colleague>): string[] {
  const found: string[] = [];
  let left = text;
  for (const { id, name } of [...colleagues].sort((a, b) => b.name.length - a.name.length)) {
    if (!left.includes(`@${name}`)) continue;
    found.push(id);
    left = left.replaceAll(`@${name}`, ' ');
  }
  return found;
}

/** The text of an iCalendar file (RFC 5545, 3.1) as the events in it: folded lines joined, each with the number of its first line. */

export type IcalLine = { name: string; params: ReadonlyMap<string, string>; value: string; line: number };
export type IcalEvent = { line: number; lines: IcalLine[] };
/** What is wrong, where; lines are counted from 1. */
export type IcalFault = { kind: 'fault'; line: number; message: string };

export const EVENTS_PER_FILE = 1_000;

export function readEvents(text: string): { kind: 'events'; events: IcalEvent[] } | IcalFault {
  const lines = unfold(text);
  const first = lines[0];
  if (first === undefined || first.text.toUpperCase() !== 'BEGIN:VCALENDAR') {
    return fault(first?.line ?? 1, 'This is no iCalendar file: it does not begin with BEGIN:VCALENDAR.');
  }
  const events: IcalEvent[] = [];
  const inside: { name: string; line: number }[] = [];
  for (const { text: written, line } of lines) {
    const read = readLine(written, line);
    if (read === null) return fault(line, `Line ${line} cannot be read: “${short(written)}”.`);
    const part = read.value.trim().toUpperCase();
    if (read.name === 'BEGIN') {
      inside.push({ name: part, line });
      if (part === 'VEVENT') events.push({ line, lines: [] });
      if (events.length > EVENTS_PER_FILE)
        return fault(line, `The file has more than ${EVENTS_PER_FILE} events. Take fewer.`);
    } else if (read.name === 'END') {
      const open = inside.pop();
      if (open?.name !== part) {
        return fault(line, `Line ${line} ends ${part}, but ${open === undefined ? 'nothing' : open.name} was begun.`);
      }
    } else if (inside.at(-1)?.name === 'VEVENT') events.at(-1)?.lines.push(read);
  }
  const open = inside.at(-1);
  if (open !== undefined)
    return fault(open.line, `${open.name} in line ${open.line} has no end. The file seems cut off.`);
  return { kind: 'events', events };
}

export function fault(line: number, message: string): IcalFault {
  return { kind: 'fault', line, message };
}

const SHOWN_LENGTH = 60;

export function short(text: string): string {
  return text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH)}…` : text;
}

/** Lines that begin with a space or a tab go on with the line before. Empty ones say nothing. */
function unfold(text: string): { text: string; line: number }[] {
  const lines: { text: string; line: number }[] = [];
  for (const [place, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .entries()) {
    const last = lines.at(-1);
    if (/^[ \t]/.test(line) && last !== undefined) last.text += line.slice(1);
    else if (line.trim() !== '') lines.push({ text: line.trimEnd(), line: place + 1 });
  }
  return lines;
}

/** `NAME;PARAM=value;PARAM="a: value":value` */
function readLine(text: string, line: number): IcalLine | null {
  const name = /^[A-Za-z0-9-]+/.exec(text)?.[0];
  if (name === undefined) return null;
  const params = new Map<string, string>();
  let at = name.length;
  while (text[at] === ';') {
    const param = PARAM.exec(text.slice(at));
    if (param === null) return null;
    params.set((param[1] ?? '').toUpperCase(), param[2] ?? param[3] ?? '');
    at += param[0].length;
  }
  return text[at] === ':' ? { name: name.toUpperCase(), params, value: text.slice(at + 1), line } : null;
}

const PARAM = /^;([A-Za-z0-9-]+)=(?:"([^"]*)"|([^";:]*))/;

/** Commas, semicolons, line ends and backslashes are written with a backslash. */
export function plainText(value: string): string {
  return value.replace(/\\([\s\S])/g, (_, letter: string) => (letter === 'n' || letter === 'N' ? ' ' : letter));
}

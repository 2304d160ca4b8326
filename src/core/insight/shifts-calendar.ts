/** Shifts for a calendar (RFC 5545). */
import { HALF_HOUR_MS } from './half-hours.ts';
import type { Shift } from './staffing-plan.ts';

/** One event a shift, at moments of UTC, which every calendar shows in its reader's time. @param product names who wrote it */
export function shiftsCalendar(shifts: readonly Shift[], product: string, writtenAt: Date): string {
  const events = shifts.flatMap(({ id, name, startsAtMs, halfHours, people }) => [
    'BEGIN:VEVENT',
    `UID:${escaped(id)}`,
    `DTSTAMP:${moment(writtenAt.getTime())}`,
    `DTSTART:${moment(startsAtMs)}`,
    `DTEND:${moment(startsAtMs + halfHours * HALF_HOUR_MS)}`,
    `SUMMARY:${escaped(`${name} × ${people}`)}`,
    'END:VEVENT',
  ]);
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', `PRODID:${escaped(product)}`, ...events, 'END:VCALENDAR'];
  return lines.map(line => `${folded(line)}\r\n`).join('');
}

/** `20261122T093000Z` */
function moment(atMs: number): string {
  return new Date(atMs).toISOString().replace(/[-:]|\.\d+/g, '');
}

function escaped(text: string): string {
  return text.replace(/[\\;,]/g, sign => `\\${sign}`).replace(/\r\n|\r|\n/g, '\\n');
}

const LINE_BYTES = 75;

/** Lines are at most 75 bytes long; one that goes on begins with a space. Letters are not torn apart. */
function folded(line: string): string {
  let text = '';
  let bytes = 0;
  for (const letter of line) {
    const size = bytesOf(letter);
    if (bytes + size > LINE_BYTES) {
      text += '\r\n ';
      bytes = 1;
    }
    text += letter;
    bytes += size;
  }
  return text;
}

/** In UTF-8. */
function bytesOf(letter: string): number {
  const code = letter.codePointAt(0) ?? 0;
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}

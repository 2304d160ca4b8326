/** One line of a file that a spreadsheet opens: quoted where it must be, and never a formula. */

/** A spreadsheet takes what begins like this for a formula, and would run it for whoever opens the file. */
const FORMULA = /^[\s\u0000]*[=+\-@|%]|^[\t\r]/;
const QUOTED = /[",;\t\r\n]|^\s|\s$/;

/** Ends with a line break, as RFC 4180 writes it. */
export function csvLine(cells: readonly (string | number)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(text: string | number): string {
  // A number below nought begins like a formula and is none.
  if (typeof text === 'number') return String(text);
  const plain = FORMULA.test(text) ? `'${text}` : text;
  return QUOTED.test(plain) || plain !== text ? `"${plain.replaceAll('"', '""')}"` : plain;
}

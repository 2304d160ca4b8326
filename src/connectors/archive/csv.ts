/** Records of comma-separated values (RFC 4180) out of lines; a quoted field may hold line ends. */

/** A record that never closes its quote is given up at this length. */
export const RECORD_LIMIT_CHARACTERS = 256 * 1024;

export type CsvRecord = Record<string, string> | { damaged: string };

/** @param header the first line, which names the columns */
export function csvRecords(header: string) {
  const columns = fieldsOf(header) ?? [];
  let held = '';
  let raw = '';
  const record = (text: string): CsvRecord => {
    raw = text;
    held = '';
    const fields = fieldsOf(text);
    if (!fields) return { damaged: 'a quote that does not close' };
    if (fields.length !== columns.length) return { damaged: 'another number of columns than the header' };
    return Object.fromEntries(columns.map((name, i) => [name, fields[i] ?? '']));
  };
  return {
    /** Null while a record is not complete, and for empty lines between records. */
    read(line: string): CsvRecord | null {
      const text = held === '' ? line : `${held}\n${line}`;
      if (text.trim() === '') return null;
      const isOpen = (text.match(/"/g) ?? []).length % 2 === 1;
      if (!isOpen || text.length > RECORD_LIMIT_CHARACTERS) return record(text);
      held = text;
      return null;
    },
    /** What was left open when the file ended. */
    end: (): CsvRecord | null => (held === '' ? null : record(held)),
    /** The text of the latest record. */
    raw: () => raw,
  };
}

function fieldsOf(text: string): string[] | null {
  const fields: string[] = [];
  let at = 0;
  const line = text.replace(/\r$/, '');
  for (;;) {
    if (line[at] === '"') {
      let value = '';
      for (at += 1; ; at += 1) {
        const close = line.indexOf('"', at);
        if (close === -1) return null;
        value += line.slice(at, close);
        at = close + 1;
        if (line[at] !== '"') break;
        value += '"';
      }
      if (at < line.length && line[at] !== ',') return null;
      fields.push(value);
    } else {
      const comma = line.indexOf(',', at);
      fields.push(line.slice(at, comma === -1 ? undefined : comma));
      at = comma === -1 ? line.length : comma;
    }
    if (at >= line.length) return fields;
    at += 1;
  }
}

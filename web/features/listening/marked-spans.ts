export type MarkedPiece = { text: string; on: boolean };

/** A text cut where its marked places begin and end. Spans in order, without overlaps; those beyond the text are left out. */
export function marked(text: string, spans: readonly { start: number; end: number }[]): MarkedPiece[] {
  const out: MarkedPiece[] = [];
  let from = 0;
  for (const { start, end } of spans) {
    if (start < from || end > text.length || start >= end) continue;
    if (start > from) out.push({ text: text.slice(from, start), on: false });
    out.push({ text: text.slice(start, end), on: true });
    from = end;
  }
  if (from < text.length) out.push({ text: text.slice(from), on: false });
  return out;
}

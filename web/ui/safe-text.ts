export type Piece = { kind: 'text'; text: string } | { kind: 'link'; text: string; href: string };

const LINK = /https?:\/\/[^\s<>"'`{}|\\^]+/giu;

/** Closing marks that belong to the sentence round a link and not to the link. */
const TRAILING = /[.,;:!?…)\]»”’]+$/u;

/**
 * Characters that change how their neighbours are read without being seen: direction overrides and embeddings, byte
 * order marks, soft hyphens, line separators, tags, control characters. Zero-width joiners stay: emoji and many scripts need them.
 */
const INVISIBLE =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u115f\u1160\u17b4\u17b5\u180e\u200b\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]|[\u{e0000}-\u{e0fff}]/gu;

/** More joiners or stacked marks in a row than any script uses: they would climb over the lines above. */
const STACKED = /([\u200c\u200d])[\u200c\u200d]+|(\p{M}{6})\p{M}+/gu;

const BREAKS = /\r\n?|\u2028|\u2029/gu;

/** The text with nothing in it that could hide, reorder or overflow its neighbours. */
export function harmless(text: string): string {
  return text.replace(BREAKS, '\n').replace(INVISIBLE, '').replace(STACKED, '$1$2');
}

/** The same on one line, for a row in a list. */
export function oneLine(text: string): string {
  return harmless(text).replace(/\s+/gu, ' ').trim();
}

/** Text cut into words and links; only `http` and `https` become links. */
export function pieces(text: string): Piece[] {
  const clean = harmless(text);
  const found: Piece[] = [];
  let from = 0;
  for (const match of clean.matchAll(LINK)) {
    const shown = match[0].replace(TRAILING, '');
    const href = webAddress(shown);
    if (!href) continue;
    if (match.index > from) found.push({ kind: 'text', text: clean.slice(from, match.index) });
    found.push({ kind: 'link', text: shown, href });
    from = match.index + shown.length;
  }
  if (from < clean.length) found.push({ kind: 'text', text: clean.slice(from) });
  return found;
}

/** The address if it leads to the web, else nothing: `javascript:` and the like never become a link. */
export function webAddress(text: string | null): string | undefined {
  if (!text) return undefined;
  const url = URL.parse(text);
  return url && (url.protocol === 'https:' || url.protocol === 'http:') ? url.href : undefined;
}

/** A stretch of a text as given, in UTF-16 units, end exclusive. */
export type Stretch = { start: number; end: number };

export type MarkedPiece = Piece & { on: boolean };

/** The same pieces, cut once more where marked stretches of the text as given begin and end; what lies beyond it is left out. */
export function markedPieces(text: string, stretches: readonly Stretch[]): MarkedPiece[] {
  const places = placesOf(text, stretches);
  const out: MarkedPiece[] = [];
  let from = 0;
  for (const piece of pieces(text)) {
    const end = from + piece.text.length;
    const edges = places.flatMap(place => [place.start, place.end]).filter(edge => edge > from && edge < end);
    const cuts = [from, ...new Set(edges.sort((a, b) => a - b)), end];
    for (let at = 1; at < cuts.length; at++) {
      const [start = 0, stop = 0] = [cuts[at - 1], cuts[at]];
      const on = places.some(place => place.start < stop && start < place.end);
      out.push({ ...piece, text: piece.text.slice(start - from, stop - from), on });
    }
    from = end;
  }
  return out;
}

/** Where stretches of a text stand once nothing in it can hide or reorder. */
function placesOf(text: string, stretches: readonly Stretch[]): Stretch[] {
  const moved = (at: number) => harmless(text.slice(0, at)).length;
  return stretches
    .filter(({ start, end }) => start >= 0 && start < end && end <= text.length)
    .map(({ start, end }) => ({ start: moved(start), end: moved(end) }));
}

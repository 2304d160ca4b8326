/** Bytes of a feed or page into text: by byte order mark, then by what the server says, then by what the document says of itself. */

const DECLARATION_BYTES = 1_024;

export function decodeDocument(bytes: Uint8Array, contentType: string | null): string {
  const marked = markOf(bytes);
  if (marked !== null) return decoderFor(marked).decode(bytes);
  const said = /charset\s*=\s*["']?([\w.:-]+)/i.exec(contentType ?? '')?.[1];
  const label = said ?? declaredIn(bytes);
  if (label !== null) return decoderFor(label).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Nobody said what it is and it is not UTF-8: what old Western software writes.
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function markOf(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return null;
}

/** `<?xml encoding="…"?>` or `<meta charset="…">`; both are readable in any encoding that holds ASCII. */
function declaredIn(bytes: Uint8Array): string | null {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, DECLARATION_BYTES));
  const found =
    /<\?xml[^>]*\sencoding\s*=\s*["']([\w.:-]+)["']/i.exec(head) ??
    /<meta[^>]+charset\s*=\s*["']?([\w.:-]+)/i.exec(head);
  return found?.[1] ?? null;
}

/** Names nobody knows count as UTF-8, with a mark for what cannot be read. */
function decoderFor(label: string): TextDecoder {
  try {
    return new TextDecoder(label);
  } catch {
    return new TextDecoder('utf-8');
  }
}

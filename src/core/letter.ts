/** A raw text as a person can read it: JSON laid out, bytes as hexadecimal digits, and never more than fits a screen. */

export type LetterForm = 'json' | 'text' | 'bytes';
export type Readable = {
  form: LetterForm;
  text: string;
  /** Of the whole: bytes, or UTF-16 units. */
  length: number;
  /** Some of it was left out. */
  isCut: boolean;
};

/** Characters shown of one letter. */
export const SHOWN_LIMIT = 20_000;
/** Bytes shown of one that is not text. */
export const BYTES_SHOWN_LIMIT = 2_048;
/** What a body that is not text is stored as. */
export const BASE64 = 'base64:';
/** Shorter words may look like base64 by chance. */
const BASE64_LEAST = 24;
/** So many that a line fits beside the others of the panel. */
const BYTES_PER_LINE = 8;

export function readable(body: string, limit = SHOWN_LIMIT): Readable {
  const bytes = bytesIn(body);
  if (bytes !== null) {
    const shown = bytes.subarray(0, Math.min(BYTES_SHOWN_LIMIT, limit / 4));
    return { form: 'bytes', text: dump(shown), length: bytes.length, isCut: shown.length < bytes.length };
  }
  const laidOut = isJson(body) ? layOut(body, limit) : null;
  const text = laidOut?.text ?? body.slice(0, limit);
  const isCut = laidOut?.isCut ?? body.length > limit;
  return { form: laidOut === null ? 'text' : 'json', text: text.toWellFormed(), length: body.length, isCut };
}

/** Null for what is text. */
export function bytesIn(body: string): Uint8Array | null {
  const isMarked = body.startsWith(BASE64);
  const packed = isMarked ? wholeFours(body.slice(BASE64.length)) : body;
  if (!isMarked && (packed.length < BASE64_LEAST || packed.length % 4 !== 0)) return null;
  // Words of one letter case, or numbers alone, are words.
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(packed) || (!isMarked && !/[A-Z].*[a-z]|[a-z].*[A-Z]/.test(packed))) return null;
  try {
    return Uint8Array.from(atob(packed), char => char.charCodeAt(0));
  } catch {
    return null;
  }
}

/** The beginning of a body may end in the middle of four. */
function wholeFours(packed: string): string {
  return packed.slice(0, packed.length - (packed.length % 4));
}

function isJson(body: string): boolean {
  if (!/^\s*[{[]/.test(body)) return false;
  try {
    JSON.parse(body);
    return true;
  } catch {
    return false;
  }
}

/** Only white space is added: numbers too long for us, and names that come twice, stay as they were sent. */
function layOut(json: string, limit: number): { text: string; isCut: boolean } {
  let [text, depth, isInString] = ['', 0, false];
  const newLine = () => `\n${'  '.repeat(Math.min(depth, 40))}`;
  for (let i = 0; i < json.length; i++) {
    if (text.length > limit) return { text: text.slice(0, limit), isCut: true };
    const char = json[i] ?? '';
    if (isInString) {
      text += char;
      if (char === '\\') text += json[++i] ?? '';
      else if (char === '"') isInString = false;
    } else if (char === '"') {
      isInString = true;
      text += char;
    } else if (char === '{' || char === '[') {
      const rest = /^\s*[}\]]/.exec(json.slice(i + 1, i + 40))?.[0];
      if (rest !== undefined) {
        text += char + rest.trim();
        i += rest.length;
      } else {
        depth += 1;
        text += char + newLine();
      }
    } else if (char === '}' || char === ']') {
      depth -= 1;
      text += newLine() + char;
    } else if (char === ',') text += char + newLine();
    else if (char === ':') text += ': ';
    else if (!/\s/.test(char)) text += char;
  }
  return { text, isCut: false };
}

/** `00000000  7b 22 …  {"…` */
function dump(bytes: Uint8Array): string {
  const lines: string[] = [];
  for (let from = 0; from < bytes.length; from += BYTES_PER_LINE) {
    const line = [...bytes.subarray(from, from + BYTES_PER_LINE)];
    const hex = line.map(byte => byte.toString(16).padStart(2, '0')).join(' ');
    const seen = line.map(byte => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
    lines.push(`${from.toString(16).padStart(8, '0')}  ${hex.padEnd(BYTES_PER_LINE * 3 - 1)}  ${seen}`);
  }
  return lines.join('\n');
}

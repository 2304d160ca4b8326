/** Ways a payload can come to harm on its way, as fast-check arbitraries would choose them: pure, by numbers. */

/** @param how which harm  @param where a fraction of the text's length, 0 to 1  @param what decides the details */
export function damaged(text: string, how: number, where: number, what: number): string {
  const at = Math.floor(where * text.length);
  switch (how % HARMS) {
    case 0:
      return text.slice(0, at);
    case 1:
      return text.slice(0, at) + String.fromCharCode(what % 0x10000) + text.slice(at + 1);
    case 2:
      return text.slice(0, at) + text.slice(at + 1 + (what % 40));
    case 3:
      return changedValue(text, at, what);
    case 4:
      return text.slice(0, at) + text + text.slice(at);
    case 5:
      return text.replaceAll(/\d{4}-\d{2}-\d{2}/g, '2026-02-31');
    default:
      return text.replace(/"([^"]{3,})"(?=\s*[,}\]])/g, (whole, inner: string) =>
        what % 3 === 0 ? whole : JSON.stringify(STRANGE[what % STRANGE.length] + inner.slice(1)),
      );
  }
}

const HARMS = 7;
const STRANGE = ['\u202e', '\u0000', '<script>alert(1)</script>', '\ud800', '\u200b'.repeat(50), '"},{"'];
const VALUES = [
  'null',
  '[]',
  '{}',
  '-1',
  '1e999',
  '"\u0000"',
  'true',
  '99999999999999999999',
  '""',
  '"9999-99-99T99:99:99Z"',
];

/** Every value of the payload in turn replaced by every strange one. */
export function* everyValueChanged(text: string): Generator<string> {
  const value = /:\s*("(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|true|false|null)/g;
  for (const found of text.matchAll(value))
    for (const strange of VALUES)
      yield `${text.slice(0, found.index)}:${strange}${text.slice(found.index + found[0].length)}`;
}

/** One value somewhere becomes another kind of value. */
function changedValue(text: string, at: number, what: number): string {
  const value = /:\s*("(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|true|false|null|\[\]|\{\})/y;
  for (let i = at; i < text.length; i++) {
    value.lastIndex = i;
    const found = value.exec(text);
    if (found) return `${text.slice(0, i)}:${VALUES[what % VALUES.length]}${text.slice(i + found[0].length)}`;
  }
  return text;
}

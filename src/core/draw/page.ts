/** A page as a list of marks, before anybody knows whether it becomes a picture or a PDF. Lengths are points, y grows downwards. */

export type Weight = 400 | 500 | 600 | 700;
export type Anchor = 'start' | 'middle' | 'end';
export type Mark =
  /** `y` is the line the letters stand on. `start` is the left edge of the words, whatever their language. */
  | { kind: 'text'; x: number; y: number; text: string; size: number; weight: Weight; fill: string; anchor: Anchor }
  | { kind: 'rect'; x: number; y: number; width: number; height: number; fill: string; radius: number }
  /** `d` as in SVG. */
  | { kind: 'path'; d: string; fill: string | null; stroke: string | null; width: number; dash: readonly number[] };

/** What a screen reader is told a part is. A figure is read by its `alt` alone; an artifact not at all. */
export type Part =
  | { role: 'H1' | 'H2' | 'P'; marks: Mark[] }
  | { role: 'Figure'; alt: string; marks: Mark[] }
  | { role: 'Artifact'; marks: Mark[] };

export type Direction = 'ltr' | 'rtl';
export type Page = {
  width: number;
  height: number;
  title: string;
  /** As in BCP 47. */
  language: string;
  direction: Direction;
  ground: string;
  parts: Part[];
};

/** How wide the words are, in points. */
export type Measure = (text: string, size: number, weight: Weight) => number;

export type Style = { size: number; weight?: Weight; fill: string; anchor?: Anchor };

/** Writes marks in reading order: x counts from where lines begin, which is the right edge for languages that begin there. */
export type Pen = {
  text(x: number, y: number, text: string, style: Style): Mark;
  rect(x: number, y: number, width: number, height: number, fill: string, radius?: number): Mark;
  /** Lines of at most `width`, `leading` apart, from the line at `y` on; as many as it takes. */
  lines(x: number, y: number, text: string, style: Style & { width: number; leading: number }): Mark[];
  wide(text: string, style: Pick<Style, 'size' | 'weight'>): number;
};

export function makePen(pageWidth: number, direction: Direction, measure: Measure): Pen {
  const isFlipped = direction === 'rtl';
  const text: Pen['text'] = (x, y, words, { size, weight = 400, fill, anchor = 'start' }) => ({
    kind: 'text',
    x: isFlipped ? pageWidth - x : x,
    y,
    text: words,
    size,
    weight,
    fill,
    anchor: isFlipped ? turned(anchor) : anchor,
  });
  return {
    text,
    rect: (x, y, width, height, fill, radius = 0) => {
      return { kind: 'rect', x: isFlipped ? pageWidth - x - width : x, y, width, height, fill, radius };
    },
    lines: (x, y, words, { width, leading, ...style }) =>
      wrap(words, width, line => measure(line, style.size, style.weight ?? 400)).map((line, place) =>
        text(x, y + place * leading, line, style),
      ),
    wide: (words, { size, weight = 400 }) => measure(words, size, weight),
  };
}

/** Lines no wider than `width`, broken at spaces; a word that is wider stands alone. */
export function wrap(text: string, width: number, measure: (line: string) => number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && measure(longer) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return line === '' ? lines : [...lines, line];
}

/** Cut with an ellipsis where it is wider than there is room. */
export function fitted(text: string, width: number, measure: (line: string) => number): string {
  if (measure(text) <= width) return text;
  const letters = [...text];
  while (letters.length > 1 && measure(`${letters.join('').trimEnd()}…`) > width) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}

function turned(anchor: Anchor): Anchor {
  if (anchor === 'middle') return anchor;
  return anchor === 'start' ? 'end' : 'start';
}

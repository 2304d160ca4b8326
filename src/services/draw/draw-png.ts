/** A page as a picture. Words are drawn as outlines, so that no font need be on the machine. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import type { Mark, Page } from '../../core/draw/page.ts';
import { glyphsOf, runsOf } from './lettering.ts';

/** @param scale pixels for each point */
export async function drawPng({ width, height, ground, parts }: Page, scale: number): Promise<Buffer> {
  const floor: Mark = { kind: 'rect', x: 0, y: 0, width, height, fill: ground, radius: 0 };
  const svg = svgOf(width, height, [floor, ...parts.flatMap(part => part.marks)], '', scale);
  rasteriser ??= open();
  await rasteriser;
  const drawing = new Resvg(svg, { font: { loadSystemFonts: false } });
  try {
    const pixels = drawing.render();
    try {
      return Buffer.from(pixels.asPng());
    } finally {
      pixels.free();
    }
  } finally {
    drawing.free();
  }
}

/** In a sandbox of its own: what strangers send is never read as SVG (`picture.ts`), and so cannot ours by the same library. */
async function open(): Promise<void> {
  await initWasm(await readFile(fileURLToPath(import.meta.resolve('@resvg/resvg-wasm/index_bg.wasm'))));
}

let rasteriser: Promise<void> | undefined;

/** Marks as a drawing that can stand in a page. @param alt escaped; empty for decoration */
export function svgOf(width: number, height: number, marks: readonly Mark[], alt: string, scale = 1): string {
  const told = alt === '' ? 'aria-hidden="true"' : `role="img" aria-label="${alt}"`;
  const size = `width="${width * scale}" height="${height * scale}" viewBox="0 0 ${width} ${height}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${told} ${size}>${marks.map(drawn).join('')}</svg>`;
}

function drawn(mark: Mark): string {
  if (mark.kind === 'text') return lettered(mark);
  if (mark.kind === 'rect') {
    const { x, y, width, height, fill, radius } = mark;
    return `<rect x="${x}" y="${y}" width="${Math.max(0, width)}" height="${height}" rx="${radius}" fill="${fill}"/>`;
  }
  const { d, fill, stroke, width, dash } = mark;
  const line =
    stroke === null ? '' : ` stroke="${stroke}" stroke-width="${width}" stroke-linejoin="round" stroke-linecap="round"`;
  const dashes = dash.length === 0 ? '' : ` stroke-dasharray="${dash.join(' ')}"`;
  return `<path d="${d}" fill="${fill ?? 'none'}"${line}${dashes}/>`;
}

function lettered({ x, y, text, size, weight, fill, anchor }: Extract<Mark, { kind: 'text' }>): string {
  const runs = runsOf(text, size, weight);
  const width = runs.reduce((sum, run) => sum + run.width, 0);
  let at = x - (anchor === 'start' ? 0 : anchor === 'end' ? width : width / 2);
  let outlines = '';
  for (const run of runs) {
    const scale = size / run.font.font.unitsPerEm;
    const { glyphs, positions } = glyphsOf(run);
    for (const [place, glyph] of glyphs.entries()) {
      const { xAdvance = 0, xOffset = 0, yOffset = 0 } = positions[place] ?? {};
      const path = glyph.path.scale(scale, -scale).translate(at + xOffset * scale, y - yOffset * scale);
      outlines += path.toSVG();
      at += xAdvance * scale;
    }
  }
  return `<path d="${outlines}" fill="${fill}"/>`;
}

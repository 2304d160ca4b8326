/** A page as a picture. Words are drawn as outlines, so that no font need be on the machine. */
import sharp from 'sharp';
import type { Mark, Page } from '../../core/draw/page.ts';
import { glyphsOf, runsOf } from './lettering.ts';

/** @param scale pixels for each point */
export async function drawPng(page: Page, scale: number): Promise<Buffer> {
  const svg = Buffer.from(svgOf(page, scale));
  return sharp(svg).png({ compressionLevel: 9 }).toBuffer();
}

function svgOf({ width, height, ground, parts }: Page, scale: number): string {
  const marks = parts.flatMap(part => part.marks.map(drawn));
  const size = `width="${width * scale}" height="${height * scale}" viewBox="0 0 ${width} ${height}"`;
  const floor = `<rect width="${width}" height="${height}" fill="${ground}"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size}>${floor}${marks.join('')}</svg>`;
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

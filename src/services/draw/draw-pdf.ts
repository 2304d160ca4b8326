/** A page as a PDF: words stay words, to be searched, copied and read aloud; only the letters used are embedded. */
import PDFDocument from 'pdfkit';
import type { Mark, Page } from '../../core/draw/page.ts';
import { runsOf } from './lettering.ts';

/** @param madeAt written into the file */
export async function drawPdf(page: Page, madeAt: Date): Promise<Buffer> {
  const doc = new PDFDocument({
    size: [page.width, page.height],
    margin: 0,
    tagged: true,
    pdfVersion: '1.7',
    lang: page.language,
    displayTitle: true,
    info: { Title: page.title, Creator: 'Heed', Producer: 'Heed', CreationDate: madeAt, ModDate: madeAt },
  });
  const pieces: Buffer[] = [];
  const ended = new Promise<void>((resolve, reject) => {
    doc.on('data', (piece: Buffer) => pieces.push(piece));
    doc.on('end', resolve);
    doc.on('error', reject);
  });
  const fonts = new Set<string>();
  unseen(doc, () => doc.rect(0, 0, page.width, page.height).fill(page.ground));
  const root = doc.struct('Document');
  doc.addStructure(root);
  for (const part of page.parts) {
    const draw = () => {
      for (const mark of part.marks) drawMark(doc, mark, fonts);
    };
    if (part.role === 'Artifact') unseen(doc, draw);
    else root.add(doc.struct(part.role, part.role === 'Figure' ? { alt: part.alt } : {}, draw));
  }
  root.end();
  doc.end();
  await ended;
  return Buffer.concat(pieces);
}

type Doc = InstanceType<typeof PDFDocument>;

/** Decoration: there to be seen, and nothing to be read. */
function unseen(doc: Doc, draw: () => void): void {
  doc.markContent('Artifact', { type: 'Layout' });
  draw();
  doc.endMarkedContent();
}

function drawMark(doc: Doc, mark: Mark, fonts: Set<string>): void {
  if (mark.kind === 'text') drawText(doc, mark, fonts);
  else if (mark.kind === 'rect') drawRect(doc, mark);
  else drawPath(doc, mark);
}

function drawRect(doc: Doc, { x, y, width, height, fill, radius }: Extract<Mark, { kind: 'rect' }>): void {
  if (width <= 0) return;
  doc.roundedRect(x, y, width, height, Math.min(radius, width / 2, height / 2)).fill(fill);
}

function drawPath(doc: Doc, { d, fill, stroke, width, dash }: Extract<Mark, { kind: 'path' }>): void {
  doc.save().path(d);
  if (fill !== null) doc.fill(fill);
  else {
    if (dash.length > 0) doc.dash(dash[0] ?? 1, { space: dash[1] ?? 1 });
    doc
      .lineJoin('round')
      .lineCap('round')
      .lineWidth(width)
      .stroke(stroke ?? '#000000');
  }
  doc.restore();
}

function drawText(
  doc: Doc,
  { x, y, text, size, weight, fill, anchor }: Extract<Mark, { kind: 'text' }>,
  fonts: Set<string>,
): void {
  const runs = runsOf(text, size, weight);
  const width = runs.reduce((sum, run) => sum + run.width, 0);
  let at = x - (anchor === 'start' ? 0 : anchor === 'end' ? width : width / 2);
  for (const { font, text: words, width: advance } of runs) {
    if (!fonts.has(font.name)) doc.registerFont(font.name, font.path);
    fonts.add(font.name);
    // With features named, words are laid out whole and not one by one, which would turn right-to-left lines round.
    doc.font(font.name).fontSize(size).fillColor(fill);
    doc.text(words, at, y, { lineBreak: false, baseline: 'alphabetic', features: [] });
    at += advance;
  }
}

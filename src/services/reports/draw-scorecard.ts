/** The scorecard as a file: a card and a sheet as pictures, and the sheet as PDF. */
import type { Page } from '../../core/draw/page.ts';
import type { Scorecard, ScorecardLanguage } from '../../core/insight/scorecard.ts';
import { scorecardCard } from '../../core/insight/scorecard-card.ts';
import { scorecardSheet } from '../../core/insight/scorecard-sheet.ts';
import { drawPdf } from '../draw/draw-pdf.ts';
import { drawPng } from '../draw/draw-png.ts';
import { measure } from '../draw/lettering.ts';

export const SCORECARD_FILES = ['card.png', 'sheet.png', 'sheet.pdf'] as const;
export type ScorecardFile = (typeof SCORECARD_FILES)[number];
/** Pixels for each point: the card as it is shown elsewhere, the sheet sharp enough for a screen. */
const CARD_SCALE = 1;
const SHEET_SCALE = 2;

export async function drawScorecard(
  card: Scorecard,
  language: ScorecardLanguage,
  file: ScorecardFile,
  madeAt: Date,
): Promise<{ bytes: Buffer; type: string }> {
  if (file === 'card.png') {
    return { bytes: await drawPng(scorecardCard(card, language, measure), CARD_SCALE), type: 'image/png' };
  }
  const sheet: Page = scorecardSheet(card, language, madeAt.toISOString(), measure);
  if (file === 'sheet.png') return { bytes: await drawPng(sheet, SHEET_SCALE), type: 'image/png' };
  return { bytes: await drawPdf(sheet, madeAt), type: 'application/pdf' };
}

/** `kestrel-scorecard-2026-10-25-2026-11-21.pdf`: letters of the brand that every machine takes. */
export function scorecardFileName({ brand, since, until }: Scorecard, file: ScorecardFile): string {
  const name = brand
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  const [kind, ending] = file.split('.');
  return `${name || 'brand'}-score${kind === 'card' ? 'card' : 'sheet'}-${since.slice(0, 10)}-${until.slice(0, 10)}.${ending}`;
}

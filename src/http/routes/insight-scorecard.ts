import { drawScorecard, scorecardFileName } from '../../services/reports/draw-scorecard.ts';
import { readScorecard } from '../../services/reports/scorecard.ts';
import type { Routes } from '../endpoint.ts';
import type { Services } from '../services.ts';

type Names = 'readScorecard' | 'drawScorecard' | 'listScorecardLinks' | 'makeScorecardLink' | 'revokeScorecardLink';
type Needs = Pick<Services, 'desk' | 'unheard' | 'scorecardLinks'>;

/** The one page to show around: figures, pictures, PDF, and links to it. */
export function insightScorecardRoutes({ desk, unheard, scorecardLinks }: Needs): Routes<Names> {
  const needs = { db: desk.db, now: desk.now, unheard };
  return {
    readScorecard: ({ who, query }) => readScorecard(needs, who, query),
    drawScorecard: async ({ who, query: { file, words, ...query } }) => {
      const card = await readScorecard(needs, who, query);
      const { bytes, type } = await drawScorecard(card, words, file, desk.now());
      const name = `inline; filename="${scorecardFileName(card, file)}"`;
      const headers = { 'content-type': type, 'content-disposition': name, 'cache-control': 'no-store' };
      return new Response(new Uint8Array(bytes), { headers });
    },
    listScorecardLinks: async ({ who }) => ({
      rows: (await scorecardLinks.list(who)).map(row => ({
        ...row,
        createdAt: row.createdAt.toISOString(),
        expiresAt: row.expiresAt.toISOString(),
        revokedAt: row.revokedAt?.toISOString() ?? null,
        openedAt: row.openedAt?.toISOString() ?? null,
      })),
    }),
    makeScorecardLink: async ({ who, body: { words, ...wish } }) => {
      const { id, url, expiresAt } = await scorecardLinks.make(who, { ...wish, language: words });
      return { id, url, expiresAt: expiresAt.toISOString() };
    },
    revokeScorecardLink: async ({ who, id }) => {
      await scorecardLinks.revoke(who, id);
      return {};
    },
  };
}

/** The page behind a survey's link: what it shows, and the answer it takes. Reading it changes nothing, so that previews may. */
import {
  boundsOf,
  CHANGED_WITHIN_HOURS,
  COMMENT_LIMIT,
  type SurveyScale,
  type SurveyWay,
} from '../../core/insight/survey.ts';
import { cleanText } from '../../core/text.ts';
import type { Db } from '../../store/db.ts';
import { findAskByToken, type OpenAsk, readSurveySettings, writeComment, writeScore } from '../../store/surveys.ts';
import { hashOf } from './ask.ts';

export type SurveyPage = {
  brandName: string;
  lang: string;
  scale: SurveyScale;
  way: SurveyWay;
  /** What was answered; null: nothing yet. */
  score: number | null;
  hasComment: boolean;
  /** Nothing was answered, or less than a day ago. */
  isOpen: boolean;
  asksComment: boolean;
};
export type Taken = 'taken' | 'closed' | 'gone' | 'not_valid';

export type SurveyPages = {
  /** Null: there is no such link, or it has ended. */
  open(token: string): Promise<SurveyPage | null>;
  vote(token: string, score: number): Promise<Taken>;
  comment(token: string, text: string): Promise<Taken>;
};

const TOKEN = /^[\w-]{22}$/;
const HOUR_MS = 3_600_000;

export function makeSurveyPages({ db, now }: { db: Db; now: () => Date }): SurveyPages {
  const find = async (token: string): Promise<OpenAsk | null> => {
    const ask = TOKEN.test(token) ? await findAskByToken(db, hashOf(token)) : null;
    return ask === null || ask.expiresAt <= now() ? null : ask;
  };
  const changedSince = () => new Date(now().getTime() - CHANGED_WITHIN_HOURS * HOUR_MS);
  return {
    async open(token) {
      const ask = await find(token);
      if (ask === null) return null;
      const { settings } = await readSurveySettings(db, ask.brandId);
      const { brandName, lang, scale, way, score, comment, answeredAt } = ask;
      const isOpen = answeredAt === null || answeredAt > changedSince();
      return {
        brandName,
        lang,
        scale,
        way,
        score,
        hasComment: comment !== null,
        isOpen,
        asksComment: settings.asksComment,
      };
    },
    async vote(token, score) {
      const ask = await find(token);
      if (ask === null) return 'gone';
      const { from, to } = boundsOf(ask.scale);
      if (!Number.isInteger(score) || score < from || score > to) return 'not_valid';
      const vote = { score, at: now(), by: 'page' as const, changedSince: changedSince() };
      return (await writeScore(db, ask.brandId, ask.id, vote)) ? 'taken' : 'closed';
    },
    async comment(token, text) {
      const ask = await find(token);
      if (ask === null) return 'gone';
      const comment = cleanText(text, COMMENT_LIMIT).trim();
      if (comment === '') return 'not_valid';
      return (await writeComment(db, ask.brandId, ask.id, { comment, changedSince: changedSince() }))
        ? 'taken'
        : 'closed';
    },
  };
}

/** Surveys: what an owner allows, what customers answered. */
import { z } from 'zod';
import { ASK_TEXT_LIMIT, DELAY_LIMIT_MINUTES, SURVEY_SCALES, SURVEY_WAYS } from '../core/insight/survey.ts';
import { share } from './insight-outcomes.ts';
import { range, sliceQuery } from './insight-slice.ts';
import { flag, page, type Shape } from './shape.ts';
import * as shapes from './shapes.ts';

const scale = z.enum(SURVEY_SCALES);
const askText = z.string().trim().max(ASK_TEXT_LIMIT);
const TEXTS_LIMIT = 60;
const CHANNELS_LIMIT = 200;

const settings = {
  isOn: z.boolean(),
  scale,
  /** After a colleague has resolved it, or already after their answer. */
  after: z.enum(['resolved', 'answered']),
  delayMinutes: z.int().min(0).max(DELAY_LIMIT_MINUTES),
  channels: z
    .array(
      z.object({
        channelId: shapes.uuid,
        /** In a private conversation that is open. */
        private: z.enum(['off', 'link', 'question']),
        /** Under their public post, for everybody to see. */
        public: z.enum(['off', 'link']),
      }),
    )
    .max(CHANNELS_LIMIT),
  /** Words of your own; `{link}` is where the link stands. Empty: ours. */
  texts: z
    .array(z.object({ lang: z.string().regex(/^[a-z]{2,3}$/), link: askText, question: askText }))
    .max(TEXTS_LIMIT),
  asksComment: z.boolean(),
};
const settingsView = z.object({
  ...settings,
  version: z.int(),
  offers: z.array(
    z.object({
      channelId: shapes.uuid,
      name: z.string(),
      network: z.string(),
      canWritePrivately: z.boolean(),
      canReplyPublicly: z.boolean(),
      privateWindowHours: z.number().nullable(),
    }),
  ),
  linksWork: z.boolean(),
});

const figures = {
  asked: z.int(),
  answered: share,
  /** Four or five stars, or a thumb up. */
  content: share,
  starsMean: z.number().nullable(),
  /** Promoters less detractors, −1 to 1, with its interval (95%). */
  recommend: z.object({
    answers: z.int(),
    promoters: z.int(),
    passives: z.int(),
    detractors: z.int(),
    score: z.number().nullable(),
    interval: z.object({ low: z.number(), high: z.number() }).nullable(),
  }),
};
const one = z.object({ key: z.string().nullable(), name: z.string().nullable(), ...figures });

const row = z.object({
  id: shapes.uuid,
  conversationId: shapes.uuid,
  customer: z.string().nullable(),
  network: z.string(),
  lang: z.string(),
  scale,
  way: z.enum(SURVEY_WAYS),
  askedAt: shapes.instant,
  /** Told to leads only. */
  agentId: shapes.uuid.nullable(),
  agentName: z.string().nullable(),
  score: z.int().nullable(),
  /** As a customer wrote it. */
  comment: z.string().nullable(),
  answeredAt: shapes.instant.nullable(),
});
const score = z.coerce.number().int().min(0).max(10).optional();

export const insightSurveys = {
  readSurveySettings: {
    summary: 'Whether customers are asked how we did, where and in which words.',
    output: settingsView,
  },
  changeSurveySettings: {
    summary:
      'Allow surveys, or stop them. `version` is the one that was read; left out, whatever stands there is overwritten.',
    body: z.object({ ...settings, version: z.int().min(0).optional() }),
    output: settingsView,
  },
  readSurveys: {
    summary:
      'Satisfaction and would-recommend, with how many answered, by network, team, language and, for leads, colleague.',
    query: z.object(sliceQuery),
    output: z.object({
      ...range.shape,
      total: z.object(figures),
      scores: z.array(z.object({ scale, score: z.int(), count: z.int() })),
      /** Answers by links that everybody could see. */
      inPublic: z.int(),
      dropped: z.array(z.object({ reason: z.string(), count: z.int() })),
      byNetwork: z.array(one),
      byTeam: z.array(one),
      byLanguage: z.array(one),
      byAgent: z.array(one),
    }),
    tables: {
      scores: 'scores',
      networks: 'byNetwork',
      teams: 'byTeam',
      languages: 'byLanguage',
      colleagues: 'byAgent',
      dropped: 'dropped',
    },
  },
  listSurveyRows: {
    summary: 'The questions behind the figures, the newest first, with scores and comments.',
    query: z.object({
      ...sliceQuery,
      scale: scale.optional(),
      from: score,
      to: score,
      answered: flag.optional(),
      ...page,
    }),
    output: z.object({ ...range.shape, rows: z.array(row), next: z.string().nullable() }),
    tables: { surveys: 'rows' },
  },
} satisfies Record<string, Shape>;

/** Surveys: what an owner allows, whom one may ask, by which way, and what an answer in a few signs means. */
export const SURVEY_SCALES = ['stars', 'thumbs', 'points'] as const;
/** `stars` 1 to 5, `thumbs` 0 or 1: how satisfied; `points` 0 to 10: would they recommend us. */
export type SurveyScale = (typeof SURVEY_SCALES)[number];
export type SurveyKind = 'satisfaction' | 'recommend';

export const SURVEY_WAYS = ['private_link', 'private_question', 'public_link'] as const;
export type SurveyWay = (typeof SURVEY_WAYS)[number];

/** `private`: in the open private conversation; `public`: under their public post, where everybody can see that they were asked. */
export type ChannelSurvey = { channelId: string; private: 'off' | 'link' | 'question'; public: 'off' | 'link' };

export type SurveySettings = {
  isOn: boolean;
  scale: SurveyScale;
  /** After a colleague has resolved it, or already after their answer. */
  after: 'resolved' | 'answered';
  delayMinutes: number;
  /** Those left out ask nobody. */
  channels: ChannelSurvey[];
  /** The owner's own words by language, with `{link}` where the link stands; ours where there are none. */
  texts: { lang: string; link: string; question: string }[];
  /** Whether the page asks for a comment afterwards. */
  asksComment: boolean;
};

export const NO_SURVEYS: SurveySettings = {
  isOn: false,
  scale: 'stars',
  after: 'resolved',
  delayMinutes: 30,
  channels: [],
  texts: [],
  asksComment: true,
};

/** A question comes while the matter is fresh, or not at all. */
export const DELAY_LIMIT_MINUTES = 3 * 24 * 60;
/** A process that was off for longer asks nobody about what was so long ago. */
export const TOO_LATE_HOURS = 24;
export const LINK_LIVES_DAYS = 14;
/** So long after a question in the conversation a number counts as its answer. */
export const QUESTION_LIVES_HOURS = 72;
/** So long after a click the answer can be changed. */
export const CHANGED_WITHIN_HOURS = 24;
export const COMMENT_LIMIT = 2_000;
export const ASK_TEXT_LIMIT = 400;
export const LINK_PLACE = '{link}';

export function kindOf(scale: SurveyScale): SurveyKind {
  return scale === 'points' ? 'recommend' : 'satisfaction';
}

/** Lowest and highest, both included. */
export function boundsOf(scale: SurveyScale): { from: number; to: number } {
  if (scale === 'points') return { from: 0, to: 10 };
  return scale === 'stars' ? { from: 1, to: 5 } : { from: 0, to: 1 };
}

export const DROP_REASONS = [
  'off',
  'waiting',
  'not_answered',
  'danger',
  'noise',
  'asked_lately',
  'no_way',
  'too_late',
  'gone',
  'taken_back',
] as const;
export type DropReason = (typeof DROP_REASONS)[number];

export type AskFacts = {
  /** Of the newest turn; null: it waits still. */
  outcome: 'answered' | 'unanswered' | 'not_needed' | 'withdrawn' | null;
  isWaiting: boolean;
  /** Anything in the conversation was read as danger. */
  hasDanger: boolean;
  isNoise: boolean;
};

/** Why this person must not be asked now; null: they may. */
export function whyNotAsk({ outcome, isWaiting, hasDanger, isNoise }: AskFacts): DropReason | null {
  if (hasDanger) return 'danger';
  if (isNoise) return 'noise';
  if (isWaiting || outcome === null) return 'waiting';
  return outcome === 'answered' ? null : 'not_answered';
}

export type Ways = {
  visibility: 'public' | 'private';
  /** The conversation itself is private, or an open private one stands beside it, and its window has not passed. */
  canWritePrivately: boolean;
  canReplyPublicly: boolean;
};

/**
 * Private goes before public, wherever the owner allows both: a link under a public post can be clicked by anybody. The one private
 * reply some networks grant to a post is never spent on a survey: only a conversation that is open already counts.
 */
export function wayToAsk(settings: ChannelSurvey | undefined, ways: Ways): SurveyWay | null {
  if (settings === undefined) return null;
  if (settings.private !== 'off' && ways.canWritePrivately)
    return settings.private === 'link' ? 'private_link' : 'private_question';
  if (settings.public === 'link' && ways.visibility === 'public' && ways.canReplyPublicly) return 'public_link';
  return null;
}

/** `hasWords`: more was said than the score, so that a person has to read it. */
export type ScoreRead = { score: number; hasWords: boolean };

const THUMBS: readonly (readonly [RegExp, number])[] = [
  [/^👍\p{EMod}?/u, 1],
  [/^👎\p{EMod}?/u, 0],
];

/**
 * A score out of an answer in a conversation: a number by itself, "4/5", stars, a thumb; or one of these, a comma or a line, and words.
 * "2 machines are broken" is no score.
 */
export function readScore(text: string, scale: SurveyScale): ScoreRead | null {
  const said = text
    .normalize('NFKC')
    .replace(/\ufe0f/g, '')
    .trim();
  const { from, to } = boundsOf(scale);
  const found = scale === 'thumbs' ? thumbIn(said) : (numberIn(said) ?? (scale === 'stars' ? starsIn(said) : null));
  if (found === null || found.score < from || found.score > to) return null;
  const rest = said.slice(found.length);
  if (/^[\s.!]*$/.test(rest)) return { score: found.score, hasWords: false };
  return /^(\s*[,;:.!–—-]|\s*\n)/.test(rest) ? { score: found.score, hasWords: true } : null;
}

type Found = { score: number; length: number };

/** Digits of any script. */
function numberIn(said: string): Found | null {
  const match = /^(\p{Nd}{1,2})(\s*\/\s*\p{Nd}{1,2})?(?![\p{Nd}\p{L}%€$£.,]\p{Nd}|\p{Nd}|\p{L}|%)/u.exec(said);
  if (match?.[1] === undefined) return null;
  return { score: Number([...match[1]].map(digitOf).join('')), length: match[0].length };
}

function digitOf(sign: string): number {
  const code = sign.codePointAt(0) ?? 0;
  // Every run of ten decimal digits begins at its zero.
  for (let zero = code; zero > code - 10; zero--) {
    if (!/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) return code - zero;
  }
  return code - 48;
}

function starsIn(said: string): Found | null {
  const match = /^(?:⭐|★)+/u.exec(said);
  return match === null ? null : { score: [...match[0]].length, length: match[0].length };
}

function thumbIn(said: string): Found | null {
  for (const [sign, score] of THUMBS) {
    const match = sign.exec(said);
    if (match !== null) return { score, length: match[0].length };
  }
  return null;
}

/** What a company says of its own matters, for triage; and reading its history once more. */
import { z } from 'zod';
import {
  ORDERS_LIMIT,
  OWN_REQUESTS_LIMIT,
  OWN_WORD_LIMIT,
  REQUEST_NAME,
  WORDS_PER_LIST,
} from '../core/triage/own-words.ts';
import type { Shape } from './shape.ts';
import * as shapes from './shapes.ts';

const word = z.string().trim().min(1).max(OWN_WORD_LIMIT);
const words = z.array(word).max(WORDS_PER_LIST);
/** Shown on conversations as `request.` and the name. `*` at the end of a word: it may go on. */
const request = z.object({ name: z.string().regex(REQUEST_NAME), words });
const requests = z.array(request).max(OWN_REQUESTS_LIMIT);
/** `#` stands for a digit, `@` for a letter, `?` for either. */
const orders = z.array(word).max(ORDERS_LIMIT);

const settings = z.object({
  requests,
  rivals: words,
  orders,
  danger: words,
  version: z.int(),
  /** The names of all kinds of request here, those of the product first. */
  requestNames: z.array(z.string()),
});

const again = z.object({
  id: shapes.uuid,
  /** Something the company says changed; its people taught something; a new Heed reads otherwise; somebody asked. */
  why: z.enum(['settings', 'learnt', 'shipped', 'asked']),
  agentId: shapes.uuid.nullable(),
  since: shapes.instant,
  askedAt: shapes.instant,
  /** How many messages are to be read, how many are, and how many of them say something else now. */
  total: z.int(),
  done: z.int(),
  changed: z.int(),
  endedAt: shapes.instant.nullable(),
});

/** Longest a history may be read again, in days. */
const DAYS_LIMIT = 3_660;

export const triageSettings = {
  readTriageSettings: {
    summary:
      'The company’s own kinds of request, its rivals, how its order numbers look, and words of danger of its own.',
    output: settings,
  },
  changeTriageSettings: {
    summary: 'Change what is given; the last months are read once more.',
    body: z.object({
      requests: requests.optional(),
      rivals: words.optional(),
      orders: orders.optional(),
      danger: words.optional(),
      /** The version it was changed from; another is refused. */
      version: z.int().optional(),
    }),
    output: settings,
  },
  readAgain: {
    summary: 'Read the history once more, newest first, in the background. What people said stays.',
    status: 202,
    body: z.object({ days: z.int().min(1).max(DAYS_LIMIT).optional() }),
    output: z.object({ progress: again.nullable() }),
  },
  readAgainProgress: {
    summary: 'How far reading the history once more is: the one under way, else the last one.',
    output: z.object({ progress: again.nullable() }),
  },
} satisfies Record<string, Shape>;

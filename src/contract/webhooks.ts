/** Where we tell other programs. What they are told: docs/webhooks.md. */
import { z } from 'zod';
import { nothing, type Shape, shortText } from './shape.ts';
import * as shapes from './shapes.ts';

const url = z.string().trim().min(1).max(2_000);

export const webhooks = {
  listWebhooks: {
    summary: 'Where other programs are told, and whether a mail server is set up.',
    output: z.object({
      rows: z.array(
        z.object({
          id: shapes.uuid,
          name: z.string(),
          url: z.string(),
          /** `failing`: switched off by itself after days in which nothing arrived. */
          state: z.enum(['on', 'off', 'failing']),
          failingSince: shapes.instant.nullable(),
          createdAt: shapes.instant,
          version: z.int(),
        }),
      ),
      mail: z.boolean(),
    }),
  },
  addWebhook: {
    summary: 'A new webhook. Its signing secret is told in this answer and never again.',
    status: 201,
    body: z.object({ name: shortText, url }),
    output: z.object({ id: shapes.uuid, secret: z.string() }),
  },
  changeWebhook: {
    summary: 'Rename a webhook, give it another address, or switch it on or off.',
    body: z.object({
      name: shortText.optional(),
      url: url.optional(),
      isOn: z.boolean().optional(),
      version: z.int().optional(),
    }),
    output: nothing,
  },
  removeWebhook: { summary: 'Tell this program no more.', output: nothing },
  testWebhook: {
    summary: 'Tell it a word to try it out, and say what came back.',
    output: z.object({
      ok: z.boolean(),
      status: z.int().nullable(),
      said: z.string().nullable(),
      tookMs: z.int(),
    }),
  },
  listDeliveries: {
    summary: 'What it was told of late, newest first, and what came of each.',
    output: z.object({
      rows: z.array(
        z.object({
          id: shapes.uuid,
          kind: z.string(),
          at: shapes.instant,
          state: z.enum(['waiting', 'sent', 'failed']),
          attempts: z.int(),
          nextAt: shapes.instant.nullable(),
          status: z.int().nullable(),
          said: z.string().nullable(),
          tookMs: z.int().nullable(),
        }),
      ),
    }),
  },
  retryDelivery: { summary: 'Tell it once more, now.', output: nothing },
} satisfies Record<string, Shape>;

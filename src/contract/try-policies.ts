/** How often promises would have been kept, before anybody is promised anything. */
import { z } from 'zod';
import { POLICIES_PER_BRAND } from '../core/policy.ts';
import { policy } from './policies.ts';
import type { Shape } from './shape.ts';
import * as shapes from './shapes.ts';

const tried = policy
  .pick({ id: true, conditions: true, firstMinutes: true, nextMinutes: true, hours: true })
  .extend({ resolutionMinutes: policy.shape.resolutionMinutes.default(null) });
const behind = z.object({
  id: shapes.uuid,
  conversationId: shapes.uuid,
  name: z.string(),
  openedAt: shapes.instant,
  dueAt: shapes.instant,
  answeredAt: shapes.instant.nullable(),
  kept: z.boolean(),
});

export const tryPolicies = {
  tryPolicies: {
    summary: 'Of the turns of the last 30 days, how many these promises, in this order, would have kept.',
    body: z.object({ policies: z.array(tried).max(POLICIES_PER_BRAND) }),
    output: z.object({
      fromAt: shapes.instant,
      /** The newest; `isCut`: there were more. */
      turns: z.int(),
      isCut: z.boolean(),
      unpromised: z.int(),
      rows: z.array(
        z.object({
          policyId: shapes.uuid,
          applied: z.int(),
          due: z.int(),
          kept: z.int(),
          /** Some of those that came due, the broken ones first. */
          behind: z.array(behind),
          /** The same of whole matters, where it promises their resolution. */
          resolution: z.object({ applied: z.int(), due: z.int(), kept: z.int() }),
        }),
      ),
    }),
  },
} satisfies Record<string, Shape>;

/** Why a conversation went where it went, mirrored from core/because. */
import { z } from 'zod';
import type { Because } from '../core/because.ts';
import { type EscalationDid, WHY_NOTHING } from '../core/escalation.ts';
import { PRESSINGS } from '../core/urgency.ts';
import { uuid } from './shapes.ts';

const others = z.int();
const leftMinutes = z.int().nullable();
const did = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('told'), agentIds: z.array(uuid) }),
  z.object({ kind: z.enum(['handed_back', 'given']), agentId: uuid }),
  z.object({ kind: z.literal('webhook'), name: z.string() }),
  z.object({ kind: z.literal('mail'), to: z.int() }),
  z.object({ kind: z.literal('nothing'), why: z.enum(WHY_NOTHING) }),
  z.object({ kind: z.literal('failed'), said: z.string() }),
]) satisfies z.ZodType<EscalationDid>;
export const because = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('urgent'),
    leftMinutes,
    risk: z.enum(PRESSINGS).nullable(),
    score: z.int().optional(),
  }),
  z.object({ kind: z.literal('continuity'), agentId: uuid }),
  z.object({ kind: z.literal('language'), language: z.string(), others }),
  z.object({ kind: z.literal('network'), network: z.string(), others }),
  z.object({ kind: z.literal('topic'), topic: z.string() }),
  z.object({ kind: z.literal('room'), load: z.int(), capacity: z.int() }),
  z.object({ kind: z.literal('fair'), hardCases: z.int() }),
  z.object({ kind: z.literal('nobodyFits'), language: z.string().nullable(), network: z.string().nullable() }),
  z.object({ kind: z.literal('helpsOut'), teamId: uuid }),
  z.object({ kind: z.literal('onlyOne') }),
  z.object({
    kind: z.literal('escalated'),
    policy: z.object({ id: uuid, name: z.string() }),
    thing: z.enum(['turn', 'resolution']),
    mark: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('warned'), share: z.number() }),
      z.object({ kind: z.literal('breached') }),
      z.object({ kind: z.literal('after'), minutes: z.number() }),
    ]),
    did,
    agentId: uuid.nullable(),
  }),
  z.object({ kind: z.literal('quiet'), agentId: uuid, why: z.enum(['off', 'away', 'claim']), leftMinutes }),
]) satisfies z.ZodType<Because>;

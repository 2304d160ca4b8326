import { firstNameOf, type Values } from '../../../../src/core/saved-reply.ts';
import type { Detail } from '../../../live/detail.ts';
import type { Brand, Me } from '../../../session.ts';
import { shortTime } from '../../../ui/time.ts';

type Here = { detail: Detail; me: Me; brand: Brand; fields: Record<string, string>; language: string; nowMs: number };

/** What is known of the person, of us and of this matter, for the places of a saved reply. */
export function valuesFor({ detail, me, brand, fields, language, nowMs }: Here): Values {
  const { conversation, channel } = detail;
  const { face, turn } = conversation;
  const dueAt = turn?.dueAt ?? null;
  return {
    first_name: face ? firstNameOf(face.name) : null,
    name: face?.name ?? null,
    handle: face?.handle ? `@${face.handle.replace(/^@/, '')}` : null,
    agent: me.name,
    agent_first_name: firstNameOf(me.name),
    brand: brand.name,
    network: channel.networkName,
    answer_by: dueAt ? shortTime(dueAt, conversation.lang ?? language, nowMs) : null,
    fields,
  };
}

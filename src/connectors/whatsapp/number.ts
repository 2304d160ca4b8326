/** The number of the channel, as WhatsApp keeps it. */
import { z } from 'zod';
import { type Context, NetworkFailure } from '../connector.ts';
import { call, idInPath } from '../kit/meta/graph.ts';
import { idSchema } from '../kit/meta/values.ts';
import { type Credentials, graphOf } from './credentials.ts';

const text = z.string().max(1_000).nullish().catch(null);
const numberSchema = z.object({
  id: idSchema,
  display_phone_number: z.string().max(100),
  verified_name: text,
  quality_rating: text,
  /** `PENDING_REVIEW`, `APPROVED`, `DECLINED` …: whether people see the name. */
  name_status: text,
  code_verification_status: text,
  /** How many people may be written to first in a day: `TIER_1K`. */
  messaging_limit_tier: text,
  status: text,
  /** `CLOUD_API`, `ON_PREMISE`, `NOT_APPLICABLE`: anything but the first cannot be spoken for from here. */
  platform_type: text,
});
export type PhoneNumber = z.infer<typeof numberSchema>;

const ALWAYS = 'id,display_phone_number,verified_name,quality_rating';
/** Versions of the API have some of these and not others, and refuse all where one is unknown. */
const MORE = 'name_status,code_verification_status,messaging_limit_tier,status,platform_type';

type Reach = Pick<Context<Credentials>, 'fetch' | 'now' | 'credentials'>;

export async function readNumber(reach: Reach): Promise<PhoneNumber> {
  try {
    return await ask(reach, `${ALWAYS},${MORE}`);
  } catch (error) {
    const isUnknown = error instanceof NetworkFailure && /non-?existing field/i.test(error.said ?? '');
    if (!isUnknown) throw error;
    return ask(reach, ALWAYS);
  }
}

function ask(reach: Reach, fields: string): Promise<PhoneNumber> {
  const { credentials } = reach;
  const what = { path: `/${idInPath(credentials.phoneNumberId)}`, query: { fields }, bucket: 'management' };
  return call(reach, graphOf(credentials), what, numberSchema);
}

/** The ids of all numbers of the account. */
export async function numbersOf(reach: Reach): Promise<string[]> {
  const { credentials } = reach;
  const path = `/${idInPath(credentials.wabaId)}/phone_numbers`;
  const what = { path, query: { fields: 'id', limit: '100' }, bucket: 'management' };
  const list = z.object({ data: z.array(z.object({ id: idSchema })) });
  return (await call(reach, graphOf(credentials), what, list)).data.map(({ id }) => id);
}

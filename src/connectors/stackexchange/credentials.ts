/** Which site a channel listens to, and how much of it. */
import { z } from 'zod';
import type { Context } from '../connector.ts';
import { ownNamesField } from '../kit/own-names.ts';

export const TAGS_LIMIT = 20;
/** Each costs a request a round. */
export const WORDS_LIMIT = 5;

export const credentialsSchema = z.object({
  site: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .regex(/^(https?:\/\/)?[\w.-]+\/?$/, 'Write it as coffee.stackexchange.com')
    .meta({ title: 'Site', help: 'stackoverflow.com, or another one of the network: coffee.stackexchange.com' }),
  tags: z.string().trim().max(500).optional().meta({
    title: 'Tags',
    help: 'Apart by commas. Questions with one of these tags are heard, with their answers and comments.',
  }),
  words: z.string().trim().max(500).optional().meta({
    title: 'Words to search for',
    help: 'Apart by commas, five at most. Questions and answers that hold one of them are heard. Leave tags and words empty to hear the whole site.',
  }),
  names: ownNamesField('this site'),
  key: z
    .string()
    .trim()
    .max(200)
    .optional()
    .meta({
      title: 'Key',
      help: 'From stackapps.com, free: 10,000 requests a day instead of 300, so that a round takes a minute instead of a quarter of an hour.',
      secret: true,
      ways: ['token'],
    }),
  /** Elsewhere than the real one: for tests. */
  api: z
    .url({ protocol: /^https?$/ })
    .optional()
    .meta({ hidden: true }),
});

export type Credentials = z.infer<typeof credentialsSchema>;
export type StackContext = Context<Credentials>;

const HOSTS: Record<string, string> = {
  stackoverflow: 'stackoverflow.com',
  serverfault: 'serverfault.com',
  superuser: 'superuser.com',
  askubuntu: 'askubuntu.com',
  stackapps: 'stackapps.com',
  mathoverflow: 'mathoverflow.net',
  meta: 'meta.stackexchange.com',
};

/** Where people read it; short names are what the API calls its sites. */
export function hostOf({ site }: Pick<Credentials, 'site'>): string {
  const bare = site
    .replace(/^https?:\/\//, '')
    .replace(/\/$/, '')
    .toLowerCase();
  return bare.includes('.') ? bare : (HOSTS[bare] ?? `${bare}.stackexchange.com`);
}

export function listed(field: string | undefined, most: number): string[] {
  const all = (field ?? '').split(/[,;\n]+/).map(one => one.trim());
  return [...new Set(all)].filter(one => one !== '').slice(0, most);
}

/** Whether Meta calls us. It stops after failures, so that it is looked at every few minutes and set right where it is wrong. */
import { z } from 'zod';
import { type CallPlace, type Context, NetworkFailure } from '../../connector.ts';
import { does, type GraphAt, idInPath, listPages } from './graph.ts';
import { appToken } from './oauth.ts';
import { idSchema } from './values.ts';

/** What of an app is told to us (`object` and its fields), and of which account. */
export type Subscription = {
  /** `page`, `instagram`, `permissions` … */
  object: string;
  fields: readonly string[];
  app: { clientId: string; clientSecret: string };
  /** The account whose events are wanted: its id as it stands in paths, and what of it. Null where the app's own subscription is all there is. */
  account: { id: string; fields: readonly string[] } | null;
};
type Reach = Pick<Context<unknown>, 'fetch' | 'now' | 'callAt'>;
type Kept = { kind: 'stands' } | { kind: 'begun'; why: string };

const SUBSCRIPTION_PAGES = 5;
const TOLD_LESS = 'The app told us less than we ask for.';
const fieldSchema = z.union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)]);
const standingSchema = z.object({
  object: z.string(),
  callback_url: z.string().nullish(),
  active: z.union([z.boolean(), z.stringbool()]).nullish().catch(null),
  fields: z.array(fieldSchema).nullish().catch(null),
});
const subscribedSchema = z.object({
  id: idSchema.nullish().catch(null),
  subscribed_fields: z.array(fieldSchema).nullish().catch(null),
});

/** Looks at both halves, the app's and the account's, and sets right what is wrong. @param at with the account's token */
export async function keepSubscribed(reach: Reach, at: GraphAt, what: Subscription): Promise<Kept> {
  if (reach.callAt === null) return { kind: 'stands' };
  const whys = [
    await keepApp(reach, reach.callAt, asApp(at, what), what),
    what.account === null ? null : await keepAccount(reach, at, what.app.clientId, what.account),
  ].filter(why => why !== null);
  return whys.length === 0 ? { kind: 'stands' } : { kind: 'begun', why: whys.join(' ') };
}

/** Ends what is told of this account, and the app's own subscription where it leads to this very channel: the next of its channels takes it over. */
export async function endSubscription(reach: Reach, at: GraphAt, what: Subscription): Promise<void> {
  if (what.account !== null) {
    const path = `/${idInPath(what.account.id)}/subscribed_apps`;
    await does(reach, at, { path, method: 'DELETE', harmless: true });
  }
  const asked = asApp(at, what);
  const standing = await appStanding(reach, asked, what);
  if (reach.callAt === null || standing?.callback_url !== reach.callAt.url) return;
  const query = { object: what.object };
  await does(reach, asked, { path: subscriptionsOf(what), method: 'DELETE', query, harmless: true });
}

async function keepApp(reach: Reach, place: CallPlace, at: GraphAt, what: Subscription): Promise<string | null> {
  const standing = await appStanding(reach, at, what);
  const why = whyNot(standing, place, what.fields);
  if (why === null) return null;
  const form = {
    object: what.object,
    callback_url: place.url,
    verify_token: place.secret,
    // What others of this app asked for stays.
    fields: [...new Set([...what.fields, ...(standing?.fields ?? [])])].join(','),
    include_values: 'true',
  };
  await does(reach, at, { path: subscriptionsOf(what), method: 'POST', form, harmless: true });
  if (why !== TOLD_LESS) return why;
  return gained(standing?.fields, (await appStanding(reach, at, what))?.fields) ? why : null;
}

/** A field that Meta does not list even after it was asked for is not missing for having stopped. */
function gained(before: readonly string[] | null | undefined, after: readonly string[] | null | undefined): boolean {
  return (after ?? []).some(field => !before?.includes(field));
}

/** An app calls one address for all its accounts: that of a channel beside this one is as good as our own. */
function whyNot(
  standing: z.infer<typeof standingSchema> | null,
  place: CallPlace,
  fields: readonly string[],
): string | null {
  if (standing === null) return 'The app told us nothing.';
  if (!isOurs(standing.callback_url ?? '', place.url)) return 'The app called another address.';
  if (standing.active === false) return 'Meta had stopped calling.';
  const told = new Set(standing.fields ?? []);
  return fields.every(field => told.has(field)) ? null : TOLD_LESS;
}

function isOurs(address: string, own: string): boolean {
  if (!URL.canParse(address)) return false;
  const [their, our] = [new URL(address), new URL(own)];
  // /hooks/{brand}/{channel}: all but the last two parts are the same for every channel here.
  const home = our.pathname.split('/').slice(0, -2).join('/');
  return their.origin === our.origin && their.pathname.startsWith(`${home}/`);
}

/** The account's half alone. @param appId null where the token shows its own app alone; @returns why it had to be set right */
export async function keepAccount(
  reach: Pick<Reach, 'fetch' | 'now'>,
  at: GraphAt,
  appId: string | null,
  account: { id: string; fields: readonly string[] },
): Promise<string | null> {
  const path = `/${idInPath(account.id)}/subscribed_apps`;
  const told = await toldOf(reach, at, path, appId);
  if (told !== null && account.fields.every(field => told.includes(field))) return null;
  const form = { subscribed_fields: [...new Set([...account.fields, ...(told ?? [])])].join(',') };
  await does(reach, at, { path, method: 'POST', form, harmless: true });
  if (told === null) return 'The app was not told of this account.';
  return gained(told, await toldOf(reach, at, path, appId)) ? 'The app was told only part of this account.' : null;
}

/** The fields an app is told of an account; null where it is told nothing. */
async function toldOf(
  reach: Pick<Reach, 'fetch' | 'now'>,
  at: GraphAt,
  path: string,
  appId: string | null,
): Promise<string[] | null> {
  let told: string[] | null = null;
  for await (const { entries } of listPages(reach, at, { path }, SUBSCRIPTION_PAGES))
    for (const entry of entries) {
      const read = subscribedSchema.safeParse(entry);
      if (read.success && (appId === null || read.data.id === appId)) told = read.data.subscribed_fields ?? [];
    }
  return told;
}

async function appStanding(reach: Reach, at: GraphAt, what: Subscription) {
  for await (const { entries } of listPages(reach, at, { path: subscriptionsOf(what) }, SUBSCRIPTION_PAGES))
    for (const entry of entries) {
      const read = standingSchema.safeParse(entry);
      if (read.success && read.data.object === what.object) return read.data;
    }
  return null;
}

function subscriptionsOf({ app }: Subscription): string {
  return `/${idInPath(app.clientId)}/subscriptions`;
}

/** As the app itself: its token is its id and its secret. Apps that ask for proofs ask for one of this token as well. */
function asApp(at: GraphAt, { app }: Subscription): GraphAt {
  if (app.clientId === '' || app.clientSecret === '')
    throw new NetworkFailure('refuse', 'The id and the secret of the app are missing.');
  return { ...at, token: appToken(app), appSecret: app.clientSecret };
}

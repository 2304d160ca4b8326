/** Connecting by signing in at the network's own page: begun here, finished by the same person when the network sends them back. */
import { createHash, randomBytes } from 'node:crypto';
import type { Connector, OpenContext, WayIn } from '../connectors/connector.ts';
import { Refusal } from '../core/refusal.ts';
import { findChannel, sealedOf } from '../store/channels.ts';
import { type Connecting, keepConnecting, takeConnecting } from '../store/connecting.ts';
import {
  type AccountNeeds,
  askedInTime,
  checkAccount,
  inboxFor,
  keepAccount,
  mendAccount,
  notFitting,
  type Proven,
  wasLeft,
} from './connect-account.ts';
import { giveBackUnused } from './connect-leave.ts';
import { connectPicked, type Offer, offerPick, type Picked } from './connect-pick.ts';
import { type CredentialField, fieldsOf, fieldsWrongIn, redirectUrlOf } from './networks.ts';
import { notFound, permit, type Who } from './permit.ts';
import { CannotUnseal } from './seal.ts';

export type ConnectNeeds = AccountNeeds & {
  openContext: OpenContext;
  /** Where people reach the desk, without a slash at the end: networks send them back there. */
  publicUrl: string;
};

export type Form = Record<string, string>;
export type Wish = { network: string; name?: string; inboxId?: string; form: Form };
/** `isNew`: false where a channel that was here before goes on. */
export type Connected = { channelId: string; isNew: boolean };
/** `pick`: the sign-in opens several accounts, and the person says which of them become channels. */
export type Finished = Connected | { pick: Offer };
type Begun = { keep: unknown; form: Form; name?: string; inboxId?: string };

/** How long a person may take at the network's page, a second factor and a forgotten password included. */
export const CONNECTING_MINUTES = 15;
/** Sign-ins of one person that may be under way at once. */
const CONNECTING_LIMIT = 20;
const STATE_BYTES = 32;
/** `{brand}.{random}`: the desk reads off the first part which brand it comes back to. */
const STATE = /^\d{1,9}\.[\w-]{43}$/;
const FIRST_WORDS_SAY_NO = new Set(['access_denied', 'user_cancelled_login', 'user_cancelled_authorize']);

export type Connect = ReturnType<typeof makeConnect>;

export function makeConnect(needs: ConnectNeeds) {
  return {
    begin: (who: Who, session: string, wish: Wish) => begin(needs, who, session, wish),
    beginAgain: (who: Who, session: string, id: string, form: Form) => beginAgain(needs, who, session, id, form),
    finish: (who: Who, session: string, answer: string) => finish(needs, who, session, answer),
    pick: (who: Who, session: string, pick: Picked) => connectPicked(needs, who, session, pick),
    mend: (who: Who, id: string, filledIn: Record<string, unknown>) => mend(needs, who, id, filledIn),
    form: (who: Who, id: string) => readForm(needs, who, id),
    document: (network: string, path: string) => documentAt(needs, network, path),
  };
}

/** @returns the page of the network where the person goes on */
async function begin(needs: ConnectNeeds, who: Who, session: string, wish: Wish): Promise<{ url: string }> {
  permit(who, 'own');
  const inboxId = await inboxFor(needs, who, wish.inboxId);
  const { network, form, name } = wish;
  return setOut(needs, who, session, network, null, { form, inboxId, ...(name === undefined ? {} : { name }) });
}

/** The same for a channel that is there and whose sign-in has run out. */
async function beginAgain(needs: ConnectNeeds, who: Who, session: string, id: string, form: Form) {
  const { channel, filledIn, credentials } = await channelToMend(needs, who, id);
  const typed = Object.fromEntries(Object.entries(form).filter(([, value]) => value !== ''));
  const secrets = signInSecrets(connectorOf(needs, channel.network), credentials);
  return setOut(needs, who, session, channel.network, id, { form: { ...filledIn, ...secrets, ...typed } });
}

async function setOut(
  needs: ConnectNeeds,
  who: Who,
  session: string,
  network: string,
  channelId: string | null,
  wish: Omit<Begun, 'keep'>,
): Promise<{ url: string }> {
  const connector = connectorOf(needs, network);
  const { begin: go, hindrance } = connector.connect;
  if (go === undefined)
    throw new Refusal('not_valid', `${connector.name} has no sign-in page. Fill in the form instead.`);
  const redirectUrl = redirectUrlOf(needs.publicUrl, network);
  const why = hindrance?.(redirectUrl) ?? null;
  if (why !== null) throw new Refusal('channel_not_ready', why);
  const form = formOf(connector, wish.form);
  const state = `${who.brandId}.${randomBytes(STATE_BYTES).toString('base64url')}`;
  const { url, keep } = await askedInTime(needs, who, connector, {}, undefined, reach =>
    go(redirectUrl, state, form, reach),
  );
  if (!/^https?:$/.test(URL.parse(url)?.protocol ?? '')) {
    throw new Refusal('channel_not_ready', `Not connected. ${connector.name} named a sign-in page that is none.`);
  }
  const id = hashOf(state);
  const now = needs.now();
  const sealed = needs.seal.seal({ ...wish, form, keep } satisfies Begun, sealedFor(who.brandId, id));
  const expiresAt = new Date(now.getTime() + CONNECTING_MINUTES * 60_000);
  const row = { brandId: who.brandId, id, agentId: who.agentId, session, network, channelId, sealed, expiresAt };
  await needs.db.transaction().execute(tx => keepConnecting(tx, row, { now, most: CONNECTING_LIMIT }));
  return { url };
}

/**
 * The network sent the person back. Good once, for whoever began it, within the time.
 * @param answer the query of the address they came back to
 */
async function finish(needs: ConnectNeeds, who: Who, session: string, answer: string): Promise<Finished> {
  permit(who, 'lead');
  const query = new URLSearchParams(answer);
  const attempt = await taken(needs, who, session, query.get('state') ?? '');
  const connector = connectorOf(needs, attempt.row.network);
  const { network, channelId } = attempt.row;
  const { form, name } = attempt.begun;
  try {
    const { besides = [], ...first } = await provenBy(needs, who, connector, query, attempt.begun.keep);
    const opens: [Proven, ...Proven[]] = [first, ...besides];
    if (channelId === null && besides.length > 0) {
      const wish = { name, inboxId: attempt.begun.inboxId };
      return { pick: await offerPick(needs, who, session, connector, opens, wish) };
    }
    const proven = channelId === null ? first : await theSame(needs, who, channelId, opens);
    return await keepProven(needs, who, connector, proven, attempt);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    // What was typed comes back with the reason, so that nobody begins from nothing.
    throw new Refusal(error.code, error.message, {
      ...error.details,
      begun: { network, channelId, form: openPart(fieldsOf(connector.credentials), form), name: name ?? null },
    });
  }
}

/** Of several accounts the one the channel speaks for; where it is not among them, the first says so. */
async function theSame(
  needs: ConnectNeeds,
  who: Who,
  channelId: string,
  opens: [Proven, ...Proven[]],
): Promise<Proven> {
  const channel = await findChannel(needs.db, who.brandId, channelId);
  return opens.find(({ account }) => account.remoteId === channel?.account.remoteId) ?? opens[0];
}

async function taken(needs: ConnectNeeds, { brandId, agentId }: Who, session: string, state: string): Promise<Attempt> {
  const id = hashOf(state);
  const row = STATE.test(state) ? await takeConnecting(needs.db, { brandId, id, agentId, session }, needs.now()) : null;
  if (row === null) {
    throw new Refusal(
      'too_late',
      `This sign-in is not good any more: it was used already, took longer than ${CONNECTING_MINUTES} minutes, or was begun by somebody else or before you signed in here. Nothing was changed. Begin again.`,
    );
  }
  return { row, begun: opened(needs, row) };
}

function opened(needs: ConnectNeeds, row: Connecting): Begun {
  try {
    return needs.seal.unseal(row.sealed, sealedFor(row.brandId, row.id)) as Begun;
  } catch (error) {
    if (!(error instanceof CannotUnseal)) throw error;
    throw new Refusal('too_late', 'Heed has another secret key since you left. Nothing was changed. Begin again.');
  }
}

async function provenBy(
  needs: ConnectNeeds,
  who: Who,
  connector: Connector,
  answer: URLSearchParams,
  keep: unknown,
): Promise<Proven & { besides?: Proven[] }> {
  if (FIRST_WORDS_SAY_NO.has(answer.get('error') ?? '')) {
    throw new Refusal(
      'needs_a_choice',
      `You did not agree at ${connector.name}, so nothing was changed. Begin again whenever you like.`,
    );
  }
  const { finish: end } = connector.connect;
  if (end === undefined) throw new Refusal('not_valid', `${connector.name} has no sign-in page.`);
  return askedInTime(needs, who, connector, {}, undefined, reach => end(answer, keep, reach));
}

type Attempt = { row: Connecting; begun: Begun };

/** What was agreed to becomes a channel, or is given back. */
async function keepProven(
  needs: ConnectNeeds,
  who: Who,
  connector: Connector,
  proven: Proven,
  { row: { channelId }, begun }: Attempt,
): Promise<Connected> {
  try {
    if (channelId === null) return await keepNew(needs, who, connector, proven, begun);
    await mendAccount(needs, who, channelId, proven);
    return { channelId, isNew: false };
  } catch (error) {
    if (error instanceof Refusal) await giveBackUnused(needs, connector, proven);
    throw error;
  }
}

async function keepNew(
  needs: ConnectNeeds,
  who: Who,
  connector: Connector,
  proven: Proven,
  { name, inboxId }: Begun,
): Promise<Connected> {
  permit(who, 'own');
  const wish = { name, inboxId: await inboxFor(needs, who, inboxId) };
  return { channelId: await keepAccount(needs, who, connector, proven, wish), isNew: true };
}

/** New secrets typed in for a channel that is there; what is left empty stays as it was. */
async function mend(needs: ConnectNeeds, who: Who, id: string, typed: Record<string, unknown>): Promise<void> {
  const { channel, filledIn } = await channelToMend(needs, who, id);
  const connector = connectorOf(needs, channel.network);
  await mendAccount(needs, who, id, await checkAccount(needs, who, connector, { ...filledIn, ...typed }));
}

/** The form as it was filled in, without its secrets, and by which way the person came in then. */
async function readForm(
  needs: ConnectNeeds,
  who: Who,
  id: string,
): Promise<{ network: string; way: WayIn | null; values: Form }> {
  const { channel, filledIn, credentials } = await channelToMend(needs, who, id);
  return { network: channel.network, way: wayOf(connectorOf(needs, channel.network), credentials), values: filledIn };
}

/** Null where the secrets cannot be read any more. */
function wayOf(connector: Connector, credentials: unknown): WayIn | null {
  if (typeof credentials !== 'object' || credentials === null) return null;
  if (connector.connect.wayOf !== undefined) return connector.connect.wayOf(credentials);
  const secrets = fieldsOf(connector.credentials).filter(({ secret }) => secret);
  return secrets.some(({ name }) => name in credentials) ? 'token' : 'signIn';
}

async function channelToMend(needs: ConnectNeeds, who: Who, id: string) {
  permit(who, 'lead');
  const channel = await findChannel(needs.db, who.brandId, id);
  if (channel === null) throw notFound('channel');
  if (channel.state === 'left') throw wasLeft();
  const fields = fieldsOf(connectorOf(needs, channel.network).credentials);
  const credentials = await unsealed(needs, who.brandId, id);
  return { channel, credentials, filledIn: openPart(fields, credentials) };
}

/** A key that no longer fits is one of the reasons to sign in again. */
async function unsealed(needs: ConnectNeeds, brandId: number, channelId: string): Promise<unknown> {
  const sealed = await sealedOf(needs.db, brandId, channelId);
  try {
    return sealed && needs.seal.unseal(sealed, { brandId, channelId });
  } catch (error) {
    if (error instanceof CannotUnseal) return null;
    throw error;
  }
}

/** Secrets never come back, not even inside an address. */
function openPart(fields: readonly CredentialField[], credentials: unknown): Form {
  const kept = Object.entries(typeof credentials === 'object' && credentials !== null ? credentials : {});
  const open = new Set(fields.filter(({ secret }) => !secret).map(({ name }) => name));
  return Object.fromEntries(
    kept.flatMap(([name, value]) => {
      const isPlain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
      return open.has(name) && isPlain && !URL.parse(String(value))?.password ? [[name, String(value)]] : [];
    }),
  );
}

/** Secrets that signing in takes (that of the company's own app), as they were kept: nobody types them again. */
function signInSecrets(connector: Connector, credentials: unknown): Form {
  const kept: Record<string, unknown> = Object(credentials);
  const wanted = fieldsOf(connector.credentials).filter(({ secret, ways }) => secret && ways.includes('signIn'));
  return Object.fromEntries(
    wanted.flatMap(({ name }) => {
      const value = kept[name];
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );
}

/** Only what a person may fill in before signing in elsewhere; of secrets those alone that are asked for by that very way. */
function formOf(connector: Connector, filledIn: Form): Form {
  const open = fieldsOf(connector.credentials).filter(
    ({ secret, ways }) => ways.includes('signIn') || (!secret && ways.length === 0),
  );
  const form = Object.fromEntries(
    open.flatMap(({ name }) => (filledIn[name]?.trim() ? [[name, filledIn[name].trim()]] : [])),
  );
  const wrong = fieldsWrongIn(connector.credentials, open, form);
  if (wrong.length > 0) throw notFitting(connector, wrong);
  return form;
}

function connectorOf(needs: ConnectNeeds, network: string): Connector {
  const connector = needs.connectors.get(network);
  if (connector === undefined) throw new Refusal('not_valid', 'Heed has no connector for this network.');
  return connector;
}

/** What a network reads to know who asks. Null: there is no such page. */
function documentAt(needs: ConnectNeeds, network: string, path: string): unknown {
  const document =
    needs.connectors.get(network)?.connect.clientDocument?.(redirectUrlOf(needs.publicUrl, network)) ?? null;
  return document !== null && new URL(document.url).pathname === path ? document.body : null;
}

function hashOf(state: string): Buffer {
  return createHash('sha256').update(state).digest();
}

function sealedFor(brandId: number, id: Buffer) {
  return { brandId, channelId: `connecting ${id.toString('hex')}` };
}

/** From filled-in credentials to an account on the network, and from there to a channel: a new one, or one that was here before. */
import { type CheckContext, type Connector, NetworkFailure, type OpenCheck } from '../connectors/connector.ts';
import type { MakeId } from '../core/id.ts';
import type { Person } from '../core/post.ts';
import { Refusal } from '../core/refusal.ts';
import { findBrand } from '../store/brands.ts';
import * as store from '../store/channels.ts';
import type { Db } from '../store/db.ts';
import { fieldsOf } from './networks.ts';
import { clipped } from './outside-words.ts';
import { notFound, permitInbox, type Who } from './permit.ts';
import type { Seal } from './seal.ts';
import { tellChanged } from './tell-changed.ts';

export type AccountNeeds = {
  db: Db;
  connectors: ReadonlyMap<string, Connector>;
  openCheck: OpenCheck;
  seal: Seal;
  makeId: MakeId;
  now: () => Date;
};

/** What a network agreed to: whose account it is, and what opens it. */
export type Proven = { account: Person; credentials: unknown };
type Field = { path: string; says: string };

/** Longest wait for a network to say whether credentials work. */
export const CHECK_TIMEOUT_MS = 20_000;
const NAME_LIMIT = 120;

/** Credentials as a person filled them in, proven against the network. */
export async function checkAccount(
  needs: AccountNeeds,
  who: Who,
  connector: Connector,
  filledIn: Record<string, unknown>,
): Promise<Proven> {
  const parsed = connector.credentials.safeParse(filledIn);
  if (!parsed.success) throw notFitting(connector, fieldsIn(parsed.error.issues));
  const secret = fieldsOf(connector.credentials).find(
    ({ name, secret: hides }) => hides && filledIn[name] !== undefined,
  );
  return askedInTime(needs, who, connector, parsed.data, secret?.name, context => connector.connect.check(context));
}

/**
 * Asks the network within a time, and says in a form's words what it said. @param secretField where a sign-in that was
 * not taken is pointed out, unless the network names another field
 */
export async function askedInTime<T>(
  needs: AccountNeeds,
  who: Who,
  connector: Connector,
  credentials: unknown,
  secretField: string | undefined,
  ask: (context: CheckContext<unknown>) => Promise<T>,
): Promise<T> {
  const signal = AbortSignal.timeout(CHECK_TIMEOUT_MS);
  const brandName = (await findBrand(needs.db, who.brandId))?.name ?? '';
  try {
    return await orAborted(ask(needs.openCheck({ network: connector.id, credentials, brandName, signal })), signal);
  } catch (error) {
    if (error instanceof NetworkFailure) throw notConnected(connector, error, secretField);
    if (!signal.aborted) throw error;
    throw new Refusal(
      'channel_not_ready',
      `Not connected. ${connector.name} did not answer in time. Look whether the address is right, and try again.`,
    );
  }
}

function notConnected(connector: Connector, failure: NetworkFailure, secretField: string | undefined): Refusal {
  const words = clipped(failure.said ?? failure.message);
  const said = /[.!?…]$/.test(words) ? words : `${words}.`;
  const path = failure.field ?? (failure.next === 'reauthorise' ? secretField : undefined);
  const fields = path === undefined ? {} : { fields: [{ path, says: said }] };
  return new Refusal('channel_not_ready', `Not connected. ${connector.name} said: ${said}${adviceOn(failure)}`, fields);
}

function adviceOn({ next, afterSeconds }: NetworkFailure): string {
  if (next === 'retry' || next === 'unsure')
    return afterSeconds === null ? ' Try again in a moment.' : ` Try again in ${Math.ceil(afterSeconds / 60)} min.`;
  return next === 'reauthorise' ? ' Check what you filled in, or make a new one there.' : '';
}

export function notFitting(connector: Connector, fields: Field[]): Refusal {
  const words = fields.map(({ path, says }) => (path === '' ? says : `${path}: ${says}`)).join('; ');
  return new Refusal('not_valid', `${connector.name} needs other credentials: ${words}`, { fields });
}

export function fieldsIn(issues: readonly { path: readonly PropertyKey[]; message: string }[]): Field[] {
  return issues.map(({ path, message }) => ({ path: path.map(String).join('.'), says: message }));
}

/** A connector that does not mind its signal must not keep the person waiting. */
export function orAborted<T>(deed: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  return Promise.race([deed, aborted]);
}

export async function inboxFor({ db }: Pick<AccountNeeds, 'db'>, who: Who, wish: string | undefined): Promise<string> {
  const inboxId = wish ?? (await store.firstInbox(db, who.brandId));
  if (inboxId === null) throw new Refusal('not_valid', 'This brand has no inbox yet. Make one first.');
  permitInbox(who, inboxId);
  if (!(await store.inboxExists(db, who.brandId, inboxId))) throw notFound('inbox');
  return inboxId;
}

/** An account that was here before goes on where it stopped, with its history. @returns the channel's id */
export function keepAccount(
  needs: AccountNeeds,
  who: Who,
  connector: Connector,
  { account, credentials }: Proven,
  wish: { name: string | undefined; inboxId: string },
): Promise<string> {
  return needs.db.transaction().execute(async tx => {
    await store.lockBrandChannels(tx, who.brandId);
    const known = await store.findByAccount(tx, who.brandId, connector.id, account.remoteId);
    if (known && (known.state === 'active' || known.state === 'paused')) throw alreadyConnected(known);
    const channelId = known?.id ?? needs.makeId();
    const others = (await store.listChannels(tx, who.brandId)).filter(
      ({ id, state }) => id !== channelId && state !== 'left',
    );
    const row = {
      brandId: who.brandId,
      id: channelId,
      inboxId: wish.inboxId,
      network: connector.id,
      name: nameApart(wish.name ?? connector.name, account, new Set(others.map(({ name }) => name.toLowerCase()))),
      account,
      sealed: needs.seal.seal(credentials, { brandId: who.brandId, channelId }),
    };
    await (known ? store.reviveChannel(tx, row) : store.insertChannel(tx, row));
    await tellChanged(tx, needs.now(), { ...row, actorId: who.agentId, state: 'active', said: null });
    return channelId;
  });
}

/** New secrets for a channel that stays what it is: same account, same history, heard on from where it stopped. */
export async function mendAccount(
  needs: AccountNeeds,
  who: Who,
  id: string,
  { account, credentials }: Proven,
): Promise<void> {
  await needs.db.transaction().execute(async tx => {
    await store.lockBrandChannels(tx, who.brandId);
    const row = await store.findChannel(tx, who.brandId, id);
    if (row === null) throw notFound('channel');
    if (row.state === 'left') throw wasLeft();
    if (row.account.remoteId !== account.remoteId) throw otherAccount(row, account);
    const sealed = needs.seal.seal(credentials, { brandId: who.brandId, channelId: id });
    await store.mendChannel(tx, { ...row, account, sealed });
    const state = row.state === 'paused' ? 'paused' : 'active';
    await tellChanged(tx, needs.now(), { ...row, actorId: who.agentId, state, said: null });
  });
}

export function wasLeft(): Refusal {
  return new Refusal('channel_not_ready', 'This channel was left. Connect the account again to go on.');
}

function alreadyConnected(known: store.ChannelRow): Refusal {
  return new Refusal('already_exists', `This account is connected already, as “${known.name}”.`, {
    channelId: known.id,
  });
}

function otherAccount({ account: ours }: store.ChannelRow, theirs: Person): Refusal {
  const [is, was] = [calledOf(theirs), calledOf(ours)];
  return new Refusal(
    'needs_a_choice',
    `You signed in as ${is}, but this channel speaks for ${was}. Sign in as ${was}, or connect ${is} as a channel of its own.`,
  );
}

function calledOf({ handle, name, remoteId }: Person): string {
  return handle ?? name ?? remoteId;
}

/** Two channels of a brand never bear the same name: the account's handle stands beside the second. */
export function nameApart(wish: string, account: Person, taken: ReadonlySet<string>): string {
  const names = [wish, `${wish} · ${calledOf(account)}`];
  for (let n = 2; n <= taken.size + 2; n++) names.push(`${wish} ${n}`);
  const name = names.find(one => one.length <= NAME_LIMIT && !taken.has(one.toLowerCase()));
  return (name ?? wish).slice(0, NAME_LIMIT);
}

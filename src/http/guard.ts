/** Who may come in: asked before any handler runs, from the permission each endpoint names in the contract. */
import { type EndpointName, paths } from '../contract/paths.ts';
import { mayDo } from '../core/permission.ts';
import { Refusal } from '../core/refusal.ts';
import type { People } from '../services/people.ts';
import { notFound, type Who } from '../services/permit.ts';
import type { SignedIn, SignIn } from '../services/sign-in.ts';
import { WireProblem } from './problem.ts';

export type Admitted = { signedIn: SignedIn | null; who: Who | null };

/**
 * Sign-in first, then the brand, then the role. A stranger to a brand is told what everybody is told of a brand that does
 * not exist. @param brand the path's `{brand}`, where it has one
 */
export async function admit(
  name: EndpointName,
  headers: Headers,
  brand: string | undefined,
  { signIn, people }: { signIn: SignIn; people: People },
): Promise<Admitted> {
  const { permission } = paths[name];
  if (permission === 'anyone') return { signedIn: null, who: null };
  const signedIn = await signIn.identify(headers);
  if (signedIn === null) throw new Refusal('sign_in_first', 'Please sign in.');
  if (brand === undefined) return { signedIn, who: null };
  const isName = /^[a-z0-9-]{1,63}$/.test(brand);
  const standing = isName ? await people.standing(signedIn, /^\d{1,9}$/.test(brand) ? Number(brand) : brand) : null;
  if (standing === null) throw notFound('brand');
  const who: Who = { agentId: signedIn.agentId, brandId: standing.brand.id, reach: standing.reach };
  if (!mayDo(who.reach.role, permission)) {
    throw new Refusal(
      'not_allowed',
      `Your role here (${who.reach.role}) does not include this. Ask an owner of the brand.`,
    );
  }
  return { signedIn, who };
}

/** Every id of ours is letters, digits and dashes; what is not, cannot exist. */
export function pathId(id: string | undefined): string | undefined {
  if (id !== undefined && !/^[\w-]{1,100}$/.test(id)) throw notFound('thing');
  return id;
}

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Another site's page must not act with our cookies. Browsers say on every unsafe request where it comes from; callers that
 * are not browsers say nothing and carry no cookies they did not mean to. @param publicUrl where people reach the desk
 */
export function refuseForeignPages(request: Request, publicUrl: string): void {
  if (SAFE_METHODS.has(request.method) || request.headers.has('authorization')) return;
  const origin = request.headers.get('origin');
  const isOurs =
    origin === null || origin === new URL(publicUrl).origin || hostOf(origin) === request.headers.get('host');
  const site = request.headers.get('sec-fetch-site');
  if (isOurs && (site === null || site === 'same-origin' || site === 'none')) return;
  throw new WireProblem('foreign_page', 'This came from a page of another site, so nothing was done.');
}

/**
 * A Heed that listens on this machine only must be called by a name of this machine: else any web page could point a name
 * of its own at 127.0.0.1 and read what stands here. @param hosts null: any
 */
export function refuseForeignHosts(request: Request, hosts: ReadonlySet<string> | null): void {
  if (hosts === null) return;
  const name = (request.headers.get('host') ?? '').replace(/:\d+$/, '').toLowerCase();
  if (hosts.has(name) || name.endsWith('.localhost')) return;
  throw new WireProblem(
    'foreign_page',
    'Heed does not go by this name. If it should, set HEED_PUBLIC_URL to the address people use.',
  );
}

/** The names a Heed bound to `host` answers to; null for one that is open to other machines. @param urls where it is reached from outside */
export function hostsFor(host: string, urls: readonly string[]): ReadonlySet<string> | null {
  const isOpen = !['127.0.0.1', '::1', 'localhost'].includes(host);
  return isOpen ? null : new Set(['127.0.0.1', '[::1]', 'localhost', ...urls.map(url => new URL(url).hostname)]);
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}

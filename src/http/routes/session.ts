import { neighbourhoodOf } from '../caller.ts';
import type { Routes } from '../endpoint.ts';
import type { Services } from '../services.ts';

/** Coming in and going out: the one-time link, signing in, signing out. */
export function sessionRoutes(
  { welcome, signIn }: Pick<Services, 'welcome' | 'signIn'>,
  version: string,
): Routes<'welcome' | 'becomeOwner' | 'signIn' | 'signOut'> {
  return {
    welcome: async ({ query }) => ({ ...(await welcome.look(query.token)), version }),
    async becomeOwner({ body, caller, setCookies }) {
      const { token, ...owner } = body;
      const { brand } = await welcome.becomeOwner(token, owner);
      const attempt = { email: owner.email, password: owner.password, remember: true };
      setCookies.push(...(await signIn.signIn(attempt, neighbourhoodOf(caller.remoteAddress))));
      return { brand: { ...brand, role: 'owner' } };
    },
    async signIn({ body, caller, setCookies }) {
      setCookies.push(...(await signIn.signIn(body, neighbourhoodOf(caller.remoteAddress))));
      return {};
    },
    async signOut({ headers, setCookies }) {
      setCookies.push(...(await signIn.signOut(headers)));
      return {};
    },
  };
}

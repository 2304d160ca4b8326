import type { Routes } from '../endpoint.ts';
import type { Services } from '../services.ts';

/** About oneself: name, password, tokens. */
export function meRoutes({
  people,
  signIn,
  tokens,
}: Pick<Services, 'people' | 'signIn' | 'tokens'>): Routes<
  'me' | 'changeMe' | 'changePassword' | 'listTokens' | 'makeToken' | 'revokeToken'
> {
  return {
    async me({ self }) {
      const { standings, ...me } = await people.me(self);
      return { ...me, brands: standings.map(({ brand, reach }) => ({ ...brand, role: reach.role })) };
    },
    async changeMe({ self, body }) {
      await people.changeMe(self, body);
      return {};
    },
    async changePassword({ self, key, body }) {
      await signIn.changePassword(self, key.kind === 'session' ? key.id : null, body);
      return {};
    },
    async listTokens({ self }) {
      const rows = await tokens.list(self);
      return {
        rows: rows.map(({ createdAt, lastUsedAt, ...row }) => ({
          ...row,
          createdAt: createdAt.toISOString(),
          lastUsedAt: lastUsedAt?.toISOString() ?? null,
        })),
      };
    },
    makeToken: ({ self, body }) => tokens.make(self, body.name),
    async revokeToken({ self, id }) {
      await tokens.revoke(self, id);
      return {};
    },
  };
}

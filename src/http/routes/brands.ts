import type { Routes } from '../endpoint.ts';
import type { Services } from '../services.ts';

export function brandRoutes({
  brands,
  people,
}: Pick<Services, 'brands' | 'people'>): Routes<'listBrands' | 'makeBrand' | 'changeBrand'> {
  return {
    async listBrands({ self }) {
      const standings = await people.standings(self);
      return { rows: standings.map(({ brand, reach }) => ({ ...brand, role: reach.role })) };
    },
    makeBrand: async ({ self, body }) => ({ brand: { ...(await brands.make(self, body.name)), role: 'owner' } }),
    changeBrand: async ({ who, body }) => ({
      brand: { ...(await brands.rename(who, body.name)), role: who.reach.role },
    }),
  };
}

import type { Routes } from '../endpoint.ts';
import type { Services } from '../services.ts';

type Names = 'readOutsideModel' | 'changeOutsideModel' | 'removeOutsideModel' | 'tryOutsideModel';

export function outsideModelRoutes({ outsideModel: outside }: Pick<Services, 'outsideModel'>): Routes<Names> {
  return {
    readOutsideModel: ({ who }) => outside.read(who),
    changeOutsideModel: ({ who, body }) => outside.change(who, body),
    removeOutsideModel: async ({ who }) => {
      await outside.remove(who);
      return {};
    },
    tryOutsideModel: ({ who, signal }) => outside.tryOut(who, signal),
  };
}

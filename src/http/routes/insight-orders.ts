import { addOrders, forgetOrders, importOrders } from '../../services/orders.ts';
import { listBoughtRows, readBoughtAgain } from '../../services/reports/bought-again.ts';
import type { Routes } from '../endpoint.ts';
import type { Services } from '../services.ts';

type Names = 'addOrders' | 'importOrders' | 'forgetOrders' | 'readBoughtAgain' | 'listBoughtRows';

/** Orders taken in, and what they tell of those who were answered. */
export function insightOrderRoutes({ desk, networks }: Pick<Services, 'desk' | 'networks'>): Routes<Names> {
  return {
    addOrders: ({ who, body }) => addOrders(desk, who, body.orders),
    importOrders: ({ who, query, body }) =>
      importOrders(desk, who, {
        bytes: body.bytes,
        columns: query.columns,
        currency: query.currency,
        isTrial: query.trial,
        networks: networks().map(({ id }) => id),
      }),
    forgetOrders: ({ who }) => forgetOrders(desk, who),
    readBoughtAgain: ({ who, query }) => readBoughtAgain(desk, who, query),
    listBoughtRows: ({ who, query }) => listBoughtRows(desk, who, query),
  };
}

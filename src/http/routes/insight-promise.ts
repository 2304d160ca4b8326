import { readPromiseParts, readPromiseReport } from '../../services/reports/promise.ts';
import { readPromiseNow } from '../../services/reports/promise-now.ts';
import { readSilence } from '../../services/reports/silence.ts';
import type { Routes } from '../endpoint.ts';
import type { Services } from '../services.ts';

type Names = 'readPromiseNow' | 'readPromiseReport' | 'readPromiseParts' | 'readSilence';

export function insightPromiseRoutes({ desk }: Pick<Services, 'desk'>): Routes<Names> {
  return {
    readPromiseNow: ({ who, query }) => readPromiseNow(desk, who, query),
    readPromiseReport: ({ who, query }) => readPromiseReport(desk, who, query),
    readPromiseParts: ({ who, query }) => readPromiseParts(desk, who, query),
    readSilence: ({ who, query }) => readSilence(desk, who, query),
  };
}

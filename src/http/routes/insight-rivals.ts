import { listRivalRows, readRivalsReport } from '../../services/reports/rivals.ts';
import { readRivals, setRivals } from '../../services/rivals.ts';
import type { Routes } from '../endpoint.ts';
import type { Services } from '../services.ts';

type Endpoints = 'readRivals' | 'setRivals' | 'readRivalsReport' | 'listRivalRows';

/** Companies measured beside ours, and how soon each answers. */
export function insightRivalRoutes({ desk }: Pick<Services, 'desk'>): Routes<Endpoints> {
  return {
    readRivals: ({ who }) => readRivals(desk, who),
    setRivals: ({ who, body }) => setRivals(desk, who, body),
    readRivalsReport: ({ who, query }) => readRivalsReport(desk, who, query),
    listRivalRows: ({ who, query }) => listRivalRows(desk, who, query),
  };
}

import { readHeard } from '../../services/reports/heard.ts';
import { listRiskJudged, listRisksNow, readRiskReport } from '../../services/reports/risk.ts';
import type { Routes } from '../endpoint.ts';
import type { Services } from '../services.ts';

/** Who may be lost, and whether the scores can be believed. */
export function insightRiskRoutes({
  desk,
}: Pick<Services, 'desk'>): Routes<'readRiskReport' | 'listRisksNow' | 'listRiskJudged'> {
  return {
    readRiskReport: ({ who, query }) => readRiskReport(desk, who, query),
    listRisksNow: ({ who, query }) => listRisksNow(desk, who, query),
    listRiskJudged: ({ who, query }) => listRiskJudged(desk, who, query),
  };
}

/** How much is heard. */
export function insightHeardRoutes({ desk, unheard }: Pick<Services, 'desk' | 'unheard'>): Routes<'readHeard'> {
  return { readHeard: ({ who, query }) => readHeard({ ...desk, unheard }, who, query) };
}

import type { Routes } from '../endpoint.ts';
import type { Services } from '../services.ts';

export function triageRiskRoutes({ risk }: Pick<Services, 'risk'>): Routes<'openRisk' | 'judgeRisk' | 'readRisk'> {
  return {
    openRisk: ({ who, id }) => risk.open(who, id),
    judgeRisk: ({ who, id, body }) => risk.judge(who, id, body.outcome),
    readRisk: ({ who, query }) => risk.calibration(who, query.days),
  };
}

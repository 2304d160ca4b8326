import { readExpectationReport } from '../../services/reports/expectation.ts';
import {
  readExpectationParts,
  readExpectationTrend,
  readHearingAndHandling,
} from '../../services/reports/expectation-parts.ts';
import { changeSettings, readSettings } from '../../services/reports/insight-settings.ts';
import type { Routes } from '../endpoint.ts';
import type { Services } from '../services.ts';

type Names =
  | 'readExpectation'
  | 'readExpectationParts'
  | 'readExpectationTrend'
  | 'readHearingAndHandling'
  | 'readInsightSettings'
  | 'changeInsightSettings';

export function insightExpectationRoutes({ desk }: Pick<Services, 'desk'>): Routes<Names> {
  return {
    readExpectation: ({ who, query }) => readExpectationReport(desk, who, query),
    readExpectationParts: ({ who, query }) => readExpectationParts(desk, who, query),
    readExpectationTrend: ({ who, query }) => readExpectationTrend(desk, who, query),
    readHearingAndHandling: ({ who, query }) => readHearingAndHandling(desk, who, query),
    readInsightSettings: ({ who }) => readSettings(desk, who),
    changeInsightSettings: ({ who, body }) => changeSettings(desk, who, body),
  };
}

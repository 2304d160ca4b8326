import { listSurveyRows, readSurveys } from '../../services/reports/surveys.ts';
import type { Routes } from '../endpoint.ts';
import type { Services } from '../services.ts';

type Names = 'readSurveySettings' | 'changeSurveySettings' | 'readSurveys' | 'listSurveyRows';

/** What an owner allows of surveys, and what customers answered. */
export function insightSurveyRoutes({
  desk,
  surveySettings,
}: Pick<Services, 'desk' | 'surveySettings'>): Routes<Names> {
  return {
    readSurveySettings: ({ who }) => surveySettings.read(who),
    changeSurveySettings: ({ who, body }) => surveySettings.change(who, body),
    readSurveys: ({ who, query }) => readSurveys(desk, who, query),
    listSurveyRows: ({ who, query }) => listSurveyRows(desk, who, query),
  };
}

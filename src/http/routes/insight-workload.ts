import { listBacklog, listReopened, readBacklog, readReopenings } from '../../services/reports/backlog.ts';
import { listTopic, readTopics } from '../../services/reports/topics.ts';
import { listHandlingRows, readArrivals, readColleagues, readHandlingReport } from '../../services/reports/workload.ts';
import type { Routes } from '../endpoint.ts';
import type { Services } from '../services.ts';

type Names =
  | 'readArrivals'
  | 'readHandling'
  | 'listHandling'
  | 'readColleagues'
  | 'readBacklog'
  | 'listBacklog'
  | 'readReopenings'
  | 'listReopenings'
  | 'readTopics'
  | 'listTopicRows'
  | 'readRisenWords'
  | 'listWordRows';

/** What comes when, what it takes, who waits, what comes up again, and what it is about. */
export function insightWorkloadRoutes({ desk, risenWords }: Pick<Services, 'desk' | 'risenWords'>): Routes<Names> {
  return {
    readArrivals: ({ who, query }) => readArrivals(desk, who, query),
    readHandling: ({ who, query }) => readHandlingReport(desk, who, query),
    listHandling: ({ who, query }) => listHandlingRows(desk, who, query),
    readColleagues: ({ who, query }) => readColleagues(desk, who, query),
    readBacklog: ({ who, query }) => readBacklog(desk, who, query),
    listBacklog: ({ who, query }) => listBacklog(desk, who, query),
    readReopenings: ({ who, query }) => readReopenings(desk, who, query),
    listReopenings: ({ who, query }) => listReopened(desk, who, query),
    readTopics: ({ who, query }) => readTopics(desk, who, query),
    listTopicRows: ({ who, query }) => listTopic(desk, who, query),
    readRisenWords: ({ who, query }) => risenWords.read(who, query),
    listWordRows: ({ who, query }) => risenWords.rows(who, query),
  };
}

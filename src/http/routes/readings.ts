import type { Routes } from '../endpoint.ts';
import type { Services } from '../services.ts';

type Names =
  | 'readMessageReadings'
  | 'correctReading'
  | 'undoCorrection'
  | 'listCorrections'
  | 'readLearning'
  | 'whatChanged'
  | 'undoLearning'
  | 'redoLearning'
  | 'resetLearning';

/** What was read, what people say instead, and what was learnt from it. */
export function readingRoutes({ readings }: Pick<Services, 'readings'>): Routes<Names> {
  return {
    readMessageReadings: ({ who, id }) => readings.readings(who, id),
    correctReading: ({ who, id, body }) => readings.correct(who, id, body),
    undoCorrection: ({ who, id }) => readings.undo(who, id),
    listCorrections: ({ who, query }) => readings.corrections(who, query),
    readLearning: ({ who }) => readings.learning(who),
    whatChanged: ({ who, query }) => readings.changes(who, query),
    undoLearning: ({ who, body }) => readings.undoLearning(who, body),
    redoLearning: ({ who, body }) => readings.redoLearning(who, body),
    resetLearning: ({ who, body }) => readings.resetLearning(who, body.aspect),
  };
}

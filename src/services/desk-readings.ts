/** Readings at the desk: looked at, corrected, learnt from. */
import { type Correcting, correctReading, undoCorrection } from './correct-reading.ts';
import { listCorrections } from './corrections.ts';
import type { Desk } from './desk.ts';
import { type LearnNeeds, learnNow } from './learn.ts';
import {
  type LearningNeeds,
  readLearning,
  redoLearning,
  resetLearning,
  undoLearning,
  whatChanged,
} from './learning.ts';
import { makeWordsOf } from './learnt-words.ts';
import { readMessageReadings } from './message-readings.ts';
import type { Who } from './permit.ts';

type Tail<F> = F extends (needs: never, ...rest: infer R) => infer A ? (...rest: R) => A : never;

export type DeskReadings = {
  readings: Tail<typeof readMessageReadings>;
  correct: Tail<typeof correctReading>;
  undo: Tail<typeof undoCorrection>;
  corrections: Tail<typeof listCorrections>;
  learning: (who: Who) => ReturnType<typeof readLearning>;
  changes: Tail<typeof whatChanged>;
  undoLearning: Tail<typeof undoLearning>;
  redoLearning: Tail<typeof redoLearning>;
  resetLearning: Tail<typeof resetLearning>;
};

export function makeDeskReadings(desk: Desk & LearnNeeds): DeskReadings {
  const correcting: Correcting = { ...desk, learnNow: (brandId, aspect) => learnNow(desk, brandId, aspect) };
  const learning: LearningNeeds = { ...desk, wordsOf: makeWordsOf(desk) };
  return {
    readings: (who, id) => readMessageReadings(desk, who, id),
    correct: (who, id, said) => correctReading(correcting, who, id, said),
    undo: (who, id) => undoCorrection(correcting, who, id),
    corrections: (who, asked) => listCorrections(desk, who, asked),
    learning: who => readLearning(learning, who),
    changes: (who, asked) => whatChanged(desk, who, asked),
    undoLearning: (who, turn) => undoLearning(learning, who, turn),
    redoLearning: (who, turn) => redoLearning(learning, who, turn),
    resetLearning: (who, aspect) => resetLearning(learning, who, aspect),
  };
}

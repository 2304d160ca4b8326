/** A crisis: bursts that belong together. What its states and the steps of its timeline are called. */

export const CRISIS_STATES = ['watching', 'open', 'over', 'dismissed'] as const;
/** `watching`: suggested by bursts. `open`: a lead said it is one. `over`: closed, or calm again. `dismissed`: a lead said it is none. */
export type CrisisState = (typeof CRISIS_STATES)[number];

export const CRISIS_STEPS = [
  /** Suggested by a burst, or again by one that came back. */
  'raised',
  /** Another burst turned out to belong to it; it grew; it ended. */
  'burst',
  'grew',
  'ended',
  /** All its bursts are over. */
  'calm',
  'declared',
  'named',
  'joined',
  'split',
  'dismissed',
  'closed',
  'noted',
  /** A holding reply was written, looked at, began to leave, was stopped, was sent to all. */
  'asked',
  'approved',
  'returned',
  'sending',
  'stopped',
  'sent',
  /** More people are needed than are on; and no more. */
  'short',
  'enough',
  /** The last who waited has been answered. */
  'answered',
] as const;
export type CrisisStep = (typeof CRISIS_STEPS)[number];

/** Small facts a step is told with. */
export type StepFacts = {
  burstId?: string | undefined;
  holdingId?: string | undefined;
  /** Another crisis, joined or split off. */
  otherId?: string | undefined;
  words?: string | undefined;
  /** How many: posts, people told. */
  n?: number | undefined;
  needed?: number | undefined;
  on?: number | undefined;
};

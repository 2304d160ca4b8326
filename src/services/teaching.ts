/** Makes heads of labels in a thread of its own, so that nothing else waits for it. */
import type { Teach } from './learn.ts';

/** Where nothing came with the product that could be taught. */
export const nothingTaught: Teach = async () => ({
  bytes: null,
  why: ['no_model'],
  quality: { measuredOn: 0, taught: null, shipped: null },
  people: [],
  contradictions: 0,
});

/** One ability of a channel, tried: a network that says no is what is found. A lost sign-in is renewed first, so that is thrown on. */
import { type Ability, type Finding, NetworkFailure } from '../connector.ts';

export type Found = Omit<Finding, 'ability'>;

/** @param inWords how a refusal is told; the network's own words where it has any */
export async function tried(
  ability: Ability,
  go: () => Promise<Found>,
  inWords: (failure: NetworkFailure) => string = ({ said, message }) => said ?? message,
): Promise<Finding> {
  try {
    return { ability, ...(await go()) };
  } catch (error) {
    if (!(error instanceof NetworkFailure) || error.next === 'reauthorise') throw error;
    return { ability, verdict: 'fails', why: inWords(error) };
  }
}

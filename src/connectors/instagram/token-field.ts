import { NetworkFailure } from '../connector.ts';

/** What is said against a token is shown where it was filled in. */
export function inTokenField(error: unknown): never {
  if (!(error instanceof NetworkFailure) || error.next === 'retry') throw error;
  const { next, message, said, afterSeconds } = error;
  throw new NetworkFailure(next, message, { said, afterSeconds, field: 'accessToken', cause: error });
}

/** A channel is left: our rules go, and the permission is given back. */
import { NetworkFailure } from '../connector.ts';
import { hasApp, type XContext } from './credentials.ts';
import { revoke } from './oauth.ts';
import { dropRules } from './rules.ts';

/** @returns what only a person can still do there */
export async function leave(context: XContext): Promise<string | null> {
  if (hasApp(context.credentials))
    await dropRules(context).catch(error => {
      // Rules that stay bring nothing once nobody listens.
      if (!(error instanceof NetworkFailure)) throw error;
      context.log('info', 'The rules of a channel that was left stay at X', { said: error.said ?? error.message });
    });
  return revoke(context);
}

/** What reading needs beside the payload, from what a channel knows. */
import { type LemmyContext, serverOf } from './credentials.ts';
import { namesOn, type Place } from './parse.ts';

export function placeOf({ credentials }: Pick<LemmyContext, 'credentials'>): Place {
  const { names, languages = {} } = credentials;
  const server = serverOf(credentials) ?? new URL('https://nowhere.invalid');
  return { server, names: namesOn(server, names), languages };
}

import type { Life } from '../connector.ts';
import type { Credentials } from './credentials.ts';

/** Page tokens made from a long sign-in have no end of their own; a person allows the app to read for ninety days at a time. */
export function life({ known }: Credentials): Life {
  const ends = [known?.endsAt, known?.dataEndsAt].flatMap(at => (at ? [new Date(at)] : []));
  const [first] = ends.filter(at => !Number.isNaN(at.getTime())).sort((a, b) => a.getTime() - b.getTime());
  return first === undefined ? { kind: 'lasting' } : { kind: 'ending', endsAt: first };
}

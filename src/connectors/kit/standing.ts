/** Which laws a network must keep, by the ports it has; and what it may therefore claim. */
import type { Connector } from '../connector.ts';

export const LAWS = {
  1: 'every fixture is read, and every damaged one is heard or dropped, never thrown',
  2: 'the same payload gives the same ids',
  3: 'our own posts are known as our own, also those typed elsewhere',
  4: 'stopped anywhere and taken up at the cursor, nothing is lost',
  5: 'the past and the stream tell the same',
  6: 'a stream ends at once when told to, and leaves no connection open',
  7: 'one byte changed in what is signed is refused, and so is a replay where a time is signed',
  8: 'the same key twice is one post',
  9: 'a limit, a lost sign-in and a refusal are told apart, with the hint and the network’s words',
  10: 'cut before the request, try again; cut after it, unsure, and the truth can be found out',
  11: 'what is too long never reaches the wire, what just fits does',
  12: 'nothing that is a secret stands in fixtures, logs or failures',
  13: 'every entry of a batch is handled, also beside a damaged one',
  14: 'a hand-off leads to the page of the very post, and never anywhere but to a web page',
  15: 'what was kept raw reads again as it was read, and no text makes reading it again throw',
  16: 'a like, a hidden answer and a block are one however often, and are undone; a report is never sent twice unasked',
} as const;
export type LawNumber = keyof typeof LAWS;

export function lawsFor(connector: Connector): LawNumber[] {
  const { stream, poll, hook, backfill, reread } = connector.inbound;
  const { reply, direct, privateReply, like, hide, block, report } = connector.outbound ?? {};
  const speaks = (reply ?? direct ?? privateReply) !== undefined;
  const hears = (stream ?? poll ?? hook) !== undefined;
  const laws: [LawNumber, boolean][] = [
    [1, true],
    [2, true],
    [3, hears],
    [4, (stream ?? poll) !== undefined],
    [5, backfill !== undefined && (stream ?? poll) !== undefined],
    [6, stream !== undefined],
    [7, hook !== undefined],
    [8, speaks],
    [9, hears || speaks],
    [10, speaks],
    [11, speaks],
    [12, true],
    [13, (poll ?? hook) !== undefined],
    [14, connector.outbound?.handOff !== undefined],
    [15, reread !== undefined],
    [16, (like ?? hide ?? block ?? report) !== undefined],
  ];
  return laws.filter(([, applies]) => applies).map(([law]) => law);
}

/** `recovers`: loses nothing over an interruption, in hearing and in answering. */
export type Standing = { reads: boolean; replies: boolean; recovers: boolean };

export function standingOf(connector: Connector): Standing {
  const laws = new Set(lawsFor(connector));
  const speaks = laws.has(8);
  return {
    reads: laws.has(3) || Object.keys(connector.inbound).length === 0,
    replies: speaks,
    recovers: laws.has(4) && (!speaks || laws.has(10)),
  };
}

/** How long a private answer may still be sent. Networks close the door some hours after the customer's last word, sooner for what no person wrote. */

const HOUR_MS = 3_600_000;

/** As the connector's limits name them. */
export type WindowRules = {
  privateWindowHours: number | null;
  automaticWindowHours?: number | undefined;
  privateReplyWindowHours?: number | undefined;
};

/** Null: it does not close. `automaticUntil` is never later than `until`. */
export type Window = { until: Date | null; automaticUntil: Date | null };

/** In a private room. @param lastHeardAt null: they never wrote there, so that a window that closes was never open */
export function roomWindow(
  { privateWindowHours: hours, automaticWindowHours }: WindowRules,
  lastHeardAt: Date | null,
): Window {
  if (hours === null && automaticWindowHours === undefined) return { until: null, automaticUntil: null };
  const since = lastHeardAt ?? new Date(0);
  const until = hours === null ? null : after(since, hours);
  return {
    until,
    automaticUntil: automaticWindowHours === undefined ? until : earlier(until, after(since, automaticWindowHours)),
  };
}

/** The first private answer to a public post, which opens the room. */
export function postWindow(rules: WindowRules, postAt: Date): Window {
  const hours = rules.privateReplyWindowHours ?? rules.privateWindowHours;
  const until = hours === null ? null : after(postAt, hours);
  return { until, automaticUntil: until };
}

export function isOpen({ until, automaticUntil }: Window, at: Date, byPerson: boolean): boolean {
  const end = byPerson ? until : automaticUntil;
  return end === null || at.getTime() <= end.getTime();
}

function after(since: Date, hours: number): Date {
  return new Date(since.getTime() + hours * HOUR_MS);
}

function earlier(one: Date | null, other: Date): Date {
  return one === null || other < one ? other : one;
}

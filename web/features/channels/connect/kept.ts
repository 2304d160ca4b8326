import type { ApiRefusal } from '../../../api.ts';

/** What was begun and came back without a channel: what was typed, and why. */
export type Kept = { network: string; channelId: string | null; values: Record<string, string>; refusal: ApiRefusal };

let kept: Kept | null = null;

/** Lays it aside for the form that is shown next. */
export function keepBegun(begun: Kept): void {
  kept = begun;
}

/** Whether something was laid aside for this form. */
export function begunFor(network: string, channelId: string | null): Kept | null {
  return kept?.network === network && kept.channelId === channelId ? kept : null;
}

export function forgetBegun(): void {
  kept = null;
}

/** Where we stand in which stream. The time is kept beside the position, so that a gap can be filled when the position is worth nothing any more. */
import type { StreamSource } from './credentials.ts';

export type Cursor = { kind: StreamSource['kind']; position: number; at: Date; host: string };

/** @returns `repos 1234 2026-03-01T12:00:00.000Z pds.kestrel.example` */
export function writeCursor({ kind, position, at, host }: Cursor): string {
  return `${kind} ${position} ${at.toISOString()} ${host}`;
}

/** Null for nothing and for what was never ours. */
export function readCursor(text: string | null): Cursor | null {
  const [, kind, position, at, host = ''] =
    /^(jetstream|events|repos) (\d{1,16}) (\S{20,30}) (\S*)$/.exec(text ?? '') ?? [];
  if (kind !== 'jetstream' && kind !== 'events' && kind !== 'repos') return null;
  const time = new Date(at ?? '');
  return Number.isNaN(time.getTime()) ? null : { kind, position: Number(position), at: time, host };
}

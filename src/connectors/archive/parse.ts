/** The recorded formats by the name the command line knows them by. */
import type { Person } from '../../core/post.ts';
import type { RecordingFormat } from '../connector.ts';
import { jetstream } from './jetstream.ts';
import { ndjson } from './ndjson.ts';
import { twcs } from './twcs.ts';

export const RECORDING_FORMATS = ['twcs', 'ndjson', 'jetstream'] as const;
export type RecordingFormatId = (typeof RECORDING_FORMATS)[number];

/** A reader for one file: it remembers what earlier lines said, so every file gets a new one and every line from the first. */
export function openRecording(format: RecordingFormatId, ours: Person): RecordingFormat {
  switch (format) {
    case 'twcs':
      return twcs();
    case 'ndjson':
      return ndjson();
    case 'jetstream':
      return jetstream(ours);
  }
}

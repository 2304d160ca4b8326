/** Loaded before other tests (`--import`): what leaves while they run is written to the folder that `HEED_RECORD_INTO` names. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startRecorder } from './recorder.ts';

const folder = process.env['HEED_RECORD_INTO'];
if (folder !== undefined) {
  const { exchanges } = startRecorder();
  process.on('exit', () => {
    const lines = exchanges.map(one => JSON.stringify({ ...one, body: one.body.toString('base64') }));
    if (lines.length > 0) writeFileSync(join(folder, `${process.pid}.jsonl`), lines.join('\n'));
  });
}

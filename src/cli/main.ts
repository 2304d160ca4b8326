import { runWords } from './run-words.ts';

// Verbs may leave idle connections behind; ending here lets go of them all.
process.exit(await runWords(process.argv.slice(2)));

import type { Verb } from './verb.ts';

interface Entry {
  /** One line of the overview. */
  summary: string;
  load: () => Promise<Verb>;
}

/** Every verb. Each is loaded only when it is asked for, so that `--help` answers at once. */
export const VERBS: Readonly<Record<string, Entry>> = {
  start: { summary: 'Start Heed.', load: async () => (await import('./start.ts')).verb },
  dev: { summary: "The developers' verbs.", load: async () => (await import('./dev.ts')).verb },
  migrate: { summary: 'Bring the database up to date.', load: async () => (await import('./migrate.ts')).verb },
};

/** The developer's verbs are kept apart: `heed dev VERB`. */
const HIDDEN = new Set(['dev']);

export function help(): string {
  const names = Object.keys(VERBS).filter(name => !HIDDEN.has(name));
  const width = Math.max(...names.map(name => name.length));
  const lines = names.map(name => `  ${name.padEnd(width)}  ${VERBS[name]?.summary}`);
  return `heed VERB [options]\n\n${lines.join('\n')}\n\nheed VERB --help says more about each.\n`;
}

import type { Verb } from './verb.ts';

interface Entry {
  /** One line of the overview. */
  summary: string;
  load: () => Promise<Verb>;
}

/** Every verb. Each is loaded only when it is asked for, so that `--help` answers at once. */
export const VERBS: Readonly<Record<string, Entry>> = {
  start: { summary: 'Start Heed.', load: async () => (await import('./start.ts')).verb },
  setup: { summary: 'Make the first owner and brand.', load: async () => (await import('./setup.ts')).verb },
  password: {
    summary: 'Set the password of somebody who forgot theirs.',
    load: async () => (await import('./password.ts')).verb,
  },
  channel: {
    summary: 'Connect accounts, and see how they fare.',
    load: async () => (await import('./channel.ts')).verb,
  },
  listen: {
    summary: 'Say what to hear although nobody tagged you.',
    load: async () => (await import('./listen.ts')).verb,
  },
  replay: { summary: 'Play recorded posts onto the desk.', load: async () => (await import('./replay.ts')).verb },
  orders: { summary: 'Take in what customers bought.', load: async () => (await import('./orders.ts')).verb },
  reports: {
    summary: 'Count anew what reports are read from.',
    load: async () => (await import('./reports.ts')).verb,
  },
  doctor: { summary: 'Say what is wrong and how to mend it.', load: async () => (await import('./doctor.ts')).verb },
  backup: { summary: 'Copy everything into one file.', load: async () => (await import('./backup.ts')).verb },
  restore: { summary: 'Put such a copy back.', load: async () => (await import('./restore.ts')).verb },
  migrate: { summary: 'Bring the database up to date.', load: async () => (await import('./migrate.ts')).verb },
  dev: { summary: "The developers' verbs.", load: async () => (await import('./dev.ts')).verb },
};

/** The developer's verbs are kept apart: `heed dev VERB`. */
const HIDDEN = new Set(['dev']);

export function help(): string {
  const names = Object.keys(VERBS).filter(name => !HIDDEN.has(name));
  const width = Math.max(...names.map(name => name.length));
  const lines = names.map(name => `  ${name.padEnd(width)}  ${VERBS[name]?.summary}`);
  return `heed VERB [options]\n\n${lines.join('\n')}\n\nheed VERB --help says more about each.\n`;
}

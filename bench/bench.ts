/** What a file of this folder exports as `bench`. Its name on the command line is the file's. */
export interface Bench {
  /** One or two sentences: what is measured and how. */
  about: string;
  /** Sizes and durations, each with its honest default; given as `--posts 50000`. */
  options: Record<string, { default: number; about: string }>;
  /** Paths and other words, given as `--data FOLDER`; absent unless given. */
  words?: Record<string, { about: string }>;
  run: (options: Record<string, number>, around: BenchSurroundings) => Promise<BenchReport>;
}

export interface BenchSurroundings {
  /** Progress for the person who waits; kept off the standard output. */
  say: (line: string) => void;
  words: Record<string, string | undefined>;
}

export interface BenchReport {
  /** As `--json` prints them. Plain numbers, the unit at the end of the name. */
  figures: Record<string, number>;
  rows: BenchRow[];
  /** What a reader must know to judge the figures. */
  notes?: string[];
}

export interface BenchRow {
  what: string;
  value: number;
  unit: string;
  /** What we promise, such as `< 250`. */
  target?: string;
  /** Whether the promise was kept; left out where there is none. */
  isMet?: boolean;
  /** The alternative measured beside it, in the same unit. */
  beside?: string;
}

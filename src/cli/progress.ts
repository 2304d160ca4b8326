const EVERY_MS = 1000;
const CLEAR_LINE = '\r\u001b[2K';

export interface Progress {
  /** Shows where the work stands; seldom enough not to be in the way. */
  show: (line: () => string) => void;
  /** Takes the last line away, so that the answer stands alone. */
  end: () => void;
}

/** Progress on the error output: one line that changes on a terminal, a line now and then elsewhere. */
export function makeProgress(
  out: NodeJS.WriteStream = process.stderr,
  clockMs: () => number = () => performance.now(),
): Progress {
  let nextAtMs = clockMs() + EVERY_MS;
  let isShown = false;
  return {
    show: line => {
      if (clockMs() < nextAtMs) return;
      nextAtMs = clockMs() + (out.isTTY ? EVERY_MS / 4 : EVERY_MS * 5);
      out.write(out.isTTY ? `${CLEAR_LINE}${line()}` : `${line()}\n`);
      isShown = out.isTTY;
    },
    end: () => {
      if (isShown) out.write(CLEAR_LINE);
      isShown = false;
    },
  };
}

/** `1234567` → `1,234,567` */
export function grouped(n: number): string {
  return Math.round(n).toLocaleString('en');
}

/** `1572864` → `1.5 MB` */
export function sized(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${value >= 10 || unit === 0 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}

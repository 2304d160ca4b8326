import { type Logger, pino } from 'pino';

export type Log = Logger;

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';

/** Where lines go. Standard error is left to progress lines and refusals, so that `--json` output stays clean. */
export interface LogSink {
  write(line: string): unknown;
  readonly isTTY?: boolean;
}

/** Keys whose values never reach a log line, at the top or one level down, whatever the case they usually come in. */
const SECRET_KEYS = [
  'password',
  'token',
  'accessToken',
  'access_token',
  'refreshToken',
  'refresh_token',
  'secret',
  'secretKey',
  'secret_key',
  'apiKey',
  'api_key',
  'authorization',
  'Authorization',
  'cookie',
  'Cookie',
  'set-cookie',
  'credentials',
  'signature',
];

/**
 * Makes the one logger of the process.
 * On a terminal: one quiet readable line each. Elsewhere: one JSON object a line.
 */
export function makeLog(options: { level: LogLevel; sink?: LogSink }): Log {
  const sink = options.sink ?? process.stdout;
  const redact = { paths: secretPaths(), censor: '[kept out of the log]' };
  const destination = sink.isTTY === true ? { write: (line: string) => sink.write(readableLine(line)) } : sink;
  const serializers = { err: plainError };
  return pino(
    { level: options.level, redact, serializers, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    destination,
  );
}

/** A logger that says nothing, for tests and one-off commands. */
export function silentLog(): Log {
  return pino({ level: 'silent' });
}

const CAUSES_LIMIT = 5;

/** What an error says, and nothing of the objects that libraries hang on it: connections, requests, whole clients. */
function plainError(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return error;
  const { name, message, stack, cause } = error;
  const code = 'code' in error ? { code: String(error.code) } : {};
  const because = cause === undefined || depth >= CAUSES_LIMIT ? {} : { cause: plainError(cause, depth + 1) };
  return { name, message, stack, ...code, ...because };
}

function secretPaths(): string[] {
  return SECRET_KEYS.flatMap(key => [`["${key}"]`, `*["${key}"]`, `*.*["${key}"]`]);
}

const LEVEL_WORDS: Record<number, string> = { 10: 'trace', 20: 'debug', 30: '', 40: 'warn', 50: 'error', 60: 'fatal' };

/** Turns a line of JSON into `12:04:31 warn  message  key=value`. */
export function readableLine(line: string): string {
  let entry: Record<string, unknown>;
  try {
    entry = JSON.parse(line);
  } catch {
    return line;
  }
  const { time, level, msg, err, ...rest } = entry;
  const clock = String(time ?? '').slice(11, 19);
  const word = LEVEL_WORDS[Number(level)] ?? String(level);
  const details = Object.entries(rest).map(([key, value]) => `${key}=${plain(value)}`);
  const head = [clock, word, String(msg ?? ''), ...details].filter(part => part !== '').join('  ');
  const stack = Number(level) >= 50 && isRecord(err) && typeof err['stack'] === 'string' ? `\n${err['stack']}` : '';
  const cause = stack === '' && isRecord(err) ? `  ${String(err['message'] ?? '')}` : '';
  return `${head}${cause}${stack}\n`;
}

/** Control characters in a customer's words could move the cursor of whoever reads the terminal. */
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

function plain(value: unknown): string {
  return typeof value === 'string' ? value.replace(CONTROL, '·') : JSON.stringify(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

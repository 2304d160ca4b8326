/** What a watch for bursts listens to, beside the listening queries: turns that open, by where and by what they are about. */

/** What a query hears, or complaints sent to us that no query heard. */
export const HEARD = '';
/** All turns that open. */
export const INBOX = 'inbox';
export const CHANNEL_SERIES = 'channel:';
export const TOPIC_SERIES = 'topic:';

/** Nobody is alarmed by thanks. */
const GLAD: ReadonlySet<string> = new Set(['praise', 'thanks']);
/** `danger` stands beside each of its kinds, `request` beside each of its own. */
const WHOLE: ReadonlySet<string> = new Set(['danger', 'request']);

/** The series a turn counts in. @param intents what it is about */
export function seriesOf(channelId: string, intents: readonly string[]): string[] {
  const topics = intents.filter(intent => !GLAD.has(intent) && !WHOLE.has(intent));
  return [INBOX, CHANNEL_SERIES + channelId, ...topics.map(topic => TOPIC_SERIES + topic)];
}

export type Series =
  | { kind: 'heard' | 'inbox' }
  | { kind: 'channel'; channelId: string }
  | { kind: 'topic'; topic: string };

export function readSeries(series: string): Series {
  if (series.startsWith(CHANNEL_SERIES)) return { kind: 'channel', channelId: series.slice(CHANNEL_SERIES.length) };
  if (series.startsWith(TOPIC_SERIES)) return { kind: 'topic', topic: series.slice(TOPIC_SERIES.length) };
  return { kind: series === INBOX ? 'inbox' : 'heard' };
}

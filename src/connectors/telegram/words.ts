/** The words of a message. What has none of its own (a place, a contact, a poll) is said in a line or two. */
import type { Message } from './schema.ts';

/** As it was written: bold, links and the like are left to the network's own apps. */
export function wordsOf(message: Message): string {
  return message.text ?? message.caption ?? richWords(message.rich_message) ?? saidOf(message);
}

function saidOf({ sticker, venue, location, contact, poll, checklist, dice, game, invoice, story }: Message): string {
  if (sticker != null) return sticker.emoji ?? '';
  if (venue != null) return [venue.title, venue.address, pointOf(venue.location)].join('\n');
  if (location != null) return pointOf(location);
  if (contact != null)
    return `${[contact.first_name, contact.last_name ?? ''].join(' ').trim()}, ${contact.phone_number}`;
  if (poll != null) return listed(poll.question, poll.options);
  if (checklist != null) return listed(checklist.title, checklist.tasks);
  if (dice != null) return `${dice.emoji} ${dice.value}`;
  if (game != null) return game.title;
  if (invoice != null) return [invoice.title, invoice.description].join('\n');
  return story == null ? '' : 'A story, which bots are not shown.';
}

function pointOf({ latitude, longitude }: { latitude: number; longitude: number }): string {
  return `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}`;
}

function listed(title: string, lines: readonly { text: string }[]): string {
  return [title, ...lines.map(({ text }) => `- ${text}`)].join('\n');
}

const DEEPEST = 12;
/** Where the parts of a formatted message keep their words. */
const WORDY = [
  'text',
  'title',
  'caption',
  'blocks',
  'items',
  'cells',
  'content',
  'summary',
  'credit',
  'expression',
  'alternative_text',
];

/** A message in blocks: each block's words on lines of their own. Null where there is none. */
function richWords(rich: unknown): string | null {
  if (typeof rich !== 'object' || rich === null || !('blocks' in rich) || !Array.isArray(rich.blocks)) return null;
  const lines = rich.blocks.map(block => wordsWithin(block, 0, '\n')).filter(line => line !== '');
  return lines.length === 0 ? null : lines.join('\n');
}

/** Pieces of one line stand side by side; blocks and rows stand below each other. */
function wordsWithin(value: unknown, depth: number, between: string): string {
  if (typeof value === 'string') return value;
  if (depth > DEEPEST || typeof value !== 'object' || value === null) return '';
  if (Array.isArray(value))
    return value
      .map(one => wordsWithin(one, depth + 1, ''))
      .filter(one => one !== '')
      .join(between);
  const { label } = value as Record<string, unknown>;
  const before = typeof label === 'string' && label !== '' ? `${label} ` : '';
  const parts = WORDY.map(name => {
    const inner = (value as Record<string, unknown>)[name];
    return wordsWithin(inner, depth + 1, name === 'text' ? '' : '\n');
  });
  return before + parts.filter(one => one !== '').join('\n');
}

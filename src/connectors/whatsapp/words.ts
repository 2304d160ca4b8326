/** What a message reads as. Signs stand for what is no words (a place, a card, an order), so that they need no language. */
import { readValue } from '../kit/json.ts';
import { cardSchema, type Message, orderItemSchema } from './schema.ts';

/** Lines of one order or form, and cards of one message; the rest is counted. */
const LINES_LIMIT = 50;

export function wordsOf(message: Message): string {
  const { context } = message;
  const forwarded = context?.forwarded || context?.frequently_forwarded ? '↪ ' : '';
  const product = context?.referred_product?.product_retailer_id;
  return [`${forwarded}${saidIn(message)}`.trim(), product ? `🛍 ${product}` : null, adOf(message)]
    .filter(line => line !== null && line !== '')
    .join('\n');
}

/** An advertisement they came from, with its address. */
function adOf({ referral }: Message): string | null {
  if (referral == null) return null;
  const line = [referral.headline ?? referral.body, referral.source_url].filter(part => part).join(' ');
  return line === '' ? null : `📣 ${line}`;
}

function saidIn(message: Message): string {
  const { text, image, video, document, location, contacts, interactive, button, order, reaction } = message;
  if (text != null) return text.body;
  const caption = (image ?? video ?? document)?.caption;
  if (caption != null) return caption;
  if (mediaIn(message) !== null) return '';
  if (location != null) return placeIn(location);
  if (contacts != null) return listed(contacts, cardIn);
  const choice = interactive == null ? '' : choiceIn(interactive);
  if (choice !== '') return choice;
  if (button != null) return button.text ?? button.payload ?? '';
  if (order != null)
    return [order.text, listed(order.product_items ?? [], lineOfOrder)].filter(part => part).join('\n');
  if (reaction != null) return reaction.emoji ?? '';
  return unreadable(message);
}

/** The customer wrote, so it is heard, although the network keeps what it was. */
function unreadable({ type, unsupported, errors }: Message): string {
  const why = errors?.[0];
  const said = why?.error_data?.details ?? why?.message ?? why?.title;
  const kind = unsupported?.type ?? (type === 'unsupported' || type === 'unknown' ? null : type);
  return `[${['WhatsApp does not hand this message on; it can be read on the phone', kind, said].filter(part => part).join(' · ')}]`;
}

function placeIn({ name, address, latitude, longitude }: NonNullable<Message['location']>): string {
  const where = [name, address].filter(part => part).join(', ');
  return `📍 ${where === '' ? '' : `${where} `}(${latitude}, ${longitude})`;
}

function cardIn(card: unknown): string | null {
  const read = readValue(card, cardSchema);
  if (!read.ok) return null;
  const { name, org, phones, emails, urls } = read.value;
  const ways = [
    ...(phones ?? []).map(({ phone, wa_id }) => phone ?? wa_id),
    ...(emails ?? []).map(({ email }) => email),
    ...(urls ?? []).map(({ url }) => url),
  ];
  const who = [name?.formatted_name ?? name?.first_name, org?.company].filter(part => part).join(', ');
  return `👤 ${[who, ...ways].filter(part => part).join(' · ')}`;
}

function lineOfOrder(item: unknown): string | null {
  const read = readValue(item, orderItemSchema);
  if (!read.ok) return null;
  const { quantity, product_retailer_id, item_price, currency } = read.value;
  const price = item_price == null ? '' : ` (${item_price} ${currency ?? ''})`.replace(' )', ')');
  return `🛒 ${quantity ?? 1} × ${product_retailer_id ?? '?'}${price}`;
}

function choiceIn({ button_reply, list_reply, nfm_reply }: NonNullable<Message['interactive']>): string {
  const chosen = button_reply ?? list_reply;
  if (chosen != null) return [chosen.title ?? chosen.id, chosen.description].filter(part => part).join('\n');
  if (nfm_reply == null) return '';
  return [nfm_reply.body, ...formLines(nfm_reply.response_json ?? '')].filter(part => part).join('\n');
}

/** A filled-in form comes as JSON inside JSON. */
function formLines(json: string): string[] {
  try {
    const form: unknown = JSON.parse(json);
    if (typeof form !== 'object' || form === null) return [];
    return Object.entries(form)
      .filter(([key]) => key !== 'flow_token')
      .slice(0, LINES_LIMIT)
      .map(([key, value]) => `📝 ${key}: ${typeof value === 'string' ? value : JSON.stringify(value)}`);
  } catch {
    return [];
  }
}

function listed(some: readonly unknown[], line: (one: unknown) => string | null): string {
  const lines = some.slice(0, LINES_LIMIT).flatMap(one => line(one) ?? []);
  const rest = some.length - LINES_LIMIT;
  return [...lines, ...(rest > 0 ? [`+ ${rest}`] : [])].join('\n');
}

/** The one file of a message, and what it is. */
export function mediaIn({ image, sticker, video, audio, voice, document }: Message) {
  const picture = image ?? sticker;
  if (picture != null) return { kind: 'image' as const, media: picture };
  if (video != null) return { kind: 'video' as const, media: video };
  const sound = audio ?? voice;
  if (sound != null) return { kind: 'audio' as const, media: sound };
  return document == null ? null : { kind: 'file' as const, media: document };
}

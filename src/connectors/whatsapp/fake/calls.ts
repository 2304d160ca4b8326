/** What the fake calls Heed with: messages of a customer, words typed on the company's phone, and what became of ours. */
import type { HookRequest } from '../../connector.ts';
import type { FakeGraph } from '../../kit/meta/fake-graph.ts';
import { OBJECT } from '../change.ts';
import { customer, type Sent, type Stand } from './stand.ts';

type Body = Record<string, unknown>;
export type Calls = ReturnType<typeof makeCalls>;

const PHONE = customer.also?.[0] ?? '';

export function makeCalls(stand: Stand, graph: Pick<FakeGraph, 'hookRequest'>) {
  const made: { value: Body; field: string; at: Date }[] = [];
  const tell = (field: string, value: Body) => void made.push({ field, value, at: stand.now() });
  const seconds = (at: Date) => String(Math.floor(at.getTime() / 1000));
  const freshId = () => `wamid.theirs${String(++stand.count).padStart(6, '0')}`;
  const messageOf = (text: string, at: Date, parent?: string): Body & { id: string } => ({
    from: PHONE,
    from_user_id: customer.remoteId,
    id: freshId(),
    timestamp: seconds(at),
    type: 'text',
    text: { body: text },
    ...(parent === undefined ? {} : { context: { from: '49305550100', id: parent } }),
  });
  const bodyOf = (field: string, value: Body) => ({
    object: OBJECT,
    entry: [{ id: stand.wabaId, changes: [{ field, value: { ...head(stand), ...value } }] }],
  });
  const withContact = (messages: Body[]) => ({ contacts: [contact()], messages });
  return {
    messageOf,
    /** A call with these messages, as it would be made now. */
    signed: (messages: Body[], at: Date) => graph.hookRequest(bodyOf('messages', withContact(messages)), at),
    /** Any change at all. */
    signedChange: (field: string, value: Body, at = stand.now()): HookRequest =>
      graph.hookRequest(bodyOf(field, value), at),
    customerWrites(text: string, parent?: string): string {
      const message = messageOf(text, stand.now(), parent);
      tell('messages', withContact([message]));
      return message.id;
    },
    customerEdits(id: string, text: string) {
      const { id: _, ...rest } = messageOf(text, stand.now());
      const edit = { original_message_id: id, message: { type: 'text', text: { body: text } } };
      tell('messages', withContact([{ ...rest, id: freshId(), type: 'edit', edit, text: undefined }]));
    },
    customerDeletes(id: string) {
      const message = { ...messageOf('', stand.now()), type: 'revoke', text: undefined };
      tell('messages', withContact([{ ...message, revoke: { original_message_id: id } }]));
    },
    weTypeOnThePhone(text: string): string {
      const { from: _, from_user_id: __, ...message } = messageOf(text, stand.now());
      const echo = { ...message, id: `wamid.phone${++stand.count}`, from: '49305550100', to: PHONE };
      tell('smb_message_echoes', { message_echoes: [echo] });
      stand.ours.push({ id: echo.id, text, body: echo, key: null, at: stand.now() });
      return echo.id;
    },
    statusOf: ({ id, key }: Pick<Sent, 'id' | 'key'>, status: string, more: Body = {}): Body => ({
      id,
      status,
      timestamp: seconds(stand.now()),
      recipient_id: PHONE,
      recipient_user_id: customer.remoteId,
      ...(key === null ? {} : { biz_opaque_callback_data: key }),
      ...more,
    }),
    all: (): HookRequest[] => made.map(({ field, value, at }) => graph.hookRequest(bodyOf(field, value), at)),
  };
}

function head({ phoneId }: Stand): Body {
  return {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: '49305550100', phone_number_id: phoneId },
  };
}

function contact(): Body {
  return { profile: { name: customer.name }, wa_id: PHONE, user_id: customer.remoteId };
}

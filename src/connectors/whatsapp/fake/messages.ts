/** `POST /{number}/messages` at the fake: checked as the documents say, then taken. */
import { type GraphRequest, graphNo } from '../../kit/meta/fake-answers.ts';
import type { Stand } from './stand.ts';

type Body = Record<string, unknown>;

export function answerMessage({ json }: GraphRequest, stand: Stand): Response {
  const body = Object(json) as Body;
  if (body['messaging_product'] !== 'whatsapp') return missing('messaging_product');
  const to = body['to'] ?? body['recipient'];
  if (typeof to !== 'string') return missing('to');
  const type = String(body['type'] ?? 'text');
  const content = Object(body[type]) as Body;
  if (type === 'reaction') return takeMark(content, stand);
  if (type !== 'template' && stand.windowIsClosed)
    return graphNo(131_047, '(#131047) Re-engagement message', {
      userMessage:
        'Message failed to send because more than 24 hours have passed since the customer last replied to this number.',
    });
  if (type === 'template' && !isFilled(content, stand))
    return graphNo(132_000, '(#132000) Number of parameters does not match the expected number of params');
  if (type === 'text' && typeof content['body'] !== 'string') return missing('text.body');
  const id = `wamid.ours${String(++stand.count).padStart(6, '0')}`;
  const key = body['biz_opaque_callback_data'];
  const text = type === 'text' ? String(content['body']) : String(content['caption'] ?? content['name'] ?? '');
  stand.ours.push({ id, text, body, key: typeof key === 'string' ? key : null, at: stand.now() });
  return Response.json({
    messaging_product: 'whatsapp',
    contacts: [body['to'] ? { input: to, wa_id: to.replace(/\D/g, '') } : { input: to, user_id: to }],
    messages: [{ id, ...(type === 'template' ? { message_status: 'accepted' } : {}) }],
  });
}

function missing(name: string): Response {
  return graphNo(100, `(#100) The parameter ${name} is required.`);
}

function takeMark({ message_id, emoji }: Body, stand: Stand): Response {
  const about = String(message_id);
  if (emoji === '') stand.marks.delete(about);
  else stand.marks.set(about, String(emoji));
  return Response.json({ messaging_product: 'whatsapp', messages: [{ id: `wamid.mark${++stand.count}` }] });
}

/** Every place of the template has a value, in each of its parts. */
function isFilled(content: Body, stand: Stand): boolean {
  const language = (Object(content['language']) as Body)['code'];
  const template = stand.templates.find(
    one => one['name'] === content['name'] && one['language'] === language && one['status'] === 'APPROVED',
  );
  if (template === undefined) return false;
  const given = (Array.isArray(content['components']) ? content['components'] : []) as Body[];
  const countOf = (one: Body | undefined) => (Array.isArray(one?.['parameters']) ? one['parameters'].length : 0);
  const places = (text: unknown) => new Set(String(text ?? '').match(/\{\{[^}]+\}\}/g) ?? []).size;
  return (template['components'] as Body[]).every(part => {
    const type = String(part['type']).toLowerCase();
    if (type !== 'buttons') return places(part['text']) === countOf(given.find(one => one['type'] === type));
    return ((part['buttons'] ?? []) as Body[]).every((button, index) => {
      const own = given.find(one => one['type'] === 'button' && one['index'] === String(index));
      return places(button['url']) === countOf(own);
    });
  });
}

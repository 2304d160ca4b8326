/** Uploads: begun, sent in pieces, ended, and worked on for a while; at paths of their own, or by commands at one path. */
import { type Ask, jsonOf, mustBe, Refusal, type Server, type Upload } from './ask.ts';

export async function answerMedia(server: Server, ask: Ask): Promise<Response | null> {
  const { line, request } = ask;
  if (!/ \/2\/media\//.test(line)) return null;
  mustBe(ask, 'account');
  if (line === 'POST /2/media/metadata') {
    const { id, metadata } = (await jsonOf(request)) as { id: string; metadata: { alt_text: { text: string } } };
    uploadIn(server, id).description = metadata.alt_text.text;
    return Response.json({ data: { id, associated_metadata: metadata } });
  }
  const { command, id, fields } = await stepIn(server, ask);
  if (command === 'INIT') return begun(server, fields);
  const upload = uploadIn(server, id);
  if (command === 'APPEND') {
    const piece = fields['media'];
    upload.bytes += piece instanceof Blob ? piece.size : 0;
    return Response.json({ data: { expires_at: 0 } });
  }
  if (upload.bytes !== upload.total)
    throw new Refusal(400, 'invalid-request', 'Invalid Request', 'Segments do not add up.');
  return Response.json({ data: { id, media_key: `3_${id}`, size: upload.bytes, ...workOn(upload) } });
}

type Step = { command: string; id: string; fields: Record<string, unknown> };

async function stepIn({ habits }: Server, { line, request, url }: Ask): Promise<Step> {
  const isForm = request.headers.get('content-type')?.startsWith('multipart/') === true;
  const fields = isForm ? Object.fromEntries(await request.formData()) : await jsonOf(request);
  const [, id = '', named] = /\/upload\/(?:(\d+)\/)?(initialize|append|finalize)$/.exec(line) ?? [];
  if (named === undefined) {
    const all = { ...Object.fromEntries(url.searchParams), ...fields } as Record<string, unknown>;
    return { command: String(all['command']), id: String(all['media_id']), fields };
  }
  if (habits.uploads === 'commands') throw new Refusal(404, 'resource-not-found', 'Not Found', 'No such endpoint.');
  return { command: named === 'initialize' ? 'INIT' : named.toUpperCase(), id, fields };
}

function begun(server: Server, fields: Record<string, unknown>): Response {
  const key = server.town.nextId();
  server.uploads.set(key, {
    type: String(fields['media_type']),
    category: String(fields['media_category']),
    bytes: 0,
    total: Number(fields['total_bytes']),
    looks: server.habits.mediaLooks,
    description: null,
  });
  return Response.json({ data: { id: key, media_key: `3_${key}`, expires_after_secs: 86_400 } });
}

function workOn(upload: Upload): Record<string, unknown> {
  if (!upload.category.endsWith('video')) return {};
  const state = upload.looks > 0 ? 'in_progress' : 'succeeded';
  upload.looks -= 1;
  return { processing_info: { state, check_after_secs: 1 } };
}

function uploadIn({ uploads }: Server, id: string): Upload {
  const upload = uploads.get(id);
  if (upload === undefined) throw new Refusal(400, 'invalid-request', 'Invalid Request', 'Media id is not known.');
  return upload;
}

/** Uploads: begun, sent in pieces, ended, and worked on for a while. */
import { type Ask, jsonOf, mustBe, Refusal, type Server, type Upload } from './ask.ts';

export async function answerMedia(server: Server, ask: Ask): Promise<Response | null> {
  const { line, request, url } = ask;
  if (!/ \/2\/media\//.test(line)) return null;
  mustBe(ask, 'account');
  const [, id = url.searchParams.get('media_id') ?? ''] = /\/upload\/(\d+)\//.exec(line) ?? [];
  if (line === 'POST /2/media/upload/initialize') {
    const body = await jsonOf(request);
    const key = server.town.nextId();
    server.uploads.set(key, {
      type: String(body['media_type']),
      category: String(body['media_category']),
      bytes: 0,
      total: Number(body['total_bytes']),
      looks: server.habits.mediaLooks,
      description: null,
    });
    return Response.json({ data: { id: key, media_key: `3_${key}`, expires_after_secs: 86_400 } });
  }
  if (line === 'POST /2/media/metadata') {
    const { id: of, metadata } = (await jsonOf(request)) as { id: string; metadata: { alt_text: { text: string } } };
    uploadIn(server, of).description = metadata.alt_text.text;
    return Response.json({ data: { id: of, associated_metadata: metadata } });
  }
  const upload = uploadIn(server, id);
  if (line.endsWith('/append')) {
    const piece = (await request.formData()).get('media');
    upload.bytes += piece instanceof Blob ? piece.size : 0;
    return Response.json({ data: { expires_at: 0 } });
  }
  if (upload.bytes !== upload.total)
    throw new Refusal(400, 'invalid-request', 'Invalid Request', 'Segments do not add up.');
  return Response.json({ data: { id, media_key: `3_${id}`, size: upload.bytes, ...workOn(upload) } });
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

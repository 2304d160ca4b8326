/** Bodies of requests, read no further than they may go, whatever length they announce. */
import { SquareRefusal } from './square.ts';

/** @param tooLarge what is said when there is more */
export async function readBody(
  request: Request,
  limitBytes: number,
  tooLarge: string,
): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(request.headers.get('content-length') ?? 0) > limitBytes) throw new SquareRefusal(413, tooLarge);
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of request.body ?? []) {
    length += piece.byteLength;
    if (length > limitBytes) throw new SquareRefusal(413, tooLarge);
    pieces.push(piece);
  }
  return new Uint8Array(Buffer.concat(pieces));
}

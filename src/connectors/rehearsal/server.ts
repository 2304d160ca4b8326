/** The square over HTTP, mounted at `/rehearsal`: an API for companies behind a token, a page for whoever plays a customer. */
import { BlockList, isIP } from 'node:net';
import { answerCompany, json } from './api.ts';
import { answerVisitor, pageOfTrouble } from './page.ts';
import { drawnPicture } from './picture.ts';
import { enter, type Square, SquareRefusal } from './square.ts';
import { companyStream, type Every, everyByClock } from './stream.ts';
import { companyOfToken, REHEARSAL_PATH, type SealText } from './token.ts';

export type RehearsalServerOptions = {
  square: Square;
  /** Companies' keys carry it. */
  seal: SealText;
  /** Whether a rehearsal channel exists; without one there is no page. */
  hasChannel: () => boolean | Promise<boolean>;
  /** The owner lets other machines in too. */
  isForEveryone: boolean;
  every?: Every;
};

/** @param from the address the connection came from */
export type RehearsalServer = (request: Request, from: { address: string | null }) => Promise<Response>;

export function rehearsalServer(options: RehearsalServerOptions): RehearsalServer {
  return async (request, from) => {
    const path = new URL(request.url).pathname.slice(REHEARSAL_PATH.length).replace(/^\//, '');
    const isApi = path.startsWith('api/');
    try {
      if (isApi) return await answerApi(options, path.slice('api/'.length), request);
      if (!(await options.hasChannel())) throw new SquareRefusal(404, 'There is no rehearsal here now.');
      mayVisit(options, request, from.address);
      if (path.startsWith('media/') && isPlainGet(request)) return picture(options.square, path.slice('media/'.length));
      return await answerVisitor(options.square, path, request, options.every ?? everyByClock);
    } catch (error) {
      if (!(error instanceof SquareRefusal)) throw error;
      return isApi ? json({ error: error.message }, error.status) : pageOfTrouble(error);
    }
  };
}

async function answerApi(options: RehearsalServerOptions, path: string, request: Request) {
  const token = request.headers.get('authorization')?.match(/^Bearer (\S+)$/)?.[1];
  const company = token === undefined ? null : companyOfToken(options.seal, token);
  if (!company) throw new SquareRefusal(401, 'The square does not know this key.');
  const { id } = await enter(options.square, { ...company, isCompany: true });
  if (path === 'stream' && isPlainGet(request)) {
    const after = request.headers.get('last-event-id') ?? new URL(request.url).searchParams.get('after');
    return companyStream(options.square, id, after, options.every ?? everyByClock);
  }
  return answerCompany(options.square, id, path, request);
}

const thisMachine = new BlockList();
thisMachine.addSubnet('127.0.0.0', 8, 'ipv4');
thisMachine.addAddress('::1', 'ipv6');
thisMachine.addSubnet('::ffff:127.0.0.0', 104, 'ipv6');

/** What a proxy adds when it speaks for somebody else, who may be anywhere. */
const SPOKEN_FOR = ['forwarded', 'x-forwarded-for', 'x-real-ip'];

/** Only this machine, unless the owner said otherwise; only pages of our own, whatever name a browser was led here by. */
function mayVisit(options: RehearsalServerOptions, request: Request, address: string | null): void {
  const host = request.headers.get('host') ?? new URL(request.url).host;
  if (!options.isForEveryone) {
    const isSpokenFor = SPOKEN_FOR.some(name => request.headers.has(name));
    if (isSpokenFor || !isThisMachine(address))
      throw new SquareRefusal(403, 'The rehearsal is open only on the machine Heed runs on.');
    const name = host.replace(/:\d+$/, '').toLowerCase();
    if (name !== 'localhost' && name !== '[::1]' && !isThisMachine(name))
      throw new SquareRefusal(421, 'The rehearsal is not known by that name. Open it as localhost.');
  }
  if (isPlainGet(request)) return;
  const origin = request.headers.get('origin');
  const site = request.headers.get('sec-fetch-site');
  const isOwn = origin === null ? site === null || site === 'same-origin' : URL.parse(origin)?.host === host;
  if (!isOwn) throw new SquareRefusal(403, 'That came from another site.');
}

function isThisMachine(address: string | null): boolean {
  const kind = address === null ? 0 : isIP(address);
  return kind !== 0 && thisMachine.check(address ?? '', kind === 6 ? 'ipv6' : 'ipv4');
}

function picture(square: Square, id: string): Response {
  const source = square.state.pictures.get(id);
  if (!source) throw new SquareRefusal(404, 'That picture is not here any more.');
  const bytes = source.kind === 'drawn' ? drawnPicture(source.seed) : Buffer.from(source.base64, 'base64');
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': source.kind === 'drawn' ? 'image/png' : source.type,
      'cache-control': 'private, max-age=86400',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    },
  });
}

function isPlainGet(request: Request): boolean {
  return request.method === 'GET' || request.method === 'HEAD';
}

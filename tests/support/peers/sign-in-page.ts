/** A person at the sign-in page of the reference server: signs in, agrees, and is sent back. By hand, for lack of a browser. */
import { request } from 'node:http';

type Answer = { status: number; headers: Record<string, string | string[] | undefined>; text: string };

/** @returns where the browser is sent at the end, with the code in it */
export async function agree(page: string, handle: string, password: string): Promise<URL> {
  const jar = new Map<string, string>();
  const { origin } = new URL(page);
  const visit = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document', 'sec-fetch-site': 'none' };
  const shown = await go(jar, new URL(page), 'GET', visit);
  if (shown.status !== 200) throw new Error(`the page says ${shown.status}: ${shown.text.slice(0, 300)}`);
  const press = async (name: string, body: unknown, more: Record<string, string> = {}) => {
    const answer = await go(
      jar,
      new URL(`/@atproto/oauth-provider/~api/${name}`, origin),
      'POST',
      {
        'sec-fetch-mode': 'same-origin',
        'sec-fetch-site': 'same-origin',
        'sec-fetch-dest': 'empty',
        origin,
        referer: page,
        'content-type': 'application/json',
        'x-csrf-token': jar.get('csrf-token') ?? '',
        ...more,
      },
      JSON.stringify(body),
    );
    if (answer.status !== 200) throw new Error(`${name} says ${answer.status}: ${answer.text.slice(0, 300)}`);
    return JSON.parse(answer.text) as Record<string, unknown>;
  };
  const signedIn = await press('sign-in', { locale: 'en', username: handle, password, remember: false });
  const { did } = signedIn['account'] as { did: string };
  const authorization = `Bearer ${String(signedIn['ephemeralToken'])}`;
  const { url } = await press('consent', { did }, { authorization });
  const leaving = { ...visit, 'sec-fetch-site': 'same-origin', referer: page };
  const sent = await go(jar, new URL(String(url)), 'GET', leaving);
  return new URL(String(sent.headers['location']));
}

async function go(
  jar: Map<string, string>,
  url: URL,
  method: string,
  headers: Record<string, string>,
  body = '',
  hops = 0,
): Promise<Answer> {
  const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  const answer = await new Promise<Answer>((resolve, reject) => {
    const asking = request(url, { method, headers: { ...headers, ...(cookie === '' ? {} : { cookie }) } }, response => {
      let text = '';
      response.setEncoding('utf8').on('data', piece => (text += piece));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
    });
    asking.on('error', reject);
    asking.end(body);
  });
  for (const line of answer.headers['set-cookie'] ?? []) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    jar.set(name, decodeURIComponent(value));
  }
  const to = answer.headers['location'];
  const next = typeof to === 'string' ? new URL(to, url) : null;
  // Within the page's own house redirects are followed; the one that leads out is the end.
  if (next === null || next.origin !== url.origin || hops > 5) return answer;
  return go(jar, next, 'GET', headers, '', hops + 1);
}

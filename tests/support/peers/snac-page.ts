/** A person at snac's sign-in page: fills in the form as it stands there, and is sent back. By hand, for lack of a browser. */

/** @returns where the browser is sent at the end, with the code in it */
export async function agree(page: string, name: string, password: string): Promise<URL> {
  const shown = await fetch(page, { redirect: 'manual' });
  const html = await shown.text();
  if (shown.status !== 200) throw new Error(`the page says ${shown.status}: ${html.slice(0, 300)}`);
  const action = /<form method="post" action="([^"]+)"/.exec(html)?.[1];
  if (action === undefined) throw new Error(`the page has no form: ${html.slice(0, 300)}`);
  const hidden = [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
  const form = new URLSearchParams(hidden.map(([, field = '', value = '']) => [field, value]));
  form.set('login', name);
  form.set('passwd', password);
  // The form leads to the name the server goes by, which may be known only on the road between servers.
  const to = new URL(new URL(action).pathname, page);
  const answer = await fetch(to, { method: 'POST', body: form, redirect: 'manual' });
  const back = answer.headers.get('location');
  if (back === null) throw new Error(`signing in says ${answer.status}: ${(await answer.text()).slice(0, 300)}`);
  return new URL(back);
}

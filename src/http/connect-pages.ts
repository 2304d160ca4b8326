/** What networks read of us to know who asks for a sign-in: public, and the same for everybody. */
import type { App, AppNeeds } from './app.ts';

const KEPT_SECONDS = 300;

export function connectPages(app: App, { services: { connect } }: Pick<AppNeeds, 'services'>): void {
  app.get('/connect/:network/:page{.+\\.json}', async (context, next) => {
    const document = connect.document(context.req.param('network'), context.req.path);
    if (document === null) return next();
    return Response.json(document, { headers: { 'cache-control': `public, max-age=${KEPT_SECONDS}` } });
  });
}

/** Pages that are not ours to know, under a path of their own: handed in by `main.ts`, such as the rehearsal's square. */
import type { App } from './app.ts';
import { type Caller, callerOf } from './caller.ts';

export type Mount = {
  /** Such as `/rehearsal`; everything below it too. */
  path: string;
  /** Null: there is no such page now. */
  handle(request: Request, caller: Caller): Promise<Response | null> | Response | null;
};

export function serveMounts(app: App, mounts: readonly Mount[]): void {
  for (const mount of mounts) {
    // The path itself counts as one of those below it.
    app.all(`${mount.path}/*`, async (context, next) => {
      const response = await mount.handle(context.req.raw, callerOf(context.req.raw, context.env));
      return response ?? next();
    });
  }
}

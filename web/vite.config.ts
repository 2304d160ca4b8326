import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where `npm run build` leaves the desk; the server hands out this folder. */
const OUT_DIR = 'dist';

/** The Heed that `vite` in development talks to. */
const DEVELOPMENT_SERVER = 'http://127.0.0.1:7373';

/** `light-dark()` and logical properties are used as they are, so nothing older is promised. */
const BROWSERS = ['chrome123', 'edge123', 'firefox121', 'safari17.5'];

const proxied = Object.fromEntries(
  ['/api', '/rehearsal', '/healthz', '/readyz'].map(path => [path, { target: DEVELOPMENT_SERVER, changeOrigin: true }]),
);

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    outDir: OUT_DIR,
    emptyOutDir: true,
    target: BROWSERS,
    cssTarget: BROWSERS,
    // A picture or font inside the script would need `data:` in the content policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: { proxy: proxied },
});

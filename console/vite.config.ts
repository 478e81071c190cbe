import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// `WAYBILL_URL=http://127.0.0.1:4000 npx vite console` serves the pages anew at each change, with that installation behind them.
const api = process.env['WAYBILL_URL'] ?? 'http://127.0.0.1:4000';

export default defineConfig({
  root: import.meta.dirname,
  base: '/console/',
  plugins: [react()],
  build: {
    outDir: 'dist',
    target: 'es2023',
    // Small enough to be sent at once; charts come with the first page that draws one.
    chunkSizeWarningLimit: 700,
    sourcemap: false,
  },
  server: { proxy: { '^/(?!console/)': { target: api } } },
});

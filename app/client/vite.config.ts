import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

// No file is inlined and no script stands in the page: the server's content security policy allows neither.
export default defineConfig({
  base: '/app/',
  plugins: [svelte()],
  build: {
    outDir: '../static',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2022',
    reportCompressedSize: false,
  },
  test: { include: ['tests/**/*.test.ts'], environment: 'node' },
  server: { proxy: { '^/(graphql|sign-in|sign-out|[^/]+/graphql)': { target: 'http://127.0.0.1:8000', ws: true } } },
} as Parameters<typeof defineConfig>[0]);

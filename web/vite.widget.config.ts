// The customer's widget: widget.js (the tiny loader behind the one script tag)
// and one chunk that is fetched when the customer opens it. No preload helper,
// so that a classic <script> may import the chunk relative to its own address.
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [svelte()],
  base: './',
  build: {
    outDir: 'dist',
    emptyOutDir: false,
    modulePreload: false,
    cssCodeSplit: true,
    target: 'es2022',
    rolldownOptions: {
      input: { widget: 'loader/loader.ts' },
      output: {
        format: 'es',
        entryFileNames: '[name].js',
        chunkFileNames: 'assets/w-[name]-[hash].js',
        assetFileNames: 'assets/w-[name]-[hash][extname]',
      },
    },
  },
});

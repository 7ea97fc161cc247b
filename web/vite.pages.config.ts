// The pages: the company's own demo page, the customer's money, the expert app, the console and the page to apply. Each
// is web/NAME/index.html and becomes dist/NAME/index.html with shared assets.
// Files under web/NAME/public/ are served as they are under /NAME/ (manifest,
// icons, service worker).
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { cpSync, existsSync } from 'node:fs';
import { defineConfig, type Plugin } from 'vite';

const pages = ['demo', 'expert', 'console', 'money', 'apply'].filter((name) => existsSync(`${name}/index.html`));

const ownFiles: Plugin = {
  name: 'own-files',
  writeBundle() {
    for (const name of pages) {
      if (existsSync(`${name}/public`)) cpSync(`${name}/public`, `dist/${name}`, { recursive: true });
    }
  },
};

export default defineConfig({
  plugins: [svelte(), ownFiles],
  base: '/',
  build: {
    outDir: 'dist',
    emptyOutDir: false,
    target: 'es2022',
    rolldownOptions: { input: Object.fromEntries(pages.map((name) => [name, `${name}/index.html`])) },
  },
});

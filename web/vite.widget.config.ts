// The customer's widget: widget.js (the tiny loader behind the one script tag)
// and a chunk that is fetched when the customer opens it.
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { readFileSync } from 'node:fs';
import { defineConfig, type Plugin } from 'vite';

/** Wraps the loader, so that it leaves no names on the company's page, and refuses what a classic script can't hold. */
const classicScript: Plugin = {
  name: 'classic-script',
  enforce: 'post',
  generateBundle(_, bundle) {
    const loader = bundle['widget.js'];
    if (loader?.type !== 'chunk') throw new Error('no widget.js');
    if (loader.imports.length || loader.exports.length || loader.code.includes('import.meta')) throw new Error(`widget.js must stand alone, but shares code: imports ${loader.imports.join()}, exports ${loader.exports.join()}, of ${Object.keys(loader.modules).join()}`);
    loader.code = `(()=>{${loader.code.trim()}})();\n`;
  },
};

/** Sizes that no company overrides are written out, so that the customer doesn't download their names. */
const fixed = new Map([...readFileSync('shared/tokens.css', 'utf8').matchAll(/(--(?:s\d+|text-\w|touch)): ([^;]+);/g)].map((m) => [m[1]!, m[2]!]));
const fixedSizes: Plugin = {
  name: 'fixed-sizes',
  enforce: 'pre',
  transform(code, id) {
    if (!/\/(loader|widget)\/\w+\.css/.test(id)) return;
    const whole = code.replace(/@import "\.\.\/(shared\/\w+\.css)";/g, (_, file: string) => readFileSync(file, 'utf8'));
    return whole.replace(/--(?:s\d+|text-\w|touch): [^;]+;/g, '').replace(/var\((--[\w-]+)\)/g, (all, name: string) => fixed.get(name) ?? all);
  },
};

/**
 * The widget is drawn in the browser and never wakes up server-made HTML:
 * saying so lets the minifier drop Svelte's code for that, some 2 kB that every visitor would download.
 */
const neverHydrates: Plugin = {
  name: 'never-hydrates',
  enforce: 'pre',
  transform(code, id) {
    if (!id.includes('svelte/src/internal/client/dom/hydration.js')) return;
    const fixed = code.replace('export let hydrating = false', 'export const hydrating = false').replace('hydrating = value;', '');
    if (fixed.length !== code.length - 'hydrating = value;'.length + 'const'.length - 'let'.length) throw new Error('Svelte keeps `hydrating` in another way now: look at never-hydrates in vite.widget.config.ts');
    return fixed;
  },
};

export default defineConfig({
  plugins: [fixedSizes, neverHydrates, svelte(), classicScript],
  define: { 'process.env.NODE_ENV': '"production"' },
  base: './',
  build: {
    outDir: 'dist',
    emptyOutDir: false,
    // As a library: Vite then leaves import() alone. Its preload helper needs a
    // module, and the loader is a classic script, where it would not even parse.
    lib: { entry: { widget: 'loader/loader.ts' }, formats: ['es'] },
    target: 'es2022',
    rolldownOptions: {
      output: {
        // One chunk for the first conversation; only what is opened later stands apart.
        codeSplitting: { groups: [{ name: 'main', test: (id: string) => !/loader\.(ts|css)|Page\.svelte|Rating\.svelte|widget\/(pages|later|chime|attach)|shared\/files\.ts|session\.ts|shared\/language\.ts|widget\/words\.ts|\/(sv|en)\.ts/.test(id) }] },
        minify: true,
        comments: false, entryFileNames: '[name].js', chunkFileNames: 'assets/w-[name]-[hash].js', assetFileNames: 'assets/w-[name]-[hash][extname]' },
    },
  },
});

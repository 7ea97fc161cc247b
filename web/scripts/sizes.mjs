// Prints what the customer downloads before the first conversation, gzipped,
// and fails the build when it is over the budget: a heavy widget is paid for by
// every visitor of the company's site, also by those who never open it.
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const budget = 35 * 1024;
const chunks = readdirSync('dist/assets').filter((f) => f.startsWith('w-'));
// Needed at once: the loader, the main chunk and whatever that one imports statically.
const needed = new Set(chunks.filter((f) => f.startsWith('w-main-') || f.startsWith('w-sv-'))); // one language: the longer
for (const file of needed) {
  const text = readFileSync(`dist/assets/${file}`, 'utf8');
  for (const [, name] of text.matchAll(/(?:from|import)\s*["']\.\/(w-[^"']+)["']/g)) needed.add(name);
}
let total = 0;
for (const file of ['widget.js', ...chunks.map((f) => `assets/${f}`)]) {
  const raw = readFileSync(`dist/${file}`);
  const gz = gzipSync(raw, { level: 9 }).length;
  const first = file === 'widget.js' || needed.has(file.slice('assets/'.length));
  if (first) total += gz;
  console.log(`${file.padEnd(40)} ${String(raw.length).padStart(8)} B  ${String(gz).padStart(7)} B gzipped${first ? '' : ', when first opened'}`);
}
if (needed.size === 0) {
  console.error('no main chunk in dist/assets: the sizes can\'t be told');
  process.exit(1);
}
console.log(`${'the widget to the first conversation'.padEnd(48)} ${String(total).padStart(6)} B gzipped, budget ${budget} B`);
if (total > budget) {
  console.error(`the widget is ${total - budget} bytes over its budget`);
  process.exit(1);
}

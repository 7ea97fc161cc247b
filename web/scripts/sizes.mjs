// Prints what the customer downloads before the first conversation, gzipped,
// and fails the build when it is over the budget: a heavy widget is paid for by
// every visitor of the company's site, also by those who never open it.
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const budget = 35 * 1024;
const files = ['widget.js', ...readdirSync('dist/assets').filter((f) => f.startsWith('w-')).map((f) => `assets/${f}`)];
let total = 0;
for (const file of files) {
  const raw = readFileSync(`dist/${file}`);
  const gz = gzipSync(raw, { level: 9 }).length;
  total += gz;
  console.log(`${file.padEnd(36)} ${String(raw.length).padStart(8)} B  ${String(gz).padStart(7)} B gzipped`);
}
console.log(`${'the widget to the first conversation'.padEnd(48)} ${String(total).padStart(6)} B gzipped, budget ${budget} B`);
if (total > budget) {
  console.error(`the widget is ${total - budget} bytes over its budget`);
  process.exit(1);
}

// How soon the widget is painted after its script, and whether anything moves:
// node browser/paint.mjs in web/ after `make build`. Writes the figures between
// the marks of docs/screens/README.md. A measurement; no test passes by it.
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { desk, House, phone, skip } from './house.mjs';

if (skip) {
  console.error(skip);
  process.exit(1);
}
const rounds = 5;
const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];
const range = (list) => `${Math.round(median(list))} (${Math.round(Math.min(...list))} to ${Math.round(Math.max(...list))})`;

function observe() {
  globalThis.seen = { shift: 0 };
  new PerformanceObserver((l) => l.getEntries().forEach((e) => (globalThis.seen.shift += e.value))).observe({ type: 'layout-shift', buffered: true });
  const painted = (mark) => requestAnimationFrame(() => { // a message that is sent in a frame comes after it is drawn
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => (globalThis.seen[mark] = performance.now());
    port2.postMessage(0);
  });
  const script = (part) => performance.getEntriesByType('resource').filter((r) => r.name.includes(part)).map((r) => r.responseEnd).sort((a, b) => b - a)[0];
  globalThis.script = script;
  new MutationObserver((_, o) => {
    const host = document.querySelector('samtal-chat');
    if (!host) return;
    o.disconnect();
    painted('button');
    new MutationObserver((_, inner) => {
      if (!host.shadowRoot.querySelector('.panel')) return;
      inner.disconnect();
      painted('panel');
    }).observe(host.shadowRoot, { childList: true, subtree: true });
  }).observe(document, { childList: true, subtree: true });
}

const load = loadavg()[0].toFixed(0);
const h = await House.open();
const rows = [];
try {
  for (const [name, size] of [['phone 390 × 844', phone], ['desktop 1280 × 800', desk]]) {
    const button = [], panel = [], press = [], shifts = [];
    for (let i = 0; i < rounds; i++) {
      const context = await h.device({ size });
      await context.addInitScript(observe);
      const page = await h.customer('c-0002', { context, open: false });
      await page.locator('.launcher').waitFor();
      await page.waitForFunction(() => globalThis.seen.button);
      const at = await page.evaluate(() => {
        const t = performance.now();
        document.querySelector('samtal-chat').shadowRoot.querySelector('.launcher').click();
        return t;
      });
      await page.waitForFunction(() => globalThis.seen.panel);
      await page.locator('.rows small').first().waitFor();
      const m = await page.evaluate(() => ({ ...globalThis.seen, loader: globalThis.script('widget.js'), main: Math.max(globalThis.script('w-main'), globalThis.script('w-sv')) }));
      button.push(m.button - m.loader);
      panel.push(m.panel - m.main);
      press.push(m.panel - at);
      shifts.push(m.shift);
      await h.tidy();
    }
    rows.push(`| ${name} | ${range(button)} | ${range(panel)} | ${range(press)} | ${Math.max(...shifts).toFixed(3)} |`);
  }
} finally {
  await h.close();
}
const table = `Measured by \`node browser/paint.mjs\` against the real program, ${cpus().length} cores of ${cpus()[0].model.trim()} with a load of ${load} before it began, ${rounds} fresh browsers each, milliseconds as median (least to most). The aim is under 100 ms after the script, and a layout shift of 0.

| screen | button drawn after widget.js | first screen drawn after its script | after the press, fetching included | layout shift |
|---|---|---|---|---|
${rows.join('\n')}`;
console.log(table);
const file = '../docs/screens/README.md';
const text = readFileSync(file, 'utf8');
writeFileSync(file, text.replace(/(<!-- paint -->\n)[\s\S]*(\n<!-- \/paint -->)/, (_, a, b) => a + table + b));

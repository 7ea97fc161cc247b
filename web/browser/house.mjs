// What every journey needs: the built program on a data folder of its own, a
// real Chromium, and one page for each person. Everything that a page says on
// its console is a fault, and so is what its content policy refuses.
//
// SAMTAL_BIN is the program (default ../bin/samtal), CHROMIUM the browser, and
// SAMTAL_SHOTS a folder for pictures, made only when it is named.
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { accessSync, constants, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';

const bin = resolve(process.env.SAMTAL_BIN || join(import.meta.dirname, '../../bin/samtal'));
const browserPath = process.env.CHROMIUM || '/usr/bin/chromium';
const shots = process.env.SAMTAL_SHOTS;
const runs = (path) => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** Why no journey can be walked here, with the command that changes it; or false. */
export const skip = !runs(browserPath)
  ? `there is no Chromium at ${browserPath}; enable with: apt-get install chromium (or CHROMIUM=path)`
  : !runs(bin) && `there is no program at ${bin}; enable with: make build (or SAMTAL_BIN=path)`;

/** Long enough for a machine with other work; a state that comes at once is seen at once. */
export const patience = 30_000;

// Tuesday: open from 08:00 to 20:00 in Stockholm, no holiday near.
export const day = '2026-11-24T10:00:00+01:00';
export const night = '2026-11-24T22:30:00+01:00';

export const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };
export const desk = { viewport: { width: 1280, height: 800 } };

export class House {
  #began = Date.now();
  #faults = [];
  #contexts = [];
  #child = null;

  constructor(now) {
    this.now = now;
    this.dir = mkdtempSync(join(tmpdir(), 'samtal-browser-'));
    this.data = join(this.dir, 'data');
  }

  /** A house that is open until close(). */
  static async open(now = day) {
    const h = new House(now);
    await h.start();
    h.browser = await chromium.launch({
      executablePath: browserPath,
      args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    });
    return h;
  }

  /** How far the house's clock is ahead of this machine's; the pages' clocks are set alike. */
  get ahead() {
    return Date.parse(this.now) - this.#began;
  }

  /** Starts the program; after kill() again on the same port, data and clock. */
  async start() {
    const at = new Date(Date.now() + this.ahead).toISOString();
    const child = spawn(bin, ['demo', '--json', '--no-browser', '--experts', '0', '--data', this.data, '--port', this.port ?? '0', '--now', at], { stdio: ['ignore', 'pipe', 'pipe'] });
    this.#child = child;
    child.gone = new Promise((done) => child.once('exit', done));
    let said = '';
    child.stderr.on('data', (b) => (said += b));
    const first = await Promise.race([
      new Promise((line) => createInterface({ input: child.stdout }).once('line', line)),
      child.gone.then((code) => assert.fail(`the program ended with ${code}: ${said}`)),
    ]);
    this.base = new URL(JSON.parse(first).customer).origin;
    this.port = new URL(this.base).port;
  }

  /** The company's own systems stop answering, without a word, as a machine that hangs does. */
  hangCompany() {
    for (const pid of readdirSync('/proc').filter((n) => /^\d+$/.test(n))) {
      try {
        const parent = /^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1];
        if (Number(parent) === this.#child.pid) process.kill(Number(pid), 'SIGSTOP');
      } catch { /* gone meanwhile */ }
    }
  }

  /** Ends the program as a crash would: it gets no chance to put anything in order. */
  async kill() {
    this.#child.kill('SIGKILL');
    await this.#child.gone;
  }

  /** So many minutes later: the program is started anew on the same data, and new pages follow. */
  async later(minutes) {
    await this.kill();
    this.now = new Date(Date.parse(this.now) + minutes * 60_000).toISOString();
    await this.start();
  }

  async close() {
    await this.browser?.close();
    if (this.#child?.exitCode === null && this.#child.signalCode === null) {
      this.#child.kill('SIGINT');
      await this.#child.gone;
    }
    rmSync(this.dir, { recursive: true, force: true });
  }

  async token(role, id) {
    const { stdout } = await promisify(execFile)(bin, ['token', '--data', this.data, `--${role}`, id]);
    return stdout.trim();
  }

  /** The API as this person calls it. */
  async api(role, id) {
    const headers = { Authorization: `Bearer ${await this.token(role, id)}` };
    return async (path, body) => {
      const post = body && { method: 'POST', headers: { ...headers, 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
      const res = await fetch(`${this.base}/api/v1${path}`, post ?? { headers });
      assert.ok(res.ok, `${path}: ${res.status}`);
      return res.json();
    };
  }

  /** A device of one person. `cuts` says that this journey takes its network away on purpose. */
  async device({ language = 'sv', size = desk, cuts = false, dark = false } = {}) {
    const context = await this.browser.newContext({ ...size, colorScheme: dark ? 'dark' : 'light', locale: language === 'sv' ? 'sv-SE' : 'en-GB', timezoneId: 'Europe/Stockholm', reducedMotion: 'reduce' });
    context.setDefaultTimeout(patience);
    this.#contexts.push(context);
    await context.addInitScript((ahead) => {
      const Real = Date;
      globalThis.Date = class extends Real {
        constructor(...a) {
          super(...(a.length ? a : [Real.now() + ahead]));
        }
        static now() {
          return Real.now() + ahead;
        }
      };
      addEventListener('securitypolicyviolation', (e) => console.error(`content policy: ${e.violatedDirective} ${e.blockedURI}`));
    }, this.ahead);
    context.on('weberror', (e) => this.#faults.push(e.error().message));
    context.on('console', (m) => {
      if (m.type() !== 'error' && m.type() !== 'warning') return;
      if (cuts && /Failed to load resource: net::|WebSocket connection to .* failed/.test(m.text())) return;
      this.#faults.push(`${m.page()?.url()}: ${m.text()} ${m.location().url}`);
    });
    return context;
  }

  /** The company's page, signed in, with the widget open. */
  async customer(id, { open = true, context, ...o } = {}) {
    context ??= await this.device({ size: phone, ...o });
    const page = await context.newPage();
    await page.goto(`${this.base}/demo/${id ? `#t=${await this.token('customer', id)}` : `?lang=${o.language ?? 'sv'}`}`);
    if (open) {
      await page.locator('.launcher').click();
      await page.locator('.panel textarea').waitFor();
    }
    return page;
  }

  async expert(id, o = {}) {
    const page = await (await this.device(o)).newPage();
    await page.goto(`${this.base}/expert/#t=${await this.token('expert', id)}`);
    await page.locator('.presence').waitFor();
    return page;
  }

  async lead(id, o = {}) {
    const page = await (await this.device(o)).newPage();
    await page.goto(`${this.base}/console/#t=${await this.token('lead', id)}`);
    await page.locator('.figures').waitFor();
    return page;
  }

  /** What every page shows just now, for whoever must find out why. */
  async picture(name) {
    for (const [i, page] of this.#contexts.flatMap((c) => c.pages()).entries()) await shot(page, `FAULT-${name.replace(/\W+/g, '-')}-${i + 1}`).catch(() => {});
  }

  /** Puts the devices away, and tells what broke on any page of theirs. */
  async tidy() {
    for (const c of this.#contexts.splice(0)) await c.close();
    return this.#faults.splice(0);
  }
}

/** A journey in a file's house: what it leaves on its pages' consoles fails it, and the next one starts tidy. */
export function journeys(now) {
  let house;
  before(async () => {
    if (!skip) house = await House.open(now);
  });
  after(() => house?.close());
  return (name, walk) =>
    test(name, { skip }, async () => {
      try {
        await walk(house);
      } catch (err) {
        await house.picture(name);
        for (const f of await house.tidy()) console.error(`on a page: ${f}`);
        throw err;
      }
      assert.deepEqual(await house.tidy(), [], 'the pages had something to complain about');
    });
}

const axe = () => readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** No serious barrier on this screen, as axe sees it; shadow roots are looked into. */
export async function accessible(page, name) {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe());
  const found = await page.evaluate(async () => {
    const r = await globalThis.axe.run(document, { resultTypes: ['violations'] });
    return r.violations.filter((v) => v.impact === 'serious' || v.impact === 'critical').map((v) => `${v.id}: ${v.nodes.map((n) => `${n.target.flat().join(' ')} (${n.failureSummary?.split('\n').slice(1, 3).join(' ').trim()})`).join('; ')}`);
  });
  assert.deepEqual(found, [], `barriers on ${name}`);
}

/** A picture, if pictures are wanted. */
export async function shot(page, name) {
  if (!shots) return;
  mkdirSync(shots, { recursive: true });
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: join(shots, `${name}.png`), scale: 'css', animations: 'disabled', caret: 'hide' });
}

/** Sends a text from the widget or a staff composer. */
export async function write(page, text) {
  await page.locator('.composer textarea').fill(text);
  await page.locator('.composer .sendbtn').click();
}

/** The newest message of this speaker that says this. */
export const said = (page, from, text) => page.locator(`.msg.${from}`).filter({ hasText: text }).last();

/** Every bubble on the screen, in order, with whose it is. */
export const bubbles = (page) => page.locator('.msg').evaluateAll((all) => all.map((m) => [m.className.split(' ')[1], m.querySelector('.bubble, .sysline')?.textContent ?? '']).filter((m) => m[1]));

// The one script tag. It draws the button at once and fetches the widget when
// the customer reaches for it, or quietly when a conversation already exists,
// so that an answer that came meanwhile shows as unread.
//
//   <script src="/widget.js" data-market="SE" data-language="sv"></script>
//   window.samtal = { token: "…", suggestions: ["…"] }   // both may be left out
import css from './loader.css?inline';
import { claims } from '../shared/session.ts';
import { pickLanguage } from '../shared/language.ts';
import { loadWords } from '../widget/words.ts';
import type { Options, Widget } from '../widget/main.ts';

const label = { sv: 'Öppna chatten', en: 'Open the chat' };

function start(script: HTMLScriptElement | null): void {
  if (document.querySelector('samtal-chat')) return; // the tag twice on one page
  const page = (window as { samtal?: { token?: string; suggestions?: Record<string, string[]> } }).samtal ?? {};
  const who = claims(page.token ?? null);
  const language = pickLanguage([who.locale, script?.dataset.language, document.documentElement.lang]);
  const host = document.createElement('samtal-chat');
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
  const button = document.createElement('button');
  button.className = 'launcher';
  button.type = 'button';
  button.setAttribute('aria-label', label[language]);
  button.innerHTML = '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M7.9 20A9 9 0 1 0 4 16.1L2 22Z"/></svg><span class="count" hidden></span>';
  root.append(button);
  document.body.append(host);

  const market = script?.dataset.market ?? 'SE';
  const options: Options = {
    root, button, language, market,
    base: new URL(script?.src || location.href, location.href).origin,
    token: page.token ?? null,
    who, loadWords,
    suggestions: page.suggestions ?? {},
  };
  let widget: Promise<Widget> | null = null;
  const load = () => (widget ??= Promise.all([import('../widget/main.ts'), loadWords(language)]).then(([m, words]) => m.create(options, words)).catch((err: unknown) => {
    widget = null; // the network was away: the next press tries again
    throw err;
  }));
  button.addEventListener('pointerenter', () => void load().catch(() => {}), { once: true });
  button.addEventListener('click', () => {
    button.classList.add('busy');
    load().then((w) => w.open(), () => {}).finally(() => button.classList.remove('busy'));
  });
  const kept = (() => {
    try {
      return localStorage.getItem(`samtal.w.${market}.${options.who.sub || 'visitor'}.c`);
    } catch {
      return null;
    }
  })();
  if (kept) (window.requestIdleCallback ?? setTimeout)(() => void load().catch(() => {}));
}

const script = document.currentScript as HTMLScriptElement | null;
if (document.body) start(script);
else addEventListener('DOMContentLoaded', () => start(script));

// The company's own page. It signs the customer in by the link's fragment, as
// docs/wire.md says, and hands the token to the widget; the widget's script tag
// runs after this (both are deferred, in order).
import { firstName } from '../shared/format.ts';
import { pickLanguage } from '../shared/language.ts';
import { claims, takeToken } from '../shared/session.ts';
import { suggestions, words } from './words.ts';

const token = takeToken('customer');
const who = claims(token);
const chosen = sessionStorage.getItem('samtal.demo.language');
let language = pickLanguage([chosen, new URLSearchParams(location.search).get('lang'), who.locale, 'sv']);

function draw(): void {
  const w = words[language];
  document.documentElement.lang = language;
  for (const el of document.querySelectorAll<HTMLElement>('[data-w]')) el.textContent = w[el.dataset.w as keyof typeof w];
  const name = firstName(who.name ?? '');
  document.querySelector('h1')!.textContent = name ? w.hello.replace('{name}', name) : w.hello_visitor;
  const date = new Intl.DateTimeFormat(language === 'sv' ? 'sv-SE' : 'en-GB', { weekday: 'long', day: 'numeric', month: 'long' });
  document.querySelector('.date')!.textContent = date.format(new Date());
  const other = document.querySelector<HTMLButtonElement>('.lang')!;
  other.textContent = w.other;
  other.lang = language === 'sv' ? 'en' : 'sv';
  document.body.classList.add('drawn');
}

document.querySelector('.lang')!.addEventListener('click', () => {
  language = language === 'sv' ? 'en' : 'sv';
  sessionStorage.setItem('samtal.demo.language', language);
  draw();
});
document.querySelector('.open')!.addEventListener('click', () => {
  document.querySelector('samtal-chat')?.shadowRoot?.querySelector<HTMLButtonElement>('.launcher')?.click();
});
draw();
document.querySelector<HTMLScriptElement>('script[src="/widget.js"]')!.dataset.language = language;
(window as { samtal?: object }).samtal = { token: token ?? undefined, suggestions };

// A letter's link leads into the conversation: the widget remembers which one.
if (new URLSearchParams(location.search).has('conversation')) {
  addEventListener('load', () => document.querySelector<HTMLButtonElement>('.open')!.click());
}

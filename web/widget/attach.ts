// Attaching and showing files. Fetched when a conversation has begun, and put
// beside what is there: the first conversation carries none of it.
import { createFiles, accepted, filesOf, isPicture, unfit, type FileCard } from '../shared/files.ts';
import { sayLater, type LaterKey } from './later.ts';
import { addPageStyles } from './pages.ts';
import type { Store } from './store.svelte.ts';

const clip = '<svg viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="m16 6-8.414 8.586a2 2 0 0 0 2.829 2.829l8.414-8.586a4 4 0 1 0-5.657-5.657l-8.379 8.551a6 6 0 1 0 8.485 8.485l8.379-8.551"/></svg>';

/** Gives the panel a way to send files, and its file cards their pictures. Returns how to let go of it. */
export function attach(panel: HTMLElement, store: Store): () => void {
  addPageStyles();
  const w = (key: LaterKey) => sayLater(store.view.language, key);
  const files = createFiles({ base: new URL(import.meta.url).origin, token: store.talk.token, language: () => store.view.language });
  let busy = false;

  async function send(list: readonly File[]): Promise<void> {
    if (busy || !list.length) return;
    busy = true;
    mark();
    try {
      for (const f of list) {
        const no = unfit(f);
        if (no) throw new Error(w(no));
        await files.send(store.talk.path.split('/').pop()!, f);
      }
    } catch (err) {
      tell((err as Error).message || w('attach_failed'));
    }
    busy = false;
    mark();
  }
  function mark(): void {
    const b = panel.querySelector<HTMLButtonElement>('.attach');
    if (!b) return;
    b.disabled = busy;
    b.setAttribute('aria-busy', String(busy));
    b.setAttribute('aria-label', w(busy ? 'attach_busy' : 'attach'));
    b.title = w('attach');
    if (busy) tell('');
  }
  function tell(text: string): void {
    panel.querySelector('.attach-trouble')?.remove();
    if (!text) return;
    const p = document.createElement('p');
    p.className = 'trouble attach-trouble';
    p.setAttribute('role', 'alert');
    p.textContent = text;
    panel.querySelector('.composer')?.prepend(p);
  }
  function button(field: Element): void {
    const input = Object.assign(document.createElement('input'), { type: 'file', accept: accepted, multiple: true, hidden: true });
    const b = Object.assign(document.createElement('button'), { type: 'button', className: 'iconbtn attach', innerHTML: clip });
    input.onchange = () => void send([...(input.files ?? [])]).then(() => (input.value = ''));
    b.onclick = () => input.click();
    field.prepend(b, input);
    mark();
  }

  function card(el: HTMLElement): void {
    const link = el.querySelector<HTMLAnchorElement>('a[href*="/attachments/"]');
    const href = link?.getAttribute('href');
    if (!link || !href) return;
    el.dataset.file = '1';
    const c = store.view.entries.find((e) => e.card?.href === href)?.card as FileCard | undefined;
    const open = async (e?: Event) => {
      e?.preventDefault();
      try {
        const url = await files.url(href);
        if (c && isPicture(c)) look(url, c.title ?? '');
        else Object.assign(document.createElement('a'), { href: url, download: c?.title ?? '' }).click();
      } catch (err) {
        tell((err as Error).message || w('attach_failed'));
      }
    };
    link.onclick = open;
    link.removeAttribute('target');
    if (!c || !isPicture(c)) return;
    files.url(href).then((url) => {
      const b = Object.assign(document.createElement('button'), { type: 'button', className: 'picture' });
      b.setAttribute('aria-label', `${w('file_open')}: ${c.title}`);
      const img = Object.assign(document.createElement('img'), { src: url, alt: c.title ?? '', width: c.file?.width, height: c.file?.height });
      b.append(img);
      b.onclick = () => void open();
      el.append(b);
      link.style.display = 'none'; // the picture is the way in
    }, () => {}); // the link stays, and tries again
  }
  /** The picture in full; Escape and a press beside it close. */
  function look(url: string, name: string): void {
    const d = document.createElement('dialog');
    d.className = 'viewer';
    d.setAttribute('aria-label', name);
    const close = Object.assign(document.createElement('button'), { type: 'button', className: 'btn', textContent: w('file_close') });
    d.append(Object.assign(document.createElement('img'), { src: url, alt: name }), close);
    close.onclick = () => d.close();
    d.onclick = (e) => e.target === d && d.close();
    d.onkeydown = (e) => e.stopPropagation(); // Escape closes the picture, not the chat
    d.onclose = () => d.remove();
    panel.append(d);
    d.showModal();
  }

  const onpaste = (e: ClipboardEvent) => {
    const list = filesOf(e.clipboardData);
    if (list.length) (e.preventDefault(), void send(list));
  };
  const ondrop = (e: DragEvent) => {
    e.preventDefault();
    void send(filesOf(e.dataTransfer));
  };
  const over = (e: DragEvent) => e.preventDefault();
  function enhance(): void {
    const field = panel.querySelector('.composer .field');
    if (field && !field.querySelector('.attach')) button(field);
    for (const el of panel.querySelectorAll<HTMLElement>('.card.file:not([data-file])')) card(el);
  }
  const watch = new MutationObserver(enhance);
  watch.observe(panel, { childList: true, subtree: true });
  panel.addEventListener('paste', onpaste);
  panel.addEventListener('drop', ondrop);
  panel.addEventListener('dragover', over);
  enhance();
  return () => {
    watch.disconnect();
    panel.removeEventListener('paste', onpaste);
    panel.removeEventListener('drop', ondrop);
    panel.removeEventListener('dragover', over);
    files.stop();
  };
}

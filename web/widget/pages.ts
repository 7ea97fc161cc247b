import css from './pages.css?inline';

let sheet: CSSStyleSheet | undefined;

/** Adds the later pages' styles to the widget's shadow root, once. */
export function addPageStyles(): void {
  if (sheet) return;
  sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  const root = document.querySelector('samtal-chat')!.shadowRoot!;
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}

import css from './pages.css?inline';

let sheet: CSSStyleSheet | undefined;

/** Adds the later pages' styles to the shadow root, once. */
export function withPageStyles(node: HTMLElement): void {
  if (sheet) return;
  sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  const root = node.getRootNode() as ShadowRoot;
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}

import { expect, test } from 'vitest';
import { isShortcut, type Press } from './keys.ts';

const press = (o: Partial<Press> = {}, tagName = 'BODY'): Press => ({ key: 's', ctrlKey: false, metaKey: false, altKey: false, target: { tagName } as unknown as EventTarget, ...o });
const free = () => false;

test('a letter is a command where nobody writes', () => {
  expect(isShortcut(press(), free)).toBe(true);
  expect(isShortcut(press({}, 'BUTTON'), free)).toBe(true);
});

test('a letter of a reply never settles a matter', () => {
  for (const tag of ['INPUT', 'TEXTAREA', 'SELECT']) expect(isShortcut(press({}, tag), free), tag).toBe(false);
  expect(isShortcut(press({ target: { tagName: 'DIV', isContentEditable: true } as unknown as EventTarget }), free)).toBe(false);
  expect(isShortcut(press({ isComposing: true }), free)).toBe(false);
});

test('the browser keeps its own keys, and a dialog its letters', () => {
  for (const o of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }, { repeat: true }, { key: 'Enter' }, { defaultPrevented: true }]) expect(isShortcut(press(o), free)).toBe(false);
  expect(isShortcut(press(), () => true)).toBe(false);
});

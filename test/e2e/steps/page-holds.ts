import type { Page } from '@playwright/test'

/** Whether the page has a word anywhere: in what is drawn, in an attribute, in what was typed into a box, in its storage. */
export async function pageHolds(window: Page, word: string): Promise<boolean> {
  return window.evaluate((needle) => {
    const boxes = [...document.querySelectorAll('input, textarea, select')].map((box) => String(Reflect.get(box, 'value')))
    const stored = [localStorage, sessionStorage].map((storage) => JSON.stringify(storage))
    return [document.documentElement.outerHTML, document.title, location.href, ...boxes, ...stored].some((text) => text.includes(needle))
  }, word)
}

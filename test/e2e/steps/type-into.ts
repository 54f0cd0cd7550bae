import type { Locator, Page } from '@playwright/test'
import { tabTo } from './tab-to.ts'

/** Reaches a box by Tab and replaces what stands in it, by the keyboard only. */
export async function typeInto(window: Page, box: Locator, text: string): Promise<void> {
  await tabTo(window, box)
  await window.keyboard.press('ControlOrMeta+A')
  await window.keyboard.press('Delete')
  await window.keyboard.type(text)
}

import type { Locator, Page } from '@playwright/test'

/** Presses Tab until the control has the focus, as somebody without a mouse does. Throws when it is not reached. */
export async function tabTo(window: Page, control: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let presses = 0; presses < MOST_STOPS; presses += 1) {
    if (await control.evaluate((element) => element === document.activeElement)) return
    await window.keyboard.press(key)
  }
  throw new Error(`${String(MOST_STOPS)} times ${key}, and the focus never came to ${control.toString()}`)
}

/** Twice the stops of the longest screen. */
const MOST_STOPS = 80

import type { Locator, Page } from '@playwright/test'

/** A rung of the ladder by its healthy statement; others may mention that statement, for example because they wait for it. */
export function rung(window: Page, title: string): Locator {
  return rungs(window).filter({ hasText: new RegExp(`^\\s*${title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`) })
}

/** All rungs of all groups, lowest first. */
export function rungs(window: Page): Locator {
  return window.locator('main ol > li')
}

/** The line that opens and closes a rung. */
export function line(ofRung: Locator): Locator {
  return ofRung.getByRole('button').first()
}

import type { Page } from '@playwright/test'

/** What is wider than its place: the page, or what scrolls in it. */
export function sidewaysOverflow(window: Page): Promise<readonly string[]> {
  return window.evaluate(() => {
    const wide: string[] = []
    for (let element = document.querySelector('main'); element !== null; element = element.parentElement) {
      if (element.scrollWidth > element.clientWidth) wide.push(`${element.tagName}: ${element.scrollWidth} in ${element.clientWidth}`)
    }
    for (const element of document.querySelectorAll('main *, nav *')) {
      // A table is wider than a narrow window: it scrolls by itself, and the page does not.
      if (element.parentElement?.closest('.scroller, [role=grid]') != null) continue
      const { right, width } = element.getBoundingClientRect()
      if (width > 1 && right > innerWidth + 1) wide.push(`${element.tagName} ${element.textContent.trim().slice(0, 40)}`)
    }
    return wide
  })
}

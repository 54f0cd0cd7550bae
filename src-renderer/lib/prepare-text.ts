import { dayAndTime, relativeTime, wholeNumber } from './format-time.ts'

/**
 * Has the window find its fixed-width font and make its formats while nobody waits. Whatever needs one of them first stands still for 10 ms,
 * and for 50 ms beside a reading: each name of a font is looked up by another process.
 */
export function prepareText(): void {
  for (const need of [findFixedWidthFont, () => wholeNumber(0), () => dayAndTime(0), () => relativeTime(0, 60_000)])
    requestIdleCallback(need)
}

// In the page and by its class: names are looked up for each size anew.
function findFixedWidthFont(): void {
  const text = document.createElement('span')
  text.className = 'mono visually-hidden'
  text.textContent = '0'
  document.body.append(text)
  text.getBoundingClientRect()
  text.remove()
}

import { test, type Page } from '@playwright/test'
import { expect } from './steps/expect.ts'
import { openScreen } from './steps/open-screen.ts'
import { shareWindow } from './steps/share-window.ts'
import { stateCalled } from './steps/states.ts'

const shared = shareWindow()

test('every stop of the Tab key can be seen', async () => {
  const { window } = shared
  await using _state = await stateCalled('form-with-errors').enter(shared.launched)
  await openScreen(window, 'Directory')

  const stops = new Set<string>()
  const unseen: string[] = []
  for (let presses = 0; presses < 60; presses += 1) {
    await window.keyboard.press('Tab')
    const stop = await focusedStop(window)
    if (stops.has(stop.name)) break
    stops.add(stop.name)
    if (!stop.isSeen) unseen.push(stop.name)
  }

  expect(stops.size).toBeGreaterThan(20)
  expect(unseen).toEqual([])
})

test('shortcuts lead to the screens, and the heading takes the focus', async () => {
  const { window } = shared
  await openScreen(window, 'Home')
  for (const [digit, heading] of [
    ['2', 'Set up'],
    ['3', 'Directory'],
    ['4', 'Preview'],
    ['5', 'SAML'],
    ['6', 'OAuth'],
    ['7', 'Identity'],
    ['8', 'Provisioning'],
    ['9', 'Certificates'],
    ['1', 'What would you like to do?']
  ] as const) {
    await window.keyboard.press(`Control+${digit}`)
    await expect(window.getByRole('heading', { level: 1, name: heading })).toBeFocused()
  }
})

test('only those who do not mind see something move', async () => {
  const { window } = shared
  await using _state = await stateCalled('running').enter(shared.launched)

  await expect.poll(() => moving(window)).toBeGreaterThan(0)
  await window.emulateMedia({ reducedMotion: 'reduce' })
  await expect.poll(() => moving(window)).toBe(0)
  await window.emulateMedia({ reducedMotion: null })
})

function moving(window: Page): Promise<number> {
  return window.evaluate(() => document.getAnimations().filter(({ playState }) => playState === 'running').length)
}

interface Stop {
  readonly name: string
  readonly isSeen: boolean
}

/** A file input is drawn by its label, which then has the ring. */
function focusedStop(window: Page): Promise<Stop> {
  return window.evaluate(() => {
    const focused = document.activeElement
    const label = focused instanceof HTMLInputElement && focused.type === 'file' ? focused.labels?.[0] : undefined
    const drawn = label ?? focused
    if (drawn === null) return { name: 'nothing', isSeen: false }
    const { outlineStyle, outlineWidth } = getComputedStyle(drawn)
    const { width, height } = drawn.getBoundingClientRect()
    const place = [...document.querySelectorAll('*')].indexOf(drawn)
    return {
      name: `${String(place)} ${drawn.tagName} ${drawn.getAttribute('aria-label') ?? drawn.id} ${drawn.textContent.trim().slice(0, 30)}`,
      isSeen: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && width > 8 && height > 8
    }
  })
}

import { test, type Page } from '@playwright/test'
import { expect } from './steps/expect.ts'
import { openScreen } from './steps/open-screen.ts'
import { resizeWindow } from './steps/resize-window.ts'
import { shareWindow } from './steps/share-window.ts'
import { stateCalled, states } from './steps/states.ts'
import { takePicture } from './steps/take-picture.ts'
import { violations } from './steps/violations.ts'

const shared = shareWindow()

for (const { name, enter, primary } of states) {
  test(`${name}: axe finds nothing in either theme, and 200 % zoom loses nothing`, async () => {
    const { app, window } = shared
    await using _state = await enter(shared.launched)

    // Without motion no colour is caught half way from one theme to the other.
    for (const colorScheme of ['light', 'dark'] as const) {
      await window.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      expect(await violations(window), colorScheme).toEqual([])
    }
    await window.emulateMedia({ colorScheme: null, reducedMotion: null })
    await expect(window.getByRole('main')).toHaveCount(1)
    await expect(window.getByRole('navigation')).toHaveCount(1)
    await expect(window.getByRole('heading', { level: 1 })).toHaveCount(1)

    await resizeWindow(app, window, { width: 900, height: 620, zoom: 2 })
    expect(await sidewaysOverflow(window)).toEqual([])
    if (primary !== undefined) {
      const button = window.getByRole('main').getByRole('button', { name: primary, exact: true })
      await button.scrollIntoViewIfNeeded()
      await expect(button).toBeInViewport({ ratio: 1 })
    }
    await resizeWindow(app, window, { width: 1200, height: 800 })
    expect(await sidewaysOverflow(window)).toEqual([])
  })
}

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

for (const name of [
  'ladder-failed',
  'plan-unsafe',
  'receipt-differs',
  'hand-off',
  'preview-unsafe',
  'preview-few',
  'saml-entra',
  'saml-told',
  'saml-response-attacked',
  'saml-rollover',
  'method-overruled',
  'oauth-affected',
  'oauth-hand-off'
] as const) {
  test(`${name}: forced colours keep what colour says`, async () => {
    const { app, window } = shared
    await resizeWindow(app, window, { width: 1200, height: 800 })
    await using _state = await stateCalled(name).enter(shared.launched)
    await window.emulateMedia({ forcedColors: 'active' })

    await takePicture(app, window, `test-results/screens/${name}-forced-colours.png`)
    expect(await violations(window)).toEqual([])
    await window.emulateMedia({ forcedColors: null })
  })
}

/** What is wider than its place: the page, or what scrolls in it. */
function sidewaysOverflow(window: Page): Promise<readonly string[]> {
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

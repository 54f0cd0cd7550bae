import { copyFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { test, type Page } from '@playwright/test'
import { projectRoot } from '../../scripts/project-paths.mjs'
import { summary } from './steps/check-the-directory.ts'
import { expect } from './steps/expect.ts'
import { resizeWindow, type WindowShape } from './steps/resize-window.ts'
import { shareStates } from './steps/share-states.ts'
import { sidewaysOverflow } from './steps/sideways-overflow.ts'
import { type StateName, states } from './steps/states.ts'
import { takePicture } from './steps/take-picture.ts'
import { violations } from './steps/violations.ts'

/**
 * Everything the window can show: measured, and as pictures for eyes to look at, in test-results/screens.
 * With UPDATE_SCREENSHOTS=1 the README gets its pictures from here.
 */
// Each worker takes a part of the states, in a window of its own.
test.describe.configure({ mode: 'parallel' })
const { shared, enter } = shareStates()
const folder = join(projectRoot, 'test-results', 'screens')
const usual: WindowShape = { width: 1200, height: 800 }

const narrow: ReadonlySet<StateName> = new Set([
  'saml-entra',
  'saml-found',
  'saml-told',
  'saml-stored',
  'saml-proved',
  'saml-response',
  'saml-rollover',
  'method-overruled',
  'method-tables',
  'oauth-affected',
  'oauth-entra',
  'oauth-found',
  'oauth-told',
  'oauth-hand-off'
])

const inForcedColours: ReadonlySet<StateName> = new Set([
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
])

for (const { name, primary } of states) {
  test(`${name} in both themes`, async () => {
    const { app, window } = shared
    await resizeWindow(app, window, usual)
    await enter(name)
    await bringIntoView(window, name)
    for (const colorScheme of ['light', 'dark'] as const) {
      await window.emulateMedia({ colorScheme })
      await takePicture(app, window, join(folder, `${name}-${colorScheme}.png`))
    }
    await window.emulateMedia({ colorScheme: 'light' })
    if (process.env['UPDATE_SCREENSHOTS'] === '1') await updateReadme(name)
  })

  test(`${name}: axe finds nothing in either theme, and 200 % zoom loses nothing`, async () => {
    const { app, window } = shared
    await enter(name)

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
    await resizeWindow(app, window, usual)
    expect(await sidewaysOverflow(window)).toEqual([])
  })

  if (narrow.has(name)) {
    test(`${name} at a width of 400 pixels`, async () => {
      const { app, window } = shared
      await resizeWindow(app, window, usual)
      await enter(name)
      await resizeWindow(app, window, { width: 900, height: 1400, zoom: 2.25 })
      for (const [part, place] of [
        ['top', window.getByRole('heading', { level: 1 })],
        ['end', window.getByRole('main').locator('section, li').last()]
      ] as const) {
        await place.evaluate((element) => element.scrollIntoView({ block: 'start' }))
        await takePicture(app, window, join(folder, `${name}-400-${part}.png`))
      }
      await resizeWindow(app, window, usual)
    })
  }

  if (inForcedColours.has(name)) {
    test(`${name}: forced colours keep what colour says`, async () => {
      const { app, window } = shared
      await resizeWindow(app, window, usual)
      await enter(name)
      await bringIntoView(window, name)
      await window.emulateMedia({ forcedColors: 'active' })

      await takePicture(app, window, join(folder, `${name}-forced-colours.png`))
      expect(await violations(window)).toEqual([])
      await window.emulateMedia({ forcedColors: null })
    })
  }
}

/** Of a ladder the result and what follows it; of anything else the beginning, except beside help. */
async function bringIntoView(window: Page, name: StateName): Promise<void> {
  if (name === 'help') return
  if (name.startsWith('ladder')) await summary(window).evaluate((heading) => heading.scrollIntoView({ block: 'start' }))
  else await window.getByRole('main').evaluate((main) => main.scrollTo({ top: 0 }))
}

const readmePictures: Partial<Record<StateName, string>> = {
  'ladder-failed': 'ladder.png',
  'preview-unsafe': 'preview.png',
  plan: 'plan.png',
  'saml-told': 'saml.png'
}

async function updateReadme(name: StateName): Promise<void> {
  const picture = readmePictures[name]
  if (picture === undefined) return
  const images = join(projectRoot, 'docs', 'images')
  await mkdir(images, { recursive: true })
  await copyFile(join(folder, `${name}-light.png`), join(images, picture))
}

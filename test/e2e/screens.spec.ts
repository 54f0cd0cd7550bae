import { copyFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { test, type Page } from '@playwright/test'
import { projectRoot } from '../../scripts/project-paths.mjs'
import { launchApp } from '../support/launch-app.ts'
import { summary } from './steps/check-the-directory.ts'
import { expect } from './steps/expect.ts'
import { peopleGrid, personPanel } from './steps/people-grid.ts'
import { outcomeTile } from './steps/preview-the-sync.ts'
import { resizeWindow, type WindowShape } from './steps/resize-window.ts'
import { shareWindow } from './steps/share-window.ts'
import { type StateName, stateCalled, states } from './steps/states.ts'
import { takePicture } from './steps/take-picture.ts'

/** Pictures of every screen for eyes to look at, in test-results/screens. With UPDATE_SCREENSHOTS=1 the README gets its pictures from here. */
const shared = shareWindow()
const folder = join(projectRoot, 'test-results', 'screens')
const usual: WindowShape = { width: 1200, height: 800 }
const smallest: WindowShape = { width: 900, height: 620 }

test('the window opens on Home, ready to be used', async () => {
  const startedAtMs = Date.now()
  await using launched = await launchApp()
  await expect(launched.window.getByRole('button', { name: 'Check a directory' })).toBeVisible()

  console.log(`measure: from launch to the first button ${String(Date.now() - startedAtMs)} ms`)
})

for (const { name, enter } of states) {
  test(`${name} in both themes`, async () => {
    const { app, window } = shared
    await resizeWindow(app, window, usual)
    await using _state = await enter(shared.launched)
    await bringIntoView(window, name)
    for (const colorScheme of ['light', 'dark'] as const) {
      await window.emulateMedia({ colorScheme })
      await takePicture(app, window, join(folder, `${name}-${colorScheme}.png`))
    }
    await window.emulateMedia({ colorScheme: 'light' })
    if (process.env['UPDATE_SCREENSHOTS'] === '1') await updateReadme(name)
  })
}

test('the failed ladder in the smallest window, and at 200 %', async () => {
  const { app, window } = shared
  await using _state = await stateCalled('ladder-failed').enter(shared.launched)
  await resizeWindow(app, window, smallest)
  await takePicture(app, window, join(folder, 'ladder-failed-900x620.png'))
  await resizeWindow(app, window, { ...smallest, zoom: 2 })
  await takePicture(app, window, join(folder, 'ladder-failed-200-percent-top.png'))
  await window.getByText('What happened').first().scrollIntoViewIfNeeded()
  await takePicture(app, window, join(folder, 'ladder-failed-200-percent.png'))
  await resizeWindow(app, window, usual)
})

test('a preview and a person of it in the smallest window, and at 200 %', async () => {
  const { app, window } = shared
  await using _state = await stateCalled('preview-unsafe').enter(shared.launched)
  const shapes: readonly (readonly [string, WindowShape])[] = [
    ['900x620', smallest],
    ['200-percent', { ...smallest, zoom: 2 }]
  ]
  for (const [name, shape] of shapes) {
    await resizeWindow(app, window, shape)
    const parts = {
      top: window.getByRole('main').locator('header').first(),
      tools: outcomeTile(window, 'create'),
      table: peopleGrid(window),
      person: personPanel(window)
    }
    for (const [part, place] of Object.entries(parts)) {
      await place.evaluate((element) => element.scrollIntoView({ block: 'start' }))
      await takePicture(app, window, join(folder, `preview-${name}-${part}.png`))
    }
  }
  await resizeWindow(app, window, usual)
})

for (const name of [
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
] as const) {
  test(`${name} at a width of 400 pixels`, async () => {
    const { app, window } = shared
    await resizeWindow(app, window, usual)
    await using _state = await stateCalled(name).enter(shared.launched)
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

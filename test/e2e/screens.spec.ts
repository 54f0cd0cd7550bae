import { join } from 'node:path'
import { test } from '@playwright/test'
import { projectRoot } from '../../scripts/project-paths.mjs'
import { launchApp } from '../support/launch-app.ts'
import { expect } from './steps/expect.ts'
import { peopleGrid, personPanel } from './steps/people-grid.ts'
import { outcomeTile } from './steps/preview-the-sync.ts'
import { resizeWindow, type WindowShape } from './steps/resize-window.ts'
import { shareWindow } from './steps/share-window.ts'
import { stateCalled } from './steps/states.ts'
import { takePicture } from './steps/take-picture.ts'

/** More pictures for eyes to look at, in test-results/screens. */
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

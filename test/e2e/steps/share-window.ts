import { test, type ElectronApplication, type Page } from '@playwright/test'
import { launchApp, type LaunchedApp, type LaunchOptions } from '../../support/launch-app.ts'

export interface SharedWindow {
  readonly app: ElectronApplication
  readonly window: Page
  readonly launched: LaunchedApp
}

/** One application for all tests of a file; after a failure the next ones get a new one. Read its fields inside the tests only. */
export function shareWindow(options: LaunchOptions = {}): SharedWindow {
  let launched: LaunchedApp | undefined
  test.beforeAll(async () => {
    launched = await launchApp(options)
  })
  test.afterAll(async () => {
    await launched?.[Symbol.asyncDispose]()
  })
  const running = (): LaunchedApp => {
    if (launched === undefined) throw new Error('The application runs inside the tests only')
    return launched
  }
  return {
    get app() {
      return running().app
    },
    get window() {
      return running().window
    },
    get launched() {
      return running()
    }
  }
}

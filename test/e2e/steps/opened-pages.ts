import type { ElectronApplication } from '@playwright/test'
import { expect } from './expect.ts'

/** From now on no browser opens: what would have been opened in one is remembered. */
export async function catchOpenedPages(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ shell }) => {
    const opened: string[] = []
    Reflect.set(globalThis, 'openedPages', opened)
    shell.openExternal = (url) => {
      opened.push(url)
      return Promise.resolve()
    }
  })
}

/** Waits until a page was opened since it was asked for last, and answers its address. */
export async function openedPage(app: ElectronApplication): Promise<string> {
  let page = ''
  const next = (): Promise<string> => app.evaluate(() => (Reflect.get(globalThis, 'openedPages') as string[]).shift() ?? '')
  await expect.poll(async () => (page = await next())).not.toBe('')
  return page
}

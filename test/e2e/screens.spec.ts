import { test } from '@playwright/test'
import { checkTheDirectory } from './steps/check-the-directory.ts'
import { openScreen } from './steps/open-screen.ts'
import { resizeWindow } from './steps/resize-window.ts'
import { shareWindow } from './steps/share-window.ts'
import { startPractice } from './steps/start-practice.ts'

const shared = shareWindow()

test('x', async () => {
  const { app, window } = shared
  await resizeWindow(app, window, { width: 1200, height: 800 })
  const shot = (name: string) => window.screenshot({ path: `test-results/x/${name}.png` })
  await shot('home')
  await openScreen(window, 'Practice')
  await shot('practice')
  await startPractice(window)
  await shot('form')
  console.log(await checkTheDirectory(window))
  await shot('healthy')
  await startPractice(window, { fault: 'expired-certificate' })
  console.log(await checkTheDirectory(window))
  await shot('failed')
  await window.emulateMedia({ colorScheme: 'dark' })
  await shot('failed-dark')
  await window.emulateMedia({ colorScheme: 'light' })
  await resizeWindow(app, window, { width: 900, height: 620, zoom: 2 })
  await shot('failed-200')
})

import { test } from '@playwright/test'
import { startAwkwardTcp } from '../support/awkward-tcp.ts'
import { checkTheDirectory, pressCheck, summary } from './steps/check-the-directory.ts'
import { expect } from './steps/expect.ts'
import { fillDirectoryForm } from './steps/fill-directory-form.ts'
import { openScreen } from './steps/open-screen.ts'
import { rungs } from './steps/rung.ts'
import { shareWindow } from './steps/share-window.ts'
import { startPractice } from './steps/start-practice.ts'

// Each test goes on where the one before it stopped.
test.describe.configure({ mode: 'serial' })
const shared = shareWindow()

test('a check of a server that says nothing ends at once when it is cancelled', async () => {
  const { window } = shared
  await startPractice(window, { fault: 'silent-server' })
  await pressCheck(window)
  await expect(rungs(window).filter({ hasText: 'Running' })).toHaveCount(1)

  // Measured inside the page: what the test itself takes to look does not count.
  const tookMs = await window.getByRole('button', { name: 'Cancel' }).evaluate(async (cancel) => {
    const pressedAtMs = performance.now()
    if (cancel instanceof HTMLElement) cancel.click()
    while (!document.body.innerText.includes('Cancelled after')) await new Promise((resolve) => requestAnimationFrame(resolve))
    return performance.now() - pressedAtMs
  })

  expect(tookMs).toBeLessThan(1000)
  await expect(summary(window)).toHaveText(/^Cancelled after \d+ of \d+$/)
  await expect(summary(window)).toBeFocused()
})

test('what was seen until then is no result', async () => {
  const { window } = shared

  await expect(rungs(window).filter({ hasText: 'Running' })).toHaveCount(0)
  await expect(rungs(window).filter({ hasText: 'Failed' })).toHaveCount(0)
  for (const name of ['Save report (HTML)', 'Save report (JSON)', 'Copy as text', 'Cancel'])
    await expect(window.getByRole('button', { name })).toHaveCount(0)
  await expect(window.getByText(/to fix|Nothing failed/)).toHaveCount(0)
})

test('a second run after it works', async () => {
  const { window } = shared
  await startPractice(window)

  expect(await checkTheDirectory(window)).not.toContain('to fix')
})

test('the connection of a cancelled check is closed', async () => {
  const { window } = shared
  await using server = await startAwkwardTcp({ kind: 'silent' })
  await window.getByRole('button', { name: 'Leave practice' }).click()
  const password = 'Never-Sent-1'
  await fillDirectoryForm(window, {
    host: server.host,
    port: server.port,
    username: 'cn=reader,dc=example',
    password,
    baseDn: 'dc=example'
  })
  await pressCheck(window)
  await expect.poll(() => server.openCount()).toBeGreaterThan(0)

  const pressedAtMs = Date.now()
  await window.getByRole('button', { name: 'Cancel' }).click()
  await server.untilAllClosed()

  expect(Date.now() - pressedAtMs).toBeLessThan(1000)
  expect(server.received().toString('latin1')).not.toContain(password)
  // Nor is it remembered as work that was done.
  await openScreen(window, 'Home')
  await expect(window.getByText('Nothing yet.')).toBeVisible()
})

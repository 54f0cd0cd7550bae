import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test, type Locator } from '@playwright/test'
import { changedName, forgedName, strippedSignature, wrappings } from '../support/saml/attack-response.ts'
import { answerSaveDialog } from './steps/answer-save-dialog.ts'
import { expect } from './steps/expect.ts'
import { pageHolds } from './steps/page-holds.ts'
import { readResponse, sharedMetadata, sharedResponse, sharedTenant } from './steps/saml-scenes.ts'
import { openSaml, pasteMetadata, pressSaml, readSaml, untilSamlRead } from './steps/saml-screen.ts'
import { shareWindow } from './steps/share-window.ts'
import { watchStalls } from './steps/watch-stalls.ts'

/** A response, opened and judged on this computer, without any site. */
const shared = shareWindow()
const ANNA = 'anna.smith@practice.example'

const username = (): Locator => shared.window.getByRole('region', { name: 'Files.com user name that results' })
const unsigned = (): Locator => shared.window.getByRole('region', { name: /^Not covered by any signature/ })

test('a HAR file of the browser says who arrives, judged by the metadata of step 2', async () => {
  const { window } = shared
  await pasteMetadata(window, await sharedMetadata())
  await openSaml(window, 'response')
  await window.getByLabel('Choose a file').setInputFiles({
    name: 'login.har',
    mimeType: 'application/json',
    buffer: Buffer.from(harOf((await sharedResponse()).base64))
  })
  await expect(window.getByText('In hand: login.har')).toBeVisible()

  expect(await readSaml(window, 'Read the response')).toBe('Nothing failed; 1 thing to look at: groups arrive as ids, not as names.')
  await expect(username()).toContainText(ANNA)
  await expect(window.getByRole('button', { name: /^XML as it was sent/ })).toContainText('HAR')
  await expect(window.getByRole('table', { name: 'Attributes' }).getByRole('row', { name: /^displayname/ })).toContainText('Smith, Anna')
})

test('pasted base64 is opened too, and yesterday’s response is judged by the moment it came', async () => {
  const { window } = shared
  expect(await readResponse(window, (await sharedResponse()).base64)).toMatch(/^Nothing failed/)
  await expect(username()).toContainText(ANNA)

  const { base64 } = await sharedResponse('anna.smith', 'expired')
  expect(await readResponse(window, base64)).toMatch(/ended/)
})

test('only a trusted key counts: by the fingerprint of another one nobody arrives', async () => {
  const { window } = shared
  const { base64 } = await sharedResponse()
  const { current, next } = (await sharedTenant()).keys()
  await openSaml(window, 'response')
  await window.getByRole('textbox', { name: 'Response as text' }).fill(base64)
  await window.getByRole('radio', { name: /^A fingerprint/ }).check()
  for (const [key, arrives] of [
    [next, false],
    [current, true]
  ] as const) {
    await window.getByRole('textbox', { name: /fingerprint/i }).fill(key.sha256)
    await readSaml(window, 'Read the response')
    await expect(username()).toContainText(arrives ? ANNA : 'None')
  }
  await window.getByRole('radio', { name: /^What was checked/ }).check()
})

test('what was changed on the way is found, and never shown as signed', async () => {
  const { window } = shared
  expect(await readResponse(window, changedName((await sharedResponse()).xml))).toMatch(/to fix/)

  await expect(username()).toContainText('None')
  await expect(unsigned()).toContainText(forgedName)
  await expect(window.getByRole('region', { name: 'Covered by a verified signature' })).not.toContainText(forgedName)
})

test('without a signature nothing is believed', async () => {
  const { window } = shared
  expect(await readResponse(window, strippedSignature((await sharedResponse()).xml))).toMatch(/to fix/)

  await expect(username()).toContainText('None')
  await expect(unsigned()).toContainText(ANNA)
})

for (const name of Object.keys(wrappings)
  .filter((each) => wrappings[each]?.needs === 'assertion')
  .slice(0, 3)) {
  test(`${name}: the forged name does not arrive`, async () => {
    const { window } = shared
    const attacked = wrappings[name]?.attack((await sharedResponse()).xml) ?? ''
    expect(await readResponse(window, attacked)).toMatch(/to fix/)

    await expect(username()).toContainText('None')
    await expect(username()).not.toContainText(forgedName)
  })
}

test('the report that is saved leaves people out', async () => {
  const { app, window, launched } = shared
  await readResponse(window, (await sharedResponse()).base64)
  for (const format of ['HTML', 'JSON']) {
    const path = join(launched.userDataFolder, `report.${format.toLowerCase()}`)
    await answerSaveDialog(app, path)
    await pressSaml(window, `Save report (${format})`)
    await expect(window.getByText(path)).toBeVisible()

    const text = await readFile(path, 'utf8')
    expect(text).toContain('saml.response.groups-are-ids')
    expect(text.toLowerCase()).not.toContain('anna')
  }
})

test('a response is cleared with everything that was found in it', async () => {
  const { window } = shared
  await readResponse(window, (await sharedResponse()).base64)
  expect(await pageHolds(window, 'anna.smith')).toBe(true)
  await pressSaml(window, 'Clear the response')

  await expect(window.getByRole('textbox', { name: 'Response as text' })).toBeFocused()
  await expect(username()).toHaveCount(0)
  expect(await pageHolds(window, 'anna.smith')).toBe(false)
})

test('a text of two megabytes keeps nobody waiting', async () => {
  const { app, window } = shared
  await openSaml(window, 'response')
  const box = window.getByRole('textbox', { name: 'Response as text' })
  await box.fill('')
  const text = Buffer.from(`<?xml version="1.0"?><Response>${'<Attribute>x</Attribute>'.repeat(65_000)}</Response>`).toString('base64')
  const stalls = await watchStalls(app, window)
  await app.evaluate(({ clipboard }, pasted) => clipboard.writeText(pasted), text)
  await box.focus()
  await window.keyboard.press('ControlOrMeta+V')
  await expect.poll(async () => (await box.inputValue()).length).toBe(text.length)
  await pressSaml(window, 'Read the response')
  await untilSamlRead(window)
  await box.fill('')

  const { mainMs, windowMs } = await stalls()
  console.log(`measure: a text of ${String(text.length)} characters: main process ${String(mainMs)} ms, window ${String(windowMs)} ms`)
  expect(text.length).toBeGreaterThan(2_000_000)
  expect(mainMs).toBeLessThan(1000)
  expect(windowMs).toBeLessThan(2000)
})

/** As developer tools save what the browser asked for, with much that is none of our business. */
function harOf(samlResponse: string): string {
  const other = { request: { method: 'GET', url: 'https://login.microsoftonline.com/common/login' }, response: { status: 200 } }
  const posted = {
    request: {
      method: 'POST',
      url: 'https://app.files.com/saml/consume',
      postData: {
        mimeType: 'application/x-www-form-urlencoded',
        params: [{ name: 'SAMLResponse', value: encodeURIComponent(samlResponse) }]
      }
    },
    response: { status: 302 }
  }
  return JSON.stringify({ log: { version: '1.2', creator: { name: 'Browser', version: '1' }, entries: [other, posted] } })
}

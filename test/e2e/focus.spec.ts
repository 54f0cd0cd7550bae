import { test, type Locator } from '@playwright/test'
import { answerSaveDialog } from './steps/answer-save-dialog.ts'
import { expect } from './steps/expect.ts'
import { fillDirectoryForm, chooseCaFile } from './steps/fill-directory-form.ts'
import { openScreen } from './steps/open-screen.ts'
import { shareWindow } from './steps/share-window.ts'
import { startPractice } from './steps/start-practice.ts'
import { stateCalled } from './steps/states.ts'

/** A control that goes away with what it did must hand the focus on: else the keyboard starts over at the top, and a screen reader falls silent. */
const shared = shareWindow()

const button = (name: string | RegExp): Locator => shared.window.getByRole('button', { name })
const heading = (name: string): Locator => shared.window.getByRole('heading', { name, exact: true })

async function press(control: Locator): Promise<void> {
  await control.focus()
  await shared.window.keyboard.press('Enter')
}

test('taking over a suggestion stays on its line, and closing them goes back to the screen', async () => {
  const { window } = shared
  await using _state = await stateCalled('suggestions').enter(shared.launched)
  await expect(heading('Suggestions')).toBeFocused()

  await press(button(/^Use it/).first())
  await expect(window.getByRole('listitem').filter({ hasText: 'In the form' })).toBeFocused()
  await press(button('Close suggestions'))
  await expect(heading('Directory')).toBeFocused()
})

test('leaving practice goes back to the screen', async () => {
  await startPractice(shared.window)
  await press(button('Leave practice'))

  await expect(heading('Directory')).toBeFocused()
})

test('a backup host is typed right after it was asked for, and gives the focus back', async () => {
  const { window } = shared
  await using _state = await stateCalled('form').enter(shared.launched)
  await press(button('Add a backup host'))
  await expect(window.getByRole('textbox', { name: 'Backup host' })).toBeFocused()

  await press(button('Remove backup host'))
  await expect(button('Add a backup host')).toBeFocused()
})

test('a CA file that is chosen or removed leaves the focus at its place', async () => {
  const { window } = shared
  await using _state = await stateCalled('form').enter(shared.launched)
  await chooseCaFile(window, '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n')
  await expect(button('Remove the CA file')).toBeFocused()

  await window.keyboard.press('Enter')
  await expect(window.getByLabel('Choose a CA file')).toBeFocused()
})

test('reading and comparing certificates keep the focus where it was', async () => {
  const { window } = shared
  await openScreen(window, 'Certificates')
  await window.getByRole('radio', { name: 'Pasted text' }).check()
  await window.getByRole('textbox', { name: 'Certificate as text' }).fill('no certificate in here')
  await press(button('Read the text'))
  await expect(window.getByRole('main').getByRole('alert')).toContainText('What happened')
  await expect(button('Read the text')).toBeFocused()

  await using _state = await stateCalled('certificates').enter(shared.launched)
  await press(window.getByRole('button', { name: 'Compare', exact: true }))
  await expect(window.getByText('Not the same.')).toBeVisible()
  await expect(window.getByRole('button', { name: 'Compare', exact: true })).toBeFocused()
})

test('saving rows gives the focus back to the button, which cannot be pressed meanwhile', async () => {
  const { app, window } = shared
  await using _state = await stateCalled('preview').enter(shared.launched)
  await answerSaveDialog(app, undefined)
  const save = button(/^Save \d+ rows as CSV$/)

  await press(save)

  await expect(save).toBeEnabled()
  await expect(save).toBeFocused()
  await window.keyboard.press('Tab')
  await expect(button(/^Save \d+ rows as JSON$/)).toBeFocused()
})

test('the result of a check that fails at once has the focus', async () => {
  const { window } = shared
  await using _state = await stateCalled('form').enter(shared.launched)
  await fillDirectoryForm(window, { host: '127.0.0.1', port: 1, username: 'cn=reader,dc=example', password: 'x', baseDn: 'dc=example' })
  await press(button('Check the directory'))

  await expect(window.getByRole('heading', { name: /to fix/ })).toBeFocused()
})

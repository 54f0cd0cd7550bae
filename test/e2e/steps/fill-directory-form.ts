import type { Page } from '@playwright/test'

export interface DirectoryToFill {
  readonly host: string
  readonly port: number
  readonly username: string
  readonly password: string
  readonly baseDn: string
  readonly usernameField?: string
  readonly caPem?: string
  readonly person?: { readonly username: string; readonly password: string }
}

/** Fills the Directory screen, which is open, for a server by LDAPS. */
export async function fillDirectoryForm(window: Page, directory: DirectoryToFill): Promise<void> {
  const box = (name: string) => window.getByRole('textbox', { name, exact: true })
  await box('Host').fill(directory.host)
  await box('Port').fill(String(directory.port))
  await box('User name').fill(directory.username)
  await box('Password').fill(directory.password)
  await box('Base DN').fill(directory.baseDn)
  if (directory.usernameField !== undefined) await window.getByRole('combobox', { name: 'User name field' }).fill(directory.usernameField)
  if (directory.caPem !== undefined) await chooseCaFile(window, directory.caPem)
  if (directory.person === undefined) return
  await window.getByRole('button', { name: 'Ask about a real person, too' }).click()
  await box('User name of a person').fill(directory.person.username)
  await box('This person’s password').fill(directory.person.password)
}

export async function chooseCaFile(window: Page, pem: string): Promise<void> {
  await window
    .getByLabel('Choose a CA file')
    .setInputFiles({ name: 'corp-ca.pem', mimeType: 'application/x-pem-file', buffer: Buffer.from(pem) })
}

import { test } from '@playwright/test'
import { expect } from './steps/expect.ts'
import { shareWindow } from './steps/share-window.ts'
import { startPracticeSite } from './steps/start-practice-site.ts'
import { giveKey, rehearseRollover, sharedTenant } from './steps/saml-scenes.ts'
import { openSaml, pressSaml } from './steps/saml-screen.ts'

/** The change of the signing key, rehearsed before anybody is locked out. */
const shared = shareWindow()

for (const [told, title, headline] of [
  ['By the metadata URL', 'Metadata URL', /Sign-in is expected to go on/],
  ['By metadata XML', 'Metadata XML', /Sign-in breaks at “Make active”/],
  ['By the certificate’s fingerprint', 'Certificate fingerprint', /Sign-in breaks between “Make active” and the new fingerprint/]
] as const) {
  test(`${told}: what happens when, and what to do in which order`, async () => {
    const { window } = shared
    await rehearseRollover(window, new RegExp(`^${told}`))

    const first = window.getByRole('tabpanel').getByRole('region', { name: new RegExp(title) })
    await expect(first).toContainText('this is how Files.com was told')
    await expect(first).toContainText(headline)
    await expect(
      window
        .getByRole('list', { name: `Time line: ${title}` })
        .getByRole('listitem')
        .first()
    ).toContainText('Today')
    expect(
      await window
        .getByRole('list', { name: `Steps: ${title}` })
        .getByRole('listitem')
        .count()
    ).toBeGreaterThan(2)
  })
}

test('the old key may be what the site stores', async () => {
  const { window } = shared
  await startPracticeSite(window)
  await openSaml(window, 'rollover')
  await window.getByRole('radio', { name: 'What a provider of the site stores' }).check()
  await giveKey(window, 'The new key', (await sharedTenant()).keys().next.certificatePem)
  await window.getByRole('radio', { name: 'By the metadata URL' }).check()
  await pressSaml(window, 'Rehearse the roll-over')

  await expect(window.getByRole('heading', { name: 'The keys', exact: true })).toBeVisible()
  await expect(window.getByRole('list', { name: 'Time line: Metadata URL' }).getByRole('listitem').first()).toContainText('Today')
})

import { expect, it } from 'vitest'
import { createFilesService } from '../../../src-main/adapters/files-api/create-files-service.ts'
import { neverCancelled } from '../../../src-main/core/cancel.ts'
import { usualFetchLimits } from '../../../src-main/core/saml/fetch-limits.ts'
import { createPractice } from '../../../src-main/practice/create-practice.ts'
import { AZURE_SAML_ID } from '../../../src-main/practice/service/seed-site.ts'

it('the practice of the window: its site, its tenant and its sign-in page belong together', async () => {
  const site = await createPractice().startSite()
  const host = new URL(site.address).host
  const reader = createFilesService().open({ origin: site.address, host }, site.key)
  const asked: string[] = []
  const fetchPort = site.metadataFetch({
    fetch(url) {
      asked.push(url)
      return Promise.resolve({ ok: false, error: { kind: 'name-unknown', host: url } })
    }
  })

  const answer = await fetchPort.fetch(site.samlMetadataUrl, usualFetchLimits(false), neverCancelled)
  const page = await fetch(site.signInPage(AZURE_SAML_ID))
  const posted = await fetch(site.signInPage(AZURE_SAML_ID), {
    method: 'POST',
    body: new URLSearchParams({ person: 'anna.smith', fault: '' })
  })
  const strategy = await reader.strategy(AZURE_SAML_ID, neverCancelled)

  expect(answer).toMatchObject({ ok: true, value: { finalUrl: site.samlMetadataUrl } })
  expect(asked).toEqual([])
  expect(new URL(site.signInPage(AZURE_SAML_ID)).origin).toBe(site.address)
  expect([page.status, posted.status]).toEqual([200, 200])
  expect(strategy).toMatchObject({ ok: true, value: { fields: { saml_provider_metadata_url: site.samlMetadataUrl } } })
  const events = await reader.ssoEvents(undefined, neverCancelled).next()
  expect(events.done === true ? undefined : events.value[0]).toMatchObject({ status: 'success', username: 'anna.smith@practice.example' })
})

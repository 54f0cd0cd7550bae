import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createMetadataFetch } from '../../../src-main/adapters/saml/fetch-metadata.ts'
import { withPracticeTenant } from '../../../src-main/practice/entra/practice-metadata-fetch.ts'
import { makePracticeTenant } from '../../../src-main/practice/entra/practice-tenant.ts'
import { type Authority, makeAuthority } from '../../../src-main/practice/make-certificates.ts'
import { trustAuthority } from '../../support/saml/https-server.ts'
import { inspectAt } from '../../support/saml/inspect-at-address.ts'
import { postedResponse, startIdentityProvider, type TestIdentityProvider } from '../../support/saml/identity-provider.ts'
import { trustOf, xrayNow } from '../../support/saml/xray.ts'

const metadataFetch = createMetadataFetch()
let authority: Authority
let trust: Disposable
beforeAll(async () => {
  authority = await makeAuthority()
  trust = trustAuthority(authority)
})
afterAll(() => trust[Symbol.dispose]())

/** The page that a browser would have at the end of a sign-in which began at Files.com. */
async function signInPage(provider: TestIdentityProvider): Promise<string> {
  return (await fetch(provider.loginUrl())).text()
}

const currentTrust = (provider: TestIdentityProvider) => trustOf(provider.entityId, [provider.currentKey()])

describe('a sign-in at another product', () => {
  it.each(['assertion', 'response', 'both'] as const)(
    'with a signature over %s is accepted by its own service and by the X-ray',
    async (signs) => {
      await using provider = await startIdentityProvider(authority, { signs })

      const page = await signInPage(provider)
      const theirs = await provider.acceptAsService(postedResponse(page))
      const ours = await xrayNow(postedResponse(page), currentTrust(provider))

      expect(theirs).toMatchObject({ nameId: 'anna.smith@practice.example', attributes: { department: 'Research & <Development>' } })
      expect(ours).toMatchObject({ failed: [], username: 'anna.smith@practice.example' })
      expect(ours.view?.attributes).toContainEqual(
        expect.objectContaining({ name: 'department', values: ['Research & <Development>'], isSigned: true })
      )
    }
  )

  it('is read from the whole page as from the field in it', async () => {
    await using provider = await startIdentityProvider(authority)
    const page = await signInPage(provider)

    expect(await xrayNow(page, currentTrust(provider))).toMatchObject({ failed: [], username: 'anna.smith@practice.example' })
  })

  it('is refused by both when a letter was changed', async () => {
    await using provider = await startIdentityProvider(authority)
    const xml = Buffer.from(postedResponse(await signInPage(provider)), 'base64').toString()
    const forged = Buffer.from(xml.replace('>anna.smith@', '>bob.admin@')).toString('base64')

    await expect(provider.acceptAsService(forged)).rejects.toThrow()
    const ours = await xrayNow(forged, currentTrust(provider))

    expect(ours.failed).not.toEqual([])
    expect(ours.username).toBeUndefined()
  })

  it.each(['both', 'new-only'] as const)(
    'after a roll-over that publishes %s is signed by a key that who knows the old one does not know',
    async (lists) => {
      await using provider = await startIdentityProvider(authority)
      const before = currentTrust(provider)

      await provider.rotate(lists)
      const page = await signInPage(provider)

      expect((await xrayNow(page, before)).failed).toContain('saml.response.key-unknown')
      expect(await xrayNow(page, currentTrust(provider))).toMatchObject({ failed: [] })
      expect(await provider.acceptAsService(postedResponse(page))).toMatchObject({ nameId: 'anna.smith@practice.example' })
    }
  )
})

describe('the metadata of another product', () => {
  it('comes over https with its own authority, and names keys and addresses', async () => {
    await using provider = await startIdentityProvider(authority)

    const inspected = await inspectAt(provider.metadataUrl, metadataFetch)

    expect(inspected.failed).toEqual([])
    expect(inspected.warned).toContain('saml.metadata.not-entra')
    expect(inspected.trust).toMatchObject({
      issuer: provider.entityId,
      signOnUrls: [`${provider.server.origin}/sso`]
    })
    expect(inspected.certificates.map(({ fingerprintSha256 }) => fingerprintSha256)).toEqual([provider.currentKey()])
    expect(inspected.choices.map(({ mode, source }) => [mode, source !== undefined])).toEqual([
      ['url', true],
      ['xml', true],
      ['fingerprint', true]
    ])
  })

  it('is what its responses are judged by', async () => {
    await using provider = await startIdentityProvider(authority)
    const { trust: learned } = await inspectAt(provider.metadataUrl, metadataFetch)
    if (learned === undefined) throw new Error('Nobody to trust')

    expect(await xrayNow(await signInPage(provider), learned)).toMatchObject({ failed: [], username: 'anna.smith@practice.example' })

    await provider.rotate('both')
    const { trust: now } = await inspectAt(provider.metadataUrl, metadataFetch)
    if (now === undefined) throw new Error('Nobody to trust')
    const page = await signInPage(provider)
    expect(now.keys).toHaveLength(2)
    expect((await xrayNow(page, learned)).failed).toContain('saml.response.key-unknown')
    expect(await xrayNow(page, now)).toMatchObject({ failed: [] })
  })

  it('has no single fingerprint while two keys are published, and shares none with a provider whose key is gone', async () => {
    await using provider = await startIdentityProvider(authority)
    const before = provider.currentKey()
    const stored = {
      id: 12,
      label: 'Other product',
      source: { mode: 'fingerprint', sha256: before, issuer: provider.entityId, signOnUrl: `${provider.server.origin}/sso`, logoutUrl: '' }
    } as const

    await provider.rotate('both')
    const during = await inspectAt(provider.metadataUrl, metadataFetch, [stored])
    await provider.rotate('new-only')
    const after = await inspectAt(provider.metadataUrl, metadataFetch, [stored])

    expect(during.choices.find(({ mode }) => mode === 'fingerprint')?.source).toBeUndefined()
    expect(during.failed).toEqual([])
    expect([...after.failed, ...after.warned]).toEqual(expect.arrayContaining([expect.stringMatching(/shared/)]))
  })
})

describe('the metadata of the practice tenant', () => {
  it('passes every rung, and the three ways to store it are offered once one key is left', async () => {
    const tenant = await makePracticeTenant()
    const { metadataUrl, tenantId, applicationId, issuer } = tenant.names

    const inspected = await inspectAt(metadataUrl, withPracticeTenant(metadataFetch, tenant))
    const ofTenant = await inspectAt(metadataUrl.replace(/\?.*/, ''), withPracticeTenant(metadataFetch, tenant))

    expect(inspected).toMatchObject({ failed: [], warned: [] })
    expect(inspected.choices.find(({ isRecommended }) => isRecommended)?.source).toEqual({ mode: 'url', url: metadataUrl })
    expect(inspected.trust).toMatchObject({ issuer })
    expect(inspected.facts?.keys.map(({ role }) => role)).toEqual(['either', 'next'])
    const values = inspected.facts?.rows.map(({ value }) => value).join('\n')
    expect(values).toContain(tenantId)
    expect(values).toContain(applicationId)
    expect(ofTenant.failed).toContain('saml.metadata.no-app-id')
  })
})

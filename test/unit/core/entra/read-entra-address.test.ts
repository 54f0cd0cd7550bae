import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readEntraAddress } from '../../../../src-main/core/entra/read-entra-address.ts'
import { applicationMetadataUrl, knownTenant, tenantAddresses } from '../../../../src-main/core/entra/tenant-addresses.ts'
import { entraClouds } from '../../../../src-main/core/entra/entra-cloud.ts'
import { hasPlaceholder, readTenant } from '../../../../src-main/core/entra/tenant.ts'
import { startCpuClock } from '../../../support/start-cpu-clock.ts'

const id = '7d1c9a52-40f3-4b8e-9c6a-2f5e81b0d734'

describe('an address', () => {
  it.each([
    [
      `https://login.microsoftonline.com/${id}/federationmetadata/2007-06/federationmetadata.xml?appid=abc`,
      'global',
      'federation-metadata',
      'id'
    ],
    [
      `HTTPS://LOGIN.MICROSOFTONLINE.US/${id}/FederationMetadata/2007-06/FederationMetadata.xml`,
      'us-government',
      'federation-metadata',
      'id'
    ],
    ['https://login.partner.microsoftonline.cn/contoso.cn/saml2', 'china', 'saml-endpoint', 'domain'],
    [`https://login.windows.net/${id}/.well-known/openid-configuration`, 'global', 'openid-discovery', 'id'],
    [`https://sts.windows.net/${id}/`, 'global', 'issuer', 'id'],
    [`https://sts.chinacloudapi.cn/${id}/`, 'china', 'issuer', 'id'],
    ['https://login.microsoftonline.com/common/oauth2/v2.0/authorize?client_id=x', 'global', 'sign-in', 'shared'],
    ['https://portal.azure.us/', 'us-government', 'portal', undefined],
    ['https://app.files.com/saml/metadata', undefined, 'service-metadata', undefined],
    ['https://example.com/x', undefined, 'other', undefined]
  ])('%s', (text, cloud, page, tenant) => {
    const read = readEntraAddress(text)

    expect({ cloud: read?.cloud?.id, page: read?.page, tenant: read?.tenant?.kind }).toEqual({ cloud, page, tenant })
  })

  it('is never anything but an address or nothing, whatever is typed', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom('https://', '%', '%7B', '{tenant}', '?appid=', '/', '@', ':', 'login.microsoftonline.com', '\u0000', '[::1]')
    )
    fc.assert(
      fc.property(
        fc.array(piece).map((pieces) => pieces.join('')),
        (text) => {
          const read = readEntraAddress(text)
          return read === undefined || (read.host !== '' && read.text === text.trim())
        }
      )
    )
  })

  it('reads back what it writes, in every cloud', () => {
    fc.assert(
      fc.property(fc.constantFrom(...entraClouds), fc.uuid(), fc.uuid(), (cloud, tenant, application) => {
        const read = readEntraAddress(applicationMetadataUrl(cloud, tenant, application))
        const { issuer, signOnUrl } = tenantAddresses(cloud, tenant)

        expect(read).toMatchObject({
          cloud,
          page: 'federation-metadata',
          tenant: { kind: 'id', id: tenant },
          applicationIds: [application]
        })
        expect(readEntraAddress(issuer)).toMatchObject({ page: 'issuer', tenant: { kind: 'id', id: tenant } })
        expect(readEntraAddress(signOnUrl)).toMatchObject({ cloud, page: 'saml-endpoint', tenant: { kind: 'id', id: tenant } })
      })
    )
  })

  it('ends in reasonable time for long hostile texts', () => {
    const usedMs = startCpuClock()
    for (const part of ['a', '%', '/', '?', '.', '@', 'a.', '{']) readEntraAddress(`https://${part.repeat(200_000)}`)
    for (const part of ['a', '%', '/', '&', '.', '@', 'a.', '{']) readEntraAddress(`https://x.example/${part.repeat(2000)}`)

    expect(usedMs()).toBeLessThan(1000)
  })
})

describe('a tenant', () => {
  it.each([
    [id.toUpperCase(), 'id'],
    ['contoso.onmicrosoft.com', 'domain'],
    ['Common', 'shared'],
    ['{tenantid}', 'placeholder'],
    ['<your-tenant-id>', 'placeholder'],
    ['[tenant]', 'placeholder'],
    ['contoso', 'other'],
    ['', 'other']
  ])('%s', (text, kind) => {
    expect(readTenant(text).kind).toBe(kind)
  })

  it('is found as a placeholder inside an address', () => {
    expect([hasPlaceholder('https://sts.windows.net/{tenantid}/'), hasPlaceholder(`https://sts.windows.net/${id}/`)]).toEqual([true, false])
  })

  it.each([
    ['', undefined, 'global', true],
    [id, 'id', 'global', true],
    ['contoso.com', 'domain', 'global', true],
    [`https://login.microsoftonline.us/${id}/saml2`, 'id', 'us-government', false]
  ])('known as “%s”', (typed, kind, cloud, isCloudAssumed) => {
    const known = knownTenant(typed)

    expect({ kind: known.tenant?.kind, cloud: known.cloud.id, isCloudAssumed: known.isCloudAssumed }).toEqual({
      kind,
      cloud,
      isCloudAssumed
    })
  })
})

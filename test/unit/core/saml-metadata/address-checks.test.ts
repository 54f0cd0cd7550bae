import { describe, expect, it } from 'vitest'
import type { Check } from '../../../../src-main/core/checks/check.ts'
import { addressNamesApplication } from '../../../../src-main/core/checks/saml-metadata/address-names-application.ts'
import { addressNamesTenant } from '../../../../src-main/core/checks/saml-metadata/address-names-tenant.ts'
import { addressOfMetadata } from '../../../../src-main/core/checks/saml-metadata/address-of-metadata.ts'
import { addressOfMicrosoft } from '../../../../src-main/core/checks/saml-metadata/address-of-microsoft.ts'
import { addressSecure } from '../../../../src-main/core/checks/saml-metadata/address-secure.ts'
import { fetched } from '../../../../src-main/core/checks/saml-metadata/fetched.ts'
import type { SamlMetadataProbes } from '../../../../src-main/core/checks/saml-metadata/probes.ts'
import { evidenceOf, GOOD_URL, probes, type ProbeWishes, verdictOf } from '../../../support/saml/metadata-probes.ts'
import { APPLICATION, TENANT } from '../../../support/saml/make-metadata.ts'
import { neverCancelled } from '../../../../src-main/core/cancel.ts'

const path = '/federationmetadata/2007-06/federationmetadata.xml'
const at = (host: string, tenant = TENANT, query = `?appid=${APPLICATION}`) => `https://${host}/${tenant}${path}${query}`
const other = '11111111-2222-3333-4444-555555555555'

const cases: readonly (readonly [title: string, check: Check<SamlMetadataProbes>, wishes: ProbeWishes, verdict: string])[] = [
  ['an https address', addressSecure, { url: GOOD_URL }, 'pass'],
  ['no address at all', addressSecure, {}, 'skip'],
  ['an empty text', addressSecure, { url: '  ' }, 'fail address-unreadable'],
  ['a sentence', addressSecure, { url: 'see https://x.example for it' }, 'fail address-unreadable'],
  ['plain http', addressSecure, { url: GOOD_URL.replace('https', 'http') }, 'fail address-not-https'],
  ['a name and password', addressSecure, { url: GOOD_URL.replace('https://', 'https://me:secret@') }, 'fail address-not-https'],
  ['a file', addressSecure, { url: 'file://server/metadata.xml' }, 'fail address-not-https'],
  ['the global cloud', addressOfMicrosoft, { url: GOOD_URL }, 'pass'],
  ['the cloud of the US government', addressOfMicrosoft, { url: at('login.microsoftonline.us') }, 'pass'],
  ['the cloud in China', addressOfMicrosoft, { url: at('login.partner.microsoftonline.cn') }, 'pass'],
  ['another host', addressOfMicrosoft, { url: at('login.contoso.example') }, 'fail address-not-microsoft'],
  [
    'another host that is insisted on',
    addressOfMicrosoft,
    { url: at('login.contoso.example'), insist: true },
    'warn address-not-microsoft'
  ],
  ['a host that looks alike', addressOfMicrosoft, { url: at('login.microsoftonline.com.evil.example') }, 'fail address-not-microsoft'],
  ['a port of its own', addressOfMicrosoft, { url: at('login.microsoftonline.com:8443') }, 'fail address-not-microsoft'],
  ['the service’s own metadata', addressOfMicrosoft, { url: 'https://app.files.com/saml/metadata' }, 'fail service-metadata'],
  ['federation metadata', addressOfMetadata, { url: GOOD_URL }, 'pass'],
  ['federation metadata in other letters', addressOfMetadata, { url: GOOD_URL.replace(path, path.toUpperCase()) }, 'pass'],
  [
    'OpenID discovery',
    addressOfMetadata,
    { url: `https://login.microsoftonline.com/${TENANT}/v2.0/.well-known/openid-configuration` },
    'fail other-page'
  ],
  ['the sign-in address', addressOfMetadata, { url: `https://login.microsoftonline.com/${TENANT}/saml2` }, 'fail other-page'],
  ['the issuer', addressOfMetadata, { url: `https://sts.windows.net/${TENANT}/` }, 'fail other-page'],
  ['the portal', addressOfMetadata, { url: 'https://portal.azure.com/#view/Microsoft_AAD_IAM' }, 'fail other-page'],
  ['the other portal', addressOfMetadata, { url: 'https://entra.microsoft.com/' }, 'fail other-page'],
  ['the path of another product', addressOfMetadata, { url: 'https://idp.example/saml', insist: true }, 'skip'],
  ['a tenant by id', addressNamesTenant, { url: GOOD_URL }, 'pass'],
  ['a tenant by domain', addressNamesTenant, { url: at('login.microsoftonline.com', 'contoso.onmicrosoft.com') }, 'pass'],
  ['common', addressNamesTenant, { url: at('login.microsoftonline.com', 'common') }, 'fail shared-tenant'],
  ['organizations', addressNamesTenant, { url: at('login.microsoftonline.com', 'organizations') }, 'fail shared-tenant'],
  ['no tenant', addressNamesTenant, { url: `https://login.microsoftonline.com${path}` }, 'fail shared-tenant'],
  ['a placeholder', addressNamesTenant, { url: at('login.microsoftonline.com', '{tenant}') }, 'fail tenant-placeholder'],
  ['an encoded placeholder', addressNamesTenant, { url: at('login.microsoftonline.com', '%7Btenantid%7D') }, 'fail tenant-placeholder'],
  ['an application', addressNamesApplication, { url: GOOD_URL }, 'pass'],
  ['the expected application', addressNamesApplication, { url: GOOD_URL, applicationId: APPLICATION.toUpperCase() }, 'pass'],
  ['no application', addressNamesApplication, { url: at('login.microsoftonline.com', TENANT, '') }, 'fail no-app-id'],
  ['an empty application', addressNamesApplication, { url: at('login.microsoftonline.com', TENANT, '?appid=') }, 'fail no-app-id'],
  [
    'an application that is no id',
    addressNamesApplication,
    { url: at('login.microsoftonline.com', TENANT, '?appid=files') },
    'fail app-id-differs'
  ],
  ['another application', addressNamesApplication, { url: GOOD_URL, applicationId: other }, 'fail app-id-differs'],
  ['two applications', addressNamesApplication, { url: `${GOOD_URL}&appid=${other}` }, 'fail app-id-differs'],
  ['an answer', fetched, { url: GOOD_URL }, 'pass'],
  ['nothing to fetch', fetched, {}, 'skip']
]

describe('the rungs of an address', () => {
  it.each(cases)('judge %s', async (_title, check, wishes, verdict) => {
    expect(await verdictOf(check, wishes)).toBe(verdict)
  })

  it('show what was typed and what is expected beside a wrong application', async () => {
    expect(await evidenceOf(addressNamesApplication, { url: GOOD_URL, applicationId: other })).toEqual([
      `Address: ${GOOD_URL}`,
      `Expected application: ${other}`
    ])
  })

  it('offer the corrected address when the application is known', async () => {
    const url = at('login.microsoftonline.us', TENANT, '')
    const outcome = await addressNamesApplication.run(probes({ url, applicationId: APPLICATION }), neverCancelled)

    expect(outcome.status === 'fail' ? outcome.problem.remedy : '').toContain(
      `https://login.microsoftonline.us/${TENANT}${path}?appid=${APPLICATION}`
    )
  })
})

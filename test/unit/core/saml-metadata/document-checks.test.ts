import { describe, expect, it } from 'vitest'
import type { Check } from '../../../../src-main/core/checks/check.ts'
import { cloudsAgree } from '../../../../src-main/core/checks/saml-metadata/clouds-agree.ts'
import { documentMetadata } from '../../../../src-main/core/checks/saml-metadata/document-metadata.ts'
import { documentXml } from '../../../../src-main/core/checks/saml-metadata/document-xml.ts'
import { endpointsOfSignIn } from '../../../../src-main/core/checks/saml-metadata/endpoints-of-sign-in.ts'
import { entityIdOfTenant } from '../../../../src-main/core/checks/saml-metadata/entity-id-of-tenant.ts'
import { fromEntra } from '../../../../src-main/core/checks/saml-metadata/from-entra.ts'
import { logoutPresent } from '../../../../src-main/core/checks/saml-metadata/logout-present.ts'
import { notEnded } from '../../../../src-main/core/checks/saml-metadata/not-ended.ts'
import { oneIdentityProvider } from '../../../../src-main/core/checks/saml-metadata/one-identity-provider.ts'
import type { SamlMetadataProbes } from '../../../../src-main/core/checks/saml-metadata/probes.ts'
import { signOnUsable } from '../../../../src-main/core/checks/saml-metadata/sign-on-usable.ts'
import { signatureValid } from '../../../../src-main/core/checks/saml-metadata/signature-valid.ts'
import { signedByListedKey } from '../../../../src-main/core/checks/saml-metadata/signed-by-listed-key.ts'
import { tenantFilledIn } from '../../../../src-main/core/checks/saml-metadata/tenant-filled-in.ts'
import { tenantsAgree } from '../../../../src-main/core/checks/saml-metadata/tenants-agree.ts'
import type { SamlEntityFacts, SamlEndpoint } from '../../../../src-main/core/saml/metadata-facts.ts'
import { MD, TENANT } from '../../../support/saml/make-metadata.ts'
import {
  ENDPOINT,
  entity,
  evidenceOf,
  GOOD_URL,
  metadata,
  provider,
  type ProbeWishes,
  signature,
  verdictOf
} from '../../../support/saml/metadata-probes.ts'

const other = '11111111-2222-3333-4444-555555555555'
const redirect = (location: string): SamlEndpoint => ({ binding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect', location })
const soap: SamlEndpoint = { binding: 'urn:oasis:names:tc:SAML:2.0:bindings:SOAP', location: ENDPOINT }
const root = (name: string, namespace: string): ProbeWishes => ({ facts: metadata({ root: { name, namespace } }) })
const withEntity = (more: Partial<SamlEntityFacts>): ProbeWishes => ({ facts: metadata({ entities: [entity(more)] }) })
const signOn = (...endpoints: SamlEndpoint[]): ProbeWishes => withEntity({ identityProviders: [provider({ signOn: endpoints })] })
const okta = withEntity({
  entityId: 'http://www.okta.com/exk1',
  identityProviders: [provider({ signOn: [redirect('https://contoso.okta.com/sso/saml')], logout: [] })]
})
const weak = { uri: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1', name: 'RSA with SHA-1', isWeak: true }

const cases: readonly (readonly [title: string, check: Check<SamlMetadataProbes>, wishes: ProbeWishes, verdict: string])[] = [
  ['metadata', documentXml, {}, 'pass'],
  [
    'an OpenID configuration',
    documentXml,
    { content: { kind: 'openid-configuration', what: 'an OpenID Connect configuration in JSON' } },
    'fail openid-document'
  ],
  ['a certificate', documentXml, { content: { kind: 'certificates', certificates: [] } }, 'fail certificate-instead'],
  [
    'a sign-in page',
    documentXml,
    { content: { kind: 'no-xml', refusal: { kind: 'html-page', title: 'Sign in to your account' } } },
    'fail web-page'
  ],
  ['a page of a proxy', documentXml, { content: { kind: 'no-xml', refusal: { kind: 'html-page', title: '' } } }, 'fail web-page'],
  [
    'a document type',
    documentXml,
    { content: { kind: 'no-xml', refusal: { kind: 'document-type', line: 1 } } },
    'fail saml.xml.document-type'
  ],
  ['a list', documentMetadata, root('EntitiesDescriptor', MD), 'pass'],
  ['a response', documentMetadata, root('Response', 'urn:oasis:names:tc:SAML:2.0:protocol'), 'fail other-document'],
  ['WS-Trust', documentMetadata, root('definitions', 'http://schemas.xmlsoap.org/wsdl/'), 'fail other-document'],
  ['a feed', documentMetadata, root('feed', 'http://www.w3.org/2005/Atom'), 'fail other-document'],
  ['the right name without its namespace', documentMetadata, root('EntityDescriptor', ''), 'fail other-document'],
  ['a part of metadata', documentMetadata, root('IDPSSODescriptor', MD), 'fail other-document'],
  ['one provider', oneIdentityProvider, {}, 'pass'],
  ['no entity', oneIdentityProvider, { facts: metadata({ entities: [] }) }, 'fail no-provider'],
  ['WS-Federation only', oneIdentityProvider, withEntity({ identityProviders: [], otherRoles: ['RoleDescriptor'] }), 'fail no-provider'],
  [
    'a service',
    oneIdentityProvider,
    withEntity({ identityProviders: [], serviceProviders: [{ assertionConsumers: [] }] }),
    'fail service-metadata'
  ],
  ['two roles in one entity', oneIdentityProvider, withEntity({ identityProviders: [provider(), provider()] }), 'fail several-providers'],
  [
    'two entities',
    oneIdentityProvider,
    { facts: metadata({ entities: [entity(), entity({ entityId: 'urn:b' })] }) },
    'fail several-providers'
  ],
  ['a list with one', oneIdentityProvider, root('EntitiesDescriptor', MD), 'warn federation-wrapper'],
  ['Entra ID', fromEntra, {}, 'pass'],
  ['Okta', fromEntra, okta, 'warn not-entra'],
  [
    'an unknown product',
    fromEntra,
    withEntity({ entityId: 'urn:x', identityProviders: [provider({ signOn: [redirect('https://x.example/sso')] })] }),
    'warn not-entra'
  ],
  ['a valid signature', signatureValid, {}, 'pass'],
  ['no signature of Entra ID', signatureValid, { facts: metadata({ signatures: [] }) }, 'warn unsigned'],
  ['no signature of another product', signatureValid, { facts: { ...(okta.facts ?? metadata()), signatures: [] } }, 'skip'],
  [
    'a changed document',
    signatureValid,
    { facts: metadata({ signatures: [signature({ kind: 'digest-differs', written: 'a', computed: 'b' })] }) },
    'fail saml.signature.digest-differs'
  ],
  [
    'a weak algorithm',
    signatureValid,
    { facts: metadata({ signatures: [{ ...signature(), algorithm: weak }] }) },
    'warn saml.signature.weak-algorithm'
  ],
  [
    'a signature over a part only',
    signatureValid,
    { facts: metadata({ signatures: [{ ...signature(), place: 'elsewhere', covers: { element: 'RoleDescriptor', id: '_2' } }] }) },
    'warn partly-signed'
  ],
  ['a listed signer', signedByListedKey, {}, 'pass'],
  ['no signer', signedByListedKey, { facts: metadata({ signatures: [] }) }, 'skip'],
  [
    'an unlisted signer',
    signedByListedKey,
    { facts: metadata({ signatures: [signature({ kind: 'valid', by: 'f'.repeat(64) })] }) },
    'warn signed-by-other-key'
  ],
  ['no end', notEnded, {}, 'skip'],
  ['an end to come', notEnded, withEntity({ validUntil: '2027-01-01T00:00:00.000Z' }), 'pass'],
  ['an end that is over', notEnded, withEntity({ validUntil: '2026-11-22T04:59:59.000Z' }), 'fail ended'],
  ['no placeholder', tenantFilledIn, {}, 'pass'],
  [
    'a placeholder in the entity id',
    tenantFilledIn,
    withEntity({ entityId: 'https://sts.windows.net/{tenantid}/' }),
    'fail tenant-placeholder'
  ],
  [
    'a placeholder in an address',
    tenantFilledIn,
    signOn(redirect('https://login.microsoftonline.com/{tenant}/saml2')),
    'fail tenant-placeholder'
  ],
  ['the usual entity id', entityIdOfTenant, {}, 'pass'],
  ['one without its slash', entityIdOfTenant, withEntity({ entityId: `https://sts.windows.net/${TENANT}` }), 'fail entity-id-slash'],
  [
    'one with an application',
    entityIdOfTenant,
    withEntity({ entityId: `https://sts.windows.net/${TENANT}/app` }),
    'warn entity-id-unusual'
  ],
  ['one of another kind', entityIdOfTenant, withEntity({ entityId: 'https://contoso.example' }), 'warn entity-id-unusual'],
  ['that of another product', entityIdOfTenant, okta, 'skip'],
  ['one tenant everywhere', tenantsAgree, { url: GOOD_URL, tenantId: TENANT.toUpperCase() }, 'pass'],
  ['another expected tenant', tenantsAgree, { tenantId: other }, 'fail tenants-disagree'],
  ['another tenant in the address', tenantsAgree, { url: GOOD_URL.replace(TENANT, other) }, 'fail tenants-disagree'],
  ['another tenant in an endpoint', tenantsAgree, signOn(redirect(ENDPOINT.replace(TENANT, other))), 'fail tenants-disagree'],
  ['a domain, which cannot be compared', tenantsAgree, { url: GOOD_URL.replace(TENANT, 'contoso.com') }, 'pass'],
  ['one cloud', cloudsAgree, { url: GOOD_URL }, 'pass'],
  ['the issuer that two clouds share', cloudsAgree, signOn(redirect(ENDPOINT.replace('.com/', '.us/'))), 'fail clouds-disagree'],
  ['two clouds', cloudsAgree, { url: GOOD_URL.replace('.com/', '.us/') }, 'fail clouds-disagree'],
  ['a sign-in address', signOnUsable, {}, 'pass'],
  ['none', signOnUsable, signOn(), 'fail no-sign-on'],
  ['one for machines', signOnUsable, signOn(soap), 'fail no-sign-on'],
  ['one without https', signOnUsable, signOn(redirect(ENDPOINT.replace('https', 'http'))), 'fail endpoint-not-https'],
  ['addresses of sign-in', endpointsOfSignIn, {}, 'pass'],
  ['the issuer as address', endpointsOfSignIn, signOn(redirect(`https://sts.windows.net/${TENANT}/`)), 'fail issuer-as-endpoint'],
  [
    'an issuer of Microsoft, and a sign-in page of somebody else',
    endpointsOfSignIn,
    signOn(redirect(`https://login.microsoftonline.com.evil.example/${TENANT}/saml2`)),
    'fail endpoint-foreign'
  ],
  [
    'a sign-in page of somebody else beside the one of Microsoft',
    endpointsOfSignIn,
    signOn(redirect(ENDPOINT), redirect(`https://login.microsoft.example/${TENANT}/saml2`)),
    'fail endpoint-foreign'
  ],
  [
    'a sign-out page of somebody else',
    endpointsOfSignIn,
    withEntity({ identityProviders: [provider({ logout: [redirect('https://evil.example/saml2')] })] }),
    'fail endpoint-foreign'
  ],
  ['a final slash', endpointsOfSignIn, signOn(redirect(`${ENDPOINT}/`)), 'warn endpoint-slash'],
  ['a sign-out address', logoutPresent, {}, 'pass'],
  ['no sign-out address', logoutPresent, okta, 'warn no-logout']
]

describe('the rungs of a document', () => {
  it.each(cases)('judge %s', async (_title, check, wishes, verdict) => {
    expect(await verdictOf(check, wishes)).toBe(verdict)
  })

  it('name every place and its tenant when they disagree', async () => {
    expect(await evidenceOf(tenantsAgree, { url: GOOD_URL.replace(TENANT, other), tenantId: 'contoso.com' })).toEqual([
      'expected: contoso.com',
      `address: ${other}`,
      `entity id: ${TENANT}`,
      `sign-in address: ${TENANT}`,
      `sign-out address: ${TENANT}`
    ])
  })

  it('name the providers of a federation, and how many more there are', async () => {
    const entities = Array.from({ length: 8 }, (_, index) => entity({ entityId: `https://org${index}.example` }))

    expect(await evidenceOf(oneIdentityProvider, { facts: metadata({ entities }) })).toHaveLength(5)
  })
})

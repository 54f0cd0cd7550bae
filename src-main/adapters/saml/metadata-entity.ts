import type { Element } from '@xmldom/xmldom'
import type { SamlEndpoint, SamlEntityFacts, SamlIdpFacts } from '../../core/saml/metadata-facts.ts'
import { attributeOf, childElements, childrenNamed, isNamed, textOf } from './elements.ts'
import type { KeyReader } from './metadata-keys.ts'
import { METADATA } from './metadata-namespaces.ts'
import { PROTOCOL } from './response-namespaces.ts'

/** One `EntityDescriptor`. Without `keys` its keys are passed over. */
export async function entityFacts(entity: Element, keys: KeyReader | undefined): Promise<SamlEntityFacts> {
  const roles = childElements(entity).filter((child) => child.namespaceURI === METADATA && /Descriptor$/.test(child.localName ?? ''))
  const providers = roles.filter((role) => isNamed(role, METADATA, 'IDPSSODescriptor') && protocolsOf(role).includes(PROTOCOL))
  const services = roles.filter((role) => isNamed(role, METADATA, 'SPSSODescriptor'))
  const identityProviders: SamlIdpFacts[] = []
  for (const provider of providers) identityProviders.push(await providerFacts(provider, keys))
  return {
    entityId: attributeOf(entity, 'entityID')?.trim() ?? '',
    validUntil: moment(attributeOf(entity, 'validUntil') ?? inherited(entity, 'validUntil')),
    cacheDuration: attributeOf(entity, 'cacheDuration'),
    identityProviders,
    serviceProviders: services.map((role) => ({ assertionConsumers: endpoints(role, 'AssertionConsumerService') })),
    otherRoles: roles.filter((role) => !providers.includes(role) && !services.includes(role)).map(roleName),
    organization: organizationOf(entity)
  }
}

async function providerFacts(role: Element, keys: KeyReader | undefined): Promise<SamlIdpFacts> {
  return {
    protocols: protocolsOf(role),
    wantsSignedRequests: flag(attributeOf(role, 'WantAuthnRequestsSigned')),
    signOn: endpoints(role, 'SingleSignOnService'),
    logout: endpoints(role, 'SingleLogoutService'),
    nameIdFormats: childrenNamed(role, METADATA, 'NameIDFormat').map((format) => textOf(format).trim()),
    areKeysRead: keys !== undefined,
    keys: keys === undefined ? [] : await keys.keysOf(role)
  }
}

function protocolsOf(role: Element): readonly string[] {
  return (attributeOf(role, 'protocolSupportEnumeration') ?? '').split(/\s+/).filter((protocol) => protocol !== '')
}

function endpoints(role: Element, name: string): readonly SamlEndpoint[] {
  return childrenNamed(role, METADATA, name).map((endpoint) => ({
    binding: attributeOf(endpoint, 'Binding')?.trim() ?? '',
    location: attributeOf(endpoint, 'Location')?.trim() ?? ''
  }))
}

/** `IDPSSODescriptor` among the other roles is one for an older SAML. */
function roleName(role: Element): string {
  const name = role.localName ?? role.nodeName
  return name === 'IDPSSODescriptor' ? 'IDPSSODescriptor for another protocol' : name
}

function organizationOf(entity: Element): string | undefined {
  const [organization] = childrenNamed(entity, METADATA, 'Organization')
  if (organization === undefined) return undefined
  const names = [
    ...childrenNamed(organization, METADATA, 'OrganizationDisplayName'),
    ...childrenNamed(organization, METADATA, 'OrganizationName')
  ]
  const english = names.find((name) => name.getAttributeNS(XML, 'lang')?.toLowerCase().startsWith('en'))
  const name = english ?? names[0]
  return name === undefined ? undefined : textOf(name).replace(/\s+/g, ' ').trim()
}

const XML = 'http://www.w3.org/XML/1998/namespace'

/** An entity inside a federation ends with it (saml-metadata-2.0-os, section 2.3.1). */
function inherited(entity: Element, name: string): string | undefined {
  for (let above = entity.parentNode; above !== null; above = above.parentNode) {
    const value = isDescriptor(above) ? attributeOf(above, name) : undefined
    if (value !== undefined) return value
  }
  return undefined
}

function isDescriptor(node: NonNullable<Element['parentNode']>): node is Element {
  return node.nodeType === 1
}

function flag(text: string | undefined): boolean | undefined {
  if (text === undefined) return undefined
  return /^(?:true|1)$/i.test(text.trim())
}

/** `xs:dateTime`; without a zone it means UTC in SAML (saml-core-2.0-os, section 1.3.3). What is no time is left out. */
function moment(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  const written = text.trim()
  const ms = Date.parse(/(?:Z|[+-]\d\d:\d\d)$/i.test(written) ? written : `${written}Z`)
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString()
}

import type { Element } from '@xmldom/xmldom'
import type { SamlEndpoint, SamlEntityFacts, SamlIdpFacts } from '../../core/saml/metadata-facts.ts'
import { samlTimeMs } from '../../core/saml/saml-time.ts'
import { attributeOf, childElements, childrenNamed, isElement, isNamed, textOf } from './elements.ts'
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
    id: attributeOf(entity, 'ID') ?? '',
    ...endsOf([entity, ...above(entity), ...providers]),
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

/** Each end holds for all that stands in its element: the earliest counts (saml-metadata-2.0-os, sections 2.3.1, 2.3.2 and 2.4.1). */
function endsOf(elements: readonly Element[]): Pick<SamlEntityFacts, 'validUntil' | 'unreadableEnds'> {
  const written = elements.flatMap((element) => attributeOf(element, 'validUntil') ?? [])
  const times = written.map(samlTimeMs).filter((ms) => ms !== undefined)
  return {
    validUntil: times.length === 0 ? undefined : new Date(Math.min(...times)).toISOString(),
    unreadableEnds: written.filter((text) => samlTimeMs(text) === undefined).map((text) => text.slice(0, 100))
  }
}

/** The lists around an entity, the nearest first. */
function above(entity: Element): readonly Element[] {
  const found: Element[] = []
  for (let node = entity.parentNode; node !== null && isElement(node); node = node.parentNode) found.push(node)
  return found
}

function flag(text: string | undefined): boolean | undefined {
  if (text === undefined) return undefined
  return /^(?:true|1)$/i.test(text.trim())
}

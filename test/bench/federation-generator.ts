import { createHash } from 'node:crypto'
import { signTemplate } from '../support/saml/sign-template.ts'
import { signatureTemplate, uris } from '../support/saml/signature-template.ts'
import type { SigningKey } from '../support/saml/signing-key.ts'

/** A signed list of a federation's providers of about this size, as a federation publishes it: certificates, endpoints, names in languages. */
export function federationMetadata(bytes: number, key: SigningKey): string {
  const entities: string[] = []
  for (let size = 0, number = 0; size < bytes; number += 1) {
    const entity = entityDescriptor(number, key)
    size += entity.length
    entities.push(entity)
  }
  const signature = signatureTemplate({
    algorithm: `${uris.more}rsa-sha256`,
    uri: '#_federation',
    certificateBase64: key.certificateBase64
  })
  const template =
    '<?xml version="1.0" encoding="UTF-8"?>\n<md:EntitiesDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" xmlns:ds="http://www.w3.org/2000/09/xmldsig#" ' +
    'xmlns:mdui="urn:oasis:names:tc:SAML:metadata:ui" xmlns:shibmd="urn:mace:shibboleth:metadata:1.0" ID="_federation" Name="urn:test:federation">' +
    `${signature}\n${entities.join('\n')}\n</md:EntitiesDescriptor>\n`
  return signTemplate(template, key)
}

function entityDescriptor(number: number, key: SigningKey): string {
  const host = `idp${number}.university-${number % 400}.test`
  const binding = (name: string) => `urn:oasis:names:tc:SAML:2.0:bindings:${name}`
  // Each provider has a certificate of its own; that none of them verifies does not matter here.
  const certificate = key.certificateBase64
    .replace(/.{64}/g, (line) => `${line}\n`)
    .replace(/^.{40}/, createHash('sha256').update(host).digest('base64').slice(0, 40))
  const descriptor = `<md:KeyDescriptor use="signing">\n<ds:KeyInfo><ds:X509Data><ds:X509Certificate>${certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>\n</md:KeyDescriptor>`
  return (
    `  <md:EntityDescriptor entityID="https://${host}/idp/shibboleth">\n    <md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">\n` +
    `      <md:Extensions>\n        <shibmd:Scope regexp="false">university-${number % 400}.test</shibmd:Scope>\n        <mdui:UIInfo>\n` +
    ['en', 'de', 'fr', 'it']
      .map(
        (language) => `          <mdui:DisplayName xml:lang="${language}">Universit\u00e4t &amp; Hochschule ${number}</mdui:DisplayName>\n`
      )
      .join('') +
    `          <mdui:Logo height="64" width="64">https://${host}/logo.png</mdui:Logo>\n        </mdui:UIInfo>\n      </md:Extensions>\n      ${descriptor}\n      ${descriptor.replace('signing', 'encryption')}\n` +
    ['HTTP-Redirect', 'HTTP-POST', 'SOAP']
      .map(
        (name) => `      <md:SingleLogoutService Binding="${binding(name)}" Location="https://${host}/idp/profile/SAML2/${name}/SLO"/>\n`
      )
      .join('') +
    `      <md:NameIDFormat>urn:oasis:names:tc:SAML:2.0:nameid-format:transient</md:NameIDFormat>\n` +
    ['HTTP-Redirect', 'HTTP-POST', 'HTTP-POST-SimpleSign']
      .map(
        (name) => `      <md:SingleSignOnService Binding="${binding(name)}" Location="https://${host}/idp/profile/SAML2/${name}/SSO"/>\n`
      )
      .join('') +
    `    </md:IDPSSODescriptor>\n    <md:Organization>\n      <md:OrganizationName xml:lang="en">University ${number}</md:OrganizationName>\n    </md:Organization>\n  </md:EntityDescriptor>`
  )
}

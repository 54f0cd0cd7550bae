import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import {
  Constants,
  IdentityProvider,
  type IdentityProviderInstance,
  SamlLib,
  ServiceProvider,
  type ServiceProviderInstance,
  setSchemaValidator
} from 'samlify'
import { SERVICE_ENTITY_ID, SERVICE_REPLY_URL } from '../../../src-main/core/entra/service-addresses.ts'
import { type Authority, issueCertificate } from '../../../src-main/practice/make-certificates.ts'
import { type HttpsServer, startHttpsServer } from './https-server.ts'

export interface TestIdentityProvider extends AsyncDisposable {
  readonly server: HttpsServer
  readonly entityId: string
  readonly metadataUrl: string
  /** Fingerprint of the certificate that signs now: SHA-256, 64 lower-case hexadecimal digits. */
  currentKey(): string
  /** A new key signs from now on. The metadata lists it with the old one, or alone. */
  rotate(published: 'both' | 'new-only'): Promise<void>
  /** What a service such as Files.com sends browsers to. */
  loginUrl(): string
  /** Judges a posted form (base64) as a service built with samlify would; throws what samlify throws. */
  acceptAsService(
    samlResponse: string
  ): Promise<{ readonly nameId: string; readonly attributes: Readonly<Record<string, string | string[]>> }>
}

export interface IdentityProviderOptions {
  /** What the signature covers. Default: the assertion. */
  readonly signs?: 'assertion' | 'response' | 'both'
  /** Who signs in. Default: anna.smith@practice.example. */
  readonly nameId?: string
}

/**
 * An identity provider that we have not written: samlify behind HTTPS. It publishes its metadata, takes authentication requests by redirect, and
 * answers each with a page that posts a signed response to Files.com.
 */
export async function startIdentityProvider(authority: Authority, options: IdentityProviderOptions = {}): Promise<TestIdentityProvider> {
  // samlify refuses to work without one; what it lets through is judged by the code under test.
  setSchemaValidator({ validate: () => Promise.resolve('not validated') })
  const service = filesCom(options.signs ?? 'assertion')
  let current = await makeKey()
  let published: readonly SigningKey[] = [current]
  const server = await startHttpsServer(authority, (request, response) => {
    answer(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)))
  })
  const nameId = options.nameId ?? 'anna.smith@practice.example'
  const entityId = `${server.origin}/idp`
  // samlify signs with one certificate or none, and publishes as many as it is told.
  const signer = (): IdentityProviderInstance => identityProvider(server.origin, entityId, current, [current])
  const publisher = (): IdentityProviderInstance => identityProvider(server.origin, entityId, current, published)

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '', server.origin)
    if (url.pathname === '/metadata') {
      response.writeHead(200, { 'content-type': 'application/samlmetadata+xml' }).end(publisher().getMetadata())
      return
    }
    if (url.pathname !== '/sso') {
      response.writeHead(404).end()
      return
    }
    const asked = await signer().parseLoginRequest(service, 'redirect', { query: Object.fromEntries(url.searchParams) })
    const posted = await signer().createLoginResponse(
      service,
      { ...asked },
      'post',
      {},
      { customTagReplacement: (template) => filled(template, asked) }
    )
    response.writeHead(200, { 'content-type': 'text/html' }).end(postingPage(posted.context))
  }

  function filled(template: string, asked: { readonly extract: { readonly request?: Record<string, string | string[]> } }) {
    const now = new Date()
    const id = `_${crypto.randomUUID()}`
    const later = new Date(now.getTime() + 3_600_000).toISOString()
    return {
      id,
      context: SamlLib.replaceTagsByValue(template, {
        ID: id,
        AssertionID: `_${crypto.randomUUID()}`,
        Destination: SERVICE_REPLY_URL,
        Audience: SERVICE_ENTITY_ID,
        SubjectRecipient: SERVICE_REPLY_URL,
        Issuer: entityId,
        IssueInstant: now.toISOString(),
        StatusCode: Constants.StatusCode.Success,
        ConditionsNotBefore: new Date(now.getTime() - 60_000).toISOString(),
        ConditionsNotOnOrAfter: later,
        SubjectConfirmationDataNotOnOrAfter: later,
        NameIDFormat: Constants.namespace.format.emailAddress,
        NameID: nameId,
        InResponseTo: String(asked.extract.request?.['id'] ?? ''),
        attrMail: nameId,
        attrDepartment: 'Research & <Development>'
      })
    }
  }

  return {
    server,
    entityId,
    metadataUrl: `${server.origin}/metadata`,
    currentKey: () => current.sha256,
    async rotate(lists) {
      const next = await makeKey()
      published = lists === 'both' ? [current, next] : [next]
      current = next
    },
    loginUrl: () => service.createLoginRequest(publisher(), 'redirect').context,
    async acceptAsService(samlResponse) {
      const { extract } = await service.parseLoginResponse(publisher(), 'post', { body: { SAMLResponse: samlResponse } })
      return { nameId: extract.nameID ?? '', attributes: extract.attributes ?? {} }
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]()
  }
}

/** Files.com as samlify sees it. */
export function filesCom(signs: 'assertion' | 'response' | 'both' = 'assertion'): ServiceProviderInstance {
  return ServiceProvider({
    entityID: SERVICE_ENTITY_ID,
    wantAssertionsSigned: signs !== 'response',
    wantMessageSigned: signs !== 'assertion',
    assertionConsumerService: [{ Binding: Constants.namespace.binding.post, Location: SERVICE_REPLY_URL }]
  })
}

/** The field of the form that a page of the provider posts. */
export function postedResponse(page: string): string {
  const value = /name="SAMLResponse" value="([^"]*)"/.exec(page)?.[1]
  if (value === undefined) throw new Error(`The page posts no response: ${page}`)
  return value
}

interface SigningKey {
  readonly keyPem: string
  readonly certificatePem: string
  readonly sha256: string
}

async function makeKey(): Promise<SigningKey> {
  const { keyPem, certificatePem, certificateDer } = await issueCertificate('self', {
    commonName: 'idp.practice.example',
    key: 'rsa-2048',
    purposes: []
  })
  return { keyPem, certificatePem, sha256: createHash('sha256').update(certificateDer).digest('hex') }
}

function identityProvider(
  origin: string,
  entityId: string,
  signer: SigningKey,
  published: readonly SigningKey[]
): IdentityProviderInstance {
  return IdentityProvider({
    entityID: entityId,
    privateKey: signer.keyPem,
    signingCert: published.map(({ certificatePem }) => certificatePem),
    nameIDFormat: [Constants.namespace.format.emailAddress],
    singleSignOnService: [
      { Binding: Constants.namespace.binding.redirect, Location: `${origin}/sso` },
      { Binding: Constants.namespace.binding.post, Location: `${origin}/sso` }
    ],
    singleLogoutService: [{ Binding: Constants.namespace.binding.redirect, Location: `${origin}/slo` }],
    loginResponseTemplate: {
      context: SamlLib.defaultLoginResponseTemplate.context.replace('{AuthnStatement}', AUTHN_STATEMENT),
      attributes: [
        { name: 'mail', valueTag: 'mail', nameFormat: 'urn:oasis:names:tc:SAML:2.0:attrname-format:basic', valueXsiType: 'xs:string' },
        {
          name: 'department',
          valueTag: 'department',
          nameFormat: 'urn:oasis:names:tc:SAML:2.0:attrname-format:basic',
          valueXsiType: 'xs:string'
        }
      ]
    }
  })
}

const AUTHN_STATEMENT =
  '<saml:AuthnStatement AuthnInstant="{IssueInstant}" SessionIndex="_session"><saml:AuthnContext>' +
  '<saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>'

function postingPage(samlResponse: string): string {
  return `<!DOCTYPE html><html><body onload="document.forms[0].submit()"><form method="post" action="${SERVICE_REPLY_URL}"><input type="hidden" name="SAMLResponse" value="${samlResponse}"/><input type="hidden" name="RelayState" value="practice.files.com"/></form></body></html>`
}

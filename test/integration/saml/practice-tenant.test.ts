import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { IdentityProvider, setSchemaValidator } from 'samlify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCommand } from '../../../scripts/run-command.mjs'
import { neverCancelled } from '../../../src-main/core/cancel.ts'
import { usualFetchLimits } from '../../../src-main/core/saml/fetch-limits.ts'
import type { MetadataFetchPort } from '../../../src-main/core/saml/saml-ports.ts'
import type { Person } from '../../../src-main/practice/company/person.ts'
import { withPracticeTenant } from '../../../src-main/practice/entra/practice-metadata-fetch.ts'
import { makePracticeTenant, type PracticeTenant } from '../../../src-main/practice/entra/practice-tenant.ts'
import type { SignInFaultName } from '../../../src-main/practice/entra/sign-in-fault.ts'
import { filesCom } from '../../support/saml/identity-provider.ts'
import { trustOf, xrayNow } from '../../support/saml/xray.ts'

const XMLSEC = '/usr/bin/xmlsec1'
let tenant: PracticeTenant
let folder: string
beforeAll(async () => {
  tenant = await makePracticeTenant()
  folder = await mkdtemp(join(tmpdir(), 'practice-tenant-'))
  setSchemaValidator({ validate: () => Promise.resolve('not validated') })
})
afterAll(() => rm(folder, { recursive: true }))

function personNamed(login: string): Person {
  const person = tenant.company.people.find((one) => one.login === login)
  if (person === undefined) throw new Error(`${login} does not work here`)
  return person
}

function respond(fault?: SignInFaultName, login = 'anna.smith') {
  const answer = tenant.signIn({ person: personNamed(login), fault, inResponseTo: '_request' })
  if (answer.kind === 'refused') throw new Error(answer.text)
  return answer
}

const published = () => tenant.metadataAt(tenant.names.metadataUrl) ?? ''
const currentTrust = () => trustOf(tenant.names.issuer, [tenant.keys().current.sha256])

/** Another implementation of XML signatures judges; the key is given, and the certificate in the document counts for nothing. */
async function xmlsecVerifies(xml: string, element: string): Promise<boolean> {
  const [file, key] = [join(folder, 'document.xml'), join(folder, 'key.pem')]
  await writeFile(file, xml)
  await writeFile(key, tenant.keys().current.certificatePem)
  const { code } = await runCommand(XMLSEC, ['--verify', '--pubkey-cert-pem', key, '--id-attr:ID', element, file])
  return code === 0
}

describe('the metadata of the practice tenant', () => {
  it('lists the key that signs and the next one, is signed, and names tenant and addresses as Microsoft does', async () => {
    const { tenantId } = tenant.names
    const { current, next } = tenant.keys()
    const xml = published()

    expect(xml).toContain(`entityID="https://sts.windows.net/${tenantId}/"`)
    const role = /<IDPSSODescriptor[^]*<\/IDPSSODescriptor>/.exec(xml)?.[0] ?? ''
    expect([...role.matchAll(/<X509Certificate>([^<]+)</g)].map(([, base64]) => base64)).toEqual([
      current.certificateBase64,
      next.certificateBase64
    ])
    expect(await xmlsecVerifies(xml, 'urn:oasis:names:tc:SAML:2.0:metadata:EntityDescriptor')).toBe(true)
    expect(
      await xmlsecVerifies(xml.replace(tenantId, tenantId.replace(/^./, 'f')), 'urn:oasis:names:tc:SAML:2.0:metadata:EntityDescriptor')
    ).toBe(false)
  })

  it('is the same for the same keys, has other keys without the application, and is nowhere else', () => {
    const { metadataUrl } = tenant.names
    const ofTenant = tenant.metadataAt(metadataUrl.replace(/\?.*/, '')) ?? ''

    expect(published()).toBe(published())
    expect(
      tenant.metadataAt(
        metadataUrl.replace('federationmetadata/2007-06/federationmetadata', 'FederationMetadata/2007-06/FederationMetadata')
      )
    ).toBe(published())
    expect(ofTenant).toContain('<EntityDescriptor')
    expect(ofTenant).not.toContain(tenant.keys().current.certificateBase64)
    expect(tenant.metadataAt(`${metadataUrl}0`)).toBeUndefined()
    expect(tenant.metadataAt(metadataUrl.replace('https:', 'http:'))).toBeUndefined()
    expect(tenant.metadataAt('nonsense')).toBeUndefined()
  })
})

describe('a sign-in at the practice tenant', () => {
  it('gives a response that three implementations accept', async () => {
    const { samlResponse, xml } = respond()

    const { extract } = await filesCom().parseLoginResponse(IdentityProvider({ metadata: published() }), 'post', {
      body: { SAMLResponse: samlResponse }
    })
    const own = await xrayNow(samlResponse, currentTrust())

    expect(await xmlsecVerifies(xml, 'urn:oasis:names:tc:SAML:2.0:assertion:Assertion')).toBe(true)
    expect(extract.nameID).toBe('anna.smith@practice.example')
    expect(own).toMatchObject({ failed: [], username: 'anna.smith@practice.example' })
  })

  it.each(['taro.yamada', 'less.more', 'rita.rocket', 'jogi.weiss', 'star.paren'])(
    'writes the name of %s so that readers get it back',
    async (login) => {
      const { displayName, mail } = personNamed(login)

      const { view, failed } = await xrayNow(respond(undefined, login).samlResponse, currentTrust())

      const valueOf = (name: string) => view?.attributes.find(({ shortName }) => shortName === name)?.values
      expect(failed).toEqual([])
      expect(valueOf('displayname')).toEqual([displayName])
      // An empty attribute is not sent.
      expect(valueOf('emailaddress')).toEqual(mail === undefined ? undefined : [mail])
    }
  )

  it.each<readonly [SignInFaultName, readonly string[]]>([
    ['wrong-audience', ['saml.response.audience-wrong']],
    ['old-key', ['saml.response.key-unknown']],
    ['other-tenant', ['saml.response.key-unknown']],
    ['unsigned', ['saml.response.unsigned']]
  ])('with the fault %s is refused by the X-ray', async (fault, codes) => {
    const { failed } = await xrayNow(respond(fault).samlResponse, currentTrust())

    expect(failed).toEqual(expect.arrayContaining([...codes]))
  })

  it('of yesterday has ended when it is looked at today, and under the mail address names another user', async () => {
    const expired = await xrayNow(respond('expired').samlResponse, currentTrust())
    const byMail = await xrayNow(respond('mail-as-name', 'ab.tester').samlResponse, currentTrust())

    expect(expired.warned).toContain('saml.response.ended-meanwhile')
    expect(byMail.username).toBe('atester4@harbour-freight.example')
  })

  it('with too many groups has a link in place of their ids', () => {
    expect(respond().xml).toMatch(/identity\/claims\/groups"/)
    const { xml } = respond('too-many-groups')
    expect(xml).not.toMatch(/identity\/claims\/groups"/)
    expect(xml).toContain('http://schemas.microsoft.com/claims/groups.link')
  })

  it('after a roll-over is signed by the other key, which the metadata already had', async () => {
    const own = await makePracticeTenant()
    const { current, next } = own.keys()

    own.makeNextActive()

    const answer = own.signIn({ person: personNamed('anna.smith'), fault: undefined })
    const text = answer.kind === 'response' ? answer.samlResponse : ''
    expect((await xrayNow(text, trustOf(own.names.issuer, [current.sha256]))).failed).toContain('saml.response.key-unknown')
    expect((await xrayNow(text, trustOf(own.names.issuer, [current.sha256, next.sha256]))).failed).toEqual([])
  })
})

describe('fetching in practice', () => {
  const beyond: MetadataFetchPort = { fetch: (url) => Promise.resolve({ ok: false, error: { kind: 'name-unknown', host: url } }) }
  const get = (url: string) => withPracticeTenant(beyond, tenant).fetch(url, usualFetchLimits(false), neverCancelled)

  it('answers for the practice tenant, and for nobody else', async () => {
    const { metadataUrl, tenantId } = tenant.names

    const own = await get(metadataUrl)

    expect(own.ok && Buffer.from(own.value.bytes).toString()).toBe(published())
    expect(own).toMatchObject({ ok: true, value: { finalUrl: metadataUrl, redirects: [] } })
    for (const url of [
      'https://login.microsoftonline.com/contoso.example/federationmetadata.xml',
      'https://idp.example/',
      metadataUrl.replace('https:', 'http:'),
      'no address'
    ])
      expect(await get(url)).toMatchObject({ ok: false, error: { kind: 'name-unknown' } })
    expect(await get(`https://login.microsoftonline.com/${tenantId}/somewhere`)).toMatchObject({
      ok: false,
      error: { kind: 'status', status: 404 }
    })
  })

  it('keeps the limit and can be cancelled', async () => {
    const fetch = withPracticeTenant(beyond, tenant)
    const limits = { ...usualFetchLimits(false), mostBytes: 100 }

    expect(await fetch.fetch(tenant.names.metadataUrl, limits, neverCancelled)).toMatchObject({ ok: false, error: { kind: 'too-large' } })
    await expect(fetch.fetch(tenant.names.metadataUrl, limits, AbortSignal.abort())).rejects.toMatchObject({ name: 'Cancelled' })
  })
})

import { describe, expect, it } from 'vitest'
import {
  clientId,
  fakeOpenId,
  foundAt,
  goodForm,
  goodSecret,
  tenantId,
  testRegistration,
  unknownTenant
} from '../../../support/oauth/registration-test.ts'

const usHost = 'login.microsoftonline.us'

describe('a registration as it should be', () => {
  it('is proved as far as it can be from here, and says what only a sign-in proves', async () => {
    const openId = fakeOpenId()

    const test = await testRegistration(openId)

    expect(test.statuses).toEqual({
      'tenant-readable': 'pass',
      'client-readable': 'pass',
      'secret-readable': 'pass',
      'cloud-known': 'pass',
      'discovery-answers': 'pass',
      'issuer-same': 'pass',
      'tenant-in-cloud': 'pass',
      'token-endpoint-safe': 'pass',
      'secret-accepted': 'pass',
      'end-date-noted': 'pass',
      'redirect-registered': 'not-provable-here',
      'single-tenant': 'not-provable-here',
      'people-assigned': 'not-provable-here'
    })
    expect(test).toMatchObject({ tenantId, isSecretProved: true, report: { kind: 'oauth', summary: { outcome: 'healthy' } } })
    expect(test.facts).toContainEqual(expect.objectContaining({ label: 'Tenant id', value: tenantId, copy: tenantId }))
    expect(test.outcome('secret-accepted')).toMatchObject({
      detail: `Microsoft gave a token for the application ${clientId}, valid for 60 minutes. It was thrown away at once.`,
      evidence: expect.arrayContaining([
        expect.objectContaining({
          label: 'What was done with it',
          value: expect.stringMatching(/needs no permission, and nothing was read/) as unknown
        })
      ]) as unknown
    })
    expect(openId.asked).toEqual([`https://login.microsoftonline.com/${tenantId}/v2.0/.well-known/openid-configuration`])
    expect(openId.tokensAsked).toMatchObject([
      {
        tokenEndpoint: `https://login.microsoftonline.com/${tenantId}/oauth2/v2.0/token`,
        clientId,
        scope: 'https://graph.microsoft.com/.default',
        secretGoesBy: 'body'
      }
    ])
  })

  it.each([
    ['us-government', usHost, 'https://graph.microsoft.us/.default'],
    ['china', 'login.partner.microsoftonline.cn', 'https://microsoftgraph.chinacloudapi.cn/.default']
  ] as const)('is asked in its own cloud: %s', async (cloud, host, scope) => {
    const openId = fakeOpenId({ discover: (url) => (url.includes(host) ? foundAt(url) : undefined) })

    const test = await testRegistration(openId, { form: { ...goodForm, cloud } })

    expect(test).toMatchObject({ isSecretProved: true, codes: [] })
    expect(openId.asked.map((url) => new URL(url).host)).toEqual([host])
    expect(openId.tokensAsked.map((request) => request.scope)).toEqual([scope])
  })

  it('is found by a domain, and the id is told', async () => {
    const openId = fakeOpenId({ discover: (url) => foundAt(url) })

    const test = await testRegistration(openId, { form: { ...goodForm, tenantId: 'contoso.com' } })

    expect(test).toMatchObject({ tenantId, isSecretProved: true })
    expect(test.outcome('issuer-same')).toMatchObject({
      status: 'pass',
      detail: `The domain contoso.com belongs to the tenant ${tenantId}: enter this id in Files.com.`
    })
  })

  it('without a secret is looked at as far as nothing is needed of it', async () => {
    const openId = fakeOpenId()

    const test = await testRegistration(openId, { secret: '' })

    expect(test.statuses).toMatchObject({
      'secret-readable': 'skip',
      'token-endpoint-safe': 'pass',
      'secret-accepted': 'skip',
      'end-date-noted': 'pass'
    })
    expect(test.isSecretProved).toBe(false)
    expect(openId.tokensAsked).toEqual([])
  })
})

describe('what was typed', () => {
  it.each([
    ['a tenant that is none', { form: { ...goodForm, tenantId: 'common' } }, 'oauth.tenant.unusable', 0],
    ['a client that is none', { form: { ...goodForm, clientId: 'Files.com' } }, 'oauth.client.unusable', 1],
    ['the same id twice', { form: { ...goodForm, clientId: tenantId.toUpperCase() } }, 'oauth.ids.same', 1],
    ['a domain as client', { form: { ...goodForm, clientId: 'contoso.com' } }, 'oauth.ids.swapped', 1],
    ['the Secret ID', { secret: 'a0b1c2d3-1111-2222-8333-444455556666' }, 'oauth.secret.is-an-id', 1],
    ['a masked secret', { secret: 'abc******************' }, 'oauth.secret.unusable', 1]
  ] as const)('stops before the secret is sent: %s', async (_what, input, code, discoveries) => {
    const openId = fakeOpenId()

    const test = await testRegistration(openId, input)

    expect(test.codes).toEqual([code])
    expect(test.statuses['secret-accepted']).toBe('blocked')
    expect(openId.tokensAsked).toEqual([])
    expect(openId.asked).toHaveLength(discoveries)
  })

  it('is not repeated in the report when it may be a secret in the wrong box', async () => {
    const test = await testRegistration(fakeOpenId(), {
      form: { ...goodForm, clientId: goodSecret, tenantId: 'aB3'.repeat(15) },
      secret: ''
    })

    expect(JSON.stringify(test)).not.toContain(goodSecret)
    expect(JSON.stringify(test)).not.toContain('aB3aB3')
    expect(test.codes).toEqual(['oauth.tenant.unusable', 'oauth.client.unusable'])
  })

  it.each([
    ['an older secret, with signs', 'Kx7A.~secretOLD/1234567890@1234567'],
    ['a secret that a program set', 'Pa55w0rd!Pa55w0rd!Pa55w0rd'],
    ['a shared access signature', `https://x.blob.example/c?sv=2024&sig=${'S3cr3t'.repeat(5)}`],
    ['a token', `eyJhbGciOiJSUzI1NiJ9.${'S3cr3t'.repeat(5)}.x`]
  ])('is not repeated either when it is %s', async (_what, text) => {
    const test = await testRegistration(fakeOpenId(), {
      form: { ...goodForm, clientId: text, tenantId: text, displayName: text, secretEndsOn: text },
      secret: ''
    })

    expect(JSON.stringify(test)).not.toContain(text)
    expect(JSON.stringify(test)).not.toContain('S3cr3tS3cr3t')
  })

  it('is told as it was typed when it cannot be a secret', async () => {
    const test = await testRegistration(fakeOpenId(), {
      form: { ...goodForm, clientId: 'Files.com', tenantId: tenantId.slice(0, -1), displayName: 'Microsoft of the whole company' }
    })

    expect(JSON.stringify(test.report)).toContain(`"${tenantId.slice(0, -1)}"`)
    expect(JSON.stringify(test.report)).toContain('"Files.com"')
    expect(JSON.stringify(test.report)).toContain('"Microsoft of the whole company"')
  })

  it('may stand in braces, and is asked for without them', async () => {
    const openId = fakeOpenId()

    const test = await testRegistration(openId, { form: { ...goodForm, tenantId: `{${tenantId}}`, clientId: `{${clientId}}` } })

    expect(test).toMatchObject({ codes: [], isSecretProved: true })
    expect(openId.tokensAsked).toMatchObject([{ clientId }])
  })

  it.each([
    ['2026-11-21', 'fail', 'oauth.end-date.past'],
    ['2026-12-01', 'warn', 'oauth.end-date.soon'],
    ['2029-12-01', 'warn', 'oauth.end-date.too-far'],
    ['1.12.2026', 'fail', 'oauth.end-date.unreadable']
  ])('has an end date that is judged: %s', async (secretEndsOn, status, code) => {
    const test = await testRegistration(fakeOpenId(), { form: { ...goodForm, secretEndsOn } })

    expect(test.outcome('end-date-noted')).toMatchObject({ status, problem: { code } })
    expect(test.isSecretProved).toBe(true)
  })

  it('needs a date for a reminder, and says so', async () => {
    const test = await testRegistration(fakeOpenId(), { form: { ...goodForm, secretEndsOn: '' } })

    expect(test.outcome('end-date-noted')).toMatchObject({
      status: 'not-provable-here',
      because: expect.stringMatching(/nobody can be reminded/) as unknown
    })
  })
})

describe('the cloud', () => {
  it('of the tenant is named when another one knows it', async () => {
    const openId = fakeOpenId({ discover: (url) => (url.includes(usHost) ? foundAt(url) : unknownTenant(url)) })

    const test = await testRegistration(openId)

    expect(test.codes).toEqual(['oauth.tenant.in-other-cloud'])
    expect(test.outcome('discovery-answers')).toMatchObject({
      problem: { cause: expect.stringMatching(/it belongs to Microsoft Entra ID for US Government/) as unknown }
    })
    expect(openId.tokensAsked).toEqual([])
    expect(openId.asked).toHaveLength(3)
  })

  it.each([
    ['by the hosts that the answer points to', (url: string) => foundAt(url, usHost)],
    [
      'by its name in the answer, when the host tells nothing',
      (url: string) => {
        const answer = foundAt(url)
        if (answer.kind !== 'found') throw new Error('It is found')
        return {
          ...answer,
          document: { ...answer.document, tokenEndpoint: 'https://sign-in.example/token', cloudInstanceName: 'microsoftonline.us' }
        }
      }
    ]
  ])('of the tenant is told %s', async (_how, discover) => {
    const openId = fakeOpenId({ discover })

    const test = await testRegistration(openId)

    expect(test.codes).toEqual(['oauth.tenant.in-other-cloud'])
    expect(test.statuses).toMatchObject({ 'discovery-answers': 'pass', 'tenant-in-cloud': 'fail', 'secret-accepted': 'blocked' })
    expect(openId.tokensAsked).toEqual([])
  })

  it('is told by a domain of Microsoft before anybody is asked', async () => {
    const openId = fakeOpenId()

    const test = await testRegistration(openId, { form: { ...goodForm, tenantId: 'contoso.onmicrosoft.us' } })

    expect(test.codes).toEqual(['oauth.tenant.in-other-cloud'])
    expect(openId.asked).toEqual([])
  })

  it('of nobody gives the answer that the tenant is unknown, with every cloud that was asked', async () => {
    const test = await testRegistration(fakeOpenId({ discover: unknownTenant }))

    expect(test.codes).toEqual(['oauth.tenant.not-found'])
    expect(test.outcome('discovery-answers')).toMatchObject({
      problem: { cause: expect.stringMatching(/\(global\), Microsoft Entra ID for US Government, Microsoft Entra ID in China/) as unknown }
    })
  })

  it('that gave no answer is not said to know or not to know', async () => {
    const closed = (url: string) => ({ kind: 'no-answer', url, failure: { kind: 'timeout', host: new URL(url).host, code: '' } }) as const
    const test = await testRegistration(
      fakeOpenId({ discover: (url) => (url.includes('microsoftonline.com') ? unknownTenant(url) : closed(url)) })
    )

    const outcome = test.outcome('discovery-answers')
    expect(outcome).toMatchObject({
      problem: { code: 'oauth.tenant.not-found', cause: expect.not.stringMatching(/US Government|China/) as unknown }
    })
    expect(JSON.stringify(outcome)).toContain('gave no answer that tells')
  })
})

describe('what the provider answers', () => {
  it('tells that the ids are swapped, when the client id is a tenant', async () => {
    const openId = fakeOpenId({ discover: (url) => (url.includes(clientId) ? foundAt(url, undefined, clientId) : unknownTenant(url)) })

    expect((await testRegistration(openId)).codes).toEqual(['oauth.ids.swapped'])
    expect(openId.tokensAsked).toEqual([])
  })

  it('is not believed when it is about another tenant', async () => {
    const openId = fakeOpenId({ discover: (url) => foundAt(url, undefined, clientId) })

    expect((await testRegistration(openId)).codes).toEqual(['oauth.issuer.other-tenant'])
    expect(openId.tokensAsked).toEqual([])
  })

  it.each([
    'https://login.microsoftonline.com.evil.example/token',
    'https://evil.example/token',
    'http://login.microsoftonline.com/token',
    'https://login.microsoftonline.com:8443/token',
    'https://login.microsoftonline.com@evil.example/token',
    'login.microsoftonline.com/token',
    'https://login.microsoftonline.us/token'
  ])('never leads the secret elsewhere: %s', async (tokenEndpoint) => {
    const openId = fakeOpenId({
      discover: (url) => {
        const answer = foundAt(url)
        return answer.kind === 'found' ? { ...answer, document: { ...answer.document, tokenEndpoint } } : answer
      }
    })

    const test = await testRegistration(openId)

    expect(test.report.summary.outcome).toBe('failed')
    expect(test.statuses['secret-accepted']).toBe('blocked')
    expect(openId.tokensAsked).toEqual([])
  })

  it.each([
    [{ kind: 'name-not-found', host: 'h' }, 'oauth.network.name-unknown'],
    [{ kind: 'refused', host: 'h', code: 'ECONNREFUSED' }, 'oauth.network.unreachable'],
    [{ kind: 'unreachable', host: 'h', code: 'EHOSTUNREACH' }, 'oauth.network.unreachable'],
    [{ kind: 'closed', host: 'h', code: 'ECONNRESET' }, 'oauth.network.unreachable'],
    [{ kind: 'too-large', host: 'h', limit: 1_048_576 }, 'oauth.network.unreachable'],
    [{ kind: 'timeout', host: 'h', code: '' }, 'oauth.network.timed-out'],
    [{ kind: 'not-trusted', host: 'h', code: 'CERT_HAS_EXPIRED', because: 'the certificate has ended' }, 'oauth.network.not-trusted']
  ] as const)('may be nothing: %j', async (failure, code) => {
    const silent = await testRegistration(fakeOpenId({ discover: (url) => ({ kind: 'no-answer', url, failure }) }))
    const later = await testRegistration(fakeOpenId({ token: { kind: 'no-answer', failure } }))

    expect(silent).toMatchObject({ codes: [code], facts: [], tenantId: undefined, isSecretProved: false })
    expect(later).toMatchObject({ codes: [code], tenantId, isSecretProved: false })
  })

  it.each([
    ['a page', { kind: 'unreadable', because: 'it is a page, not JSON' }, 'oauth.discovery.unreadable'],
    ['a redirect', { kind: 'refused', status: 302, body: '', redirectsTo: 'hotel.example/sign-in' }, 'oauth.discovery.refused'],
    ['a proxy', { kind: 'refused', status: 407, body: '<html>' }, 'oauth.discovery.refused'],
    ['an outage', { kind: 'refused', status: 503, body: 'Service Unavailable' }, 'oauth.discovery.refused']
  ] as const)('may be %s', async (_what, answer, code) => {
    const openId = fakeOpenId({ discover: (url) => ({ url, ...answer }) })

    expect((await testRegistration(openId)).codes).toEqual([code])
    expect(openId.asked).toHaveLength(1)
  })

  it.each([404, 400])('is no word of Microsoft about a tenant when somebody else answers %i', async (status) => {
    const openId = fakeOpenId({ discover: (url) => ({ kind: 'refused', url, status, body: '<html>Not here</html>' }) })

    const test = await testRegistration(openId)

    expect(test.codes).toEqual(['oauth.discovery.refused'])
    expect(JSON.stringify(test.report)).not.toMatch(/does not know/)
    expect(openId.asked).toHaveLength(1)
  })

  it('of somebody else in another cloud is not taken for Microsoft not knowing the tenant', async () => {
    const page = (url: string) => ({ kind: 'refused', url, status: 404, body: '<html>Not here</html>' }) as const
    const test = await testRegistration(
      fakeOpenId({ discover: (url) => (url.includes('microsoftonline.com') ? unknownTenant(url) : page(url)) })
    )

    expect(test.outcome('discovery-answers')).toMatchObject({
      problem: { code: 'oauth.tenant.not-found', cause: expect.not.stringMatching(/US Government|China/) as unknown }
    })
  })

  it.each([
    [503, 'temporarily_unavailable', 'Later.'],
    [500, 'server_error', ''],
    [429, 'too_many_requests', 'Slow down'],
    [400, 'temporarily_unavailable', '']
  ])('leaves the secret undecided when the provider is in trouble: %i %s', async (status, error, description) => {
    const test = await testRegistration(fakeOpenId({ token: { kind: 'refused', status, error, description } }))

    expect(test).toMatchObject({ codes: ['oauth.token.unreadable'], isSecretProved: false })
    expect(test.outcome('secret-accepted')).toMatchObject({ problem: { cause: expect.stringContaining(error) as unknown } })
  })

  it('leaves the secret undecided when it is no answer of OAuth', async () => {
    const test = await testRegistration(fakeOpenId({ token: { kind: 'unreadable', because: 'HTTP 503 with a page' } }))

    expect(test).toMatchObject({ codes: ['oauth.token.unreadable'], isSecretProved: false })
  })
})

describe('another provider', () => {
  const authority = 'https://login.example.com/realm'
  const describing = (issuer: string, tokenEndpoint = `${authority}/token`, authenticationMethods: readonly string[] = []) =>
    fakeOpenId({
      discover: (url) => ({
        kind: 'found',
        url,
        document: {
          issuer,
          tokenEndpoint,
          authorizationEndpoint: '',
          authenticationMethods,
          tenantRegionScope: undefined,
          cloudInstanceName: undefined
        }
      })
    })

  it('is asked at its own address, without anything of Entra ID', async () => {
    const openId = describing(authority)

    const test = await testRegistration(openId, { authority, form: { ...goodForm, tenantId: '', clientId: 'my-client' }, secret: 'short' })

    expect(openId.asked).toEqual([`${authority}/.well-known/openid-configuration`])
    expect(openId.tokensAsked).toMatchObject([{ clientId: 'my-client', scope: '', secretGoesBy: 'header' }])
    expect(test).toMatchObject({ codes: [], isSecretProved: true, tenantId: undefined })
    expect(test.statuses).toMatchObject({ 'tenant-readable': 'skip', 'tenant-in-cloud': 'skip', 'redirect-registered': 'skip' })
  })

  it('takes the secret in the way it says', async () => {
    const openId = describing(authority, undefined, ['client_secret_basic', 'client_secret_post'])
    await testRegistration(openId, { authority })

    expect(openId.tokensAsked).toMatchObject([{ secretGoesBy: 'body' }])
  })

  it('must name itself as it was asked, and take the secret over https', async () => {
    expect((await testRegistration(describing('https://other.example'), { authority })).codes).toEqual(['oauth.issuer.other-tenant'])
    expect((await testRegistration(describing(authority, 'http://login.example.com/token'), { authority })).codes).toEqual([
      'oauth.endpoint.elsewhere'
    ])
  })

  it.each([
    ['invalid_client', /Copy both again/],
    ['invalid_scope', /may be right/],
    ['unauthorized_client', /may be right/]
  ])('says with a word of OAuth what it refuses: %s', async (error, remedy) => {
    const openId = {
      ...describing(authority),
      requestToken: async () => ({ kind: 'refused', status: 401, error, description: '' }) as const
    }

    const test = await testRegistration(openId, { authority })

    expect(test.outcome('secret-accepted')).toMatchObject({
      problem: { code: 'oauth.token.refused', remedy: expect.stringMatching(remedy) as unknown }
    })
  })
})

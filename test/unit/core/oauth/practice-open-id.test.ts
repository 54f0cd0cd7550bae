import { beforeAll, describe, expect, it } from 'vitest'
import type { OpenIdPort } from '../../../../src-main/core/oauth/oauth-ports.ts'
import { withPracticeOpenId } from '../../../../src-main/practice/entra/practice-open-id.ts'
import {
  type PracticeRegistration,
  practiceRegistration,
  unknownTenantId
} from '../../../../src-main/practice/entra/practice-registration.ts'
import { makePracticeTenant } from '../../../../src-main/practice/entra/practice-tenant.ts'
import { clientId, fakeOpenId, goodForm, now, tenantId, testRegistration } from '../../../support/oauth/registration-test.ts'

const nobody: OpenIdPort = {
  discover: async (url) => {
    throw new Error(`Asked the world for ${url}`)
  },
  requestToken: async ({ tokenEndpoint }) => {
    throw new Error(`Sent a secret to ${tokenEndpoint}`)
  }
}

const registration: PracticeRegistration = practiceRegistration(() => now)
const form = { ...goodForm, tenantId: registration.tenantId, clientId: registration.clientId, secretEndsOn: registration.secretEndsOn }
const secret = registration.clientSecret
let practice: OpenIdPort

beforeAll(async () => {
  practice = withPracticeOpenId(nobody, await makePracticeTenant())
})

describe('the registration of practice', () => {
  it('is in order, and Microsoft is never asked', async () => {
    const test = await testRegistration(practice, { form, secret })

    expect(test).toMatchObject({ codes: [], isSecretProved: true, tenantId: registration.tenantId })
    expect(test.outcome('secret-readable')).toMatchObject({ status: 'pass', detail: 'It has the form that the portal gives to secrets.' })
  })

  it('is found by the domain of the company too', async () => {
    const test = await testRegistration(practice, { form: { ...form, tenantId: registration.domain }, secret })

    expect(test).toMatchObject({ codes: [], isSecretProved: true, tenantId: registration.tenantId })
  })

  it.each([
    ['another secret', { secret: `abc8Q~${'w'.repeat(34)}` }, 'entra.sign-in.client-secret', /AADSTS7000215/],
    ['a secret that ended', { secret: registration.endedSecret }, 'entra.sign-in.client-secret', /AADSTS7000222/],
    ['another client', { form: { ...form, clientId } }, 'entra.sign-in.application', /AADSTS700016/],
    ['another made-up tenant', { form: { ...form, tenantId: unknownTenantId() } }, 'oauth.tenant.not-found', /is known of the tenant/],
    [
      'swapped ids',
      { form: { ...form, tenantId: registration.clientId, clientId: registration.tenantId } },
      'oauth.ids.swapped',
      /client id/
    ],
    [
      'another cloud',
      { form: { ...form, cloud: 'china' as const } },
      'oauth.tenant.in-other-cloud',
      /belongs to Microsoft Entra ID \(global\)/
    ]
  ])('teaches what is wrong: %s', async (_what, input, code, cause) => {
    const test = await testRegistration(practice, { form, secret, ...input })

    expect(test.codes).toEqual([code])
    const failure = test.report.results.find(({ outcome }) => outcome.status === 'fail')?.outcome
    expect(failure).toMatchObject({ problem: { cause: expect.stringMatching(cause) as unknown } })
  })

  it('leaves real tenants to whoever asks for them', async () => {
    const openId = fakeOpenId()
    const both = withPracticeOpenId(openId, await makePracticeTenant())

    expect((await testRegistration(both)).isSecretProved).toBe(true)
    expect(openId.asked).toHaveLength(1)
    expect(openId.asked[0]).toContain(tenantId)
    expect(openId.tokensAsked).toHaveLength(1)
  })
})

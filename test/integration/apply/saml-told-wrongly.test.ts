import { beforeAll, describe, expect, it } from 'vitest'
import type { SamlSource } from '../../../src-main/core/saml/saml-source.ts'
import { type ApplyWorld, startApplyWorld } from '../../support/apply-world.ts'
import { entraMetadata as documentOf } from '../../support/saml/make-metadata.ts'
import { samlWish, sourceOf, tenant } from '../../support/saml/plan-sources.ts'
import { makeSigningKey, type SigningKey } from '../../support/saml/signing-key.ts'

let key: SigningKey
beforeAll(async () => {
  key = await makeSigningKey()
})

/** What speaks against a plan that makes a provider of this source: code, whether it can be overridden, and the sentence. */
async function reasonsAgainst(source: SamlSource, world: ApplyWorld): Promise<readonly (readonly [string, boolean, string])[]> {
  const made = await world.plan({ kind: 'profile', profile: world.profile({ saml: samlWish({ source }) }) })
  if (!made.ok) throw new TypeError(made.error.cause)
  const { safety } = made.value.plan
  return safety.kind === 'unsafe'
    ? safety.reasons.map(({ problem, canBeOverridden }) => [problem.code, canBeOverridden, problem.cause])
    : []
}

const doubtful = (words: string) => [['saml.plan.doubtful', true, expect.stringContaining(words) as string]]

describe('a profile that somebody wrote by hand', () => {
  it.each(['url', 'xml', 'fingerprint'] as const)('is safe when it is right: %s', async (mode) => {
    await using world = await startApplyWorld({ strategyWrites: 'accepted' })
    expect(await reasonsAgainst(sourceOf(mode, [key], world), world)).toEqual([])
  })

  it.each<readonly [string, Partial<Extract<SamlSource, { mode: 'fingerprint' }>>, string]>([
    ['an issuer without its final slash', { issuer: `https://sts.windows.net/${tenant}` }, 'compared letter by letter'],
    ['the issuer for the sign-in address', { signOnUrl: `https://sts.windows.net/${tenant}/` }, 'Nobody answers there'],
    ['another tenant in the issuer', { issuer: 'https://sts.windows.net/99999999-2222-4333-8444-555555555555/' }, 'tenants'],
    [
      'another cloud in the sign-in address',
      { signOnUrl: `https://login.partner.microsoftonline.cn/${tenant}/saml2`, logoutUrl: '' },
      'exactly one cloud'
    ],
    ['a sign-in address for the issuer', { issuer: `https://login.microsoftonline.com/${tenant}/saml2` }, 'are named like'],
    ['a tenant that was never filled in', { signOnUrl: 'https://login.microsoftonline.com/{tenant}/saml2' }, 'never replaced'],
    ['a foreign host for the sign-in', { signOnUrl: 'https://login.evil.example/saml2' }, 'login.evil.example']
  ])('does not pass as safe with %s', async (_what, change, words) => {
    await using world = await startApplyWorld({ strategyWrites: 'accepted' })
    const right = sourceOf('fingerprint', [key], world)
    if (right.mode !== 'fingerprint') throw new TypeError(right.mode)
    expect(await reasonsAgainst({ ...right, ...change }, world)).toEqual(doubtful(words))
  })

  it('does not pass as safe with the address of the whole tenant, whether it answers or not', async () => {
    await using world = await startApplyWorld({ strategyWrites: 'accepted' })
    const right = sourceOf('url', [key], world)
    if (right.mode !== 'url') throw new TypeError(right.mode)
    const url = right.url.replace(/\?.*$/, '')

    expect((await reasonsAgainst({ mode: 'url', url }, world)).map(([code]) => code)).toEqual([
      'saml.plan.keys-not-known',
      'saml.plan.doubtful'
    ])
    world.metadata.set(url, world.metadata.get(right.url) ?? '')
    expect(await reasonsAgainst({ mode: 'url', url }, world)).toEqual(doubtful('appid'))
  })

  it.each<readonly [string, (xml: string) => string, string]>([
    ['that was changed after it was signed', (xml) => xml.replace('HTTP-POST', 'HTTP-Redirect'), 'at least one character differs'],
    [
      'that has ended',
      (xml) => xml.replace('<IDPSSODescriptor', '<IDPSSODescriptor validUntil="2020-01-01T00:00:00Z"'),
      'at least one character'
    ]
  ])('does not pass as safe with a document %s', async (_what, change, words) => {
    await using world = await startApplyWorld({ strategyWrites: 'accepted' })
    const reasons = await reasonsAgainst({ mode: 'xml', xml: change(documentOf({ keys: [key], tenant })) }, world)
    expect(reasons[0]).toEqual(doubtful(words)[0])
    expect(new Set(reasons.map(([code]) => code))).toEqual(new Set(['saml.plan.doubtful']))
  })

  it('takes a document of another product as it is', async () => {
    await using world = await startApplyWorld({ strategyWrites: 'accepted' })
    const xml = documentOf({ keys: [key], entityId: 'http://www.okta.com/exk1', loginHost: 'corp.okta.com', signer: 'none' })
    expect(await reasonsAgainst({ mode: 'xml', xml }, world)).toEqual([])
  })
})

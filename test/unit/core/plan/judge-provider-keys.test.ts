import { describe, expect, it } from 'vitest'
import { problem } from '../../../../src-main/core/errors.ts'
import { type ProviderKeys, providerKeyReasons } from '../../../../src-main/core/plan/judge-provider-keys.ts'
import { fail, succeed } from '../../../../src-main/core/result.ts'
import type { SamlTrust } from '../../../../src-main/core/saml/saml-source.ts'

const now = new Date('2026-11-22T05:00:00Z')
const unreadable = fail(problem('plan.nothing-to-apply', {}))

/** Trust in bare fingerprints, of which no dates are known. */
function trust(...fingerprints: readonly string[]): SamlTrust {
  return {
    from: 'a test',
    mode: 'fingerprint',
    issuer: undefined,
    signOnUrls: [],
    keys: fingerprints.map((pair) => ({ kind: 'fingerprint', sha256: pair.repeat(32) }))
  }
}

function keysOf(more: Partial<ProviderKeys>): ProviderKeys {
  return {
    title: 'Single sign-on “Entra ID” (12)',
    isInUse: true,
    stored: succeed(trust('aa')),
    wantedMode: 'xml',
    wanted: succeed(trust('aa')),
    ...more
  }
}

describe('the keys of a provider', () => {
  it.each<[string, Partial<ProviderKeys>, readonly (readonly [string, boolean])[]]>([
    ['that stay', {}, []],
    ['of which one stays', { stored: succeed(trust('aa', 'bb')), wanted: succeed(trust('bb', 'cc')) }, []],
    ['that are all replaced', { wanted: succeed(trust('bb')) }, [['saml.plan.no-shared-key', true]]],
    ['that are replaced while nobody uses it', { wanted: succeed(trust('bb')), isInUse: false }, []],
    ['where nothing was stored', { stored: undefined, wanted: succeed(trust('bb')) }, []],
    ['of which those of today are not known', { stored: unreadable }, [['saml.plan.keys-not-known', true]]],
    ['of which those of today are not known while nobody uses it', { stored: unreadable, isInUse: false }, []],
    ['behind an address that cannot be read', { wanted: unreadable, wantedMode: 'url' }, [['saml.plan.keys-not-known', true]]],
    ['in a document that cannot be used', { wanted: unreadable }, [['saml.plan.unusable-metadata', false]]],
    ['that are none at all', { wanted: succeed(trust()) }, [['saml.plan.keys-ended', false]]]
  ])('%s', (_, more, reasons) => {
    expect(providerKeyReasons([keysOf(more)], now).map((reason) => [reason.problem.code, reason.canBeOverridden])).toEqual(reasons)
  })

  it('are named on both sides when none is shared', () => {
    const [reason] = providerKeyReasons([keysOf({ wanted: succeed(trust('bb')) })], now)

    const colons = (pair: string) => Array.from({ length: 32 }, () => pair).join(':')
    expect(reason?.problem.evidence).toEqual([
      { label: 'Trusted now', value: `${colons('AA')} (a test)` },
      { label: 'Would be trusted', value: `${colons('BB')} (a test)` }
    ])
  })
})

import { beforeAll, describe, expect, it } from 'vitest'
import { claims } from '../../../src-main/core/saml/claims.ts'
import { exportableLadderReport } from '../../../src-main/core/report/ladder-report-forms.ts'
import type { EvidenceItem } from '../../../src-main/core/evidence.ts'
import { makeResponse, type ResponseWishes, sampleAttributes, sampleIssuer } from '../../support/saml/make-response.ts'
import { makeSigningKey, type SigningKey } from '../../support/saml/signing-key.ts'
import { algorithms } from '../../support/saml/sign-xml.ts'
import { trustIn, type Xray, xray } from '../../support/saml/xray.ts'

let key: SigningKey
let otherKey: SigningKey
let ecKey: SigningKey
let endedKey: SigningKey

beforeAll(async () => {
  ;[key, otherKey, ecKey, endedKey] = await Promise.all([
    makeSigningKey(),
    makeSigningKey({ name: 'Another application' }),
    makeSigningKey({ kind: 'ec' }),
    makeSigningKey({ notBefore: '2023-01-01T00:00:00Z', notAfter: '2026-01-01T00:00:00Z' })
  ])
})

describe('a healthy response', () => {
  it.each(['assertion', 'response', 'both'] as const)('is green when signed: %s', async (sign) => {
    const found = await lookAt({ sign })

    expect(found.findings).toEqual([])
    expect(found.report.summary.outcome).toBe('healthy')
    expect(found.verdict('used-once')).toBe('not-provable-here')
    expect(found.view?.username).toMatchObject({ kind: 'results', username: 'anna.li@corp.example' })
  })

  it('has evidence on every green rung, and a rung for everything', async () => {
    const { report } = await lookAt({})
    expect(report.results.length).toBeGreaterThan(25)
    for (const { id, outcome } of report.results) if (outcome.status === 'pass') expect(`${id} ${outcome.evidence[0].value}`).toMatch(/ \S/)
  })

  it('is green with a sign-in name under the format “persistent”', async () => {
    expect((await lookAt({ nameIdFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent' })).findings).toEqual([])
  })

  it('is green by an elliptic curve too', async () => {
    const found = await xray(makeResponse(ecKey), trustIn([ecKey]))
    expect(found.findings).toEqual([])
  })

  it('is green by a bare fingerprint, but for the issuer, which that does not say', async () => {
    const trust = trustIn([], { mode: 'fingerprint', issuer: undefined, keys: [{ kind: 'fingerprint', sha256: key.sha256 }] })
    const found = await xray(makeResponse(key), trust)

    expect(found.findings).toEqual([])
    expect(found.verdict('issuer-exact')).toBe('not-provable-here')
  })
})

/** One thing wrong with a response: only the rungs that are about it are not green. */
const wrong: readonly (readonly [string, ResponseWishes, readonly string[], string])[] = [
  [
    'a refusal',
    {
      withoutAssertion: true,
      status: ['urn:oasis:names:tc:SAML:2.0:status:Responder', 'urn:oasis:names:tc:SAML:2.0:status:RequestDenied'],
      statusMessage: 'Not today'
    },
    ['status-success: fail saml.response.status-refused'],
    'Not today'
  ],
  ['no assertion', { withoutAssertion: true }, ['assertion-single: fail saml.response.no-assertion'], '0 readable, 0 encrypted'],
  ['no signature', { sign: 'none' }, ['signature-present: fail saml.response.unsigned'], '0'],
  [
    'SHA-1',
    { signing: { algorithm: algorithms.rsaSha1, digest: algorithms.sha1 } },
    ['algorithm-strong: warn saml.signature.weak-algorithm'],
    'RSA with SHA-1'
  ],
  [
    'another tenant',
    { issuer: sampleIssuer.replace('11111111', '99999999') },
    ['issuer-exact: fail saml.response.other-tenant'],
    sampleIssuer.replace('11111111', '99999999')
  ],
  [
    'an issuer without its slash',
    { issuer: sampleIssuer.replace(/\/$/, '') },
    ['issuer-exact: fail saml.response.issuer-slash'],
    sampleIssuer
  ],
  [
    'another product',
    { issuer: 'http://www.okta.com/exk1' },
    ['issuer-exact: fail saml.response.issuer-wrong', 'issued-by-entra: warn saml.response.not-entra'],
    'http://www.okta.com/exk1'
  ],
  [
    'an assertion of another issuer',
    { assertionIssuer: 'https://x.example/' },
    ['issuer-exact: fail saml.response.issuer-wrong', 'issued-by-entra: warn saml.response.not-entra'],
    'https://x.example/'
  ],
  [
    'another destination',
    { destination: 'https://app.files.com/saml/consume/' },
    ['destination-exact: fail saml.response.destination-wrong'],
    'https://app.files.com/saml/consume/'
  ],
  ['no destination', { destination: null }, ['destination-exact: fail saml.response.destination-wrong'], 'absent'],
  [
    'another recipient',
    { recipient: 'https://acme.files.com/saml/consume' },
    ['bearer-confirmed: fail saml.response.recipient-wrong'],
    'https://acme.files.com/saml/consume'
  ],
  ['no recipient', { recipient: null }, ['bearer-confirmed: fail saml.response.confirmation-missing'], 'absent'],
  ['no end of the confirmation', { confirmedUntil: null }, ['bearer-confirmed: fail saml.response.confirmation-missing'], 'absent'],
  [
    'another confirmation',
    { confirmationMethod: 'urn:oasis:names:tc:SAML:2.0:cm:holder-of-key' },
    ['bearer-confirmed: fail saml.response.confirmation-missing', 'request-answered: fail saml.response.in-response-to-differs'],
    'urn:oasis:names:tc:SAML:2.0:cm:holder-of-key'
  ],
  [
    'another audience',
    { audience: 'https://acme.files.com' },
    ['audience-exact: fail saml.response.audience-wrong'],
    'https://acme.files.com'
  ],
  [
    'an audience with a slash',
    { audience: 'https://app.files.com/saml/metadata/' },
    ['audience-exact: fail saml.response.audience-wrong'],
    'https://app.files.com/saml/metadata/'
  ],
  ['no audience', { audience: null }, ['audience-exact: fail saml.response.audience-wrong'], 'absent'],
  [
    'an end that has passed',
    { notOnOrAfter: '2026-11-22T05:30:00Z' },
    ['within-times: fail saml.response.expired'],
    '2026-11-22T05:30:00Z'
  ],
  [
    'a beginning that has not come',
    { notBefore: '2026-11-22T05:30:00.001Z' },
    ['within-times: fail saml.response.not-yet-valid'],
    '2026-11-22T05:30:00.001Z'
  ],
  [
    'a session that has ended',
    { sessionNotOnOrAfter: '2026-11-22T05:29:00Z' },
    ['within-times: fail saml.response.expired'],
    '2026-11-22T05:29:00Z'
  ],
  ['a time in local form', { notOnOrAfter: '22.11.2026 06:30' }, ['within-times: fail saml.response.times-unreadable'], '22.11.2026 06:30'],
  ['an unreadable time of issue', { issueInstant: 'yesterday' }, ['clock-agrees: fail saml.response.times-unreadable'], 'yesterday'],
  [
    'a time of issue to come',
    { issueInstant: '2026-11-22T05:31:00Z' },
    ['clock-agrees: warn saml.response.issued-later'],
    '2026-11-22T05:31:00Z'
  ],
  ['no request', { inResponseTo: null, confirmedInResponseTo: null }, ['request-answered: warn saml.response.not-asked-for'], 'absent'],
  [
    'another request inside',
    { confirmedInResponseTo: '_other' },
    ['request-answered: fail saml.response.in-response-to-differs'],
    '_other'
  ],
  ['a request outside only', { confirmedInResponseTo: null }, ['request-answered: fail saml.response.in-response-to-differs'], 'absent'],
  ['no name', { nameId: null }, ['name-id-present: fail saml.response.name-id-missing'], 'absent'],
  ['an empty name', { nameId: '  ' }, ['name-id-present: fail saml.response.name-id-missing'], '“  ”'],
  [
    'a transient name',
    { nameIdFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient', nameId: 'anna.li@corp.example' },
    ['name-id-stable: fail saml.response.name-id-opaque'],
    'anna.li@corp.example'
  ],
  [
    'a persistent id',
    {
      nameIdFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
      nameId: 'Ab3dEf6hIj9lMn2pQr5tUv8xYz1BcD4fGh7jKl0nOp2',
      attributes: {}
    },
    ['name-id-stable: fail saml.response.name-id-opaque'],
    'Ab3dEf6hIj9lMn2pQr5tUv8xYz1BcD4fGh7jKl0nOp2'
  ],
  [
    'a persistent value that may be a name',
    { nameIdFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent', nameId: 'anna.li', attributes: {} },
    ['name-id-stable: warn saml.response.name-id-opaque'],
    'anna.li'
  ],
  [
    'an object id',
    { nameId: 'aaaaaaaa-0000-4000-8000-000000000001', attributes: {} },
    ['name-id-stable: fail saml.response.name-id-opaque'],
    'aaaaaaaa-0000-4000-8000-000000000001'
  ],
  [
    'a guest',
    { nameId: 'bo_x.example#EXT#@corp.onmicrosoft.com', attributes: {} },
    ['name-id-stable: fail saml.response.name-id-guest'],
    'bo_x.example#EXT#@corp.onmicrosoft.com'
  ],
  ['a name with a comma', { nameId: 'Li, Anna', attributes: {} }, ['username-usable: fail saml.response.username-unusable'], 'Li, Anna'],
  [
    'a name with white space around it',
    { nameId: ' anna.li@corp.example' },
    ['username-usable: fail saml.response.username-unusable'],
    '“ anna.li@corp.example”'
  ],
  [
    'a name that is too long',
    { nameId: 'a'.repeat(256), attributes: {} },
    ['username-usable: fail saml.response.username-unusable'],
    'a'.repeat(256)
  ],
  [
    'a mail address unlike the name',
    { attributes: { ...sampleAttributes, [claims.email]: ['a.li@corp.example'] } },
    ['mail-agrees: warn saml.response.mail-differs'],
    'a.li@corp.example'
  ],
  ['the mail address as the name', { nameId: 'a.li@corp.example' }, ['mail-agrees: warn saml.response.mail-differs'], 'a.li@corp.example'],
  ['no statement about the sign-in', { contextClass: null }, ['method-shown: warn saml.response.method-missing'], 'absent'],
  [
    'groups as ids',
    {
      attributes: { ...sampleAttributes, [claims.groups]: ['bbbbbbbb-0000-4000-8000-000000000001', 'bbbbbbbb-0000-4000-8000-000000000002'] }
    },
    ['groups-named: warn saml.response.groups-are-ids'],
    'bbbbbbbb-0000-4000-8000-000000000001'
  ],
  [
    'a link in place of groups',
    { attributes: { ...sampleAttributes, [claims.groupsLink]: ['https://graph.windows.net/x/users/y/getMemberObjects'] } },
    ['groups-named: warn saml.response.groups-overage'],
    'https://graph.windows.net/x/users/y/getMemberObjects'
  ],
  [
    'more groups than Entra ID sends',
    { attributes: { ...sampleAttributes, [claims.groups]: Array.from({ length: 151 }, (_, index) => `Group ${String(index)}`) } },
    ['groups-named: warn saml.response.groups-overage'],
    '151'
  ]
]

describe('a response with one thing wrong', () => {
  it.each(wrong)('says so, and nothing else: %s', async (_what, wishes, findings, evidence) => {
    const found = await lookAt(wishes)

    expect(found.findings).toEqual(findings)
    expect(
      evidenceOf(found)
        .map(({ value }) => value)
        .join('\n')
    ).toContain(evidence)
  })
})

describe('the key', () => {
  it('is named when the configuration does not know it, with both lists and who can help', async () => {
    const { outcome, verdict, view } = await xray(makeResponse(otherKey), trustIn([key, ecKey]))

    const known = outcome('key-known')
    expect(known).toMatchObject({ status: 'fail', problem: { code: 'saml.response.key-unknown', who: 'entra-administrator' } })
    const evidence = known.status === 'fail' ? known.problem.evidence : []
    expect(evidence.map(({ label }) => label)).toEqual([
      'Signature of the assertion',
      'Certificate in the response',
      'Known key 1',
      'Known key 2'
    ])
    expect(evidence[1]?.value).toContain(colons(otherKey.sha256))
    expect(evidence[2]?.value).toContain(colons(key.sha256))
    expect(verdict('signature-valid')).toBe('blocked')
    expect(verdict('audience-exact')).toBe('pass')
    expect(view?.username.kind).toBe('none')
  })

  it('is unknown as well when no certificate came along and no key fits', async () => {
    const found = await xray(makeResponse(otherKey, { signing: { carry: 'none' } }), trustIn([key]))
    expect(found.verdict('key-known')).toBe('fail saml.response.key-unknown')
  })

  it('is found among several without a certificate that came along', async () => {
    const found = await xray(makeResponse(key, { signing: { carry: 'none' } }), trustIn([otherKey, key]))
    expect(found.findings).toEqual([])
  })

  it('does not count because its certificate came along', async () => {
    const found = await xray(makeResponse(otherKey, { signing: { carry: key } }), trustIn([key]))

    expect(found.findings).toEqual(['signature-valid: fail saml.signature.signature-differs'])
    expect(found.view?.signedRows).toEqual([])
  })

  it('lets nobody in when another rung fails, whoever is named', async () => {
    const found = await xray(makeResponse(key, { audience: 'https://acme.files.com' }), trustIn([key]))

    expect(found.view?.username).toMatchObject({ kind: 'refused', username: 'anna.li@corp.example' })
    expect(found.view?.username.because).toMatch(/the assertion is meant for another service\.$/)
  })

  it('may have ended: a warning, since Microsoft goes on signing with it', async () => {
    const found = await xray(makeResponse(endedKey), trustIn([endedKey]))

    expect(found.findings).toEqual(['key-within-dates: warn saml.response.key-ended'])
    expect(found.view?.username.kind).toBe('results')
  })

  it('is not there at all', async () => {
    const found = await xray(makeResponse(key), trustIn([]))
    expect(found.findings).toEqual(['key-known: fail saml.response.key-unknown'])
  })
})

describe('the moment', () => {
  it('is now when none is given, and a response that has ended since is only a warning', async () => {
    const found = await xray(makeResponse(key), trustIn([key]), { at: 'not-given', now: '2026-11-25T00:00:00Z' })
    expect(found.findings).toEqual(['within-times: warn saml.response.ended-meanwhile'])
  })

  it.each([
    ['2026-11-22T05:20:00.118Z', 'fail saml.response.not-yet-valid'],
    ['2026-11-22T05:20:00.119Z', 'pass'],
    ['2026-11-22T06:30:00.122Z', 'pass'],
    ['2026-11-22T06:30:00.123Z', 'fail saml.response.expired']
  ])('decides to the millisecond, the end excluded: %s %s', async (at, verdict) => {
    const found = await xray(makeResponse(key), trustIn([key]), { at })
    expect(found.verdict('within-times')).toBe(verdict)
  })

  it('shows the life of a response and what is left of it', async () => {
    const outcome = (await lookAt({})).outcome('within-times')
    expect(outcome.status === 'pass' && outcome.detail).toContain('Its whole life is 70 minutes')
    expect(outcome.status === 'pass' && outcome.evidence.find(({ label }) => label === 'Left')?.value).toBe('60 minutes')
  })
})

describe('an encrypted assertion', () => {
  it('is reported, and what is inside of it is skipped', async () => {
    const found = await lookAt({ sign: 'response', encryptFor: otherKey })

    expect(found.findings).toEqual(['assertion-single: warn saml.response.encrypted'])
    const outcome = found.outcome('assertion-single')
    expect(outcome.status === 'warn' && outcome.problem.evidence.map(({ value }) => value)).toEqual([
      '0 readable, 1 encrypted',
      'aes256-cbc',
      'rsa-oaep-mgf1p'
    ])
    expect(['audience-exact', 'name-id-present', 'within-times'].map((check) => found.verdict(check))).toEqual(['skip', 'skip', 'skip'])
    expect(found.verdict('destination-exact')).toBe('pass')
    expect(found.view?.username).toMatchObject({ kind: 'none' })
  })

  it('may be the only part that is signed, which cannot be seen', async () => {
    const found = await lookAt({ sign: 'assertion', encryptFor: otherKey })
    expect(found.verdict('signature-present')).toBe('not-provable-here')
    expect(found.findings).toEqual(['assertion-single: warn saml.response.encrypted'])
  })
})

describe('a text that is no response', () => {
  it.each<readonly [string, string, string]>([
    ['prose', 'Hello!', 'text-opened: fail saml.response.not-found'],
    ['nothing', ' ', 'text-opened: fail saml.xml.empty'],
    [
      'a sign-in page',
      '<!DOCTYPE html><html><head><title>Sign in</title></head><body></body></html>',
      'text-opened: fail saml.xml.html-page'
    ],
    [
      'a request',
      '<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"/>',
      'response-document: fail saml.response.other-document'
    ],
    [
      'metadata',
      '<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata"/>',
      'response-document: fail saml.response.other-document'
    ],
    ['SAML 1.1', '<Response xmlns="urn:oasis:names:tc:SAML:1.0:protocol"/>', 'response-document: fail saml.response.other-document'],
    ['a Response of nobody', '<Response/>', 'response-document: fail saml.response.other-document']
  ])('ends there: %s', async (_what, text, finding) => {
    const found = await xray(text, trustIn([key]))
    expect(found.findings).toEqual([finding])
    expect(found.view).toBeUndefined()
    expect(found.report.results.at(-1)?.outcome.status).toBe('blocked')
  })

  it('names XML that is unfit to be read', async () => {
    const found = await xray(`<!DOCTYPE r [<!ENTITY e "x">]>${makeResponse(key)}`, trustIn([key]))
    expect(found.findings).toEqual(['xml-sound: fail saml.xml.document-type'])
  })

  it('lists the times of several responses', async () => {
    const text = JSON.stringify([
      { date: '10:01', SAMLResponse: 'QUFB' },
      { date: '10:02', SAMLResponse: 'QkJC' }
    ])
    const outcome = (await xray(text, trustIn([key]))).outcome('text-opened')
    expect(outcome.status === 'fail' && outcome.problem.evidence.map(({ value }) => value)).toEqual(['sent at 10:01', 'sent at 10:02'])
  })
})

describe('a refusal of Microsoft', () => {
  it('is explained by its AADSTS code', async () => {
    const found = await lookAt({
      withoutAssertion: true,
      status: ['urn:oasis:names:tc:SAML:2.0:status:Responder'],
      statusMessage: "AADSTS50105: The signed in user 'x' is not assigned to a role for the application"
    })
    expect(found.findings).toEqual([expect.stringMatching(/^status-success: fail entra\.sign-in\./)])
  })
})

describe('the view', () => {
  it('keeps what is signed and what is not apart', async () => {
    const { view } = await lookAt({})

    expect(view?.signedRows.map(({ label }) => label)).toContain('Name identifier (NameID)')
    expect(view?.unsignedRows.map(({ label }) => label)).toEqual([
      'Status',
      'Issuer of the response',
      'Destination',
      'Answers the request',
      'Response issued',
      'Response id'
    ])
    expect(view?.attributes.every(({ isSigned }) => isSigned)).toBe(true)
    expect(view?.attributes.map(({ shortName }) => shortName)).toContain('emailaddress')
  })

  it('shows nothing as signed when nothing is', async () => {
    const { view } = await lookAt({ sign: 'none' })

    expect(view?.signedRows).toEqual([])
    expect(view?.attributes.some(({ isSigned }) => isSigned)).toBe(false)
    expect(view?.username.kind).toBe('none')
    expect(view?.unsignedRows.map(({ label }) => label)).toContain('Name identifier (NameID)')
  })

  it('shows nothing as unsigned when the whole response is signed', async () => {
    const { view } = await lookAt({ sign: 'response' })
    expect(view?.unsignedRows).toEqual([])
  })

  it('lays the XML out, text on the line of its element', async () => {
    const { view } = await lookAt({})
    expect(view?.xml.split('\n').filter((line) => line.includes('NameID'))).toEqual([
      '      <NameID Format="urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress">anna.li@corp.example</NameID>'
    ])
  })
})

function lookAt(wishes: ResponseWishes): Promise<Xray> {
  return xray(makeResponse(key, wishes), trustIn([key]))
}

function evidenceOf(found: Xray): readonly EvidenceItem[] {
  return found.report.results.flatMap(({ outcome }) => ('problem' in outcome ? outcome.problem.evidence : []))
}

function colons(sha256: string): string {
  return sha256.toUpperCase().replace(/(..)(?!$)/g, '$1:')
}

describe('what leaves this computer', () => {
  it('has neither the session nor the object id in the link to the groups', async () => {
    const link = 'https://graph.windows.net/t/users/aaaaaaaa-0000-4000-8000-000000000001/getMemberObjects'
    const { report } = await lookAt({ sessionIndex: '_session-of-anna', attributes: { [claims.groupsLink]: [link] } })

    const text = JSON.stringify(exportableLadderReport(report, (same) => same))

    expect(text).not.toContain('aaaaaaaa-0000-4000-8000-000000000001')
    expect(text).not.toContain('_session-of-anna')
    expect(text).not.toContain('anna.li')
  })
})

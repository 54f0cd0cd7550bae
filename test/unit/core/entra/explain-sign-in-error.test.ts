import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aadstsCodes } from '../../../../src-main/core/entra/aadsts-codes.ts'
import { explainSignInError } from '../../../../src-main/core/entra/explain-sign-in-error.ts'
import { catalog } from '../../../../src-main/core/error-catalog.ts'
import { startCpuClock } from '../../../support/start-cpu-clock.ts'

const correlationId = '0b1c2d3e-1111-2222-3333-444455556666'
const requestId = 'aaaabbbb-cccc-dddd-eeee-ffff00001111'

/** What the table must have (domain facts, 5.8), with the problem that tells the remedy. */
const wanted: readonly (readonly [number, string])[] = [
  [50011, 'reply-address'],
  [700016, 'application'],
  [650056, 'application'],
  [90002, 'tenant'],
  [50194, 'tenant'],
  [50105, 'not-assigned'],
  [50020, 'other-tenant'],
  [50034, 'account'],
  [50126, 'account'],
  [50053, 'account'],
  [50055, 'account'],
  [50057, 'account'],
  [50076, 'policy'],
  [50079, 'policy'],
  [53003, 'policy'],
  [75011, 'method-differs'],
  [75005, 'start-again'],
  [750054, 'start-again'],
  [75008, 'start-again'],
  [75016, 'start-again'],
  [7500529, 'start-again'],
  [76021, 'signed-request'],
  [501241, 'empty-name-id'],
  [50003, 'no-signing-key'],
  [50146, 'no-signing-key'],
  [7000215, 'client-secret'],
  [7000222, 'client-secret'],
  [7000218, 'registration'],
  [70001, 'application'],
  [7000112, 'application'],
  [65001, 'consent'],
  [90094, 'consent'],
  [65005, 'consent'],
  [700054, 'registration'],
  [900971, 'reply-address'],
  [54005, 'start-again'],
  [90038, 'tenant'],
  // Answers to an application with a secret.
  [900023, 'tenant'],
  [70002, 'client-secret'],
  [7000216, 'client-secret'],
  [7000229, 'application']
]

describe('the table', () => {
  it('has these codes, each once', () => {
    expect(aadstsCodes.map(({ code }) => code).sort()).toEqual(wanted.map(([code]) => code).sort())
  })

  it.each(wanted)('explains AADSTS%i by its remedy (%s)', (code, group) => {
    const problem = explainSignInError(`AADSTS${String(code)}: some words. Trace ID: ${requestId} Correlation ID: ${correlationId}`)

    expect(problem.code).toBe(`entra.sign-in.${group}`)
    expect(problem.cause).toMatch(new RegExp(`^Microsoft answered AADSTS${String(code)}: [a-z].*\\.$`))
    expect(problem.remedy).toMatch(/\.$/)
    expect(problem.evidence).toEqual(
      expect.arrayContaining([
        { label: 'Code', value: `AADSTS${String(code)}` },
        { label: 'Words of Microsoft', value: 'some words.', personal: true },
        { label: 'Correlation id', value: correlationId },
        { label: 'Request id', value: requestId },
        { label: 'Look it up at Microsoft', value: `https://login.microsoftonline.com/error?code=${String(code)}` },
        expect.objectContaining({ label: 'About these codes' })
      ])
    )
  })

  it.each(aadstsCodes)('AADSTS$code has sentences of its own and a problem that says who can repair it', ({ meaning, remedy, problem }) => {
    for (const text of [meaning, remedy.saml, remedy.oauth]) expect(text).toMatch(/\.$/)
    expect(['you', 'entra-administrator', 'files-com-support']).toContain(catalog[problem].who)
  })
})

describe('the protocol', () => {
  const reply = (text: string): string => explainSignInError(text).remedy

  it('decides the address, when the text tells it', () => {
    expect(reply('AADSTS50011 at https://login.microsoftonline.com/x/saml2?SAMLRequest=abc')).toMatch(/^Single sign-on.*saml\/consume/)
    expect(reply('https://login.microsoftonline.com/x/oauth2/v2.0/authorize?client_id=1 AADSTS50011')).toMatch(
      /^App registration.*login_from_oauth/
    )
  })

  it('is not guessed: both are told', () => {
    expect(reply('AADSTS50011: The reply address does not match.')).toMatch(/^With SAML: .*saml\/consume.* With OAuth: .*login_from_oauth/)
  })
})

describe('the forms in which people have a code', () => {
  const details = `Request Id: ${requestId}\nCorrelation Id: ${correlationId}\nTimestamp: 2026-11-22T05:00:00Z`

  it.each([
    [
      'the sign-in page',
      `Sorry, but we’re having trouble signing you in.\n\nAADSTS50105: Your administrator has configured it.\n\nTroubleshooting details\n${details}`
    ],
    [
      'the whole page as HTML',
      `<!DOCTYPE html><html><body><div id="x">AADSTS50105&#58; not assigned</div><p>Correlation Id: <b>${correlationId}</b></p></body></html>`
    ],
    [
      'a script in the page',
      `<script>$Config={"strServiceExceptionMessage":"AADSTS50105: The signed in user \\u0027a@b.example\\u0027 is not assigned","correlationId":"${correlationId}"};</script>`
    ],
    [
      'an address',
      `https://app.files.com/login_from_oauth?error=access_denied&error_description=AADSTS50105%3a+not+assigned.%0d%0aCorrelation+ID%3a+${correlationId}`
    ],
    [
      'an address that a log has escaped once more',
      `error_description%3DAADSTS50105%253a%2Bnot%2Bassigned%252e%20Correlation%20ID%253a%20${correlationId}`
    ],
    ['an answer in JSON', `{"error":"interaction_required","error_codes":[50105],"correlation_id":"${correlationId}"}`],
    ['a line of the sign-in log', `Sign-in error code 50105, Correlation ID ${correlationId}`],
    ['lower case with a blank', `aadsts 50105, correlation id: ${correlationId}`]
  ])('%s', (_what, text) => {
    const problem = explainSignInError(text)

    expect(problem.code).toBe('entra.sign-in.not-assigned')
    expect(problem.evidence).toContainEqual({ label: 'Correlation id', value: correlationId })
  })

  it('the bare number, and the address of the look-up page', () => {
    expect(explainSignInError(' 50105\n').code).toBe('entra.sign-in.not-assigned')
    expect(explainSignInError('https://login.microsoftonline.com/error?code=50105').code).toBe('entra.sign-in.not-assigned')
  })

  it('keeps time and other codes as evidence', () => {
    const { evidence } = explainSignInError(`AADSTS9999999: strange AADSTS50126 wrong. ${details}`)

    expect(evidence).toContainEqual({ label: 'Code', value: 'AADSTS50126' })
    expect(evidence).toContainEqual({ label: 'Other codes in the text', value: 'AADSTS9999999' })
    expect(evidence).toContainEqual({ label: 'Time', value: '2026-11-22T05:00:00Z' })
  })
})

it('says of an unknown code where to look it up', () => {
  const problem = explainSignInError('AADSTS1234567: something new.')

  expect(problem.code).toBe('entra.sign-in.unknown-code')
  expect(problem.cause).toContain('https://login.microsoftonline.com/error?code=1234567')
})

it('does not take a longer number for a known code', () => {
  expect(explainSignInError('AADSTS501051: another one').code).toBe('entra.sign-in.unknown-code')
})

it.each([
  ['nothing', ''],
  ['a sentence', 'It does not work since 10:30, order 50105 was sent.'],
  ['an OAuth error without a code', '?error=access_denied&state=1']
])('finds no code in %s', (_what, text) => {
  expect(explainSignInError(text).code).toBe('entra.sign-in.no-code')
})

it('survives any text, and quickly', () => {
  fc.assert(fc.property(fc.string({ maxLength: 300 }), (text) => explainSignInError(text).code.startsWith('entra.sign-in.')))
  const usedMs = startCpuClock()
  for (const text of [
    '<'.repeat(300_000),
    '%41'.repeat(100_000),
    'AADSTS'.repeat(50_000),
    '&#'.repeat(150_000),
    '"error" '.repeat(40_000),
    ' '.repeat(300_000),
    '<a '.repeat(100_000)
  ])
    explainSignInError(text)
  expect(usedMs()).toBeLessThan(5000)
})

import { describe, expect, it } from 'vitest'
import { aadstsCodes } from '../../../../src-main/core/entra/aadsts-codes.ts'
import { correlationId, entraWords, fakeOpenId, testRegistration } from '../../../support/oauth/registration-test.ts'

const refused = (code: number) =>
  fakeOpenId({
    token: { kind: 'refused', status: 401, error: 'invalid_client', description: entraWords(code, 'Some words.'), correlationId }
  })

describe('a refusal of Microsoft', () => {
  it.each(aadstsCodes)('with AADSTS$code is explained for OAuth, with its evidence', async ({ code, meaning, remedy, problem }) => {
    const test = await testRegistration(refused(code))
    const outcome = test.outcome('secret-accepted')

    expect(outcome).toMatchObject({
      status: 'fail',
      problem: { code: problem, cause: `Microsoft answered AADSTS${String(code)}: ${meaning}`, remedy: remedy.oauth }
    })
    expect('problem' in outcome && outcome.problem.evidence).toEqual(
      expect.arrayContaining([
        { label: 'Code', value: `AADSTS${String(code)}` },
        { label: 'Correlation id', value: correlationId },
        { label: 'Error of the answer', value: 'invalid_client' },
        { label: 'Asked', value: 'login.microsoftonline.com' },
        { label: 'HTTP status', value: '401' }
      ])
    )
    expect(test.isSecretProved).toBe(false)
  })

  it('with a code that nobody foresaw keeps the code and where to look it up', async () => {
    expect((await testRegistration(refused(999_999))).outcome('secret-accepted')).toMatchObject({
      problem: { code: 'entra.sign-in.unknown-code', cause: expect.stringMatching(/AADSTS999999.*error\?code=999999/) as unknown }
    })
  })
})

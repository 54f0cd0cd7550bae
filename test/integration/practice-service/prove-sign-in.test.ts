import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createFilesService } from '../../../src-main/adapters/files-api/create-files-service.ts'
import { proveSignIn } from '../../../src-main/app/operations/prove-sign-in.ts'
import { neverCancelled } from '../../../src-main/core/cancel.ts'
import { succeed } from '../../../src-main/core/result.ts'
import type { SignInProof } from '../../../src-main/core/saml/saml-views.ts'
import { Secret } from '../../../src-main/core/secret.ts'
import { makePracticeTenant } from '../../../src-main/practice/entra/practice-tenant.ts'
import { AZURE_SAML_ID } from '../../../src-main/practice/service/seed-site.ts'
import { type PracticeService, startPracticeService } from '../../../src-main/practice/service/start-practice-service.ts'

let service: PracticeService
beforeAll(async () => {
  service = await startPracticeService({ tenant: await makePracticeTenant() })
})
afterAll(() => service.close())

/** The whole way: the application opens the page, somebody presses the button there, and the application finds out. */
async function proveWhile(person: string, fault: string): Promise<SignInProof> {
  const reader = createFilesService().open(
    { origin: service.origin, host: new URL(service.origin).host },
    new Secret(service.keys.siteAdmin)
  )
  const links = {
    open: async () => {
      await fetch(service.signInPage(AZURE_SAML_ID), { method: 'POST', body: new URLSearchParams({ person, fault }) })
      return succeed(null)
    }
  }
  const clock = { now: Date.now, monotonicMs: () => performance.now() }
  const ports = { clock, links, wait: (ms: number) => delay(Math.min(ms, 1), undefined) }
  const limits = { timeoutMs: 5000, firstPollMs: 1, pollMs: 1, mostFailures: 1 }
  const events = proveSignIn(ports, reader, AZURE_SAML_ID, neverCancelled, limits)
  for (;;) {
    const step = await events.next()
    if (step.done !== true) continue
    if (!step.value.ok) throw new Error(step.value.error.cause)
    return step.value.value
  }
}

describe('proving a sign-in at the practice site', () => {
  it('finds out who arrived as whom', async () => {
    expect(await proveWhile('anna.smith', '')).toMatchObject({ kind: 'signed-in', username: 'anna.smith@practice.example' })
  })

  it('explains Microsoft’s refusal by its code', async () => {
    const proof = await proveWhile('anna.smith', 'not-assigned')

    expect(proof).toMatchObject({ kind: 'refused', problem: { code: 'entra.sign-in.not-assigned' } })
    expect(JSON.stringify(proof)).toContain('50105')
  })

  it.each(['wrong-audience', 'old-key', 'other-tenant', 'expired', 'unsigned'])('says that the site refused: %s', async (fault) => {
    const proof = await proveWhile('anna.smith', fault)

    expect(proof).toMatchObject({ kind: 'refused' })
    const body = service.state.ssoEvents.at(-1)?.['body']
    expect(JSON.stringify(proof)).toContain(typeof body === 'string' ? body.slice(0, 30) : 'no event')
  })
})

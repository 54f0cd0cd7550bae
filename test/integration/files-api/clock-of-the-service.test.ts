import { describe, expect, it } from 'vitest'
import { neverCancelled } from '../../../src-main/core/cancel.ts'
import { openService, sendJson, SITE, startAwkwardService } from './awkward-service.ts'

/** The service tells its time with every answer: by that its clock is compared with this computer’s, and nothing has to be guessed. */

const HOUR_MS = 3_600_000

async function ahead(headers: Readonly<Record<string, string>>, status = 200): Promise<number | undefined> {
  await using server = await startAwkwardService((response) => {
    response.sendDate = false
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    sendJson(response, status, SITE)
  })
  const service = openService(server.address)
  expect(service.serviceAheadMs?.()).toBeUndefined()
  await service.site(neverCancelled)
  return service.serviceAheadMs?.()
}

const inHours = (hours: number): string => new Date(Date.now() + hours * HOUR_MS).toUTCString()

describe('the clock of the service', () => {
  it.each([0, 5, -5])('is known by its answer when it is %i hours ahead', async (hours) => {
    const found = await ahead({ Date: inHours(hours) })

    expect(Math.round((found ?? NaN) / HOUR_MS) + 0).toBe(hours)
  })

  it.each([
    ['without a time', {}],
    ['with a time that nobody can read', { Date: 'yesterday' }],
    ['that a cache had kept', { Date: inHours(-5), Age: '18000' }]
  ])('is not known by an answer %s', async (_what, headers) => {
    expect(await ahead(headers)).toBeUndefined()
  })

  it('is not taken from something that is not the service', async () => {
    expect(await ahead({ Date: inHours(5) }, 403)).toBeUndefined()
  })
})

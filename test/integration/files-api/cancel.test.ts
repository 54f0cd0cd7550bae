import { describe, expect, it } from 'vitest'
import { Cancelled } from '../../../src-main/core/cancel.ts'
import { openService, sendJson, startAwkwardService, until } from './awkward-service.ts'

/** Long before any deadline or pause of the client would have ended. */
const AT_ONCE_MS = 1000

async function cancelledAfter(start: (signal: AbortSignal) => Promise<unknown>, ready: () => Promise<void>): Promise<number> {
  const controller = new AbortController()
  const outcome = start(controller.signal).then(
    () => 'an answer',
    (error: unknown) => error
  )
  await ready()
  const cancelledAtMs = performance.now()
  controller.abort()
  expect(await outcome).toBeInstanceOf(Cancelled)
  return performance.now() - cancelledAtMs
}

describe('cancelling', () => {
  it('ends a request that waits for its answer, and closes its connection', async () => {
    await using server = await startAwkwardService(() => undefined)
    const service = openService(server.address)

    const tookMs = await cancelledAfter(
      (signal) => service.site(signal),
      () => until(() => server.requests.length === 1)
    )

    expect(tookMs).toBeLessThan(AT_ONCE_MS)
    await until(() => server.pending() === 0)
  })

  it('ends a body that does not end, and closes its connection', async () => {
    await using server = await startAwkwardService((response) => void response.writeHead(200).write('['))
    const service = openService(server.address)

    const tookMs = await cancelledAfter(
      (signal) => service.users({}, signal).next(),
      () => until(() => server.requests.length === 1)
    )

    expect(tookMs).toBeLessThan(AT_ONCE_MS)
    await until(() => server.pending() === 0)
  })

  it('cuts the pause before a repetition short', async () => {
    await using server = await startAwkwardService((response) => sendJson(response, 429, { error: 'wait' }, { 'retry-after': '30' }))
    const service = openService(server.address)

    const tookMs = await cancelledAfter(
      (signal) => service.site(signal),
      () => until(() => server.requests.length === 1)
    )

    expect(tookMs).toBeLessThan(AT_ONCE_MS)
    expect(server.requests).toHaveLength(1)
  })

  it('ends a write, closes its connection, and does not send it again', async () => {
    await using server = await startAwkwardService(() => undefined)
    const service = openService(server.address)

    const tookMs = await cancelledAfter(
      (signal) => service.updateSite({ ldap_enabled: false }, signal),
      () => until(() => server.requests.length === 1)
    )

    expect(tookMs).toBeLessThan(AT_ONCE_MS)
    await until(() => server.pending() === 0)
    expect(server.requests).toHaveLength(1)
  })

  it('before the start sends nothing', async () => {
    await using server = await startAwkwardService(() => undefined)

    await expect(openService(server.address).site(AbortSignal.abort())).rejects.toBeInstanceOf(Cancelled)

    expect(server.requests).toHaveLength(0)
  })

  it('ends a list while the caller works on a page, and the page on its way with it', async () => {
    await using server = await startAwkwardService((response, { query }) => {
      if (query.get('cursor') === null) sendJson(response, 200, [], { 'x-files-cursor-next': 'two' })
    })
    const controller = new AbortController()
    const pages = openService(server.address).groups(controller.signal)
    await pages.next()
    await until(() => server.requests.length === 2)

    controller.abort()

    await expect(pages.next()).rejects.toBeInstanceOf(Cancelled)
    await until(() => server.pending() === 0)
  })
})

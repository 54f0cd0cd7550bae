import { randomBytes } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { neverCancelled } from '../../../src-main/core/cancel.ts'
import { openService, SITE, startAwkwardService, until } from './awkward-service.ts'

describe('an answer', () => {
  it('may be packed', async () => {
    await using server = await startAwkwardService((response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(JSON.stringify(SITE)))
    )

    expect(await openService(server.address).site(neverCancelled)).toMatchObject({ ok: true, value: { subdomain: 'practice' } })
  })

  it('that is packed and broken is told so', async () => {
    await using server = await startAwkwardService((response) =>
      response
        .writeHead(200, { 'content-encoding': 'gzip' })
        .end(gzipSync(JSON.stringify({ ...SITE, notes: randomBytes(9000).toString('hex') })).subarray(0, 5000))
    )

    expect(await openService(server.address, { retries: 0 }).site(neverCancelled)).toMatchObject({
      ok: false,
      error: { kind: 'foreign-answer', reason: 'broken-json' }
    })
  })

  it('that swells when it is unpacked is cut off where it becomes too large', async () => {
    const bomb = gzipSync(Buffer.alloc(80 * 1024 * 1024, 0x20))
    await using server = await startAwkwardService((response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb))

    const site = await openService(server.address, { maximumAnswerBytes: 4 * 1024 * 1024 }).site(neverCancelled)

    expect(site).toEqual({
      ok: false,
      error: { kind: 'foreign-answer', reason: 'broken-json', status: 200, text: 'it is larger than 4 MB' }
    })
    expect(server.requests).toHaveLength(1)
  })

  it('without an end is cut off where it becomes too large, and its connection closed', async () => {
    await using server = await startAwkwardService((response) => {
      response.writeHead(200)
      const pour = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536, 0x20)));
      }
      response.on('drain', pour)
      pour()
    })

    const site = await openService(server.address, { maximumAnswerBytes: 1024 * 1024 }).site(neverCancelled)

    expect(site).toMatchObject({ ok: false, error: { reason: 'broken-json' } })
    await until(() => server.pending() === 0)
  })
})

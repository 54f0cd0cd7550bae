import { performance } from 'node:perf_hooks'
import { expect, it } from 'vitest'
import { Cancelled } from '../../../src-main/core/cancel.ts'
import { issueCertificate, makeAuthority } from '../../../src-main/practice/make-certificates.ts'
import { startAwkwardTcp } from '../../support/awkward-tcp.ts'
import { checkADirectory, settingsFor } from '../../support/check-a-directory.ts'
import { startSlapd } from '../../support/slapd.ts'
import { smallCompany } from './people.ts'
import { completeLog, openConnectionsIn } from './slapd-log.ts'

it.each([
  ['while the certificate is looked at', 'certificate.chain-complete'],
  ['while signing in', 'ldap.bind-accepted'],
  ['while people are read', 'ldap.users-found'],
  ['while limits are read', 'ldap.limits-known']
])('closes every connection when it is cancelled %s', async (_when, rung) => {
  // given a slapd, and a ladder that is cancelled when this rung begins
  const authority = await makeAuthority()
  const certificate = await issueCertificate(authority, { names: ['127.0.0.1'] })
  await using slapd = await startSlapd({ ldif: smallCompany(), certificate })
  const cancelling = new AbortController()
  let cancelledAt = 0

  // when it runs
  const run = checkADirectory({
    ...settingsFor(slapd),
    caPem: authority.certificatePem,
    signal: cancelling.signal,
    onEvent: (event) => {
      if (event.type !== 'started' || event.id !== rung) return
      cancelledAt = performance.now()
      cancelling.abort()
    }
  })

  // then it ends as cancelled, and slapd sees all connections go
  await expect(run).rejects.toBeInstanceOf(Cancelled)
  const thrownMs = performance.now() - cancelledAt
  await completeLog(slapd)
  while (openConnectionsIn(slapd.log()).size > 0) {
    if (performance.now() - cancelledAt > 1_000) break
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
  console.info(
    `Cancelled at ${rung}: ${thrownMs.toFixed(1)} ms until the answer, ${(performance.now() - cancelledAt).toFixed(1)} ms until slapd saw it`
  )
  expect([...openConnectionsIn(slapd.log())]).toEqual([])
})

it('ends at once although a server stays silent', async () => {
  await using silent = await startAwkwardTcp({ kind: 'silent' })
  const cancelling = new AbortController()
  let cancelledAt = 0

  const run = checkADirectory({
    host: silent.host,
    port: silent.port,
    baseDn: 'dc=corp,dc=example,dc=test',
    username: 'cn=reader',
    password: 'secret',
    timeoutMs: 20_000,
    signal: cancelling.signal,
    onEvent: (event) => {
      if (event.type !== 'started' || event.id !== 'ldap.root-dse-answers') return
      setTimeout(() => {
        cancelledAt = performance.now()
        cancelling.abort()
      }, 50)
    }
  })

  await expect(run).rejects.toBeInstanceOf(Cancelled)
  await silent.untilAllClosed()
  const tookMs = performance.now() - cancelledAt
  console.info(`A silent server was left after ${tookMs.toFixed(1)} ms`)
  expect(tookMs).toBeLessThan(1_000)
})

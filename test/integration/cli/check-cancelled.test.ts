import { performance } from 'node:perf_hooks'
import { expect, it } from 'vitest'
import { startAwkwardTcp } from '../../support/awkward-tcp.ts'
import { startCli } from '../../support/run-cli.ts'

it.each([['text'], ['json']])('stops within a second on Ctrl-C, closes its connections and exits with 130 (%s)', async (format) => {
  // given a server that lets the check wait
  await using server = await startAwkwardTcp({ kind: 'silent' })
  const { child, finished } = startCli(
    [
      'check',
      '--host',
      '127.0.0.1',
      '--port',
      String(server.port),
      '--username',
      'a@b.example',
      '--base-dn',
      'DC=b',
      '--timeout',
      '60',
      ...(format === 'json' ? ['--json'] : [])
    ],
    { env: { ENTRA_SETUP_LDAP_PASSWORD: 'Kanari-1' } }
  )
  await untilSome(() => server.received().length > 0)

  // when the person loses patience
  const startedMs = performance.now()
  child.kill('SIGINT')
  const { code, stdout, stderr } = await finished

  // then it is over
  expect(code).toBe(130)
  expect(performance.now() - startedMs).toBeLessThan(1000)
  await server.untilAllClosed()
  expect(stderr).toMatch(/Cancelled\.\n$/)
  if (format === 'json') expect(stdout).toBe('')
})

async function untilSome(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 20))
}

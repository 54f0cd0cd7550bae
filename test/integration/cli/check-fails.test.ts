import { expect, it } from 'vitest'
import { startPracticeDirectory } from '../../../src-main/practice/start-practice-directory.ts'
import { refusedPort } from '../../support/awkward-tcp.ts'
import { practiceArguments } from '../../support/check-arguments.ts'
import { runCli } from '../../support/run-cli.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

it('tells cause, evidence, remedy, who and code of a failure, and exits with 1', async () => {
  await using directory = await startPracticeDirectory({ faults: ['expired-certificate'] })
  await using folder = await temporaryFolder()

  const { code, stdout } = await runCli(await practiceArguments(directory, folder.path))

  expect(code).toBe(1)
  const lines = stdout.split('\n')
  const at = lines.findIndex((line) => line.startsWith('Failed') && line.includes('Every certificate is within its dates'))
  const below = lines.slice(
    at + 1,
    lines.findIndex((line, index) => index > at && /^\S/.test(line))
  )
  const labels = below.flatMap((line) => /^ {4}(\S.*?) {2,}/.exec(line)?.[1] ?? [])
  expect(labels).toEqual(['What happened', 'How we know', 'What to do', 'Who', 'Seen at', 'Code'])
  expect(below.at(-1)).toMatch(/Code +certificate\.expired$/)
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(100)
})

it('says “Waits” above the failed rung, and names it once', async () => {
  const port = await refusedPort()

  const { code, stdout } = await runCli(
    ['check', '--host', '127.0.0.1', '--port', String(port), '--username', 'reader@corp.example', '--base-dn', 'DC=corp,DC=example'],
    { env: { ENTRA_SETUP_LDAP_PASSWORD: 'Kanari-1' } }
  )

  expect(code).toBe(1)
  expect(stdout).toContain('ldap.tcp.refused')
  expect(stdout.match(/^Waits /gm)?.length).toBeGreaterThan(10)
  expect(stdout.match(/Waits for: The port accepts connections/g)).toHaveLength(1)
  expect(stdout).toMatch(/^1 thing to fix: nothing listens on this port\.$/m)
})

import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeAuthority } from '../../../src-main/practice/make-certificates.ts'
import { startPracticeDirectory } from '../../../src-main/practice/start-practice-directory.ts'
import { refusedPort } from '../../support/awkward-tcp.ts'
import { runCli } from '../../support/run-cli.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

describe('the certificate command', () => {
  it('draws the chain of a server as a chain', async () => {
    await using directory = await startPracticeDirectory()

    const { code, stdout, stderr } = await runCli(['certificate', `127.0.0.1:${String(directory.ldapsPort)}`])

    expect([code, stderr]).toEqual([0, ''])
    expect(stdout.split('\n').filter((line) => /^[├└]|issued by/.test(line))).toEqual([
      '├─ dc1.practice.example, a server',
      '│  issued by (signature verified):',
      '└─ Practice Issuing CA, an authority'
    ])
    expect(stdout).toContain('The certificate is for 127.0.0.1.')
    expect(stdout).toContain('The chain is complete up to the root Practice Root CA, which is not included: that is normal.')
    expect(stdout).not.toContain('\u001b')
  })

  it('looks by StartTLS, and judges the name it was told to ask for', async () => {
    await using directory = await startPracticeDirectory()
    const server = `127.0.0.1:${String(directory.ldapPort)}`

    const right = await runCli(['certificate', server, '--starttls', '--servername', directory.serverName])
    const wrong = await runCli(['certificate', server, '--starttls', '--servername', 'dc9.practice.example'])

    expect([right.code, wrong.code]).toEqual([0, 1])
    expect(wrong.stdout).toContain(
      '- The certificate is not for dc9.practice.example: it is for dc1.practice.example, localhost,\n  127.0.0.1.'
    )
  })

  it.each([
    ['expired-certificate', /Expired on/],
    ['not-yet-valid-certificate', /Not valid before/],
    ['weak-key', /Its RSA key has 1024 bits/],
    ['wrong-name', /not for 127\.0\.0\.1: it is for old-dc\.harbour\.example/]
  ] as const)('exits with 1 for the fault %s and says why', async (fault, sentence) => {
    await using directory = await startPracticeDirectory({ faults: [fault] })

    const { code, stdout } = await runCli(['certificate', `127.0.0.1:${String(directory.ldapsPort)}`])

    expect(code).toBe(1)
    expect(stdout).toMatch(/^1 thing to repair:$/m)
    expect(stdout.slice(stdout.indexOf('to repair'))).toMatch(sentence)
  })

  it('prints one JSON document', async () => {
    await using directory = await startPracticeDirectory({ faults: ['expired-certificate'] })

    const { code, stdout } = await runCli(['certificate', `127.0.0.1:${String(directory.ldapsPort)}`, '--json'])

    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({
      schemaVersion: 1,
      command: 'certificate',
      summary: { outcome: 'failed', findings: [expect.stringContaining('Expired on')] },
      server: { nameMatches: true },
      chains: [
        {
          ends: 'root-missing',
          certificates: [
            { role: 'server', state: { kind: 'expired' }, subjectCommonName: 'dc1.practice.example' },
            { role: 'intermediate' }
          ]
        }
      ]
    })
  })

  it.each([
    ['nobody listens', async () => `127.0.0.1:${String(await refusedPort())}`, 'ldap.tcp.refused'],
    ['the name does not exist', () => Promise.resolve('no-such-host.invalid:636'), 'ldap.dns.'],
    ['the port speaks another protocol', undefined, 'ldap.tls.not-tls']
  ])('exits with 2 and the code of the problem when %s', async (_what, address, problemCode) => {
    await using directory = await startPracticeDirectory({ faults: ['plain-text-on-ldaps-port'] })

    const { code, stdout, stderr } = await runCli([
      'certificate',
      address === undefined ? `127.0.0.1:${String(directory.ldapsPort)}` : await address()
    ])

    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain(problemCode)
  })

  it('reads a file, also one with a colon in its name, and standard input', async () => {
    await using folder = await temporaryFolder()
    const { certificatePem } = await makeAuthority({ commonName: 'Corp Root' })
    const file = join(folder.path, 'authority:636')
    await writeFile(file, certificatePem)

    const runs = [await runCli(['certificate', file]), await runCli(['certificate', '-'], { input: certificatePem })]

    expect(runs.map(({ code }) => code)).toEqual([0, 0])
    for (const { stdout } of runs) expect(stdout).toContain('└─ Corp Root, a root authority')
  })
})

import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createCertificates } from '../../../src-main/adapters/x509/create-certificates.ts'
import { checkSettings, type CheckSettingsOptions } from '../../../src-main/cli/check-settings.ts'
import { makeAuthority } from '../../../src-main/practice/make-certificates.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const certificates = createCertificates()
const complete: CheckSettingsOptions = {
  host: 'dc1.corp.example',
  security: 'ldaps',
  type: 'auto',
  username: 'reader@corp.example',
  baseDn: 'DC=corp,DC=example',
  timeout: '10'
}

describe('the options of a check', () => {
  it('become settings with the usual values where nothing was given', async () => {
    expect(await checkSettings(complete, certificates)).toEqual({
      ok: true,
      value: {
        settings: {
          host: 'dc1.corp.example',
          backupHosts: [],
          port: 636,
          security: 'ldaps',
          serverType: 'auto',
          username: 'reader@corp.example',
          baseDn: 'DC=corp,DC=example',
          usernameField: 'sAMAccountName',
          domain: '',
          allowCleartext: false,
          timeoutMs: 10_000
        },
        advice: []
      }
    })
  })

  it('are all judged at once, each message beginning with its option', async () => {
    const answer = await checkSettings(
      {
        security: 'ldaps',
        type: 'auto',
        port: '0',
        baseDn: 'corp.example',
        backupHost: ['a', 'b', 'c'],
        timeout: 'soon',
        personPasswordFile: 'f',
        caFile: 'missing.pem'
      },
      certificates
    )

    expect(answer.ok ? [] : answer.error.map((line) => line.split(/[: ]/)[0])).toEqual([
      '--host',
      '--username',
      '--port',
      '--base-dn',
      '--backup-host',
      '--ca-file',
      '--timeout',
      '--person-password-file'
    ])
  })

  it.each(['0', '0.05', '601', '-1', '1e3', 'Infinity', ''])('refuse the timeout “%s”', async (timeout) => {
    expect(await checkSettings({ ...complete, timeout }, certificates)).toMatchObject({
      ok: false,
      error: [expect.stringContaining('--timeout')]
    })
  })

  it('take authorities from PEM, from DER, and several from one file', async () => {
    await using folder = await temporaryFolder()
    const [first, second] = await Promise.all([makeAuthority({ commonName: 'First' }), makeAuthority({ commonName: 'Second' })])
    const pem = join(folder.path, 'both.pem')
    const der = join(folder.path, 'first.cer')
    await writeFile(pem, `${first.certificatePem}\n${second.certificatePem}`)
    await writeFile(der, Buffer.from(first.certificatePem.replace(/-----[^-]+-----/g, ''), 'base64'))

    const fromPem = await checkSettings({ ...complete, caFile: pem }, certificates)
    const fromDer = await checkSettings({ ...complete, caFile: der }, certificates)

    expect(fromPem.ok ? fromPem.value.settings.caPem?.match(/BEGIN CERTIFICATE/g)?.length : fromPem).toBe(2)
    expect(fromDer.ok ? compact(fromDer.value.settings.caPem ?? '') : fromDer).toBe(compact(first.certificatePem))
  })

  it('refuse a private key as authority, without quoting it', async () => {
    await using folder = await temporaryFolder()
    const { keyPem } = await makeAuthority({ commonName: 'First' })
    const file = join(folder.path, 'key.pem')
    await writeFile(file, keyPem)

    const answer = await checkSettings({ ...complete, caFile: file }, certificates)

    expect(answer).toMatchObject({ ok: false, error: [expect.stringContaining('This is a private key')] })
    expect(JSON.stringify(answer)).not.toContain((await readFile(file, 'utf8')).split('\n')[1])
  })
})

function compact(pem: string): string {
  return pem.replace(/\s/g, '')
}

import { execFileSync, spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fingerprintsOf } from '../../../src-main/adapters/x509/fingerprints-of.ts'
import { pemBlocks } from '../../../src-main/adapters/x509/pem.ts'
import { readCertificates } from '../../../src-main/adapters/x509/read-certificates.ts'
import { fingerprintNotations } from '../../../src-main/core/model/fingerprint.ts'

const folder = '/etc/ssl/certs'
const bundle = join(folder, 'ca-certificates.crt')
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.pem'))
  .map((name) => join(folder, name))

function openssl(words: readonly string[], input?: string): string {
  return execFileSync('openssl', words, { encoding: 'utf8', ...(input === undefined ? {} : { input }) })
}

/** Runs the same openssl command for many files, a few at a time. */
async function opensslForEach(paths: readonly string[], words: readonly string[]): Promise<readonly string[]> {
  const printed = new Map<string, string>()
  const waiting = [...paths]
  const worker = async (): Promise<void> => {
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift())
      printed.set(path, await opensslOutput(['x509', '-in', path, '-noout', ...words]))
  }
  await Promise.all(Array.from({ length: 4 }, worker))
  return paths.map((path) => printed.get(path) ?? '')
}

function opensslOutput(words: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn('openssl', words, { stdio: ['ignore', 'pipe', 'inherit'] })
    let text = ''
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
    child.once('error', reject).once('close', () => resolve(text))
  })
}

describe('the certificates that Debian ships', () => {
  it('are there', () => {
    expect(files.length, 'install them with: apt-get install ca-certificates openssl').toBeGreaterThan(100)
  })

  it('have the fingerprint that openssl prints, byte for byte', async () => {
    const ours = files.map((file) => {
      const fingerprints = fingerprintsOf(readFileSync(file))
      return fingerprints.ok ? `${fingerprintNotations(fingerprints.value[0] ?? '').openssl}\n` : fingerprints.error.code
    })

    expect(ours).toEqual(await opensslForEach(files, ['-sha256', '-fingerprint']))
  })

  it('have the subject, issuer, serial number and dates that openssl prints (every third)', async () => {
    const some = files.filter((_, index) => index % 3 === 0)
    const names = ['-nameopt', 'dn_rev,sep_comma_plus_space,esc_2253,utf8,sname']
    const theirs = await opensslForEach(some, [...names, '-subject', '-issuer', '-serial', '-dates', '-dateopt', 'iso_8601'])
    const ours = some.map((file) => {
      const read = readCertificates(readFileSync(file))
      const facts = read.ok ? read.value.certificates[0] : undefined
      if (facts === undefined) return read
      const iso = (date: string): string => date.replace('T', ' ').replace('.000Z', 'Z')
      return [
        `subject=${facts.subject}`,
        `issuer=${facts.issuer}`,
        `serial=${facts.serial.replaceAll(':', '')}`,
        `notBefore=${iso(facts.notBefore)}`,
        `notAfter=${iso(facts.notAfter)}`,
        ''
      ].join('\n')
    })

    expect(ours).toEqual(theirs)
  })

  it('are all read from the bundle in its order, and verified as self-signed authorities', () => {
    const read = readCertificates(readFileSync(bundle))
    const blocks = pemBlocks(readFileSync(bundle, 'latin1'))

    expect(read.ok && read.value.certificates.map((certificate) => certificate.pem.replace(/\s/g, ''))).toEqual(
      blocks.map((block) => `-----BEGIN CERTIFICATE-----${block.body}-----END CERTIFICATE-----`.replace(/\s/g, ''))
    )
    expect(
      read.ok && read.value.certificates.filter((certificate) => !certificate.isSelfSigned || certificate.unreadableExtensions.length > 0)
    ).toEqual([])
  })

  it('agree in the bundle too: the first one is what openssl reads of several', () => {
    const fingerprints = fingerprintsOf(readFileSync(bundle))

    expect(fingerprints.ok && `${fingerprintNotations(fingerprints.value[0] ?? '').openssl}\n`).toBe(
      openssl(['x509', '-in', bundle, '-noout', '-sha256', '-fingerprint'])
    )
    expect(fingerprints.ok && fingerprints.value.length).toBe(pemBlocks(readFileSync(bundle, 'latin1')).length)
  })
})

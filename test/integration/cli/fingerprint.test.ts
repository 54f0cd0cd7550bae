import { execFileSync } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCli } from '../../support/run-cli.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

let folder: Awaited<ReturnType<typeof temporaryFolder>>

beforeAll(async () => {
  folder = await temporaryFolder()
  const openssl = (...args: readonly string[]) => execFileSync('openssl', args, { cwd: folder.path, stdio: ['ignore', 'pipe', 'ignore'] })
  for (const [name, ...key] of keys) {
    openssl(
      'req',
      '-x509',
      '-nodes',
      '-days',
      '30',
      '-subj',
      `/CN=${name}`,
      '-newkey',
      ...key,
      '-keyout',
      `${name}.key`,
      '-out',
      `${name}.pem`
    )
  }
  openssl('x509', '-in', 'rsa.pem', '-outform', 'DER', '-out', 'rsa.der')
  openssl('x509', '-in', 'rsa.pem', '-text', '-out', 'with-text.pem')
  openssl('x509', '-in', 'rsa.pem', '-trustout', '-addtrust', 'serverAuth', '-out', 'trusted.pem')
  openssl('crl2pkcs7', '-nocrl', '-certfile', 'rsa.pem', '-out', 'rsa.p7b')
  const [rsa, ec, key] = await Promise.all(['rsa.pem', 'ec.pem', 'rsa.key'].map((name) => readFile(join(folder.path, name), 'utf8')))
  await writeFile(join(folder.path, 'chain.pem'), `${rsa}${ec}`)
  await writeFile(join(folder.path, 'windows.cer'), (rsa ?? '').replaceAll('\n', '\r\n'))
  await writeFile(join(folder.path, 'key-first.pem'), `${key}${rsa}`)
})

afterAll(() => folder[Symbol.asyncDispose]())

const keys = [
  ['rsa', 'rsa:2048'],
  ['ec', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'],
  ['ed25519', 'ed25519']
] as const

describe('the fingerprint command', () => {
  it.each(['rsa.pem', 'ec.pem', 'ed25519.pem', 'rsa.der', 'with-text.pem', 'trusted.pem', 'chain.pem', 'windows.cer', 'key-first.pem'])(
    'prints for %s byte for byte what openssl prints',
    async (name) => {
      const file = join(folder.path, name)

      const { code, stdout } = await runCli(['fingerprint', file])

      expect([code, stdout]).toEqual([0, opensslLine(file)])
    }
  )

  it.each(['rsa.pem', 'rsa.der', 'chain.pem'])('reads %s from standard input too', async (name) => {
    const file = join(folder.path, name)

    expect(await runCli(['fingerprint', '-'], { input: await readFile(file) })).toMatchObject({ code: 0, stdout: opensslLine(file) })
  })

  it('takes a .p7b, which openssl x509 does not', async () => {
    expect(await runCli(['fingerprint', join(folder.path, 'rsa.p7b')])).toEqual({
      code: 0,
      stdout: opensslLine(join(folder.path, 'rsa.pem')),
      stderr: ''
    })
  })

  it('says on standard error that there are more certificates', async () => {
    expect((await runCli(['fingerprint', join(folder.path, 'chain.pem')])).stderr).toMatch(/^Note: the file holds 2 certificates/)
    expect((await runCli(['fingerprint', join(folder.path, 'rsa.pem')])).stderr).toBe('')
  })

  it.each<[string, () => Promise<Uint8Array | string> | string, string]>([
    ['a private key', () => readFile(join(folder.path, 'rsa.key')), 'This is a private key'],
    ['half a certificate', async () => (await readFile(join(folder.path, 'rsa.pem'), 'utf8')).slice(0, 400), 'breaks off'],
    ['nothing', () => '', 'There is nothing in it.'],
    ['words', () => 'hello', 'text without a certificate']
  ])('refuses %s with the reason, prints nothing and exits with 2', async (_what, content, reason) => {
    const { code, stdout, stderr } = await runCli(['fingerprint', '-'], { input: await content() })

    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain(`standard input: `)
    expect(stderr).toContain(reason)
  })
})

function opensslLine(file: string): string {
  return execFileSync('openssl', ['x509', '-in', file, '-noout', '-sha256', '-fingerprint'], { encoding: 'utf8' })
}

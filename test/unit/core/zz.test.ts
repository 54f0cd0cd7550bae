import { it } from 'vitest'
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { startSlapd } from '../../support/slapd.ts'
import { issueCertificate, makeAuthority } from '../../../src-main/practice/make-certificates.ts'
it('x', async () => {
  const dir = '/tmp/helper/run'
  mkdirSync(dir, { recursive: true })
  const root = await makeAuthority({ key: 'rsa-2048' })
  const made = await issueCertificate(root, { key: 'rsa-2048', names: ['localhost', '127.0.0.1'] } as any)
  const rootPem: string = (root as any).certificatePem
  const pem: string = (made as any).certificatePem
  const keyPem: string = (made as any).keyPem ?? (made as any).privateKeyPem
  for (const n of ['CA.pem', 'INTERMEDIATE.pem', 'CHAIN.pem']) writeFileSync(`${dir}/${n}`, rootPem)
  writeFileSync(`${dir}/SERVER.pem`, pem)
  writeFileSync(`${dir}/FILE`, pem)
  await using s = await startSlapd({ certificate: { certificatePem: pem, keyPem, caPem: rootPem } })
  writeFileSync(`${dir}/pw`, s.readerPassword)
  const out: string[] = []
  for (const line of readFileSync('/tmp/helper/commands.txt', 'utf8').split('\n')) {
    const [code, cmd] = line.split('\t')
    if (!/^(openssl|ldap)/.test(cmd!)) continue
    let c = cmd!
      .replace(/ldaps:\/\/(?:FIRST-|SECOND-)?(?:SERVER|CONTROLLER)(?::3269)?/g, `ldaps://localhost:${s.ldapsPort}`)
      .replace(/ldap:\/\/SERVER(?::PORT)?/g, `ldap://localhost:${s.port}`)
      .replace(/-connect (?:SERVER|ADDRESS):389/, `-connect localhost:${s.port}`)
      .replace(/-connect (?:SERVER|ADDRESS):PORT -starttls/, `-connect localhost:${s.port} -starttls`)
      .replace(/-connect (?:SERVER|ADDRESS):(?:636|PORT)/, `-connect localhost:${s.ldapsPort}`)
      .replace(/-servername SERVER/, '-servername localhost')
      .replace(/"(?:OTHER-|TEST-)?ACCOUNT"|"ADMIN"/g, `"${s.readerDn}"`)
      .replace(/"ACCOUNT-DN"|"PERSON-DN"|"GROUP-DN"/g, `"${s.readerDn}"`)
      .replace(/"(?:BASE|PARENT|DC=corp,DC=example)"/g, `"${s.suffix}"`)
      .replace(/"FILTER"/g, '"(objectClass=person)"')
      .replace(/ -W /, ` -y ${dir}/pw `)
    const r = spawnSync('bash', ['-c', c], { cwd: dir, encoding: 'utf8', timeout: 15000, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, LDAPTLS_CACERT: `${dir}/CA.pem` } })
    const err = r.stderr.trim().split('\n').slice(0, 2).join(' | ')
    out.push(`${r.status}\t${cmd}\t${err}`)
  }
  writeFileSync('/tmp/helper/ran.txt', out.join('\n'))
}, 200000)

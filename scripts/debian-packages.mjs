import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { isRoot } from './project-paths.mjs'
import { findProgram, runCommand, say } from './run-command.mjs'

/** What Electron and its test screen need on Debian. */
export const windowPackages = [
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libxss1',
  'libatk-bridge2.0-0',
  'libcups2',
  'libxkbcommon0',
  'libxcomposite1',
  'libxdamage1',
  'libxrandr2'
]

/** Each suite's programs. A minimal image has no fonts, and text without a font has no size. */
export const screenPackages = ['xvfb', 'xauth', 'fonts-dejavu-core']
export const openLdapPackages = ['slapd', 'ldap-utils', 'openssl', 'ca-certificates']
// libsecret is what the native module of the keychain loads; without recommends the keyring does not bring it.
export const keyringPackages = ['dbus', 'gnome-keyring', 'libsecret-1-0']
// Another implementation of XML and its signatures: xmlsec1, and libxml2's own program.
export const xmlPackages = ['xmlsec1', 'libxml2-utils']
export const sambaPackages = ['samba-ad-dc', 'samba-ad-provision', 'ldb-tools', 'ldap-utils', 'iproute2', 'openssl']

/** Whether this is Debian, or one of its descendants, with its package tools. */
export function isDebian() {
  return existsSync('/etc/debian_version') && findProgram('apt-get') !== undefined && findProgram('dpkg-query') !== undefined
}

/** Whether we may install packages here. */
export function canInstallPackages() {
  return isDebian() && isRoot()
}

/** The line a person would type. */
export function installLine(packages) {
  return `apt-get install --no-install-recommends ${[...new Set(packages)].join(' ')}`
}

/** Those of the packages that are not installed. Releases since 2024 add `t64` to some names. */
export async function missingPackages(packages) {
  const names = packages.flatMap((name) => [name, `${name}t64`])
  // It exits with 1 when it does not know a name, which is an answer here.
  const { stdout } = await runCommand('dpkg-query', ['--show', '--showformat', '${Package} ${db:Status-Status}\\n', ...names])
  const installed = new Set(stdout.split('\n').flatMap((line) => (line.endsWith(' installed') ? [line.split(' ')[0]] : [])))
  return [...new Set(packages)].filter((name) => !installed.has(name) && !installed.has(`${name}t64`))
}

/**
 * Installs Debian packages as root. Servers among them are neither started now nor at the next start of the computer.
 * @returns {Promise<boolean>} false when apt-get failed; its output is on standard error then
 */
export async function installPackages(packages) {
  say(`Installing Debian packages: ${packages.join(' ')} ...`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const update = await aptGet(['update', '-qq'], env)
  if (update.code !== 0) say(`apt-get update failed; going on with the lists that are here:\n${update.output.trim()}`)
  return withoutStartingServices(async () => {
    if (packages.includes('slapd')) await keepSlapdUnconfigured(env)
    const { code, output } = await aptGet(['install', '-y', '-qq', '--no-install-recommends', ...(await namesInArchive(packages))], env)
    if (code !== 0) process.stderr.write(output)
    await disableServices(packages)
    return code === 0
  })
}

function aptGet(args, env) {
  return runCommand('apt-get', ['-o', 'DPkg::Lock::Timeout=300', ...args], { env })
}

async function namesInArchive(packages) {
  const { stdout } = await runCommand('apt-cache', ['policy', ...packages], { env: { ...process.env, LC_ALL: 'C' } })
  const candidates = new Set([...stdout.matchAll(/^(\S+):\n(?: {2}.*\n)*? {2}Candidate: (?!\(none\))/gm)].map((match) => match[1]))
  return packages.map((name) => (candidates.has(name) ? name : `${name}t64`))
}

const policyFile = '/usr/sbin/policy-rc.d'

// Debian's packages start their servers while they are installed, unless this file forbids it.
async function withoutStartingServices(work) {
  if (existsSync(policyFile)) return work()
  writeFileSync(policyFile, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  const remove = () => rmSync(policyFile, { force: true })
  process.once('exit', remove)
  try {
    return await work()
  } finally {
    process.off('exit', remove)
    remove()
  }
}

// Otherwise its installation makes a directory of its own in /var/lib/ldap.
async function keepSlapdUnconfigured(env) {
  if (findProgram('debconf-set-selections') === undefined) return
  await runCommand('debconf-set-selections', [], { env, input: 'slapd slapd/no_configuration boolean true\n' })
}

const servicesOf = { slapd: ['slapd'], 'samba-ad-dc': ['smbd', 'nmbd', 'samba-ad-dc', 'winbind'] }

async function disableServices(packages) {
  if (findProgram('systemctl') === undefined) return
  for (const service of packages.flatMap((name) => servicesOf[name] ?? [])) {
    const { code, output } = await runCommand('systemctl', ['disable', '--quiet', service])
    if (code !== 0) say(`${service} was installed and could not be disabled: ${output.trim()}`)
  }
}

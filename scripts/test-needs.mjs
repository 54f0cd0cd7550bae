import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import {
  installLine,
  keyringPackages,
  openLdapPackages,
  sambaPackages,
  screenPackages,
  windowPackages,
  xmlPackages
} from './debian-packages.mjs'
import { isRoot, projectRoot } from './project-paths.mjs'
import { findProgram, runCommand } from './run-command.mjs'

/**
 * @typedef {{ because: string, remedy: string }} Need something this computer lacks, and a sentence with the line that installs it
 */

/** Which need comes with which support file: a test file has it when it imports that file, over any number of steps. */
const needsBySupportFile = {
  'test/support/slapd.ts': () => missingPrograms(['slapd', 'ldapsearch', 'ldapmodify', 'openssl'], openLdapPackages),
  'test/support/saml/xmlsec1.ts': () => missingPrograms(['xmlsec1', 'xmllint'], xmlPackages),
  'test/support/keyring.ts': () => missingPrograms(['dbus-run-session', 'dbus-send', 'gnome-keyring-daemon'], keyringPackages),
  'test/support/virtual-screen.ts': () => missingPrograms(['Xvfb'], [...screenPackages, ...windowPackages])
}

/** The test files that can run here, and those that cannot, one entry per missing thing. */
export function partitionByNeeds(files, suite) {
  const missing = Object.entries(needsBySupportFile).flatMap(([supportFile, find]) => {
    const need = find()
    return need === undefined ? [] : [{ need, files: files.filter((file) => reaches(file, supportFile)) }]
  })
  const leftOut = missing
    .filter((entry) => entry.files.length > 0)
    .map((entry) => ({ what: `${entry.files.length} files of ${suite}`, ...entry.need }))
  return { runnable: files.filter((file) => !missing.some((entry) => entry.files.includes(file))), leftOut }
}

/** What the end-to-end tests lack here. */
export function windowNeed() {
  const hasScreen = process.platform !== 'linux' || (process.env['DISPLAY'] ?? '') !== ''
  return hasScreen ? undefined : missingPrograms(['Xvfb'], [...screenPackages, ...windowPackages])
}

/** What the domain controller lacks here. */
export async function sambaNeed() {
  if (process.platform !== 'linux')
    return { because: 'a Samba domain controller runs on Linux only', remedy: 'Run it in a Debian machine or container.' }
  const missing = missingPrograms(
    ['samba', 'samba-tool', 'ldbadd', 'ldbmodify', 'ldbsearch', 'ldapsearch', 'ip', 'unshare', 'mount'],
    sambaPackages
  )
  if (missing !== undefined) return missing
  if (!existsSync('/usr/share/samba/setup'))
    return { because: 'the schema of a new domain is missing', remedy: debianRemedy(['samba-ad-provision']) }
  if (!isRoot()) return { because: 'it needs root for a network namespace of its own', remedy: 'As root: npm test -- samba' }
  const { code, output } = await runCommand('unshare', ['--net', '--mount', '--pid', '--fork', '--mount-proc', 'true'])
  return code === 0
    ? undefined
    : {
        because: `namespaces are forbidden here (${output.trim()})`,
        remedy: 'In a container, add: --cap-add=SYS_ADMIN --security-opt seccomp=unconfined --security-opt apparmor=unconfined'
      }
}

function missingPrograms(programs, packages) {
  const missing = programs.filter((name) => findProgram(name) === undefined)
  return missing.length === 0 ? undefined : { because: `${missing.join(', ')} is missing`, remedy: debianRemedy(packages) }
}

function debianRemedy(packages) {
  return `On Debian, as root: ${installLine(packages)}`
}

/** Whether `file` imports `target`, directly or through other files of the project. */
function reaches(file, target, visited = new Set()) {
  if (file === target) return true
  if (visited.has(file) || !existsSync(join(projectRoot, file))) return false
  visited.add(file)
  return importsOf(file).some((imported) => reaches(imported, target, visited))
}

function importsOf(file) {
  const text = readFileSync(join(projectRoot, file), 'utf8')
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map((match) =>
    normalize(join(dirname(file), match[1])).replaceAll('\\', '/')
  )
}

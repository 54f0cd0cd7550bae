import { createHash } from 'node:crypto'
import { constants, existsSync } from 'node:fs'
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { projectCacheFolder } from '../../scripts/project-paths.mjs'
import { runCommand } from '../../scripts/run-command.mjs'
import { sambaAdministratorPassword, sambaGroups, sambaNetbiosName, sambaRealm } from './samba-accounts.ts'
import { ownFolder } from './own-folder.ts'
import { attributeOf, ldbModify } from './samba-domain.ts'
import { seedChangesLdif, seedLdif } from './samba-seed.ts'

/**
 * Puts a provisioned and seeded domain into `folder`/dc. Making one takes some eight seconds of computing, so it is kept in the
 * project's cache and copied: until one of the files that describe it or Samba itself changes, and a week at most, since its passwords age.
 */
export async function copyDomain(folder: string): Promise<void> {
  const template = join(projectCacheFolder(), `${templatePrefix}${await templateKey()}`)
  if (!existsSync(template)) await makeTemplate(template)
  await cp(join(template, 'dc'), join(folder, 'dc'), { recursive: true, mode: constants.COPYFILE_FICLONE })
  await moveConfiguration(folder)
}

const templatePrefix = 'samba-domain-'
const weekMs = 7 * 24 * 60 * 60 * 1000

async function templateKey(): Promise<string> {
  const hash = createHash('sha256')
  for (const name of ['samba-template.ts', 'samba-seed.ts', 'samba-accounts.ts'])
    hash.update(await readFile(new URL(name, import.meta.url)))
  hash.update((await runCommand('samba', ['--version'])).stdout)
  hash.update(String(Math.floor(Date.now() / weekMs)))
  return hash.digest('hex').slice(0, 16)
}

async function makeTemplate(template: string): Promise<void> {
  await removeTemplatesExcept(template)
  const folder = await ownFolder(projectCacheFolder(), 'making-samba-domain')
  try {
    await provision(folder)
    await seed(join(folder, 'dc', 'private', 'sam.ldb'))
    // Another run may have made it in the meantime; then that one stays.
    if (!existsSync(template)) await rename(folder, template)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function removeTemplatesExcept(template: string): Promise<void> {
  const cache = projectCacheFolder()
  const old = (await readdir(cache))
    .map((name) => join(cache, name))
    .filter((path) => path.startsWith(join(cache, templatePrefix)) && path !== template)
  for (const path of old) await rm(path, { recursive: true, force: true })
}

async function provision(folder: string): Promise<void> {
  // An own empty configuration, or the computer's /etc/samba/smb.conf would flow into the domain's.
  await writeFile(join(folder, 'base.conf'), '')
  const { code, output } = await runCommand('samba-tool', [
    'domain',
    'provision',
    `--configfile=${join(folder, 'base.conf')}`,
    `--targetdir=${join(folder, 'dc')}`,
    `--realm=${sambaRealm}`,
    `--domain=${sambaNetbiosName}`,
    '--host-name=dc',
    '--host-ip=127.0.0.1',
    `--adminpass=${sambaAdministratorPassword}`,
    '--server-role=dc',
    '--dns-backend=SAMBA_INTERNAL',
    '--option=interfaces=lo',
    '--option=bind interfaces only=yes'
  ])
  if (code !== 0) throw new Error(`samba-tool domain provision failed (${code}):\n${output}`)
}

async function seed(databasePath: string): Promise<void> {
  await ldbModify({ databasePath }, seedLdif())
  const sid = await attributeOf({ databasePath }, sambaGroups.primary, 'objectSid')
  await ldbModify({ databasePath }, seedChangesLdif(sid.slice(sid.lastIndexOf('-') + 1)))
}

// Its absolute paths are those of the folder it was made in; the databases name each other by relative ones.
async function moveConfiguration(folder: string): Promise<void> {
  const file = join(folder, 'dc', 'etc', 'smb.conf')
  const text = await readFile(file, 'utf8')
  const madeIn = /private dir = (.*)\/dc\/private/.exec(text)?.[1]
  if (madeIn === undefined) throw new Error(`No private dir in ${file}`)
  await writeFile(file, text.replaceAll(madeIn, folder))
  await mkdir(join(folder, 'dc', 'private', 'tls'), { recursive: true })
}

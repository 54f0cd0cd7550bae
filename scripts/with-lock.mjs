import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'

/**
 * Runs `work` while no other process runs the same under this lock file. A lock left by a process that is gone is taken over.
 * @template T
 * @param {string} lockFile
 * @param {() => Promise<T>} work
 * @param {(holderPid: number) => void} [onWait] called once when another process holds the lock
 * @returns {Promise<T>}
 */
export async function withLock(lockFile, work, onWait = () => undefined) {
  for (let tries = 0; !takeLock(lockFile); tries += 1) {
    const holder = lockHolder(lockFile)
    if (holder === undefined) continue
    if (!isAlive(holder)) {
      dropStaleLock(lockFile, holder)
      continue
    }
    if (tries === 0) onWait(holder)
    await delay(100)
  }
  const dropOnExit = () => rmSync(lockFile, { force: true })
  process.once('exit', dropOnExit)
  try {
    return await work()
  } finally {
    process.off('exit', dropOnExit)
    rmSync(lockFile, { force: true })
  }
}

// Written aside and linked: the lock never exists without its holder's id in it.
function takeLock(lockFile) {
  const aside = `${lockFile}.${process.pid}`
  writeFileSync(aside, String(process.pid))
  try {
    linkSync(aside, lockFile)
    return true
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false
    throw error
  } finally {
    rmSync(aside, { force: true })
  }
}

function lockHolder(lockFile) {
  try {
    return Number(readFileSync(lockFile, 'utf8'))
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined
    throw error
  }
}

// By rename, so that of several waiters one wins; whoever moved a lock that was taken in the meantime puts it back.
function dropStaleLock(lockFile, staleHolder) {
  const aside = `${lockFile}.stale-${process.pid}`
  try {
    renameSync(lockFile, aside)
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return
    throw error
  }
  if (lockHolder(aside) === staleHolder) rmSync(aside, { force: true })
  else renameSync(aside, lockFile)
}

/** Whether a process with this id exists. */
export function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    if (hasCode(error, 'EPERM')) return true
    if (hasCode(error, 'ESRCH')) return false
    throw error
  }
}

function hasCode(error, code) {
  return error instanceof Error && 'code' in error && error.code === code
}

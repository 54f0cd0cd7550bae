import { findProgram } from './run-command.mjs'

/**
 * A command that the kernel ends together with us, however we end: a test run that is killed leaves no server behind.
 * On Linux only; elsewhere the command as it is.
 * @param {string} program
 * @param {readonly string[]} args
 * @returns {[string, string[]]}
 */
export function dieWithParent(program, args) {
  const setpriv = process.platform === 'linux' ? findProgram('setpriv') : undefined
  return setpriv === undefined ? [program, [...args]] : [setpriv, ['--pdeathsig', 'KILL', program, ...args]]
}

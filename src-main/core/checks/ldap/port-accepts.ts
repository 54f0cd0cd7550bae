import { type Problem, problem } from '../../errors.ts'
import { seen } from '../../evidence.ts'
import type { ConnectAnswer } from '../../model/directory-facts.ts'
import { assertNever } from '../../result.ts'
import { type Check, failed, passed, warned } from '../check.ts'
import type { HostProbes } from '../probes.ts'

export const portAccepts: Check<HostProbes> = {
  id: 'ldap.port-accepts',
  title: 'The port accepts connections',
  origin: 'your-directory',
  needs: ['ldap.name-resolves'],
  async run(probes) {
    const { host, port, timeoutMs } = probes.settings
    const answers = await probes.connections()
    const open = answers.filter((answer) => answer.kind === 'connected')
    const closed = answers.filter((answer) => answer.kind === 'failed')
    const evidence = answers.map(evidenceOf)
    const [first] = open
    const [firstClosed] = closed
    const [firstEvidence, ...moreEvidence] = evidence
    if (firstEvidence === undefined || (first === undefined && firstClosed === undefined)) throw new TypeError('No address was tried')
    if (first === undefined && firstClosed !== undefined) return failed({ ...refusal(firstClosed, host, port, timeoutMs), evidence })
    if (closed.length > 0) {
      const facts = {
        host,
        port,
        open: open.map(({ address }) => address).join(', '),
        closed: closed.map(({ address }) => address).join(', ')
      }
      return warned(problem('ldap.tcp.some-addresses-closed', facts, evidence))
    }
    return passed(`Port ${port} is open.`, [firstEvidence, ...moreEvidence])
  }
}

function evidenceOf(answer: ConnectAnswer) {
  const endpoint = answer.address.includes(':') ? `[${answer.address}]:${answer.port}` : `${answer.address}:${answer.port}`
  return answer.kind === 'connected'
    ? seen(endpoint, `connected in ${answer.durationMs < 1 ? 'under 1' : Math.round(answer.durationMs)} ms`)
    : seen(endpoint, `${answer.reason} (${answer.text})`)
}

function refusal(answer: Extract<ConnectAnswer, { kind: 'failed' }>, host: string, port: number, timeoutMs: number): Problem {
  switch (answer.reason) {
    case 'refused':
      return problem('ldap.tcp.refused', { host, port })
    case 'timed-out':
      return problem('ldap.tcp.timed-out', { host, port, timeoutMs })
    case 'reset':
      return problem('ldap.tcp.reset', { host, port })
    case 'unreachable':
      return problem('ldap.tcp.unreachable', { host, port })
    case 'not-permitted':
    case 'other':
      return problem('ldap.tcp.failed', { host, port, text: answer.text })
    default:
      return assertNever(answer.reason)
  }
}

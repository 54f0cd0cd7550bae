import { listOf, textOf } from '../../scim/json-field.ts'
import { problem } from '../../errors.ts'
import { answerEvidence } from '../../scim/answer-evidence.ts'
import { type Check, passed, warned } from '../check.ts'
import { type ScimProbes, usableAddress } from './probes.ts'

export const schemasReadable: Check<ScimProbes> = {
  id: 'scim.schemas-readable',
  title: 'The schemas can be read',
  origin: 'files-com',
  needs: ['scim.unknown-user-answered'],
  async run(probes) {
    const answered = await probes.ask('schemas')
    const evidence = answerEvidence(answered)
    const { answer, body } = answered
    const isJson = answer.kind === 'answered' && answer.status === 200 && body.kind === 'json'
    if (isJson && describesUsers(body.value)) return passed('/Schemas describes what a user is.', evidence)
    const found = isJson ? 'no schema of users is in it' : answer.kind === 'answered' ? `HTTP ${String(answer.status)}` : 'no answer'
    return warned(problem('scim.read.description-missing', { host: usableAddress(probes).host, path: '/Schemas', found }, evidence))
  }
}

/** A list of schemas, of which one is about users. */
function describesUsers(value: unknown): boolean {
  return (listOf(value, 'Resources') ?? []).some((schema) => /:User$/i.test(textOf(schema, 'id') ?? ''))
}

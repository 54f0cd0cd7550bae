import { seen } from '../../evidence.ts'
import { xmlRefusalProblem } from '../../saml/xml-refusal-problem.ts'
import { type Check, failed, passed } from '../check.ts'
import type { ResponseProbes } from './probes.ts'

export const xmlSound: Check<ResponseProbes> = {
  id: 'saml-response.xml-sound',
  title: 'The XML is sound and harmless',
  origin: 'this-computer',
  needs: ['saml-response.text-opened'],
  async run({ reading }) {
    if (!reading.ok && reading.error.kind === 'xml') return failed(xmlRefusalProblem(reading.error.refusal, 'the response'))
    return passed('It is well-formed and has no document type, no entities of its own and no processing instructions.', [
      seen('Refused constructs', 'none')
    ])
  }
}

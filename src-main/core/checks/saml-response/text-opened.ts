import { problem } from '../../errors.ts'
import { seen } from '../../evidence.ts'
import { wrappingsText } from '../../saml/response-words.ts'
import { xmlRefusalProblem } from '../../saml/xml-refusal-problem.ts'
import { type Check, failed, passed } from '../check.ts'
import type { ResponseProbes } from './probes.ts'

export const textOpened: Check<ResponseProbes> = {
  id: 'saml-response.text-opened',
  title: 'The text holds one response',
  origin: 'this-computer',
  async run({ reading }) {
    if (reading.ok) {
      const opened = wrappingsText(reading.value.wrappings)
      return passed(`Opened here, step by step: ${opened}. Nothing was sent anywhere.`, [
        seen('Opened as', opened),
        seen('Length of the XML', `${String(reading.value.xml.length)} characters`)
      ])
    }
    const refusal = reading.error
    switch (refusal.kind) {
      case 'no-response':
        return failed(problem('saml.response.not-found', { found: refusal.found }, [seen('Found', refusal.found)]))
      case 'several-responses':
        return failed(
          problem(
            'saml.response.several-in-file',
            { count: refusal.at.length },
            refusal.at.map((at, index) => seen(`Response ${String(index + 1)}`, at === '' ? 'without a time' : `sent at ${at}`))
          )
        )
      case 'xml':
        // Nothing, far too much, or a page: there is no XML whose soundness could be judged.
        if (['empty', 'too-large', 'html-page', 'not-xml'].includes(refusal.refusal.kind))
          return failed(xmlRefusalProblem(refusal.refusal, 'the response'))
        return passed('An XML document was found in it.', [seen('Found', 'XML')])
      case 'other-document':
        return passed('An XML document was found in it.', [seen('Found', 'XML')])
    }
  }
}

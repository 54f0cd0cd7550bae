import { samlResponseConditionProblems } from './saml-response-conditions.ts'
import { samlResponsePersonProblems } from './saml-response-person.ts'
import { samlResponseShapeProblems } from './saml-response-shape.ts'

/** What can be wrong with a SAML response. */
export const samlResponseProblems = { ...samlResponseShapeProblems, ...samlResponseConditionProblems, ...samlResponsePersonProblems }

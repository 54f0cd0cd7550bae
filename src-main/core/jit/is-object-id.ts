import { isGuid, withoutBraces } from '../entra/tenant.ts'

/** Whether a name is an id of Entra ID: what a group is called when just-in-time provisioning has made it. */
export function isObjectId(name: string): boolean {
  return isGuid(withoutBraces(name))
}

/** The id in one spelling, for comparing; undefined when the text is none. */
export function comparableObjectId(text: string): string | undefined {
  const id = withoutBraces(text)
  return isGuid(id) ? id.toLowerCase() : undefined
}

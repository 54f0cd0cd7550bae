import { compileFilter } from '../directory/compile-filter.ts'
import type { DirectoryService } from '../directory/directory-service.ts'
import { dnKey } from '../directory/distinguished-name.ts'
import { resultCode } from '../protocol/outcome.ts'
import type { Outcome } from '../protocol/outcome.ts'
import type { CompareOperation } from '../protocol/read-request.ts'

/** Whether one entry has one value (RFC 4511 section 4.10). */
export function answerCompare({ entry: dn, attribute, value }: CompareOperation, { schema, tree, words }: DirectoryService): Outcome {
  const name = schema.parseDn(dn)
  if (name === undefined) return words.invalidName(dn)
  const entry = tree.find(dnKey(name))
  if (entry === undefined) return words.noSuchObject(dn, tree.nearest(name))
  const type = schema.find(attribute)
  if (type === undefined) return { code: resultCode.undefinedAttributeType }
  if (schema.withSubtypes(type).every((each) => entry.values(each.name).length === 0)) return { code: resultCode.noSuchAttribute }
  const isEqual = compileFilter({ kind: 'equal', attribute, value }, { schema, find: tree.find })(entry)
  return { code: isEqual === true ? resultCode.compareTrue : resultCode.compareFalse }
}

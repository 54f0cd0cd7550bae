import type { ServiceField } from '../../../core/model/service-field.ts'
import { strategyFields } from '../../../core/model/service-fields.ts'
import { xmlText } from '../../entra/xml-text.ts'
import { registrationFields } from '../store-registration.ts'
import type { StoredRecord, StoredStrategy, StoredValue } from '../stored-records.ts'
import { writableStrategyFields } from '../writable-fields.ts'

/** What the web form of a provider asks for, in its order and with its labels: only what this protocol has, and what can be stored. */
export function providerFields({ protocol }: Pick<StoredStrategy, 'protocol'>): readonly ServiceField[] {
  const other = protocol === 'saml' ? 'oauth' : 'saml'
  return strategyFields.filter(
    ({ name, group, isFixed }) =>
      isFixed !== true &&
      group !== other &&
      !(group === 'scim' && protocol !== 'saml') &&
      (hidden.has(name) || Object.hasOwn(writableStrategyFields, name))
  )
}

/** One box with its label, and what is wrong with what was entered. */
export function fieldHtml(
  field: ServiceField,
  { value, fault, isNew }: { readonly value: StoredValue; readonly fault: string | undefined; readonly isNew: boolean }
): string {
  const { name, label, help, type } = field
  const id = `field-${name}`
  const box = type.kind === 'switch' ? switchHtml(id, name, value === true) : boxHtml(field, id, value)
  const wrong = fault === undefined ? '' : `<p class="bad" id="${id}-fault">${xmlText(label)} ${xmlText(fault)}.</p>`
  const note = hidden.has(name) ? ` Stored, it is never shown again.${isNew ? '' : ' Left empty, what is stored stays.'}` : ''
  return `<div class="field"><label for="${id}">${xmlText(label)}</label>${box}<small>${xmlText(help)}${note}</small>${wrong}</div>`
}

/** What was posted, as it would come over the interface: an empty box is nothing, and a box that was not ticked is no. */
export function sentFields(fields: readonly ServiceField[], form: URLSearchParams): StoredRecord {
  const sent: StoredRecord = {}
  for (const { name, type } of fields) {
    const text = form.get(name) ?? ''
    if (type.kind === 'switch') sent[name] = text === 'true'
    else if (hidden.has(name)) sent[name] = text
    // Nothing was chosen before, and nothing is chosen now.
    else if (type.kind === 'choice' && text === '') continue
    // A form sends every line end as two characters.
    else sent[name] = text === '' ? null : text.replaceAll('\r\n', '\n')
  }
  return sent
}

const hidden: ReadonlySet<string> = new Set(['ldap_password', ...registrationFields])

function switchHtml(id: string, name: string, isOn: boolean): string {
  return `<select id="${id}" name="${name}"><option value="true"${isOn ? ' selected' : ''}>Yes</option><option value="false"${isOn ? '' : ' selected'}>No</option></select>`
}

function boxHtml({ name, type }: ServiceField, id: string, value: StoredValue): string {
  const text = value === null || typeof value === 'object' ? '' : String(value)
  switch (type.kind) {
    case 'document':
    case 'list':
      // A line end right behind the tag would be swallowed.
      return `<textarea id="${id}" name="${name}" rows="${type.kind === 'list' ? '2' : '6'}">\n${xmlText(text)}</textarea>`
    case 'choice': {
      const isKnown = type.choices.some((choice) => choice.value === text)
      const offered = [...(isKnown ? [] : [{ value: text, label: text === '' ? 'Not chosen' : text }]), ...type.choices]
      const options = offered.map(
        (choice) => `<option value="${xmlText(choice.value)}"${choice.value === text ? ' selected' : ''}>${xmlText(choice.label)}</option>`
      )
      return `<select id="${id}" name="${name}">${options.join('')}</select>`
    }
    case 'secret':
      return `<input id="${id}" name="${name}" type="password" autocomplete="off">`
    case 'unseen':
      return `<input id="${id}" name="${name}" autocomplete="off">`
    default:
      return `<input id="${id}" name="${name}" value="${xmlText(text)}">`
  }
}

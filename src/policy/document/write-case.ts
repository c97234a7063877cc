import { Document, isMap, isPair, isScalar, Scalar, visit } from 'yaml'

/**
 * A case as it stands in a policy, to paste into a list of cases: one line for each of its keys, what is below in braces.
 * Texts that would be read as something else are quoted.
 */
export function writeCase(fields: Readonly<Record<string, unknown>>): string {
  const document = new Document([fields], { version: '1.2', schema: 'core' })
  visit(document, {
    Map: (_, map, path) => {
      const depth = path.filter(isMap).length
      const below = path.find(isPair)?.key
      if (depth > 1 || (depth === 1 && !isNamed(below, 'facts'))) map.flow = true
    },
    Scalar: (key, scalar) => {
      // A name may say anything: it is quoted where it has more than words.
      if (key === 'value' && typeof scalar.value === 'string' && !/^[\w .:-]*$/u.test(scalar.value)) {
        scalar.type = Scalar.QUOTE_DOUBLE
      }
    },
  })
  return document.toString({ lineWidth: 0, flowCollectionPadding: true })
}

function isNamed(key: unknown, name: string): boolean {
  return isScalar(key) && key.value === name
}

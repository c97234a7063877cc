import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'

/**
 * An Ajv for JSON Schema 2020-12 as OpenAPI 3.1 embeds it: strict, all errors, formats checked. The schemas are not held
 * against the schema of schemas: a test does that, not every start.
 */
export function newSchemaCompiler(): Ajv2020 {
  const ajv = new Ajv2020({
    allErrors: true,
    verbose: true,
    strict: true,
    strictTypes: false,
    strictRequired: false,
    validateSchema: false,
  })
  addFormats.default(ajv)
  ajv.addVocabulary(['components', 'example'])
  return ajv
}

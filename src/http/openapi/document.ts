import type { OperationId } from './operation-roles.ts'
import type { Schema } from './schema.ts'

export const httpMethods = ['get', 'post', 'put', 'patch', 'delete'] as const
export type HttpMethod = (typeof httpMethods)[number]

/** A parameter of an operation, outside its body. A list among them is written with commas. */
export interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly required: boolean
  readonly description: string
  readonly schema: Schema
  readonly example?: unknown
  readonly deprecated?: true
  /** `form` with explode: clients repeat the parameter of a list. Commas are understood too. */
  readonly style?: 'form'
  readonly explode?: true
}

/** A body of JSON objects, one a line: the schema is that of a line. */
export const ndjsonMediaType = 'application/x-ndjson'

/** One representation of a body. */
export interface MediaType {
  readonly schema: Schema
  readonly example?: unknown
  readonly examples?: { readonly [name: string]: { readonly summary: string; readonly value: unknown } }
}

/** A body that an operation takes: where there is one it is required. */
export interface RequestBody {
  readonly description: string
  readonly required: true
  readonly content: { readonly [mediaType: string]: MediaType }
}

/** A header of an answer. */
export interface Header {
  readonly description: string
  readonly required: boolean
  readonly schema: Schema
  readonly example?: unknown
}

/** An answer with one status. */
export interface ResponseObject {
  readonly description: string
  readonly headers?: { readonly [name: string]: Header | Schema }
  readonly content?: { readonly [mediaType: string]: MediaType }
}

/** An operation as the document lists it: declared, with what follows for its roles and problems. */
export interface OperationObject {
  readonly operationId: OperationId
  readonly tags: readonly string[]
  readonly summary: string
  readonly description: string
  readonly security: readonly { readonly [scheme: string]: readonly string[] }[]
  /** The roles of which a key needs one; empty where no key is needed. */
  readonly 'x-required-role': readonly string[]
  readonly parameters: readonly Parameter[]
  readonly requestBody?: RequestBody
  readonly responses: { readonly [status: string]: ResponseObject | Schema }
}

/** The part of OpenAPI 3.1 that this API uses. */
export interface OpenApiDocument {
  readonly openapi: '3.1.0'
  readonly info: { readonly [name: string]: unknown }
  readonly servers: readonly { readonly url: string; readonly description: string }[]
  readonly tags: readonly { readonly name: string; readonly description: string }[]
  readonly paths: { readonly [path: string]: { readonly [Method in HttpMethod]?: OperationObject } }
  readonly components: {
    readonly securitySchemes: Schema
    readonly headers: { readonly [name: string]: Header }
    readonly schemas: { readonly [name: string]: Schema }
    readonly responses: { readonly [name: string]: ResponseObject }
  }
}

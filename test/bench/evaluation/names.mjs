/** The names of the evaluators that are measured, in the order of the tables; `handwritten` is the yardstick. */
export const evaluatorNames = {
  compiled: 'this service, compiled',
  withoutCode: 'this service, without generated code',
  handwritten: 'written by hand',
  jsonLogic: 'json-logic-engine, built',
  zen: '@gorules/zen-engine',
  cedar: 'Cedar (WebAssembly)',
  jsonRulesEngine: 'json-rules-engine',
  worded: 'this service, compiled, with all its words',
  reference: "this service's reference (json-rules-engine)",
}

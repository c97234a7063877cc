import { createCompiledEvaluator } from '../../src/policy/evaluate/compiled.ts'
import { createReferenceEvaluator } from '../../src/policy/evaluate/with-json-rules-engine.ts'
import { evaluatorContract } from './evaluator-contract.ts'

evaluatorContract('reference evaluator (json-rules-engine)', createReferenceEvaluator)
evaluatorContract('compiled evaluator', createCompiledEvaluator)

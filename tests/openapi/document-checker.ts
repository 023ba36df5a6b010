import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { oas31 } from 'zod-openapi';
import { type ListedOperation, resolveReference } from '@/lib/openapi/read-document';

export interface Answer {
  status: number;
  headers: Headers;
  body: Uint8Array;
}

export interface DocumentChecker {
  /** What an answer says that the document does not, or the other way round. */
  faults: (listed: ListedOperation, answer: Answer) => string[];
  /** Of an answer to a method that a route does not serve. */
  faultsOfOtherMethod: (answer: Answer) => string[];
  /** Answers that were checked, as "operationId status". */
  seen: ReadonlySet<string>;
}

const escapeStep = (step: string) => step.replaceAll('~', '~0').replaceAll('/', '~1');

/** Holds answers against the document itself, with unknown fields as faults. */
export function documentChecker(document: oas31.OpenAPIObject): DocumentChecker {
  const ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false, allowUnionTypes: true });
  (addFormats as unknown as typeof addFormats.default)(ajv);
  // The document stands where Ajv looks for a schema.
  ajv.addVocabulary([...Object.keys(document), 'example']);
  ajv.addSchema({ ...document }, 'api');
  const compiled = new Map<string, ValidateFunction>();
  const seen = new Set<string>();

  function validator(pointer: string): ValidateFunction {
    const known = compiled.get(pointer) ?? ajv.compile({ $ref: `api#${pointer}` });
    compiled.set(pointer, known);
    return known;
  }

  function bodyFaults(pointer: string, { content = {} }: oas31.ResponseObject, answer: Answer): string[] {
    const { headers, body } = answer;
    const type = headers.get('content-type')?.split(';')[0] ?? '';
    const types = Object.keys(content);
    if (types.length === 0) return body.length > 0 ? [`has a body of ${body.length} bytes`] : [];
    if (!types.includes(type)) return [`is ${type || 'of no type'}, not ${types.join(' or ')}`];
    if (body.length === 0) return ['has no body'];
    if (type !== 'application/json') return [];
    const validate = validator(`${pointer}/content/${escapeStep(type)}/schema`);
    if (validate(JSON.parse(Buffer.from(body).toString()))) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
    );
  }

  function answerFaults(
    pointer: string,
    found: oas31.ResponseObject | oas31.ReferenceObject,
    answer: Answer,
  ) {
    const response = resolveReference(document, found);
    const place = '$ref' in found ? String(found.$ref).slice(1) : pointer;
    const missing = Object.entries(response.headers ?? {})
      .filter(([, header]) => resolveReference(document, header).required)
      .filter(([name]) => !answer.headers.has(name))
      .map(([name]) => `has no ${name}`);
    const retry = answer.headers.has('retry-after') && !('Retry-After' in (response.headers ?? {}));
    return [...missing, ...(retry ? ['has a Retry-After'] : []), ...bodyFaults(place, response, answer)];
  }

  return {
    seen,
    faults({ path, method, operation }, answer) {
      const found = operation.responses?.[`${answer.status}` as '200'];
      if (!found) return [`${answer.status} is not documented: ${Buffer.from(answer.body).toString()}`];
      seen.add(`${operation.operationId} ${answer.status}`);
      const pointer = `/paths/${escapeStep(path)}/${method.toLowerCase()}/responses/${answer.status}`;
      return answerFaults(pointer, found, answer);
    },
    faultsOfOtherMethod(answer) {
      const name = '/components/responses/MethodNotAllowed';
      return answer.status === 405
        ? answerFaults(name, { $ref: `#${name}` }, answer)
        : [`is ${answer.status}`];
    },
  };
}

/** On every answer of the API. */
export const requestIdHeader = { 'X-Request-Id': { $ref: '#/components/headers/RequestId' } };

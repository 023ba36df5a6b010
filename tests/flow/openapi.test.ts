import { afterAll, beforeAll, expect, test } from 'vitest';
import type { oas31 } from 'zod-openapi';
import { curlExample, exampleRequest } from '@/lib/openapi/example-request';
import { EXAMPLE_IDS } from '@/lib/openapi/examples';
import { type ListedOperation, listOperations } from '@/lib/openapi/read-document';
import { type Answer, type DocumentChecker, documentChecker } from '@/tests/openapi/document-checker';
import { type RefusedCall, refusedCalls } from '@/tests/openapi/refused-calls';
import { runCurl } from '@/tests/openapi/run-curl';
import { type ExampleWorld, startWorld } from '@/tests/openapi/start-world';
import type { Account } from '@/tests/support/app';

let world: ExampleWorld;
let document: oas31.OpenAPIObject;
let operations: ListedOperation[];
let checker: DocumentChecker;

beforeAll(async () => {
  world = await startWorld();
  document = (await (await fetch(`${world.app.url}/api/openapi.json`)).json()) as oas31.OpenAPIObject;
  operations = listOperations(document);
  checker = documentChecker(document);
});
afterAll(() => world.close());

const { picture, running } = EXAMPLE_IDS;

/** They take away what other examples need. */
const LAST = ['cancelTask', 'deleteImage', 'restoreImage', 'deleteTopic'];

/** What is not called here, and why. */
const ELSEWHERE = [
  { answer: / 500$/, why: 'nothing that is known causes it' },
  { answer: / 503$/, why: 'a service has to be away: bad-input, strangers, process.ends' },
  { answer: /^uploadReference (409|429)$/, why: 'a race; 200 uploads' },
  { answer: /^deleteTopic 409$/, why: 'a picture of it has to be in hand: late.cancel' },
  { answer: /^uploadPart (404|409|429)$/, why: 'several parts: uploads' },
];

async function answerOf(response: Response): Promise<Answer> {
  const body = new Uint8Array(await response.arrayBuffer());
  return { status: response.status, headers: response.headers, body };
}

async function expectDocumented(listed: ListedOperation, answer: Answer, status: number): Promise<void> {
  const said = `${listed.operation.operationId} ${status}: ${Buffer.from(answer.body.slice(0, 500)).toString()}`;
  expect(answer.status, said).toBe(status);
  expect(checker.faults(listed, answer), said).toEqual([]);
}

function named(id: string): ListedOperation {
  const found = operations.find(({ operation }) => operation.operationId === id);
  if (!found) throw new Error(`No operation is called ${id}.`);
  return found;
}

async function send({ method, path, as, body, type, headers }: RefusedCall): Promise<Answer> {
  const caller: Record<RefusedCall['as'], Record<string, string>> = {
    account: { Authorization: `Bearer ${world.account.token}` },
    nobody: {},
    'other site': { Cookie: world.cookie, Origin: 'https://example.com' },
  };
  return answerOf(
    await fetch(world.app.url + path, {
      method,
      body: body ?? null,
      headers: { ...caller[as], ...(type && { 'Content-Type': type }), ...headers },
    }),
  );
}

test('every route answers the methods that the document has for it, and refuses all others', async () => {
  for (const [path, item] of Object.entries(document.paths ?? {})) {
    const address = world.app.url + path.replaceAll(/\{\w+\}/g, picture);
    const documented = Object.keys(item).map((method) => method.toUpperCase());
    const { status, headers } = await fetch(address, { method: 'OPTIONS' });
    const allowed = headers
      .get('allow')
      ?.split(', ')
      .filter((method) => !['OPTIONS', 'HEAD'].includes(method));
    expect([status, allowed?.sort()], path).toEqual([204, documented.sort()]);
    const answer = await answerOf(await fetch(address, { method: 'PUT' }));
    expect(checker.faultsOfOtherMethod(answer), path).toEqual([]);
  }
});

test('what the document says is refused, is refused as it says', async () => {
  const elsewhere = (answer: string) => ELSEWHERE.some((entry) => entry.answer.test(answer));
  for (const listed of operations)
    for (const call of refusedCalls(document, listed))
      if (!elsewhere(`${listed.operation.operationId} ${call.status}`))
        await expectDocumented(listed, await send(call), call.status);
});

test('what the state does not allow is refused as the document says', async () => {
  const { account, poor, hasty } = world;
  const generate = '/api/generate-image';
  const calls: [string, number, Account, string, string, unknown?][] = [
    ['generateImages', 402, poor, 'POST', generate, { prompt: 'x', imageSize: '4K' }],
    ['retryTask', 402, poor, 'POST', `${generate}/${poor.canceled}/retry`],
    ['generateImages', 429, hasty, 'POST', generate, { prompt: 'x' }],
    ['retryTask', 429, hasty, 'POST', `${generate}/${hasty.canceled}/retry`],
    ['generateImages', 409, account, 'POST', generate, { prompt: 'other', taskIds: [picture] }],
    ['cancelTask', 409, account, 'POST', `${generate}/${picture}/cancel`],
    ['retryTask', 409, account, 'POST', `${generate}/${running}/retry`],
    ['deleteImage', 409, account, 'DELETE', `/api/images/${running}`],
    ['changeImages', 409, account, 'POST', '/api/images/bulk', { ids: [running], action: 'delete' }],
    ['createTopic', 409, poor, 'POST', '/api/topics', { id: EXAMPLE_IDS.topic, title: 'Mine' }],
  ];
  for (const [id, status, caller, method, path, body] of calls)
    await expectDocumented(named(id), await answerOf(await caller.api(method, path, body)), status);
});

test('parts of a picture, and one that the caller has', async () => {
  const ask = async (headers: Record<string, string>) =>
    answerOf(await world.account.api('GET', `/api/images/${picture}`, undefined, headers));
  const whole = await ask({});
  const etag = whole.headers.get('etag') ?? '';
  await expectDocumented(named('getImage'), await ask({ Range: 'bytes=0-9', 'If-Range': etag }), 206);
  await expectDocumented(named('getImage'), await ask({ 'If-None-Match': etag }), 304);
  await expectDocumented(named('getImage'), await ask({ Range: 'bytes=999999999-' }), 416);
});

test('the other forms of requests: one task, a form', async () => {
  const { api } = world.account;
  const one = await api('POST', '/api/generate-image/polling', { taskId: running });
  await expectDocumented(named('pollTasks'), await answerOf(one), 200);
  const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
  const taken = await fetch(`${world.app.url}/api/images/download`, {
    method: 'POST',
    body: `ids=${picture}`,
    headers: { ...form, Authorization: `Bearer ${world.account.token}` },
  });
  await expectDocumented(named('downloadImagesByPost'), await answerOf(taken), 200);
});

/** An example as the page shows it, with the id that the database gave to the batch. */
const exampleOf = (listed: ListedOperation) =>
  curlExample(exampleRequest(document, listed), world.app.url).replace(EXAMPLE_IDS.batch, world.batchId);

const successOf = ({ operation }: ListedOperation) =>
  Number(Object.keys(operation.responses ?? {}).find((status) => status.startsWith('2')));

const env = () => ({ TOKEN: world.account.token, CRON_SECRET: 'sesame' });

test('every example of curl can be pasted and succeeds, and the answer is as documented', async () => {
  const isLast = ({ operation }: ListedOperation) => LAST.indexOf(operation.operationId ?? '');
  for (const listed of operations.toSorted((one, other) => isLast(one) - isLast(other))) {
    const answer = await runCurl(exampleOf(listed), { folder: world.folder, env: env() });
    await expectDocumented(listed, answer, successOf(listed));
  }
});

test('where there is no curl the examples are run all the same', async () => {
  for (const id of ['getHealth', 'uploadReference', 'generateImages', 'listGallery'])
    await expectDocumented(
      named(id),
      await runCurl(exampleOf(named(id)), { folder: world.folder, env: env(), standIn: true }),
      successOf(named(id)),
    );
});

test('every answer that the document names was seen, or is named as one that is not', () => {
  const documented = operations.flatMap(({ operation }) =>
    Object.keys(operation.responses ?? {}).map((status) => `${operation.operationId} ${status}`),
  );
  const excused = (answer: string) => ELSEWHERE.some((entry) => entry.answer.test(answer));
  expect(documented.filter((answer) => !checker.seen.has(answer) && !excused(answer))).toEqual([]);
});

import fc from 'fast-check';
import type { World } from './world';

/** Bytes for a connection of their own: HTTP that a client would not speak. */
export function protocolFaults({ host, token }: World): fc.Arbitrary<string> {
  const head = (line: string, ...headers: string[]) =>
    [line, `Host: ${host}`, ...headers, '', ''].join('\r\n');
  const auth = `Authorization: Bearer ${token}`;
  const json = 'Content-Type: application/json';
  const post = (path: string, ...headers: string[]) => head(`POST ${path} HTTP/1.1`, auth, json, ...headers);
  const paths = fc.constantFrom('/api/generate-image', '/api/generate-image/polling', '/login');
  const body = '{"prompt":"a lighthouse","count":9}';
  return fc.oneof(
    // Bodies that are shorter or longer than they say, or say it twice.
    fc
      .tuple(paths, fc.nat(body.length - 1))
      .map(([path, length]) => post(path, `Content-Length: ${body.length}`) + body.slice(0, length)),
    fc
      .tuple(paths, fc.nat(body.length - 1))
      .map(([path, length]) => post(path, `Content-Length: ${length}`) + body),
    fc
      .tuple(paths, fc.constantFrom('-1', '1e3', 'x', '99999999999999999999', '5, 5', '0x5'))
      .map(([path, length]) => post(path, `Content-Length: ${length}`) + body),
    paths.map((path) => post(path, `Content-Length: ${body.length}`, `Content-Length: 3`) + body),
    paths.map((path) => post(path, `Content-Length: ${body.length}`, 'Transfer-Encoding: chunked') + body),
    fc
      .tuple(
        paths,
        fc.constantFrom(
          'zz\r\n',
          '-1\r\n',
          'ffffffffffffffffff\r\n',
          '5\r\nab',
          '5;x="\r\nabcde\r\n',
          '1\r\nabc\r\n',
          '0\r\nX\r\n\r\n',
        ),
      )
      .map(([path, chunks]) => post(path, 'Transfer-Encoding: chunked') + chunks),
    paths.map((path) => post(path, 'Transfer-Encoding: gzip, identity') + body),
    fc
      .tuple(paths, fc.constantFrom('nonsense', '100-continue, x'))
      .map(([path, expected]) => post(path, `Expect: ${expected}`, 'Content-Length: 0')),
    // Lines and headers that are none.
    fc
      .constantFrom(
        'GET',
        'GET /',
        'get / http/1.1',
        'GET / HTTP/3.0',
        'GET  / HTTP/1.1',
        'GET /a b HTTP/1.1',
        'GET /\u00e9 HTTP/1.1',
        'GET /\0 HTTP/1.1',
        'FOO / HTTP/1.1',
        'TRACK / HTTP/1.1',
        '\u0016\u0003\u0001\u0002\u0000\u0001',
        'PRI * HTTP/2.0',
      )
      .map((line) => head(line)),
    fc
      .tuple(
        fc.constantFrom('GET', 'HEAD', 'OPTIONS', 'TRACE', 'POST', 'DELETE', 'CONNECT', 'PROPFIND'),
        fc.constantFrom(
          '*',
          'foo://bar',
          'foo:bar',
          'mailto:x@y',
          'file:///etc/passwd',
          'blob:http://x/y',
          'bar',
          '?x',
          '#x',
          'http://[',
          'http:/login',
          `http://${host}/login`,
          `http://${host}/_global-error`,
          'https://evil.example/',
          'http://a@b:99999/login',
          '/_global-error',
          '/image-generator/%ff',
          '/%',
          'http://evil.example/api/credits',
          'http://',
          'evil.example:80',
          '/api/%',
          '//evil.example/api/credits',
          '/\\evil',
          '/api\\credits',
        ),
      )
      .map(([method, target]) => head(`${method} ${target} HTTP/1.1`, 'Connection: close')),
    fc
      .constantFrom(
        'Host: a',
        'X : y',
        ': y',
        'X',
        'X: a\0b',
        'X: a\rb',
        `X: ${'y'.repeat(20_000)}`,
        ' folded',
        'Connection: close, X',
        'Upgrade: h2c',
      )
      .map((line) => head('GET /api/credits HTTP/1.1', line)),
    fc
      .constantFrom(
        'Host: %00[',
        'Host: a b',
        'Host: ',
        'Host: evil.example',
        'Host: 127.0.0.1:99999',
        'X: no host',
      )
      .map((line) => `GET /login HTTP/1.1\r\n${line}\r\nConnection: close\r\n\r\n`),
    fc.constantFrom('GET /api/credits HTTP/1.0\r\n\r\n', 'GET /login HTTP/0.9\r\n\r\n', '\r\n\r\n', ''),
  );
}

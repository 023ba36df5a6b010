import fc from 'fast-check';
import { badQuery } from './bad-queries';
import type { BadRequest } from './bad-request';
import { isId, uuids } from './ids';
import { oddText } from './odd-texts';
import { sentJson } from './sent-json';
import type { World } from './world';

const isList = (text: string) => {
  const ids = text.split(',');
  return ids.every(isId) && ids.length <= 500;
};

/** Lists of ids with something else among them. */
const badList = fc
  .oneof(
    fc.tuple(uuids(0, 5), oddText).map(([ids, text]) => [...ids, text].join(',')),
    fc.constantFrom('', ',', ',,', 'x,'.repeat(501)),
  )
  .filter((text) => !isList(text));

export const badIds = badQuery('ids', isList, badList);

const FORM = 'application/x-www-form-urlencoded';
const form = (body: string, status: number) => ({
  body,
  headers: { 'Content-Type': FORM },
  statuses: [status],
});

/** Chosen pictures that cannot be downloaded together, asked for in each of the ways that there are. */
export function refusedDownload({
  ownTask,
  foreignTask,
}: World): fc.Arbitrary<Partial<BadRequest> & Pick<BadRequest, 'statuses'>> {
  const notMine = fc.oneof(
    fc.constantFrom([foreignTask], [ownTask, foreignTask]),
    uuids(1, 20),
    fc.uuid().map((id) => [ownTask, id]),
  );
  return fc.oneof(
    notMine.map((ids) => ({
      method: 'GET',
      path: `/api/images/download?ids=${ids.join(',')}`,
      statuses: [404],
    })),
    notMine.map((ids) => form(`ids=${ids.join(',')}`, 404)),
    notMine.map((ids) => ({ ...sentJson({ ids }), statuses: [404] })),
    badList.map((text) => form(String(new URLSearchParams({ ids: text.toWellFormed() })), 400)),
    oddText
      .filter((name) => name.toWellFormed() !== 'ids')
      .map((name) => form(`ids=${ownTask}&${new URLSearchParams({ [name.toWellFormed()]: 'x' })}`, 400)),
    fc
      .constantFrom(
        '',
        'x',
        '--x',
        '--x\r\n\r\n',
        '--x\r\nContent-Disposition: form-data; name="ids"; filename="a"\r\n\r\nx\r\n--x--\r\n',
      )
      .map((body) => ({
        body,
        headers: { 'Content-Type': 'multipart/form-data; boundary=x' },
        statuses: [400],
      })),
    fc.constantFrom(64 * 1024, 300_000).map((length) => form(`ids=${'x'.repeat(length)}`, 413)),
  );
}

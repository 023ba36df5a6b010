import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { fakeApi } from '@/components/testing/fake-api';
import { makeTask } from '@/components/testing/make-task';
import { PictureStore } from './picture-store';
import { useNewestBatches } from './use-newest-batches';

const BATCHES = 'GET /api/batches';
const api = fakeApi();

function Page({ store }: { store: PictureStore }) {
  const refresh = useNewestBatches(store, 'ana');
  return (
    <button type="button" onClick={refresh}>
      began elsewhere
    </button>
  );
}

it('asks for the newest batches when one began elsewhere, and not before', async () => {
  const task = makeTask({ status: 'completed' });
  const { batchId, topicId, prompt, model, settings, createdAt } = task;
  const batch = { batchId, topicId, prompt, model, settings, createdAt, tasks: [task] };
  api.json(BATCHES, { batches: [batch], nextCursor: null });
  const store = new PictureStore();
  render(<Page store={store} />);
  expect(api.bodies(BATCHES)).toHaveLength(0);
  fireEvent.click(screen.getByRole('button'));
  await waitFor(() => expect(store.rows().map((row) => row.batchId)).toEqual([batchId]));
  expect(api.bodies(BATCHES)).toHaveLength(1);
});

import { renderHook } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { PictureStore } from '@/components/pictures/feed/picture-store';
import { makeTask } from '@/components/testing/make-task';
import { useNewPictures } from './use-new-pictures';

function scrollTo(y: number): void {
  vi.stubGlobal('scrollY', y);
  window.dispatchEvent(new Event('scroll'));
}

function openGallery() {
  const studio = new PictureStore();
  const loadNewer = vi.fn(async () => undefined);
  const { unmount } = renderHook(() => useNewPictures({ loadNewer }, studio));
  function end(status: 'completed' | 'failed') {
    const task = makeTask({ status: 'processing' });
    studio.mergeTasks([task]);
    studio.mergeTasks([{ ...task, status, version: task.version + 1 }]);
  }
  return { end, loadNewer, close: unmount };
}

it('a finished picture is looked for at once, one that failed is not', () => {
  const { end, loadNewer, close } = openGallery();
  end('failed');
  expect(loadNewer).not.toHaveBeenCalled();
  end('completed');
  expect(loadNewer).toHaveBeenCalledTimes(1);
  close();
  end('completed');
  expect(loadNewer).toHaveBeenCalledTimes(1);
});

it('who has scrolled away sees nothing move until they are back', () => {
  const { end, loadNewer } = openGallery();
  scrollTo(800);
  end('completed');
  end('completed');
  scrollTo(400);
  expect(loadNewer).not.toHaveBeenCalled();
  scrollTo(0);
  scrollTo(0);
  expect(loadNewer).toHaveBeenCalledTimes(1);
});

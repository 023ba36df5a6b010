import { renderHook } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { TaskStore } from '@/components/gallery/task-store';
import { makeTask } from '@/components/gallery/testing/make-task';
import { useNews } from './use-news';

function scrollTo(y: number): void {
  vi.stubGlobal('scrollY', y);
  window.dispatchEvent(new Event('scroll'));
}

function openGallery() {
  const studio = new TaskStore();
  const lookForNews = vi.fn(async () => undefined);
  const { unmount } = renderHook(() => useNews({ lookForNews }, studio));
  function end(status: 'completed' | 'failed') {
    const task = makeTask({ status: 'processing' });
    studio.mergeTasks([task]);
    studio.mergeTasks([{ ...task, status, version: task.version + 1 }]);
  }
  return { end, lookForNews, close: unmount };
}

it('a finished picture is looked for at once, one that failed is not', () => {
  const { end, lookForNews, close } = openGallery();
  end('failed');
  expect(lookForNews).not.toHaveBeenCalled();
  end('completed');
  expect(lookForNews).toHaveBeenCalledTimes(1);
  close();
  end('completed');
  expect(lookForNews).toHaveBeenCalledTimes(1);
});

it('who has scrolled away sees nothing move until they are back', () => {
  const { end, lookForNews } = openGallery();
  scrollTo(800);
  end('completed');
  end('completed');
  scrollTo(400);
  expect(lookForNews).not.toHaveBeenCalled();
  scrollTo(0);
  scrollTo(0);
  expect(lookForNews).toHaveBeenCalledTimes(1);
});

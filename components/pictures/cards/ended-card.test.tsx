import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { PictureStore } from '@/components/pictures/feed/picture-store';
import { makeTask } from '@/components/testing/make-task';
import { StudioFrame } from '@/components/testing/studio-frame';
import { imageKind } from '@/lib/generation/image-kind';
import { LIFECYCLE_ERRORS } from '@/lib/tasks/task-error';
import en from '@/messages/en.json';
import { FailedCard } from './ended-card';

/** All codes with which a picture can end; the messages have words for each. */
const CODES = Object.keys({ ...LIFECYCLE_ERRORS, ...imageKind.errors }) as (keyof typeof en.taskErrors)[];

it.each(CODES)('%s is told in its own words, with the credits and a way on', (code) => {
  const task = makeTask({ status: 'failed', error: { code, message: 'not for people', refunded: true } });
  render(
    <StudioFrame store={new PictureStore()}>
      <FailedCard task={task} onTryAgain={() => undefined} onDelete={() => undefined} />
    </StudioFrame>,
  );
  expect(screen.getByRole('heading').textContent).toBe(en.taskErrors[code].title);
  expect(screen.getByText(en.taskErrors[code].text)).toBeTruthy();
  expect(screen.getByText('4 credits returned')).toBeTruthy();
  expect(screen.getAllByRole('button').length).toBeGreaterThan(1);
});

it('no two failures read alike', () => {
  expect(new Set(CODES.map((code) => en.taskErrors[code].title)).size).toBe(CODES.length);
});

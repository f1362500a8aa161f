import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, expect, test, vi } from 'vitest';
import { MEDIUMS } from '../../lib/mediums';
import { Uploads } from '../../lib/upload.svelte';
import UploadStatus from './UploadStatus.svelte';

afterEach(cleanup);

async function show(examples: number) {
  const added = { revision: 1, take: 't', examples, sentence: '' };
  const uploads = new Uploads('p', () => Promise.resolve(added));
  await uploads.run([{ classId: 'a', file: new File([], '1.mp4') }]);
  const onundo = vi.fn<() => void>();
  const medium = MEDIUMS.picture;
  render(UploadStatus, { uploads, medium, onundo, onclose: () => undefined });
  return onundo;
}

test('all that was added can be taken back at once', async () => {
  const onundo = await show(2);
  expect(screen.getByText('Added 2 examples.')).toBeTruthy();
  await fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
  expect(onundo).toHaveBeenCalledOnce();
});

test('nothing added, nothing to take back', async () => {
  await show(0);
  expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
  expect(screen.getByRole('button', { name: 'Close' })).toBeTruthy();
});

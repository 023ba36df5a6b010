import { createHash, randomUUID } from 'node:crypto';
import { createClient } from '@supabase/supabase-js';
import { z } from 'zod';
import { makeThumbnail } from '@/lib/images/copies';
import { inspectImage } from '@/lib/images/inspect-image';

const { GEMINI_URL = '', SUPABASE_URL = '', SECRET_KEY = '', FOLDER = '', WARM_UP, COUNT } = process.env;

const answerSchema = z.object({
  candidates: z
    .tuple([
      z.looseObject({
        content: z.looseObject({
          parts: z.array(
            z.looseObject({
              thought: z.boolean().optional(),
              inlineData: z.looseObject({ data: z.string() }).optional(),
            }),
          ),
        }),
      }),
    ])
    .rest(z.unknown()),
});

const objects = createClient(SUPABASE_URL, SECRET_KEY, { auth: { persistSession: false } }).storage.from(
  'generations',
);

async function store(key: string, bytes: Uint8Array, contentType: string): Promise<void> {
  const { error } = await objects.upload(key, bytes, { contentType });
  if (error) throw error;
}

/** All that a picture needs: asked for, decoded, its thumbnail and hashes made, both stored. No task, no row, no lease. */
async function makePicture(): Promise<void> {
  const response = await fetch(`${GEMINI_URL}/v1beta/models/gemini-nano-banana-2.1:generateContent`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'x-goog-api-key': 'test-key' },
    body: JSON.stringify({
      contents: [{ role: 'user', parts: [{ text: 'a kite' }] }],
      generationConfig: {
        responseModalities: ['IMAGE'],
        imageConfig: { aspectRatio: '1:1', imageSize: '1K' },
      },
    }),
  });
  const answer = answerSchema.parse(await response.json());
  const data =
    answer.candidates[0].content.parts.find((part) => part.inlineData && !part.thought)?.inlineData?.data ??
    '';
  const bytes = Buffer.from(data, 'base64');
  const { mimeType } = await inspectImage(bytes);
  const thumbnail = await makeThumbnail(bytes);
  createHash('sha256').update(bytes).digest('hex');
  const folder = `${FOLDER}/${randomUUID()}`;
  await store(`${folder}/original`, bytes, mimeType);
  await store(`${folder}/thumb.webp`, thumbnail.bytes, 'image/webp');
}

for (let made = 0; made < Number(WARM_UP); made += 1) await makePicture();
const before = process.cpuUsage();
for (let made = 0; made < Number(COUNT); made += 1) await makePicture();
const { user, system } = process.cpuUsage(before);
process.send?.((user + system) / 1000 / Number(COUNT));
process.disconnect?.();

import { globSync, readFileSync } from 'node:fs';
import { z } from 'zod';

/** The address of every page and of every route that is none of the API's, with `id` in place of its parameters. */
export function everyPage(id: string): string[] {
  const files = [...globSync('app/**/page.tsx'), ...globSync('app/!(api)/**/route.ts')];
  return files.map((file) => {
    const steps = file
      .split('/')
      .slice(1, -1)
      .filter((step) => !step.startsWith('('));
    return `/${steps.map((step) => (step.startsWith('[') ? id : step)).join('/')}`;
  });
}

const manifestSchema = z.object({ node: z.record(z.string(), z.object({ exportedName: z.string() })) });

/** The ids that the build gave to the server actions of these names. */
export function actionIds(...names: string[]): string[] {
  const { node } = manifestSchema.parse(
    JSON.parse(readFileSync('.next/server/server-reference-manifest.json', 'utf8')),
  );
  const ids = Object.entries(node).filter(([, { exportedName }]) => names.includes(exportedName));
  if (ids.length !== names.length) throw new Error(`The build has not all of ${names.join(', ')}`);
  return ids.map(([id]) => id);
}

import { z } from 'zod';

const SEVERE = ['high', 'critical'];

const advisory = z.object({ title: z.string(), url: z.string() });

const reportSchema = z.object({
  vulnerabilities: z.record(
    z.string(),
    z.object({
      severity: z.string(),
      range: z.string(),
      /** Its own advisories, and the names of the vulnerable packages it uses. */
      via: z.array(z.union([z.string(), advisory])),
    }),
  ),
});

const refusalSchema = z.object({ message: z.string() });

type Audit =
  | { answered: true; severe: string[]; others: number }
  /** The registry has no answer: nothing is known, good or bad. */
  | { answered: false; reason: string };

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What `npm audit --json` printed: a line for each package that is vulnerable at level high or above, and how many are below. */
export function readAudit(output: string): Audit {
  const body = parse(output);
  const report = reportSchema.safeParse(body);
  if (!report.success) {
    const refusal = refusalSchema.safeParse(body);
    return { answered: false, reason: refusal.data?.message.split(' - ')[0] ?? 'npm printed no report' };
  }
  const packages = Object.entries(report.data.vulnerabilities);
  const severe = packages.filter(([, { severity }]) => SEVERE.includes(severity));
  return {
    answered: true,
    severe: severe.map(([name, { severity, range, via }]) => {
      const reasons = via.map((source) =>
        typeof source === 'string' ? source : `${source.title}, ${source.url}`,
      );
      return `${severity}: ${name} ${range} (${reasons.join('; ')})`;
    }),
    others: packages.length - severe.length,
  };
}

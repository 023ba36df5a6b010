import { onPostgres } from '@/tests/model/graph/graph-database';
import { testGraphs } from '@/tests/model/graph/test-graphs';
import { copyDatabase } from '@/tests/support/copy-database';

testGraphs(async () => onPostgres(await copyDatabase()), 60);

import { onPglite } from '@/tests/model/graph/graph-database';
import { testGraphs } from '@/tests/model/graph/test-graphs';

testGraphs(onPglite, 30);

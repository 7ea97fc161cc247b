// Plain .ts only: hard behaviour lives outside components, so that its tests
// need neither a browser nor a compiler.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { include: ['{shared,loader,widget,demo,expert,console}/**/*.test.ts'], environment: 'node', pool: 'threads', maxWorkers: 1 },
});

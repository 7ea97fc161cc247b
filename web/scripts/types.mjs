// Generates shared/openapi.ts from a running server's own description:
//   npm run types -- http://127.0.0.1:8080
// Compare it with shared/wire.ts, which the screens use.
import { writeFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';

const base = process.argv[2] ?? 'http://127.0.0.1:8080';
const source = new URL('/openapi.json', base);
try {
  const text = astToString(await openapiTS(source));
  writeFileSync(new URL('../shared/openapi.ts', import.meta.url), text);
  console.log(`shared/openapi.ts written from ${source}`);
} catch (err) {
  console.error(`could not read ${source}: ${err.message}. Start the server first: bin/samtal demo --port 8080`);
  process.exit(1);
}

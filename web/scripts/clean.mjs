// Empties dist before a build, but keeps the committed .keep that lets Go embed
// an unbuilt tree.
import { readdirSync, rmSync } from 'node:fs';

for (const name of readdirSync('dist')) {
  if (name !== '.keep') rmSync(`dist/${name}`, { recursive: true });
}

// Reads a CycloneDX 1.6 document and writes what its schema does not allow: an empty array when nothing.
import { Spec, Validation } from '@cyclonedx/cyclonedx-library';

let text = '';
for await (const chunk of process.stdin) text += chunk;
const found = await new Validation.JsonStrictValidator(Spec.Version.v1dot6).validate(text);
process.stdout.write(JSON.stringify((found ?? []).map((e) => `${e.instancePath} ${e.message}`)));

// Reads a JSON array of Kubernetes objects and writes one of { checked, problems }, in the same order: required fields, types, closed lists of values.
const packages = [
  [/(^|\/)gateway\.networking\.k8s\.io$/, '@kubernetes-models/gateway-api'],
  [/(^|\/)monitoring\.coreos\.com$/, '@kubernetes-models/prometheus-operator'],
  [/(^|\/)cert-manager\.io$/, '@kubernetes-models/cert-manager'],
  [/(^|\/)external-secrets\.io$/, '@kubernetes-models/external-secrets'],
  [/^[a-z]*$|\.k8s\.io$/, 'kubernetes-models'],
];

const check = async (object) => {
  const parts = object.apiVersion.split('/');
  const group = parts.length === 2 ? parts[0] : '';
  const found = packages.find(([pattern]) => pattern.test(group));
  if (!found) return { checked: false, problems: [] };
  const modules = await import(`${found[1]}/${object.apiVersion}/${object.kind}`).catch(() => null);
  if (!modules) return { checked: true, problems: [`${found[1]} knows no ${object.apiVersion} ${object.kind}`] };
  try {
    new modules[object.kind](object).validate();
    return { checked: true, problems: [] };
  } catch (error) {
    return { checked: true, problems: (error.errors ?? [error]).map((e) => `${e.instancePath ?? ''} ${e.message}`) };
  }
};

let text = '';
for await (const chunk of process.stdin) text += chunk;
process.stdout.write(JSON.stringify(await Promise.all(JSON.parse(text).map(check))));

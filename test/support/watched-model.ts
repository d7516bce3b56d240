/**
 * A view model that reports every name a template asks for and does not find. `{{#if}}` and `{{#each}}` are silently
 * false on a misspelt name even in strict mode; this is how such a name comes to light.
 */
export function watched<T extends object>(model: T, missing: (path: string) => void, path = ''): T {
  return new Proxy(model, {
    get(target, key, receiver) {
      const value: unknown = Reflect.get(target, key, receiver);
      if (typeof key === 'symbol') return value;
      const here = path === '' ? key : `${path}.${key}`;
      if (!(key in target)) missing(here.replace(/\.\d+(?=\.)/g, '.*'));
      return typeof value === 'object' && value !== null ? watched(value, missing, here) : value;
    },
  });
}

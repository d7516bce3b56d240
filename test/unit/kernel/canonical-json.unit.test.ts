import { canonicalJson } from '../../../domain/base/canonical-json';

describe('canonical JSON', () => {
  it('one value spelt in two orders, when written, is written the same', () => {
    expect(canonicalJson({ b: [1, { d: null, c: 'x' }], a: undefined })).toBe(canonicalJson({ b: [1, { c: 'x', d: null }] }));
  });

  it('two values, when written, differ', () => {
    expect(canonicalJson({ a: 1 })).not.toBe(canonicalJson({ a: '1' }));
  });
});

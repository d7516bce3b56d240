import tseslint from 'typescript-eslint';
import house from './runtime/lint/rules.mjs';

const CLOCKS_AND_DICE = [
  { selector: 'CallExpression[callee.object.name="Date"][callee.property.name="now"]', message: 'pass the instant in' },
  { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: 'pass the instant in' },
  { selector: 'CallExpression[callee.object.name="Math"][callee.property.name="random"]', message: 'pass randomness in' },
];

export default tseslint.config(
  { ignores: ['node_modules/', 'dist/', 'prisma/generated/', 'coverage/', '.ancha/', 'public/'] },
  {
    files: ['**/*.ts'],
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    plugins: { '@typescript-eslint': tseslint.plugin, house },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'house/import-direction': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports', disallowTypeAnnotations: false }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      eqeqeq: 'error',
      'no-control-regex': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
    },
  },
  {
    files: ['domain/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...CLOCKS_AND_DICE] },
  },
  {
    files: ['workflows/**/*.ts'],
    rules: { 'house/sync-validators': 'error' },
  },
  {
    // It looks for control characters on purpose.
    files: ['api/input/local-path.ts'],
    rules: { 'no-control-regex': 'off' },
  },
  {
    // A global can only be declared with `var`.
    files: ['test/support/start-services.ts'],
    rules: { 'no-var': 'off' },
  },
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: { ecmaVersion: 2024 },
    rules: { eqeqeq: 'error', 'no-var': 'error', 'prefer-const': 'error', 'no-unused-vars': ['error', { argsIgnorePattern: '^_' }] },
  },
  { files: ['**/*.{js,cjs}'], languageOptions: { sourceType: 'commonjs' } },
);

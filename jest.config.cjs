// Every project's tests in one run, which is what npm test does. One project: npx nx test <project>
const { globSync } = require('node:fs');
module.exports = {
  maxWorkers: 2,
  projects: globSync('{apps,libs,tools}/*/jest.config.cjs', { cwd: __dirname }).map((file) => `<rootDir>/${file}`),
};

// The one list of aliases is tsconfig.base.json; Jest gets its own form of it.
const { join } = require('node:path');
const root = join(__dirname, '..');
const { paths } = require('../tsconfig.base.json').compilerOptions;
const escape = (text) => text.replace(/[/.]/g, '\\$&');
module.exports.jest = Object.fromEntries(Object.entries(paths).map(([alias, [target]]) => [`^${escape(alias)}$`, join(root, target)]));

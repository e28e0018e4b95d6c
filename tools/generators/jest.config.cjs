module.exports = { ...require('../../jest.preset.cjs'), displayName: 'tools-generators', rootDir: __dirname };

module.exports = { ...require('../../jest.preset.cjs'), displayName: 'tools-token', rootDir: __dirname };

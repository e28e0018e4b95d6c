module.exports = { ...require('../../jest.preset.cjs'), displayName: 'tools-x12', rootDir: __dirname };

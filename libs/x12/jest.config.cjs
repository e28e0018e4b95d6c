module.exports = { ...require('../../jest.preset.cjs'), displayName: 'x12', rootDir: __dirname };

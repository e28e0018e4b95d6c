module.exports = { ...require('../../jest.preset.cjs'), displayName: 'sample-clinic', rootDir: __dirname };
